//! What the JavaScript API does, without JavaScript: files go in a piece at a time, a report's JSON or a refusal comes out.

mod refusal;

pub use refusal::Refusal;

use crate::i18n::Lang;
use crate::pack::with_sentences;
use crate::read::{Decoders, FileRead, Reader};
use crate::report::{Report, Session, to_json};
use crate::wishes::{Named, Unusable, Wishes};
use std::ops::Range;

/// Files being read, and what their report is to be made with.
#[derive(Debug)]
pub struct Run {
    wishes: Wishes,
    lang: Lang,
    decoders: Decoders,
    reader: Option<Reader>,
    reads: Vec<FileRead>,
}

impl Run {
    /// Takes the files' names and the options, each a name and a text; the order of the files is that of reading them.
    pub fn new(names: &[String], options: &[(String, String)], decoders: Decoders) -> Result<Self, Refusal> {
        let named = |name: &String| Named { path: name.clone(), name: name.clone() };
        let files: Vec<Named> = names.iter().map(named).collect();
        let (langs, options): (Vec<_>, Vec<_>) =
            options.iter().cloned().partition(|(name, _)| name == "lang");
        let mut lang = Lang::En;
        for (option, text) in langs {
            lang = match text.split('-').next() {
                Some("en") => Lang::En,
                Some("zh") => Lang::Zh,
                _ => return Err(Unusable { option, text, expected: "expected en or zh".to_owned() }.into()),
            };
        }
        let wishes = Wishes::of(&files, decoders, &options)?;
        Ok(Run { wishes, lang, decoders, reader: None, reads: Vec::new() })
    }

    /// Begins the next file, of so many bytes; says which parts of it are wanted before its first.
    pub fn open(&mut self, size: u64) -> Vec<Range<u64>> {
        let options = self.wishes.files.get(self.reads.len()).cloned().unwrap_or_default();
        let mut reader = Reader::with_decoders(options, self.decoders);
        reader.expect(size);
        self.reader = Some(reader);
        Reader::wanted_samples(size)
    }

    /// Takes a part that was wanted.
    pub fn sample(&mut self, bytes: &[u8]) {
        if let Some(reader) = &mut self.reader {
            reader.sample(bytes);
        }
    }

    /// Takes the file's next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(reader) = &mut self.reader {
            reader.push(bytes);
        }
    }

    /// Ends the file.
    pub fn close(&mut self) {
        self.reads.extend(self.reader.take().map(Reader::finish));
    }

    /// The report's JSON, byte for byte the command line's where the language is English.
    pub fn report(self) -> Result<String, Refusal> {
        let lang = self.lang;
        let report = self.made(Session::report)?;
        Ok(with_sentences(&to_json(&report), &report, lang))
    }

    /// The same without the answers to the nine questions.
    pub fn revenue(self) -> Result<String, Refusal> {
        self.made(Session::revenue).map(|report| to_json(&report))
    }

    fn made(self, make: fn(&Session, &crate::report::Settings) -> Report) -> Result<Report, Refusal> {
        let Wishes { settings, as_of, rates, currency, customers, .. } = self.wishes;
        let session = Session::with_rates(self.reads, &rates, currency.as_deref())
            .as_of(as_of)
            .with_customers(customers);
        match Refusal::of(&session, self.lang) {
            Some(refusal) => Err(refusal),
            None => Ok(make(&session, &settings)),
        }
    }
}

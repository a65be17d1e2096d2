//! The way a person went through the readings of their files: which files, told what, one state after the other.

use super::Sample;
use crate::read::{Change, Changed, ReadOptions, Reading, changes};
use web_sys::File;

/// States kept; a person who goes back further opens the file again.
const KEPT: usize = 100;

/// Files with what is to be known of them. A [`File`] is the browser's handle: no state holds any data.
#[derive(Clone, Default)]
pub(super) struct Source {
    /// The files.
    pub files: Vec<File>,
    /// How each is read.
    pub options: Vec<ReadOptions>,
    /// The sample, if it is one.
    pub sample: Option<Sample>,
    /// How each was read, once that is known.
    pub readings: Vec<Reading>,
}

impl Source {
    /// Files as they are chosen: nothing told.
    pub fn new(files: Vec<File>, sample: Option<Sample>) -> Self {
        let options =
            files.iter().map(|f| ReadOptions { name: f.name(), ..ReadOptions::default() }).collect();
        Source { files, options, sample, readings: Vec::new() }
    }

    /// The same with more files.
    pub fn with(&self, more: Vec<File>) -> Self {
        let added = Source::new(more, None);
        let mut all = self.clone();
        all.files.extend(added.files);
        all.options.extend(added.options);
        all
    }

    /// The same without the file at a place.
    pub fn without(&self, place: usize) -> Self {
        let mut all = self.clone();
        if place < all.files.len() {
            all.files.remove(place);
            all.options.remove(place);
        }
        if place < all.readings.len() {
            all.readings.remove(place);
        }
        all
    }

    /// What a person changed since another state.
    pub fn since(&self, before: &Source) -> Vec<Change> {
        let whole =
            |options: &ReadOptions, what| Change { file: options.name.clone(), what, from: None, to: None };
        let at = |source: &Source, file: &File| source.files.iter().position(|f| f == file);
        let mut found = Vec::new();
        for (file, options) in before.files.iter().zip(&before.options) {
            if at(self, file).is_none() {
                found.push(whole(options, Changed::Removed));
            }
        }
        for (place, (file, options)) in self.files.iter().zip(&self.options).enumerate() {
            let Some(was) = at(before, file) else {
                found.push(whole(options, Changed::Added));
                continue;
            };
            if let Some(told) = before.options.get(was) {
                found.extend(changes((told, before.readings.get(was)), (options, self.readings.get(place))));
            }
        }
        found
    }
}

/// The states in order, and where the page stands among them.
#[derive(Clone, Default)]
pub(super) struct Trail {
    states: Vec<Source>,
    at: usize,
    /// Where it stood before the last step.
    from: Option<usize>,
}

impl Trail {
    /// A new way that begins with these files.
    pub fn begin(source: Source) -> Self {
        Trail { states: vec![source], at: 0, from: None }
    }

    /// Where the page stands; nothing where no file was opened.
    pub fn now(&self) -> Source {
        self.states.get(self.at).cloned().unwrap_or_default()
    }

    /// How a file was read, where the page stands.
    pub fn reading(&self, place: usize) -> Option<&Reading> {
        self.states.get(self.at)?.readings.get(place)
    }

    /// What the latest reading of a file that has it says of it, from where the page stands back.
    pub fn look<T>(&self, place: usize, of: impl Fn(&ReadOptions, &Reading) -> Option<T>) -> Option<T> {
        let file = self.states.get(self.at)?.files.get(place)?;
        self.states.get(..=self.at)?.iter().rev().find_map(|state| {
            let at = state.files.iter().position(|f| f == file)?;
            of(state.options.get(at)?, state.readings.get(at)?)
        })
    }

    /// Goes on to a new state; what was undone before is gone.
    pub fn step(&mut self, source: Source) {
        self.states.truncate(self.at + 1);
        if self.states.len() >= KEPT {
            self.states.remove(0);
        }
        self.from = self.states.len().checked_sub(1);
        self.states.push(source);
        self.at = self.states.len() - 1;
    }

    /// Goes a step back; false at the beginning.
    pub fn back(&mut self) -> bool {
        let back = self.at.checked_sub(1);
        self.go(back)
    }

    /// Takes back a step back; false at the end.
    pub fn forth(&mut self) -> bool {
        let forth = Some(self.at + 1).filter(|next| *next < self.states.len());
        self.go(forth)
    }

    fn go(&mut self, to: Option<usize>) -> bool {
        if let Some(to) = to {
            self.from = Some(self.at);
            self.at = to;
        }
        to.is_some()
    }

    /// Where the user's own files stood last before the sample that is open.
    fn own_at(&self) -> Option<usize> {
        self.now().sample?;
        self.states.get(..self.at)?.iter().rposition(|state| state.sample.is_none())
    }

    /// The user's own files behind the sample that is open.
    pub fn own(&self) -> Option<Source> {
        self.states.get(self.own_at()?).cloned()
    }

    /// Goes back to them; false where there are none.
    pub fn back_to_own(&mut self) -> bool {
        self.go(self.own_at())
    }

    /// Whether there is a step to take back, and one to take again.
    pub fn can(&self) -> (bool, bool) {
        (self.at > 0, self.at + 1 < self.states.len())
    }

    /// Notes how the files were read, and says what the last step changed.
    pub fn read_as(&mut self, readings: &[Reading]) -> Vec<Change> {
        if let Some(state) = self.states.get_mut(self.at) {
            state.readings = readings.to_vec();
        }
        let before = self.from.and_then(|from| self.states.get(from));
        before.map(|before| self.now().since(before)).unwrap_or_default()
    }
}

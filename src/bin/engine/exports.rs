//! What JavaScript sees of an engine. Texts cross as they are: a report is JSON already.

use ninefold::api::{Refusal, Run};
use wasm_bindgen::prelude::wasm_bindgen;

/// Files being read, and the report that comes of them.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(Run);

#[wasm_bindgen]
impl Engine {
    /// Takes the files' names, and options as names and texts by turns. What can't be used is thrown as JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(names: Vec<String>, options: Vec<String>) -> Result<Engine, String> {
        let mut texts = options.into_iter();
        let pairs: Vec<_> = std::iter::from_fn(|| texts.next().zip(texts.next())).collect();
        ninefold::web::report_panics();
        Run::new(&names, &pairs, ninefold::web::decoders).map(Engine).map_err(|refusal| refusal.json())
    }

    /// Begins the next file, of so many bytes; gives the parts of it that are wanted first, as ends by turns.
    pub fn open(&mut self, size: f64) -> Vec<f64> {
        let wanted = self.0.open(size as u64);
        wanted.into_iter().flat_map(|part| [part.start as f64, part.end as f64]).collect()
    }

    /// Takes a part that was wanted.
    pub fn sample(&mut self, bytes: &[u8]) {
        self.0.sample(bytes);
    }

    /// Takes the file's next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }

    /// Ends the file.
    pub fn close(&mut self) {
        self.0.close();
    }

    /// The report as JSON; why there is none is thrown as JSON.
    pub fn report(self) -> Result<String, String> {
        super::make(self.0).map_err(|refusal: Refusal| refusal.json())
    }
}

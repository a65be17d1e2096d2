//! Interned names: each distinct text once, and a small number for it everywhere else.

use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Distinct texts numbered from 0 in order of first appearance.
#[derive(Clone, Debug, Default)]
pub struct Names {
    ids: FxHashMap<Rc<str>, u32>,
    texts: Vec<Rc<str>>,
}

impl Names {
    /// No names yet.
    pub fn new() -> Self {
        Names::default()
    }

    /// The number of `text`, given out on first sight.
    pub fn intern(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = self.texts.len() as u32;
        let shared: Rc<str> = Rc::from(text);
        self.texts.push(Rc::clone(&shared));
        self.ids.insert(shared, id);
        id
    }

    /// The text of a number; empty for a number never given out.
    pub fn text(&self, id: u32) -> &str {
        self.texts.get(id as usize).map_or("", |t| t)
    }

    /// The number of `text`, if it was ever seen.
    pub fn id(&self, text: &str) -> Option<u32> {
        self.ids.get(text).copied()
    }

    /// How many distinct names.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether no name was seen.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The numbers of all names in the order of their texts: the order of every output.
    pub fn sorted(&self) -> Vec<u32> {
        let mut ids: Vec<u32> = (0..self.texts.len() as u32).collect();
        crate::base::sort_by(&mut ids, |a, b| self.text(*a).cmp(self.text(*b)));
        ids
    }
}

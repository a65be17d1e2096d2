//! What an investor checks beside the headline: concentration, survival, downgrades, intervals, the quality of the data
//! (peers.md §7, §14; domain.md §2.10). Sentences first, figures next, how they are computed last.

mod concentration;
mod quality;
mod survival;
mod tested;

use super::{Block, Room, Setting};
use crate::i18n::rooms::diligence::DiligenceTexts;
pub(super) use survival::group_name;

/// The room.
pub fn diligence(s: &Setting) -> Room {
    let texts = DiligenceTexts::of(s.texts.lang);
    let mut blocks = concentration::blocks(s, texts);
    blocks.extend(survival::blocks(s, texts));
    blocks.extend(tested::downgrades(s, texts));
    blocks.extend(tested::intervals(s, texts));
    blocks.extend(quality::blocks(s, texts));
    Room { title: texts.title.to_owned(), lead: texts.lead.to_owned(), blocks }
}

fn text(text: impl Into<String>) -> Block {
    Block::Text(text.into())
}

/// How a section's figures are computed, last in it.
fn method(texts: &DiligenceTexts, said: &str) -> Block {
    Block::Note(format!("{}{said}", texts.method))
}

#[cfg(test)]
mod tests;

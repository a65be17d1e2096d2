//! The charts of all rooms, by their ids.

use super::{
    ANSWERED, Block, Chart, RATES, Setting, answer, comparison, definitions_alone, diligence, economics,
    grouping, groupings, groups, nrr,
};
use crate::report::{Comparison, MetricId};
use std::sync::Arc;

/// What a person has chosen that charts depend on.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// The place of the grouping shown; `None` for the first on offer.
    pub by: Option<u32>,
    /// The rate its groups are drawn by; `None` for the usual one.
    pub rate: Option<MetricId>,
    /// Two definitions with what makes their difference.
    pub comparison: Option<Arc<Comparison>>,
}

/// Every chart of the rooms, those of a choice of several too.
pub fn charts(s: &Setting, chosen: &Chosen) -> Vec<Chart> {
    let mut blocks = nrr(s).blocks;
    blocks.extend(groups(s).blocks);
    let by = chosen.by.or_else(|| groupings(s).first().map(|(place, _)| *place));
    let [usual, ..] = RATES;
    blocks.extend(by.map(|by| grouping(s, by, chosen.rate.unwrap_or(usual))).unwrap_or_default());
    for (id, _) in &ANSWERED {
        blocks.extend(answer(s, id).blocks);
    }
    for room in [economics, diligence, definitions_alone] {
        blocks.extend(room(s).blocks);
    }
    blocks.extend(chosen.comparison.as_ref().map(|of| comparison(s, of)).unwrap_or_default());
    let mut found = Vec::new();
    gather(blocks, &mut found);
    found
}

fn gather(blocks: Vec<Block>, found: &mut Vec<Chart>) {
    for block in blocks {
        match block {
            Block::Chart(chart) => found.push(chart),
            Block::Choice(choice) => choice.options.into_iter().for_each(|(_, inner)| gather(inner, found)),
            _ => {}
        }
    }
}

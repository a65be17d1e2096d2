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
pub fn charts<'a>(s: &'a Setting, chosen: &'a Chosen) -> impl Iterator<Item = Chart> + 'a {
    let by_group = || {
        let place = chosen.by.or_else(|| groupings(s).first().map(|(place, _)| *place));
        place.map(|place| grouping(s, place, chosen.rate.unwrap_or(RATES[0]))).unwrap_or_default()
    };
    let compared = || chosen.comparison.as_ref().map(|of| comparison(s, of)).unwrap_or_default();
    // Room after room: who looks for one chart makes no more of them than it takes.
    let makers: [Box<dyn FnOnce() -> Vec<Block> + 'a>; 7] = [
        Box::new(|| nrr(s).blocks),
        Box::new(|| groups(s).blocks),
        Box::new(by_group),
        Box::new(|| economics(s).blocks),
        Box::new(|| diligence(s).blocks),
        Box::new(|| definitions_alone(s).blocks),
        Box::new(compared),
    ];
    let answers = ANSWERED.iter().flat_map(|(id, _)| answer(s, id).blocks);
    makers.into_iter().flat_map(|make| make()).chain(answers).flat_map(of_block)
}

/// The chart of an id.
pub fn chart(s: &Setting, id: &str, chosen: &Chosen) -> Option<Chart> {
    charts(s, chosen).find(|chart| chart.id == id)
}

fn of_block(block: Block) -> Vec<Chart> {
    match block {
        Block::Chart(chart) => vec![chart],
        Block::Choice(choice) => {
            choice.options.into_iter().flat_map(|(_, blocks)| blocks).flat_map(of_block).collect()
        }
        _ => Vec::new(),
    }
}

//! What of a question's room stands in the short form on paper: what was found, the figures, the first list and charts.

use crate::rooms::Block;

/// Charts of a room in the short form; of its lists it has the first.
const CHARTS: usize = 2;

/// Whether each block stands in it. A heading does with anything below it that does.
pub fn in_brief(blocks: &[Block]) -> Vec<bool> {
    let (mut charts, mut lists) = (0, 0);
    let within = |seen: &mut usize, most: usize| {
        *seen += 1;
        *seen <= most
    };
    let mut kept: Vec<bool> = blocks
        .iter()
        .map(|block| match block {
            Block::Heading(_) | Block::Note(_) | Block::Fold(_) | Block::Terms(_) | Block::Slot(_) => false,
            Block::Text(_) | Block::Facts(_) | Block::Findings(_) | Block::Choice(_) => true,
            Block::Chart(_) => within(&mut charts, CHARTS),
            Block::Table(_) => within(&mut lists, 1),
        })
        .collect();
    let mut below = false;
    for (block, kept) in blocks.iter().zip(&mut kept).rev() {
        if matches!(block, Block::Heading(_)) {
            (*kept, below) = (below, false);
        } else {
            below |= *kept;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_with_what_is_below_them() {
        let head = || Block::Heading("a".to_owned());
        let text = || Block::Text("b".to_owned());
        let blocks = [head(), Block::Facts(Vec::new()), head(), Block::Terms(Vec::new()), head(), text()];
        assert_eq!(in_brief(&blocks), [true, true, false, false, true, true]);
    }
}

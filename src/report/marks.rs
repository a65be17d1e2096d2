//! The article's marks for logo retention by who buys (domain.md Q2-05 to Q2-07), beside the groups they speak of:
//! numbers to look at, never a judgement, and compared only where the sample can tell.

use super::{Benchmark, MetricId, benchmarks};
use crate::base::{named, wilson};
use crate::tables::{AttributeKind, value_key};
use serde::{Deserialize, Serialize};

named! {
/// A group's 95 % interval beside a mark of "at least".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compared {
    /// The whole interval is at the mark or above.
    Above,
    /// The whole interval is below.
    Below,
    /// The interval holds the mark: too few customers to say.
    Unclear,
}
}

/// A published number beside a group's logo retention; it decides nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkBeside {
    /// Its id among the [`benchmarks`]: `article_enterprise`, `article_team` or `article_individual`.
    pub id: String,
    /// "At least", as a ratio.
    pub value: f64,
    /// Where it is said.
    pub source: String,
    /// How the group stands to it.
    pub compared: Compared,
}

/// Where the article stands. It names no source of its own.
const SOURCE: &str = "woshipm.com/pd/6184948";

/// A buyer tier by the word that stands for its others ([`value_key`]), and its mark's id.
const BUYERS: [(&str, &str); 3] =
    [("enterprise", "article_enterprise"), ("team", "article_team"), ("individual", "article_individual")];

/// The mark of a buyer tier, where its word is a known one.
fn mark_of(buyer_tier: &str) -> Option<&'static Benchmark> {
    let key = value_key(AttributeKind::BuyerTier, buyer_tier);
    let (_, id) = BUYERS.iter().find(|(word, _)| *word == key)?;
    benchmarks(MetricId::LogoRetention).find(|mark| mark.id == *id)
}

/// What stands beside the logo retention of a buyer tier.
pub(super) fn mark_beside(buyer_tier: &str, kept: u64, customers: u64) -> Option<MarkBeside> {
    let mark = mark_of(buyer_tier)?;
    let interval = wilson(kept, customers)?;
    let compared = match (interval.0 >= mark.low, interval.1 < mark.low) {
        (true, _) => Compared::Above,
        (_, true) => Compared::Below,
        _ => Compared::Unclear,
    };
    Some(MarkBeside { id: mark.id.to_owned(), value: mark.low, source: SOURCE.to_owned(), compared })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, benchmarks::words};

    #[test]
    fn a_small_sample_is_not_called() {
        let compared = |kept, n| mark_beside(" Enterprise ", kept, n).map(|mark| (mark.value, mark.compared));
        // domain.md [pin]: 11 of 12 is 91.7 %, 64.6 to 98.5 %: it can't be called below 92.
        assert_eq!(compared(11, 12), Some((0.92, Compared::Unclear)));
        assert_eq!(compared(110, 200), Some((0.92, Compared::Below)));
        assert_eq!(compared(1990, 2000), Some((0.92, Compared::Above)));
        assert_eq!(compared(0, 0), None);
    }

    #[test]
    fn every_word_has_its_mark_and_the_mark_its_address() {
        let id = |word| mark_of(word).map(|mark| (mark.id, words(mark, Lang::En).address));
        for (word, wanted) in [
            ("Enterprise", "article_enterprise"),
            ("企业级", "article_enterprise"),
            ("团队级", "article_team"),
            ("个人版", "article_individual"),
        ] {
            assert_eq!(id(word), Some((wanted, SOURCE)));
        }
        assert_eq!(id("Starter"), None);
    }
}

//! The article's marks for logo retention by who buys (domain.md Q2-05 to Q2-07), beside the groups they speak of:
//! numbers to look at, never a judgement, and compared only where the sample can tell.

use super::{Benchmark, MetricId, benchmarks};
use crate::base::{named, wilson};
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

/// Who buys, in the words that files use, and the mark's id.
const BUYERS: [(&str, &[&str]); 3] = [
    (
        "article_enterprise",
        &["enterprise", "ent", "企业", "企业级", "企业版", "企业级采购", "企业采购", "集团", "集团版"],
    ),
    (
        "article_team",
        &[
            "team",
            "teams",
            "department",
            "团队",
            "团队级",
            "团队版",
            "团队级采购",
            "团队采购",
            "部门",
            "部门级",
        ],
    ),
    (
        "article_individual",
        &[
            "individual",
            "individuals",
            "personal",
            "person",
            "个人",
            "个人级",
            "个人版",
            "个人采购",
            "个人级采购",
        ],
    ),
];

/// The mark of a buyer tier, where its word is a known one.
fn mark_of(buyer_tier: &str) -> Option<&'static Benchmark> {
    let word = buyer_tier.trim().to_lowercase();
    let (id, _) = BUYERS.iter().find(|(_, words)| words.contains(&word.as_str()))?;
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
        for (id, all) in BUYERS {
            for word in all {
                let mark = mark_of(word).unwrap();
                assert_eq!((mark.id, words(mark, Lang::En).address), (id, SOURCE));
            }
        }
        assert!(mark_of("Starter").is_none());
    }
}

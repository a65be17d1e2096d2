//! The article's marks for logo retention by who buys (domain.md Q2-05 to Q2-07): a number to look at beside one's
//! own, never a judgement, and only where the sample can tell.

use crate::base::{Ratio, named, wilson};

/// A published mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its id in domain.md.
    pub id: &'static str,
    /// "At least" so many percent of the customers are kept.
    pub percent: u8,
}

/// Where all three stand: "SaaS 工具灵魂九问", 2025. The article names no source of its own.
pub const MARK_SOURCE: &str = "woshipm.com/pd/6184948 (2025), unsourced there";

named! {
/// A group beside its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The whole 95 % interval is at the mark or above.
    Above,
    /// The whole interval is below.
    Below,
    /// The interval holds the mark: too few customers to say.
    Unclear,
}
}

/// A buyer tier in the words that files use, and its mark.
const BUYERS: [(Mark, &[&str]); 3] = [
    (
        Mark { id: "Q2-05", percent: 92 },
        &["enterprise", "ent", "企业", "企业级", "企业版", "企业级采购", "企业采购", "集团", "集团版"],
    ),
    (
        Mark { id: "Q2-06", percent: 80 },
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
        Mark { id: "Q2-07", percent: 55 },
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
pub fn mark_of(buyer_tier: &str) -> Option<Mark> {
    let word = buyer_tier.trim().to_lowercase();
    BUYERS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(mark, _)| *mark)
}

impl Mark {
    /// How `kept` of `customers` stand to it; `None` without customers.
    pub fn standing(self, kept: u64, customers: u64) -> Option<Standing> {
        let interval = wilson(kept, customers)?;
        let mark = self.value();
        Some(match (interval.0 >= mark, interval.1 < mark) {
            (true, _) => Standing::Above,
            (_, true) => Standing::Below,
            _ => Standing::Unclear,
        })
    }

    /// As a ratio.
    pub fn value(self) -> f64 {
        let ratio = Ratio { numerator: i128::from(self.percent), denominator: 100 };
        ratio.value().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_sample_is_not_called() {
        let enterprise = mark_of(" Enterprise ").unwrap();
        assert_eq!((enterprise.id, enterprise.value()), ("Q2-05", 0.92));
        // domain.md [pin]: 11 of 12 is 91.7 %, 64.6 to 98.5 %: it can't be called below 92.
        assert_eq!(enterprise.standing(11, 12), Some(Standing::Unclear));
        assert_eq!(enterprise.standing(110, 200), Some(Standing::Below));
        assert_eq!(enterprise.standing(1990, 2000), Some(Standing::Above));
        assert_eq!(enterprise.standing(0, 0), None);
    }

    #[test]
    fn words_of_both_languages() {
        let id = |word| mark_of(word).map(|mark| mark.id);
        assert_eq!((id("团队级"), id("个人版"), id("企业级")), (Some("Q2-06"), Some("Q2-07"), Some("Q2-05")));
        assert_eq!(id("Starter"), None);
    }
}

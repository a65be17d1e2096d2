//! What others have: published marks of NRR, GRR and logo retention, each with who says so and when.
//!
//! They stand beside a figure and never judge it (domain.md §2.0 rule 7). Sources: domain.md §1.1 and §1.2 for the
//! articles, peers.md §9 for the others.

use super::MetricId;

/// How far a mark can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Stated in the article without date or source.
    Article,
    /// Read where it was first published.
    Published,
    /// Quoted by someone else.
    Quoted,
    /// What consultants and lenders go by; no study stands behind it.
    RuleOfThumb,
}

/// A published mark. Its words (who, of whom, when) are in `i18n::benchmarks`, by its id.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Benchmark {
    /// Names it.
    pub id: &'static str,
    /// Of which metric.
    pub metric: MetricId,
    /// The metric's value, or the lower end of a band: a ratio, or points of HHI.
    pub low: f64,
    /// The upper end, where it is a band.
    pub high: Option<f64>,
    /// How far it can be trusted.
    pub standing: Standing,
}

const fn mark(
    id: &'static str,
    metric: MetricId,
    low: f64,
    high: Option<f64>,
    standing: Standing,
) -> Benchmark {
    Benchmark { id, metric, low, high, standing }
}

/// All marks, in reading order.
pub const BENCHMARKS: &[Benchmark] = &[
    mark("article_healthy", MetricId::Nrr, 1.0, None, Standing::Article),
    mark("article_china_leaders", MetricId::Nrr, 0.6, None, Standing::Article),
    mark("article_dingtalk", MetricId::Nrr, 1.1, None, Standing::Article),
    mark("article_overseas", MetricId::Nrr, 1.1, None, Standing::Article),
    mark("article_uipath", MetricId::Nrr, 1.45, None, Standing::Article),
    mark("article_snowflake", MetricId::Nrr, 1.6, None, Standing::Article),
    mark("saas_capital", MetricId::Nrr, 1.0, Some(1.1), Standing::Published),
    mark("chartmogul", MetricId::Nrr, 0.95, Some(1.1), Standing::Published),
    mark("iconiq", MetricId::Nrr, 1.05, None, Standing::Published),
    mark("gsquared", MetricId::Nrr, 1.01, Some(1.11), Standing::Quoted),
    mark("benchmarkit", MetricId::Nrr, 1.01, None, Standing::Quoted),
    mark("bessemer", MetricId::Nrr, 1.2, None, Standing::Quoted),
    mark("saas_capital", MetricId::Grr, 0.9, Some(0.93), Standing::Published),
    mark("kbcm_sapphire", MetricId::Grr, 0.82, Some(0.95), Standing::Quoted),
    mark("gsquared", MetricId::Grr, 0.89, Some(0.95), Standing::Quoted),
    mark("benchmarkit", MetricId::Grr, 0.88, None, Standing::Quoted),
    mark("bessemer", MetricId::Grr, 0.85, None, Standing::Quoted),
    mark("article_enterprise", MetricId::LogoRetention, 0.92, None, Standing::Article),
    mark("article_team", MetricId::LogoRetention, 0.8, None, Standing::Article),
    mark("article_individual", MetricId::LogoRetention, 0.55, None, Standing::Article),
    // Concentration: peers.md §7.
    mark("suitecompete", MetricId::TopCustomerShare, 0.1, None, Standing::RuleOfThumb),
    mark("gsquared", MetricId::TopCustomerShare, 0.1, Some(0.15), Standing::RuleOfThumb),
    mark("ryanconsulting", MetricId::TopCustomerShare, 0.15, None, Standing::RuleOfThumb),
    mark("saasvaluation", MetricId::TopCustomerShare, 0.15, Some(0.3), Standing::RuleOfThumb),
    mark("saasvaluation", MetricId::Top10Share, 0.4, Some(0.6), Standing::RuleOfThumb),
    mark("ryanconsulting", MetricId::Hhi, 1_000.0, Some(2_500.0), Standing::RuleOfThumb),
];

/// The marks of a metric.
pub fn benchmarks(metric: MetricId) -> impl Iterator<Item = &'static Benchmark> {
    BENCHMARKS.iter().filter(move |mark| mark.metric == metric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, benchmarks};

    #[test]
    fn the_articles_marks_are_its_own() {
        // domain.md Q1-06 to Q1-11 and Q2-05 to Q2-07; none has a source or a date.
        let marks = |metric| {
            let own = benchmarks(metric).filter(|mark| mark.standing == Standing::Article);
            own.map(|mark| (mark.id, mark.low, mark.high)).collect::<Vec<_>>()
        };
        assert_eq!(
            marks(MetricId::LogoRetention),
            [
                ("article_enterprise", 0.92, None),
                ("article_team", 0.8, None),
                ("article_individual", 0.55, None)
            ]
        );
        assert_eq!(
            marks(MetricId::Nrr),
            [
                ("article_healthy", 1.0, None),
                ("article_china_leaders", 0.6, None),
                ("article_dingtalk", 1.1, None),
                ("article_overseas", 1.1, None),
                ("article_uipath", 1.45, None),
                ("article_snowflake", 1.6, None),
            ]
        );
    }

    #[test]
    fn every_mark_has_its_words() {
        for mark in BENCHMARKS {
            for lang in [Lang::En, Lang::Zh] {
                let words = benchmarks::words(mark, lang);
                assert!(!words.who.is_empty() && !words.of.is_empty(), "{} {lang:?}", mark.id);
            }
            assert!(mark.high.is_none_or(|high| high > mark.low));
        }
    }
}

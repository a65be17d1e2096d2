//! The article's multipliers as illustrative odds (domain.md §4.3): one rule a family, the strongest, shrunk by half. They
//! have no source, different horizons and overlap: a way to see what they would say, no forecast.

use super::{AtRisk, Family, Rule, Signal, Verdict};

/// How far the multipliers are believed.
const SHRINK: f64 = 0.5;
/// No odds say more than this.
const MOST: f64 = 0.95;

/// The multiplier that the article gives a rule; levels and renewal rates are none of churn.
fn multiplier(rule: Rule, signal: &Signal) -> Option<f64> {
    match rule {
        Rule::Idle => Some(3.0),
        Rule::SetupMissed => Some(1.7),
        Rule::Silence => Some(4.0),
        // Ten percent a point.
        Rule::NpsDecline => {
            let (points, per) = signal.value?.ratio();
            Some(1.0 + 0.1 * (points as f64 / per as f64).max(0.0))
        }
        _ => None,
    }
}

/// A share moved by multipliers of its odds; `None` where the share is none to begin from.
fn moved(base: f64, multipliers: &[f64], shrink: f64) -> Option<f64> {
    (base > 0.0 && base < 1.0).then_some(())?;
    let log: f64 = multipliers.iter().map(|m| libm::log(*m)).sum();
    let odds = base / (1.0 - base) * libm::exp(shrink * log);
    Some((odds / (1.0 + odds)).min(MOST))
}

impl AtRisk {
    /// Its illustrative probability, from the share of customers that the same files lost; `None` where no rule with a
    /// multiplier fired.
    pub fn odds(&self, base: f64) -> Option<f64> {
        const FAMILIES: [Family; 4] =
            [Family::Behaviour, Family::Product, Family::Finance, Family::Sentiment];
        let strongest = |family: Family| {
            let own = Rule::ALL.into_iter().zip(&self.signals);
            let own = own.filter(|(rule, s)| rule.family() == family && s.verdict == Verdict::Fired);
            own.filter_map(|(rule, signal)| multiplier(rule, signal)).reduce(f64::max)
        };
        let all: Vec<f64> = FAMILIES.into_iter().filter_map(strongest).collect();
        if all.is_empty() { None } else { moved(base, &all, SHRINK) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pins_of_the_domain() {
        let percent = |shrink| (moved(0.1, &[3.0, 4.0], shrink).unwrap() * 1000.0).round() / 10.0;
        assert_eq!((percent(0.5), percent(1.0)), (27.8, 57.1));
        assert_eq!(moved(0.9, &[3.0, 4.0], 1.0), Some(MOST));
        assert_eq!((moved(0.0, &[3.0], 1.0), moved(1.0, &[3.0], 1.0)), (None, None));
    }
}

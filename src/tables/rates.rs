//! Exchange rates, and amounts converted by them: exactly, rounded once, half to even.

use super::{CostsTable, RevenueFacts, RevenueTable, RowCurrencies};
use crate::base::{Currency, Month, divide_half_even};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Decimals that a rate is kept with.
pub const RATE_DECIMALS: u8 = 12;

/// What one unit of a currency is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// ISO code.
    pub code: String,
    /// The month it holds in; `None` for all.
    pub month: Option<Month>,
    /// Its worth times ten to the [`RATE_DECIMALS`]th.
    pub worth: i64,
}

impl Rate {
    /// The worth of the currency that the others are stated in.
    pub const ONE: i64 = 10_i64.pow(RATE_DECIMALS as u32);

    /// Its worth as [`Rate::worth_of`] reads it.
    pub fn worth_text(&self) -> String {
        let text = format!("{}.{:012}", self.worth / Rate::ONE, self.worth % Rate::ONE);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// Reads a worth: plain digits with at most one point, above zero.
    pub fn worth_of(text: &str) -> Option<i64> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let places = usize::from(RATE_DECIMALS);
        if whole.is_empty() && fraction.is_empty() || !digits(whole) || !digits(fraction) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > places {
            return None;
        }
        format!("{whole}{fraction:0<places$}").parse().ok().filter(|worth| *worth > 0)
    }
}

/// What a conversion came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// Rows per code that were converted.
    pub rows: BTreeMap<String, u64>,
    /// Codes (and months) without a rate.
    pub missing: Vec<String>,
}

/// Rates by code and month, and the currency that everything is converted to.
#[derive(Clone, Debug)]
pub struct Rates {
    worth: BTreeMap<String, BTreeMap<Option<Month>, i64>>,
    /// The report's currency.
    pub target: String,
}

impl Rates {
    /// The rates of a file or of the command line. The target is the one asked for, else the one with the worth
    /// of 1, else the only currency of `used` that has no rate. `None` where none of these says it.
    pub fn new(all: &[Rate], target: Option<&str>, used: &[&str]) -> Option<Self> {
        let mut worth: BTreeMap<String, BTreeMap<Option<Month>, i64>> = BTreeMap::new();
        for rate in all {
            worth.entry(rate.code.clone()).or_default().insert(rate.month, rate.worth);
        }
        let known = |code: &str| all.iter().any(|rate| rate.code == code);
        let one = all.iter().find(|rate| {
            all.iter().filter(|other| other.code == rate.code).all(|other| other.worth == Rate::ONE)
        });
        let lacking: Vec<&&str> = used.iter().filter(|code| !known(code)).collect();
        let base = match (one, lacking.as_slice()) {
            (Some(one), _) => one.code.clone(),
            (None, [code]) => (**code).to_owned(),
            _ => target.filter(|code| known(code))?.to_owned(),
        };
        // The currency that the others are stated in is worth one in every month, whichever are named.
        if one.is_some() || !known(&base) {
            worth.entry(base.clone()).or_default().insert(None, Rate::ONE);
        }
        let target = target.map_or(base, str::to_owned);
        worth.contains_key(&target).then_some(Rates { worth, target })
    }

    fn worth(&self, code: &str, month: Month) -> Option<i64> {
        let of = self.worth.get(code)?;
        of.get(&Some(month)).or_else(|| of.get(&None)).copied()
    }

    /// Puts a table into the target currency; leaves it as it is where a rate is missing.
    pub fn convert(&self, table: &mut RevenueTable) -> Converted {
        let (mut facts, mut list) = (table.facts.clone(), table.list.clone());
        // What a row would cost without its discount goes by the same rate.
        let mut with_list = |one: One, line: u32, month: Month, amount: &mut i64| {
            one(line, month, amount);
            if let Some(listed) = list.as_mut().and_then(|list| list.of_line_mut(line)) {
                one(line, month, listed);
            }
        };
        let done = self.amounts((&table.currency, &table.mixed, &table.rows), &mut |one| match &mut facts {
            RevenueFacts::Months { facts, .. } => {
                for fact in facts {
                    let mut amount = fact.amount;
                    with_list(one, fact.line, fact.month, &mut amount);
                    fact.amount = amount;
                }
            }
            // A price agreed at the start: exchange rates alone make nobody expand.
            RevenueFacts::Periods(facts) => {
                facts.iter_mut().for_each(|f| with_list(one, f.line, f.start.month(), &mut f.amount));
            }
            RevenueFacts::Spans { facts, .. } => {
                facts.iter_mut().for_each(|f| with_list(one, f.line, f.first, &mut f.amount));
            }
        });
        if let Some(currency) = Currency::from_code(&self.target).filter(|_| done.missing.is_empty()) {
            table.facts = facts;
            table.list = list;
            table.currency = currency;
            table.mixed = Vec::new();
            table.rows = RowCurrencies::default();
        }
        done
    }

    /// The same for costs, each by the rate of the last month it is for.
    pub fn convert_costs(&self, table: &mut CostsTable) -> Converted {
        let mut facts = table.facts.clone();
        let done = self.amounts((&table.currency, &table.mixed, &table.rows), &mut |one| {
            facts.iter_mut().for_each(|f| one(f.line, f.month, &mut f.amount));
        });
        if let Some(currency) = Currency::from_code(&self.target).filter(|_| done.missing.is_empty()) {
            table.facts = facts;
            table.currency = currency;
            table.mixed = Vec::new();
            table.rows = RowCurrencies::default();
        }
        done
    }

    /// Converts every amount that `walk` hands over with its line and month.
    fn amounts(
        &self,
        (stated, mixed, by_row): (&Currency, &[(String, u64)], &RowCurrencies),
        walk: &mut dyn FnMut(One),
    ) -> Converted {
        let mut done = Converted::default();
        let Some(currency) = Currency::from_code(&self.target) else { return done };
        let single = stated.code.as_deref().filter(|_| mixed.is_empty());
        let exponent = stated.exponent;
        let mut missing: BTreeMap<String, ()> = BTreeMap::new();
        let mut rows: BTreeMap<String, (u64, u32)> = BTreeMap::new();
        walk(&mut |line, month, amount| {
            let code = single.unwrap_or_else(|| by_row.of_line(line));
            let named = if code.is_empty() { "unstated" } else { code };
            match rows.get_mut(named) {
                Some(place) if place.1 == line => {}
                Some(place) => *place = (place.0 + 1, line),
                None => {
                    rows.insert(named.to_owned(), (1, line));
                }
            }
            if code == self.target && exponent == currency.exponent {
                return;
            }
            match (self.worth(code, month), self.worth(&self.target, month)) {
                (Some(from), Some(to)) => match scale(*amount, exponent, from, to, currency.exponent) {
                    Some(converted) => *amount = converted,
                    None => {
                        missing.insert(format!("{named} {month}"), ());
                    }
                },
                _ => {
                    let any = self.worth.contains_key(code);
                    missing.insert(if any { format!("{named} {month}") } else { named.to_owned() }, ());
                }
            }
        });
        done.missing = missing.into_keys().collect();
        if done.missing.is_empty() {
            let foreign = rows.into_iter().filter(|(code, _)| *code != self.target);
            done.rows = foreign.map(|(code, (n, _))| (code, n)).collect();
        }
        done
    }
}

/// Converts an amount of a line and a month in place.
type One<'a> = &'a mut dyn FnMut(u32, Month, &mut i64);

/// `amount × from / to`, between two exponents, half to even.
fn scale(amount: i64, exponent: u8, from: i64, to: i64, into: u8) -> Option<i64> {
    let ten = |n: u8| 10_i128.pow(u32::from(n));
    let top = i128::from(amount).checked_mul(i128::from(from))?.checked_mul(ten(into))?;
    let bottom = i128::from(to).checked_mul(ten(exponent))?;
    divide_half_even(top, bottom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_exact_and_round_half_to_even() {
        let worth = |t| Rate::worth_of(t).unwrap();
        assert_eq!(scale(1_000, 2, worth("1.085"), Rate::ONE, 2), Some(1_085));
        assert_eq!(scale(5, 2, worth("1.1"), Rate::ONE, 2), Some(6), "5.5 to even");
        assert_eq!(scale(45, 2, worth("0.1"), Rate::ONE, 2), Some(4), "4.5 to even");
        // 10,000 yen at 0.0067 is 67.00; back again by the same rate.
        assert_eq!(scale(10_000, 0, worth("0.0067"), Rate::ONE, 2), Some(6_700));
        assert_eq!(scale(6_700, 2, Rate::ONE, worth("0.0067"), 0), Some(10_000));
        for bad in ["", ".", "0", "-1", "1,5", "1e3", "0.00000000000001"] {
            assert_eq!(Rate::worth_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_target_is_told_or_worth_one_or_alone_without_a_rate() {
        let rate = |code: &str, text: &str| Rate {
            code: code.to_owned(),
            month: None,
            worth: Rate::worth_of(text).unwrap(),
        };
        let eur = [rate("EUR", "1.08")];
        let both = [rate("EUR", "1.08"), rate("USD", "1")];
        let target = |all: &[Rate], told, used: &[&str]| Rates::new(all, told, used).map(|r| r.target);
        assert_eq!(target(&both, None, &["EUR", "GBP"]).as_deref(), Some("USD"));
        assert_eq!(target(&both, Some("EUR"), &["USD"]).as_deref(), Some("EUR"));
        assert_eq!(target(&eur, None, &["EUR", "USD"]).as_deref(), Some("USD"));
        assert_eq!(target(&eur, None, &["EUR", "USD", "GBP"]), None);
        assert_eq!(target(&both, Some("JPY"), &["EUR"]), None);
    }
}

//! Features that customers ask for: how many ask, how many users they have, what they pay, and the usual ways to rank
//! them (domain.md §5.4).

use super::{Activity, Choices};
use crate::base::{Date, half_width};
use crate::tables::{Company, Datum, Record, TableKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// The least effort that is divided by: half a month of one person, in thousandths (RICE).
pub const LEAST_EFFORT: i64 = 500;

/// Who asks for a feature, and what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asker {
    /// The customer.
    pub customer: u32,
    /// Its rows for the feature.
    pub requests: u64,
    /// The last of them.
    pub last: Option<Date>,
    /// Active users of the last 28 days of usage, else its seats.
    pub users: Option<i64>,
    /// What it pays a year, in minor units: MRR × 12 of the as-of month.
    pub value: Option<i64>,
    /// Whether it was active in these 28 days.
    pub active: Option<bool>,
}

/// A feature that is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demand {
    /// Its name, as first written.
    pub feature: String,
    /// Rows.
    pub requests: u64,
    /// Rows that are neither adopted nor declined.
    pub open: u64,
    /// Its customers, each once, the one that pays most first.
    pub askers: Vec<Asker>,
    /// Their users; `None` where nothing says how many any of them has.
    pub users: Option<i64>,
    /// What they pay a year, in minor units; `None` where no revenue is known.
    pub value: Option<i128>,
    /// Months of one person's work, in thousandths, as last stated. So are the next ones.
    pub effort: Option<i64>,
    /// RICE's impact.
    pub impact: Option<i64>,
    /// RICE's confidence, 1000 being certain.
    pub confidence: Option<i64>,
    /// WSJF's business value, time criticality and risk reduction together.
    pub delay: Option<i64>,
}

/// Why a feature may be one customer's matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Single {
    /// Only one company asks.
    Alone,
    /// One company pays more than half of what all askers pay.
    Most,
}

impl Demand {
    /// Who asks.
    pub fn ids(&self) -> Vec<u32> {
        self.askers.iter().map(|asker| asker.customer).collect()
    }

    /// Distinct customers.
    pub fn companies(&self) -> u64 {
        self.askers.len() as u64
    }

    /// Whether it is one customer's matter.
    pub fn single(&self) -> Option<Single> {
        let most = |first: &Asker| {
            let (own, all) = (i128::from(first.value?), self.value?);
            (own * 2 > all).then_some(Single::Most)
        };
        match self.askers.as_slice() {
            [_] => Some(Single::Alone),
            [first, ..] => most(first),
            [] => None,
        }
    }

    /// The effort to divide by, in months.
    pub fn months(&self) -> Option<f64> {
        self.effort.map(|effort| effort.max(LEAST_EFFORT) as f64 / 1000.0)
    }

    /// RICE: reach × impact × confidence ÷ effort.
    pub fn rice(&self, reach: Option<i64>) -> Option<f64> {
        let (impact, confidence) = (self.impact?, self.confidence?);
        let above = i128::from(reach?) * i128::from(impact) * i128::from(confidence);
        Some(above as f64 / (self.effort?.max(LEAST_EFFORT) as f64 * 1000.0))
    }

    /// WSJF: what waiting costs ÷ effort.
    pub fn wsjf(&self) -> Option<f64> {
        Some(self.delay? as f64 / self.effort?.max(LEAST_EFFORT) as f64)
    }

    /// How many askers were active in the last 28 days, of those that usage knows.
    pub fn active(&self) -> (u64, u64) {
        let known = self.askers.iter().filter_map(|asker| asker.active);
        known.fold((0, 0), |(active, all), is| (active + u64::from(is), all + 1))
    }
}

/// The features that rows name: names that differ in width, case and blanks are one.
#[derive(Debug)]
pub struct Features<'a> {
    aliases: FxHashMap<String, &'a str>,
    places: FxHashMap<String, usize>,
    written: FxHashMap<&'a str, usize>,
}

impl<'a> Features<'a> {
    /// None yet; other names of a feature are as they are chosen.
    pub fn of(choices: &'a Choices) -> Self {
        let aliases = choices.aliases.iter().map(|(other, name)| (key(other), name.as_str())).collect();
        Features { aliases, places: FxHashMap::default(), written: FxHashMap::default() }
    }

    /// What a feature goes by.
    pub fn name<'n>(&self, written: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.aliases.get(&key(written)).copied().unwrap_or(written).trim()
    }

    /// The place of a row's feature among those met so far; `None` where it names none or lies behind the as-of day.
    pub fn place(&mut self, company: &Company<'_>, record: &Record<'a>) -> Option<usize> {
        let late = record.day(Datum::Date).zip(company.as_of).is_some_and(|(day, as_of)| day > as_of);
        let name = record.text(Datum::Feature).filter(|_| !late)?;
        if let Some(place) = self.written.get(name) {
            return Some(*place);
        }
        let next = self.places.len();
        let place = *self.places.entry(key(self.name(name))).or_insert(next);
        self.written.insert(name, place);
        Some(place)
    }
}

/// All that is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demands {
    /// The features, by the order of their first row.
    pub features: Vec<Demand>,
    /// Distinct customers in all requests.
    pub customers: u64,
    /// What all of them pay a year, in minor units; `None` where no revenue is known.
    pub value: Option<i128>,
    /// Those of them whose users are known.
    pub users_known: u64,
    /// How many of them were active in the last 28 days of usage, of those that usage knows.
    pub active: (u64, u64),
    /// Weights of companies, users and value in the score.
    pub weights: [u16; 3],
}

/// Whether a request is undecided.
pub fn is_open(record: &Record<'_>) -> bool {
    !matches!(record.choice(Datum::RequestStatus), Some("adopted" | "declined"))
}

impl Demands {
    /// The features of the requests up to the as-of day.
    pub fn of(company: &Company<'_>, activity: &Activity, choices: &Choices) -> Self {
        let mut demands = Demands { weights: choices.demand, ..Demands::default() };
        let mut named = Features::of(choices);
        let mut asked: FxHashMap<(usize, u32), usize> = FxHashMap::default();
        let mut estimates: Vec<Estimates> = Vec::new();
        let mut customers: FxHashSet<u32> = FxHashSet::default();
        let seats = company.seats();
        for record in company.rows(TableKind::Requests) {
            let Some(place) = named.place(company, &record) else { continue };
            if place == demands.features.len() {
                let feature = named.name(record.text(Datum::Feature).unwrap_or_default()).to_owned();
                demands.features.push(Demand { feature, ..Demand::default() });
                estimates.push(Estimates::default());
            }
            let day = record.day(Datum::Date);
            let (Some(feature), Some(own)) = (demands.features.get_mut(place), estimates.get_mut(place))
            else {
                continue;
            };
            feature.requests += 1;
            feature.open += u64::from(is_open(&record));
            own.see(&record);
            let Some(customer) = record.customer else { continue };
            let at = *asked.entry((place, customer)).or_insert(feature.askers.len());
            if at == feature.askers.len() {
                let used = activity.get(customer);
                let seats = seats.get(customer as usize).copied().flatten();
                let asker = Asker {
                    customer,
                    requests: 0,
                    last: None,
                    users: used.users.or(seats.map(i64::from)),
                    value: company.mrr(customer).map(|mrr| mrr.saturating_mul(12)),
                    active: used.active,
                };
                if customers.insert(customer) {
                    let own = asker.value.map(i128::from);
                    demands.value = own.map_or(demands.value, |own| Some(demands.value.unwrap_or(0) + own));
                    demands.users_known += u64::from(asker.users.is_some());
                    demands.active.0 += u64::from(asker.active == Some(true));
                    demands.active.1 += u64::from(asker.active.is_some());
                }
                feature.askers.push(asker);
            }
            if let Some(asker) = feature.askers.get_mut(at) {
                asker.requests += 1;
                asker.last = asker.last.max(day);
            }
        }
        demands.customers = customers.len() as u64;
        for (feature, own) in demands.features.iter_mut().zip(estimates) {
            feature.sum(company);
            own.into_feature(feature, choices.wsjf);
        }
        demands
    }

    /// The article's score of each feature, 0 to 100: the geometric mean of companies, users and value by their weights,
    /// each as a share of the largest. A factor that no feature has, or that is zero for all, is left out; a feature without one
    /// of the others has no score.
    pub fn scores(&self) -> Vec<Option<f64>> {
        let factors = |of: &Demand| {
            let companies = of.companies();
            [
                (companies > 0).then_some(companies as f64),
                of.users.map(|n| n as f64),
                of.value.map(|n| n as f64),
            ]
        };
        let mut largest = [0.0_f64; 3];
        for feature in &self.features {
            for (largest, factor) in largest.iter_mut().zip(factors(feature)) {
                *largest = largest.max(factor.unwrap_or_default());
            }
        }
        let alike = {
            let [a, b, c] = self.weights;
            a == b && b == c
        };
        let score = |feature: &Demand| {
            let (mut product, mut n, mut weighed, mut all) = (1.0, 0, 1.0, 0);
            let own = factors(feature).into_iter().zip(largest).zip(self.weights);
            for ((factor, largest), weight) in own.filter(|((_, most), weight)| *most > 0.0 && *weight > 0) {
                let share = factor?.max(0.0) / largest;
                product *= share;
                weighed *= libm::pow(share, f64::from(weight));
                (n, all) = (n + 1, all + weight);
            }
            match n {
                0 => None,
                _ if !alike => Some(libm::pow(weighed, 1.0 / f64::from(all)) * 100.0),
                1 => Some(product * 100.0),
                2 => Some(product.sqrt() * 100.0),
                _ => Some(libm::cbrt(product) * 100.0),
            }
        };
        self.features.iter().map(score).collect()
    }

    /// Whether an amount is at least twice what the companies that ask pay on average.
    pub fn is_much(&self, own: i128) -> bool {
        let n = i128::from(self.customers);
        own > 0 && self.value.is_some_and(|all| own.saturating_mul(n) >= all.saturating_mul(2))
    }

    /// What RICE reaches: users where any feature's are known, else companies.
    pub fn reach(&self, feature: &Demand) -> Option<i64> {
        match self.features.iter().any(|feature| feature.users.is_some()) {
            true => feature.users,
            false => i64::try_from(feature.companies()).ok().filter(|n| *n > 0),
        }
    }
}

impl Demand {
    /// Orders the askers and adds them up.
    fn sum(&mut self, company: &Company<'_>) {
        crate::base::sort_by(&mut self.askers, |a, b| {
            let name = |asker: &Asker| company.customers.text(asker.customer);
            b.value.cmp(&a.value).then_with(|| name(a).cmp(name(b)))
        });
        let users = self.askers.iter().filter_map(|asker| asker.users);
        self.users = users.reduce(i64::saturating_add);
        let value = self.askers.iter().filter_map(|asker| asker.value.map(i128::from));
        self.value = value.reduce(|a, b| a + b);
    }
}

/// What the rows of a feature estimate: of each the latest statement, of one day the later row's.
#[derive(Debug, Default)]
pub struct Estimates([Option<Estimate>; ESTIMATED.len()]);

/// The day of a statement, what it states in thousandths, and the file and line that it stands in.
type Estimate = (Option<Date>, i64, (u32, u32));

const ESTIMATED: [Datum; 6] = [
    Datum::EffortPm,
    Datum::Impact,
    Datum::Confidence,
    Datum::BusinessValue,
    Datum::TimeCriticality,
    Datum::RiskReduction,
];

impl Estimates {
    /// Takes what a row states.
    pub fn see(&mut self, record: &Record<'_>) {
        let day = record.day(Datum::Date);
        for (place, datum) in self.0.iter_mut().zip(ESTIMATED) {
            let Some(stated) = record.thousandths(datum).filter(|stated| *stated >= 0) else { continue };
            if place.is_none_or(|(before, ..)| before <= day) {
                *place = Some((day, stated, record.source()));
            }
        }
    }

    /// What is stated of what, as it counts, and where.
    pub fn stated(&self) -> impl Iterator<Item = (Datum, i64, (u32, u32))> {
        let own = ESTIMATED.into_iter().zip(&self.0);
        own.filter_map(|(datum, own)| {
            let (_, stated, source) = (*own)?;
            Some((datum, counted(datum, stated)?, source))
        })
    }

    fn into_feature(self, feature: &mut Demand, wsjf: [u16; 3]) {
        let [effort, impact, confidence, worth, urgency, risk] =
            self.0.map(|own| own.map(|(_, stated, _)| stated));
        feature.effort = effort;
        feature.impact = impact;
        feature.confidence = confidence.and_then(|stated| counted(Datum::Confidence, stated));
        let all = [worth, urgency, risk].into_iter().zip(wsjf).filter(|(_, weight)| *weight > 0);
        feature.delay = all.map(|(stated, weight)| Some(stated?.saturating_mul(weight.into()))).sum();
    }
}

/// A stated estimate as it counts: a confidence above one is a percentage, beyond a hundred none.
fn counted(datum: Datum, stated: i64) -> Option<i64> {
    match datum {
        Datum::Confidence if stated > 100_000 => None,
        Datum::Confidence if stated > 1000 => Some(stated / 100),
        _ => Some(stated),
    }
}

/// What names are compared by: width, case and blanks say nothing.
fn key(name: &str) -> String {
    let plain: String = name.chars().map(half_width).flat_map(char::to_lowercase).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(companies: u32, users: i64, value: i64, effort: i64) -> Demand {
        let asker =
            |customer| Asker { customer, requests: 1, last: None, users: None, value: None, active: None };
        Demand {
            askers: (0..companies).map(asker).collect(),
            users: Some(users),
            value: Some(i128::from(value)),
            effort: Some(effort * 1000),
            ..Demand::default()
        }
    }

    fn pinned() -> Demands {
        let features = vec![
            asked(14, 900, 210_000, 3),
            asked(9, 1200, 400_000, 2),
            asked(1, 300, 350_000, 4),
            asked(11, 400, 90_000, 1),
        ];
        Demands { features, weights: [1; 3], ..Demands::default() }
    }

    fn hundredths(all: impl Iterator<Item = f64>) -> Vec<i64> {
        all.map(|x| (x * 100.0).round() as i64).collect()
    }

    #[test]
    fn the_pinned_scores() {
        let demands = pinned();
        let scores: Vec<f64> = demands.scores().into_iter().flatten().collect();
        assert_eq!(hundredths(scores.iter().copied()), [7329, 8631, 2500, 3891]);
        let months = demands.features.iter().map(|f| f.months().unwrap());
        assert_eq!(hundredths(scores.iter().zip(months).map(|(s, m)| s / m)), [2443, 4315, 625, 3891]);
        let pass: Vec<bool> =
            demands.features.iter().map(|f| f.companies() >= Choices::default().gate).collect();
        assert_eq!(pass, [true, false, false, true]);
    }

    #[test]
    fn the_same_bits_everywhere() {
        // What a browser and a processor must both give: the cube root to sixty digits, rounded once.
        let bits: Vec<u64> = pinned().scores().into_iter().flatten().map(f64::to_bits).collect();
        let exact = [4634858084220985108, 4635773622182392054, 25.0_f64.to_bits(), 4630673510774982987];
        assert_eq!(bits, exact);
    }

    #[test]
    fn rice_and_wsjf() {
        let rice = Demand { impact: Some(2000), confidence: Some(800), ..asked(1, 500, 0, 4) };
        assert_eq!(rice.rice(rice.users), Some(200.0));
        let wsjf = Demand { delay: Some(16_000), ..asked(1, 0, 0, 5) };
        assert_eq!(wsjf.wsjf(), Some(3.2));
        let quick = Demand { effort: Some(100), ..wsjf.clone() };
        assert_eq!((quick.wsjf(), quick.months()), (Some(32.0), Some(0.5)), "half a month at least");
        assert_eq!((wsjf.rice(Some(5)), rice.wsjf()), (None, None), "what nobody estimated is no estimate");
    }

    #[test]
    fn factors_that_nobody_knows_are_left_out() {
        let bare = |companies| Demand { users: None, value: None, ..asked(companies, 0, 0, 1) };
        let of = |features| Demands { features, weights: [1; 3], ..Demands::default() }.scores();
        assert_eq!(of(vec![bare(4), bare(1)]), [Some(100.0), Some(25.0)]);
        let users = |companies, users| Demand { value: None, ..asked(companies, users, 0, 1) };
        assert_eq!(of(vec![users(4, 100), users(1, 100), bare(2)]), [Some(100.0), Some(50.0), None]);
        assert_eq!(of(vec![Demand::default()]), [None]);
    }

    #[test]
    fn one_customers_matter() {
        let paying = |values: &[i64]| {
            let asker = |(customer, value): (u32, &i64)| Asker {
                customer,
                requests: 1,
                last: None,
                users: None,
                value: Some(*value),
                active: None,
            };
            let askers: Vec<Asker> = (0..).zip(values).map(asker).collect();
            let value = values.iter().map(|v| i128::from(*v)).reduce(|a, b| a + b);
            Demand { askers, value, ..Demand::default() }.single()
        };
        assert_eq!(paying(&[5]), Some(Single::Alone));
        assert_eq!(
            (paying(&[6, 5]), paying(&[5, 5])),
            (Some(Single::Most), None),
            "more than half, not half"
        );
        assert_eq!((paying(&[0, 0]), paying(&[])), (None, None));
    }

    #[test]
    fn much_is_twice_the_average() {
        let of = |value, own| Demands { customers: 4, value, ..Demands::default() }.is_much(own);
        assert_eq!(
            (of(Some(100), 50), of(Some(100), 49), of(None, 50), of(Some(0), 0)),
            (true, false, false, false)
        );
    }

    #[test]
    fn names_that_differ_in_case_width_and_blanks_are_one() {
        assert_eq!(key(" Bulk  Import"), key("bulk import"));
        assert_eq!(key("ＡＰＩ　导出"), key("api 导出"));
        assert_ne!(key("import"), key("export"));
    }
}

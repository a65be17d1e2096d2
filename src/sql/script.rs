//! The script as a whole: what is asked for, what it can't carry, and its statements in order.

use super::figures::{self, Figure};
use super::{Dialect, Layout, Source, cohorts, concentration, data, definitions, metrics, months, points};
use super::{rows, segments, subscriptions, window};
use crate::base::{Currency, Month};
use crate::tables::{Blanks, ChurnTiming, Discounts, Ends, Policies, Snapshot};

/// What a script is made with, beside the names of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The engine.
    pub dialect: Dialect,
    /// Length of the retention window.
    pub months: u32,
    /// The last month; `None` takes the data's last.
    pub as_of: Option<Month>,
    /// The policies.
    pub policies: Policies,
    /// Where size classes are cut, in percent of the opening customers from the largest down.
    pub size_cuts: [u8; 2],
    /// What the amounts are in where the rows don't say it: its code and decimals.
    pub currency: Currency,
}

/// What a script can't say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A policy that no script carries, by its name.
    Policy(&'static str),
    /// A policy that speaks of periods, where a row is a customer in a month.
    PeriodsOnly(&'static str),
    /// Cancellation counts, but no column has its day.
    NoCancellation,
}

/// Everything that the parts of a script ask for.
pub(super) struct Plan<'a> {
    pub source: &'a Source,
    pub options: &'a Options,
    /// The engine.
    pub d: Dialect,
    /// Months of the window.
    pub n: u32,
}

impl Plan<'_> {
    /// Decimals of money.
    pub fn exponent(&self) -> u8 {
        self.options.currency.exponent
    }

    /// The type of one customer's amount: as many digits as the core's.
    pub fn amount(&self) -> String {
        format!("DECIMAL(18, {})", self.exponent())
    }

    /// A sum of money, zero where nothing was summed.
    pub fn money(&self, sum: &str) -> String {
        format!("CAST(COALESCE({sum}, 0) AS DECIMAL(38, {}))", self.exponent())
    }

    /// A month's number as `2024-01`.
    pub fn month(&self, number: &str) -> String {
        let text = self.d.text();
        let year = self.d.whole(number, 12);
        format!(
            "LPAD(CAST({year} AS {text}), 4, '0') || '-' || LPAD(CAST(MOD({number}, 12) + 1 AS {text}), 2, '0')"
        )
    }
}

/// The number that a month has in a script: months since January of year 0.
pub(super) fn number(month: Month) -> i32 {
    month.year() * 12 + month.number() as i32 - 1
}

/// One script, or why there can't be one.
pub fn script(source: &Source, options: &Options) -> Result<String, Refused> {
    carried(source, &options.policies)?;
    let plan = Plan { source, options, d: options.dialect, n: options.months };
    let mut out = head(&plan);
    out.push_str(plan.d.begin());
    out.push_str(&rows::statements(&plan));
    out.push_str(&points::statements(&plan));
    out.push_str(&window::customers(&plan));
    out.push_str(&subscriptions::statements(&plan));
    out.push_str(&segments::statements(&plan));
    out.push_str(plan.d.few_groups());
    out.push_str(&months::statements(&plan));
    out.push_str(&concentration::statements(&plan));
    out.push_str(&cohorts::statements(&plan));
    out.push_str(&window::sums(&plan));
    let mut all: Vec<Figure> = data::figures(&plan);
    all.extend(metrics::figures(&plan));
    all.extend(metrics::bridge());
    all.extend(months::figures(&plan));
    all.extend(concentration::figures(&plan));
    all.extend(cohorts::figures(&plan));
    all.extend(definitions::figures(&plan));
    all.extend(segments::figures(&plan));
    out.push_str(&figures::statements(&plan, &all));
    Ok(out)
}

/// Nothing that is asked for is left out in silence.
fn carried(source: &Source, policies: &Policies) -> Result<(), Refused> {
    let default = Policies::default();
    let of_others = [
        ("blanks", policies.blanks != Blanks::default()),
        ("discounts", policies.discounts != Discounts::default()),
        ("gross_margin", policies.gross_margin.is_some()),
        ("lifetime_cap", policies.lifetime_cap != default.lifetime_cap),
        ("trial_window", policies.trial_window != default.trial_window),
    ];
    if let Some((name, _)) = of_others.into_iter().find(|(_, set)| *set) {
        return Err(Refused::Policy(name));
    }
    let of_periods = [
        ("snapshot", policies.snapshot != Snapshot::default()),
        ("ends", policies.ends != Ends::default()),
        ("churn", policies.churn != ChurnTiming::default()),
    ];
    match &source.layout {
        Layout::Long { .. } | Layout::Wide(_) => match of_periods.into_iter().find(|(_, set)| *set) {
            Some((name, _)) => Err(Refused::PeriodsOnly(name)),
            None => Ok(()),
        },
        Layout::Periods { cancelled: None, .. } if policies.churn == ChurnTiming::Cancellation => {
            Err(Refused::NoCancellation)
        }
        Layout::Periods { .. } => Ok(()),
    }
}

/// What it is, and what it was made with, as comments.
fn head(plan: &Plan<'_>) -> String {
    let Options { as_of, currency, .. } = plan.options;
    let policies: Vec<String> =
        data::policies(plan).iter().map(|(name, value)| format!("{name}={value}")).collect();
    let [elephants, cheetahs] = plan.options.size_cuts;
    let until = as_of.map_or_else(|| "the last in the data".to_owned(), |month| month.to_string());
    let code = currency.code.as_deref().unwrap_or("not told");
    let mut said = vec![
        format!("Ninefold {}: SaaS metrics for {}.", env!("CARGO_PKG_VERSION"), plan.d.title()),
        "Run it as a whole in one session. The last statement is the result, one table in long form: save it as CSV."
            .to_owned(),
        "No customer is named in it. Money is exact decimals.".to_owned(),
        format!("Window: {} months. Last month: {until}.", plan.n),
        format!("Currency: {code}, {} decimals.", currency.exponent),
        format!("Size classes: the largest {elephants} % are elephants, up to {cheetahs} % cheetahs."),
        format!("Policies: {}", policies.join(", ")),
    ];
    let left_out = match plan.source.subscription {
        None => "definitions of subscriptions, ",
        Some(_) => "",
    };
    said.push(format!("Left out: {left_out}unit economics, intervals, the window before."));
    said.extend(plan.d.session().map(str::to_owned));
    let lines: String = said.iter().map(|line| format!("-- {line}\n")).collect();
    lines + "\n"
}

//! Presets: the figures of this data as other systems and filings define them (peers.md §2, §8, §9).

use super::definitions::subscriptions;
use super::figures::Figures;
use super::{DefinitionId, Preset, PresetFigure, Settings};
use crate::base::Na;
use crate::metrics::{Variant, Window, variants};
use crate::tables::{Book, BookOptions, ChurnTiming, Policies, RevenueFacts, RevenueTable};
use DefinitionId as Id;

/// What a preset sets.
struct Rules {
    id: &'static str,
    name: &'static str,
    months: u32,
    /// NRR, GRR and logo retention, where a definition could be read.
    figures: [Option<DefinitionId>; 3],
    policies: &'static [(&'static str, &'static str)],
    source: &'static str,
}

impl Rules {
    /// Whether it takes a cancelled subscription for lost on the day of its cancellation.
    fn cancels(&self) -> bool {
        self.policies.contains(&AT_CANCELLATION)
    }
}

/// Whether a file says when subscriptions were cancelled, beside their ends.
pub(super) fn states_cancellations(table: &RevenueTable) -> bool {
    match &table.facts {
        RevenueFacts::Periods(facts) => facts.iter().any(|fact| fact.cancelled.is_some()),
        RevenueFacts::Months { .. } | RevenueFacts::Spans { .. } => false,
    }
}

/// When the sources were read.
const READ: &str = "2026-11-21";

const SEPARATE: &[(&str, &str)] = &[("reactivation", "separate")];
const AT_CANCELLATION: (&str, &str) = ("churn", "cancellation");

const PRESETS: [Rules; 11] = [
    Rules {
        id: "saas_capital",
        name: "SaaS Capital, KeyBanc",
        months: 12,
        figures: [Some(Id::NrrCohort), Some(Id::GrrCohort), None],
        policies: &[],
        source: "saas-capital.com (2020); KBCM survey (2019)",
    },
    Rules {
        id: "chartmogul",
        name: "ChartMogul",
        months: 1,
        figures: [Some(Id::NrrMonthReturns), Some(Id::GrrMonth), Some(Id::LogoMonth)],
        policies: SEPARATE,
        source: "help.chartmogul.com/hc/en-us/articles/4414075567250",
    },
    Rules {
        id: "stripe",
        name: "Stripe Billing",
        months: 1,
        figures: [None, None, Some(Id::LogoMonthWithNew)],
        policies: SEPARATE,
        source: "support.stripe.com (calculating-churn-rate)",
    },
    Rules {
        id: "baremetrics",
        name: "Baremetrics",
        months: 1,
        figures: [Some(Id::NrrMonth), Some(Id::GrrMonth), Some(Id::LogoMonth)],
        policies: &[],
        source: "help.baremetrics.com; changelog.baremetrics.com (net-revenue-retention)",
    },
    Rules {
        id: "maxio",
        name: "Maxio (Chargify)",
        months: 1,
        figures: [Some(Id::NrrMonthReturns), Some(Id::GrrMonth), Some(Id::LogoMonth)],
        policies: &[("reactivation", "separate"), AT_CANCELLATION],
        source: "help.chargify.com (churn-analytics)",
    },
    Rules {
        id: "recurly",
        name: "Recurly",
        months: 1,
        figures: [None, None, Some(Id::LogoMonth)],
        policies: SEPARATE,
        source: "docs.recurly.com (analytics-dashboard)",
    },
    // What it says of GRR and the example it gives for it contradict each other.
    Rules {
        id: "chargebee",
        name: "Chargebee (net dollar expansion)",
        months: 12,
        figures: [Some(Id::NrrSubscription), None, None],
        policies: &[],
        source: "chargebee.com/docs",
    },
    Rules {
        id: "snowflake",
        name: "Snowflake (10-K)",
        months: 12,
        figures: [Some(Id::NrrTwoYear), None, None],
        policies: &[],
        source: "dudil.net, businessquant.com (quote the filing)",
    },
    Rules {
        id: "datadog",
        name: "Datadog (10-K)",
        months: 12,
        figures: [Some(Id::NrrTrailingMean), None, None],
        policies: &[],
        source: "10-K (quoted)",
    },
    Rules {
        id: "hubspot",
        name: "HubSpot (10-K)",
        months: 12,
        figures: [Some(Id::NrrMonthlyMean), None, None],
        policies: &[],
        source: "subscribed.com (net retention)",
    },
    Rules {
        id: "confluent_gitlab",
        name: "Confluent, GitLab (10-K)",
        months: 12,
        figures: [Some(Id::NrrCohort), None, None],
        policies: &[],
        source: "virtuaresearch.com/insights/?p=47",
    },
];

/// Every preset's figures.
pub(super) fn presets(
    book: &Book,
    tables: &[RevenueTable],
    settings: &Settings,
    figures: &Figures,
) -> Vec<Preset> {
    if figures.nothing.is_some() {
        return Vec::new();
    }
    let over = |book: &Book, months, at_cancellation: bool| {
        let window = Window::of(book, months, settings.to).filter(|window| window.months == months);
        match (&figures.window, window) {
            (_, None) => None,
            (Some(main), Some(window)) if main.window == window && !at_cancellation => {
                Some(main.variants.clone())
            }
            (_, Some(window)) => {
                let used = |preset: &&Rules| preset.months == months && preset.cancels() >= at_cancellation;
                let used = PRESETS.iter().filter(used);
                let mut ids: Vec<DefinitionId> = used.flat_map(|preset| preset.figures).flatten().collect();
                crate::base::sort(&mut ids);
                ids.dedup();
                let subscriptions = subscriptions(book, tables, window, &ids);
                Some(variants(book, subscriptions.as_ref(), window, settings.policies.reactivation, &ids))
            }
        }
    };
    let (year, month) = (over(book, 12, false), over(book, 1, false));
    // Where churn at cancellation makes another book of these files, over the same months.
    let other = tables.iter().any(states_cancellations) && book.policies.churn != ChurnTiming::Cancellation;
    let cancelled = other.then(|| {
        let policies = Policies { churn: ChurnTiming::Cancellation, ..book.policies };
        // Of the months before the two compared, only those count that a hole may be filled from.
        let back = i32::try_from(policies.gap).unwrap_or(0);
        let since = Window::closing(book, settings.to).map(|to| to.plus(-1 - back));
        let book = Book::new(tables, BookOptions { policies, as_of: book.as_of, since });
        over(&book, 1, true)
    });
    let why = if book.two_ends.is_some() { Na::NotApplicable } else { Na::InsufficientHistory };
    let figure = |rules: &Rules, id: DefinitionId| {
        let known = match (&cancelled, rules.months) {
            (Some(cancelled), 1) if rules.cancels() => cancelled,
            (_, 1) => &month,
            _ => &year,
        };
        let variant = known.iter().flatten().find(|variant: &&Variant| variant.id == id);
        let value = variant.map_or(Err(why), Variant::value);
        PresetFigure { definition: id, value: value.ok(), na: value.err() }
    };
    let told = |rules: &Rules| {
        let [nrr, grr, logo] = rules.figures.map(|id| id.map(|id| figure(rules, id)));
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        Preset {
            id: rules.id.to_owned(),
            name: rules.name.to_owned(),
            months: rules.months,
            nrr,
            grr,
            logo,
            policies: rules.policies.iter().map(owned).collect(),
            source: rules.source.to_owned(),
            read: READ.to_owned(),
        }
    };
    PRESETS.iter().map(told).collect()
}

//! Every metric of a book and a window, computed once.

use super::MetricId;
use super::Settings;
use super::unit_economics;
use crate::base::{Currency, Measure, Month, Na};
use crate::metrics::{
    Assumed, Concentration, DefinitionId, Economics, Ends, MonthFlow, TwoPoint, Variant, Window,
    concentration, economics, largest_opening, two_point, variants,
};
use crate::tables::{Book, CostsTable, ReactivationPolicy, RevenueTable};

/// The sums behind the report's figures.
#[derive(Debug)]
pub(super) struct Figures<'a> {
    /// The window, where the data reach back far enough.
    pub window: Option<WindowFigures>,
    /// The month whose end is measured.
    pub closing: Option<(Month, Concentration)>,
    /// Every month's movements, returns booked as the policy says.
    pub flows: &'a [MonthFlow],
    /// What customers are worth and cost in the window.
    pub economics: Option<Economics>,
    /// The costs are in another currency than the revenue.
    pub costs_foreign: bool,
    /// Why there is nothing to compute at all.
    pub nothing: Option<Na>,
}

/// The sums of a window.
#[derive(Debug)]
pub(super) struct WindowFigures {
    /// The window.
    pub window: Window,
    /// Its two ends.
    pub sums: TwoPoint,
    /// The same without the largest opening customer.
    pub without_largest: TwoPoint,
    /// Every definition of retention, in the order of [`DefinitionId::ALL`].
    pub variants: Vec<Variant>,
}

impl<'a> Figures<'a> {
    /// Computes them all; `flows` are those of the book under the policy of the settings, `tables` those it was made of.
    pub fn of(
        book: &Book,
        flows: &'a [MonthFlow],
        tables: &[RevenueTable],
        costs: &[CostsTable],
        settings: &Settings,
    ) -> Self {
        let nothing = Figures::nothing(book);
        if nothing.is_some() {
            return Figures { nothing, ..Figures::none(flows) };
        }
        let policy = settings.policies.reactivation;
        let closing = Window::closing(book, settings.to).map(|month| (month, concentration(book, month)));
        let window = Window::of(book, settings.months, settings.to);
        let window = window.map(|w| WindowFigures::of(book, tables, w, policy));
        Figures { window, closing, ..Figures::none(flows) }.with_costs(&book.currency, costs, settings)
    }

    /// None but the months'.
    pub fn none(flows: &'a [MonthFlow]) -> Self {
        Figures { window: None, closing: None, flows, economics: None, costs_foreign: false, nothing: None }
    }

    /// Beside them what customers are worth and cost.
    pub fn with_costs(self, currency: &Currency, costs: &[CostsTable], settings: &Settings) -> Self {
        let assumed = Assumed {
            lifetime_cap: settings.policies.lifetime_cap,
            gross_margin: settings.policies.gross_margin.map(|margin| margin.0),
        };
        let stated = unit_economics::costs_in(currency, costs);
        let costs_foreign = stated.is_none();
        let stated = stated.unwrap_or_default();
        let economics = self
            .window
            .as_ref()
            .filter(|w| !w.window.to.is_unnamed())
            .and_then(|w| economics(w.window, &w.sums, self.flows, &stated, assumed));
        Figures { economics, costs_foreign, ..self }
    }

    /// Why a book has nothing to compute at all.
    pub fn nothing(book: &Book) -> Option<Na> {
        match (&book.refused, book.span) {
            _ if !book.mixed.is_empty() => Some(Na::MixedCurrency),
            (Some(_), _) => Some(Na::TooLarge),
            (None, None) => Some(Na::NoData),
            (None, Some(_)) => None,
        }
    }

    /// One metric.
    pub fn measure(&self, id: MetricId) -> Measure {
        if let Some(why) = self.nothing {
            return Measure::Na(why);
        }
        match (&self.closing, &self.window) {
            (None, _) => Measure::Na(Na::NoData),
            (Some((_, closing)), _) if id.is_at_end() => of_month(id, closing),
            (_, Some(_)) if id.is_economics() => match &self.economics {
                Some(found) => unit_economics::measure(found, self.costs_foreign, id),
                None if self.window.as_ref().is_some_and(|w| w.window.to.is_unnamed()) => {
                    Measure::Na(Na::NotApplicable)
                }
                None => Measure::Na(Na::ZeroDenominator),
            },
            (_, Some(window)) => window.measure(id),
            (_, None) => Measure::Na(Na::InsufficientHistory),
        }
    }
}

/// The metrics of one month's end.
fn of_month(id: MetricId, at: &Concentration) -> Measure {
    let n = at.customers;
    let share = |part| match at.total {
        0 => Measure::Na(Na::ZeroDenominator),
        total => Measure::of_money(part, total, n),
    };
    let top = |place: usize| at.tops.get(place).copied().unwrap_or(0);
    match id {
        MetricId::Mrr => Measure::Money { minor: at.total, n },
        MetricId::Arr => Measure::Money { minor: at.total * 12, n },
        MetricId::Customers => Measure::Count { count: n },
        MetricId::Arpa if n == 0 => Measure::Na(Na::ZeroDenominator),
        MetricId::Arpa => Measure::PerCustomer { minor: at.total, customers: n },
        MetricId::TopCustomerShare => share(top(0)),
        MetricId::Top10Share => share(top(2)),
        _ => at.hhi.map_or(Measure::Na(Na::ZeroDenominator), |value| Measure::Plain { value, n }),
    }
}

impl WindowFigures {
    fn of(book: &Book, tables: &[RevenueTable], window: Window, policy: ReactivationPolicy) -> Self {
        let subscriptions = book.subscriptions_at(tables, [window.from, window.to]);
        let largest = largest_opening(book, window);
        let without_largest = two_point(book, window, largest);
        let mut sums = without_largest;
        largest.into_iter().for_each(|id| sums.add(&Ends::of(book, id, window)));
        WindowFigures {
            window,
            sums,
            without_largest,
            variants: variants(book, subscriptions.as_ref(), window, policy, &DefinitionId::ALL),
        }
    }

    /// A definition as a metric.
    fn variant(&self, id: DefinitionId) -> Measure {
        let Some(variant) = self.variants.get(id as usize) else { return Measure::Na(Na::NoData) };
        match (variant.ratio(), variant.value()) {
            (Some(ratio), _) => Measure::of_money(ratio.numerator, ratio.denominator, variant.n),
            (None, Ok(value)) => Measure::Plain { value, n: variant.n },
            (None, Err(why)) => Measure::Na(why),
        }
    }

    fn measure(&self, id: MetricId) -> Measure {
        let s = &self.sums;
        let n = s.opening_customers;
        let of_opening = |part: i128| Measure::of_money(part, s.opening, n);
        match id {
            MetricId::Nrr => of_opening(s.closing_cohort),
            MetricId::Grr => of_opening(s.kept),
            MetricId::LogoRetention => Measure::proportion(s.kept_customers, n),
            MetricId::LogoChurn => Measure::proportion(s.lost_customers, n),
            MetricId::RevenueChurn => of_opening(s.churn),
            MetricId::GrossRevenueChurn => of_opening(s.lost()),
            MetricId::NetRevenueChurn => of_opening(s.lost() - s.expansion),
            MetricId::ExpansionRate => of_opening(s.expansion),
            MetricId::ExpansionShare => {
                Measure::of_money(s.expansion, s.expansion + s.new, s.expanded_customers + s.new_customers)
            }
            MetricId::LossCoverage => Measure::of_money(s.expansion, s.lost(), n),
            MetricId::QuickRatio => {
                Measure::of_money(s.gained(), s.lost(), n + s.new_customers + s.returned_customers)
            }
            MetricId::NetNewMrr => {
                Measure::Money { minor: s.closing - s.opening, n: n + s.new_customers + s.returned_customers }
            }
            MetricId::NrrExLargest => {
                let w = &self.without_largest;
                Measure::of_money(w.closing_cohort, w.opening, w.opening_customers)
            }
            MetricId::NrrLazy => self.variant(DefinitionId::NrrLazy),
            MetricId::GrrMovement => self.variant(DefinitionId::GrrMovement),
            MetricId::NrrMonthlyCompounded => self.variant(DefinitionId::NrrMonthlyCompounded),
            MetricId::Mrr
            | MetricId::Arr
            | MetricId::Arpa
            | MetricId::Customers
            | MetricId::TopCustomerShare
            | MetricId::Top10Share
            | MetricId::Hhi
            | MetricId::Ltv
            | MetricId::LtvMargin
            | MetricId::LtvDiscounted
            | MetricId::LtvCohort
            | MetricId::GrossMargin
            | MetricId::Cac
            | MetricId::LtvCac
            | MetricId::CacPaybackMonths
            | MetricId::BreakEvenMargin
            | MetricId::Crc
            | MetricId::CrcRatio
            | MetricId::LtvCrc => Measure::Na(Na::NotApplicable),
        }
    }
}

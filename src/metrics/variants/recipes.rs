//! What tells the definitions of retention apart, as data: which months are compared, which customers count, what
//! of a change counts, and how the sums become the value (peers.md §5, §6).

use crate::base::named;
use crate::tables::ReactivationPolicy;

named! {
    /// A variant of a metric, told apart by its rule (peers.md §6).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DefinitionId {
        /// NRR, closed cohort, two points. The headline (A).
        NrrCohort,
        /// The same; who has no revenue in any month of the window counts as churned (A−).
        NrrUnbroken,
        /// NRR, closed cohort, two points, of subscriptions rather than customers.
        NrrSubscription,
        /// NRR as the product of monthly closed-cohort ratios (B).
        NrrMonthlyCompounded,
        /// The same with returns counted in the month they come (B+).
        NrrMonthlyCompoundedReturns,
        /// NRR from all movements of the window, customers won inside it included: "lazy" (C). Returns count only
        /// where the policy books them as expansion.
        NrrLazy,
        /// The same with returns, whatever the policy (C+).
        NrrLazyReturns,
        /// NRR from movements of the opening customers only, path by path.
        NrrMovement,
        /// Mean of the closed-cohort NRRs that end in each month of the window, weighted by their opening MRR (D).
        NrrTrailingMean,
        /// Mean of the window's monthly closed-cohort ratios, weighted by their opening MRR: a month's figure.
        NrrMonthlyMean,
        /// Revenue of two window lengths side by side, of the customers of the first month of the first (E).
        NrrTwoYear,
        /// The last month's closed-cohort ratio, raised to the window's months (F).
        NrrLastMonthCompounded,
        /// The last month's change times the window's months (G).
        NrrLastMonthLinear,
        /// NRR of the last month alone.
        NrrMonth,
        /// The same with returns.
        NrrMonthReturns,
        /// NRR over the customers that survived alone (H): wrong.
        NrrSurvivors,
        /// Closing MRR of everyone / opening MRR (I): growth under another name.
        NrrOpen,
        /// GRR, closed cohort, per-customer minimum of two points. The headline (A).
        GrrCohort,
        /// The same; who has no revenue in any month of the window counts as churned (A−).
        GrrUnbroken,
        /// GRR, closed cohort, the smaller of two points of each subscription.
        GrrSubscription,
        /// GRR as the product of monthly per-customer minima (B).
        GrrMonthlyCompounded,
        /// GRR from the losses of all customers, those won inside the window included (C).
        GrrAllMovements,
        /// GRR from movement sums of the opening customers: a dip that recovers still counts.
        GrrMovement,
        /// GRR of the last month alone.
        GrrMonth,
        /// The smaller of the two totals / opening MRR (D): wrong.
        GrrAggregateMin,
        /// Logo retention, closed cohort. The headline (A).
        LogoCohort,
        /// Retention of subscriptions, closed cohort.
        LogoSubscription,
        /// Logo retention as the product of monthly ratios (B).
        LogoMonthlyCompounded,
        /// Logo retention of the last month alone.
        LogoMonth,
        /// Customers at the end / everyone who was one at any time of the window.
        LogoWithNew,
        /// The same over the last month alone.
        LogoMonthWithNew,
        /// Customers at the end / customers at the start, whoever they are: wrong.
        LogoNet,
    }
}

impl DefinitionId {
    /// All, in the report's order: NRR, GRR, logo retention; of each the headline first.
    pub const ALL: [DefinitionId; 32] = [
        DefinitionId::NrrCohort,
        DefinitionId::NrrUnbroken,
        DefinitionId::NrrSubscription,
        DefinitionId::NrrMonthlyCompounded,
        DefinitionId::NrrMonthlyCompoundedReturns,
        DefinitionId::NrrLazy,
        DefinitionId::NrrLazyReturns,
        DefinitionId::NrrMovement,
        DefinitionId::NrrTrailingMean,
        DefinitionId::NrrMonthlyMean,
        DefinitionId::NrrTwoYear,
        DefinitionId::NrrLastMonthCompounded,
        DefinitionId::NrrLastMonthLinear,
        DefinitionId::NrrMonth,
        DefinitionId::NrrMonthReturns,
        DefinitionId::NrrSurvivors,
        DefinitionId::NrrOpen,
        DefinitionId::GrrCohort,
        DefinitionId::GrrUnbroken,
        DefinitionId::GrrSubscription,
        DefinitionId::GrrMonthlyCompounded,
        DefinitionId::GrrAllMovements,
        DefinitionId::GrrMovement,
        DefinitionId::GrrMonth,
        DefinitionId::GrrAggregateMin,
        DefinitionId::LogoCohort,
        DefinitionId::LogoSubscription,
        DefinitionId::LogoMonthlyCompounded,
        DefinitionId::LogoMonth,
        DefinitionId::LogoWithNew,
        DefinitionId::LogoMonthWithNew,
        DefinitionId::LogoNet,
    ];

    /// The definition of a name in the report, such as `nrr_cohort`.
    pub fn named(name: &str) -> Option<DefinitionId> {
        DefinitionId::ALL.into_iter().find(|id| id.name() == name)
    }

    /// Whether it says what a month does, and so is not to be held beside what the whole window does.
    pub fn is_of_one_month(self) -> bool {
        let recipe = Recipe::of(self, ReactivationPolicy::Separate);
        recipe.span == Span::Monthly || recipe.is_last_month() && recipe.scale == Scale::Plain
    }

    /// Whether it counts subscriptions rather than customers.
    pub fn is_of_subscriptions(self) -> bool {
        Recipe::of(self, ReactivationPolicy::Separate).entity == Entity::Subscription
    }

    /// Its name in the report.
    pub fn name(self) -> String {
        crate::base::snake_case(&format!("{self:?}"))
    }
}

/// Whose months are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entity {
    /// A customer's.
    Customer,
    /// Those of each of its subscriptions: who swaps one for another has lost the one and won the other.
    Subscription,
}

/// What an entity weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Its MRR, minor units.
    Money,
    /// One.
    Each,
}

impl Unit {
    pub fn of(self, amount: i64) -> i64 {
        match self {
            Unit::Money => amount,
            Unit::Each => i64::from(amount > 0),
        }
    }
}

/// Which months are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    /// The window's two ends.
    Ends,
    /// Each month with the one before it; the ratios multiply.
    Chain,
    /// Each month with the one before it; the changes add up over the opening month.
    Path,
    /// The last month with the one before it.
    Last,
    /// Each month with the one before it; both sides add up.
    Monthly,
    /// Each month of the window with the one a window's length earlier; both sides add up.
    Trailing,
    /// All months of the window with all of the window's length before, of the customers of the first of these.
    TwoYear,
}

/// Which changes of a customer count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Those of customers that pay at the start.
    Closed,
    /// These, and returns.
    Returns,
    /// Losses of customers that pay at the start.
    Capped,
    /// All, first revenue too.
    Everyone,
    /// Those of customers that pay at both ends.
    Survivors,
    /// Everyone who pays at any time counts below the line, who pays at the end above it.
    Joined,
}

/// Which customers count at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All.
    All,
    /// Those of the opening month.
    Opening,
    /// These; who lapses in any month of the window counts as lost.
    Unbroken,
}

/// How the sums become the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Above / below; the ratios of a chain multiply.
    Plain,
    /// Above / below, raised to the window's months.
    Power,
    /// The change times the window's months.
    Linear,
    /// Never above 1, for the sums as a whole.
    Capped,
}

/// A definition's rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recipe {
    pub entity: Entity,
    pub unit: Unit,
    pub span: Span,
    pub rule: Rule,
    pub scope: Scope,
    pub scale: Scale,
}

impl Recipe {
    /// The rule of a definition. `policy` says whether returns count as expansion in those that leave it open.
    pub fn of(id: DefinitionId, policy: ReactivationPolicy) -> Recipe {
        use DefinitionId as Id;
        let booked = match policy {
            ReactivationPolicy::Expansion => Rule::Returns,
            ReactivationPolicy::Separate | ReactivationPolicy::New => Rule::Closed,
        };
        let (entity, scope, scale) = (Entity::Customer, Scope::All, Scale::Plain);
        let money = |span, rule| Recipe { entity, unit: Unit::Money, span, rule, scope, scale };
        let logos = |span, rule| Recipe { unit: Unit::Each, ..money(span, rule) };
        let entity = Entity::Subscription;
        match id {
            Id::NrrCohort => money(Span::Ends, Rule::Closed),
            Id::NrrUnbroken => Recipe { scope: Scope::Unbroken, ..money(Span::Ends, Rule::Closed) },
            Id::NrrSubscription => Recipe { entity, ..money(Span::Ends, Rule::Closed) },
            Id::NrrMonthlyCompounded => money(Span::Chain, Rule::Closed),
            Id::NrrMonthlyCompoundedReturns => money(Span::Chain, Rule::Returns),
            Id::NrrLazy => money(Span::Path, booked),
            Id::NrrLazyReturns => money(Span::Path, Rule::Returns),
            Id::NrrMovement => Recipe { scope: Scope::Opening, ..money(Span::Path, booked) },
            Id::NrrTrailingMean => money(Span::Trailing, Rule::Closed),
            Id::NrrMonthlyMean => money(Span::Monthly, Rule::Closed),
            Id::NrrTwoYear => money(Span::TwoYear, Rule::Closed),
            Id::NrrLastMonthCompounded => Recipe { scale: Scale::Power, ..money(Span::Last, Rule::Closed) },
            Id::NrrLastMonthLinear => Recipe { scale: Scale::Linear, ..money(Span::Last, Rule::Closed) },
            Id::NrrMonth => money(Span::Last, Rule::Closed),
            Id::NrrMonthReturns => money(Span::Last, Rule::Returns),
            Id::NrrSurvivors => money(Span::Ends, Rule::Survivors),
            Id::NrrOpen => money(Span::Ends, Rule::Everyone),
            Id::GrrCohort => money(Span::Ends, Rule::Capped),
            Id::GrrUnbroken => Recipe { scope: Scope::Unbroken, ..money(Span::Ends, Rule::Capped) },
            Id::GrrSubscription => Recipe { entity, ..money(Span::Ends, Rule::Capped) },
            Id::GrrMonthlyCompounded => money(Span::Chain, Rule::Capped),
            Id::GrrAllMovements => money(Span::Path, Rule::Capped),
            Id::GrrMovement => Recipe { scope: Scope::Opening, ..money(Span::Path, Rule::Capped) },
            Id::GrrMonth => money(Span::Last, Rule::Capped),
            Id::GrrAggregateMin => Recipe { scale: Scale::Capped, ..money(Span::Ends, Rule::Everyone) },
            Id::LogoCohort => logos(Span::Ends, Rule::Closed),
            Id::LogoSubscription => Recipe { entity, ..logos(Span::Ends, Rule::Closed) },
            Id::LogoMonthlyCompounded => logos(Span::Chain, Rule::Closed),
            Id::LogoMonth => logos(Span::Last, Rule::Closed),
            Id::LogoWithNew => logos(Span::Ends, Rule::Joined),
            Id::LogoMonthWithNew => logos(Span::Last, Rule::Joined),
            Id::LogoNet => logos(Span::Ends, Rule::Everyone),
        }
    }

    /// Whether months before the opening one count.
    pub fn needs_history(self) -> bool {
        matches!(self.span, Span::Trailing | Span::TwoYear)
    }

    /// Whether months between the two ends count.
    pub fn needs_path(self) -> bool {
        !matches!(self.span, Span::Ends) || self.scope == Scope::Unbroken || self.rule == Rule::Joined
    }

    /// Whether it looks at the last month alone.
    pub fn is_last_month(self) -> bool {
        self.span == Span::Last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_definition_stands_once_in_its_place() {
        assert!(DefinitionId::ALL.is_sorted());
        for (place, id) in DefinitionId::ALL.into_iter().enumerate() {
            assert_eq!(id as usize, place);
            let name = serde_json::to_string(&id).unwrap();
            assert_eq!((name.trim_matches('"'), DefinitionId::named(&id.name())), (&*id.name(), Some(id)));
        }
    }

    #[test]
    fn no_two_definitions_are_the_same() {
        let of = |id| Recipe::of(id, ReactivationPolicy::Separate);
        for (i, a) in DefinitionId::ALL.into_iter().enumerate() {
            for b in DefinitionId::ALL.into_iter().skip(i + 1) {
                assert_ne!(of(a), of(b), "{a:?} {b:?}");
            }
        }
    }
}

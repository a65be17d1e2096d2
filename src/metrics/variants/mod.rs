//! Every definition of retention by one mechanism: a value is 1 + Σ customers Σ parts weight × change, with integer
//! changes and one weight a part. So any two definitions can be told apart customer by customer.

mod compare;
mod path;
mod recipes;
mod steady;

pub use compare::{Difference, DifferenceRule, differences, looks_back_to};
pub use path::Share;
pub use recipes::{DefinitionId, Scale};
pub(crate) use recipes::{Entity, Recipe, Rule, Scope, Span, Unit};

use super::Window;
use crate::base::{Na, Ratio};
use crate::tables::{Book, ReactivationPolicy, SubscriptionsAtEnds};
use path::Path;
use steady::{Steady, Times};

/// One definition over a window: its sums, and with them its value.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Which.
    pub id: DefinitionId,
    /// The window.
    pub window: Window,
    /// Customers below the line (of the opening month, where ratios multiply; at any time, where months add up).
    pub n: u64,
    /// The same of the last part.
    n_last: u64,
    recipe: Recipe,
    parts: Vec<Share>,
    unfit: Option<Na>,
}

/// The definitions asked for, in one walk over the customers; their order is kept.
///
/// What needs months before the opening one has no value where the book doesn't reach back to them; what needs the
/// months in between has none where the files speak of two months only, but for those whose value is then the headline's.
/// `subscriptions` are those at the window's two ends; without them, what counts them has no value.
pub fn variants(
    book: &Book,
    subscriptions: Option<&SubscriptionsAtEnds>,
    window: Window,
    policy: ReactivationPolicy,
    ids: &[DefinitionId],
) -> Vec<Variant> {
    let mut list: Vec<Variant> =
        ids.iter().map(|id| Variant::empty(book, window, Recipe::of(*id, policy), *id)).collect();
    for variant in
        list.iter_mut().filter(|v| v.recipe.entity == Entity::Subscription && subscriptions.is_none())
    {
        variant.unfit = Some(Na::NoSubscriptions);
    }
    let sources: Vec<Option<usize>> = list.iter().map(|variant| source(&list, variant.recipe)).collect();
    let walk = |list: &mut [Variant], path: &Path, alike: Option<Times>| {
        for (variant, source) in list.iter_mut().zip(&sources) {
            if source.is_none() && variant.unfit.is_none() {
                variant.add(path, alike);
            }
        }
    };
    let mut path = Path::new(window);
    let mut steady = Steady::new(path.places());
    for customer in book.ids() {
        if path.load(book.points(customer), of_customer(subscriptions, customer)) {
            match path.flat() {
                Some(flat) => steady.add(flat),
                None => walk(&mut list, &path, None),
            }
        }
    }
    steady.each(&mut path, |path, times| walk(&mut list, path, Some(times)));
    for (place, source) in sources.iter().enumerate() {
        let chain = source.and_then(|source| list.get(source)).map(|v| (v.parts.clone(), v.n, v.n_last));
        if let (Some(variant), Some((parts, n, n_last))) = (list.get_mut(place), chain) {
            variant.take_from(&parts, n, n_last);
        }
    }
    list
}

/// A customer's subscriptions at the window's ends, where they are known.
fn of_customer(subscriptions: Option<&SubscriptionsAtEnds>, customer: u32) -> &[[i64; 2]] {
    subscriptions.map_or(&[], |subscriptions| subscriptions.of(customer))
}

/// Where a definition's sums need no walk of their own: the months of a chain by the same rule are what a path adds up,
/// and the last of them is what the last month alone compares.
fn source(list: &[Variant], recipe: Recipe) -> Option<usize> {
    let follows = matches!(recipe.span, Span::Path | Span::Last) && recipe.scope == Scope::All;
    list.iter().position(|chain| {
        let same = chain.recipe.unit == recipe.unit && chain.recipe.rule == recipe.rule;
        follows && same && chain.recipe.span == Span::Chain && chain.unfit.is_none()
    })
}

impl Variant {
    fn empty(book: &Book, window: Window, recipe: Recipe, id: DefinitionId) -> Variant {
        let parts = if recipe.span == Span::Chain { window.months.max(1) as usize } else { 1 };
        let first = book.span.map(|(first, _)| first);
        let back = i32::try_from(window.months).ok().map(|months| window.from.plus(1 - months));
        let reaches = first.zip(back).is_some_and(|(first, back)| first <= back);
        let unfit = if book.two_ends.is_some() && recipe.needs_path() && !is_old(id) {
            Some(Na::NotApplicable)
        } else if recipe.needs_history() && !reaches {
            Some(Na::InsufficientHistory)
        } else {
            None
        };
        Variant { id, window, n: 0, n_last: 0, recipe, parts: vec![Share::default(); parts], unfit }
    }

    /// From sums made elsewhere: one share a month of the window where ratios multiply, else one; `Err` where it has none.
    pub fn of_sums(
        id: DefinitionId,
        window: Window,
        policy: ReactivationPolicy,
        n: u64,
        parts: Result<Vec<Share>, Na>,
    ) -> Variant {
        let unfit = parts.as_ref().err().copied();
        let parts = parts.unwrap_or_default();
        Variant { id, window, n, n_last: 0, recipe: Recipe::of(id, policy), parts, unfit }
    }

    /// Adds the customer on the row, or as many as it stands for.
    fn add(&mut self, path: &Path, alike: Option<Times>) {
        let Variant { recipe, parts, n, n_last, .. } = self;
        let last = parts.len().saturating_sub(1);
        path.shares(*recipe, |part, share| {
            if let Some(sum) = parts.get_mut(part) {
                let all = alike.map_or(share, |times| times.of(*recipe, share));
                sum.below += all.below;
                sum.change += all.change;
                let customers = alike.map_or(1, Times::customers);
                *n += if part == 0 && share.below > 0 { customers } else { 0 };
                *n_last += if part == last && share.below > 0 { customers } else { 0 };
            }
        });
    }

    /// Takes its sums from a chain's months.
    fn take_from(&mut self, months: &[Share], n: u64, n_last: u64) {
        let (Some(first), Some(last)) = (months.first(), months.last()) else { return };
        if self.unfit.is_some() {
            return;
        }
        (self.parts, self.n) = match self.recipe.span {
            Span::Last => (vec![*last], n_last),
            _ => {
                let change = months.iter().map(|month| month.change).sum();
                (vec![Share { below: first.below, change }], n)
            }
        };
    }

    /// The value, or why there is none.
    pub fn value(&self) -> Result<f64, Na> {
        if let Some(why) = self.unfit {
            return Err(why);
        }
        let mut product = 1.0;
        for ratio in self.ratios() {
            product *= ratio.ok_or(Na::ZeroDenominator)?;
        }
        let months = self.window.months.max(1);
        Ok(match self.recipe.scale {
            Scale::Plain => product,
            Scale::Power => (1..months).fold(product, |power, _| power * product),
            Scale::Linear => 1.0 + f64::from(months) * (product - 1.0),
            Scale::Capped => product.min(1.0),
        })
    }

    /// Above and below the line, where the value is one ratio.
    pub fn ratio(&self) -> Option<Ratio> {
        let part = self.parts.first().filter(|part| self.unfit.is_none() && part.below != 0)?;
        let capped = self.recipe.scale == Scale::Capped;
        let above = if capped { part.above().min(part.below) } else { part.above() };
        self.is_ratio().then_some(Ratio { numerator: above, denominator: part.below })
    }

    /// Whether the customers' shares add up to the two sides of one ratio. Where a total is capped they don't.
    pub fn adds_up(&self) -> bool {
        self.is_ratio() && self.recipe.scale != Scale::Capped
    }

    /// Whether it counts customers or subscriptions rather than money.
    pub fn counts_heads(&self) -> bool {
        self.recipe.unit == Unit::Each
    }

    /// Whether it looks at the last month alone.
    pub fn is_last_month(&self) -> bool {
        self.recipe.is_last_month()
    }

    /// Whether months before the opening one count.
    pub fn needs_history(&self) -> bool {
        self.recipe.needs_history()
    }

    /// Whether months between the two ends count.
    pub fn needs_path(&self) -> bool {
        self.recipe.needs_path()
    }

    fn is_ratio(&self) -> bool {
        self.recipe.span != Span::Chain && matches!(self.recipe.scale, Scale::Plain | Scale::Capped)
    }

    fn ratios(&self) -> impl Iterator<Item = Option<f64>> {
        let of = |part: &Share| Ratio { numerator: part.above(), denominator: part.below }.value();
        self.parts.iter().map(of)
    }

    /// What a change of one unit in each part moves the value by. The product of a chain unfolds into
    /// Σ (product so far / base) × change, a power x^n − 1 into (x − 1)(1 + x + … + x^(n−1)).
    pub fn weights(&self) -> Vec<f64> {
        let months = self.window.months.max(1);
        let mut product = 1.0;
        let mut weights = Vec::with_capacity(self.parts.len());
        for (part, ratio) in self.parts.iter().zip(self.ratios()) {
            let ratio = ratio.unwrap_or(0.0);
            let scale = match self.recipe.scale {
                Scale::Plain => product,
                Scale::Power => (1..months).fold(1.0, |sum, _| sum * ratio + 1.0),
                Scale::Linear => f64::from(months),
                Scale::Capped => f64::from(u8::from(part.change < 0)),
            };
            weights.push(if part.below == 0 { 0.0 } else { scale / part.below as f64 });
            product *= ratio;
        }
        weights
    }

    /// The sums of each part: of a chain one a month of the window, ascending; else one. None where there is no value.
    pub fn parts(&self) -> &[Share] {
        if self.unfit.is_some() { &[] } else { &self.parts }
    }

    /// Whether the ratios of its months multiply.
    pub fn is_chain(&self) -> bool {
        self.recipe.span == Span::Chain
    }

    /// Whether each month of the window is compared with the one a window's length earlier, and both sides add up.
    pub fn is_trailing(&self) -> bool {
        self.recipe.span == Span::Trailing
    }

    /// How the ratio of the sums becomes the value.
    pub fn scale(&self) -> Scale {
        self.recipe.scale
    }

    /// Each customer's share of one part.
    pub fn shares_of(
        &self,
        book: &Book,
        subscriptions: Option<&SubscriptionsAtEnds>,
        wanted: usize,
        take: &mut dyn FnMut(u32, Share),
    ) {
        let mut path = Path::new(self.window);
        for customer in book.ids() {
            let own = of_customer(subscriptions, customer);
            if self.unfit.is_none() && path.load(book.points(customer), own) {
                path.shares(self.recipe, |part, share| {
                    if part == wanted && share.is_some() {
                        take(customer, share);
                    }
                });
            }
        }
    }

    /// Each customer's share and what it moves the value by: the shares of all parts in one where it is one ratio.
    /// The contributions of all customers and 1 make the value.
    pub fn contributions(
        &self,
        book: &Book,
        subscriptions: Option<&SubscriptionsAtEnds>,
        mut take: impl FnMut(u32, Share, f64),
    ) {
        let weights = self.weights();
        let mut path = Path::new(self.window);
        for customer in book.ids() {
            let own = of_customer(subscriptions, customer);
            if self.unfit.is_some() || !path.load(book.points(customer), own) {
                continue;
            }
            let (mut sum, mut moved) = (Share::default(), 0.0);
            path.shares(self.recipe, |part, share| {
                sum.below += share.below;
                sum.change += share.change;
                moved += weights.get(part).copied().unwrap_or(0.0) * share.change as f64;
            });
            if sum.is_some() || moved != 0.0 {
                take(customer, sum, moved);
            }
        }
    }
}

/// Definitions that have a value between two months of which nothing in between is known: they add up movements, of
/// which there is one then.
fn is_old(id: DefinitionId) -> bool {
    matches!(
        id,
        DefinitionId::NrrMonthlyCompounded
            | DefinitionId::NrrLazy
            | DefinitionId::NrrMovement
            | DefinitionId::GrrMovement
    )
}

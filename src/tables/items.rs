//! What a row's amount is for: a product, a plan, so many units. Kept beside the facts, by line, where a file says it.

use super::AttributeKind;

/// What a row says its amount is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Number among the values of the table's column of products.
    pub product: Option<u32>,
    /// Number among the values of its column of plans.
    pub plan: Option<u32>,
    /// How many units, in thousandths; above zero.
    pub quantity: Option<i64>,
}

/// Twelve bytes a row: the two numbers share one, and a quantity beyond two million units stands apart.
#[derive(Clone, Copy, Debug)]
struct Stated {
    line: u32,
    /// Product and plan, a half each, one more than the number; 0 where the row has none.
    names: u32,
    /// Thousandths; 0 for none, from [`FAR`] on a place among `large`.
    quantity: u32,
}

/// Bits of a name.
const HALF: u32 = 16;
/// Where quantities stop to stand in the row.
const FAR: u32 = 1 << 31;

/// What the rows of a file are for.
#[derive(Clone, Debug, Default)]
pub struct RowItems {
    /// The header of the column of quantities, where there is one.
    pub quantity: Option<String>,
    /// Ascending by line.
    rows: Vec<Stated>,
    large: Vec<i64>,
}

impl RowItems {
    /// Nothing stated yet; the header is that of the column of quantities.
    pub fn new(quantity: Option<String>) -> Self {
        RowItems { quantity, ..RowItems::default() }
    }

    /// Takes a row that stands below those before. A number beyond 65,534 is kept as none: columns of so many values
    /// name rows rather than products.
    pub fn push(&mut self, line: u32, item: Item) {
        let half = |name: Option<u32>| name.map(|n| n.saturating_add(1)).filter(|n| *n < 1 << HALF);
        let names = half(item.product).unwrap_or(0) << HALF | half(item.plan).unwrap_or(0);
        let quantity = match item.quantity.filter(|q| *q > 0) {
            None => 0,
            Some(q) => u32::try_from(q).ok().filter(|q| *q < FAR).unwrap_or_else(|| {
                self.large.push(q);
                FAR + (self.large.len() as u32 - 1)
            }),
        };
        self.rows.push(Stated { line, names, quantity });
    }

    /// What the row that begins on a line is for.
    pub fn of_line(&self, line: u32) -> Item {
        let found = self.rows.binary_search_by_key(&line, |row| row.line).ok().and_then(|i| self.rows.get(i));
        let Some(row) = found else { return Item::default() };
        let quantity = match row.quantity {
            0 => None,
            near if near < FAR => Some(i64::from(near)),
            far => self.large.get((far - FAR) as usize).copied(),
        };
        let (product, plan) = (row.names >> HALF, row.names & ((1 << HALF) - 1));
        Item { product: product.checked_sub(1), plan: plan.checked_sub(1), quantity }
    }

    /// Forgets a column that turned out to name no products or plans.
    pub fn forget(&mut self, kind: AttributeKind) {
        let kept = match kind {
            AttributeKind::Product => (1 << HALF) - 1,
            AttributeKind::Plan => !((1 << HALF) - 1),
            _ => return,
        };
        self.rows.iter_mut().for_each(|row| row.names &= kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_back_what_it_was_given() {
        let items = [
            Item { product: Some(0), plan: None, quantity: Some(1_000) },
            Item { product: Some(65_534), plan: Some(7), quantity: Some(i64::from(FAR) - 1) },
            Item { product: None, plan: Some(0), quantity: Some(i64::from(FAR)) },
            Item { product: None, plan: None, quantity: Some(i64::MAX) },
            Item::default(),
        ];
        let mut rows = RowItems::new(None);
        (2..).zip(items).for_each(|(line, item)| rows.push(line * 3, item));
        (2..).zip(items).for_each(|(line, item)| assert_eq!(rows.of_line(line * 3), item));
        assert_eq!(rows.of_line(7), Item::default(), "no row begins there");
        rows.forget(AttributeKind::Product);
        assert_eq!(rows.of_line(9), Item { product: None, ..items[1] });
        rows.forget(AttributeKind::Plan);
        assert_eq!(rows.of_line(12), Item { plan: None, ..items[2] });
        assert_eq!(std::mem::size_of::<Stated>(), 12);
    }

    #[test]
    fn what_can_not_be_a_product_or_a_quantity_is_none() {
        let mut rows = RowItems::new(None);
        rows.push(2, Item { product: Some(65_535), plan: Some(u32::MAX), quantity: Some(0) });
        rows.push(3, Item { quantity: Some(-5), ..Item::default() });
        assert_eq!((rows.of_line(2), rows.of_line(3)), (Item::default(), Item::default()));
    }
}

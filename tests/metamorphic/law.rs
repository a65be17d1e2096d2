//! What a change does to a number, and whether it did.

use crate::common::as_number;
use Law::{Any, AtLeast, AtMost, Follows, Is, Parts, Same, Times};
use ninefold::base::Na;
use ninefold::report::{Definition, Metric, Value};
use proptest::prelude::*;

/// What a change does to a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Law {
    /// Nothing.
    Same,
    /// So many times as much.
    Times(f64),
    /// So much more above and below the line, in units or customers.
    Parts(f64, f64),
    /// It becomes this.
    Is(f64),
    /// Not less.
    AtLeast,
    /// Not more.
    AtMost,
    /// A product or quotient of others, held by `quotients`.
    Follows,
    /// Anything, and why.
    Any(&'static str),
}

pub fn side(value: &Option<Value>) -> Option<f64> {
    value.as_ref().map(as_number)
}

pub fn sides(metric: &Metric) -> Option<(f64, f64)> {
    let Metric::Value { numerator, denominator, .. } = metric else { return None };
    Some((side(numerator)?, side(denominator)?))
}

/// A number with its two sides, or why there is none.
pub type Told = Result<(f64, Option<(f64, f64)>), Na>;

pub fn told(metric: &Metric) -> Told {
    match metric {
        Metric::Value { value, .. } => Ok((as_number(value), sides(metric))),
        Metric::Na { na, .. } => Err(*na),
    }
}

pub fn told_definition(definition: &Definition) -> Told {
    let sides = side(&definition.numerator).zip(side(&definition.denominator));
    definition.value.map(|value| (value, sides)).ok_or_else(|| definition.na.unwrap())
}

pub fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

pub fn obeys(what: &str, law: &Law, before: Told, after: Told) -> Result<(), TestCaseError> {
    let said = format!("{what}: {law:?}, {before:?} became {after:?}");
    let holds = match (law, before, after) {
        (Any(why), ..) => !why.is_empty(),
        (Follows, ..) => true,
        (Same | Times(_), Err(a), Err(b)) => a == b,
        (Same, Ok((a, _)), Ok((b, _))) => near(a, b),
        (Times(k), Ok((a, _)), Ok((b, _))) => near(a * k, b),
        (Is(want), _, Ok((b, _))) => near(*want, b),
        // Nothing to divide by: neither is there then.
        (Is(want), _, Err(_)) => !want.is_finite(),
        (Parts(above, below), Ok((_, Some((x, y)))), after) => match after {
            Ok((b, _)) => near((x + above) / (y + below), b),
            Err(_) => near(y + below, 0.0),
        },
        (Parts(..), Ok((_, None)), _) => false,
        (AtLeast, Ok((a, _)), Ok((b, _))) => b >= a - 1e-9,
        (AtMost, Ok((a, _)), Ok((b, _))) => b <= a + 1e-9,
        (Parts(..) | AtLeast | AtMost, Err(_), _) => true,
        (Same | Times(_) | AtLeast | AtMost, ..) => false,
    };
    prop_assert!(holds, "{}", said);
    Ok(())
}

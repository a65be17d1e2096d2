//! Q8, demand.

use super::Part;

pub(super) const PARTS: &[Part] = &[];

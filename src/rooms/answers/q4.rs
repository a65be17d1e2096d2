//! Q4, health.

use super::Part;

pub(super) const PARTS: &[Part] = &[];

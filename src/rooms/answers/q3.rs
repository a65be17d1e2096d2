//! Q3, early warnings.

use super::Part;

pub(super) const PARTS: &[Part] = &[];

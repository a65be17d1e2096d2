//! Q6, scaling.

use super::Part;

pub(super) const PARTS: &[Part] = &[];

//! The guide.

use super::Part;

pub(super) const PARTS: &[Part] = &[];

//! Q7, growth.

use super::Part;

pub(super) const PARTS: &[Part] = &[];

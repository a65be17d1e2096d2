//! Q5, advocates.

use super::Part;

pub(super) const PARTS: &[Part] = &[];

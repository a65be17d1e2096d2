//! The result of a script of `ninefold sql`: no other file has its nine headers.

use super::{Picker, Plan};
use crate::read::Role;
use crate::tables::{RESULT_COLUMNS, Shape};

/// Where the columns of a script's result stand, if all are there.
pub(super) fn places(headers: &[String]) -> Option<[usize; 9]> {
    let mut places = [0; 9];
    for (place, name) in places.iter_mut().zip(RESULT_COLUMNS) {
        *place = headers.iter().position(|header| header.trim().eq_ignore_ascii_case(name))?;
    }
    Some(places)
}

impl Picker {
    /// The plan of a script's result, or the role it lacks.
    pub fn result(&mut self, headers: &[String]) -> Result<Plan, Vec<Role>> {
        let places = places(headers).ok_or_else(|| vec![Role::Figure])?;
        for place in places {
            self.take(place, Role::Figure, 1.0);
        }
        Ok(Plan { result: Some(places), ..Plan::new(Shape::Warehouse) })
    }
}

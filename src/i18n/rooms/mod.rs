//! The texts of the rooms, a file a room. `{…}` stands for a value: see [`super::charts::fill`].

pub mod economics;
pub mod nrr;
pub mod split;

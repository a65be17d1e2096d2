//! The texts of the rooms, a file a room. `{…}` stands for a value: see [`super::charts::fill`].

pub mod definitions;
pub mod diligence;
pub mod economics;
pub mod groups;
pub mod nrr;
pub mod split;

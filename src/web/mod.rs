//! The browser behind small functions.

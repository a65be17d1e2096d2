//! Pure functions from a [`Book`](crate::tables::Book) to measures, one family a file.

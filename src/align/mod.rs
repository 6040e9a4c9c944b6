//! Quotes to source spans.

pub mod names;
pub mod numbers;

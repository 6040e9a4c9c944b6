//! Quotes to source spans.

mod confidence;

pub use confidence::{Confidence, ConfidenceError};

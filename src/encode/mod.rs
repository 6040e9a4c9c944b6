//! Texts to vectors: the additive encoder and its model file.
//!
//! A text's vector is the sum of its features' rows, normalised at the end. So the vector of any
//! span of a text is one subtraction of two prefix sums.

mod encoder;
pub mod features;
mod format;
pub mod matrix;
mod model;
mod packed;
mod quantise;
mod sums;
#[cfg(test)]
pub(crate) mod tests;
mod vector;
mod wide;
mod words;

pub use encoder::Encoder;
pub use format::ModelError;
pub use model::{Card, Model};
pub use packed::Packed;
pub use quantise::Table;
pub(crate) use quantise::rounded;
pub use sums::{Cosines, TokenSums};
pub use vector::{DIM, Vector};
pub use wide::Wide;

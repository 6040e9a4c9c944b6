//! Texts to vectors: the additive encoder and its model file.
//!
//! A text's vector is the sum of its features' rows, normalised at the end. So the vector of any
//! span of a text is one subtraction of two prefix sums.

mod encoder;
pub mod features;
mod format;
pub mod matrix;
mod model;
mod quantise;
#[cfg(test)]
pub(crate) mod tests;
mod vector;

pub use encoder::{Encoder, TokenSums};
pub use format::ModelError;
pub use model::{Card, Model};
pub use quantise::Table;
pub use vector::{DIM, Vector};

//! Parallel text to a model: symmetric in-batch softmax over the additive encoder's rows.
//!
//! Contrastive training of two towers (as in Yang et al. 2019, "Improving multilingual sentence
//! embedding using bi-directional dual encoder with additive margin softmax", without the margin),
//! with row-wise Adagrad. With the same input and seed the result is the same, bit for bit,
//! whatever the number of threads, on processors of one kind (others add in another order).

pub mod changes;
mod data;
pub mod ends;
mod error;
mod input;
pub mod judges;
pub mod ladders;
mod logit;
mod marked;
mod optimise;
mod quote_set;
mod rows;
pub mod scorer;
#[cfg(test)]
mod tests;
mod tmx;
mod vocabulary;
mod weights;

pub use data::Corpus;
pub use ends::{Fragment, Fragments};
pub use error::DataError;
pub use optimise::{Options, Progress, train};
pub use quote_set::{Change, Group, QuoteSet, Scope};
pub use vocabulary::Vocabulary;
pub use weights::Weights;

//! The measures we report.

pub mod bitext;
pub mod checks;
pub mod fragments;
pub mod quotes;
mod retrieval;

pub use retrieval::{Retrieval, retrieval};

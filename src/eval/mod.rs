//! The measures we report.

mod retrieval;

pub use retrieval::{Retrieval, retrieval};

//! Pairs on disk.
//!
//! A [`Pair`] is one row: an English quote, the source words it renders, and what is known about
//! the two. A [`Corpus`] is a CSV file of them, read strictly and replaced atomically under a lock
//! ([`update`]). A new run is [merged](Corpus::merge) into it so that nothing a person decided is
//! lost, and [`describe`] keeps a `datapackage.json` beside it that says what the columns mean.

mod cells;
mod columns;
mod datapackage;
mod error;
mod file;
mod id;
mod merge;
mod pair;
#[cfg(test)]
mod samples;
mod store;

pub use columns::{COLUMNS, Column};
pub use datapackage::{Described, describe};
pub use error::{CorpusError, RowError};
pub use file::replace;
pub use id::{PairId, ParsePairIdError};
pub use merge::{MergeSummary, Run};
pub use pair::{Chars, Evidence, Kind, Pair, Status, Task, UnknownCode};
pub use store::{Corpus, update};

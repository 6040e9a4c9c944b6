//! Quotes to source spans.
//!
//! `search` finds runs of segments by cosine, exactly; `fine` the words inside a run;
//! `evidence` gathers what speaks for and against a place; a [`scorer`] turns that into
//! probabilities; [`decode`] chooses for all quotes of an article together. [`Matcher`] is the whole
//! way.

mod confidence;
pub mod decode;
mod evidence;
mod fine;
mod matcher;
pub mod names;
pub mod numbers;
mod query;
pub mod scorer;
mod search;
pub mod source;

pub use confidence::{Confidence, ConfidenceError};
pub(crate) use evidence::log_ratio;
pub use fine::Place;
pub use matcher::{Candidate, Match, Matcher, Piece};
pub use query::Query;
pub use search::MOST_SEGMENTS;
pub use source::Source;

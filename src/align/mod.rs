//! Quotes to source spans.
//!
//! [`search`] finds runs of segments by cosine, exactly; [`fine`] the words inside a run, by the
//! weights of [`ends`], the `coverage` of words and the [`quotations`] of the source; `evidence`
//! gathers what speaks for and against a place; a [`scorer`] turns that into probabilities;
//! [`decode`] chooses for all quotes of an article together. [`Matcher`] is the whole way.

mod confidence;
mod coverage;
pub mod decode;
pub mod ends;
mod evidence;
pub mod fine;
mod matcher;
pub mod names;
pub mod numbers;
mod query;
pub mod quotations;
mod quoted;
pub mod scorer;
pub mod search;
pub mod source;

pub use confidence::{Confidence, ConfidenceError};
pub use evidence::QuoteView;
pub(crate) use evidence::log_ratio;
pub use fine::Place;
pub use matcher::{Candidate, Match, Matcher, Piece};
pub use query::Query;
pub use source::{MOST_SEGMENTS, Source};

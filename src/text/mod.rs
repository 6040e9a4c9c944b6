//! Text as everything else sees it: spans, languages, sentences, tokens.

mod lang;
mod span;

pub use lang::{Lang, ParseLangError};
pub use span::{CharIndex, Span};

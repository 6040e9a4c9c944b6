//! Text as everything else sees it: spans, languages, sentences, tokens.

mod lang;
mod span;
mod tokens;

pub use lang::{Lang, ParseLangError};
pub use span::{CharIndex, Span};
pub use tokens::{Token, Tokens};

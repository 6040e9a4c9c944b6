//! Text as everything else sees it: spans, languages, sentences, tokens.

mod detect;
mod lang;
mod segment;
mod span;
mod tokens;
mod word_list;

pub use detect::{Detected, detect};
pub use lang::{Lang, ParseLangError};
pub use segment::sentences;
pub use span::{CharIndex, Span};
pub use tokens::{Token, Tokens};
pub use word_list::WordList;

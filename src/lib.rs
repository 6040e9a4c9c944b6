//! quotealign finds, for every English quote of an article, the Korean or Ukrainian words it
//! renders, says how sure it is, and keeps the pairs in a CSV corpus.
//!
//! The modules stand in the order the data passes through them; each imports only from those
//! before it: [`text`] (spans, languages, sentences), [`read`] (bytes to documents), [`quote`]
//! (quotes of an article), [`encode`] (texts to vectors), [`align`] (quotes to source spans), [`check`] (what differs),
//! [`corpus`] (pairs on disk), [`train`] (parallel text to a model), [`eval`] (the measures).
//!
//! The library prints nothing and reads no environment.

pub mod align;
pub mod check;
pub mod corpus;
pub mod encode;
pub mod eval;
pub mod quote;
pub mod read;
pub mod text;
pub mod train;

//! quotealign finds, for every English quote of an article, the Korean or Ukrainian words it
//! renders, says how sure it is, and keeps the pairs in a CSV corpus.
//!
//! The modules stand in the order the data passes through them; each imports only from those
//! before it: [`text`] (spans, languages, sentences), [`read`] (bytes to documents), [`quote`]
//! (quotes of an article), [`encode`] (texts to vectors), [`align`] (quotes to source spans),
//! [`bitext`] (whole texts to pairs), [`check`] (what differs), [`corpus`] (pairs on disk), [`train`] (parallel text to a model),
//! [`eval`] (the measures).
//!
//! The library prints nothing and reads no environment.
//!
//! # Example
//!
//! The quotes of an article, and the words of a Ukrainian post that they render:
//!
//! ```
//! use quotealign::{
//!     align::{Matcher, Query, Source, scorer::Scorer},
//!     encode::Model,
//!     quote::extract,
//!     read::{ReadOptions, read_bytes},
//!     text::Lang,
//! };
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // `read_path` reads files; these two documents are short enough to stand here.
//! let english = "“The bridge will open again in May,” the mayor wrote.";
//! let ukrainian = "Дякую всім за терпіння. Міст знову відкриють у травні. Бережіть себе.";
//! let options = ReadOptions::default();
//! let article = read_bytes("article.txt", english.as_bytes(), &options)?;
//! let sources = [Source {
//!     document: read_bytes("post.txt", ukrainian.as_bytes(), &options)?,
//!     lang: Lang::Uk,
//! }];
//!
//! let queries: Vec<Query> = extract(&article.text)
//!     .into_iter()
//!     .map(|quote| {
//!         let contents: Vec<&str> = quote.contents.iter().map(|span| span.of(&article.text)).collect();
//!         Query::new(&contents.join(" "), quote.speaker)
//!     })
//!     .collect();
//!
//! let model = Model::bundled()?;
//! let matches = Matcher::new(&model, Scorer::of(&model)?, &sources).find(&queries);
//!
//! let found = matches[0].places().next().ok_or("nothing found")?;
//! assert!(found.place.span.of(&sources[0].document.text).contains("відкриють у травні"));
//! assert!(matches[0].confidence().get() > 0.5);
//! # Ok(())
//! # }
//! ```

pub mod align;
pub mod bitext;
pub mod check;
pub mod corpus;
pub mod encode;
pub mod eval;
pub mod quote;
pub mod read;
pub mod text;
pub mod train;

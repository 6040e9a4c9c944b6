//! Names across scripts: which words of an English text are names, and whether a Korean or
//! Ukrainian text says them too.
//!
//! Every word becomes a short sequence of sounds; an English name and a source word
//! are compared by a weighted edit distance that forgives what transliteration changes. Names that
//! are translated rather than transliterated (Germany, 독일, Німеччина) come from a table.

mod cyrillic;
mod distance;
mod exonyms;
mod find;
mod hangul;
mod key;
mod latin;
mod sound;
mod source;

pub use find::{english_names, is_distinctive};
pub use key::NameKey;
pub use source::SourceNames;

use crate::text::{Lang, Span};

/// How well the best words of `source` transliterate the English `name`, in 0..=1.
///
/// [`likely`] says what score means that the name is there. For many names or many spans of one source,
/// keep a [`SourceNames`] and [`NameKey`]s instead.
pub fn name_score(name: &str, source: &str, lang: Lang) -> f32 {
    let whole = Span::new(0, source.len());
    SourceNames::new(source, lang).best(&NameKey::new(name), whole)
}

/// The score that a name reaches by chance in about one sentence of a hundred that does not say it.
///
/// Measured on parallel news sentences; a score above it means that the name is most likely there.
/// A score below it does not mean that the name is not there: it may be translated or replaced by a
/// pronoun.
pub fn likely(lang: Lang) -> f32 {
    match lang {
        Lang::Ko => 0.52,
        Lang::En | Lang::Uk => 0.34,
    }
}

#[cfg(test)]
mod tests;

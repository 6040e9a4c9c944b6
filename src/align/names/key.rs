//! An English name, ready to be looked for.

use super::exonyms::{self, Exonym};
use super::sound::Sound;
use super::{hangul, latin};

/// An English name with everything a comparison needs, made once.
#[derive(Clone, Debug)]
pub struct NameKey {
    /// The words of the name.
    pub(super) parts: Vec<Part>,
    /// The sounds of the whole name, in the spellings it may have; the plain one first.
    pub(super) wholes: Vec<Vec<Sound>>,
    /// Its table entries, where it is translated rather than transliterated.
    pub(super) exonym: Option<&'static Exonym>,
}

/// A word of a name.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// In lower case, for Latin letters in the source.
    pub word: String,
    /// How it sounds.
    pub sounds: Vec<Sound>,
    /// Its table entry.
    pub exonym: Option<&'static Exonym>,
}

impl NameKey {
    /// The key of `name`, as it stands in the text: one or several words, possessive or not.
    pub fn new(name: &str) -> Self {
        let parts: Vec<Part> = name
            .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | 'ʼ')))
            .flat_map(hyphenated)
            .map(|word| {
                word.trim_end_matches("'s")
                    .trim_end_matches("’s")
                    .to_lowercase()
            })
            .filter(|word| !word.is_empty())
            .map(|word| Part {
                sounds: latin::sounds(&word),
                exonym: exonyms::find(&word),
                word,
            })
            .collect();
        let mut wholes = vec![joined(&parts)];
        wholes.extend(korean_readings(&parts));
        let words: Vec<&str> = parts.iter().map(|part| part.word.as_str()).collect();
        Self {
            exonym: exonyms::find(&words.join(" ")),
            parts,
            wholes,
        }
    }
}

impl NameKey {
    /// Whether the name is in the table of those that are translated or spelled by tradition.
    pub fn is_listed(&self) -> bool {
        self.exonym.is_some()
    }
}

/// Jong-un is one word in every script; F-16 is two.
fn hyphenated(word: &str) -> impl Iterator<Item = &str> {
    let apart = word.contains(|c: char| c.is_ascii_digit());
    word.split(move |c| apart && c == '-')
}

fn joined(parts: &[Part]) -> Vec<Sound> {
    parts
        .iter()
        .flat_map(|part| part.sounds.iter().copied())
        .collect()
}

/// The name read as a Korean one: a surname whose usual spelling hides its sound (Lee for 이),
/// first, or moved there from the end.
fn korean_readings(parts: &[Part]) -> Vec<Vec<Sound>> {
    let mut readings = Vec::new();
    let mut read = |surname: &Part, given: &[Part]| {
        for syllable in exonyms::surname(&surname.word) {
            let (mut sounds, _) = hangul::sounds(syllable);
            sounds.extend(joined(given));
            readings.push(sounds);
        }
    };
    if let [surname, given @ ..] = parts {
        read(surname, given);
    }
    if let [given @ .., surname] = parts
        && !given.is_empty()
    {
        read(surname, given);
    }
    readings
}

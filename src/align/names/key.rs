//! An English name, ready to be looked for.

use super::exonyms::{self, Exonym};
use super::sound::Sound;
use super::{hangul, latin};

/// An English name with everything a comparison needs, made once.
#[derive(Clone, Debug)]
pub struct NameKey {
    /// The words of the name, in lower case, for Latin letters in the source.
    pub(super) words: Vec<String>,
    /// The sounds of each word.
    pub(super) parts: Vec<Vec<Sound>>,
    /// The sounds of the whole name, in the spellings it may have; the plain one first.
    pub(super) wholes: Vec<Vec<Sound>>,
    /// Its table entries, where it is translated rather than transliterated.
    pub(super) exonym: Option<&'static Exonym>,
}

impl NameKey {
    /// The key of `name`, as it stands in the text: one or several words, possessive or not.
    pub fn new(name: &str) -> Self {
        let words: Vec<String> = name
            .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | 'ʼ')))
            .map(|word| {
                word.trim_end_matches("'s")
                    .trim_end_matches("’s")
                    .to_lowercase()
            })
            .filter(|word| !word.is_empty())
            .collect();
        let parts: Vec<Vec<Sound>> = words.iter().map(|word| latin::sounds(word)).collect();
        let mut wholes = vec![joined(&parts)];
        wholes.extend(korean_readings(&words, &parts));
        Self {
            exonym: exonyms::find(&words.join(" ")),
            words,
            parts,
            wholes,
        }
    }
}

fn joined(parts: &[Vec<Sound>]) -> Vec<Sound> {
    parts.iter().flatten().copied().collect()
}

/// The name read as a Korean one: a surname whose usual spelling hides its sound (Lee for 이),
/// first, or moved there from the end.
fn korean_readings(words: &[String], parts: &[Vec<Sound>]) -> Vec<Vec<Sound>> {
    let mut readings = Vec::new();
    let mut read = |surname: Option<&String>, given: &[Vec<Sound>]| {
        for syllable in surname.map_or(&[][..], |s| exonyms::surname(s)) {
            let (mut sounds, _) = hangul::sounds(syllable);
            sounds.extend(given.iter().flatten());
            readings.push(sounds);
        }
    };
    read(words.first(), parts.get(1..).unwrap_or_default());
    if let [given @ .., _] = parts
        && !given.is_empty()
    {
        read(words.last(), given);
    }
    readings
}

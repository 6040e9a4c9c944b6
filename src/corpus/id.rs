//! Names for pairs that stay the same when the same pair is found again.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};

use super::pair::Chars;

/// The name of a pair: 16 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairId(u64);

/// Text that is not 16 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not 16 hexadecimal digits (0-9, a-f)")]
pub struct ParsePairIdError;

impl PairId {
    /// The id of the pair of these spans of these documents, all pieces in order; a missing source
    /// is an empty name and no span.
    ///
    /// The first digit is always a letter, or a spreadsheet would take some ids for numbers.
    pub fn of(en_doc: &str, en: &[Chars], source_doc: &str, source: &[Chars]) -> Self {
        let mut hash = Sha256::new();
        for (doc, spans) in [(en_doc, en), (source_doc, source)] {
            // Lengths go first so that no two different inputs spell the same bytes.
            hash.update((doc.len() as u64).to_le_bytes());
            hash.update(doc);
            hash.update((spans.len() as u64).to_le_bytes());
            for span in spans {
                hash.update((span.start() as u64).to_le_bytes());
                hash.update((span.end() as u64).to_le_bytes());
            }
        }
        let number = hash
            .finalize()
            .iter()
            .take(8)
            .fold(0, |n, &byte| n << 8 | u64::from(byte));
        let letter = 0xa + (number >> 60) % 6;
        Self(letter << 60 | number & (u64::MAX >> 4))
    }
}

impl fmt::Display for PairId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for PairId {
    type Err = ParsePairIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if text.len() != 16 || !digits {
            return Err(ParsePairIdError);
        }
        u64::from_str_radix(text, 16)
            .map(Self)
            .map_err(|_| ParsePairIdError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(start: usize, end: usize) -> Chars {
        Chars::from(start..end)
    }

    #[test]
    fn every_part_counts() {
        let ids = [
            PairId::of("a", &[chars(0, 5)], "b", &[chars(3, 9)]),
            PairId::of("ab", &[chars(0, 5)], "", &[chars(3, 9)]),
            PairId::of("a", &[chars(0, 6)], "b", &[chars(3, 9)]),
            PairId::of("a", &[chars(0, 5)], "b", &[chars(4, 9)]),
            PairId::of("a", &[chars(0, 2), chars(3, 5)], "b", &[chars(3, 9)]),
            PairId::of("a", &[chars(0, 5), chars(3, 9)], "b", &[]),
            PairId::of("a", &[chars(0, 5)], "", &[]),
        ];
        for (i, id) in ids.iter().enumerate() {
            assert!(!ids[..i].contains(id), "{i}");
        }
    }

    #[test]
    fn stays_the_same_from_version_to_version() {
        let id = PairId::of("article.txt", &[chars(10, 42)], "원문.txt", &[chars(0, 17)]);
        assert_eq!(id.to_string(), "a9d9ade7204ac99d");
    }

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        for n in 0..200 {
            let id = PairId::of("a", &[chars(n, n + 1)], "", &[]);
            let text = id.to_string();
            assert!(text.starts_with(|c: char| c.is_ascii_lowercase()), "{text}");
            assert_eq!(text.parse(), Ok(id));
        }
        for bad in [
            "",
            "abc",
            "ABCDEFABCDEFABCD",
            "+bcdefabcdefabcd",
            "1.23E+15",
            "abcdefabcdefabcde",
        ] {
            assert_eq!(bad.parse::<PairId>(), Err(ParsePairIdError), "{bad}");
        }
    }
}

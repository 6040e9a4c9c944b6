//! What the additive encoder sees in a text: hashed features of its tokens.
//!
//! A token gives its word, its character n-grams with boundary marks (Hangul 1 to 4 syllables,
//! other scripts 3 to 5 letters), and with its left neighbour a word bigram. Features carry no
//! language: scripts keep Korean and Ukrainian apart, and what is written alike (digits, NATO)
//! means the same everywhere. Of a number the digits that count are features too, whole and in
//! threes: so 8200만 meets 82 million, and a number never seen meets itself.

use std::{iter, num::Wrapping, ops::RangeInclusive};

/// A feature, as the 32-bit hash that names its row in a model.
///
/// The hash is part of the model format: FNV-1a over kind and UTF-8 bytes, mixed down to 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature(pub u32);

const WORD: u8 = b'w';
const NGRAM: u8 = b'n';
const BIGRAM: u8 = b'b';
const DIGITS: u8 = b'd';

/// Calls `each` with the features of one normalised token alone.
pub fn of_word(word: &str, mut each: impl FnMut(Feature)) {
    each(hash(WORD, &[word]));
    let Some(first) = word.chars().next() else {
        return;
    };
    if first.is_ascii_digit() {
        of_digits(word, each);
        return;
    }
    let range = match first {
        c if is_hangul(c) => 1..=4,
        c if c.is_alphabetic() => 3..=5,
        _ => return,
    };
    ngrams(NGRAM, word, range, each);
}

/// The digits of a number without zeros at its ends and without its point.
fn of_digits(number: &str, mut each: impl FnMut(Feature)) {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_matches('0');
    each(hash(DIGITS, &["^", digits, "$"]));
    ngrams(DIGITS, digits, 3..=3, each);
}

/// The slices of `^word$` of so many characters.
fn ngrams(kind: u8, word: &str, range: RangeInclusive<usize>, mut each: impl FnMut(Feature)) {
    /// What of a word is cut: no word is longer, but a file made to harm may hold one of its whole
    /// length.
    const LONGEST: usize = 64;
    let mut marked = ['\0'; LONGEST + 2];
    let mut len = 0;
    let inside = word.chars().take(LONGEST);
    for (slot, c) in marked
        .iter_mut()
        .zip(iter::once('^').chain(inside).chain(['$']))
    {
        *slot = c;
        len += 1;
    }
    let marked = &marked[..len];
    for start in 0..len {
        let mut state = State::new(kind);
        for (n, c) in (1..=*range.end()).zip(&marked[start..]) {
            state.push(*c);
            // The lone boundary marks say nothing.
            let lone_mark = n == 1 && (start == 0 || start + 1 == len);
            if n >= *range.start() && !lone_mark {
                each(state.feature());
            }
        }
    }
}

/// The feature of two neighbouring normalised tokens.
pub fn of_bigram(left: &str, right: &str) -> Feature {
    hash(BIGRAM, &[left, " ", right])
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}')
}

fn hash(kind: u8, parts: &[&str]) -> Feature {
    let mut state = State::new(kind);
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        state.push_byte(byte);
    }
    state.feature()
}

/// The hash on its way over the bytes.
#[derive(Clone, Copy)]
struct State(Wrapping<u64>);

impl State {
    fn new(kind: u8) -> Self {
        let mut state = Self(Wrapping(0xcbf2_9ce4_8422_2325));
        state.push_byte(kind);
        state
    }

    fn push_byte(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
        self.0 *= 0x0000_0100_0000_01b3;
    }

    fn push(&mut self, c: char) {
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            self.push_byte(byte);
        }
    }

    /// FNV leaves the high bits of short inputs poorly mixed; one multiply-xorshift round spreads
    /// them.
    fn feature(self) -> Feature {
        let mut state = self.0;
        state ^= state >> 32;
        state *= 0xd6e8_feb8_6659_fd93;
        state ^= state >> 32;
        Feature(state.0 as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(word: &str) -> Vec<Feature> {
        let mut all = Vec::new();
        of_word(word, |f| all.push(f));
        all
    }

    #[test]
    fn counts_of_features_by_script() {
        // ^мир$: three trigrams, two 4-grams, one 5-gram, and the word.
        assert_eq!(features("мир").len(), 7);
        // ^학교$: 2 single syllables, 3 bigrams, 2 trigrams, 1 4-gram, and the word.
        assert_eq!(features("학교").len(), 9);
        // The word, the digits, and ^20, 202, 024, 24$.
        assert_eq!(features("2024").len(), 6);
    }

    #[test]
    fn inflected_forms_share_features() {
        let (a, b) = (features("солдат"), features("солдати"));
        assert!(a.iter().filter(|f| b.contains(f)).count() >= 9);
    }

    #[test]
    fn numbers_meet_by_the_digits_that_count() {
        let shared = |a: &str, b: &str| {
            let b = features(b);
            features(a).iter().filter(|f| b.contains(f)).count()
        };
        // 8200만 and 82 million, 2.5억 and 250 million.
        assert_eq!(shared("8200", "82"), 3);
        assert_eq!(shared("2.5", "250"), 3);
        assert_eq!(shared("82", "28"), 0);
    }

    #[test]
    fn the_hash_is_fixed_by_the_format() {
        assert_eq!(of_bigram("no", "war"), of_bigram("no", "war"));
        assert_ne!(of_bigram("no", "war"), of_bigram("war", "no"));
        assert_eq!(hash(WORD, &["war"]), Feature(2_756_167_439));
    }
}

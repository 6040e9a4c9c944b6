//! Words as the encoder sees them: where they stand and how they are spelt once normalised.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::Span;

/// The tokens of a text, in order.
///
/// A token is a run of letters of one script, a number, or one of the marks `? ! % $ €`; other
/// punctuation is not a token. The normalised form is lower-case NFKC; an apostrophe inside a word
/// stays (as `'`), a possessive `'s` is dropped; thousands separators are dropped and a decimal
/// comma becomes a point, so that `1,234` is `1234` and `2,5` is `2.5`.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    norm: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    span: Span,
    norm_end: usize,
    upper: bool,
}

/// One token of [`Tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands in the text.
    pub span: Span,
    /// Its normalised spelling.
    pub norm: &'a str,
    /// Whether it starts with an upper-case letter in the text.
    pub upper: bool,
}

/// What a character does in a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Latin,
    Cyrillic,
    Hangul,
    OtherLetter,
    /// A combining mark: belongs to whatever stands before it.
    Mark,
    /// A mark that is a token of its own.
    Sign,
    Gap,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => {
            if matches!(c, '×' | '÷') {
                Class::Gap
            } else {
                Class::Latin
            }
        }
        '\u{400}'..='\u{52f}' => Class::Cyrillic,
        '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' => {
            Class::Hangul
        }
        '\u{300}'..='\u{36f}' => Class::Mark,
        '?' | '!' | '%' | '$' | '€' | '？' | '！' | '％' => Class::Sign,
        _ if c.is_ascii() => Class::Gap,
        '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => Class::Latin,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_alphabetic() => Class::OtherLetter,
        _ => Class::Gap,
    }
}

/// Whether a character is spelt one way only and [`lower`] knows its lower case: nearly all are.
fn is_plain(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{400}'..='\u{45f}' | 'Ґ' | 'ґ' | '\u{ac00}'..='\u{d7a3}')
}

/// The lower case of a plain character.
fn lower(c: char) -> char {
    let by = match c {
        'A'..='Z' | '\u{410}'..='\u{42f}' => 0x20,
        '\u{400}'..='\u{40f}' => 0x50,
        'Ґ' => 1,
        _ => 0,
    };
    char::from_u32(u32::from(c) + by).unwrap_or(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '＇')
}

/// Whether `next`, which stands before `rest`, goes on with a token of class `kind`.
fn joins(kind: Class, next: char, rest: &str) -> bool {
    if kind == Class::Sign {
        return false;
    }
    let next_class = class(next);
    if next_class == kind || next_class == Class::Mark {
        return true;
    }
    // One character of glue inside a word or number: an apostrophe, a separator.
    let glue = match kind {
        Class::Digit => matches!(next, '.' | ','),
        Class::Latin | Class::Cyrillic => is_apostrophe(next),
        _ => false,
    };
    glue && rest.chars().next().is_some_and(|c| class(c) == kind)
}

impl Tokens {
    /// Splits the part of `text` under `span`; the tokens' spans count in `text`.
    pub fn new(text: &str, span: Span) -> Self {
        let part = span.of(text);
        let mut tokens = Self {
            norm: String::with_capacity(part.len()),
            entries: Vec::with_capacity(part.len() / 6),
        };
        let mut chars = part.char_indices().peekable();
        while let Some((at, first)) = chars.next() {
            let kind = class(first);
            if matches!(kind, Class::Gap | Class::Mark) {
                continue;
            }
            let mut end = at + first.len_utf8();
            while let Some(&(next_at, next)) = chars.peek() {
                if !joins(kind, next, &part[next_at + next.len_utf8()..]) {
                    break;
                }
                end = next_at + next.len_utf8();
                chars.next();
            }
            tokens.push(
                &part[at..end],
                Span::new(span.start + at, span.start + end),
                kind,
            );
        }
        tokens
    }

    fn push(&mut self, raw: &str, span: Span, kind: Class) {
        let start = self.norm.len();
        let straight = |c: char| if is_apostrophe(c) { '\'' } else { c };
        match kind {
            Class::Digit if raw.bytes().all(|b| b.is_ascii_digit()) => self.norm.push_str(raw),
            Class::Digit => push_number(&mut self.norm, raw),
            _ if raw.chars().all(is_plain) => {
                for c in raw.chars() {
                    self.norm.push(lower(c));
                }
            }
            _ if is_nfkc_quick(raw.chars()) == IsNormalized::Yes => {
                let lower = raw.chars().flat_map(char::to_lowercase);
                self.norm.extend(lower.map(straight));
            }
            _ => {
                let lower = raw.nfkc().flat_map(char::to_lowercase);
                self.norm.extend(lower.map(straight));
            }
        }
        if kind == Class::Latin && self.norm[start..].len() > 2 && self.norm.ends_with("'s") {
            self.norm.truncate(self.norm.len() - 2);
        }
        if self.norm.len() > start {
            let upper = raw.chars().next().is_some_and(char::is_uppercase);
            self.entries.push(Entry {
                span,
                norm_end: self.norm.len(),
                upper,
            });
        }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Token number `i`.
    ///
    /// # Panics
    /// When `i` is not below [`Tokens::len`].
    pub fn get(&self, i: usize) -> Token<'_> {
        let Entry {
            span,
            norm_end,
            upper,
        } = self.entries[i];
        let start = i
            .checked_sub(1)
            .map_or(0, |before| self.entries[before].norm_end);
        Token {
            span,
            norm: &self.norm[start..norm_end],
            upper,
        }
    }

    /// All tokens, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Token<'_>> {
        (0..self.len()).map(|i| self.get(i))
    }
}

fn push_number(out: &mut String, raw: &str) {
    let bytes = raw.as_bytes();
    for (i, c) in raw.char_indices() {
        match c {
            ',' => {
                let digits = bytes[i + 1..]
                    .iter()
                    .take_while(|b| b.is_ascii_digit())
                    .count();
                if digits != 3 {
                    out.push('.');
                }
            }
            c if c.is_ascii() => out.push(c),
            c => out.extend(c.to_string().nfkc()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn norms(text: &str) -> Vec<String> {
        Tokens::new(text, Span::new(0, text.len()))
            .iter()
            .map(|t| t.norm.to_owned())
            .collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(
            norms("Zelenskyy’s 1,234 don't: “No?”"),
            ["zelenskyy", "1234", "don't", "no", "?"]
        );
        assert_eq!(norms("don`t"), ["don't"]);
        assert_eq!(norms("П’ять — 2,5 %"), ["п'ять", "2.5", "%"]);
        assert_eq!(
            norms("1월 6일 NATO는"),
            ["1", "월", "6", "일", "nato", "는"]
        );
        assert_eq!(
            norms("the soldiers' rock 'n' roll"),
            ["the", "soldiers", "rock", "n", "roll"]
        );
    }

    #[test]
    fn decomposed_and_full_width_spellings_meet_the_usual_ones() {
        assert_eq!(
            norms("\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
            norms("한국")
        );
        assert_eq!(norms("ＮＡＴＯ"), ["nato"]);
        assert_eq!(norms("и\u{306}"), ["й"]);
    }

    #[test]
    fn plain_characters_are_as_unicode_has_them() {
        for c in ('\0'..='\u{ffff}').filter(|c| is_plain(*c)) {
            assert!(c.to_lowercase().eq([lower(c)]), "{c}");
            assert!([c].into_iter().nfkc().eq([c]), "{c}");
            assert_eq!(is_nfkc_quick([c].into_iter()), IsNormalized::Yes, "{c}");
        }
    }

    #[test]
    fn only_the_part_under_the_span_is_split() {
        let text = "один два три";
        let tokens = Tokens::new(text, Span::new(9, 15));
        assert_eq!(tokens.len(), 1);
        assert_eq!(tokens.get(0).span.of(text), "два");
    }

    proptest! {
        #[test]
        fn spans_are_ordered_and_inside(text in "\\PC{0,80}") {
            let mut last = 0;
            for token in Tokens::new(&text, Span::new(0, text.len())).iter() {
                prop_assert!(token.span.start >= last && !token.span.of(&text).is_empty());
                prop_assert!(!token.norm.is_empty());
                last = token.span.end;
            }
        }
    }
}

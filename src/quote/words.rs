//! Words and punctuation of an article's narration, as attribution reads them.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::Span;

/// A word (with inner apostrophes, hyphens, and the full stop of an abbreviation) or one
/// punctuation character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub span: Span,
    pub text: &'t str,
}

impl<'t> Token<'t> {
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// The word in small letters.
    pub fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    /// Whether the token is one of these characters.
    pub fn is_any(&self, of: &str) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(|c| of.contains(c)) && chars.next().is_none()
    }

    /// Whether the word stands in `list`, in any case.
    pub fn is_in(&self, list: &WordList) -> bool {
        list.contains(self.lower().as_str())
    }

    /// Whether the word is one of a few, in any case.
    pub fn among(&self, few: &[&str]) -> bool {
        few.iter().any(|word| word.eq_ignore_ascii_case(self.text))
    }
}

/// A set of words in small letters.
pub(super) type WordList = LazyLock<HashSet<&'static str>>;

/// The words of a list parted by white space.
pub(super) fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Words whose full stop ends no sentence.
static ABBREVIATIONS: WordList = LazyLock::new(|| {
    words(
        "adm apr aug brig capt cmdr co col dec dr feb gen gov hon inc jan jr jul jun lt ltd maj \
         mar messrs mlle mme mr mrs ms no nov oct prof rep rev sen sep sept sgt sr st u.k u.n \
         u.s vs",
    )
});

/// The tokens of the text under `span`.
pub(super) fn tokens(text: &str, span: Span) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut chars = span.of(text).char_indices().peekable();
    let at = |i: usize| span.start + i;
    while let Some((i, c)) = chars.next() {
        let mut end = i + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some((k, d)) = chars.peek().copied() {
                let inner = match d {
                    '\'' | '’' | '-' | '.' | '\u{2011}' | '&' => {
                        let next = text
                            .get(at(k + d.len_utf8())..span.end)
                            .and_then(|rest| rest.chars().next());
                        next.is_some_and(char::is_alphanumeric)
                    }
                    d => d.is_alphanumeric(),
                };
                if !inner {
                    break;
                }
                end = k + d.len_utf8();
                chars.next();
            }
            let word = Span::new(at(i), at(end)).of(text);
            if chars.peek().is_some_and(|(_, d)| *d == '.') && abbreviated(word) {
                end += 1;
                chars.next();
            }
        } else if c.is_whitespace() || matches!(c, '_' | '*') {
            continue;
        }
        let span = Span::new(at(i), at(end));
        found.push(Token {
            span,
            text: span.of(text),
        });
    }
    found
}

fn abbreviated(word: &str) -> bool {
    let mut letters = word.chars();
    let initial =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && word != "I";
    initial
        || word.starts_with(char::is_uppercase)
            && ABBREVIATIONS.contains(word.to_lowercase().as_str())
}

/// Whether the token ends a sentence.
pub(super) fn ends_sentence(token: &Token) -> bool {
    token.is_any(".!?…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_punctuation() {
        let text = "Mr. O'Neill-Smith, of the U.S. Army, said_ so.";
        let words: Vec<_> = tokens(text, Span::new(0, text.len()))
            .iter()
            .map(|t| t.text)
            .collect();
        assert_eq!(
            words,
            [
                "Mr.",
                "O'Neill-Smith",
                ",",
                "of",
                "the",
                "U.S.",
                "Army",
                ",",
                "said",
                "so",
                "."
            ]
        );
    }
}

//! Lists of words to look words up in.

use std::collections::HashSet;

use foldhash::fast::FixedState;

/// Words, and beginnings of words, to look a word up in.
#[derive(Clone, Debug)]
pub struct WordList {
    words: HashSet<&'static str, FixedState>,
    stems: HashSet<&'static str, FixedState>,
    /// The first characters of the stems, each once.
    firsts: Vec<char>,
    /// Characters of the longest stem.
    longest: usize,
}

impl WordList {
    /// The words of `list`, between white space; one that ends in `*` stands for all words that
    /// begin so.
    pub fn new(list: &'static str) -> Self {
        let mut new = Self {
            words: HashSet::default(),
            stems: HashSet::default(),
            firsts: Vec::new(),
            longest: 0,
        };
        for word in list.split_whitespace() {
            match word.strip_suffix('*') {
                Some(stem) => {
                    new.longest = new.longest.max(stem.chars().count());
                    new.stems.insert(stem);
                    new.firsts.extend(stem.chars().next());
                }
                None => {
                    new.words.insert(word);
                }
            }
        }
        new.firsts.sort_unstable();
        new.firsts.dedup();
        new
    }

    /// Whether `word` is one of the list.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word)
            || word.starts_with(&self.firsts[..])
                && word
                    .char_indices()
                    .take(self.longest)
                    .any(|(at, c)| self.stems.contains(&word[..at + c.len_utf8()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_stems() {
        let list = WordList::new("not відмов* ні");
        for (word, is) in [
            ("not", true),
            ("nothing", false),
            ("відмова", true),
            ("відмов", true),
            ("відмо", false),
            ("ні", true),
            ("ніхто", false),
            ("", false),
        ] {
            assert_eq!(list.has(word), is, "{word}");
        }
    }
}

//! Parallel text on its way to the optimiser.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use super::{DataError, Weights, input::source_name};
use crate::text::Lang;

/// Texts and which of them render each other.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The texts, each once.
    pub texts: Vec<String>,
    /// The language of each text, by its script.
    pub langs: Vec<Lang>,
    /// The pairs.
    pub pairs: Vec<Pair>,
    /// Names of the sources.
    pub sources: Vec<String>,
    /// The kind of text each source is; those of one kind share batches.
    pub kinds: Vec<String>,
    index: HashMap<String, u32>,
}

/// Two texts that render each other.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Indices into [`Corpus::texts`]; the first is English if one of them is.
    pub texts: [u32; 2],
    /// Index into [`Corpus::sources`].
    pub source: u32,
    /// How often it is seen in one epoch.
    pub times: f32,
}

impl Corpus {
    /// Adds the pairs of the tab-separated file `text`, which was read from `path`: `en, other`, or
    /// `en, other, source`, or `en, ko, uk` (recognised by the script of the third column). The
    /// source's name is the third column or that of the file.
    ///
    /// # Errors
    /// When a line has fewer than two columns.
    pub(super) fn add_tsv(
        &mut self,
        path: &Path,
        text: &str,
        weights: &Weights,
    ) -> Result<(), DataError> {
        let stem = source_name(path);
        let mut ids: BTreeMap<String, u32> = BTreeMap::new();
        for (i, line) in text.lines().enumerate() {
            let columns: Vec<&str> = line.split('\t').collect();
            let bad = |what: &str| DataError::Line {
                path: path.to_owned(),
                line: i + 1,
                what: what.to_owned(),
            };
            let Some((&[en, other], rest)) = columns.split_first_chunk::<2>() else {
                return Err(bad(
                    "one column, expected a text, a tab and its translation",
                ));
            };
            let third = rest.first().copied().unwrap_or_default();
            let third_text = !matches!(script(third), None | Some(Lang::En));
            let name = if third.is_empty() || third_text {
                &stem
            } else {
                third
            };
            let source = match ids.get(name) {
                Some(id) => *id,
                None => {
                    let id = self.source(name, weights.kind(name));
                    ids.insert(name.to_owned(), id);
                    id
                }
            };
            let times = weights.times(name);
            self.add(en, other, source, times);
            if third_text {
                self.add(en, third, source, times);
                self.add(other, third, source, times);
            }
        }
        Ok(())
    }

    /// The number of the source called `name`, a new one where it is the first time.
    pub(super) fn source(&mut self, name: &str, kind: &str) -> u32 {
        let at = self
            .sources
            .iter()
            .position(|s| s == name)
            .unwrap_or_else(|| {
                self.sources.push(name.to_owned());
                self.kinds.push(kind.to_owned());
                self.sources.len() - 1
            });
        at as u32
    }

    /// Adds a pair, unless it teaches nothing. An English text is to be given first.
    pub(super) fn add(&mut self, a: &str, b: &str, source: u32, times: f32) {
        if times <= 0.0 {
            return;
        }
        // A side without its own letters (a number, a bare URL) teaches nothing, nor do equal sides.
        let (Some(la), Some(lb)) = (script(a), script(b)) else {
            return;
        };
        if la == lb {
            return;
        }
        let ((a, la), (b, lb)) = match lb {
            Lang::En => ((b, lb), (a, la)),
            _ => ((a, la), (b, lb)),
        };
        let texts = [self.text(a, la), self.text(b, lb)];
        self.pairs.push(Pair {
            texts,
            source,
            times,
        });
    }

    fn text(&mut self, text: &str, lang: Lang) -> u32 {
        if let Some(at) = self.index.get(text) {
            return *at;
        }
        let at = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.langs.push(lang);
        self.index.insert(text.to_owned(), at);
        at
    }

    /// Names of the sources with the number of pairs of each, most first.
    pub fn counts(&self) -> Vec<(String, usize)> {
        let mut counts = vec![0; self.sources.len()];
        for pair in &self.pairs {
            counts[pair.source as usize] += 1;
        }
        let mut named: Vec<_> = self
            .sources
            .iter()
            .cloned()
            .zip(counts)
            .filter(|(_, pairs)| *pairs > 0)
            .collect();
        named.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        named
    }
}

/// The language a training text is in, by its script. Korean and Ukrainian texts, of manuals above
/// all, hold many Latin words; an English one at most names a foreign word.
pub(super) fn script(text: &str) -> Option<Lang> {
    let (mut ko, mut uk, mut en) = (0, 0, 0);
    for c in text.chars() {
        match c {
            '\u{ac00}'..='\u{d7a3}' => ko += 1,
            '\u{400}'..='\u{52f}' => uk += 1,
            c if c.is_ascii_alphabetic() => en += 1,
            _ => {}
        }
    }
    match () {
        () if ko + uk + en == 0 => None,
        // A syllable is worth some two letters.
        () if 20 * ko.max(uk) < en => Some(Lang::En),
        () if ko > 0 && 2 * ko >= uk => Some(Lang::Ko),
        () => Some(Lang::Uk),
    }
}

/// The whole of a text file in UTF-8.
pub(super) fn read(path: &Path) -> Result<String, DataError> {
    utf8(path, read_bytes(path)?)
}

pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, DataError> {
    std::fs::read(path).map_err(|source| DataError::Read {
        path: path.to_owned(),
        source,
    })
}

pub(super) fn utf8(path: &Path, bytes: Vec<u8>) -> Result<String, DataError> {
    String::from_utf8(bytes).map_err(|e| DataError::Encoding {
        path: path.to_owned(),
        offset: e.utf8_error().valid_up_to(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(
        corpus: &mut Corpus,
        name: &str,
        text: &str,
        weights: &Weights,
    ) -> Result<(), DataError> {
        corpus.add_tsv(Path::new(name), text, weights)
    }

    #[test]
    fn two_three_and_named_columns() {
        let mut corpus = Corpus::default();
        let weights = Weights::of("poor", 0.0);
        add(
            &mut corpus,
            "news.en-ko-uk.tsv",
            "peace\t평화\tмир\n",
            &weights,
        )
        .expect("three texts");
        add(
            &mut corpus,
            "x.tsv",
            "war\t전쟁\tgood\nwar\t전쟁\tpoor\n",
            &weights,
        )
        .expect("sources");
        let kinds: Vec<[Lang; 2]> = corpus
            .pairs
            .iter()
            .map(|p| p.texts.map(|t| corpus.langs[t as usize]))
            .collect();
        assert_eq!(
            kinds,
            [
                [Lang::En, Lang::Ko],
                [Lang::En, Lang::Uk],
                [Lang::Ko, Lang::Uk],
                [Lang::En, Lang::Ko]
            ]
        );
        assert_eq!(
            corpus.counts(),
            [("news".to_owned(), 3), ("good".to_owned(), 1)]
        );
    }

    #[test]
    fn a_line_of_one_column_is_named() {
        let error = add(
            &mut Corpus::default(),
            "x.tsv",
            "war\t전쟁\nalone\n",
            &Weights::default(),
        );
        assert!(error.is_err_and(|e| e.to_string().contains("line 2")));
    }

    #[test]
    fn a_foreign_word_does_not_change_the_language() {
        assert_eq!(
            script("They were served kimchi (김치) and a bowl of rice with soup every day."),
            Some(Lang::En)
        );
        assert_eq!(
            script("API 키를 설정하려면 Settings 메뉴를 여세요"),
            Some(Lang::Ko)
        );
        assert_eq!(script("Відкрийте Settings"), Some(Lang::Uk));
        assert_eq!(script("12:30"), None);
    }

    #[test]
    fn sides_of_one_script_are_left_out() {
        let mut corpus = Corpus::default();
        add(
            &mut corpus,
            "x.tsv",
            "GET\tPOST\n12\t열둘\nten\t열\n",
            &Weights::default(),
        )
        .expect("pairs");
        assert_eq!(corpus.pairs.len(), 1);
    }
}

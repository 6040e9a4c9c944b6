//! Which sort of file parallel text is in, and the pairs of corpora and translation memories.

use std::{collections::BTreeMap, path::Path};

use super::{
    Corpus, DataError, Weights,
    data::{read_bytes, script, utf8},
    tmx,
};
use crate::{
    corpus::{self, COLUMNS, Status},
    text::Lang,
};

/// Sources of one English text and language that pair with those in the other language. A corpus
/// may hold “Yes.” thousands of times, which would make millions of pairs.
const MOST_RENDERINGS: usize = 16;

/// What comes before the extension in the name of a file of parallel text.
const LANGUAGES: [&str; 3] = [".en-ko-uk", ".en-ko", ".en-uk"];

/// The sorts of file that pairs are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// Lines of texts with tabs between.
    Tsv,
    /// A corpus of this program, with or without reviews.
    Corpus,
    /// A translation memory.
    Tmx,
}

impl Corpus {
    /// Adds the pairs of a file. What sort of file it is goes by the extension, `.tsv`, `.csv` or
    /// `.tmx`, else by how it begins; what is neither a corpus nor XML is tab-separated.
    ///
    /// - Tab-separated, in UTF-8: `en, other`, or `en, other, source`, or `en, ko, uk` (recognised by
    ///   the script of the third column).
    /// - A [corpus](crate::corpus): the rows that are neither `rejected` nor `missing` and have both
    ///   sides. Korean and Ukrainian sources of one English text also pair with each other, the
    ///   first 16 of each.
    /// - TMX, in UTF-8 or UTF-16: the first segment in each of English, Korean and Ukrainian of every
    ///   unit, each with each. Codes of other formats inside segments are left out, and other
    ///   languages are not looked at.
    ///
    /// The source's name is the third column, or the file's name without extension and without
    /// `.en-ko` or the like before it.
    ///
    /// # Errors
    /// When the file cannot be read or is not what its name or its beginning says. Pairs that stand
    /// before the fault may have been added.
    pub fn add_file(&mut self, path: &Path, weights: &Weights) -> Result<(), DataError> {
        let bytes = read_bytes(path)?;
        match format(path, &bytes) {
            Format::Tsv => self.add_tsv(path, &utf8(path, bytes)?, weights),
            Format::Corpus => self.add_corpus(path, &bytes, weights),
            Format::Tmx => self.add_tmx(path, bytes, weights),
        }
    }

    fn add_corpus(
        &mut self,
        path: &Path,
        bytes: &[u8],
        weights: &Weights,
    ) -> Result<(), DataError> {
        let rows = corpus::Corpus::parse(path, bytes)?.pairs;
        let (source, times) = self.source_of(path, weights);
        let mut renderings: BTreeMap<&str, [Vec<&str>; 2]> = BTreeMap::new();
        for row in &rows {
            let (en, other) = (row.en.trim(), row.source.trim());
            let refused = matches!(row.status, Status::Rejected | Status::Missing);
            if refused || en.is_empty() || other.is_empty() {
                continue;
            }
            self.add(en, other, source, times);
            let [ko, uk] = renderings.entry(en).or_default();
            let known = match row.source_lang.or_else(|| script(other)) {
                Some(Lang::Ko) => ko,
                Some(Lang::Uk) => uk,
                _ => continue,
            };
            if known.len() < MOST_RENDERINGS && !known.contains(&other) {
                known.push(other);
            }
        }
        for [ko, uk] in renderings.values() {
            for ko in ko {
                for uk in uk {
                    self.add(ko, uk, source, times);
                }
            }
        }
        Ok(())
    }

    fn add_tmx(&mut self, path: &Path, bytes: Vec<u8>, weights: &Weights) -> Result<(), DataError> {
        let (source, times) = self.source_of(path, weights);
        tmx::read(path, bytes, |unit| {
            let texts: Vec<&str> = unit.iter().flatten().map(String::as_str).collect();
            for (i, a) in texts.iter().enumerate() {
                for b in &texts[i + 1..] {
                    self.add(a, b, source, times);
                }
            }
        })
    }

    /// The source a whole file is, and its weight.
    fn source_of(&mut self, path: &Path, weights: &Weights) -> (u32, f32) {
        let name = source_name(path);
        let source = self.source(&name, weights.kind(&name));
        (source, weights.times(&name))
    }
}

/// What a file is called as a source: its name without extension and without `.en-ko` or the like.
pub(super) fn source_name(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = LANGUAGES.iter().find_map(|end| stem.strip_suffix(end));
    name.unwrap_or(&stem).to_owned()
}

fn format(path: &Path, bytes: &[u8]) -> Format {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    match extension.to_ascii_lowercase().as_str() {
        "tsv" => Format::Tsv,
        "csv" => Format::Corpus,
        "tmx" => Format::Tmx,
        _ if tmx::is_xml(bytes) => Format::Tmx,
        _ if is_corpus(bytes) => Format::Corpus,
        _ => Format::Tsv,
    }
}

/// Whether a file begins with the header of a corpus.
fn is_corpus(bytes: &[u8]) -> bool {
    let header = COLUMNS.map(|column| column.name).join(",");
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.starts_with(header.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A corpus of rows `status, source_lang, en, source`.
    fn csv(rows: &[[&str; 4]]) -> String {
        let mut text = COLUMNS.map(|column| column.name).join(",") + "\n";
        for (i, [status, lang, en, source]) in rows.iter().enumerate() {
            text += &format!(
                "{i:016x},{status},0.9,{lang},{en},{source},,,direct,,,a,0,1,b,,,,,,,,2026-01-31T09:30:00Z\n"
            );
        }
        text
    }

    fn tmx(units: &str) -> String {
        format!("<tmx version=\"1.4\"><body>{units}</body></tmx>")
    }

    const UNIT: &str = "<tu><tuv xml:lang=\"en\"><seg>peace</seg></tuv>\
        <tuv xml:lang=\"uk\"><seg>мир</seg></tuv><tuv xml:lang=\"ko\"><seg>평화</seg></tuv></tu>";

    fn add(name: &str, text: &str, weights: &Weights) -> Result<Corpus, DataError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        let mut corpus = Corpus::default();
        corpus.add_file(&path, weights)?;
        Ok(corpus)
    }

    fn pairs(corpus: &Corpus) -> Vec<[&str; 2]> {
        let text = |t: u32| corpus.texts[t as usize].as_str();
        corpus.pairs.iter().map(|p| p.texts.map(text)).collect()
    }

    #[test]
    fn rows_that_hold_become_pairs() {
        let text = csv(&[
            ["auto", "ko", "war", "전쟁"],
            ["rejected", "ko", "war", "평화"],
            ["missing", "", "war", ""],
            ["edited", "ko", "bread", ""],
            ["edited", "uk", " ", "хліб"],
            ["edited", "uk", "\"war, \"", "\"війна\n\""],
            ["accepted", "", "bread", "хліб"],
        ]);
        let corpus = add("pairs.csv", &text, &Weights::default()).expect("pairs");
        let expected = [["war", "전쟁"], ["war,", "війна"], ["bread", "хліб"]];
        assert_eq!(pairs(&corpus), expected);
        assert_eq!(corpus.counts(), [("pairs".to_owned(), 3)]);
    }

    #[test]
    fn two_sources_of_one_text_pair_with_each_other() {
        let text = csv(&[
            ["auto", "ko", "war", "전쟁"],
            ["auto", "uk", "war", "війна"],
            ["accepted", "uk", "war", "війна"],
            ["rejected", "uk", "war", "війни"],
            ["auto", "", "war", "전쟁은"],
            ["auto", "uk", "peace", "мир"],
        ]);
        let corpus = add("pairs.csv", &text, &Weights::default()).expect("pairs");
        let between: Vec<_> = pairs(&corpus).split_off(5);
        assert_eq!(between, [["전쟁", "війна"], ["전쟁은", "війна"]]);
    }

    #[test]
    fn a_text_with_many_sources_does_not_square() {
        let sources: Vec<[String; 2]> = (0..100)
            .map(|i| [format!("네 {i}"), format!("так {i}")])
            .collect();
        let rows: Vec<[&str; 4]> = sources
            .iter()
            .flat_map(|[ko, uk]| [["auto", "ko", "yes", ko], ["auto", "uk", "yes", uk]])
            .collect();
        let corpus = add("pairs.csv", &csv(&rows), &Weights::default()).expect("pairs");
        assert_eq!(corpus.pairs.len(), 200 + MOST_RENDERINGS.pow(2));
    }

    #[test]
    fn every_language_of_a_unit_pairs_with_every_other() {
        let corpus = add("memory.tmx", &tmx(UNIT), &Weights::default()).expect("pairs");
        let expected = [["peace", "평화"], ["peace", "мир"], ["평화", "мир"]];
        assert_eq!(pairs(&corpus), expected);
    }

    #[test]
    fn the_weight_goes_by_the_name_of_the_file() {
        let rows = csv(&[["auto", "ko", "war", "전쟁"]]);
        for (name, text) in [
            ("poor.en-ko.TMX", tmx(UNIT)),
            ("poor.tmx", tmx(UNIT)),
            ("poor.csv", rows),
        ] {
            let corpus = add(name, &text, &Weights::of("poor", 0.0)).expect("pairs");
            assert!(corpus.pairs.is_empty(), "{name}");
            let corpus = add(name, &text, &Weights::of("poor", 2.0)).expect("pairs");
            assert_eq!(corpus.counts()[0].0, "poor");
            assert!(corpus.pairs.iter().all(|pair| pair.times == 2.0));
        }
    }

    #[test]
    fn a_file_without_a_known_extension_is_what_it_begins_with() {
        let rows = csv(&[["auto", "ko", "war", "전쟁"]]);
        let of = |name: &str, bytes: &[u8]| format(Path::new(name), bytes);
        for text in [rows.clone(), format!("\u{feff}{rows}")] {
            assert_eq!(of("pairs", text.as_bytes()), Format::Corpus);
        }
        for text in [
            tmx(UNIT),
            format!("\u{feff}\n<?xml version=\"1.0\"?>{UNIT}"),
        ] {
            assert_eq!(of("memory.xml", text.as_bytes()), Format::Tmx);
        }
        let wide: Vec<u8> = tmx(UNIT)
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(of("memory", &wide), Format::Tmx);
        for bytes in [&b""[..], b"<b>war</b>\tx", b"id\tx", b"\0", b"\xff\xfe"] {
            assert_eq!(of("pairs.txt", bytes), Format::Tsv);
        }
        assert_eq!(of("pairs.tsv", rows.as_bytes()), Format::Tsv);
        assert_eq!(of("pairs.CSV", b"war\tx"), Format::Corpus);
    }

    #[test]
    fn what_is_no_corpus_is_named() {
        let message = |text: &str| match add("pairs.csv", text, &Weights::default()) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };
        assert!(message("en,ko\n").contains("column 1 is `en`, expected `id`"));
        assert!(message(&csv(&[["good", "ko", "a", "가"]])).contains("line 2, column `status`"));
    }
}

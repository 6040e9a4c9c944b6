//! The composed corpus is what its README says: sound, three-language, without repeats.

use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
};

use quotealign::{
    corpus::{Chars, Corpus, Pair, PairId, Status},
    text::Lang,
};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpora/composed"))
}

fn pairs() -> Vec<Pair> {
    Corpus::read(&folder().join("sentences.csv"))
        .expect("a sound corpus")
        .pairs
}

#[test]
fn every_sentence_stands_in_all_three_languages() {
    let pairs = pairs();
    assert_eq!(pairs.len(), 2 * 21_579);
    let mut seen = HashSet::new();
    for both in pairs.chunks(2) {
        let [ko, uk] = both else {
            panic!("an odd row: {}", both[0].en);
        };
        assert_eq!(ko.en, uk.en);
        assert_eq!(ko.source_lang, Some(Lang::Ko), "{}", ko.en);
        assert_eq!(uk.source_lang, Some(Lang::Uk), "{}", uk.en);
        assert!(seen.insert(&ko.en), "twice: {}", ko.en);
    }
}

#[test]
fn scripts_are_pure() {
    let hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c);
    for pair in pairs() {
        assert!(
            !pair.en.contains(|c| hangul(c) || cyrillic(c)),
            "{}",
            pair.en
        );
        let (own, other): (&dyn Fn(char) -> bool, &dyn Fn(char) -> bool) = match pair.source_lang {
            Some(Lang::Ko) => (&hangul, &cyrillic),
            _ => (&cyrillic, &hangul),
        };
        assert!(pair.source.contains(own), "{}", pair.source);
        assert!(!pair.source.contains(other), "{}", pair.source);
        assert!(
            !pair
                .source
                .contains(['ы', 'э', 'ъ', 'ё', 'Ы', 'Э', 'Ъ', 'Ё']),
            "a Russian letter: {}",
            pair.source
        );
    }
}

/// The offsets count in documents of one sentence a line.
#[test]
fn offsets_and_ids_are_those_of_the_documents() {
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    let all = pairs();
    for (i, pair) in all.iter().enumerate() {
        assert_eq!(pair.status, Status::Accepted);
        // The English sentence stands in two rows.
        let en_start = if i % 2 == 0 {
            next(&mut ends, "sentences.en.txt", &pair.en)
        } else {
            all[i - 1].en_chars.start()
        };
        let source_start = next(&mut ends, &pair.source_doc, &pair.source);
        let chars = |start: usize, text: &str| Chars::from(start..start + text.chars().count());
        assert_eq!(pair.en_chars, chars(en_start, &pair.en));
        let source = chars(source_start, &pair.source);
        assert_eq!(pair.source_chars, Some(source));
        let id = PairId::of(&pair.en_doc, &[pair.en_chars], &pair.source_doc, &[source]);
        assert_eq!(pair.id, id, "{}", pair.en);
    }
}

/// Where the next line of `document` starts, which is `text`.
fn next<'p>(ends: &mut BTreeMap<&'p str, usize>, document: &'p str, text: &str) -> usize {
    let end = ends.entry(document).or_default();
    let start = *end;
    *end += text.chars().count() + 1;
    start
}

#[test]
fn the_words_have_three_columns() {
    let words = std::fs::read_to_string(folder().join("words.tsv")).expect("the words");
    let mut seen = HashSet::new();
    for line in words.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 3, "{line}");
        assert!(columns.iter().all(|c| !c.trim().is_empty()), "{line}");
        assert!(seen.insert(line), "twice: {line}");
    }
    assert_eq!(seen.len(), 31_286);
}

#[test]
fn the_fragments_have_their_words_marked() {
    let fragments = std::fs::read_to_string(folder().join("fragments.tsv")).expect("fragments");
    let mut seen = HashSet::new();
    for line in fragments.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [en, ko, uk] = columns[..] else {
            panic!("{line}");
        };
        assert!(seen.insert(en), "twice: {line}");
        assert!(!en.contains(['⟦', '⟧']), "{line}");
        for text in [ko, uk] {
            let (before, rest) = text.split_once('⟦').expect(line);
            let (words, after) = rest.split_once('⟧').expect(line);
            assert!(!(before.to_owned() + after).contains(['⟦', '⟧']), "{line}");
            let whole = |c: char| c.is_alphanumeric() || c == '%';
            assert!(words.starts_with(whole) && words.ends_with(whole), "{line}");
            assert!(!before.ends_with(char::is_alphanumeric), "{line}");
            assert!(!after.starts_with(char::is_alphanumeric), "{line}");
            assert!(
                (before.to_owned() + after).contains(char::is_alphanumeric),
                "{line}"
            );
        }
    }
    assert_eq!(seen.len(), 440);
}

#[test]
fn the_file_is_as_the_program_would_write_it() {
    let path = folder().join("sentences.csv");
    let written = Corpus::read(&path)
        .expect("a corpus")
        .to_csv()
        .expect("CSV");
    assert!(written == std::fs::read(path).expect("the file"));
}

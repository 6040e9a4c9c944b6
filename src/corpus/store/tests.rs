use std::{collections::HashSet, fs, path::PathBuf, thread, time::SystemTime};

use proptest::prelude::*;

use super::*;
use crate::corpus::samples::{any_pair, corpus, found, missing};

const HEADER: &str = "id,status,confidence,source_lang,en,source,speaker,cue,kind,link,issues,\
    en_doc,en_start,en_end,source_doc,source_start,source_end,source_time,evidence,model,reviewer,\
    note,updated\n";

const ROW: &str = "f3c60dbbf4e25aec,auto,0.9123,ko,Quote 10.,인용 3.,Kim,said,direct,1-2,\
    number;negation,a.txt,10,15,talk.txt,3,6,,\"{\"\"cosine\"\":0.1}\",test-1,,,2026-01-31T09:30:00Z\n";

fn parse(text: &str) -> Result<Corpus, CorpusError> {
    Corpus::parse(Path::new("pairs.csv"), text.as_bytes())
}

fn error_of(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

/// A folder that is gone with the first value, and a path in it.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pairs.csv");
    (folder, path)
}

#[test]
fn written_as_the_contract_says() {
    let csv = corpus([found("a.txt", 10, 3)]).to_csv().unwrap();
    assert_eq!(String::from_utf8(csv).unwrap(), format!("{HEADER}{ROW}"));
    let csv = corpus([missing("a.txt", 10)]).to_csv().unwrap();
    let row = ",missing,0.0000,,Quote 10.,,Kim,said,direct,,number;negation,a.txt,10,15,,,,,";
    assert!(String::from_utf8(csv).unwrap().contains(row));
}

#[test]
fn byte_order_mark_and_crlf_are_read_and_not_written() {
    let spreadsheet = format!("\u{feff}{HEADER}{ROW}").replace('\n', "\r\n");
    let read = parse(&spreadsheet).unwrap();
    assert_eq!(
        String::from_utf8(read.to_csv().unwrap()).unwrap(),
        format!("{HEADER}{ROW}")
    );
}

#[test]
fn other_files_are_refused_with_the_first_difference() {
    let refused = |header: &str| error_of(&format!("{header}\n1,2,3\n"));
    assert_eq!(
        refused(&HEADER.trim_end().replace("confidence", "foo")),
        "pairs.csv is not a quotealign corpus: column 3 is `foo`, expected `confidence`; \
         nothing was changed"
    );
    let start = "pairs.csv is not a quotealign corpus: ";
    let cases = [
        (
            "id,status".to_owned(),
            "column 3, `confidence`, is not there;",
        ),
        (
            format!("{},extra", HEADER.trim_end()),
            "column 24, `extra`, is one too many;",
        ),
        (
            HEADER.trim_end().replace(',', ";"),
            "column 1 is `id;status;confidence;source_lang;en;sour…`",
        ),
        (
            "The minister said on".to_owned(),
            "column 1 is `The minister said on`, expected `id`;",
        ),
    ];
    for (header, problem) in cases {
        let error = refused(&header);
        assert!(error.starts_with(&format!("{start}{problem}")), "{error}");
    }
    assert!(error_of("").starts_with(&format!("{start}it is empty;")));
}

#[test]
fn a_bad_cell_is_named_with_its_line_and_column() {
    let cases = [
        (
            "f3c60dbbf4e25aec",
            "1.2E+15",
            "column `id`: `1.2E+15` is not 16 hexadecimal digits",
        ),
        (
            "auto",
            "OK",
            "column `status`: `OK` is not auto, accepted, rejected, edited or missing",
        ),
        (
            "auto",
            "missing",
            "column `source`: a row of status missing has no source",
        ),
        (
            "0.9123",
            "95%",
            "column `confidence`: `95%` is not a number from 0 to 1",
        ),
        (
            ",ko,",
            ",ru,",
            "column `source_lang`: `ru` is not ko or uk, or empty",
        ),
        (
            ",ko,",
            ",en,",
            "column `source_lang`: `en` is no source language",
        ),
        (
            "인용 3.",
            "",
            "column `source`: empty; the status of such a row is missing",
        ),
        (
            "direct",
            "indirect",
            "column `kind`: `indirect` is not direct, mixed, given or bitext",
        ),
        (
            "1-2",
            "02-Jan",
            "column `link`: `02-Jan` is not empty or two numbers such as 1-2 (a spre",
        ),
        (
            "number;negation",
            "number; negation",
            "column `issues`: ` negation` is not a code",
        ),
        (
            ",10,15,",
            ",10.0,15,",
            "column `en_start`: `10.0` is not a whole number of characters",
        ),
        (
            ",10,15,",
            ",10,9,",
            "column `en_end`: `9` is not a whole number of characters, 10 or more",
        ),
        (
            ",3,6,",
            ",,6,",
            "column `source_end`: `6` is not empty, as the cell before it is",
        ),
        (
            ",3,6,",
            ",3,,",
            "column `source_end`: `` is not a whole number of characters, 3 or more",
        ),
        (
            "0.1}",
            "0.1",
            "column `evidence`: `{\\\"cosine\\\":0.1` is not empty or a JSON object",
        ),
        (
            "\"{\"\"cosine\"\":0.1}\"",
            "[1]",
            "column `evidence`: `[1]` is not empty or a JSON",
        ),
        (
            "2026-01-31T09:30:00Z",
            "31.01.2026",
            "column `updated`: `31.01.2026` is not a time in R",
        ),
        (
            ",Kim,",
            ",",
            "22 cells, expected 23; look for a missing comma or quotation mark",
        ),
    ];
    // The row before has a cell of two lines.
    let good = ROW
        .replace("f3c6", "f3c7")
        .replace("Quote", "\"Two\nlines\"");
    for (good_cell, bad_cell, problem) in cases {
        let error = error_of(&format!(
            "{HEADER}{good}{}",
            ROW.replacen(good_cell, bad_cell, 1)
        ));
        let (place, said) = error.split_at("pairs.csv, line 4".len());
        assert_eq!(place, "pairs.csv, line 4");
        assert!(
            said.trim_start_matches([',', ':', ' '])
                .starts_with(problem),
            "{error}"
        );
        assert!(said.ends_with("; nothing was changed"), "{error}");
    }
}

#[test]
fn all_bad_rows_can_be_listed() {
    let (_folder, path) = place();
    let bad = ROW.replace("auto", "OK");
    fs::write(&path, format!("{HEADER}{bad}{ROW}{bad}{ROW}")).unwrap();
    let problems: Vec<String> = Corpus::problems(&path)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].starts_with("line 2, column `status`: `OK`"));
    assert_eq!(
        problems[2],
        "line 5, column `id`: f3c60dbbf4e25aec is also the id of line 3; delete one of the two rows"
    );
}

#[test]
fn bytes_that_are_not_utf_8_are_refused() {
    let bytes = [HEADER.as_bytes(), b"caf\xe9"].concat();
    let error = Corpus::parse(Path::new("pairs.csv"), &bytes)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("pairs.csv, line 2: not UTF-8; save the file"),
        "{error}"
    );
}

#[test]
fn what_could_not_be_read_back_is_not_written() {
    let (_folder, path) = place();
    let mut bad = found("a.txt", 10, 3);
    bad.issues = vec!["a;b".to_owned()];
    let good = found("a.txt", 20, 3);
    for pairs in [vec![bad], vec![good.clone(), good.clone()]] {
        let error = update(&path, |corpus| corpus.pairs = pairs).unwrap_err();
        assert!(matches!(error, CorpusError::Pair { .. }), "{error}");
        assert!(!path.exists());
    }
}

#[test]
fn an_unchanged_corpus_is_not_written() {
    let (_folder, path) = place();
    fs::write(&path, format!("{HEADER}{ROW}")).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH;
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    assert_eq!(update(&path, |corpus| corpus.pairs.len()).unwrap(), 1);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
}

#[test]
fn an_empty_file_is_an_empty_corpus_to_write_to_but_not_to_read() {
    let (_folder, path) = place();
    fs::write(&path, "").unwrap();
    assert!(Corpus::read(&path).is_err());
    update(&path, |corpus| corpus.pairs.push(found("a.txt", 10, 3))).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("{HEADER}{ROW}"));
}

#[test]
fn a_refused_file_stays_as_it_was() {
    let (_folder, path) = place();
    fs::write(&path, "name,age\nKim,7\n").unwrap();
    assert!(update(&path, |corpus| corpus.pairs.clear()).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "name,age\nKim,7\n");
}

#[test]
fn updates_at_the_same_time_lose_nothing() {
    let (_folder, path) = place();
    thread::scope(|scope| {
        for writer in 0..8 {
            let path = &path;
            scope.spawn(move || {
                for n in 0..12 {
                    let pair = found(&format!("{writer}.txt"), n, n);
                    update(path, |corpus| corpus.pairs.push(pair)).unwrap();
                }
            });
        }
    });
    let pairs = Corpus::read(&path).unwrap().pairs;
    let ids: HashSet<_> = pairs.iter().map(|pair| pair.id).collect();
    assert_eq!((pairs.len(), ids.len()), (96, 96));
}

proptest! {
    #[test]
    fn what_is_written_reads_back(pairs in prop::collection::vec(any_pair(), 0..6)) {
        let mut ids = HashSet::new();
        let written = corpus(pairs.into_iter().filter(|pair| ids.insert(pair.id)));
        let csv = written.to_csv().unwrap();
        let read = Corpus::parse(Path::new("x"), &csv).unwrap();
        prop_assert_eq!(&read, &written);
        prop_assert_eq!(read.to_csv().unwrap(), csv);
    }

    #[test]
    fn no_file_makes_the_reader_panic(bytes in any::<Vec<u8>>(), cells in "([a-z0-9가\",;\n-]|\r|,,,,,){0,200}") {
        let _ = Corpus::parse(Path::new("x"), &bytes);
        let _ = parse(&format!("{HEADER}{cells}"));
    }

    #[test]
    fn any_cell_may_hold_anything(column in 0..COLUMNS.len(), cell in any::<String>()) {
        let read = parse(&format!("{HEADER}{ROW}")).unwrap();
        let mut cells: Vec<_> = read.pairs[0].cells().iter().map(ToString::to_string).collect();
        cells[column] = cell;
        if let Ok(pair) = Pair::from_cells(2, &csv::StringRecord::from(cells.clone())) {
            // What is accepted can be written, and reads back as the same.
            let csv = corpus([pair.clone()]).to_csv().unwrap();
            prop_assert_eq!(Corpus::parse(Path::new("x"), &csv).unwrap().pairs, vec![pair]);
        }
    }
}

//! `quotes`: the quotes of an article, for scripts.

mod common;

use common::{Desk, Row, evidence, rows, single_spaced, slice, stderr, stdout};
use serde_json::Value;

const ARTICLE: &str = "\
The bridge over the Sorva will open in May, the mayor said on Monday.

“We have waited six years for this,” Lena Brandt, the mayor, told reporters, “and I will be the \
first to cross it.” The engineers called the old one “a patient without hope.”

“Was anyone hurt?” a reporter asked.

“No,” Ms. Brandt replied. “Not one worker.”
";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("article.txt", ARTICLE);
    desk
}

#[test]
fn csv_has_a_row_a_quote() {
    let csv = desk().output(&["quotes", "article.txt"]);
    insta::assert_snapshot!(csv);
}

#[test]
fn jsonl_says_the_same() {
    let desk = desk();
    let csv = rows(&desk.output(&["quotes", "article.txt", "--format", "csv"]));
    let jsonl = desk.output(&["quotes", "article.txt", "--format", "jsonl"]);
    let objects: Vec<Value> = jsonl
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(objects.len(), csv.len());
    for (object, row) in objects.iter().zip(&csv) {
        let object = object.as_object().unwrap();
        assert!(
            object
                .keys()
                .eq(["quote_id", "en", "contents", "speaker", "cue", "kind"])
        );
        assert_eq!(object["quote_id"].to_string(), row["quote_id"]);
        for column in ["en", "contents", "speaker", "cue", "kind"] {
            assert_eq!(object[column], row[column].as_str());
        }
    }
}

#[test]
fn contents_are_ranges_of_the_readable_text() {
    let desk = Desk::with(&["corpora/demo/article.en.txt"]);
    let text = desk.readable("article.en.txt");
    let quotes = rows(&desk.output(&["quotes", "article.en.txt"]));
    assert_eq!(quotes.len(), 18);
    let mut last = 0;
    for row in &quotes {
        let mut words = Vec::new();
        for content in row["contents"].split(',') {
            let (start, end) = content.split_once('-').unwrap();
            let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
            assert!(last < start && start < end);
            last = end;
            words.push(single_spaced(&slice(&text, start..end)));
        }
        assert_eq!(words.join(" "), row["en"]);
    }
    assert!(quotes.iter().any(|row| row["contents"].contains(',')));
}

#[test]
fn quotes_of_the_demo() {
    let desk = Desk::with(&["corpora/demo/article.en.txt"]);
    insta::assert_snapshot!(desk.output(&["quotes", "article.en.txt"]));
}

#[test]
fn a_dash_is_standard_input() {
    let desk = desk();
    let piped = desk
        .command(&["quotes", "-"])
        .write_stdin(ARTICLE)
        .assert()
        .success();
    assert_eq!(stdout(&piped), desk.output(&["quotes", "article.txt"]));
}

#[test]
fn standard_input_may_be_a_page() {
    let page = format!(
        "<!DOCTYPE html><html><head><title>Bridge</title></head><body><article>{}</article></body></html>",
        ARTICLE
            .split("\n\n")
            .map(|paragraph| format!("<p>{paragraph}</p>"))
            .collect::<String>()
    );
    let desk = desk();
    let piped = desk
        .command(&["quotes", "-"])
        .write_stdin(page)
        .assert()
        .success();
    let en = |csv: &str| {
        let rows = rows(csv);
        rows.iter().map(|r| r["en"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        en(&stdout(&piped)),
        en(&desk.output(&["quotes", "article.txt"]))
    );
}

#[test]
fn an_output_file_holds_what_standard_output_would() {
    let desk = desk();
    let run = desk
        .run(&["quotes", "article.txt", "-o", "quotes.csv"])
        .success();
    assert_eq!((stdout(&run), stderr(&run)), Default::default());
    let printed = desk.output(&["quotes", "article.txt", "-o", "-"]);
    assert_eq!(desk.read("quotes.csv"), printed);
}

#[test]
fn kinds_tell_speech_from_other_quoted_words() {
    let desk = desk();
    desk.put(
        "article.txt",
        "“We are tired,” the nurse said.\n\nThe film is called “Two Rivers.”\n\n\
         It was shown after the so-called “talks” had ended.\n",
    );
    let quotes = rows(&desk.output(&["quotes", "article.txt"]));
    let kinds: Vec<(&str, &str)> = quotes
        .iter()
        .map(|row| (row["en"].as_str(), row["kind"].as_str()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("We are tired,", "direct"),
            ("Two Rivers.", "mixed"),
            ("talks", "mixed")
        ]
    );
}

#[test]
fn quotes_feed_align() {
    let desk = Desk::with(&[
        "corpora/demo/article.en.txt",
        "corpora/demo/post.uk.txt",
        "corpora/demo/interview.ko.srt",
    ]);
    for format in ["csv", "jsonl"] {
        let list = format!("quotes.{format}");
        desk.output(&["quotes", "article.en.txt", "--format", format, "-o", &list]);
    }
    let found = |list: &str| {
        let args = ["align", "--quotes", list, "-s", "post.uk.txt"];
        let rows = rows(&desk.output(&args));
        assert!(rows.iter().all(|row| row["kind"] == "given"));
        let told = |row: &Row| {
            let id = evidence(row)["quote_id"].as_str().map(str::to_owned);
            (id, row["en"].clone(), row["source"].clone())
        };
        rows.iter().map(told).collect::<Vec<_>>()
    };
    let (csv, jsonl) = (found("quotes.csv"), found("quotes.jsonl"));
    assert_eq!(csv, jsonl);
    let ids: Vec<Option<String>> = csv.into_iter().map(|(id, ..)| id).collect();
    let expected: Vec<Option<String>> = (1..=18).map(|id: usize| Some(id.to_string())).collect();
    assert_eq!(ids, expected);
}

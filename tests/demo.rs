//! The demo, as the README runs it: an article, a post in Ukrainian, subtitles in Korean.

mod common;

use std::{ops::Range, sync::LazyLock};

use common::{
    COLUMNS, Desk, Row, evidence, number, overlap, place, rows, single_spaced, slice,
    source_pieces, stderr, stdout, tab_rows,
};

const SOURCES: [&str; 2] = ["post.uk.txt", "interview.ko.srt"];
const ALIGN: [&str; 7] = [
    "align",
    "article.en.txt",
    "--source",
    "post.uk.txt",
    "interview.ko.srt",
    "-o",
    "pairs.csv",
];

fn desk() -> Desk {
    Desk::with(&[
        "corpora/demo/article.en.txt",
        "corpora/demo/post.uk.txt",
        "corpora/demo/interview.ko.srt",
        "corpora/demo/gold.tsv",
    ])
}

/// The demo run once for all tests that only look at the result.
struct Done {
    desk: Desk,
    table: String,
    messages: String,
    pairs: Vec<Row>,
    gold: Vec<Row>,
}

static DONE: LazyLock<Done> = LazyLock::new(|| {
    let desk = desk();
    let run = desk.run(&ALIGN).success();
    Done {
        table: stdout(&run),
        messages: stderr(&run),
        pairs: rows(&desk.read("pairs.csv")),
        gold: tab_rows(&desk.read("gold.tsv")),
        desk,
    }
});

fn pair(en: &str) -> &'static Row {
    let found = DONE.pairs.iter().find(|row| row["en"].starts_with(en));
    found.unwrap_or_else(|| panic!("no row for {en:?}"))
}

/// The entry of the table for the quote that begins with `en`.
fn entry(en: &str) -> &'static str {
    let entries: Vec<&str> = DONE.table.split("\n\n").collect();
    let found = entries.iter().find(|entry| entry.contains(en));
    found.unwrap_or_else(|| panic!("{en:?} is not in the table"))
}

#[test]
fn the_table_shows_quote_source_and_confidence() {
    let shown = entry("Do you want to go back home?");
    assert!(shown.contains("“집으로 돌아가고 싶습니까?”"), "{shown}");
    assert!(shown.contains("the reporter · interview.ko.srt"), "{shown}");
    let confidence: f64 = pair("Do you want to go back home?")["confidence"]
        .parse()
        .unwrap();
    assert!(shown.contains(&format!("{confidence:.2}")), "{shown}");
    assert_eq!(
        DONE.table.split("\n\n").filter(|e| !e.is_empty()).count(),
        18
    );
}

#[test]
fn the_table_is_plain_where_it_is_no_terminal() {
    assert!(!DONE.table.contains('\u{1b}'));
    assert!(!DONE.messages.contains('\u{1b}'));
}

#[test]
fn the_wrong_number_is_named_with_both_sides() {
    let shown = entry("We were on the train for 20 days");
    let words = single_spaced(shown);
    assert!(
        words.contains("! number: the quote says 20 days, the source says 17일"),
        "{shown}"
    );
    assert_eq!(pair("We were on the train")["issues"], "number");
}

#[test]
fn no_other_pair_has_an_issue() {
    for row in &DONE.pairs {
        let wrong_number = row["en"].starts_with("We were on the train");
        assert_eq!(
            row["issues"].is_empty(),
            !wrong_number,
            "{}: {}",
            row["en"],
            row["issues"]
        );
    }
}

#[test]
fn the_missing_source_is_seen() {
    let shown = entry("The leadership will insist");
    assert!(shown.contains("none "), "{shown}");
    assert!(shown.contains("no source found"), "{shown}");
    assert!(shown.contains("Harriet Lowe"), "{shown}");
}

#[test]
fn what_is_no_speech_is_marked() {
    assert_eq!(pair("Two Voices.")["kind"], "mixed");
    assert!(entry("Two Voices.").contains("not speech"));
}

#[test]
fn messages_say_what_was_read_and_written() {
    for line in [
        "article.en.txt: 18 quotes, English, UTF-8",
        "pairs.csv: 18 rows added, 0 replaced, 0 kept, 0 removed",
    ] {
        assert!(DONE.messages.lines().any(|l| l == line), "{line}");
    }
    assert!(DONE.messages.contains("sentences, Korean, UTF-8"));
    assert!(DONE.messages.contains("sentences, Ukrainian, UTF-8"));
}

#[test]
fn the_corpus_has_the_columns_of_the_contract() {
    let csv = DONE.desk.read("pairs.csv");
    assert_eq!(csv.lines().next().unwrap(), COLUMNS.join(","));
    assert!(!csv.contains('\r'));
}

#[test]
fn cells_are_what_their_columns_say() {
    for row in &DONE.pairs {
        let id = &row["id"];
        assert!(id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit()));
        assert!(["auto", "missing"].contains(&row["status"].as_str()));
        let (whole, decimals) = row["confidence"].split_once('.').unwrap();
        assert!(
            ["0", "1"].contains(&whole) && decimals.len() == 4,
            "{row:?}"
        );
        assert_eq!(row["en_doc"], "article.en.txt");
        assert!(row["updated"].ends_with('Z'));
        let missing = row["status"] == "missing";
        for column in [
            "source",
            "source_lang",
            "source_doc",
            "source_start",
            "source_end",
            "link",
        ] {
            assert_eq!(row[column].is_empty(), missing, "{column} of {row:?}");
        }
    }
}

#[test]
fn every_row_names_the_model() {
    let info = DONE.desk.output(&["model", "info"]);
    let name = info.lines().find_map(|line| line.strip_prefix("name"));
    let name = name.unwrap().trim();
    assert!(!name.is_empty(), "the bundled model has no name");
    assert!(DONE.pairs.iter().all(|row| row["model"] == name));
}

#[test]
fn a_data_package_describes_the_corpus() {
    let package: serde_json::Value =
        serde_json::from_str(&DONE.desk.read("datapackage.json")).unwrap();
    let resource = &package["resources"][0];
    assert_eq!(resource["path"], "pairs.csv");
    let fields = resource["schema"]["fields"].as_array().unwrap();
    assert!(fields.iter().map(|field| &field["name"]).eq(COLUMNS.iter()));
}

#[test]
fn sources_are_the_readable_text_under_their_offsets() {
    for row in DONE.pairs.iter().filter(|row| !row["source"].is_empty()) {
        let text = DONE.desk.readable(&row["source_doc"]);
        let pieces = source_pieces(row);
        let words: Vec<String> = pieces.iter().map(|p| slice(&text, p.clone())).collect();
        assert_eq!(words.join(" … "), row["source"]);
        assert_eq!(number(row, "source_start"), pieces[0].start);
        assert_eq!(number(row, "source_end"), pieces[pieces.len() - 1].end);
    }
}

#[test]
fn quotes_are_the_readable_text_under_their_offsets() {
    let text = DONE.desk.readable("article.en.txt");
    for row in &DONE.pairs {
        let contents: Vec<[usize; 2]> = serde_json::from_value(evidence(row)["en"].clone())
            .unwrap_or_else(|_| vec![[number(row, "en_start"), number(row, "en_end")]]);
        let words: Vec<String> = contents
            .iter()
            .map(|&[start, end]| single_spaced(&slice(&text, start..end)))
            .collect();
        assert_eq!(words.join(" "), row["en"]);
    }
    assert!(
        evidence(pair("One of them would like"))["en"][1].is_array(),
        "a quote in two halves lists both"
    );
}

#[test]
fn quotes_are_those_a_reader_finds() {
    assert!(
        DONE.pairs
            .iter()
            .map(|row| &row["en"])
            .eq(DONE.gold.iter().map(|row| &row["en"]))
    );
}

#[test]
fn every_quote_finds_its_source() {
    let wrong: Vec<String> = DONE
        .pairs
        .iter()
        .zip(&DONE.gold)
        .filter(|(pair, gold)| !is_right(pair, gold))
        .map(|(pair, gold)| {
            format!(
                "“{}”: found “{}” ({}, {}), expected “{}”",
                pair["en"], pair["source"], pair["source_doc"], pair["source_time"], gold["source"]
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_right(pair: &Row, gold: &Row) -> bool {
    if gold["source"].is_empty() {
        return pair["status"] == "missing" && pair["source"].is_empty();
    }
    if pair["source_doc"] != gold["source_doc"] {
        return false;
    }
    let timed = match gold["cues"].as_str() {
        "" => pair["source_time"].is_empty(),
        cues => overlap(&times(&pair["source_time"]), &cue_times(cues)),
    };
    // A short answer stands in the interview many times: its words and its time say which is meant.
    if gold["source"].chars().count() < 5 {
        return timed && pair["source"] == gold["source"];
    }
    let text = DONE.desk.readable(&gold["source_doc"]);
    let mut pieces = gold["source"].split(" | ").map(|words| place(&text, words));
    timed && pieces.any(|gold| source_pieces(pair).iter().any(|p| overlap(p, &gold)))
}

/// Milliseconds from the first of these subtitles (`31` or `31-32`) to the end of the last.
fn cue_times(cues: &str) -> Range<usize> {
    let subtitles = DONE.desk.read("interview.ko.srt");
    let of = |number: &str| {
        let mut blocks = subtitles.split("\n\n").map(|b| b.lines());
        let line = blocks.find_map(|mut lines| {
            lines.next().filter(|first| *first == number)?;
            lines.next()
        });
        times(&line.unwrap().replace(" --> ", "-").replace(',', "."))
    };
    let (first, last) = cues.split_once('-').unwrap_or((cues, cues));
    of(first).start..of(last).end
}

/// `00:02:21.083-00:02:28.095` in milliseconds.
fn times(text: &str) -> Range<usize> {
    let time = |text: &str| {
        let parts: Vec<usize> = text.split([':', '.']).map(|p| p.parse().unwrap()).collect();
        let [h, m, s, ms] = parts[..] else {
            panic!("not a time: {text:?}")
        };
        ((h * 60 + m) * 60 + s) * 1000 + ms
    };
    let (start, end) = text.split_once('-').unwrap();
    time(start)..time(end)
}

#[test]
fn two_sentences_around_an_ellipsis_have_both_their_sources() {
    let row = pair("We will not send anyone back by force …");
    let text = DONE.desk.readable("post.uk.txt");
    let gold = [
        "Силоміць ми нікого не відправлятимемо.",
        "Таке рішення вони мають ухвалити самі, без страху.",
    ];
    let listed: Vec<[usize; 2]> = serde_json::from_value(evidence(row)["source"].clone())
        .unwrap_or_else(|_| panic!("evidence lists no pieces: {}", row["evidence"]));
    let expected = gold.map(|words| place(&text, words));
    assert_eq!(listed, expected.map(|place| [place.start, place.end]));
    assert_eq!(row["source"], gold.join(" … "));
}

#[test]
fn a_second_run_changes_nothing() {
    let desk = desk();
    desk.run(&ALIGN).success();
    // Rows of another day: a row written anew would have today's date.
    let csv = desk.read("pairs.csv");
    let now = csv.lines().last().unwrap().rsplit(',').next().unwrap();
    desk.put("pairs.csv", csv.replace(&now[..10], "2020-02-29"));
    let first = desk.contents();
    let run = desk.run(&ALIGN).success();
    assert!(stderr(&run).contains("0 rows added, 0 replaced, 18 kept, 0 removed"));
    assert!(desk.contents() == first, "the second run changed a file");
}

#[test]
fn a_review_survives_a_second_run() {
    let desk = desk();
    desk.run(&ALIGN).success();
    let mut pairs = rows(&desk.read("pairs.csv"));
    pairs[0].insert("status".into(), "accepted".into());
    pairs[0].insert("note".into(), "checked, \"word by word\"".into());
    // A reviewer has put in words that the program would not find there.
    pairs[16].insert("status".into(), "edited".into());
    pairs[16].insert("source".into(), "무슨 기술이든 배우고 싶습니다.".into());
    pairs[16].insert("reviewer".into(), "M. H.".into());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    writer.write_record(COLUMNS).unwrap();
    for row in &pairs {
        writer.write_record(COLUMNS.map(|name| &row[name])).unwrap();
    }
    let reviewed = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    desk.put("pairs.csv", &reviewed);
    desk.run(&ALIGN).success();
    assert_eq!(desk.read("pairs.csv"), reviewed);
}

#[test]
fn a_review_survives_a_run_over_other_sources() {
    let desk = desk();
    desk.run(&ALIGN).success();
    let csv = desk.read("pairs.csv");
    let line = csv.lines().find(|l| l.contains("집으로 돌아가고")).unwrap();
    let reviewed = line.replacen(",auto,", ",accepted,", 1);
    desk.put("pairs.csv", csv.replace(line, &reviewed));
    let only_post = [
        "align",
        "article.en.txt",
        "-s",
        "post.uk.txt",
        "-o",
        "pairs.csv",
    ];
    desk.run(&only_post).success();
    assert!(desk.read("pairs.csv").lines().any(|l| l == reviewed));
}

#[test]
fn standard_output_has_the_same_rows_as_the_file() {
    let desk = desk();
    let mut args = ALIGN[..5].to_vec();
    args.push("--quiet");
    let run = desk.run(&args).success();
    assert_eq!(stderr(&run), "");
    let printed = rows(&stdout(&run));
    assert_eq!(printed.len(), DONE.pairs.len());
    for (mut printed, written) in printed.into_iter().zip(&DONE.pairs) {
        printed.insert("updated".into(), written["updated"].clone());
        assert_eq!(&printed, written);
    }
    let names: Vec<String> = desk.contents().into_keys().collect();
    assert_eq!(
        names,
        ["article.en.txt", "gold.tsv", SOURCES[1], SOURCES[0]]
    );
}

#[test]
fn threads_change_nothing() {
    let desk = desk();
    let with = |threads: &str| {
        let mut args = ALIGN[..5].to_vec();
        args.extend(["--threads", threads]);
        let mut pairs = rows(&desk.output(&args));
        for row in &mut pairs {
            row.remove("updated");
        }
        pairs
    };
    assert_eq!(with("1"), with("3"));
}

#[test]
fn explain_shows_the_places_weighed() {
    let mut args = ALIGN[..5].to_vec();
    args.extend(["--explain", "--format", "table"]);
    let shown = DONE.desk.output(&args);
    let start = shown.find("“Do you want to go back home?”").unwrap();
    let block: Vec<&str> = shown[start..].lines().take(4).collect();
    assert!(block[0].contains("confidence"), "{block:?}");
    assert!(
        block[1].trim_start().starts_with('>') && block[1].contains("집으로 돌아가고 싶습니까?"),
        "{block:?}"
    );
    assert!(block[2].contains("likeness of the words"), "{block:?}");
}

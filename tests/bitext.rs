//! `bitext`: whole texts, as a user aligns them.

mod common;

use std::{fs, ops::Range};

use common::{COLUMNS, Desk, repository, rows, stderr, stdout};

const TALKS: [&str; 3] = [
    "corpora/talk/talk.en.txt",
    "corpora/talk/talk.uk.txt",
    "corpora/talk/talk.ko.txt",
];

/// The beads of vecalign's form, with their scores.
fn beads(text: &str) -> Vec<(Vec<usize>, Vec<usize>, f64)> {
    let bead = |line: &str| {
        let (en, rest) = line.strip_prefix('[')?.split_once("]:[")?;
        let (source, score) = rest.split_once("]:")?;
        let list = |text: &str| -> Option<Vec<usize>> {
            let numbers = text.split(", ").filter(|number| !number.is_empty());
            numbers.map(|number| number.parse().ok()).collect()
        };
        Some((list(en)?, list(source)?, score.parse().ok()?))
    };
    text.lines()
        .map(|line| bead(line).unwrap_or_else(|| panic!("{line:?}")))
        .collect()
}

/// Sentences of the composed corpus in `lang` with their English.
fn sentences(lang: &str, range: Range<usize>) -> Vec<(String, String)> {
    let csv = fs::read_to_string(repository("corpora/composed/sentences.csv")).unwrap();
    let rows = rows(&csv)
        .into_iter()
        .filter(|row| row["source_lang"] == lang);
    rows.skip(range.start)
        .take(range.len())
        .map(|row| (row["en"].clone(), row["source"].clone()))
        .collect()
}

/// English and source lines, and which render each other.
type Puzzle = (Vec<String>, Vec<String>, Vec<(Vec<usize>, Vec<usize>)>);

/// Lines with a known ladder: some missing on either side, some split, some joined.
fn puzzle(lang: &str, range: Range<usize>) -> Puzzle {
    let mut rng = fastrand::Rng::with_seed(range.start as u64);
    let (mut en, mut source, mut ladder) = (Vec::new(), Vec::new(), Vec::new());
    let mut pairs = sentences(lang, range).into_iter().peekable();
    while let Some((a, b)) = pairs.next() {
        let (i, j) = (en.len(), source.len());
        match rng.u32(..10) {
            0 => {
                en.push(a);
                ladder.push((vec![i], vec![]));
            }
            1 => {
                source.push(b);
                ladder.push((vec![], vec![j]));
            }
            2 | 3 if pairs.peek().is_some() => {
                let (c, d) = pairs.next().unwrap();
                if rng.bool() {
                    en.push(format!("{a} {c}"));
                    source.extend([b, d]);
                    ladder.push((vec![i], vec![j, j + 1]));
                } else {
                    en.extend([a, c]);
                    source.push(format!("{b} {d}"));
                    ladder.push((vec![i, i + 1], vec![j]));
                }
            }
            _ => {
                en.push(a);
                source.push(b);
                ladder.push((vec![i], vec![j]));
            }
        }
    }
    (en, source, ladder)
}

#[test]
fn known_ladders_are_found() {
    for lang in ["ko", "uk"] {
        let (en, source, ladder) = puzzle(lang, 2000..2300);
        let desk = Desk::new();
        desk.put("en.txt", en.join("\n"));
        desk.put("source.txt", source.join("\n"));
        let args = [
            "bitext",
            "en.txt",
            "source.txt",
            "--lines",
            "--format",
            "vecalign",
            "-q",
        ];
        let found = beads(&desk.output(&args));
        let right = found
            .iter()
            .filter(|(a, b, _)| ladder.contains(&(a.clone(), b.clone())))
            .count();
        let (precision, recall) = (
            right as f64 / found.len() as f64,
            right as f64 / ladder.len() as f64,
        );
        assert!(
            precision > 0.98 && recall > 0.98,
            "{lang}: {precision} {recall}"
        );
        // Every segment once, in order.
        let all = |side: Vec<&Vec<usize>>| side.into_iter().flatten().copied().collect::<Vec<_>>();
        let en_found = all(found.iter().map(|bead| &bead.0).collect());
        assert!(en_found.into_iter().eq(0..en.len()));
        let source_found = all(found.iter().map(|bead| &bead.1).collect());
        assert!(source_found.into_iter().eq(0..source.len()));
    }
}

#[test]
fn a_talk_in_both_languages() {
    for (language, omitted) in [("uk", "загублений зелений шарф"), ("ko", "초록색 목도리")]
    {
        let desk = Desk::with(&TALKS);
        let source = format!("talk.{language}.txt");
        let tsv = desk.output(&["bitext", "talk.en.txt", &source, "--format", "tsv", "-q"]);
        assert!(!tsv.contains(omitted), "{tsv}");
        let pair = |part: &str| -> Vec<String> {
            let line = tsv.lines().find(|line| line.contains(part)).unwrap();
            line.split('\t').map(str::to_owned).collect()
        };
        let votes = pair("twenty-one votes");
        let joined = pair("I am not giving up");
        let (vote, sad, oven) = match language {
            "uk" => ("двадцять один голос", "але я не здаюся", "Піч"),
            _ => ("스물한 표", "저는 포기하지 않습니다", "화덕"),
        };
        assert!(votes[1].contains(vote), "{votes:?}");
        assert!(joined[1].contains(sad), "{joined:?}");
        assert!(pair("The oven")[1].contains(oven));
        assert!(votes[2].parse::<f64>().unwrap() > 0.5);
    }
}

#[test]
fn a_corpus_has_the_columns_of_the_contract_and_keeps_reviews() {
    let desk = Desk::with(&TALKS);
    let args = [
        "bitext",
        "talk.en.txt",
        "talk.uk.txt",
        "-o",
        "talk.csv",
        "-q",
    ];
    desk.run(&args).success();
    let csv = desk.read("talk.csv");
    assert_eq!(csv.lines().next().unwrap(), COLUMNS.join(","));
    let text = desk.readable("talk.uk.txt");
    let chars: Vec<char> = text.chars().collect();
    for row in rows(&csv) {
        assert_eq!(row["kind"], "bitext");
        if row["status"] == "missing" {
            continue;
        }
        let range = row["source_start"].parse().unwrap()..row["source_end"].parse().unwrap();
        assert_eq!(chars[range].iter().collect::<String>(), row["source"]);
        assert!(row["link"].contains('-'));
    }
    // A second run changes nothing, and a decision stays.
    let reviewed = csv.replacen(",auto,", ",accepted,", 1);
    desk.put("talk.csv", &reviewed);
    desk.run(&args).success();
    assert_eq!(desk.read("talk.csv"), reviewed);
}

#[test]
fn a_ladder_has_a_rung_a_bead() {
    let desk = Desk::with(&TALKS);
    let base = ["bitext", "talk.en.txt", "talk.ko.txt", "-q", "--format"];
    let ladder = desk.output(&[&base[..], &["hunalign"]].concat());
    let found = beads(&desk.output(&[&base[..], &["vecalign"]].concat()));
    let rungs: Vec<Vec<&str>> = ladder
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(rungs.len(), found.len() + 1);
    let (mut i, mut j) = (0, 0);
    for (rung, (en, source, _)) in rungs.iter().zip(&found) {
        assert_eq!(rung[..2], [i.to_string(), j.to_string()]);
        (i, j) = (i + en.len(), j + source.len());
    }
    assert_eq!(rungs.last().unwrap()[..2], [i.to_string(), j.to_string()]);
}

#[test]
fn texts_that_do_not_translate_each_other_are_told() {
    let desk = Desk::with(&TALKS);
    let other: Vec<String> = sentences("uk", 9000..9030)
        .into_iter()
        .map(|p| p.1)
        .collect();
    desk.put("other.txt", other.join("\n"));
    let args = |source| {
        [
            "bitext",
            "talk.en.txt",
            source,
            "--fail-below",
            "0.5",
            "--format",
            "tsv",
        ]
    };
    desk.run(&args("talk.uk.txt")).success();
    let run = desk.run(&args("other.txt")).code(1);
    assert!(
        stderr(&run).contains("do not seem to translate each other"),
        "{}",
        stderr(&run)
    );
    // Without the flag it is a remark.
    desk.run(&args("other.txt")[..3]).success();
}

#[test]
fn moved_parts_are_found_where_asked_for() {
    let pairs = sentences("ko", 5000..5120);
    let desk = Desk::new();
    let en: Vec<&str> = pairs.iter().map(|p| p.0.as_str()).collect();
    let ko: Vec<&str> = pairs.iter().map(|p| p.1.as_str()).collect();
    desk.put("en.txt", en.join("\n"));
    // Three parts in reverse order, and one that nothing translates.
    let other: Vec<String> = sentences("ko", 9000..9010)
        .into_iter()
        .map(|p| p.1)
        .collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    desk.put(
        "ko.txt",
        [&ko[80..], &other, &ko[30..80], &ko[..30]]
            .concat()
            .join("\n"),
    );
    let place = |at: usize| match at {
        0..30 => at + 100,
        30..80 => at + 20,
        _ => at - 80,
    };
    let args = [
        "bitext", "en.txt", "ko.txt", "--lines", "--format", "vecalign", "-q",
    ];
    let right = |options: &[&str]| {
        let found = beads(&desk.output(&[&args[..], options].concat()));
        let pairs = found
            .iter()
            .filter(|bead| !bead.0.is_empty() && !bead.1.is_empty());
        let right = pairs
            .clone()
            .filter(|(en, ko, _)| en.len() == 1 && *ko == [place(en[0])]);
        assert!(pairs.count() - right.clone().count() <= 2);
        right.count()
    };
    assert!((48..=52).contains(&right(&[])));
    assert!(right(&["--reorder"]) >= 117);
    let run = desk
        .run(&[
            "bitext",
            "en.txt",
            "ko.txt",
            "--reorder",
            "--format",
            "hunalign",
        ])
        .code(2);
    assert!(stderr(&run).contains("--reorder"));
}

#[test]
fn a_side_may_be_empty() {
    let desk = Desk::new();
    desk.put("en.txt", "");
    desk.put("uk.txt", "Міст відкрито.\nДякую всім.\n");
    let args = [
        "bitext", "en.txt", "uk.txt", "--lines", "--format", "vecalign", "-q",
    ];
    let found = beads(&desk.output(&args));
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|bead| bead.0.is_empty()));
    let run = desk.run(&args[..6]).success();
    assert!(stderr(&run).contains(" 0 % of a text"), "{}", stderr(&run));
    desk.put("en.txt", "Nothing of the kind.\n");
    let run = desk.run(&args[..6]).success();
    assert!(stderr(&run).contains(" 0 % of a text"), "{}", stderr(&run));
    desk.put("en.txt", "");
    desk.put("uk.txt", "");
    assert_eq!(desk.output(&args), "");
}

#[test]
fn bad_input_is_one_clear_line() {
    let desk = Desk::with(&TALKS);
    desk.put("bad.txt", b"ab\xb0\xa1\n");
    let cases: [(&[&str], &str); 6] = [
        (&["none.txt", "talk.uk.txt"], "none.txt"),
        (&["talk.uk.txt", "talk.en.txt"], "give the English"),
        (
            &["talk.uk.txt", "talk.en.txt", "--lines"],
            "give the English",
        ),
        (
            &["talk.en.txt", "talk.en.txt", "--lines"],
            "not in Korean or Ukrainian",
        ),
        (
            &["talk.en.txt", "bad.txt", "--lines"],
            "byte 2 is not UTF-8",
        ),
        (&["-", "-"], "given twice"),
    ];
    for (args, part) in cases {
        let run = desk.run(&[&["bitext"], args].concat()).code(2);
        let message = stderr(&run);
        assert_eq!(message.trim_end().lines().count(), 1, "{message}");
        assert!(message.contains(part), "{message}");
        assert!(stdout(&run).is_empty());
    }
    let run = desk
        .run(&["bitext", "talk.en.txt", "talk.uk.txt", "--fail-below", "2"])
        .code(2);
    assert!(stderr(&run).contains("from 0 to 1"));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let desk = Desk::new();
    desk.put("en.txt", "\u{feff}We are tired.\nThank you.\n");
    desk.put("uk.txt", "\u{feff}Ми втомилися.\nДякую.\n");
    let args = [
        "bitext", "en.txt", "uk.txt", "--lines", "-q", "--format", "tsv",
    ];
    let tsv = desk.output(&args);
    assert!(tsv.starts_with("We are tired.\tМи втомилися.\t"), "{tsv:?}");
}

#[test]
fn weights_are_fitted_to_known_ladders() {
    let desk = Desk::new();
    fs::create_dir(desk.path("ladders")).unwrap();
    for at in 0..4 {
        let (en, uk, ladder) = puzzle("uk", 100 * at..100 * at + 14);
        let gold: Vec<String> = ladder.iter().map(|(a, b)| format!("{a:?}:{b:?}")).collect();
        desk.put(&format!("ladders/{at}.src"), en.join("\n"));
        desk.put(&format!("ladders/{at}.tgt"), uk.join("\n"));
        desk.put(&format!("ladders/{at}.gold"), gold.join("\n"));
    }
    let paragraphs = sentences("uk", 900..904);
    let side = |of: fn(&(String, String)) -> &str| -> String {
        paragraphs.iter().map(of).collect::<Vec<_>>().join("\n")
    };
    desk.put("ladders/talk.en.txt", side(|pair| &pair.0));
    desk.put("ladders/talk.uk.txt", side(|pair| &pair.1));
    let train = [
        "train",
        "--from",
        "bundled",
        "--ladders",
        "uk=ladders",
        "-o",
        "mine",
    ];
    desk.run(&train).success();
    let figures = desk.output(&[
        "eval", "bitext", "ladders", "--lang", "uk", "--model", "mine",
    ]);
    let strict = figures
        .split("strict ")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap();
    assert!(strict.parse::<f64>().unwrap() > 0.95, "{figures}");
    // The model is another one, and says so.
    assert_ne!(
        desk.output(&["model", "info", "--model", "mine"]),
        desk.output(&["model", "info"])
    );

    desk.put("ladders/0.gold", "[0]:[0]\n[1]:[9999]\n");
    let run = desk.run(&train).code(2);
    assert!(
        stderr(&run).contains("0.gold, line 2: expected a bead"),
        "{}",
        stderr(&run)
    );
    desk.put("ladders/0.gold", "[1]:[0]\n[0]:[1]\n");
    let run = desk.run(&train).code(2);
    assert!(
        stderr(&run).contains("0.gold, line 1: expected a bead"),
        "{}",
        stderr(&run)
    );
    desk.put("ladders/0.gold", "[0]:[0]\n");
    desk.put("ladders/talk.uk.txt", "Один абзац.\n");
    let run = desk.run(&train).code(2);
    assert!(
        stderr(&run).contains("line N has to render line N"),
        "{}",
        stderr(&run)
    );
    fs::create_dir(desk.path("empty")).unwrap();
    let run = desk
        .run(&["eval", "bitext", "empty", "--lang", "uk"])
        .code(2);
    assert!(
        stderr(&run).contains("no files NAME.gold"),
        "{}",
        stderr(&run)
    );
}

#[test]
fn threads_change_nothing() {
    let desk = Desk::with(&TALKS);
    let output = |threads: &str| {
        let args = [
            "bitext",
            "talk.en.txt",
            "talk.uk.txt",
            "--format",
            "vecalign",
            "--threads",
        ];
        desk.output(&[&args[..], &[threads]].concat())
    };
    assert_eq!(output("1"), output("3"));
}

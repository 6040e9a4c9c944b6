//! `train` and `model info`, with models that are trained in a moment.

mod common;

use std::fs;

use common::{COLUMNS, Desk, stderr, stdout};

const WHO: [[&str; 3]; 8] = [
    ["The teacher", "선생님이", "Учитель"],
    ["My brother", "제 동생이", "Мій брат"],
    ["The soldier", "군인이", "Солдат"],
    ["Our doctor", "우리 의사가", "Наш лікар"],
    ["The old man", "노인이", "Старий чоловік"],
    ["A child", "아이가", "Дитина"],
    ["The mayor", "시장이", "Мер"],
    ["The driver", "기사가", "Водій"],
];

const WHERE: [[&str; 3]; 8] = [
    ["is at school.", "학교에 있습니다.", "зараз у школі."],
    ["is in the forest.", "숲에 있습니다.", "зараз у лісі."],
    [
        "is on the bridge.",
        "다리 위에 있습니다.",
        "зараз на мосту.",
    ],
    ["is by the river.", "강가에 있습니다.", "зараз біля річки."],
    [
        "is in the hospital.",
        "병원에 있습니다.",
        "зараз у лікарні.",
    ],
    ["is at home.", "집에 있습니다.", "зараз удома."],
    ["is in the garden.", "마당에 있습니다.", "зараз у саду."],
    ["is on the train.", "기차에 있습니다.", "зараз у поїзді."],
];

/// 64 sentences with their translation into Korean (1), Ukrainian (2) or both.
fn parallel(languages: &[usize]) -> String {
    let sentence = |who: &[&str; 3], place: &[&str; 3]| {
        let side = |l: usize| format!("{} {}", who[l], place[l]);
        let sides: Vec<String> = [0].iter().chain(languages).map(|l| side(*l)).collect();
        sides.join("\t") + "\n"
    };
    WHO.iter()
        .flat_map(|who| WHERE.iter().map(move |place| sentence(who, place)))
        .collect()
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("small.en-ko.tsv", parallel(&[1]));
    desk.put("small.en-uk.tsv", parallel(&[2]));
    desk.put("three.tsv", parallel(&[1, 2]));
    desk
}

const TRAIN: [&str; 11] = [
    "train",
    "small.en-ko.tsv",
    "small.en-uk.tsv",
    "--epochs",
    "2",
    "--batch",
    "16",
    "--rows",
    "300",
    "--name",
    "tiny",
];

/// The file of a model trained with these options besides.
fn train(desk: &Desk, options: &[&str]) -> Vec<u8> {
    let args = [&TRAIN[..], &["-o", "out.model", "-q"], options].concat();
    let run = desk.run(&args).success();
    assert_eq!((stdout(&run), stderr(&run)), Default::default());
    fs::read(desk.path("out.model")).unwrap()
}

fn info(desk: &Desk, model: &str) -> String {
    desk.output(&["model", "info", "--model", model])
}

/// The error line of a run that ends with status 2 and writes no model.
fn refused(desk: &Desk, args: &[&str]) -> String {
    let run = desk.run(args).code(2);
    let names: Vec<String> = desk.contents().into_keys().collect();
    assert!(!names.iter().any(|name| name.ends_with(".model")));
    let message = stderr(&run);
    let last = message.lines().last().unwrap_or_default().to_owned();
    assert!(last.starts_with("quotealign: "), "{message}");
    last
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let desk = desk();
    let first = train(&desk, &["--seed", "7"]);
    assert!(train(&desk, &["--seed", "7"]) == first);
    assert!(train(&desk, &["--seed", "7", "--threads", "1"]) == first);
    assert!(train(&desk, &["--seed", "7", "--threads", "2"]) == first);
    assert!(train(&desk, &["--seed", "8"]) != first);
}

#[test]
fn info_says_what_the_model_is() {
    let desk = desk();
    train(&desk, &[]);
    let info = info(&desk, "out.model");
    let line = |key: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(key));
        line.unwrap_or_else(|| panic!("no {key} in {info}")).trim()
    };
    assert_eq!(line("name"), "tiny");
    assert_eq!(line("languages"), "en, ko, uk");
    assert_eq!(line("features"), "300");
    assert!(line("training").contains("2 epochs"), "{info}");
    let sources: Vec<&str> = info.lines().filter(|l| l.starts_with("source ")).collect();
    assert_eq!(sources, ["source     small: 128 pairs"]);
}

#[test]
fn info_of_the_bundled_model() {
    let desk = Desk::new();
    let info = desk.output(&["model", "info"]);
    assert!(info.contains("format     additive-2bit-1"), "{info}");
    assert!(info.contains("scorer     {"), "{info}");
}

#[test]
fn three_columns_are_three_languages() {
    let desk = desk();
    let args = ["train", "three.tsv", "-o", "out.model", "--epochs", "2"];
    desk.run(&[&args[..], &["--batch", "16", "-q"]].concat())
        .success();
    // English and Korean, English and Ukrainian, Korean and Ukrainian.
    assert!(info(&desk, "out.model").contains("source     three: 192 pairs"));
}

#[test]
fn a_trained_model_knows_what_it_was_taught() {
    let desk = desk();
    let args = ["train", "small.en-ko.tsv", "-o", "out.model", "-q"];
    let args = [&args[..], &["--epochs", "10", "--batch", "16"]].concat();
    desk.run(&args).success();
    let args = [
        "eval",
        "retrieval",
        "small.en-ko.tsv",
        "--model",
        "out.model",
    ];
    let shown = desk.output(&args);
    let mut words = shown.split_whitespace();
    assert_eq!(words.nth(1), Some("64"), "{shown}");
    let accuracy: f64 = words.nth(1).unwrap().parse().unwrap();
    // By chance it would be one in 64.
    assert!(accuracy > 0.5, "{shown}");
}

#[test]
fn training_goes_on_from_a_model() {
    let desk = desk();
    train(&desk, &[]);
    let args = ["train", "small.en-ko.tsv", "--from", "out.model", "-q"];
    let args = [&args[..], &["--epochs", "1", "-o", "more.model"]].concat();
    desk.run(&args).success();
    assert!(info(&desk, "more.model").contains("from tiny"));
}

#[test]
fn weights_leave_out_sources() {
    let desk = desk();
    desk.put(
        "all.tsv",
        parallel(&[1]).replace('\n', "\tfirst\n") + "A cat\t고양이\tsecond\n",
    );
    desk.put("weights.tsv", "# seen never\nsecond\t0\n*\t1\n");
    let args = ["train", "all.tsv", "--weights", "weights.tsv", "-q"];
    let args = [&args[..], &["--epochs", "1", "-o", "out.model"]].concat();
    desk.run(&args).success();
    assert!(info(&desk, "out.model").contains("source     first: 64 pairs"));
    assert!(!info(&desk, "out.model").contains("second"));
}

/// The 64 sentences as a translation memory in all three languages.
fn memory() -> String {
    let variant = |lang: &str, text: &str| {
        let (first, rest) = text.split_once(' ').unwrap();
        let text = format!("<bpt i=\"1\">&lt;b></bpt>{first}<ept i=\"1\">&lt;/b></ept>\n{rest}");
        format!("<tuv xml:lang=\"{lang}\"><seg>{text}</seg></tuv>")
    };
    let unit = |line: &str| {
        let sides = line.split('\t').zip(["en-GB", "ko-KR", "uk"]);
        let variants: String = sides.map(|(text, lang)| variant(lang, text)).collect();
        let russian = variant("ru", "не читается");
        format!("<tu>{variants}{russian}</tu>\n")
    };
    let units: String = parallel(&[1, 2]).lines().map(unit).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n\
         <tmx version=\"1.4\"><header srclang=\"en\"/><body>{units}</body></tmx>\n"
    )
}

/// The same as a corpus, in English and Korean and in English and Ukrainian.
fn reviewed_corpus() -> String {
    let mut rows = COLUMNS.join(",") + "\n";
    for (i, line) in parallel(&[1, 2]).lines().enumerate() {
        let sides: Vec<&str> = line.split('\t').collect();
        for (n, lang, status) in [
            (1, "ko", "auto"),
            (2, "uk", "accepted"),
            (2, "", "rejected"),
        ] {
            let source = if status == "rejected" {
                "Ні."
            } else {
                sides[n]
            };
            rows += &format!(
                "{:016x},{status},0.9,{lang},{},{source},,,direct,1-1,,a.txt,0,1,b.txt,0,1,,,,,,\
                 2026-01-31T09:30:00Z\n",
                3 * i + n + usize::from(lang.is_empty()),
                sides[0],
            );
        }
    }
    rows
}

#[test]
fn a_translation_memory_and_a_corpus_teach_what_lines_do() {
    let desk = desk();
    let text = memory();
    let wide: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    desk.put("three.tmx", text);
    desk.put("wide.xml", wide);
    let options = ["--epochs", "2", "--batch", "16", "-q", "-o"];
    let train = |pairs: &str, model: &str| {
        desk.run(&[&["train", pairs][..], &options, &[model]].concat())
            .success();
        fs::read(desk.path(model)).unwrap()
    };
    // Same pairs in the same order, under the same name.
    assert!(train("three.tsv", "lines.model") == train("three.tmx", "memory.model"));
    train("wide.xml", "wide.model");
    assert!(info(&desk, "wide.model").contains("source     wide: 192 pairs"));
    desk.put("pairs.csv", reviewed_corpus());
    train("pairs.csv", "corpus.model");
    assert!(info(&desk, "corpus.model").contains("source     pairs: 192 pairs"));
}

#[test]
fn a_trained_memory_is_known() {
    let desk = desk();
    desk.put("memory.tmx", memory());
    let args = ["train", "memory.tmx", "-o", "out.model", "-q"];
    let args = [&args[..], &["--epochs", "10", "--batch", "16"]].concat();
    desk.run(&args).success();
    let args = ["eval", "retrieval", "small.en-uk.tsv", "--model"];
    let shown = desk.output(&[&args[..], &["out.model"]].concat());
    let accuracy: f64 = shown.split_whitespace().nth(3).unwrap().parse().unwrap();
    assert!(accuracy > 0.5, "{shown}");
}

#[test]
fn a_damaged_memory_is_told_by_its_byte() {
    let desk = desk();
    desk.put(
        "bad.tmx",
        "<tmx><body><tu><tuv xml:lang=\"en\"><seg>A cat</tuv>",
    );
    let message = refused(&desk, &["train", "bad.tmx", "-o", "out.model"]);
    insta::assert_snapshot!(message, @"quotealign: bad.tmx, byte 44: not well-formed XML (expected `</seg>`, but `</tuv>` was found): export the file again");
    desk.put("bad.csv", "en,ko\nA cat,고양이\n");
    let message = refused(&desk, &["train", "bad.csv", "-o", "out.model"]);
    insta::assert_snapshot!(message, @"quotealign: bad.csv is not a quotealign corpus: column 1 is `en`, expected `id`; nothing was changed");
}

#[test]
fn a_bad_line_is_told_by_its_number() {
    let desk = desk();
    desk.put("bad.tsv", "A cat\t고양이\nA dog\n");
    let message = refused(&desk, &["train", "bad.tsv", "-o", "out.model"]);
    insta::assert_snapshot!(message, @"quotealign: bad.tsv, line 2: one column, expected a text, a tab and its translation");
}

#[test]
fn bad_weights_are_told_by_their_line() {
    let desk = desk();
    desk.put("weights.tsv", "small\t1\nsmall\tmany\n");
    let args = ["train", "small.en-ko.tsv", "-o", "out.model"];
    let message = refused(&desk, &[&args[..], &["--weights", "weights.tsv"]].concat());
    assert!(message.contains("weights.tsv, line 2"), "{message}");
}

#[test]
fn nothing_to_learn_is_refused() {
    let desk = desk();
    desk.put("empty.tsv", "");
    let message = refused(&desk, &["train", "empty.tsv", "-o", "out.model"]);
    assert!(message.contains("no pairs"), "{message}");
    let message = refused(&desk, &["train", "nowhere.tsv", "-o", "out.model"]);
    assert_eq!(message.matches("No such file").count(), 1, "{message}");
    desk.run(&["train", "-o", "out.model"]).code(2);
}

#[test]
fn options_out_of_range_are_refused() {
    let desk = desk();
    for option in [
        ["--epochs", "0"],
        ["--batch", "1"],
        ["--rows", "0"],
        ["--rate", "0"],
        ["--rate", "inf"],
    ] {
        let args = ["train", "small.en-ko.tsv", "-o", "out.model"];
        let message = refused(&desk, &[&args[..], &option].concat());
        assert!(message.contains(option[0]), "{message}");
    }
}

#[test]
fn a_model_without_confidence_aligns_nothing() {
    let desk = desk();
    train(&desk, &[]);
    desk.put("article.txt", "“The teacher is at school,” she said.\n");
    desk.put(
        "source.txt",
        "선생님이 학교에 있습니다. 아이가 집에 있습니다.\n",
    );
    let args = [
        "align",
        "article.txt",
        "-s",
        "source.txt",
        "-o",
        "pairs.csv",
    ];
    let run = desk
        .run(&[&args[..], &["--model", "out.model"]].concat())
        .code(2);
    let message = stderr(&run);
    for words in ["tiny", "no fitted confidence", "--calibrate"] {
        assert!(message.contains(words), "{message}");
    }
    assert!(!desk.contents().contains_key("pairs.csv"));
}

//! `eval` and the fitting of a model's confidence, on a set of quotes written here.

mod common;

use common::{Desk, stderr};

const LINES: [&str; 12] = [
    "지붕\t우리는 지붕을 40일 만에 고쳤습니다.",
    "지붕\t비가 오는 날에도 일을 쉬지 않았습니다.",
    "지붕\t아이들은 교실을 그리워했습니다.",
    "지붕\t이제 9월이면 수업을 다시 시작합니다.",
    "다리\t다리는 봄에 열겠습니다.",
    "다리\t다친 사람은 없습니다.",
    "다리\t공사비는 63억 원이 들었습니다.",
    "다리\t강 건너 마을까지 버스가 다닐 것입니다.",
    "감자\t올해는 감자 농사가 잘되었습니다.",
    "감자\t작년에는 밭이 물에 잠겼습니다.",
    "감자\t감자를 이웃들과 나누어 먹었습니다.",
    "감자\t내년에는 옥수수도 심겠습니다.",
];

/// Document, number of the line, quote.
const QUOTES: [(&str, usize, &str); 9] = [
    ("지붕", 0, "We repaired the roof in 40 days."),
    ("지붕", 2, "The children have missed their classroom."),
    ("지붕", 3, "Classes will begin again in September."),
    ("다리", 4, "We will open the bridge in spring."),
    ("다리", 5, "Nobody has been hurt."),
    ("다리", 6, "The work cost 6.3 billion won."),
    ("감자", 8, "The potato harvest was good this year."),
    ("감자", 9, "Last year the field was under water."),
    ("감자", 11, "Next year we will plant corn as well."),
];

const NEGATIVES: [(&str, &str); 3] = [
    ("지붕", "The minister resigned on Friday."),
    ("다리", "We have bought two new aeroplanes."),
    ("감자", "My sister lives in Lisbon."),
];

fn numbered(rows: impl Iterator<Item = String>) -> String {
    rows.enumerate()
        .map(|(i, row)| format!("{i}\t{row}\n"))
        .collect()
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put(
        "set.lines.tsv",
        numbered(LINES.iter().map(|l| l.to_string())),
    );
    let quote = |(document, line, en): &(&str, usize, &str)| {
        format!("{document}\t{line}\t1.0\tdirect\t0\t{en}\t")
    };
    desk.put("set.quotes.tsv", numbered(QUOTES.iter().map(quote)));
    let negative = |(document, en): &(&str, &str)| format!("{document}\t{en}");
    desk.put("set.neg.tsv", numbered(NEGATIVES.iter().map(negative)));
    desk
}

const EVAL: [&str; 5] = ["eval", "quotes", "set", "--lang", "ko"];

/// The error line of an evaluation that ends with status 2.
fn refused(desk: &Desk) -> String {
    let message = stderr(&desk.run(&EVAL).code(2));
    assert!(message.starts_with("quotealign: "), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
    message
}

#[test]
fn quotes_are_measured_in_three_ways() {
    let shown = desk().output(&EVAL);
    let figure = |line: &str, name: &str| -> f64 {
        let line = shown.lines().find(|l| l.starts_with(line)).unwrap();
        let (_, rest) = line.split_once(name).unwrap();
        rest.split_whitespace().next().unwrap().parse().unwrap()
    };
    for scope in ["own document", "all lines"] {
        assert_eq!(figure(scope, scope), 9.0, "{shown}");
        assert!(figure(scope, "hit@1") >= 0.75, "{shown}");
    }
    assert_eq!(figure("wrong document", "wrong document"), 3.0, "{shown}");
    assert!(figure("wrong document", "answered") <= 0.4, "{shown}");
    assert!(figure("wrong document", "AUC") >= 0.8, "{shown}");
}

#[test]
fn misses_are_listed_on_demand() {
    let desk = desk();
    let quotes = desk.read("set.quotes.tsv");
    // This one points to a sentence it does not render.
    desk.put("set.quotes.tsv", quotes.replacen("\t0\t1.0", "\t1\t1.0", 1));
    let shown = desk.output(&[&EVAL[..], &["--misses"]].concat());
    assert!(shown.contains("quote   We repaired the roof"), "{shown}");
    assert!(!desk.output(&EVAL).contains("quote   "));
}

#[test]
fn retrieval_is_measured_both_ways() {
    let desk = desk();
    let pair = |(_, line, en): &(&str, usize, &str)| {
        let (_, source) = LINES[*line].split_once('\t').unwrap();
        format!("{en}\t{source}\n")
    };
    desk.put("pairs.tsv", QUOTES.iter().map(pair).collect::<String>());
    let shown = desk.output(&["eval", "retrieval", "pairs.tsv"]);
    let right = "cosine 1.000 from English, 1.000 to English";
    assert!(
        shown.starts_with("lines 9") && shown.contains(right),
        "{shown}"
    );
}

#[test]
fn a_model_fitted_here_aligns() {
    let desk = desk();
    let args = ["train", "--from", "bundled", "--calibrate", "ko=set", "-q"];
    desk.run(&[&args[..], &["-o", "fitted.model"]].concat())
        .success();
    desk.put("source.txt", LINES.map(|l| &l["지붕\t".len()..]).join(" "));
    desk.put("quotes.txt", "We repaired the roof in 40 days.\n");
    let align = ["align", "--quotes", "quotes.txt", "-s", "source.txt"];
    let csv = desk.output(&[&align[..], &["--model", "fitted.model"]].concat());
    assert!(csv.contains("우리는 지붕을 40일 만에 고쳤습니다."), "{csv}");
}

#[test]
fn a_set_that_is_none_is_refused() {
    let desk = desk();
    let quotes = desk.read("set.quotes.tsv");
    desk.put("set.quotes.tsv", quotes.replace("다리\t4\t", "다리\t"));
    let message = refused(&desk);
    assert!(message.contains("set.quotes.tsv, line 4"), "{message}");
}

#[test]
fn a_quote_of_a_document_that_is_not_there_is_refused() {
    for file in ["set.quotes.tsv", "set.neg.tsv"] {
        let desk = desk();
        desk.put(file, desk.read(file).replacen("지붕", "바다", 1));
        let message = refused(&desk);
        assert!(message.contains(&format!("{file}, line 1")), "{message}");
        assert!(message.contains("`바다`"), "{message}");
    }
}

#[test]
fn a_quote_of_a_line_that_is_not_there_is_refused() {
    let desk = desk();
    let quotes = desk.read("set.quotes.tsv");
    desk.put("set.quotes.tsv", quotes.replace("감자\t11\t", "감자\t12\t"));
    let message = refused(&desk);
    assert!(message.contains("set.quotes.tsv, line 9"), "{message}");
    assert!(message.contains("no line 12"), "{message}");
}

#[test]
fn lines_that_are_no_text_are_refused() {
    for bad in ["\0", "\u{1b}", "\u{feff}"] {
        let desk = desk();
        let lines = desk.read("set.lines.tsv");
        desk.put("set.lines.tsv", lines.replace("봄에", bad));
        let message = refused(&desk);
        assert!(message.contains("set.lines.tsv, line 5"), "{message}");
    }
}

#[test]
fn a_missing_set_is_refused() {
    let message = stderr(&Desk::new().run(&EVAL).code(2));
    assert!(message.contains("set.lines.tsv"), "{message}");
}

const FRAGMENTS: &str = "\
in forty days\t우리는 지붕을 ⟦40일 만에⟧ 고쳤습니다.\tДах ми полагодили ⟦за сорок днів⟧, і ніхто не нарікав.\n\
the potato harvest\t올해는 ⟦감자 농사가⟧ 잘되었습니다.\tЦього року ⟦врожай картоплі⟧ був добрий.\n\
next year\t⟦내년에는⟧ 옥수수도 심겠습니다.\tКукурудзу посадимо ⟦наступного року⟧, якщо дасть бог.\n\
the bridge in spring\t⟦다리는 봄에⟧ 열겠습니다.\tВідкриємо ⟦міст навесні⟧, як і казали.\n\
hurt nobody\t다행히 ⟦아무도 다치지 않았고⟧ 다리는 무사합니다.\tНа щастя, ⟦ніхто не постраждав⟧, і міст цілий.\n";

#[test]
fn fragments_are_measured_and_listed() {
    let desk = Desk::new();
    desk.put("parts.tsv", FRAGMENTS);
    for lang in ["ko", "uk"] {
        let args = ["eval", "fragments", "parts.tsv", "--lang", lang];
        let text = desk.output(&args);
        assert!(text.starts_with("5 quotes  to the word "), "{text}");
        let folds = desk.output(&[&args[..], &["--folds", "--misses"]].concat());
        assert!(folds.starts_with("5 quotes  to the word "), "{folds}");
        let exact: f64 = folds.split_whitespace().nth(5).unwrap().parse().unwrap();
        let listed = folds.matches("\nquote ").count() as f64;
        assert!((exact * 5.0 + listed - 5.0).abs() < 0.01, "{folds}");
    }
}

#[test]
fn fragments_out_of_form_are_told_by_their_line() {
    let desk = desk();
    let good = FRAGMENTS.lines().next().unwrap();
    let bad = [
        "in forty days\t우리는 40일 만에 고쳤습니다.\tДах ⟦за сорок днів⟧.",
        "in forty days\t⟦40일 만에⟧ 고쳤습니다.",
        "in forty days\t⟦⟧고쳤습니다.\tДах ⟦за сорок днів⟧.",
        "…\t⟦40일 만에⟧ 고쳤습니다.\tДах ⟦за сорок днів⟧.",
        "in forty days\t⟦40일⟧ ⟦만에⟧ 고쳤습니다.\tДах ⟦за сорок днів⟧.",
    ];
    for line in bad {
        desk.put("parts.tsv", format!("{good}\n{line}\n"));
        let fit = [
            "train",
            "--from",
            "bundled",
            "--calibrate",
            "ko=set",
            "--fragments",
            "parts.tsv",
            "-o",
            "m",
        ];
        for args in [
            &["eval", "fragments", "parts.tsv", "--lang", "ko"][..],
            &fit,
        ] {
            let run = desk.run(args).code(2);
            let told = stderr(&run);
            assert!(
                told.contains("parts.tsv, line 2") && told.contains("⟦"),
                "{told}"
            );
            assert_eq!(told.lines().count(), 1, "{told}");
        }
    }
    desk.put("parts.tsv", "");
    let run = desk
        .run(&["eval", "fragments", "parts.tsv", "--lang", "ko"])
        .code(2);
    assert!(stderr(&run).contains("parts.tsv"), "{}", stderr(&run));
}

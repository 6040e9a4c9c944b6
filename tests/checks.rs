//! How well the checks judge pairs composed and read again by people: clean ones full of traps, and
//! wrong ones.

mod common;

use std::{collections::BTreeMap, fs};

use common::repository;
use proptest::prelude::*;
use quotealign::{
    check::{CODES, Checker, Rendering, Severity},
    encode::Model,
    text::Lang,
};

/// Of a file: clean pairs, those blamed, and by code the pairs that have it and those of them where it
/// was found.
#[derive(Debug, Default)]
struct Score {
    clean: usize,
    blamed: usize,
    by_code: BTreeMap<String, (usize, usize)>,
    stories: Vec<String>,
}

fn score(lang: Lang) -> Score {
    let model = Model::bundled().unwrap();
    let mut checker = Checker::new(&model).unwrap();
    let path = repository(&format!("tests/data/checks/{lang}.tsv"));
    let text = fs::read_to_string(path).unwrap();
    let mut score = Score::default();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [en, source, codes, note] = cells[..] else {
            panic!("{line}");
        };
        let found = checker.check(&Rendering::new(en, source, lang));
        let told: Vec<String> = found
            .iter()
            .map(|i| format!("{} {}: {}", i.severity, i.code, i.sentence))
            .collect();
        let mut story = |what: &str| {
            let told = told.join("; ");
            score
                .stories
                .push(format!("{what} ({note}): {told}\n  {en}\n  {source}"));
        };
        if codes.is_empty() {
            score.clean += 1;
            if found.iter().any(|issue| issue.severity >= Severity::Major) {
                score.blamed += 1;
                story("blamed");
            }
        }
        for code in codes.split(';').filter(|code| !code.is_empty()) {
            let (all, right) = score.by_code.entry(code.to_owned()).or_default();
            *all += 1;
            if found.iter().any(|issue| issue.code == code) {
                *right += 1;
            } else {
                story(&format!("{code} not found"));
            }
        }
    }
    score
}

/// Fails with every story where fewer were found than `floors` say, or more were blamed.
#[track_caller]
fn hold(lang: Lang, most_blamed: usize, floors: &[(&str, usize)]) {
    let score = score(lang);
    let stories = score.stories.join("\n");
    assert!(score.clean >= 40, "{}", score.clean);
    assert!(
        score.blamed <= most_blamed,
        "{} blamed\n{stories}",
        score.blamed
    );
    for (code, floor) in floors {
        let (all, right) = score.by_code[*code];
        assert!(right >= *floor, "{code}: {right} of {all}\n{stories}");
    }
}

#[test]
fn korean_pairs() {
    let floors = [
        ("number", 9),
        ("date", 6),
        ("name", 6),
        ("negation", 10),
        ("modality", 5),
        ("omission", 10),
        ("addition", 7),
        ("question", 3),
    ];
    hold(Lang::Ko, 3, &floors);
}

#[test]
fn ukrainian_pairs() {
    let floors = [
        ("number", 8),
        ("date", 6),
        ("name", 4),
        ("negation", 6),
        ("modality", 5),
        ("omission", 10),
        ("addition", 7),
        ("question", 3),
    ];
    hold(Lang::Uk, 4, &floors);
}

/// What the checks say may point anywhere, but only at whole characters that are there.
#[test]
fn spans_lie_in_the_texts_whatever_these_are() {
    let model = Model::bundled().unwrap();
    let mut checker = Checker::new(&model).unwrap();
    let texts = [
        "",
        " ",
        "?",
        "не",
        "안 ",
        "지 않",
        "No. 1",
        "1,2,3,4,5",
        "Kim",
        "é\u{301}é\u{301} 5 км",
        "🙂 не 🙂 100 %",
        "He didn't. не не не ні ані без",
        "없없없없 지않지않 모르모르",
        "We have 12,000 miles, or 5 km², of it; but not 3 м.",
    ];
    for en in texts {
        for source in texts {
            for lang in [Lang::Ko, Lang::Uk] {
                for issue in checker.check(&Rendering::new(en, source, lang)) {
                    for (span, text) in [(issue.en, en), (issue.source, source)] {
                        assert!(span.is_none_or(|s| text.get(s.range()).is_some()));
                    }
                    assert!(
                        CODES.iter().any(|(code, ..)| *code == issue.code),
                        "{issue:?}"
                    );
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_texts_can_be_checked(en in "(\\PC|[a-z ]|not|\\d){0,60}", source in "(\\PC|[가-힣 ]|[а-яі ]|не |없|\\d){0,60}") {
        let model = Model::bundled().unwrap();
        let mut checker = Checker::new(&model).unwrap();
        for lang in [Lang::Ko, Lang::Uk] {
            for issue in checker.check(&Rendering::new(&en, &source, lang)) {
                prop_assert!(issue.en.is_none_or(|s| en.get(s.range()).is_some()));
                prop_assert!(issue.source.is_none_or(|s| source.get(s.range()).is_some()));
            }
        }
    }
}

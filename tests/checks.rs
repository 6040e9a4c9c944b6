//! How well the checks judge pairs composed and read again by people: clean ones full of traps, and
//! wrong ones.

mod common;

use std::{collections::BTreeMap, fs};

use common::repository;
use quotealign::{
    check::{Checker, Rendering, Severity},
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
    hold(Lang::Ko, 0, &[("number", 99)]);
}

#[test]
fn ukrainian_pairs() {
    hold(Lang::Uk, 0, &[("number", 99)]);
}

//! `check` as a user runs it.

mod common;

use std::fs;

use common::Desk;

const ARTICLE: &str = "“We were in the cellar for 20 days,” Ms. Koval said.\n\n\
    “Nobody was hurt, and the bridge will open again in May,” she added.\n";
const POST: &str = "Добрий день. Ми були у підвалі 17 днів. Ніхто не постраждав, і міст знову відкриють у травні. \
    Бережіть себе.\n";

/// A corpus of two pairs, of which one has another number.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::write(desk.path("article.txt"), ARTICLE).unwrap();
    fs::write(desk.path("post.txt"), POST).unwrap();
    desk.run(&[
        "align",
        "article.txt",
        "-s",
        "post.txt",
        "-o",
        "c.csv",
        "-q",
    ])
    .success();
    desk
}

#[test]
fn findings_are_told_and_kept() {
    let desk = desk();
    // As an editor leaves the column, with a code of their own.
    let text = fs::read_to_string(desk.path("c.csv")).unwrap();
    assert!(text.contains(",number,"), "{text}");
    fs::write(desk.path("c.csv"), text.replace(",number,", ",tone,")).unwrap();
    let told = desk.output(&["check", "c.csv", "-q"]);
    assert!(
        told.contains("critical number: the quote says 20 days, the source says 17 днів"),
        "{told}"
    );
    assert!(!told.contains("Nobody"), "{told}");
    let after = fs::read_to_string(desk.path("c.csv")).unwrap();
    assert!(after.contains(",number;tone,"), "{after}");
    // The second time nothing changes.
    desk.run(&["check", "c.csv", "-q"]).success();
    assert_eq!(fs::read_to_string(desk.path("c.csv")).unwrap(), after);
}

#[test]
fn reviewed_rows_and_dry_runs_stay_as_they_are() {
    let desk = desk();
    let text = fs::read_to_string(desk.path("c.csv")).unwrap();
    let cleared = text.replace(",number,", ",,");
    fs::write(desk.path("c.csv"), &cleared).unwrap();
    desk.run(&["check", "c.csv", "--dry-run", "-q"]).success();
    assert_eq!(fs::read_to_string(desk.path("c.csv")).unwrap(), cleared);
    let reviewed = cleared.replace(",auto,", ",accepted,");
    fs::write(desk.path("c.csv"), &reviewed).unwrap();
    let told = desk.output(&["check", "c.csv", "-q"]);
    assert!(told.contains("critical number"), "{told}");
    assert_eq!(fs::read_to_string(desk.path("c.csv")).unwrap(), reviewed);
}

#[test]
fn a_flag_turns_findings_into_an_exit_status() {
    let desk = desk();
    desk.run(&["check", "c.csv", "--fail-on", "critical"])
        .code(1);
    fs::write(desk.path("article.txt"), ARTICLE.replace("20", "17")).unwrap();
    desk.run(&[
        "align",
        "article.txt",
        "-s",
        "post.txt",
        "-o",
        "d.csv",
        "-q",
    ])
    .success();
    desk.run(&["check", "d.csv", "--fail-on", "major"])
        .success();
}

#[test]
fn machines_read_findings_by_their_characters() {
    let desk = desk();
    let lines = desk.output(&["check", "c.csv", "--format", "json", "-q"]);
    let finding: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(finding["code"], "number");
    assert_eq!(finding["category"], "accuracy/mistranslation/number");
    assert_eq!(finding["severity"], "critical");
    let en = "We were in the cellar for 20 days,";
    let at = |word: &str, text: &str| text[..text.find(word).unwrap()].chars().count();
    let start = at("20 days", en);
    assert_eq!(finding["en"], serde_json::json!([start, start + 7]));
    let log = desk.output(&["check", "c.csv", "--format", "sarif", "-q"]);
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["level"], "error");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["charOffset"], at("20 days", ARTICLE));
}

#[test]
fn what_is_no_corpus_is_told_in_a_line_and_not_made() {
    let desk = desk();
    fs::write(desk.path("foreign.csv"), "a,b\n1,2\n").unwrap();
    fs::write(desk.path("binary.csv"), [0xff, 0xfe, 0, 1, 2]).unwrap();
    for name in ["missing.csv", "foreign.csv", "binary.csv", "-"] {
        let before = fs::read(desk.path(name)).ok();
        let output = desk.run(&["check", name]).code(2).get_output().clone();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(message.lines().count(), 1, "{message}");
        assert_eq!(fs::read(desk.path(name)).ok(), before, "{name}");
    }
}

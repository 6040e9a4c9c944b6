//! A corpus over several runs: what is added, what stays, what goes.

mod common;

use std::{process, thread};

use common::{Desk, Row, rows, stderr, stdout};
use serde_json::{Value, json};

const SOURCE: &str =
    "Міст ми відкриємо навесні. Ніхто не постраждав. Наступного року ми полагодимо школу.\n";

/// Articles of one or two quotes each, and a source that holds most of them.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("source.txt", SOURCE);
    desk.put("one.txt", "“Nobody has been hurt,” the mayor said.\n");
    desk.put(
        "two.txt",
        "“We will open the bridge in spring,” she said.\n\n\
         “Next year we will repair the school,” she told reporters.\n",
    );
    desk.put("other.txt", "Дякую всім за роботу. До побачення.\n");
    desk
}

/// Aligns into `pairs.csv`; what the program says it did to it.
fn align(desk: &Desk, article: &str, source: &str) -> String {
    let run = desk
        .run(&["align", article, "-s", source, "-o", "pairs.csv"])
        .success();
    let messages = stderr(&run);
    let done = messages.lines().find_map(|l| l.strip_prefix("pairs.csv: "));
    done.unwrap().to_owned()
}

fn pairs(desk: &Desk) -> Vec<Row> {
    rows(&desk.read("pairs.csv"))
}

fn column(desk: &Desk, name: &str) -> Vec<String> {
    let cell = |mut row: Row| row.remove(name).unwrap();
    pairs(desk).into_iter().map(cell).collect()
}

#[test]
fn articles_are_added_to_each_other() {
    let desk = desk();
    let first = align(&desk, "one.txt", "source.txt");
    assert_eq!(first, "1 rows added, 0 replaced, 0 kept, 0 removed");
    let before = desk.read("pairs.csv");
    let second = align(&desk, "two.txt", "source.txt");
    assert_eq!(second, "2 rows added, 0 replaced, 0 kept, 0 removed");
    assert!(desk.read("pairs.csv").starts_with(&before));
    assert_eq!(
        column(&desk, "source"),
        [
            "Ніхто не постраждав.",
            "Міст ми відкриємо навесні.",
            "Наступного року ми полагодимо школу."
        ]
    );
}

#[test]
fn runs_at_the_same_time_lose_nothing() {
    let desk = desk();
    let program = desk.command(&[]).get_program().to_owned();
    thread::scope(|scope| {
        for n in 0..6 {
            let (desk, program) = (&desk, &program);
            scope.spawn(move || {
                let article = format!("article{n}.txt");
                desk.put(&article, desk.read("two.txt"));
                let run = process::Command::new(program)
                    .current_dir(desk.path(""))
                    .args(["align", &article, "-s", "source.txt"])
                    .args(["-o", "pairs.csv", "-q"])
                    .output()
                    .unwrap();
                assert!(run.status.success(), "{run:?}");
            });
        }
    });
    let mut articles = column(&desk, "en_doc");
    articles.sort();
    articles.dedup();
    assert_eq!((articles.len(), pairs(&desk).len()), (6, 12));
}

#[test]
fn a_source_found_later_takes_the_place_of_a_missing_one() {
    let desk = desk();
    align(&desk, "two.txt", "other.txt");
    assert_eq!(column(&desk, "status"), ["missing", "missing"]);
    let done = align(&desk, "two.txt", "source.txt");
    assert_eq!(done, "0 rows added, 2 replaced, 0 kept, 0 removed");
    assert_eq!(column(&desk, "status"), ["auto", "auto"]);
}

#[test]
fn a_source_found_earlier_stays_when_another_document_is_searched() {
    let desk = desk();
    align(&desk, "two.txt", "source.txt");
    let before = desk.read("pairs.csv");
    align(&desk, "two.txt", "other.txt");
    assert_eq!(desk.read("pairs.csv"), before);
}

#[test]
fn a_quote_that_is_gone_from_the_article_goes() {
    let desk = desk();
    align(&desk, "two.txt", "source.txt");
    desk.put(
        "two.txt",
        "“We will open the bridge in spring,” she said.\n",
    );
    let done = align(&desk, "two.txt", "source.txt");
    // Its neighbour gone, the other row may have another confidence.
    assert!(
        done.starts_with("0 rows added") && done.ends_with("1 removed"),
        "{done}"
    );
    assert_eq!(column(&desk, "source"), ["Міст ми відкриємо навесні."]);
}

#[test]
fn a_reviewed_quote_stays_though_it_is_gone_from_the_article() {
    let desk = desk();
    align(&desk, "two.txt", "source.txt");
    let accepted = desk.read("pairs.csv").replace(",auto,", ",accepted,");
    desk.put("pairs.csv", &accepted);
    desk.put("two.txt", "“Nobody has been hurt,” the mayor said.\n");
    align(&desk, "two.txt", "source.txt");
    let pairs = desk.read("pairs.csv");
    for line in accepted.lines() {
        assert!(pairs.contains(line), "{line}");
    }
    assert_eq!(rows(&pairs).len(), 3);
}

#[test]
fn a_rejected_pair_is_not_proposed_again() {
    let desk = desk();
    align(&desk, "one.txt", "source.txt");
    let rejected = desk.read("pairs.csv").replace(",auto,", ",rejected,");
    desk.put("pairs.csv", &rejected);
    align(&desk, "one.txt", "source.txt");
    assert_eq!(desk.read("pairs.csv"), rejected);
}

#[test]
fn ids_are_those_of_documents_and_places() {
    let ids = |desk: &Desk| {
        desk.run(&["align", "two.txt", "-s", "source.txt", "-o", "pairs.csv"])
            .success();
        column(desk, "id")
    };
    let first = ids(&desk());
    assert_eq!(first, ids(&desk()));
    let desk = desk();
    desk.put("source.txt", format!("Добрий вечір. {SOURCE}"));
    let moved = ids(&desk);
    assert!(first.iter().zip(&moved).all(|(a, b)| a != b));
}

#[test]
fn a_list_and_an_article_do_not_touch_each_other() {
    let desk = desk();
    align(&desk, "one.txt", "source.txt");
    let before = desk.read("pairs.csv");
    desk.put(
        "list.csv",
        "quote_id,en,speaker\nq7,Nobody has been hurt.,the mayor\n",
    );
    let args = ["align", "--quotes", "list.csv", "-s", "source.txt", "-o"];
    desk.run(&[&args[..], &["pairs.csv"]].concat()).success();
    assert!(desk.read("pairs.csv").starts_with(&before));
    let given = &pairs(&desk)[1];
    assert_eq!(
        (&*given["kind"], &*given["speaker"]),
        ("given", "the mayor")
    );
    assert_eq!(common::evidence(given)["quote_id"], "q7");
    assert_eq!(given["source"], "Ніхто не постраждав.");
}

#[test]
fn a_dash_is_standard_output() {
    let desk = desk();
    let run = desk
        .run(&["align", "two.txt", "-s", "source.txt", "-o", "-"])
        .success();
    assert_eq!(rows(&stdout(&run)).len(), 2);
    assert!(!desk.contents().contains_key("-"));
}

#[test]
fn a_source_may_come_from_standard_input() {
    let desk = desk();
    let piped = desk
        .command(&["align", "one.txt", "-s", "-"])
        .write_stdin(SOURCE)
        .assert()
        .success();
    let pairs = rows(&stdout(&piped));
    assert_eq!(pairs[0]["source"], "Ніхто не постраждав.");
    assert_eq!(pairs[0]["source_doc"], "-");
}

#[test]
fn what_a_data_package_says_of_other_files_stays() {
    let desk = desk();
    let package = json!({
        "name": "ours", "licenses": [{"name": "CC0-1.0"}],
        "resources": [{"name": "map", "path": "map.png"}],
    });
    desk.put("datapackage.json", package.to_string());
    align(&desk, "one.txt", "source.txt");
    let now: Value = serde_json::from_str(&desk.read("datapackage.json")).unwrap();
    assert_eq!(
        (&now["name"], &now["licenses"]),
        (&package["name"], &package["licenses"])
    );
    assert_eq!(now["resources"][0], package["resources"][0]);
    assert_eq!(now["resources"][1]["path"], "pairs.csv");
}

#[test]
fn a_data_package_that_is_none_is_left_alone() {
    let desk = desk();
    desk.put("datapackage.json", "{\"name\": ");
    let run = desk
        .run(&["align", "one.txt", "-s", "source.txt", "-o", "pairs.csv"])
        .success();
    assert!(stderr(&run).contains("datapackage.json is not valid JSON"));
    assert_eq!(desk.read("datapackage.json"), "{\"name\": ");
    assert_eq!(pairs(&desk).len(), 1);
}

#[test]
fn names_may_have_spaces_and_any_letters() {
    let desk = desk();
    desk.put("стаття номер 1.txt", desk.read("one.txt"));
    desk.put("원문, \"초안\".txt", SOURCE);
    let csv = desk.output(&["align", "стаття номер 1.txt", "-s", "원문, \"초안\".txt"]);
    let pair = &rows(&csv)[0];
    assert_eq!(pair["en_doc"], "стаття номер 1.txt");
    assert_eq!(pair["source_doc"], "원문, \"초안\".txt");
}

//! Whoever reads what the program prints may stop at any time (`quotealign quotes A | head -1`).

mod common;

use std::{io::pipe, process};

use common::{Desk, rows};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put(
        "article.txt",
        "“We will open the bridge in spring,” she said.\n\n\
         “Nobody has been hurt,” she told reporters.\n",
    );
    desk.put(
        "source.txt",
        "Міст ми відкриємо навесні. Ніхто не постраждав. Дякую всім за роботу.\n",
    );
    desk
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let desk = desk();
    for args in [
        &["quotes", "article.txt"][..],
        &["quotes", "article.txt", "--format", "jsonl"],
        &["text", "article.txt"],
        &["model", "info"],
        &["align", "article.txt", "-s", "source.txt", "-q"],
        &[
            "align",
            "article.txt",
            "-s",
            "source.txt",
            "-q",
            "--format",
            "table",
        ],
        &[
            "align",
            "article.txt",
            "-s",
            "source.txt",
            "-q",
            "--explain",
        ],
    ] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let run = process::Command::new(desk.command(&[]).get_program())
            .current_dir(desk.path(""))
            .args(args)
            .stdout(writer)
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{args:?}");
        assert_eq!(run.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn messages_nobody_reads_are_no_error() {
    let desk = desk();
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let run = process::Command::new(desk.command(&[]).get_program())
        .current_dir(desk.path(""))
        .args(["align", "article.txt", "-s", "source.txt"])
        .stderr(writer)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(0));
    assert_eq!(rows(&String::from_utf8(run.stdout).unwrap()).len(), 2);
}

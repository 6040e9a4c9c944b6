//! What the README shows is what the program does.

mod common;

use std::fs;

use common::{Desk, repository};

const DEMO: [&str; 3] = ["article.en.txt", "post.uk.txt", "interview.ko.srt"];

fn readme() -> String {
    fs::read_to_string(repository("README.md")).unwrap()
}

/// What the README says of the commands.
fn commands_section() -> String {
    let readme = readme();
    let (_, section) = readme.split_once("\n## Commands\n").unwrap();
    section.split("\n## ").next().unwrap().to_owned()
}

/// The first block of code in this language.
fn code(readme: &str, language: &str) -> String {
    let opening = format!("```{language}\n");
    let (_, rest) = readme.split_once(&opening).unwrap();
    rest.split("```").next().unwrap().to_owned()
}

/// The entries of a table, without how sure each is: that changes with the model.
fn entries(table: &str) -> Vec<String> {
    let entry = |entry: &str| {
        let entry = entry.replace("? unsure: compare the two", "");
        let mut words = entry.split_whitespace();
        let number = words.next()?.to_owned();
        let sure = words.next()?.replace(char::is_numeric, "");
        let rest: Vec<&str> = words.collect();
        Some(format!("{number} {sure} {}", rest.join(" ")))
    };
    table.split("\n\n").filter_map(entry).collect()
}

#[test]
fn the_first_command_prints_what_is_shown() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("corpora/demo")).unwrap();
    for name in DEMO {
        let name = format!("corpora/demo/{name}");
        fs::copy(repository(&name), desk.path(&name)).unwrap();
    }
    let readme = readme();
    let commands = code(&readme, "sh");
    let command = commands.lines().next().unwrap();
    let arguments = command.strip_prefix("cargo run --release -- ").unwrap();
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let printed = entries(&desk.output(&arguments));
    let shown = entries(&code(&readme, "text"));
    assert!(shown.len() >= 4);
    for entry in shown {
        assert!(printed.contains(&entry), "the README shows:\n{entry}");
    }
}

#[test]
fn the_pairs_of_the_talk_are_those_shown() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("corpora/talk")).unwrap();
    for name in ["corpora/talk/talk.en.txt", "corpora/talk/talk.uk.txt"] {
        fs::copy(repository(name), desk.path(name)).unwrap();
    }
    let readme = readme();
    let (_, section) = readme.split_once("\n## Whole texts\n").unwrap();
    let command = code(section, "sh");
    let arguments = command.trim().strip_prefix("quotealign ").unwrap();
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let printed = desk.output(&arguments);
    let words = |line: &str| line.rsplit_once('\t').unwrap().0.to_owned();
    let printed: Vec<String> = printed.lines().map(words).collect();
    for line in code(section, "tsv").lines() {
        assert!(printed.contains(&words(line)), "the README shows: {line}");
    }
}

#[test]
fn every_command_is_in_the_list_and_the_other_way_round() {
    let help = Desk::new().output(&["help"]);
    let (_, list) = help.split_once("Commands:\n").unwrap();
    // Descriptions that need a second line go on further in.
    let commands = list
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|command| !["", "help"].contains(command));
    let section = commands_section();
    for command in commands {
        assert!(
            section
                .lines()
                .any(|l| l.starts_with(&format!("| `{command}"))),
            "{command} is not in the README"
        );
    }
    let desk = Desk::new();
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        let command = row.trim_start_matches("| `").split([' ', '`']).next();
        desk.run(&["help", command.unwrap()]).success();
    }
}

#[test]
fn the_columns_are_those_of_a_corpus() {
    let readme = readme();
    let named = |column: &&str| readme.contains(&format!("`{column}`"));
    let missing: Vec<&&str> = common::COLUMNS.iter().filter(|c| !named(c)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_option_in_the_list_is_there() {
    let desk = Desk::new();
    let commands = [
        "check", "align", "bitext", "quotes", "text", "embed", "train", "model", "eval",
    ];
    let help = commands.map(|c| desk.output(&[c, "--help"])).concat();
    let section = commands_section();
    let code = section.split('`').skip(1).step_by(2);
    let options: Vec<&str> = code
        .flat_map(|code| code.split(' '))
        .filter(|word| word.starts_with("--"))
        .collect();
    assert!(options.len() > 5, "{options:?}");
    for option in options {
        assert!(help.contains(option), "{option} is no option");
    }
}

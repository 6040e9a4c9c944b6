//! What the tests share: the program in a folder of its own, and what it wrote read back.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    ops::Range,
    path::PathBuf,
};

use assert_cmd::{Command, assert::Assert};
use tempfile::TempDir;

/// A row of a CSV file: cells by the names of their columns.
pub type Row = HashMap<String, String>;

/// The columns of a corpus, in order.
pub const COLUMNS: [&str; 23] = [
    "id",
    "status",
    "confidence",
    "source_lang",
    "en",
    "source",
    "speaker",
    "cue",
    "kind",
    "link",
    "issues",
    "en_doc",
    "en_start",
    "en_end",
    "source_doc",
    "source_start",
    "source_end",
    "source_time",
    "evidence",
    "model",
    "reviewer",
    "note",
    "updated",
];

/// A file of the repository.
pub fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// An empty folder in which the program runs, so that files have short names.
pub struct Desk(TempDir);

impl Desk {
    /// An empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// One with copies of these files of the repository.
    pub fn with(files: &[&str]) -> Self {
        let desk = Self::new();
        for file in files {
            let name = file.rsplit('/').next().unwrap();
            fs::copy(repository(file), desk.path(name)).unwrap();
        }
        desk
    }

    /// Where the file `name` lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Reads a text file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Everything in the folder: names and bytes (folders have none).
    pub fn contents(&self) -> BTreeMap<String, Option<Vec<u8>>> {
        fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                (name, fs::read(entry.path()).ok())
            })
            .collect()
    }

    /// The program, with arguments.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("quotealign").unwrap();
        command.current_dir(self.0.path()).args(args);
        command
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Assert {
        self.command(args).assert()
    }

    /// Runs the program, which has to succeed, for its standard output.
    pub fn output(&self, args: &[&str]) -> String {
        stdout(&self.run(args).success())
    }

    /// The readable text of a document, as offsets count in it.
    pub fn readable(&self, name: &str) -> String {
        self.output(&["text", name])
    }
}

/// What a run printed to standard output.
pub fn stdout(run: &Assert) -> String {
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

/// What a run printed to standard error.
pub fn stderr(run: &Assert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

/// The rows of a CSV text.
pub fn rows(csv: &str) -> Vec<Row> {
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_deserialize();
    rows.map(Result::unwrap).collect()
}

/// The rows of a tab-separated file without quoting.
pub fn tab_rows(text: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(b'\t').quoting(false);
    let rows = reader.from_reader(text.as_bytes()).into_deserialize();
    rows.map(Result::unwrap).collect()
}

/// The characters of `text` in `range`.
pub fn slice(text: &str, range: Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

/// The words of `text` with single spaces between.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number in a cell.
pub fn number(row: &Row, column: &str) -> usize {
    let cell = &row[column];
    cell.parse()
        .unwrap_or_else(|_| panic!("{column} is {cell:?} in {row:?}"))
}

/// The evidence of a row.
pub fn evidence(row: &Row) -> serde_json::Value {
    match row["evidence"].as_str() {
        "" => serde_json::Value::Null,
        json => serde_json::from_str(json).unwrap(),
    }
}

/// The character ranges of the source of a row: one, or several if the evidence lists them.
pub fn source_pieces(row: &Row) -> Vec<Range<usize>> {
    let listed = serde_json::from_value(evidence(row)["source"].clone());
    let listed: Vec<[usize; 2]> = listed.unwrap_or_default();
    if row["source"].is_empty() {
        return Vec::new();
    }
    if listed.is_empty() {
        let whole = number(row, "source_start")..number(row, "source_end");
        return vec![whole];
    }
    listed.into_iter().map(|[start, end]| start..end).collect()
}

/// Where `words` first stand in `text`, in characters, white space of any sort and length being
/// the same.
pub fn place(text: &str, words: &str) -> Range<usize> {
    let mut kept: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.chars().enumerate() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || kept.last().is_some_and(|(_, before)| *before != ' ') {
            kept.push((at, c));
        }
    }
    let words: Vec<char> = single_spaced(words).chars().collect();
    let found = kept
        .windows(words.len())
        .find(|window| window.iter().map(|(_, c)| c).eq(words.iter()))
        .unwrap_or_else(|| panic!("not in the text: {}", String::from_iter(&words)));
    found[0].0..found[found.len() - 1].0 + 1
}

/// Whether two ranges share a character.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

//! A pair as the cells of a row, and back.

use std::{borrow::Cow, str::FromStr};

use super::{
    columns::COLUMNS,
    error::{RowError, shown},
    pair::{Chars, Evidence, Pair, Status},
};
use crate::text::Lang;

impl Pair {
    /// The cells of the row, in the order of [`COLUMNS`].
    pub fn cells(&self) -> [Cow<'_, str>; COLUMNS.len()] {
        let number = |n: usize| Cow::from(n.to_string());
        let source = self.source_chars;
        [
            self.id.to_string().into(),
            self.status.code().into(),
            self.confidence.to_string().into(),
            self.source_lang.map_or("", Lang::code).into(),
            self.en.as_str().into(),
            self.source.as_str().into(),
            self.speaker.as_str().into(),
            self.cue.as_str().into(),
            self.kind.code().into(),
            self.link
                .map(|(en, source)| format!("{en}-{source}"))
                .unwrap_or_default()
                .into(),
            self.issues.join(";").into(),
            self.en_doc.as_str().into(),
            number(self.en_chars.start()),
            number(self.en_chars.end()),
            self.source_doc.as_str().into(),
            source
                .map(|chars| number(chars.start()))
                .unwrap_or_default(),
            source.map(|chars| number(chars.end())).unwrap_or_default(),
            self.source_time.as_str().into(),
            json(&self.evidence).into(),
            self.model.as_str().into(),
            self.reviewer.as_str().into(),
            self.note.as_str().into(),
            format!("{:.0}", self.updated).into(),
        ]
    }

    /// Reads the cells of the row that starts on `line`.
    ///
    /// # Errors
    /// The first thing that is wrong with the row.
    pub(super) fn from_cells(line: u64, cells: &csv::StringRecord) -> Result<Self, RowError> {
        if cells.len() != COLUMNS.len() {
            let problem = format!(
                "{} cells, expected {}; look for a missing comma or quotation mark",
                cells.len(),
                COLUMNS.len()
            );
            return Err(RowError {
                line,
                column: None,
                problem,
            });
        }
        let mut row = Cells {
            line,
            next: 0,
            cells,
        };
        // Field by field in the order of the columns.
        let pair = Self {
            id: row.parse("16 hexadecimal digits (0-9, a-f)")?,
            status: row.parse("auto, accepted, rejected, edited or missing")?,
            confidence: row.parse("a number from 0 to 1 with a decimal point, such as 0.9134")?,
            source_lang: row.optional("ko or uk, or empty")?,
            en: row.text(),
            source: row.text(),
            speaker: row.text(),
            cue: row.text(),
            kind: row.parse("direct, mixed, given or bitext")?,
            link: row.read(
                "empty or two numbers such as 1-2 (a spreadsheet makes a date of them: \
                 import the column as text)",
                |cell| {
                    if cell.is_empty() {
                        Some(None)
                    } else {
                        link(cell).map(Some)
                    }
                },
            )?,
            issues: row
                .text()
                .split_terminator(';')
                .map(str::to_owned)
                .collect(),
            en_doc: row.text(),
            en_chars: row.range()?,
            source_doc: row.text(),
            source_chars: row.optional_range()?,
            source_time: row.text(),
            evidence: row.read("empty or a JSON object such as {\"cosine\":0.8}", evidence)?,
            model: row.text(),
            reviewer: row.text(),
            note: row.text(),
            updated: row.parse("a time in RFC 3339 such as 2026-01-31T09:30:00Z")?,
        };
        match pair.problem() {
            Some((column, problem)) => Err(RowError {
                line,
                column: Some(column),
                problem,
            }),
            None => Ok(pair),
        }
    }

    /// What contradicts itself in the row, and in which column; `None` where all is well.
    pub(super) fn problem(&self) -> Option<(&'static str, String)> {
        let is_code = |code: &String| {
            !code.is_empty() && !code.contains(|c: char| c == ';' || c.is_whitespace())
        };
        if let Some(code) = self.issues.iter().find(|code| !is_code(code)) {
            let problem = format!(
                "{} is not a code; write codes as a;b without spaces",
                shown(code)
            );
            return Some(("issues", problem));
        }
        let empty = self.source.is_empty();
        let (column, problem) = match self.status {
            _ if self.source_lang == Some(Lang::En) => {
                ("source_lang", "`en` is no source language")
            }
            Status::Missing if !empty => ("source", "a row of status missing has no source"),
            Status::Missing if self.source_chars.is_some() => (
                "source_start",
                "a row of status missing has no place in a source",
            ),
            Status::Auto if empty => ("source", "empty; the status of such a row is missing"),
            _ if empty && self.en.is_empty() => ("en", "empty, and so is the source"),
            _ => return None,
        };
        Some((column, problem.to_owned()))
    }
}

/// The cells of one row, read from left to right.
struct Cells<'r> {
    line: u64,
    next: usize,
    cells: &'r csv::StringRecord,
}

impl<'r> Cells<'r> {
    fn cell(&mut self) -> &'r str {
        self.next += 1;
        self.cells.get(self.next - 1).unwrap_or_default()
    }

    fn text(&mut self) -> String {
        self.cell().to_owned()
    }

    /// Reads the next cell with `read`; `expected` says what belongs there.
    fn read<T>(
        &mut self,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, RowError> {
        let cell = self.cell();
        read(cell).ok_or_else(|| self.error(format!("{} is not {expected}", shown(cell))))
    }

    fn parse<T: FromStr>(&mut self, expected: &str) -> Result<T, RowError> {
        self.read(expected, |cell| cell.parse().ok())
    }

    fn optional<T: FromStr>(&mut self, expected: &str) -> Result<Option<T>, RowError> {
        self.read(expected, |cell| {
            if cell.is_empty() {
                Some(None)
            } else {
                cell.parse().ok().map(Some)
            }
        })
    }

    fn range(&mut self) -> Result<Chars, RowError> {
        let start = self.parse("a whole number of characters")?;
        self.end_of(start)
    }

    fn optional_range(&mut self) -> Result<Option<Chars>, RowError> {
        match self.optional("a whole number of characters, or empty")? {
            Some(start) => self.end_of(start).map(Some),
            None => self.read("empty, as the cell before it is", |cell| {
                cell.is_empty().then_some(None)
            }),
        }
    }

    fn end_of(&mut self, start: usize) -> Result<Chars, RowError> {
        self.read(
            &format!("a whole number of characters, {start} or more"),
            |cell| {
                cell.parse()
                    .ok()
                    .filter(|&end| end >= start)
                    .map(|end| Chars::from(start..end))
            },
        )
    }

    /// An error at the cell read last.
    fn error(&self, problem: String) -> RowError {
        let column = COLUMNS
            .get(self.next.saturating_sub(1))
            .map(|column| column.name);
        RowError {
            line: self.line,
            column,
            problem,
        }
    }
}

fn link(cell: &str) -> Option<(u32, u32)> {
    let number = |text: &str| text.parse().ok().filter(|n: &u32| n.to_string() == text);
    let (en, source) = cell.split_once('-')?;
    Some((number(en)?, number(source)?))
}

fn evidence(cell: &str) -> Option<Evidence> {
    if cell.is_empty() {
        Some(Evidence::new())
    } else {
        serde_json::from_str(cell).ok()
    }
}

fn json(evidence: &Evidence) -> String {
    if evidence.is_empty() {
        return String::new();
    }
    // `Value`'s own `Display` writes compact JSON and cannot fail.
    serde_json::Value::Object(evidence.clone()).to_string()
}

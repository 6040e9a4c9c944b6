//! Lists of quotes, for `align --quotes`.

use std::path::Path;

use anyhow::{Context, anyhow, bail};
use quotealign::{
    corpus::{Chars, Kind, Task},
    text::CharIndex,
};
use serde::Deserialize;
use serde_json::Value;

use super::{
    input,
    pairs::{English, EnglishQuote},
};

/// A row of a list.
#[derive(Deserialize)]
struct Row {
    en: String,
    #[serde(default)]
    quote_id: String,
    #[serde(default)]
    speaker: String,
}

/// A line of a .jsonl list, where a `quote_id` may be a number, as `quotes` writes it.
#[derive(Deserialize)]
struct Line {
    en: String,
    #[serde(default)]
    quote_id: Value,
    speaker: Option<String>,
}

impl From<Line> for Row {
    fn from(line: Line) -> Self {
        Self {
            en: line.en,
            quote_id: match line.quote_id {
                Value::Null => String::new(),
                Value::String(id) => id,
                other => other.to_string(),
            },
            speaker: line.speaker.unwrap_or_default(),
        }
    }
}

/// Reads a list: .csv or .jsonl by the extension, else one quote a line.
///
/// A quote's range is that of its line or of its record in the list.
pub fn read(path: &Path) -> anyhow::Result<English> {
    let name = path.display().to_string();
    let text = input::utf8(path)?;
    let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let skipped = text.len() - body.len();
    let index = CharIndex::new(&text);
    let extension = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let rows = match extension.as_str() {
        "csv" => csv_rows(&name, body)?,
        "jsonl" | "ndjson" => lines(body)
            .map(|(range, line)| {
                let row: Line = serde_json::from_str(line).map_err(|e| {
                    let number = body[..range.start].matches('\n').count() + 1;
                    let problem = e.to_string();
                    // A place within the one line would read like a second line number.
                    let problem = problem.split(" at line ").next().unwrap_or_default();
                    anyhow!("{name}, line {number}: not an object with a text `en`: {problem}")
                })?;
                Ok((range, row.into()))
            })
            .collect::<anyhow::Result<Vec<_>>>()?,
        _ => lines(body)
            .map(|(range, line)| {
                (
                    range,
                    Row {
                        en: line.to_owned(),
                        quote_id: String::new(),
                        speaker: String::new(),
                    },
                )
            })
            .collect(),
    };
    let quotes: Vec<EnglishQuote> = rows
        .into_iter()
        .filter(|(_, row)| !row.en.trim().is_empty())
        .map(|(range, row)| {
            let start = index.char_of(skipped + range.start);
            let chars: Chars = (start..index.char_of(skipped + range.end)).into();
            EnglishQuote {
                en: row.en.split_whitespace().collect::<Vec<_>>().join(" "),
                chars: vec![chars],
                speaker: row.speaker,
                cue: String::new(),
                kind: Kind::Given,
                given_id: row.quote_id,
            }
        })
        .collect();
    if quotes.is_empty() {
        bail!("{name}: no quotes in the list");
    }
    Ok(English {
        name,
        task: Task::List,
        quotes,
    })
}

/// The lines that are not blank, with their byte ranges.
fn lines(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        (!line.trim().is_empty()).then(|| (at..at + line.len(), line))
    })
}

fn csv_rows(name: &str, text: &str) -> anyhow::Result<Vec<(std::ops::Range<usize>, Row)>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().with_context(|| name.to_owned())?.clone();
    if !header.iter().any(|column| column == "en") {
        bail!("{name}: no column `en` in the header: a list of quotes needs one");
    }
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let start = reader.position().byte() as usize;
        let more = reader.read_record(&mut record).map_err(|e| {
            let line = e.position().map_or(0, csv::Position::line);
            match e.kind() {
                csv::ErrorKind::UnequalLengths {
                    expected_len, len, ..
                } => anyhow!("{name}, line {line}: {len} cells, the header has {expected_len}"),
                _ => anyhow!("{name}, line {line}: {e}"),
            }
        })?;
        if !more {
            return Ok(rows);
        }
        let end = reader.position().byte() as usize;
        let line = record.position().map_or(0, csv::Position::line);
        let row = record
            .deserialize(Some(&header))
            .map_err(|e| anyhow!("{name}, line {line}: {e}"))?;
        // The reader stops in the middle of CRLF, and passes over blank lines.
        let record = text
            .get(start..end)
            .unwrap_or_default()
            .trim_start_matches(['\n', '\r']);
        let start = end - record.len();
        rows.push((
            start..start + record.trim_end_matches(['\n', '\r']).len(),
            row,
        ));
    }
}

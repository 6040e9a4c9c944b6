//! `check`: what differs between the quotes of a corpus and their sources.

use std::{collections::BTreeMap, fmt::Write, path::PathBuf, process::ExitCode, time::Instant};

use anstyle::{AnsiColor, Style};
use anyhow::bail;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use quotealign::{
    check::{CODES, Checker, Issue, Severity},
    corpus::{Corpus, Pair, Status, update},
    encode::Model,
    text::{CharIndex, Span},
};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::{Common, ModelArg, output, pairs, table::visible};

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The corpus, as `align` and `bitext` write it. The column `issues` of its rows is filled in, but
    /// for rows that a person has reviewed: these stay as they are
    corpus: PathBuf,
    /// Form of the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Exit with status 1 if there is a finding as bad as this, or worse
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Level>,
    /// Only tell, and leave the corpus as it is
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    model: ModelArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Blocks of text for people
    Human,
    /// A JSON object a line: id, code, category (MQM), severity, message, and the characters of
    /// `en` and of `source` it is about
    Json,
    /// One SARIF 2.1.0 log, for editors and build servers
    Sarif,
}

/// How bad a finding is
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Level {
    Minor,
    Major,
    Critical,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Minor => Self::Minor,
            Level::Major => Self::Major,
            Level::Critical => Self::Critical,
        }
    }
}

/// A row with what was found in it.
type Checked = (Pair, Vec<Issue>);

pub fn run(args: &CheckArgs, common: &Common) -> anyhow::Result<ExitCode> {
    if output::file(Some(&args.corpus)).is_none() {
        bail!("name the file of the corpus: its column `issues` is to be filled in");
    }
    // A corpus that is not there is no empty one.
    Corpus::read(&args.corpus)?;
    let begin = Instant::now();
    let model = args.model.load()?;
    // Told before the work.
    Checker::new(&model)?;
    let checked: Vec<Checked> = if args.dry_run {
        let mut corpus = Corpus::read(&args.corpus)?;
        check_all(&mut corpus.pairs, &model)
    } else {
        update(&args.corpus, |corpus| check_all(&mut corpus.pairs, &model))?
    };
    let printed = match args.format {
        Format::Human => output::write_styled(&human(&checked)),
        Format::Json => output::write(None, lines(&checked).as_bytes()),
        Format::Sarif => output::write(None, sarif(&checked).as_bytes()),
    };
    // Who reads no further still asks for the exit status.
    if let Err(error) = printed
        && !super::is_broken_pipe(&error)
    {
        return Err(error);
    }
    if !common.quiet {
        output::message(&summary(&checked, begin));
    }
    let worst = checked
        .iter()
        .flat_map(|(_, issues)| issues)
        .map(|issue| issue.severity)
        .max();
    Ok(match args.fail_on {
        Some(level) if worst >= Some(level.into()) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}

/// Tells the user if the model has no weights to check with, so that only plain facts are checked.
pub fn tell_if_blind(model: &Model, say: &dyn Fn(String)) {
    if let Err(error) = Checker::new(model) {
        say(format!(
            "{error}; only numbers, dates, questions and the like are checked"
        ));
    }
}

/// Checks the rows that have a source and are not rejected, and fills in their issues; returns them.
pub fn check_all(rows: &mut [Pair], model: &Model) -> Vec<Checked> {
    let now = Timestamp::now();
    let chunk = rows.len().div_ceil(rayon::current_num_threads()).max(1);
    let check = |rows: &mut [Pair]| -> Vec<Checked> {
        let mut checker = Checker::new(model).unwrap_or_else(|_| Checker::of_facts(model));
        let rows = rows.iter_mut().filter(|row| {
            !matches!(row.status, Status::Rejected | Status::Missing)
                && !row.source.is_empty()
                && !row.en.is_empty()
        });
        rows.map(|row| {
            let issues = pairs::issues_of(row, &mut checker);
            // Codes that others use are theirs.
            let theirs = |code: &&String| !CODES.iter().any(|(own, ..)| own == code);
            let mut codes = pairs::codes(&issues);
            codes.extend(row.issues.iter().filter(theirs).cloned());
            if row.issues != codes && !row.is_reviewed() {
                (row.issues, row.updated) = (codes, now);
            }
            (row.clone(), issues)
        })
        .collect()
    };
    rows.par_chunks_mut(chunk).flat_map_iter(check).collect()
}

fn summary(checked: &[Checked], begin: Instant) -> String {
    let mut counts: BTreeMap<Severity, usize> = BTreeMap::new();
    for issue in checked.iter().flat_map(|(_, issues)| issues) {
        *counts.entry(issue.severity).or_default() += 1;
    }
    let count = |severity| counts.get(&severity).copied().unwrap_or(0);
    let with = checked
        .iter()
        .filter(|(_, issues)| !issues.is_empty())
        .count();
    format!(
        "{} pairs checked, {with} with something to look at: {} critical, {} major, {} minor; {:.2} s",
        checked.len(),
        count(Severity::Critical),
        count(Severity::Major),
        count(Severity::Minor),
        begin.elapsed().as_secs_f64()
    )
}

/// The rows with findings, for people.
fn human(checked: &[Checked]) -> String {
    const STRONG: Style = Style::new().bold();
    const FAINT: Style = Style::new().dimmed();
    let mut out = String::new();
    let flat = |text: &str| visible(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    for (row, issues) in checked.iter().filter(|(_, issues)| !issues.is_empty()) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{STRONG}“{}”{STRONG:#}", flat(&row.en));
        let _ = writeln!(out, "  {}", flat(&row.source));
        for issue in issues {
            let style = match issue.severity {
                Severity::Critical => AnsiColor::Red.on_default().bold(),
                Severity::Major => AnsiColor::Red.on_default(),
                Severity::Minor => AnsiColor::Yellow.on_default(),
            };
            let sentence = visible(&issue.sentence);
            let _ = writeln!(
                out,
                "  {style}{} {}: {sentence}{style:#}",
                issue.severity, issue.code
            );
        }
        let about: Vec<&str> = [&row.speaker, &row.source_doc, &row.source_time]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let _ = writeln!(
            out,
            "  {FAINT}{} · {}{FAINT:#}\n",
            visible(&about.join(" · ")),
            row.id
        );
    }
    out
}

/// A range of characters of a cell.
fn range(text: &str, span: Option<Span>) -> Value {
    span.map_or(Value::Null, |span| {
        let chars = CharIndex::new(text).chars(span);
        json!([chars.start, chars.end])
    })
}

/// A JSON object for each finding.
fn lines(checked: &[Checked]) -> String {
    let mut out = String::new();
    for (row, issues) in checked {
        for issue in issues {
            let line = json!({
                "id": row.id.to_string(),
                "code": issue.code,
                "category": issue.category(),
                "severity": issue.severity.to_string(),
                "message": issue.sentence,
                "en": range(&row.en, issue.en),
                "source": range(&row.source, issue.source),
                "en_doc": row.en_doc,
                "source_doc": row.source_doc,
            });
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// One log of all findings.
fn sarif(checked: &[Checked]) -> String {
    let rules: Vec<Value> = CODES
        .iter()
        .map(|(code, category, what)| {
            json!({
                "id": code,
                "shortDescription": {"text": what},
                "properties": {"category": category},
            })
        })
        .collect();
    let result = |row: &Pair, issue: &Issue| {
        let level = match issue.severity {
            Severity::Critical => "error",
            Severity::Major => "warning",
            Severity::Minor => "note",
        };
        let place = |doc: &str, text: &str, start: Option<usize>, span: Option<Span>| {
            let mut location = json!({"artifactLocation": {"uri": uri(doc)}});
            // Of a quote or source in one piece the offsets in the document are known.
            if let (Some(start), Some(span)) = (start, span) {
                let chars = CharIndex::new(text).chars(span);
                location["region"] =
                    json!({"charOffset": start + chars.start, "charLength": chars.len()});
            }
            json!({"physicalLocation": location})
        };
        let one_piece = |name: &str| !row.evidence.contains_key(name);
        let en_start = Some(row.en_chars.start()).filter(|_| one_piece("en"));
        let source_start = row
            .source_chars
            .map(|c| c.start())
            .filter(|_| one_piece("source"));
        json!({
            "ruleId": issue.code,
            "level": level,
            "message": {"text": issue.sentence},
            "locations": [place(&row.en_doc, &row.en, en_start, issue.en)],
            "relatedLocations": [place(&row.source_doc, &row.source, source_start, issue.source)],
            "partialFingerprints": {"pair": row.id.to_string()},
        })
    };
    let results: Vec<Value> = checked
        .iter()
        .flat_map(|(row, issues)| issues.iter().map(move |issue| result(row, issue)))
        .collect();
    let log = json!({
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{
            "tool": {"driver": {
                "name": "quotealign",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

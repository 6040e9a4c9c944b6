//! Pairs for people: quote, source, confidence, what to look at.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use quotealign::text::Lang;
use unicode_width::UnicodeWidthStr;

use super::pairs::Found;

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default();
const UNSURE: Style = AnsiColor::Yellow.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// Below this a person should look, whatever the issues.
const LOOK: f64 = 0.8;

/// Columns taken by number and confidence, left of the texts.
const MARGIN: usize = 11;

/// The pairs as text `width` columns wide, with ANSI styles.
pub fn render(found: &[Found], width: usize) -> String {
    let mut out = String::new();
    for (i, row) in found.iter().enumerate() {
        block(&mut out, i + 1, row, width);
    }
    out
}

/// The text without control characters: a document must not steer the reader's terminal.
pub fn visible(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

fn block(out: &mut String, number: usize, Found { pair, issues }: &Found, width: usize) {
    let missing = pair.source.is_empty();
    let confidence = pair.confidence.get();
    let style = match () {
        () if missing => BAD,
        () if confidence < LOOK => UNSURE,
        () => GOOD,
    };
    let mark = if missing {
        "none".to_owned()
    } else {
        format!("{confidence:.2}")
    };
    let (open, close) = match pair.source_lang {
        Some(Lang::Uk) => ("«", "»"),
        _ => ("“", "”"),
    };
    let mut first = Some(format!("{number:>4}  {style}{mark:<4}{style:#} "));
    let mut lines = |out: &mut String, text: &str, style: Style| {
        let text = &visible(text);
        for line in textwrap::wrap(text, width.saturating_sub(MARGIN).max(20)) {
            let lead = first.take().unwrap_or_else(|| " ".repeat(MARGIN));
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{lead}{style}{line}{style:#}");
        }
    };
    lines(out, &format!("“{}”", pair.en), STRONG);
    if missing {
        lines(out, "no source found in the documents given", BAD);
    } else {
        let source = pair.source.split_whitespace().collect::<Vec<_>>().join(" ");
        lines(out, &format!("{open}{source}{close}"), Style::new());
    }
    for issue in issues {
        lines(out, &format!("! {}: {}", issue.code, issue.sentence), BAD);
    }
    if !missing && confidence < LOOK {
        lines(out, "? unsure: compare the two", UNSURE);
    }
    let mut about: Vec<&str> = Vec::new();
    about.extend(
        [pair.speaker.as_str()]
            .into_iter()
            .filter(|s| !s.is_empty()),
    );
    if pair.kind == quotealign::corpus::Kind::Mixed {
        about.push("not speech: a term, a title or scare quotes");
    }
    about.extend(
        [pair.source_doc.as_str(), pair.source_time.as_str()]
            .into_iter()
            .filter(|s| !s.is_empty()),
    );
    if about.iter().any(|s| s.width() > 0) {
        lines(out, &about.join(" · "), FAINT);
    }
    out.push('\n');
}

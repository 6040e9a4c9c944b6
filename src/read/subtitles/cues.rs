//! Cues of SubRip and WebVTT files, as files in the wild write them.

use super::super::{Format, TimeRange};

/// What is shown at one time.
pub(super) struct Cue {
    pub(super) time: TimeRange,
    /// Without tags and empty lines.
    pub(super) lines: Vec<CueLine>,
}

/// A line of a cue.
pub(super) struct CueLine {
    pub(super) text: String,
    /// The name in `<v Name>`, of this line or an earlier one of the cue.
    pub(super) voice: Option<String>,
}

/// The subtitle format a text is in, by its first lines.
pub(in super::super) fn format_of(text: &str) -> Option<Format> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(3);
    let first = lines.next()?;
    if first.starts_with("WEBVTT") {
        return Some(Format::Vtt);
    }
    let is_number = first.trim().bytes().all(|b| b.is_ascii_digit());
    let is_time = parse_time_line(first).is_some()
        || is_number
            && lines
                .next()
                .is_some_and(|line| parse_time_line(line).is_some());
    is_time.then_some(Format::Srt)
}

/// All cues with a valid time, in the order of the file; the rest of the file is passed over.
pub(super) fn parse(text: &str, format: Format) -> Vec<Cue> {
    let mut raw: Vec<(TimeRange, Vec<&str>)> = Vec::new();
    for chunk in chunks(text) {
        let mut is_open = format == Format::Srt;
        for (number, line) in chunk.iter().enumerate() {
            if let Some(time) = parse_time_line(line) {
                raw.push((time, Vec::new()));
                is_open = true;
                continue;
            }
            let next = chunk.get(number + 1);
            let is_identifier = next.is_some_and(|next| parse_time_line(next).is_some())
                && (format == Format::Vtt && number == 0 || is_cue_number(line));
            // In SubRip text after a blank line still belongs to the cue; in WebVTT it is a note or
            // a style sheet.
            if let Some((_, lines)) = raw.last_mut().filter(|_| is_open && !is_identifier) {
                lines.push(line);
            }
        }
    }
    raw.into_iter()
        .map(|(time, lines)| Cue {
            time,
            lines: clean(&lines.join("\n")),
        })
        .collect()
}

/// The runs of lines between blank lines.
fn chunks(text: &str) -> Vec<Vec<&str>> {
    let mut chunks = vec![Vec::new()];
    let line_break = if text.contains('\n') { '\n' } else { '\r' };
    for line in text.split(line_break).map(str::trim) {
        match chunks.last_mut() {
            Some(chunk) if !line.is_empty() => chunk.push(line),
            _ => chunks.push(Vec::new()),
        }
    }
    chunks.retain(|chunk| !chunk.is_empty());
    chunks
}

fn is_cue_number(line: &str) -> bool {
    line.bytes().all(|b| b.is_ascii_digit())
}

/// `00:01:02,345 --> 00:01:04,000`, with or without hours, with a comma or a full stop, with
/// settings after it.
fn parse_time_line(line: &str) -> Option<TimeRange> {
    let (start, rest) = line.split_once("-->")?;
    let start = parse_time(start.trim())?;
    let end = parse_time(rest.split_whitespace().next()?)?;
    Some(TimeRange {
        start,
        end: end.max(start),
    })
}

fn parse_time(text: &str) -> Option<u64> {
    let (clock, fraction) = text.split_once([',', '.']).unwrap_or((text, ""));
    let number = |digits: &str| {
        let is_short = (1..=4).contains(&digits.len());
        (is_short && is_cue_number(digits)).then(|| digits.parse::<u64>().ok())?
    };
    let mut parts = clock.split(':').rev();
    let seconds = number(parts.next()?)?;
    let minutes = number(parts.next()?)?;
    let hours = parts.next().map_or(Some(0), number)?;
    if parts.next().is_some() || seconds > 59 || minutes > 59 {
        return None;
    }
    let millis = match fraction {
        "" => 0,
        digits => number(&format!("{digits:0<3}"))?,
    };
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis.min(999))
}

/// Takes tags and character references out and splits into lines.
fn clean(text: &str) -> Vec<CueLine> {
    let mut lines = vec![CueLine {
        text: String::new(),
        voice: None,
    }];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((tag, after)) = split_tag(rest) {
            if let Some(name) = voice(tag) {
                lines.push(CueLine {
                    text: String::new(),
                    voice: Some(name),
                });
            }
            rest = after;
            continue;
        }
        let (c, after) = split_reference(rest).unwrap_or((c, &rest[c.len_utf8()..]));
        if c == '\n' {
            let voice = lines.last().and_then(|line| line.voice.clone());
            lines.push(CueLine {
                text: String::new(),
                voice,
            });
        } else if let Some(line) = lines.last_mut() {
            line.text.push(c);
        }
        rest = after;
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// `<i>`, `</i>`, `<00:00:01.000>`, `<v Name>` or `{\an8}` at the start, without its brackets.
fn split_tag(text: &str) -> Option<(&str, &str)> {
    if let Some(inner) = text.strip_prefix("{\\") {
        return split_at(inner, '}');
    }
    let inner = text.strip_prefix('<')?;
    let is_tag = inner.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    if is_tag { split_at(inner, '>') } else { None }
}

/// Splits at the closing bracket, where no line ends and no other tag starts before it.
fn split_at(text: &str, close: char) -> Option<(&str, &str)> {
    let at = text.find([close, '<', '{', '\n'])?;
    let after = text.get(at..)?.strip_prefix(close)?;
    Some((text.get(..at)?, after))
}

fn voice(tag: &str) -> Option<String> {
    let (kind, name) = tag.split_once(char::is_whitespace)?;
    let is_voice = kind == "v" || kind.starts_with("v.");
    let name = name.trim();
    (is_voice && !name.is_empty()).then(|| name.to_owned())
}

/// The references WebVTT knows.
const REFERENCES: &[(&str, char)] = &[
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&nbsp;", ' '),
    ("&lrm;", ' '),
    ("&rlm;", ' '),
];

fn split_reference(text: &str) -> Option<(char, &str)> {
    REFERENCES
        .iter()
        .find_map(|(reference, c)| Some((*c, text.strip_prefix(reference)?)))
}

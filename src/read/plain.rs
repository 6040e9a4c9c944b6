//! Plain text, Markdown-like or not.

use crate::text::Span;

use super::{Block, Document, Format, ReadError, encoding::Decoded, speaker};

/// Reads plain text: the text is the file, blank lines separate blocks, and so do single line
/// breaks unless the file is hard-wrapped.
pub(super) fn read(name: &str, decoded: Decoded) -> Result<Document, ReadError> {
    let Decoded { text, encoding } = decoded;
    let lines: Vec<Line> = Line::all(&text);
    let wrapped = is_hard_wrapped(&text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in &lines {
        if line.is_blank() {
            open = false;
            continue;
        }
        match blocks.last_mut() {
            Some(block) if open && wrapped && !line.starts_block(&text) => {
                block.span.end = line.span.end;
            }
            _ => blocks.push(Block {
                span: line.span,
                speaker: None,
                cues: Vec::new(),
            }),
        }
        open = !line.is_heading;
    }
    let blocks = speaker::take_labels(&text, blocks);
    Ok(Document {
        name: name.to_owned(),
        text,
        format: Format::Plain,
        encoding: encoding.name(),
        blocks,
    })
}

/// A line without the white space around it and the marks of Markdown before it.
struct Line {
    span: Span,
    /// Whether marks were taken off its start.
    is_marked: bool,
    is_heading: bool,
}

impl Line {
    fn all(text: &str) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let rest = &text[start..];
            let end = start
                + rest
                    .find(['\n', '\r', '\u{2028}', '\u{2029}'])
                    .unwrap_or(rest.len());
            lines.push(Self::new(text, Span::new(start, end).trim(text)));
            let line_break = &text[end..];
            let width = if line_break.starts_with("\r\n") { 2 } else { 0 };
            start = end + width.max(line_break.chars().next().map_or(0, char::len_utf8));
        }
        lines
    }

    fn new(text: &str, full: Span) -> Self {
        let mut rest = full.of(text);
        if rest.len() >= 3 && rest.chars().all(|c| "-*_=~".contains(c)) {
            rest = "";
        }
        let mut is_heading = false;
        while let Some((mark, after)) = split_mark(rest) {
            is_heading |= mark.starts_with('#');
            rest = after;
        }
        let start = full.end - rest.len();
        Self {
            span: Span::new(start, full.end),
            is_marked: rest.len() < full.len(),
            is_heading,
        }
    }

    fn is_blank(&self) -> bool {
        self.span.is_empty()
    }

    fn starts_block(&self, text: &str) -> bool {
        self.is_marked || speaker::may_start_with_label(self.span.of(text))
    }
}

/// Splits a mark of Markdown, a dialogue dash or a list number (at most three digits: `2018.` is a
/// year) off the start of a line.
fn split_mark(line: &str) -> Option<(&str, &str)> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let len = match line.chars().next()? {
        '>' => return Some((">", line.get(1..)?.trim_start())),
        '#' => line.len() - line.trim_start_matches('#').len(),
        '-' | '*' | '+' => 1,
        c @ ('•' | '–' | '—' | '―' | '·') => c.len_utf8(),
        _ if (1..=3).contains(&digits) && line.get(digits..)?.starts_with(['.', ')']) => digits + 1,
        _ => return None,
    };
    let after = line.get(len..)?;
    let rest = after.trim_start();
    // `#tag`, `-5` and `1.5` are words; `2.` alone is a line of its own.
    (rest.len() < after.len() && !rest.is_empty()).then_some((line.get(..len)?, rest))
}

/// Whether line breaks inside paragraphs only fill a width: then nearly every broken line is so
/// long that the first word of the next would not have fitted, and few end as sentences do.
fn is_hard_wrapped(text: &str, lines: &[Line]) -> bool {
    let mut widths: Vec<usize> = lines
        .iter()
        .map(|line| columns(line.span.of(text)))
        .collect();
    widths.sort_unstable();
    // A few lines may run over: long addresses, tables.
    let width = widths.get(widths.len() * 49 / 50).copied().unwrap_or(0);
    if !(40..=120).contains(&width) {
        return false;
    }
    let (mut breaks, mut full, mut ended, mut in_lower_case) = (0, 0, 0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.is_blank() || next.is_blank() || line.is_heading || next.starts_block(text) {
            continue;
        }
        let (line, next) = (line.span.of(text), next.span.of(text));
        let word = next.split_whitespace().next().unwrap_or_default();
        breaks += 1;
        full += usize::from(columns(line) + 1 + columns(word) + 2 > width);
        ended += usize::from(ends_as_sentence(line));
        in_lower_case += usize::from(next.starts_with(char::is_lowercase));
    }
    // With few breaks their places say little; a small letter after one says much.
    let is_certain = breaks >= 4 || in_lower_case * 2 >= breaks;
    breaks > 0 && is_certain && full * 5 >= breaks * 4 && ended * 2 < breaks
}

/// Width on a terminal, near enough: Hangul and Han take two columns.
fn columns(line: &str) -> usize {
    line.chars()
        .map(|c| {
            if matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffdc}') {
                2
            } else {
                1
            }
        })
        .sum()
}

fn ends_as_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', '»', ')', '*', '_'])
        .ends_with(['.', '!', '?', '…', ':', '。'])
}

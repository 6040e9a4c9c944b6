//! Plain text, Markdown-like or not.

use crate::text::Span;

use super::{
    Block, Document, Format, ReadError,
    encoding::Decoded,
    speaker::{self, Labels},
};

/// Reads plain text: the text is the file, blank lines separate blocks, and so do single line
/// breaks unless the file is hard-wrapped.
pub(super) fn read(name: &str, decoded: Decoded) -> Result<Document, ReadError> {
    let Decoded { text, encoding } = decoded;
    let lines: Vec<Line> = Line::all(&text);
    let labels = Labels::learn(lines.iter().map(|line| line.span.of(&text)));
    let starts_block = |line: &Line| line.is_marked || labels.split(line.span.of(&text)).is_some();
    let wrapped = is_hard_wrapped(&text, &lines, starts_block);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in &lines {
        if line.is_blank() {
            open = false;
            continue;
        }
        match blocks.last_mut() {
            Some(block) if open && wrapped && !starts_block(line) => {
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
fn is_hard_wrapped(text: &str, lines: &[Line], starts_block: impl Fn(&Line) -> bool) -> bool {
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
        if line.is_blank() || next.is_blank() || line.is_heading || starts_block(next) {
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

#[cfg(test)]
mod tests {
    use crate::read::{ReadOptions, read_bytes};

    fn blocks(text: &str) -> Vec<String> {
        let document = read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(document.text, text.trim_start_matches('\u{feff}'));
        document
            .blocks
            .iter()
            .map(|b| b.span.of(&document.text).to_owned())
            .collect()
    }

    #[test]
    fn a_sentence_a_line_stays_a_sentence_a_line() {
        let lines = [
            "The river rose over night and took the old wooden bridge with it",
            "Nobody was hurt.",
            "\"We heard it go at about three in the morning,\" said the miller",
            "he had lived beside the river for all of his sixty years",
            "The council will meet on Thursday to talk about a new bridge.",
            "It will cost more than anyone had thought it would when the",
        ];
        assert_eq!(blocks(&lines.join("\r\n")), lines);
        assert_eq!(blocks(&lines.join("\r")), lines);
    }

    #[test]
    fn hard_wrapped_paragraphs_are_whole() {
        let text = "The river rose over night and took the old wooden bridge with it.\n\
            Nobody was hurt, but the mill stands alone now on the far bank, and\n\
            the miller has to row across whenever he wants to sell his flour.\n\n\
            The council will meet on Thursday to talk about the new bridge. It\n\
            will cost more than anyone had thought it would when the old one\n\
            was still standing.\n";
        let found = blocks(text);
        assert_eq!(found.len(), 2);
        assert!(found[0].ends_with("flour.") && found[1].starts_with("The council"));

        let korean = "밤사이 강물이 불어나 오래된 나무다리가 떠내려갔다. 다친 사람은\n\
            아무도 없었지만 물방앗간은 이제 강 건너편에 홀로 서 있고 방앗간\n\
            주인은 밀가루를 팔러 갈 때마다 배를 저어 강을 건너야만 하는\n\
            형편이 되었다. 마을 의회는 목요일에 모여 새 다리를 놓을 것인지\n\
            의논한다.\n";
        assert_eq!(blocks(korean).len(), 1);
    }

    #[test]
    fn marks_of_markdown_are_outside() {
        let text = "# Title\n\n> He *said* so.\n\n- one\n* two\n1. three\n2) four\n---\n\
            — Так.\n-5 degrees\n1.5 metres\n#tag\n2018. gada\n";
        let expected = [
            "Title",
            "He *said* so.",
            "one",
            "two",
            "three",
            "four",
            "Так.",
            "-5 degrees",
            "1.5 metres",
            "#tag",
            "2018. gada",
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn the_byte_order_mark_is_not_text() {
        assert_eq!(blocks("\u{feff}Один.\n \nДва."), ["Один.", "Два."]);
    }
}

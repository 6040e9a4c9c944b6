//! The paragraphs of an article.

use super::marks;
use crate::text::Span;

/// The paragraphs of `text` without outer white space, in order.
///
/// A blank line always parts paragraphs; a single line break does where lines are not wrapped.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\u{2029}']) {
        lines.push(Span::new(at, at + line.len()).trim(text));
        at += line.len();
    }
    let wrapped = is_wrapped(text, &lines);
    let mut found: Vec<Span> = Vec::new();
    let mut within = false;
    for line in lines {
        match found.last_mut() {
            _ if line.is_empty() => within = false,
            Some(last) if within && wrapped => *last = last.cover(line),
            _ => {
                found.push(line);
                within = true;
            }
        }
    }
    found
}

/// Whether single line breaks stand inside sentences: most lines then end without a full stop.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let (mut breaks, mut ends) = (0, 0);
    for pair in lines
        .windows(2)
        .filter(|pair| pair.iter().all(|line| !line.is_empty()))
    {
        let line = pair[0].of(text);
        breaks += 1;
        let full = line.ends_with(|c: char| ".!?:…".contains(c) || marks::is_mark(c));
        ends += usize::from(full || line.len() > 200);
    }
    ends * 2 < breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_line_breaks_part_paragraphs_where_lines_are_not_wrapped() {
        let count = |text| paragraphs(text).len();
        assert_eq!(count("One sentence.\nAnother one.\nA third."), 3);
        assert_eq!(
            count("One sentence that\nruns over lines and\nends here.\n\nAnother."),
            2
        );
        assert_eq!(count("a\r\n\r\nb\r\n"), 2);
        assert_eq!(count(" \n\n "), 0);
    }
}

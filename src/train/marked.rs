//! Quotation marks in lines with known quotes: what they tell, and lines without them.

use crate::{
    align::quotations::{is_apostrophe, is_quotation_mark, pairs},
    text::Span,
};

/// How far the log length of a quotation may lie from that of the quoted share of its line.
const LENGTH_PLAY: f32 = 0.7;

/// Share of a line from which on a quote is all of it.
const WHOLE: f32 = 0.97;

/// The words of `line` that the quote `text` renders, `share` (0..1) of the English line `context`:
/// what stands between the quotation marks of the same number, or all of a line without marks.
pub fn known_words(text: &str, context: &str, share: f32, line: &str) -> Option<Span> {
    let outermost = |text: &str| {
        let all = pairs(text, Span::new(0, text.len()));
        let mut outer: Vec<Span> = all
            .iter()
            .copied()
            .filter(|q| !all.iter().any(|other| other != q && other.contains(*q)))
            .collect();
        outer.sort_unstable();
        outer
    };
    let (english, there) = (outermost(context), outermost(line));
    let whole = Span::new(0, line.len());
    if there.is_empty() && english.len() <= 1 && share >= WHOLE {
        return Some(whole);
    }
    if english.len() != there.len() {
        return None;
    }
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let mut same = english
        .iter()
        .zip(&there)
        .filter(|(en, _)| letters(en.of(context)) == letters(text));
    let (_, words) = same.next().filter(|_| same.next().is_none())?;
    let length = |text: &str| letters(text).chars().count().max(1) as f32;
    let off = length(words.of(line)) / (length(line) * share).max(1.0);
    (off.ln().abs() <= LENGTH_PLAY).then_some(*words)
}

/// A line without its quotation marks.
pub struct Unmarked {
    /// What is left.
    pub text: String,
    /// The marks taken out, by where they stood.
    marks: Vec<(usize, usize)>,
}

impl Unmarked {
    /// Takes the marks out of `line`.
    pub fn new(line: &str) -> Self {
        let mut text = String::with_capacity(line.len());
        let mut marks = Vec::new();
        let mut before: Option<char> = None;
        let mut chars = line.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            if is_quotation_mark(c) && !is_apostrophe(before, next) {
                marks.push((at, c.len_utf8()));
            } else {
                text.push(c);
            }
            before = Some(c);
        }
        Self { text, marks }
    }

    /// Where `span` of the line stands now.
    pub fn span(&self, span: Span) -> Span {
        let moved = |at: usize| {
            let gone = self.marks.iter().take_while(|(mark, _)| *mark < at);
            at - gone.map(|(_, size)| size).sum::<usize>()
        };
        Span::new(moved(span.start), moved(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known<'l>(text: &str, context: &str, share: f32, line: &'l str) -> Option<&'l str> {
        known_words(text, context, share, line).map(|words| words.of(line))
    }

    #[test]
    fn marks_of_the_same_number_tell_the_words() {
        let context = "They spoke of \"a new era\" and of \"old debts.\"";
        let line = "그들은 '새 시대'와 '묵은 빚'을 말했다.";
        assert_eq!(known("old debts.", context, 0.3, line), Some("묵은 빚"));
        assert_eq!(known("a new era", context, 0.3, line), Some("새 시대"));
        // One mark more: nobody knows which is which.
        let line = "'그들'은 '새 시대'와 '묵은 빚'을 말했다.";
        assert_eq!(known("old debts.", context, 0.3, line), None);
        // A quotation far too short.
        assert_eq!(
            known(
                "long and old debts of ours",
                "\"long and old debts of ours\"",
                1.0,
                "우리의 오래된 빚은 언제까지나 우리를 따라다닐 것이라고 그는 '빚'을 두고 말했다"
            ),
            None
        );
    }

    #[test]
    fn a_line_without_marks_is_known_as_a_whole() {
        assert_eq!(
            known("We stay.", "\"We stay.\"", 1.0, "Ми лишаємося."),
            Some("Ми лишаємося.")
        );
        assert_eq!(
            known(
                "We stay",
                "\"We stay\" he said",
                0.5,
                "Ми лишаємося, сказав він."
            ),
            None
        );
    }

    #[test]
    fn lines_without_their_marks() {
        let line = "«П'ять сіл», сказав він, і \"решта\".";
        let words = pairs(line, Span::new(0, line.len()));
        let unmarked = Unmarked::new(line);
        assert_eq!(unmarked.text, "П'ять сіл, сказав він, і решта.");
        let kept: Vec<&str> = words
            .iter()
            .map(|w| unmarked.span(*w).of(&unmarked.text))
            .collect();
        assert_eq!(kept, ["П'ять сіл", "решта"]);
    }
}

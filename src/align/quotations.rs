//! What stands between quotation marks in a source.
//!
//! Korean and Ukrainian writers use every kind of mark, and a Korean particle follows a closing mark
//! without a space (`"가겠다"라고`), so whether a mark opens or closes is told by what stands
//! beside it and by what is open.

use crate::{read::Document, text::Span};

/// The quotations of a text: the spans between the marks, marks not included, by their start.
#[derive(Clone, Debug, Default)]
pub struct Quotations {
    spans: Vec<Span>,
    /// The furthest end of the spans up to each.
    reach: Vec<usize>,
}

/// Marks that close each other, roughly: writers mix `„ “ ” "` freely.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
    Corner,
}

/// Which way the shape of a mark points.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Opening,
    Closing,
    Either,
}

fn shape(c: char) -> Option<(Family, Shape)> {
    use {Family::*, Shape::*};
    Some(match c {
        '"' | '“' | '‟' | '＂' => (Double, Either),
        '„' => (Double, Opening),
        '”' => (Double, Closing),
        '\'' | '’' => (Single, Either),
        '‘' | '‚' => (Single, Opening),
        '«' | '‹' => (Guillemet, Opening),
        '»' | '›' => (Guillemet, Closing),
        '「' | '『' => (Corner, Opening),
        '」' | '』' => (Corner, Closing),
        _ => return None,
    })
}

/// Whether `c` opens or closes a quotation somewhere.
pub fn is_quotation_mark(c: char) -> bool {
    shape(c).is_some()
}

impl Quotations {
    /// Those of a document; none goes on into another block.
    pub fn new(document: &Document) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        for block in &document.blocks {
            spans.extend(pairs(&document.text, block.span));
        }
        spans.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut furthest = 0;
        let reach = |span: &Span| {
            furthest = furthest.max(span.end);
            furthest
        };
        let reach = spans.iter().map(reach).collect();
        Self { spans, reach }
    }

    /// Those that share text with `span`, the last first.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = Span> {
        let from = self.spans.partition_point(|q| q.start < span.end);
        let near = (0..from).rev();
        near.take_while(move |at| self.reach[*at] > span.start)
            .map(|at| self.spans[at])
            .filter(move |q| q.overlaps(span))
    }
}

/// The quotations in the part of `text` under `block`, in the order they close.
pub fn pairs(text: &str, block: Span) -> Vec<Span> {
    /// Marks open at a time: more are no quotations.
    const DEEPEST: usize = 4;
    let mut open: Vec<(Family, usize)> = Vec::new();
    let mut found = Vec::new();
    let part = block.of(text);
    let mut before: Option<char> = None;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let prev = before.replace(c);
        let Some((family, shape)) = shape(c) else {
            continue;
        };
        let next = chars.peek().map(|(_, c)| *c);
        let start = block.start + at;
        if family == Family::Single && is_apostrophe(prev, next) {
            continue;
        }
        let after_gap = prev
            .is_none_or(|p| p.is_whitespace() || "([{-—–:,/".contains(p) || is_quotation_mark(p));
        let room = next.is_some_and(|n| !n.is_whitespace());
        let mine = open.iter().rposition(|(other, _)| *other == family);
        let closes = match shape {
            Shape::Opening => mine.is_some() && !after_gap,
            Shape::Closing => mine.is_some() || !(after_gap && room),
            // A comma or a mark may stand before either: then what is open decides.
            Shape::Either => {
                let opens = room && prev.is_none_or(|p| p.is_whitespace() || "([{".contains(p));
                mine.is_some() && !opens || !(after_gap && room)
            }
        };
        if !closes {
            if open.len() == DEEPEST {
                open.remove(0);
            }
            open.push((family, start + c.len_utf8()));
        } else if let Some(mine) = mine {
            let inner = Span::new(open[mine].1, start).trim(text);
            if inner.of(text).contains(char::is_alphanumeric) {
                found.push(inner);
            }
            open.truncate(mine);
        }
    }
    found
}

/// Whether a single mark between these characters is an apostrophe: inside a word, except before
/// Korean, which has none and puts its particles right behind a closing mark.
pub fn is_apostrophe(prev: Option<char>, next: Option<char>) -> bool {
    let korean = |c: char| matches!(c, '\u{ac00}'..='\u{d7a3}');
    match (prev, next) {
        (Some(p), Some(n)) => {
            p.is_alphanumeric() && n.is_alphanumeric() && !korean(p) && !korean(n)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let mut spans = pairs(text, Span::new(0, text.len()));
        spans.sort_unstable_by_key(|span| span.start);
        spans.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        for text in [
            "Він сказав: «Ми тут», — і пішов.",
            "Він сказав: \"Ми тут\", – і пішов.",
            "Він сказав: „Ми тут“, і пішов.",
            "Він сказав: “Ми тут”, і пішов.",
            "‘Ми тут’, — сказав він.",
            "\"Ми тут\"",
        ] {
            assert_eq!(quoted(text), ["Ми тут"], "{text}");
        }
    }

    #[test]
    fn particles_follow_a_closing_mark() {
        assert_eq!(quoted("그는 \"가겠다,\"라고 말했다."), ["가겠다,"]);
        assert_eq!(quoted("그는 '가겠다'고 말했다."), ["가겠다"]);
        assert_eq!(
            quoted("“새 시대를 열 기회”와 “의견 충돌이 끝날” 기회"),
            ["새 시대를 열 기회", "의견 충돌이 끝날"]
        );
    }

    #[test]
    fn quotations_inside_quotations() {
        assert_eq!(
            quoted("«Я кричав: \"У воді акула!\"», — додав він."),
            ["Я кричав: \"У воді акула!\"", "У воді акула!"]
        );
    }

    #[test]
    fn apostrophes_and_inches_quote_nothing() {
        assert!(quoted("П'ять об'єктів, п’ять сімей").is_empty());
        assert!(quoted("екран 27\" коштує").is_empty());
        assert!(quoted("«початок без кінця").is_empty());
    }

    proptest! {
        #[test]
        fn spans_lie_inside(text in "[ а\"'«»“”„‘’,.가a]{0,40}") {
            for span in pairs(&text, Span::new(0, text.len())) {
                prop_assert!(!span.of(&text).is_empty());
            }
        }
    }
}

//! Quoted passages: the marks of a text paired within its paragraphs.

use super::marks::{self, Closing, Family, Mark};
use crate::text::Span;

/// The words between two marks, or as far as the paragraph goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// The words without marks and outer white space; holds a letter or digit.
    pub span: Span,
    /// The passage with its marks.
    pub outer: Span,
    /// Number of the paragraph it lies in.
    pub paragraph: usize,
    /// It was not closed, and the next paragraph's first passage carries it on.
    pub runs_on: bool,
}

/// Finds the passages of `text` in the given paragraphs.
pub(super) fn find(text: &str, paragraphs: &[Span]) -> Vec<Passage> {
    let marks = marks::scan(text);
    let opening = |family| {
        marks
            .iter()
            .filter(|m| m.family == family && m.opens)
            .count()
    };
    let mut pairing = Pairing {
        text,
        single_first: opening(Family::Single) > opening(Family::Double),
        found: Vec::new(),
    };
    let mut rest = marks.as_slice();
    let mut carried = None;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let (here, later) = rest.split_at(rest.partition_point(|m| m.at < paragraph.end));
        let next = paragraphs.get(number + 1).and_then(|next| {
            let mark = later
                .iter()
                .find(|m| m.family != Family::Single || pairing.single_first);
            mark.filter(|m| m.at < next.end)
                .map(|m| (*m, m.at == next.start))
        });
        carried = pairing.paragraph(here, *paragraph, number, next, carried);
        rest = later;
    }
    pairing.found
}

struct Pairing<'t> {
    text: &'t str,
    /// Single marks are the text's first choice, as in British novels.
    single_first: bool,
    found: Vec<Passage>,
}

/// An open quote: the mark that opened it, and where its words begin.
#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    outer: usize,
    start: usize,
    depth: usize,
}

/// How many marks ahead a decision may look: keeps the work linear in the text.
const LOOK_AHEAD: usize = 64;

impl Pairing<'_> {
    /// Pairs the marks of one paragraph. `next` is the following paragraph's first mark and
    /// whether it begins that paragraph; `carried` a mark left open by the paragraph before and
    /// to be closed here. Returns the mark this one leaves open for the next.
    fn paragraph(
        &mut self,
        marks: &[Mark],
        paragraph: Span,
        number: usize,
        next: Option<(Mark, bool)>,
        carried: Option<Mark>,
    ) -> Option<Mark> {
        let mut open = carried.map(|mark| Open {
            mark,
            outer: paragraph.start,
            start: paragraph.start,
            depth: 1,
        });
        let mut i = 0;
        while let Some(mark) = marks.get(i) {
            let rest = marks.get(i + 1..).unwrap_or_default();
            match open {
                None => {
                    if mark.family == Family::Single {
                        if let Some(ahead) = self.closing_single(mark, rest) {
                            open = Some(Open::at(mark));
                            i += ahead;
                        } else if self.single_first
                            && mark.opens
                            && self.introduced(mark, paragraph)
                        {
                            open = Some(Open::at(mark));
                            i = marks.len();
                        }
                    } else if mark.opens && mark.end() < paragraph.end {
                        open = Some(Open::at(mark));
                    }
                }
                Some(ref mut quote) if mark.family == quote.mark.family => {
                    match quote.meet(mark, rest, next.is_some_and(|(m, first)| first && m.opens)) {
                        Step::Inside => {}
                        Step::Closed => {
                            let quote = *quote;
                            self.push(quote, mark.at, mark.end(), number, false);
                            open = None;
                        }
                        Step::Restart => {
                            let quote = *quote;
                            self.push(quote, mark.at, mark.at, number, false);
                            open = Some(Open::at(mark));
                        }
                    }
                }
                Some(_) => {}
            }
            i += 1;
        }
        let quote = open?;
        let same = next.filter(|(m, _)| m.family == quote.mark.family);
        let reopened = same.is_some_and(|(m, first)| first && m.opens);
        // The next paragraph's first mark closes without opening: the quote runs over the break.
        let runs_over =
            carried.is_none() && same.is_some_and(|(m, first)| !first && !m.opens && m.can_close());
        self.push(
            quote,
            paragraph.end,
            paragraph.end,
            number,
            reopened || runs_over,
        );
        runs_over.then_some(quote.mark)
    }

    fn push(&mut self, quote: Open, end: usize, outer_end: usize, paragraph: usize, runs_on: bool) {
        let span = Span::new(quote.start, end).trim(self.text);
        if span.of(self.text).contains(char::is_alphanumeric) {
            let outer = Span::new(quote.outer, outer_end);
            self.found.push(Passage {
                span,
                outer,
                paragraph,
                runs_on,
            });
        }
    }

    /// Whether a quote is to be expected where `mark` stands: at the paragraph's start or behind
    /// a comma or colon.
    fn introduced(&self, mark: &Mark, paragraph: Span) -> bool {
        let before = Span::new(paragraph.start, mark.at).of(self.text).trim_end();
        before.is_empty() || before.ends_with([',', ':'])
    }

    /// How many marks lie between a single opening mark and the one that closes it.
    fn closing_single(&self, mark: &Mark, rest: &[Mark]) -> Option<usize> {
        if !mark.opens {
            return None;
        }
        let mut depth = 1;
        let mut others = 0;
        for (i, later) in rest.iter().take(LOOK_AHEAD).enumerate() {
            if later.family != Family::Single {
                others += 1;
                continue;
            }
            match later.closes {
                _ if later.opens => {
                    if !self.single_first {
                        return None;
                    }
                    depth += 1;
                }
                Closing::No => {}
                Closing::Elision if closes_later(rest.get(i + 1..).unwrap_or_default()) => {}
                _ => depth -= 1,
            }
            if depth == 0 {
                // Where double marks come first, a single pair must be plain to hold some.
                let plain = others == 0 || others % 2 == 0 && later.closes == Closing::Strong;
                return Some(i).filter(|_| self.single_first || plain);
            }
        }
        None
    }
}

/// Whether a single mark that surely closes comes before the next that opens.
fn closes_later(rest: &[Mark]) -> bool {
    rest.iter()
        .filter(|m| m.family == Family::Single)
        .take(LOOK_AHEAD)
        .find(|m| m.opens || matches!(m.closes, Closing::Strong | Closing::Weak))
        .is_some_and(|m| !m.opens)
}

enum Step {
    Inside,
    Closed,
    Restart,
}

impl Open {
    fn at(mark: &Mark) -> Self {
        Self {
            mark: *mark,
            outer: mark.at,
            start: mark.end(),
            depth: 1,
        }
    }

    /// What a later mark of the same family does to the open quote.
    fn meet(&mut self, mark: &Mark, rest: &[Mark], reopened: bool) -> Step {
        if self.mark.family == Family::Single {
            return if mark.can_close() {
                Step::Closed
            } else {
                Step::Inside
            };
        }
        let same = || {
            rest.iter()
                .filter(|m| m.family == mark.family)
                .take(LOOK_AHEAD)
        };
        let low = matches!(self.mark.glyph, '„' | '‟');
        let closes = mark.can_close()
            && (!mark.opens || low || mark.glyph == '"' || mark.family == Family::Guillemet);
        if closes || mark.misplaced {
            let inch = mark.after_digit
                && mark.closes == Closing::Weak
                && mark.glyph == '"'
                && same()
                    .next()
                    .is_some_and(|m| !m.opens && m.closes == Closing::Strong);
            if inch {
                return Step::Inside;
            }
            self.depth -= 1;
            return if self.depth == 0 {
                Step::Closed
            } else {
                Step::Inside
            };
        }
        // An opening mark inside an open quote: nested if everything closes, else the quote was
        // never closed.
        let mut depth = self.depth + 1;
        for later in same() {
            if later.can_close() {
                depth -= 1;
            } else {
                depth += 1;
            }
            if depth == 0 {
                break;
            }
        }
        if depth == 0 || depth == self.depth && reopened {
            self.depth += 1;
            Step::Inside
        } else {
            Step::Restart
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::paragraphs::paragraphs;

    fn passages(text: &str) -> Vec<&str> {
        find(text, &paragraphs(text))
            .iter()
            .map(|p| p.span.of(text))
            .collect()
    }

    #[test]
    fn every_kind_of_mark() {
        for text in [
            "He said “yes, I do” twice.",
            "He said \"yes, I do\" twice.",
            "He said ‘yes, I do’ twice.",
            "He said 'yes, I do' twice.",
            "He said «yes, I do» twice.",
            "He said »yes, I do« twice.",
            "He said „yes, I do“ twice.",
            "He said „yes, I do” twice.",
            "He said ”yes, I do” twice.",
            "He said « yes, I do » twice.",
            "He said \" yes, I do \" twice.",
            "He said `yes, I do' twice.",
        ] {
            assert_eq!(passages(text), ["yes, I do"], "{text}");
        }
    }

    #[test]
    fn nested_quotes_belong_to_the_outer_one() {
        assert_eq!(
            passages("“He told me ‘no’ twice,” she said."),
            ["He told me ‘no’ twice,"]
        );
        assert_eq!(
            passages("‘He told me “no” twice,’ she said."),
            ["He told me “no” twice,"]
        );
        assert_eq!(
            passages("\"I would not say \"no\" to that \"deal\".\""),
            ["I would not say \"no\" to that \"deal\"."]
        );
        assert_eq!(
            passages("“I would not say “no” to that,” he said."),
            ["I would not say “no” to that,"]
        );
    }

    #[test]
    fn apostrophes_do_not_close() {
        assert_eq!(
            passages("‘The boys’ father won’t come,’ she said."),
            ["The boys’ father won’t come,"]
        );
        assert_eq!(
            passages("'The boys' father won't come,' she said."),
            ["The boys' father won't come,"]
        );
        assert_eq!(
            passages("'I was goin' home,' he said, 'an' then I slept.'"),
            ["I was goin' home,", "an' then I slept."]
        );
        assert_eq!(
            passages("The so-called 'deal' of the '90s was the dogs' dinner."),
            ["deal"]
        );
        assert!(
            passages("The dogs' owners and the cats' friends danced in the ’90s to rock ’n’ roll.")
                .is_empty()
        );
    }

    #[test]
    fn marks_of_measure_and_strays_spoil_one_paragraph_at_most() {
        assert_eq!(
            passages("The 12\" pipe was 6'2\" long.\n\n\"Good,\" he said."),
            ["Good,"]
        );
        assert_eq!(
            passages("\"The 6\" pipe broke,\" he said."),
            ["The 6\" pipe broke,"]
        );
        assert_eq!(
            passages("He left.\" So did she.\n\n“Good,” he said."),
            ["Good,"]
        );
        assert_eq!(
            passages("\"We must go, he said.\n\nIt rained.\n\n\"Good,\" he said."),
            ["We must go, he said.", "Good,"]
        );
    }

    #[test]
    fn a_missing_mark_ends_the_quote_at_the_next_one() {
        assert_eq!(
            passages("“We will win. “We must win,” he said."),
            ["We will win.", "We must win,"]
        );
        assert_eq!(
            passages("\"We will win, \" he said. \"We must.\""),
            ["We will win,", "We must."]
        );
        assert_eq!(
            passages("\"We will win, \"he said, \"and soon.\""),
            ["We will win,", "and soon."]
        );
    }

    #[test]
    fn quotes_run_over_paragraphs() {
        let text = "“One.\n\n“Two.\n\n“Three,” he said.";
        let found = find(text, &paragraphs(text));
        assert_eq!(
            found.iter().map(|p| p.runs_on).collect::<Vec<_>>(),
            [true, true, false]
        );
        let text = "“One.\n\nTwo,” he said.";
        let found = find(text, &paragraphs(text));
        assert_eq!(
            found.iter().map(|p| p.span.of(text)).collect::<Vec<_>>(),
            ["One.", "Two,"]
        );
        assert!(found[0].runs_on && !found[1].runs_on);
    }
}

//! The quotations that touch a run, counted in its tokens.

use std::{collections::HashSet, ops::Range};

use crate::text::{Span, Tokens};

/// What the quotation marks of a run say of its spans of tokens.
#[derive(Debug)]
pub struct Quoted {
    /// Quotations that a cut before each token, or after the last, goes through.
    cut: Vec<u32>,
    /// What stands between two marks.
    whole: HashSet<(usize, usize)>,
    /// The longest of these, with their letters.
    longest: Vec<(f32, Range<usize>)>,
}

impl Quoted {
    /// `quotations` touch the text span `run`, which has these `tokens`, with so many `letters`
    /// before each and at the end.
    pub fn new(
        quotations: impl Iterator<Item = Span>,
        run: Span,
        tokens: &Tokens,
        letters: &[f32],
    ) -> Self {
        /// Quotations looked at for those inside a span.
        const LONGEST: usize = 16;
        let n = tokens.len();
        let starts: Vec<usize> = tokens.iter().map(|t| t.span.start).collect();
        // Changes of `cut` from token to token.
        let mut steps = vec![0_i64; n + 2];
        let mut whole = HashSet::new();
        for q in quotations {
            let from = starts.partition_point(|start| *start < q.start);
            let to = starts.partition_point(|start| *start < q.end);
            // A quotation that goes on outside the run is cut by its ends as well.
            let (begins, ends) = (q.start >= run.start, q.end <= run.end);
            let first = if begins { from + 1 } else { 0 };
            let after = if ends { to } else { n + 1 };
            if first < after {
                steps[first] += 1;
                steps[after] -= 1;
            }
            if begins && ends && from < to {
                whole.insert((from, to));
            }
        }
        let mut open = 0;
        let sum = |step: &i64| {
            open += step;
            u32::try_from(open).unwrap_or(0)
        };
        let mut longest: Vec<(f32, Range<usize>)> = whole
            .iter()
            .map(|&(from, to)| (letters[to] - letters[from], from..to))
            .collect();
        longest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
        longest.truncate(LONGEST);
        Self {
            cut: steps[..=n].iter().map(sum).collect(),
            whole,
            longest,
        }
    }

    /// How many quotations the two ends of a span go through.
    pub fn cut(&self, span: &Range<usize>) -> u32 {
        self.cut[span.start] + self.cut[span.end]
    }

    /// Whether the span is what stands between two marks.
    pub fn is_whole(&self, span: &Range<usize>) -> bool {
        self.whole.contains(&(span.start, span.end))
    }

    /// Letters of the longest quotation inside the span that is not all of it.
    pub fn inside(&self, span: &Range<usize>) -> f32 {
        let inside = |q: &Range<usize>| span.start <= q.start && q.end <= span.end && q != span;
        let first = self.longest.iter().find(|(_, q)| inside(q));
        first.map_or(0.0, |(letters, _)| *letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::quotations::pairs;

    fn quoted(text: &str, run: Span) -> Quoted {
        let tokens = Tokens::new(text, run);
        let letters: Vec<f32> = (0..=tokens.len()).map(|i| i as f32).collect();
        let all = pairs(text, Span::new(0, text.len()));
        let touching = all.into_iter().filter(|q| q.overlaps(run));
        Quoted::new(touching, run, &tokens, &letters)
    }

    #[test]
    fn ends_inside_a_quotation_cut_it() {
        let text = "Він каже: «Ми \"тут\" удома» і йде.";
        let quoted = quoted(text, Span::new(0, text.len()));
        assert_eq!(quoted.cut, [0, 0, 0, 1, 1, 0, 0, 0]);
        assert!(quoted.is_whole(&(2..5)) && quoted.is_whole(&(3..4)) && !quoted.is_whole(&(2..4)));
        let inside = [0..7, 2..5, 3..5].map(|span| quoted.inside(&span));
        assert_eq!(inside, [3.0, 1.0, 1.0]);
    }

    #[test]
    fn what_goes_on_outside_the_run_is_cut_by_its_ends() {
        let text = "«Ми тут. Ми вдома. Ми разом».";
        let start = text.find("Ми вдома").expect("there");
        let quoted = quoted(text, Span::new(start, start + "Ми вдома.".len()));
        assert_eq!(quoted.cut, [1, 1, 1]);
        assert!(!quoted.is_whole(&(0..2)));
    }
}

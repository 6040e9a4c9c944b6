//! The words inside a run of segments that a quote renders.

use super::{source::Run, source::Space};
use crate::{
    encode::{Encoder, TokenSums, Vector},
    text::{Span, Tokens},
};

/// Tokens of the longest run that is searched word by word; longer runs are taken whole.
const MOST_TOKENS: usize = 160;

/// Worth, in cosine, of a span end that falls on a mark or on the end of a segment: words at the
/// ends that mean little would otherwise be cut off or added by chance.
const BOUNDARY_WORTH: f32 = 0.015;

/// A place in a source that may be what a quote renders.
#[derive(Clone, Debug)]
pub struct Place {
    /// The segments it touches.
    pub run: Run,
    /// The words, in the document of the run.
    pub span: Span,
    /// Cosine of the quote and the words of `span`.
    pub cosine: f32,
    /// Ends of the span that fall on a mark or on the end of a segment: 0, 1 or 2.
    pub boundaries: u8,
    /// Normalised words under the span, with their sums: what coverage is computed from.
    pub words: Vec<Vector>,
}

/// A run with its tokens and prefix sums, to be searched for several quotes.
pub struct Words {
    run: Run,
    tokens: Tokens,
    sums: TokenSums,
    /// Tokens of the first and the last segment: a span starts in the first and ends in the last.
    first: usize,
    last: usize,
    opens: Vec<bool>,
    closes: Vec<bool>,
}

impl Words {
    /// Tokenises and encodes `run`.
    pub fn new(run: Run, space: &Space<'_>, encoder: &mut Encoder<'_>) -> Self {
        let text = &space.source_of(run.start).document.text;
        let tokens = Tokens::new(text, space.span(run));
        let sums = encoder.token_sums(&tokens);
        let first_end = space.segments()[run.start].span.end;
        let last_start = space.segments()[run.end - 1].span.start;
        let first = tokens.iter().filter(|t| t.span.start < first_end).count();
        let last = tokens.iter().filter(|t| t.span.start >= last_start).count();
        let n = tokens.len();
        let (mut opens, mut closes) = (vec![false; n], vec![false; n]);
        for i in 0..n {
            let after_mark = i == 0 || has_mark(text, tokens.get(i - 1).span, tokens.get(i).span);
            opens[i] = after_mark;
            closes[i] = i + 1 == n || has_mark(text, tokens.get(i).span, tokens.get(i + 1).span);
        }
        Self { run, tokens, sums, first, last, opens, closes }
    }

    /// The best words for the unit vector `quote`, or `None` for a run without words.
    pub fn best(&self, quote: &Vector, space: &Space<'_>, encoder: &mut Encoder<'_>) -> Option<Place> {
        let n = self.tokens.len();
        if n == 0 {
            return None;
        }
        let worth = |start: usize, end: usize| {
            let sum = self.sums.sum(start, end);
            let norm = sum.norm();
            let cosine = if norm > 0.0 { quote.dot(&sum) / norm } else { 0.0 };
            let boundaries = u8::from(self.opens[start]) + u8::from(self.closes[end - 1]);
            (cosine, boundaries)
        };
        let mut best = (0, n, worth(0, n));
        if n <= MOST_TOKENS {
            for start in 0..self.first.min(n) {
                for end in (n - self.last).max(start) + 1..=n {
                    let new = worth(start, end);
                    let value = |(cosine, boundaries): (f32, u8)| cosine + BOUNDARY_WORTH * f32::from(boundaries);
                    if value(new) > value(best.2) {
                        best = (start, end, new);
                    }
                }
            }
        }
        let (start, end, (cosine, boundaries)) = best;
        let text = &space.source_of(self.run.start).document.text;
        let whole = space.span(self.run);
        let mut span = Span::new(self.tokens.get(start).span.start, self.tokens.get(end - 1).span.end);
        if start == 0 {
            span.start = whole.start;
        }
        if end == n {
            span.end = whole.end;
        } else if self.closes[end - 1] {
            span = with_closing(text, span, whole);
        }
        let words = (start..end).map(|i| *encoder.word(self.tokens.get(i).norm)).collect();
        Some(Place { run: self.run, span, cosine, boundaries, words })
    }
}

/// Whether something other than white space and letters stands between two tokens.
fn has_mark(text: &str, left: Span, right: Span) -> bool {
    Span::new(left.end, right.start).of(text).chars().any(|c| !c.is_whitespace() && !c.is_alphanumeric())
}

/// The span with the marks that close it (`.`, `?`, `!`, `…`) but not quotation marks or commas.
fn with_closing(text: &str, span: Span, whole: Span) -> Span {
    let after = Span::new(span.end, whole.end).of(text);
    let marks: usize = after.chars().take_while(|c| matches!(c, '.' | '?' | '!' | '…')).map(char::len_utf8).sum();
    Span::new(span.start, span.end + marks)
}

//! The words inside a run of segments that a quote renders.

use std::ops::Range;

use super::{
    coverage::Coverage,
    ends::{self, BY_WORD, COSINE, CUT, EndEvidence, value},
    evidence::QuoteView,
    quotations::is_quotation_mark,
    quoted::Quoted,
    source::{Run, Space},
};
use crate::{
    encode::{Cosines, Encoder, TokenSums},
    text::{Lang, Span, Tokens},
};

/// Letters added to both lengths: a word more or less means little in a short text.
pub(super) const SMOOTH_LETTERS: f32 = 8.0;

/// Spans of a run that are looked at, and quotations that an end may cut: more are no text.
const MOST_SPANS: usize = 20_000;
const MOST_CUT: u32 = 3;

/// Spans of a run whose words are compared with those of the quote one by one.
const CLOSE_SPANS: usize = 128;

/// A place in a source that may be what a quote renders.
#[derive(Clone, Debug)]
pub struct Place {
    /// The segments it touches.
    pub run: Run,
    /// The words, in the document of the run.
    pub span: Span,
    /// Cosine of the quote and the words of `span`.
    pub cosine: f32,
    /// How well the quote's words are met by those of `span`: the mean of the best cosines, 0..1.
    pub covered: f32,
    /// How well the words of the run inside `span` are met by the quote's, 0..1.
    pub used: f32,
    /// Ends that fall neither on a mark nor on the end of a segment: 0, 1 or 2.
    pub open_ends: u8,
    /// Whether it is what stands between two quotation marks.
    pub quoted: bool,
    /// Quotations that go on beyond an end of it: 0, 1, ...
    pub cut: f32,
}

/// The best span of a run by what is cheap to know.
#[derive(Clone, Copy, Debug)]
pub struct Glance {
    /// Its cosine with the quote.
    pub cosine: f32,
    /// By the learned weights.
    pub worth: f32,
}

/// A run with its tokens and prefix sums.
pub struct Words {
    run: Run,
    lang: Lang,
    tokens: Tokens,
    sums: TokenSums,
    /// Tokens of the first and the last segment: a span starts in the first and ends in the last.
    first: usize,
    last: usize,
    /// Whether a mark, or nothing, stands before and after each token.
    opens: Vec<bool>,
    closes: Vec<bool>,
    /// Letters before each token, and at the end.
    letters: Vec<f32>,
    /// How little each token tells, 0..1.
    light: Vec<f32>,
    /// Whether each token joins a clause to what stands before.
    joint: Vec<bool>,
    quoted: Quoted,
}

impl Words {
    /// Tokenises and encodes `run`.
    pub fn new(run: Run, space: &Space<'_>, encoder: &mut Encoder<'_>) -> Self {
        let source = space.source_of(run.start);
        let text = &source.document.text;
        let whole = space.span(run);
        let tokens = Tokens::new(text, whole);
        let sums = encoder.token_sums(&tokens);
        let first_end = space.segments()[run.start].span.end;
        let last_start = space.segments()[run.end - 1].span.start;
        let first = tokens.iter().filter(|t| t.span.start < first_end).count();
        let last = tokens.iter().filter(|t| t.span.start >= last_start).count();
        let n = tokens.len();
        // `?` and `!` are tokens themselves.
        let stop = |i: usize| matches!(tokens.get(i).norm, "?" | "!");
        let mark = |i: usize| {
            has_mark(text, tokens.get(i).span, tokens.get(i + 1).span) || stop(i) || stop(i + 1)
        };
        let opens = (0..n).map(|i| i == 0 || mark(i - 1)).collect();
        let closes = (0..n).map(|i| i + 1 == n || mark(i)).collect();
        let mut letters = vec![0.0];
        for (i, token) in tokens.iter().enumerate() {
            letters.push(letters[i] + token.span.of(text).chars().count() as f32);
        }
        let mean = sums.norms().iter().sum::<f32>() / n.max(1) as f32;
        let light = |norm: &f32| (-norm / mean.max(f32::MIN_POSITIVE)).exp();
        Self {
            run,
            lang: source.lang,
            first: first.min(n),
            last: last.min(n),
            opens,
            closes,
            quoted: Quoted::new(space.quotations_in(run), whole, &tokens, &letters),
            letters,
            light: sums.norms().iter().map(light).collect(),
            joint: tokens.iter().map(|t| ends::is_joint(t.norm)).collect(),
            tokens,
            sums,
        }
    }

    /// The best span for a quote by all but its single words; `None` in a run without words.
    pub fn glance(&self, quote: &QuoteView, weights: &EndEvidence) -> Option<Glance> {
        let cosines = self.sums.cosines(&quote.unit);
        let spans = self.spans(quote).into_iter();
        let glances = spans.map(|span| {
            let evidence = self.evidence(quote, &cosines, span);
            Glance {
                cosine: evidence[COSINE],
                worth: value(weights, &evidence),
            }
        });
        glances.max_by(|a, b| a.worth.total_cmp(&b.worth))
    }

    /// The best span for a quote.
    pub fn place(
        &self,
        quote: &QuoteView,
        weights: &EndEvidence,
        space: &Space<'_>,
        encoder: &mut Encoder<'_>,
    ) -> Option<Place> {
        let (spans, evidence) = self.weighed(quote, Some(weights), encoder);
        let worth = |at: &usize| value(weights, &evidence[*at]);
        let best = (0..spans.len()).max_by(|a, b| worth(a).total_cmp(&worth(b)))?;
        Some(self.place_of(spans[best].clone(), &evidence[best], space))
    }

    /// The spans that may be what `quote` renders, as tokens, with all their evidence: all of them
    /// or, by `weights`, those most worth a look.
    pub fn weighed(
        &self,
        quote: &QuoteView,
        weights: Option<&EndEvidence>,
        encoder: &mut Encoder<'_>,
    ) -> (Vec<Range<usize>>, Vec<EndEvidence>) {
        let cosines = self.sums.cosines(&quote.unit);
        let mut spans: Vec<(Range<usize>, EndEvidence)> = self
            .spans(quote)
            .into_iter()
            .map(|span| (span.clone(), self.evidence(quote, &cosines, span)))
            .collect();
        if let Some(weights) = weights.filter(|_| spans.len() > CLOSE_SPANS) {
            let worth = |span: &(Range<usize>, EndEvidence)| value(weights, &span.1);
            spans.select_nth_unstable_by(CLOSE_SPANS, |a, b| worth(b).total_cmp(&worth(a)));
            spans.truncate(CLOSE_SPANS);
            spans.sort_unstable_by_key(|(span, _)| (span.start, span.end));
        }
        let coverage = Coverage::new(quote, &self.tokens, encoder);
        // The best cosines of the quote's words with the tokens of `done`: spans that begin alike
        // stand together, by their ends.
        let none = vec![0.0; quote.words().len()];
        let (mut best, mut done) = (none.clone(), 0..0);
        for (span, evidence) in &mut spans {
            if span.start != done.start || span.end < done.end {
                best.copy_from_slice(&none);
                done = span.start..span.start;
            }
            coverage.extend(&mut best, done.end..span.end);
            done.end = span.end;
            let tells = |at: usize| 1.0 - self.light[at];
            let idle = |at: usize| tells(at) * (1.0 - coverage.best(at));
            let met = |at: usize| tells(at) * coverage.best(at);
            let after = Some(span.end).filter(|at| *at < self.tokens.len());
            evidence[BY_WORD..].copy_from_slice(&[
                coverage.covered(&best),
                coverage.used(span.clone()),
                idle(span.start),
                idle(span.end - 1),
                span.start.checked_sub(1).map_or(0.0, met),
                after.map_or(0.0, met),
            ]);
        }
        spans.into_iter().unzip()
    }

    /// The tokens that share text with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self
            .tokens
            .iter()
            .filter(|t| t.span.end <= span.start)
            .count();
        let end = self
            .tokens
            .iter()
            .filter(|t| t.span.start < span.end)
            .count();
        start..end.max(start)
    }

    /// Spans that touch every segment of the run, and all of it. Of several segments whole clauses
    /// are taken: who quotes on from one sentence to the next does not stop in mid-phrase.
    fn spans(&self, quote: &QuoteView) -> Vec<Range<usize>> {
        let n = self.tokens.len();
        let several = self.run.end - self.run.start > 1;
        let spans = (!several).then(|| self.spans_between(quote, |_| true, |_| true));
        let mut spans = match spans {
            Some(spans) if spans.len() < MOST_SPANS => spans,
            _ => self.spans_between(quote, |at| self.opens[at], |at| self.closes[at]),
        };
        if n > 0 && !spans.contains(&(0..n)) {
            spans.insert(0, 0..n);
        }
        spans
    }

    /// [`MOST_SPANS`] spans at most that begin with a token that is an `open` one and end with a
    /// `close` one.
    fn spans_between(
        &self,
        quote: &QuoteView,
        open: impl Fn(usize) -> bool,
        close: impl Fn(usize) -> bool,
    ) -> Vec<Range<usize>> {
        let n = self.tokens.len();
        // What is much longer cannot be it, and very long segments would take very long.
        let longest = 4.0 * quote.letters_in(self.lang) + 64.0;
        let mut spans = Vec::new();
        for start in (0..self.first).filter(|start| open(*start)) {
            let ends = (n - self.last).max(start) + 1..=n;
            let near = ends.take_while(|end| self.letters[*end] - self.letters[start] <= longest);
            spans.extend(near.filter(|end| close(end - 1)).map(|end| start..end));
            if spans.len() >= MOST_SPANS {
                spans.truncate(MOST_SPANS);
                break;
            }
        }
        spans
    }

    /// What speaks for a span, but for its single words.
    fn evidence(
        &self,
        quote: &QuoteView,
        cosines: &Cosines<'_>,
        span: Range<usize>,
    ) -> EndEvidence {
        let (start, end) = (span.start, span.end);
        let yes = |is: bool| f32::from(u8::from(is));
        let letters = self.letters[end] - self.letters[start];
        let expected = quote.letters_in(self.lang);
        let ratio = ((letters + SMOOTH_LETTERS) / (expected + SMOOTH_LETTERS)).ln();
        let joint = match quote.joint {
            false => self.joint[start],
            true => start > 0 && self.joint[start - 1],
        };
        let light = [
            start.checked_sub(1).map_or(0.0, |at| self.light[at]),
            self.light[start],
            self.light[end - 1],
            self.light.get(end).copied().unwrap_or(0.0),
        ];
        let (ko, uk) = match self.lang {
            Lang::Ko => (light, [0.0; 4]),
            Lang::Uk | Lang::En => ([0.0; 4], light),
        };
        [
            cosines.cosine(start, end),
            (-ratio).max(0.0).powi(2),
            ratio.max(0.0).powi(2),
            yes(self.quoted.is_whole(&span)),
            self.quoted.inside(&span) / letters.max(1.0),
            self.quoted.cut(&span).min(MOST_CUT) as f32,
            yes(joint),
            yes(start == 0),
            yes(self.opens[start]),
            yes(self.closes[end - 1]),
            yes(quote.capital && !self.opens[start]),
            yes(quote.stop && !self.closes[end - 1]),
            ko[0],
            ko[1],
            ko[2],
            ko[3],
            uk[0],
            uk[1],
            uk[2],
            uk[3],
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
        ]
    }

    fn place_of(&self, tokens: Range<usize>, evidence: &EndEvidence, space: &Space<'_>) -> Place {
        let n = self.tokens.len();
        let text = &space.source_of(self.run.start).document.text;
        let whole = space.span(self.run);
        let (start, end) = (tokens.start, tokens.end);
        let quoted = self.quoted.is_whole(&tokens);
        let mut span = Span::new(
            self.tokens.get(start).span.start,
            self.tokens.get(end - 1).span.end,
        );
        if start == 0 && end == n && !quoted {
            span = whole;
        } else {
            // What stands before the first word belongs to it, but not the mark of a quotation.
            let before = Span::new(whole.start, span.start).of(text);
            if start == 0 && !before.contains(is_quotation_mark) {
                span.start = whole.start;
            }
            if self.closes[end - 1] {
                span = with_closing(text, span, whole);
            }
        }
        Place {
            run: self.run,
            span,
            cosine: evidence[COSINE],
            covered: evidence[BY_WORD],
            used: evidence[BY_WORD + 1],
            open_ends: u8::from(!self.opens[start]) + u8::from(!self.closes[end - 1]),
            quoted,
            cut: evidence[CUT],
        }
    }
}

/// Whether something that parts clauses stands between two tokens: any mark but one that joins the
/// parts of a word.
fn has_mark(text: &str, left: Span, right: Span) -> bool {
    let between = Span::new(left.end, right.start).of(text);
    let joins = matches!(between, "-" | "‐" | "‑" | "·" | "/" | "." | "'" | "’");
    !joins && between.contains(|c: char| !c.is_whitespace() && !c.is_alphanumeric())
}

/// The span with the marks that close it (`.`, `?`, `!`, `…`) but not quotation marks or commas.
fn with_closing(text: &str, span: Span, whole: Span) -> Span {
    let after = Span::new(span.end, whole.end).of(text);
    let marks: usize = after
        .chars()
        .take_while(|c| matches!(c, '.' | '?' | '!' | '…'))
        .map(char::len_utf8)
        .sum();
    Span::new(span.start, span.end + marks)
}

#[cfg(test)]
mod tests;

//! One side of a bitext: its segments and what beads are judged by.

use rayon::prelude::*;

use crate::{
    align::numbers::{self, Number},
    encode::{Encoder, Model, Packed, Vector},
    read::Document,
    text::{Lang, Span, Tokens},
};

/// Segments a bead may have on a side.
pub const MOST: usize = 4;

/// The segments of one text, in order, encoded.
#[derive(Debug)]
pub struct Side {
    lang: Lang,
    /// Where they stand in the text.
    spans: Vec<Span>,
    /// Whether a paragraph, or a speaker's turn, begins with the segment.
    starts: Vec<bool>,
    sums: Vec<Packed>,
    /// Lengths of the sums of the 1, 2, … [`MOST`] segments from each on; 0 where they are too few.
    norms: Vec<[f32; MOST]>,
    letters: Vec<f32>,
    numbers: Vec<Vec<Number>>,
    strengths: Vec<f32>,
    questions: Vec<bool>,
}

impl Side {
    /// The segments of `document`; every block of it is a paragraph.
    pub fn of_document(document: &Document, lang: Lang, model: &Model) -> Self {
        let segments = document.segments(lang);
        let mut last = None;
        let starts = segments
            .iter()
            .map(|segment| last.replace(segment.block) != Some(segment.block))
            .collect();
        let spans = segments.iter().map(|segment| segment.span).collect();
        Self::new(&document.text, spans, starts, lang, model)
    }

    /// The lines of `text`, each a segment; an empty line is one as well. Nothing is known of
    /// paragraphs.
    pub fn of_lines(text: &str, lang: Lang, model: &Model) -> Self {
        let mut end = 0;
        let spans: Vec<Span> = text
            .split_inclusive('\n')
            .map(|line| {
                // A byte order mark is no part of the first line.
                let words = line.trim_start_matches('\u{feff}');
                let start = end + line.len() - words.len();
                end += line.len();
                Span::new(start, start + words.trim_end_matches(['\n', '\r']).len())
            })
            .collect();
        let starts = vec![false; spans.len()];
        Self::new(text, spans, starts, lang, model)
    }

    fn new(text: &str, spans: Vec<Span>, starts: Vec<bool>, lang: Lang, model: &Model) -> Self {
        /// Numbers of a segment that are looked at.
        const MOST_NUMBERS: usize = 16;
        let share = (spans.len() / rayon::current_num_threads()).max(256);
        let judged: Vec<(Packed, f32, Vec<Number>, bool)> = spans
            .par_chunks(share)
            .flat_map_iter(|spans| {
                let mut encoder = Encoder::new(model);
                let judge = |span: &Span| {
                    let own = span.of(text);
                    let sum = encoder.sum_tokens(&Tokens::new(text, *span));
                    let letters = own.chars().filter(|c| !c.is_whitespace()).count();
                    // Most segments have no number, and the reader of numbers looks at every word.
                    let mut found = numbers::numbers(own, lang);
                    found.truncate(MOST_NUMBERS);
                    let question = own.contains(['?', '？']);
                    (Packed::new(&sum), letters as f32, found, question)
                };
                spans.iter().map(judge).collect::<Vec<_>>()
            })
            .collect();
        let mut side = Self {
            lang,
            starts,
            sums: Vec::with_capacity(spans.len()),
            norms: Vec::new(),
            letters: Vec::with_capacity(spans.len()),
            numbers: Vec::with_capacity(spans.len()),
            strengths: Vec::with_capacity(spans.len()),
            questions: Vec::with_capacity(spans.len()),
            spans,
        };
        for (sum, letters, numbers, question) in judged {
            side.sums.push(sum);
            side.letters.push(letters);
            side.strengths
                .push(numbers.iter().map(|n| n.strength).sum());
            side.numbers.push(numbers);
            side.questions.push(question);
        }
        side.measure();
        side
    }

    fn measure(&mut self) {
        let norms = |start: usize| {
            let mut sum = Vector::ZERO;
            std::array::from_fn(|extra| {
                let Some(packed) = self.sums.get(start + extra) else {
                    return 0.0;
                };
                packed.add_to(&mut sum);
                sum.norm()
            })
        };
        self.norms = (0..self.sums.len()).map(norms).collect();
    }

    /// A side of these segments alone, in this order; its spans count in the same text.
    #[must_use]
    pub fn select(&self, segments: &[usize]) -> Self {
        fn some<T: Clone>(of: &[T], segments: &[usize]) -> Vec<T> {
            segments.iter().map(|at| of[*at].clone()).collect()
        }
        let mut side = Self {
            lang: self.lang,
            spans: some(&self.spans, segments),
            starts: some(&self.starts, segments),
            sums: some(&self.sums, segments),
            norms: Vec::new(),
            letters: some(&self.letters, segments),
            numbers: some(&self.numbers, segments),
            strengths: some(&self.strengths, segments),
            questions: some(&self.questions, segments),
        };
        side.measure();
        side
    }

    /// The language of the text.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Number of segments.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no segment.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The text span of a run of segments that is not empty.
    pub fn cover(&self, run: std::ops::Range<usize>) -> Span {
        self.spans[run.start].cover(self.spans[run.end - 1])
    }

    pub(super) fn sums(&self) -> &[Packed] {
        &self.sums
    }

    pub(super) fn sum(&self, at: usize) -> &Packed {
        &self.sums[at]
    }

    /// Length of the sum of `count` segments from `start` on.
    pub(super) fn norm(&self, start: usize, count: usize) -> f32 {
        self.norms[start][count - 1]
    }

    pub(super) fn letters(&self, at: usize) -> f32 {
        self.letters[at]
    }

    pub(super) fn numbers(&self, at: usize) -> &[Number] {
        &self.numbers[at]
    }

    /// Sum of the strengths of the numbers of a segment.
    pub(super) fn strength(&self, at: usize) -> f32 {
        self.strengths[at]
    }

    pub(super) fn is_question(&self, at: usize) -> bool {
        self.questions[at]
    }

    /// Whether a paragraph, or a speaker's turn, begins with segment `at`.
    pub fn begins_paragraph(&self, at: usize) -> bool {
        self.starts[at]
    }
}

//! The search space: the segments of all sources, encoded.

use rayon::prelude::*;

use super::quotations::Quotations;
use crate::{
    encode::{Encoder, Model, Packed, Vector},
    read::{Document, Segment},
    text::{Lang, Span, Tokens},
};

/// A source document and the language it is in.
#[derive(Clone, Debug)]
pub struct Source {
    /// The document.
    pub document: Document,
    /// Korean or Ukrainian.
    pub lang: Lang,
}

/// A run of neighbouring segments of one document: `start..end` among all segments of [`Space`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Run {
    /// First segment.
    pub start: usize,
    /// After the last segment.
    pub end: usize,
}

impl Run {
    /// Whether the two runs share a segment.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Segments a run may have.
pub const MOST_SEGMENTS: usize = 6;

/// The segments of all sources in one row, with their sums.
#[derive(Debug)]
pub struct Space<'s> {
    sources: &'s [Source],
    segments: Vec<Segment>,
    /// Number of the document of each segment.
    documents: Vec<usize>,
    sums: Vec<Packed>,
    /// `1 / |sum|` of every run, by its length less one and its start: not a number where there is
    /// no such run, 0 where the model knows none of its words.
    inverse_norms: [Vec<f32>; MOST_SEGMENTS],
    /// Of each document.
    quotations: Vec<Quotations>,
}

impl<'s> Space<'s> {
    /// Segments and encodes `sources`, on all threads.
    pub fn new(sources: &'s [Source], model: &Model) -> Self {
        let mut segments = Vec::new();
        let mut documents = Vec::new();
        for (number, source) in sources.iter().enumerate() {
            let own = source.document.segments(source.lang);
            documents.extend(std::iter::repeat_n(number, own.len()));
            segments.extend(own);
        }
        // Few large chunks, so that an encoder's memory of words pays.
        let chunk = (segments.len() / (2 * rayon::current_num_threads())).max(256);
        let sums: Vec<Packed> = segments
            .par_chunks(chunk)
            .zip(documents.par_chunks(chunk))
            .flat_map_iter(|(segments, documents)| {
                let mut encoder = Encoder::new(model);
                let sum = |(segment, document): (&Segment, &usize)| {
                    let text = &sources[*document].document.text;
                    Packed::new(&encoder.sum_tokens(&Tokens::new(text, segment.span)))
                };
                segments.iter().zip(documents).map(sum).collect::<Vec<_>>()
            })
            .collect();
        Self {
            sources,
            segments,
            inverse_norms: inverse_norms(&sums, &documents),
            documents,
            sums,
            quotations: sources
                .iter()
                .map(|s| Quotations::new(&s.document))
                .collect(),
        }
    }

    /// Number of segments.
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Whether there is no segment.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// The sources searched.
    pub fn sources(&self) -> &'s [Source] {
        self.sources
    }

    /// Number of segments of source number `source`.
    pub fn count_of(&self, source: usize) -> usize {
        self.documents.iter().filter(|d| **d == source).count()
    }

    /// The segments of all documents, in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The sum of the rows of segment `at`, not normalised, up to rounding.
    pub fn sum(&self, at: usize) -> Vector {
        self.sums[at].unpack()
    }

    /// The sums of all segments, in order.
    pub(super) fn sums(&self) -> &[Packed] {
        &self.sums
    }

    /// `1 / |sum|` of the runs of `extra + 1` segments, by their start.
    pub(super) fn inverse_norms(&self, extra: usize) -> &[f32] {
        &self.inverse_norms[extra]
    }

    /// The number of the document segment `at` belongs to.
    pub fn document_of(&self, at: usize) -> usize {
        self.documents[at]
    }

    /// The source segment `at` belongs to.
    pub fn source_of(&self, at: usize) -> &'s Source {
        &self.sources[self.documents[at]]
    }

    /// The quotations that share text with a run.
    pub fn quotations_in(&self, run: Run) -> impl Iterator<Item = Span> {
        self.quotations[self.documents[run.start]].touching(self.span(run))
    }

    /// The text span a run covers, in its document.
    pub fn span(&self, run: Run) -> Span {
        self.segments[run.start]
            .span
            .cover(self.segments[run.end - 1].span)
    }
}

fn inverse_norms(sums: &[Packed], documents: &[usize]) -> [Vec<f32>; MOST_SEGMENTS] {
    let of_start = |start: usize| -> [f32; MOST_SEGMENTS] {
        let mut sum = Vector::ZERO;
        std::array::from_fn(|extra| {
            let at = start + extra;
            if documents.get(at) != Some(&documents[start]) {
                return f32::NAN;
            }
            sums[at].add_to(&mut sum);
            let norm = sum.norm();
            if norm > 0.0 { 1.0 / norm } else { 0.0 }
        })
    };
    let all: Vec<_> = (0..sums.len()).into_par_iter().map(of_start).collect();
    std::array::from_fn(|extra| all.iter().map(|norms| norms[extra]).collect())
}

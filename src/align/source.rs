//! The search space: the segments of all sources, encoded.

use rayon::prelude::*;

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

/// The segments of all sources in one row, with their sums.
#[derive(Debug)]
pub struct Space<'s> {
    sources: &'s [Source],
    segments: Vec<Segment>,
    /// Number of the document of each segment.
    documents: Vec<usize>,
    sums: Vec<Packed>,
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
        let sums = segments
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
            documents,
            sums,
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

    /// The number of the document segment `at` belongs to.
    pub fn document_of(&self, at: usize) -> usize {
        self.documents[at]
    }

    /// The source segment `at` belongs to.
    pub fn source_of(&self, at: usize) -> &'s Source {
        &self.sources[self.documents[at]]
    }

    /// The text span a run covers, in its document.
    pub fn span(&self, run: Run) -> Span {
        self.segments[run.start]
            .span
            .cover(self.segments[run.end - 1].span)
    }
}

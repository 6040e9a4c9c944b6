//! The whole way from quotes to places with confidence.

use rayon::prelude::*;

use super::{
    confidence::Confidence,
    decode::{Choice, Layout, Options, decode},
    evidence::{QuoteView, Said, Setting, evidence},
    fine::{Glance, Place, Words},
    names::SourceNames,
    query::Query,
    scorer::{Evidence, Scorer},
    search::{Hit, search},
    source::{Run, Source, Space},
};
use crate::encode::{Encoder, Model};

/// Segments, and runs of several, that are looked at word by word for each quote.
const SINGLE: usize = 96;
const SEVERAL: usize = 48;

/// Runs whose places are weighed.
const CLOSE_RUNS: usize = 24;

/// A run looked at word by word.
struct Close {
    run: Run,
    /// Cosine of the whole run.
    run_cosine: f32,
    /// Of the best words in it.
    glance: Glance,
}

/// A place with what speaks for it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Where it is.
    pub place: Place,
    /// By [`KINDS`](super::scorer::KINDS).
    pub evidence: Evidence,
}

/// What was found for a quote.
#[derive(Clone, Debug)]
pub struct Match {
    /// Its pieces, in order; most quotes have one.
    pub pieces: Vec<Piece>,
}

/// What was found for a piece of a quote.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The place, with its evidence; `None` when no place is probable enough.
    pub found: Option<Candidate>,
    /// Of the place, or of the best place turned down.
    pub confidence: Confidence,
    /// All places weighed, with the log-odds of their evidence alone against "none of them", best
    /// first.
    pub weighed: Vec<(f64, Candidate)>,
}

impl Match {
    /// The places found, in the order of the pieces.
    pub fn places(&self) -> impl Iterator<Item = &Candidate> {
        self.pieces.iter().filter_map(|piece| piece.found.as_ref())
    }

    /// The confidence of the least sure of the pieces that were found, or of the best place turned
    /// down when none was.
    pub fn confidence(&self) -> Confidence {
        let found = self
            .pieces
            .iter()
            .filter(|piece| piece.found.is_some())
            .map(|piece| piece.confidence)
            .min();
        let turned_down = self.pieces.iter().map(|piece| piece.confidence).max();
        found.or(turned_down).unwrap_or(Confidence::ZERO)
    }
}

/// Finds quotes in sources.
#[derive(Debug)]
pub struct Matcher<'s> {
    model: &'s Model,
    scorer: Scorer,
    space: Space<'s>,
    names: Vec<SourceNames>,
}

impl<'s> Matcher<'s> {
    /// Encodes `sources`.
    pub fn new(model: &'s Model, scorer: Scorer, sources: &'s [Source]) -> Self {
        let names = sources
            .iter()
            .map(|s| SourceNames::new(&s.document.text, s.lang))
            .collect();
        Self {
            model,
            scorer,
            space: Space::new(sources, model),
            names,
        }
    }

    /// What turns evidence into confidence.
    pub fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// The search space.
    pub fn space(&self) -> &Space<'s> {
        &self.space
    }

    /// The places that may be what each piece of each quote renders, one in a run, those in the
    /// best runs first.
    pub fn candidates(&self, queries: &[Query]) -> Vec<Vec<Candidate>> {
        let mut encoder = Encoder::new(self.model);
        let views: Vec<QuoteView> = pieces(queries)
            .map(|(query, piece)| QuoteView::new(piece, query.speaker.as_deref(), &mut encoder))
            .collect();
        let units: Vec<_> = views.iter().map(|view| view.unit).collect();
        let hits = search(&units, &self.space, SINGLE, SEVERAL);
        views
            .par_chunks(16)
            .zip(hits.par_chunks(16))
            .flat_map_iter(|(views, hits)| {
                let mut encoder = Encoder::new(self.model);
                let look =
                    |(view, hits): (&QuoteView, &Vec<Hit>)| self.look(view, hits, &mut encoder);
                views.iter().zip(hits).map(look).collect::<Vec<_>>()
            })
            .collect()
    }

    fn look(&self, view: &QuoteView, hits: &[Hit], encoder: &mut Encoder<'_>) -> Vec<Candidate> {
        let weights = &self.scorer.ends;
        let mut runs: Vec<Close> = hits
            .iter()
            .filter_map(|hit| {
                Some(Close {
                    run: hit.run,
                    run_cosine: hit.cosine,
                    glance: Words::new(hit.run, &self.space, encoder).glance(view, weights)?,
                })
            })
            .collect();
        let worth = |close: &Close| close.glance.worth;
        runs.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.run.cmp(&b.run)));
        let mut candidates = Vec::new();
        for close in runs.iter().take(CLOSE_RUNS) {
            let run = close.run;
            let mut rivals: Vec<&Close> = Vec::new();
            for other in &runs {
                if rivals.len() < 4
                    && !run.overlaps(other.run)
                    && !rivals.iter().any(|r| r.run.overlaps(other.run))
                {
                    rivals.push(other);
                }
            }
            let words = Words::new(run, &self.space, encoder);
            let Some(place) = words.place(view, weights, &self.space, encoder) else {
                continue;
            };
            let source = self.space.source_of(run.start);
            let whole = self.space.span(run);
            let text = source.document.text.as_str();
            let names = &self.names[self.space.document_of(run.start)];
            let speaker = self.space.segments()[run.start].speaker.as_deref();
            let setting = Setting {
                text,
                lang: source.lang,
                segments: run.end - run.start,
                said: Said::new(view, (text, source.lang), whole, names, speaker),
                run_cosine: close.run_cosine,
                rival: rivals.first().map_or(0.0, |r| r.glance.cosine),
                crowd: rivals.iter().map(|r| r.glance.cosine).sum::<f32>() / 4.0,
            };
            let evidence = evidence(view, &place, &setting);
            candidates.push(Candidate { place, evidence });
        }
        candidates
    }

    /// Finds all `queries`, which stand in the article's order.
    pub fn find(&self, queries: &[Query]) -> Vec<Match> {
        // In blocks: all places of all quotes at once would take much memory.
        let scored: Vec<Vec<(f64, Candidate)>> = queries
            .chunks(512)
            .flat_map(|block| self.candidates(block))
            .map(|list| self.scored(list))
            .collect();
        let options: Vec<Options> = scored
            .iter()
            .zip(pieces(queries))
            .map(|(list, (_, piece))| Options {
                runs: list
                    .iter()
                    .map(|(score, c)| (c.place.run, *score))
                    .collect(),
                question: piece.contains('?'),
            })
            .collect();
        let layout = Layout {
            document_of: &|at| self.space.document_of(at),
            segments: self.space.len(),
        };
        let mut found = decode(&options, &self.scorer, &layout)
            .into_iter()
            .zip(scored)
            .map(|(choice, list)| self.piece(&choice, list));
        queries
            .iter()
            .map(|query| Match {
                pieces: found.by_ref().take(query.pieces.len()).collect(),
            })
            .collect()
    }

    /// The places with their scores, but for those far behind the best of all.
    fn scored(&self, list: Vec<Candidate>) -> Vec<(f64, Candidate)> {
        /// Log-odds behind the best that leave a place no chance, whatever its neighbours.
        const BEHIND: f64 = 15.0;
        let mut scored: Vec<(f64, Candidate)> = list
            .into_iter()
            .map(|candidate| (self.scorer.score(&candidate.evidence), candidate))
            .collect();
        let top = scored.iter().map(|s| s.0).fold(f64::MIN, f64::max);
        scored.retain(|(score, _)| *score > top - BEHIND);
        scored
    }

    fn piece(&self, choice: &Choice, mut weighed: Vec<(f64, Candidate)>) -> Piece {
        let confidence = Confidence::clamped(self.scorer.calibrate(choice.probability));
        let sure = confidence.get() >= self.scorer.threshold;
        let found = choice
            .place
            .filter(|_| sure)
            .map(|place| weighed[place].1.clone());
        for (odds, _) in &mut weighed {
            *odds -= self.scorer.none;
        }
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
        Piece {
            found,
            confidence,
            weighed,
        }
    }
}

/// The pieces of all quotes in one row, each with its quote.
fn pieces(queries: &[Query]) -> impl Iterator<Item = (&Query, &str)> {
    queries.iter().flat_map(|query| {
        query
            .pieces
            .iter()
            .map(move |piece| (query, piece.as_str()))
    })
}

//! Which features get a row, and the texts as lists of rows.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Corpus;
use crate::{
    encode::features::{self, Feature},
    text::{Span, Tokens},
};

/// Tokens of a text that are looked at: longer ones are cut, they are rare and slow.
const MOST_TOKENS: usize = 160;

/// Features with a row, sorted, and every text of a corpus as rows.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// The features, ascending; a feature's row is its place.
    pub features: Vec<Feature>,
    /// How often each is seen in an epoch, by the pairs' weights.
    pub counts: Vec<f32>,
    /// `rows[starts[t]..starts[t + 1]]` are the rows of text `t`.
    starts: Vec<usize>,
    rows: Vec<u32>,
}

impl Vocabulary {
    /// Features seen at least `min_count` times in an epoch of `corpus`, and those of `base`.
    pub fn new(corpus: &Corpus, base: &[Feature], min_count: f32) -> Self {
        let seen: Vec<Vec<Feature>> = corpus
            .texts
            .par_iter()
            .map(|text| features_of(text))
            .collect();
        let mut times = vec![0.0_f32; corpus.texts.len()];
        for pair in &corpus.pairs {
            for text in pair.texts {
                times[text as usize] += pair.times;
            }
        }
        let mut counts: HashMap<Feature, f32> = base.iter().map(|f| (*f, min_count)).collect();
        for (list, times) in seen.iter().zip(&times) {
            for feature in list {
                *counts.entry(*feature).or_default() += times;
            }
        }
        let mut kept: Vec<(Feature, f32)> = counts
            .into_iter()
            .filter(|(_, n)| *n >= min_count)
            .collect();
        kept.par_sort_unstable_by_key(|(f, _)| *f);
        let (features, counts): (Vec<Feature>, Vec<f32>) = kept.into_iter().unzip();
        let lists: Vec<Vec<u32>> = seen
            .into_par_iter()
            .map(|list| {
                list.iter()
                    .filter_map(|f| features.binary_search(f).ok())
                    .map(|i| i as u32)
                    .collect()
            })
            .collect();
        let mut starts = vec![0];
        starts.extend(lists.iter().scan(0, |end, list| {
            *end += list.len();
            Some(*end)
        }));
        let rows = lists.concat();
        Self {
            features,
            counts,
            starts,
            rows,
        }
    }

    /// The rows of text number `text`, with repeats.
    pub fn rows_of(&self, text: u32) -> &[u32] {
        let text = text as usize;
        &self.rows[self.starts[text]..self.starts[text + 1]]
    }

    /// Keeps only the features for which `keep` is true (by row); the others leave the texts too.
    pub fn retain(&mut self, keep: &[bool]) {
        let mut next = 0;
        let renamed: Vec<u32> = keep
            .iter()
            .map(|keep| {
                let name = next;
                next += u32::from(*keep);
                name
            })
            .collect();
        let mut rows = Vec::with_capacity(self.rows.len());
        let mut start = 0;
        for end in self.starts.iter_mut().skip(1) {
            let old = std::mem::replace(&mut start, *end);
            rows.extend(
                self.rows[old..*end]
                    .iter()
                    .filter(|r| keep[**r as usize])
                    .map(|r| renamed[*r as usize]),
            );
            *end = rows.len();
        }
        self.rows = rows;
        let mut kept = keep.iter();
        self.features.retain(|_| *kept.next().unwrap_or(&false));
        let mut kept = keep.iter();
        self.counts.retain(|_| *kept.next().unwrap_or(&false));
    }
}

fn features_of(text: &str) -> Vec<Feature> {
    let tokens = Tokens::new(text, Span::new(0, text.len()));
    let mut found = Vec::new();
    let mut left = None;
    for token in tokens.iter().take(MOST_TOKENS) {
        features::of_word(token.norm, |f| found.push(f));
        if let Some(left) = left {
            found.push(features::of_bigram(left, token.norm));
        }
        left = Some(token.norm);
    }
    found
}

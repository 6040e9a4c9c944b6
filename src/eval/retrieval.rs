//! Retrieval: every line among all lines, both directions.

use rayon::prelude::*;

use crate::encode::{Encoder, Model, Vector};

/// Share of lines whose translation comes first, 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retrieval {
    /// Lines on each side.
    pub lines: usize,
    /// English to the other language, by cosine.
    pub cosine_from_en: f64,
    /// The other language to English, by cosine.
    pub cosine_to_en: f64,
    /// English to the other language, by CSLS.
    pub csls_from_en: f64,
    /// The other language to English, by CSLS.
    pub csls_to_en: f64,
}

/// Measures how well `model` finds each of the `pairs` (English first) among all of them. A line
/// alike to the right one is as good as it; a line of which the model knows nothing is not found.
///
/// CSLS (Conneau et al. 2018, "Word translation without parallel data") takes from twice the cosine
/// the mean cosine of both sides to their four nearest neighbours.
pub fn retrieval(model: &Model, pairs: &[(String, String)]) -> Retrieval {
    const NEIGHBOURS: usize = 4;
    let mut encoder = Encoder::new(model);
    let en: Vec<Vector> = pairs.iter().map(|p| encoder.encode(&p.0)).collect();
    let other: Vec<Vector> = pairs.iter().map(|p| encoder.encode(&p.1)).collect();
    let near = |from: &[Vector], to: &[Vector]| -> Vec<f32> {
        from.par_iter()
            .map(|a| {
                let mut all: Vec<f32> = to.iter().map(|b| a.dot(b)).collect();
                all.sort_unstable_by(|x, y| y.total_cmp(x));
                let top = &all[..NEIGHBOURS.min(all.len())];
                top.iter().sum::<f32>() / top.len().max(1) as f32
            })
            .collect()
    };
    let (near_en, near_other) = (near(&en, &other), near(&other, &en));
    let share = |from: &[Vector], to: &[Vector], penalty: &[f32]| -> f64 {
        let hits = from
            .par_iter()
            .enumerate()
            .filter(|(i, a)| {
                let score = |j: usize| 2.0 * a.dot(&to[j]) - penalty.get(j).copied().unwrap_or(0.0);
                let (own, right) = (score(*i), &to[*i]);
                **a != Vector::ZERO
                    && *right != Vector::ZERO
                    && (0..to.len()).all(|j| score(j) < own || to[j] == *right)
            })
            .count();
        hits as f64 / from.len().max(1) as f64
    };
    Retrieval {
        lines: pairs.len(),
        cosine_from_en: share(&en, &other, &[]),
        cosine_to_en: share(&other, &en, &[]),
        csls_from_en: share(&en, &other, &near_other),
        csls_to_en: share(&other, &en, &near_en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::tests::model_of;

    fn share(pairs: &[(&str, &str)], model: &Model) -> f64 {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        retrieval(model, &pairs).cosine_from_en
    }

    #[test]
    fn a_copy_of_the_right_line_is_right_and_another_is_not() {
        let model = model_of("one two three", 2);
        let alike = [("one", "one"), ("one", "one"), ("two", "two")];
        assert!((share(&alike, &model) - 1.0).abs() < 1e-9);
        let other = [("one", "two"), ("two", "one"), ("three", "three")];
        assert!((share(&other, &model) - 1.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn what_the_model_does_not_know_is_not_found() {
        let model = model_of("інше", 2);
        assert!(share(&[("one", "один"), ("two", "два")], &model) < 1e-9);
    }
}

//! Parts of sentences: whether the words found are just those quoted.

use std::fmt;

use crate::{
    align::{QuoteView, ends::EndEvidence, fine::Words, source::Space},
    encode::{Encoder, Model},
    text::{Lang, Span},
    train::{
        Fragment, Fragments, QuoteSet,
        ends::{fit, in_set, questions, run_of, together},
    },
};

/// How well the words of quotes were found in their utterances.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// Quotes.
    pub quotes: usize,
    /// Share found to the word, 0..1.
    pub exact: f64,
    /// Share of which the first word is right, 0..1.
    pub starts: f64,
    /// Share of which the last word is right, 0..1.
    pub ends: f64,
    /// Mean F1 of the bytes found, 0..1.
    pub overlap: f64,
}

/// Measures the `fragments` in `lang` by the weights `ends`; `misses` takes those not found to the
/// word.
pub fn measure(
    model: &Model,
    ends: &EndEvidence,
    fragments: &[&Fragment],
    lang: Lang,
    misses: &mut Vec<String>,
) -> Figures {
    let (source, quotes) = together(fragments.iter().copied(), lang);
    let text = source.document.text.as_str();
    let space = Space::new(std::slice::from_ref(&source), model);
    let mut encoder = Encoder::new(model);
    let mut sum = Figures::default();
    for (en, right) in &quotes {
        let view = QuoteView::new(en, None, &mut encoder);
        let place = run_of(*right, &space).and_then(|run| {
            Words::new(run, &space, &mut encoder).place(&view, ends, &space, &mut encoder)
        });
        let found = place.map_or(Span::new(0, 0), |place| place.span).bare(text);
        let right = right.bare(text);
        let both = found
            .end
            .min(right.end)
            .saturating_sub(found.start.max(right.start));
        let yes = |is: bool| f64::from(u8::from(is));
        sum.quotes += 1;
        sum.exact += yes(found == right);
        sum.starts += yes(found.start == right.start);
        sum.ends += yes(found.end == right.end);
        sum.overlap += 2.0 * both as f64 / (found.len() + right.len()).max(1) as f64;
        if found != right {
            misses.push(format!(
                "quote   {en}\nright   {}\nfound   {}\n",
                right.of(text),
                found.of(text)
            ));
        }
    }
    let n = sum.quotes.max(1) as f64;
    Figures {
        exact: sum.exact / n,
        starts: sum.starts / n,
        ends: sum.ends / n,
        overlap: sum.overlap / n,
        ..sum
    }
}

/// Measures with weights fitted on other fragments and on `sets`: five times on all but a fifth;
/// the fifth is measured.
pub fn measure_folds(
    model: &Model,
    fragments: &Fragments,
    sets: &[QuoteSet],
    lang: Lang,
    misses: &mut Vec<String>,
) -> Figures {
    const FOLDS: usize = 5;
    let marked: Vec<_> = sets
        .iter()
        .flat_map(|set| in_set(model, set, |_| true))
        .collect();
    let mut all = Figures::default();
    for fold in 0..FOLDS {
        let part = |lang, inside: bool| -> Vec<&Fragment> {
            let numbered = fragments.of(lang).enumerate();
            numbered
                .filter(|(i, _)| (i % FOLDS == fold) == inside)
                .map(|(_, fragment)| fragment)
                .collect()
        };
        let mut known = marked.clone();
        for lang in [Lang::Ko, Lang::Uk] {
            let fit_on = together(part(lang, false).into_iter(), lang);
            known.extend(questions(model, &fit_on));
        }
        let figures = measure(model, &fit(&known), &part(lang, true), lang, misses);
        let n = figures.quotes as f64;
        all.quotes += figures.quotes;
        all.exact += figures.exact * n;
        all.starts += figures.starts * n;
        all.ends += figures.ends * n;
        all.overlap += figures.overlap * n;
    }
    let n = all.quotes.max(1) as f64;
    Figures {
        exact: all.exact / n,
        starts: all.starts / n,
        ends: all.ends / n,
        overlap: all.overlap / n,
        ..all
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} quotes  to the word {:.3}  first word {:.3}  last word {:.3}  overlap {:.3}",
            self.quotes, self.exact, self.starts, self.ends, self.overlap
        )
    }
}

//! Quote search: hits, calibration, and answers where there is none.

use std::fmt;

use crate::{
    align::{decode::Choice, scorer::Scorer},
    encode::Model,
    train::{
        Change, Fragments, QuoteSet, Scope,
        scorer::{Example, Passage, decode, fit_all},
    },
};

/// What was measured on a quote set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// In the quotes' own documents.
    pub document: Hits,
    /// Among all lines.
    pub all: Hits,
    /// Quotes whose words the quotation marks of the source tell, and the share found to the word,
    /// 0..1.
    pub words: (usize, f64),
    /// The same with those marks taken out.
    pub unmarked: (usize, f64),
    /// Quotes looked for in a wrong document.
    pub wrong: usize,
    /// Share of them that got an answer, 0..1.
    pub wrong_answered: f64,
    /// Probability that a right answer in its document has a higher confidence than an answer in a
    /// wrong one (area under the ROC curve), 0..1.
    pub auc: f64,
    /// Mean difference of confidence and share of right answers over ten bins, own and wrong
    /// documents together, answers only, 0..1.
    pub calibration_error: f64,
    /// The bins: lower bound of the confidence, answers, mean confidence, share right.
    pub bins: Vec<(f64, usize, f64, f64)>,
    /// Quotes without a right answer to the word in their own document, then wrong ones that got an answer.
    pub misses: Vec<String>,
}

/// Answers to quotes that have a source.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hits {
    /// Quotes.
    pub quotes: usize,
    /// Share with an answer, 0..1.
    pub answered: f64,
    /// Share with a right answer, 0..1.
    pub right: f64,
    /// Share whose answer touches just the right lines, 0..1.
    pub exact: f64,
}

/// An answer, or the best place turned down.
struct Outcome {
    confidence: f64,
    answered: bool,
    right: bool,
    exact: bool,
    /// To the word, where the words are known.
    words: Option<bool>,
    /// The quote, its source and what was found, for a person.
    story: String,
}

/// What happened to a quote, in lines of text.
fn story(choice: &Choice, example: &Example, confidence: f64) -> String {
    let rank = example.right.iter().position(|right| *right);
    let rank = rank.map_or("not among the places".to_owned(), |at| {
        format!("place {} at first sight", at + 1)
    });
    let found = choice
        .place
        .map_or("", |place| example.shown[place].as_str());
    format!(
        "quote   {}\nsource  {} ({rank})\nfound   {found} ({confidence:.3})\n",
        example.quote, example.gold
    )
}

fn outcomes(passage: &Passage, scorer: &Scorer) -> Vec<Outcome> {
    let outcome = |(choice, example): (Choice, &Example)| {
        let confidence = scorer.calibrate(choice.probability);
        let answered = choice.place.is_some() && confidence >= scorer.threshold;
        let holds = |list: &[bool]| choice.place.is_some_and(|place| answered && list[place]);
        Outcome {
            confidence,
            answered,
            right: holds(&example.right),
            exact: holds(&example.exact),
            words: example.words.as_deref().map(holds),
            story: story(&choice, example, confidence),
        }
    };
    decode(passage, scorer)
        .into_iter()
        .zip(&passage.quotes)
        .map(outcome)
        .collect()
}

/// Measures with `scorer`.
pub fn measure(model: &Model, scorer: &Scorer, set: &QuoteSet) -> Figures {
    let all = |set: &QuoteSet, scope| -> Vec<Outcome> {
        set.groups(scope)
            .iter()
            .flat_map(|group| outcomes(&group.passage(model, &scorer.ends), scorer))
            .collect()
    };
    figures(
        &all(set, Scope::Document),
        &all(set, Scope::All),
        &all(set, Scope::Wrong),
        &all(&set.changed(Change::Unmarked), Scope::Document),
    )
}

/// Measures with scorers fitted on other documents: five times on all documents of `set` but a
/// fifth, on `others`, and on `fragments`; the fifth is measured. `others` leave out the same
/// documents, since sets may render the same articles.
///
/// Among all lines the quotes of every fifth are searched for on their own.
pub fn measure_folds(
    model: &Model,
    set: &QuoteSet,
    others: &[QuoteSet],
    fragments: &Fragments,
) -> Figures {
    const FOLDS: usize = 5;
    let names = set.documents();
    let fold_of = |document: &str| {
        names
            .iter()
            .position(|d| *d == document)
            .map(|at| at % FOLDS)
    };
    let unmarked = set.changed(Change::Unmarked);
    let mut bare = Vec::new();
    let mut measured: [Vec<Outcome>; 3] = Default::default();
    for fold in 0..FOLDS {
        let sets = || std::iter::once(set).chain(others);
        let keep = |document: &str| fold_of(document) != Some(fold);
        let scorer = fit_all(model, sets(), fragments, keep);
        for (scope, outcomes_of) in Scope::ALL.into_iter().zip(&mut measured) {
            for group in set.groups_of(scope, |document| fold_of(document) == Some(fold)) {
                outcomes_of.extend(outcomes(&group.passage(model, &scorer.ends), &scorer));
            }
        }
        for group in unmarked.groups_of(Scope::Document, |d| fold_of(d) == Some(fold)) {
            bare.extend(outcomes(&group.passage(model, &scorer.ends), &scorer));
        }
    }
    let [document, all, wrong] = measured;
    figures(&document, &all, &wrong, &bare)
}

fn figures(
    document: &[Outcome],
    all: &[Outcome],
    wrong: &[Outcome],
    unmarked: &[Outcome],
) -> Figures {
    let share = |list: &[Outcome], what: fn(&Outcome) -> bool| {
        list.iter().filter(|o| what(o)).count() as f64 / list.len().max(1) as f64
    };
    let hits = |list: &[Outcome]| Hits {
        quotes: list.len(),
        answered: share(list, |o| o.answered),
        right: share(list, |o| o.right),
        exact: share(list, |o| o.exact),
    };
    let words = |list: &[Outcome]| {
        let known: Vec<bool> = list.iter().filter_map(|o| o.words).collect();
        let right = known.iter().filter(|right| **right).count();
        (known.len(), right as f64 / known.len().max(1) as f64)
    };
    let shown = |o: &Outcome| if o.answered { o.confidence } else { 0.0 };
    let right: Vec<f64> = document.iter().filter(|o| o.right).map(shown).collect();
    let mut above = 0.0;
    for r in &right {
        for w in wrong {
            let w = shown(w);
            above += f64::from(u8::from(*r > w)) + 0.5 * f64::from(u8::from(*r == w));
        }
    }
    let answers: Vec<&Outcome> = document
        .iter()
        .chain(wrong)
        .filter(|o| o.answered)
        .collect();
    let mut bins = Vec::new();
    let mut error = 0.0;
    for bin in 0..10 {
        let low = f64::from(bin) / 10.0;
        let inside: Vec<&&Outcome> = answers
            .iter()
            .filter(|o| ((o.confidence * 10.0) as i32).min(9) == bin)
            .collect();
        if inside.is_empty() {
            continue;
        }
        let n = inside.len() as f64;
        let confidence = inside.iter().map(|o| o.confidence).sum::<f64>() / n;
        let right = inside.iter().filter(|o| o.right).count() as f64 / n;
        error += (confidence - right).abs() * n / answers.len() as f64;
        bins.push((low, inside.len(), confidence, right));
    }
    Figures {
        document: hits(document),
        all: hits(all),
        words: words(document),
        unmarked: words(unmarked),
        wrong: wrong.len(),
        wrong_answered: share(wrong, |o| o.answered),
        auc: above / (right.len() * wrong.len()).max(1) as f64,
        calibration_error: error,
        bins,
        misses: document
            .iter()
            .filter(|o| !o.right || o.words == Some(false))
            .chain(wrong.iter().filter(|o| o.answered))
            .map(|o| o.story.clone())
            .collect(),
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, hits) in [("own document", self.document), ("all lines", self.all)] {
            writeln!(
                f,
                "{name:12}  {} quotes  hit@1 {:.3}  exact {:.3}  answered {:.3}",
                hits.quotes, hits.right, hits.exact, hits.answered
            )?;
        }
        writeln!(
            f,
            "words  {} quotes marked in the source, {:.3} found to the word; {:.3} without the marks",
            self.words.0, self.words.1, self.unmarked.1
        )?;
        writeln!(
            f,
            "wrong document  {} quotes  answered {:.3}  AUC {:.3}",
            self.wrong, self.wrong_answered, self.auc
        )?;
        writeln!(
            f,
            "expected calibration error {:.3}",
            self.calibration_error
        )?;
        for (low, n, confidence, right) in &self.bins {
            writeln!(
                f,
                "  {low:.1}..{:.1}  {n:4} answers  confidence {confidence:.3}  right {right:.3}",
                low + 0.1
            )?;
        }
        Ok(())
    }
}

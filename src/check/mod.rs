//! What differs between an English quote and the source it renders.
//!
//! Each check looks at a [`Compared`] pair and names its suspicions. Those that are plain facts (a
//! date that differs) are issues; the others are weighed by [`judge`]s fitted to changed and
//! unchanged pairs, so that few right pairs are blamed.

mod compared;
mod context;
mod issue;
pub mod judge;
mod language;
mod modality;
mod names;
mod negation;
mod numbers;
mod pieces;
mod question;
mod uncovered;
mod units;

pub use compared::{Compared, Side};
pub use context::Context;
pub use issue::{CODES, Issue, Severity};
pub use pieces::{said_by_another, taken_back};

use judge::{Bench, Judges, Suspicion};

use crate::{
    encode::{Encoder, Model},
    text::Lang,
};

/// A quote and the source words it renders.
#[derive(Clone, Copy, Debug)]
pub struct Rendering<'a> {
    /// The English quote.
    pub en: &'a str,
    /// The source words.
    pub source: &'a str,
    /// Language of the source.
    pub lang: Lang,
    /// Who is quoted, as the article names them; may be empty.
    pub speaker: &'a str,
    /// What is known beside the texts.
    pub context: &'a Context,
}

impl<'a> Rendering<'a> {
    /// A quote and its source of which nothing else is known.
    pub fn new(en: &'a str, source: &'a str, lang: Lang) -> Self {
        static NOTHING: Context = Context {
            pieces: Vec::new(),
            after: String::new(),
            turn: String::new(),
            unfound: Vec::new(),
        };
        Self {
            en,
            source,
            lang,
            speaker: "",
            context: &NOTHING,
        }
    }
}

/// A kind of check.
type Check = fn(&Compared<'_>, &mut Encoder<'_>) -> Vec<Suspicion>;

/// All checks.
const CHECKS: [Check; 7] = [
    numbers::check,
    names::check,
    negation::check,
    modality::check,
    question::check,
    uncovered::check,
    pieces::check,
];

/// Those for texts too long to compare word by word.
const OF_LONG_TEXTS: [Check; 2] = [numbers::check, pieces::check];

/// Why a model cannot check.
#[derive(Debug, thiserror::Error)]
#[error(
    "the model {model:?} cannot weigh differences: it has no {missing}; add them with `train --from MODEL --checks`"
)]
pub struct CheckerError {
    model: String,
    missing: String,
}

/// Checks pairs with one model. Make one a thread.
#[derive(Debug)]
pub struct Checker<'m> {
    encoder: Encoder<'m>,
    ko: Bench,
    uk: Bench,
}

impl<'m> Checker<'m> {
    /// A checker with the judges of `model`.
    ///
    /// # Errors
    /// When the model has no judges, or some of another version.
    pub fn new(model: &'m Model) -> Result<Self, CheckerError> {
        let error = |missing| CheckerError {
            model: model.card().name.clone(),
            missing,
        };
        let judges: Judges = match &model.card().checks {
            Some(judges) => {
                serde_json::from_value(judges.clone()).map_err(|e| error(e.to_string()))?
            }
            None => return Err(error("weights for checks".to_owned())),
        };
        Ok(Self {
            encoder: Encoder::new(model),
            ko: judges.bench(Lang::Ko).map_err(error)?,
            uk: judges.bench(Lang::Uk).map_err(error)?,
        })
    }

    /// A checker for a model without judges: it tells plain facts alone, such as a date that differs.
    pub fn of_facts(model: &'m Model) -> Self {
        Self {
            encoder: Encoder::new(model),
            ko: Bench::default(),
            uk: Bench::default(),
        }
    }

    /// Everything that may be wrong with `rendering`.
    pub fn check(&mut self, rendering: &Rendering<'_>) -> Vec<Issue> {
        let bench = match rendering.lang {
            Lang::Ko => &self.ko,
            Lang::En | Lang::Uk => &self.uk,
        };
        let mut found = suspicions(rendering, &mut self.encoder);
        found.retain(|suspicion| bench.convicts(suspicion));
        found.into_iter().map(|suspicion| suspicion.issue).collect()
    }
}

/// Everything that might be wrong with `rendering`, before any of it is weighed.
pub fn suspicions(rendering: &Rendering<'_>, encoder: &mut Encoder<'_>) -> Vec<Suspicion> {
    if let Some(suspicion) = language::check(rendering) {
        return vec![suspicion];
    }
    let compared = Compared::of(*rendering, encoder);
    let checks: &[Check] = match compared.is_long() {
        true => &OF_LONG_TEXTS,
        false => &CHECKS,
    };
    checks
        .iter()
        .flat_map(|check| check(&compared, encoder))
        .collect()
}

#[cfg(test)]
mod tests;

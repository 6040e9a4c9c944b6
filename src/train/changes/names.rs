//! Names swapped for others.

use fastrand::Rng;

use super::Pool;
use crate::{
    align::names::{NameKey, SourceNames, english_names, is_distinctive},
    text::{Lang, Span},
};

/// From this score on the words found are taken to be the name.
const SURE: f32 = 0.75;

/// Below this score the source does not say a name.
const STRANGE: f32 = 0.3;

/// A name of a pair, in both languages.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub en: String,
    pub source: String,
}

/// The names that both texts of a pair have, with their places.
pub(super) fn shared(en: &str, source: &str, lang: Lang) -> Vec<(Span, Span)> {
    let words = SourceNames::new(source, lang);
    let whole = Span::new(0, source.len());
    english_names(en)
        .into_iter()
        .filter(|span| is_distinctive(span.of(en)))
        .filter_map(|span| {
            let (score, place) = words.find(&NameKey::new(span.of(en)), whole)?;
            (score >= SURE).then_some((span, place))
        })
        .collect()
}

/// One text of the pair with a name of another pair in place of one of its own.
pub(super) fn swap(
    [en, source]: [&str; 2],
    in_english: bool,
    lang: Lang,
    pool: &Pool,
    rng: &mut Rng,
) -> Option<String> {
    let mut names = shared(en, source, lang);
    rng.shuffle(&mut names);
    let (said, whole) = (SourceNames::new(source, lang), Span::new(0, source.len()));
    let parts = |name: &str| name.split(' ').count();
    let spelled = |name: &str| name.contains(char::is_lowercase);
    names.iter().find_map(|(own_en, own_source)| {
        let old = own_en.of(en);
        // A name of the same sort that the pair does not say, in full or in part.
        let strange = |name: &&Name| {
            parts(&name.en) == parts(old)
                && spelled(&name.en) == spelled(old)
                && !name.en.split(' ').any(|word| en.contains(word))
                && !name.source.split(' ').any(|word| source.contains(word))
                && said.best(&NameKey::new(&name.en), whole) < STRANGE
        };
        let start = rng.usize(..pool.names.len().max(1));
        let mut around = pool.names[start..].iter().chain(&pool.names[..start]);
        let other = around.find(strange)?;
        if in_english {
            return Some(super::replaced(en, *own_en, &other.en));
        }
        // Said once: a name said again elsewhere would still be there.
        let changed = super::replaced(source, *own_source, &other.source);
        let left = SourceNames::new(&changed, lang);
        let gone = left.best(&NameKey::new(old), Span::new(0, changed.len())) < SURE;
        gone.then_some(changed)
    })
}

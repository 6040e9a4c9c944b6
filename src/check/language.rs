//! Texts in another language than they are said to be.

use super::{
    Issue, Rendering, Severity,
    judge::{Evidence, Suspicion},
};
use crate::text::{Detected, Lang, detect};

/// Letters a text needs for its language to be told.
const LEAST: usize = 12;

/// A side in another language. What else differs does not matter then.
pub(super) fn check(rendering: &Rendering<'_>) -> Option<Suspicion> {
    let wrong = |text: &str, lang: Lang| {
        if is_plainly(text, lang) {
            return None;
        }
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let least = if lang == Lang::Ko { LEAST / 3 } else { LEAST };
        let found = detect(text);
        // Names and borrowed words make short texts look like others; English is told by its script.
        let other = match (&found, lang) {
            (Detected::Known(found), _) => *found != lang,
            (Detected::Other(_), Lang::En) => !text.contains(|c: char| c.is_ascii_alphabetic()),
            (Detected::Other(_), _) => true,
            (Detected::Unknown, _) => false,
        };
        (letters >= least && other).then_some(found)
    };
    let issue = |side: &str, found: Detected, said: Lang, en, source| Suspicion {
        issue: Issue {
            code: "language",
            severity: Severity::Minor,
            en,
            source,
            sentence: format!("the {side} is in {found}, not in {}", said.name()),
        },
        evidence: Evidence::Fact,
    };
    let whole = |text: &str| Some(crate::text::Span::new(0, text.len()));
    if let Some(found) = wrong(rendering.source, rendering.lang) {
        return Some(issue(
            "source",
            found,
            rendering.lang,
            None,
            whole(rendering.source),
        ));
    }
    let found = wrong(rendering.en, Lang::En)?;
    Some(issue("quote", found, Lang::En, whole(rendering.en), None))
}

/// Whether the letters of a text leave no doubt that it is in `lang`; far cheaper than [`detect`].
fn is_plainly(text: &str, lang: Lang) -> bool {
    let (mut own, mut foreign) = (0, 0);
    for c in text.chars() {
        let mine = match lang {
            Lang::En => c.is_ascii_alphabetic(),
            Lang::Ko => ('가'..='힣').contains(&c),
            Lang::Uk => {
                matches!(c, 'а'..='я' | 'А'..='Я' | 'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ')
                    && !matches!(c, 'ы' | 'э' | 'ъ' | 'Ы' | 'Э' | 'Ъ')
            }
        };
        own += usize::from(mine);
        foreign += usize::from(!mine && (!c.is_ascii() || c.is_ascii_alphabetic()));
    }
    own > 2 * foreign
        && (lang != Lang::Uk || text.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ']))
}

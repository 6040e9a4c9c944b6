//! Negations taken away or put in, and modal verbs exchanged.

use fastrand::Rng;

use crate::text::{Lang, Span};

/// Rewrites of the text of one language: what stands there, what stands there instead. In English
/// and Ukrainian both are whole words.
type Rules = &'static [(&'static str, &'static str)];

const LOSE_EN: Rules = &[
    ("is not", "is"),
    ("are not", "are"),
    ("was not", "was"),
    ("were not", "were"),
    ("do not", "do"),
    ("does not", "does"),
    ("did not", "did"),
    ("has not", "has"),
    ("have not", "have"),
    ("had not", "had"),
    ("will not", "will"),
    ("would not", "would"),
    ("should not", "should"),
    ("could not", "could"),
    ("must not", "must"),
    ("may not", "may"),
    ("cannot", "can"),
    ("can not", "can"),
    ("not", ""),
    ("never", "always"),
    ("don't", "do"),
    ("doesn't", "does"),
    ("didn't", "did"),
    ("isn't", "is"),
    ("aren't", "are"),
    ("wasn't", "was"),
    ("weren't", "were"),
    ("haven't", "have"),
    ("hasn't", "has"),
    ("hadn't", "had"),
    ("won't", "will"),
    ("wouldn't", "would"),
    ("can't", "can"),
    ("couldn't", "could"),
    ("shouldn't", "should"),
    ("don’t", "do"),
    ("doesn’t", "does"),
    ("didn’t", "did"),
    ("isn’t", "is"),
    ("can’t", "can"),
    ("won’t", "will"),
    ("haven’t", "have"),
    ("no", "some"),
    ("nobody", "somebody"),
    ("no one", "someone"),
    ("nothing", "something"),
    ("without", "with"),
    ("none", "some"),
];

const GAIN_EN: Rules = &[
    ("is", "is not"),
    ("are", "are not"),
    ("was", "was not"),
    ("were", "were not"),
    ("has been", "has not been"),
    ("have been", "have not been"),
    ("will", "will not"),
    ("would", "would not"),
    ("can", "cannot"),
    ("could", "could not"),
    ("should", "should not"),
    ("must", "must not"),
    ("said", "did not say"),
    ("have a", "do not have a"),
    ("have the", "do not have the"),
    ("have to", "do not have to"),
    ("has a", "does not have a"),
    ("has the", "does not have the"),
    ("may", "may not"),
    ("want", "do not want"),
    ("wants", "does not want"),
    ("know", "do not know"),
    ("think", "do not think"),
    ("came", "did not come"),
    ("went", "did not go"),
    ("made", "did not make"),
    ("took", "did not take"),
    ("always", "never"),
    ("with", "without"),
];

const LOSE_KO: Rules = &[
    ("하지 않았다", "했다"),
    ("하지 않았습니다", "했습니다"),
    ("하지 않는다", "한다"),
    ("하지 않습니다", "합니다"),
    ("하지 않을", "할"),
    ("하지 않는", "하는"),
    ("하지 않은", "한"),
    ("하지 않고", "하고"),
    ("하지 못했다", "했다"),
    ("하지 못했습니다", "했습니다"),
    ("하지 못한", "한"),
    ("하지 못하고", "하고"),
    ("지 않았다", "었다"),
    ("지 않았습니다", "었습니다"),
    ("지 않는다", "는다"),
    ("지 않습니다", "습니다"),
    ("지 않은", "은"),
    ("지 않는", "는"),
    ("지 않다", "다"),
    ("지 않고", "고"),
    ("지 않을", "을"),
    ("지 못했다", "었다"),
    ("지 못한", "은"),
    ("없다", "있다"),
    ("없습니다", "있습니다"),
    ("없는", "있는"),
    ("없었다", "있었다"),
    ("없었습니다", "있었습니다"),
    ("없을", "있을"),
    ("없고", "있고"),
    ("없이", "있게"),
    ("이 아니다", "이다"),
    ("가 아니다", "다"),
    ("이 아닙니다", "입니다"),
    ("가 아닙니다", "입니다"),
    ("이 아니라고", "이라고"),
    ("이 아닌", "인"),
    (" 안 ", " "),
    (" 못 ", " "),
    ("불가능", "가능"),
    ("모른다", "안다"),
    ("모릅니다", "압니다"),
];

const GAIN_KO: Rules = &[
    ("했다", "하지 않았다"),
    ("했습니다", "하지 않았습니다"),
    ("합니다", "하지 않습니다"),
    ("한다", "하지 않는다"),
    ("할 것", "하지 않을 것"),
    ("하는", "하지 않는"),
    ("수 있", "수 없"),
    ("이 있", "이 없"),
    ("가 있", "가 없"),
    ("이다.", "이 아니다."),
    ("됩니다", "되지 않습니다"),
    ("된다", "되지 않는다"),
    ("됐다", "되지 않았다"),
    ("되었다", "되지 않았다"),
    ("되었습니다", "되지 않았습니다"),
    ("가능", "불가능"),
];

const LOSE_UK: Rules = &[
    ("не", ""),
    ("немає", "є"),
    ("нема", "є"),
    ("без", "з"),
    ("неможливо", "можливо"),
];

/// Words around which a negation is no plain one: beside them nothing is changed.
const PHRASES: &str = "only just least longer later more less way matter doubt further yet until or \
    тільки лише менше більше менш просто ніхто нікого нікому ніколи нічого ніде ніяк жодного жодної \
    жодна жоден жодне жодних ледь поки чи ні ані";

/// Ukrainian words before which `не` is put: endings of verbs.
const VERBS_UK: [&str; 16] = [
    "ють",
    "уть",
    "ять",
    "ать",
    "ить",
    "ває",
    "ємо",
    "имо",
    "ував",
    "ували",
    "ила",
    "или",
    "ало",
    "али",
    "вся",
    "лися",
];

const MODAL_EN: Rules = &[
    ("must", "may"),
    ("should", "might"),
    ("will", "may"),
    ("has to", "may"),
    ("have to", "may"),
    ("need to", "may"),
    ("may", "must"),
    ("might", "will"),
    ("can", "must"),
    ("could", "must"),
];

const MODAL_KO: Rules = &[
    ("해야 한다", "할 수 있다"),
    ("해야 합니다", "할 수 있습니다"),
    ("해야 할", "할 수 있는"),
    ("할 수 있다", "해야 한다"),
    ("할 수 있습니다", "해야 합니다"),
    ("할 수 있는", "해야 하는"),
    ("할 것이다", "할지도 모른다"),
    ("할 것입니다", "할지도 모릅니다"),
];

const MODAL_UK: Rules = &[
    ("має", "може"),
    ("мають", "можуть"),
    ("маємо", "можемо"),
    ("повинен", "може"),
    ("повинна", "може"),
    ("повинні", "можуть"),
    ("мусить", "може"),
    ("треба", "можна"),
    ("потрібно", "можна"),
    ("може", "повинен"),
    ("можуть", "повинні"),
    ("можна", "треба"),
    ("можемо", "мусимо"),
    ("необхідно", "можна"),
];

/// `text` with a negation less or more.
pub(super) fn flip(text: &str, lang: Lang, rng: &mut Rng) -> Option<String> {
    let (lose, gain): (Rules, Rules) = match lang {
        Lang::En => (LOSE_EN, GAIN_EN),
        Lang::Ko => (LOSE_KO, GAIN_KO),
        Lang::Uk => (LOSE_UK, &[]),
    };
    let mut losses = rewrites(text, lang, lose);
    // Of rules at one place the longest: `is not` rather than `not`.
    let all = losses.clone();
    losses.retain(|(span, _)| !all.iter().any(|(o, _)| *o != *span && o.contains(*span)));
    let mut gains = rewrites(text, lang, gain);
    gains.retain(|(span, _)| !losses.iter().any(|(lost, _)| lost.overlaps(*span)));
    if lang == Lang::Uk {
        gains.extend(verbs(text));
    }
    // Both ways as often, where both are possible.
    let first = if rng.bool() {
        [losses, gains]
    } else {
        [gains, losses]
    };
    let choice = first.into_iter().find(|choices| !choices.is_empty())?;
    let (span, words) = &choice[rng.usize(..choice.len())];
    Some(super::tidy(&super::replaced(text, *span, words)))
}

/// `text` with another modal verb.
pub(super) fn modality(text: &str, lang: Lang, rng: &mut Rng) -> Option<String> {
    let rules = match lang {
        Lang::En => MODAL_EN,
        Lang::Ko => MODAL_KO,
        Lang::Uk => MODAL_UK,
    };
    let found = rewrites(text, lang, rules);
    let (span, words) = found.get(rng.usize(..found.len().max(1)))?;
    Some(super::replaced(text, *span, words))
}

/// Every place where a rule applies, with the words to put there.
fn rewrites(text: &str, lang: Lang, rules: Rules) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for (old, new) in rules {
        for (at, _) in text.match_indices(old) {
            let span = Span::new(at, at + old.len());
            let letter = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | 'ʼ');
            let before = text[..at].chars().next_back().is_some_and(letter);
            let after = text[span.end..].chars().next().is_some_and(letter);
            let negated = text[span.end..].trim_start().starts_with("not ");
            if lang == Lang::Ko || !before && !after && !negated && !in_phrase(text, span) {
                found.push((span, (*new).to_owned()));
            }
        }
    }
    found
}

/// Whether one of [`PHRASES`] stands next to `span`.
fn in_phrase(text: &str, span: Span) -> bool {
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphabetic())
            .to_lowercase()
    };
    let before = text[..span.start].split_whitespace().rev().take(2);
    let after = text[span.end..].split_whitespace().take(2);
    before
        .chain(after)
        .any(|word| PHRASES.split_ascii_whitespace().any(|p| p == bare(word)))
}

/// Ukrainian verbs with `не` before them.
fn verbs(text: &str) -> Vec<(Span, String)> {
    let mut at = 0;
    let mut found = Vec::new();
    let mut last = "";
    for word in text.split_inclusive(' ') {
        let span = Span::new(at, at + word.trim_end().len());
        at += word.len();
        let bare = span.bare(text);
        let spelled = bare.of(text);
        let verb = VERBS_UK.iter().any(|ending| spelled.ends_with(ending));
        let lower = spelled.starts_with(char::is_lowercase);
        if verb && lower && spelled.chars().count() > 4 && last != "не" {
            found.push((bare, format!("не {spelled}")));
        }
        last = spelled;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_negation_less_or_more() {
        let mut rng = Rng::with_seed(3);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..40 {
            seen.extend(flip("We are not ready, but they were.", Lang::En, &mut rng));
        }
        assert!(seen.contains("We are ready, but they were."), "{seen:?}");
        assert!(
            seen.contains("We are not ready, but they were not."),
            "{seen:?}"
        );
        assert_eq!(seen.len(), 2, "{seen:?}");
        assert_eq!(
            flip("우리는 준비하지 않았다.", Lang::Ko, &mut rng).as_deref(),
            Some("우리는 준비했다.")
        );
        assert_eq!(flip("Ми готові.", Lang::Uk, &mut rng), None);
    }
}

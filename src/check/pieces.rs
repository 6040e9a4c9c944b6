//! Quotes put together from pieces: apart, in another order, cut short, said by another, or without a
//! source.

use super::{
    Compared, Issue, Severity,
    judge::{Evidence, Suspicion},
};
use crate::{
    align::names::{NameKey, SourceNames},
    encode::Encoder,
    text::{Lang, Span},
};

/// Characters between two pieces that are no longer one passage: about a paragraph.
const APART: usize = 600;

/// Characters between two pieces of which one may belong to another answer altogether.
const FAR_APART: usize = 3000;

/// How `rest`, what follows the source words in their sentence, takes them back; `None` where it does
/// not. `words` are the source words.
pub fn taken_back(words: &str, rest: &str, lang: Lang) -> Option<String> {
    const LONGEST: usize = 60;
    let idle = |c: char| !c.is_alphanumeric();
    let ended =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»' | '’'));
    if ended.starts_with(['.', '!', '?', '…']) {
        return None;
    }
    let rest = rest.trim_start_matches(idle);
    let first = rest.split(idle).next().unwrap_or_default().to_lowercase();
    let last = words.trim_end_matches(idle);
    let turns = match lang {
        Lang::Ko => ["지만", "으나", "는데도"]
            .iter()
            .any(|end| last.ends_with(end)),
        Lang::En | Lang::Uk => {
            ["але", "проте", "однак", "втім", "якщо", "якби"].contains(&first.as_str())
        }
    };
    (turns && !rest.is_empty()).then(|| {
        let mut shown: String = rest.chars().take(LONGEST).collect();
        if shown.len() < rest.len() {
            shown.push('…');
        }
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// Whether the source's labels name another speaker than `speaker`: `label`, which the words stand
/// under, does not sound like the name, and one of `labels` does.
pub fn said_by_another(speaker: &str, label: &str, labels: &[&str], lang: Lang) -> bool {
    const SAME: f32 = 0.6;
    const OTHER: f32 = 0.35;
    let name = NameKey::new(speaker);
    let score = |label: &str| SourceNames::new(label, lang).best(&name, Span::new(0, label.len()));
    !speaker.is_empty() && score(label) < OTHER && labels.iter().any(|other| score(other) >= SAME)
}

/// What the context of a pair says.
pub(super) fn check(pair: &Compared<'_>, _: &mut Encoder<'_>) -> Vec<Suspicion> {
    let context = pair.rendering.context;
    let mut found = Vec::new();
    let mut add = |code, severity, sentence| {
        found.push(Suspicion {
            issue: Issue {
                code,
                severity,
                en: None,
                source: None,
                sentence,
            },
            evidence: Evidence::Fact,
        });
    };
    let order: Vec<usize> = context.pieces.iter().map(|piece| piece[0]).collect();
    if !order.is_sorted() {
        add(
            "reordered",
            Severity::Major,
            "the quote gives pieces of the source in another order than they were said".to_owned(),
        );
    }
    let mut pieces = context.pieces.clone();
    pieces.sort_unstable();
    let gaps = pieces
        .windows(2)
        .map(|pair| pair[1][0].saturating_sub(pair[0][1]));
    if let Some(gap) = gaps.max().filter(|gap| *gap >= APART) {
        let severity = if gap >= FAR_APART {
            Severity::Major
        } else {
            Severity::Minor
        };
        add(
            "stitched",
            severity,
            format!("the quote joins pieces that stand {gap} characters apart in the source"),
        );
    }
    if !context.after.is_empty() {
        add(
            "truncated",
            Severity::Major,
            format!(
                "the quote stops where the source goes on: “{}”",
                context.after
            ),
        );
    }
    if !context.turn.is_empty() {
        add(
            "speaker",
            Severity::Major,
            format!(
                "the article quotes {}, in the source {} says it",
                pair.rendering.speaker, context.turn
            ),
        );
    }
    for (part, document) in &context.unfound {
        let sentence = if document.is_empty() {
            format!("no source found for the part “{part}”")
        } else {
            format!("the part “{part}” was found in another document, {document}")
        };
        add("unfound", Severity::Major, sentence);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Context, Rendering, tests::issues};

    #[test]
    fn a_but_takes_back_and_an_and_does_not() {
        let back = |words, rest, lang| taken_back(words, rest, lang);
        assert_eq!(
            back("Ми готові", ", але не сьогодні.", Lang::Uk).as_deref(),
            Some("але не сьогодні.")
        );
        assert_eq!(back("Ми готові", " і йдемо.", Lang::Uk), None);
        assert_eq!(back("Ми готові.", "", Lang::Uk), None);
        assert_eq!(back("Ми готові", ". Але не сьогодні.", Lang::Uk), None);
        assert_eq!(
            back("준비됐지만", " 오늘은 아닙니다.", Lang::Ko).as_deref(),
            Some("오늘은 아닙니다.")
        );
    }

    #[test]
    fn another_speaker_needs_the_right_one_elsewhere() {
        let labels = ["Ведуча", "Коваль"];
        assert!(said_by_another("Koval", "Ведуча", &labels, Lang::Uk));
        assert!(!said_by_another("Koval", "Коваль", &labels, Lang::Uk));
        assert!(!said_by_another("Smith", "Ведуча", &labels, Lang::Uk));
    }

    #[test]
    fn pieces_are_told_apart() {
        let context = Context {
            pieces: vec![[5000, 5010], [10, 20]],
            after: "але це не все".to_owned(),
            turn: "Ведуча".to_owned(),
            unfound: vec![("and won".to_owned(), String::new())],
        };
        let rendering = Rendering {
            speaker: "Koval",
            context: &context,
            ..Rendering::new("We came … and won.", "Ми прийшли … і перемогли.", Lang::Uk)
        };
        let found = issues(&rendering);
        for code in ["reordered", "stitched", "truncated", "speaker", "unfound"] {
            let issue = found.iter().find(|issue| issue.code == code).expect(code);
            assert_eq!(issue.severity, Severity::Major, "{code}");
        }
    }
}

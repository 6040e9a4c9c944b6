//! Numbers, dates and times that differ.

use super::{Issue, Rendering, Severity};
use crate::{
    align::numbers::{compare, numbers},
    text::Lang,
};

/// Numbers of the same sort that say different things on the two sides.
pub(super) fn check(rendering: &Rendering<'_>) -> Vec<Issue> {
    let en = numbers(rendering.en, Lang::En);
    let source = numbers(rendering.source, rendering.lang);
    let issue = |(i, j): (usize, usize)| {
        let (a, b) = (en[i].span, source[j].span);
        Issue {
            code: "number",
            severity: Severity::Critical,
            en: Some(a),
            source: Some(b),
            sentence: format!(
                "the quote says {}, the source says {}",
                a.of(rendering.en),
                b.of(rendering.source)
            ),
        }
    };
    compare(&en, &source)
        .conflicts
        .into_iter()
        .map(issue)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(en: &str, source: &str, lang: Lang) -> Vec<String> {
        check(&Rendering { en, source, lang })
            .into_iter()
            .map(|issue| issue.sentence)
            .collect()
    }

    #[test]
    fn a_different_date_is_named_on_both_sides() {
        assert_eq!(
            sentences(
                "We left on January 5.",
                "우리는 1월 6일에 떠났습니다.",
                Lang::Ko
            ),
            ["the quote says January 5, the source says 1월 6일"]
        );
    }

    #[test]
    fn the_same_number_in_other_clothes_is_no_issue() {
        assert!(
            sentences(
                "About 12,000 people came.",
                "1만 2천여 명이 왔습니다.",
                Lang::Ko
            )
            .is_empty()
        );
        assert!(
            sentences(
                "It took two and a half million.",
                "На це пішло 2,5 млн.",
                Lang::Uk
            )
            .is_empty()
        );
    }
}

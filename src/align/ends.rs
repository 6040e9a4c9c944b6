//! Where the words a quote renders begin and end: what speaks for a span of words inside a run of
//! segments, and the learned weights that choose one.

use super::scorer::{Kind, Sign};
/// The kinds of evidence for a span, in the order of [`EndEvidence`]; the last six take a look at
/// every word.
///
/// The light kinds say how little the words at either end tell, 0..1: which of them belong to the
/// words before and which to those after is a matter of the language. An idle word at an end tells
/// much and is met by nothing in the quote; a met one just outside is left out though it is. A quote
/// that begins with a capital, or ends on a stop, is seldom from inside a clause.
pub const ENDS: [Kind; 26] = [
    kind("cosine", 30.0, Sign::For),
    kind("short", -3.0, Sign::Against),
    kind("long", -3.0, Sign::Against),
    kind("quoted", 1.0, Sign::For),
    kind("around_quotation", -1.0, Sign::Against),
    kind("cut_quotation", -1.0, Sign::Against),
    kind("joint", -0.5, Sign::Against),
    kind("from_start", 1.0, Sign::For),
    kind("from_mark", 0.5, Sign::For),
    kind("to_mark", 0.5, Sign::For),
    kind("capital_inside", -0.5, Sign::Against),
    kind("stop_inside", -0.5, Sign::Against),
    kind("ko_light_before", 0.0, Sign::Either),
    kind("ko_light_first", 0.0, Sign::Either),
    kind("ko_light_last", 0.0, Sign::Either),
    kind("ko_light_after", 0.0, Sign::Either),
    kind("uk_light_before", 0.0, Sign::Either),
    kind("uk_light_first", 0.0, Sign::Either),
    kind("uk_light_last", 0.0, Sign::Either),
    kind("uk_light_after", 0.0, Sign::Either),
    kind("covered", 5.0, Sign::For),
    kind("used", 5.0, Sign::For),
    kind("idle_first", -1.0, Sign::Against),
    kind("idle_last", -1.0, Sign::Against),
    kind("met_before", -1.0, Sign::Against),
    kind("met_after", -1.0, Sign::Against),
];

/// Where some of them stand, and where the last six begin.
pub(super) const COSINE: usize = 0;
pub(super) const CUT: usize = 5;
pub(super) const BY_WORD: usize = 20;

const fn kind(name: &'static str, prior: f64, sign: Sign) -> Kind {
    Kind { name, prior, sign }
}

/// What speaks for and against a span, by [`ENDS`].
pub type EndEvidence = [f32; ENDS.len()];

/// The worth of a span, in log-odds up to a constant of its run.
pub fn value(weights: &EndEvidence, evidence: &EndEvidence) -> f32 {
    weights.iter().zip(evidence).map(|(w, x)| w * x).sum()
}

/// Whether a word, in lower case, joins a clause to what stands before it.
pub fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "but"
            | "because"
            | "that"
            | "so"
            | "or"
            | "if"
            | "when"
            | "while"
            | "і"
            | "й"
            | "та"
            | "а"
            | "але"
            | "бо"
            | "що"
            | "щоб"
            | "адже"
            | "тому"
            | "або"
            | "чи"
            | "якщо"
            | "коли"
            | "поки"
            | "그리고"
            | "하지만"
            | "그러나"
            | "그래서"
            | "그런데"
            | "또한"
            | "또는"
            | "만약"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_where_they_are_looked_for() {
        let names = [
            (COSINE, "cosine"),
            (CUT, "cut_quotation"),
            (BY_WORD, "covered"),
        ];
        for (at, name) in names {
            assert_eq!(ENDS[at].name, name);
        }
        assert_eq!(ENDS.len() - BY_WORD, 6);
    }
}

//! English words that negate.

use std::sync::LazyLock;

use super::Cue;
use crate::text::{Tokens, WordList};

/// Words that negate for sure, besides those on `n't`.
const SURE: [&str; 12] = [
    "not", "never", "no", "nobody", "nothing", "none", "nowhere", "neither", "without", "cannot",
    "unable", "yet",
];

/// Words that are often rendered by a negation, or render one; a star stands for any ending.
const MAYBE: &str = "nor unless otherwise impossib* regardless lest rarely seldom hardly barely \
    scarcely lack* fail* refus* deny denie* denying prevent* avoid* stop* cease* ceasing rather \
    instead until few little only merely non absent absence missing invalid wrong ban banned \
    bans forbid* forbade prohibit* exclud* except ignor* reject* oppos* against disagree* dislike* \
    dissatisf* distrust* disappear* disregard* dishonest* disobey* disrespect* disapprov* \
    discontinu* disbel* insufficient* inaccura* inadequate* incomplete* inactive inappropriate* \
    ineffective* intoleran* injustice* inhuman* insecur* incompeten* incorrect* immature immoral \
    illegal* irregular* irrelevant* imperfect* inexperienced innocent innocence free beyond far \
    least fewer less spare spared below short* struggl* resist* declin* gone block* wast* indiscriminat* bad ill \
    underprepared boycott* worst wary unpresidential ruthless* speechless homeless* blame lost lose \
    loses losing miss missed misses empty void vain keep keeps kept";

/// Words that say by themselves what another language says with a negation.
const ANSWERS: &str = "unless refus* fail* lack* deny denie* denying prevent* prohibit* forbid* forbade ban \
    banned bans reject* impossib* hardly barely scarcely rarely seldom refrain* otherwise until only \
    regardless insufficient*";

/// Beginnings of words that negate nothing though they look like it.
const NO_PREFIX: [&str; 9] = [
    "under", "union", "unit", "univers", "uniq", "uniform", "unanim", "untie", "uncles",
];

/// The negations of a text.
pub(super) fn cues(tokens: &Tokens) -> Vec<Cue> {
    let word = |at: usize| {
        if at < tokens.len() {
            tokens.get(at).norm
        } else {
            ""
        }
    };
    let mut cues: Vec<Cue> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let norm = token.norm;
        let before = at.checked_sub(1).map_or("", word);
        let next = word(at + 1);
        let short = norm.ends_with("n't");
        let sure = match norm {
            // Nr. 1.
            "no" if next.starts_with(|c: char| c.is_ascii_digit()) => continue,
            // No enemy, no rival.
            "no" if at >= 2 && (word(at - 2) == "no" || at >= 3 && word(at - 3) == "no") => false,
            "no" => !matches!(
                next,
                "matter"
                    | "doubt"
                    | "sooner"
                    | "later"
                    | "more"
                    | "less"
                    | "fewer"
                    | "wonder"
                    | "further"
            ),
            // It has yet to happen.
            "yet" => next == "to",
            "never" => next != "more",
            "without" => next != "fail" && before != "or",
            "not" => {
                let phrase = matches!(next, "only" | "just" | "least" | "merely" | "until");
                !phrase && before != "or" && before != "why" && before != "if"
            }
            "nothing" => !matches!(next, "but" | "less"),
            _ if short => !matches!(next, "help" | "only" | "just") && !asks(tokens, at),
            _ => true,
        };
        if SURE.contains(&norm) || short {
            cues.push(Cue {
                span: token.span,
                sure,
                answers: !sure && norm != "yet",
            });
        } else if may_negate(norm) {
            cues.push(Cue {
                span: token.span,
                sure: false,
                answers: says_it_alone(norm),
            });
        }
    }
    cues
}

/// Whether the auxiliary verb at token `at` asks: `isn't it?`, `why wouldn't I`.
fn asks(tokens: &Tokens, at: usize) -> bool {
    const SUBJECTS: [&str; 8] = ["i", "you", "he", "she", "it", "we", "they", "there"];
    let subject = at + 1 < tokens.len() && SUBJECTS.contains(&tokens.get(at + 1).norm);
    // In the same clause.
    const NEAR: usize = 12;
    subject
        && tokens
            .iter()
            .skip(at)
            .take(NEAR)
            .any(|token| token.norm == "?")
}

fn says_it_alone(word: &str) -> bool {
    static WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::new(ANSWERS));
    WORDS.has(word)
}

fn may_negate(word: &str) -> bool {
    static WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::new(MAYBE));
    let listed = WORDS.has(word) || says_it_alone(word);
    let able = |word: &str| {
        ["ble", "bly", "bility"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    let prefix = word.len() > 5
        && (word.starts_with("un") && !NO_PREFIX.iter().any(|p| word.starts_with(p))
            || ["in", "im", "ir", "il"].iter().any(|p| word.starts_with(p)) && able(word));
    let suffix = word.len() > 6 && (word.ends_with("less") || word.ends_with("lessly"));
    listed || prefix || suffix
}

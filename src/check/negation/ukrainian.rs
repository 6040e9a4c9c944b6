//! Ukrainian words that negate.

use std::sync::LazyLock;

use super::Cue;
use crate::text::{Tokens, WordList};

/// Pronouns and adverbs that take `не` beside them and negate alone only without it.
static WITH_NE: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "ніхто нікого нікому ніким ніщо нічого нічому нічим ніколи ніде нікуди ніяк \
    ніякий ніяка ніяке ніякі ніякого ніякої ніяку ніяких ніякому жоден жодна жодне жодні жодного \
    жодної жодну жодному жодним жодною жодних ані ні анітрохи нітрохи зовсім",
    )
});

/// Words for which English may have a negation, or none; a star stands for any ending.
static MAYBE: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "навряд відмов* заборон* бракує бракувало брак відсутн* мало небагато лише \
    тільки припин* уник* запереч* проти втра* крім окрім замість інакше досі важко складно \
    протест* неправ* байдуж*",
    )
});

/// Of these the ones that say by themselves what another language says with a negation.
static ANSWERS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "навряд відмов* заборон* бракує бракувало брак відсутн* запереч* уник* неможлив* \
    недостатн* невідом*",
    )
});

/// After these words `не` negates nothing, or together with them says `almost`, `until`, `whoever`.
static BEFORE_NE: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("ледь мало чи хіба поки доки допоки б би як"));

/// The negations of a text.
pub(super) fn cues(text: &str, tokens: &Tokens) -> Vec<Cue> {
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
        let sure = match norm {
            "не" => {
                let only = matches!(
                    next,
                    "тільки" | "лише" | "лишень" | "просто" | "менш" | "менше" | "більше"
                );
                // не може не, не можна не.
                let twice = matches!(
                    before,
                    "може" | "можна" | "могли" | "міг" | "могла" | "можуть" | "можемо"
                ) && at >= 2
                    && word(at - 2) == "не";
                if twice {
                    // Both fall.
                    cues.pop_if(|cue| cue.span == tokens.get(at - 2).span);
                    continue;
                }
                // Until something happens: доки щось не станеться.
                let until = (at.saturating_sub(6)..at)
                    .any(|i| matches!(word(i), "доки" | "поки" | "допоки" | "чи" | "хіба"));
                Some(!only && !until && !BEFORE_NE.has(before))
            }
            "нема" | "немає" | "немає́" | "без" => Some(true),
            "ні" if answers(text, token.span.start, token.span.end) => Some(true),
            _ if norm.starts_with("неможлив") || norm == "неможна" => Some(true),
            // The second half of ані ... ані.
            "ані" | "ні" if cues.iter().any(|cue| cue.sure) => Some(false),
            _ if WITH_NE.has(norm) && norm != "зовсім" => {
                let near = (at.saturating_sub(4)..(at + 8).min(tokens.len()))
                    .any(|i| matches!(word(i), "не" | "нема" | "немає" | "без"));
                // Nobody said nothing: one negation.
                (!near).then_some(true)
            }
            _ if MAYBE.has(norm) => Some(false),
            _ if norm.starts_with("не")
                && norm.chars().count() > 5
                && !norm.starts_with("недавн")
                && !norm.starts_with("неділ")
                && !norm.starts_with("нещодавн") =>
            {
                Some(false)
            }
            _ if norm.starts_with("без")
                && norm.chars().count() > 6
                && !norm.starts_with("безпек") =>
            {
                Some(false)
            }
            _ => None,
        };
        if let Some(sure) = sure {
            cues.push(Cue {
                span: token.span,
                sure,
                answers: !sure && (norm == "не" || ANSWERS.has(norm)),
            });
        }
    }
    cues
}

/// Whether `ні` stands alone as an answer.
fn answers(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    let after = text.get(end..).unwrap_or_default().trim_start();
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', '«', '"', '“', '—', '–']);
    opens && (after.is_empty() || after.starts_with([',', '.', '!', '—', '–', '»']))
}

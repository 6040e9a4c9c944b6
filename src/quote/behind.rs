//! The narration right behind a quote: `said X`, `X said`, `according to X`.

use super::attribute::{Attribution, End, REACH, according, cover, party};
use super::cues::{self, Form};
use super::grammar;
use super::phrase::{self, Phrase, Sort};
use super::words::{Token, ends_sentence};

/// Reads the narration right behind a quote. `end` tells how the quote ends; one that ends in a
/// full stop is followed by a new sentence, not by its verb.
pub(super) fn after(tokens: &[Token], end: End) -> Option<Attribution> {
    let stop = tokens
        .iter()
        .take(REACH)
        .position(ends_sentence)
        .unwrap_or(tokens.len().min(REACH));
    let tokens = tokens.get(..stop)?;
    let mut at = tokens.iter().take_while(|t| t.is_any(",—–-)")).count();
    while tokens
        .get(at)
        .is_some_and(|t| t.among(&["and", "then", "but"]) && t.text.starts_with(char::is_lowercase))
    {
        at += 1;
    }
    let first = tokens.get(at)?;
    if let Some(found) = according(tokens, at) {
        return Some(found);
    }
    if end == End::Full && !first.text.starts_with(char::is_lowercase) {
        // "No." Tom said. A sentence that ends with the verb tells of the quote all the same.
        let brief =
            |found: &Attribution| found.cue.map(|cue| cue.end) == tokens.last().map(|t| t.span.end);
        return plain(tokens, at, end).filter(brief);
    }
    inverted(tokens, at, end).or_else(|| plain(tokens, at, end))
}

/// `said X`.
fn inverted(tokens: &[Token], at: usize, end: End) -> Option<Attribution> {
    let token = tokens.get(at)?;
    let (length, listed) = match cues::verb(tokens, at) {
        Some((Form::Past | Form::Present, length)) => (length, true),
        None if cues::looks_past(token.text) && end != End::Full => (1, false),
        _ => return None,
    };
    if token.is_capital() {
        return None;
    }
    let named = at + length + phrase::adverbs(tokens, at + length);
    let phrase =
        phrase::forward(tokens, named).or_else(|| called(tokens, named).filter(|_| listed))?;
    if !listed && phrase.sort == Sort::Noun && end != End::Comma {
        return None;
    }
    let phrase = phrase::apposed(tokens, phrase);
    Some(Attribution {
        speaker: Some(party(tokens, &phrase)?),
        cue: cover(tokens, at..at + length),
        asked: None,
        strong: true,
    })
}

/// What a sure verb shows to be a speaker: a name behind adjectives (`poor Mrs. Allen`), a
/// capitalised word (`Tuesday`) or a bare noun that ends its clause (`nanny`).
fn called(tokens: &[Token], at: usize) -> Option<Phrase> {
    let small = |t: &&Token| t.text.starts_with(char::is_lowercase) && !grammar::is_function(t);
    let adjectives = tokens.get(at..)?.iter().take(2).take_while(small).count();
    if let Some(name) = phrase::forward(tokens, at + adjectives).filter(|p| p.sort == Sort::Name) {
        return Some(name);
    }
    let word = tokens.get(at).filter(|t| t.is_word())?;
    let ends = tokens.get(at + 1).is_none_or(|t| !t.is_word());
    let sort = if word.is_capital() {
        Sort::Name
    } else {
        Sort::Noun
    };
    (word.is_capital() || ends && small(&word)).then_some(Phrase {
        range: at..at + 1,
        sort,
    })
}

/// `X said`, `X, who was there, said`, `X of the army said`, `X nodded and said`.
fn plain(tokens: &[Token], at: usize, end: End) -> Option<Attribution> {
    let mut phrase = phrase::forward(tokens, at)?;
    let mut next = phrase.range.end;
    let found = |phrase: &Phrase, verb: usize, length: usize| {
        let (_, passive) = phrase::helpers(tokens, phrase.range.end, verb);
        let speaker = party(tokens, phrase).filter(|_| !passive || tokens[verb].among(&["saying"]));
        let cue = cover(tokens, verb..verb + length);
        speaker.map(|speaker| Attribution {
            speaker: Some(speaker),
            cue,
            asked: None,
            strong: true,
        })
    };
    if let Some((verb, length)) = predicate(tokens, next) {
        return found(&phrase, verb, length);
    }
    phrase = phrase::apposed(tokens, phrase);
    next = phrase.range.end;
    let token = tokens.get(next)?;
    if token.among(&["heard", "hear", "hears"])
        && let Some(heard) = phrase::forward(tokens, next + 1)
        && let Some((verb, length)) = predicate(tokens, heard.range.end)
    {
        return found(&heard, verb, length);
    }
    if token.is_any(",(—–") {
        // A parenthetical: the verb follows its closing comma.
        let closing = tokens
            .iter()
            .enumerate()
            .skip(next)
            .take(25)
            .filter(|(_, t)| t.is_any(",)—–"));
        for (comma, _) in closing {
            if let Some((verb, length)) = predicate(tokens, comma + 1) {
                return found(&phrase, verb, length);
            }
        }
    } else if grammar::is_preposition(token) || token.among(&["who"]) {
        for verb in next..tokens.len().min(next + 14) {
            if tokens[verb].is_any(",;:")
                || tokens[verb].among(&["what", "that", "as", "when", "he", "she", "they"])
            {
                break;
            }
            if let Some((Form::Past | Form::Present, length)) = cues::verb(tokens, verb)
                .filter(|_| !tokens[verb - 1].among(&["the", "a", "to", "in", "of"]))
            {
                let (helpers, _) = phrase::helpers(tokens, next, verb);
                if !tokens[verb - helpers - 1].among(&["and", "who"])
                    && phrase.sort != Sort::Pronoun
                {
                    phrase.range.end = verb - helpers;
                }
                return found(&phrase, verb, length);
            }
        }
        next = phrase.range.end;
    }
    // Another predicate: a verb of speech may follow `and`; behind a comma the subject speaks anyway.
    for verb in next + 1..tokens.len().min(next + 30) {
        if tokens[verb - 1].among(&["and", "then"])
            && let Some((Form::Past | Form::Present, length)) = cues::verb(tokens, verb)
        {
            return found(&phrase, verb, length);
        }
    }
    if end == End::Comma || end == End::Open && tokens.first()?.text.starts_with(char::is_lowercase)
    {
        let cue = tokens
            .get(next)
            .filter(|t| cues::looks_past(t.text))
            .map(|t| t.span);
        let speaker = Some(party(tokens, &phrase)?);
        return Some(Attribution {
            speaker,
            cue,
            asked: None,
            strong: end == End::Comma,
        });
    }
    None
}

/// A verb of speech at `at`, behind adverbs and helping verbs: where it is and its length.
fn predicate(tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let helping = |t: &Token| {
        t.among(&[
            "had", "has", "have", "would", "could", "did", "was", "were", "is", "are", "can",
            "only",
        ])
    };
    let mut verb = at;
    while verb < at + 4
        && tokens
            .get(verb)
            .is_some_and(|t| helping(t) || phrase::adverbs(tokens, verb) > 0)
    {
        verb += 1;
    }
    let (_, length) = cues::verb(tokens, verb)?;
    // In `was quoted by them as saying` the subject speaks for all the passive.
    let saying = (verb + 2..tokens.len().min(verb + 12)).find(|at| {
        tokens[at - 1].among(&["as"])
            && cues::verb(tokens, *at).is_some_and(|(form, _)| form == Form::Gerund)
    });
    let quoted = tokens[verb].among(&["quoted", "cited", "reported"]);
    Some(
        saying
            .filter(|_| quoted)
            .map_or((verb, length), |at| (at, 1)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::words::tokens;
    use crate::text::Span;

    fn read(text: &str) -> (Option<&str>, Option<&str>) {
        let found = after(&tokens(text, Span::new(0, text.len())), End::Comma).unwrap_or_default();
        (
            found.speaker.map(|p| p.span.of(text)),
            found.cue.map(|c| c.of(text)),
        )
    }

    #[test]
    fn narration_behind_a_quote() {
        for (text, speaker, cue) in [
            (" said Mary.", "Mary", "said"),
            (" Mary said quietly.", "Mary", "said"),
            (" said Mrs. Allen, smiling.", "Mrs. Allen", "said"),
            (" said the old man in the corner.", "the old man", "said"),
            (
                " a spokesman for the ministry in Kyiv said on Monday.",
                "a spokesman for the ministry in Kyiv",
                "said",
            ),
            (
                " said a spokesman for the ministry.",
                "a spokesman for the ministry",
                "said",
            ),
            (
                " Petro Marchuk, who was captured in May, said.",
                "Petro Marchuk",
                "said",
            ),
            (
                " according to Han Seo-yeon, a teacher.",
                "Han Seo-yeon",
                "according to",
            ),
            (
                " Interior Minister Taras Bondar told reporters.",
                "Interior Minister Taras Bondar",
                "told",
            ),
            (" she went on, \n", "she", "went on"),
            (
                " added Colonel Oh Min-jae of the Third Army.",
                "Colonel Oh Min-jae of the Third Army",
                "added",
            ),
            (
                " the two soldiers said in unison.",
                "the two soldiers",
                "said",
            ),
            (" he nodded and replied.", "he", "replied"),
            (" chirruped Tom.", "Tom", "chirruped"),
            (" said Mr Beech and left.", "Mr Beech", "said"),
            (" officials said.", "officials", "said"),
            (
                " the first soldier said, adding ",
                "the first soldier",
                "said",
            ),
            (" she heard Ralph say in the hall.", "Ralph", "say"),
            (" said nanny.", "nanny", "said"),
            (" said poor Mrs. Allen with a sigh.", "Mrs. Allen", "said"),
            (" Han was quoted by the agency as saying.", "Han", "saying"),
            (
                " his lawyer, Park Min-su, said.",
                "his lawyer, Park Min-su",
                "said",
            ),
        ] {
            assert_eq!(read(text), (Some(speaker), Some(cue)), "{text}");
        }
    }

    #[test]
    fn a_new_sentence_is_no_attribution() {
        let text = " Tom said nothing.";
        assert_eq!(
            after(&tokens(text, Span::new(0, text.len())), End::Full),
            None
        );
    }
}

//! The sentence a quote stands in, up to the quote: `X said:`, `X told Y that`, `according to X,`.

use super::attribute::{Attribution, REACH, according, cover, party};
use super::cues::{self, Form};
use super::grammar;
use super::phrase::{self, Phrase, Sort};
use super::words::Token;

/// Reads the sentence a quote stands in, or that introduces it, up to the quote.
pub(super) fn before(tokens: &[Token]) -> Option<Attribution> {
    let tokens = tokens.get(tokens.len().saturating_sub(REACH)..)?;
    let words = tokens
        .iter()
        .rposition(|t| !t.is_any(",:;—–-("))
        .map_or(0, |i| i + 1);
    let colon = tokens.get(words..)?.iter().any(|t| t.is_any(":"));
    let comma = tokens.get(words..)?.iter().any(|t| t.is_any(","));
    let body = tokens.get(..words)?;
    if let Some(found) = according(tokens, 0) {
        return Some(found);
    }
    for at in (0..words).rev() {
        let Some((form, length)) = cues::verb(body, at) else {
            continue;
        };
        if at > 0 && (grammar::is_determiner(&body[at - 1]) || body[at].is_capital()) {
            continue;
        }
        let Some(mut found) = governed(body, at, length, form) else {
            continue;
        };
        let behind = words.saturating_sub(at + length);
        let linked = behind == 0 || body.last().is_some_and(|t| t.among(&["that", "as"]));
        found.strong = colon || linked || comma && behind <= 12;
        return Some(found);
    }
    if !colon {
        return None;
    }
    let phrase = phrase::subject(body, 0..words)?;
    Some(Attribution {
        speaker: Some(party(body, &phrase)?),
        cue: None,
        asked: None,
        strong: true,
    })
}

/// The attribution by the verb at `at`, if it is one: its subject is looked for before it.
fn governed(tokens: &[Token], at: usize, length: usize, form: Form) -> Option<Attribution> {
    let (helpers, passive) = phrase::helpers(tokens, 0, at);
    let reach = at - helpers;
    let cue = cover(tokens, at..at + length);
    let near = near_subject(tokens, reach);
    let found = |phrase: Option<Phrase>| {
        let speaker = phrase.and_then(|p| party(tokens, &p));
        Some(Attribution {
            speaker,
            cue,
            asked: None,
            strong: false,
        })
    };
    match form {
        Form::Past if passive => {
            let asked = near
                .or_else(|| far_subject(tokens, at))
                .and_then(|p| party(tokens, &p));
            Some(Attribution {
                speaker: None,
                cue,
                asked,
                strong: false,
            })
        }
        Form::Past if at == 0 => found(phrase::forward(tokens, length)),
        Form::Past => found(near.or_else(|| far_subject(tokens, at))),
        Form::Gerund if passive => found(near.or_else(|| far_subject(tokens, at))),
        Form::Gerund => found(far_subject(tokens, at)),
        // Present and bare forms may be nouns: only a subject right before them makes them verbs.
        Form::Base if helpers > 0 => found(near.or_else(|| far_subject(tokens, at))),
        Form::Present | Form::Base => match near {
            Some(phrase)
                if phrase.sort != Sort::Noun
                    || tokens
                        .get(phrase.range.end - 1)
                        .is_some_and(grammar::is_person) =>
            {
                found(Some(phrase))
            }
            _ => None,
        },
    }
}

/// The subject that ends right before `end`, seen through relative clauses and parentheticals.
fn near_subject(tokens: &[Token], end: usize) -> Option<Phrase> {
    let last = tokens.get(end.checked_sub(1)?)?;
    if last.among(&["who", "which"]) {
        let skip = 1 + usize::from(end > 1 && tokens[end - 2].is_any(","));
        return phrase::backward(tokens, 0, end - skip);
    }
    if last.is_any(",)—–") {
        let opening = (0..end - 1)
            .rev()
            .take(25)
            .filter(|i| tokens[*i].is_any(",(—–"));
        return opening
            .filter_map(|i| phrase::backward(tokens, 0, i))
            .find(|p| p.sort != Sort::Noun || is_clause_start(tokens, p.range.start))
            .map(|p| phrase::apposed(tokens, p));
    }
    phrase::backward(tokens, 0, end).filter(|p| !is_governed(tokens, p.range.start))
}

fn is_governed(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens.get(at - 1).is_some_and(grammar::is_preposition)
}

/// The subject of the verb at `end` when it does not stand right before it: that of the nearest
/// clause with a subject of its own, else that of the sentence.
fn far_subject(tokens: &[Token], end: usize) -> Option<Phrase> {
    let nearest = (1..end).rev().find_map(|at| clause_subject(tokens, at));
    nearest.or_else(|| phrase::subject(tokens, 0..end))
}

/// The name or person a clause that begins at `at` is about.
fn clause_subject(tokens: &[Token], at: usize) -> Option<Phrase> {
    let link = tokens.get(at - 1)?;
    let parted = link.is_any(",;:—–-") || link.among(&["and", "but"]);
    if !parted && !link.among(&["that", "when", "while", "whereupon", "which", "so"]) {
        return None;
    }
    let phrase = phrase::forward(tokens, at)?;
    let person = match phrase.sort {
        // Behind a conjunction a pronoun mostly stands for the sentence's own subject.
        Sort::Pronoun => parted && !tokens[at].among(&["who", "it", "you"]),
        Sort::Name => true,
        Sort::Noun => {
            let head = tokens.get(phrase.range.end - 1);
            link.among(&["but"]) || link.is_any(";") || head.is_some_and(grammar::is_person)
        }
    };
    let next = tokens.get(phrase.range.end)?;
    let relative = next.is_any(",")
        && tokens
            .get(phrase.range.end + 1)
            .is_some_and(|t| t.among(&["who"]));
    let verb = next.is_word()
        && !next.is_capital()
        && !grammar::is_preposition(next)
        && !grammar::is_determiner(next)
        && !next.among(&["and", "or", "who"]);
    (person && (relative || verb)).then_some(phrase)
}

fn is_clause_start(tokens: &[Token], at: usize) -> bool {
    at == 0
        || tokens
            .get(at - 1)
            .is_some_and(|t| !t.is_word() || t.among(&["and", "but", "then"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::words::tokens;
    use crate::text::Span;

    fn read(text: &str) -> (Option<&str>, Option<&str>) {
        let found = before(&tokens(text, Span::new(0, text.len()))).unwrap_or_default();
        (
            found.speaker.map(|p| p.span.of(text)),
            found.cue.map(|c| c.of(text)),
        )
    }

    #[test]
    fn narration_before_a_quote() {
        for (text, speaker, cue) in [
            ("Mary said: ", "Mary", "said"),
            ("The statement read: ", "The statement", "read"),
            (
                "Oksana Lysenko, a nurse from Lviv, told the court that ",
                "Oksana Lysenko",
                "told",
            ),
            (
                "In a statement, the foreign ministry said ",
                "the foreign ministry",
                "said",
            ),
            ("Tom saw that he was tired and said, ", "Tom", "said"),
            ("He was quoted as saying, ", "He", "saying"),
            (
                "According to General Kwon, ",
                "General Kwon",
                "According to",
            ),
            (
                "The head of the Security Service wrote on Telegram: ",
                "The head of the Security Service",
                "wrote",
            ),
            (
                "On Friday, officials warned that it was ",
                "officials",
                "warned",
            ),
            (
                "She frowned, but the junior clerk brightened and said, ",
                "the junior clerk",
                "said",
            ),
            (
                "There was no cab, and Denham broke the silence by saying: ",
                "Denham",
                "saying",
            ),
            (
                "They crossed, but Mary, who was tired, sat down and asked: ",
                "Mary",
                "asked",
            ),
            ("Delighted by this, John laughed and said, ", "John", "said"),
            ("The mayor says the plan is ", "The mayor", "says"),
        ] {
            assert_eq!(read(text), (Some(speaker), Some(cue)), "{text}");
        }
    }

    #[test]
    fn a_colon_needs_no_verb() {
        assert_eq!(read("He turned to the crowd: "), (Some("He"), None));
        assert_eq!(read("Kim Dae-ho: "), (Some("Kim Dae-ho"), None));
    }

    #[test]
    fn the_people_asked_do_not_speak() {
        let text = "The soldiers were asked, ";
        let found = before(&tokens(text, Span::new(0, text.len()))).unwrap();
        assert_eq!(found.speaker, None);
        assert_eq!(found.asked.map(|p| p.span.of(text)), Some("The soldiers"));
    }
}

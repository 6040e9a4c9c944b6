//! Who says a quote and with which verb, read from the narration on either side of it.

use std::ops::Range;

use super::cues::{self, Form};
use super::phrase::{self, Phrase, Sort};
use super::words::{Token, ends_sentence};
use crate::text::Span;

/// A noun phrase of the article that names people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Party {
    pub span: Span,
    pub sort: Sort,
    pub plural: bool,
}

/// What the narration says about a quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Attribution {
    pub speaker: Option<Party>,
    pub cue: Option<Span>,
    /// The people a question was put to, where the asker is not named (`they were asked, "…"`).
    pub asked: Option<Party>,
    /// The verb belongs to this quote, not merely to the sentence a quoted scrap stands in.
    pub strong: bool,
}

/// How many tokens of a sentence attribution looks at.
const REACH: usize = 80;

fn party(tokens: &[Token], phrase: &Phrase) -> Option<Party> {
    let words = tokens.get(phrase.range.clone())?;
    let (first, last) = (words.first()?, words.last()?);
    let joined = words.iter().any(|t| t.among(&["and", "&"]));
    let plural = match phrase.sort {
        Sort::Pronoun => first.among(&["they", "we"]),
        Sort::Name => joined,
        Sort::Noun => joined || head(words).is_some_and(phrase::is_plural),
    };
    Some(Party {
        span: first.span.cover(last.span),
        sort: phrase.sort,
        plural,
    })
}

/// The head noun: the last word before a preposition.
fn head<'a, 't>(words: &'a [Token<'t>]) -> Option<&'a Token<'t>> {
    let end = words
        .iter()
        .skip(1)
        .position(phrase::is_preposition)
        .map_or(words.len(), |i| i + 1);
    words.get(..end)?.last()
}

fn cover(tokens: &[Token], range: Range<usize>) -> Option<Span> {
    let words = tokens.get(range)?;
    Some(words.first()?.span.cover(words.last()?.span))
}

/// Reads the narration right behind a quote. `end` is the quote's last character; a quote that
/// ends in a full stop is followed by a new sentence, not by its verb.
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

/// How a quote ends, as far as its verb may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a comma or dash: its sentence goes on outside.
    Comma,
    /// With a question or exclamation mark, an ellipsis, or no punctuation.
    Open,
    /// With a full stop.
    Full,
}

impl End {
    /// How the quoted `words` end.
    pub fn of(words: &str) -> Self {
        let words = words.trim_end_matches(|c: char| {
            super::marks::is_mark(c) || matches!(c, '_' | '*') || c.is_whitespace()
        });
        match words.chars().next_back() {
            Some(',' | '-' | '—' | '–' | ';' | ':') => Self::Comma,
            Some('.') if !words.ends_with("..") => Self::Full,
            _ => Self::Open,
        }
    }
}

/// `according to X`.
fn according(tokens: &[Token], at: usize) -> Option<Attribution> {
    let pair = tokens.get(at..at + 2)?;
    if !(pair[0].among(&["according"]) && pair[1].among(&["to"])) {
        return None;
    }
    let end = tokens
        .iter()
        .skip(at + 2)
        .position(|t| t.is_any(",;:—–("))
        .map_or(tokens.len(), |i| i + at + 2);
    let range = at + 2..end.min(at + 14);
    let sort = phrase::forward(tokens, range.start).map_or(Sort::Noun, |p| p.sort);
    let speaker = party(tokens, &Phrase { range, sort })?;
    Some(Attribution {
        speaker: Some(speaker),
        cue: cover(tokens, at..at + 2),
        asked: None,
        strong: true,
    })
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
    let small = |t: &&Token| t.text.starts_with(char::is_lowercase) && !phrase::is_function(t);
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
    } else if phrase::is_preposition(token) || token.among(&["who"]) {
        for verb in next..tokens.len().min(next + 14) {
            if tokens[verb].is_any(",;:") || tokens[verb].among(&["what", "that", "as", "when", "he", "she", "they"]) {
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
    // In `was quoted as saying` the subject speaks for all the passive.
    let saying = tokens.get(verb + 1).is_some_and(|t| t.among(&["as"]))
        && cues::verb(tokens, verb + 2).is_some_and(|(form, _)| form == Form::Gerund);
    Some(if saying { (verb + 2, 1) } else { (verb, length) })
}

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
        if at > 0 && (phrase::is_determiner(&body[at - 1]) || body[at].is_capital()) {
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
                        .is_some_and(phrase::is_person) =>
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
    at > 0 && tokens.get(at - 1).is_some_and(phrase::is_preposition)
}

/// The subject of the verb at `end` when it does not stand right before it: that of the last
/// clause, if it begins with one, else that of the sentence.
fn far_subject(tokens: &[Token], end: usize) -> Option<Phrase> {
    let clause = tokens
        .get(..end)?
        .iter()
        .rposition(|t| t.among(&["but"]) || t.is_any(";:—"));
    clause
        .and_then(|at| phrase::forward(tokens, at + 1))
        .or_else(|| phrase::subject(tokens, 0..end))
}

fn is_clause_start(tokens: &[Token], at: usize) -> bool {
    at == 0
        || tokens
            .get(at - 1)
            .is_some_and(|t| !t.is_word() || t.among(&["and", "but", "then"]))
}

/// The people of a sentence that tells no speech: its subject, if it can speak.
pub(super) fn actor(tokens: &[Token]) -> Option<Party> {
    let end = tokens
        .iter()
        .take(REACH)
        .position(ends_sentence)
        .unwrap_or(tokens.len().min(REACH));
    let phrase = phrase::subject(tokens, 0..end)?;
    let near = phrase.range.start < 6;
    let speaks = match phrase.sort {
        Sort::Pronoun => !tokens.get(phrase.range.start)?.among(&["it", "you", "who"]),
        Sort::Name => true,
        Sort::Noun => tokens
            .get(phrase.range.clone())
            .is_some_and(|words| head(words).is_some_and(phrase::is_person)),
    };
    party(tokens, &phrase).filter(|_| near && speaks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::words::tokens;

    fn read(text: &str, found: Option<Attribution>) -> (Option<&str>, Option<&str>) {
        let found = found.unwrap_or_default();
        (
            found.speaker.map(|p| p.span.of(text)),
            found.cue.map(|c| c.of(text)),
        )
    }

    fn behind(text: &str) -> (Option<&str>, Option<&str>) {
        read(
            text,
            after(&tokens(text, Span::new(0, text.len())), End::Comma),
        )
    }

    fn ahead(text: &str) -> (Option<&str>, Option<&str>) {
        read(text, before(&tokens(text, Span::new(0, text.len()))))
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
        ] {
            assert_eq!(behind(text), (Some(speaker), Some(cue)), "{text}");
        }
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
            ("The mayor says the plan is ", "The mayor", "says"),
        ] {
            assert_eq!(ahead(text), (Some(speaker), Some(cue)), "{text}");
        }
    }

    #[test]
    fn a_colon_needs_no_verb() {
        assert_eq!(ahead("He turned to the crowd: "), (Some("He"), None));
        assert_eq!(ahead("Kim Dae-ho: "), (Some("Kim Dae-ho"), None));
    }

    #[test]
    fn the_people_asked_do_not_speak() {
        let text = "The soldiers were asked, ";
        let found = before(&tokens(text, Span::new(0, text.len()))).unwrap();
        assert_eq!(found.speaker, None);
        assert_eq!(found.asked.map(|p| p.span.of(text)), Some("The soldiers"));
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

//! Noun phrases: where the words that name a speaker begin and end.

use std::ops::Range;

use super::cues;
use super::grammar::*;
use super::words::{Token, ends_sentence};

/// What a noun phrase refers to people with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A pronoun: `he`, `they`, `everyone`.
    Pronoun,
    /// A capitalised name, with or without a title.
    Name,
    /// Common nouns: `the two soldiers`.
    Noun,
}

/// A noun phrase: a range of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub range: Range<usize>,
    pub sort: Sort,
}

/// The noun phrase that begins at `at`, without what prepositions add (save `of`).
pub(super) fn forward(tokens: &[Token], at: usize) -> Option<Phrase> {
    let first = tokens.get(at)?;
    if !first.is_word() {
        return None;
    }
    if is_pronoun(first) {
        return Some(Phrase {
            range: at..at + 1,
            sort: Sort::Pronoun,
        });
    }
    let name = is_name_word(first)
        || first.is_in(&PARTICLES) && tokens.get(at + 1).is_some_and(is_name_word);
    if !name
        && !is_determiner(first)
        && !is_person(first)
        && !first.text.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let mut end = at + 1;
    let mut capitals = name;
    let mut small = usize::from(!name && !is_determiner(first));
    while let Some(token) = tokens.get(end).filter(|_| end - at < 12) {
        let after = tokens.get(end + 1);
        let goes_on = if !token.is_word() {
            token.is_any("’'") && !name
        } else if token.among(&["of"]) {
            after.is_some_and(|t| is_name_word(t) || is_determiner(t))
                && end > at
                && !is_determiner(&tokens[end - 1])
                || tokens[end - 1].is_in(&DETERMINERS)
        } else if token.among(&["for"]) {
            tokens[end - 1].text.starts_with("spokes") && after.is_some_and(Token::is_word)
        } else if token.among(&["and", "&"]) {
            capitals && after.is_some_and(|t| is_name_word(t) && cues::form(t.text).is_none())
        } else if is_name_word(token) || capitals && token.is_capital() && token.text != "I" {
            // Behind a name a capitalised word of the grammar is a name too: Oh, So, An.
            capitals = true;
            true
        } else if token.is_in(&PARTICLES) {
            after.is_some_and(Token::is_capital)
        } else if is_determiner(token) {
            end - at < 3 && !name || tokens[end - 1].among(&["of", "for"]) || possessive(token)
        } else if is_ordinal(token) && tokens[end - 1].is_in(&DETERMINERS) {
            true
        } else if is_function(token)
            || is_adverb(token)
            || is_verb(token) && (small > 0 || name || !is_bare(token))
        {
            false
        } else if name
            && small == 0
            && !possessive(&tokens[end - 1])
            && !is_title(tokens[end - 1].text)
        {
            // A small word behind a bare name belongs to the clause, not to the name.
            tokens[end - 1].among(&["of", "for"]) || is_person(token)
        } else if capitals && !name && is_name_word(&tokens[end - 1]) {
            small += 1;
            is_person(token)
        } else {
            let verb = small > 0 && (token.text.ends_with("ed") || is_gerund(token));
            small += 1;
            !verb && small < 5
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > at + 1
        && (!tokens[end - 1].is_word()
            || tokens[end - 1].among(&["of", "for", "and"])
            || tokens[end - 1].is_in(&PARTICLES))
    {
        end -= 1;
    }
    let bare = end == at + 1
        && first.is_in(&DETERMINERS)
        && !first.among(&[
            "one", "another", "both", "all", "some", "several", "many", "two", "this",
        ]);
    (!bare).then(|| Phrase {
        range: at..end,
        sort: sort(tokens, at..end),
    })
}

/// A phrase is a name if the words before its first preposition end in one and are no mere title
/// with an article (`the President`).
fn sort(tokens: &[Token], range: Range<usize>) -> Sort {
    let words = tokens.get(range).unwrap_or_default();
    let head = words.split(is_preposition).next().unwrap_or_default();
    let named = match head {
        [article, title] if article.among(&["the", "a", "an"]) => {
            !is_title(title.text) && is_name_word(title)
        }
        _ => head.last().is_some_and(is_name_word),
    };
    if named { Sort::Name } else { Sort::Noun }
}

/// The phrase with a name that explains it: `the mayor, Ihor Bondar,`.
pub(super) fn apposed(tokens: &[Token], phrase: Phrase) -> Phrase {
    let end = phrase.range.end;
    if phrase.sort != Sort::Noun || !tokens.get(end).is_some_and(|t| t.is_any(",")) {
        return phrase;
    }
    let name = forward(tokens, end + 1).filter(|name| {
        let closed = tokens.get(name.range.end).is_none_or(|t| t.is_any(",.;:"));
        name.sort == Sort::Name && closed
    });
    name.map_or(phrase.clone(), |name| Phrase {
        range: phrase.range.start..name.range.end,
        sort: Sort::Name,
    })
}

/// The noun phrase that ends right before `before`, looking back no further than `from`.
pub(super) fn backward(tokens: &[Token], from: usize, before: usize) -> Option<Phrase> {
    let last = before.checked_sub(1).filter(|i| *i >= from)?;
    let head = tokens.get(last)?;
    if !head.is_word() {
        return None;
    }
    if is_pronoun(head) {
        return Some(Phrase {
            range: last..before,
            sort: Sort::Pronoun,
        });
    }
    if is_function(head)
        && !head.among(&[
            "one", "another", "both", "all", "some", "two", "others", "many", "several",
        ])
    {
        return None;
    }
    let mut start = last;
    while start > from && before - start < 14 {
        let token = &tokens[start - 1];
        let goes_on = if is_name_word(token) {
            true
        } else if !token.is_word() || is_pronoun(token) || is_gerund(token) {
            false
        } else if token.among(&["and"]) {
            start > from + 1 && is_name_word(&tokens[start - 2]) && is_name_word(&tokens[start])
        } else if token.among(&["of", "for", "in", "from", "at", "with", "on"]) {
            // What a preposition adds belongs to the phrase if a noun stands before it.
            start > from + 1
                && tokens[start - 2].is_word()
                && !is_function(&tokens[start - 2])
                && (cues::form(tokens[start - 2].text).is_none() || is_person(&tokens[start - 2]))
        } else if is_determiner(token) {
            start -= 1;
            let inner = start > from
                && (tokens[start - 1].among(&["of", "for", "in", "from", "at", "with", "on"])
                    || tokens[start - 1].is_in(&DETERMINERS)
                    || possessive(token) && !token.is_capital());
            if !inner {
                break;
            }
            continue;
        } else {
            let ordinal =
                is_ordinal(token) && start > from + 1 && is_determiner(&tokens[start - 2]);
            ordinal || !is_function(token) && (token.is_capital() || !is_verb(token))
        };
        if !goes_on {
            break;
        }
        start -= 1;
    }
    // A small word of the grammar or a lone adverb does not begin a phrase.
    while start < last
        && (tokens[start].is_in(&PREPOSITIONS)
            || is_adverb(&tokens[start])
            || tokens[start].among(&["and"]))
    {
        start += 1;
    }
    let first = &tokens[start];
    let fits = is_name_word(first)
        || is_determiner(first)
        || is_person(head)
        || tokens[start..before].iter().any(is_name_word)
        || is_plural(head);
    fits.then(|| Phrase {
        range: start..before,
        sort: sort(tokens, start..before),
    })
}

/// The subject of a sentence: its first noun phrase no preposition governs.
pub(super) fn subject(tokens: &[Token], sentence: Range<usize>) -> Option<Phrase> {
    let mut at = sentence.start;
    while at < sentence.end.min(sentence.start + 40) {
        let token = tokens.get(at)?;
        if ends_sentence(token) {
            return None;
        }
        // A participle or adverb may open a sentence: Delighted by this, she said.
        let opening = at == sentence.start
            && ["ed", "ing", "ly"]
                .iter()
                .any(|end| token.text.ends_with(end))
            && !tokens.get(at + 1).is_some_and(is_name_word);
        let governed = opening || at > sentence.start && is_preposition(&tokens[at - 1]);
        match forward(tokens, at).filter(|_| token.text != "that") {
            Some(phrase) if governed || is_time(tokens, &phrase) => {
                at = phrase.range.end.max(at + 1)
            }
            Some(phrase) if phrase.range.end <= sentence.end => return Some(phrase),
            _ => at += 1,
        }
    }
    None
}

fn is_time(tokens: &[Token], phrase: &Phrase) -> bool {
    phrase.sort != Sort::Pronoun
        && tokens
            .get(phrase.range.end - 1)
            .is_some_and(|t| t.is_in(&TIMES))
}

/// How many adverbs and helping verbs stand right before `before`; and whether they make the verb
/// there passive (`were asked`).
pub(super) fn helpers(tokens: &[Token], from: usize, before: usize) -> (usize, bool) {
    let mut count = 0;
    let mut passive = false;
    while let Some(token) = before
        .checked_sub(count + 1)
        .filter(|i| *i >= from)
        .and_then(|i| tokens.get(i))
    {
        let be = token.among(&["is", "are", "was", "were", "be", "been", "being", "got"]);
        passive |= be;
        let helper = be
            || token.among(&[
                "had", "has", "have", "having", "would", "could", "will", "did", "do", "does",
                "can", "should", "might", "must", "to",
            ]);
        if !(helper || is_adverb(token)) {
            break;
        }
        count += 1;
    }
    (count, passive)
}

/// How many adverbs stand at `at`.
pub(super) fn adverbs(tokens: &[Token], at: usize) -> usize {
    tokens
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take(3)
        .take_while(|t| is_adverb(t))
        .count()
}

//! The words of an English text that are likely names.

use crate::text::Span;

mod common;

/// The runs of capitalised words of an English `text` that are likely names, in order.
///
/// Left out are `I`, titles before a name, months and weekdays, and the first word of a sentence
/// unless it is written in capitals, is known to be a name, goes on with another capitalised word
/// or stands capitalised inside a sentence elsewhere in the text.
pub fn english_names(text: &str) -> Vec<Span> {
    let words = words(text);
    let inside: Vec<&str> = words
        .iter()
        .filter(|w| w.capital && !w.opens)
        .map(|w| bare(w.span.of(text)))
        .collect();
    let mut names: Vec<(Span, usize)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let written = bare(word.span.of(text));
        let lower = lower(written);
        if !word.capital || common::never_a_name(&lower) {
            continue;
        }
        // "In May," she said, "Nobody came." has been joined to one text.
        let comma = text
            .get(..word.span.start)
            .is_some_and(|before| before.trim_end().ends_with(','));
        if comma && common::starts_sentences(&lower) {
            continue;
        }
        // An initial is a name only in the middle of one.
        let initial = written.chars().count() == 1;
        if initial && names.last().is_none_or(|(_, last)| *last + 1 != at) {
            continue;
        }
        if word.opens && !opens_a_name(text, &words, at, &inside) {
            continue;
        }
        match names.last_mut() {
            Some((name, last)) if *last + 1 == at && joined(text, *name, word.span) => {
                (*name, *last) = (name.cover(word.span), at);
            }
            _ => names.push((Span::new(word.span.start, word.span.end), at)),
        }
    }
    names
        .into_iter()
        .map(|(span, _)| without_possessive(text, span))
        .filter(|span| tells(span.of(text)))
        .collect()
}

/// Whether a name has a word of its own, or is in the table.
fn tells(name: &str) -> bool {
    let lower = name.to_lowercase();
    super::exonyms::find(&lower).is_some() || !lower.split(' ').all(common::generic)
}

/// Whether an English name can be told from others in another script: it is in the table of names, or
/// is no abbreviation and has a word that everyday English does not have.
pub fn is_distinctive(name: &str) -> bool {
    let listed = super::exonyms::find(&name.to_lowercase()).is_some();
    let spelled = |word: &str| word.chars().filter(|c| c.is_lowercase()).count() >= 3;
    let strange = |word: &str| {
        let mut parts = word.split('-').map(lower);
        let plain = |part: String| {
            part.chars().count() < 3
                || common::everyday(&part)
                || common::generic(&part)
                || common::starts_sentences(&part)
                || common::derived(&part)
        };
        spelled(word) && !parts.all(plain)
    };
    listed || name.split(' ').any(strange)
}

struct Word {
    span: Span,
    capital: bool,
    /// Whether it is the first of a sentence or of quoted words.
    opens: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut opens = true;
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // The points of U.S. are inside the word, but for the last.
        let initials = c == '.' && start.and_then(|s| text.get(s..at)).is_some_and(is_initials);
        let inner = (initials || matches!(c, '\'' | '’' | '-' | '&') && start.is_some())
            && text
                .get(at + c.len_utf8()..)
                .is_some_and(|r| r.starts_with(char::is_alphanumeric));
        if c.is_alphanumeric() || inner {
            start.get_or_insert(at);
        } else {
            if let Some(start) = start.take() {
                let span = Span::new(start, at);
                let capital = span.of(text).starts_with(char::is_uppercase);
                words.push(Word {
                    span,
                    capital,
                    opens,
                });
                opens = false;
            }
            let initial = words.last().is_some_and(|w| {
                w.span.end == at
                    && (is_initials(w.span.of(text)) || common::abbreviated(w.span.of(text)))
            });
            let stop = matches!(
                c,
                '.' | '!' | '?' | ':' | '\n' | '“' | '"' | '‘' | '…' | '—'
            );
            opens |= stop && !(c == '.' && initial);
        }
    }
    words
}

/// Whether `word` is a capital letter, or several with points between.
fn is_initials(word: &str) -> bool {
    word.split('.')
        .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// Whether the first word of a sentence is a name all the same.
fn opens_a_name(text: &str, words: &[Word], at: usize, inside: &[&str]) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    let written = bare(word.span.of(text));
    let lower = lower(written);
    if common::starts_sentences(&lower) {
        return false;
    }
    let acronym = written.chars().count() > 1 && written.chars().all(|c| !c.is_lowercase());
    let next = words.get(at + 1).filter(|next| {
        next.capital && joined(text, word.span, next.span) && next.span.of(text) != "I"
    });
    acronym
        || next.is_some()
        || inside.contains(&written)
        || word.span.of(text).len() > written.len()
        || super::exonyms::find(&lower).is_some()
        || common::looks_foreign(&lower)
}

/// Whether nothing but a space, or a full stop and a space, lies between two words.
fn joined(text: &str, first: Span, second: Span) -> bool {
    let between = text.get(first.end..second.start).unwrap_or("?");
    let initial = bare(first.of(text))
        .chars()
        .next_back()
        .is_some_and(char::is_uppercase);
    let possessive = bare(first.of(text)).len() < first.len();
    !possessive && (between == " " || between == "\u{a0}" || between == ". " && initial)
}

/// The word without the `'s` of possession.
fn bare(word: &str) -> &str {
    ["'s", "’s", "'", "’"]
        .iter()
        .find_map(|s| word.strip_suffix(s))
        .unwrap_or(word)
}

/// A word as the lists of words have it: in lower case, with straight apostrophes.
fn lower(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

fn without_possessive(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + bare(span.of(text)).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        english_names(text)
            .into_iter()
            .map(|s| s.of(text))
            .collect()
    }

    #[test]
    fn runs_of_capitalised_words() {
        assert_eq!(
            names("We met Kim Jong Un in Hanoi."),
            ["Kim Jong Un", "Hanoi"]
        );
        assert_eq!(names("He told President Zelenskyy's aide"), ["Zelenskyy"]);
        assert_eq!(
            names("I think I saw NATO there on Monday in May."),
            ["NATO"]
        );
        assert_eq!(names("It was John F. Kennedy who"), ["John F. Kennedy"]);
        assert_eq!(names("the U.S. and J.K. Rowling"), ["U.S", "J.K. Rowling"]);
    }

    #[test]
    fn names_of_common_words_are_left_out_unless_known() {
        assert_eq!(
            names("before the Central Military Court of Busan"),
            ["Central Military Court", "Busan"]
        );
        assert_eq!(names("the National Defense Council"), [""; 0]);
        assert_eq!(names("the Security Council"), ["Security Council"]);
    }

    #[test]
    fn the_form_of_the_apostrophe_does_not_matter() {
        for text in [
            "whether I'm alive",
            "whether I’m alive",
            "Don’t go. We won’t.",
        ] {
            assert_eq!(names(text), [""; 0]);
        }
    }

    #[test]
    fn a_sentence_may_begin_behind_a_comma_where_quotes_are_joined() {
        assert_eq!(names("We open in May, Nobody has been hurt."), [""; 0]);
        assert_eq!(names("We went by car, Donald by bus."), ["Donald"]);
    }

    #[test]
    fn the_first_word_of_a_sentence_has_to_prove_itself() {
        assert_eq!(names("Peace will come. Nobody doubts it."), [""; 0]);
        assert_eq!(names("Ukraine will win."), ["Ukraine"]);
        assert_eq!(names("Trump came. We saw Trump."), ["Trump", "Trump"]);
        assert_eq!(names("Donald Trump came."), ["Donald Trump"]);
        assert_eq!(names("Poroshenko came."), ["Poroshenko"]);
        assert_eq!(names("But Donald came."), ["Donald"]);
        assert_eq!(names("BBC asked."), ["BBC"]);
    }
}

//! The people of an article and the pronouns that stand for them.

use std::collections::HashSet;

use super::attribute::{Party, actor};
use super::grammar;
use super::people::{Evidence, Gender, gender, is_given, is_impersonal};
use super::phrase::Sort;
use super::words::{Token, ends_sentence};
use crate::text::Span;

/// A place in the narration that names somebody.
#[derive(Clone, Copy, Debug)]
struct Mention {
    span: Span,
    gender: Option<Gender>,
    plural: bool,
    /// It is the subject of its sentence or of a verb of speech.
    subject: bool,
}

/// Everybody the narration names, in order.
pub(super) struct Cast<'t> {
    text: &'t str,
    mentions: Vec<Mention>,
}

/// How far back, in bytes, and over how many mentions a pronoun may reach.
const REACH: (usize, usize) = (4000, 40);

impl<'t> Cast<'t> {
    /// Gathers the people of the narration. `gaps` are the stretches between quotes, in order;
    /// `speakers` the parties verbs of speech name, in order.
    pub fn gather(text: &'t str, gaps: &[Vec<Token<'t>>], speakers: &[Party]) -> Self {
        let known: HashSet<&str> = speakers
            .iter()
            .filter(|party| party.sort == Sort::Name)
            .flat_map(|party| party.span.of(text).split_whitespace())
            .filter(|word| word.starts_with(char::is_uppercase) && !grammar::is_title(word))
            .collect();
        let mut cast = Self {
            text,
            mentions: Vec::new(),
        };
        let mut evidence: Evidence = Evidence::new();
        for gap in gaps {
            for sentence in gap.split_inclusive(ends_sentence) {
                cast.sentence(sentence, &known, &mut evidence);
            }
        }
        let spoken = speakers.iter().filter(|party| party.sort != Sort::Pronoun);
        cast.mentions.extend(spoken.map(|party| Mention {
            span: party.span,
            gender: None,
            plural: party.plural,
            subject: true,
        }));
        cast.mentions.sort_by_key(|m| (m.span.start, !m.subject));
        cast.mentions
            .dedup_by(|later, kept| later.span.overlaps(kept.span));
        for mention in &mut cast.mentions {
            mention.gender = gender(mention.span.of(text), &evidence);
        }
        cast
    }

    fn sentence(
        &mut self,
        sentence: &[Token<'t>],
        known: &HashSet<&str>,
        evidence: &mut Evidence<'t>,
    ) {
        let mut named = Vec::new();
        let mut at = 0;
        while at < sentence.len() {
            let Some(end) = name(sentence, at, known) else {
                at += 1;
                continue;
            };
            let span = sentence[at].span.cover(sentence[end - 1].span);
            self.mentions.push(Mention {
                span,
                gender: None,
                plural: false,
                subject: at == 0 || heads(&sentence[at - 1]),
            });
            named.push((&sentence[at..end], end));
            at = end;
        }
        if let Some(party) = actor(sentence).filter(|party| party.sort == Sort::Noun) {
            self.mentions.push(Mention {
                span: party.span,
                gender: None,
                plural: party.plural,
                subject: true,
            });
        }
        // Pronouns behind the only name of a sentence mostly stand for it.
        if let [(words, end)] = named.as_slice() {
            for word in words.iter().filter(|word| !grammar::is_title(word.text)) {
                let counts = evidence.entry(word.text).or_default();
                for token in &sentence[*end..] {
                    counts[0] += u32::from(token.among(&["he", "his", "him", "himself"]));
                    counts[1] += u32::from(token.among(&["she", "her", "hers", "herself"]));
                }
            }
        }
    }

    /// Whom the pronoun at `at` stands for: the nearest subject that fits, else the nearest fitting
    /// mention; `avoid` is taken only if nobody else fits.
    pub fn resolve(&self, pronoun: &str, at: usize, avoid: Option<&str>) -> Option<Span> {
        let lower = pronoun.to_lowercase();
        let (gender, plural) = match lower.as_str() {
            "he" => (Some(Gender::He), false),
            "she" => (Some(Gender::She), false),
            "they" => (None, true),
            _ => return None,
        };
        let end = self.mentions.partition_point(|m| m.span.end <= at);
        let near = || {
            let near = self.mentions[..end].iter().rev().take(REACH.1);
            near.take_while(|m| at - m.span.start < REACH.0)
                .filter(|m| {
                    m.plural == plural && (plural || m.gender.is_none_or(|g| Some(g) == gender))
                })
        };
        let avoided = |m: &&Mention| avoid.is_some_and(|name| name == m.span.of(self.text));
        let found = near()
            .find(|m| m.subject && !avoided(m))
            .or_else(|| near().find(|m| !avoided(m)))
            .or_else(|| near().next());
        found.map(|m| m.span)
    }
}

/// Whether a name behind this token rather is a subject: it begins a clause.
fn heads(token: &Token) -> bool {
    !token.is_word()
        || token.among(&[
            "and", "but", "when", "while", "as", "if", "that", "because", "where",
        ])
}

/// Where a person's name that begins at `at` ends.
fn name(sentence: &[Token], at: usize, known: &HashSet<&str>) -> Option<usize> {
    let first = sentence.get(at)?;
    if !grammar::is_name_word(first) {
        return None;
    }
    let mut end = at + 1;
    while end - at < 6 && sentence.get(end).is_some_and(grammar::is_name_word) {
        end += 1;
    }
    let words = sentence.get(at..end)?;
    let personal = words.iter().any(|w| known.contains(w.text) || is_given(w));
    let titled = grammar::is_title(first.text) && words.len() > 1;
    // Two capitals at a sentence's start or behind a small word mostly are somebody's name.
    (personal || !is_impersonal(words) && (titled || words.len() > 1)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::words::tokens;

    fn resolve<'t>(text: &'t str, pronoun: &str) -> Option<&'t str> {
        let gaps = [tokens(text, Span::new(0, text.len()))];
        Cast::gather(text, &gaps, &[])
            .resolve(pronoun, text.len(), None)
            .map(|span| span.of(text))
    }

    #[test]
    fn pronouns_find_the_fitting_name() {
        let text = "Olena Tkach met Mr. Hughes at the station. ";
        assert_eq!(resolve(text, "she"), Some("Olena Tkach"));
        assert_eq!(resolve(text, "he"), Some("Mr. Hughes"));
        assert_eq!(resolve(text, "they"), None);
    }

    #[test]
    fn several_people_are_they() {
        assert_eq!(
            resolve("The two soldiers sat down. Olena Tkach smiled. ", "they"),
            Some("The two soldiers")
        );
    }

    #[test]
    fn the_text_tells_gender() {
        let text = "Park Ji-won lost her job. Park Ji-won said she would sue. Lee Do-yun left. Lee Do-yun said he knew his rights. ";
        assert_eq!(resolve(text, "she"), Some("Park Ji-won"));
        assert_eq!(resolve(text, "he"), Some("Lee Do-yun"));
    }
}

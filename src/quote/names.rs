//! The people of an article and the pronouns that stand for them.

use std::collections::{HashMap, HashSet};

use super::attribute::{Party, actor};
use super::phrase::{self, Sort};
use super::words::{Token, ends_sentence};
use crate::text::Span;

/// Whom a pronoun may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Gender {
    He,
    She,
}

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

const MALE_TITLES: &[&str] = &[
    "mr", "sir", "lord", "king", "prince", "duke", "count", "monsieur", "uncle", "father",
    "brother", "pope", "bishop",
];
const FEMALE_TITLES: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "lady",
    "queen",
    "princess",
    "duchess",
    "countess",
    "madame",
    "mademoiselle",
    "aunt",
    "mother",
    "sister",
];
const MALE_NOUNS: &[&str] = &[
    "man",
    "boy",
    "gentleman",
    "father",
    "husband",
    "son",
    "brother",
    "uncle",
    "king",
    "policeman",
    "spokesman",
    "waiter",
    "fellow",
    "nephew",
];
const FEMALE_NOUNS: &[&str] = &[
    "woman",
    "girl",
    "lady",
    "mother",
    "wife",
    "daughter",
    "sister",
    "aunt",
    "queen",
    "policewoman",
    "spokeswoman",
    "nurse",
    "maid",
    "widow",
    "niece",
];
const MALE_NAMES: &[&str] = &[
    "adam",
    "alan",
    "albert",
    "alexander",
    "andrew",
    "andrii",
    "andriy",
    "anthony",
    "anton",
    "arthur",
    "ben",
    "bill",
    "bob",
    "bohdan",
    "charles",
    "daniel",
    "david",
    "denys",
    "dmitry",
    "dmytro",
    "donald",
    "edward",
    "frank",
    "george",
    "harry",
    "henry",
    "ihor",
    "ivan",
    "jack",
    "jake",
    "james",
    "jim",
    "joe",
    "john",
    "joseph",
    "kyrylo",
    "maksym",
    "mark",
    "matthew",
    "michael",
    "mike",
    "mykhailo",
    "mykola",
    "oleg",
    "oleh",
    "oleksandr",
    "oleksii",
    "oleksiy",
    "pavlo",
    "paul",
    "peter",
    "petro",
    "philip",
    "ralph",
    "richard",
    "robert",
    "roman",
    "ruslan",
    "samuel",
    "sergei",
    "serhii",
    "serhiy",
    "simon",
    "stephen",
    "steven",
    "taras",
    "thomas",
    "tom",
    "tony",
    "vadym",
    "vasyl",
    "viktor",
    "vitalii",
    "vitaliy",
    "vladimir",
    "volodymyr",
    "walter",
    "william",
    "yevhen",
    "yurii",
    "yuriy",
];
const FEMALE_NAMES: &[&str] = &[
    "alice",
    "alla",
    "amy",
    "anna",
    "anne",
    "barbara",
    "betty",
    "catherine",
    "charlotte",
    "daria",
    "diana",
    "elena",
    "elizabeth",
    "ellen",
    "emily",
    "emma",
    "fanny",
    "grace",
    "halyna",
    "hanna",
    "helen",
    "inna",
    "irina",
    "iryna",
    "jane",
    "jennifer",
    "joan",
    "julia",
    "karen",
    "kate",
    "katharine",
    "katherine",
    "kateryna",
    "larysa",
    "laura",
    "linda",
    "lisa",
    "liudmyla",
    "lucy",
    "lyudmyla",
    "maria",
    "mariia",
    "margaret",
    "mariana",
    "marianne",
    "martha",
    "mary",
    "nadiia",
    "nancy",
    "natalia",
    "nataliia",
    "nataliya",
    "oksana",
    "olena",
    "olga",
    "olha",
    "rachel",
    "rosa",
    "ruth",
    "sarah",
    "sofiia",
    "sophia",
    "susan",
    "svitlana",
    "tamara",
    "tetiana",
    "tetyana",
    "victoria",
    "viktoriia",
    "valentyna",
    "yaroslava",
    "yuliia",
    "yulia",
];
/// Words of names that are no person's.
const IMPERSONAL: &[&str] = &[
    "ministry",
    "council",
    "university",
    "party",
    "street",
    "road",
    "square",
    "parliament",
    "army",
    "force",
    "forces",
    "service",
    "agency",
    "committee",
    "commission",
    "union",
    "nations",
    "states",
    "court",
    "house",
    "office",
    "department",
    "bank",
    "company",
    "news",
    "times",
    "post",
    "city",
    "river",
    "war",
    "day",
    "church",
    "school",
    "station",
    "park",
    "island",
    "cross",
    "korea",
    "federation",
    "republic",
    "kingdom",
    "region",
    "district",
    "hospital",
    "institute",
    "center",
    "centre",
    "association",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "telegram",
    "facebook",
    "twitter",
    "christmas",
    "god",
];

/// Words that begin the names of places and bodies.
const IMPERSONAL_FIRST: &[&str] = &[
    "north", "south", "east", "west", "new", "united", "red", "saint", "st",
];

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
            .filter(|word| word.starts_with(char::is_uppercase) && !phrase::is_title(word))
            .collect();
        let mut cast = Self {
            text,
            mentions: Vec::new(),
        };
        let mut evidence: HashMap<&str, [u32; 2]> = HashMap::new();
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
        evidence: &mut HashMap<&'t str, [u32; 2]>,
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
            for word in words.iter().filter(|word| !phrase::is_title(word.text)) {
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
    !token.is_word() || token.among(&["and", "but", "when", "while", "as", "if", "that", "because", "where"])
}

/// Where a person's name that begins at `at` ends.
fn name(sentence: &[Token], at: usize, known: &HashSet<&str>) -> Option<usize> {
    let first = sentence.get(at)?;
    if !phrase::is_name_word(first) {
        return None;
    }
    let mut end = at + 1;
    while end - at < 6 && sentence.get(end).is_some_and(phrase::is_name_word) {
        end += 1;
    }
    let words = sentence.get(at..end)?;
    let personal = words.iter().any(|w| {
        known.contains(w.text) || listed(w.text, MALE_NAMES) || listed(w.text, FEMALE_NAMES)
    });
    let titled = phrase::is_title(first.text) && words.len() > 1;
    let impersonal =
        words.last().is_some_and(|w| w.among(IMPERSONAL)) || first.among(IMPERSONAL_FIRST);
    // Two capitals at a sentence's start or behind a small word mostly are somebody's name.
    (personal || !impersonal && (titled || words.len() > 1)).then_some(end)
}

fn listed(word: &str, list: &[&str]) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

fn gender(name: &str, evidence: &HashMap<&str, [u32; 2]>) -> Option<Gender> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let of = |male: &[&str], female: &[&str], word: &str| {
        let word = word.trim_end_matches('.');
        if listed(word, male) {
            Some(Gender::He)
        } else if listed(word, female) {
            Some(Gender::She)
        } else {
            None
        }
    };
    let told = words.iter().find_map(|w| of(MALE_TITLES, FEMALE_TITLES, w));
    let listed = || words.iter().find_map(|w| of(MALE_NAMES, FEMALE_NAMES, w));
    let noun = || words.iter().find_map(|w| of(MALE_NOUNS, FEMALE_NOUNS, w));
    let counted = || {
        let [he, she] = words
            .iter()
            .filter_map(|w| evidence.get(w))
            .fold([0, 0], |[a, b], [c, d]| [a + c, b + d]);
        match (he, she) {
            _ if he >= 2 && he > 2 * she => Some(Gender::He),
            _ if she >= 2 && she > 2 * he => Some(Gender::She),
            _ => None,
        }
    };
    told.or_else(listed).or_else(noun).or_else(counted)
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

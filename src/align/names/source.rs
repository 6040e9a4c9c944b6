//! The words of a source text, ready for names to be looked for among them.

use super::distance::{Costs, LONGEST};
use super::exonyms::{self, Exonym};
use super::key::NameKey;
use super::sound::Sound;
use super::{cyrillic, hangul};
use crate::text::{Lang, Span};

/// The words of one source text as sounds, made once per text.
#[derive(Clone, Debug)]
pub struct SourceNames {
    /// The words in lower case, one after the other.
    lower: String,
    lang: Lang,
    words: Vec<Word>,
    sounds: Vec<Sound>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    span: Span,
    /// Where it stands in lower case in the list of all.
    lower: Span,
    /// Where its sounds start and end in the list of all.
    sounds: (usize, usize),
    /// After how many sounds a name in it may end, as bits: at its end, or before a particle or a
    /// case ending.
    ends: u32,
    /// After how many sounds a syllable ends, as bits: there a name may be part of a compound
    /// (드니프로강).
    syllables: u32,
    /// The families of its consonants.
    families: u8,
    script: Script,
    /// Whether a language that capitalises names does not capitalise this word.
    common: bool,
}

impl SourceNames {
    /// Reads the words of `text`.
    pub fn new(text: &str, lang: Lang) -> Self {
        let mut names = Self {
            lower: String::new(),
            lang,
            words: Vec::new(),
            sounds: Vec::new(),
        };
        for span in words(text) {
            names.add(span, span.of(text));
        }
        names
    }

    /// How well the best words inside `within` say the name, in 0..=1.
    pub fn best(&self, name: &NameKey, within: Span) -> f32 {
        self.find(name, within).map_or(0.0, |(score, _)| score)
    }

    /// The words inside `within` that best say the name, with their score; nothing where no word
    /// resembles it at all.
    pub fn find(&self, name: &NameKey, within: Span) -> Option<(f32, Span)> {
        let words = self.words_in(within);
        if let Some(span) = name
            .exonym
            .and_then(|exonym| self.find_exonym(exonym, words))
        {
            return Some((1.0, span));
        }
        let mut best = self.best_whole(name, words);
        if name.parts.len() > 1 {
            let parts = self.best_parts(name, words);
            best = max(best, parts);
        }
        best.filter(|(score, _)| *score > 0.0)
    }

    fn find_exonym(&self, exonym: &Exonym, words: &[Word]) -> Option<Span> {
        (0..words.len()).find_map(|at| {
            exonym.forms(self.lang).find_map(|form| {
                let mut end = at;
                for pattern in form {
                    let word = words.get(end)?.lower.of(&self.lower);
                    if !exonyms::fits(word, pattern, self.lang) {
                        return None;
                    }
                    end += 1;
                }
                let last = words.get(end.checked_sub(1)?)?;
                Some(words.get(at)?.span.cover(last.span))
            })
        })
    }

    fn words_in(&self, within: Span) -> &[Word] {
        let from = self.words.partition_point(|w| w.span.start < within.start);
        let to = self.words.partition_point(|w| w.span.end <= within.end);
        self.words.get(from..to).unwrap_or_default()
    }

    fn sounds_of(&self, word: &Word) -> &[Sound] {
        self.sounds
            .get(word.sounds.0..word.sounds.1)
            .unwrap_or_default()
    }

    fn best_whole(&self, name: &NameKey, words: &[Word]) -> Option<(f32, Span)> {
        let mut best = None;
        for whole in &name.wholes {
            let english = English::new(whole, self.lang);
            for word in words {
                let score = match &name.parts[..] {
                    [only] => self.score(&english, &only.word, word),
                    _ => self.compare(&english, word),
                };
                best = max(best, Some((score, word.span)));
            }
            if name.parts.len() > 1 {
                for pair in words.windows(2) {
                    best = max(best, self.compare_pair(&english, pair));
                }
            }
        }
        best
    }

    /// The words of a name looked for one by one. The family name alone says most of it.
    fn best_parts(&self, name: &NameKey, words: &[Word]) -> Option<(f32, Span)> {
        let mut found: Option<(f32, Span)> = None;
        let (mut sum, mut weights) = (0.0, 0.0);
        let mut cover: Option<Span> = None;
        for part in &name.parts {
            let english = English::new(&part.sounds, self.lang);
            let exonym = part
                .exonym
                .and_then(|exonym| self.find_exonym(exonym, words));
            let mut best = exonym.map(|span| (1.0, span));
            for word in words.iter().filter(|_| exonym.is_none()) {
                best = max(
                    best,
                    Some((self.score(&english, &part.word, word), word.span)),
                );
            }
            weights += english.weight;
            if let Some((score, span)) = best {
                sum += score * english.weight;
                if score > 0.6 {
                    cover = Some(cover.map_or(span, |c| c.cover(span)));
                }
                if english.consonants > 1 {
                    found = max(found, Some((score * 0.85, span)));
                }
            }
        }
        let together = cover.map(|span| (sum / f32::max(weights, 1.0), span));
        max(found, together)
    }

    /// How well `word` says an English word: letter by letter in Latin script, else by sound.
    fn score(&self, english: &English<'_>, spelled: &str, word: &Word) -> f32 {
        if word.script == Script::Latin {
            return if word.lower.of(&self.lower) == spelled {
                1.0
            } else {
                0.0
            };
        }
        self.compare(english, word)
    }

    fn compare(&self, english: &English<'_>, word: &Word) -> f32 {
        let missing = (english.families & !word.families).count_ones() as f32;
        if word.script == Script::Latin || missing * 0.6 > english.weight * 0.5 {
            return 0.0;
        }
        let sounds = self.sounds_of(word);
        let (cost, end) = english.costs.distance(english.sounds, sounds, word.ends);
        let mut score = english.score(cost, sounds.get(..end).unwrap_or_default());
        if word.syllables != 0 {
            let (cost, end) = english
                .costs
                .distance(english.sounds, sounds, word.syllables);
            let partial = english.score(cost, sounds.get(..end).unwrap_or_default());
            score = f32::max(score, partial * COMPOUND);
        }
        if word.common { score * COMMON } else { score }
    }

    /// Two neighbouring words as one: 김 정은.
    fn compare_pair(&self, english: &English<'_>, pair: &[Word]) -> Option<(f32, Span)> {
        let [first, second] = pair else { return None };
        if first.script != second.script
            || first.script == Script::Latin
            || second.span.start > first.span.end + 1
        {
            return None;
        }
        let (a, b) = (self.sounds_of(first), self.sounds_of(second));
        if a.len() + b.len() > LONGEST {
            return None;
        }
        let joined = [a, b].concat();
        let ends = second.ends << a.len();
        let (cost, end) = english.costs.distance(english.sounds, &joined, ends);
        let score = english.score(cost, joined.get(..end).unwrap_or_default());
        Some((score, first.span.cover(second.span)))
    }

    fn add(&mut self, span: Span, word: &str) {
        let Some(script) = word.chars().next().and_then(script) else {
            return;
        };
        let (sounds, after) = match script {
            Script::Latin => (Vec::new(), Vec::new()),
            Script::Hangul => hangul::sounds(word),
            Script::Other => cyrillic::sounds(word),
        };
        let follows: fn(&str) -> bool = match script {
            Script::Hangul => hangul::may_follow,
            _ => cyrillic::may_follow,
        };
        let mut ends = 1_u32 << sounds.len().min(LONGEST);
        let mut syllables = 0_u32;
        for ((at, c), sounds) in word.char_indices().zip(&after) {
            let rest = word.get(at + c.len_utf8()..).unwrap_or_default();
            if *sounds <= LONGEST && follows(rest) {
                ends |= 1 << sounds;
            } else if *sounds <= LONGEST && script == Script::Hangul {
                syllables |= 1 << sounds;
            }
        }
        let from = (self.sounds.len(), self.lower.len());
        self.sounds.extend(&sounds);
        self.lower.extend(word.chars().flat_map(char::to_lowercase));
        self.words.push(Word {
            span,
            lower: Span::new(from.1, self.lower.len()),
            sounds: (from.0, self.sounds.len()),
            ends,
            syllables,
            families: sounds.iter().fold(0, |all, s| all | s.family()),
            script,
            common: script == Script::Other && word.starts_with(char::is_lowercase),
        });
    }
}

/// What every comparison costs, in consonants, so that short names weigh less.
const DOUBT: f32 = 0.3;

/// What a match with the start of a compound is worth, against one with a whole word.
const COMPOUND: f32 = 0.85;

/// What a match with a word in lower case is worth, where names are capitalised.
const COMMON: f32 = 0.65;

/// An English name's sounds with what every comparison needs of them.
struct English<'n> {
    sounds: &'n [Sound],
    costs: &'static Costs,
    weight: f32,
    consonants: usize,
    families: u8,
}

impl<'n> English<'n> {
    fn new(sounds: &'n [Sound], lang: Lang) -> Self {
        let sounds = sounds.get(..LONGEST).unwrap_or(sounds);
        let costs = Costs::of(lang);
        Self {
            sounds,
            costs,
            weight: costs.weight(sounds),
            consonants: sounds.iter().filter(|s| !s.is_vowel()).count(),
            families: sounds.iter().fold(0, |all, s| all | s.family()),
        }
    }

    /// The score of a cost, against the weight of both sides.
    fn score(&self, cost: f32, source: &[Sound]) -> f32 {
        let both = (self.weight + self.costs.weight(source)) / 2.0;
        f32::max(0.0, 1.0 - (cost + DOUBT) / (both + DOUBT))
    }
}

fn max(a: Option<(f32, Span)>, b: Option<(f32, Span)>) -> Option<(f32, Span)> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// The spans of the words: runs of Hangul, of Latin letters and figures, or of other letters. An
/// apostrophe between letters belongs to the word.
fn words(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let inner = last == Some(Script::Other)
            && matches!(c, '\'' | '’' | 'ʼ' | '\u{301}')
            && text
                .get(end..)
                .is_some_and(|r| r.starts_with(char::is_alphabetic));
        let kind = if inner { last } else { script(c) };
        match (kind, last, words.last_mut()) {
            (Some(kind), Some(before), Some(word)) if kind == before => word.end = end,
            (Some(_), _, _) => words.push(Span::new(at, end)),
            _ => {}
        }
        last = kind;
    }
    words
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Hangul,
    Latin,
    Other,
}

fn script(c: char) -> Option<Script> {
    match c {
        '가'..='힣' => Some(Script::Hangul),
        'a'..='z' | 'A'..='Z' | '0'..='9' => Some(Script::Latin),
        'ʼ' => None,
        // Most letters of Ukrainian, told without the tables of Unicode.
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => Some(Script::Other),
        c if c.is_alphabetic() && c < '\u{250}' => Some(Script::Latin),
        c if c.is_alphabetic() => Some(Script::Other),
        _ => None,
    }
}

//! Numbers in languages that write them as words between spaces: English and Ukrainian.

use super::digits::{self, Figures};
use super::word::{Ending, Grammar, Meaning};
use super::{Currency, Number, Period, Value};
use crate::text::{Lang, Span};

mod read;

/// A word, a number in figures, or any other character that is not white space.
#[derive(Clone, Debug)]
struct Token {
    span: Span,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    /// Lower case, without apostrophes, and what it means for a number.
    Word {
        word: String,
        capital: bool,
        meaning: Option<Meaning>,
    },
    Figures(Figures),
    /// A date or a fraction in figures, complete in itself.
    Value(Value),
    Clock {
        hour: u8,
        minute: u8,
    },
    Sign(char),
}

/// All numbers of `text` by the rules of `grammar`.
pub(super) fn numbers<G: Grammar>(text: &str, grammar: &G) -> Vec<Number> {
    let tokens = tokens(text, grammar);
    let reader = read::Reader::new(&tokens, grammar);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.number(at) {
            Some(read) => {
                found.push(reader.finish(at, &read));
                at = read.end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

fn tokens<G: Grammar>(text: &str, grammar: &G) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (kind, end) = if c.is_ascii_digit() {
            figure(text, at, G::LANG)
        } else if is_letter(c) {
            word(text, at, grammar)
        } else {
            (Kind::Sign(c), at + c.len_utf8())
        };
        if !c.is_whitespace() {
            tokens.push(Token {
                span: Span::new(at, end),
                kind,
            });
        }
        at = end;
    }
    tokens
}

fn figure(text: &str, at: usize, lang: Lang) -> (Kind, usize) {
    if let Some((date, end)) = digits::date(text, at, lang) {
        return (Kind::Value(date), end);
    }
    if let Some((value, end)) = digits::fraction_of(text, at) {
        return (Kind::Value(value), end);
    }
    if let Some((hour, minute, end)) = digits::clock(text, at) {
        return (Kind::Clock { hour, minute }, end);
    }
    match digits::figures(text, at, lang) {
        Some(figures) => (Kind::Figures(figures), figures.end),
        None => {
            // Too long for a number: an identifier, skipped whole.
            let run = text.bytes().skip(at).take_while(u8::is_ascii_digit).count();
            (Kind::Sign('#'), at + run.max(1))
        }
    }
}

/// `char::is_alphabetic`, faster for the letters that are usual here.
fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
        || !c.is_ascii() && c.is_alphabetic()
}

fn word<G: Grammar>(text: &str, at: usize, grammar: &G) -> (Kind, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let is_apostrophe = |c| matches!(c, '\'' | '’' | 'ʼ' | '`');
    let mut len = 0;
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let inner = is_apostrophe(c) && chars.peek().is_some_and(|c| is_letter(*c));
        // ʼ counts as a letter, but must not end a word.
        if !inner && (is_apostrophe(c) || !(is_letter(c) || c == '\u{301}')) {
            break;
        }
        len += c.len_utf8();
    }
    let len = if len == 0 {
        rest.chars().next().map_or(1, char::len_utf8)
    } else {
        len
    };
    let written = rest.get(..len).unwrap_or_default();
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    let word: String = written
        .chars()
        .filter(|c| !is_apostrophe(*c) && *c != '\u{301}')
        .flat_map(char::to_lowercase)
        .collect();
    let word = word
        .strip_suffix("s")
        .filter(|_| possessive(written))
        .map_or(word.clone(), str::to_owned);
    let meaning = grammar.meaning(&word).or_else(|| roman(written));
    (
        Kind::Word {
            word,
            capital,
            meaning,
        },
        at + len,
    )
}

/// A Roman numeral of at least two letters: Leo XIV.
fn roman(written: &str) -> Option<Meaning> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = written.trim_start_matches('X');
    let tens = written.len() - ones.len();
    let n = ONES.iter().position(|o| *o == ones).filter(|_| tens < 4)? + tens * 10;
    let n = u32::try_from(n).ok().filter(|_| written.len() > 1)?;
    Some(Meaning::Ordinal { n, plural: false })
}

/// Whether an English word ends in the `'s` of possession, which says nothing of the number.
fn possessive(written: &str) -> bool {
    written.ends_with("'s") || written.ends_with("’s")
}

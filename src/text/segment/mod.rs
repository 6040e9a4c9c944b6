//! Sentences of a block of text.
//!
//! A scanner finds every place that could end a sentence: a run of terminators, the quotation marks
//! and brackets that close after it, and what follows. The rules of the language then decide.

mod en;
mod ko;
#[cfg(test)]
mod measure;
mod uk;

use super::{Lang, Span};

/// The sentences of the block at `span` of `text`: trimmed, in order, not overlapping, together
/// covering every character of the span that is not white space.
///
/// White space of any kind separates words only: the caller passes one paragraph, line or turn.
/// What would be longer than 2000 bytes is cut, at white space where there is some: no person
/// speaks so, and the work that follows grows faster than a sentence's length.
pub fn sentences(text: &str, span: Span, lang: Lang) -> Vec<Span> {
    let block = span.of(text);
    let ends = match lang {
        Lang::En => en::ends,
        Lang::Ko => ko::ends,
        Lang::Uk => uk::ends,
    };
    let mut found = Vec::new();
    let mut start = 0;
    let mut scan = Scanner::new(block);
    while let Some(place) = scan.next_place() {
        let boundary = Boundary {
            sentence: block[start..place.mark].trim_start(),
            mark: &block[place.mark..place.close],
            closers: &block[place.close..place.end],
            spaced: place.next > place.end,
            after: &block[place.next..],
        };
        if !boundary.after.is_empty() && ends(&boundary) {
            found.push(Span::new(start, place.end));
            start = place.next;
        }
    }
    found.push(Span::new(start, block.len()));
    found
        .into_iter()
        .map(|s| Span::new(span.start + s.start, span.start + s.end).trim(text))
        .flat_map(|s| pieces(text, s))
        .filter(|s| !s.is_empty())
        .collect()
}

/// Most bytes of a sentence.
const LONGEST: usize = 2000;

/// The span in pieces of at most [`LONGEST`] bytes.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut rest = span;
    while rest.len() > LONGEST {
        let boundary = |at: &usize| text.is_char_boundary(*at);
        let longest = rest.start + LONGEST;
        let end = (rest.start..=longest)
            .rev()
            .find(boundary)
            .unwrap_or(longest);
        let spaced = text[rest.start..end].trim_end_matches(|c: char| !c.is_whitespace());
        let cut = if spaced.is_empty() {
            end
        } else {
            rest.start + spaced.len()
        };
        pieces.push(Span::new(rest.start, cut).trim(text));
        rest = Span::new(cut, rest.end).trim(text);
    }
    pieces.push(rest);
    pieces
}

/// A place where a sentence may end, as the rules see it.
struct Boundary<'t> {
    /// The sentence so far, up to the terminators.
    sentence: &'t str,
    /// The terminators: `.`, `?!`, `...`.
    mark: &'t str,
    /// Quotation marks and brackets (and terminators between them) that close after the mark.
    closers: &'t str,
    /// Whether white space follows.
    spaced: bool,
    /// What follows, from the first character that is not white space; never empty.
    after: &'t str,
}

/// What kind of terminator a [`Boundary`] has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// One full stop (or two, a slip of the finger).
    Stop,
    /// Anything with a question or exclamation mark, and the full-width marks.
    Strong,
    /// Three dots or more.
    Ellipsis,
}

impl<'t> Boundary<'t> {
    fn kind(&self) -> Mark {
        if self.mark.contains(['!', '?', '。', '！', '？', '‽']) {
            Mark::Strong
        } else if self.mark.contains('…') || self.mark.matches('.').count() > 2 {
            Mark::Ellipsis
        } else {
            Mark::Stop
        }
    }

    /// The word the mark stands after, without opening quotation marks and brackets; inner full
    /// stops stay (`U.S`).
    fn last_word(&self) -> &'t str {
        /// Bytes a word may have; without a bound a text without white space would be read again
        /// at every full stop.
        const WORD: usize = 200;
        let end = self.sentence.len();
        let near = (end.saturating_sub(WORD)..=end).find_map(|at| self.sentence.get(at..));
        let word = near
            .unwrap_or_default()
            .rsplit(|c: char| c.is_whitespace() || is_opener(c))
            .next();
        word.unwrap_or_default()
            .trim_start_matches(|c: char| !c.is_alphanumeric())
    }

    /// What follows, without opening quotation marks, brackets and dashes.
    fn next_text(&self) -> &'t str {
        self.after
            .trim_start_matches(|c: char| is_opener(c) || is_dash(c) || c.is_whitespace())
    }

    /// The first word that follows, up to anything that is not a letter or digit.
    fn next_word(&self) -> &'t str {
        let text = self.next_text();
        let end = text.find(|c: char| !c.is_alphanumeric());
        text.get(..end.unwrap_or(text.len())).unwrap_or_default()
    }

    /// Whether what follows goes on in lower case (`iPhone` and `eBay` do not).
    fn continues_in_lower_case(&self) -> bool {
        let mut letters = self.next_text().chars();
        letters.next().is_some_and(char::is_lowercase)
            && !letters.next().is_some_and(char::is_uppercase)
    }

    /// Whether what follows is a comma or the like, which no sentence starts with.
    fn continues_with_punctuation(&self) -> bool {
        self.after
            .starts_with([',', ';', ':', ')', ']', '/', '·', '、', '，'])
    }

    fn next_is_digit(&self) -> bool {
        self.after.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a quotation mark closes here.
    fn closes_quote(&self) -> bool {
        self.closers.contains(is_quote)
    }

    /// Whether a quotation mark opens just after.
    fn opens_quote(&self) -> bool {
        self.after.starts_with(is_quote)
    }

    /// Whether the sentence so far is only the number or letter of a list: `1.`, `II.`, `가.`
    fn is_list_number(&self) -> bool {
        let head = self.sentence.trim();
        let digits = head.len() <= 3 && head.bytes().all(|b| b.is_ascii_digit());
        let roman = head.len() <= 4 && head.chars().all(|c| "IVX".contains(c));
        let mut chars = head.chars();
        let letter = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
        digits || roman || letter
    }

    /// Whether the last word is a single upper-case letter, or such letters with full stops
    /// between them: initials and abbreviations (`J`, `U.S`, `В.О`).
    fn ends_in_initial(&self) -> bool {
        let word = self.last_word();
        !word.is_empty()
            && word.split('.').all(|part| {
                let mut chars = part.chars();
                chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
            })
    }
}

/// Offsets of a [`Boundary`] within the block.
struct Place {
    mark: usize,
    close: usize,
    end: usize,
    next: usize,
}

/// Walks over a block from one possible sentence end to the next.
struct Scanner<'t> {
    block: &'t str,
    at: usize,
    /// Whether an odd number of straight double quotation marks has gone by.
    in_straight_quotes: bool,
}

impl<'t> Scanner<'t> {
    fn new(block: &'t str) -> Self {
        Self {
            block,
            at: 0,
            in_straight_quotes: false,
        }
    }

    fn rest(&self, at: usize) -> &'t str {
        &self.block[at..]
    }

    fn next_place(&mut self) -> Option<Place> {
        let mark = self.at + self.rest(self.at).find(is_terminator)?;
        self.move_to(mark);
        let close = self.after_terminators(mark);
        self.move_to(close);
        while let Some(c) = self.rest(self.at).chars().next() {
            if is_terminator(c) {
                self.move_to(self.after_terminators(self.at));
            } else if self.closes(c, self.at) {
                self.move_to(self.at + c.len_utf8());
            } else {
                break;
            }
        }
        let end = self.after_spaced_closer(self.at);
        self.move_to(end);
        let rest = self.rest(end);
        let next = end + (rest.len() - rest.trim_start().len());
        Some(Place {
            mark,
            close,
            end,
            next,
        })
    }

    /// Moves on, keeping the parity of straight quotation marks.
    fn move_to(&mut self, to: usize) {
        let count = self.block[self.at..to].matches('"').count();
        self.in_straight_quotes ^= count % 2 == 1;
        self.at = to;
    }

    /// The end of a run of terminators, `. . .` included.
    fn after_terminators(&self, from: usize) -> usize {
        let rest = self.rest(from);
        if rest.starts_with(". . .") {
            return from + ". . .".len();
        }
        from + rest.find(|c| !is_terminator(c)).unwrap_or(rest.len())
    }

    /// Whether the `c` at `at`, just after a terminator, closes. A straight mark before a letter is
    /// the opening one of the next sentence, unless a quotation is open or the letter is a
    /// particle's: `했다."가자."` against `"가자."라고`.
    fn closes(&self, c: char, at: usize) -> bool {
        let after = self.rest(at + c.len_utf8());
        let before_word = after.starts_with(char::is_alphanumeric) && !ko::is_particle(after);
        match c {
            '"' => self.in_straight_quotes || !before_word,
            '\'' | '“' | '‘' | '*' | '_' => !before_word,
            _ => is_closer(c),
        }
    }

    /// Takes in a closing mark set off by a space: `Іду. »`
    fn after_spaced_closer(&self, end: usize) -> usize {
        let mut chars = self.rest(end).chars();
        match (chars.next(), chars.next(), chars.next()) {
            (
                Some(' ' | '\u{a0}' | '\u{202f}'),
                Some(c @ ('”' | '»' | ')' | ']' | '』' | '」')),
                after,
            ) if after.is_none_or(char::is_whitespace) => {
                let space = self.rest(end).chars().next().map_or(0, char::len_utf8);
                end + space + c.len_utf8()
            }
            _ => end,
        }
    }
}

/// Whether `word` is among the words of `list`, which spaces part.
fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '。' | '！' | '？')
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | '」'
            | '』'
            | '〉'
            | '》'
            | ')'
            | ']'
            | '}'
            | '）'
            | '*'
            | '_'
    )
}

fn is_opener(c: char) -> bool {
    is_quote(c)
        || matches!(
            c,
            '(' | '[' | '{' | '（' | '〈' | '《' | '¿' | '¡' | '*' | '_'
        )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = "слово ".repeat(3000);
        let found = sentences(&text, Span::new(0, text.len()), Lang::Uk);
        assert!(found.len() > 10 && found.iter().all(|s| s.len() <= LONGEST));
        let words: usize = found
            .iter()
            .map(|s| s.of(&text).split(' ').filter(|w| *w == "слово").count())
            .sum();
        assert_eq!(words, 3000);
        let solid = "가".repeat(3000);
        let found = sentences(&solid, Span::new(0, solid.len()), Lang::Ko);
        assert_eq!(found.iter().map(|s| s.len()).sum::<usize>(), solid.len());
    }

    proptest! {
        #[test]
        fn sentences_cover_the_block_in_order(
            text in "([ \n]|[.!?…\"'»«()]|[a-zA-Z0-9]|[가-힣]|다\\.|[а-яіїєґА-Я]| м\\. | Mr\\. ){0,200}",
            lang in prop::sample::select(Lang::ALL.to_vec()),
        ) {
            let found = sentences(&text, Span::new(0, text.len()), lang);
            let mut covered = 0;
            for span in found {
                prop_assert!(text.get(covered..span.start).is_some_and(|gap| gap.trim().is_empty()));
                let sentence = text.get(span.range()).unwrap();
                prop_assert!(!sentence.is_empty());
                prop_assert_eq!(sentence, sentence.trim());
                covered = span.end;
            }
            prop_assert!(text[covered..].trim().is_empty());
        }
    }

    #[test]
    fn only_the_given_span_is_cut() {
        let text = "One. Two. Three. Four.";
        let found = sentences(text, Span::new(5, 16), Lang::En);
        let found: Vec<_> = found.iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["Two.", "Three."]);
    }

    #[test]
    fn white_space_alone_has_no_sentences() {
        assert!(sentences(" \n ", Span::new(0, 3), Lang::En).is_empty());
    }
}

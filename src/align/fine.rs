//! The words inside a run of segments that a quote renders.

use std::ops::Range;

use super::{source::Run, source::Space};
use crate::{
    encode::{Cosines, Encoder, TokenSums, Vector},
    text::{Span, Tokens},
};

/// Worth, in cosine, of a span end that falls on a mark or on the end of a segment: words at the
/// ends that mean little would otherwise be cut off or added by chance.
const BOUNDARY_WORTH: f32 = 0.03;

/// Cost, in cosine, of a length off by a factor of e: cosine alone would leave out whatever means
/// little, such as the verb endings of Korean.
const LENGTH_WORTH: f32 = 0.1;

/// Letters added to both lengths: a word more or less means little in a short text.
pub(super) const SMOOTH_LETTERS: f32 = 8.0;

/// A place in a source that may be what a quote renders.
#[derive(Clone, Debug)]
pub struct Place {
    /// The segments it touches.
    pub run: Run,
    /// The words, in the document of the run.
    pub span: Span,
    /// Cosine of the quote and the words of `span`.
    pub cosine: f32,
    /// The cosine, better for ends that fall on marks and worse for an unlikely length.
    pub worth: f32,
    /// Ends that fall neither on a mark nor on the end of a segment: 0, 1 or 2.
    pub open_ends: u8,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// Its words among those of its run.
    tokens: Range<usize>,
}

impl Place {
    /// The sums of each of its words; `tokens` are those of its run.
    pub fn vectors(&self, tokens: &Tokens, encoder: &mut Encoder<'_>) -> Vec<Vector> {
        let words = self.tokens.clone();
        words.map(|i| encoder.word(tokens.get(i).norm)).collect()
    }
}

/// A run with its tokens and prefix sums, to be searched for several quotes.
pub struct Words {
    run: Run,
    tokens: Tokens,
    sums: TokenSums,
    /// Tokens of the first and the last segment: a span starts in the first and ends in the last.
    first: usize,
    last: usize,
    /// Whether a mark, or nothing, stands before and after each token.
    opens: Vec<bool>,
    closes: Vec<bool>,
    /// Letters before each token, and at the end.
    letters: Vec<f32>,
    /// Whether a quotation mark touches each token on its left and, past a full stop or comma, on
    /// its right.
    quote_before: Vec<bool>,
    quote_after: Vec<bool>,
}

impl Words {
    /// Tokenises and encodes `run`.
    pub fn new(run: Run, space: &Space<'_>, encoder: &mut Encoder<'_>) -> Self {
        let text = &space.source_of(run.start).document.text;
        let tokens = Tokens::new(text, space.span(run));
        let sums = encoder.token_sums(&tokens);
        let first_end = space.segments()[run.start].span.end;
        let last_start = space.segments()[run.end - 1].span.start;
        let first = tokens.iter().filter(|t| t.span.start < first_end).count();
        let last = tokens.iter().filter(|t| t.span.start >= last_start).count();
        let n = tokens.len();
        let (mut opens, mut closes) = (vec![false; n], vec![false; n]);
        let (mut quote_before, mut quote_after) = (vec![false; n], vec![false; n]);
        for i in 0..n {
            opens[i] = i == 0 || has_mark(text, tokens.get(i - 1).span, tokens.get(i).span);
            closes[i] = i + 1 == n || has_mark(text, tokens.get(i).span, tokens.get(i + 1).span);
            let Span { start, end } = tokens.get(i).span;
            quote_before[i] = text[..start].ends_with(is_quote_mark);
            let stops = |c: char| matches!(c, '.' | ',' | '?' | '!' | '…');
            quote_after[i] = text[end..]
                .trim_start_matches(stops)
                .starts_with(is_quote_mark);
        }
        let mut letters = vec![0.0];
        for (i, token) in tokens.iter().enumerate() {
            letters.push(letters[i] + token.span.of(text).chars().count() as f32);
        }
        Self {
            run,
            tokens,
            sums,
            first,
            last,
            opens,
            closes,
            letters,
            quote_before,
            quote_after,
        }
    }

    /// The words that may be what the unit vector `quote` stands for: the best run of words, the
    /// clause it stands in, the best words between quotation marks, and all words; fewer when some
    /// of them are the same.
    ///
    /// `letters` is how many letters the quote lets expect in the source.
    pub fn places(&self, quote: &Vector, letters: f32, space: &Space<'_>) -> Vec<Place> {
        let n = self.tokens.len();
        if n == 0 {
            return Vec::new();
        }
        let quote = &self.sums.cosines(quote);
        let best = self.best(quote, letters);
        // The same to the ends of its clause: cosine hardly misses words that mean little.
        let start = (0..=best.0).rfind(|i| self.opens[*i]).unwrap_or(0);
        let end = (best.1..=n).find(|i| self.closes[i - 1]).unwrap_or(n);
        let mut ranges = vec![best, (best.0, end), (start, end), (0, n)];
        ranges.extend(self.best_quoted(quote, letters));
        let mut places: Vec<Place> = Vec::new();
        for range in ranges {
            let place = self.place(range, quote, letters, space);
            if places.iter().all(|p| p.span != place.span) {
                places.push(place);
            }
        }
        places
    }

    /// Its tokens alone, which take far less memory.
    pub fn into_tokens(self) -> Tokens {
        self.tokens
    }

    fn boundaries(&self, start: usize, end: usize) -> u8 {
        u8::from(self.opens[start]) + u8::from(self.closes[end - 1])
    }

    /// What a range of tokens is worth, in cosine.
    fn worth(&self, quote: &Cosines<'_>, letters: f32, start: usize, end: usize) -> f32 {
        let length = self.letters[end] - self.letters[start];
        quote.cosine(start, end) + BOUNDARY_WORTH * f32::from(self.boundaries(start, end))
            - LENGTH_WORTH
                * ((length + SMOOTH_LETTERS) / (letters + SMOOTH_LETTERS))
                    .ln()
                    .abs()
    }

    /// The best run of words that touches every segment of the run. Of several segments whole
    /// clauses are taken: who quotes on from one sentence to the next does not stop in mid-phrase.
    fn best(&self, quote: &Cosines<'_>, letters: f32) -> (usize, usize) {
        let n = self.tokens.len();
        let several = self.run.end - self.run.start > 1;
        // What is much longer cannot be it, and very long segments would take very long.
        let longest = 4.0 * letters + 64.0;
        let mut best = ((0, n), self.worth(quote, letters, 0, n));
        for start in (0..self.first.min(n)).filter(|start| !several || self.opens[*start]) {
            for end in
                ((n - self.last).max(start) + 1..=n).filter(|end| !several || self.closes[end - 1])
            {
                if self.letters[end] - self.letters[start] > longest {
                    break;
                }
                let worth = self.worth(quote, letters, start, end);
                if worth > best.1 {
                    best = ((start, end), worth);
                }
            }
        }
        best.0
    }

    /// The best words from an opening to a closing quotation mark.
    fn best_quoted(&self, quote: &Cosines<'_>, letters: f32) -> Option<(usize, usize)> {
        /// Marks pair badly in the wild, so a few closing marks are tried for each opening one.
        const CLOSINGS: usize = 3;
        let n = self.tokens.len();
        let ends: Vec<usize> = (1..=n).filter(|end| self.quote_after[end - 1]).collect();
        let worth = |range: &(usize, usize)| self.worth(quote, letters, range.0, range.1);
        (0..self.first.min(n))
            .filter(|start| self.quote_before[*start])
            .flat_map(|start| {
                let from = ends.partition_point(|end| *end <= start);
                ends[from..]
                    .iter()
                    .take(CLOSINGS)
                    .map(move |end| (start, *end))
            })
            .filter(|(_, end)| *end > n - self.last.min(n))
            .max_by(|a, b| worth(a).total_cmp(&worth(b)))
    }

    fn place(
        &self,
        (start, end): (usize, usize),
        quote: &Cosines<'_>,
        letters: f32,
        space: &Space<'_>,
    ) -> Place {
        let n = self.tokens.len();
        let text = &space.source_of(self.run.start).document.text;
        let whole = space.span(self.run);
        let mut span = Span::new(
            self.tokens.get(start).span.start,
            self.tokens.get(end - 1).span.end,
        );
        if start == 0 && !self.quote_before[0] {
            span.start = whole.start;
        }
        if end == n && !self.quote_after[n - 1] {
            span.end = whole.end;
        } else if self.closes[end - 1] {
            span = with_closing(text, span, whole);
        }
        if start == 0 && end == n {
            span = whole;
        }
        Place {
            run: self.run,
            span,
            cosine: quote.cosine(start, end),
            worth: self.worth(quote, letters, start, end),
            open_ends: 2 - self.boundaries(start, end),
            quoted: self.quote_before[start] && self.quote_after[end - 1],
            tokens: start..end,
        }
    }
}

/// Any mark that opens or closes a quotation somewhere; which of the two it does is told by the
/// words beside it, since writers mix them up.
fn is_quote_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '«'
            | '»'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '\''
            | '「'
            | '」'
            | '『'
            | '』'
            | '‹'
            | '›'
            | '＂'
    )
}

/// Whether something other than white space and letters stands between two tokens.
fn has_mark(text: &str, left: Span, right: Span) -> bool {
    Span::new(left.end, right.start)
        .of(text)
        .chars()
        .any(|c| !c.is_whitespace() && !c.is_alphanumeric())
}

/// The span with the marks that close it (`.`, `?`, `!`, `…`) but not quotation marks or commas.
fn with_closing(text: &str, span: Span, whole: Span) -> Span {
    let after = Span::new(span.end, whole.end).of(text);
    let marks: usize = after
        .chars()
        .take_while(|c| matches!(c, '.' | '?' | '!' | '…'))
        .map(char::len_utf8)
        .sum();
    Span::new(span.start, span.end + marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        align::Source,
        encode::tests::model_of,
        read::{ReadOptions, read_bytes},
        text::Lang,
    };

    /// The texts of the places for a quote that says just `said`, in the run of all sentences.
    fn places(source: &str, said: &str) -> Vec<(String, bool, u8)> {
        let document =
            read_bytes("a.txt", source.as_bytes(), &ReadOptions::default()).expect("a text");
        let sources = [Source {
            document,
            lang: Lang::Uk,
        }];
        let model = model_of(source, 11);
        let space = Space::new(&sources, &model);
        let mut encoder = Encoder::new(&model);
        let quote = encoder.encode(said);
        let letters = said.chars().filter(|c| !c.is_whitespace()).count() as f32;
        let run = Run {
            start: 0,
            end: space.len(),
        };
        let words = Words::new(run, &space, &mut encoder);
        let place = |p: Place| (p.span.of(source).to_owned(), p.quoted, p.open_ends);
        words
            .places(&quote, letters, &space)
            .into_iter()
            .map(place)
            .collect()
    }

    #[test]
    fn words_between_marks_are_a_place() {
        let found = places(
            "Він сказав: «Ми переможемо разом» і пішов.",
            "Ми переможемо разом",
        );
        assert!(
            found.contains(&("Ми переможемо разом".to_owned(), true, 0)),
            "{found:?}"
        );
    }

    #[test]
    fn the_best_words_their_clause_and_all_of_it() {
        let source = "Учора пізно ввечері, коли всі спали, вони перейшли річку вбрід.";
        let found = places(source, "перейшли річку");
        assert_eq!(found[0], ("перейшли річку".to_owned(), false, 2));
        let texts: Vec<&str> = found.iter().map(|p| p.0.as_str()).collect();
        assert!(texts.contains(&"вони перейшли річку вбрід."), "{texts:?}");
        assert!(texts.contains(&source), "{texts:?}");
    }

    #[test]
    fn a_place_over_two_sentences_has_whole_clauses() {
        let source = "Дорога була довга. Ми йшли пішки, потім їхали.";
        for (text, _, open) in places(source, "була довга Ми йшли") {
            assert_eq!(open, 0, "{text}");
        }
    }

    #[test]
    fn a_run_without_words_has_no_place() {
        assert!(places("… — …", "слово").is_empty());
    }
}

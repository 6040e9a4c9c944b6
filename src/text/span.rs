//! Half-open ranges of a decoded text: bytes inside the library, characters in files.

use std::ops::Range;

/// A half-open range of byte offsets into one decoded text; both ends lie on character boundaries
/// of the text the span was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just after the last byte; never before `start`.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text under the span.
    ///
    /// Returns the empty string when the span does not fit `text` (it was made for another text).
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same range as the standard library writes it.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span holding both.
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span without what is neither letter nor digit at both ends of the text under it.
    pub fn bare(self, text: &str) -> Self {
        let idle = |c: char| !c.is_alphanumeric();
        let inner = self.of(text);
        let start = self.end - inner.trim_start_matches(idle).len();
        Self::new(start, start + inner.trim_matches(idle).len())
    }

    /// The span without the white space at both ends of the text under it.
    pub fn trim(self, text: &str) -> Self {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }
}

/// Maps byte offsets of one text to character offsets (Unicode scalar values) and back.
///
/// Files count characters, the library counts bytes; this is the only place where the two meet.
/// A lookup walks at most [`CharIndex::STEP`] bytes.
#[derive(Clone, Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// Number of characters that start before byte `i * STEP`.
    before: Vec<usize>,
}

impl<'t> CharIndex<'t> {
    /// Bytes between two stored counts.
    pub const STEP: usize = 256;

    /// Indexes `text`, in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut count = 0;
        for (i, byte) in text.bytes().enumerate() {
            if i.is_multiple_of(Self::STEP) {
                before.push(count);
            }
            count += usize::from(!is_continuation(byte));
        }
        if text.len().is_multiple_of(Self::STEP) {
            before.push(count);
        }
        Self { text, before }
    }

    /// Number of characters before byte offset `byte` (clamped to the text).
    pub fn char_of(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / Self::STEP;
        let rest = &self.text.as_bytes()[block * Self::STEP..byte];
        self.before[block] + rest.iter().filter(|b| !is_continuation(**b)).count()
    }

    /// Byte offset of character number `chars`, or `None` beyond the end of the text.
    pub fn byte_of(&self, chars: usize) -> Option<usize> {
        let block = self.before.partition_point(|&n| n <= chars) - 1;
        let mut seen = self.before[block];
        for (i, byte) in self.text.bytes().enumerate().skip(block * Self::STEP) {
            if !is_continuation(byte) {
                if seen == chars {
                    return Some(i);
                }
                seen += 1;
            }
        }
        (seen == chars).then_some(self.text.len())
    }

    /// The span as a half-open range of characters.
    pub fn chars(&self, span: Span) -> Range<usize> {
        self.char_of(span.start)..self.char_of(span.end)
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn characters_and_bytes_map_both_ways(text in "(\\PC|[가-힣]|[а-я]){0,900}") {
            let index = CharIndex::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.char_of(byte), n);
                prop_assert_eq!(index.byte_of(n), Some(byte));
            }
            let total = text.chars().count();
            prop_assert_eq!(index.char_of(text.len()), total);
            prop_assert_eq!(index.byte_of(total), Some(text.len()));
            prop_assert_eq!(index.byte_of(total + 1), None);
        }
    }

    #[test]
    fn a_span_of_another_text_is_empty_not_a_panic() {
        assert_eq!(Span::new(1, 4).of("가"), "");
        assert_eq!(Span::new(0, 3).of("가"), "가");
    }

    #[test]
    fn trim_keeps_offsets() {
        let text = "  один \n";
        let span = Span::new(0, text.len()).trim(text);
        assert_eq!(span.of(text), "один");
    }
}

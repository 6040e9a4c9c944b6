//! Quotation marks: which characters may open or close a quote, judged by their neighbours.

use std::sync::LazyLock;

use super::words::{WordList, words};

/// Marks that close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `"`, `“ ”`, `„ “`.
    Double,
    /// `'`, `‘ ’`, `‚ ‘`.
    Single,
    /// `« »`, `‹ ›`.
    Guillemet,
}

/// How well a mark closes a quote where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// It cannot.
    No,
    /// It may as well be the apostrophe of `dogs'` or `goin'`.
    Elision,
    /// It follows a letter or digit.
    Weak,
    /// It follows punctuation.
    Strong,
}

/// One quotation mark in its place; apostrophes inside words are not marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Byte offset of the mark.
    pub at: usize,
    pub glyph: char,
    pub family: Family,
    /// Its neighbours let it open a quote.
    pub opens: bool,
    pub closes: Closing,
    /// It stands right behind a digit, as inch and foot marks do.
    pub after_digit: bool,
    /// A space parts it from a comma before it and it touches a small letter: a misplaced closing mark.
    pub misplaced: bool,
}

impl Mark {
    /// Byte offset just after the mark.
    pub fn end(&self) -> usize {
        self.at + self.glyph.len_utf8()
    }

    pub fn can_close(&self) -> bool {
        self.closes != Closing::No
    }
}

/// All marks of `text`, in order.
pub(super) fn scan(text: &str) -> Vec<Mark> {
    text.char_indices()
        .filter_map(|(at, glyph)| judge(text, at, glyph))
        .collect()
}

fn judge(text: &str, at: usize, glyph: char) -> Option<Mark> {
    let family = family(glyph)?;
    let before = text.get(..at)?;
    let after = text.get(at + glyph.len_utf8()..)?;
    let prev = before.chars().rev().find(|c| !is_markup(*c));
    let next = after.chars().find(|c| !is_markup(*c));
    let in_word =
        prev.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
    let open_side =
        prev.is_none_or(|c| c.is_whitespace() || "([{-—–―/=".contains(c) || other(c, family));
    let room_after = next.is_some_and(|c| !c.is_whitespace());
    let close_side = prev.is_some_and(|c| !c.is_whitespace() && !"([{".contains(c))
        && next.is_none_or(|c| !c.is_alphanumeric() && !"([{".contains(c));
    let strength = || match prev {
        Some(c) if c.is_alphanumeric() && family == Family::Single && elided(before) => {
            Closing::Elision
        }
        Some(c) if c.is_alphanumeric() => Closing::Weak,
        _ => Closing::Strong,
    };
    let (opens, closes) = match glyph {
        '"' | '″' => {
            let starts = next.is_some_and(|c| !c.is_whitespace() && !",;:!?)]}.".contains(c))
                || after.starts_with("..");
            let opens =
                (open_side || prev.is_some_and(|c| ",.;:!?".contains(c)) && !close_side) && starts;
            // With a space or a letter on both sides only what came before can tell.
            let either = !opens && !close_side;
            let spaced = either && prev.is_none_or(char::is_whitespace) && next.is_some();
            (
                opens || spaced,
                if close_side || either {
                    strength()
                } else {
                    Closing::No
                },
            )
        }
        '“' => (true, if close_side { strength() } else { Closing::No }),
        '„' | '‟' => (true, Closing::No),
        '”' => (
            open_side && next.is_some_and(char::is_alphanumeric) && !prev.is_some_and(is_dash),
            strength(),
        ),
        '«' | '‹' | '»' | '›' => {
            let outward = matches!(glyph, '«' | '‹');
            let opens = room_after && open_side || outward && !close_side;
            (
                opens,
                if close_side || !outward && !opens {
                    strength()
                } else {
                    Closing::No
                },
            )
        }
        _ if in_word => return None,
        '‘' | '‚' | '‛' | '`' | '\'' => {
            let starts = open_side && room_after && !clipped(before, after);
            let opens = starts
                && next.is_some_and(|c| {
                    c.is_alphanumeric() || other(c, family) || "-—–….($£€¿¡".contains(c)
                });
            let closes = if glyph == '\'' && close_side {
                strength()
            } else {
                Closing::No
            };
            (opens, closes)
        }
        // A right mark before a word stands for lost letters: ’90s, ’tis.
        _ if open_side && next.is_some_and(char::is_alphanumeric) => return None,
        _ => (
            false,
            if close_side {
                strength()
            } else {
                Closing::Weak
            },
        ),
    };
    let spaced_from = before.trim_end().chars().next_back();
    Some(Mark {
        at,
        glyph,
        family,
        opens,
        closes,
        after_digit: prev.is_some_and(|c| c.is_ascii_digit()),
        misplaced: prev.is_some_and(char::is_whitespace)
            && spaced_from.is_some_and(|c| ",!?".contains(c))
            && next.is_some_and(char::is_lowercase),
    })
}

fn family(glyph: char) -> Option<Family> {
    match glyph {
        '"' | '“' | '”' | '„' | '‟' | '″' => Some(Family::Double),
        '\'' | '‘' | '’' | '‚' | '‛' | '`' => Some(Family::Single),
        '«' | '»' | '‹' | '›' => Some(Family::Guillemet),
        _ => None,
    }
}

/// Whether `glyph` is a quotation mark of any family.
pub(super) fn is_mark(glyph: char) -> bool {
    family(glyph).is_some()
}

fn other(glyph: char, than: Family) -> bool {
    family(glyph).is_some_and(|family| family != than)
}

fn is_dash(c: char) -> bool {
    "-—–―".contains(c)
}

/// Emphasis marks of plain text, which stand between a quotation mark and its word.
fn is_markup(c: char) -> bool {
    matches!(c, '_' | '*')
}

/// Words that lose their first letters whatever their case.
static CLIPPED: WordList =
    LazyLock::new(|| words("em n til tis tisn twas twasn twere twill twon twould"));
/// Words of dialect that lose their first letters: a capital may begin a quote.
static DIALECT: WordList = LazyLock::new(|| {
    words(
        "ad alf ard ave bout cos coz d e ead eard ell ello er erself fraid gainst im imself ll \
         m mongst neath nother nough nuff ome ope orse ouse ow pon re s scuse spect t tain \
         taint tween twixt ud un uns ve",
    )
});
/// Words that may have lost letters, or may be whole: behind a comma they rather go on with a quote.
static EITHER: WordList =
    LazyLock::new(|| words("as cause course ere fore is it long round specially stead way"));

/// Whether the text after an apostrophe goes on as a clipped word or a year of two digits.
fn clipped(before: &str, after: &str) -> bool {
    let word: &str = after
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let digits = word.trim_end_matches('s');
    if digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    let lower = word.to_lowercase();
    let resumed = || before.trim_end().ends_with([',', ';', ':']);
    CLIPPED.contains(lower.as_str())
        || lower == word && (DIALECT.contains(word) || EITHER.contains(word) && !resumed())
}

/// Whether the text before an apostrophe ends in a plural's `s` or a word that loses its last letters.
fn elided(before: &str) -> bool {
    static SHORT: WordList = LazyLock::new(|| words("an d fo lil mo n o ol po t th tha wi yo"));
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let lower = word.to_lowercase();
    lower.ends_with('s')
        || lower.ends_with("in") && lower.len() > 3
        || SHORT.contains(lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn openers(text: &str) -> usize {
        scan(text).iter().filter(|mark| mark.opens).count()
    }

    #[test]
    fn apostrophes_open_nothing() {
        for text in [
            "'tis",
            "in the ’90s",
            "the '90s",
            "rock ’n’ roll",
            "rock 'n' roll",
            "the dogs' bowls",
            "five o'clock",
            "tell 'em",
            "‘tis",
            "I saw 'im",
        ] {
            assert_eq!(openers(text), 0, "{text}");
        }
    }

    #[test]
    fn single_marks_open_quotes() {
        for text in [
            "'No,' he said",
            "‘No,’ he said",
            "(‘no’)",
            "—‘No’",
            "'Is it?'",
            "\u{201c}‘No’",
        ] {
            let singles = scan(text)
                .iter()
                .filter(|m| m.opens && m.family == Family::Single)
                .count();
            assert_eq!(singles, 1, "{text}");
        }
    }

    #[test]
    fn possessives_close_only_weakly() {
        let closing = |text| scan(text).last().map(|mark| mark.closes);
        assert_eq!(closing("the dogs' "), Some(Closing::Elision));
        assert_eq!(closing("the deal' "), Some(Closing::Weak));
        assert_eq!(closing("the deal.' "), Some(Closing::Strong));
    }

    #[test]
    fn inches_do_not_open() {
        assert_eq!(openers("a 12\" pipe, 6'2\" tall"), 0);
    }
}

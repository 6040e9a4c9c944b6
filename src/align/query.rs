//! Quotes to look for.

/// A quote to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What is quoted, in pieces: an ellipsis in the quote says that something between them was
    /// left out, so they may stand apart in the source. At least one.
    pub pieces: Vec<String>,
    /// Who is quoted, as the article names them.
    pub speaker: Option<String>,
}

/// Words a piece needs to be looked for on its own.
const WORDS: usize = 3;

impl Query {
    /// The quote `text`, cut at its ellipses.
    pub fn new(text: &str, speaker: Option<String>) -> Self {
        let text = text
            .replace("[…]", "…")
            .replace("[...]", "…")
            .replace("(…)", "…");
        let text = text.replace(". . .", "…").replace("...", "…");
        let mut pieces: Vec<String> = Vec::new();
        for part in text
            .split('…')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            match pieces.last_mut() {
                Some(last) if words(last) < WORDS || words(part) < WORDS => {
                    last.push_str(" … ");
                    last.push_str(part);
                }
                _ => pieces.push(part.to_owned()),
            }
        }
        if pieces.is_empty() {
            pieces.push(text);
        }
        Self { pieces, speaker }
    }
}

/// Number of words, as far as it matters.
fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .take(WORDS)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        Query::new(text, None).pieces
    }

    #[test]
    fn an_ellipsis_parts_pieces_that_can_be_found() {
        assert_eq!(
            pieces("We will send nobody back … They have to decide themselves,"),
            [
                "We will send nobody back",
                "They have to decide themselves,"
            ]
        );
        assert_eq!(
            pieces("It was long [...] but we arrived safely."),
            ["It was long", "but we arrived safely."]
        );
    }

    #[test]
    fn a_pause_is_no_gap() {
        assert_eq!(pieces("Well … I do not know."), ["Well … I do not know."]);
        assert_eq!(pieces("I am not sure..."), ["I am not sure"]);
        assert_eq!(pieces("..."), ["…"]);
    }
}

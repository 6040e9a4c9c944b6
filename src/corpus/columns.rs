//! The columns of a corpus, defined once for the reader, the writer and the data package.

use super::pair::{Kind, Status};
use crate::text::Lang;

/// One column of a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// Its Table Schema type: `string`, `number`, `integer`, `object` or `datetime`.
    pub data_type: &'static str,
    /// Whether every row fills it.
    pub required: bool,
    /// What it holds, in a sentence.
    pub description: &'static str,
}

impl Column {
    /// The only words the column may hold, where it is such a column.
    pub fn words(&self) -> Option<Vec<&'static str>> {
        match self.name {
            "status" => Some(Status::ALL.map(Status::code).to_vec()),
            "kind" => Some(Kind::ALL.map(Kind::code).to_vec()),
            "source_lang" => Some(
                Lang::ALL
                    .into_iter()
                    .filter(|&l| l != Lang::En)
                    .map(Lang::code)
                    .collect(),
            ),
            _ => None,
        }
    }
}

const fn column(
    name: &'static str,
    data_type: &'static str,
    required: bool,
    description: &'static str,
) -> Column {
    Column {
        name,
        data_type,
        required,
        description,
    }
}

/// The columns of a corpus in the order they stand in the file.
pub const COLUMNS: [Column; 23] = [
    column(
        "id",
        "string",
        true,
        "16 hexadecimal digits made from the document names and spans; the same pair found again has the same id.",
    ),
    column(
        "status",
        "string",
        true,
        "auto: found by the program; accepted, rejected, edited: decided by a reviewer; missing: no source found.",
    ),
    column(
        "confidence",
        "number",
        true,
        "Calibrated probability that the source span is what the quote renders.",
    ),
    column(
        "source_lang",
        "string",
        false,
        "ISO 639-1 code of the source language; empty where no source was found.",
    ),
    column("en", "string", false, "The English quote."),
    column(
        "source",
        "string",
        false,
        "The source words the quote renders.",
    ),
    column(
        "speaker",
        "string",
        false,
        "Who is quoted, as the article names them.",
    ),
    column(
        "cue",
        "string",
        false,
        "The verb or phrase of speech in the article.",
    ),
    column(
        "kind",
        "string",
        true,
        "direct: somebody's words; mixed: quoted words inside the article's own sentence; given: from a list of quotes; bitext: segments of two whole documents.",
    ),
    column(
        "link",
        "string",
        false,
        "Numbers of English and source segments that belong together, such as 1-2.",
    ),
    column(
        "issues",
        "string",
        false,
        "Codes of possible inaccuracies, separated by semicolons.",
    ),
    column("en_doc", "string", false, "Name of the English document."),
    column(
        "en_start",
        "integer",
        true,
        "First character of the quote in the English document, counted from 0.",
    ),
    column(
        "en_end",
        "integer",
        true,
        "Character just after the quote in the English document.",
    ),
    column(
        "source_doc",
        "string",
        false,
        "Name of the source document.",
    ),
    column(
        "source_start",
        "integer",
        false,
        "First character of the source words in the source document, counted from 0.",
    ),
    column(
        "source_end",
        "integer",
        false,
        "Character just after the source words in the source document.",
    ),
    column(
        "source_time",
        "string",
        false,
        "When the source words are shown, for subtitles.",
    ),
    column(
        "evidence",
        "object",
        false,
        "What the confidence rests on; where a quote or its source has several pieces, all their spans.",
    ),
    column("model", "string", false, "The model that found the pair."),
    column("reviewer", "string", false, "Who reviewed the pair."),
    column("note", "string", false, "A reviewer's remark."),
    column(
        "updated",
        "datetime",
        true,
        "When the row last changed, in UTC.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_contract() {
        assert_eq!(
            COLUMNS.map(|c| c.name).join(", "),
            "id, status, confidence, source_lang, en, source, speaker, cue, kind, link, issues, \
             en_doc, en_start, en_end, source_doc, source_start, source_end, source_time, \
             evidence, model, reviewer, note, updated"
        );
    }

    #[test]
    fn word_lists_are_those_of_the_types() {
        let words = |name| {
            COLUMNS
                .iter()
                .find(|c| c.name == name)
                .and_then(Column::words)
        };
        assert_eq!(
            words("status").unwrap(),
            ["auto", "accepted", "rejected", "edited", "missing"]
        );
        assert_eq!(
            words("kind").unwrap(),
            ["direct", "mixed", "given", "bitext"]
        );
        assert_eq!(words("source_lang").unwrap(), ["ko", "uk"]);
        assert_eq!(words("note"), None);
    }
}

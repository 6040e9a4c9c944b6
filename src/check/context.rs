//! What is known of a pair beside its two texts, as it stands in the evidence of a corpus row.

use serde_json::{Map, Value, json};

/// Where the source words stand and what is around them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Character ranges of the pieces of the source in its document, in the order of the quote; empty
    /// where it has one piece.
    pub pieces: Vec<[usize; 2]>,
    /// How the source goes on right after the words, where it takes them back (`but ...`); else empty.
    pub after: String,
    /// Who says the source words by the document's labels, where they name the quoted speaker
    /// elsewhere; else empty.
    pub turn: String,
    /// Parts of the quote without a source, each with the document it was found in instead, if any.
    pub unfound: Vec<(String, String)>,
}

impl Context {
    /// Reads what [`Context::write`] has written; anything else is left out.
    pub fn read(evidence: &Map<String, Value>) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = |name: &str| {
            evidence
                .get(name)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
        };
        let number = |value: &Value| usize::try_from(value.as_u64()?).ok();
        Self {
            pieces: list("source")
                .filter_map(|range| Some([number(range.get(0)?)?, number(range.get(1)?)?]))
                .collect(),
            after: evidence.get("after").map(text).unwrap_or_default(),
            turn: evidence.get("turn").map(text).unwrap_or_default(),
            unfound: list("unfound")
                .filter_map(|part| Some((text(part.get(0)?), text(part.get(1)?))))
                .collect(),
        }
    }

    /// Adds what is known to the evidence of a row.
    pub fn write(&self, evidence: &mut Map<String, Value>) {
        let mut put = |name: &str, is_empty: bool, value: Value| {
            if !is_empty {
                evidence.insert(name.to_owned(), value);
            }
        };
        put("source", self.pieces.is_empty(), json!(self.pieces));
        put("after", self.after.is_empty(), json!(self.after));
        put("turn", self.turn.is_empty(), json!(self.turn));
        put("unfound", self.unfound.is_empty(), json!(self.unfound));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_keeps_what_is_known() {
        let context = Context {
            pieces: vec![[7, 9], [1, 4]],
            after: "але".to_owned(),
            turn: "Ведуча".to_owned(),
            unfound: vec![("we won".to_owned(), "b.txt".to_owned())],
        };
        let mut evidence = Map::new();
        context.write(&mut evidence);
        assert_eq!(Context::read(&evidence), context);
        assert_eq!(Context::read(&Map::new()), Context::default());
    }

    #[test]
    fn foreign_evidence_says_nothing() {
        let foreign = json!({"source": [1, ["x"], [-1, 2]], "after": 3, "unfound": "?"});
        let read = Context::read(foreign.as_object().expect("an object"));
        assert_eq!(read, Context::default());
    }
}

//! How often each source is seen.

use std::{collections::HashMap, path::Path};

use super::{DataError, data::read};

/// How often the pairs of a source are seen in one epoch, and what kind of text it is.
///
/// Read from lines of `source<TAB>times` or `source<TAB>times<TAB>kind`; a fraction is the chance of
/// a pair to be drawn. `#` starts a comment; the source `*` stands for all others. Sources of one
/// kind share batches: telling a news sentence from other news teaches more than telling it from a
/// manual.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    sources: HashMap<String, Weight>,
}

/// What is said of one source.
#[derive(Clone, Debug)]
struct Weight {
    times: f32,
    kind: String,
}

impl Weights {
    /// A weight for one source.
    #[cfg(test)]
    pub(super) fn of(source: &str, times: f32) -> Self {
        let kind = String::new();
        let weight = Weight { times, kind };
        Self {
            sources: HashMap::from([(source.to_owned(), weight)]),
        }
    }

    /// Reads a file of weights.
    ///
    /// # Errors
    /// When the file cannot be read or a line is not `source<TAB>number` with or without a kind.
    pub fn load(path: &Path) -> Result<Self, DataError> {
        let mut sources = HashMap::new();
        for (i, line) in read(path)?
            .trim_start_matches('\u{feff}')
            .lines()
            .enumerate()
        {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let bad = || DataError::Line {
                path: path.to_owned(),
                line: i + 1,
                what: format!(
                    "`{line}` is not a source, a tab, a number from 0 to 100, and perhaps a tab and a kind"
                ),
            };
            let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
            let (source, number, kind) = match columns[..] {
                [source, number] => (source, number, ""),
                [source, number, kind] => (source, number, kind),
                _ => return Err(bad()),
            };
            let times: f32 = number.parse().map_err(|_| bad())?;
            if !(0.0..=100.0).contains(&times) {
                return Err(bad());
            }
            let kind = kind.to_owned();
            sources.insert(source.to_owned(), Weight { times, kind });
        }
        Ok(Self { sources })
    }

    fn find(&self, source: &str) -> Option<&Weight> {
        self.sources.get(source).or_else(|| self.sources.get("*"))
    }

    pub(super) fn times(&self, source: &str) -> f32 {
        self.find(source).map_or(1.0, |weight| weight.times)
    }

    pub(super) fn kind(&self, source: &str) -> &str {
        self.find(source).map_or("", |weight| &weight.kind)
    }
}

//! Corpora on disk: read strictly, written atomically.

use std::{collections::HashMap, fs, path::Path};

use super::{
    columns::COLUMNS,
    error::{CorpusError, RowError, shown},
    file,
    pair::Pair,
};

/// The pairs of a corpus, in the order of the file; no two have the same id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    /// The pairs.
    pub pairs: Vec<Pair>,
}

impl Corpus {
    /// Reads a corpus: RFC 4180 with exactly our columns, in UTF-8. A byte order mark and CRLF
    /// line ends, which spreadsheets add, are accepted.
    ///
    /// # Errors
    /// The first thing that is wrong with the file; see [`CorpusError`].
    pub fn read(path: &Path) -> Result<Self, CorpusError> {
        let bytes = read_file(path)?;
        Self::parse(path, &bytes)
    }

    /// Everything that is wrong with the rows of a corpus; empty for a good one.
    ///
    /// # Errors
    /// When the file cannot be read as a corpus at all.
    pub fn problems(path: &Path) -> Result<Vec<RowError>, CorpusError> {
        let bytes = read_file(path)?;
        Ok(rows(path, &bytes)?.filter_map(Result::err).collect())
    }

    /// The corpus as a CSV file: UTF-8, LF line ends, a header, quotes only where needed.
    ///
    /// # Errors
    /// [`CorpusError::Pair`] for a pair that could not be read back.
    pub fn to_csv(&self) -> Result<Vec<u8>, CorpusError> {
        let mut lines = HashMap::new();
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(Vec::new());
        // Writing to memory cannot fail, nor can rows be of different lengths.
        let _ = writer.write_record(COLUMNS.map(|column| column.name));
        for (row, pair) in self.pairs.iter().enumerate() {
            let problem = match pair.problem() {
                Some((column, problem)) => Some(format!("{column}: {problem}")),
                None => lines
                    .insert(pair.id, row)
                    .map(|first| format!("rows {} and {} have the same id", first + 1, row + 1)),
            };
            if let Some(problem) = problem {
                return Err(CorpusError::Pair {
                    id: pair.id,
                    problem,
                });
            }
            let _ = writer.write_record(pair.cells().iter().map(|cell| cell.as_bytes()));
        }
        Ok(writer.into_inner().unwrap_or_default())
    }

    /// [`Corpus::read`], of the bytes that were in the file at `path`.
    pub(crate) fn parse(path: &Path, bytes: &[u8]) -> Result<Self, CorpusError> {
        let pairs = rows(path, bytes)?
            .collect::<Result<_, _>>()
            .map_err(|error| CorpusError::Row {
                path: path.to_owned(),
                error,
            })?;
        Ok(Self { pairs })
    }
}

/// Changes the corpus at `path` with `change` and writes it back, in one piece: nobody else's
/// change comes in between, and a crash leaves the old file or the new one. A file that is not
/// there, or is empty, is an empty corpus. A corpus that comes out as it was is not written.
///
/// # Errors
/// Those of [`Corpus::read`], [`Corpus::to_csv`] and [`replace`](super::replace), and
/// [`CorpusError::Locked`] when another process keeps the file for 20 seconds.
pub fn update<T>(path: &Path, change: impl FnOnce(&mut Corpus) -> T) -> Result<T, CorpusError> {
    file::update(path, |old| {
        let mut corpus = match old {
            Some(bytes) if !bytes.is_empty() => Corpus::parse(path, bytes)?,
            _ => Corpus::default(),
        };
        let result = change(&mut corpus);
        Ok((Some(corpus.to_csv()?), result))
    })
}

fn read_file(path: &Path) -> Result<Vec<u8>, CorpusError> {
    fs::read(path).map_err(|source| CorpusError::Read {
        path: path.to_owned(),
        source,
    })
}

/// The rows of a corpus, one by one, after its header has been checked.
fn rows(
    path: &Path,
    bytes: &[u8],
) -> Result<impl Iterator<Item = Result<Pair, RowError>>, CorpusError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        CorpusError::NotUtf8 {
            path: path.to_owned(),
            line,
        }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records();
    let header = records.next().and_then(Result::ok).unwrap_or_default();
    if let Some(problem) = header_problem(&header) {
        return Err(CorpusError::Header {
            path: path.to_owned(),
            problem,
        });
    }
    let mut lines = HashMap::new();
    Ok(records.map(move |record| {
        let record = record.map_err(|error| RowError {
            line: error.position().map_or(0, csv::Position::line),
            column: None,
            problem: error.to_string(),
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let pair = Pair::from_cells(line, &record)?;
        match lines.insert(pair.id, line) {
            Some(first) => Err(RowError {
                line,
                column: Some("id"),
                problem: format!(
                    "{} is also the id of line {first}; delete one of the two rows",
                    pair.id
                ),
            }),
            None => Ok(pair),
        }
    }))
}

/// The first difference between `header` and the header of a corpus.
fn header_problem(header: &csv::StringRecord) -> Option<String> {
    if header.is_empty() {
        return Some("it is empty".to_owned());
    }
    let longest = header.len().max(COLUMNS.len());
    (0..longest).find_map(|i| {
        let number = i + 1;
        match (header.get(i), COLUMNS.get(i).map(|column| column.name)) {
            (Some(found), Some(expected)) if found == expected => None,
            (Some(found), Some(expected)) => Some(format!(
                "column {number} is {}, expected `{expected}`",
                shown(found)
            )),
            (None, Some(expected)) => Some(format!("column {number}, `{expected}`, is not there")),
            (Some(found), None) => Some(format!(
                "column {number}, {}, is one too many",
                shown(found)
            )),
            (None, None) => None,
        }
    })
}

#[cfg(test)]
mod tests;

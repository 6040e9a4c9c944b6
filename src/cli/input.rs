//! Documents from files and standard input.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read, Seek},
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow, bail};
use quotealign::{
    align::Source,
    read::{Document, Encoding, ReadOptions, SIZE_LIMIT, read_bytes, read_path},
    text::{Detected, Lang, detect},
};

/// Reads a document; `-` is standard input.
pub fn read(path: &Path, encoding: Option<Encoding>) -> anyhow::Result<Document> {
    let options = ReadOptions { encoding };
    if path.as_os_str() != "-" {
        return Ok(read_path(path, &options)?);
    }
    Ok(read_bytes("-", &stdin()?, &options)?)
}

/// Reads a UTF-8 text as it is, for lists and lines; `-` is standard input.
pub fn utf8(path: &Path) -> anyhow::Result<String> {
    let name = path.display();
    let bytes = match path.as_os_str() == "-" {
        true => stdin()?,
        false => std::fs::read(path).with_context(|| format!("cannot read {name}"))?,
    };
    String::from_utf8(bytes).map_err(|e| not_utf8(&name.to_string(), e.utf8_error().valid_up_to()))
}

/// The lines of a UTF-8 text. A file may be far larger than the memory; `-` is standard input, which
/// is read as a whole.
pub fn lines(path: &Path) -> anyhow::Result<Lines> {
    let name = path.display().to_string();
    let is_file =
        path.as_os_str() != "-" && std::fs::metadata(path).is_ok_and(|data| data.is_file());
    let mut text: Box<dyn Text> = match is_file {
        true => {
            let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
            Box::new(BufReader::with_capacity(1 << 16, file))
        }
        // A pipe is read once.
        false => Box::new(Cursor::new(utf8(path)?)),
    };
    let (mut left, mut offset) = (0, 0);
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = text
            .read_until(b'\n', &mut line)
            .with_context(|| format!("cannot read {name}"))?;
        if length == 0 {
            break;
        }
        if let Err(e) = std::str::from_utf8(&line) {
            return Err(not_utf8(&name, offset + e.valid_up_to()));
        }
        (left, offset) = (left + 1, offset + length);
    }
    text.rewind()?;
    Ok(Lines { name, text, left })
}

trait Text: BufRead + Seek {}

impl<T: BufRead + Seek> Text for T {}

/// Lines of a text that was read through once, so that their number is known.
pub struct Lines {
    name: String,
    text: Box<dyn Text>,
    left: usize,
}

impl Lines {
    /// Lines still to come.
    pub fn left(&self) -> usize {
        self.left
    }
}

impl Iterator for Lines {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let changed = || io::Error::other(format!("{}: it changed while it was read", self.name));
        let line = (&mut self.text).lines().next();
        Some(line.unwrap_or_else(|| Err(changed())))
    }
}

fn not_utf8(name: &str, offset: usize) -> anyhow::Error {
    anyhow!("{name}: byte {offset} is not UTF-8: convert the file first")
}

fn stdin() -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(SIZE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    if bytes.len() as u64 > SIZE_LIMIT {
        bail!("standard input: larger than 256 MiB: give a file, or split it");
    }
    Ok(bytes)
}

/// Fails when standard input is to be read more than once.
pub fn check<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> anyhow::Result<()> {
    if paths.filter(|path| path.as_os_str() == "-").count() > 1 {
        bail!("`-` is given twice: standard input can be read once");
    }
    Ok(())
}

/// Reads an article, which has to be in English.
pub fn article(path: &Path, encoding: Option<Encoding>) -> anyhow::Result<Document> {
    let document = read(path, encoding)?;
    match detect(&document.text) {
        Detected::Known(Lang::En) | Detected::Unknown => Ok(document),
        other => bail!(
            "{}: the article is in {other}, not in English: give the English article first and the original after --source",
            document.name
        ),
    }
}

/// Reads sources and finds out their languages, or takes `lang` for all.
pub fn sources(
    paths: &[PathBuf],
    encoding: Option<Encoding>,
    lang: Option<Lang>,
) -> anyhow::Result<Vec<Source>> {
    paths
        .iter()
        .map(|path| {
            let document = read(path, encoding)?;
            let lang = match lang {
                Some(lang) => lang,
                None => match detect(&document.text) {
                    Detected::Known(lang @ (Lang::Ko | Lang::Uk)) => lang,
                    Detected::Unknown => bail!(
                        "{}: no language recognised: a source has to be in Korean or Ukrainian (--lang ko or uk forces it)",
                        document.name
                    ),
                    other => bail!(
                        "{}: the source is in {other}, not in Korean or Ukrainian (--lang ko or uk forces it)",
                        document.name
                    ),
                },
            };
            Ok(Source { document, lang })
        })
        .collect()
}

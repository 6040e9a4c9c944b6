//! Documents from files and standard input.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
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
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(SIZE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    Ok(read_bytes("-", &bytes, &options)?)
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

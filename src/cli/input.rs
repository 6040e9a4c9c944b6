//! Documents from files and standard input.

use std::{
    io::Read,
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
    String::from_utf8(bytes).map_err(|e| {
        let offset = e.utf8_error().valid_up_to();
        anyhow!("{name}: byte {offset} is not UTF-8: convert the file first")
    })
}

fn stdin() -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(SIZE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
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

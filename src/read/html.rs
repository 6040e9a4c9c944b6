//! HTML pages: the main text, paragraph by paragraph.

use dom_smoothie::{Config, Readability, TextMode};

use super::{Builder, Document, Encoding, Format, ReadError, encoding::Decoded, speaker};

/// How far into a page its declared encoding is looked for, in bytes, as browsers do.
const PRESCAN: usize = 1024;

/// Less than this many characters is no article but a scrap of the page.
const LEAST_ARTICLE: usize = 140;

pub(super) fn read(name: &str, decoded: &Decoded) -> Result<Document, ReadError> {
    let page = &decoded.text;
    let text = main_text(page).unwrap_or_else(|| body_text(page));
    let mut builder = Builder::default();
    for paragraph in text.lines() {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        if !words.is_empty() {
            builder.start_block("\n\n", None);
            builder.push(&words.join(" "));
        }
    }
    let (text, blocks) = builder.finish();
    let blocks = speaker::take_labels(&text, blocks);
    Ok(Document {
        name: name.to_owned(),
        text,
        format: Format::Html,
        encoding: decoded.encoding.name(),
        blocks,
    })
}

/// The text of the article on the page, where there is one.
fn main_text(page: &str) -> Option<String> {
    let mut readability = parse(page)?;
    let article = readability.parse().ok()?;
    (article.length >= LEAST_ARTICLE).then(|| article.text_content.to_string())
}

/// All text of the page that is shown.
fn body_text(page: &str) -> String {
    let Some(readability) = parse(page) else {
        return String::new();
    };
    let page = &readability.doc;
    page.select("head, script, style, noscript, template, nav")
        .remove();
    page.formatted_text().to_string()
}

fn parse(page: &str) -> Option<Readability> {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    Readability::new(page, None, Some(config)).ok()
}

/// Whether the bytes start as a page does.
pub(super) fn looks_like_html(bytes: &[u8]) -> bool {
    let head = ascii_head(bytes);
    let head = head.trim_start();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// The encoding named in a `<meta>` of the page, where it is one we know.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<Encoding> {
    let head = ascii_head(bytes);
    let (_, after) = head
        .match_indices("<meta")
        .filter_map(|(at, _)| head.get(at..)?.split('>').next()?.split_once("charset"))
        .next()?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let label = value
        .trim_start_matches(['"', '\''])
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/'))
        .next()?;
    // The page was read as ASCII to get here, so it cannot be UTF-16 as it says.
    match Encoding::for_label(label)? {
        encoding if encoding.name().starts_with("UTF-16") => Encoding::for_label("utf-8"),
        encoding => Some(encoding),
    }
}

/// The start of a page in lower case, with anything but ASCII left out.
fn ascii_head(bytes: &[u8]) -> String {
    bytes
        .iter()
        .take(PRESCAN)
        .filter(|b| b.is_ascii())
        .map(|b| char::from(b.to_ascii_lowercase()))
        .collect()
}

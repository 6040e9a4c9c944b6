//! HTML pages: the main text, paragraph by paragraph.

use dom_smoothie::{Config, Readability, TextMode};

use super::{Builder, Document, Encoding, Format, ReadError, encoding::Decoded, speaker};

/// How far into a page its declared encoding is looked for, in bytes, as browsers do.
const PRESCAN: usize = 1024;

/// Less than this many characters is no article but a scrap of the page.
const LEAST_ARTICLE: usize = 140;

/// Elements nested deeper than this make no page; finding the text in them takes quadratic time.
const DEEPEST: usize = 512;

pub(super) fn read(name: &str, decoded: &Decoded) -> Result<Document, ReadError> {
    let html = || ReadError::Html {
        name: name.to_owned(),
        limit: DEEPEST,
    };
    if nesting(&decoded.text) > DEEPEST {
        return Err(html());
    }
    let page = parse(&decoded.text).ok_or_else(html)?;
    let mut builder = Builder::default();
    for paragraph in main_text(page, &decoded.text).lines() {
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

/// The text of the article on the page, or all text shown where there is no article.
fn main_text(mut page: Readability, html: &str) -> String {
    let article = page
        .parse()
        .ok()
        .filter(|article| article.length >= LEAST_ARTICLE);
    if let Some(article) = article {
        return article.text_content.to_string();
    }
    // Looking for the article has changed the page.
    let Some(page) = parse(html).map(|page| page.doc) else {
        return String::new();
    };
    page.select("head, script, style, noscript, template, nav")
        .remove();
    page.formatted_text().to_string()
}

fn parse(html: &str) -> Option<Readability> {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    Readability::new(html, None, Some(config)).ok()
}

/// Elements without an end tag, or whose end tag may be left out: they nest only inside others.
const UNCLOSED: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// How deep elements nest at most, judged by the tags; the parser would need too long to tell.
fn nesting(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        let (is_end, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag),
        };
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
        let name = name
            .get(..name.len().min(16))
            .unwrap_or_default()
            .to_ascii_lowercase();
        if name.is_empty() || UNCLOSED.contains(&name.as_str()) {
            continue;
        }
        if is_end {
            depth = depth.saturating_sub(1);
        } else if name == "script" || name == "style" {
            // What stands inside is no markup.
            rest = after_end_tag(rest, &name);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

fn after_end_tag<'t>(html: &'t str, name: &str) -> &'t str {
    let tags = html
        .match_indices("</")
        .filter_map(|(at, mark)| html.get(at + mark.len()..));
    tags.into_iter()
        .find(|tag| {
            tag.get(..name.len())
                .is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        })
        .unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use crate::read::{Format, ReadError, ReadOptions, read_bytes};

    fn paragraphs(html: &[u8]) -> Vec<String> {
        let page = read_bytes("page.html", html, &ReadOptions::default()).unwrap();
        assert_eq!(page.format, Format::Html);
        page.blocks
            .iter()
            .map(|block| block.span.of(&page.text).to_owned())
            .collect()
    }

    #[test]
    fn the_article_without_what_is_around_it() {
        let body: String = (1..=6)
            .map(|n| {
                format!(
                    "<p>Paragraph {n} of the report says &quot;the <b>river</b> rose&quot;, \
                     and goes on, for a while, about the bridge.</p>"
                )
            })
            .collect();
        let html = format!(
            "<!DOCTYPE html><html><head><title>T</title><script>var a = '<p>no</p>';</script>\
             </head><body><nav><a href=/>Home</a> <a href=/a>All</a></nav><article>{body}\
             </article><footer>All rights reserved</footer></body></html>"
        );
        let found = paragraphs(html.as_bytes());
        assert_eq!(found.len(), 6);
        assert_eq!(
            found[0],
            "Paragraph 1 of the report says \"the river rose\", and goes on, for a while, about \
             the bridge."
        );
    }

    #[test]
    fn a_page_without_article_gives_all_its_text() {
        let html = b"<html><body><h1>Title</h1><p>One &amp;\n two.<br>Three.</p>\
            <script>bad()</script><style>p {}</style></body></html>";
        assert_eq!(paragraphs(html), ["Title", "One & two.", "Three."]);
    }

    #[test]
    fn the_declared_encoding_is_used() {
        let page = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; \
            charset=euc-kr\"></head><body><p>비가 왔다.</p></body></html>";
        let (bytes, _, _) = encoding_rs::EUC_KR.encode(page);
        let document = read_bytes("-", &bytes, &ReadOptions::default()).unwrap();
        assert_eq!(
            (document.text.as_str(), document.encoding),
            ("비가 왔다.", "EUC-KR")
        );

        let wrong = "<html><meta charset='utf-8'><p>비가 왔다.</p></html>";
        let (bytes, _, _) = encoding_rs::EUC_KR.encode(wrong);
        let error = read_bytes("p.htm", &bytes, &ReadOptions::default()).unwrap_err();
        assert!(matches!(
            error,
            ReadError::Malformed {
                encoding: "UTF-8",
                offset: 31,
                ..
            }
        ));
    }

    #[test]
    fn a_page_nested_without_end_is_refused_at_once() {
        let html = format!("<html><body>{}x", "<div>".repeat(100_000));
        let error = read_bytes("p.html", html.as_bytes(), &ReadOptions::default()).unwrap_err();
        assert!(matches!(error, ReadError::Html { .. }));
        let script = format!("<html><script>{}</SCRIPT><p>Fine.", "a<b;".repeat(5000));
        assert_eq!(paragraphs(script.as_bytes()), ["Fine."]);
    }
}

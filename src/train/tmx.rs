//! Translation memories in TMX (Translation Memory eXchange, up to 1.4b).
//!
//! Only what a pair needs is looked at: `tu`, `tuv` with its language, `seg`. A document type is
//! passed over, so no entity is expanded and nothing outside the file is opened.

use std::path::Path;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use super::{DataError, data::utf8};
use crate::text::Lang;

/// Elements of TMX stand hardly ten deep in each other; those of a file made to harm may.
const MOST_NESTED: usize = 64;

/// Characters of a message that come out of the file or the XML reader.
const LONGEST: usize = 120;

/// What a file that is XML begins with, after the byte order mark and white space.
const BEGINNINGS: [&str; 3] = ["<?xml", "<tmx", "<!DOCTYPE tmx"];

/// The texts of a translation unit, in the order of [`Lang::ALL`]; none is empty.
pub(super) type Unit = [Option<String>; Lang::ALL.len()];

/// Hands the units of the file `bytes`, which was read from `path`, to `take`. Where a unit has
/// several variants in a language, the first that is not empty counts.
///
/// # Errors
/// When the file is neither UTF-8 nor UTF-16, not well-formed, or not TMX. Units that stand before
/// the fault have been handed over.
pub(super) fn read(path: &Path, bytes: Vec<u8>, take: impl FnMut(&Unit)) -> Result<(), DataError> {
    let text = Text::decode(path, bytes)?;
    parse(text.xml(), take).map_err(|fault| DataError::Tmx {
        path: path.to_owned(),
        offset: text.offset(fault.at),
        what: fault.what,
    })
}

/// Whether a file begins as an XML document or one in TMX does.
pub(super) fn is_xml(bytes: &[u8]) -> bool {
    let narrow: Vec<u8> = match utf16(bytes) {
        // For ASCII the other byte of each unit is zero.
        Some(_) => bytes.iter().copied().filter(|b| *b != 0).take(64).collect(),
        None => bytes.iter().copied().take(64).collect(),
    };
    let text = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"]
        .iter()
        .find_map(|mark| narrow.strip_prefix(*mark))
        .unwrap_or(&narrow)
        .trim_ascii_start();
    BEGINNINGS.iter().any(|b| text.starts_with(b.as_bytes()))
}

/// The order of bytes in UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// The order of bytes of a file in UTF-16, by its mark or by its first `<`.
fn utf16(bytes: &[u8]) -> Option<Order> {
    match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => Some(Order::Little),
        [0xfe, 0xff, ..] | [0, b'<', ..] => Some(Order::Big),
        _ => None,
    }
}

/// A decoded file that knows where its characters stood.
struct Text {
    text: String,
    wide: bool,
    /// Bytes of the mark in the text.
    mark: usize,
}

impl Text {
    fn decode(path: &Path, bytes: Vec<u8>) -> Result<Self, DataError> {
        let order = utf16(&bytes);
        let text = match order {
            Some(order) => decode_utf16(&bytes, order).map_err(|offset| DataError::Tmx {
                path: path.to_owned(),
                offset,
                what: "not valid UTF-16: save the file as UTF-8".to_owned(),
            })?,
            None => utf8(path, bytes)?,
        };
        let mark = text.chars().next().filter(|c| *c == '\u{feff}');
        Ok(Self {
            mark: mark.map_or(0, char::len_utf8),
            wide: order.is_some(),
            text,
        })
    }

    fn xml(&self) -> &str {
        &self.text[self.mark..]
    }

    /// Where in the file the byte `at` of [`Text::xml`] stood.
    fn offset(&self, at: usize) -> usize {
        let at = self.mark + at;
        match self.text.get(..at) {
            Some(before) if self.wide => before.encode_utf16().count() * 2,
            _ => at,
        }
    }
}

/// The text, with its mark, or the offset of the first byte that does not fit.
fn decode_utf16(bytes: &[u8], order: Order) -> Result<String, usize> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| match order {
        Order::Little => u16::from_le_bytes(*pair),
        Order::Big => u16::from_be_bytes(*pair),
    });
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for c in char::decode_utf16(units) {
        let c = c.map_err(|_| at)?;
        text.push(c);
        at += 2 * c.len_utf16();
    }
    if rest.is_empty() { Ok(text) } else { Err(at) }
}

/// What is wrong, and at which byte of the XML.
struct Fault {
    at: usize,
    what: String,
}

fn parse(xml: &str, mut take: impl FnMut(&Unit)) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut state = State::default();
    loop {
        let at = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| Fault {
            at: reader.error_position() as usize,
            what: malformed(&error),
        })?;
        let done = match event {
            Event::Start(tag) => state.open(&tag),
            Event::End(tag) => {
                if let Some(unit) = state.close(tag.local_name().as_ref()) {
                    take(&unit);
                }
                Ok(())
            }
            Event::Text(text) => {
                state.push(&text);
                Ok(())
            }
            Event::CData(text) => {
                state.push(&text);
                Ok(())
            }
            Event::GeneralRef(entity) => state.resolve(&entity),
            Event::Eof => return state.finish().map_err(|what| Fault { at, what }),
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => Ok(()),
        };
        done.map_err(|what| Fault { at, what })?;
    }
}

/// Where in the document the reader is.
#[derive(Default)]
struct State {
    depth: usize,
    has_root: bool,
    unit: Unit,
    /// The language of the open variant, where it is one of ours.
    lang: Option<Lang>,
    segment: Option<Segment>,
}

/// An open `seg`.
#[derive(Default)]
struct Segment {
    text: String,
    /// For every element open in it: whether what stands in that is text of the segment.
    kept: Vec<bool>,
}

impl Segment {
    fn is_kept(&self) -> bool {
        self.kept.last().copied().unwrap_or(true)
    }
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.depth == 0 {
            if name != "tmx" {
                let found = one_line(name);
                return Err(format!("not a TMX file: <{found}> where <tmx> is expected"));
            }
            if self.has_root {
                return Err("a second <tmx>: give each file by itself".to_owned());
            }
            self.has_root = true;
        }
        if self.depth == MOST_NESTED {
            return Err(format!("elements nested more than {MOST_NESTED} deep"));
        }
        self.depth += 1;
        if let Some(segment) = &mut self.segment {
            let kept = match name {
                // Codes of the format the text was written in.
                "bpt" | "ept" | "it" | "ph" | "ut" => false,
                // Text of its own inside such a code: a footnote, a title.
                "sub" => {
                    segment.text.push(' ');
                    true
                }
                _ => segment.is_kept(),
            };
            segment.kept.push(kept);
            return Ok(());
        }
        match name {
            "tu" => self.unit = Unit::default(),
            "tuv" => self.lang = language(tag)?,
            "seg" if self.lang.is_some() => self.segment = Some(Segment::default()),
            _ => {}
        }
        Ok(())
    }

    /// The unit, where it is its end.
    fn close(&mut self, name: &str) -> Option<Unit> {
        self.depth = self.depth.saturating_sub(1);
        if let Some(segment) = &mut self.segment
            && segment.kept.pop().is_some()
        {
            if name == "sub" {
                segment.text.push(' ');
            }
            return None;
        }
        if let (Some(segment), Some(lang)) = (self.segment.take(), self.lang) {
            let text = collapse(&segment.text);
            let place = &mut self.unit[lang as usize];
            if place.is_none() && !text.is_empty() {
                *place = Some(text);
            }
        }
        match name {
            "tuv" => self.lang = None,
            "tu" => return Some(std::mem::take(&mut self.unit)),
            _ => {}
        }
        None
    }

    fn push(&mut self, text: &str) {
        if let Some(segment) = self.segment.as_mut().filter(|s| s.is_kept()) {
            segment.text.push_str(text);
        }
    }

    fn resolve(&mut self, entity: &BytesRef<'_>) -> Result<(), String> {
        let Some(segment) = self.segment.as_mut().filter(|s| s.is_kept()) else {
            return Ok(());
        };
        let by_number = entity.resolve_char_ref();
        match by_number.map_err(|error| malformed(&error))? {
            Some(c) => segment.text.push(c),
            None => {
                let text = quick_xml::escape::resolve_predefined_entity(entity);
                segment.text += text.ok_or_else(|| {
                    format!(
                        "the entity &{}; is not expanded: write the character itself",
                        one_line(entity)
                    )
                })?;
            }
        }
        Ok(())
    }

    fn finish(&self) -> Result<(), String> {
        match (self.has_root, self.depth) {
            (true, 0) => Ok(()),
            (true, _) => Err("the file ends inside an element: it is cut off".to_owned()),
            (false, _) => Err("not a TMX file: no <tmx> in it".to_owned()),
        }
    }
}

/// The language of a variant by its primary subtag, where it is one of ours.
fn language(tag: &BytesStart<'_>) -> Result<Option<Lang>, String> {
    let mut attributes = tag.attributes();
    // Looking for doubles takes the square of their number.
    attributes.with_checks(false);
    let mut code = None;
    for attribute in attributes {
        let attribute = attribute.map_err(|error| malformed(&error))?;
        // Before TMX 1.4 it was `lang`.
        let name = attribute.key.as_ref();
        if name != "xml:lang" && (name != "lang" || code.is_some()) {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        code = Some(value.map_err(|error| malformed(&error))?);
        if name == "xml:lang" {
            break;
        }
    }
    let code = code.ok_or("a <tuv> without xml:lang: its language is not known")?;
    let primary = code.trim().split(['-', '_']).next().unwrap_or_default();
    Ok(primary.to_ascii_lowercase().parse().ok())
}

/// The words with single spaces between; control characters, which XML 1.0 forbids, count as space.
fn collapse(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn malformed(error: &impl ToString) -> String {
    let error = error.to_string();
    let error = error
        .trim_start_matches("syntax error: ")
        .trim_start_matches("ill-formed document: ");
    format!(
        "not well-formed XML ({}): export the file again",
        one_line(error)
    )
}

/// The beginning of a text out of the file, for a message of one line.
fn one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().take(LONGEST).map(plain).collect()
}

#[cfg(test)]
mod tests;

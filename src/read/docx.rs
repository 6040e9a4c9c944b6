//! Word processor files: the paragraphs of the main document.

use std::io::{Cursor, Read};

use quick_xml::{
    Reader,
    events::{BytesRef, Event},
};
use zip::{ZipArchive, result::ZipError};

use super::{Builder, Document, Format, ReadError, SIZE_LIMIT, encoding, speaker};

const MAIN_PART: &str = "word/document.xml";

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let part = unpack(name, bytes, SIZE_LIMIT)?;
    let decoded = encoding::decode(name, &part, None, None)?;
    let mut builder = Builder::default();
    for paragraph in paragraphs(name, &decoded.text)? {
        // A line break in a paragraph is often all that parts two turns.
        for line in paragraph
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            builder.start_block("\n", None);
            builder.push(line);
        }
    }
    let (text, blocks) = builder.finish();
    if blocks.is_empty() {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    let blocks = speaker::take_labels(&text, blocks);
    Ok(Document {
        name: name.to_owned(),
        text,
        format: Format::Docx,
        encoding: decoded.encoding.name(),
        blocks,
    })
}

fn unpack(name: &str, bytes: &[u8], limit: u64) -> Result<Vec<u8>, ReadError> {
    let docx = |reason: String| ReadError::Docx {
        name: name.to_owned(),
        reason,
    };
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| docx(error.to_string()))?;
    let part = archive.by_name(MAIN_PART).map_err(|error| match error {
        ZipError::FileNotFound => docx(format!("no {MAIN_PART} in it")),
        error => docx(error.to_string()),
    })?;
    let mut inflated = Vec::new();
    // What the archive says about the size is not to be trusted.
    part.take(limit + 1)
        .read_to_end(&mut inflated)
        .map_err(|error| docx(error.to_string()))?;
    if inflated.len() as u64 > limit {
        return Err(ReadError::TooLarge {
            name: name.to_owned(),
        });
    }
    Ok(inflated)
}

/// The text of every `w:p`, those in table cells and text boxes included; tabs are tabs, breaks
/// line breaks, and text marked as deleted is left out.
fn paragraphs(name: &str, xml: &str) -> Result<Vec<String>, ReadError> {
    let mut reader = Reader::from_str(xml);
    let mut done = Vec::new();
    // Text boxes stand inside paragraphs, so several may be open.
    let mut open: Vec<String> = Vec::new();
    let mut in_text = false;
    let mut skipped = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| ReadError::Docx {
            name: name.to_owned(),
            reason: format!("{MAIN_PART}, byte {}: {error}", reader.error_position()),
        })?;
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                "w:p" => open.push(String::new()),
                "w:t" => in_text = true,
                // A fallback repeats the text box before it in an older notation.
                "w:del" | "w:moveFrom" | "mc:Fallback" => skipped += 1,
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "w:p" => done.extend(open.pop()),
                "w:t" => in_text = false,
                "w:del" | "w:moveFrom" | "mc:Fallback" => skipped = skipped.saturating_sub(1),
                _ => {}
            },
            Event::Eof => return Ok(done),
            _ if skipped > 0 => {}
            Event::Empty(tag) => {
                let mark = match tag.name().as_ref() {
                    "w:tab" => "\t",
                    "w:br" | "w:cr" => "\n",
                    "w:noBreakHyphen" => "\u{2011}",
                    _ => "",
                };
                push(&mut open, mark);
            }
            Event::Text(text) if in_text => push(&mut open, &text.xml10_content()),
            Event::CData(text) if in_text => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(entity) if in_text => push(&mut open, &resolve(&entity)),
            _ => {}
        }
    }
}

fn push(open: &mut [String], text: &str) {
    if let Some(paragraph) = open.last_mut() {
        paragraph.push_str(text);
    }
}

/// The character a reference stands for: by number, or one of the five XML knows. DOCX declares no
/// others, so any other reference stands for nothing.
fn resolve(entity: &BytesRef) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let name = entity.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;
    use crate::read::{ReadOptions, read_bytes};

    fn docx(part: &str, body: &[u8]) -> Vec<u8> {
        let mut file = ZipWriter::new(Cursor::new(Vec::new()));
        file.start_file(part, SimpleFileOptions::default()).unwrap();
        file.write_all(body).unwrap();
        file.finish().unwrap().into_inner()
    }

    fn document(body: &str) -> Vec<u8> {
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>"
        );
        docx(MAIN_PART, xml.as_bytes())
    }

    #[test]
    fn runs_breaks_cells_and_references() {
        let bytes = document(
            "<w:p><w:r><w:t>Сіль &amp; </w:t></w:r><w:r><w:t>хліб&#8212;так.</w:t></w:r></w:p>\
             <w:p><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>\
             <w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>\
             <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        );
        let document = read_bytes("-", &bytes, &ReadOptions::default()).unwrap();
        assert_eq!(document.text, "Сіль & хліб—так.\nOne\ttwo\nthree\ncell");
        assert_eq!((document.format, document.blocks.len()), (Format::Docx, 4));
    }

    #[test]
    fn what_is_no_docx_is_named() {
        let message = |bytes: &[u8]| read("a.docx", bytes).unwrap_err().to_string();
        assert!(message(b"plain text").starts_with("a.docx: not a readable DOCX file ("));
        assert!(message(&docx("other.xml", b"")).contains("no word/document.xml in it"));
        assert!(message(&docx(MAIN_PART, b"<w:p><w:t></w:p>")).contains("document.xml, byte "));
        assert_eq!(message(&document("<w:p/>")), "a.docx: no text in it");
    }

    #[test]
    fn a_part_that_inflates_beyond_the_limit_is_refused() {
        let bomb = docx(MAIN_PART, &vec![b' '; 100_000]);
        assert!(bomb.len() < 1000);
        assert!(matches!(
            unpack("a", &bomb, 99_999),
            Err(ReadError::TooLarge { .. })
        ));
        assert_eq!(unpack("a", &bomb, 100_000).unwrap().len(), 100_000);
    }
}

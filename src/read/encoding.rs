//! Which encoding bytes are in, and the text they stand for.

mod guess;

use std::str::FromStr;

use encoding_rs::{DecoderResult, EUC_KR, KOI8_U, UTF_8};

use super::ReadError;

/// A character encoding, by any label of the WHATWG standard (`utf-8`, `euc-kr`, `windows-1251`,
/// `koi8-u`, `utf-16le`), or by `cp949`, `uhc` or `koi8u`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The name as WHATWG writes it: `UTF-8`, `EUC-KR` (which includes CP949), `windows-1251`.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    pub(super) fn for_label(label: &str) -> Option<Self> {
        let known = match label.trim().to_ascii_lowercase().as_str() {
            "cp949" | "uhc" | "ms949" => Some(EUC_KR),
            "koi8u" => Some(KOI8_U),
            label => encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()),
        };
        known.map(Self)
    }
}

/// A label that names no encoding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown encoding {0:?}: use utf-8, utf-16le, utf-16be, cp949, windows-1251 or koi8-u")]
pub struct UnknownEncoding(String);

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(label: &str) -> Result<Self, Self::Err> {
        Self::for_label(label).ok_or_else(|| UnknownEncoding(label.to_owned()))
    }
}

/// A text and the encoding it was in.
pub(super) struct Decoded {
    /// Without byte order mark.
    pub(super) text: String,
    pub(super) encoding: Encoding,
}

/// Decodes all of `bytes`: by `forced`, by the byte order mark, by what the file has `declared`, or
/// by what fits best. Bytes that do not fit are an error, never a replacement character.
pub(super) fn decode(
    name: &str,
    bytes: &[u8],
    forced: Option<Encoding>,
    declared: Option<Encoding>,
) -> Result<Decoded, ReadError> {
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| Encoding(encoding));
    let encoding = match forced.or(marked).or(declared) {
        Some(encoding) => encoding,
        None => find_encoding(name, bytes)?,
    };
    let text = decode_as(encoding, bytes).map_err(|at| ReadError::Malformed {
        name: name.to_owned(),
        encoding: encoding.name(),
        offset: at.offset,
        line: at.line,
    })?;
    match text.bytes().position(|b| b == 0) {
        // With a mark or a name given the bytes are text by decree, but no text has NULs.
        Some(_) => Err(binary(name, bytes, |b| b == 0)),
        None => Ok(Decoded { text, encoding }),
    }
}

/// The encoding of bytes that do not say.
fn find_encoding(name: &str, bytes: &[u8]) -> Result<Encoding, ReadError> {
    if bytes.contains(&0) {
        return guess::utf16(bytes)
            .map(Encoding)
            .ok_or_else(|| binary(name, bytes, |b| b == 0));
    }
    // One byte in nine of compressed data is a control character; in text hardly one in a thousand.
    if bytes.iter().filter(|b| is_control(**b)).count() * 32 > bytes.len() {
        return Err(binary(name, bytes, is_control));
    }
    // A file that is UTF-8 but for a few bytes is a damaged UTF-8 file, not another encoding.
    if guess::is_mostly_utf8(bytes) {
        return Ok(Encoding(UTF_8));
    }
    guess::legacy(bytes)
        .map(Encoding)
        .ok_or_else(|| ReadError::UnknownEncoding {
            name: name.to_owned(),
            offset: bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0),
        })
}

/// Where bytes stop fitting an encoding.
#[derive(Debug)]
struct Misfit {
    offset: usize,
    line: usize,
}

fn decode_as(encoding: Encoding, bytes: &[u8]) -> Result<String, Misfit> {
    let mut decoder = encoding.0.new_decoder_with_bom_removal();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => {
            text.shrink_to_fit();
            Ok(text)
        }
        DecoderResult::Malformed(bad, after) => Err(Misfit {
            offset: read.saturating_sub(usize::from(bad) + usize::from(after)),
            line: text.matches('\n').count() + 1,
        }),
        // The buffer was made as large as the decoder can need.
        DecoderResult::OutputFull => Err(Misfit {
            offset: read,
            line: 1,
        }),
    }
}

fn binary(name: &str, bytes: &[u8], is_bad: impl Fn(u8) -> bool) -> ReadError {
    let found = bytes.iter().copied().enumerate().find(|(_, b)| is_bad(*b));
    let (offset, byte) = found.unwrap_or_default();
    ReadError::Binary {
        name: name.to_owned(),
        offset,
        byte,
    }
}

fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b)
}

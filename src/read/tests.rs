//! What holds for every reader: encodings, errors, spans.

use encoding_rs::{EUC_KR, KOI8_U, WINDOWS_1251};
use proptest::prelude::*;

use super::*;
use crate::text::{Detected, Lang, Span, detect};

const KOREAN: &str = "회담은 예정보다 두 시간 늦게 시작되었다. 대표단은 아무 말도 하지 않았다.\n\
    통역은 \"곧 결과를 말씀드리겠습니다.\"라고 전했다. 기자들은 끝까지 기다렸다.\n";
const UKRAINIAN: &str = "Переговори почалися на дві години пізніше. Делегація мовчала.\n\
    «Ми скоро повідомимо про результат», — сказав перекладач. Журналісти чекали.\n";
const ENGLISH: &str = "The talks began two hours late. \u{201c}We have nothing to say yet,\u{201d}\n\
    said the caf\u{e9} owner who had let the delegation in.\n";

fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read_bytes(name, bytes, &ReadOptions::default())
}

fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn encoded(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, has_misfits) = encoding.encode(text);
    assert!(!has_misfits, "{text}");
    bytes.into_owned()
}

#[track_caller]
fn assert_read_as(bytes: &[u8], text: &str, encoding: &str) {
    let document = read("-", bytes).unwrap();
    assert_eq!(
        (document.text.as_str(), document.encoding),
        (text, encoding)
    );
}

#[test]
fn every_encoding_is_found_out_and_gives_the_text_back() {
    for text in [KOREAN, UKRAINIAN, ENGLISH] {
        assert_read_as(text.as_bytes(), text, "UTF-8");
        assert_read_as(format!("\u{feff}{text}").as_bytes(), text, "UTF-8");
        for mark in ["", "\u{feff}"] {
            let marked = format!("{mark}{text}");
            assert_read_as(&utf16(&marked, u16::to_le_bytes), text, "UTF-16LE");
            assert_read_as(&utf16(&marked, u16::to_be_bytes), text, "UTF-16BE");
        }
    }
    assert_read_as(&encoded(EUC_KR, KOREAN), KOREAN, "EUC-KR");
    assert_read_as(&encoded(WINDOWS_1251, UKRAINIAN), UKRAINIAN, "windows-1251");
    assert_read_as(
        &encoded(encoding_rs::WINDOWS_1252, ENGLISH),
        ENGLISH,
        "windows-1252",
    );
    // KOI8-U has neither guillemets nor a long dash.
    let plain = UKRAINIAN.replace(['«', '»'], "\"").replace('—', "-");
    assert_read_as(&encoded(KOI8_U, &plain), &plain, "KOI8-U");
}

#[test]
fn single_lines_and_capitals_are_enough_to_tell_the_encoding() {
    for line in [
        "Ні, дякую.",
        "Президент України",
        "СЛАВА УКРАЇНІ!",
        "Дякую за запрошення",
        "Привіт",
    ] {
        assert_read_as(&encoded(WINDOWS_1251, line), line, "windows-1251");
        assert_read_as(&encoded(KOI8_U, line), line, "KOI8-U");
    }
    for line in [
        "안녕하세요",
        "아니요.",
        "그는 똠방각하를 읽었다.",
        "UN 총회가 열렸다",
    ] {
        assert_read_as(&encoded(EUC_KR, line), line, "EUC-KR");
    }
}

#[test]
fn a_forced_encoding_is_obeyed_and_misfits_are_named() {
    let forced = |label: &str| ReadOptions {
        encoding: Some(label.parse().unwrap()),
    };
    let bytes = encoded(EUC_KR, KOREAN);
    let document = read_bytes("a.txt", &bytes, &forced("cp949")).unwrap();
    assert_eq!(document.text, KOREAN);
    // The first syllable is two bytes that happen to be UTF-8.
    let error = read_bytes("a.txt", &bytes, &forced("utf-8")).unwrap_err();
    let expected = "a.txt: line 1, byte 2: not valid UTF-8; try --encoding with another name";
    assert_eq!(error.to_string(), expected);
    assert!(
        "cp1"
            .parse::<Encoding>()
            .unwrap_err()
            .to_string()
            .contains("cp949")
    );
}

#[test]
fn a_damaged_utf8_file_is_named_with_the_place() {
    let mut bytes = KOREAN.repeat(2).into_bytes();
    let at = KOREAN.len();
    bytes.splice(at..at, [0xff]);
    let error = read("a.txt", &bytes).unwrap_err().to_string();
    let expected = format!("a.txt: line 3, byte {at}: not valid UTF-8; ");
    assert!(error.starts_with(&expected), "{error}");
}

#[test]
fn what_is_no_text_is_refused_in_one_line() {
    let message = |bytes: &[u8]| read("x", bytes).unwrap_err().to_string();
    assert_eq!(message(b""), "x: no text in it");
    assert_eq!(message(b" \r\n\t"), "x: no text in it");
    assert_eq!(message("\u{feff}\u{a0}\n".as_bytes()), "x: no text in it");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    assert!(
        message(png).starts_with("x: byte 8: not a text file"),
        "{}",
        message(png)
    );
    assert!(message(b"\x01\x02\x03abc").starts_with("x: byte 0: not a text file"));
    assert!(message(b"\xef\xbb\xbfab\0c").starts_with("x: byte 5: not a text file"));
}

#[test]
fn paths_that_cannot_be_read_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let read = |path: &Path| read_path(path, &ReadOptions::default());
    let error = read(dir.path()).unwrap_err();
    assert!(matches!(error, ReadError::Directory { .. }));
    let missing = dir.path().join("missing.txt");
    let error = read(&missing).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{}: no such file", missing.display())
    );
    let path = dir.path().join("a.txt");
    std::fs::write(&path, KOREAN).unwrap();
    assert_eq!(read(&path).unwrap().text, KOREAN);
}

#[test]
fn the_format_goes_by_the_name_and_then_by_the_content() {
    let format = |name: &str, text: &str| read(name, text.as_bytes()).unwrap().format;
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nHello.\n";
    assert_eq!(format("-", srt), Format::Srt);
    assert_eq!(format("a.TXT", srt), Format::Plain);
    assert_eq!(
        format("talk", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n"),
        Format::Vtt
    );
    assert_eq!(format("-", " <!DOCTYPE html><p>Hello.</p>"), Format::Html);
    assert_eq!(format("-", "<HTML><p>Hello.</p>"), Format::Html);
    assert_eq!(format("-", "Hello."), Format::Plain);
}

#[test]
fn segments_carry_block_and_speaker() {
    let text = "Ведуча: Доброго дня. Почнемо?\nКоваль: Так.\nВедуча: Слухаю.\n";
    let document = read("-", text.as_bytes()).unwrap();
    let segments: Vec<_> = document
        .segments(Lang::Uk)
        .into_iter()
        .map(|s| {
            (
                s.block,
                s.speaker.unwrap(),
                s.span.of(&document.text).to_owned(),
            )
        })
        .collect();
    let expected = [
        (0, "Ведуча", "Доброго дня."),
        (0, "Ведуча", "Почнемо?"),
        (1, "Коваль", "Так."),
        (2, "Ведуча", "Слухаю."),
    ];
    assert_eq!(
        segments,
        expected.map(|(b, s, t)| (b, s.to_owned(), t.to_owned()))
    );
    assert_eq!(detect(&document.text), Detected::Known(Lang::Uk));
}

/// Spans in order, apart, on character boundaries, with something in them, and segments inside
/// their blocks.
fn assert_sound(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && text.get(block.span.range()).is_some_and(is_trimmed));
        end = block.span.end;
        let mut cue_end = block.span.start;
        for (cue, time) in &block.cues {
            assert!(cue.start >= cue_end && block.span.contains(*cue) && time.start <= time.end);
            assert!(text.get(cue.range()).is_some_and(is_trimmed));
            cue_end = cue.end;
        }
    }
    for lang in Lang::ALL {
        let mut last = Span::new(0, 0);
        for segment in document.segments(lang) {
            assert!(segment.span.start >= last.end);
            assert!(document.blocks[segment.block].span.contains(segment.span));
            assert!(text.get(segment.span.range()).is_some_and(is_trimmed));
            let is_subtitle = matches!(document.format, Format::Srt | Format::Vtt);
            assert_eq!(segment.time.is_some(), is_subtitle);
            last = segment.span;
        }
    }
}

fn is_trimmed(text: &str) -> bool {
    !text.is_empty() && text.trim() == text
}

const NAMES: &[&str] = &["-", "a.txt", "a.html", "a.srt", "a.vtt", "a.docx"];
const SAMPLES: &[&str] = &[
    KOREAN,
    UKRAINIAN,
    "<!doctype html><html><head><meta charset=utf-8></head><body><p>One. Two.</p><ul><li>x</ul>",
    "1\n00:00:01,000 --> 00:00:02,000\n- Так.\n- <i>Ні</i>, &amp;\n\n2\n00:00:02,100 --> 00:00:03,000\nКоваль: йду.\n",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Hi there.\n\nNOTE x\n\n00:02.000 --> 00:03.000\n{\\an8}>> Bo: no.\n",
    "# Title\n\n> Q: Why?\n[00:12] A: 1. Because.\n\n[Speaker 1] 네.\r\n- 기자: 왜요?\n",
];

proptest! {
    #[test]
    fn arbitrary_bytes_are_read_soundly_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        name in prop::sample::select(NAMES),
    ) {
        if let Ok(document) = read(name, &bytes) {
            assert_sound(&document);
        }
    }

    #[test]
    fn arbitrary_text_is_read_soundly_or_refused(
        text in "([ -~]|\\PC|[\n\r:>\\-#\\[\\](){}<&]|-->|00:0[0-9]|[가-힣]|[А-я]){0,120}",
        name in prop::sample::select(NAMES),
    ) {
        if let Ok(document) = read(name, text.as_bytes()) {
            assert_sound(&document);
        }
    }

    #[test]
    fn damaged_samples_are_read_soundly_or_refused(
        sample in prop::sample::select(SAMPLES),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 0..6),
        name in prop::sample::select(NAMES),
    ) {
        let mut bytes = sample.as_bytes().to_vec();
        for (at, byte, kind) in edits {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        if let Ok(document) = read(name, &bytes) {
            assert_sound(&document);
        }
    }

    #[test]
    fn forced_encodings_round_trip(
        korean in "[가-힣 ]{1,40}",
        ukrainian in "[А-яіїєґІЇЄҐ ]{1,40}",
    ) {
        for (encoding, text) in [(EUC_KR, &korean), (WINDOWS_1251, &ukrainian), (KOI8_U, &ukrainian)] {
            let opts = ReadOptions { encoding: Some(encoding.name().parse().unwrap()) };
            match read_bytes("a.txt", &encoded(encoding, text), &opts) {
                Ok(document) => prop_assert_eq!(&document.text, text),
                Err(error) => prop_assert!(matches!(error, ReadError::Empty { .. }), "{}", error),
            }
        }
    }
}

//! The same words in every format and encoding give the same pairs.

mod common;

use std::io::{Cursor, Write};

use common::{Desk, Row, number, rows, slice, stderr, stdout};
use encoding_rs::{EUC_KR, Encoding, KOI8_U, WINDOWS_1251};
use zip::{ZipWriter, write::SimpleFileOptions};

const ARTICLE: &str = "\
The school on the hill will open again in September, its director told reporters on Tuesday.

“We repaired the roof in 40 days,” the director said.

“The children have missed their classroom,” she added.

“Nobody in the ministry answered our letters,” she said later.
";

/// The quotes of the article that have a source.
const QUOTES: [&str; 2] = [
    "We repaired the roof in 40 days,",
    "The children have missed their classroom,",
];

/// A source, sentence by sentence, and the two that are quoted.
struct Text {
    sentences: [&'static str; 6],
    quoted: [usize; 2],
    language: &'static str,
}

const KOREAN: Text = Text {
    sentences: [
        "안녕하십니까, 언덕 위 학교에서 말씀드립니다.",
        "우리는 지붕을 40일 만에 고쳤습니다.",
        "비가 오는 날에도 일을 쉬지 않았습니다.",
        "아이들은 교실을 그리워했습니다.",
        "이제 9월이면 수업을 다시 시작합니다.",
        "도와주신 모든 분께 고맙습니다.",
    ],
    quoted: [1, 3],
    language: "Korean",
};

const UKRAINIAN: Text = Text {
    sentences: [
        "Доброго дня, говорить школа на пагорбі.",
        "Ми полагодили дах за 40 днів.",
        "Навіть у дощ ніхто не припиняв роботи.",
        "Діти скучили за своїм класом.",
        "У вересні ми знову почнемо уроки.",
        "Дякую всім, хто нам допоміг.",
    ],
    quoted: [1, 3],
    language: "Ukrainian",
};

impl Text {
    fn plain(&self) -> String {
        self.sentences.join(" ") + "\n"
    }

    fn html(&self) -> String {
        let paragraphs: String = self
            .sentences
            .chunks(2)
            .map(|pair| format!("<p>{}</p>\n", pair.join(" ")))
            .collect();
        format!(
            "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>School</title>\
             <script>var x = \"nothing\";</script></head>\n<body><article>\n{paragraphs}</article></body></html>\n"
        )
    }

    /// A subtitle for every sentence, four seconds each.
    fn cues(&self, point: char) -> Vec<String> {
        let cue = |(i, sentence): (usize, &&str)| {
            let (start, end) = (4 * i, 4 * i + 3);
            format!("00:00:{start:02}{point}000 --> 00:00:{end:02}{point}500\n{sentence}\n\n")
        };
        self.sentences.iter().enumerate().map(cue).collect()
    }

    fn srt(&self) -> String {
        let cues = self.cues(',');
        let numbered = cues.iter().enumerate();
        numbered
            .map(|(i, cue)| format!("{}\n{cue}", i + 1))
            .collect()
    }

    fn vtt(&self) -> String {
        format!("WEBVTT\n\n{}", self.cues('.').concat())
    }

    fn docx(&self) -> Vec<u8> {
        let paragraphs: String = self
            .sentences
            .iter()
            .map(|s| format!("<w:p><w:r><w:t>{s}</w:t></w:r></w:p>"))
            .collect();
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
             xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
             <w:body>{paragraphs}</w:body></w:document>"
        );
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        archive.start_file("word/document.xml", options).unwrap();
        archive.write_all(document.as_bytes()).unwrap();
        archive.finish().unwrap().into_inner()
    }

    /// Aligns the article with this file; checks what has to be the same for all files.
    fn pairs(&self, name: &str, bytes: &[u8], encoding: &str) -> Vec<Row> {
        let desk = Desk::new();
        desk.put("article.txt", ARTICLE);
        desk.put(name, bytes);
        let run = desk.run(&["align", "article.txt", "-s", name]).success();
        let message = stderr(&run);
        let told = format!(" sentences, {}, {encoding}", self.language);
        let told = message
            .lines()
            .any(|line| line.starts_with(name) && line.ends_with(&told));
        assert!(told, "{name}, {encoding}: {message}");
        let pairs = rows(&stdout(&run));
        assert_eq!(pairs.len(), 3);
        let text = desk.readable(name);
        for (i, (en, quoted)) in QUOTES.iter().zip(self.quoted).enumerate() {
            let row = &pairs[i];
            assert_eq!(
                (row["en"].as_str(), row["source"].as_str()),
                (*en, self.sentences[quoted]),
                "{name}, {encoding}"
            );
            let range = number(row, "source_start")..number(row, "source_end");
            assert_eq!(slice(&text, range), row["source"], "{name}, {encoding}");
        }
        assert_eq!(pairs[2]["status"], "missing", "{name}, {encoding}");
        pairs
    }

    /// [`Text::pairs`], of subtitles: every row has the time of its cue.
    fn timed_pairs(&self, name: &str, content: &str) {
        let pairs = self.pairs(name, content.as_bytes(), "UTF-8");
        for (row, quoted) in pairs.iter().zip(self.quoted) {
            let (start, end) = (4 * quoted, 4 * quoted + 3);
            let time = format!("00:00:{start:02}.000-00:00:{end:02}.500");
            assert_eq!(row["source_time"], time, "{name}");
        }
    }
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units
        .collect::<Vec<_>>()
        .into_iter()
        .flat_map(bytes)
        .collect()
}

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy);
    bytes.into_owned()
}

#[test]
fn plain_text_in_unicode() {
    for source in [KOREAN, UKRAINIAN] {
        let text = source.plain();
        let pairs = source.pairs("source.txt", text.as_bytes(), "UTF-8");
        assert!(pairs.iter().all(|row| row["source_time"].is_empty()));
        source.pairs("source.txt", format!("\u{feff}{text}").as_bytes(), "UTF-8");
        source.pairs("source.txt", &utf16(&text, u16::to_le_bytes), "UTF-16LE");
        source.pairs("source.txt", &utf16(&text, u16::to_be_bytes), "UTF-16BE");
    }
}

#[test]
fn plain_text_in_korean_encoding() {
    let bytes = encoded(EUC_KR, &KOREAN.plain());
    KOREAN.pairs("source.txt", &bytes, "EUC-KR");
}

#[test]
fn plain_text_in_ukrainian_encodings() {
    for encoding in [WINDOWS_1251, KOI8_U] {
        let bytes = encoded(encoding, &UKRAINIAN.plain());
        UKRAINIAN.pairs("source.txt", &bytes, encoding.name());
    }
}

#[test]
fn pages() {
    for source in [KOREAN, UKRAINIAN] {
        source.pairs("page.html", source.html().as_bytes(), "UTF-8");
    }
    let page = KOREAN.html().replace("utf-8", "euc-kr");
    KOREAN.pairs("page.html", &encoded(EUC_KR, &page), "EUC-KR");
}

#[test]
fn subtitles() {
    for source in [KOREAN, UKRAINIAN] {
        source.timed_pairs("interview.srt", &source.srt());
        source.timed_pairs("interview.srt", &source.srt().replace('\n', "\r\n"));
        source.timed_pairs("interview.vtt", &source.vtt());
    }
    let bytes = encoded(WINDOWS_1251, &UKRAINIAN.srt());
    UKRAINIAN.pairs("interview.srt", &bytes, "windows-1251");
}

#[test]
fn word_processor_files() {
    for source in [KOREAN, UKRAINIAN] {
        source.pairs("letter.docx", &source.docx(), "UTF-8");
    }
}

#[test]
fn the_content_tells_where_the_name_does_not() {
    KOREAN.pairs("page", KOREAN.html().as_bytes(), "UTF-8");
    KOREAN.pairs("letter.bin", &KOREAN.docx(), "UTF-8");
    KOREAN.timed_pairs("subtitles", &KOREAN.srt());
    KOREAN.timed_pairs("subtitles.dat", &KOREAN.vtt());
}

#[test]
fn a_given_encoding_is_taken() {
    let desk = Desk::new();
    desk.put("source.txt", encoded(KOI8_U, &UKRAINIAN.plain()));
    let named = desk.output(&["text", "source.txt", "--encoding", "koi8-u"]);
    assert_eq!(named, desk.readable("source.txt"));
    assert!(named.contains(UKRAINIAN.sentences[5]));
    let other = desk.output(&["text", "source.txt", "--encoding", "windows-1251"]);
    assert_ne!(other, named);
}

#[test]
fn article_and_sources_have_encodings_of_their_own() {
    let desk = Desk::new();
    desk.put("source.txt", encoded(KOI8_U, &UKRAINIAN.plain()));
    desk.put("article.txt", utf16(ARTICLE, u16::to_le_bytes));
    let args = ["align", "article.txt", "-s", "source.txt"];
    let named = ["--article-encoding", "utf-16le", "--encoding", "koi8-u"];
    let pairs = rows(&desk.output(&[&args[..], &named].concat()));
    assert_eq!(pairs[0]["source"], UKRAINIAN.sentences[1]);
    let wrong = ["--article-encoding", "utf-8"];
    let run = desk.run(&[&args[..], &wrong].concat()).code(2);
    assert!(stderr(&run).contains("article.txt: line 1, byte 0"));
}

#[test]
fn line_ends_change_nothing() {
    let lines = UKRAINIAN.sentences.join("\n");
    for end in ["\n", "\r\n", "\n\n"] {
        let text = lines.replace('\n', end);
        UKRAINIAN.pairs("source.txt", text.as_bytes(), "UTF-8");
    }
}

#[test]
fn articles_come_in_formats_too() {
    let desk = Desk::new();
    desk.put("source.txt", UKRAINIAN.plain());
    desk.put("article.txt", ARTICLE);
    let body: String = ARTICLE
        .split("\n\n")
        .map(|paragraph| format!("<p>{paragraph}</p>"))
        .collect();
    desk.put(
        "article.html",
        format!("<!DOCTYPE html><html><body><article>{body}</article></body></html>"),
    );
    desk.put("utf16.txt", utf16(ARTICLE, u16::to_le_bytes));
    desk.put("windows.txt", encoded(encoding_rs::WINDOWS_1252, ARTICLE));
    let found = |article: &str| {
        let csv = desk.output(&["align", article, "-s", "source.txt"]);
        let rows = rows(&csv);
        rows.into_iter()
            .map(|row| [row["en"].clone(), row["source"].clone()])
            .collect::<Vec<_>>()
    };
    let expected = found("article.txt");
    assert_eq!(expected.len(), 3);
    for article in ["article.html", "utf16.txt", "windows.txt"] {
        assert_eq!(found(article), expected, "{article}");
    }
}

//! Subtitles: cues joined into running text.
//!
//! A sentence goes on from cue to cue, so cues are joined into blocks; a block ends where someone
//! else speaks, or where a sentence ends and nothing is shown for a while.

mod cues;

use super::{Builder, Document, Format, ReadError, TimeRange, encoding::Decoded, speaker::Labels};
use cues::Cue;

pub(super) use cues::format_of;

/// A pause this long after the end of a sentence starts a new block, in milliseconds.
const PAUSE: u64 = 2000;

/// Captions that roll up show a line again at once: at most this much later, in milliseconds.
const ROLL: u64 = 50;

pub(super) fn read(name: &str, decoded: &Decoded, format: Format) -> Result<Document, ReadError> {
    let text = &decoded.text;
    let cues = cues::parse(text, format);
    if cues.is_empty() {
        let line = text
            .lines()
            .take_while(|line| line.trim().is_empty())
            .count()
            + 1;
        let example = match format {
            Format::Vtt => "00:00:01.000 --> 00:00:04.000",
            _ => "00:00:01,000 --> 00:00:04,000",
        };
        return Err(ReadError::NoCue {
            name: name.to_owned(),
            line,
            example,
        });
    }
    let pieces = pieces(&cues);
    let labels = Labels::learn(pieces.iter().map(|piece| piece.text.as_str()));
    let mut builder = Builder::default();
    let mut shown_until = 0;
    for piece in &pieces {
        let (label, said) = match labels.split(&piece.text) {
            Some((name, len)) => (Some(name), piece.text.get(len..).unwrap_or_default()),
            None => (None, piece.text.as_str()),
        };
        let speaker = label.or(piece.voice.as_deref());
        let (block, block_speaker) = builder.last().unwrap_or_default();
        let is_other = speaker.is_some() && speaker != block_speaker;
        let is_paused = piece.time.start >= shown_until + PAUSE && ends_as_sentence(block);
        if piece.is_turn || label.is_some() || is_other || is_paused {
            let continued = if piece.is_turn { None } else { block_speaker };
            let speaker = speaker.or(continued).map(str::to_owned);
            builder.start_block("\n", speaker);
        }
        if !said.is_empty() {
            builder.push_cue(said, piece.time);
        }
        shown_until = piece.time.end;
    }
    let (text, blocks) = builder.finish();
    Ok(Document {
        name: name.to_owned(),
        text,
        format,
        encoding: decoded.encoding.name(),
        blocks,
    })
}

/// Lines of a cue that belong together.
struct Piece {
    text: String,
    time: TimeRange,
    /// The name in `<v Name>`.
    voice: Option<String>,
    /// Whether a dash says that someone else speaks.
    is_turn: bool,
}

fn pieces(cues: &[Cue]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before: Option<(&Cue, String)> = None;
    for cue in cues {
        let mut last = String::new();
        for (number, line) in cue.lines.iter().enumerate() {
            let is_repeated = before.as_ref().is_some_and(|(earlier, shown)| {
                let is_passing = cue.time.end - cue.time.start <= ROLL;
                number == 0
                    && *shown == line.text
                    && cue.time.start.saturating_sub(earlier.time.end) <= ROLL
                    && (is_passing || cue.lines.len() > 1)
            });
            last.clone_from(&line.text);
            let (is_turn, text) = split_dash(&line.text);
            if is_repeated || !text.contains(char::is_alphanumeric) {
                continue;
            }
            pieces.push(Piece {
                text: text.to_owned(),
                time: cue.time,
                voice: line.voice.clone(),
                is_turn,
            });
        }
        if !last.is_empty() {
            before = Some((cue, last));
        }
    }
    pieces
}

/// Takes the mark of a new turn off the start of a line: `- Yes.`, `>> Yes.`
fn split_dash(line: &str) -> (bool, &str) {
    let rest = line
        .trim_start_matches(['-', '–', '—', '―', '>', '»'])
        .trim_start();
    // `-5` is a number; a double dash takes up an interrupted sentence.
    let is_number = rest.starts_with(|c: char| c.is_ascii_digit()) && line.starts_with('-');
    if rest.len() == line.len() || is_number || line.starts_with("--") {
        (false, line)
    } else {
        (true, rest)
    }
}

fn ends_as_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '♪'])
        .trim_end()
        .ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use crate::{
        read::{Document, ReadOptions, read_bytes},
        text::Lang,
    };

    fn srt(text: &str) -> Document {
        read_bytes("a.srt", text.as_bytes(), &ReadOptions::default()).unwrap()
    }

    fn shown(document: &Document) -> Vec<(Option<&str>, &str)> {
        let blocks = document.blocks.iter();
        blocks
            .map(|b| (b.speaker.as_deref(), b.span.of(&document.text)))
            .collect()
    }

    #[test]
    fn sentences_go_on_from_cue_to_cue_and_keep_their_times() {
        let document = srt("1\n00:00:01,000 --> 00:00:03,000\nМи довго чекали,\n\n\
             2\n00:00:03,100 --> 00:00:05,000\nі ось <i>він</i> прийшов. Нарешті\n\n\
             3\n00:00:09,000 --> 00:00:11,000\n{\\an8}сталося.\n\n\
             4\n00:00:14,000 --> 00:00:15,500\nКінець.\n");
        let segments: Vec<_> = document
            .segments(Lang::Uk)
            .into_iter()
            .map(|s| {
                (
                    s.block,
                    s.span.of(&document.text).to_owned(),
                    s.time.unwrap().to_string(),
                )
            })
            .collect();
        let expected = [
            (
                0,
                "Ми довго чекали, і ось він прийшов.",
                "00:00:01.000-00:00:05.000",
            ),
            (0, "Нарешті сталося.", "00:00:03.100-00:00:11.000"),
            (1, "Кінець.", "00:00:14.000-00:00:15.500"),
        ];
        assert_eq!(
            segments,
            expected.map(|(b, s, t)| (b, s.to_owned(), t.to_owned()))
        );
    }

    #[test]
    fn dashes_labels_and_voices_start_turns() {
        let document = srt(
            "1\n00:01 --> 00:03\n- Йдеш?\n- Ні.\n\n2\n00:03 --> 00:05\nВЕДУЧА: Чому?\n\
             \n3\n00:05 --> 00:06\nСкажи.\n",
        );
        let expected = [
            (None, "Йдеш?"),
            (None, "Ні."),
            (Some("ВЕДУЧА"), "Чому? Скажи."),
        ];
        assert_eq!(shown(&document), expected);

        let vtt = "WEBVTT - talk\n\nNOTE not shown\nnor this\n\nSTYLE\n::cue {}\n\n\
            intro\n00:01.000 --> 00:03.000 align:start\n<v.loud Ann>Hi, &amp; <c.x>welcome</c>\n\n\
            00:03.000 --> 00:05.000\n<v Ann>to us.\n<v Bo>Thanks.</v>\n";
        let document = read_bytes("-", vtt.as_bytes(), &ReadOptions::default()).unwrap();
        let expected = [
            (Some("Ann"), "Hi, & welcome to us."),
            (Some("Bo"), "Thanks."),
        ];
        assert_eq!(shown(&document), expected);
    }

    #[test]
    fn slips_of_the_format_are_forgiven() {
        let document = srt(
            "\u{feff}00:00:01.5 --> 0:00:02,25 X1:10\r\n비가 왔다.\r\n\r\n그쳤다.\r\n\
             7\r\n00:00:02,300 --> 00:00:03,000\r\n5 < 6 - 1이다.\r\n\r\n\
             8\r\nxx:00 --> 00:00:04,000\r\n",
        );
        assert_eq!(document.blocks.len(), 1);
        assert!(
            document
                .text
                .starts_with("비가 왔다. 그쳤다. 5 < 6 - 1이다.")
        );
        assert_eq!(
            document.blocks[0].cues[0].1.to_string(),
            "00:00:01.500-00:00:02.250"
        );
    }

    #[test]
    fn captions_that_roll_up_are_read_once() {
        let document = srt(
            "1\n00:01,000 --> 00:03,000\nhello all\n\n2\n00:03,000 --> 00:03,010\nhello all\n\n\
             3\n00:03,010 --> 00:05,000\nhello all\nand welcome\n",
        );
        assert_eq!(document.text, "hello all and welcome");
    }

    #[test]
    fn a_file_without_cues_is_an_error_with_its_line() {
        let error = read_bytes("a.srt", b"\n\nhello\n", &ReadOptions::default()).unwrap_err();
        let expected = "a.srt: line 3: no cue; expected a time like 00:00:01,000 --> 00:00:04,000";
        assert_eq!(error.to_string(), expected);
    }
}

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

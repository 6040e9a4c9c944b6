//! Speaker labels at the start of turns: `Interviewer:`, `통역:`, `КОРЕСПОНДЕНТ:`, `[Speaker 1]`.

use std::collections::{HashMap, HashSet};

use crate::text::Span;

use super::Block;

/// The longest label, in words and in characters.
const MAX_WORDS: usize = 4;
const MAX_CHARS: usize = 48;

/// Roles that need no second mention.
const ROLES: &str = "\
    q, a, question, answer, interviewer, interviewee, host, guest, moderator, reporter, \
    journalist, correspondent, anchor, presenter, narrator, speaker, interpreter, translator, \
    president, chair, chairman, voice, operator, audience, 문, 답, 질문, 답변, 질의, 기자, \
    통역, 진행자, 진행, 사회자, 사회, 앵커, 리포터, 대변인, 대통령, 장관, 위원장, 의장, 의원, \
    총리, 인터뷰어, 청중, 해설, 내레이션, 참석자, питання, запитання, відповідь, ведучий, \
    ведуча, журналіст, журналістка, кореспондент, кореспондентка, перекладач, перекладачка, \
    президент, модератор, модераторка, репортер, репортерка, диктор, голос, міністр, спікер, \
    гість, гостя, інтерв'юер";

/// Words before a colon that are no speakers, however often they come.
const NOT_SPEAKERS: &str = "\
    note, breaking, breaking news, news, exclusive, notes, update, warning, source, sources, photo, image, video, caption, date, time, \
    place, location, see also, read more, example, summary, title, subject, topic, tags, url, \
    link, http, https, p.s, ps, re, fw, 참고, 출처, 사진, 영상, 주의, 일시, 장소, 제목, 주제, \
    날짜, 예, 비고, 관련기사, примітка, джерело, фото, відео, увага, дата, час, місце, тема, \
    читайте також, дивіться також, наприклад, приклад, оновлено, теги";

/// A label as written at the start of a block.
struct Label<'t> {
    /// The speaker, without brackets, colon and time.
    name: &'t str,
    /// Bytes before what is said.
    len: usize,
}

/// How a possible label is written in a document.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// Number of blocks it starts.
    count: usize,
    written_as_name: bool,
    in_lower_case: bool,
}

/// The labels of one document.
pub(super) struct Labels {
    names: HashSet<String>,
    /// Whether most blocks have a label, so that one without goes on with the last speaker.
    turns: bool,
}

impl Labels {
    /// Finds out which of the words before a colon are speakers, from the starts of all blocks.
    ///
    /// A shape alone is not enough, for headlines have it too: the name has to come again, or be a
    /// role. Where two blocks start with such a name, or with words written as names are, all
    /// labels count but those that start with a small letter.
    pub(super) fn learn<'t>(starts: impl Iterator<Item = &'t str>) -> Self {
        let mut counts: HashMap<String, Seen> = HashMap::new();
        let mut blocks = 0;
        for start in starts {
            blocks += 1;
            if let Some(label) = parse(start) {
                let seen = counts.entry(key(label.name)).or_default();
                seen.count += 1;
                seen.written_as_name |= is_written_as_name(label.name);
                seen.in_lower_case |= label.name.starts_with(char::is_lowercase);
            }
        }
        let is_sure = |name: &str, seen: &Seen| seen.count > 1 || is_role(name);
        let likely = counts
            .iter()
            .filter(|(name, seen)| seen.written_as_name || is_sure(name, seen));
        let has_speakers = likely.map(|(_, seen)| seen.count).sum::<usize>() >= 2;
        counts.retain(|name, seen| is_sure(name, seen) || has_speakers && !seen.in_lower_case);
        let labelled: usize = counts.values().map(|seen| seen.count).sum();
        Self {
            names: counts.into_keys().collect(),
            turns: labelled * 2 >= blocks,
        }
    }

    /// The speaker a block starts with, and the number of bytes before what is said.
    pub(super) fn split<'t>(&self, block: &'t str) -> Option<(&'t str, usize)> {
        let label = parse(block)?;
        self.names
            .contains(&key(label.name))
            .then_some((label.name, label.len))
    }
}

/// Takes the labels off the blocks and notes who speaks. A label alone on its line belongs to the
/// block after it.
pub(super) fn take_labels(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let labels = Labels::learn(blocks.iter().map(|block| block.span.of(text)));
    let mut current: Option<String> = None;
    let mut is_waiting = false;
    let mut kept = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if let Some((name, len)) = labels.split(block.span.of(text)) {
            current = Some(name.to_owned());
            block.speaker.clone_from(&current);
            block.span = Span::new(block.span.start + len, block.span.end).trim(text);
            is_waiting = block.span.is_empty();
        } else {
            if labels.turns || is_waiting {
                block.speaker.clone_from(&current);
            }
            is_waiting = false;
        }
        if !block.span.is_empty() {
            kept.push(block);
        }
    }
    kept
}

fn key(name: &str) -> String {
    name.to_lowercase()
}

fn parse(block: &str) -> Option<Label<'_>> {
    let rest = skip_time(block);
    let (name, after) = if let Some(inner) = rest.strip_prefix('[') {
        let (name, after) = inner.split_once(']')?;
        let said = after.trim_start().strip_prefix([':', '：']);
        // Without a colon a bracket is a stage direction, unless it is a role or numbered.
        let is_speaker = name.ends_with(|c: char| c.is_ascii_digit()) || is_role(name);
        (name, said.or(is_speaker.then_some(after))?)
    } else {
        let (head, after) = split_at_colon(rest)?;
        (without_time(head), after)
    };
    let name = name.trim();
    is_name(name).then_some(())?;
    let after = skip_time(after.trim_start()).trim_start();
    Some(Label {
        name,
        len: block.len() - after.len(),
    })
}

/// Splits at the colon of a label: white space, a quotation mark, Hangul or nothing comes after it.
fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    // A label ends within its line; beyond its greatest length nothing needs looking at.
    let (at, colon) = text
        .char_indices()
        .take(MAX_CHARS + "(00:00:00.000)".len())
        .filter(|(_, c)| matches!(c, ':' | '：' | '\n'))
        .find(|(at, c)| {
            let inside_time = text.get(..*at).is_some_and(|head| {
                head.rfind(['(', '['])
                    .is_some_and(|open| !head[open..].contains([')', ']']))
            });
            *c == '\n' || !inside_time
        })?;
    let (head, after) = (text.get(..at)?, text.get(at + colon.len_utf8()..)?);
    let fits = after.is_empty()
        || colon == '：'
        || after.starts_with(|c: char| {
            c.is_whitespace() || ('가'..='힣').contains(&c) || "\"“«‘「".contains(c)
        });
    (colon != '\n' && fits).then_some((head, after))
}

/// Takes a time at the start off: `(00:12)`, `[00:01:12]`, `00:12`.
fn skip_time(text: &str) -> &str {
    let inner = text.strip_prefix(['(', '[']).unwrap_or(text);
    let rest = inner.trim_start_matches(is_time_char);
    let time = &inner[..inner.len() - rest.len()];
    if !time.contains(':') || !time.starts_with(|c: char| c.is_ascii_digit()) {
        return text;
    }
    let rest = if inner.len() < text.len() {
        let Some(rest) = rest.strip_prefix([')', ']']) else {
            return text;
        };
        rest
    } else if rest.starts_with(char::is_whitespace) {
        rest
    } else {
        return text;
    };
    rest.trim_start()
}

/// Takes a time in brackets at the end off: `Interviewer (00:12)`.
fn without_time(head: &str) -> &str {
    let head = head.trim_end();
    let Some(open) = head.rfind(['(', '[']) else {
        return head;
    };
    let inner = head[open + 1..].trim_end_matches([')', ']']);
    let is_time = inner.contains(':') && inner.chars().all(is_time_char);
    if is_time {
        head[..open].trim_end()
    } else {
        head
    }
}

fn is_time_char(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ':' | '.' | ',')
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let chars = name.chars().count();
    (1..=MAX_WORDS).contains(&words)
        && chars <= MAX_CHARS
        && name.starts_with(char::is_alphabetic)
        && !name.contains(['?', '!', ',', ';', '"', '«', '»', '“', '”', '/', '…', '='])
        && full_stops_are_of_titles(name)
        && !listed(NOT_SPEAKERS, &key(name))
}

/// `Dr. Smith`, `J. R. Smith`: a full stop only after a short word.
fn full_stops_are_of_titles(name: &str) -> bool {
    name.split_whitespace()
        .all(|word| !word.contains('.') || word.ends_with('.') && word.chars().count() <= 5)
}

fn is_role(name: &str) -> bool {
    let name = key(name);
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    listed(ROLES, name)
}

/// Upper case throughout (`КОРЕСПОНДЕНТ`), or two words and more, all capitalised (`Moon Jae-in`).
fn is_written_as_name(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let is_upper = letters().count() > 2 && letters().all(char::is_uppercase);
    let words = || name.split_whitespace();
    let is_capitalised =
        words().count() > 1 && words().all(|word| word.starts_with(char::is_uppercase));
    is_upper || is_capitalised
}

/// Whether `word` is among the words of `list`, which commas part.
fn listed(list: &str, word: &str) -> bool {
    list.split(", ").any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The speaker and the words of every block, one block a line.
    fn turns(text: &str) -> Vec<(Option<String>, String)> {
        let mut start = 0;
        let blocks = text
            .split_inclusive('\n')
            .map(|line| {
                let span = Span::new(start, start + line.len()).trim(text);
                start += line.len();
                Block {
                    span,
                    speaker: None,
                    cues: Vec::new(),
                }
            })
            .collect();
        take_labels(text, blocks)
            .into_iter()
            .map(|block| (block.speaker, block.span.of(text).to_owned()))
            .collect()
    }

    #[track_caller]
    fn assert_turns(text: &str, expected: &[(&str, &str)]) {
        let found = turns(text);
        let found: Vec<_> = found
            .iter()
            .map(|(s, t)| (s.as_deref().unwrap_or(""), t.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_of_many_shapes() {
        assert_turns(
            "Interviewer: Why?\nQ: When?\n통역:네.\n문: 왜요?\nКОРЕСПОНДЕНТ: Чому?\n\
             Moon Jae-in: We agree.\n[Speaker 1] Yes.\n[Ann]: No.\nDr. Smith (00:12): Well.\n\
             [00:01:02] Ведуча: Так.\nЗеленський: «Ні».",
            &[
                ("Interviewer", "Why?"),
                ("Q", "When?"),
                ("통역", "네."),
                ("문", "왜요?"),
                ("КОРЕСПОНДЕНТ", "Чому?"),
                ("Moon Jae-in", "We agree."),
                ("Speaker 1", "Yes."),
                ("Ann", "No."),
                ("Dr. Smith", "Well."),
                ("Ведуча", "Так."),
                ("Зеленський", "«Ні»."),
            ],
        );
    }

    #[test]
    fn sentences_with_colons_are_no_labels() {
        for line in [
            "The answer is simple and short: no.",
            "Only one thing matters: peace.",
            "Note: it rained.",
            "Note: once.\nNote: twice.",
            "http://example.com is down.",
            "12:30 was the time.",
            "Really? Yes: really.",
            "[Applause] Thank you.",
            "Peace: that is all.",
            "Джон Едвард: мови потрібні всім",
            "BERLIN: it rained.",
            "사진: 연합",
        ] {
            for (speaker, text) in turns(line) {
                assert_eq!(speaker, None, "{text}");
                assert!(line.contains(&text) && text.contains([':', ']']), "{text}");
            }
        }
    }

    #[test]
    fn a_name_that_comes_again_is_a_speaker() {
        assert_turns(
            "Коваль: Так.\nКоваль: Ні.",
            &[("Коваль", "Так."), ("Коваль", "Ні.")],
        );
        assert_turns("Коваль: Так.", &[("", "Коваль: Так.")]);
    }

    #[test]
    fn blocks_without_label_go_on_where_most_have_one() {
        assert_turns(
            "Q: Why?\nA: Because.\nAnd so on.",
            &[("Q", "Why?"), ("A", "Because."), ("A", "And so on.")],
        );
        assert_turns(
            "Q: Why?\nIt rained.\nIt snowed.\nIt froze.",
            &[
                ("Q", "Why?"),
                ("", "It rained."),
                ("", "It snowed."),
                ("", "It froze."),
            ],
        );
    }

    #[test]
    fn a_label_alone_belongs_to_the_next_block() {
        assert_turns(
            "Interviewer:\nWhy?\nOne.\nTwo.\nThree.",
            &[
                ("Interviewer", "Why?"),
                ("", "One."),
                ("", "Two."),
                ("", "Three."),
            ],
        );
    }
}

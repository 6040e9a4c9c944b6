//! Clauses dropped and added.

use fastrand::Rng;

use crate::text::{Lang, Span};

/// Words a clause has at least: in Korean, where words carry their particles, fewer.
fn least_words(lang: Lang) -> usize {
    match lang {
        Lang::Ko => 4,
        Lang::En | Lang::Uk => 5,
    }
}

/// Words a clause has at most.
const MOST_WORDS: usize = 16;

/// Words that begin a clause.
const JOINTS: [&str; 40] = [
    "and",
    "but",
    "because",
    "which",
    "who",
    "while",
    "when",
    "if",
    "although",
    "though",
    "after",
    "before",
    "so",
    "where",
    "since",
    "unless",
    "or",
    "as",
    "that",
    "by",
    "і",
    "й",
    "та",
    "але",
    "бо",
    "який",
    "яка",
    "яке",
    "які",
    "що",
    "коли",
    "якщо",
    "щоб",
    "поки",
    "або",
    "адже",
    "де",
    "тому",
    "після",
    "перед",
];

/// Endings of Korean words that close a clause.
const CLOSINGS: [&str; 19] = [
    "고", "며", "면서", "지만", "는데", "은데", "인데", "해서", "아서", "어서", "려고", "도록",
    "으며", "하면", "니까", "후", "뒤", "위해", "때",
];

/// The words of `text` between white space.
fn words(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(word) if word.end == at => word.end = end,
            _ => words.push(Span::new(at, end)),
        }
    }
    words
}

/// Before which words a clause may begin, 0 and the number of words included.
fn joints(text: &str, words: &[Span], lang: Lang) -> Vec<usize> {
    let joint = |at: &usize| {
        let (Some(word), Some(before)) = (words.get(*at), at.checked_sub(1).map(|b| words[b]))
        else {
            return true;
        };
        let before = before.of(text);
        let stop = before.ends_with([',', ';', ':', '.', '!', '?', '—', '–', '”', '»']);
        let lower = word.of(text).to_lowercase();
        stop || match lang {
            Lang::Ko => CLOSINGS.iter().any(|ending| before.ends_with(ending)),
            _ => JOINTS.contains(&lower.as_str()) || lower.starts_with(['—', '–', '-']),
        }
    };
    (0..=words.len()).filter(joint).collect()
}

/// The clauses of `text` with enough words, not more than two thirds of all words.
pub(super) fn clauses(text: &str, lang: Lang) -> Vec<Span> {
    let words = words(text);
    let joints = joints(text, &words, lang);
    let mut clauses = Vec::new();
    for (i, &from) in joints.iter().enumerate() {
        for &to in joints[i + 1..].iter().take(3) {
            let count = to - from;
            if (least_words(lang)..=MOST_WORDS).contains(&count) && count * 3 <= words.len() * 2 {
                clauses.push(words[from].cover(words[to - 1]));
            }
        }
    }
    clauses
}

/// `text` without one of its clauses.
pub(super) fn drop(text: &str, lang: Lang, rng: &mut Rng) -> Option<String> {
    let clauses = clauses(text, lang);
    let clause = *clauses.get(rng.usize(..clauses.len().max(1)))?;
    let (before, after) = (&text[..clause.start], &text[clause.end..]);
    let stop = clause
        .of(text)
        .chars()
        .next_back()
        .filter(|c| matches!(c, '.' | '!' | '?'));
    let before = before.trim_end();
    let mut left = match stop {
        // The sentence keeps its end.
        Some(stop) if !before.ends_with(['.', '!', '?', '”', '"']) => {
            format!("{}{stop}", before.trim_end_matches([',', ';', ':']))
        }
        _ => before.to_owned(),
    };
    left.push_str(after);
    let left = left.trim_start();
    let mut chars = left.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

/// `text` with `clause`, of another text, between two of its clauses or at its end.
pub(super) fn add(text: &str, clause: &str, lang: Lang, rng: &mut Rng) -> Option<String> {
    let words = words(text);
    let joints = joints(text, &words, lang);
    let at = *joints.get(1 + rng.usize(..joints.len().checked_sub(1)?.max(1)))?;
    let clause = clause.trim_end_matches(|c: char| !c.is_alphanumeric());
    let end = words[at - 1].end;
    let (before, after) = (&text[..end], &text[end..]);
    let bare = before.trim_end_matches(['.', '!', '?', '”', '"']);
    Some(match (at == words.len(), lang) {
        (true, Lang::Ko) => format!("{clause}, {text}"),
        (true, _) => format!("{bare}, {clause}{}{after}", &before[bare.len()..]),
        (false, _) if before.ends_with(['.', '!', '?', '”']) => {
            format!("{before} {clause}.{after}")
        }
        (false, _) => format!("{}, {clause},{after}", before.trim_end_matches(',')),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_where_a_reader_takes_breath() {
        let text = "We will rebuild the bridge next spring, because people need it every day, and then the school.";
        let all: Vec<&str> = clauses(text, Lang::En).iter().map(|c| c.of(text)).collect();
        assert_eq!(
            all,
            [
                "We will rebuild the bridge next spring,",
                "because people need it every day,",
                "because people need it every day, and then the school."
            ]
        );
        let mut rng = Rng::with_seed(1);
        let left = drop(text, Lang::En, &mut rng).expect("there are clauses");
        assert!(left.len() < text.len() && left.ends_with('.'), "{left}");
        let more = add(text, "as the mayor has told us", Lang::En, &mut rng).expect("room");
        assert!(more.contains("as the mayor has told us"), "{more}");
    }

    #[test]
    fn short_texts_have_none_to_drop() {
        assert_eq!(clauses("We are ready.", Lang::En), []);
        assert_eq!(clauses("", Lang::Ko), []);
        assert_eq!(clauses("우리는 준비됐습니다.", Lang::Ko), []);
    }
}

//! Duties, possibilities and conditions made stronger or weaker.

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;

use super::{
    Compared, Issue, Severity, Side,
    judge::{Evidence, Suspicion},
};
use crate::encode::Encoder;
use crate::text::{Lang, Span, WordList};

/// What a word says of what it goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    /// It has to be so: must, треба, -야 하다.
    Duty,
    /// It may be so: may, може, -ㄹ 수 있다.
    Chance,
    /// It is so only if: if, якщо, 만약.
    Condition,
}

use Mood::{Chance, Condition, Duty};

/// English words, lower case. The first of each mood blame and excuse, those after the bar only
/// excuse: they say it in some of their senses.
const ENGLISH: [(Mood, &str); 3] = [
    (
        Duty,
        "must should ought have_to has_to had_to need_to needs_to needed_to | shall need needs needed \
         required requires require obliged obligated supposed got necessary urge urged let essential \
         imperative duty obligation ask order ordered has",
    ),
    (
        Chance,
        "may might can could perhaps maybe | cannot can't couldn't able unable possible possibly \
         possibility likely probably would allowed allow allows capable potential ability impossible \
         chance seem seems",
    ),
    (
        Condition,
        "if unless | provided whether when without should once until in_case as_long",
    ),
];

/// Parts of Korean words.
const KOREAN: [(Mood, &str); 3] = [
    (
        Duty,
        "야_하 야_한 야_합 야_할 야_해 야_했 야_되 야_된 야_됩 야_돼 야_될 야만 야겠 | 야지 필요 의무 마땅 면_안 \
         하십시오 주십시오 하세요 야죠 야지요 야하 야한 야합 야할 야해 야했 야되 야된 야됩 야돼",
    ),
    (
        Chance,
        "수_있 수도_있 수는_있 일지도_모 일지도_몰 할지도_모 할지도_몰 될지도_모 될지도_몰 을지도_모 을지도_몰 울지도_모 울지도_몰 갈지도_모 \
         갈지도_몰 올지도_모 올지도_몰 날지도_모 날지도_몰 칠지도_모 칠지도_몰 릴지도_모 릴지도_몰 질지도_모 질지도_몰 \
         킬지도_모 킬지도_몰 길지도_모 길지도_몰 | 수_없 수는_없 가능 아마 어쩌면 지_모 겠 것_같 듯",
    ),
    (
        Condition,
        "만약 만일 다면 라면 하면_ 으면_ | 경우 하면 으면 되면 지면",
    ),
];

/// Ukrainian words; with a star, beginnings of words.
const UKRAINIAN: [(Mood, &str); 3] = [
    (
        Duty,
        "мусить мусимо мушу мусять мусите повин* треба слід зобов'яза* | має* маю* маєм* потріб* \
         необхідн* варто* довед* довод* довел* мусив* мусил* змушен* вимушен* мав* мали* хай* \
         нехай*",
    ),
    (
        Chance,
        "може можуть можемо можете можна можу можливо мабуть | мож* міг* мог* можлив* мабуть* \
         ймовірн* здатн* зможе* змож* вдаст*",
    ),
    (Condition, "якщо якби | аби разі коли раптом хоч*"),
];

/// Longer texts say too much to tell which word goes with which.
const MOST_WORDS: usize = 60;

/// A duty on one side where the other has a chance; a condition of the source that the quote drops.
pub(super) fn check(pair: &Compared<'_>, _: &mut Encoder<'_>) -> Vec<Suspicion> {
    if pair.en.tokens.len() > MOST_WORDS {
        return Vec::new();
    }
    let (en, source) = (moods(&pair.en), moods(&pair.source));
    let said = |all: &[Word], mood| all.iter().any(|word| word.mood == mood);
    let first = |all: &[Word], mood| {
        let mut sure = all.iter().filter(|word| word.mood == mood && word.sure);
        sure.next().map(|word| word.span)
    };
    let suspicion = |en: Option<Span>, source: Option<Span>, severity, sentence| Suspicion {
        issue: Issue {
            code: "modality",
            severity,
            en,
            source,
            sentence,
        },
        evidence: Evidence::Fact,
    };
    let mut found = Vec::new();
    for (here, there) in [(Duty, Chance), (Chance, Duty)] {
        // The quote has one and not the other, the source the other and not the one.
        if let (Some(a), Some(b), false, false) = (
            first(&en, here),
            first(&source, there),
            said(&en, there),
            said(&source, here),
        ) {
            let sentence = format!(
                "the quote says “{}”, the source says “{}”",
                a.of(pair.en.text),
                b.of(pair.source.text)
            );
            found.push(suspicion(Some(a), Some(b), Severity::Major, sentence));
        }
    }
    if !found.is_empty() {
        return found;
    }
    if let (false, Some(b)) = (said(&en, Chance), first(&source, Chance)) {
        let sentence = format!(
            "the source says “{}”, a possibility that the quote states as a fact",
            b.of(pair.source.text)
        );
        found.push(suspicion(None, Some(b), Severity::Minor, sentence));
    }
    if let (false, Some(a)) = (said(&source, Chance), first(&en, Chance)) {
        let sentence = format!(
            "the quote says “{}”, where the source states a fact",
            a.of(pair.en.text)
        );
        found.push(suspicion(Some(a), None, Severity::Minor, sentence));
    }
    if let (false, Some(b)) = (said(&en, Condition), first(&source, Condition)) {
        let sentence = format!(
            "the source says “{}”, a condition that the quote does not have",
            b.of(pair.source.text)
        );
        found.push(suspicion(None, Some(b), Severity::Minor, sentence));
    }
    found
}

/// A word that says the mood of a text.
struct Word {
    mood: Mood,
    span: Span,
    /// Whether it says nothing else.
    sure: bool,
}

/// The words of a language for a mood: those that say nothing else, and the others.
struct Lists {
    mood: Mood,
    sure: WordList,
    excuses: WordList,
}

fn lists(of: &[(Mood, &'static str)]) -> Vec<Lists> {
    let list = |(mood, list): &(Mood, &'static str)| {
        let (sure, excuses) = list.split_once('|').unwrap_or((list, ""));
        Lists {
            mood: *mood,
            sure: WordList::new(sure),
            excuses: WordList::new(excuses),
        }
    };
    of.iter().map(list).collect()
}

/// A part of Korean words, with spaces, and what it says.
type Part = (String, Mood, bool);

/// The parts of Korean words by their first character.
static KOREAN_PARTS: LazyLock<HashMap<char, Vec<Part>, FixedState>> = LazyLock::new(|| {
    let mut parts: HashMap<char, Vec<Part>, FixedState> = HashMap::default();
    for (mood, list) in KOREAN {
        let mut sure = true;
        for entry in list.split_ascii_whitespace() {
            sure &= entry != "|";
            let part = entry.replace('_', " ");
            let first = part.chars().next().unwrap_or_default();
            parts.entry(first).or_default().push((part, mood, sure));
        }
    }
    parts
});

/// The words of a text that say its mood, in order.
fn moods(side: &Side<'_>) -> Vec<Word> {
    static EN: LazyLock<Vec<Lists>> = LazyLock::new(|| lists(&ENGLISH));
    static UK: LazyLock<Vec<Lists>> = LazyLock::new(|| lists(&UKRAINIAN));
    let lists = match side.lang {
        Lang::En => &EN,
        Lang::Uk => &UK,
        Lang::Ko => return korean_moods(side.text),
    };
    let mut found = Vec::new();
    let mut two = String::new();
    // May, the month, is read as a date.
    let is_number = |span: Span| side.numbers.iter().any(|number| number.span.overlaps(span));
    for (at, token) in side.tokens.iter().enumerate() {
        if is_number(token.span) {
            continue;
        }
        two.clear();
        let next = (at + 1 < side.tokens.len()).then(|| side.tokens.get(at + 1));
        if let Some(next) = next.filter(|_| side.lang == Lang::En) {
            two.extend([token.norm, "_", next.norm]);
        }
        for list in lists.iter() {
            let says = |words: &WordList| words.has(token.norm) || words.has(&two);
            let sure = says(&list.sure);
            if sure || says(&list.excuses) {
                found.push(Word {
                    mood: list.mood,
                    span: token.span,
                    sure,
                });
            }
        }
    }
    found
}

fn korean_moods(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let here = &text[at..];
        for (part, mood, sure) in KOREAN_PARTS.get(&c).into_iter().flatten() {
            if here.starts_with(part.as_str()) {
                found.push(Word {
                    mood: *mood,
                    span: Span::new(at, at + part.len()),
                    sure: *sure,
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{check::tests::sentences, text::Lang};

    #[test]
    fn a_duty_is_no_chance() {
        for (en, source, lang, count) in [
            ("We must go.", "Ми можемо піти.", Lang::Uk, 1),
            ("We may go.", "우리는 가야 합니다.", Lang::Ko, 1),
            ("We must go.", "우리는 가야 합니다.", Lang::Ko, 0),
            ("We should and can go.", "Ми можемо піти.", Lang::Uk, 0),
            (
                "They will win.",
                "Вони переможуть, якщо прийдуть.",
                Lang::Uk,
                1,
            ),
        ] {
            assert_eq!(sentences("modality", en, source, lang).len(), count, "{en}");
        }
    }
}

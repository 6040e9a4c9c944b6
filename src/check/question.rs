//! Questions turned into statements, and statements into questions.

use super::{
    Compared, Issue, Severity,
    judge::{Evidence, Suspicion},
};
use crate::encode::Encoder;
use crate::text::{Lang, Span, sentences};

/// Sentences of a side beyond which nobody can say which is which.
const MOST: usize = 4;

/// A side that asks where the other does not.
pub(super) fn check(pair: &Compared<'_>, _: &mut Encoder<'_>) -> Vec<Suspicion> {
    let may_ask = |text: &str, lang| {
        let polite = || {
            ["니까", "나요", "인가요", "까요", "는가", "던가", "느냐"]
                .iter()
                .any(|end| text.contains(end))
        };
        text.contains(['?', '？']) || lang == Lang::Ko && polite()
    };
    if !may_ask(pair.en.text, Lang::En) && !may_ask(pair.source.text, pair.source.lang) {
        return Vec::new();
    }
    let all = |text: &str, lang| sentences(text, Span::new(0, text.len()), lang);
    let (en, source) = (
        all(pair.en.text, Lang::En),
        all(pair.source.text, pair.source.lang),
    );
    if en.len() > MOST || source.len() > MOST {
        return Vec::new();
    }
    let asked_en: Vec<Span> = en
        .iter()
        .copied()
        .filter(|s| asks(s.of(pair.en.text), Lang::En))
        .collect();
    let asked_source: Vec<Span> = source
        .iter()
        .copied()
        .filter(|s| asks(s.of(pair.source.text), pair.source.lang))
        .collect();
    // A mark inside a sentence is a quoted question, which may be told: `he asked if`.
    let marks = |text: &str| text.contains(['?', '？']);
    let (span_en, span_source, sentence) = match (&asked_en[..], &asked_source[..]) {
        ([], [asked, ..]) if !marks(pair.en.text) => {
            (None, Some(*asked), "the source asks, the quote states")
        }
        ([asked, ..], []) if !marks(pair.source.text) => {
            (Some(*asked), None, "the quote asks, the source states")
        }
        _ => return Vec::new(),
    };
    let asked = span_en
        .map(|s| (s.of(pair.en.text), Lang::En))
        .or(span_source.map(|s| (s.of(pair.source.text), pair.source.lang)));
    // Who would want that? Nobody. And: would you please sit down?
    let rhetorical = asked.is_some_and(|(text, lang)| is_rhetorical(text, lang));
    vec![Suspicion {
        issue: Issue {
            code: "question",
            severity: if rhetorical {
                Severity::Minor
            } else {
                Severity::Major
            },
            en: span_en,
            source: span_source,
            sentence: sentence.to_owned(),
        },
        evidence: Evidence::Fact,
    }]
}

/// Whether a sentence asks.
fn asks(sentence: &str, lang: Lang) -> bool {
    let end = sentence.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '”' | '’' | '\'' | '»' | ')' | '」' | '』' | '.' | '!'
            )
    });
    end.ends_with(['?', '？']) || lang == Lang::Ko && asks_politely(end)
}

/// Whether a Korean sentence ends as formal questions do, with or without a mark: -ㅂ니까. (-니까 after
/// another sound is `because`.)
fn asks_politely(sentence: &str) -> bool {
    const BIEUP: u32 = 17;
    const SYLLABLES: std::ops::RangeInclusive<char> = '가'..='힣';
    let before = sentence
        .strip_suffix("니까")
        .and_then(|rest| rest.chars().next_back());
    before.is_some_and(|c| SYLLABLES.contains(&c) && (c as u32 - '가' as u32) % 28 == BIEUP)
        || ["인가요", "나요", "까요", "는가", "던가", "느냐"]
            .iter()
            .any(|ending| sentence.ends_with(ending))
}

/// Whether a question may stand for a statement or a request.
fn is_rhetorical(sentence: &str, lang: Lang) -> bool {
    // Requests and tags are questions by their form alone.
    const EN: &str = "can could would will shall know okay ok huh eh please who what why how when where which right isn't aren't don't doesn't didn't won't can't wasn't \
        haven't wouldn't shouldn't couldn't";
    const KO: [&str; 16] = [
        "누가", "누구", "무엇", "무슨", "뭐", "뭘", "어떻", "왜", "어찌", "어디", "언제", "얼마",
        "않", "아닙", "아니", "까짓",
    ];
    const UK: &str =
        "хто що чому навіщо як коли де який яка яке які скільки хіба невже кому чого чим чи";
    let words = || {
        sentence
            .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
            .map(|word| word.to_lowercase().replace('’', "'"))
    };
    let listed = |list: &str| words().any(|word| list.split_ascii_whitespace().any(|w| w == word));
    match lang {
        Lang::En => listed(EN),
        Lang::Uk => listed(UK),
        Lang::Ko => KO.iter().any(|word| sentence.contains(word)),
    }
}

#[cfg(test)]
mod tests {
    use crate::{check::tests::sentences, text::Lang};

    #[test]
    fn a_question_told_as_a_fact() {
        for (en, source, lang, count) in [
            (
                "They will come tomorrow.",
                "그들이 내일 옵니까?",
                Lang::Ko,
                1,
            ),
            (
                "Will they come tomorrow?",
                "Вони прийдуть завтра.",
                Lang::Uk,
                1,
            ),
            (
                "Will they come tomorrow?",
                "Вони прийдуть завтра?",
                Lang::Uk,
                0,
            ),
            ("Will they come tomorrow?", "내일 옵니까", Lang::Ko, 0),
        ] {
            assert_eq!(sentences("question", en, source, lang).len(), count, "{en}");
        }
    }
}

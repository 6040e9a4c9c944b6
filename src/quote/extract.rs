//! The quotes of an article, with speakers.

use super::Quote;
use super::assemble::{self, Draft};
use super::attribute::Party;
use super::names::Cast;
use super::page::Page;
use super::talk::Talk;

/// Finds the quotes of an English text, in order, in time linear in its length.
///
/// Contents are byte spans of `text` without quotation marks and outer white space; they never
/// overlap, and every one holds a letter or digit. A quote in a quote is part of the outer one.
pub fn extract(text: &str) -> Vec<Quote> {
    let page = Page::read(text);
    let drafts = assemble::drafts(&page);
    let mut parties: Vec<Party> = drafts
        .iter()
        .flat_map(|d| [d.attribution.speaker, d.attribution.asked])
        .flatten()
        .collect();
    parties.sort_by_key(|party| party.span);
    parties.dedup();
    let cast = Cast::gather(text, &page.gaps, &parties);
    let mut talk = Talk::new(text, cast, is_dialogue(text, &drafts));
    for draft in drafts {
        talk.hear(draft);
    }
    talk.quotes()
}

/// Whether quotes follow each other as the turns of a conversation, as in fiction: many paragraphs
/// are a quote and nothing else, or many quotes ask and exclaim. In news a paragraph without a
/// speaker goes on with the last one's words.
fn is_dialogue(text: &str, drafts: &[Draft]) -> bool {
    let bare = drafts.iter().filter(|d| d.bare).count();
    let lively = |d: &&Draft| {
        d.contents
            .iter()
            .any(|span| span.of(text).ends_with(['?', '!']))
    };
    let lively = drafts.iter().filter(lively).count();
    bare >= 8 && bare * 5 > drafts.len() || drafts.len() >= 40 && lively * 5 > drafts.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::{QuoteKind, talk::plain};
    use proptest::prelude::*;

    /// Each quote as its contents joined by ` / `, its speaker and its cue.
    fn quotes(text: &str) -> Vec<(String, String, String)> {
        let row = |quote: Quote| {
            let contents: Vec<String> = quote
                .contents
                .iter()
                .map(|span| plain(*span, text))
                .collect();
            (
                contents.join(" / "),
                quote.speaker.unwrap_or_default(),
                quote.cue.unwrap_or_default(),
            )
        };
        extract(text).into_iter().map(row).collect()
    }

    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let found = quotes(text);
        let found: Vec<_> = found
            .iter()
            .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    fn kinds(text: &str) -> Vec<&'static str> {
        extract(text)
            .iter()
            .map(|quote| quote.kind.code())
            .collect()
    }

    #[test]
    fn a_title_with_a_comma_does_not_run_on_into_the_next_marks() {
        let text = "The film, “Two Rivers,” was shown after the so-called “talks” had ended.";
        let kinds: Vec<QuoteKind> = extract(text).into_iter().map(|q| q.kind).collect();
        assert_eq!(kinds, [QuoteKind::Mixed, QuoteKind::Mixed]);
    }

    #[test]
    fn captured_soldiers_answer_questions() {
        check(
            "Two North Korean soldiers captured near the village were shown on video on Saturday.\n\n\
             The soldiers were asked, “When did you arrive?” and “Who sent you here?”\n\n\
             “In November,” said the older one. “Nobody told us where we were going.”\n\n\
             Then they said, “We want to go home.”\n\n\
             Petro Marchuk, a spokesman for the brigade, said the men were “in good health” and had asked for tea.\n\n\
             “They are treated as prisoners of war,” he added.\n",
            &[
                ("When did you arrive?", "", "asked"),
                ("Who sent you here?", "", "asked"),
                (
                    "In November, / Nobody told us where we were going.",
                    "the older one",
                    "said",
                ),
                ("We want to go home.", "The soldiers", "said"),
                ("in good health", "Petro Marchuk", "said"),
                (
                    "They are treated as prisoners of war,",
                    "Petro Marchuk",
                    "added",
                ),
            ],
        );
    }

    #[test]
    fn an_answer_right_after_a_question_is_by_whoever_was_asked() {
        check(
            "The two prisoners were asked: “Do you want to return?”\n\n“No,” came at once. “Never.”\n",
            &[
                ("Do you want to return?", "", "asked"),
                ("No,", "The two prisoners", ""),
                ("Never.", "The two prisoners", ""),
            ],
        );
    }

    #[test]
    fn ministers_and_statements() {
        check(
            "Interior Minister Taras Bondar told reporters in Lviv on Monday: \"The bridge will open in May.\"\n\
             The ministry's statement read: \"Work goes on at night.\" Bondar called critics of the plan \"armchair engineers\".\n\
             \"It is the law,\" he said, \"and we will keep it.\"\n\
             \"There is no danger to drivers,\" according to Han Seo-yeon, who led the survey.\n\
             \"We measured every beam twice,\" she said. \"All of them held.\"\n",
            &[
                (
                    "The bridge will open in May.",
                    "Interior Minister Taras Bondar",
                    "told",
                ),
                ("Work goes on at night.", "The ministry's statement", "read"),
                ("armchair engineers", "Bondar", "called"),
                ("It is the law, / and we will keep it.", "Bondar", "said"),
                (
                    "There is no danger to drivers,",
                    "Han Seo-yeon",
                    "according to",
                ),
                (
                    "We measured every beam twice, / All of them held.",
                    "Han Seo-yeon",
                    "said",
                ),
            ],
        );
    }

    #[test]
    fn british_marks_and_a_quote_over_paragraphs() {
        check(
            "‘The boys’ coats were wet,’ Mrs Doyle said.\n\n\
             ‘We asked for ‘blankets’ and got none.\n\n\
             ‘We won’t ask again,’ she said.\n",
            &[
                ("The boys’ coats were wet,", "Mrs Doyle", "said"),
                (
                    "We asked for ‘blankets’ and got none. / We won’t ask again,",
                    "Mrs Doyle",
                    "said",
                ),
            ],
        );
    }

    #[test]
    fn a_news_paragraph_without_a_verb_goes_on_with_the_speaker() {
        check(
            "“The road is closed,” Colonel Oh Min-jae said.\n\n“Nobody will pass before Friday.”\n",
            &[
                ("The road is closed,", "Colonel Oh Min-jae", "said"),
                ("Nobody will pass before Friday.", "Colonel Oh Min-jae", ""),
            ],
        );
    }

    #[test]
    fn speakers_alternate_in_conversation() {
        let text = "\"Is it far?\" asked Clara.\n\n\"Not very,\" said Hugh.\n\n\"You said so before.\"\n\n\"I did.\"\n\n\
                    \"And was it?\"\n\n\"Yes.\"\n\n\"Well?\"\n\n\"Well.\"\n\n\"Fine.\"\n\n\"Good.\"\n";
        let speakers: Vec<String> = quotes(text)
            .into_iter()
            .map(|(_, speaker, _)| speaker)
            .collect();
        assert_eq!(speakers, ["Clara", "Hugh"].repeat(5));
    }

    #[test]
    fn what_somebody_adds_is_another_quote() {
        check(
            "“It is quiet,” the medic said, adding: “For now.”",
            &[
                ("It is quiet,", "the medic", "said"),
                ("For now.", "the medic", "adding"),
            ],
        );
    }

    #[test]
    fn scraps_keep_the_verb_of_their_sentence() {
        check(
            "The mayor of Sumy, Ihor Tkach, has said people “will not leave” despite what he called “the worst week”.",
            &[
                ("will not leave", "The mayor of Sumy, Ihor Tkach", "said"),
                ("the worst week", "Ihor Tkach", "called"),
            ],
        );
    }

    #[test]
    fn turns_without_names_are_told_from_what_follows() {
        let text = "\"Ready?\"\n\n\"Not yet.\"\n\n\"When?\" asked Clara.\n\n\"Soon,\" said Hugh.\n\n\
                    \"Now?\"\n\n\"Soon.\"\n\n\"Now?\"\n\n\"Soon.\"\n\n\"Now?\"\n\n\"Now.\"\n";
        let speakers: Vec<String> = quotes(text)
            .into_iter()
            .map(|(_, speaker, _)| speaker)
            .collect();
        assert_eq!(speakers, ["Clara", "Hugh"].repeat(5));
    }

    #[test]
    fn speech_is_told_from_scare_quotes_and_titles() {
        assert_eq!(
            kinds("The so-called “deal” fell through. She reads “The Long Road Home” at night."),
            ["mixed", "mixed"]
        );
        assert_eq!(kinds("He said the plan was “completely mad”."), ["direct"]);
        assert_eq!(
            kinds("A group known as “the Owls” met in the “palace”."),
            ["mixed", "mixed"]
        );
        assert_eq!(kinds("“We won,” Kim said."), ["direct"]);
    }

    #[test]
    fn nothing_is_quoted_where_nothing_is() {
        for text in ["", "“”", "\"", "' '", "“ … ”", "It rained in the ’90s."] {
            assert_eq!(extract(text), [], "{text}");
        }
    }

    fn holds(text: &str) {
        let mut at = 0;
        for span in extract(text).iter().flat_map(|quote| &quote.contents) {
            assert!(at <= span.start && span.end <= text.len());
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            assert!(!span.of(text).trim().is_empty());
            at = span.end;
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn any_text_keeps_the_promises(text in "\\PC{0,200}") {
            holds(&text);
        }

        #[test]
        fn marks_in_any_order_keep_the_promises(text in "([\"'“”‘’«»„,.?!:() \n—-]|s|the |Kim |said |asked |he |they |and |who |was |of |one |by |as |saying |soldiers |adding |Mr. |poor |according to |12|Кий|한|\n\n){0,80}") {
            holds(&text);
        }
    }
}

//! The words of English grammar that attribution needs to know.

use std::sync::LazyLock;

use super::cues;
use super::words::{Token, WordList, words};

pub(super) static DETERMINERS: WordList = LazyLock::new(|| {
    words(
        "the a an his her their my our its your this that these those another some one two three \
     four five six seven eight nine ten several many both all each every no any other most few \
     dozens hundreds",
    )
});
pub(super) static PRONOUNS: WordList = LazyLock::new(|| {
    words("he she they i we you it everyone everybody someone somebody nobody who")
});
pub(super) static PREPOSITIONS: WordList = LazyLock::new(|| {
    words(
        "of in on at to with from by for about after before during into onto over under upon \
     through against between near without within across behind beside toward towards like amid \
     among outside inside via around per despite following since until till beyond beneath \
     along out off down up back away according",
    )
});
pub(super) static CONNECTIVES: WordList = LazyLock::new(|| {
    words(
        "and but or nor so yet then when while as because if though although that which who whom \
     whose where why how what than whether once again too not now there here just also only \
     even still never always ever soon later first next earlier already perhaps instead \
     meanwhile however moreover therefore today yesterday tomorrow tonight very quite rather \
     much aloud almost at afterwards presently abruptly indeed together half both yes oh well \
     no monday tuesday wednesday thursday friday saturday sunday",
    )
});
pub(super) static VERBS: WordList = LazyLock::new(|| {
    words(
        "is are was were be been being am had has have having did do does would could should will \
     shall can may might must came come took got gave made stood sat rose looked turned shook \
     left felt saw knew found heard held kept let lay led met ran fell drew threw grew went \
     leaned nodded seemed stopped paused walked wanted tried pushed pulled started opened \
     closed raised poured pointed put set cut thought stared glanced hesitated waited moved \
     reached lifted laid bent caught sprang entered passed followed broke spoke wrote became \
     began used says say said",
    )
});
pub(super) static PARTICLES: WordList =
    LazyLock::new(|| words("de van von der den du la le di da del bin ibn al el ter zu dos"));
/// Titles that stand before a name.
pub(super) static TITLES: WordList = LazyLock::new(|| {
    words(
        "mr mrs ms miss dr sir lady lord master madame monsieur mademoiselle prof professor \
     president minister general colonel captain major lieutenant sergeant aunt uncle father \
     mother king queen prince princess count countess duke duchess judge inspector doctor \
     cousin senator governor ambassador secretary comrade reverend rev gen col lt capt maj sgt \
     sen rep gov brother sister pope bishop",
    )
});
/// Nouns for people who speak, whether as one or as many.
pub(super) static PEOPLE: WordList = LazyLock::new(|| {
    words(
        "observer protester civilian deserter conscript recruit player coach actress actor singer \
     artist bishop pope prince queen king senator candidate member representative stranger \
     guest cousin nanny inspector detective investigator employee manager owner passenger \
     shopkeeper pastor priest writer historian widow niece nephew sergeant guard negotiator \
     envoy lawmaker translator interpreter interviewer surgeon medic rifleman sniper pilot \
     engineer nurse miner relative colleague friend neighbor neighbour soldier prisoner man \
     woman boy girl officer official spokesman spokeswoman spokesperson minister president \
     general commander resident witness doctor teacher lawyer journalist reporter analyst \
     expert researcher captive fighter worker student mother father sister brother wife husband \
     aunt uncle son daughter leader mayor governor ambassador diplomat politician deputy \
     defector refugee survivor victim policeman captain colonel major waiter servant secretary \
     professor gentleman lady child driver author critic economist scientist activist veteran \
     volunteer farmer villager source aide adviser advisor head chief director judge prosecutor",
    )
});
pub(super) static PLURAL_PEOPLE: WordList = LazyLock::new(|| {
    words(
        "people men women children police authorities troops pows media wives gentlemen ladies \
     policemen spokesmen critics others forces pair couple parents brothers",
    )
});

pub(super) fn is_determiner(token: &Token) -> bool {
    token.is_in(&DETERMINERS) || possessive(token)
}

pub(super) fn is_pronoun(token: &Token) -> bool {
    token.is_in(&PRONOUNS) && (token.text != "IT" && token.text != "WHO")
}

pub(super) fn is_preposition(token: &Token) -> bool {
    token.is_in(&PREPOSITIONS)
}

pub(super) fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
}

/// Whether the word names people who speak, in the singular or plural.
pub(super) fn is_person(token: &Token) -> bool {
    let lower = token.lower();
    let one = lower.strip_suffix('s').unwrap_or(&lower);
    PEOPLE.contains(&lower.as_str())
        || PEOPLE.contains(&one)
        || lower == "witnesses"
        || token.is_in(&PLURAL_PEOPLE)
}

/// Whether a phrase ending in this word speaks of several people.
pub(super) fn is_plural(token: &Token) -> bool {
    token.is_in(&PLURAL_PEOPLE) || {
        let lower = token.lower();
        lower.ends_with('s')
            && !lower.ends_with("ss")
            && !lower.ends_with("'s")
            && !lower.ends_with("’s")
            && !lower.ends_with("us")
    }
}

pub(super) fn possessive(token: &Token) -> bool {
    token.text.ends_with("'s") || token.text.ends_with("’s")
}

/// Words that begin a sentence without naming anybody.
pub(super) fn is_function(token: &Token) -> bool {
    token.is_in(&DETERMINERS)
        || token.is_in(&PRONOUNS)
        || token.is_in(&PREPOSITIONS)
        || token.is_in(&CONNECTIVES)
        || token.is_in(&VERBS)
}

/// A word of a name: capitalised and no word of the grammar.
pub(super) fn is_name_word(token: &Token) -> bool {
    // Will and May are names when capitalised; the verbs do not begin narration.
    token.is_capital() && token.is_word() && (!is_function(token) || token.among(&["will", "may"]))
}

pub(super) fn is_adverb(token: &Token) -> bool {
    let text = token.text;
    text.len() > 4 && text.ends_with("ly") && text.starts_with(char::is_lowercase)
        || token.is_in(&CONNECTIVES)
            && !token.among(&[
                "who", "which", "that", "and", "or", "but", "when", "while", "as", "no", "both",
            ])
}

pub(super) fn is_gerund(token: &Token) -> bool {
    token.text.len() > 5
        && token.text.ends_with("ing")
        && token.text.starts_with(char::is_lowercase)
}

pub(super) fn is_verb(token: &Token) -> bool {
    cues::form(token.text).is_some() && !is_person(token)
}

/// Words that tell apart people of a kind: the first soldier.
pub(super) fn is_ordinal(token: &Token) -> bool {
    token.among(&[
        "first", "second", "third", "next", "only", "very", "other", "then", "once",
    ])
}

/// A verb of speech in its bare form, which behind an article is a noun: the voice, a call.
pub(super) fn is_bare(token: &Token) -> bool {
    cues::form(token.text) == Some(cues::Form::Base)
}

/// Nouns of time, which are no subject of speech.
pub(super) static TIMES: WordList = LazyLock::new(|| {
    words(
        "time day moment morning evening night week year month minute hour afternoon days minutes",
    )
});

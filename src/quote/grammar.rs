//! The words of English grammar that attribution needs to know.

use std::sync::LazyLock;

use super::cues;
use super::words::{Token, WordList, words};

/// Words that begin a noun phrase.
pub(super) static DETERMINERS: WordList = LazyLock::new(|| {
    words(
        "a all an another any both dozens each eight every few five four her his hundreds its \
         many most my nine no one other our seven several six some ten that the their these \
         this those three two your",
    )
});
/// Pronouns that can be subjects of speech.
pub(super) static PRONOUNS: WordList = LazyLock::new(|| {
    words("everybody everyone he i it nobody she somebody someone they we who you")
});
/// Prepositions and the adverbs that look like them.
pub(super) static PREPOSITIONS: WordList = LazyLock::new(|| {
    words(
        "about according across after against along amid among around at away back before \
         behind beneath beside between beyond by despite down during following for from in \
         inside into like near of off on onto out outside over per since through till to toward \
         towards under until up upon via with within without",
    )
});
/// Conjunctions, adverbs and other words no name consists of.
pub(super) static CONNECTIVES: WordList = LazyLock::new(|| {
    words(
        "abruptly afterwards again almost aloud already also although always and as at because \
         both but earlier even ever first friday half here how however if indeed instead just \
         later meanwhile monday moreover much never next no nor not now oh once only or perhaps \
         presently quite rather saturday so soon still sunday than that then there therefore \
         though thursday today together tomorrow tonight too tuesday very wednesday well what \
         when where whether which while who whom whose why yes yesterday yet",
    )
});
/// Common verbs that tell of no speech, with helping verbs: they end a noun phrase.
pub(super) static VERBS: WordList = LazyLock::new(|| {
    words(
        "am are be became been began being bent broke came can caught closed come could cut did \
         do does drew entered fell felt followed found gave glanced got grew had has have \
         having heard held hesitated is kept knew laid lay leaned led left let lifted looked \
         made may met might moved must nodded opened passed paused pointed poured pulled pushed \
         put raised ran reached rose said sat saw say says seemed set shall shook should spoke \
         sprang stared started stood stopped thought threw took tried turned used waited walked \
         wanted was went were will would wrote",
    )
});
/// Small words within names.
pub(super) static PARTICLES: WordList =
    LazyLock::new(|| words("al bin da de del den der di dos du el ibn la le ter van von zu"));
/// Titles that stand before a name.
pub(super) static TITLES: WordList = LazyLock::new(|| {
    words(
        "ambassador aunt bishop brother capt captain col colonel comrade count countess cousin \
         doctor dr duchess duke father gen general gov governor inspector judge king lady \
         lieutenant lord lt madame mademoiselle maj major master minister miss monsieur mother \
         mr mrs ms pope president prince princess prof professor queen rep rev reverend \
         secretary sen senator sergeant sgt sir sister uncle",
    )
});
/// Nouns for people who speak, whether as one or as many.
pub(super) static PEOPLE: WordList = LazyLock::new(|| {
    words(
        "activist actor actress adviser advisor aide ambassador analyst artist aunt author \
         barman bishop boy brother butler candidate captain captive chauffeur chief child \
         civilian clerk coach colleague colonel commander conductor conscript cook cousin \
         critic daughter defector deputy deserter detective diplomat director doctor driver \
         economist employee engineer envoy expert farmer father fighter friend general \
         gentleman girl governor guard guest head historian hostess housekeeper husband \
         inspector interpreter interviewer investigator journalist judge king lady landlady \
         landlord lawmaker lawyer leader maid major man manager mayor medic member miner \
         minister monk mother nanny negotiator neighbor neighbour nephew niece nun nurse \
         observer officer official owner passenger pastor pilot player policeman politician \
         pope porter president priest prince prisoner professor prosecutor protester queen \
         recruit refugee relative reporter representative researcher resident rifleman sailor \
         scientist secretary senator sergeant servant shopkeeper singer sister sniper soldier \
         son source spokesman spokesperson spokeswoman stranger student surgeon survivor \
         teacher translator uncle veteran victim villager volunteer waiter widow wife witness \
         woman worker writer",
    )
});
pub(super) static PLURAL_PEOPLE: WordList = LazyLock::new(|| {
    words(
        "authorities brothers children couple critics forces gentlemen ladies media men others \
         pair parents people police policemen pows spokesmen troops wives women",
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
        "afternoon day days evening hour minute minutes moment month morning night time week \
         year",
    )
});

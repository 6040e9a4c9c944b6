//! Where English sentences end.

use super::{Boundary, Mark, listed};

/// Titles and the like: what follows belongs to them, whatever it is.
const TITLES: &str = "\
    Adm Amb Asst Brig Capt Cdr Cmdr Col Cpl Cpt Det Dr Fr Ft Gen Gov Hon Insp Lt Maj Messrs \
    Mlle Mme Mr Mrs Ms Msgr Mt Mx Pres Prof Pvt Rep Reps Rev Sen Sens Sgt St Sts Supt Ven cf \
    e.g i.e viz vs v";

/// Before a number they go on; before anything else the full stop ends the sentence.
const NUMBERED: &str = "\
    No Nos no nos p pp Vol vol Art art Sec sec Ch ch Fig fig Op op Par par";

/// Go on before a number; before a word they end a sentence only when it likes to start one.
const DATES: &str = "\
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat \
    Sun c ca approx";

/// End a sentence only before a word that likes to start one.
const WEAK: &str = "\
    Inc Co Corp Ltd LLC Bros Jr Sr Esq al a.m p.m A.M P.M Ave Blvd Rd Dept Est Univ Ph.D Ed.D \
    Gov't ed eds trans Calif Conn Fla Ga Ill Ind Ky La Md Mass Mich Minn Miss Mo Pa Tenn Tex \
    Va Vt Wash Wis Ala Ariz Ark Colo Del";

/// Words that start a sentence far more often than they follow an abbreviation inside one.
const STARTERS: &str = "\
    A About According After All Also Although Among An And Another Any Are As At Because \
    Before Both But By Can Despite Did Do Does During Each Earlier Even Every Everyone For \
    From Had Has Have He Her Here His How However I If In Instead Is It Its Just Last Later \
    Let Many Maybe Meanwhile More Most My Nevertheless Next No Nobody Not Nothing Now Of On \
    Once One Only Or Other Others Our Over People Perhaps Please Several She Since So Some \
    Still Such Thank Thanks That The Their Then There Therefore These They This Those Though \
    Through Thus To Today Tomorrow Under Unlike Until Was We Well Were What When Where Whether \
    Which While Who Why Will With Without Yes Yesterday Yet You Your";

/// Verbs that tie `"Why?" Kim asked` to one sentence.
const SPEECH: &str = "\
    said says asked asks replied answered added cried shouted wrote exclaimed wondered told \
    tweeted whispered demanded yelled called screamed continued joked quipped declared";

pub(super) fn ends(at: &Boundary) -> bool {
    if !at.spaced || at.continues_with_punctuation() || at.continues_in_lower_case() {
        return false;
    }
    match at.kind() {
        Mark::Strong => !(at.closes_quote() && is_tagged(at)),
        Mark::Ellipsis => ellipsis_ends(at),
        Mark::Stop if at.closes_quote() => true,
        Mark::Stop => stop_ends(at),
    }
}

/// Whether a single full stop ends a sentence, by the word before it. Korean texts with Latin
/// words in them ask this too.
pub(super) fn stop_ends(at: &Boundary) -> bool {
    let word = at.last_word();
    let starts = || at.opens_quote() || listed(STARTERS, at.next_word());
    if at.is_list_number() || listed(TITLES, word) {
        false
    } else if listed(NUMBERED, word) {
        !at.next_is_digit()
    } else if listed(DATES, word) {
        !at.next_is_digit() && starts()
    } else if at.ends_in_initial() || listed(WEAK, word) {
        starts()
    } else {
        true
    }
}

/// Three dots set off by a space, or in brackets, stand for words left out; "I" after them says
/// nothing, being a capital everywhere.
fn ellipsis_ends(at: &Boundary) -> bool {
    let left_out = at.sentence.is_empty()
        || at
            .sentence
            .ends_with(|c: char| c.is_whitespace() || matches!(c, '[' | '('));
    at.closes_quote() || !(left_out || at.next_word() == "I")
}

/// Whether the words that follow are a name and a verb of speech: `Kim asked`.
fn is_tagged(at: &Boundary) -> bool {
    let clause = at.after.split(['.', ',', '!', '?', '"', '“']).next();
    let mut words = clause.unwrap_or_default().split_whitespace().take(5);
    let Some(first) = words.next() else {
        return false;
    };
    if listed(STARTERS, first) {
        return false;
    }
    for word in words {
        if listed(SPEECH, word) {
            return true;
        }
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
    false
}

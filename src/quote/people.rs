//! What is known of people by their names: gender, and which names are no person's.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{Token, WordList, words};

/// Whom a pronoun may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gender {
    He,
    She,
}

static MALE_TITLES: WordList = LazyLock::new(|| {
    words("bishop brother count duke father king lord monsieur mr pope prince sir uncle")
});
static FEMALE_TITLES: WordList = LazyLock::new(|| {
    words(
        "aunt countess duchess lady madame mademoiselle miss mother mrs ms princess queen \
         sister",
    )
});
static MALE_NOUNS: WordList = LazyLock::new(|| {
    words(
        "boy brother father fellow gentleman husband king man nephew policeman son spokesman \
         uncle waiter",
    )
});
static FEMALE_NOUNS: WordList = LazyLock::new(|| {
    words(
        "aunt daughter girl lady maid mother niece nurse policewoman queen sister spokeswoman \
         widow wife woman",
    )
});
static MALE_NAMES: WordList = LazyLock::new(|| {
    words(
        "adam alan albert alexander andrew andrii andriy anthony anton arthur ben bill bob \
         bohdan charles daniel david denys dmitry dmytro donald edward frank george harry henry \
         ihor ivan jack jake james jim joe john joseph kyrylo maksym mark matthew michael mike \
         mykhailo mykola oleg oleh oleksandr oleksii oleksiy paul pavlo peter petro philip \
         ralph richard robert roman ruslan samuel sergei serhii serhiy simon stephen steven \
         taras thomas tom tony vadym vasyl viktor vitalii vitaliy vladimir volodymyr walter \
         william yevhen yurii yuriy",
    )
});
static FEMALE_NAMES: WordList = LazyLock::new(|| {
    words(
        "alice alla amy anna anne barbara betty catherine charlotte daria diana elena elizabeth \
         ellen emily emma fanny grace halyna hanna helen inna irina iryna jane jennifer joan \
         julia karen kate kateryna katharine katherine larysa laura linda lisa liudmyla lucy \
         lyudmyla margaret maria mariana marianne mariia martha mary nadiia nancy natalia \
         nataliia nataliya oksana olena olga olha rachel rosa ruth sarah sofiia sophia susan \
         svitlana tamara tetiana tetyana valentyna victoria viktoriia yaroslava yulia yuliia",
    )
});
/// Words of names that are no person's.
static IMPERSONAL: WordList = LazyLock::new(|| {
    words(
        "agency april army association august bank center centre christmas church city \
         commission committee company council court cross day december department district \
         facebook february federation force forces friday god hospital house institute island \
         january july june kingdom korea march ministry monday nations news november october \
         office park parliament party post region republic river road saturday school september \
         service square states station street sunday telegram thursday times tuesday twitter \
         union university war wednesday",
    )
});

/// Words that begin the names of places and bodies.
static IMPERSONAL_FIRST: WordList =
    LazyLock::new(|| words("east new north red saint south st united west"));

/// Whether the word is a given name the lists know.
pub(super) fn is_given(word: &Token) -> bool {
    word.is_in(&MALE_NAMES) || word.is_in(&FEMALE_NAMES)
}

/// Whether capitalised words name a place or body rather than a person.
pub(super) fn is_impersonal(name: &[Token]) -> bool {
    name.last().is_some_and(|w| w.is_in(&IMPERSONAL))
        || name.first().is_some_and(|w| w.is_in(&IMPERSONAL_FIRST))
}

/// How often he and she stand behind a word of a name.
pub(super) type Evidence<'t> = HashMap<&'t str, [u32; 2]>;

/// The gender a name or noun phrase shows by title, given name or noun, or else by the pronouns
/// the text uses behind it.
pub(super) fn gender(name: &str, evidence: &Evidence) -> Option<Gender> {
    let listed = |male: &WordList, female: &WordList| {
        name.split_whitespace().find_map(|word| {
            let word = word.trim_end_matches('.').to_lowercase();
            let he = male.contains(word.as_str()).then_some(Gender::He);
            he.or_else(|| female.contains(word.as_str()).then_some(Gender::She))
        })
    };
    let counted = || {
        let counts = name
            .split_whitespace()
            .filter_map(|word| evidence.get(word));
        let [he, she] = counts.fold([0, 0], |[a, b], [c, d]| [a + c, b + d]);
        match (he, she) {
            _ if he >= 2 && he > 2 * she => Some(Gender::He),
            _ if she >= 2 && she > 2 * he => Some(Gender::She),
            _ => None,
        }
    };
    listed(&MALE_TITLES, &FEMALE_TITLES)
        .or_else(|| listed(&MALE_NAMES, &FEMALE_NAMES))
        .or_else(|| listed(&MALE_NOUNS, &FEMALE_NOUNS))
        .or_else(counted)
}

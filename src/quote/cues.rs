//! Verbs and phrases that tell of speech.

use std::sync::LazyLock;

use super::words::{Token, WordList, words};

/// How a verb of speech is inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `said`, `has said`.
    Past,
    /// `says`.
    Present,
    /// `saying`.
    Gerund,
    /// `say`.
    Base,
}

/// Verbs of speech without regular inflections.
const IRREGULAR: &[(&str, Form)] = &[
    ("said", Form::Past),
    ("told", Form::Past),
    ("wrote", Form::Past),
    ("written", Form::Past),
    ("read", Form::Past),
    ("spoke", Form::Past),
    ("began", Form::Past),
    ("begun", Form::Past),
    ("thought", Form::Past),
    ("sang", Form::Past),
    ("swore", Form::Past),
    ("quoth", Form::Past),
    ("put", Form::Past),
    ("went", Form::Past),
    ("broke", Form::Past),
    ("burst", Form::Past),
    ("cut", Form::Past),
    ("struck", Form::Past),
    ("ran", Form::Past),
    ("retold", Form::Past),
    ("posted", Form::Past),
];

/// Verbs of speech with regular inflections.
static REGULAR: WordList = LazyLock::new(|| {
    words(
        "accuse acknowledge add address admit advise affirm agree allege allow announce answer \
         apologise apologize appeal argue ask assent assert assess assure babble bark bawl beg \
         believe bellow blast blurt boast boom brand breathe call caution chant characterise \
         characterize charge chide chorus chuckle cite claim clarify coax command comment \
         complain concede conclude condemn confess confide confirm contend continue correct \
         counter criticise criticize croak croon cry declare decree decry demand demur denounce \
         deny deplore describe dictate disagree dismiss drawl echo ejaculate elaborate \
         emphasise emphasize enquire enthuse estimate exclaim exhort explain expostulate \
         express falter finish fume gasp giggle grin groan growl grumble grunt guess hail \
         hazard hint hiss howl implore imply inform inquire insist instruct interject interpose \
         interrogate interrupt intone invite jeer joke lament laugh maintain mention moan mock \
         mumble murmur muse mutter note object observe offer opine order pant persist plead \
         pledge point ponder praise pray predict proceed proclaim promise prompt pronounce \
         propose protest pursue query question quip quote rasp react reason reassure recall \
         recite recommend recount reflect reiterate reject rejoin relate remark remember remind \
         remonstrate repeat reply report request respond resume retort return reveal roar scoff \
         scold scream screech shout shriek sigh slam smile snap snarl sneer sniff snort sob \
         soothe speculate splutter stammer state storm stress stutter submit suggest summarise \
         summarize tease testify threaten thunder translate tweet urge utter venture voice \
         volunteer vow wail warn wheeze whimper whine whisper wonder yell",
    )
});

/// Irregular base, present and gerund forms.
const OTHER: &[(&str, Form)] = &[
    ("say", Form::Base),
    ("says", Form::Present),
    ("saying", Form::Gerund),
    ("tell", Form::Base),
    ("tells", Form::Present),
    ("telling", Form::Gerund),
    ("write", Form::Base),
    ("writes", Form::Present),
    ("writing", Form::Gerund),
    ("reads", Form::Present),
    ("reading", Form::Gerund),
    ("begin", Form::Base),
    ("begins", Form::Present),
    ("beginning", Form::Gerund),
    ("thinks", Form::Present),
    ("thinking", Form::Gerund),
    ("goes", Form::Present),
    ("speak", Form::Base),
    ("speaks", Form::Present),
    ("speaking", Form::Gerund),
    ("singing", Form::Gerund),
];

/// Verbs that tell of speech only with the particle that follows.
const PHRASAL: &[(&str, &[&str])] = &[
    ("put", &["in"]),
    ("went", &["on"]),
    ("goes", &["on"]),
    ("broke", &["in", "off", "out"]),
    ("burst", &["out", "forth", "in"]),
    ("cut", &["in"]),
    ("struck", &["in"]),
    ("ran", &["on"]),
    ("point", &["out"]),
];

/// Whether the word is a verb of speech, and in which form.
pub(super) fn form(word: &str) -> Option<Form> {
    if word.len() > 16 || word.len() < 3 {
        return None;
    }
    let lower = word.to_lowercase();
    let word = lower.as_str();
    if let Some((_, form)) = IRREGULAR
        .iter()
        .chain(OTHER)
        .find(|(verb, _)| *verb == word)
    {
        return Some(*form);
    }
    if known(word) {
        return Some(Form::Base);
    }
    for (ending, form) in [
        ("ing", Form::Gerund),
        ("ed", Form::Past),
        ("s", Form::Present),
    ] {
        if let Some(stem) = word.strip_suffix(ending)
            && stems(stem, ending)
        {
            return Some(form);
        }
    }
    None
}

fn known(word: &str) -> bool {
    REGULAR.contains(word)
}

/// Whether a known verb takes `ending` after `stem`.
fn stems(stem: &str, ending: &str) -> bool {
    let with = |end: &str, verb: &str| {
        stem.strip_suffix(end)
            .is_some_and(|s| known(&format!("{s}{verb}")))
    };
    if known(stem) {
        return true;
    }
    if ending == "s" {
        return with("ie", "y") || with("e", "");
    }
    let doubled = stem.len() > 2
        && stem
            .as_bytes()
            .iter()
            .rev()
            .take(2)
            .collect::<Vec<_>>()
            .windows(2)
            .all(|w| w[0] == w[1]);
    with("", "e") || with("i", "y") || doubled && stem.get(..stem.len() - 1).is_some_and(known)
}

/// A verb of speech at `tokens[at]`: its form and the number of tokens it spans (`went on`: 2).
pub(super) fn verb(tokens: &[Token], at: usize) -> Option<(Form, usize)> {
    let token = tokens.get(at)?;
    let form = form(token.text)?;
    let lower = token.lower();
    let next = tokens.get(at + 1);
    if let Some((_, particles)) = PHRASAL.iter().find(|(verb, _)| lower.starts_with(verb)) {
        return next.filter(|t| t.among(particles)).map(|_| (form, 2));
    }
    let particle = next.is_some_and(|t| t.among(&["out"]));
    Some((form, 1 + usize::from(particle)))
}

/// Whether a past form in `-ed` may be a verb of speech the list lacks: good enough only right
/// beside a quote that ends in a comma.
pub(super) fn looks_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && word.starts_with(char::is_lowercase)
}

/// Words that introduce a name or term rather than speech.
static NAMING: WordList = LazyLock::new(|| {
    words(
        "album article book called christened code-named codename codenamed documentary dubbed \
         entitled film hashtag headline known labeled labelled magazine motto movie named \
         newspaper nicknamed novel phrase play poem self-styled series show slogan so-called \
         song styled term termed terms title titled word words",
    )
});

/// Whether a quote right behind this word is a name or term.
pub(super) fn names(word: &Token) -> bool {
    word.is_in(&NAMING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections() {
        for (word, expected) in [
            ("said", Form::Past),
            ("replied", Form::Past),
            ("replies", Form::Present),
            ("admitted", Form::Past),
            ("begged", Form::Past),
            ("urged", Form::Past),
            ("urging", Form::Gerund),
            ("stressed", Form::Past),
            ("stresses", Form::Present),
            ("asks", Form::Present),
            ("adding", Form::Gerund),
        ] {
            assert_eq!(form(word), Some(expected), "{word}");
        }
        for word in ["walked", "house", "going", "ed", "s"] {
            assert_eq!(form(word), None, "{word}");
        }
    }
}

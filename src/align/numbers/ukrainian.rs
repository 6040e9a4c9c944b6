//! Ukrainian number words, in all cases. Words come without apostrophes: `пять` for п'ять.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::word::{Ending, Grammar, Meaning};
use super::{Currency, Period};
use crate::text::Lang;

mod compound;

/// The grammar of Ukrainian numbers.
pub(super) struct Ukrainian;

/// Cardinals up to nineteen by their forms, from zero on.
const SMALL: [&str; 11] = [
    "нуль нуля нулю нулем",
    "один одна одне одну одного одному одним одній одної однієї одною однією",
    "два дві двох двом двома двоє",
    "три трьох трьом трьома троє",
    "чотири чотирьох чотирьом чотирма четверо",
    "пять пяти пятьох пятьом пятьома пятеро",
    "шість шести шістьох шістьом шістьома шестеро",
    "сім семи сімох сімом сьома сімома семеро",
    "вісім восьми вісьмох вісьмом вісьмома восьмеро",
    "девять девяти девятьох девятьом девятьома девятеро",
    "десять десяти десятьох десятьом десятьома десятеро",
];
/// Stems of eleven to nineteen; the cardinal adds ь or и, the ordinal an adjective's ending.
const TEENS: [&str; 9] = [
    "одинадцят",
    "дванадцят",
    "тринадцят",
    "чотирнадцят",
    "пятнадцят",
    "шістнадцят",
    "сімнадцят",
    "вісімнадцят",
    "девятнадцят",
];
const TENS: [&str; 8] = [
    "двадцять двадцяти двадцятьох двадцятьма двадцятьом двадцятеро",
    "тридцять тридцяти тридцятьох тридцятьма тридцятьом тридцятеро",
    "сорок сорока",
    "пятдесят пятдесяти пятдесятьох пятдесятьма",
    "шістдесят шістдесяти шістдесятьох",
    "сімдесят сімдесяти сімдесятьох",
    "вісімдесят вісімдесяти вісімдесятьох",
    "девяносто девяноста",
];
const HUNDREDS: [&str; 9] = [
    "сто ста",
    "двісті двохсот двомстам",
    "триста трьохсот трьомстам",
    "чотириста чотирьохсот чотирьомстам",
    "пятсот пятисот",
    "шістсот шестисот",
    "сімсот семисот",
    "вісімсот восьмисот",
    "девятсот девятисот",
];
/// Stems of the ordinals.
const ORDINALS: [(&str, u32); 20] = [
    ("перш", 1),
    ("друг", 2),
    ("треть", 3),
    ("четверт", 4),
    ("пят", 5),
    ("шост", 6),
    ("сьом", 7),
    ("восьм", 8),
    ("девят", 9),
    ("десят", 10),
    ("двадцят", 20),
    ("тридцят", 30),
    ("сороков", 40),
    ("пятдесят", 50),
    ("шістдесят", 60),
    ("сімдесят", 70),
    ("вісімдесят", 80),
    ("девяност", 90),
    ("сот", 100),
    ("тисячн", 1000),
];
const ADJECTIVE: [&str; 13] = [
    "ий", "ій", "а", "я", "е", "є", "у", "ю", "ого", "ому", "ої", "им", "ою",
];
const MONTHS: [(&str, &str); 12] = [
    ("січ", "ень ня ні нем ню"),
    ("лют", "ий ого ому им"),
    ("берез", "ень ня ні нем ню"),
    ("квіт", "ень ня ні нем ню"),
    ("трав", "ень ня ні нем ню"),
    ("черв", "ень ня ні нем ню"),
    ("лип", "ень ня ні нем ню"),
    ("серп", "ень ня ні нем ню"),
    ("верес", "ень ня ні нем ню"),
    ("жовт", "ень ня ні нем ню"),
    ("листопад", " а і у ом"),
    ("груд", "ень ня ні нем ню"),
];
const WEEKDAYS: [&str; 7] = [
    "понеділок понеділка понеділку понеділком понеділки понеділковий понеділкова понеділкове понеділкового \
     понеділкової понеділкову понеділковому понеділкові понеділкових",
    "вівторок вівторка вівторку вівторком вівторковий вівторкова вівторкове вівторкового \
     вівторкової вівторкову вівторковому вівторкові вівторкових",
    "середа середи середу середі середою середовий середова середове середового \
     середової середову середовому середові середових",
    "четвер четверга четвергу четвергом четверговий четвергова четвергове четвергового \
     четвергової четвергову четверговому четвергові четвергових",
    "пятниця пятниці пятницю пятницею пятничний пятнична пятничне пятничного \
     пятничної пятничну пятничному пятничні пятничних",
    "субота суботи суботу суботі суботою суботній суботня суботнє \
     суботнього суботньої суботню суботні",
    "неділя неділі неділю неділею недільний недільна недільне недільного \
     недільної недільну недільному недільні недільних",
];
const PERIODS: [(Period, &str); 7] = [
    (
        Period::Year,
        "рік року роки років рокам роках роком роками році літ річний річна річне \
                    річного річному річної річну річним річній річних річні",
    ),
    (
        Period::Month,
        "місяць місяця місяці місяців місяцям місяцях місяцем місяцями місячний \
                     місячна місячного",
    ),
    (
        Period::Week,
        "тиждень тижня тижні тижнів тижням тижнях тижнем тижнями тижневий",
    ),
    (
        Period::Day,
        "день дні днів дням днях днем днями доба доби добу діб денний денного",
    ),
    (Period::Hour, "година години годин годинам годинах годинами"),
    (
        Period::Minute,
        "хвилина хвилини хвилину хвилин хвилинам хвилинах хвилинами",
    ),
    (Period::Second, "секунда секунди секунду секунд"),
];
const CURRENCIES: [(Currency, &str); 8] = [
    (
        Currency::Dollar,
        "долар долара долари доларів доларам доларах дол",
    ),
    (Currency::Euro, "євро"),
    (Currency::Pound, "фунт фунта фунти фунтів"),
    (Currency::Won, "вон"),
    (
        Currency::Hryvnia,
        "гривня гривні гривню гривень гривням гривнях гривнею грн",
    ),
    (Currency::Rouble, "рубль рубля рублі рублів руб"),
    (Currency::Yen, "єна єни єн"),
    (Currency::Yuan, "юань юаня юані юанів"),
];
const FIXED: [(f64, Option<Period>, &str); 16] = [
    (
        0.5,
        None,
        "половина половини половину половині половиною пів",
    ),
    (0.25, None, "чверть чверті чвертю"),
    (1.0 / 3.0, None, "третина третини третину третині третиною"),
    (1.5, None, "півтора півтори"),
    (0.5, Some(Period::Year), "півроку півріччя"),
    (0.5, Some(Period::Hour), "півгодини"),
    (5e5, None, "півмільйона"),
    (500.0, None, "півтисячі"),
    (100.0, None, "сотня сотню"),
    (2.0, None, "двічі вдвічі удвічі вдвоє удвоє"),
    (3.0, None, "тричі втричі утричі втроє"),
    (12.0, None, "дюжина дюжини дюжину"),
    (4.0, None, "вчетверо учетверо"),
    (5.0, None, "впятеро упятеро"),
    (10.0, None, "вдесятеро удесятеро"),
    (10.0, None, "десяток десятка"),
];

/// What whole words mean.
static WORDS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut add = |forms: &str, meaning: Meaning| {
        words.extend(forms.split(' ').map(|form| (form.to_owned(), meaning)));
    };
    for (n, forms) in SMALL.iter().enumerate() {
        add(forms, Meaning::Small(n as f64));
    }
    for (n, stem) in TEENS.iter().enumerate() {
        for ending in ["ь", "и", "ьох", "ьом", "ьма", "ьома", "еро"] {
            add(&format!("{stem}{ending}"), Meaning::Small(n as f64 + 11.0));
        }
    }
    for (n, forms) in TENS.iter().enumerate() {
        add(forms, Meaning::Tens(n as f64 * 10.0 + 20.0));
    }
    for (n, forms) in HUNDREDS.iter().enumerate() {
        add(forms, Meaning::Hundreds(n as f64 * 100.0 + 100.0));
    }
    for (n, forms) in WEEKDAYS.iter().enumerate() {
        add(forms, Meaning::Weekday(n as u8 + 1));
    }
    for (period, forms) in PERIODS {
        add(forms, Meaning::Period(period));
    }
    for (currency, forms) in CURRENCIES {
        add(forms, Meaning::Currency(currency));
    }
    for (n, period, forms) in FIXED {
        add(forms, Meaning::Fixed(n, period));
    }
    add(
        "століття століть сторіччя сторіч",
        Meaning::Group(100.0, Some(Period::Year)),
    );
    add("годині годину годиною", Meaning::Oclock);
    add("ранку ночі", Meaning::HalfDay(false));
    add("вечора дня", Meaning::HalfDay(true));
    // The seventh, not by seven.
    add(
        "сьома",
        Meaning::Ordinal {
            n: 7,
            plural: false,
        },
    );
    words
});

impl Grammar for Ukrainian {
    const LANG: Lang = Lang::Uk;

    fn meaning(&self, word: &str) -> Option<Meaning> {
        let day = word.strip_prefix("що").unwrap_or(word);
        let whole = WORDS.get(word).or_else(|| {
            WORDS
                .get(day)
                .filter(|meaning| matches!(meaning, Meaning::Weekday(_)))
        });
        if whole.is_some() {
            return whole.copied();
        }
        if let Some(meaning) = scale(word).or_else(|| month(word)) {
            return Some(meaning);
        }
        if word.starts_with("відсот") || word.starts_with("процент") {
            return Some(Meaning::Percent);
        }
        ordinal(word).or_else(|| compound::meaning(word))
    }

    fn links(&self, word: &str) -> bool {
        matches!(word, "з" | "із")
    }

    fn ranges(&self, word: &str) -> bool {
        matches!(word, "до" | "чи" | "або")
    }

    fn approximates(&self, [first, second]: [&str; 2]) -> bool {
        matches!(
            second,
            "близько"
                | "понад"
                | "майже"
                | "приблизно"
                | "орієнтовно"
                | "десь"
                | "щонайменше"
                | "щонайбільше"
                | "більше"
                | "менше"
                | "біля"
                | "коло"
        ) || matches!(
            (first, second),
            ("більше" | "більш" | "менше" | "менш", "ніж" | "як" | "за")
        )
    }

    fn before_hour(&self, word: &str) -> bool {
        matches!(word, "о" | "об")
    }

    fn ending(&self, ending: &str) -> Option<Ending> {
        Some(match ending {
            "й" | "го" | "му" | "а" | "я" | "ї" | "ю" | "ша" | "га" | "ий" | "ого" | "ому"
            | "ої" | "ій" | "е" | "є" | "ту" => Ending::Ordinal,
            "х" | "ті" | "их" | "ми" | "тих" => Ending::Decade,
            "ти" | "ма" | "ох" => Ending::None,
            _ => return None,
        })
    }
}

fn scale(word: &str) -> Option<Meaning> {
    const SCALES: [(&str, &str, f64); 4] = [
        ("тисяч", "тис", 1e3),
        ("мільйон", "млн", 1e6),
        ("мільярд", "млрд", 1e9),
        ("трильйон", "трлн", 1e12),
    ];
    let (stem, _, factor) = SCALES
        .into_iter()
        .find(|(stem, short, _)| word == *short || word.starts_with(*stem))?;
    let ending = word.strip_prefix(stem);
    // An adjective (мільйонний, тисячний) is no cardinal.
    if ending.is_some_and(|e| e.starts_with('н')) {
        return None;
    }
    // Nominative and accusative singular; the genitive тисячі is also the vague plural.
    let alone = match stem {
        "тисяч" => matches!(ending, Some("а" | "у")),
        _ => ending == Some(""),
    };
    Some(Meaning::Scale { factor, alone })
}

fn month(word: &str) -> Option<Meaning> {
    let place = MONTHS.iter().position(|(stem, endings)| {
        word.strip_prefix(stem)
            .is_some_and(|rest| endings.split(' ').any(|e| e == rest) || is_adjective(rest))
    })?;
    Some(Meaning::Month {
        month: place as u8 + 1,
        sure: place != 1 || word.starts_with("лютнев"),
    })
}

/// Whether a month's stem with `rest` is its adjective: жовтневий.
fn is_adjective(rest: &str) -> bool {
    rest.starts_with("нев") || rest.starts_with("ов") && rest.chars().count() > 2
}

fn ordinal(word: &str) -> Option<Meaning> {
    let stem = ADJECTIVE.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        let n = match stem {
            "трет" => Some(3),
            _ => ORDINALS.iter().find(|(s, _)| *s == stem).map(|(_, n)| *n),
        };
        n.or_else(|| TEENS.iter().position(|t| *t == stem).map(|n| n as u32 + 11))
    })?;
    Some(Meaning::Ordinal {
        n: stem,
        plural: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_all_cases() {
        let meaning = |word| Ukrainian.meaning(word);
        assert_eq!(meaning("двома"), Some(Meaning::Small(2.0)));
        assert_eq!(meaning("пятнадцяти"), Some(Meaning::Small(15.0)));
        assert_eq!(
            meaning("третього"),
            Some(Meaning::Ordinal {
                n: 3,
                plural: false
            })
        );
        assert_eq!(
            meaning("третій"),
            Some(Meaning::Ordinal {
                n: 3,
                plural: false
            })
        );
        assert_eq!(
            meaning("сьома"),
            Some(Meaning::Ordinal {
                n: 7,
                plural: false
            })
        );
        assert_eq!(
            meaning("мільйонів"),
            Some(Meaning::Scale {
                factor: 1e6,
                alone: false
            })
        );
        assert_eq!(
            meaning("тисяча"),
            Some(Meaning::Scale {
                factor: 1e3,
                alone: true
            })
        );
        assert_eq!(
            meaning("січнем"),
            Some(Meaning::Month {
                month: 1,
                sure: true
            })
        );
        assert_eq!(meaning("сотні"), None);
        assert_eq!(meaning("мільйонний"), None);
        assert_eq!(meaning("другові"), None);
    }
}

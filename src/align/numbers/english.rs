//! English number words.

use super::word::{Ending, Grammar, Meaning};
use super::{Currency, Period};
use crate::text::Lang;

/// The grammar of English numbers.
pub(super) struct English;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: [&str; 20] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const TENTHS: [&str; 8] = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
];
const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", ""),
    ("april", "apr"),
    ("may", ""),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

impl Grammar for English {
    const LANG: Lang = Lang::En;

    fn meaning(&self, word: &str) -> Option<Meaning> {
        let scale = |factor| {
            Some(Meaning::Scale {
                factor,
                alone: false,
            })
        };
        match word {
            "hundred" => return Some(Meaning::Hundred),
            "thousand" => return scale(1e3),
            "million" | "mn" | "mln" => return scale(1e6),
            "billion" | "bn" => return scale(1e9),
            "trillion" => return scale(1e12),
            "half" => return Some(Meaning::Fixed(0.5, None)),
            "dozen" => return Some(Meaning::Group(12.0, None)),
            "twice" => return Some(Meaning::Fixed(2.0, None)),
            "thrice" => return Some(Meaning::Fixed(3.0, None)),
            "double" | "doubled" | "doubling" => return Some(Meaning::Fixed(2.0, None)),
            "triple" | "tripled" | "tripling" => return Some(Meaning::Fixed(3.0, None)),
            "quadrupled" => return Some(Meaning::Fixed(4.0, None)),
            "century" | "centuries" => return Some(Meaning::Group(100.0, Some(Period::Year))),
            "decade" | "decades" => return Some(Meaning::Group(10.0, Some(Period::Year))),
            "fortnight" => return Some(Meaning::Group(2.0, Some(Period::Week))),
            "quarter" => return Some(Meaning::Ordinal { n: 4, plural: true }),
            "quarters" => return Some(Meaning::Ordinal { n: 4, plural: true }),
            "thousandth" => {
                return Some(Meaning::Ordinal {
                    n: 1000,
                    plural: false,
                });
            }
            "hundredth" => {
                return Some(Meaning::Ordinal {
                    n: 100,
                    plural: false,
                });
            }
            "percent" | "percentage" | "pct" => return Some(Meaning::Percent),
            "dollar" | "dollars" | "bucks" | "usd" => {
                return Some(Meaning::Currency(Currency::Dollar));
            }
            "euro" | "euros" | "eur" => return Some(Meaning::Currency(Currency::Euro)),
            "pounds" | "sterling" | "gbp" => return Some(Meaning::Currency(Currency::Pound)),
            "won" | "krw" => return Some(Meaning::Currency(Currency::Won)),
            "hryvnia" | "hryvnias" | "hryvnya" | "hryvnyas" | "hryvna" | "uah" => {
                return Some(Meaning::Currency(Currency::Hryvnia));
            }
            "ruble" | "rubles" | "rouble" | "roubles" => {
                return Some(Meaning::Currency(Currency::Rouble));
            }
            "yen" => return Some(Meaning::Currency(Currency::Yen)),
            "yuan" | "renminbi" => return Some(Meaning::Currency(Currency::Yuan)),
            "oclock" => return Some(Meaning::Oclock),
            "am" => return Some(Meaning::HalfDay(false)),
            "pm" => return Some(Meaning::HalfDay(true)),
            "sep" => {
                return Some(Meaning::Month {
                    month: 9,
                    sure: false,
                });
            }
            _ => {}
        }
        let place = |list: &[&str], word: &str| list.iter().position(|w| *w == word);
        if let Some(times) = word.strip_suffix("fold") {
            let ones = place(&SMALL, times).map(|n| n as f64);
            let tens = || place(&TENS, times).map(|n| (n * 10 + 20) as f64);
            return ones.or_else(tens).map(|n| Meaning::Fixed(n, None));
        }
        if let Some(n) = place(&SMALL, word) {
            return Some(Meaning::Small(n as f64));
        }
        if let Some(n) = place(&TENS, word) {
            return Some(Meaning::Tens((n * 10 + 20) as f64));
        }
        // In his fifties.
        let decade = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        if let Some(n) = decade.and_then(|word| place(&TENS, &word)) {
            return Some(Meaning::Fixed((n * 10 + 20) as f64, None));
        }
        if let Some(period) = period(word) {
            return Some(Meaning::Period(period));
        }
        if let Some(n) = MONTHS
            .iter()
            .position(|(long, short)| *long == word || *short == word)
        {
            let sure = !matches!(word, "march" | "may" | "august" | "jan" | "jun");
            return Some(Meaning::Month {
                month: n as u8 + 1,
                sure,
            });
        }
        let singular = word.strip_suffix('s').unwrap_or(word);
        if let Some(n) = place(&WEEKDAYS, singular) {
            return Some(Meaning::Weekday(n as u8 + 1));
        }
        let plural = singular.len() < word.len();
        let ordinal = |n: usize| {
            Some(Meaning::Ordinal {
                n: n as u32,
                plural,
            })
        };
        if let Some(n) = place(&ORDINALS, singular).filter(|n| *n > 0) {
            return ordinal(n);
        }
        place(&TENTHS, singular).and_then(|n| ordinal(n * 10 + 20))
    }

    fn links(&self, word: &str) -> bool {
        word == "and"
    }

    fn ranges(&self, word: &str) -> bool {
        matches!(word, "to" | "or" | "and")
    }

    fn approximates(&self, [first, second]: [&str; 2]) -> bool {
        matches!(
            second,
            "about"
                | "around"
                | "nearly"
                | "almost"
                | "approximately"
                | "roughly"
                | "over"
                | "some"
                | "under"
                | "circa"
                | "nearing"
                | "exceeding"
                | "above"
                | "below"
        ) || matches!(
            (first, second),
            ("more" | "less" | "fewer" | "other" | "greater", "than")
                | ("at", "least" | "most")
                | ("up" | "close", "to")
        )
    }

    fn before_hour(&self, _: &str) -> bool {
        false
    }

    fn ending(&self, ending: &str) -> Option<Ending> {
        Some(match ending {
            "st" | "nd" | "rd" | "th" => Ending::Ordinal,
            "s" => Ending::Decade,
            "k" => Ending::Times(1e3),
            "m" | "mn" => Ending::Times(1e6),
            "bn" | "b" => Ending::Times(1e9),
            "tn" => Ending::Times(1e12),
            _ => return None,
        })
    }
}

fn period(word: &str) -> Option<Period> {
    Some(match word {
        "year" | "years" => Period::Year,
        "month" | "months" => Period::Month,
        "week" | "weeks" => Period::Week,
        "day" | "days" => Period::Day,
        "hour" | "hours" => Period::Hour,
        "minute" | "minutes" => Period::Minute,
        "seconds" => Period::Second,
        _ => return None,
    })
}

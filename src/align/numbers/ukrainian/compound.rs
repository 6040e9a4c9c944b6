//! Adjectives and nouns with a number at their start: тримісячний, вісімдесятиріччя.

use super::super::Period;
use super::super::word::Meaning;

/// The numbers as such words write them.
const STARTS: [(&str, f64); 33] = [
    ("півтора", 1.5),
    ("пів", 0.5),
    ("одно", 1.0),
    ("двох", 2.0),
    ("дво", 2.0),
    ("трьох", 3.0),
    ("три", 3.0),
    ("чотирьох", 4.0),
    ("чотири", 4.0),
    ("пяти", 5.0),
    ("шести", 6.0),
    ("семи", 7.0),
    ("восьми", 8.0),
    ("девяти", 9.0),
    ("десяти", 10.0),
    ("одинадцяти", 11.0),
    ("дванадцяти", 12.0),
    ("тринадцяти", 13.0),
    ("чотирнадцяти", 14.0),
    ("пятнадцяти", 15.0),
    ("шістнадцяти", 16.0),
    ("сімнадцяти", 17.0),
    ("вісімнадцяти", 18.0),
    ("девятнадцяти", 19.0),
    ("двадцяти", 20.0),
    ("тридцяти", 30.0),
    ("сорока", 40.0),
    ("пятдесяти", 50.0),
    ("шістдесяти", 60.0),
    ("сімдесяти", 70.0),
    ("вісімдесяти", 80.0),
    ("девяносто", 90.0),
    ("сто", 100.0),
];

/// What may follow the number.
const ENDS: [(&str, Option<Period>); 19] = [
    ("річ", Some(Period::Year)),
    ("літт", Some(Period::Year)),
    ("літн", Some(Period::Year)),
    ("місячн", Some(Period::Month)),
    ("тижнев", Some(Period::Week)),
    ("денн", Some(Period::Day)),
    ("добов", Some(Period::Day)),
    ("годинн", Some(Period::Hour)),
    ("хвилинн", Some(Period::Minute)),
    ("секундн", Some(Period::Second)),
    ("відсотков", None),
    ("кілометров", None),
    ("метров", None),
    ("поверхов", None),
    ("шаров", None),
    ("тонн", None),
    ("бальн", None),
    ("кратн", None),
    ("разов", None),
];

/// The meaning of such a word, without apostrophes.
pub fn meaning(word: &str) -> Option<Meaning> {
    // Few words go on past the number; the test is cheaper than the lists.
    if !ENDS.iter().any(|(end, _)| word.contains(end)) {
        return None;
    }
    // The south is not half a day, nor a century a hundred years of anything.
    if ["столітт", "сторіч", "південн"]
        .iter()
        .any(|other| word.starts_with(other))
    {
        return None;
    }
    let (n, rest) = start(word)?;
    let (n, rest) = match start(rest) {
        Some((ones, rest)) if n >= 20.0 && (1.0..n).contains(&ones) => (n + ones, rest),
        _ => (n, rest),
    };
    let (_, period) = ENDS.iter().find(|(end, _)| rest.starts_with(end))?;
    Some(Meaning::Fixed(n, *period))
}

fn start(word: &str) -> Option<(f64, &str)> {
    STARTS
        .iter()
        .find_map(|(start, n)| Some((*n, word.strip_prefix(start)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_at_the_start_of_words() {
        assert_eq!(
            meaning("тримісячне"),
            Some(Meaning::Fixed(3.0, Some(Period::Month)))
        );
        assert_eq!(
            meaning("вісімдесятидевятирічна"),
            Some(Meaning::Fixed(89.0, Some(Period::Year)))
        );
        assert_eq!(
            meaning("півторагодинне"),
            Some(Meaning::Fixed(1.5, Some(Period::Hour)))
        );
        assert_eq!(meaning("пятивідсотковий"), Some(Meaning::Fixed(5.0, None)));
        assert_eq!(meaning("століття"), None);
        assert_eq!(meaning("тримати"), None);
        assert_eq!(meaning("південній"), None);
    }
}

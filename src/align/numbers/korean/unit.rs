//! What stands after a Korean numeral: counters, units of time, currencies.

use super::super::{Currency, Period};

/// The part a word after a numeral plays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    /// People, things, times: nothing but a count.
    Counter,
    /// A length of time, or an age.
    Period(Period),
    /// 년: a year of the calendar or a number of years.
    Year,
    /// 년대: a decade.
    Decade,
    /// 월: a month of the calendar.
    Month,
    /// 일: a day of the month or a number of days.
    Day,
    /// 시: the hour.
    Hour,
    /// 번째, 위, 차.
    Ordinal,
    /// 퍼센트, 프로, %.
    Percent,
    /// 원, 달러.
    Currency(Currency),
    /// 분의: the numeral before it is a denominator.
    Denominator,
}

/// Units, the longer before the shorter where one starts the other. `true` where the unit is
/// short enough to be the start of another word, so that what follows has to be looked at.
const UNITS: [(&str, Unit, bool); 85] = [
    ("퍼센트포인트", Unit::Percent, false),
    ("퍼센트", Unit::Percent, false),
    ("프로", Unit::Percent, true),
    ("%포인트", Unit::Percent, false),
    ("%p", Unit::Percent, false),
    ("%", Unit::Percent, false),
    ("％", Unit::Percent, false),
    ("달러", Unit::Currency(Currency::Dollar), false),
    ("불", Unit::Currency(Currency::Dollar), true),
    ("유로", Unit::Currency(Currency::Euro), false),
    ("흐리우냐", Unit::Currency(Currency::Hryvnia), false),
    ("흐리브냐", Unit::Currency(Currency::Hryvnia), false),
    ("그리브나", Unit::Currency(Currency::Hryvnia), false),
    ("파운드", Unit::Currency(Currency::Pound), false),
    ("루블", Unit::Currency(Currency::Rouble), false),
    ("위안", Unit::Currency(Currency::Yuan), true),
    ("엔", Unit::Currency(Currency::Yen), true),
    ("원", Unit::Currency(Currency::Won), true),
    ("년대", Unit::Decade, false),
    ("년간", Unit::Period(Period::Year), false),
    ("년", Unit::Year, true),
    ("개년", Unit::Period(Period::Year), true),
    ("주년", Unit::Period(Period::Year), true),
    ("세기", Unit::Ordinal, true),
    ("세대", Unit::Counter, true),
    ("개월", Unit::Period(Period::Month), false),
    ("달러", Unit::Currency(Currency::Dollar), false),
    ("달", Unit::Period(Period::Month), true),
    ("월", Unit::Month, true),
    ("주일", Unit::Period(Period::Week), false),
    ("주간", Unit::Period(Period::Week), false),
    ("주", Unit::Period(Period::Week), true),
    ("일간", Unit::Period(Period::Day), false),
    ("일째", Unit::Period(Period::Day), false),
    ("일", Unit::Day, true),
    ("시간", Unit::Period(Period::Hour), false),
    ("시", Unit::Hour, true),
    ("분의", Unit::Denominator, false),
    ("분기", Unit::Ordinal, true),
    ("분간", Unit::Period(Period::Minute), false),
    ("분", Unit::Period(Period::Minute), true),
    ("초", Unit::Period(Period::Second), true),
    ("살", Unit::Period(Period::Year), true),
    ("세", Unit::Period(Period::Year), true),
    ("해", Unit::Period(Period::Year), true),
    ("번째", Unit::Ordinal, false),
    ("번", Unit::Counter, true),
    ("차례", Unit::Counter, true),
    ("차선", Unit::Counter, true),
    ("차", Unit::Ordinal, true),
    ("위", Unit::Ordinal, true),
    ("등", Unit::Ordinal, true),
    ("째", Unit::Ordinal, true),
    ("명", Unit::Counter, true),
    ("사람", Unit::Counter, true),
    ("인", Unit::Counter, true),
    ("개국", Unit::Counter, true),
    ("개", Unit::Counter, true),
    ("회", Unit::Counter, true),
    ("배", Unit::Counter, true),
    ("가지", Unit::Counter, true),
    ("마리", Unit::Counter, true),
    ("대", Unit::Counter, true),
    ("장", Unit::Counter, true),
    ("권", Unit::Counter, true),
    ("건", Unit::Counter, true),
    ("곳", Unit::Counter, true),
    ("군데", Unit::Counter, true),
    ("나라", Unit::Counter, true),
    ("척", Unit::Counter, true),
    ("채", Unit::Counter, true),
    ("병", Unit::Counter, true),
    ("잔", Unit::Counter, true),
    ("발", Unit::Counter, true),
    ("톤", Unit::Counter, true),
    ("킬로", Unit::Counter, false),
    ("미터", Unit::Counter, false),
    ("층", Unit::Counter, true),
    ("짜리", Unit::Counter, false),
    ("표", Unit::Counter, true),
    ("점", Unit::Counter, true),
    ("쪽", Unit::Counter, true),
    ("팀", Unit::Counter, true),
    ("호", Unit::Ordinal, true),
    ("학년", Unit::Ordinal, true),
];

/// Syllables that particles, the copula and bound nouns start with: after a short unit they show
/// that the unit's word is over.
const FOLLOWERS: &str = "은는이가을를에의로으와과도만까부라쯤정여씩짜째당후전안마보처인였입남며고나든뿐밖조중내치예요야말초동미가들이랑하간대경";

/// The unit that starts at byte `at`, and the offset after it.
pub(super) fn unit(text: &str, at: usize) -> Option<(Unit, usize)> {
    let rest = text.get(at..)?;
    let (word, unit, short) = UNITS.iter().find(|(word, _, _)| rest.starts_with(word))?;
    let after = rest.get(word.len()..)?.chars().next();
    let over = after.is_none_or(|c| !super::is_hangul(c) || FOLLOWERS.contains(c));
    (!short || over).then_some((*unit, at + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_that_starts_another_word_is_none() {
        assert_eq!(unit("원칙", 0), None);
        assert_eq!(unit("원을", 0), Some((Unit::Currency(Currency::Won), 3)));
        assert_eq!(unit("시장", 0), None);
        assert_eq!(unit("시간이", 0), Some((Unit::Period(Period::Hour), 6)));
        assert_eq!(unit("프로젝트", 0), None);
    }

    #[test]
    fn longer_units_stand_before_the_shorter_they_start_with() {
        for (i, (word, _, _)) in UNITS.iter().enumerate() {
            let shadowed = UNITS
                .iter()
                .take(i)
                .any(|(w, _, _)| word.starts_with(w) && w != word);
            assert!(!shadowed, "{word}");
        }
    }
}

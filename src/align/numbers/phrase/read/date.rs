//! Dates and days of the week.

use super::{Amount, Grammar, Kind, Lang, Meaning, Period, Read, Reader, Value, whole};

impl<G: Grammar> Reader<'_, G> {
    /// `January 5, 2024`, `January 2024`, `січень 2024 року`, `January`.
    pub(super) fn month_first(&self, at: usize) -> Option<Read> {
        let Meaning::Month { month, sure } = self.meaning(at)? else {
            return None;
        };
        if G::LANG == Lang::En && !self.capital(at) {
            return None;
        }
        let abbreviated = self.sign(at + 1) == Some('.') && self.glued(at + 1);
        let next = at + 1 + usize::from(abbreviated);
        let day = self.day(next).filter(|_| G::LANG == Lang::En);
        let mut end = day.map_or(at + 1, |(_, end)| end);
        let comma = usize::from(day.is_some() && self.sign(end) == Some(','));
        let year_at = if day.is_some() { end + comma } else { next };
        let year = self.year(year_at);
        if let Some((_, after)) = year {
            end = after;
        }
        // May inside a sentence is a month, unless it is a family name.
        let inside = at.checked_sub(1).is_some_and(|i| {
            matches!(self.kind(i), Some(Kind::Word { capital: false, .. }))
                || self.sign(i) == Some(',')
        });
        let meant = G::LANG == Lang::En && inside;
        let plainly = sure || day.is_some() || year.is_some() || meant;
        let value = Value::Date {
            year: year.map(|y| y.0),
            month: Some(month),
            day: day.map(|d| d.0),
        };
        plainly.then_some(Read {
            value,
            end,
            figures: day.or(year.map(|y| (1, y.1))).is_some(),
        })
    }

    /// A day of the month at token `at`: 5, 5th, fifth.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
        let amount = self
            .amount(at)
            .filter(|a| !a.decade && a.period.is_none())?;
        let day = whole(amount.n, 31)? as u8;
        let percent = matches!(self.sign(amount.end), Some('%' | ':'));
        (day > 0 && !percent && (amount.ordinal || (1..=2).contains(&amount.plain)))
            .then_some((day, amount.end))
    }

    /// A year at token `at`, with the word for year after it where there is one.
    fn year(&self, at: usize) -> Option<(u16, usize)> {
        let Some(Kind::Figures(figures)) = self.kind(at) else {
            return None;
        };
        let year = whole(figures.value, 2100).filter(|y| *y >= 1000 && figures.plain == 4)? as u16;
        Some((year, self.past_year_word(at + 1)))
    }

    /// The token after рік, року or р. at token `at`, else `at`.
    pub(super) fn past_year_word(&self, at: usize) -> usize {
        let ukrainian = G::LANG == Lang::Uk;
        if !ukrainian {
            at
        } else if self.meaning(at) == Some(Meaning::Period(Period::Year)) {
            at + 1
        } else if matches!(self.word(at), "р" | "рр") {
            at + 1 + usize::from(self.sign(at + 1) == Some('.'))
        } else {
            at
        }
    }

    /// A day of the week.
    pub(super) fn weekday(&self, at: usize) -> Option<Read> {
        let Meaning::Weekday(day) = self.meaning(at)? else {
            return None;
        };
        Some(Read {
            value: Value::Weekday(day),
            end: at + 1,
            figures: true,
        })
    }

    /// `5 January 2024`, `the 5th of January`, `шостого січня`.
    pub(super) fn day_first(&self, amount: &Amount) -> Option<Read> {
        let day = whole(amount.n, 31).filter(|d| *d > 0)? as u8;
        if !amount.ordinal && !(1..=2).contains(&amount.plain) {
            return None;
        }
        let of = usize::from(self.word(amount.end) == "of");
        let mut at = amount.end + of;
        let Meaning::Month { month, sure } = self.meaning(at)? else {
            return None;
        };
        if !sure && G::LANG == Lang::En && !self.capital(at) {
            return None;
        }
        at += 1;
        let stop = usize::from(self.sign(at) == Some('.') && self.glued(at));
        let year = self.year(at + stop);
        let value = Value::Date {
            year: year.map(|y| y.0),
            month: Some(month),
            day: Some(day),
        };
        Some(Read {
            value,
            end: year.map_or(at, |y| y.1),
            figures: true,
        })
    }
}

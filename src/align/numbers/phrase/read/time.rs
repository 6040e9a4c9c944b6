//! Times of day.

use super::{Amount, Grammar, Kind, Lang, Meaning, Period, Read, Reader, Value, whole};

impl<G: Grammar> Reader<'_, G> {
    /// `15:00`, `3:30 p.m.`
    pub(super) fn clock(&self, at: usize) -> Option<Read> {
        let Some(Kind::Clock { hour, minute }) = self.kind(at) else {
            return None;
        };
        let (hour, minute) = (*hour, *minute);
        let (value, end) = match self.half_day(at + 1) {
            Some((late, end)) => (clock_time(hour, minute, late), end),
            None => (
                Value::Time {
                    hour,
                    minute,
                    twelve: false,
                },
                at + 1,
            ),
        };
        Some(Read {
            value,
            end,
            figures: true,
        })
    }

    /// `p.m.`, `pm`, вечора at token `at`: whether it is the later half, and the token after.
    pub(super) fn half_day(&self, at: usize) -> Option<(bool, usize)> {
        if let Some(Meaning::HalfDay(late)) = self.meaning(at) {
            return Some((late, at + 1));
        }
        let part = [at, at + 1, at + 2].map(|i| self.word(i));
        match part {
            ["in", "the", "morning"] => return Some((false, at + 3)),
            ["in", "the", "afternoon" | "evening"] => return Some((true, at + 3)),
            ["at", "night", _] => return Some((true, at + 2)),
            _ => {}
        }
        let late = match self.word(at) {
            "p" => true,
            "a" => false,
            _ => return None,
        };
        let dotted = self.sign(at + 1) == Some('.') && self.word(at + 2) == "m";
        let end = at + 3 + usize::from(self.sign(at + 3) == Some('.') && self.glued(at + 3));
        dotted.then_some((late, end))
    }

    /// The time whose hour is the number `amount` at token `at`, and the token after it: `3 p.m.`,
    /// `six in the morning`, `о третій годині`.
    pub(super) fn hour(&self, at: usize, amount: &Amount) -> Option<(Value, usize)> {
        let hour = whole(amount.n, 24)? as u8;
        // першого дня is no hour.
        let masculine = self.word(amount.end - 1).ends_with("го");
        if let Some((late, end)) = self.half_day(amount.end)
            && hour <= 12
            && !masculine
        {
            return Some((clock_time(hour, 0, late), end));
        }
        let named = match self.meaning(amount.end) {
            Some(Meaning::Oclock) => true,
            Some(Meaning::Period(Period::Hour)) => amount.ordinal && G::LANG == Lang::Uk,
            _ => false,
        };
        let before = at.checked_sub(1).map_or("", |i| self.word(i));
        let told = named || amount.ordinal && self.grammar.before_hour(before);
        if !told {
            return None;
        }
        let end = amount.end + usize::from(named);
        Some(match self.half_day(end) {
            Some((late, end)) => (clock_time(hour, 0, late), end),
            None => (
                Value::Time {
                    hour,
                    minute: 0,
                    twelve: hour <= 12,
                },
                end,
            ),
        })
    }
}

fn clock_time(hour: u8, minute: u8, late: bool) -> Value {
    let hour = match (hour, late) {
        (12, false) => 0,
        (0..=11, true) => hour + 12,
        _ => hour,
    };
    Value::Time {
        hour,
        minute,
        twelve: false,
    }
}

//! Reads one number at a token.

use super::super::strength::strength;
use super::{Currency, Ending, Grammar, Kind, Lang, Meaning, Number, Period, Span, Token, Value};

mod amount;

/// What was read at a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    value: Value,
    /// The token just after it.
    pub end: usize,
    /// Whether any part is written in figures.
    figures: bool,
}

/// A number before its unit is known.
#[derive(Clone, Copy, Debug)]
struct Amount {
    n: f64,
    end: usize,
    figures: bool,
    /// Digits of a number written with nothing else.
    plain: usize,
    ordinal: bool,
    decade: bool,
    period: Option<Period>,
}

/// The tokens of a text and the rules to read them by.
pub(super) struct Reader<'t, G> {
    tokens: &'t [Token],
    grammar: &'t G,
}

impl<'t, G: Grammar> Reader<'t, G> {
    /// Reads `tokens` by `grammar`.
    pub(super) fn new(tokens: &'t [Token], grammar: &'t G) -> Self {
        Self { tokens, grammar }
    }

    /// The number that starts at token `at`, if one does.
    pub(super) fn number(&self, at: usize) -> Option<Read> {
        if let Some(Kind::Date(value)) = self.kind(at) {
            return Some(Read {
                value: *value,
                end: at + 1,
                figures: true,
            });
        }
        self.clock(at)
            .or_else(|| self.money_sign(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.with_unit(at))
    }

    /// The number with its span, its approximation and its strength.
    pub(super) fn finish(&self, at: usize, read: &Read) -> Number {
        let span = self.tokens.get(at..read.end).into_iter().flatten();
        let span = span
            .map(|t| t.span)
            .reduce(Span::cover)
            .unwrap_or(Span::new(0, 0));
        let before = |back: usize| at.checked_sub(back).map_or("", |i| self.word(i));
        let plus = matches!(self.kind(read.end), Some(Kind::Sign('+')));
        Number {
            span,
            value: read.value,
            approx: plus || self.grammar.approximates([before(2), before(1)]),
            strength: strength(read.value, read.figures),
        }
    }

    fn kind(&self, at: usize) -> Option<&Kind> {
        self.tokens.get(at).map(|t| &t.kind)
    }

    fn word(&self, at: usize) -> &str {
        match self.kind(at) {
            Some(Kind::Word { word, .. }) => word,
            _ => "",
        }
    }

    fn capital(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Word { capital: true, .. }))
    }

    fn meaning(&self, at: usize) -> Option<Meaning> {
        match self.kind(at) {
            Some(Kind::Word { meaning, .. }) => *meaning,
            _ => None,
        }
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.kind(at) {
            Some(Kind::Sign(sign)) => Some(*sign),
            _ => None,
        }
    }

    /// Whether token `at` follows the one before it without a space.
    fn glued(&self, at: usize) -> bool {
        let end = at
            .checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .map(|t| t.span.end);
        end.is_some() && end == self.tokens.get(at).map(|t| t.span.start)
    }

    /// `at`, or the token after a glued hyphen there.
    fn past_hyphen(&self, at: usize) -> usize {
        let hyphen = matches!(self.sign(at), Some('-' | '‑'));
        if hyphen && self.glued(at) && self.glued(at + 1) {
            at + 1
        } else {
            at
        }
    }

    fn clock(&self, at: usize) -> Option<Read> {
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
    fn half_day(&self, at: usize) -> Option<(bool, usize)> {
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

    fn money_sign(&self, at: usize) -> Option<Read> {
        let prefixed = self.word(at) == "us" && self.glued(at + 1);
        let sign = at + usize::from(prefixed);
        let currency = currency_sign(self.sign(sign)?)?;
        let amount = self
            .amount(sign + 1)
            .filter(|a| a.figures && !a.ordinal && !a.decade)?;
        let value = Value::Money {
            amount: amount.n,
            currency,
        };
        Some(Read {
            value,
            end: amount.end,
            figures: true,
        })
    }

    /// `January 5, 2024`, `January 2024`, `січень 2024 року`, `January`.
    fn month_first(&self, at: usize) -> Option<Read> {
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
    fn past_year_word(&self, at: usize) -> usize {
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

    fn weekday(&self, at: usize) -> Option<Read> {
        let Meaning::Weekday(day) = self.meaning(at)? else {
            return None;
        };
        Some(Read {
            value: Value::Weekday(day),
            end: at + 1,
            figures: true,
        })
    }

    fn with_unit(&self, at: usize) -> Option<Read> {
        let amount = self.amount(at)?;
        let read = |value, end| {
            Some(Read {
                value,
                end,
                figures: amount.figures,
            })
        };
        let before = at.checked_sub(1).map_or("", |i| self.word(i));
        if let Some(hour) = whole(amount.n, 24) {
            // першого дня is no hour.
            let masculine = self.word(amount.end - 1).ends_with("го");
            let half_day = self
                .half_day(amount.end)
                .filter(|_| hour <= 12 && !masculine);
            if let Some((late, end)) = half_day {
                return read(clock_time(hour as u8, 0, late), end);
            }
            let clock = match self.meaning(amount.end) {
                Some(Meaning::Oclock) => true,
                Some(Meaning::Period(Period::Hour)) => amount.ordinal && G::LANG == Lang::Uk,
                _ => false,
            };
            // o'clock, годині; or "о третій", where the hour follows its preposition.
            if clock || amount.ordinal && self.grammar.before_hour(before) {
                let end = amount.end + usize::from(clock);
                let (late, end) = match self.half_day(end) {
                    Some((late, end)) => (Some(late), end),
                    None => (None, end),
                };
                let value = late.map_or(
                    Value::Time {
                        hour: hour as u8,
                        minute: 0,
                        twelve: hour <= 12,
                    },
                    |late| clock_time(hour as u8, 0, late),
                );
                return read(value, end);
            }
        }
        if amount.decade {
            return read(
                Value::Date {
                    year: Some(whole(amount.n, 2100)? as u16),
                    month: None,
                    day: None,
                },
                amount.end,
            );
        }
        let joined = self.past_hyphen(amount.end);
        if let Some(date) = self.day_first(&amount) {
            return Some(date);
        }
        let year = whole(amount.n, 2099).filter(|y| *y >= 1900 && amount.figures);
        if let Some(year) = year.filter(|_| amount.ordinal && G::LANG == Lang::Uk) {
            let end = self.past_year_word(amount.end);
            return read(
                Value::Date {
                    year: Some(year as u16),
                    month: None,
                    day: None,
                },
                end,
            );
        }
        if amount.ordinal {
            let of_parts = self.word(amount.end).starts_with("частин");
            if of_parts && (3.0..=10.0).contains(&amount.n) {
                return read(Value::count(1.0 / amount.n), amount.end + 1);
            }
            // In a second.
            if before == "a" && amount.n == 2.0 && !amount.figures {
                return None;
            }
            return read(Value::Ordinal(whole(amount.n, 100_000)?), amount.end);
        }
        if self.sign(amount.end) == Some('%') {
            return read(Value::Percent(amount.n), amount.end + 1);
        }
        if let Some(currency) = self.sign(amount.end).and_then(currency_sign) {
            return read(
                Value::Money {
                    amount: amount.n,
                    currency,
                },
                amount.end + 1,
            );
        }
        let per_cent = self.word(joined) == "per" && self.word(joined + 1) == "cent";
        if per_cent || self.meaning(joined) == Some(Meaning::Percent) {
            return read(Value::Percent(amount.n), joined + 1 + usize::from(per_cent));
        }
        let nation = usize::from(matches!(self.word(joined), "us" | "american" | "korean"));
        if let Some(Meaning::Currency(currency)) = self.meaning(joined + nation) {
            return read(
                Value::Money {
                    amount: amount.n,
                    currency,
                },
                joined + nation + 1,
            );
        }
        if let Some(year) = whole(amount.n, 2100).filter(|y| *y >= 1000 && amount.plain == 4) {
            let end = self.past_year_word(amount.end);
            let unit = matches!(self.meaning(joined), Some(Meaning::Period(_)));
            if end > amount.end || year >= 1900 && !unit {
                return read(
                    Value::Date {
                        year: Some(year as u16),
                        month: None,
                        day: None,
                    },
                    end,
                );
            }
        }
        let article = matches!(self.word(joined), "a" | "an") && amount.n == 0.5;
        let period_at = joined + usize::from(article || self.word(joined) == "full");
        let period = match self.meaning(period_at) {
            Some(Meaning::Period(period)) => Some(period),
            Some(Meaning::Ordinal { n: 2, .. }) if joined > amount.end => Some(Period::Second),
            _ => None,
        };
        let end = if period.is_some() {
            period_at + 1
        } else {
            amount.end
        };
        let period = period.or(amount.period);
        let count = Read {
            value: Value::Count {
                n: amount.n,
                period,
            },
            end,
            figures: amount.figures,
        };
        Some(self.smaller_unit(count))
    }

    /// `two years and six months`: the smaller unit that continues a length of time.
    fn smaller_unit(&self, read: Read) -> Read {
        let Value::Count {
            n,
            period: Some(period),
        } = read.value
        else {
            return read;
        };
        let and = usize::from(matches!(self.word(read.end), "and" | "і" | "й" | "та"));
        let next = self
            .amount(read.end + and)
            .filter(|a| !a.ordinal && !a.decade);
        let Some(next) = next else { return read };
        let Some(Meaning::Period(smaller)) = self.meaning(next.end) else {
            return read;
        };
        match period.parts(smaller) {
            Some(parts) => Read {
                value: Value::Count {
                    n: n + next.n / parts,
                    period: Some(period),
                },
                end: next.end + 1,
                ..read
            },
            None => read,
        }
    }

    /// `5 January 2024`, `the 5th of January`, `шостого січня`.
    fn day_first(&self, amount: &Amount) -> Option<Read> {
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

fn currency_sign(sign: char) -> Option<Currency> {
    Some(match sign {
        '$' => Currency::Dollar,
        '€' => Currency::Euro,
        '£' => Currency::Pound,
        '₩' => Currency::Won,
        '₴' => Currency::Hryvnia,
        '₽' => Currency::Rouble,
        '¥' => Currency::Yen,
        _ => return None,
    })
}

/// `n` as a whole number of at most `max`.
fn whole(n: f64, max: u32) -> Option<u32> {
    (n >= 0.0 && n <= f64::from(max) && n.fract() == 0.0).then_some(n as u32)
}

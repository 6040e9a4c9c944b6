//! Reads one number at a token.

use super::super::strength::strength;
use super::super::whole;
use super::{Currency, Ending, Grammar, Kind, Lang, Meaning, Number, Period, Span, Token, Value};

mod amount;
mod date;
mod time;

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
        if let Some(Kind::Value(value)) = self.kind(at) {
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
        if let Some((time, end)) = self.hour(at, &amount) {
            return read(time, end);
        }
        if amount.decade {
            return read(Value::year(whole(amount.n, 2100)? as u16), amount.end);
        }
        let joined = self.past_hyphen(amount.end);
        if let Some(date) = self.day_first(&amount) {
            return Some(date);
        }
        let year = whole(amount.n, 2099).filter(|y| *y >= 1900 && amount.figures);
        if let Some(year) = year.filter(|_| amount.ordinal && G::LANG == Lang::Uk) {
            let end = self.past_year_word(amount.end);
            return read(Value::year(year as u16), end);
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
                return read(Value::year(year as u16), end);
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

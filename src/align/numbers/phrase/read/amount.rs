//! The bare number of a phrase: figures or words, with their magnitudes.

use super::{Amount, Ending, Grammar, Kind, Lang, Meaning, Reader, whole};

/// What follows `a third` where it is a part and not a place in an order.
const FRACTION_FOLLOWERS: [&str; 11] = [
    "of", "full", "part", "a", "to", "from", "since", "less", "more", "in", "as",
];

impl<G: Grammar> Reader<'_, G> {
    /// The number at token `at`, without a unit.
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        match self.kind(at)? {
            Kind::Figures(_) => self.in_figures(at),
            Kind::Word { .. } => self.in_words(at),
            _ => None,
        }
    }

    fn in_figures(&self, at: usize) -> Option<Amount> {
        let Some(Kind::Figures(figures)) = self.kind(at) else {
            return None;
        };
        let mut amount = Amount {
            n: figures.value,
            end: at + 1,
            figures: true,
            plain: figures.plain,
            ordinal: false,
            decade: false,
            period: None,
        };
        let ending_at = self.past_hyphen(at + 1);
        if self.glued(ending_at)
            && let Some(ending) = self.grammar.ending(self.word(ending_at))
        {
            amount.end = ending_at + 1;
            match ending {
                Ending::Ordinal => amount.ordinal = true,
                Ending::Decade => {
                    let tens = whole(amount.n, 2100).is_some_and(|n| n >= 20 && n % 10 == 0);
                    amount.decade = tens && matches!(figures.plain, 2 | 4);
                    amount.ordinal = !amount.decade;
                }
                Ending::Times(factor) => amount.n *= factor,
                Ending::None => {}
            }
            amount.plain = 0;
            if amount.ordinal || amount.decade {
                return Some(amount);
            }
        }
        let scaled = self.scales(amount);
        if scaled.end > amount.end {
            return Some(self.lower_sections(scaled));
        }
        Some(Amount {
            n: amount.n * self.range_factor(&amount),
            ..amount
        })
    }

    /// Multiplies by the magnitudes that follow (`5 hundred thousand`, `3 млн`).
    fn scales(&self, mut amount: Amount) -> Amount {
        loop {
            let at = self.past_hyphen(amount.end);
            amount.n *= match self.meaning(at) {
                Some(Meaning::Scale { factor, .. }) => factor,
                Some(Meaning::Hundred) => 100.0,
                // $1.2 billions; without figures the plural counts nothing.
                _ if G::LANG == Lang::En && amount.plain != 4 => match self.word(at) {
                    "thousands" => 1e3,
                    "millions" => 1e6,
                    "billions" => 1e9,
                    _ => return amount,
                },
                _ => return amount,
            };
            amount.plain = 0;
            let stop = self.sign(at + 1) == Some('.') && self.word(at).chars().count() <= 4;
            amount.end = at + 1 + usize::from(stop && !self.ends_sentence(at + 1));
        }
    }

    /// Whether the full stop at `at` ends a sentence rather than an abbreviation (тис.).
    fn ends_sentence(&self, at: usize) -> bool {
        match self.kind(at + 1) {
            None => true,
            Some(Kind::Word { capital, .. }) => *capital,
            Some(_) => false,
        }
    }

    /// Adds what follows a scaled number with smaller magnitudes: `3 млн 200 тис.`
    fn lower_sections(&self, amount: Amount) -> Amount {
        let Some(Kind::Figures(_)) = self.kind(amount.end) else {
            return amount;
        };
        // 6 тисяч 266.
        let below_thousand = |next: &Amount| {
            (1..=3).contains(&next.plain)
                && amount.n % 1e3 == 0.0
                && self.meaning(next.end).is_none()
        };
        match self.in_figures(amount.end) {
            Some(next)
                if (next.plain == 0 && next.n * 2.0 < amount.n || below_thousand(&next))
                    && !next.ordinal
                    && !next.decade =>
            {
                Amount {
                    n: amount.n + next.n,
                    end: next.end,
                    ..amount
                }
            }
            _ => amount,
        }
    }

    /// The magnitude that the upper end of a range lends its lower end: `5 to 6 million`.
    fn range_factor(&self, low: &Amount) -> f64 {
        let dash = matches!(self.sign(low.end), Some('-' | '–' | '—' | '~'));
        if !dash && !self.grammar.ranges(self.word(low.end)) {
            return 1.0;
        }
        let Some(Kind::Figures(high)) = self.kind(low.end + 1) else {
            return 1.0;
        };
        let Some(Meaning::Scale { factor, .. }) = self.meaning(low.end + 2) else {
            return 1.0;
        };
        if low.n < high.value && high.value < 1000.0 && low.plain < 4 {
            factor
        } else {
            1.0
        }
    }

    fn in_words(&self, at: usize) -> Option<Amount> {
        let mut words = Words::default();
        let mut end = at;
        loop {
            let hyphen = if end > at { self.past_hyphen(end) } else { end };
            let step = self
                .article(hyphen, at)
                .or_else(|| self.link(hyphen, at, &words));
            let at_word = step.unwrap_or(hyphen);
            let Some(meaning) = self.meaning(at_word) else {
                break;
            };
            if let Some(fraction) = words.fraction_of(meaning, step.is_some()) {
                words.section = fraction;
                end = at_word + 1;
                (words.closed, words.started) = (true, true);
                continue;
            }
            if !words.take(meaning, step.is_some()) {
                break;
            }
            end = at_word + 1;
        }
        (end > at).then_some(Amount {
            n: words.total + words.section,
            end,
            figures: false,
            plain: 0,
            ordinal: words.ordinal,
            decade: false,
            period: words.period,
        })
    }

    /// The token after `a` before a magnitude, a dozen or a half (`a million`, `half a million`),
    /// and before a fraction with `of` after it.
    fn article(&self, at: usize, start: usize) -> Option<usize> {
        if !matches!(self.word(at), "a" | "an") {
            return None;
        }
        let next = self.meaning(at + 1)?;
        let fraction = matches!(next, Meaning::Ordinal { n: 3.., .. })
            && at == start
            && match self.kind(at + 2) {
                _ if at.checked_sub(1).is_some_and(|i| self.word(i) == "by") => true,
                Some(Kind::Word { word, .. }) => FRACTION_FOLLOWERS.contains(&word.as_str()),
                Some(Kind::Figures(_)) => false,
                _ => true,
            };
        let opens = matches!(
            next,
            Meaning::Scale { .. } | Meaning::Hundred | Meaning::Fixed(..) | Meaning::Group(..)
        );
        (opens || fraction).then_some(at + 1)
    }

    /// The token after `and` inside a spelled-out number: before a half, or before tens and ones
    /// where the number so far leaves room for them.
    fn link(&self, at: usize, start: usize, words: &Words) -> Option<usize> {
        if self.word(at) == "of" && words.closed && words.section < 1.0 {
            let next = self.article(at + 1, start)?;
            let scale = matches!(self.meaning(next), Some(Meaning::Scale { .. }));
            return scale.then_some(next);
        }
        if at == start || !self.grammar.links(self.word(at)) {
            return None;
        }
        let next = self.article(at + 1, start).unwrap_or(at + 1);
        match self.meaning(next)? {
            Meaning::Fixed(0.5, None) => Some(next),
            Meaning::Small(_) | Meaning::Tens(_) => words.round().then_some(next),
            _ => None,
        }
    }
}

/// A spelled-out number being read: `total` is what closed magnitudes hold, `section` what the
/// words after the last magnitude say.
#[derive(Default)]
struct Words {
    total: f64,
    section: f64,
    /// The least power of ten taken in this section; the next word must be smaller.
    room: Option<f64>,
    last_scale: Option<f64>,
    ordinal: bool,
    period: Option<super::Period>,
    /// Nothing but a magnitude may follow.
    closed: bool,
    started: bool,
}

impl Words {
    /// Whether the number so far is whole hundreds or more.
    fn round(&self) -> bool {
        !self.closed && self.started && (self.room == Some(100.0) || self.section == 0.0)
    }

    /// A number over an ordinal: two thirds; a third of.
    fn fraction_of(&self, meaning: Meaning, article: bool) -> Option<f64> {
        let Meaning::Ordinal {
            n: n @ 3..=10,
            plural,
        } = meaning
        else {
            return None;
        };
        let one = self.section == 1.0 || !self.started && article;
        let several = plural && (2.0..10.0).contains(&self.section) && self.section < f64::from(n);
        let numerator = if one { 1.0 } else { self.section };
        let bare = self.total == 0.0 && !self.closed && !self.ordinal;
        (bare && (one || several)).then(|| numerator / f64::from(n))
    }

    /// Takes one more word, which stands after an article or a link where `linked`; `false` when
    /// it cannot belong to this number.
    fn take(&mut self, meaning: Meaning, linked: bool) -> bool {
        if self.ordinal {
            return false;
        }
        let fits = |room: Option<f64>, size: f64| room.is_none_or(|r| size < r);
        match meaning {
            Meaning::Scale { factor, alone } => {
                let one = !self.started && (alone || linked);
                let falls = self.section > 0.0 && self.last_scale.is_none_or(|last| factor < last);
                if !one && !falls {
                    return false;
                }
                self.total += if one { factor } else { self.section * factor };
                self.section = 0.0;
                (self.room, self.last_scale, self.closed) = (None, Some(factor), false);
            }
            // Half a dozen, two decades.
            Meaning::Group(n, period) => {
                let counted = self.section > 0.0 && (self.section != 0.5 || linked);
                if !counted && (self.started || !linked) {
                    return false;
                }
                self.section = if counted { self.section * n } else { n };
                (self.period, self.closed) = (period, true);
            }
            _ if self.closed => return false,
            Meaning::Hundred => {
                if !self.started && !linked || self.section >= 100.0 {
                    return false;
                }
                self.section = f64::max(self.section, 1.0) * 100.0;
                self.room = Some(100.0);
            }
            Meaning::Fixed(n, period) => {
                if self.started && !(linked && n == 0.5) {
                    return false;
                }
                self.section += n;
                self.period = period;
                self.closed = true;
            }
            Meaning::Hundreds(n) if fits(self.room, 100.0) => {
                self.section += n;
                self.room = Some(100.0);
            }
            Meaning::Tens(n) if fits(self.room, 10.0) => {
                self.section += n;
                self.room = Some(10.0);
            }
            Meaning::Small(n) if fits(self.room, if n < 10.0 { 1.0 } else { 10.0 }) => {
                self.section += n;
                self.room = Some(1.0);
            }
            Meaning::Ordinal { n, plural: false } if fits(self.room, size(n)) => {
                self.section += f64::from(n);
                self.ordinal = true;
            }
            _ => return false,
        }
        self.started = true;
        true
    }
}

/// The power of ten an ordinal word needs room for.
fn size(n: u32) -> f64 {
    match n {
        0..=9 => 1.0,
        10..=99 => 10.0,
        _ => 100.0,
    }
}

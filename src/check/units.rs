//! Measures converted: miles to kilometres, Fahrenheit to Celsius.

use crate::text::Span;

/// A sort of measure, with what it is in one unit for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    /// Metres.
    Length,
    /// Kilograms.
    Mass,
    /// Square metres.
    Area,
    /// Litres.
    Volume,
    /// Degrees Celsius.
    Temperature,
}

use Dimension::{Area, Length, Mass, Temperature, Volume};

/// How a unit's name begins after a number, without hyphens and spaces; what one of it is. The
/// longest beginning counts. `mph` and the like are lengths: both sides mean an hour.
const UNITS: [(&str, Dimension, f64); 101] = [
    ("squaremile", Area, 2_589_988.0),
    ("squarefoot", Area, 0.0929),
    ("squarefeet", Area, 0.0929),
    ("sqft", Area, 0.0929),
    ("acre", Area, 4046.9),
    ("hectare", Area, 10_000.0),
    ("squaremeter", Area, 1.0),
    ("squaremetre", Area, 1.0),
    ("squarekilomet", Area, 1e6),
    ("제곱미터", Area, 1.0),
    ("평방미터", Area, 1.0),
    ("제곱킬로", Area, 1e6),
    ("제곱피트", Area, 0.0929),
    ("헥타르", Area, 10_000.0),
    ("에이커", Area, 4046.9),
    ("평", Area, 3.3058),
    ("㎡", Area, 1.0),
    ("m²", Area, 1.0),
    ("м²", Area, 1.0),
    ("㎢", Area, 1e6),
    ("km²", Area, 1e6),
    ("км²", Area, 1e6),
    ("квкм", Area, 1e6),
    ("sqkm", Area, 1e6),
    ("sqmile", Area, 2_589_988.0),
    ("га", Area, 10_000.0),
    ("гектар", Area, 10_000.0),
    ("квадратнихметр", Area, 1.0),
    ("квм", Area, 1.0),
    ("квадратнихкілометр", Area, 1e6),
    ("mile", Length, 1609.34),
    ("mph", Length, 1609.34),
    ("kilomet", Length, 1000.0),
    ("km", Length, 1000.0),
    ("kph", Length, 1000.0),
    ("yard", Length, 0.9144),
    ("feet", Length, 0.3048),
    ("foot", Length, 0.3048),
    ("ft", Length, 0.3048),
    ("inch", Length, 0.0254),
    ("meter", Length, 1.0),
    ("metre", Length, 1.0),
    ("mm", Length, 0.001),
    ("millimet", Length, 0.001),
    ("밀리미터", Length, 0.001),
    ("㎜", Length, 0.001),
    ("мм", Length, 0.001),
    ("міліметр", Length, 0.001),
    ("m", Length, 1.0),
    ("м", Length, 1.0),
    ("centimet", Length, 0.01),
    ("cm", Length, 0.01),
    ("마일", Length, 1609.34),
    ("킬로미터", Length, 1000.0),
    ("㎞", Length, 1000.0),
    ("피트", Length, 0.3048),
    ("인치", Length, 0.0254),
    ("야드", Length, 0.9144),
    ("미터", Length, 1.0),
    ("센티", Length, 0.01),
    ("㎝", Length, 0.01),
    ("миль", Length, 1609.34),
    ("милі", Length, 1609.34),
    ("миля", Length, 1609.34),
    ("кілометр", Length, 1000.0),
    ("км", Length, 1000.0),
    ("фут", Length, 0.3048),
    ("дюйм", Length, 0.0254),
    ("ярд", Length, 0.9144),
    ("метр", Length, 1.0),
    ("сантиметр", Length, 0.01),
    ("см", Length, 0.01),
    ("pound", Mass, 0.4536),
    ("lb", Mass, 0.4536),
    ("ounce", Mass, 0.02835),
    ("kilogram", Mass, 1.0),
    ("kilo", Mass, 1.0),
    ("kg", Mass, 1.0),
    ("ton", Mass, 1000.0),
    ("metricton", Mass, 1000.0),
    ("tonne", Mass, 1000.0),
    ("gram", Mass, 0.001),
    ("그램", Mass, 0.001),
    ("грам", Mass, 0.001),
    ("온스", Mass, 0.02835),
    ("унці", Mass, 0.02835),
    ("㎏", Mass, 1.0),
    ("파운드", Mass, 0.4536),
    ("킬로그램", Mass, 1.0),
    ("톤", Mass, 1000.0),
    ("фунт", Mass, 0.4536),
    ("кілограм", Mass, 1.0),
    ("кг", Mass, 1.0),
    ("тонн", Mass, 1000.0),
    ("gallon", Volume, 3.785),
    ("liter", Volume, 1.0),
    ("litre", Volume, 1.0),
    ("галон", Volume, 3.785),
    ("갤런", Volume, 3.785),
    ("리터", Volume, 1.0),
    ("літр", Volume, 1.0),
];

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    dimension: Dimension,
    /// In the unit for all.
    value: f64,
    /// In its own unit.
    n: f64,
}

/// How far two measures may be apart, as a part of the larger: writers round.
const ROUNDED: f64 = 0.08;

/// The measure that the number `n` under `span` begins, if a unit follows it.
pub(super) fn measure(text: &str, span: Span, n: f64) -> Option<Measure> {
    let rest = text.get(span.end..)?;
    // 72킬로 may have been read as one number.
    let figures = |c: char| c.is_ascii_digit();
    let inside = span
        .of(text)
        .rfind(figures)
        .map_or(span.end, |at| span.start + at + 1);
    // The first of `2 to 4 inches`.
    let second = ["to ", "or ", "до ", "–", "-", "~", "—", "에서 "]
        .iter()
        .find_map(|to| {
            let next = rest.trim_start().strip_prefix(to)?;
            let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
            let after = next.trim_start_matches(number);
            (after.len() < next.len()).then_some(after)
        });
    let (dimension, factor) = [text.get(inside..), Some(rest), second]
        .into_iter()
        .flatten()
        .find_map(unit)?;
    Some(Measure {
        dimension,
        value: n * factor,
        n,
    })
}

/// The unit that `rest`, what follows a number, begins with.
fn unit(rest: &str) -> Option<(Dimension, f64)> {
    let first = rest.trim_start_matches([' ', '-', '\u{a0}']);
    let word = first
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let after: String = if word.chars().count() == 1 {
        // 30 m, 30 м/с.
        first
            .chars()
            .take(2)
            .filter(|c| c.is_alphabetic() || *c == '²')
            .collect()
    } else {
        rest.chars()
            .take(28)
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.'))
            .flat_map(char::to_lowercase)
            .collect()
    };
    let after = after.strip_prefix("an").unwrap_or(&after);
    let own = UNITS
        .iter()
        .filter(|(name, ..)| {
            let rest = after.strip_prefix(name);
            // `m` alone is a metre, `may` is not.
            let letter = name.chars().count() == 1;
            rest.is_some_and(|rest| !letter || !rest.starts_with(char::is_alphabetic))
        })
        .max_by_key(|(name, ..)| name.len());
    let degrees = ["degree", "°", "도", "градус", "ºc", "℃"];
    match own {
        Some((_, dimension, factor)) => Some((*dimension, *factor)),
        None if degrees.iter().any(|d| after.starts_with(d)) => Some((Temperature, 1.0)),
        None => None,
    }
}

impl Measure {
    /// Whether the two say the same, one perhaps in other units.
    pub(super) fn agrees(self, other: Self) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= ROUNDED * a.abs().max(b.abs());
        if self.dimension != other.dimension {
            return false;
        }
        // Fahrenheit on one side, a temperature or a difference of two.
        let celsius = |f: f64| (f - 32.0) / 1.8;
        let degrees = |f: f64, c: f64| (celsius(f) - c).abs() <= 1.5;
        match self.dimension {
            Temperature => {
                close(self.n, other.n) || degrees(self.n, other.n) || degrees(other.n, self.n)
            }
            _ => close(self.value, other.value),
        }
    }

    /// Whether both are in the same unit.
    pub(super) fn same_unit(self, other: Self) -> bool {
        let ratio = |m: Self| m.value / m.n;
        self.dimension == other.dimension
            && self.dimension != Temperature
            && (ratio(self) / ratio(other) - 1.0).abs() < 1e-9
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        align::numbers::{Value, numbers},
        text::Lang,
    };

    fn first(text: &str, lang: Lang) -> Measure {
        let number = numbers(text, lang)[0];
        let Value::Count { n, .. } = number.value else {
            panic!("{number:?}");
        };
        measure(text, number.span, n).expect("a unit follows")
    }

    #[test]
    fn conversions_agree_and_errors_do_not() {
        let uk = |text| first(text, Lang::Uk);
        let en = |text| first(text, Lang::En);
        assert!(en("385 miles away").agrees(uk("620 км звідти")));
        assert!(en("a 550 pound hog").agrees(uk("249-кілограмовий кабан")));
        assert!(en("up to 10 inches").agrees(uk("до 25,4 см")));
        assert!(en("80 degrees").agrees(uk("27 градусів")));
        assert!(en("about 150 miles").agrees(first("240km 떨어진", Lang::Ko)));
        assert!(en("2 to 4 inches").agrees(uk("5–10,2 см")));
        assert!(en("5,000 metric tons").agrees(uk("5000 тонн зерна")));
        assert!(en("30 square miles").agrees(uk("78 кв. км")));
        assert!(en("8 ounces of it").agrees(first("225그램", Lang::Ko)));
        assert!(en("4 inches").agrees(uk("100 мм опадів")));
        assert!(en("100 yards").agrees(uk("91 м звідси")));
        assert!(!en("385 miles away").agrees(uk("385 км звідти")));
        assert!(!en("30 yards").agrees(uk("30 кілограмів")));
        assert!(en("5 km").same_unit(uk("6 км")) && !en("5 miles").same_unit(uk("8 км")));
    }
}

//! Names of people and places swapped or added.

use super::{
    Compared, Issue, Severity,
    judge::{Evidence, Matter, Suspicion},
};
use crate::encode::Encoder;
use crate::{
    align::{
        names::{NameKey, is_distinctive},
        scorer::{Kind, Sign},
    },
    text::{Lang, Span},
};

/// What speaks for a name being wrong.
pub const KINDS: [Kind; 8] = [
    // How well the best words of the source transliterate it, 0..1.
    Kind::new("sounds", Sign::Against),
    // The same where the name is short: chance does more there.
    Kind::new("sounds_short", Sign::Against),
    // How well the source supports its words, 0..1.
    Kind::new("meaning", Sign::Against),
    // Whether the model knows the name's words at all.
    Kind::new("known", Sign::For),
    // Whether it is in the table of names, or is an abbreviation in it.
    Kind::new("listed", Sign::For),
    // Whether some word is one of everyday English.
    Kind::new("everyday", Sign::Against),
    // How much some word of the source looks like a name that nothing supports, 0..1.
    Kind::new("orphan", Sign::For),
    // Names of the quote that were found, to 3.
    Kind::new("others", Sign::Either),
];

/// From this score on a source word is taken to be the name.
const FOUND: f32 = 0.7;

/// A source word worse supported by the quote than this may be a name the quote lacks.
const ORPHAN: f32 = 0.35;

/// Letters of a short name, at most.
const SHORT: usize = 5;

/// Names of a quote that are looked for.
const MOST: usize = 64;

/// Capitals that stand for their governments, with their countries.
const GOVERNMENTS: [(&str, &str); 22] = [
    ("washington", "united states"),
    ("pyongyang", "north korea"),
    ("seoul", "south korea"),
    ("kyiv", "ukraine"),
    ("kiev", "ukraine"),
    ("moscow", "russia"),
    ("kremlin", "russia"),
    ("beijing", "china"),
    ("tokyo", "japan"),
    ("london", "united kingdom"),
    ("paris", "france"),
    ("berlin", "germany"),
    ("warsaw", "poland"),
    ("budapest", "hungary"),
    ("ankara", "turkey"),
    ("tehran", "iran"),
    ("minsk", "belarus"),
    ("madrid", "spain"),
    ("rome", "italy"),
    ("athens", "greece"),
    ("brussels", "european union"),
    ("pentagon", "united states"),
];

/// English names that the source does not say.
pub(super) fn check(pair: &Compared<'_>, _: &mut Encoder<'_>) -> Vec<Suspicion> {
    let text = pair.en.text;
    let Some(names) = &pair.source_names else {
        return Vec::new();
    };
    let mut all = pair.names.clone();
    all.retain(|span| is_distinctive(span.of(text)));
    all.truncate(MOST);
    let whole = Span::new(0, pair.source.text.len());
    let mut found: Vec<Span> = Vec::new();
    let mut missing: Vec<(Span, f32)> = Vec::new();
    for span in all {
        let lower = span.of(text).to_lowercase();
        let government = GOVERNMENTS.iter().find(|(capital, _)| *capital == lower);
        let best = [Some(span.of(text)), government.map(|g| g.1)]
            .into_iter()
            .flatten()
            .filter_map(|name| names.find(&NameKey::new(name), whole))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match best {
            Some((score, place)) if score >= FOUND => found.push(place),
            best => missing.push((span, best.map_or(0.0, |b| b.0))),
        }
    }
    let mut orphans = orphans(pair, &found);
    let share = |at: usize, of: &str| at as f64 / of.len().max(1) as f64;
    let suspect = |(name, sounds): (Span, f32)| {
        let here = share(name.start, text);
        let far = |o: &Span| (share(o.start, pair.source.text) - here).abs();
        // The likeliest, and of equals the nearest.
        let value = |orphan: &(Span, f32)| orphan.1 - far(&orphan.0) as f32;
        let likeliest =
            (0..orphans.len()).max_by(|a, b| value(&orphans[*a]).total_cmp(&value(&orphans[*b])));
        let (orphan, strength) = likeliest
            .map(|at| orphans.remove(at))
            .map_or((None, 0.0), |(span, strength)| (Some(span), strength));
        // In Korean any word may be the one; none is named.
        let orphan = orphan.filter(|_| pair.rendering.lang != Lang::Ko);
        let said = name.of(text);
        let sentence = match orphan {
            Some(orphan) => format!(
                "the quote says {said}, the source says {}",
                orphan.of(pair.source.text)
            ),
            None => format!("the quote says {said}, which the source does not say"),
        };
        let (meaning, known) = support_of(pair, name);
        let letters = said.chars().filter(|c| c.is_alphabetic()).count();
        let short = letters <= SHORT;
        let key = NameKey::new(said);
        let flag = |is: bool| f32::from(u8::from(is));
        let evidence = vec![
            sounds,
            if short { sounds } else { 0.0 },
            meaning,
            known,
            flag(key.is_listed()),
            flag(!said.split(' ').all(is_distinctive)),
            strength,
            found.len().min(3) as f32,
        ];
        Suspicion {
            issue: Issue {
                code: "name",
                severity: Severity::Critical,
                en: Some(name),
                source: orphan,
                sentence,
            },
            evidence: Evidence::Weighed(Matter::Name, evidence),
        }
    };
    missing.into_iter().map(suspect).collect()
}

/// How well the source supports the words of an English span, and how much the model knows of them.
fn support_of(pair: &Compared<'_>, span: Span) -> (f32, f32) {
    let (mut sum, mut weight) = (0.0, 0.0);
    for (i, token) in pair.en.tokens.iter().enumerate() {
        if token.span.overlaps(span) {
            sum += pair.support_en(i) * pair.en.norms[i];
            weight += pair.en.norms[i];
        }
    }
    let support = if weight > 0.0 { sum / weight } else { 0.0 };
    (support, (weight / 5.0).min(1.0))
}

/// Words of the source that look like names and that nothing in the quote supports, with how little
/// does, 0..1.
fn orphans(pair: &Compared<'_>, found: &[Span]) -> Vec<(Span, f32)> {
    /// Length of the vector of a word that tells as much as a name.
    const TELLS: f32 = 3.0;
    let text = pair.source.text;
    let mut opens = true;
    let mut last_end = 0;
    let mut orphans = Vec::new();
    for (j, token) in pair.source.tokens.iter().enumerate() {
        let between = text.get(last_end..token.span.start).unwrap_or_default();
        opens |= between.contains(['.', '!', '?', ':', '\n', '…', '«', '"', '“', '—']);
        last_end = token.span.end;
        let letters = token.norm.chars().count();
        let shape = match pair.rendering.lang {
            Lang::Ko => letters >= 2 && token.norm.chars().all(|c| ('가'..='힣').contains(&c)),
            Lang::En | Lang::Uk => token.upper && letters >= 3 && !opens,
        };
        opens = false;
        let taken = found.iter().any(|f| f.overlaps(token.span));
        let support = pair.support_source(j);
        if shape && !taken && support < ORPHAN {
            // Korean has no capitals: any word may be one.
            let strength = match pair.rendering.lang {
                Lang::Ko => 1.0,
                _ => (pair.source.norms[j] / TELLS).min(1.0) * (1.0 - support / ORPHAN),
            };
            orphans.push((token.span, strength));
        }
    }
    orphans
}

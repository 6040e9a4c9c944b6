//! Why a quote was found where it was: the places weighed, with their evidence.

use std::fmt::Write;

use super::table::visible;
use quotealign::align::{Match, Matcher, Query, scorer::KINDS};

/// Places shown for each quote.
const SHOWN: usize = 5;

/// The best places of every quote, each kind of evidence with the log-odds it gives or takes.
pub fn render(queries: &[Query], matches: &[Match], matcher: &Matcher<'_>) -> String {
    let mut out = String::new();
    let pieces = queries
        .iter()
        .zip(matches)
        .flat_map(|(query, matched)| query.pieces.iter().zip(&matched.pieces));
    for (text, piece) in pieces {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "“{}”  confidence {}", visible(text), piece.confidence);
        for (odds, candidate) in piece.weighed.iter().take(SHOWN) {
            let source = matcher.space().source_of(candidate.place.run.start);
            let shown = candidate
                .place
                .span
                .of(&source.document.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let shown = visible(&shown);
            let chosen = piece.found.as_ref().is_some_and(|f| {
                f.place.span == candidate.place.span && f.place.run == candidate.place.run
            });
            let _ = writeln!(
                out,
                "  {} {odds:+.1}  {shown}  ({})",
                if chosen { ">" } else { " " },
                source.document.name
            );
            let mut parts: Vec<(f64, String)> = KINDS
                .iter()
                .zip(matcher.scorer().weights.iter().zip(&candidate.evidence))
                .map(|(kind, (weight, value))| {
                    (
                        weight * value,
                        format!("{} {value:.2} {:+.1}", kind.name, weight * value),
                    )
                })
                .filter(|(worth, _)| worth.abs() >= 0.05)
                .collect();
            parts.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
            let _ = writeln!(
                out,
                "          {}",
                parts
                    .into_iter()
                    .map(|p| p.1)
                    .collect::<Vec<_>>()
                    .join(", ")
            );
        }
        out.push('\n');
    }
    out
}

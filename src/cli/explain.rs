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
                        format!("{} {value:.2} ({:+.1})", says(kind.name), weight * value),
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

/// What a kind of evidence is, in words.
fn says(kind: &str) -> &str {
    match kind {
        "cosine" => "likeness of the words",
        "run_cosine" => "likeness of the whole sentences",
        "margin" => "ahead of the next place",
        "crowd" => "likeness of other places",
        "covered" => "share of the quote's words met",
        "used" => "share of the source's words met",
        "names_found" => "names found",
        "names_missing" => "names missing",
        "numbers_found" => "numbers found",
        "numbers_missing" => "numbers missing",
        "quoted" => "between quotation marks",
        "cut_quotation" => "cuts a quotation",
        "open_ends" => "ends in mid-clause",
        "question" => "question marks agree",
        "sentences" => "sentences more or fewer",
        "short" => "shorter than usual",
        "long" => "longer than usual",
        "brief" => "brevity of the quote",
        "speaker" => "the speaker's name",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_evidence_has_words() {
        for kind in KINDS {
            assert!(says(kind.name).contains(' '), "{}", kind.name);
        }
    }
}

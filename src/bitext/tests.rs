use super::*;
use crate::{
    encode::Model,
    read::{ReadOptions, read_bytes},
    text::Lang,
};

fn bundled() -> (Model, BeadScorer) {
    let model = Model::bundled().expect("the bundled model");
    let scorer = BeadScorer::of(&model).expect("weights of beads");
    (model, scorer)
}

/// Sentences of the composed corpus, English and Ukrainian.
fn sentences(count: usize) -> Vec<(String, String)> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpora/composed/sentences.csv"
    );
    let corpus = crate::corpus::Corpus::read(path.as_ref()).expect("the composed corpus");
    let ukrainian = corpus
        .pairs
        .into_iter()
        .filter(|pair| pair.source_lang == Some(Lang::Uk));
    ukrainian.take(count).map(|p| (p.en, p.source)).collect()
}

fn lines(text: &[&str], lang: Lang, model: &Model) -> Side {
    Side::of_lines(&text.join("\n"), lang, model)
}

/// A ladder covers both sides from end to end, without gaps.
fn is_whole(beads: &[Bead], en: &Side, source: &Side) -> bool {
    let mut at = (0, 0);
    for bead in beads {
        if bead.en.start != at.0 || bead.source.start != at.1 {
            return false;
        }
        at = (bead.en.end, bead.source.end);
    }
    at == (en.len(), source.len())
}

#[test]
fn the_corridor_changes_nothing() {
    let (model, scorer) = bundled();
    let pairs = sentences(400);
    let en: Vec<&str> = pairs.iter().map(|p| p.0.as_str()).collect();
    // A chapter is missing, some lines are, and some stand together.
    let mut uk: Vec<String> = Vec::new();
    for (at, (_, line)) in pairs.iter().enumerate() {
        match at {
            120..160 => {}
            _ if at % 17 == 5 => {}
            _ if at % 11 == 3 => {
                let last = uk.pop().unwrap_or_default();
                uk.push(format!("{last} {line}"));
            }
            _ => uk.push(line.clone()),
        }
    }
    let uk: Vec<&str> = uk.iter().map(String::as_str).collect();
    let (en, uk) = (lines(&en, Lang::En, &model), lines(&uk, Lang::Uk, &model));
    let corridor = Corridor::near_path(&en, &uk);
    let full = Corridor::full(en.len(), uk.len());
    assert!(corridor.nodes() < full.nodes() / 2, "{}", corridor.nodes());
    let near = align_within(&en, &uk, &scorer, &corridor);
    assert!(is_whole(&near, &en, &uk));
    let all = align_within(&en, &uk, &scorer, &full);
    let spans = |beads: &[Bead]| -> Vec<_> {
        beads
            .iter()
            .map(|b| (b.en.clone(), b.source.clone()))
            .collect()
    };
    assert_eq!(spans(&near), spans(&all));
    let missing = |bead: &&Bead| bead.source.is_empty() && (120..160).contains(&bead.en.start);
    assert!(near.iter().filter(missing).count() >= 38);
}

#[test]
fn probabilities_of_all_ways_into_a_segment_are_one() {
    let (model, scorer) = bundled();
    let pairs = sentences(12);
    let en: Vec<&str> = pairs.iter().map(|p| p.0.as_str()).collect();
    let uk: Vec<&str> = pairs.iter().skip(2).map(|p| p.1.as_str()).collect();
    let (en, uk) = (lines(&en, Lang::En, &model), lines(&uk, Lang::Uk, &model));
    let corridor = Corridor::full(en.len(), uk.len());
    let grid = Grid::new(&en, &uk, &corridor);
    let lattice = Lattice::new(&grid, &corridor, scorer.weights());
    let mut covered = vec![0.0; en.len()];
    lattice.probabilities(|(i, _), shape, probability| {
        for sum in &mut covered[i..i + SHAPES[shape].en] {
            *sum += probability;
        }
    });
    for (at, sum) in covered.iter().enumerate() {
        assert!((sum - 1.0).abs() < 1e-3, "segment {at}: {sum}");
    }
}

#[test]
fn empty_sides_give_null_beads() {
    let (model, scorer) = bundled();
    let none = lines(&[], Lang::En, &model);
    assert!(none.is_empty());
    let some = lines(&["Міст відкрито.", "", "Дякую."], Lang::Uk, &model);
    assert!(align(&none, &lines(&[], Lang::Uk, &model), &scorer).is_empty());
    let beads = align(&none, &some, &scorer);
    assert_eq!(beads.len(), 3);
    assert!(beads.iter().all(Bead::is_null));
    assert!(is_whole(&beads, &none, &some));
    assert_eq!(agreement(&beads, &none, &some), 0.0);
}

#[test]
fn paragraphs_of_documents_are_known() {
    let (model, _) = bundled();
    let text = "One sentence. Another one.\n\nA new paragraph.";
    let document = read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).expect("a text");
    let side = Side::of_document(&document, Lang::En, &model);
    let starts: Vec<bool> = (0..side.len())
        .map(|at| side.begins_paragraph(at))
        .collect();
    assert_eq!(starts, [true, false, true]);
    assert_eq!(side.cover(0..2).of(text), "One sentence. Another one.");
}

//! temp
#![allow(clippy::print_stdout, clippy::print_stderr)]
use quotealign::{encode::*, train::*, eval::*};
use std::path::PathBuf;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let arg = |k: &str, d: &str| a.iter().position(|x| x == k).map(|i| a[i + 1].clone()).unwrap_or(d.into());
    let t0 = std::time::Instant::now();
    let w = Weights::load(&PathBuf::from(arg("--weights", ""))).unwrap();
    let mut c = Corpus::default();
    for f in arg("--data", "").split(',') { c.add_tsv(&PathBuf::from(f), &w).unwrap(); }
    let o = Options { epochs: arg("--epochs", "5").parse().unwrap(), rate: arg("--rate", "0.1").parse().unwrap(), scale: arg("--scale", "10").parse().unwrap(),
        batch: arg("--batch", "1024").parse().unwrap(), min_count: arg("--min", "3").parse().unwrap(), rows: arg("--rows", "460000").parse().unwrap(), dropout: arg("--dropout", "0.15").parse().unwrap(), seed: 1 };
    eprintln!("{:?} texts {} pairs {} per epoch {} {:?}", t0.elapsed(), c.texts.len(), c.pairs.len(), c.pairs.iter().map(|p| p.times).sum::<f32>(), o);
    let mut last = 0;
    let table = train(&c, &Table::default(), &o, &mut |p| { if p.step * 20 / p.steps != last { last = p.step * 20 / p.steps; eprintln!("{:?} {}/{} loss {:.3} acc {:.3}", t0.elapsed(), p.step, p.steps, p.loss, p.accuracy) } }).unwrap();
    let card = Card { format: Card::FORMAT.into(), ..Card::default() };
    let bytes = Model::to_bytes(&table, &card).unwrap();
    std::fs::write(arg("--out", "/tmp/m.safetensors"), &bytes).unwrap();
    let m = Model::from_bytes(bytes).unwrap();
    println!("rows {} size {:.1} MB time {:?}", m.len(), m.size() as f64 / 1e6, t0.elapsed());
    for n in ["ntrex-ko", "park-ko", "ntrex-uk", "zelenskyy-uk"] {
        let p: Vec<(String, String)> = std::fs::read_to_string(format!("dev/retrieval/{n}.tsv")).unwrap().lines().map(|l| { let (a, b) = l.split_once('\t').unwrap(); (a.into(), b.into()) }).collect();
        let r = retrieval(&m, &p);
        println!("{n} cos {:.3} {:.3} csls {:.3} {:.3}", r.cosine_from_en, r.cosine_to_en, r.csls_from_en, r.csls_to_en);
    }
}

//! `embed`: lines to vectors.

use std::path::PathBuf;

use clap::Args;
use quotealign::{
    encode::{DIM, Encoder},
    text::Lang,
};
use rayon::prelude::*;

use super::{ModelArg, input, output};

#[derive(Debug, Args)]
pub struct EmbedArgs {
    /// UTF-8 text, one text a line
    file: PathBuf,
    /// The .npy file to write: float32, one row a line, each of Euclidean length 1 (zeros for a line
    /// without known words)
    #[arg(short, long, value_name = "OUT.npy")]
    output: PathBuf,
    /// Language of the lines, for scripts that name it: all languages share one space, so it changes
    /// nothing
    #[arg(long)]
    lang: Option<Lang>,
    #[command(flatten)]
    model: ModelArg,
}

pub fn run(args: &EmbedArgs) -> anyhow::Result<()> {
    output::check(Some(&args.output))?;
    let model = args.model.load()?;
    let text = input::utf8(&args.file)?;
    let lines: Vec<&str> = text.lines().collect();
    output::stream(&args.output, |out| {
        out.write_all(&header(lines.len()))?;
        for block in lines.chunks(1 << 16) {
            let rows: Vec<u8> = block
                .par_chunks(1 << 11)
                .flat_map_iter(|lines| {
                    let mut encoder = Encoder::new(&model);
                    let row = |line: &&str| encoder.encode(line).0.map(f32::to_le_bytes);
                    let rows: Vec<_> = lines.iter().map(row).collect();
                    rows.into_iter().flatten().flatten()
                })
                .collect();
            out.write_all(&rows)?;
        }
        Ok(())
    })
}

/// The header of a .npy file, version 1.0 of the format.
fn header(rows: usize) -> Vec<u8> {
    let mut dict =
        format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {DIM}), }}");
    // Magic, version and length take 10 bytes; data starts at a multiple of 64.
    while !(10 + dict.len() + 1).is_multiple_of(64) {
        dict.push(' ');
    }
    dict.push('\n');
    let mut header = b"\x93NUMPY\x01\x00".to_vec();
    header.extend((dict.len() as u16).to_le_bytes());
    header.extend(dict.as_bytes());
    header
}

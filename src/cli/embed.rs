//! `embed`: lines to vectors.

use std::{io, path::PathBuf};

use clap::Args;
use quotealign::{
    encode::{DIM, Encoder, Vector},
    text::Lang,
};
use rayon::prelude::*;

use super::{ModelArg, input, output};

/// Lines encoded between two writes.
const BLOCK: usize = 1 << 11;

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
    let mut lines = input::lines(&args.file)?;
    // The encoders stay from block to block, and with them the words they remember.
    let mut encoders: Vec<Encoder<'_>> = (0..rayon::current_num_threads())
        .map(|_| Encoder::new(&model))
        .collect();
    let mut rows = vec![Vector::ZERO; BLOCK];
    output::stream(&args.output, |out| {
        out.write_all(&header(lines.left()))?;
        while lines.left() > 0 {
            let block: Vec<String> = lines.by_ref().take(BLOCK).collect::<io::Result<_>>()?;
            let share = block.len().div_ceil(encoders.len());
            let rows = &mut rows[..block.len()];
            rows.par_chunks_mut(share)
                .zip(block.par_chunks(share))
                .zip(&mut encoders)
                .for_each(|((rows, lines), encoder)| {
                    for (row, line) in rows.iter_mut().zip(lines) {
                        *row = encoder.encode(line);
                    }
                });
            for row in rows {
                let bytes = row.0.map(f32::to_le_bytes);
                out.write_all(bytes.as_flattened())?;
            }
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

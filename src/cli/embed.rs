//! `embed`: lines to vectors.

use std::{
    fs,
    io::{BufWriter, Write},
    path::PathBuf,
};

use anyhow::{Context, anyhow};
use clap::Args;
use quotealign::{
    encode::{DIM, Encoder},
    text::Lang,
};
use rayon::prelude::*;

use super::{ModelArg, output};

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
    let path = args.file.display();
    let model = args.model.load()?;
    let bytes = fs::read(&args.file).with_context(|| format!("cannot read {path}"))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        anyhow!(
            "{path}: byte {} is not UTF-8: convert the file first",
            e.utf8_error().valid_up_to()
        )
    })?;
    let lines: Vec<&str> = text.lines().collect();
    let folder = args
        .output
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or_else(|| ".".as_ref());
    let cannot = || format!("cannot write {}", args.output.display());
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(cannot)?;
    {
        let mut out = BufWriter::new(&mut file);
        out.write_all(&header(lines.len())).with_context(cannot)?;
        for block in lines.chunks(1 << 16) {
            let rows: Vec<u8> = block
                .par_chunks(1 << 11)
                .flat_map_iter(|lines| {
                    let mut encoder = Encoder::new(&model);
                    let row = |line: &&str| encoder.encode(line).0.map(f32::to_le_bytes);
                    lines
                        .iter()
                        .map(row)
                        .collect::<Vec<_>>()
                        .into_iter()
                        .flatten()
                        .flatten()
                })
                .collect();
            out.write_all(&rows).with_context(cannot)?;
        }
        out.flush().with_context(cannot)?;
    }
    file.as_file().sync_all().with_context(cannot)?;
    file.persist(&args.output).with_context(cannot)?;
    Ok(())
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

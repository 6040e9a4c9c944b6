//! `text`: the readable text of a document.

use std::path::PathBuf;

use clap::Args;

use super::{input, output};

#[derive(Debug, Args)]
pub struct TextArgs {
    /// The document: plain text, HTML, .srt, .vtt or .docx (`-`: standard input)
    file: PathBuf,
    #[command(flatten)]
    reading: input::Reading,
}

pub fn run(args: &TextArgs) -> anyhow::Result<()> {
    output::write(
        None,
        input::read(&args.file, &args.reading)?.text.as_bytes(),
    )
}

//! `text`: the readable text of a document.

use std::path::PathBuf;

use clap::Args;
use quotealign::read::Encoding;

use super::{input, output};

#[derive(Debug, Args)]
pub struct TextArgs {
    /// The document: plain text, HTML, .srt, .vtt or .docx (`-`: standard input)
    file: PathBuf,
    /// Character encoding of the document, where it is recognised wrongly: utf-8, utf-16le, cp949,
    /// windows-1251, koi8-u or another name of the WHATWG standard
    #[arg(long, value_name = "NAME")]
    encoding: Option<Encoding>,
}

pub fn run(args: &TextArgs) -> anyhow::Result<()> {
    output::write(
        None,
        input::read(&args.file, args.encoding)?.text.as_bytes(),
    )
}

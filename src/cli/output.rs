//! Where words go: data to standard output or a file, messages to standard error.

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::Path,
    time::Duration,
};

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};
use quotealign::corpus::replace;

/// Prints a line to standard error; a closed standard error is nobody's problem.
pub fn message(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Whether standard output is a terminal.
pub fn on_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Columns of the terminal, at most `most`; `most` when it is no terminal.
pub fn width(most: usize) -> usize {
    terminal_size::terminal_size().map_or(most, |(width, _)| usize::from(width.0).clamp(40, most))
}

/// The file to write to; `None` for standard output, said by `-` or by nothing.
pub fn file(path: Option<&Path>) -> Option<&Path> {
    path.filter(|path| path.as_os_str() != "-")
}

/// Fails when nothing can be written to `path`, before the work is done.
pub fn check(path: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = file(path) else {
        return Ok(());
    };
    if path.is_dir() {
        bail!("{}: is a directory; name a file in it", path.display());
    }
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        bail!(
            "cannot write {}: there is no folder {}",
            path.display(),
            folder.display()
        );
    }
    Ok(())
}

/// Writes `bytes` to standard output, or as a whole to the file `path` (`-`: standard output).
pub fn write(path: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    stream(path.unwrap_or("-".as_ref()), |out| out.write_all(bytes))
}

/// Writes styled text to standard output; the styles go where it is no terminal.
pub fn write_styled(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Lets `fill` write to the file `path`, which is there as a whole or not at all, or to standard
/// output (`-`).
pub fn stream(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = file(Some(path)) else {
        let mut out = BufWriter::new(io::stdout().lock());
        fill(&mut out)?;
        return Ok(out.flush()?);
    };
    Ok(replace(path, fill)?)
}

/// What shows that work goes on, on a terminal.
pub fn progress(quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message("reading");
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

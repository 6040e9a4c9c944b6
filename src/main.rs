//! The command line of quotealign.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}

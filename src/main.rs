//! The `relata` command.

use std::process::ExitCode;

use clap::Parser;
use relata::cli::{Cli, Session};

fn main() -> ExitCode {
    let cli = Cli::parse();
    Session::stdio().run(cli)
}

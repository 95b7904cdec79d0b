//! The `relata` command.

fn main() -> anyhow::Result<()> {
    relata::cli::run()
}

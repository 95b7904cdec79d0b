//! DOT → SVG through Graphviz, where it is installed.

use std::{
    io::{self, Write as _},
    process::{Command, Stdio},
    thread,
};

/// What Graphviz draws; an error where it is not installed or fails.
pub(super) fn svg(dot: &str) -> io::Result<String> {
    let mut child =
        Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let stdin = child.stdin.take();
    let source = dot.to_owned();
    // Written from a thread of its own: Graphviz may print before it has read everything.
    let feeder = thread::spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(source.as_bytes())));
    let output = child.wait_with_output()?;
    let fed = feeder.join().unwrap_or_else(|_| Err(io::Error::other("cannot write to Graphviz")));
    // Graphviz that gives up early closes its input; its exit status says more than a broken pipe.
    if !output.status.success() || fed.is_err() {
        return Err(io::Error::other(format!("Graphviz failed ({})", output.status)));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}

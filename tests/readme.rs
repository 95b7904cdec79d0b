//! README.md tells the truth: what its console blocks show is what the program prints.
//!
//! Every line of a ```` ```console ```` block that starts with `$ ` is a command for the shell (lines that start with `> `
//! continue it); what follows is its output, stdout and stderr together. All of them run in order in one folder that has the
//! fixtures. `RELATA_UPDATE_README=1` writes what the program prints now into README.md in place of comparing.

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_readme_shows_what_the_program_prints() {
    let path = Path::new(ROOT).join("README.md");
    let shown = fs::read_to_string(&path).expect("README.md");
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(ROOT).join("fixtures"), &folder.path().join("fixtures"));
    let printed = rerun(&shown, |command| shell(command, folder.path()));
    assert!(printed.matches("\n$ relata ").count() > 5, "README.md has lost its examples");
    if env::var_os("RELATA_UPDATE_README").is_some() {
        fs::write(&path, printed).expect("README.md");
    } else if let Some((line, (is, should))) = (1..).zip(shown.lines().zip(printed.lines())).find(|(_, (a, b))| a != b)
    {
        panic!(
            "README.md:{line} shows\n  {is}\nbut the program prints\n  {should}\nRELATA_UPDATE_README=1 brings README.md up to date"
        );
    } else {
        assert_eq!(shown, printed);
    }
}

/// The text with what each command of its console blocks prints now.
fn rerun(text: &str, mut run: impl FnMut(&str) -> String) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    let mut console = false;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            console = line == "```console";
        }
        let first = line.strip_prefix("$ ").filter(|_| console);
        out.extend([line, "\n"]);
        let Some(first) = first else { continue };
        let mut command = first.to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
            out.extend([more, "\n"]);
            command.extend(["\n", &more[2..]]);
        }
        // What was shown goes; a blank line before the next command is the README's own.
        let mut blank = false;
        while let Some(old) = lines.next_if(|line| !line.starts_with("$ ") && !line.starts_with("```")) {
            blank = old.is_empty();
        }
        let printed = run(&command);
        if !printed.is_empty() {
            out.extend([printed.trim_end(), "\n"]);
        }
        if blank {
            out.push('\n');
        }
    }
    out
}

/// What a command prints in a folder, with this build of relata in the path.
fn shell(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_relata"));
    let mut path = program.parent().expect("a folder").as_os_str().to_owned();
    path.push(":");
    path.push(env::var_os("PATH").unwrap_or_default());
    let ran = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    String::from_utf8(ran.stdout).expect("UTF-8").replace("\r\n", "\n")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn old_output_is_replaced_and_the_rest_stays() {
    let text = "Text\n$ no command\n```console\n$ one\nold\n\n$ two 'a\n> b'\n$ none\nold\n```\n```sh\n$ three\n```\n";
    let run = |command: &str| if command == "none" { String::new() } else { format!("ran {command}\n") };
    let new = "Text\n$ no command\n```console\n$ one\nran one\n\n$ two 'a\n> b'\nran two 'a\nb'\n$ none\n```\n```sh\n$ three\n```\n";
    assert_eq!(rerun(text, run), new);
    assert_eq!(rerun(new, run), new);
}

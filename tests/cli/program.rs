//! The program itself, where no store on disk is needed: streams, exit codes, bad inputs.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use assert_cmd::Command as Assert;

use super::{ARTICLES, built, relata};

fn program() -> Assert {
    Assert::cargo_bin("relata").expect("the program")
}

#[test]
fn extract_gives_back_what_it_was_given() {
    let given = fs::read_to_string(ARTICLES).expect("articles");
    let run = |jobs: &str| {
        program().args(["extract", "--jobs", jobs, ARTICLES]).assert().success().get_output().stdout.clone()
    };
    let out = run("1");
    assert_eq!(out, run("2"));
    let lines = |text: &str| -> Vec<relata::document::Record> {
        text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
    };
    assert_eq!(lines(&given), lines(&String::from_utf8(out.clone()).expect("UTF-8")));
    // A filter: its own output goes through unchanged.
    program().args(["extract", "-"]).write_stdin(out.clone()).assert().success().stdout(out);
}

#[test]
fn bad_inputs_are_told_and_the_others_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    };
    let inputs = [
        at("empty.txt", b""),
        at("latin1.txt", b"Perch\xe9 no?"),
        at("broken.jsonl", b"{\"id\":\"a\",\"text\":\"Testo.\"\n"),
        "missing.txt".to_owned(),
        ARTICLES.to_owned(),
    ];
    let store = built();
    let arguments: Vec<&str> = std::iter::once("build").chain(inputs.iter().map(String::as_str)).collect();
    let ran = relata(&store, &arguments);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let err = ran.err.replace(&format!("{}/", folder.path().display()), "");
    let told: Vec<&str> = err.lines().map(|line| line.split("; ").next().unwrap_or_default()).collect();
    assert_eq!(told.len(), 5, "{err}");
    for (line, start) in told.iter().zip(["empty.txt: ", "latin1.txt: ", "broken.jsonl:1: ", "missing.txt: "]) {
        assert!(line.starts_with(&format!("relata: {start}")), "{line}");
    }
    assert_eq!(told[4], "3 articles: 0 new, 0 updated, 3 unchanged, 4 failed");
}

#[test]
fn wrong_use_ends_with_two() {
    program().arg("fly").assert().code(2);
    program().args(["query"]).assert().code(2);
    program().args(["build", "--date", "ieri", ARTICLES]).assert().code(2);
    program().arg("--version").assert().success();
    let help = program().arg("--help").assert().success().get_output().stdout.clone();
    let help = String::from_utf8(help).expect("UTF-8");
    for command in ["build", "extract", "annotate", "query", "show", "why", "path", "stats", "export", "forget"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command} is not in the help");
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let folder = tempfile::tempdir().expect("a folder");
    let many = folder.path().join("many.jsonl");
    let one = fs::read_to_string(ARTICLES).expect("articles");
    let one = one.lines().next().expect("an article");
    let lines: Vec<String> = (0..2000).map(|n| one.replace("2022-06-17-kiev", &format!("a{n}"))).collect();
    fs::write(&many, lines.join("\n")).expect("written");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("relata"))
        .arg("extract")
        .arg(&many)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
    let ended = child.wait_with_output().expect("ended");
    assert!(first.starts_with("{\"id\":\"a0\""));
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
}

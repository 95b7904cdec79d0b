//! The program on a store on disk.

use assert_cmd::Command;

use super::ARTICLES;

#[test]
fn a_store_is_built_asked_and_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("relata").expect("the program");
        command.current_dir(folder.path()).args(arguments).assert()
    };
    run(&["show", "Draghi"]).code(2).stdout("");
    run(&["build", "--jobs", "2", ARTICLES]).success();
    run(&["build", "--jobs", "1", ARTICLES]).success();
    run(&["show", "Draghi"]).success();
    run(&["export", "-o", "graph.svg", "--layout", "own"]).success().stdout("").stderr("");
    run(&["export", "-o", "first.nq"]).success();
    run(&["--db", "other.db", "--quiet", "build", "--jobs", "1", ARTICLES]).success().stderr("");
    run(&["--db", "other.db", "export", "-o", "second.nq"]).success();
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("written");
    assert_eq!(read("first.nq"), read("second.nq"));
    run(&["forget", "2022-06-28-madrid"]).success();
    run(&["show", "Niinistö"]).code(1);
}

#[test]
fn what_is_no_store_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("letter.txt"), "Cara Anna").expect("written");
    let path = folder.path().to_str().expect("UTF-8");
    for arguments in [&["--db", path, "build", ARTICLES][..], &["--db", path, "stats"], &["--db", path, "forget", "a"]]
    {
        let ran = Command::cargo_bin("relata").expect("the program").args(arguments).assert().code(2).stdout("");
        let err = String::from_utf8_lossy(&ran.get_output().stderr).into_owned();
        assert!(err.contains("this is not a store of relata") && err.lines().count() == 1, "{err}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("there").count(), 1);
}

/// A folder with a store of its own, and the program run in it.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn run(&self, arguments: &[&str]) -> assert_cmd::assert::Assert {
        Command::cargo_bin("relata").expect("the program").current_dir(self.0.path()).args(arguments).assert()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn nquads(&self, store: &str) -> String {
        let ran = self.run(&["--db", store, "export", "--format", "nquads"]).success();
        String::from_utf8(ran.get_output().stdout.clone()).expect("UTF-8")
    }

    fn build(&self, arguments: &[&str]) -> String {
        let ran =
            self.run(&[&["build", "--date", "2022-01-13", "--lang", "it"], arguments].concat()).success().stdout("");
        let err = String::from_utf8(ran.get_output().stderr.clone()).expect("UTF-8");
        err.split(';').next().unwrap_or_default().to_owned()
    }
}

const MEETING: &str = "Il presidente Macron ha incontrato Scholz a Berlino.\n";

#[test]
fn order_and_batches_leave_no_trace_and_an_article_is_replaced_when_it_changes() {
    let place = Place::new();
    let texts = [
        MEETING,
        "Draghi ha telefonato a Zelensky il 10 gennaio.\n",
        "Lunedì scorso Johnson è arrivato a Kiev.\n",
        "L'Italia ha accusato la Russia.\n",
    ];
    for (i, text) in texts.iter().enumerate() {
        place.write(&format!("there/{i}.txt"), text);
        place.write(&format!("back/{}.txt", 3 - i), texts[3 - i]);
    }
    assert_eq!(place.build(&["--jobs", "1", "there"]), "4 articles: 4 new, 0 updated, 0 unchanged, 0 failed");
    let all = place.nquads("relata.db");
    place.build(&["--db", "two.db", "--jobs", "2", "back"]);
    place.build(&["--db", "parts.db", "there/3.txt", "there/1.txt"]);
    place.build(&["--db", "parts.db", "there/2.txt", "there/0.txt"]);
    assert!(all.contains("Macron") && all == place.nquads("two.db") && all == place.nquads("parts.db"));

    assert_eq!(place.build(&["there"]), "4 articles: 0 new, 0 updated, 4 unchanged, 0 failed");
    place.write("there/0.txt", texts[3]);
    assert_eq!(place.build(&["there"]), "4 articles: 0 new, 1 updated, 3 unchanged, 0 failed");
    assert!(!place.nquads("relata.db").contains("Scholz"));
    place.write("there/0.txt", texts[0]);
    place.build(&["there"]);
    assert_eq!(place.nquads("relata.db"), all);
}

#[test]
fn a_build_that_is_killed_is_finished_by_the_next_and_can_be_read_meanwhile() {
    use std::{
        io::Write as _,
        process::{Command as Process, Stdio},
    };
    let place = Place::new();
    let articles: Vec<String> = (0..200)
        .map(|i| serde_json::json!({"id": format!("a{i}"), "language": "it", "text": MEETING}).to_string() + "\n")
        .collect();
    place.write("all.jsonl", &articles.concat());
    place.build(&["--db", "whole.db", "all.jsonl"]);
    for fed in [0, 1, 64, 130] {
        let mut child = Process::new(assert_cmd::cargo::cargo_bin("relata"))
            .current_dir(place.0.path())
            .args(["build", "--date", "2022-01-13", "-"])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(articles[..fed].concat().as_bytes()).expect("taken");
        if fed == 130 {
            // The build now waits for the rest: others may read, none may write.
            let waiting = || place.run(&["--quiet", "stats"]).get_output().status.success();
            assert!((0..200).any(|_| waiting()), "a store that is written to can be read");
            place.run(&["export", "--format", "nquads"]).success();
            let ran = place.run(&["build", "all.jsonl"]).code(2);
            let err = String::from_utf8_lossy(&ran.get_output().stderr).into_owned();
            assert!(err.contains("another process is writing") && err.lines().count() == 1, "{err}");
        }
        child.kill().expect("killed");
        child.wait().expect("ended");
    }
    assert!(place.build(&["all.jsonl"]).starts_with("200 articles: "));
    assert_eq!(place.nquads("relata.db"), place.nquads("whole.db"));
}

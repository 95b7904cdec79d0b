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

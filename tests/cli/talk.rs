//! Commands that answer a person: show, why, path, stats, query, forget, and what they say when there is no answer.

use super::{ARTICLES, built, printed, relata};

#[test]
fn a_card_of_one_entity() {
    insta::assert_snapshot!(printed(&built(), &["show", "zelensky"]));
}

#[test]
fn why_an_edge_is_there() {
    let store = built();
    insta::assert_snapshot!(printed(&store, &["why", "Draghi", "spokeWith", "Erdoğan"]));
    insta::assert_snapshot!("why_denied_and_told_by_others", printed(&store, &["why", "odessa"]));
    // The relation may be left out, or given as a label, and a symmetric one asked from either end.
    let any = printed(&store, &["why", "Erdoğan", "Draghi"]);
    assert_eq!(any, printed(&store, &["why", "erdoğan", "ha parlato con", "draghi"]));
}

#[test]
fn the_way_from_one_to_another() {
    insta::assert_snapshot!(printed(&built(), &["path", "Macron", "NATO"]));
}

#[test]
fn how_much_there_is() {
    insta::assert_snapshot!(printed(&built(), &["stats", "--top", "3"]));
}

#[test]
fn json_where_a_person_gets_a_table() {
    let store = built();
    for arguments in [
        &["show", "draghi", "--json"][..],
        &["why", "draghi", "--json"],
        &["path", "macron", "erdoğan", "--json"],
        &["stats", "--json"],
    ] {
        let json: serde_json::Value = serde_json::from_str(&printed(&store, arguments)).expect("JSON");
        insta::assert_json_snapshot!(arguments.join("_"), json);
    }
}

#[test]
fn nothing_found_ends_with_one_and_says_what_to_do() {
    let store = built();
    for (arguments, says) in [
        (&["show", "Napoleone"][..], "nothing in the store is called \"Napoleone\""),
        (&["why", "Draghi", "accuses", "Macron"], "no article says so"),
        (&["path", "Macron", "Odessa"], "--all also goes along"),
        (&["forget", "2021-01-01-nothing"], "no such article"),
    ] {
        let ran = relata(&store, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{arguments:?}");
        assert!(ran.err.starts_with("relata: ") && ran.err.contains(says), "{}", ran.err);
    }
    assert_eq!(relata(&store, &["query", "SELECT * { ?x rel:marries ?y }"]).code, 1);
    assert_eq!(relata(&store, &["query", "ASK { ?x rel:marries ?y }"]).code, 1);
}

#[test]
fn an_ambiguous_name_lists_who_it_may_be() {
    let store = built();
    let article = r#"{"id":"due","language":"it","text":"Boris Rossi.","entities":[{"id":"e1","type":"Person","label":"Boris Rossi"}]}"#;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("due.jsonl");
    std::fs::write(&path, article).expect("written");
    relata(&store, &["build", path.to_str().expect("UTF-8")]);
    let ran = relata(&store, &["show", "Boris"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err);
    assert_eq!(relata(&store, &["show", "person/Boris_Rossi"]).code, 0);
}

#[test]
fn relations_that_do_not_exist_are_told() {
    let ran = relata(&built(), &["why", "Draghi", "meetWith", "Erdoğan"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err, "relata: there is no relation \"meetWith\"\n");
    let ran = relata(&built(), &["export", "--format", "csv", "--relation", "accuse"]);
    assert_eq!(ran.err, "relata: there is no relation \"accuse\"; there is accuses\n");
}

#[test]
fn a_question_in_sparql() {
    let store = built();
    let query = "SELECT ?a ?b { ?x rel:spokeWith ?y . ?x skos:prefLabel ?a . ?y skos:prefLabel ?b } ORDER BY ?a";
    assert_eq!(
        printed(&store, &["query", query]),
        "a,b\r\nMario Draghi,Recep Tayyip Erdoğan\r\nRecep Tayyip Erdoğan,Mario Draghi\r\n"
    );
    insta::assert_snapshot!("query_table", printed(&store, &["query", "--name", "who-met-whom", "--format", "table"]));
    let turtle = printed(&store, &["query", "CONSTRUCT { ?x rel:headOf ?y } WHERE { ?x rel:headOf ?y }"]);
    assert!(turtle.contains("rel:headOf"), "{turtle}");
    assert!(printed(&store, &["query", "--list"]).contains("who-met-whom"));
}

#[test]
fn an_error_in_sparql_is_pointed_at() {
    let ran = relata(&built(), &["query", "SELECT ?a\nWHERE { ?a rel:metWith }"]);
    assert_eq!(ran.code, 2);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert!(lines[0].starts_with("relata: the query cannot be read at line 2, column 24"), "{}", ran.err);
    assert_eq!(&lines[1..], ["  WHERE { ?a rel:metWith }", &format!("  {}^", " ".repeat(23))]);
}

#[test]
fn building_again_changes_nothing_and_forgetting_takes_away() {
    let store = built();
    let ran = relata(&store, &["build", ARTICLES]);
    assert!(ran.err.starts_with("3 articles: 0 new, 0 updated, 3 unchanged"), "{}", ran.err);
    assert_eq!(relata(&store, &["--quiet", "forget", "2022-06-28-madrid"]).err, "");
    assert_eq!(relata(&store, &["show", "Niinistö"]).code, 1);
    assert_eq!(relata(&store, &["show", "Draghi"]).code, 0);
}

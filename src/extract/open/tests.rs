//! Trees written by hand → the facts in them.

use super::*;
use crate::document::conllu;

/// The facts of sentences of CoNLL-U (id, form, part of speech, features, head, relation; divided by blanks) as lines
/// "subject | relation | object".
fn facts(rows: &str) -> Vec<String> {
    let mut text = String::new();
    for row in rows.trim().lines() {
        let c: Vec<&str> = row.split_whitespace().collect();
        let row = match c[..] {
            [] => String::new(),
            [id, form] => [id, form, "_", "_", "_", "_", "_", "_", "_", "_"].join("\t"),
            _ => [c[0], c[1], "_", c[2], "_", c[3], c[4], c[5], "_", c.get(6).copied().unwrap_or("_")].join("\t"),
        };
        text += &(row + "\n");
    }
    let document = conllu::read("test", &text).expect("well formed").remove(0);
    let line = |fact: &OpenFact| {
        [&fact.subject, &fact.relation, &fact.object].map(|tokens| words(&document, tokens)).join(" | ")
    };
    open_facts(&document).iter().map(line).collect()
}

#[test]
fn one_fact_for_each_argument() {
    let rows = "
        1 The DET _ 2 det
        2 minister NOUN _ 4 nsubj
        3 has AUX _ 4 aux
        4 signed VERB VerbForm=Part 0 root
        5 an DET _ 6 det
        6 agreement NOUN _ 4 obj
        7 with ADP _ 8 case
        8 France PROPN _ 4 obl
        9 and CCONJ _ 10 cc
        10 Spain PROPN _ 8 conj
        11 . PUNCT _ 4 punct";
    let expected = [
        "The minister | has signed | an agreement",
        "The minister | has signed an agreement with | France",
        "The minister | has signed an agreement with | Spain",
    ];
    assert_eq!(facts(rows), expected);
}

#[test]
fn subjects_are_shared_and_relative_pronouns_undone() {
    let rows = "
        1 Rossi PROPN _ 5 nsubj
        2 , PUNCT _ 4 punct
        3 who PRON PronType=Rel 4 nsubj
        4 left VERB Mood=Ind 1 acl:relcl
        5 founded VERB Mood=Ind 0 root
        6 Acme PROPN _ 5 obj
        7 and CCONJ _ 8 cc
        8 sold VERB Mood=Ind 5 conj
        9 it PRON _ 8 obj
        10 to ADP _ 11 case
        11 Bianchi PROPN _ 8 obl";
    assert_eq!(facts(rows), ["Rossi | founded | Acme", "Rossi | sold | it", "Rossi | sold it to | Bianchi"]);
}

#[test]
fn copulas_negations_and_fronted_phrases() {
    let rows = "
        1 In ADP _ 2 case
        2 May PROPN _ 6 obl
        3 Rome PROPN _ 6 nsubj
        4 was AUX _ 6 cop
        5 not PART Polarity=Neg 6 advmod
        6 ready ADJ _ 0 root
        7 for ADP _ 8 case
        8 war NOUN _ 6 obl";
    let expected = ["Rome | was not | ready", "Rome | was not ready In | May", "Rome | was not ready for | war"];
    assert_eq!(facts(rows), expected);
}

#[test]
fn contractions_and_hyphens_stay_as_the_text_has_them() {
    let rows = "
        1 Rossi PROPN _ 2 nsubj
        2 parla VERB VerbForm=Fin 0 root
        3-4 della
        3 di ADP _ 7 case
        4 la DET _ 7 det
        5 lotta NOUN _ 7 compound SpaceAfter=No
        6 - PUNCT _ 7 punct SpaceAfter=No
        7 corsa NOUN _ 2 obl";
    assert_eq!(facts(rows), ["Rossi | parla di | la lotta-corsa"]);
}

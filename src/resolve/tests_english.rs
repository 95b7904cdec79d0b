//! English through the resolver: owners before their noun, pronouns that tell people from things, names of two languages.

use super::testing::{document, entity, labels, names, resolve, resolve_in};
use crate::document::Record;

fn mentions_of<'d>(record: &Record, text: &'d str, label: &str) -> Vec<&'d str> {
    let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    entity(record, label).mentions.iter().map(|[b, e]| &text[chars[*b as usize]..chars[*e as usize]]).collect()
}

#[test]
fn owners_stand_before_their_noun_and_pronouns_tell_people_from_bodies() {
    let text = "
        Kremlin Kremlin PROPN Number=Sing 2 compound name:Organization:1:1
        spokesman spokesman NOUN Number=Sing 3 nmod:desc noun:Person:1:2
        Dmitry Dmitry PROPN Number=Sing 5 nsubj name:Person:3:4
        Peskov Peskov PROPN Number=Sing 3 flat
        said say VERB VerbForm=Fin 0 root
        Russia Russia PROPN Number=Sing 8 nmod:poss name:Place:6:6
        's 's PART _ 6 case
        government government NOUN Number=Sing 10 nsubj noun:Organization:6:8
        would would AUX _ 10 aux
        leave leave VERB VerbForm=Inf 5 ccomp

        He he PRON Gender=Masc|Number=Sing|Person=3|PronType=Prs 2 nsubj pronoun:-:1:1
        praised praise VERB VerbForm=Fin 0 root
        the the DET Definite=Def|PronType=Art 5 det
        US US PROPN Number=Sing 5 compound name:Place:4:4
        president president NOUN Number=Sing 2 obj noun:Person:4:5
        but but CCONJ _ 8 cc
        it it PRON Gender=Neut|Number=Sing|Person=3|PronType=Prs 8 nsubj pronoun:-:7:7
        denied deny VERB VerbForm=Fin 2 conj";
    let document = document(text);
    let record = resolve_in("en", &document);
    assert_eq!(mentions_of(&record, document.text(), "Dmitry Peskov"), ["Kremlin spokesman", "Dmitry Peskov", "He"]);
    assert_eq!(entity(&record, "Kremlin").mentions.len(), 1);
    let government = "Russia 's government"; // the words of a test are a blank apart
    assert_eq!(mentions_of(&record, document.text(), government), [government, "it"]);
    assert_eq!(entity(&record, "United States").aliases, ["US"]);
}

#[test]
fn a_role_that_runs_into_a_name_is_its_holders_whatever_the_tree_says() {
    let text = "
        Secretary secretary PROPN Number=Sing 6 nsubj noun:Person:1:1
        of of ADP _ 4 case
        State State PROPN Number=Sing 4 compound
        Antony Antony PROPN Number=Sing 1 nmod name:Person:4:5
        Blinken Blinken PROPN Number=Sing 4 flat
        met meet VERB VerbForm=Fin 0 root
        Mrs Mrs PROPN Number=Sing 8 nmod:desc
        Merkel Merkel PROPN Number=Sing 6 obj name:Person:8:8

        She she PRON Gender=Fem|Number=Sing|Person=3|PronType=Prs 2 nsubj pronoun:-:1:1
        smiled smile VERB VerbForm=Fin 0 root";
    let document = document(text);
    let record = resolve_in("en", &document);
    assert_eq!(mentions_of(&record, document.text(), "Antony Blinken"), ["Secretary", "Antony Blinken"]);
    assert_eq!(mentions_of(&record, document.text(), "Merkel"), ["Merkel", "She"]);
}

#[test]
fn words_of_nationality_in_two_words_and_peoples() {
    let text = "
        South South PROPN Number=Sing 2 compound
        Korean korean ADJ Degree=Pos 3 amod demonym:Place:1:2
        troops troop NOUN Number=Plur 4 nsubj noun:Group:1:3
        met meet VERB VerbForm=Fin 0 root
        the the DET Definite=Def|PronType=Art 6 det
        French french ADJ Degree=Pos 4 obj demonym:Place:6:6
        in in ADP _ 8 case
        Seoul Seoul PROPN Number=Sing 4 obl name:Place:8:8
        and and CCONJ _ 10 cc
        France France PROPN Number=Sing 8 conj name:Place:10:10";
    let document = document(text);
    let record = resolve_in("en", &document);
    assert!(labels(&record).contains(&"South Korea") && labels(&record).contains(&"French"), "{:?}", labels(&record));
    assert_eq!(mentions_of(&record, document.text(), "France"), ["France"]);
}

#[test]
fn one_thing_has_one_item_in_both_languages() {
    let pairs = [
        ("Place:Kazakistan", "Place:Kazakhstan"),
        ("Place:Stati_Uniti", "Place:U.S."),
        ("Place:Regno_Unito", "Place:Britain"),
        ("Place:Lombardia", "Place:Lombardy"),
        ("Organization:OTSC", "Organization:Collective_Security_Treaty_Organization"),
        ("Organization:Unione_europea", "Organization:EU"),
        ("Organization:Onu", "Organization:U.N."),
    ];
    for (italian, english) in pairs {
        let links = [resolve(&names(&[italian])), resolve_in("en", &names(&[english]))]
            .map(|record| record.entities[0].links.iter().map(|link| link.iri.clone()).collect::<Vec<_>>());
        assert!(links[0] == links[1] && links[0].len() == 1, "{italian}: {links:?}");
    }
}

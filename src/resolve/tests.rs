//! Whole documents through the resolver: who is who at the end.

use proptest::prelude::*;

use super::testing::{claim, document, entity, labels, mention, names, quote, resolve, said};
use super::*;
use crate::document::{EntityType, TokenId, Tokens};

#[test]
fn a_surname_is_its_full_name_and_relatives_stay_two() {
    let record = resolve(&names(&[
        "Person:Kassym-Jomart_Tokayev",
        "Person:Tokayev",
        "Person:Silvio_Berlusconi",
        "Person:Marina_Berlusconi",
        "Person:Berlusconi",
        "Person:Tokaev",
    ]));
    assert_eq!(labels(&record), ["Kassym-Jomart Tokayev", "Silvio Berlusconi", "Marina Berlusconi"]);
    assert_eq!(record.entities[0].aliases, ["Tokayev", "Tokaev"]);
    // The one named last before is meant.
    assert_eq!(record.entities[2].aliases, ["Berlusconi"]);
}

#[test]
fn spellings_and_acronyms_of_countries_and_bodies_are_one() {
    let record = resolve(&names(&[
        "Place:Kazakhstan",
        "Place:Kazakistan",
        "Place:Stati_Uniti",
        "Place:Usa",
        "Organization:CSTO",
        "Organization:Organizzazione_del_Trattato_di_Sicurezza_Collettiva",
        "Organization:Nato",
        "Organization:NATO",
        "Place:Uzbekistan",
    ]));
    assert_eq!(record.entities.len(), 5, "{:?}", labels(&record));
    assert_eq!(entity(&record, "Kazakistan").aliases, ["Kazakhstan"]);
    assert_eq!(entity(&record, "Kazakistan").links[0].iri, "http://www.wikidata.org/entity/Q232");
    assert_eq!(entity(&record, "Stati Uniti").aliases, ["Usa"]);
    assert_eq!(entity(&record, "Organizzazione del Trattato di Sicurezza Collettiva").aliases, ["CSTO"]);
}

#[test]
fn short_forms_and_initials_are_known_when_they_come_later() {
    let record = resolve(&names(&[
        "Organization:Consiglio_Superiore_della_Magistratura",
        "Organization:Csm",
        "Organization:Adobe_Systems",
        "Organization:Adobe",
        "Organization:Banca_Nuova",
        "Organization:Banca_Nuovissima",
        "Organization:Banca",
    ]));
    assert_eq!(entity(&record, "Consiglio Superiore della Magistratura").aliases, ["Csm"]);
    assert_eq!(entity(&record, "Adobe Systems").aliases, ["Adobe"]);
    // Two would fit.
    assert!(labels(&record).contains(&"Banca"));
}

const ARMY: &str = "
    L' il DET Definite=Def|Number=Sing|PronType=Art 2 det
    esercito esercito NOUN Gender=Masc|Number=Sing 4 nsubj noun:-:2:3
    russo russo ADJ Gender=Masc|Number=Sing 2 amod demonym:-:3:3
    attacca attaccare VERB Mood=Ind|Number=Sing|Person=3 0 root
    Kiev Kiev PROPN _ 4 obj name:Place:5:5
    . . PUNCT _ 4 punct

    Il il DET Definite=Def|Number=Sing|PronType=Art 2 det
    governo governo NOUN Gender=Masc|Number=Sing 6 nsubj noun:-:2:2
    di di ADP _ 5 case
    la il DET Definite=Def|Number=Sing|PronType=Art 5 det
    Russia Russia PROPN _ 2 nmod name:Place:5:5
    elogia elogiare VERB Mood=Ind|Number=Sing|Person=3 0 root
    l' il DET Definite=Def|Number=Sing|PronType=Art 8 det
    esercito esercito NOUN Gender=Masc|Number=Sing 6 obj noun:-:8:8
    . . PUNCT _ 6 punct

    Il il DET Definite=Def|Number=Sing|PronType=Art 2 det
    governo governo NOUN Gender=Masc|Number=Sing 4 nsubj noun:-:2:3
    russo russo ADJ Gender=Masc|Number=Sing 2 amod demonym:-:3:3
    parla parlare VERB Mood=Ind|Number=Sing|Person=3 0 root
    . . PUNCT _ 4 punct";

#[test]
fn a_collective_is_part_of_its_country() {
    let document = document(ARMY);
    let supports = claim(&document, mention(&document, "governo", 0), "supports", mention(&document, "esercito", 0));
    let record = Resolver::embedded("it").unwrap().resolve(&document, &[supports]);
    assert_eq!(labels(&record), ["esercito russo", "Russia", "Kiev", "governo di la Russia"]);
    assert_eq!(entity(&record, "governo di la Russia").aliases, ["governo russo"]);
    assert_eq!(entity(&record, "Russia").aliases, ["russo"]);
    assert_eq!(
        said(&record),
        [
            "esercito russo partOf Russia",
            "governo di la Russia supports esercito russo",
            "governo di la Russia partOf Russia"
        ]
    );
}

const TITLE: &str = "
    Il il DET Definite=Def|Number=Sing|PronType=Art 2 det
    presidente presidente NOUN Number=Sing 8 nsubj noun:-:2:2
    di di ADP _ 5 case
    il il DET Definite=Def|Number=Sing|PronType=Art 5 det
    Kazakhstan Kazakhstan PROPN _ 2 nmod name:Place:5:5
    , , PUNCT _ 7 punct
    Tokayev Tokayev PROPN _ 2 appos name:Person:7:7
    incontra incontrare VERB Mood=Ind|Number=Sing|Person=3 0 root
    il il DET Definite=Def|Number=Sing|PronType=Art 10 det
    capo capo NOUN Gender=Masc|Number=Sing 8 obj noun:-:10:10
    di di ADP _ 13 case
    la il DET Definite=Def|Number=Sing|PronType=Art 13 det
    Nato Nato PROPN _ 10 nmod name:Organization:13:13
    Stoltenberg Stoltenberg PROPN _ 13 flat:name name:Person:14:14
    . . PUNCT _ 8 punct

    Il il DET Definite=Def|Number=Sing|PronType=Art 2 det
    presidente presidente NOUN Number=Sing 4 nsubj noun:-:2:3
    kazako kazako ADJ Gender=Masc|Number=Sing 2 amod demonym:-:3:3
    loda lodare VERB Mood=Ind|Number=Sing|Person=3 0 root
    l' il DET Definite=Def|Number=Sing|PronType=Art 6 det
    organizzazione organizzazione NOUN Gender=Fem|Number=Sing 4 obj noun:-:6:6
    . . PUNCT _ 4 punct

    Ha avere AUX Mood=Ind|Number=Sing|Person=3 2 aux
    ricordato ricordare VERB Gender=Masc|Number=Sing|VerbForm=Part 0 root implicit:-:2:2
    il il DET Definite=Def|Number=Sing|PronType=Art 5 det
    suo suo DET Poss=Yes|PronType=Prs 5 det:poss pronoun:-:4:4
    viaggio viaggio NOUN Gender=Masc|Number=Sing 2 obj
    in in ADP _ 7 case
    Belgio Belgio PROPN _ 2 obl name:Place:7:7
    . . PUNCT _ 2 punct";

#[test]
fn titles_descriptions_and_verbs_without_subject_lead_to_the_person() {
    let document = document(TITLE);
    let arrives = claim(&document, mention(&document, "ricordato", 0), "visited", mention(&document, "Belgio", 0));
    let praises = claim(
        &document,
        mention(&document, "presidente kazako", 0),
        "supports",
        mention(&document, "organizzazione", 0),
    );
    let record = Resolver::embedded("it").unwrap().resolve(&document, &[praises, arrives]);
    assert_eq!(said(&record), ["Tokayev supports Nato", "Tokayev visited Belgio"]);
    assert_eq!(entity(&record, "Tokayev").aliases, ["presidente di il Kazakhstan", "presidente kazako"]);
    assert_eq!(entity(&record, "Stoltenberg").aliases, ["capo di la Nato"]);
}

#[test]
fn who_heads_a_country_is_meant_by_his_office() {
    let text = "
        Erdoğan Erdoğan PROPN _ 2 nsubj name:Person:1:1
        guida guidare VERB Mood=Ind|Number=Sing|Person=3 0 root
        la il DET _ 4 det
        Turchia Turchia PROPN _ 2 obj name:Place:4:4

        Il il DET Definite=Def|Number=Sing|PronType=Art 2 det
        presidente presidente NOUN Number=Sing 4 nsubj noun:-:2:3
        turco turco ADJ Gender=Masc|Number=Sing 2 amod demonym:-:3:3
        visita visitare VERB Mood=Ind|Number=Sing|Person=3 0 root
        Sofia Sofia PROPN _ 4 obj name:Place:5:5";
    let document = document(text);
    let heads = claim(&document, mention(&document, "Erdoğan", 0), "headOf", mention(&document, "Turchia", 0));
    let visits = claim(&document, mention(&document, "presidente turco", 0), "visited", mention(&document, "Sofia", 0));
    let record = Resolver::embedded("it").unwrap().resolve(&document, &[heads, visits]);
    assert_eq!(said(&record), ["Erdoğan headOf Turchia", "Erdoğan visited Sofia"]);
}

#[test]
fn the_first_person_in_a_quote_is_its_speaker() {
    let text = "
        « « PUNCT _ 2 punct
        Sostengo sostenere VERB Mood=Ind|Number=Sing|Person=1 6 ccomp implicit:-:2:2
        l' il DET _ 4 det
        Ucraina Ucraina PROPN _ 2 obj name:Place:4:4
        » » PUNCT _ 2 punct
        dice dire VERB Mood=Ind|Number=Sing|Person=3 0 root
        Meloni Meloni PROPN _ 6 nsubj name:Person:7:7";
    let mut document = document(text);
    let (speaker, subject) = (mention(&document, "Meloni", 0), mention(&document, "Sostengo", 0));
    let supports = claim(&document, subject, "supports", mention(&document, "Ucraina", 0));
    assert_eq!(
        said(&Resolver::embedded("it").unwrap().resolve(&document, std::slice::from_ref(&supports))),
        Vec::<String>::new()
    );
    quote(&mut document, Tokens::new(TokenId(1), TokenId(4)), speaker);
    assert_eq!(said(&Resolver::embedded("it").unwrap().resolve(&document, &[supports])), ["Meloni supports Ucraina"]);
}

#[test]
fn an_acronym_in_brackets_is_the_name_before_it() {
    let text = "
        Il il DET Definite=Def 2 det
        Comitato comitato PROPN _ 0 root name:Organization:2:5
        di di ADP _ 4 case
        sicurezza sicurezza NOUN _ 2 nmod
        nazionale nazionale ADJ _ 4 amod
        ( ( PUNCT _ 7 punct
        KNB KNB PROPN _ 2 appos name:Organization:7:7
        ) ) PUNCT _ 7 punct";
    let record = resolve(&document(text));
    assert_eq!(labels(&record), ["Comitato di sicurezza nazionale"]);
    assert_eq!(record.entities[0].aliases, ["KNB"]);
    assert_eq!(record.entities[0].entity_type, Some(EntityType::Organization));
}

#[test]
fn what_somebody_unknown_says_is_no_fact() {
    let text = "
        Un un DET Definite=Ind|Number=Sing|PronType=Art 2 det
        testimone testimone NOUN Number=Sing 3 nsubj noun:-:2:2
        dice dire VERB Mood=Ind|Number=Sing|Person=3 0 root
        che che SCONJ _ 6 mark
        Mosca Mosca PROPN _ 6 nsubj name:Place:5:5
        attacca attaccare VERB Mood=Ind|Number=Sing|Person=3 3 ccomp
        Kiev Kiev PROPN _ 6 obj name:Place:7:7";
    let document = document(text);
    let mut attack = claim(&document, mention(&document, "Mosca", 0), "attacks", mention(&document, "Kiev", 0));
    let fact = |claim: &Claim| {
        Resolver::embedded("it").unwrap().resolve(&document, std::slice::from_ref(claim)).claims[0].is_fact()
    };
    assert!(fact(&attack));
    attack.attributed_to = Some(mention(&document, "testimone", 0));
    assert!(!fact(&attack));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Any words in any tree: no panic, the same record twice, every claim between entities of the record.
    #[test]
    fn any_document_gives_a_sound_record(
        words in prop::collection::vec((0..8usize, 0..5usize, 0..12u32, 0..8usize, 0..6usize), 1..40),
    ) {
        const FORMS: [&str; 8] = ["Roma", "Usa", "governo", "russo", "(", ")", "Rossi", "che"];
        const POS: [&str; 5] = ["PROPN", "NOUN", "ADJ", "VERB", "PRON"];
        const RELATIONS: [&str; 8] = ["nsubj", "amod", "nmod", "appos", "flat:name", "acl:relcl", "conj", "det:poss"];
        const MARKS: [&str; 6] = ["", "name:Person", "name:Place", "noun:-", "demonym:-", "implicit:-"];
        let line = |(i, (form, pos, head, relation, mark)): (usize, &(usize, usize, u32, usize, usize))| {
            let place = i as u32 % 8 + 1;
            let longest = words.len() as u32 - (i as u32 / 8) * 8;
            let head = if *head > 8.min(longest) || *head == place { 0 } else { *head };
            let (form, pos, relation, kind) = (FORMS[*form], POS[*pos], RELATIONS[*relation], MARKS[*mark]);
            let mark = if *mark > 0 { format!("{kind}:{place}:{place}") } else { String::new() };
            let end = if place == 8 { "\n\n" } else { "\n" };
            format!("{form} {} {pos} Number=Sing {head} {relation} {mark}{end}", form.to_lowercase())
        };
        let lines: String = words.iter().enumerate().map(line).collect();
        let document = document(&lines);
        let ids: Vec<_> = (0..document.mentions.len() as u32).map(crate::document::MentionId).collect();
        let claims: Vec<_> = ids.windows(2).map(|pair| claim(&document, pair[0], "supports", pair[1])).collect();
        let record = Resolver::embedded("it").unwrap().resolve(&document, &claims);
        prop_assert_eq!(&record, &Resolver::embedded("it").unwrap().resolve(&document, &claims));
        prop_assert!(!said(&record).iter().any(|claim| claim.contains('?')));
        let length = document.text().chars().count() as u32;
        prop_assert!(record.entities.iter().flat_map(|e| &e.mentions).all(|[b, e]| b < e && *e <= length));
    }
}

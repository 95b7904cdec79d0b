//! Speech in sentences as the parser leaves them, and who says it.

use std::fmt::Write as _;

use super::*;
use crate::document::{EntityType, Mention, MentionKind, conllu};

/// Analyses sentences given as "form/lemma/UPOS/head/relation" (head 0: root); what stands in brackets is a person's name.
/// Gives each quotation with its speaker.
fn quotes(sentences: &[&str]) -> Vec<String> {
    let mut table = String::new();
    let mut names = Vec::new();
    let mut count = 0;
    for sentence in sentences {
        let mut open = None;
        for (i, word) in sentence.split(' ').enumerate() {
            if word.starts_with('[') {
                open = Some(count);
            }
            let columns: Vec<&str> = word.trim_matches(['[', ']']).split('/').collect();
            let [form, lemma, upos, head, relation] = columns[..] else { panic!("{word}") };
            let features = if form == "che" { "PronType=Rel" } else { "_" };
            let _ = writeln!(table, "{}\t{form}\t{lemma}\t{upos}\t_\t{features}\t{head}\t{relation}\t_\t_", i + 1);
            count += 1;
            if let Some(begin) = open.filter(|_| word.ends_with(']')) {
                names.push(Tokens::new(TokenId(begin), TokenId(count)));
                open = None;
            }
        }
        table.push('\n');
    }
    let mut document = conllu::read("a", &table).expect("well formed").remove(0);
    document.mentions.clear();
    for tokens in names {
        let span = document.span_of(tokens);
        let (kind, entity_type) = (MentionKind::Name, Some(EntityType::Person));
        document.mentions.push(Mention { kind, entity_type, span, tokens, head: tokens.begin });
    }
    QuoteTagger::embedded("it").unwrap().annotate(&mut document);
    let name = |quote: &Quote| quote.speaker.map_or("?", |id| document.mention(id).span.of(document.text()));
    document.quotes.iter().map(|quote| format!("{}: {}", name(quote), quote.span.of(document.text()))).collect()
}

#[test]
fn the_subject_of_the_verb_behind_speaks() {
    let found = quotes(&[
        "«/«/PUNCT/3/punct Non/non/ADV/3/advmod voteremo/votare/VERB/0/root la/il/DET/5/det fiducia/fiducia/NOUN/3/obj \
        »/»/PUNCT/3/punct ,/,/PUNCT/9/punct ha/avere/AUX/9/aux detto/dire/VERB/3/parataxis [Meloni/Meloni/PROPN/9/nsubj] ././PUNCT/3/punct",
    ]);
    assert_eq!(found, ["Meloni: Non voteremo la fiducia"]);
}

#[test]
fn the_verb_before_and_speech_that_goes_on() {
    let found = quotes(&[
        "[Macron/Macron/PROPN/3/nsubj] ha/avere/AUX/3/aux spiegato/spiegare/VERB/0/root :/:/PUNCT/3/punct «/«/PUNCT/6/punct \
         Resto/restare/VERB/3/ccomp qui/qui/ADV/6/advmod adesso/adesso/ADV/6/advmod »/»/PUNCT/6/punct ././PUNCT/3/punct",
        "«/«/PUNCT/2/punct Vinceremo/vincere/VERB/0/root noi/noi/PRON/2/nsubj oggi/oggi/ADV/2/advmod »/»/PUNCT/2/punct ././PUNCT/2/punct",
    ]);
    assert_eq!(found, ["Macron: Resto qui adesso", "Macron: Vinceremo noi oggi"]);
}

#[test]
fn who_is_spoken_to_does_not_speak() {
    let found = quotes(&[
        "[Draghi/Draghi/PROPN/3/nsubj] ha/avere/AUX/3/aux risposto/rispondere/VERB/0/root a/a/ADP/5/case \
        [Scholz/Scholz/PROPN/3/obl] :/:/PUNCT/3/punct «/«/PUNCT/9/punct No/no/INTJ/9/advmod grazie/grazie/NOUN/3/parataxis »/»/PUNCT/9/punct",
    ]);
    assert_eq!(found, ["Draghi: No grazie"]);
}

#[test]
fn a_relative_clause_and_a_source() {
    let found = quotes(&[
        "«/«/PUNCT/3/punct È/essere/AUX/3/cop finita/finito/ADJ/0/root davvero/davvero/ADV/3/advmod »/»/PUNCT/3/punct ,/,/PUNCT/8/punct \
         secondo/secondo/ADP/8/case [Zas/Zas/PROPN/3/obl] ././PUNCT/3/punct",
        "[Conte/Conte/PROPN/0/root] ,/,/PUNCT/5/punct che/che/PRON/5/nsubj ha/avere/AUX/5/aux detto/dire/VERB/1/acl:relcl \
         «/«/PUNCT/8/punct non/non/ADV/8/advmod mollo/mollare/VERB/5/ccomp mai/mai/ADV/8/advmod »/»/PUNCT/8/punct",
    ]);
    assert_eq!(found, ["Zas: È finita davvero", "Conte: non mollo mai"]);
}

#[test]
fn titles_and_single_words_are_no_speech() {
    let found = quotes(&[
        "La/il/DET/2/det formula/formula/NOUN/0/root «/«/PUNCT/5/punct dello/di/ADP/5/case scudo/scudo/NOUN/2/nmod \
        »/»/PUNCT/5/punct e/e/CCONJ/9/cc i/il/DET/9/det cosiddetti/cosiddetto/ADJ/2/conj «/«/PUNCT/11/punct falchi/falco/NOUN/9/obj »/»/PUNCT/11/punct",
    ]);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_document_without_words_has_quotations_without_speakers() {
    let mut document = conllu::read("a", "1\tx\tx\tX\t_\t_\t0\troot\t_\t_\n\n").expect("well formed").remove(0);
    document.article.text = "«Niente parole, tante virgolette e nessuno che le dica».".to_owned();
    document.tokens.clear();
    document.sentences.clear();
    QuoteTagger::embedded("it").unwrap().annotate(&mut document);
    assert!(document.quotes.is_empty());
}

//! What is found in single sentences, sentence by sentence, in a form that a person can check.

use std::fmt::Write as _;

use relata::document::{Article, ArticleId, Certainty, ObjectRecord, Polarity, Record, Tense};
use relata::pipeline::Pipeline;
use relata::text::Language;

/// One line a claim: ends, how it is said, who says so, when, where.
fn describe(record: &Record) -> String {
    let label = |id: &str| record.entities.iter().find(|e| e.id == id).map_or("?", |e| e.label.as_str());
    let mut lines = String::new();
    for claim in &record.claims {
        let object = match &claim.object {
            ObjectRecord::Entity(id) => label(id).to_owned(),
            ObjectRecord::Literal { literal } => format!("\"{literal}\""),
        };
        let _ = write!(lines, "    {} · {} · {object}", label(&claim.subject), claim.predicate);
        if claim.polarity == Polarity::Negative {
            lines.push_str(" · NOT");
        }
        if claim.certainty != Certainty::Certain {
            let _ = write!(lines, " · {:?}", claim.certainty);
        }
        if claim.tense == Tense::Future {
            lines.push_str(" · future");
        }
        if let Some(source) = &claim.attributed_to {
            let _ = write!(lines, " · says {}", label(source));
        }
        if let Some(time) = &claim.time {
            let _ = write!(lines, " · {time}");
        }
        if let Some(place) = &claim.place {
            let _ = write!(lines, " · in {}", label(place));
        }
        if claim.is_fact() {
            lines.push_str(" · fact");
        }
        lines.push('\n');
    }
    lines
}

/// What is found in each line of a file of sentences.
fn claims_of(sentences: &str, language: &Language) -> String {
    let pipeline = Pipeline::new((*relata::rdf::schema()).clone());
    let mut found = String::new();
    for line in sentences.lines() {
        if line.is_empty() || line.starts_with('#') {
            let _ = writeln!(found, "{line}");
            continue;
        }
        let article = Article {
            id: ArticleId("sentence".into()),
            title: None,
            text: line.to_owned(),
            language: Some(language.clone()),
            published: "2022-01-13".parse().ok(),
            source: None,
            author: None,
            given: None,
        };
        let processed = pipeline.process(article).expect("the models are compiled in");
        let _ = writeln!(found, "{line}\n{}", describe(&processed.record));
    }
    found
}

#[test]
fn claims_of_single_sentences() {
    insta::assert_snapshot!(claims_of(include_str!("../fixtures/claims/it.txt"), &Language::italian()));
}

#[test]
fn claims_of_single_english_sentences() {
    insta::assert_snapshot!(claims_of(include_str!("../fixtures/claims/en.txt"), &Language::english()));
}

#[test]
fn a_text_without_language_is_kept_without_claims() {
    let pipeline = Pipeline::new((*relata::rdf::schema()).clone());
    let article = Article {
        id: ArticleId("x".into()),
        title: None,
        text: "Roma, Milano".into(),
        language: None,
        published: None,
        source: None,
        author: None,
        given: None,
    };
    let processed = pipeline.process(article).expect("nothing was loaded");
    assert!(processed.record.claims.is_empty() && processed.record.text == "Roma, Milano");
    assert!(processed.unread.is_some_and(|why| why.to_string().contains("--lang")));
}

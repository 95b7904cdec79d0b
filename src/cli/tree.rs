//! Document → dependency trees drawn with lines, for people; or JSON, for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::{
    document::{Document, EntityType, SentenceId, TokenId},
    text::CharOffsets,
};

/// Nothing is drawn below this depth; no real sentence gets there.
const DEEPEST: usize = 200;

/// All sentences, each followed by its tree.
pub(super) fn draw(document: &Document) -> String {
    let mut out = String::new();
    for sentence in (0..document.sentences.len() as u32).map(SentenceId) {
        let text = document.sentence(sentence).span.of(document.text());
        let _ = writeln!(out, "{}", text.split_whitespace().collect::<Vec<_>>().join(" "));
        if let Some(root) = document.root(sentence) {
            branch(document, root, "", "", &mut out);
        }
        out.push('\n');
    }
    out
}

/// One word and, indented below it, all that depends on it.
fn branch(document: &Document, token: TokenId, before: &str, below: &str, out: &mut String) {
    let word = document.token(token);
    let relation = if word.head.is_none() { "root" } else { word.deprel.as_str() };
    let _ = writeln!(out, "{before}{relation} {} {} {}", document.form(token), word.upos, word.features);
    if before.chars().count() > DEEPEST * 3 {
        return;
    }
    let children: Vec<TokenId> = document.children(token).collect();
    for (i, child) in children.iter().enumerate() {
        let (corner, line) = if i + 1 == children.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        branch(document, *child, &format!("{below}{corner}"), &format!("{below}{line}"), out);
    }
}

/// The document as JSON; spans count Unicode scalar values.
pub(super) fn json(document: &Document) -> Value {
    let offsets = CharOffsets::new(document.text());
    let sentences: Vec<Value> = document
        .sentences
        .iter()
        .map(|sentence| {
            let tokens: Vec<Value> = sentence
                .tokens
                .iter()
                .map(|token| {
                    let word = document.token(token);
                    json!({
                        "id": token.0,
                        "form": document.form(token),
                        "lemma": document.lemma(token),
                        "upos": word.upos.as_str(),
                        "feats": word.features.to_string(),
                        "head": word.head.map(|head| head.0),
                        "deprel": if word.head.is_none() { "root" } else { word.deprel.as_str() },
                        "span": offsets.span_to_chars(word.span),
                    })
                })
                .collect();
            json!({ "span": offsets.span_to_chars(sentence.span), "tokens": tokens })
        })
        .collect();
    let mentions: Vec<Value> = document
        .mentions
        .iter()
        .map(|mention| {
            json!({
                "kind": format!("{:?}", mention.kind),
                "type": mention.entity_type.map(EntityType::as_str),
                "span": offsets.span_to_chars(mention.span),
                "head": mention.head.0,
            })
        })
        .collect();
    let times: Vec<Value> = document
        .times
        .iter()
        .map(|time| json!({ "span": offsets.span_to_chars(time.span), "value": time.value.to_string() }))
        .collect();
    json!({
        "id": document.article.id.0,
        "text": document.text(),
        "sentences": sentences,
        "mentions": mentions,
        "times": times,
    })
}

//! Documents for tests, written by hand: one word a line, as in CoNLL-U but shorter.

use crate::{
    document::{
        Article, ArticleId, Claim, Deprel, Document, EntityRecord, Features, Mention, MentionId, MentionKind, Object,
        Quote, Record, Sentence, SentenceId, Token, TokenId, Tokens,
    },
    resolve::Resolver,
    text::{Language, Span},
};

/// Builds a document. A line holds form, lemma, part of speech, features, head (counted from 1 in its sentence, 0 for the
/// root) and relation; a seventh column marks the head of a mention: its kind, type (`-` for none), first and last word.
/// An empty line ends a sentence.
pub(super) fn document(lines: &str) -> Document {
    let mut text = String::new();
    let mut rows: Vec<(Vec<&str>, u32, Span)> = Vec::new();
    let mut sentences: Vec<(u32, u32)> = Vec::new();
    let mut begin = 0;
    for line in lines.lines().map(str::trim).chain([""]) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        if columns.is_empty() {
            let end = rows.len() as u32;
            if end > begin {
                sentences.push((begin, end));
                begin = end;
            }
            continue;
        }
        if !text.is_empty() && !columns[0].starts_with(['.', ',', ')']) {
            text.push(' ');
        }
        let from = text.len();
        text.push_str(columns[0]);
        rows.push((columns, begin, Span::new(from, text.len())));
    }
    let mut document = Document::new(Article {
        id: ArticleId("test".into()),
        title: None,
        text,
        language: Some(Language::italian()),
        published: None,
        source: None,
        author: None,
        given: None,
    });
    for (columns, begin, span) in &rows {
        let head: u32 = columns[4].parse().expect("a head");
        let deprel: Deprel = columns[5].parse().expect("a relation");
        document.tokens.push(Token::default());
        let token = document.tokens.last_mut().expect("the token just pushed");
        token.span = *span;
        token.upos = columns[2].parse().expect("a part of speech");
        token.features = Features::parse(columns[3]);
        token.head = head.checked_sub(1).map(|head| TokenId(begin + head));
        token.deprel = deprel;
        document.set_lemma(TokenId(document.tokens.len() as u32 - 1), columns[1]);
    }
    for (from, to) in sentences {
        let tokens = Tokens::new(TokenId(from), TokenId(to));
        let span = document.span_of(tokens);
        document.sentences.push(Sentence { tokens, span });
    }
    for (i, (columns, begin, _)) in rows.iter().enumerate() {
        let Some(mark) = columns.get(6) else { continue };
        let [kind, entity_type, from, to] = mark.split(':').collect::<Vec<_>>()[..] else { panic!("{mark}") };
        let word = |number: &str| TokenId(begin + number.parse::<u32>().expect("a number"));
        let tokens = Tokens::new(TokenId(word(from).0 - 1), word(to));
        let kind = match kind {
            "name" => MentionKind::Name,
            "noun" => MentionKind::Nominal,
            "demonym" => MentionKind::Demonym,
            "pronoun" => MentionKind::Pronoun,
            _ => MentionKind::Implicit,
        };
        let span = document.span_of(tokens);
        document.mentions.push(Mention {
            kind,
            entity_type: entity_type.parse().ok(),
            span,
            tokens,
            head: TokenId(i as u32),
        });
    }
    document.mentions.sort_by_key(|mention| mention.span);
    document
}

/// A document of names alone, each a sentence: `Type:name`, its words divided by "_".
pub(super) fn names(names: &[&str]) -> Document {
    let mut lines = String::new();
    for name in names {
        let (entity_type, words) = name.split_once(':').expect("a type before the name");
        let words: Vec<&str> = words.split('_').collect();
        lines.extend(words.iter().enumerate().map(|(i, word)| match i {
            0 => format!("{word} {word} PROPN _ 0 root name:{entity_type}:1:{}\n", words.len()),
            _ => format!("{word} {word} PROPN _ 1 flat:name\n"),
        }));
        lines.push('\n');
    }
    document(&lines)
}

/// The mention with these words, the `n`th of them.
pub(super) fn mention(document: &Document, words: &str, n: usize) -> MentionId {
    let mut all = document.mentions.iter().enumerate().filter(|(_, m)| m.span.of(document.text()) == words);
    MentionId(all.nth(n).expect("a mention of these words").0 as u32)
}

/// A plain claim between two mentions.
pub(super) fn claim(document: &Document, subject: MentionId, relation: &str, object: MentionId) -> Claim {
    let head = document.mention(subject).head;
    let sentence = document.sentence_of(head);
    Claim {
        subject,
        relation: relation.into(),
        object: Object::Mention(object),
        polarity: crate::document::Polarity::Positive,
        certainty: crate::document::Certainty::Certain,
        tense: crate::document::Tense::NonFuture,
        attributed_to: None,
        time: None,
        place: None,
        cue: document.token(head).span,
        evidence: document.sentence(sentence).span,
        sentence: SentenceId(sentence.0),
        rule: "test".into(),
        confidence: None,
    }
}

/// What was resolved, without claims.
pub(super) fn resolve(document: &Document) -> Record {
    resolve_in("it", document)
}

/// What was resolved with the words of a language, without claims.
pub(super) fn resolve_in(language: &str, document: &Document) -> Record {
    Resolver::embedded(language).unwrap().resolve(document, &[])
}

/// The entity with this label.
pub(super) fn entity<'r>(record: &'r Record, label: &str) -> &'r EntityRecord {
    let found = record.entities.iter().find(|entity| entity.label == label);
    found.unwrap_or_else(|| panic!("no {label} among {:#?}", record.entities))
}

/// The labels of all entities, in order.
pub(super) fn labels(record: &Record) -> Vec<&str> {
    record.entities.iter().map(|entity| entity.label.as_str()).collect()
}

/// All claims as "subject relation object".
pub(super) fn said(record: &Record) -> Vec<String> {
    let label = |id: &str| record.entities.iter().find(|e| e.id == id).map_or("?", |e| e.label.as_str());
    let object = |object: &crate::document::ObjectRecord| match object {
        crate::document::ObjectRecord::Entity(id) => label(id).to_owned(),
        crate::document::ObjectRecord::Literal { literal } => format!("\"{literal}\""),
    };
    let claims = record.claims.iter();
    claims.map(|c| format!("{} {} {}", label(&c.subject), c.predicate, object(&c.object))).collect()
}

/// Puts the words between two tokens, end excluded, into the mouth of a mention.
pub(super) fn quote(document: &mut Document, tokens: Tokens, speaker: MentionId) {
    let span = document.span_of(tokens);
    document.quotes.push(Quote { span, speaker: Some(speaker) });
}

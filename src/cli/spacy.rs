//! Document → the JSON that spaCy's `Doc.to_json` writes and `Doc.from_json` reads.
//!
//! spaCy's tokens are surface tokens, and each stretch of white space beyond one blank is a token of its own. A multiword
//! token ("della") is shown as its uppermost word, its tag names all of its words (`ADP_DET`); what hangs on any of them
//! hangs on the token.

use serde_json::{Value, json};

use crate::{
    document::{Document, MentionKind, TokenId},
    text::{CharOffsets, Span},
};

/// A token as spaCy counts them.
struct Piece {
    span: Span,
    /// The word that speaks for it; none for white space.
    word: Option<TokenId>,
    /// The number of its head; its own where it is a root.
    head: usize,
}

/// The document as an object.
pub(super) fn json(document: &Document) -> Value {
    let offsets = CharOffsets::new(document.text());
    let (pieces, sentences) = pieces(document);
    let place = |span: Span| {
        let [start, end] = offsets.span_to_chars(span);
        json!({ "start": start, "end": end })
    };
    let mut names: Vec<Value> = Vec::new();
    let mut after = 0;
    for mention in document.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        let span = document.span_of(mention.tokens);
        // spaCy's names do not overlap.
        if let Some(kind) = mention.entity_type.filter(|_| span.begin >= after) {
            let mut name = place(span);
            name["label"] = json!(kind.label());
            names.push(name);
            after = span.end;
        }
    }
    let tokens: Vec<Value> =
        pieces.iter().enumerate().map(|(id, piece)| token(document, id, piece, &offsets)).collect();
    json!({
        "text": document.text(),
        "ents": names,
        "sents": sentences.into_iter().map(place).collect::<Vec<_>>(),
        "tokens": tokens,
    })
}

fn token(document: &Document, id: usize, piece: &Piece, offsets: &CharOffsets<'_>) -> Value {
    let [start, end] = offsets.span_to_chars(piece.span);
    let Some(token) = piece.word else {
        let text = piece.span.of(document.text());
        return json!({
            "id": id, "start": start, "end": end, "tag": "_SP", "pos": "SPACE", "morph": "", "lemma": text, "dep": "dep",
            "head": piece.head,
        });
    };
    let word = document.token(token);
    let tags: Vec<&str> = match document.multiword_of(token) {
        Some(multiword) => multiword.tokens.iter().map(|word| document.token(word).upos.as_str()).collect(),
        None => vec![word.upos.as_str()],
    };
    // spaCy wants features in the order of their bytes, CoNLL-U regardless of case.
    let features = if word.features.is_none() { String::new() } else { word.features.to_string() };
    let mut morph: Vec<&str> = features.split('|').collect();
    morph.sort_unstable();
    json!({
        "id": id,
        "start": start,
        "end": end,
        "tag": tags.join("_"),
        "pos": word.upos.as_str(),
        "morph": morph.join("|"),
        "lemma": document.lemma(token),
        "dep": if piece.head == id { "ROOT" } else { word.deprel.as_str() },
        "head": piece.head,
    })
}

/// The tokens, and the sentences with the white space that follows them.
fn pieces(document: &Document) -> (Vec<Piece>, Vec<Span>) {
    let text = document.text();
    let mut pieces = Vec::new();
    let mut sentences: Vec<Span> = Vec::new();
    // For each word the number of its piece.
    let mut piece_of = vec![0; document.tokens.len()];
    let mut at = 0;
    for sentence in &document.sentences {
        let first = pieces.len();
        let mut next = sentence.tokens.begin;
        while next < sentence.tokens.end {
            let words = document.multiword_of(next).map_or(next..TokenId(next.0 + 1), |m| m.tokens.begin..m.tokens.end);
            let span = document.token(next).span;
            let has_blank = !pieces.is_empty() && text[at..].starts_with(' ');
            let gap = Span::new((at + usize::from(has_blank)).min(span.begin as usize), span.begin as usize);
            if !gap.is_empty() {
                // White space belongs to what stands before it; at the start of the text, to what follows.
                let head = pieces.len().checked_sub(1).unwrap_or(1);
                pieces.push(Piece { span: gap, word: None, head });
                if let Some(sentence) = sentences.last_mut().filter(|_| next == sentence.tokens.begin) {
                    *sentence = sentence.join(gap);
                }
            }
            let group = (words.start.0..words.end.0).map(TokenId);
            group.clone().for_each(|word| piece_of[word.index()] = pieces.len());
            let is_outside =
                |word: &TokenId| document.token(*word).head.is_none_or(|head| head < words.start || head >= words.end);
            let root = group.clone().find(|word| document.token(*word).head.is_none());
            let upper = root.or_else(|| group.clone().find(is_outside)).unwrap_or(next);
            pieces.push(Piece { span, word: Some(upper), head: pieces.len() });
            at = span.end as usize;
            next = words.end;
        }
        let begin = if sentences.is_empty() { first } else { first + usize::from(pieces[first].word.is_none()) };
        let (Some(from), Some(to)) = (pieces.get(begin), pieces.last()) else { continue };
        sentences.push(from.span.join(to.span));
        set_heads(document, &mut pieces[first..], first, &piece_of);
    }
    let rest = at + usize::from(text[at..].starts_with(' ') && !pieces.is_empty());
    if rest < text.len() {
        let head = pieces.len().saturating_sub(1);
        pieces.push(Piece { span: Span::new(rest, text.len()), word: None, head });
        if let Some(sentence) = sentences.last_mut() {
            *sentence = sentence.join(Span::new(rest, text.len()));
        }
    }
    (pieces, sentences)
}

/// Sets the heads of one sentence's pieces, of which the first has the number `first`.
fn set_heads(document: &Document, pieces: &mut [Piece], first: usize, piece_of: &[usize]) {
    let mut root = None;
    for piece in pieces.iter_mut() {
        match piece.word.map(|word| document.token(word).head) {
            Some(Some(head)) => piece.head = piece_of[head.index()],
            Some(None) => root = Some(piece.head),
            None => {}
        }
    }
    let Some(root) = root else { return };
    // Words drawn together may have made a ring: it is opened.
    for i in 0..pieces.len() {
        let mut up = first + i;
        let reaches_root = (0..=pieces.len()).any(|_| {
            up = pieces.get(up.wrapping_sub(first)).map_or(root, |piece| piece.head);
            up == root || up < first
        });
        if !reaches_root {
            pieces[i].head = root;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{EntityType, Mention, Tokens, conllu};

    #[test]
    fn tokens_cover_the_text_and_heads_are_numbers_of_tokens() {
        let gold = "\
1\tParla\tparlare\tVERB\t_\tMood=Ind\t0\troot\t_\t_
2-3\tdella\t_\t_\t_\t_\t_\t_\t_\t_
2\tdi\tdi\tADP\t_\t_\t4\tcase\t_\t_
3\tla\til\tDET\t_\t_\t4\tdet\t_\t_
4\tPaz\tPaz\tPROPN\t_\t_\t1\tobl\t_\t_

1\tSì\tsì\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_

";
        let mut document = conllu::read("x", gold).expect("well formed").remove(0);
        let head = TokenId(3);
        let tokens = Tokens::new(head, TokenId(4));
        let span = document.span_of(tokens);
        document.mentions.push(Mention {
            kind: MentionKind::Name,
            entity_type: Some(EntityType::Place),
            span,
            tokens,
            head,
        });
        let found = json(&document);
        let column = |name: &str| {
            found["tokens"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|token| token[name].to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(found["text"], "Parla della Paz\nSì!\n");
        assert_eq!(column("start"), "0 6 12 15 16 18 19");
        assert_eq!(column("end"), "5 11 15 16 18 19 20");
        assert_eq!(column("head"), "0 2 0 2 4 4 5");
        assert_eq!(column("tag"), r#""VERB" "ADP_DET" "PROPN" "_SP" "INTJ" "PUNCT" "_SP""#);
        assert_eq!(column("dep"), r#""ROOT" "case" "obl" "dep" "ROOT" "punct" "dep""#);
        assert_eq!(found["ents"], json!([{ "start": 12, "end": 15, "label": "LOC" }]));
        assert_eq!(found["sents"], json!([{ "start": 0, "end": 16 }, { "start": 16, "end": 20 }]));
    }
}

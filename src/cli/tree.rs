//! Document → dependency trees drawn with lines, for people; or JSON, for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::style::{Style, one_line};
use crate::{
    document::{Document, EntityType, MentionKind, TokenId, Tokens},
    text::CharOffsets,
};

/// On a terminal the drawing itself takes no more than this share of its width.
const DRAWING: usize = 3;
/// Off a terminal nothing is drawn below this depth; no real sentence gets there.
const DEEPEST: usize = 100;

/// All sentences, each followed by its tree: the words in their order, one a line, lines from each to its head; then part of
/// speech, relation, type of name, lemma and features. On a terminal `width` wide, what does not fit is cut off.
pub(super) fn draw(document: &Document, style: Style, width: Option<usize>) -> String {
    let mut out = String::new();
    let names = names(document);
    for sentence in &document.sentences {
        let _ = writeln!(out, "{}\n", style.bold(&one_line(sentence.span.of(document.text()))));
        let rows: Vec<Row> = Tree::new(document, sentence.tokens, width)
            .lines()
            .into_iter()
            .zip(sentence.tokens.iter())
            .map(|(lines, token)| Row::new(document, token, lines, names[token.index()]))
            .collect();
        let widest = |column: usize| rows.iter().map(|row| row.cells[column].width()).max().unwrap_or(0);
        let widths = [0, 1, 2, 3, 4].map(widest);
        for row in &rows {
            row.write(&widths, style, width, &mut out);
        }
        out.push('\n');
    }
    out
}

/// For each token the type of the name that it is part of.
fn names(document: &Document) -> Vec<&'static str> {
    let mut names = vec![""; document.tokens.len()];
    for mention in document.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        for token in mention.tokens.iter() {
            names[token.index()] = mention.entity_type.map_or("", EntityType::label);
        }
    }
    names
}

/// A word, as it is printed.
struct Row {
    lines: String,
    /// Lines and form; part of speech; relation; type of name; lemma; features.
    cells: [String; 6],
}

impl Row {
    fn new(document: &Document, token: TokenId, lines: String, name: &str) -> Self {
        let word = document.token(token);
        let relation = if word.head.is_none() { "root" } else { word.deprel.as_str() };
        let features = if word.features.is_none() { String::new() } else { word.features.to_string() };
        let cells = [
            format!("{lines} {}", one_line(document.form(token))),
            word.upos.to_string(),
            relation.to_owned(),
            name.to_owned(),
            one_line(document.lemma(token)),
            features,
        ];
        Self { lines, cells }
    }

    /// Appends the row, its cells below those of the other rows.
    fn write(&self, widths: &[usize; 5], style: Style, width: Option<usize>, out: &mut String) {
        let mut line = String::new();
        for (i, cell) in self.cells.iter().enumerate() {
            line.push_str(cell);
            // A column that no row of the sentence fills is left out.
            if let Some(wide) = widths.get(i).filter(|wide| **wide > 0) {
                line.extend(std::iter::repeat_n(' ', wide - cell.width() + 2));
            }
        }
        let line = line.trim_end();
        let line = width.map_or_else(|| line.to_owned(), |width| cut(line, width));
        // The first cell stands out, the lines of the tree and what follows stand back.
        let Some(rest) = line.strip_prefix(&self.lines) else {
            let _ = writeln!(out, "{line}");
            return;
        };
        let form = &rest[..rest.len().min(self.cells[0].len() - self.lines.len())];
        let after = &rest[form.len()..];
        let _ = writeln!(out, "{}{}{}", style.dim(&self.lines), style.bold(form), style.dim(after));
    }
}

/// The beginning of a line that fits into a terminal.
fn cut(line: &str, width: usize) -> String {
    if line.width() <= width {
        return line.to_owned();
    }
    let mut kept = String::new();
    for c in line.chars() {
        if kept.width() + c.width().unwrap_or(0) + 1 > width {
            break;
        }
        kept.push(c);
    }
    // A column that fits as a whole is not marked as cut.
    match kept.strip_suffix("  ") {
        Some(whole) => whole.trim_end().to_owned(),
        None => kept + "…",
    }
}

/// The tree of a sentence, words counted from its first.
struct Tree {
    heads: Vec<Option<usize>>,
    /// How far down each word is.
    depths: Vec<usize>,
    /// The first and the last word among each word and what hangs on it directly.
    reach: Vec<(usize, usize)>,
    /// How many levels are drawn, from the word upwards.
    levels: usize,
}

impl Tree {
    fn new(document: &Document, tokens: Tokens, width: Option<usize>) -> Self {
        let first = tokens.begin.index();
        let heads: Vec<Option<usize>> =
            tokens.iter().map(|token| document.token(token).head.map(|head| head.index() - first)).collect();
        let mut reach: Vec<(usize, usize)> = (0..heads.len()).map(|word| (word, word)).collect();
        for (word, head) in heads.iter().enumerate() {
            if let Some(head) = head {
                let (from, to) = reach[*head];
                reach[*head] = (from.min(word), to.max(word));
            }
        }
        let mut depths = vec![usize::MAX; heads.len()];
        let mut path = Vec::new();
        for word in 0..heads.len() {
            let mut at = Some(word);
            while let Some(up) = at.filter(|up| depths[*up] == usize::MAX) {
                path.push(up);
                at = heads[up];
            }
            let mut depth = at.map_or(0, |up| depths[up] + 1);
            while let Some(down) = path.pop() {
                depths[down] = depth;
                depth += 1;
            }
        }
        let levels = width.map_or(DEEPEST, |width| (width / DRAWING / 2).max(2));
        Self { heads, depths, reach, levels }
    }

    /// What is drawn before each word.
    fn lines(&self) -> Vec<String> {
        // Trees that are too deep lose the levels next to the root.
        let deepest = self.depths.iter().copied().max().unwrap_or(0);
        let lost = deepest.saturating_sub(self.levels);
        (0..self.heads.len()).map(|word| self.line(word, lost)).collect()
    }

    fn line(&self, word: usize, lost: usize) -> String {
        let (from, to) = self.reach[word];
        let joint = match (from < word, to > word) {
            (true, true) => "┤",
            (true, false) => "╯",
            (false, true) => "╮",
            (false, false) => "╴",
        };
        // Up from the word: a corner at its head's line, then the lines that pass by.
        let mut parts = vec![joint];
        let mut below = word;
        while let Some(head) = self.heads[below].filter(|_| parts.len() + lost <= self.depths[word]) {
            let (from, to) = self.reach[head];
            parts.push(match () {
                () if below == word && word == from => "╭─",
                () if below == word && word == to => "╰─",
                () if below == word => "├─",
                () if from < word && word < to => "│ ",
                () => "  ",
            });
            below = head;
        }
        let mark = if lost == 0 {
            if self.heads[word].is_none() { "─" } else { " " }
        } else if self.depths[word] > lost {
            "…"
        } else {
            " "
        };
        parts.push(mark);
        parts.iter().rev().copied().collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::conllu;

    const SENTENCE: &str = "\
1\tIl\til\tDET\t_\t_\t2\tdet\t_\t_
2\tsindaco\tsindaco\tNOUN\t_\tNumber=Sing\t5\tnsubj\t_\t_
3\tdi\tdi\tADP\t_\t_\t4\tcase\t_\t_
4\t东京\t东京\tPROPN\t_\t_\t2\tnmod\t_\t_
5\tparla\tparlare\tVERB\t_\tMood=Ind\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_

";

    fn drawn(width: Option<usize>) -> String {
        let documents = conllu::read("x", SENTENCE).expect("well formed");
        draw(&documents[0], Style::plain(), width)
    }

    #[test]
    fn words_stand_in_their_order_and_columns_below_each_other() {
        let expected = [
            "Il sindaco di 东京 parla.",
            "",
            "   ╭─╴ Il     DET    det    il",
            " ╭─┤ sindaco  NOUN   nsubj  sindaco  Number=Sing",
            " │ │ ╭─╴ di   ADP    case   di",
            " │ ╰─╯ 东京   PROPN  nmod   东京",
            "─┤ parla      VERB   root   parlare  Mood=Ind",
            " ╰─╴ .        PUNCT  punct  .",
        ];
        assert_eq!(drawn(None).trim_end().lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_does_not_fit_is_cut_off() {
        for width in [20, 30, 40] {
            assert!(drawn(Some(width)).lines().skip(1).all(|line| line.width() <= width), "{}", drawn(Some(width)));
        }
        assert!(drawn(Some(20)).contains("parla"));
    }
}

//! CoNLL-U → sentences of surface tokens and words, every column as it is written.
//!
//! [`Document`](crate::document::Document) keeps what the program understands of a word; a gold standard is compared to the
//! letter.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};

/// A sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Whether a document starts with it.
    pub(super) starts_document: bool,
    /// Whether a paragraph starts with it.
    pub(super) starts_paragraph: bool,
    pub(super) tokens: Vec<Token>,
}

/// What is written without a blank in it: one word, or several in one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) form: String,
    pub(super) space_after: bool,
    /// The label of a name.
    pub(super) label: Option<String>,
    /// At least one word.
    pub(super) words: Vec<Word>,
}

/// A syntactic word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) form: String,
    pub(super) lemma: String,
    pub(super) upos: String,
    pub(super) features: String,
    /// The number of the head in the sentence, from 1; 0 for the root.
    pub(super) head: usize,
    /// The relation, sub-type left out.
    pub(super) relation: String,
}

impl Token {
    /// A token of one word, of which nothing but form and label is known.
    pub(super) fn of_form(form: &str, label: Option<&str>) -> Self {
        let word = Word { form: form.to_owned(), ..Word::default() };
        Self { form: form.to_owned(), space_after: true, label: label.map(str::to_owned), words: vec![word] }
    }

    /// How many characters it has that are no white space.
    pub(super) fn characters(&self) -> usize {
        self.form.chars().filter(|c| !c.is_whitespace()).count()
    }
}

impl Sentence {
    /// How many characters it has that are no white space.
    pub(super) fn characters(&self) -> usize {
        self.tokens.iter().map(Token::characters).sum()
    }
}

/// Reads CoNLL-U.
///
/// # Errors
/// When a line has too few columns, or a range makes no sense.
pub(super) fn read(text: &str) -> Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    // How many words the last token still lacks.
    let mut left = 0usize;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if let Some(comment) = line.strip_prefix('#').filter(|_| sentence.tokens.is_empty()) {
            let comment = comment.trim_start();
            sentence.starts_document |= comment.starts_with("newdoc");
            sentence.starts_paragraph |=
                comment.starts_with("newdoc") || comment == "newpar" || comment.starts_with("newpar ");
            continue;
        }
        if line.is_empty() {
            left = 0;
            if !sentence.tokens.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, _, features, head, relation, _, misc, ..] = &columns[..] else {
            anyhow::bail!("line {}: fewer than ten columns, separated by tabs", number + 1)
        };
        if id.contains('.') {
            continue;
        }
        let token = || Token {
            form: form.to_owned(),
            space_after: !misc.split('|').any(|item| item == "SpaceAfter=No"),
            label: label(misc),
            words: Vec::new(),
        };
        if let Some((begin, end)) = id.split_once('-') {
            let told = || format!("line {}: a range that is no two numbers", number + 1);
            let (begin, end): (usize, usize) = (begin.parse().with_context(told)?, end.parse().with_context(told)?);
            left = (end + 1).saturating_sub(begin);
            sentence.tokens.push(token());
            continue;
        }
        if left == 0 {
            sentence.tokens.push(token());
        }
        left = left.saturating_sub(1);
        if let Some(last) = sentence.tokens.last_mut() {
            if last.label.is_none() && last.words.is_empty() {
                last.label = label(misc);
            }
            last.words.push(Word {
                form: form.to_owned(),
                lemma: lemma.to_owned(),
                upos: upos.to_owned(),
                features: features.to_owned(),
                head: head.parse().unwrap_or_default(),
                relation: relation.split(':').next().unwrap_or_default().to_owned(),
            });
        }
    }
    if !sentence.tokens.is_empty() {
        sentences.push(sentence);
    }
    Ok(sentences)
}

/// The label of a name in the last column.
fn label(misc: &str) -> Option<String> {
    misc.split('|').find_map(|item| item.strip_prefix("NER=")).map(str::to_owned)
}

/// The text of sentences: divided by blanks, paragraphs by line breaks.
pub(super) fn raw_text(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if sentence.starts_paragraph && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        for (i, token) in sentence.tokens.iter().enumerate() {
            text.push_str(&token.form);
            if token.space_after || i + 1 == sentence.tokens.len() {
                text.push(' ');
            }
        }
    }
    text
}

/// The words of sentences as CoNLL-U with nothing else in it.
pub(super) fn bare_conllu(sentences: &[Sentence]) -> String {
    let mut out = String::new();
    for sentence in sentences {
        let mut next = 1;
        for token in &sentence.tokens {
            let misc = if token.space_after { "_" } else { "SpaceAfter=No" };
            let several = token.words.len() > 1;
            if several {
                let last = next + token.words.len() - 1;
                let _ = writeln!(out, "{next}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", token.form);
            }
            for word in &token.words {
                let misc = if several { "_" } else { misc };
                let _ = writeln!(out, "{next}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", word.form);
                next += 1;
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_words_of_a_gold_standard() {
        let gold = "# newdoc\n1-2\tDella\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDi\tdi\tADP\t_\t_\t3\tcase\t_\t_\n\
                    2\tla\til\tDET\t_\t_\t3\tdet:x\t_\t_\n3\tpace\tpace\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
                    4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\tNER=O\n\n# newpar\n1\tSì\tsì\tINTJ\t_\t_\t0\troot\t_\t_\n\n";
        let sentences = read(gold).expect("well formed");
        assert_eq!(raw_text(&sentences), "Della pace.\n\nSì ");
        assert_eq!(sentences[0].tokens[0].words[1].relation, "det");
        let bare = bare_conllu(&sentences);
        assert!(bare.starts_with("1-2\tDella\t_\t") && bare.contains("\n4\t.\t_\t"), "{bare}");
        let forms = |s: &[Sentence]| s.iter().flat_map(|s| &s.tokens).map(|t| t.form.clone()).collect::<Vec<_>>();
        assert_eq!(forms(&read(&bare).expect("well formed")), forms(&sentences));
        assert!(read("1\tx\n").is_err());
    }
}

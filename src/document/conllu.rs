//! Document ↔ CoNLL-U.
//!
//! MISC carries `SpaceAfter=No`, `TokenRange=b:e` (Unicode scalar values of the article's text, end excluded) and, for the
//! words of a name, `NER=B-PER`: names as they were recognised, whatever they mean as mentions; for a word of nationality
//! `Country=KZ`. Enhanced dependencies, XPOS and other comments are not kept.

use std::fmt::Write as _;

use super::{
    Article, ArticleId, Deprel, Document, EntityType, Features, MentionKind, Multiword, Sentence, SentenceId, Token,
    TokenId, Tokens,
};
use crate::text::{CharOffsets, Span};

/// Why a text is not CoNLL-U.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct NotConllu {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

/// Reads CoNLL-U: one document, named `id`, or one for each `# newdoc`.
///
/// The text of a document is put together from its words, sentences a line each.
///
/// # Errors
/// When a line has too few columns, or its numbers make no sense.
pub fn read(id: &str, text: &str) -> Result<Vec<Document>, NotConllu> {
    let mut documents = Vec::new();
    let mut builder = Builder::new(id);
    for (line, content) in text.lines().enumerate() {
        let line = line + 1;
        let content = content.trim_end_matches('\r');
        if let Some(comment) = content.strip_prefix('#') {
            if let Some(rest) = comment.trim_start().strip_prefix("newdoc")
                && builder.is_outside_sentence()
            {
                let name = rest.split_once('=').map_or(id, |(_, name)| name.trim());
                documents.extend(std::mem::replace(&mut builder, Builder::new(name)).finish());
            }
        } else if content.trim().is_empty() {
            builder.end_sentence().map_err(|problem| NotConllu { line, problem })?;
        } else {
            builder.row(content).map_err(|problem| NotConllu { line, problem })?;
        }
    }
    let line = text.lines().count();
    builder.end_sentence().map_err(|problem| NotConllu { line, problem })?;
    documents.extend(builder.finish());
    Ok(documents)
}

/// A document in the making.
struct Builder {
    document: Document,
    /// First token of the sentence being read.
    first: usize,
    /// For each token of the sentence, its head's number as the file has it.
    heads: Vec<Option<usize>>,
    /// The multiword token being read, and how many of its words are still to come.
    open: Option<(Span, usize)>,
    space: bool,
}

impl Builder {
    fn new(id: &str) -> Self {
        let article = Article {
            id: ArticleId(id.to_owned()),
            title: None,
            text: String::new(),
            language: None,
            published: None,
            source: None,
            author: None,
            given: None,
        };
        Self { document: Document::new(article), first: 0, heads: Vec::new(), open: None, space: false }
    }

    fn is_outside_sentence(&self) -> bool {
        self.heads.is_empty()
    }

    fn row(&mut self, row: &str) -> Result<(), &'static str> {
        let mut columns = row.split('\t');
        let mut column = || columns.next().ok_or("fewer than ten columns, separated by tabs");
        let (id, form, lemma, upos, _xpos) = (column()?, column()?, column()?, column()?, column()?);
        let (feats, head, deprel, _deps, misc) = (column()?, column()?, column()?, column()?, column()?);
        if id.contains('.') {
            return Ok(());
        }
        let space_after = !misc.split('|').any(|m| m == "SpaceAfter=No");
        if let Some((begin, end)) = id.split_once('-') {
            let (Ok(begin), Ok(end)) = (begin.parse::<usize>(), end.parse::<usize>()) else {
                return Err("a range of words that is no two numbers");
            };
            if begin != self.heads.len() + 1 || end <= begin || self.open.is_some() {
                return Err("a range of words that does not fit the words around it");
            }
            let span = self.surface(form, space_after);
            let first = self.document.tokens.len();
            let tokens = Tokens::new(TokenId(first as u32), TokenId((first + end + 1 - begin) as u32));
            self.document.multiwords.push(Multiword { tokens, span });
            self.open = Some((span, end + 1 - begin));
            return Ok(());
        }
        if id.parse() != Ok(self.heads.len() + 1) {
            return Err("words that are not numbered one after the other");
        }
        let head = match head {
            "_" => None,
            number => Some(number.parse().map_err(|_| "a head that is no number")?),
        };
        self.heads.push(head);
        let token = TokenId(self.document.tokens.len() as u32);
        let mut own_form = false;
        let span = if let Some((span, left)) = self.open {
            self.open = (left > 1).then_some((span, left - 1));
            own_form = true;
            span
        } else {
            self.surface(form, space_after)
        };
        let mut word = Token::new(span);
        word.upos = upos.parse().unwrap_or_default();
        word.features = Features::parse(feats);
        word.deprel = deprel.parse().unwrap_or_default();
        self.document.tokens.push(word);
        if own_form {
            self.document.set_form(token, form);
        }
        if lemma != "_" || form == "_" {
            self.document.set_lemma(token, lemma);
        }
        Ok(())
    }

    fn surface(&mut self, form: &str, space_after: bool) -> Span {
        let text = &mut self.document.article.text;
        if self.space {
            text.push(' ');
        }
        let begin = text.len();
        text.push_str(form);
        self.space = space_after;
        Span::new(begin, text.len())
    }

    fn end_sentence(&mut self) -> Result<(), &'static str> {
        if self.open.is_some() {
            return Err("a range of words longer than its sentence");
        }
        let (first, count) = (self.first, self.heads.len());
        if count == 0 {
            return Ok(());
        }
        for (i, head) in self.heads.drain(..).enumerate() {
            let token = &mut self.document.tokens[first + i];
            match head {
                Some(head) if head > count || head == i + 1 => return Err("a head outside the sentence"),
                Some(0) | None => token.head = None,
                Some(head) => token.head = Some(TokenId((first + head - 1) as u32)),
            }
        }
        let tokens = Tokens::new(TokenId(first as u32), TokenId((first + count) as u32));
        let span = self.document.span_of(tokens);
        self.document.sentences.push(Sentence { tokens, span });
        self.document.article.text.push('\n');
        self.first = self.document.tokens.len();
        self.space = false;
        Ok(())
    }

    fn finish(self) -> Option<Document> {
        (!self.document.sentences.is_empty()).then_some(self.document)
    }
}

/// Writes a document.
pub fn write(document: &Document) -> String {
    let mut out = String::with_capacity(document.tokens.len() * 64);
    let offsets = CharOffsets::new(document.text());
    let names = told(document);
    for (number, sentence) in document.sentences.iter().enumerate() {
        let text = sentence.span.of(document.text());
        let _ = writeln!(out, "# sent_id = {}-{}", document.article.id, number + 1);
        let _ = writeln!(out, "# text = {}", text.split_whitespace().collect::<Vec<_>>().join(" "));
        let first = sentence.tokens.begin.0;
        for token in sentence.tokens.iter() {
            let multiword = document.multiword_of(token);
            if let Some(multiword) = multiword.filter(|m| m.tokens.begin == token) {
                let (begin, end) = (multiword.tokens.begin.0 - first + 1, multiword.tokens.end.0 - first);
                let misc = surface_misc(document, &offsets, multiword.span);
                let _ =
                    writeln!(out, "{begin}-{end}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", multiword.span.of(document.text()));
            }
            let word = document.token(token);
            let head = word.head.map_or(0, |head| head.0 - first + 1);
            let deprel = if head == 0 { Deprel::ROOT } else { word.deprel };
            let lemma = if document.has_lemma(token) { document.lemma(token) } else { "_" };
            let mut misc = names[token.index()].clone();
            if multiword.is_none() {
                misc.push_str(if misc.is_empty() { "" } else { "|" });
                misc.push_str(&surface_misc(document, &offsets, word.span));
            } else if misc.is_empty() {
                misc.push('_');
            }
            let _ = writeln!(
                out,
                "{}\t{}\t{lemma}\t{}\t_\t{}\t{head}\t{deprel}\t_\t{misc}",
                token.0 - first + 1,
                document.form(token),
                word.upos,
                word.features,
            );
        }
        out.push('\n');
    }
    out
}

/// `SpaceAfter` and `TokenRange` of a surface token.
fn surface_misc(document: &Document, offsets: &CharOffsets<'_>, span: Span) -> String {
    let [begin, end] = offsets.span_to_chars(span);
    let next = document.text()[span.range().end..].chars().next();
    let space = if next.is_none_or(char::is_whitespace) { "" } else { "SpaceAfter=No|" };
    format!("{space}TokenRange={begin}:{end}")
}

/// For each token its `NER=…` (names as they were recognised, and those that the mentions add) and, for the head of a word of
/// nationality, its `Country=…`; empty for others.
fn told(document: &Document) -> Vec<String> {
    let mut names = vec![String::new(); document.tokens.len()];
    let mut write = |tokens: Tokens, kind: EntityType| {
        if tokens.iter().any(|token| names.get(token.index()).is_none_or(|name| !name.is_empty())) {
            return;
        }
        for token in tokens.iter() {
            let place = if token == tokens.begin { 'B' } else { 'I' };
            names[token.index()] = format!("NER={place}-{}", kind.label());
        }
    };
    for name in &document.names {
        write(name.tokens, name.entity_type);
    }
    for mention in document.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        if let Some(kind) = mention.entity_type {
            write(mention.tokens, kind);
        }
    }
    for mention in &document.mentions {
        if let (Some(country), Some(told)) = (document.country_of(mention), names.get_mut(mention.head.index())) {
            // CoNLL-U has the attributes of MISC in the order of the alphabet.
            let bar = if told.is_empty() { "" } else { "|" };
            told.insert_str(0, &format!("Country={}{bar}", country.code));
        }
    }
    names
}

impl Document {
    /// Takes away all that the analysis found, but for sentences, words and multiword tokens.
    pub fn keep_only_words(&mut self) {
        let forms: Vec<Option<String>> = (0..self.tokens.len() as u32)
            .map(TokenId)
            .map(|token| self.multiword_of(token).map(|_| self.form(token).to_owned()))
            .collect();
        let mut bare = Document::new(self.article.clone());
        bare.tokens = self.tokens.iter().map(|t| Token::new(t.span)).collect();
        bare.sentences = std::mem::take(&mut self.sentences);
        bare.multiwords = std::mem::take(&mut self.multiwords);
        for (i, form) in forms.iter().enumerate() {
            if let Some(form) = form {
                bare.set_form(TokenId(i as u32), form);
            }
        }
        *self = bare;
    }

    /// All sentences by number.
    pub fn sentence_ids(&self) -> impl DoubleEndedIterator<Item = SentenceId> + ExactSizeIterator + use<> {
        (0..self.sentences.len() as u32).map(SentenceId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAMPLE: &str = "\
# sent_id = prova-1
# text = Parla della guerra.
1\tParla\tparlare\tVERB\t_\tMood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\t0\troot\t_\tTokenRange=0:5
2-3\tdella\t_\t_\t_\t_\t_\t_\t_\tTokenRange=6:11
2\tdi\tdi\tADP\t_\t_\t4\tcase\t_\t_
3\tla\til\tDET\t_\tDefinite=Def|Gender=Fem|Number=Sing|PronType=Art\t4\tdet\t_\t_
4\tguerra\tguerra\tNOUN\t_\tGender=Fem|Number=Sing\t1\tobl\t_\tSpaceAfter=No|TokenRange=12:18
5\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\tTokenRange=18:19

";

    #[test]
    fn reads_and_writes_the_same() {
        let documents = read("prova", SAMPLE).expect("well formed");
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].text(), "Parla della guerra.\n");
        assert_eq!(write(&documents[0]), SAMPLE);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (from, to, line) in [("4\tguerra", "5\tguerra", 7), ("\t4\tdet", "\t9\tdet", 9), ("2-3", "2-9", 9)] {
            let error = read("prova", &SAMPLE.replacen(from, to, 1)).expect_err(to);
            assert_eq!(error.line, line, "{to}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "([0-9]{1,2}(-[0-9])?(\t[^\t\n]{0,3}){5,10}\n?){0,6}") {
            for document in read("x", &text).into_iter().flatten() {
                write(&document);
            }
        }
    }
}

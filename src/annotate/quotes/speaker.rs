//! A quotation in its sentence → the mention of who says it.
//!
//! Looked for, in this order: a reporting verb right behind ("…", ha detto X), a source (secondo X, "…"), a reporting verb
//! before (X ha detto: "…"), one further behind, a reporting noun ("…" è la risposta di X). The speaker is the verb's subject,
//! in the tree or, where the tree has none, beside the verb.

use super::{QuoteData, tokens_in};
use crate::document::{Deprel, Document, EntityType, MentionId, MentionKind, TokenId, Tokens, Upos};
use crate::text::Span;

/// A verb so few words behind a quotation stands right behind it.
const BESIDE: usize = 4;
/// A verb further than this from a quotation says something else.
const REACH: usize = 25;
/// A speaker stands so near to a verb that the tree does not join him to.
const NEAR: u32 = 5;

/// Who says it, and whether that is told right beside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker {
    pub(super) mention: MentionId,
    pub(super) adjacent: bool,
}

/// The search for speakers in one document.
pub(super) struct Speakers<'a> {
    document: &'a Document,
    data: &'a QuoteData,
    /// The tokens of each quotation.
    quotes: Vec<Tokens>,
    /// For each token the mention that it heads or is part of.
    mention_at: Vec<Option<MentionId>>,
    /// For each verb without a subject the mention that it implies.
    implied: Vec<Option<MentionId>>,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(document: &'a Document, data: &'a QuoteData, spans: &[Span]) -> Self {
        let tokens = document.tokens.len();
        let (mut mention_at, mut implied) = (vec![None; tokens], vec![None; tokens]);
        let mentions = || document.mentions.iter().zip((0..).map(MentionId));
        for (mention, id) in mentions() {
            match mention.kind {
                MentionKind::Implicit => implied[mention.head.index()] = Some(id),
                MentionKind::Demonym => {}
                _ => mention_at[mention.tokens.range()].fill(Some(id)),
            }
        }
        // A word that heads a mention stands for that one, whatever larger one it is part of.
        for (mention, id) in mentions().filter(|(m, _)| !matches!(m.kind, MentionKind::Implicit | MentionKind::Demonym))
        {
            mention_at[mention.head.index()] = Some(id);
        }
        let quotes = spans.iter().map(|span| tokens_in(document, *span)).collect();
        Self { document, data, quotes, mention_at, implied }
    }

    /// The speaker of a quotation.
    pub(super) fn of(&self, quote: usize) -> Option<Speaker> {
        let (before, after) = (self.before(quote), self.after(quote));
        let behind = self.words(after).take(REACH).enumerate().find(|(_, token)| self.is_report(*token));
        if let Some((distance, verb)) = behind.filter(|(distance, _)| *distance < BESIDE)
            && let Some(mention) = self.subject(verb)
        {
            return Some(Speaker { mention, adjacent: distance < BESIDE });
        }
        if let Some(mention) = self.source(before).or_else(|| self.source(after)) {
            return Some(Speaker { mention, adjacent: false });
        }
        let ahead = self.words(before).rev().take(REACH).enumerate().find(|(_, token)| self.is_report(*token));
        if let Some((distance, verb)) = ahead
            && let Some(mention) = self.subject(verb)
        {
            let adjacent = distance < BESIDE || self.is_introduced(before);
            return Some(Speaker { mention, adjacent });
        }
        let other = behind
            .and_then(|(_, verb)| self.subject(verb))
            .or_else(|| self.by_noun(after))
            .or_else(|| self.by_noun(before));
        other.map(|mention| Speaker { mention, adjacent: false })
    }

    /// What stands before a quotation: its sentence, with the one before where that ends in a colon, back to another quotation.
    fn before(&self, quote: usize) -> Tokens {
        let first = self.quotes[quote].begin;
        if self.document.sentences.is_empty() {
            return Tokens::default();
        }
        let mark = TokenId(first.0.saturating_sub(1));
        let mut sentence = self.document.sentence_of(mark);
        let mut begin = self.document.sentence(sentence).tokens.begin;
        if begin == mark && sentence.0 > 0 {
            sentence.0 -= 1;
            let previous = self.document.sentence(sentence).tokens;
            if previous.iter().next_back().is_some_and(|last| self.document.form(last) == ":") {
                begin = previous.begin;
            }
        }
        let other = quote.checked_sub(1).map_or(TokenId(0), |previous| self.quotes[previous].end);
        Tokens::new(begin.max(other), mark)
    }

    /// What stands behind a quotation, up to the end of the sentence or another quotation.
    fn after(&self, quote: usize) -> Tokens {
        let begin = self.quotes[quote].end;
        let last = self.document.tokens.len().checked_sub(1).filter(|_| !self.document.sentences.is_empty());
        let Some(last) = last else { return Tokens::default() };
        let mark = TokenId(begin.0.min(last as u32));
        let mut sentence = self.document.sentence_of(mark);
        let mut end = self.document.sentence(sentence).tokens.end;
        sentence.0 += 1;
        if end.0 <= begin.0 + 1 && sentence.index() < self.document.sentences.len() {
            // "Basta!», ha detto": what looks like the end of a sentence may be none.
            let next = self.document.sentence(sentence).tokens;
            let first = self.document.form(next.begin);
            if first == "," || first.starts_with(char::is_lowercase) {
                end = next.end;
            }
        }
        let other = self.quotes.get(quote + 1).map_or(end, |next| next.begin);
        Tokens::new(begin, end.min(other))
    }

    /// The words among tokens, without punctuation and marks.
    fn words(&self, tokens: Tokens) -> impl DoubleEndedIterator<Item = TokenId> {
        tokens.iter().filter(|token| self.document.form(*token).contains(char::is_alphanumeric))
    }

    fn is_report(&self, token: TokenId) -> bool {
        self.document.token(token).upos == Upos::Verb
            && self.data.verbs.contains(&self.document.lemma(token).to_lowercase())
    }

    /// Whether a colon leads in to the quotation.
    fn is_introduced(&self, before: Tokens) -> bool {
        before.iter().next_back().is_some_and(|last| self.document.form(last) == ":")
    }

    /// The mention that is the subject of a verb.
    fn subject(&self, verb: TokenId) -> Option<MentionId> {
        self.subject_in_tree(verb)
            .or_else(|| self.beside(verb))
            .or(self.implied[verb.index()])
            .or_else(|| self.ahead_of(verb))
    }

    fn subject_in_tree(&self, verb: TokenId) -> Option<MentionId> {
        let document = self.document;
        let mut verb = verb;
        // A verb that is joined to another by "and" may share its subject.
        for _ in 0..4 {
            let subject =
                document.children_by(verb, Deprel::NSUBJ).find(|t| document.token(*t).deprel != Deprel::NSUBJ_PASS);
            let token = document.token(verb);
            if let Some(subject) = subject {
                let relative = document.token(subject).upos == Upos::Pron && token.deprel.is(Deprel::ACL);
                let noun = token.head.filter(|_| relative).unwrap_or(subject);
                return self.mention_at[noun.index()].filter(|_| !self.is_quoted(noun));
            }
            if token.deprel.is(Deprel::ACL) {
                let noun = token.head?;
                return self.mention_at[noun.index()].filter(|_| !self.is_quoted(noun));
            }
            verb = token.head.filter(|_| token.deprel.is(Deprel::CONJ))?;
        }
        None
    }

    /// The first mention behind a verb, unless a preposition makes it the one who is spoken to.
    fn beside(&self, verb: TokenId) -> Option<MentionId> {
        let sentence = self.document.sentence(self.document.sentence_of(verb)).tokens;
        let behind = Tokens::new(TokenId(verb.0 + 1), TokenId((verb.0 + 1 + NEAR).min(sentence.end.0)));
        let first = behind.iter().find(|token| self.mention_at[token.index()].is_some())?;
        let between = Tokens::new(behind.begin, first);
        let joined = between
            .iter()
            .all(|t| matches!(self.document.token(t).upos, Upos::Det | Upos::Adv | Upos::Adj | Upos::Noun));
        self.mention_at[first.index()].filter(|id| joined && !self.is_quoted(first) && self.can_speak(*id))
    }

    /// The last mention before a verb, unless a preposition stands before it.
    fn ahead_of(&self, verb: TokenId) -> Option<MentionId> {
        let sentence = self.document.sentence(self.document.sentence_of(verb)).tokens;
        let from = verb.0.saturating_sub(2 * NEAR).max(sentence.begin.0);
        let last = Tokens::new(TokenId(from), verb).iter().rev().find(|t| self.mention_at[t.index()].is_some())?;
        let id = self.mention_at[last.index()]?;
        let begin = self.document.mention(id).tokens.begin;
        let before =
            Tokens::new(sentence.begin, begin).iter().rev().find(|t| self.document.token(*t).upos != Upos::Det);
        let preposition = before.is_some_and(|token| self.document.token(token).upos == Upos::Adp);
        (!preposition && !self.is_quoted(last) && self.can_speak(id)).then_some(id)
    }

    /// The mention behind "secondo" or its like.
    fn source(&self, tokens: Tokens) -> Option<MentionId> {
        for source in &self.data.sources {
            let words: Vec<&str> = source.split(' ').collect();
            let at = tokens.iter().find(|at| {
                let run = Tokens::new(*at, TokenId(at.0 + words.len() as u32));
                let forms = || run.iter().map(|token| self.document.form(token).to_lowercase());
                run.end <= tokens.end && self.document.token(*at).upos != Upos::Adj && forms().eq(words.iter().copied())
            });
            let Some(at) = at else { continue };
            let behind = Tokens::new(
                TokenId(at.0 + words.len() as u32),
                TokenId((at.0 + words.len() as u32 + 3).min(tokens.end.0)),
            );
            let named = behind.iter().find_map(|token| self.mention_at[token.index()]);
            if let Some(id) =
                named.filter(|id| self.can_speak(*id) && self.document.mention(*id).kind != MentionKind::Pronoun)
            {
                return Some(id);
            }
        }
        None
    }

    /// Whose the reporting noun is.
    fn by_noun(&self, tokens: Tokens) -> Option<MentionId> {
        let nouns = self.words(tokens).filter(|token| {
            self.document.token(*token).upos == Upos::Noun
                && self.data.nouns.contains(&self.document.lemma(*token).to_lowercase())
        });
        nouns
            .flat_map(|noun| self.document.children_by(noun, Deprel::NMOD))
            .find_map(|owner| self.mention_at[owner.index()].filter(|id| self.can_speak(*id)))
    }

    fn can_speak(&self, id: MentionId) -> bool {
        let kinds = [EntityType::Person, EntityType::Organization, EntityType::Group];
        self.document.mention(id).entity_type.is_none_or(|kind| kinds.contains(&kind))
    }

    fn is_quoted(&self, token: TokenId) -> bool {
        let at = self.quotes.partition_point(|quote| quote.end <= token);
        self.quotes.get(at).is_some_and(|quote| quote.contains(token))
    }
}

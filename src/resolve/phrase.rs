//! What the text tells about each mention by itself: its words, noun, number and gender, owner, place in the sentence.

use super::data::{Gender, Noun, NounClass, ResolveData};
use crate::{
    document::{Deprel, Document, EntityType, MentionId, MentionKind, SentenceId, TokenId, Tokens, Upos},
    text::{Span, fold, fold_words},
};

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Number {
    Singular,
    Plural,
}

/// The function of a mention in its clause, the more prominent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    Subject,
    Object,
    Oblique,
    Other,
}

/// How a phrase opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Opening {
    /// By an article or demonstrative that takes the thing as known.
    Definite,
    /// By one that brings in something new.
    Indefinite,
    /// By none.
    Bare,
}

/// One mention with what its phrase tells.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) id: MentionId,
    pub(super) kind: MentionKind,
    pub(super) entity_type: Option<EntityType>,
    pub(super) head: TokenId,
    pub(super) tokens: Tokens,
    pub(super) sentence: SentenceId,
    /// The words of the mention, folded.
    pub(super) words: Vec<String>,
    /// The lemma of its head, folded.
    pub(super) lemma: String,
    /// The folded lemmas that tell it from other phrases of the same noun; sorted, owners left out.
    pub(super) key: Vec<String>,
    /// The same with those of its owner.
    pub(super) full_key: Vec<String>,
    /// The sense of its noun.
    pub(super) noun: Option<Noun>,
    /// The adjective of nationality that tells whose it is.
    pub(super) demonym: Option<MentionId>,
    /// The owner that tells whose it is: "il governo del Kazakhstan".
    pub(super) owner: Option<MentionId>,
    pub(super) opening: Opening,
    /// Whether it is told as one of the past: "l'ex presidente".
    pub(super) past: bool,
    pub(super) number: Option<Number>,
    pub(super) gender: Option<Gender>,
    pub(super) role: Role,
    /// The whole phrase as a label: owner included, articles and numbers before it left out.
    pub(super) label: Span,
}

impl Phrase {
    /// The class of its noun.
    pub(super) fn class(&self) -> Option<NounClass> {
        self.noun.map(|noun| noun.class)
    }

    /// Whose it is.
    pub(super) fn anchor(&self) -> Option<MentionId> {
        self.demonym.or(self.owner)
    }

    /// What kind of thing it stands for: what the mention says, else its noun.
    pub(super) fn kind_of_thing(&self) -> Option<EntityType> {
        self.entity_type.or(self.noun.map(|noun| noun.entity_type))
    }
}

/// No more words tell which thing is meant: further owners of owners do not, and trees may be deep, or no trees.
const LONGEST_CORE: usize = 24;

/// The mention, if any, that each token is the head of.
#[derive(Debug)]
pub(super) struct Heads(Vec<Option<MentionId>>);

impl Heads {
    pub(super) fn new(document: &Document) -> Self {
        let mut heads = vec![None; document.tokens.len()];
        for (i, mention) in document.mentions.iter().enumerate() {
            // A verb may carry an implicit subject; it is no phrase of its own.
            if mention.kind != MentionKind::Implicit
                && let Some(slot) = heads.get_mut(mention.head.index())
            {
                *slot = Some(MentionId(i as u32));
            }
        }
        Self(heads)
    }

    /// The mention whose head the token is.
    pub(super) fn of(&self, token: TokenId) -> Option<MentionId> {
        self.0.get(token.index()).copied().flatten()
    }
}

/// Looks at every mention of the document; the phrases stand in the order of the mentions.
pub(super) fn phrases(document: &Document, data: &ResolveData, heads: &Heads) -> Vec<Phrase> {
    (0..document.mentions.len() as u32).map(|id| Reader { document, data, heads }.phrase(MentionId(id))).collect()
}

/// Reads the phrases of one document.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) data: &'a ResolveData,
    pub(super) heads: &'a Heads,
}

impl Reader<'_> {
    fn phrase(&self, id: MentionId) -> Phrase {
        let (document, mention) = (self.document, self.document.mention(id));
        let head = mention.head;
        let number = self.number(head, mention.kind);
        let (demonym, owner) = self.anchors(id);
        let outside = |token: TokenId| {
            [demonym, owner]
                .into_iter()
                .flatten()
                .all(|anchor| !document.is_below(token, document.mention(anchor).head))
        };
        let whole = self.core(head);
        let core: Vec<TokenId> = whole.iter().copied().filter(|token| outside(*token)).collect();
        let lemma = self.lemma(head);
        let noun = self.sense(mention.kind, mention.entity_type, &lemma, number);
        Phrase {
            id,
            kind: mention.kind,
            entity_type: mention.entity_type,
            head,
            tokens: mention.tokens,
            sentence: document.sentence_of(head),
            words: fold_words(mention.span.of(document.text())),
            noun,
            key: self.key(&core),
            full_key: self.key(&whole),
            demonym,
            owner,
            opening: self.opening(head),
            past: self.is_past(head, mention.tokens),
            number,
            gender: self.gender(id),
            role: self.role(head, mention.kind),
            label: self.label(id, noun.is_some(), &core, demonym, owner),
            lemma,
        }
    }

    /// The lemma of a noun, of two words where the table knows them together: "primo ministro".
    fn lemma(&self, head: TokenId) -> String {
        let document = self.document;
        let sentence = document.sentence(document.sentence_of(head)).tokens;
        let single = fold(document.lemma(head));
        let before = head.0.checked_sub(1).map(TokenId).filter(|token| sentence.contains(*token));
        let pair = before.map(|before| format!("{} {single}", fold(document.lemma(before))));
        pair.filter(|pair| !self.data.senses(pair).is_empty()).unwrap_or(single)
    }

    /// The lemmas of content among these words, each once, without those that do not tell phrases apart.
    fn key(&self, core: &[TokenId]) -> Vec<String> {
        let mut key: Vec<String> = core
            .iter()
            .filter(|token| self.document.token(**token).upos.is_content())
            .map(|token| fold(self.document.lemma(*token)))
            .filter(|lemma| !lemma.is_empty() && !self.data.words.neutral.contains(lemma))
            .collect();
        key.sort_unstable();
        key.dedup();
        key
    }

    /// The sense of a noun that fits the number and what the mention is known to be.
    fn sense(&self, kind: MentionKind, known: Option<EntityType>, lemma: &str, number: Option<Number>) -> Option<Noun> {
        if !matches!(kind, MentionKind::Nominal | MentionKind::Name) {
            return None;
        }
        let senses = self.data.senses(lemma);
        let plural = number == Some(Number::Plural);
        let fits = |noun: &&Noun| {
            (known.is_none_or(|known| known == noun.entity_type)
                || kind == MentionKind::Nominal && noun.class.is_body())
                && !(plural && noun.class.is_person())
        };
        let first = senses.first().copied()?;
        let chosen = senses.iter().find(fits).copied().unwrap_or(first);
        // Several people of one role act together.
        let several = plural && chosen.class.is_person();
        Some(if several { Noun { entity_type: EntityType::Group, class: NounClass::Collective } } else { chosen })
    }

    /// The head with the words that tell which one is meant: its adjectives and the nouns that hang on it, no clauses, no
    /// names set beside it.
    pub(super) fn core(&self, head: TokenId) -> Vec<TokenId> {
        let document = self.document;
        let (mut core, mut next) = (Vec::new(), vec![head]);
        while let Some(token) = next.pop() {
            core.push(token);
            if core.len() >= LONGEST_CORE {
                break;
            }
            next.extend(document.children(token).filter(|child| {
                let deprel = document.token(*child).deprel;
                let named = self.heads.of(*child).is_some_and(|id| document.mention(id).kind == MentionKind::Name);
                deprel.is(Deprel::AMOD)
                    || deprel.is(Deprel::COMPOUND)
                    || !named && deprel.is(Deprel::FLAT)
                    || deprel.is(Deprel::NMOD) && self.is_owned_by(*child)
                    || self.is_owner(*child)
            }));
        }
        core.sort_unstable();
        core
    }

    fn label(
        &self,
        id: MentionId,
        described: bool,
        core: &[TokenId],
        demonym: Option<MentionId>,
        owner: Option<MentionId>,
    ) -> Span {
        let (document, mention) = (self.document, self.document.mention(id));
        // "Tribunale speciale di Baghdad" is a name, and more than the tagger's "Tribunale speciale".
        if mention.kind != MentionKind::Nominal && !described {
            return mention.span;
        }
        let mut tokens = mention.tokens;
        for anchor in [demonym, owner].into_iter().flatten().map(|anchor| document.mention(anchor)) {
            if anchor.kind != MentionKind::Pronoun {
                tokens.begin = tokens.begin.min(anchor.tokens.begin);
                tokens.end = tokens.end.max(anchor.tokens.end);
            }
        }
        for token in core {
            tokens.end = tokens.end.max(TokenId(token.0 + 1));
        }
        // The label opens with the first word that is more than grammar.
        let plain = |token: &TokenId| {
            let upos = document.token(*token).upos;
            *token < mention.head
                && (matches!(upos, Upos::Det | Upos::Adp | Upos::Num | Upos::Punct | Upos::Pron)
                    || mention.kind == MentionKind::Nominal
                        && self.data.words.neutral.contains(&fold(document.lemma(*token))))
        };
        if let Some(first) = tokens.iter().find(|token| !plain(token)) {
            tokens.begin = first;
        }
        document.span_of(tokens)
    }
}

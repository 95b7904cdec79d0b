//! A common noun with its complement and the name beside it, read along the words: "l'ex capo del KNB Karim Masimov".
//!
//! Titles stand in a row (role, body or place, name), and this row is more certain than any parse of it.

use super::owner;
use super::sentence::View;
use crate::document::{EntityType, Feature, MentionId, MentionKind, TokenId, Tokens, Upos};

/// A common noun with what stands around it.
pub(super) struct Phrase {
    /// The words of the noun itself: "segretario generale".
    pub(super) words: Tokens,
    /// The word of these that the others hang on.
    pub(super) head: TokenId,
    /// What it is of: the mentions in "di X e di Y", and adjectives of nationality.
    pub(super) of: Vec<MentionId>,
    /// The first word, an owner before the noun included.
    pub(super) begin: TokenId,
    /// One past the last word, complement included.
    pub(super) end: TokenId,
    /// "ex", "già".
    pub(super) former: bool,
    /// A body or country named right behind it, without a preposition: "segretario Pd", "presidente Usa Obama".
    pub(super) beside: Option<MentionId>,
}

impl Phrase {
    /// Reads the complement of a noun.
    pub(super) fn read(view: &View<'_>, words: Tokens) -> Self {
        let head = words.iter().find(|t| view.head(*t).is_none_or(|h| !words.contains(h))).unwrap_or(words.begin);
        let (begin, end) = (words.begin, words.end);
        let mut phrase = Self { words, head, of: Vec::new(), begin, end, former: is_former(view, begin), beside: None };
        phrase.skip_adjectives(view);
        phrase.end = domain_end(view, phrase.end).unwrap_or(phrase.end);
        let mut cursor = phrase.end;
        while let Some(nominal) = after_genitive(view, cursor) {
            let Some(mention) = mention_from(view, nominal) else {
                if view.is_nominal(nominal) {
                    phrase.end = TokenId(nominal.0 + 1);
                }
                break;
            };
            if !phrase.of.contains(&mention) {
                phrase.of.push(mention);
            }
            phrase.end = view.document.mention(mention).tokens.end.max(phrase.end);
            cursor = phrase.end;
            if view.tokens.contains(cursor) && view.token(cursor).upos == Upos::Cconj {
                cursor.0 += 1;
            }
        }
        phrase.skip_adjectives(view);
        if phrase.of.is_empty()
            && view.lexicon.syntax.owners_come_first()
            && let Some((owner, begin)) = owner::before(view, words.begin)
        {
            phrase.of.push(owner);
            phrase.begin = begin;
        }
        if phrase.of.is_empty() {
            phrase.of.extend(owner_before(view, words.begin));
        }
        if phrase.of.is_empty() {
            phrase.read_beside(view);
        }
        phrase
    }

    /// Reads a name right behind the noun as what it is of: a body, or a place that a person's name follows.
    fn read_beside(&mut self, view: &View<'_>) {
        let kind = |name: MentionId| view.document.mention(name).entity_type;
        // "la conduttrice tv Sky"
        let noun =
            view.tokens.contains(self.end) && view.token(self.end).upos == Upos::Noun && !view.is_modified(self.end);
        let begin = if noun { TokenId(self.end.0 + 1) } else { self.end };
        let Some(name) = name_at(view, begin) else { return };
        let end = view.document.mention(name).tokens.end;
        let person = |word: TokenId| name_at(view, word).is_some_and(|n| kind(n) == Some(EntityType::Person));
        let then_person = person(end) || is_comma(view, end) && person(TokenId(end.0 + 1));
        match kind(name) {
            Some(EntityType::Organization) => {}
            Some(EntityType::Place) if then_person && !noun => {}
            _ => return,
        }
        self.beside = Some(name);
        self.end = end;
    }

    /// Moves past adjectives; one of nationality is what the noun is of.
    fn skip_adjectives(&mut self, view: &View<'_>) {
        while view.tokens.contains(self.end) && view.name_over(self.end).is_none() {
            let demonym = view.mention_at(self.end).filter(|m| view.document.mention(*m).kind == MentionKind::Demonym);
            if demonym.is_none() && view.token(self.end).upos != Upos::Adj {
                return;
            }
            self.of.extend(demonym);
            self.end.0 += 1;
        }
    }

    /// The name beside the noun: right behind, before a comma before, behind a comma, behind where the role is held
    /// ("portavoce dei talebani in Afghanistan, X").
    pub(super) fn name_beside(&self, view: &View<'_>) -> Option<MentionId> {
        let behind_comma = |end: TokenId| is_comma(view, end).then(|| name_at(view, TokenId(end.0 + 1))).flatten();
        self.name_behind(view).or_else(|| self.name_before(view)).or_else(|| behind_comma(self.end)).or_else(|| {
            let end = place_end(view, self.end).or_else(|| brackets_end(view, self.end))?;
            let is_person = |name: &MentionId| view.document.mention(*name).entity_type == Some(EntityType::Person);
            name_at(view, end).or_else(|| behind_comma(end)).filter(is_person)
        })
    }

    /// The name right behind the noun and its complement.
    pub(super) fn name_behind(&self, view: &View<'_>) -> Option<MentionId> {
        // A word or two of the name may have been taken for something else ("Kuat | Naiman Khamitov").
        let missed = |word: &u32| {
            let word = TokenId(*word);
            view.tokens.contains(word) && view.token(word).upos == Upos::Propn && view.name_over(word).is_none()
        };
        let skipped = (self.end.0..self.end.0 + 2).take_while(missed).count() as u32;
        (0..=skipped).find_map(|n| name_at(view, TokenId(self.end.0 + n)))
    }

    /// "Mancino, già presidente del Senato": the name before the comma before the noun.
    fn name_before(&self, view: &View<'_>) -> Option<MentionId> {
        let mut word = self.begin;
        for _ in 0..4 {
            word = TokenId(word.0.checked_sub(1)?);
            if !view.tokens.contains(word) {
                return None;
            }
            if is_comma(view, word) || view.form(word) == "(" {
                let last = TokenId(word.0.checked_sub(1)?);
                let name = view.tokens.contains(last).then(|| view.name_over(last)).flatten()?;
                return (view.document.mention(name).tokens.end == word).then_some(name);
            }
            // "Zotpa membro anziano del NCM"
            if let Some(name) = view.name_over(word)
                && word.0 + 1 == self.words.begin.0
                && view.document.mention(name).entity_type == Some(EntityType::Person)
                && !(self.of.is_empty() && self.beside.is_none())
            {
                return Some(name);
            }
            let upos = view.token(word).upos;
            let former = is_former(view, TokenId(word.0 + 1));
            if !matches!(upos, Upos::Det | Upos::Adv | Upos::Adj | Upos::X) && !former {
                return None;
            }
        }
        None
    }
}

/// "i capi del ministero della difesa X, del ministero degli esteri Y": what is behind the first name `X`, pair by pair.
pub(super) fn further_pairs(view: &View<'_>, name: MentionId) -> Vec<(MentionId, MentionId)> {
    let mut pairs = Vec::new();
    let mut cursor = view.document.mention(name).tokens.end;
    while is_comma(view, cursor) || view.tokens.contains(cursor) && view.token(cursor).upos == Upos::Cconj {
        cursor.0 += 1;
        let pair = after_genitive(view, cursor).and_then(|word| {
            let of = mention_from(view, word)?;
            Some((of, name_at(view, view.document.mention(of).tokens.end)?))
        });
        let Some((of, name)) = pair else { break };
        cursor = view.document.mention(name).tokens.end;
        pairs.push((of, name));
    }
    pairs
}

/// The end of a phrase that tells where: "in Afghanistan", "presso l'ONU".
fn place_end(view: &View<'_>, begin: TokenId) -> Option<TokenId> {
    if !view.tokens.contains(begin) || view.token(begin).upos != Upos::Adp {
        return None;
    }
    let mut word = TokenId(begin.0 + 1);
    while view.tokens.contains(word) && view.token(word).upos == Upos::Det {
        word.0 += 1;
    }
    let place = view.document.mention(name_at(view, word)?);
    (place.entity_type != Some(EntityType::Person)).then_some(place.tokens.end)
}

/// The end of a remark in brackets.
fn brackets_end(view: &View<'_>, begin: TokenId) -> Option<TokenId> {
    let is = |word: TokenId, form: &str| view.tokens.contains(word) && view.form(word) == form;
    let close =
        is(begin, "(").then(|| (begin.0 + 1..begin.0 + 12).map(TokenId).find(|word| is(*word, ")"))).flatten()?;
    Some(TokenId(close.0 + 1))
}

/// "vicepresidente PER L'EUROPA di Goldman Sachs": the end of what tells the field of a role, where its body follows.
fn domain_end(view: &View<'_>, begin: TokenId) -> Option<TokenId> {
    if !view.tokens.contains(begin) || view.token(begin).upos != Upos::Adp || after_genitive(view, begin).is_some() {
        return None;
    }
    (begin.0 + 2..=begin.0 + 6)
        .map(TokenId)
        .take_while(|word| belongs_to_domain(view, TokenId(word.0 - 1)))
        .find(|word| after_genitive(view, *word).is_some_and(|nominal| mention_from(view, nominal).is_some()))
}

fn belongs_to_domain(view: &View<'_>, word: TokenId) -> bool {
    use Upos::{Adj, Adp, Cconj, Det, Noun, Propn};
    view.tokens.contains(word) && matches!(view.token(word).upos, Adj | Adp | Cconj | Det | Noun | Propn)
}

/// "il LORO manager": the possessive before a noun.
fn owner_before(view: &View<'_>, begin: TokenId) -> Option<MentionId> {
    let before = (1..=3).filter_map(|back| begin.0.checked_sub(back).map(TokenId));
    let mut near = before.take_while(|t| {
        view.tokens.contains(*t) && matches!(view.token(*t).upos, Upos::Det | Upos::Adj | Upos::X | Upos::Adv)
    });
    near.find(|t| view.token(*t).features.has(Feature::Poss, "Yes")).and_then(|t| view.mention_at(t))
}

/// The first word after "di" and an article.
fn after_genitive(view: &View<'_>, cursor: TokenId) -> Option<TokenId> {
    let leads = |t: TokenId| {
        let lemma = view.lemma(t);
        view.lexicon.syntax.genitive.contains(lemma) || view.lexicon.roles.complements.contains(lemma)
    };
    if !view.tokens.contains(cursor) || view.token(cursor).upos != Upos::Adp || !leads(cursor) {
        return None;
    }
    let mut word = TokenId(cursor.0 + 1);
    while view.tokens.contains(word) && view.token(word).upos == Upos::Det {
        word.0 += 1;
    }
    view.tokens.contains(word).then_some(word)
}

/// The mention that begins at a word, or right behind an adjective there ("del nuovo GOVERNO italiano").
fn mention_from(view: &View<'_>, word: TokenId) -> Option<MentionId> {
    let starts = |m: &MentionId| {
        let mention = view.document.mention(*m);
        mention.kind != MentionKind::Demonym && mention.tokens.begin.0 <= word.0 + 1 && mention.tokens.end > word
    };
    let last = TokenId((word.0 + 8).min(view.tokens.end.0));
    view.name_over(word).or_else(|| Tokens::new(word, last).iter().find_map(|t| view.mention_at(t).filter(starts)))
}

/// "ex", "già" within two words before, or grown together with the noun.
fn is_former(view: &View<'_>, begin: TokenId) -> bool {
    let former = &view.lexicon.roles.former;
    let before = (1..=2).filter_map(|back| begin.0.checked_sub(back).map(TokenId));
    before.take_while(|t| view.tokens.contains(*t)).any(|t| former.contains(view.lower(t).trim_end_matches('-')))
}

/// The name that begins at a word.
fn name_at(view: &View<'_>, word: TokenId) -> Option<MentionId> {
    let name = view.tokens.contains(word).then(|| view.name_over(word)).flatten()?;
    (view.document.mention(name).tokens.begin == word).then_some(name)
}

fn is_comma(view: &View<'_>, word: TokenId) -> bool {
    view.tokens.contains(word) && view.form(word) == ","
}

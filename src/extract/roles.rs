//! Nouns that name a role ("il presidente del Kazakhstan, Tokayev") → claims about who has it, and of what.
//!
//! Titles are read along the words rather than down the tree: a role, its body or place, and the name beside it stand in
//! a row, and this row is more certain than any parse of it.

use super::factuality::Modality;
use super::lexicon::RoleSense;
use super::sentence::View;
use super::{ClaimSink, NewClaim};
use crate::document::{
    Deprel, EntityType, MentionId, MentionKind, Object, Relation, RuleName, TimeRef, TimeValue, TokenId, Tokens, Upos,
};

/// A role with all that stands around it.
struct Role<'l> {
    sense: &'l RoleSense,
    /// The words of the role itself: "segretario generale".
    words: Tokens,
    /// The word of these that the others hang on.
    head: TokenId,
    /// The bodies, places or persons that it is a role of.
    of: Vec<MentionId>,
    /// One past the last word of the phrase, complement included.
    end: TokenId,
    /// "ex", "già".
    former: bool,
}

/// Finds the roles of a sentence and who has them.
pub(super) fn extract(view: &View<'_>, sink: &mut ClaimSink<'_>) {
    let mut next = view.tokens.begin;
    while next < view.tokens.end {
        let Some((sense, words)) = role_at(view, next) else {
            next.0 += 1;
            continue;
        };
        next = words.end;
        let role = read_role(view, sense, words);
        let holders = holders(view, sink, &role);
        for (holder, modality, time) in holders {
            state(view, sink, &role, holder, modality, time.as_ref());
        }
    }
}

/// The longest role that begins at a word, outside names.
fn role_at<'v>(view: &View<'v>, begin: TokenId) -> Option<(&'v RoleSense, Tokens)> {
    if view.name_over(begin).is_some() {
        return None;
    }
    let matches = |lemmas: &[Box<str>]| {
        lemmas.iter().enumerate().all(|(i, lemma)| {
            let word = TokenId(begin.0 + i as u32);
            view.tokens.contains(word) && (view.lemma(word) == &**lemma || view.form(word).to_lowercase() == **lemma)
        })
    };
    let candidates = view.lexicon.roles.starting_with(view.lemma(begin), view.form(begin));
    let (lemmas, sense) = candidates.filter(|(lemmas, _)| matches(lemmas)).max_by_key(|(lemmas, _)| lemmas.len())?;
    let words = Tokens::new(begin, TokenId(begin.0 + lemmas.len() as u32));
    Some((sense, words))
}

/// Reads the complement: adjectives, "di X e di Y", an adjective of nationality at the end.
fn read_role<'v>(view: &View<'v>, sense: &'v RoleSense, words: Tokens) -> Role<'v> {
    let head = words.iter().find(|t| view.head(*t).is_none_or(|h| !words.contains(h))).unwrap_or(words.begin);
    let mut role = Role { sense, words, head, of: Vec::new(), end: words.end, former: is_former(view, words.begin) };
    skip_adjectives(view, &mut role);
    let mut cursor = role.end;
    while let Some(nominal) = after_genitive(view, cursor) {
        let Some(mention) = mention_from(view, nominal) else {
            if view.is_nominal(nominal) {
                role.end = TokenId(nominal.0 + 1);
            }
            break;
        };
        if !role.of.contains(&mention) {
            role.of.push(mention);
        }
        role.end = view.document.mention(mention).tokens.end;
        cursor = role.end;
        if view.tokens.contains(cursor) && view.token(cursor).upos == Upos::Cconj {
            cursor.0 += 1;
        }
    }
    skip_adjectives(view, &mut role);
    role
}

/// Moves past adjectives; one of nationality is what the role is of.
fn skip_adjectives(view: &View<'_>, role: &mut Role<'_>) {
    while view.tokens.contains(role.end) && view.token(role.end).upos == Upos::Adj && view.name_over(role.end).is_none()
    {
        if let Some(mention) = view.mention_at(role.end)
            && view.document.mention(mention).kind == MentionKind::Demonym
        {
            role.of.push(mention);
        }
        role.end.0 += 1;
    }
}

/// The first word after "di" and an article.
fn after_genitive(view: &View<'_>, cursor: TokenId) -> Option<TokenId> {
    let is_genitive = |t: TokenId| view.lexicon.syntax.genitive.contains(view.lemma(t));
    if !view.tokens.contains(cursor) || view.token(cursor).upos != Upos::Adp || !is_genitive(cursor) {
        return None;
    }
    let mut word = TokenId(cursor.0 + 1);
    while view.tokens.contains(word) && view.token(word).upos == Upos::Det {
        word.0 += 1;
    }
    view.tokens.contains(word).then_some(word)
}

/// The mention that begins at a word, or has it near its beginning ("del nuovo GOVERNO italiano").
fn mention_from(view: &View<'_>, word: TokenId) -> Option<MentionId> {
    let starts = |m: &MentionId| {
        let mention = view.document.mention(*m);
        mention.kind != MentionKind::Demonym && mention.tokens.begin.0 <= word.0 + 1 && mention.tokens.end > word
    };
    let last = TokenId((word.0 + 8).min(view.tokens.end.0));
    Tokens::new(word, last).iter().find_map(|t| view.mention_at(t).filter(starts)).or_else(|| view.name_over(word))
}

/// "ex", "già" within two words before the role, or grown together with it.
fn is_former(view: &View<'_>, begin: TokenId) -> bool {
    let former = &view.lexicon.roles.former;
    (1..=2)
        .filter_map(|back| begin.0.checked_sub(back).map(TokenId))
        .take_while(|t| view.tokens.contains(*t))
        .any(|t| former.contains(view.form(t).to_lowercase().trim_end_matches('-')))
}

/// Who has the role, how that is said, and when.
fn holders(view: &View<'_>, sink: &ClaimSink<'_>, role: &Role<'_>) -> Vec<(MentionId, Modality, Option<TimeRef>)> {
    let allowed = |mention: &MentionId| {
        let kind = view.document.mention(*mention).entity_type;
        kind.is_none_or(|kind| sink.schema_allows_subject(&role.sense.relation, kind)) && !role.of.contains(mention)
    };
    let past = role.former.then_some(TimeRef::Value(TimeValue::Past));
    let stated = Modality::default();
    let beside = name_at(view, role.end)
        .or_else(|| name_before(view, role))
        .or_else(|| is_comma(view, role.end).then(|| name_at(view, TokenId(role.end.0 + 1))).flatten());
    if let Some(name) = beside.filter(allowed) {
        return vec![(name, stated, past)];
    }
    // "X è il presidente di Y"
    if view.child(role.head, Deprel::COP).is_some() {
        let subject = view
            .child(role.head, Deprel::NSUBJ)
            .map_or(role.head, |s| if view.is_relative(s) { view.antecedent(s).unwrap_or(s) } else { s });
        let mut mentions = if subject == role.head {
            view.implicit_at(role.head).into_iter().collect()
        } else {
            view.mentions_of(subject)
        };
        mentions.retain(allowed);
        let modality = view.modality(role.head);
        let time = past.or_else(|| view.time_of(role.head));
        return mentions.into_iter().map(|m| (m, modality, time.clone())).collect();
    }
    if let Some(found) = by_office_verb(view, role) {
        let mut mentions = found.0;
        mentions.retain(allowed);
        return mentions.into_iter().map(|m| (m, found.1, found.2.clone())).collect();
    }
    // "il presidente kazako": whoever that is.
    let own = view.mention_at(role.head).filter(|m| view.document.mention(*m).kind == MentionKind::Nominal);
    own.filter(allowed).map(|m| (m, stated, past)).into_iter().collect()
}

/// "X è stato eletto presidente", "Y ha nominato X ministro", "X diventa capo".
fn by_office_verb(view: &View<'_>, role: &Role<'_>) -> Option<(Vec<MentionId>, Modality, Option<TimeRef>)> {
    use super::lexicon::Function::{Object, Subject};
    let relation = view.token(role.head).deprel;
    let governed = relation == Deprel::XCOMP
        || relation == Deprel::OBJ
        || relation.is(Deprel::OBL)
        || relation.is(Deprel::APPOS)
        || relation == Deprel::ADVCL;
    let verb = view.head(role.head).filter(|v| governed && view.is_verb(*v))?;
    if !view.lexicon.roles.office_verbs.contains(view.lemma(verb)) {
        return None;
    }
    let arguments = view.verb_arguments(verb);
    let who = |function| {
        let mut found = arguments.iter().filter(|a| a.function == function && a.word != role.head);
        found.find_map(|a| {
            let mentions = view.mentions_of(a.word);
            (!mentions.is_empty()).then_some(mentions)
        })
    };
    let mentions = who(Object).or_else(|| who(Subject))?;
    Some((mentions, view.modality(verb), view.time_of(verb)))
}

/// The name that begins at a word.
fn name_at(view: &View<'_>, word: TokenId) -> Option<MentionId> {
    let name = view.tokens.contains(word).then(|| view.name_over(word)).flatten()?;
    (view.document.mention(name).tokens.begin == word).then_some(name)
}

/// "Mancino, già presidente del Senato": the name before the comma before the role.
fn name_before(view: &View<'_>, role: &Role<'_>) -> Option<MentionId> {
    let mut word = role.words.begin;
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
        let upos = view.token(word).upos;
        if !matches!(upos, Upos::Det | Upos::Adv | Upos::Adj | Upos::X) && !is_former(view, TokenId(word.0 + 1)) {
            return None;
        }
    }
    None
}

fn is_comma(view: &View<'_>, word: TokenId) -> bool {
    view.tokens.contains(word) && view.form(word) == ","
}

/// Adds the claims that a role makes about its holder.
fn state(
    view: &View<'_>,
    sink: &mut ClaimSink<'_>,
    role: &Role<'_>,
    holder: MentionId,
    modality: Modality,
    time: Option<&TimeRef>,
) {
    let trigger = view.lemma(role.head);
    let rule = |relation: &Relation| -> RuleName {
        format!("{}.{relation}.{trigger}", view.lexicon.roles.language).as_str().into()
    };
    let mut add = |subject, relation: &Relation, object| {
        let claim = NewClaim {
            subject,
            relation: relation.clone(),
            object,
            modality,
            predicate: role.head,
            rule: rule(relation),
            time: time.cloned(),
        };
        sink.add(view, claim);
    };
    for of in &role.of {
        let demonym = view.document.mention(*of).kind == MentionKind::Demonym;
        // "il ministro russo" serves Russia; "la moglie russa" is of nobody.
        let relation = if demonym { role.sense.of_country.as_ref() } else { Some(&role.sense.relation) };
        let Some(relation) = relation else { continue };
        let (subject, object) = if role.sense.inverse { (*of, holder) } else { (holder, *of) };
        add(subject, relation, Object::Mention(object));
    }
    let is_name = view.document.mention(holder).kind == MentionKind::Name
        && view.document.mention(holder).entity_type == Some(EntityType::Person);
    if let Some(position) = &role.sense.position {
        let none = role.of.is_empty() || role.sense.relation == *position;
        if is_name && none {
            let span = view.document.span_of(Tokens::new(role.words.begin, role.end));
            let words = span.of(view.document.text()).split_whitespace().collect::<Vec<_>>().join(" ");
            add(holder, position, Object::Literal(words));
        }
    }
}

/// Whether a noun names a role by itself.
pub(super) fn is_role(view: &View<'_>, noun: TokenId) -> bool {
    role_at(view, noun).is_some()
}

//! Nouns that name a role ("il presidente del Kazakhstan, Tokayev") → claims about who has it, and of what.

use super::factuality::Modality;
use super::lexicon::RoleSense;
use super::phrase::{Phrase, further_pairs};
use super::sentence::View;
use super::{ClaimSink, NewClaim};
use crate::document::{
    Deprel, EntityType, Feature, MentionId, MentionKind, Object, Relation, RuleName, TimeRef, TimeValue, TokenId,
    Tokens, Upos,
};

/// A role of a sentence.
struct Role<'l> {
    sense: &'l RoleSense,
    phrase: Phrase,
}

/// One who has a role: how that is said, and when.
struct Holder {
    mention: MentionId,
    modality: Modality,
    time: Option<TimeRef>,
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
        let role = Role { sense, phrase: Phrase::read(view, words) };
        for holder in holders(view, sink, &role) {
            state(view, sink, &role, &holder);
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
            view.tokens.contains(word) && (view.lemma(word) == &**lemma || *view.lower(word) == **lemma)
        })
    };
    let form = view.lower(begin);
    let candidates = view.lexicon.roles.starting_with(view.lemma(begin), &form);
    let (lemmas, sense) = candidates.filter(|(lemmas, _)| matches(lemmas)).max_by_key(|(lemmas, _)| lemmas.len())?;
    let words = Tokens::new(begin, TokenId(begin.0 + lemmas.len() as u32));
    words.iter().any(|word| view.is_nominal(word)).then_some((sense, words))
}

/// Who has the role.
fn holders(view: &View<'_>, sink: &ClaimSink<'_>, role: &Role<'_>) -> Vec<Holder> {
    let phrase = &role.phrase;
    let allowed = |mention: &MentionId| {
        let kind = view.document.mention(*mention).entity_type;
        let fits = |kind| {
            sink.schema_allows_subject(&role.sense.relation, kind)
                && !(role.sense.things && matches!(kind, EntityType::Person | EntityType::Group))
        };
        kind.is_none_or(fits) && !phrase.of.contains(mention)
    };
    let past = phrase.former.then_some(TimeRef::Value(TimeValue::Past));
    if let Some(mention) = phrase.name_beside(view).filter(allowed) {
        // "i figli Alaa e Gamal"; but of "i presidenti di Camera e Senato, X e Y" each has his own.
        let plural = view.token(phrase.head).features.has(Feature::Number, "Plur") && phrase.of.len() < 2;
        let mut all = vec![mention];
        if plural {
            all.extend(listed_behind(view, mention));
        }
        let holder = |mention| Holder { mention, modality: Modality::default(), time: past.clone() };
        return all.into_iter().map(holder).collect();
    }
    let (mentions, modality, time) = if view.child(phrase.head, Deprel::COP).is_some() {
        // "X è il presidente di Y"
        let subject = view
            .child(phrase.head, Deprel::NSUBJ)
            .map_or(phrase.head, |s| if view.is_relative(s) { view.antecedent(s).unwrap_or(s) } else { s });
        let mentions = if subject == phrase.head {
            view.implicit_at(phrase.head).into_iter().collect()
        } else {
            view.mentions_of(subject)
        };
        (mentions, view.modality(phrase.head), view.time_of(phrase.head))
    } else if let Some((name, mention)) = told_by_copula(view, phrase.head) {
        (vec![mention], view.modality(name), view.time_of(name))
    } else if let Some((verb, mentions)) = by_office_verb(view, phrase.head) {
        (mentions, view.modality(verb), view.time_of(verb))
    } else {
        // "il presidente kazako": whoever that is.
        let own = view.mention_at(phrase.head).filter(|m| view.document.mention(*m).kind == MentionKind::Nominal);
        (own.into_iter().collect(), Modality::default(), None)
    };
    let time = past.or(time);
    let allowed = mentions.into_iter().filter(allowed);
    allowed.map(|mention| Holder { mention, modality, time: time.clone() }).collect()
}

/// "Alaa e Gamal": the names of persons that follow one in a list.
fn listed_behind(view: &View<'_>, first: MentionId) -> Vec<MentionId> {
    let mut found = Vec::new();
    let mut cursor = view.document.mention(first).tokens.end;
    while view.tokens.contains(cursor) && (view.form(cursor) == "," || view.token(cursor).upos == Upos::Cconj) {
        let Some(name) = view.name_over(TokenId(cursor.0 + 1)) else { break };
        let mention = view.document.mention(name);
        if mention.entity_type != Some(EntityType::Person) || mention.tokens.begin.0 != cursor.0 + 1 {
            break;
        }
        found.push(name);
        cursor = mention.tokens.end;
    }
    found
}

/// "Il presidente di Y è X": the name that the role is said to be.
fn told_by_copula(view: &View<'_>, role: TokenId) -> Option<(TokenId, MentionId)> {
    let name = view.head(role).filter(|_| view.token(role).deprel.is(Deprel::NSUBJ))?;
    view.child(name, Deprel::COP)?;
    let mention = view.mention_at(name)?;
    (view.document.mention(mention).kind == MentionKind::Name).then_some((name, mention))
}

/// "X è stato eletto presidente", "Y ha nominato X ministro", "X diventa capo": the verb, and who gets the role.
fn by_office_verb(view: &View<'_>, role: TokenId) -> Option<(TokenId, Vec<MentionId>)> {
    use super::lexicon::Function::{Object, Subject};
    let relation = view.token(role).deprel;
    let governed = relation == Deprel::XCOMP
        || relation == Deprel::OBJ
        || relation.is(Deprel::OBL)
        || relation.is(Deprel::APPOS)
        || relation == Deprel::ADVCL;
    let verb = view.head(role).filter(|v| governed && view.is_verb(*v))?;
    let agent = view.lexicon.syntax.agent_id(&view.lexicon.prepositions);
    let is_agent =
        agent.is_some() && view.prepositionals(verb).any(|p| p.nominal == role && Some(p.preposition) == agent);
    if is_agent || !view.lexicon.roles.office_verbs.contains(view.lemma(verb)) {
        return None;
    }
    let arguments = view.verb_arguments(verb);
    let who = |function| {
        let mut found = arguments.iter().filter(|a| a.function == function && a.word != role);
        found.find_map(|a| {
            let mentions = view.mentions_of(a.word);
            (!mentions.is_empty()).then_some(mentions)
        })
    };
    // "X diventa capo"; but "X nomina il capo" makes no capo of X.
    let becomes = view.lexicon.syntax.unaccusative.contains(view.lemma(verb));
    Some((verb, who(Object).or_else(|| becomes.then(|| who(Subject)).flatten())?))
}

/// Adds the claims that a role makes about its holder.
fn state(view: &View<'_>, sink: &mut ClaimSink<'_>, role: &Role<'_>, holder: &Holder) {
    let Role { sense, phrase } = role;
    let trigger = view.lemma(phrase.head);
    let mut add = |subject, relation: &Relation, object| {
        let rule: RuleName = format!("{}.{relation}.{trigger}", view.lexicon.roles.language).as_str().into();
        let claim = NewClaim {
            subject,
            relation: relation.clone(),
            object,
            modality: holder.modality,
            predicate: phrase.head,
            rule,
            time: holder.time.clone(),
        };
        sink.add(view, claim);
    };
    let further = further_pairs(view, holder.mention);
    let titles_only = sense.position.as_ref() == Some(&sense.relation);
    let is_person = view.document.mention(holder.mention).entity_type == Some(EntityType::Person);
    let beside = phrase.beside.filter(|name| is_person && *name != holder.mention);
    let pairs = phrase.of.iter().copied().chain(beside).map(|of| (of, holder.mention)).chain(further);
    for (of, holder) in pairs.filter(|_| !titles_only) {
        let demonym = view.document.mention(of).kind == MentionKind::Demonym;
        // "il ministro russo" serves Russia; "la moglie russa" is of nobody.
        let relation = if demonym { sense.of_country.as_ref() } else { Some(&sense.relation) };
        let Some(relation) = relation else { continue };
        let is_country_beside = beside == Some(of) && view.document.mention(of).entity_type == Some(EntityType::Place);
        if is_country_beside && sense.of_country.is_none() {
            continue;
        }
        let (subject, object) = if sense.inverse { (of, holder) } else { (holder, of) };
        add(subject, relation, Object::Mention(object));
    }
    let mention = view.document.mention(holder.mention);
    let is_name = mention.kind == MentionKind::Name && mention.entity_type == Some(EntityType::Person);
    let plural = view.token(phrase.head).features.has(Feature::Number, "Plur");
    if let Some(position) = &sense.position
        && is_name
        && !plural
        && (phrase.of.is_empty() && beside.is_none() || titles_only)
    {
        let span = view.document.span_of(Tokens::new(phrase.words.begin, phrase.end));
        let words = span.of(view.document.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        add(holder.mention, position, Object::Literal(words));
    }
}

/// Whether a noun names a role by itself.
pub(super) fn is_role(view: &View<'_>, noun: TokenId) -> bool {
    role_at(view, noun).is_some()
}

//! What a noun phrase says by its build alone → claims: "esercito russo" is part of Russia, "aeroporto di Almaty" lies in
//! Almaty, "il combattente kazako Khamitov" is a citizen of Kazakhstan, "a Gafsa, in Tunisia".

use super::factuality::Modality;
use super::roles;
use super::sentence::View;
use super::{ClaimSink, NewClaim};
use crate::document::{Deprel, EntityType, MentionId, MentionKind, Object, TokenId, Upos};

/// Finds the claims that the sentence's noun phrases make.
pub(super) fn extract(view: &View<'_>, sink: &mut ClaimSink<'_>) {
    for word in view.tokens.iter() {
        if let Some(mention) = view.mention_at(word) {
            owner(view, sink, word, mention);
            nationality(view, sink, word);
            place_in_place(view, sink, mention);
        }
    }
}

fn add(view: &View<'_>, sink: &mut ClaimSink<'_>, relation: &str, at: TokenId, subject: MentionId, object: MentionId) {
    let rule = format!("{}.{relation}.structure", view.lexicon.roles.language);
    sink.add(
        view,
        NewClaim {
            subject,
            relation: relation.into(),
            object: Object::Mention(object),
            modality: Modality::default(),
            predicate: at,
            rule: rule.as_str().into(),
            time: None,
        },
    );
}

/// A body or a group, and the country or place that its own words name.
fn owner(view: &View<'_>, sink: &mut ClaimSink<'_>, head: TokenId, subject: MentionId) {
    let mention = view.document.mention(subject);
    let is_collective = matches!(
        mention.entity_type,
        Some(EntityType::Organization | EntityType::Group | EntityType::Place | EntityType::NamedEvent)
    );
    if !is_collective || mention.kind == MentionKind::Demonym || mention.kind == MentionKind::Pronoun {
        return;
    }
    let facility =
        view.lexicon.syntax.located.contains(view.lemma(head)) || mention.entity_type == Some(EntityType::Place);
    let event = mention.entity_type == Some(EntityType::NamedEvent);
    let relation = if event {
        "occursIn"
    } else if facility {
        "locatedIn"
    } else {
        "partOf"
    };
    let genitive = view.lexicon.syntax.genitive_id(&view.lexicon.prepositions);
    for child in view.children(head).filter(|child| mention.tokens.contains(*child)) {
        let Some(owner) = view.mention_at(child).filter(|m| *m != subject) else { continue };
        let of = view.document.mention(owner);
        let demonym = of.kind == MentionKind::Demonym && view.token(child).deprel.is(Deprel::AMOD);
        let place = of.kind == MentionKind::Name
            && of.entity_type == Some(EntityType::Place)
            && genitive.is_some()
            && view.preposition_of(child) == genitive;
        let body = of.entity_type == Some(EntityType::Organization)
            && of.kind != MentionKind::Pronoun
            && !facility
            && view.preposition_of(child) == genitive;
        if demonym || place || body {
            add(view, sink, relation, head, subject, owner);
        }
    }
}

/// "il combattente kazako Khamitov": a person's nationality, unless the noun is an office ("il presidente kazako").
fn nationality(view: &View<'_>, sink: &mut ClaimSink<'_>, adjective: TokenId) {
    let Some(country) = view.mention_at(adjective) else { return };
    let is_demonym = view.document.mention(country).kind == MentionKind::Demonym;
    let Some(noun) = view.head(adjective).filter(|_| is_demonym && view.token(adjective).deprel.is(Deprel::AMOD))
    else {
        return;
    };
    if roles::is_role(view, noun) && !view.lexicon.roles.is_private(view.lemma(noun)) {
        return;
    }
    let own = view.mention_at(noun).filter(|m| view.document.mention(*m).kind == MentionKind::Name);
    let person = view.name_beside(noun).or(own).filter(|m| {
        let mention = view.document.mention(*m);
        mention.entity_type == Some(EntityType::Person)
    });
    if let Some(person) = person {
        add(view, sink, "citizenOf", adjective, person, country);
    }
}

/// "a Gafsa, nella Tunisia centrale"; "Mosul (Iraq)".
fn place_in_place(view: &View<'_>, sink: &mut ClaimSink<'_>, inner: MentionId) {
    let is_place_name = |m: MentionId| {
        let mention = view.document.mention(m);
        mention.kind == MentionKind::Name && mention.entity_type == Some(EntityType::Place)
    };
    if !is_place_name(inner) {
        return;
    }
    let mut word = view.document.mention(inner).tokens.end;
    let at = |word: TokenId| view.tokens.contains(word).then(|| view.form(word));
    let Some(mark @ ("," | "(")) = at(word) else { return };
    word.0 += 1;
    let syntax = &view.lexicon.syntax;
    let inside = view.tokens.contains(word)
        && view.token(word).upos == Upos::Adp
        && syntax.place_preposition.as_deref() == Some(view.lemma(word));
    if inside {
        word.0 += 1;
        while view.tokens.contains(word) && matches!(view.token(word).upos, Upos::Det | Upos::Adj) {
            word.0 += 1;
        }
    } else if mark == "," {
        return;
    }
    let Some(outer) = view.tokens.contains(word).then(|| view.name_over(word)).flatten() else { return };
    if outer != inner && is_place_name(outer) && view.document.mention(outer).tokens.begin == word {
        let at = view.document.mention(inner).head;
        add(view, sink, "locatedIn", at, inner, outer);
    }
}

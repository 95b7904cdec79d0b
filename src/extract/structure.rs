//! What words side by side say by their build alone → claims: "il combattente kazako Khamitov" is a citizen of Kazakhstan, "a
//! Gafsa, in Tunisia" tells in what a place lies.

use super::factuality::Modality;
use super::roles;
use super::sentence::View;
use super::{ClaimSink, NewClaim};
use crate::document::{Deprel, EntityType, MentionId, MentionKind, Object, TokenId, Upos};

/// Finds the claims that the sentence's noun phrases make.
pub(super) fn extract(view: &View<'_>, sink: &mut ClaimSink<'_>) {
    for word in view.tokens.iter() {
        if let Some(mention) = view.mention_at(word) {
            nationality(view, sink, word);
            place_in_place(view, sink, mention);
            name_and_body(view, sink, mention);
            name_of_name(view, sink, mention);
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

/// "il combattente kazako Khamitov": a person's nationality, unless the noun is an office ("il presidente kazako").
fn nationality(view: &View<'_>, sink: &mut ClaimSink<'_>, adjective: TokenId) {
    let Some(country) = view.mention_at(adjective) else { return };
    let is_demonym = view.document.mention(country).kind == MentionKind::Demonym;
    let Some(noun) = view.head(adjective).filter(|_| is_demonym && view.token(adjective).deprel.is(Deprel::AMOD))
    else {
        return;
    };
    // The role may stand between ("French President Emmanuel Macron"), or the adjective may hang on a noun of the title ("il
    // ministro degli esteri russo").
    let between =
        (adjective.0 + 1..=noun.0).map(TokenId).take_while(|word| *word == noun || view.name_over(*word).is_none());
    let title = std::iter::once(noun).chain(view.ancestors(noun)).take_while(|word| view.is_nominal(*word)).take(3);
    if between.chain(title).any(|word| roles::is_role(view, word) && !view.lexicon.roles.is_private(view.lemma(word))) {
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

/// "Mario Rossi (Pd)": a person with the body in brackets.
fn name_and_body(view: &View<'_>, sink: &mut ClaimSink<'_>, inner: MentionId) {
    let kind_of = |name: MentionId| view.document.mention(name).entity_type;
    let mention = view.document.mention(inner);
    let open = mention.tokens.end;
    let is = |word: TokenId, form: &str| view.tokens.contains(word) && view.form(word) == form;
    if mention.kind != MentionKind::Name || kind_of(inner) != Some(EntityType::Person) || !is(open, "(") {
        return;
    }
    let word = TokenId(open.0 + 1);
    let Some(body) = view.tokens.contains(word).then(|| view.name_over(word)).flatten() else { return };
    let tokens = view.document.mention(body).tokens;
    let closed = is(tokens.end, ")") || is(tokens.end, ",") || is(tokens.end, "-");
    if kind_of(body) == Some(EntityType::Organization) && tokens.begin == word && closed {
        add(view, sink, "memberOf", mention.head, inner, body);
    }
}

/// "Bindi del Pd" is one of them; "il Pd di Bindi" is led by her.
fn name_of_name(view: &View<'_>, sink: &mut ClaimSink<'_>, first: MentionId) {
    let document = view.document;
    let mention = document.mention(first);
    let mut word = mention.tokens.end;
    let genitive = &view.lexicon.syntax.genitive;
    // "Kotlikoff, dell'Università di Boston"
    let comma = mention.entity_type == Some(EntityType::Person) && view.tokens.contains(word) && view.form(word) == ",";
    word.0 += u32::from(comma);
    let is_of = view.tokens.contains(word) && view.token(word).upos == Upos::Adp && genitive.contains(view.lemma(word));
    if mention.kind != MentionKind::Name || !is_of {
        return;
    }
    word.0 += 1;
    while view.tokens.contains(word) && view.token(word).upos == Upos::Det {
        word.0 += 1;
    }
    let Some(second) = view.tokens.contains(word).then(|| view.name_over(word)).flatten() else { return };
    let other = document.mention(second);
    let belongs = view.ancestors(other.head).take_while(|t| !view.is_verb(*t)).any(|t| mention.tokens.contains(t));
    if other.tokens.begin != word || !belongs {
        return;
    }
    match (mention.entity_type, other.entity_type) {
        (Some(EntityType::Person), Some(EntityType::Organization)) => {
            add(view, sink, "memberOf", mention.head, first, second);
        }
        (Some(EntityType::Organization), Some(EntityType::Person)) => {
            add(view, sink, "headOf", mention.head, second, first);
        }
        _ => {}
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
    } else if mark == "," && !is_set_beside(view, inner, word) {
        return;
    }
    let Some(outer) = view.tokens.contains(word).then(|| view.name_over(word)).flatten() else { return };
    if outer != inner && is_place_name(outer) && view.document.mention(outer).tokens.begin == word {
        let at = view.document.mention(inner).head;
        add(view, sink, "locatedIn", at, inner, outer);
    }
}

/// "Gafsa, Tunisia": whether the name that begins at a word describes the one before it, and is not the next of a list.
fn is_set_beside(view: &View<'_>, inner: MentionId, word: TokenId) -> bool {
    let name = view.tokens.contains(word).then(|| view.name_over(word)).flatten();
    name.is_some_and(|name| {
        let head = view.document.mention(name).head;
        let relation = view.token(head).deprel;
        let beside = relation.is(Deprel::APPOS) || relation == Deprel::NMOD_UNMARKED || relation == Deprel::NMOD;
        beside
            && view.lexicon.syntax.owners_come_first()
            && view.child(head, Deprel::CASE).is_none()
            && view.head(head).is_some_and(|above| view.document.mention(inner).tokens.contains(above))
    })
}

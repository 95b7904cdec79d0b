//! Patterns of the lexicon on the words of a sentence → claims.

use super::argument::{Argument, FROM_CLAUSE};
use super::factuality::Modality;
use super::lexicon::{Pattern, Slot, TriggerKind};
use super::sentence::View;
use super::{ClaimSink, NewClaim};
use crate::document::{Deprel, EntityType, MentionId, MentionKind, Object, TokenId, Upos};

/// Besides the symmetric ones, the relations of nouns whose subject may be that of the clause they stand in: "durante la visita
/// a Mosca X ha …".
const CLAUSE_RELATIONS: [&str; 2] = ["visited", "participatesIn"];

/// Tries every pattern whose trigger stands in the sentence.
pub(super) fn extract(view: &View<'_>, sink: &mut ClaimSink<'_>) {
    for word in view.tokens.iter() {
        let kind = match view.token(word).upos {
            Upos::Verb => TriggerKind::Verb,
            Upos::Noun | Upos::Propn => TriggerKind::Noun,
            Upos::Adj => TriggerKind::Adjective,
            _ => continue,
        };
        // A name is no description: "Alleanza Nazionale" allies nobody.
        if view.name_over(word).is_some() {
            continue;
        }
        let mut found = view.lexicon.patterns(kind, view.lemma(word)).peekable();
        if found.peek().is_none() {
            continue;
        }
        let arguments = match kind {
            TriggerKind::Verb => view.verb_arguments(word),
            TriggerKind::Noun => view.noun_arguments(word),
            TriggerKind::Adjective => view.adjective_arguments(word),
        };
        let modality = view.modality(word);
        // The pattern that asks for most words knows best: "chiedere scusa" is no request.
        let mut patterns: Vec<_> = found.collect();
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.companions.len()));
        let mut most = 0;
        for pattern in patterns {
            if pattern.companions.len() >= most && apply(view, word, pattern, &arguments, modality, sink) {
                most = pattern.companions.len();
            }
        }
    }
}

/// Adds the claims that a pattern makes; whether it made any.
fn apply(
    view: &View<'_>,
    trigger: TokenId,
    pattern: &Pattern,
    arguments: &[Argument],
    modality: Modality,
    sink: &mut ClaimSink<'_>,
) -> bool {
    if !fits_voice(view, trigger, pattern) {
        return false;
    }
    let Some(companions) = find_companions(view, trigger, pattern) else { return false };
    let mut arguments = arguments.to_vec();
    for companion in &companions {
        // "ha stretto un PATTO con X": the phrase may hang on the noun.
        arguments
            .extend(view.noun_arguments(*companion).into_iter().map(|a| Argument { distance: a.distance + 1, ..a }));
    }
    let takes_clause =
        sink.schema.is_symmetric(&pattern.relation) || CLAUSE_RELATIONS.contains(&pattern.relation.as_str());
    arguments.retain(|a| !companions.contains(&a.word) && (takes_clause || a.distance < FROM_CLAUSE));

    let subjects = fill(view, &pattern.subject, &arguments, |t| sink.schema_allows_subject(&pattern.relation, t));
    if subjects.is_empty() {
        return false;
    }
    let objects = fill(view, &pattern.object, &arguments, |t| sink.schema_allows_object(&pattern.relation, t));
    let modality = modality.with(pattern.flags);
    let mut add = |subject: MentionId, object: MentionId| {
        sink.add(
            view,
            NewClaim {
                subject,
                relation: pattern.relation.clone(),
                object: Object::Mention(object),
                modality,
                predicate: trigger,
                rule: pattern.rule.clone(),
                time: view.time_of(trigger),
            },
        );
    };
    if pattern.paired {
        for (i, subject) in subjects.iter().enumerate() {
            for object in &subjects[i + 1..] {
                add(*subject, *object);
            }
        }
        // "una lite tra i due Paesi": which two is told elsewhere.
        if let [both] = subjects[..]
            && view.is_dual(both)
        {
            add(both, both);
            return true;
        }
        return subjects.len() > 1;
    }
    for subject in &subjects {
        for object in &objects {
            add(*subject, *object);
        }
    }
    !objects.is_empty()
}

/// Whether the trigger has a reflexive clitic where the pattern wants one, and none that makes it another verb.
fn fits_voice(view: &View<'_>, trigger: TokenId, pattern: &Pattern) -> bool {
    if pattern.kind != TriggerKind::Verb {
        return true;
    }
    let clitic = view.has_reflexive_clitic(trigger);
    if pattern.reflexive { clitic } else { !clitic || view.is_passive(trigger) }
}

/// The words that a pattern wants beside its trigger, one for each; `None` where one is missing.
fn find_companions(view: &View<'_>, trigger: TokenId, pattern: &Pattern) -> Option<Vec<TokenId>> {
    let described = view.described_noun(trigger);
    pattern
        .companions
        .iter()
        .map(|lemmas| {
            let wanted = |word: &TokenId| {
                let form = view.lower(*word);
                lemmas.iter().any(|l| **l == *view.lemma(*word) || **l == *form)
            };
            // Dependants, theirs too within the phrase, and the noun that the trigger describes ("l'ACCORDO firmato da X").
            let near = view.children(trigger).flat_map(|child| {
                let phrase = (!view.is_verb(child)).then(|| view.children(child)).into_iter().flatten();
                std::iter::once(child).chain(phrase)
            });
            near.chain(described).find(wanted)
        })
        .collect()
}

/// The mentions that fill a slot: nearer arguments win, of equally near ones those of the earlier slot. What stands for an owner that it does not
/// name ("le truppe") comes last.
fn fill(
    view: &View<'_>,
    slots: &[Slot],
    arguments: &[Argument],
    allowed: impl Fn(EntityType) -> bool,
) -> Vec<MentionId> {
    let (owned, ownerless): (Vec<Argument>, Vec<Argument>) = arguments.iter().partition(|argument| {
        !view.mention_at(argument.word).is_some_and(|mention| view.lacks_owner(argument.word, mention))
    });
    let found = fill_from(view, slots, &owned, &allowed);
    if found.is_empty() { fill_from(view, slots, &ownerless, &allowed) } else { found }
}

fn fill_from(
    view: &View<'_>,
    slots: &[Slot],
    arguments: &[Argument],
    allowed: impl Fn(EntityType) -> bool,
) -> Vec<MentionId> {
    let mut best: Option<(u8, Vec<MentionId>)> = None;
    for slot in slots {
        let mut nearest = best.as_ref().map_or(u8::MAX, |(distance, _)| distance.saturating_sub(1));
        let mut found = Vec::new();
        for argument in arguments.iter().filter(|a| a.function == slot.function) {
            if argument.distance > nearest {
                continue;
            }
            let mentions = view.mentions_of(argument.word).into_iter().filter(|m| {
                let mention = view.document.mention(*m);
                // A nationality names its country only as an owner ("l'intervento americano").
                let demonym = mention.kind == MentionKind::Demonym && view.token(mention.head).deprel.is(Deprel::AMOD);
                let owner = slot.function == super::lexicon::Function::Genitive;
                // A pronoun or an unspoken subject stands for a person more often than for anything else.
                let unnamed = matches!(mention.kind, MentionKind::Pronoun | MentionKind::Implicit);
                let kind = mention.entity_type.or(unnamed.then_some(EntityType::Person));
                let fits = |t: EntityType| allowed(t) && (slot.types.is_empty() || slot.types.contains(&t));
                (!demonym || owner) && kind.is_none_or(fits)
            });
            let before = found.len();
            for mention in mentions {
                if !found.contains(&mention) {
                    found.push(mention);
                }
            }
            if found.len() > before {
                if argument.distance < nearest {
                    found.drain(..before);
                }
                nearest = argument.distance;
            }
        }
        if !found.is_empty() {
            best = Some((nearest, found));
            if nearest == 0 {
                break;
            }
        }
    }
    best.map_or_else(Vec::new, |(_, found)| found)
}

//! Patterns of the lexicon on the words of a sentence → claims.

use super::argument::Argument;
use super::factuality::Modality;
use super::lexicon::{Pattern, Slot, TriggerKind};
use super::sentence::View;
use super::{ClaimSink, NewClaim};
use crate::document::{Deprel, EntityType, MentionId, MentionKind, Object, TokenId, Upos};

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
        let mut patterns = view.lexicon.patterns(kind, view.lemma(word)).peekable();
        if patterns.peek().is_none() {
            continue;
        }
        let arguments = match kind {
            TriggerKind::Verb => view.verb_arguments(word),
            TriggerKind::Noun => view.noun_arguments(word),
            TriggerKind::Adjective => view.adjective_arguments(word),
        };
        let modality = view.modality(word);
        for pattern in patterns {
            apply(view, word, pattern, &arguments, modality, sink);
        }
    }
}

fn apply(
    view: &View<'_>,
    trigger: TokenId,
    pattern: &Pattern,
    arguments: &[Argument],
    modality: Modality,
    sink: &mut ClaimSink<'_>,
) {
    if !fits_voice(view, trigger, pattern) {
        return;
    }
    let Some(companions) = find_companions(view, trigger, pattern) else { return };
    let mut arguments = arguments.to_vec();
    for companion in &companions {
        // "ha stretto un PATTO con X": the phrase may hang on the noun.
        arguments
            .extend(view.noun_arguments(*companion).into_iter().map(|a| Argument { distance: a.distance + 1, ..a }));
    }
    arguments.retain(|a| !companions.contains(&a.word));

    let subjects = fill(view, &pattern.subject, &arguments, |t| sink.schema_allows_subject(&pattern.relation, t));
    if subjects.is_empty() {
        return;
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
        return;
    }
    for subject in &subjects {
        for object in &objects {
            add(*subject, *object);
        }
    }
}

/// Whether the trigger has a reflexive clitic where the pattern wants one, and none where another pattern would want it.
fn fits_voice(view: &View<'_>, trigger: TokenId, pattern: &Pattern) -> bool {
    if pattern.kind != TriggerKind::Verb {
        return true;
    }
    let clitic = view.has_reflexive_clitic(trigger);
    if pattern.reflexive {
        return clitic;
    }
    !clitic || !view.lexicon.patterns(TriggerKind::Verb, view.lemma(trigger)).any(|p| p.reflexive)
}

/// The words that a pattern wants beside its trigger, one for each; `None` where one is missing.
fn find_companions(view: &View<'_>, trigger: TokenId, pattern: &Pattern) -> Option<Vec<TokenId>> {
    pattern
        .companions
        .iter()
        .map(|lemmas| {
            let wanted = |word: &TokenId| {
                let lemma = view.lemma(*word);
                lemmas.iter().any(|l| **l == *lemma) || {
                    let form = view.form(*word).to_lowercase();
                    lemmas.iter().any(|l| **l == *form)
                }
            };
            let below = view.children(trigger).flat_map(|child| std::iter::once(child).chain(view.children(child)));
            below.into_iter().find(wanted)
        })
        .collect()
}

/// The mentions that fill the first slot that can be filled; nearer arguments win.
fn fill(
    view: &View<'_>,
    slots: &[Slot],
    arguments: &[Argument],
    allowed: impl Fn(EntityType) -> bool,
) -> Vec<MentionId> {
    for slot in slots {
        let mut nearest = u8::MAX;
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
                (!demonym || owner)
                    && mention
                        .entity_type
                        .is_none_or(|t| allowed(t) && (slot.types.is_empty() || slot.types.contains(&t)))
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
            return found;
        }
    }
    Vec::new()
}

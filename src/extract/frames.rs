//! Patterns of the lexicon on the words of a sentence → claims.

use super::argument::{Argument, FROM_CLAUSE};
use super::factuality::Modality;
use super::lexicon::{Function, Pattern, Slot, TriggerKind};
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
    arguments.retain(|a| takes_clause || a.distance < FROM_CLAUSE);
    let filler = Filler { view, trigger, arguments: &arguments, companions: &companions };
    let subjects = filler.fill(&pattern.subject, &[], |t| sink.schema_allows_subject(&pattern.relation, t));
    if subjects.is_empty() {
        return false;
    }
    let taken = if pattern.paired { &[] } else { subjects.as_slice() };
    let objects = filler.fill(&pattern.object, taken, |t| sink.schema_allows_object(&pattern.relation, t));
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

/// Whether the trigger has the reflexive clitic or the particle that the pattern wants, and none that makes it another verb.
fn fits_voice(view: &View<'_>, trigger: TokenId, pattern: &Pattern) -> bool {
    if pattern.kind != TriggerKind::Verb {
        return true;
    }
    let has_particle = match &pattern.particle {
        Some(particle) => view.children(trigger).any(|child| *view.lower(child) == **particle),
        None => view.child(trigger, Deprel::COMPOUND_PRT).is_none_or(|particle| {
            let form = view.lower(particle);
            pattern.companions.iter().flatten().any(|companion| **companion == *form)
        }),
    };
    let clitic = view.has_reflexive_clitic(trigger);
    has_particle && if pattern.reflexive { clitic } else { !clitic || view.is_passive(trigger) }
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
            // Dependants, theirs too within the phrase, modals and markers of a clause, and the noun that the trigger describes
            // ("l'ACCORDO firmato da X").
            let near = view.children(trigger).flat_map(|child| {
                let is_clause = view.is_verb(child) || view.token(child).deprel == Deprel::CCOMP;
                let inner = view.children(child).filter(move |c| {
                    let relation = view.token(*c).deprel;
                    !is_clause || relation.is(Deprel::AUX) || relation.is(Deprel::MARK)
                });
                std::iter::once(child).chain(inner)
            });
            near.chain(described).find(wanted)
        })
        .collect()
}

/// What the slots of a pattern are filled from.
struct Filler<'f, 'd> {
    view: &'f View<'d>,
    trigger: TokenId,
    arguments: &'f [Argument],
    /// Words of the pattern itself, which fill no slot.
    companions: &'f [TokenId],
}

impl Filler<'_, '_> {
    /// The mentions, others than those `taken`, that fill a slot: nearer arguments win, of equally near ones those of the
    /// earlier slot. What
    /// stands for an owner that it does not name ("le truppe") comes last.
    fn fill(&self, slots: &[Slot], taken: &[MentionId], allowed: impl Fn(EntityType) -> bool) -> Vec<MentionId> {
        let view = self.view;
        let (owned, ownerless): (Vec<Argument>, Vec<Argument>) = self.arguments.iter().partition(|argument| {
            !view.mention_at(argument.word).is_some_and(|mention| view.lacks_owner(argument.word, mention))
        });
        let found = self.fill_from(slots, &owned, taken, &allowed);
        if found.is_empty() { self.fill_from(slots, &ownerless, taken, &allowed) } else { found }
    }

    fn fill_from(
        &self,
        slots: &[Slot],
        arguments: &[Argument],
        taken: &[MentionId],
        allowed: impl Fn(EntityType) -> bool,
    ) -> Vec<MentionId> {
        let mut best: Option<(u8, Vec<MentionId>)> = None;
        for slot in slots {
            // A later slot must offer something nearer.
            let mut nearest = best.as_ref().map_or(u8::MAX, |(distance, _)| distance.saturating_sub(1));
            let mut found: Vec<MentionId> = Vec::new();
            for argument in arguments.iter().filter(|a| a.function == slot.function) {
                for (mention, depth) in self.candidates(slot, argument) {
                    let distance = argument.distance.saturating_add(depth);
                    let fits = self.may_fill(slot, mention, argument.word, &allowed);
                    if distance > nearest || !fits || taken.contains(&mention) || found.contains(&mention) {
                        continue;
                    }
                    if distance < nearest {
                        found.clear();
                        nearest = distance;
                    }
                    found.push(mention);
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

    /// The mentions that an argument offers for a slot, with how far down they were found.
    fn candidates(&self, slot: &Slot, argument: &Argument) -> Vec<(MentionId, u8)> {
        let view = self.view;
        let word = match slot.function {
            Function::Clause if !slot.within => view.actor_of_clause(argument.word),
            Function::Clause => None,
            _ => Some(argument.word),
        };
        let own = word.filter(|word| !self.companions.contains(word)).into_iter().flat_map(|w| view.mentions_of(w));
        let own = own.map(|mention| (mention, 0));
        let inner = slot.within.then(|| view.mentions_within(argument.word, self.trigger)).into_iter().flatten();
        own.chain(inner).collect()
    }

    fn may_fill(&self, slot: &Slot, id: MentionId, word: TokenId, allowed: impl Fn(EntityType) -> bool) -> bool {
        let view = self.view;
        let mention = view.document.mention(id);
        // A nationality names its country only as an owner ("l'intervento americano").
        let owner = slot.within || matches!(slot.function, Function::Genitive | Function::Possessive);
        let describes = mention.kind == MentionKind::Demonym && view.token(mention.head).deprel.is(Deprel::AMOD);
        // A pronoun or an unspoken subject stands for a person more often than for anything else.
        let unnamed = matches!(mention.kind, MentionKind::Pronoun | MentionKind::Implicit);
        let kind = mention.entity_type.or(unnamed.then_some(EntityType::Person));
        let fits = |t: EntityType| allowed(t) && (slot.types.is_empty() || slot.types.contains(&t));
        (owner || !describes || mention.head != word) && kind.is_none_or(fits)
    }
}

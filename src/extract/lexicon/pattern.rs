//! One line of the relation lexicon → a [`Pattern`].
//!
//! The form is told in `src/extract/README.md`: `ritirare + truppa|contingente: subj > da; future`.

use super::Prepositions;
use crate::document::{Certainty, EntityType, Relation, RuleName};

/// Which part of speech triggers a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TriggerKind {
    Verb,
    Noun,
    Adjective,
}

/// A preposition of the lexicon, simple ("da") or a phrase ("nei confronti di").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PrepositionId(pub(super) u16);

/// A grammatical function, deep: passives and the like are undone before patterns are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Function {
    Subject,
    Object,
    Dative,
    /// "di X", "X's", a possessive, an adjective of nationality, or a name put before a noun.
    Genitive,
    /// The same without "di X": an owner that is told by a word of its own form or place.
    Possessive,
    Preposition(PrepositionId),
    /// A clause that completes the trigger ("demands that X leave"); as an end of a relation, the one who acts in it.
    Clause,
}

/// Where one end of a relation is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) function: Function,
    /// What is named anywhere inside that phrase or clause counts too, the nearest first.
    pub(crate) within: bool,
    /// What may fill it; empty for anything that the relation allows.
    pub(crate) types: Vec<EntityType>,
}

/// What a trigger says of its own claim ("scongiurare": negative).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flags {
    pub(crate) negative: bool,
    pub(crate) future: bool,
    pub(crate) certainty: Certainty,
}

/// How one word or turn of phrase states a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) relation: Relation,
    pub(crate) rule: RuleName,
    pub(crate) kind: TriggerKind,
    /// The trigger must carry a reflexive clitic.
    pub(crate) reflexive: bool,
    /// The particle that makes the verb: "step DOWN".
    pub(crate) particle: Option<Box<str>>,
    /// Each of these must be found among the trigger's dependants, by one of its lemmas.
    pub(crate) companions: Vec<Vec<Box<str>>>,
    /// Alternatives for the subject, best first.
    pub(crate) subject: Vec<Slot>,
    /// Alternatives for the object, best first.
    pub(crate) object: Vec<Slot>,
    /// Both ends are members of one plural.
    pub(crate) paired: bool,
    pub(crate) flags: Flags,
}

impl Pattern {
    /// Whether a direct object fills one of its ends, or is a word that it asks for ("stringere un PATTO").
    pub(crate) fn takes_object(&self) -> bool {
        let object = |slot: &Slot| slot.function == Function::Object;
        !self.companions.is_empty() || self.subject.iter().chain(&self.object).any(object)
    }
}

/// The parsed left-hand side of a pattern.
struct Trigger<'t> {
    lemmas: Vec<&'t str>,
    companions: Vec<Vec<Box<str>>>,
}

/// What every pattern of one list shares.
pub(super) struct Context<'c> {
    pub(super) language: &'c str,
    pub(super) relation: &'c str,
    pub(super) kind: TriggerKind,
    /// Endings of reflexive infinitives and of the plain ones: ("arsi", "are").
    pub(super) reflexive_endings: &'c [(String, String)],
}

/// Reads one line; gives a pattern for each trigger lemma, with that lemma.
pub(super) fn parse(
    line: &str,
    context: &Context<'_>,
    prepositions: &mut Prepositions,
) -> Result<Vec<(Box<str>, Pattern)>, String> {
    let (triggers, rest) = line.split_once(':').ok_or("a pattern needs a colon: \"lemma: subj > obj\"")?;
    let (slots, flags) = rest.split_once(';').unwrap_or((rest, ""));
    let flags = parse_flags(flags)?;
    let (paired, (left, right)) = match (slots.split_once('>'), slots.split_once('&')) {
        (Some(sides), None) => (false, sides),
        (None, Some(sides)) => (true, sides),
        _ => return Err("slots need one \">\" or one \"&\": \"subj > da\"".into()),
    };
    let subject = parse_slots(left, prepositions)?;
    let object = parse_slots(right, prepositions)?;
    let paired = paired && subject == object;

    let mut patterns = Vec::new();
    for trigger in triggers.split(',') {
        let Trigger { lemmas, companions } = parse_trigger(trigger)?;
        for lemma in lemmas {
            let (plain, reflexive) = match context.kind {
                TriggerKind::Verb => plain_infinitive(lemma, context.reflexive_endings),
                _ => (lemma.into(), false),
            };
            let rule = format!("{}.{}.{}", context.language, context.relation, lemma.replace(' ', "_"));
            let (plain, particle) = match plain.split_once(' ') {
                Some((verb, particle)) if context.kind == TriggerKind::Verb => (verb.into(), Some(particle.into())),
                _ => (plain, None),
            };
            patterns.push((
                plain,
                Pattern {
                    relation: context.relation.into(),
                    rule: rule.as_str().into(),
                    kind: context.kind,
                    reflexive,
                    particle,
                    companions: companions.clone(),
                    subject: subject.clone(),
                    object: object.clone(),
                    paired,
                    flags,
                },
            ));
        }
    }
    Ok(patterns)
}

/// "ritirarsi" → ("ritirare", reflexive).
fn plain_infinitive(lemma: &str, endings: &[(String, String)]) -> (Box<str>, bool) {
    let longest = endings.iter().filter(|(from, _)| lemma.ends_with(from.as_str())).max_by_key(|(from, _)| from.len());
    match longest {
        Some((from, to)) => (format!("{}{to}", &lemma[..lemma.len() - from.len()]).into(), true),
        None => (lemma.into(), false),
    }
}

fn parse_trigger(text: &str) -> Result<Trigger<'_>, String> {
    let mut parts = text.split('+').map(|part| part.split('|').map(str::trim).collect::<Vec<_>>());
    let lemmas = parts.next().unwrap_or_default();
    let companions: Vec<Vec<Box<str>>> = parts.map(|part| part.into_iter().map(Box::from).collect()).collect();
    let empty = |lemma: &str| lemma.is_empty();
    if lemmas.iter().any(|l| empty(l)) || companions.iter().flatten().any(|l| empty(l)) {
        return Err(format!("an empty lemma in \"{}\"", text.trim()));
    }
    Ok(Trigger { lemmas, companions })
}

fn parse_slots(text: &str, prepositions: &mut Prepositions) -> Result<Vec<Slot>, String> {
    text.split('/').map(|slot| parse_slot(slot.trim(), prepositions)).collect()
}

fn parse_slot(text: &str, prepositions: &mut Prepositions) -> Result<Slot, String> {
    let (name, types) = match text.split_once('{') {
        Some((name, types)) => (name.trim(), types.strip_suffix('}').ok_or("a type list ends with \"}\"")?),
        None => (text, ""),
    };
    let (name, within) = name.strip_prefix("within ").map_or((name, false), |inner| (inner.trim(), true));
    let function = match name {
        "" => return Err("an empty slot".into()),
        "subj" => Function::Subject,
        "obj" => Function::Object,
        "iobj" => Function::Dative,
        "gen" => Function::Genitive,
        "poss" => Function::Possessive,
        "clause" => Function::Clause,
        preposition => Function::Preposition(prepositions.add(preposition)),
    };
    Ok(Slot { function, within, types: parse_types(types)? })
}

fn parse_types(text: &str) -> Result<Vec<EntityType>, String> {
    let mut types = Vec::new();
    for name in text.split('|').map(str::trim).filter(|name| !name.is_empty()) {
        match name {
            "Actor" => types.extend(EntityType::ACTORS),
            "Thing" => return Ok(Vec::new()),
            "Event" => types.push(EntityType::NamedEvent),
            _ => types.push(name.parse().map_err(|()| format!("\"{name}\" is no type of entity"))?),
        }
    }
    Ok(types)
}

fn parse_flags(text: &str) -> Result<Flags, String> {
    let mut flags = Flags::default();
    for flag in text.split(',').map(str::trim).filter(|flag| !flag.is_empty()) {
        match flag {
            "negative" => flags.negative = true,
            "future" => flags.future = true,
            "probable" => flags.certainty = Certainty::Probable,
            "possible" => flags.certainty = Certainty::Possible,
            "unspecified" => flags.certainty = Certainty::Unspecified,
            _ => return Err(format!("\"{flag}\" is no flag: negative, future, probable, possible, unspecified")),
        }
    }
    Ok(flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Vec<(Box<str>, Pattern)>, String> {
        let endings = [("arsi".to_owned(), "are".to_owned()), ("porsi".to_owned(), "porre".to_owned())];
        let context = Context { language: "it", relation: "r", kind: TriggerKind::Verb, reflexive_endings: &endings };
        parse(line, &context, &mut Prepositions::default())
    }

    #[test]
    fn a_line_gives_a_pattern_for_each_lemma() {
        let patterns = read("ritirarsi, mettere|porre + accusa|stato: subj/da parte di > da{Place}; future").unwrap();
        let lemmas: Vec<_> = patterns.iter().map(|(lemma, _)| &**lemma).collect();
        assert_eq!(lemmas, ["ritirare", "mettere", "porre"]);
        assert!(patterns[0].1.reflexive && !patterns[1].1.reflexive);
        assert_eq!(patterns[1].1.companions, [["accusa".into(), "stato".into()]]);
        assert_eq!(patterns[0].1.subject.len(), 2);
        assert_eq!(patterns[0].1.object[0].types, [EntityType::Place]);
        assert!(patterns[0].1.flags.future);
        assert_eq!(patterns[2].1.rule.as_str(), "it.r.porre");
    }

    #[test]
    fn particles_and_inner_slots() {
        let patterns = read("pull out, call: subj/poss > from/within obj/clause").unwrap();
        assert_eq!(&*patterns[0].0, "pull");
        assert_eq!(patterns[0].1.particle.as_deref(), Some("out"));
        assert_eq!(patterns[0].1.rule.as_str(), "it.r.pull_out");
        assert_eq!(patterns[1].1.particle, None);
        let object: Vec<_> = patterns[1].1.object.iter().map(|slot| (slot.function, slot.within)).collect();
        assert_eq!(object[1..], [(Function::Object, true), (Function::Clause, false)]);
        assert_eq!(patterns[1].1.subject[1].function, Function::Possessive);
    }

    #[test]
    fn what_is_wrong_is_told() {
        for line in
            ["parlare subj > con", "parlare: subj con", "parlare: > con", ": subj > con", "a: subj > con; often"]
        {
            assert!(read(line).is_err(), "{line}");
        }
        assert!(read("a: subj{Planet} > obj").unwrap_err().contains("Planet"));
    }
}

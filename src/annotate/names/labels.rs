//! Labels of words ↔ names: each word is outside, or at the beginning, inside, at the end, or all of a name of one type.

use std::ops::Range;

use crate::{document::EntityType, model::Transitions};

/// The types of names that the model tells apart.
const TYPES: [EntityType; 3] = [EntityType::Person, EntityType::Place, EntityType::Organization];

/// How many labels there are: outside, and four places in a name of each type.
pub const LABELS: usize = 1 + 4 * TYPES.len();

/// The label of a word that is part of no name.
const OUTSIDE: usize = 0;

const BEGIN: usize = 0;
const INSIDE: usize = 1;
const LAST: usize = 2;
const UNIT: usize = 3;

/// A name in a sentence: which of its words, and what kind of thing they name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSpan {
    /// The words, counted from the start of the sentence.
    pub words: Range<usize>,
    /// What they name.
    pub entity_type: EntityType,
}

fn label(kind: usize, place: usize) -> usize {
    1 + 4 * kind + place
}

/// The type's number and the place in the name; `None` outside.
fn parts(label: usize) -> Option<(usize, usize)> {
    label.checked_sub(1).map(|l| (l / 4, l % 4))
}

/// The labels of a sentence of `len` words with these names; names of other types are left out.
pub fn encode(len: usize, names: &[NameSpan]) -> Vec<usize> {
    let mut labels = vec![OUTSIDE; len];
    for name in names {
        let Some(kind) = TYPES.iter().position(|t| *t == name.entity_type) else { continue };
        let Some(words) = labels.get_mut(name.words.clone()) else { continue };
        match words {
            [] => {}
            [unit] => *unit = label(kind, UNIT),
            [first, middle @ .., last] => {
                *first = label(kind, BEGIN);
                middle.fill(label(kind, INSIDE));
                *last = label(kind, LAST);
            }
        }
    }
    labels
}

/// The names of a sentence with these labels.
pub fn decode(labels: &[usize]) -> Vec<NameSpan> {
    let mut names = Vec::new();
    let mut start = 0;
    for (i, label) in labels.iter().enumerate() {
        let Some((kind, place)) = parts(*label) else { continue };
        if place == BEGIN || place == UNIT {
            start = i;
        }
        if place == LAST || place == UNIT {
            names.push(NameSpan { words: start..i + 1, entity_type: TYPES[kind] });
        }
    }
    names
}

/// Transitions that forbid what is no sequence of whole names: no end without its beginning. A name that the sentence's
/// end cuts off cannot be forbidden by a step; [`decode`] leaves it out.
pub fn legal() -> Transitions {
    let mut transitions = Transitions::new(LABELS);
    for from in std::iter::once(None).chain((0..LABELS).map(Some)) {
        let open = from.and_then(parts).filter(|(_, place)| matches!(*place, BEGIN | INSIDE)).map(|(kind, _)| kind);
        for to in 0..LABELS {
            let goes_on = parts(to).filter(|(_, place)| matches!(*place, INSIDE | LAST)).map(|(kind, _)| kind);
            if open != goes_on {
                transitions.set(from, to, Transitions::NEVER);
            }
        }
    }
    transitions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_to_labels_and_back() {
        let names = vec![
            NameSpan { words: 0..1, entity_type: EntityType::Place },
            NameSpan { words: 1..4, entity_type: EntityType::Person },
            NameSpan { words: 5..7, entity_type: EntityType::Organization },
        ];
        let labels = encode(8, &names);
        assert_eq!(decode(&labels), names);
        let transitions = legal();
        let steps = labels.iter().zip(std::iter::once(None).chain(labels.iter().map(Some)));
        for (to, from) in steps {
            assert_eq!(transitions.get(from.copied(), *to), 0);
        }
        assert_eq!(transitions.get(None, label(0, LAST)), Transitions::NEVER);
        assert_eq!(transitions.get(Some(label(0, BEGIN)), OUTSIDE), Transitions::NEVER);
    }
}

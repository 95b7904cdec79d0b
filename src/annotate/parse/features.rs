//! A state of the parser → the features by which the next move, or the relation of an arc, is chosen (after Zhang & Nivre
//! 2011).

use super::{
    super::{lexicon::Morph, words::Words},
    state::{NONE, State},
};
use crate::{
    document::{Feature, Upos},
    model::Hash,
};

/// What the parser sees of one word.
#[derive(Debug, Clone, Copy)]
pub struct Atom {
    /// The form, lower-cased.
    pub form: u32,
    /// The lemma.
    pub lemma: u32,
    /// The part of speech.
    pub upos: u32,
    /// The part of speech with those features that tell what the word can do: form of the verb, kind of pronoun.
    pub tag: u32,
    /// Gender, number and person.
    pub agreement: u32,
    /// Clusters, coarse and fine.
    pub clusters: [u32; 2],
}

/// What stands where no word is.
const ABSENT: Atom = Atom { form: 1, lemma: 1, upos: 30, tag: 30, agreement: 0, clusters: [1; 2] };
/// The root of the tree.
const ROOT: Atom = Atom { form: 2, lemma: 2, upos: 31, tag: 31, agreement: 0, clusters: [2; 2] };

/// The words of a sentence as the parser sees them; the root comes last.
#[derive(Debug, Clone, Default)]
pub struct Atoms {
    atoms: Vec<Atom>,
    /// For each word how many verbs, commas, conjunctions and colons stand before it.
    before: Vec<[u16; 4]>,
}

impl Atoms {
    /// Looks at the words of a sentence; `lemmas` holds their hashes.
    pub fn fill(&mut self, words: &Words, morphs: &[Morph], lemmas: &[u32]) {
        self.atoms.clear();
        self.before.clear();
        let mut before = [0u16; 4];
        for (i, (morph, lemma)) in morphs.iter().zip(lemmas).enumerate() {
            let (word, features) = (words.at(i), morph.features);
            let upos = morph.upos as u32;
            let tag = [Feature::VerbForm, Feature::PronType, Feature::Poss, Feature::Clitic, Feature::NumType]
                .into_iter()
                .fold(Hash::template(upos), |hash, feature| hash.with(features.code(feature)))
                .finish();
            let agreement = features.code(Feature::Gender)
                | features.code(Feature::Number) << 2
                | features.code(Feature::Person) << 4;
            self.atoms.push(Atom { form: word.lower, lemma: *lemma, upos, tag, agreement, clusters: word.clusters });
            self.before.push(before);
            let kind = match morph.upos {
                Upos::Verb => Some(0),
                Upos::Punct => Some(1),
                Upos::Cconj => Some(2),
                Upos::Sconj | Upos::Pron => Some(3),
                _ => None,
            };
            if let Some(kind) = kind {
                before[kind] += 1;
            }
        }
        self.atoms.push(ROOT);
        self.before.push(before);
    }

    #[inline]
    pub(super) fn at(&self, word: u32) -> &Atom {
        self.atoms.get(word as usize).unwrap_or(&ABSENT)
    }

    /// What stands between two words: verbs, punctuation, conjunctions, pronouns; none, one, more of each.
    fn between(&self, from: u32, to: u32) -> u32 {
        let (Some(a), Some(b)) = (self.before.get(from as usize + 1), self.before.get(to as usize)) else { return 255 };
        a.iter().zip(b).fold(0, |code, (a, b)| code << 2 | u32::from(b.saturating_sub(*a).min(2)))
    }
}

/// A distance as one of a few steps.
fn distance(from: u32, to: u32) -> u32 {
    if from == NONE || to == NONE {
        return 0;
    }
    match to.abs_diff(from) {
        d @ 0..=4 => d,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// Which of a word's own kinds of dependants it has, from the bits of [`Node::labels`](super::state::Node).
fn node(state: &State, word: u32) -> super::state::Node {
    state.nodes.get(word as usize).copied().unwrap_or(super::state::Node {
        head: NONE,
        label: 0,
        left: [NONE; 2],
        right: [NONE; 2],
        valency: [0; 2],
        labels: 0,
        marker: 0,
    })
}

/// A feature list in the making; templates are numbered as they come.
struct List<'l> {
    out: &'l mut Vec<u32>,
    template: u32,
}

impl List<'_> {
    #[inline]
    fn add<const N: usize>(&mut self, parts: [u32; N]) {
        let start = Hash::template(self.template);
        self.template += 1;
        self.out.push(parts.into_iter().fold(start, Hash::with).finish());
    }
}

/// The features by which the next move is chosen. `core` masks the labels of dependants that matter (see
/// [`super::Parser`]).
pub fn move_features(state: &State, atoms: &Atoms, core: u64, out: &mut Vec<u32>) {
    out.clear();
    let mut list = List { out, template: 1000 };
    let (s0, s1, s2) = (state.stacked(0), state.stacked(1), state.stacked(2));
    let (b0, b1, b2, b3) = (state.ahead(0), state.ahead(1), state.ahead(2), state.ahead(3));
    let (n0, n1, nb) = (node(state, s0), node(state, s1), node(state, b0));
    let (a0, a1, a2) = (atoms.at(s0), atoms.at(s1), atoms.at(s2));
    let (c0, c1, c2, c3) = (atoms.at(b0), atoms.at(b1), atoms.at(b2), atoms.at(b3));
    let mask = |labels: u64| {
        let labels = labels & core;
        (labels ^ (labels >> 32)) as u32
    };
    let (m0, m1, mb) = (mask(n0.labels), mask(n1.labels), mask(nb.labels));
    let (l0, r0) = (atoms.at(n0.left[0]), atoms.at(n0.right[0]));
    let (r1, lb) = (atoms.at(n1.right[0]), atoms.at(nb.left[0]));
    let label = |word: u32| u32::from(node(state, word).label);
    let (d0, d1) = (distance(s0, b0), distance(s1, s0));

    list.add([]);
    // One word.
    list.add([a0.lemma, a0.tag]);
    list.add([a0.tag]);
    list.add([a0.form]);
    list.add([a1.lemma, a1.tag]);
    list.add([a1.tag]);
    list.add([c0.lemma, c0.tag]);
    list.add([c0.form]);
    list.add([c0.tag]);
    list.add([c1.lemma, c1.tag]);
    list.add([c1.tag]);
    list.add([c2.lemma, c2.tag]);
    list.add([a2.lemma, a2.tag]);
    list.add([a0.clusters[1]]);
    list.add([c0.clusters[1]]);
    // Two words.
    list.add([a0.lemma, a0.tag, c0.lemma, c0.tag]);
    list.add([a0.lemma, c0.tag]);
    list.add([a0.tag, c0.lemma]);
    list.add([a0.lemma, c0.lemma]);
    list.add([a0.tag, c0.tag]);
    list.add([a1.lemma, a0.lemma]);
    list.add([a1.lemma, a0.tag]);
    list.add([a1.tag, a0.lemma]);
    list.add([a1.tag, a0.tag]);
    list.add([a1.lemma, c0.tag]);
    list.add([a1.tag, c0.lemma]);
    list.add([a1.lemma, c0.lemma]);
    list.add([c0.tag, c1.tag]);
    list.add([c0.lemma, c1.tag]);
    list.add([c0.tag, c1.lemma]);
    list.add([a0.clusters[1], c0.clusters[1]]);
    list.add([a1.clusters[1], a0.clusters[1]]);
    list.add([a1.clusters[1], c0.clusters[1]]);
    list.add([a0.clusters[0], c0.tag, a1.tag]);
    // Agreement.
    list.add([a0.upos, a0.agreement, c0.upos, c0.agreement]);
    list.add([a1.upos, a1.agreement, a0.upos, a0.agreement]);
    // Three words and more.
    list.add([a0.tag, c0.tag, c1.tag]);
    list.add([c0.tag, c1.tag, c2.tag]);
    list.add([c0.upos, c1.upos, c2.upos, c3.upos]);
    list.add([a1.tag, a0.tag, c0.tag]);
    list.add([a2.tag, a1.tag, a0.tag]);
    list.add([a1.tag, a0.tag, c0.tag, c1.tag]);
    list.add([a0.lemma, c0.tag, c1.tag]);
    list.add([a0.tag, c0.lemma, c1.tag]);
    list.add([a1.lemma, a0.tag, c0.tag]);
    list.add([a1.tag, a0.lemma, c0.tag]);
    list.add([a1.tag, a0.tag, c0.lemma]);
    list.add([a2.upos, a1.upos, a0.upos, c0.upos]);
    list.add([a1.upos, a0.upos, c0.upos, c1.upos, c2.upos]);
    // Prepositions and conjunctions that introduce a word.
    list.add([n0.marker, a0.tag, a1.tag]);
    list.add([n0.marker, a1.lemma]);
    list.add([n0.marker, a1.lemma, a0.lemma]);
    list.add([n0.marker, a1.tag, c0.tag]);
    list.add([n0.marker, n1.marker, a1.tag]);
    list.add([a2.lemma, n0.marker, a1.upos]);
    list.add([a2.tag, n1.marker, a1.tag, n0.marker, a0.tag]);
    list.add([n1.marker, a1.tag, c0.lemma]);
    list.add([n0.marker, a1.clusters[1]]);
    // Distance, dependants so far.
    list.add([a0.tag, c0.tag, d0]);
    list.add([a0.lemma, d0]);
    list.add([c0.lemma, d0]);
    list.add([a1.tag, a0.tag, d1]);
    list.add([a1.lemma, d1]);
    list.add([a0.tag, u32::from(n0.valency[0]), u32::from(n0.valency[1])]);
    list.add([a0.lemma, u32::from(n0.valency[1])]);
    list.add([a1.tag, u32::from(n1.valency[0]), u32::from(n1.valency[1])]);
    list.add([c0.tag, u32::from(nb.valency[0])]);
    list.add([c0.lemma, u32::from(nb.valency[0])]);
    list.add([a0.tag, m0]);
    list.add([a0.lemma, m0]);
    list.add([a0.tag, m0, c0.tag]);
    list.add([a1.tag, m1, a0.tag, m0]);
    list.add([a1.lemma, m1, a0.tag]);
    list.add([c0.tag, mb, a0.tag]);
    list.add([a0.tag, l0.tag, label(n0.left[0])]);
    list.add([a0.tag, r0.tag, label(n0.right[0])]);
    list.add([a0.tag, r0.lemma, c0.tag]);
    list.add([a1.tag, r1.tag, label(n1.right[0]), a0.tag]);
    list.add([a0.tag, l0.lemma, c0.tag]);
    list.add([c0.tag, lb.tag, label(nb.left[0]), a0.tag]);
    list.add([c0.tag, lb.lemma]);
    list.add([a1.tag, a0.tag, l0.tag, label(n0.left[1])]);
    list.add([a1.tag, a0.tag, r0.tag, label(n0.right[1])]);
    // What lies between.
    list.add([a0.tag, c0.tag, atoms.between(s0, b0)]);
    list.add([a1.tag, a0.tag, atoms.between(s1, s0)]);
    list.add([a1.tag, c0.tag, atoms.between(s1, b0)]);
    list.add([u32::from(b0 == state.root()), u32::from(s1 == NONE), a0.tag]);
}

/// The features by which the relation of the arc from `head` to `dependant` is chosen, at the moment it is made.
pub fn label_features(state: &State, atoms: &Atoms, head: u32, dependant: u32, core: u64, out: &mut Vec<u32>) {
    out.clear();
    let mut list = List { out, template: 2000 };
    let (h, d) = (atoms.at(head), atoms.at(dependant));
    let (nh, nd) = (node(state, head), node(state, dependant));
    let left = u32::from(dependant < head);
    let mask = |labels: u64| {
        let labels = labels & core;
        (labels ^ (labels >> 32)) as u32
    };
    let (mh, md) = (mask(nh.labels), mask(nd.labels));
    let sibling = if left == 1 { nh.left[0] } else { nh.right[0] };
    let (sib, sib_label) = (atoms.at(sibling), u32::from(node(state, sibling).label));
    let (last, next) = (atoms.at(dependant.wrapping_sub(1)), atoms.at(dependant + 1));
    let (h_last, h_next) = (atoms.at(head.wrapping_sub(1)), atoms.at(head.saturating_add(1)));
    let (dl, dr) = (atoms.at(nd.left[0]), atoms.at(nd.right[0]));
    let label = |word: u32| u32::from(node(state, word).label);
    let far = distance(dependant, head);
    let first = u32::from(dependant == 0);

    list.add([left]);
    list.add([left, h.lemma, d.lemma]);
    list.add([left, h.tag, d.tag]);
    list.add([left, h.lemma, d.tag]);
    list.add([left, h.tag, d.lemma]);
    list.add([left, h.tag, d.form]);
    list.add([left, h.upos, d.upos, far]);
    list.add([left, d.lemma]);
    list.add([left, d.form]);
    list.add([left, d.tag]);
    list.add([left, h.lemma]);
    list.add([left, d.clusters[1], h.tag]);
    list.add([left, d.clusters[1], h.clusters[1]]);
    list.add([left, d.clusters[0], h.lemma]);
    list.add([left, d.clusters[1], nd.marker, h.tag]);
    list.add([left, nd.marker, d.tag, h.tag]);
    list.add([left, nd.marker, d.lemma, h.tag]);
    list.add([left, nd.marker, h.lemma]);
    list.add([left, nd.marker, h.lemma, d.tag]);
    list.add([left, nd.marker, d.lemma, h.lemma]);
    list.add([left, nd.marker, d.upos, h.upos, md]);
    list.add([left, h.tag, mh, d.tag]);
    list.add([left, h.lemma, mh, d.tag]);
    list.add([left, h.tag, mh, d.lemma]);
    list.add([left, h.tag, mh, d.tag, nd.marker]);
    list.add([left, d.tag, md, h.tag]);
    list.add([left, d.lemma, md]);
    list.add([left, h.agreement, d.agreement, h.tag, d.tag]);
    list.add([left, sib_label, sib.tag, h.tag, d.tag]);
    list.add([left, sib_label, d.tag, nd.marker, h.upos]);
    list.add([left, last.tag, d.tag, h.tag]);
    list.add([left, next.tag, d.tag, h.tag]);
    list.add([left, last.lemma, d.tag, h.tag]);
    list.add([left, next.lemma, d.tag]);
    list.add([left, h_last.tag, h.tag, d.tag]);
    list.add([left, h_next.tag, h.tag, d.tag]);
    list.add([left, d.tag, dl.tag, label(nd.left[0]), h.upos]);
    list.add([left, d.tag, dr.tag, label(nd.right[0]), h.upos]);
    list.add([left, d.tag, dl.lemma, h.tag]);
    list.add([left, atoms.between(dependant.min(head), dependant.max(head)), d.tag, h.tag]);
    list.add([left, far, d.tag, first, h.tag]);
    list.add([left, u32::from(nh.valency[0]), u32::from(nh.valency[1]), d.tag, h.tag]);
    list.add([left, nh.marker, h.tag, d.tag]);
    list.add([left, nh.marker, h.tag, d.lemma]);
    list.add([left, last.form, d.form, next.form]);
}

//! Trees → the parser's sections.
//!
//! A dynamic oracle (Goldberg & Nivre 2013) tells for every state, also one that a mistake led to, which moves lose no more
//! gold arcs; after the first rounds the parser mostly follows its own moves, and so learns to go on after mistakes.

use std::collections::BTreeMap;

use super::{
    Tell,
    corpus::{Dice, Example},
    tagger::{best, orders},
};
use crate::{
    annotate::parse::{Atoms, Inventory, MAX_LABELS, MOVES, Move, State, label_features, move_features},
    document::Deprel,
    model::{Perceptron, Sections, Writer},
};

/// How often all sentences are gone through.
const EPOCHS: usize = 6;
/// From this round on the parser mostly follows its own moves.
const EXPLORE_FROM: usize = 1;
/// In so many of a hundred states.
const EXPLORE_PERCENT: usize = 90;
const SCALE: f64 = 8.0;
const LEAST_MOVE: f64 = 1.0;
const LEAST_LABEL: f64 = 1.0;
/// A relation that is rarer than this is not told apart.
const RARE: usize = 30;

/// Trains both classifiers of the parser.
pub fn train(examples: &[Example], sections: &mut Sections, tell: Tell<'_>) {
    let inventory = Inventory::new(relations(examples));
    let mut writer = Writer::new();
    writer.u8(inventory.labels.len() as u8);
    for label in &inventory.labels {
        writer.str(label.as_str());
    }
    sections.insert("parse.relations", writer.finish());

    let mut trainer = Trainer {
        moves: Perceptron::new(MOVES),
        labels: Perceptron::new(inventory.labels.len()),
        inventory,
        dice: Dice::new(11),
        state: State::default(),
        atoms: Atoms::default(),
        features: Vec::new(),
        scores: Vec::new(),
        right: 0,
        all: 0,
    };
    for (epoch, order) in orders(examples.len(), EPOCHS).enumerate() {
        (trainer.right, trainer.all) = (0, 0);
        for i in order {
            trainer.sentence(&examples[i], if epoch < EXPLORE_FROM { 0 } else { EXPLORE_PERCENT });
        }
        let percent = trainer.right as f64 * 100.0 / trainer.all as f64;
        tell(&format!("trees, round {}: {percent:.2} % of arcs right", epoch + 1));
    }
    for (name, perceptron, least) in
        [("parse.moves", &trainer.moves, LEAST_MOVE), ("parse.labels", &trainer.labels, LEAST_LABEL)]
    {
        let mut writer = Writer::new();
        perceptron.encode(SCALE, least, &mut writer);
        sections.insert(name, writer.finish());
    }
}

/// The relations of the examples, the most frequent first.
fn relations(examples: &[Example]) -> Vec<Deprel> {
    let mut counts = BTreeMap::<Deprel, usize>::new();
    for relation in examples.iter().flat_map(|e| &e.relations) {
        *counts.entry(*relation).or_default() += 1;
    }
    counts.remove(&Deprel::ROOT);
    let mut ranked: Vec<_> = counts.into_iter().filter(|(_, n)| *n >= RARE).collect();
    ranked.sort_by_key(|(relation, n)| (usize::MAX - n, *relation));
    ranked.truncate(MAX_LABELS);
    ranked.into_iter().map(|(relation, _)| relation).collect()
}

struct Trainer {
    moves: Perceptron,
    labels: Perceptron,
    inventory: Inventory,
    dice: Dice,
    state: State,
    atoms: Atoms,
    features: Vec<u32>,
    scores: Vec<f32>,
    right: usize,
    all: usize,
}

impl Trainer {
    fn sentence(&mut self, example: &Example, explore: usize) {
        self.atoms.fill(&example.words, &example.morphs, &example.lemmas);
        self.state.reset(example.words.len());
        while !self.state.is_final() {
            let step = self.choose(example, explore);
            let (mut label, mut marker) = (0, 0);
            if let Some((head, dependant)) = self.state.arc(step) {
                self.all += 1;
                self.right += usize::from(example.heads[dependant as usize] == head);
                if head != self.state.root() {
                    label = self.label(example, head, dependant);
                    marker = self.inventory.marker(label, example.lemmas[dependant as usize]);
                }
            }
            self.state.make(step, label, marker);
        }
    }

    fn choose(&mut self, example: &Example, explore: usize) -> Move {
        let costs = costs(&self.state, &example.heads);
        let allowed = |m: &Move| costs[*m as usize] < u32::MAX;
        if Move::ALL.iter().filter(|m| allowed(m)).count() == 1 {
            return Move::ALL.into_iter().find(allowed).unwrap_or(Move::Shift);
        }
        move_features(&self.state, &self.atoms, self.inventory.core(), &mut self.features);
        let mut scores = [0.0; MOVES];
        self.moves.score(&self.features, &mut scores);
        let least = costs.into_iter().min().unwrap_or(0);
        let by_score = |good: &dyn Fn(Move) -> bool| {
            let mut found = (Move::Shift, f32::NEG_INFINITY);
            for step in Move::ALL.into_iter().filter(|m| good(*m)) {
                if scores[step as usize] > found.1 {
                    found = (step, scores[step as usize]);
                }
            }
            found.0
        };
        let predicted = by_score(&|m| costs[m as usize] < u32::MAX);
        let gold = by_score(&|m| costs[m as usize] == least);
        if costs[predicted as usize] > least {
            self.moves.update(&self.features, gold as usize, predicted as usize);
        }
        self.moves.tick();
        if explore > 0 && self.dice.below(100) < explore { predicted } else { gold }
    }

    /// The label of a new arc; learns from it where the arc is right.
    fn label(&mut self, example: &Example, head: u32, dependant: u32) -> u8 {
        label_features(&self.state, &self.atoms, head, dependant, self.inventory.core(), &mut self.features);
        self.scores.resize(self.inventory.labels.len(), 0.0);
        self.labels.score(&self.features, &mut self.scores);
        let predicted = best(&self.scores);
        if example.heads[dependant as usize] == head {
            let relation = example.relations[dependant as usize];
            let known = |relation: Deprel| self.inventory.labels.iter().position(|l| *l == relation);
            if let Some(gold) = known(relation).or_else(|| known(relation.universal())) {
                self.labels.update(&self.features, gold, predicted);
            }
            self.labels.tick();
        }
        predicted as u8 + 1
    }
}

/// For each move how many gold arcs it makes impossible that were possible before; `u32::MAX` where it is not allowed.
fn costs(state: &State, heads: &[u32]) -> [u32; MOVES] {
    let (root, next) = (state.root(), state.ahead(0));
    let head = |word: u32| heads[word as usize];
    let mut costs = [u32::MAX; MOVES];
    if state.allows(Move::Shift) {
        let stack = state.stack();
        let below = &stack[..stack.len().saturating_sub(1)];
        let lost_dependants = stack.iter().filter(|w| head(**w) == next).count() as u32;
        costs[Move::Shift as usize] = lost_dependants + u32::from(below.contains(&head(next)));
    }
    if state.stack().is_empty() {
        return costs;
    }
    let top = state.stacked(0);
    let dependants_to_come = (next..root).filter(|w| head(*w) == top).count() as u32;
    if state.allows(Move::Left) {
        let lost = head(top) == state.stacked(1) || (head(top) > next && head(top) <= root);
        costs[Move::Left as usize] = dependants_to_come + u32::from(lost);
    }
    if state.allows(Move::Right) {
        costs[Move::Right as usize] = dependants_to_come + u32::from(head(top) >= next);
    }
    costs
}

//! Tagged words → a dependency tree for each sentence.
//!
//! A greedy transition parser: one linear classifier chooses the next move, another the relation of each new arc. Whatever
//! the classifiers say, the result is a tree with one root.

mod features;
mod state;

pub use features::{Atom, Atoms, label_features, move_features};
pub use state::{Move, NONE, Node, State};

use super::{tag::best, words::Words};
use crate::{
    document::Deprel,
    model::{Container, ModelError, Weights},
};

/// How many moves there are.
pub const MOVES: usize = Move::ALL.len();
/// Most relations that a parser can tell apart; one number is taken by "none yet".
pub const MAX_LABELS: usize = 63;

/// The parser of a language.
#[derive(Debug, Clone)]
pub struct Parser {
    moves: Weights,
    labels: Weights,
    inventory: Inventory,
}

/// The relations that a parser tells apart.
#[derive(Debug, Clone)]
pub struct Inventory {
    /// By class; the label of an arc in a [`State`] is the class + 1.
    pub labels: Vec<Deprel>,
    core: u64,
    markers: u64,
}

impl Inventory {
    /// The inventory of these relations; at most [`MAX_LABELS`] are used.
    pub fn new(mut labels: Vec<Deprel>) -> Self {
        labels.truncate(MAX_LABELS);
        let bits = |wanted: &[Deprel]| {
            let of = |label: &Deprel| wanted.iter().any(|w| label.is(*w));
            labels.iter().enumerate().filter(|(_, l)| of(l)).fold(0, |bits, (class, _)| bits | 1 << (class + 1))
        };
        let core = bits(&[
            Deprel::NSUBJ,
            Deprel::OBJ,
            Deprel::IOBJ,
            Deprel::CSUBJ,
            Deprel::CCOMP,
            Deprel::XCOMP,
            Deprel::COP,
            Deprel::AUX,
            Deprel::EXPL,
            Deprel::MARK,
            Deprel::CC,
            Deprel::CASE,
            Deprel::DET,
            Deprel::OBL_AGENT,
            Deprel::CONJ,
            Deprel::FLAT,
            Deprel::NUMMOD,
        ]);
        let markers = bits(&[Deprel::CASE, Deprel::MARK, Deprel::CC]);
        Self { labels, core, markers }
    }

    /// The bits of those relations of dependants that say much about their head.
    pub fn core(&self) -> u64 {
        self.core
    }

    /// What an arc of this label makes of its dependant's lemma: the marker of the head, or 0.
    pub fn marker(&self, label: u8, lemma: u32) -> u32 {
        if self.markers >> (label & 63) & 1 == 1 { lemma.max(1) } else { 0 }
    }
}

/// What the parser needs while it works; kept from one sentence to the next.
#[derive(Debug, Clone, Default)]
pub struct ParseBuffers {
    /// The words as the parser sees them.
    pub atoms: Atoms,
    /// The state; after parsing it holds the tree.
    pub state: State,
    features: Vec<u32>,
    scores: Vec<i32>,
}

impl Parser {
    /// Reads the parser's sections.
    ///
    /// # Errors
    /// When they are missing or damaged.
    pub fn load(container: &Container<'_>) -> Result<Self, ModelError> {
        let mut reader = container.reader("parse.relations")?;
        let mut labels = Vec::new();
        for _ in 0..reader.u8()? {
            labels.push(reader.str()?.parse().unwrap_or_default());
        }
        let moves = Weights::decode(&mut container.reader("parse.moves")?)?;
        let relations = Weights::decode(&mut container.reader("parse.labels")?)?;
        if moves.classes() != MOVES || relations.classes() != labels.len() || labels.len() > MAX_LABELS {
            return Err(ModelError::Truncated);
        }
        Ok(Self { moves, labels: relations, inventory: Inventory::new(labels) })
    }

    /// Parses a sentence; the tree is in `buffers.state` afterwards. Lemmas are given by their hashes.
    pub fn parse(&self, words: &Words, morphs: &[super::lexicon::Morph], lemmas: &[u32], buffers: &mut ParseBuffers) {
        let ParseBuffers { atoms, state, features, scores } = buffers;
        atoms.fill(words, morphs, lemmas);
        state.reset(words.len());
        scores.resize(self.inventory.labels.len(), 0);
        while !state.is_final() {
            let step = self.next_move(state, atoms, features);
            let (mut label, mut marker) = (0, 0);
            if let Some((head, dependant)) = state.arc(step)
                && head != state.root()
            {
                label_features(state, atoms, head, dependant, self.inventory.core, features);
                self.labels.score(features, scores);
                label = best(scores) as u8 + 1;
                marker = self.inventory.marker(label, atoms.at(dependant).lemma);
            }
            state.make(step, label, marker);
        }
    }

    fn next_move(&self, state: &State, atoms: &Atoms, features: &mut Vec<u32>) -> Move {
        let mut allowed = Move::ALL.into_iter().filter(|m| state.allows(*m));
        let first = allowed.next().unwrap_or(Move::Shift);
        if allowed.next().is_none() {
            return first;
        }
        move_features(state, atoms, self.inventory.core, features);
        let scores = self.moves.score_fixed::<MOVES>(features);
        let (mut step, mut best_score) = (first, i32::MIN);
        for candidate in Move::ALL {
            let score = scores[candidate as usize];
            if state.allows(candidate) && score > best_score {
                (step, best_score) = (candidate, score);
            }
        }
        step
    }

    /// The relation that a label of a state stands for.
    pub fn relation(&self, label: u8) -> Deprel {
        let class = (label as usize).checked_sub(1);
        class.and_then(|class| self.inventory.labels.get(class)).copied().unwrap_or_default()
    }
}

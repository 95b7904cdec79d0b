//! The arc-hybrid transition system (Kuhlmann et al. 2011): a stack, the words to come, and the arcs made so far.
//!
//! Words are numbered from 0; the number after the last word stands for the root and is the last thing to come. Each word is
//! pushed once and popped once, when it gets its head, so that a finished state is always a tree; and as the root takes a
//! dependant only from a stack of one word, it has exactly one.

/// No word.
pub const NONE: u32 = u32::MAX;

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack gets the next word as its head and goes.
    Left,
    /// The top of the stack gets the word below it as its head and goes.
    Right,
}

impl Move {
    /// All moves, in the order of their numbers.
    pub const ALL: [Move; 3] = [Move::Shift, Move::Left, Move::Right];
}

/// What is known of one word while the tree is built.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Its head.
    pub head: u32,
    /// The number of its relation, counted from 1; 0 as long as it has none.
    pub label: u8,
    /// The two outermost dependants on the left, the outer one first.
    pub left: [u32; 2],
    /// The two outermost dependants on the right, the outer one first.
    pub right: [u32; 2],
    /// How many dependants it has on the left and on the right.
    pub valency: [u8; 2],
    /// The relations of its dependants, a bit each.
    pub labels: u64,
    /// The preposition, conjunction or the like that introduces it, as a hash; 0 for none.
    pub marker: u32,
}

impl Node {
    const NEW: Node =
        Node { head: NONE, label: 0, left: [NONE; 2], right: [NONE; 2], valency: [0; 2], labels: 0, marker: 0 };
}

/// A state of the parser.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The words and, last, the root.
    pub nodes: Vec<Node>,
    stack: Vec<u32>,
    next: u32,
}

impl State {
    /// Starts a sentence of so many words.
    pub fn reset(&mut self, words: usize) {
        self.nodes.clear();
        self.nodes.resize(words + 1, Node::NEW);
        self.stack.clear();
        self.next = 0;
    }

    /// The number of the root.
    pub fn root(&self) -> u32 {
        self.nodes.len() as u32 - 1
    }

    /// Whether all words have a head.
    pub fn is_final(&self) -> bool {
        self.stack.is_empty() && self.next == self.root()
    }

    /// The word `depth` below the top of the stack.
    #[inline]
    pub fn stacked(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |i| self.stack[i])
    }

    /// The word, or root, that comes next after `ahead` others.
    #[inline]
    pub fn ahead(&self, ahead: u32) -> u32 {
        let word = self.next + ahead;
        if word <= self.root() { word } else { NONE }
    }

    /// All words on the stack, the top last.
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// Whether the move can be made.
    #[inline]
    pub fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.next < self.root(),
            Move::Left => !self.stack.is_empty() && (self.next < self.root() || self.stack.len() == 1),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The arc that the move would make, as head and dependant.
    pub fn arc(&self, step: Move) -> Option<(u32, u32)> {
        match step {
            Move::Shift => None,
            Move::Left => Some((self.next, self.stacked(0))),
            Move::Right => Some((self.stacked(1), self.stacked(0))),
        }
    }

    /// Makes a move that the state allows; an arc gets this label, and is a marker where `marker` is not 0.
    pub fn make(&mut self, step: Move, label: u8, marker: u32) {
        let Some((head, dependant)) = self.arc(step) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        let node = &mut self.nodes[dependant as usize];
        node.head = head;
        node.label = label;
        let head = &mut self.nodes[head as usize];
        let side = if step == Move::Left { &mut head.left } else { &mut head.right };
        *side = [dependant, side[0]];
        let valency = &mut head.valency[usize::from(step == Move::Right)];
        *valency = valency.saturating_add(1);
        head.labels |= 1 << (label & 63);
        if marker != 0 && (step == Move::Left || head.marker == 0) {
            head.marker = marker;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_moves_end_in_a_tree_with_one_root(words in 1usize..30, choices in proptest::collection::vec(0usize..3, 100)) {
            let mut state = State::default();
            state.reset(words);
            let mut steps = 0;
            while !state.is_final() {
                let wanted = choices[steps % choices.len()];
                let step = (0..3).map(|i| Move::ALL[(wanted + i) % 3]).find(|m| state.allows(*m));
                state.make(step.expect("a state that is not final allows a move"), 1, 0);
                steps += 1;
            }
            prop_assert_eq!(steps, words * 2);
            let roots = state.nodes[..words].iter().filter(|n| n.head == state.root()).count();
            prop_assert_eq!(roots, 1);
            for word in 0..words {
                let mut at = word as u32;
                for _ in 0..=words {
                    if at != state.root() {
                        at = state.nodes[at as usize].head;
                    }
                }
                prop_assert_eq!(at, state.root());
            }
        }
    }
}

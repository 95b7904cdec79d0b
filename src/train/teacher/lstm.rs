//! A long short-term memory that reads sentences in both directions (Graves & Schmidhuber 2005).
//!
//! Sentences of a batch are packed: they are sorted by length, the longest first, and the rows of a matrix are the first words
//! of all, then the second words of all that have one, and so on. So each step of time is one product of matrices.

use std::ops::Range;

use ndarray::{Array2, Axis, Slice, concatenate, linalg::general_mat_mul};
use rayon::join;

use super::layers::{Mask, Param, add_product, part, part_mut};
use crate::train::corpus::Dice;

/// Where in a packed matrix the words of each step of time begin; one entry more than there are steps.
#[derive(Debug, Clone)]
pub(super) struct Packing {
    begins: Vec<usize>,
    /// For each row the number of its sentence.
    pub(super) sentence_of: Vec<u32>,
}

impl Packing {
    /// For sentences of these lengths, the longest first.
    pub(super) fn new(lengths: &[usize]) -> Self {
        let steps = lengths.first().copied().unwrap_or(0);
        let (mut begins, mut sentence_of) = (vec![0], Vec::new());
        for step in 0..steps {
            let count = lengths.partition_point(|len| *len > step) as u32;
            sentence_of.extend(0..count);
            begins.push(sentence_of.len());
        }
        Self { begins, sentence_of }
    }

    pub(super) fn rows(&self) -> usize {
        self.sentence_of.len()
    }

    /// The row of a sentence's word.
    pub(super) fn row(&self, sentence: usize, word: usize) -> usize {
        self.begins[word] + sentence
    }

    fn steps(&self) -> usize {
        self.begins.len() - 1
    }

    fn count(&self, step: usize) -> usize {
        self.begins[step + 1] - self.begins[step]
    }
}

/// One direction of a layer.
#[derive(Debug, Clone)]
struct Direction {
    input: Param,
    state: Param,
    bias: Param,
    backwards: bool,
}

/// What a direction remembers for its gradient.
#[derive(Debug)]
struct Trace {
    /// Input, forget, output and new content, after their bends.
    gates: Array2<f32>,
    cell: Array2<f32>,
    bent_cell: Array2<f32>,
    /// The state before each word, as the gates saw it.
    before: Array2<f32>,
    output: Array2<f32>,
}

impl Direction {
    fn new(from: usize, size: usize, backwards: bool, dice: &mut Dice) -> Self {
        let mut bias = Param::zeros(1, 4 * size);
        bias.value.slice_axis_mut(Axis(1), Slice::from(size..2 * size)).fill(1.0);
        let limit = (1.0 / size as f32).sqrt();
        Self {
            input: Param::glorot(from, 4 * size, dice),
            state: Param::uniform(size, 4 * size, limit, dice),
            bias,
            backwards,
        }
    }

    fn size(&self) -> usize {
        self.state.value.nrows()
    }

    /// The steps in the order of reading, each with the one before it.
    fn order(&self, packing: &Packing) -> impl DoubleEndedIterator<Item = (usize, Option<usize>)> + use<> {
        let (steps, backwards) = (packing.steps(), self.backwards);
        (0..steps).map(move |i| {
            let step = |i: usize| if backwards { steps - 1 - i } else { i };
            (step(i), i.checked_sub(1).map(step))
        })
    }

    fn forward(&self, input: &Array2<f32>, packing: &Packing, mask: Option<&Mask>) -> Trace {
        let (rows, size) = (packing.rows(), self.size());
        let mut gates = input.dot(&self.input.value);
        gates += &self.bias.value;
        let zeros = || Array2::<f32>::zeros((rows, size));
        let (mut cell, mut bent_cell, mut before, mut output) = (zeros(), zeros(), zeros(), zeros());
        for (step, last) in self.order(packing) {
            let (begin, count) = (packing.begins[step], packing.count(step));
            let known = last.map_or(0, |last| packing.count(last).min(count));
            let last_begin = last.map_or(0, |last| packing.begins[last]);
            if known > 0 {
                let mut seen = part_mut(&mut before, begin..begin + known);
                seen.assign(&part(&output, last_begin..last_begin + known));
                if let Some(mask) = mask {
                    seen *= &part(mask, 0..known);
                }
                let mut now = part_mut(&mut gates, begin..begin + known);
                general_mat_mul(1.0, &seen, &self.state.value, 1.0, &mut now);
            }
            for i in 0..count {
                let row = begin + i;
                let kept = (i < known).then(|| cell.row(last_begin + i).to_owned());
                let mut gate_row = gates.row_mut(row);
                let (Some(g), Some(c), Some(b), Some(o)) = (
                    gate_row.as_slice_mut(),
                    cell.row_mut(row).into_slice(),
                    bent_cell.row_mut(row).into_slice(),
                    output.row_mut(row).into_slice(),
                ) else {
                    continue;
                };
                let kept = kept.as_ref().and_then(|k| k.as_slice());
                step_forward(g, kept, c, b, o);
            }
        }
        Trace { gates, cell, bent_cell, before, output }
    }

    /// The gradient by the input.
    fn backward(
        &mut self,
        input: &Array2<f32>,
        packing: &Packing,
        mask: Option<&Mask>,
        trace: &Trace,
        by_output: &Array2<f32>,
    ) -> Array2<f32> {
        let size = self.size();
        let mut by_gates = Array2::<f32>::zeros(trace.gates.raw_dim());
        let most = packing.steps().min(1) * packing.count(0);
        let mut by_state = Array2::<f32>::zeros((most, size));
        let mut by_cell = Array2::<f32>::zeros((most, size));
        for (step, last) in self.order(packing).rev() {
            let (begin, count) = (packing.begins[step], packing.count(step));
            let known = last.map_or(0, |last| packing.count(last).min(count));
            let last_begin = last.map_or(0, |last| packing.begins[last]);
            for i in 0..count {
                let row = begin + i;
                let kept = (i < known).then(|| trace.cell.row(last_begin + i));
                let (Some(gates), Some(bent), Some(by_output), Some(by_state), Some(by_cell), Some(out)) = (
                    trace.gates.row(row).to_slice(),
                    trace.bent_cell.row(row).to_slice(),
                    by_output.row(row).to_slice(),
                    by_state.row_mut(i).into_slice(),
                    by_cell.row_mut(i).into_slice(),
                    by_gates.row_mut(row).into_slice(),
                ) else {
                    continue;
                };
                step_backward(gates, kept.and_then(|k| k.to_slice()), bent, by_output, by_state, by_cell, out);
            }
            if known > 0 {
                let mut carried = part_mut(&mut by_state, 0..known);
                let now = part(&by_gates, begin..begin + known);
                general_mat_mul(1.0, &now, &self.state.value.t(), 0.0, &mut carried);
                if let Some(mask) = mask {
                    carried *= &part(mask, 0..known);
                }
            }
        }
        add_product(&input.t(), &by_gates.view(), &mut self.input.grad);
        add_product(&trace.before.t(), &by_gates.view(), &mut self.state.grad);
        self.bias.grad += &by_gates.sum_axis(Axis(0));
        by_gates.dot(&self.input.value.t())
    }
}

/// One word: gates are bent, the cell is made from the one kept from the word before.
fn step_forward(gates: &mut [f32], kept: Option<&[f32]>, cell: &mut [f32], bent: &mut [f32], output: &mut [f32]) {
    let size = cell.len();
    let (squashed, content) = gates.split_at_mut(3 * size);
    for g in squashed.iter_mut() {
        *g = 0.5 + 0.5 * tanh(0.5 * *g);
    }
    for g in content.iter_mut() {
        *g = tanh(*g);
    }
    let (open, rest) = squashed.split_at(size);
    let (forget, show) = rest.split_at(size);
    for i in 0..size {
        cell[i] = open[i] * content[i] + kept.map_or(0.0, |kept| forget[i] * kept[i]);
    }
    for i in 0..size {
        bent[i] = tanh(cell[i]);
    }
    for i in 0..size {
        output[i] = show[i] * bent[i];
    }
}

/// The gradient of [`step_forward`]; `by_cell` is carried on to the word before.
fn step_backward(
    gates: &[f32],
    kept: Option<&[f32]>,
    bent: &[f32],
    by_output: &[f32],
    by_state: &[f32],
    by_cell: &mut [f32],
    by_gates: &mut [f32],
) {
    let size = bent.len();
    let (open, rest) = gates.split_at(size);
    let (forget, rest) = rest.split_at(size);
    let (show, content) = rest.split_at(size);
    for i in 0..size {
        let by_output = by_output[i] + by_state[i];
        let by = by_output * show[i] * (1.0 - bent[i] * bent[i]) + by_cell[i];
        by_gates[i] = by * content[i] * open[i] * (1.0 - open[i]);
        by_gates[size + i] = kept.map_or(0.0, |kept| by * kept[i] * forget[i] * (1.0 - forget[i]));
        by_gates[2 * size + i] = by_output * bent[i] * show[i] * (1.0 - show[i]);
        by_gates[3 * size + i] = by * open[i] * (1.0 - content[i] * content[i]);
        by_cell[i] = by * forget[i];
    }
}

/// The hyperbolic tangent by a quotient of polynomials, which compiles to vector instructions.
fn tanh(x: f32) -> f32 {
    let x = x.clamp(-7.9, 7.9);
    let square = x * x;
    let above =
        [-2.760_768_5e-16, 2.000_188e-13, -8.604_672e-11, 5.122_297e-8, 1.485_722_4e-5, 6.372_619e-4, 4.893_525e-3];
    let below = [1.198_258_4e-6, 1.185_347e-4, 2.268_435e-3, 4.893_525e-3];
    let polynomial = |factors: &[f32]| factors.iter().fold(0.0, |sum, factor| sum * square + factor);
    x * polynomial(&above) / polynomial(&below)
}

/// A layer of both directions.
#[derive(Debug, Clone)]
pub(super) struct Lstm {
    forth: Direction,
    back: Direction,
}

/// What a layer remembers for its gradient.
#[derive(Debug)]
pub(super) struct Memory {
    traces: (Trace, Trace),
    masks: Option<(Mask, Mask)>,
}

impl Lstm {
    pub(super) fn new(from: usize, size: usize, dice: &mut Dice) -> Self {
        Self { forth: Direction::new(from, size, false, dice), back: Direction::new(from, size, true, dice) }
    }

    pub(super) fn params(&mut self) -> [&mut Param; 6] {
        let Self { forth: a, back: b } = self;
        [&mut a.input, &mut a.state, &mut a.bias, &mut b.input, &mut b.state, &mut b.bias]
    }

    /// The outputs of both directions side by side.
    pub(super) fn forward(
        &self,
        input: &Array2<f32>,
        packing: &Packing,
        masks: Option<(Mask, Mask)>,
    ) -> (Array2<f32>, Memory) {
        let (a, b) = masks.as_ref().map_or((None, None), |(a, b)| (Some(a), Some(b)));
        let traces = join(|| self.forth.forward(input, packing, a), || self.back.forward(input, packing, b));
        let sides = [traces.0.output.view(), traces.1.output.view()];
        let output = concatenate(Axis(1), &sides).unwrap_or_default();
        (output, Memory { traces, masks })
    }

    pub(super) fn backward(
        &mut self,
        input: &Array2<f32>,
        packing: &Packing,
        memory: &Memory,
        by_output: &Array2<f32>,
    ) -> Array2<f32> {
        let (a, b) = memory.masks.as_ref().map_or((None, None), |(a, b)| (Some(a), Some(b)));
        let size = self.forth.size();
        let side = |m: &Array2<f32>, columns: Range<usize>| m.slice_axis(Axis(1), Slice::from(columns)).to_owned();
        let by = (side(by_output, 0..size), side(by_output, size..size * 2));
        let Self { forth, back } = self;
        let (mut one, other) = join(
            || forth.backward(input, packing, a, &memory.traces.0, &by.0),
            || back.backward(input, packing, b, &memory.traces.1, &by.1),
        );
        one += &other;
        one
    }
}

#[cfg(test)]
mod tests {
    use super::tanh;

    #[test]
    fn the_quotient_is_close_to_the_tangent() {
        for i in -1000i16..1000 {
            let x = f32::from(i) * 0.01;
            assert!((tanh(x) - x.tanh()).abs() < 2e-6, "{x}");
        }
    }
}

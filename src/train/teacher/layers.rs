//! Parameters, dense layers and their gradients.
//!
//! Every layer has a `forward` and a `backward`: the latter gets the gradient of the loss by the layer's output, adds to the
//! gradients of the parameters and returns the gradient by the input.

use std::ops::Range;

use ndarray::{Array1, Array2, ArrayView2, ArrayViewMut2, Axis, Slice, Zip, linalg::general_mat_mul};

use crate::train::corpus::Dice;

/// A matrix that is learned.
#[derive(Debug, Clone)]
pub(super) struct Param {
    pub(super) value: Array2<f32>,
    pub(super) grad: Array2<f32>,
    first: Array2<f32>,
    second: Array2<f32>,
    /// The rows that have a gradient, where it is known that few have one.
    pub(super) touched: Option<Vec<u32>>,
}

impl Param {
    pub(super) fn zeros(rows: usize, columns: usize) -> Self {
        let zeros = Array2::zeros((rows, columns));
        Self { value: zeros.clone(), grad: zeros.clone(), first: zeros.clone(), second: zeros, touched: None }
    }

    /// Numbers between ±`limit`.
    pub(super) fn uniform(rows: usize, columns: usize, limit: f32, dice: &mut Dice) -> Self {
        let mut param = Self::zeros(rows, columns);
        param.value.mapv_inplace(|_| (uniform(dice) * 2.0 - 1.0) * limit);
        param
    }

    /// The usual start of a layer from `rows` to `columns` numbers (Glorot & Bengio 2010).
    pub(super) fn glorot(rows: usize, columns: usize, dice: &mut Dice) -> Self {
        Self::uniform(rows, columns, (6.0 / (rows + columns) as f32).sqrt(), dice)
    }

    /// The sum of the squares of the gradient.
    pub(super) fn square(&self) -> f32 {
        match &self.touched {
            Some(rows) => rows.iter().map(|row| self.grad.row(*row as usize).fold(0.0, |sum, g| sum + g * g)).sum(),
            None => self.grad.fold(0.0, |sum, g| sum + g * g),
        }
    }

    /// One step of Adam; the gradient, made `scale` times itself, is zero afterwards.
    pub(super) fn step(&mut self, rate: f32, scale: f32) {
        let update = |value: &mut f32, grad: &mut f32, first: &mut f32, second: &mut f32| {
            let g = *grad * scale;
            *first += (1.0 - ADAM.0) * (g - *first);
            *second += (1.0 - ADAM.1) * (g * g - *second);
            *value -= rate * *first / (second.sqrt() + 1e-8);
            *grad = 0.0;
        };
        let Self { value, grad, first, second, touched } = self;
        if let Some(rows) = touched {
            rows.sort_unstable();
            rows.dedup();
            for row in rows.drain(..).map(|row| row as usize) {
                Zip::from(value.row_mut(row))
                    .and(grad.row_mut(row))
                    .and(first.row_mut(row))
                    .and(second.row_mut(row))
                    .for_each(update);
            }
        } else {
            Zip::from(value).and(grad).and(first).and(second).for_each(update);
        }
    }
}

/// How slowly Adam forgets the mean and the square of gradients.
const ADAM: (f32, f32) = (0.9, 0.95);
/// How much of a negative number passes.
const LEAK: f32 = 0.1;

/// A number from 0 to 1.
pub(super) fn uniform(dice: &mut Dice) -> f32 {
    dice.below(1 << 24) as f32 / (1 << 24) as f32
}

/// `c += a · b`.
pub(super) fn add_product(a: &ArrayView2<'_, f32>, b: &ArrayView2<'_, f32>, c: &mut Array2<f32>) {
    general_mat_mul(1.0, a, b, 1.0, c);
}

/// Some rows of a matrix.
pub(super) fn part(values: &Array2<f32>, rows: Range<usize>) -> ArrayView2<'_, f32> {
    values.slice_axis(Axis(0), Slice::from(rows))
}

/// Some rows of a matrix, to be changed.
pub(super) fn part_mut(values: &mut Array2<f32>, rows: Range<usize>) -> ArrayViewMut2<'_, f32> {
    values.slice_axis_mut(Axis(0), Slice::from(rows))
}

/// A linear layer, with a leaky rectifier where `bent`.
#[derive(Debug, Clone)]
pub(super) struct Dense {
    weights: Param,
    bias: Param,
    bent: bool,
}

impl Dense {
    pub(super) fn new(from: usize, to: usize, bent: bool, dice: &mut Dice) -> Self {
        Self { weights: Param::glorot(from, to, dice), bias: Param::zeros(1, to), bent }
    }

    pub(super) fn params(&mut self) -> [&mut Param; 2] {
        [&mut self.weights, &mut self.bias]
    }

    pub(super) fn forward(&self, input: &Array2<f32>) -> Array2<f32> {
        let mut output = input.dot(&self.weights.value);
        output += &self.bias.value;
        if self.bent {
            bend(&mut output);
        }
        output
    }

    /// `output` is what [`Dense::forward`] gave; `by_output` is used up.
    pub(super) fn backward(
        &mut self,
        input: &Array2<f32>,
        output: &Array2<f32>,
        mut by_output: Array2<f32>,
    ) -> Array2<f32> {
        if self.bent {
            unbend(output, &mut by_output);
        }
        add_product(&input.t(), &by_output.view(), &mut self.weights.grad);
        self.bias.grad += &by_output.sum_axis(Axis(0));
        by_output.dot(&self.weights.value.t())
    }
}

/// The leaky rectifier.
pub(super) fn bend(values: &mut Array2<f32>) {
    values.mapv_inplace(|v| if v > 0.0 { v } else { v * LEAK });
}

/// Makes the gradient by the output of the rectifier one by its input. The output has the input's sign.
pub(super) fn unbend(output: &Array2<f32>, gradient: &mut Array2<f32>) {
    Zip::from(gradient).and(output).for_each(|g, o| {
        if *o <= 0.0 {
            *g *= LEAK;
        }
    });
}

/// Makes scores probabilities.
pub(super) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// Makes each row of scores the gradient of its cross entropy, times `weight`, against `gold` (no gradient where there is
/// none); returns the sum of the losses.
pub(super) fn cross_entropy(scores: &mut Array2<f32>, gold: &[Option<u32>], weight: f32) -> f32 {
    let mut loss = 0.0;
    for (mut row, gold) in scores.rows_mut().into_iter().zip(gold) {
        let Some(row) = row.as_slice_mut() else { continue };
        if let Some(gold) = gold {
            softmax(row);
            loss -= row[*gold as usize].max(1e-12).ln() * weight;
            row[*gold as usize] -= 1.0;
            for g in row {
                *g *= weight;
            }
        } else {
            row.fill(0.0);
        }
    }
    loss
}

/// What dropout multiplies by: for each sentence and column, 0 or what makes up for the zeros (the same for all words of the
/// sentence; Gal & Ghahramani 2016).
pub(super) type Mask = Array2<f32>;

pub(super) fn mask(sentences: usize, columns: usize, drop: f32, dice: &mut Dice) -> Mask {
    let kept = 1.0 / (1.0 - drop);
    let limit = (drop * 65536.0) as usize;
    Array2::from_shape_simple_fn((sentences, columns), || if dice.below(65536) < limit { 0.0 } else { kept })
}

/// Multiplies each row by the mask of its sentence.
pub(super) fn drop_out(values: &mut Array2<f32>, mask: Option<&Mask>, sentence_of: &[u32]) {
    let Some(mask) = mask else { return };
    for (mut row, sentence) in values.rows_mut().into_iter().zip(sentence_of) {
        row *= &mask.row(*sentence as usize);
    }
}

/// The sums of the columns.
pub(super) fn column_sums(values: &ArrayView2<'_, f32>) -> Array1<f32> {
    values.sum_axis(Axis(0))
}

//! The network: embeddings, layers that read in both directions, and what is told from them: the head of each word and its
//! relation (Dozat & Manning 2017), its part of speech and its features.

use ndarray::{Array2, ArrayView2, Axis, linalg::general_mat_mul};

use super::{
    input::{Embedding, Ids, Vocabulary, forget},
    layers::{
        Dense, Mask, Param, add_product, bend, column_sums, cross_entropy, drop_out, mask, part, part_mut, softmax,
        unbend,
    },
    lstm::{Lstm, Packing},
    trees::best_tree,
    vectors::Vectors,
};
use crate::train::corpus::Dice;

/// How large the parts are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub(super) state: usize,
    pub(super) layers: usize,
    pub(super) arc: usize,
    pub(super) label: usize,
    pub(super) tag: usize,
    /// What is dropped between layers while learning.
    pub(super) drop: f32,
    /// What is dropped from the state from one word to the next.
    pub(super) drop_state: f32,
}

/// One sentence, the root first.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) ids: Vec<Ids>,
    /// Heads (0 is the root), relations, parts of speech, sets of features; nothing for the root or where it is not known.
    pub(super) gold: Vec<Gold>,
}

/// What is to be learned of one word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gold {
    pub(super) head: Option<u32>,
    pub(super) relation: Option<u32>,
    pub(super) upos: Option<u32>,
    pub(super) morph: Option<u32>,
}

/// What the network says of one sentence, without the root.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    pub(super) heads: Vec<u32>,
    pub(super) relations: Vec<u32>,
    pub(super) upos: Vec<u32>,
    /// Scores of all sets of features.
    pub(super) morphs: Vec<Vec<f32>>,
    /// How probable the arcs and tags of the tree are, as the mean of logarithms.
    pub(super) confidence: f32,
}

#[derive(Debug, Clone)]
pub(super) struct Net {
    sizes: Sizes,
    embedding: Embedding,
    layers: Vec<Lstm>,
    dependant: Dense,
    head: Dense,
    arc: Param,
    arc_bias: Param,
    label_dependant: Dense,
    label_head: Dense,
    label: Dense,
    tag: Dense,
    upos: Dense,
    morph: Dense,
}

/// The sentences of a batch: where each begins among the rows once they are laid one after the other.
struct Layout {
    packing: Packing,
    begins: Vec<usize>,
    /// For each row in the order of sentences its row in the packed matrix.
    packed: Vec<usize>,
    sentence_of: Vec<u32>,
}

impl Layout {
    fn new(lengths: &[usize]) -> Self {
        let packing = Packing::new(lengths);
        let (mut begins, mut packed, mut sentence_of) = (vec![0], Vec::new(), Vec::new());
        for (sentence, len) in lengths.iter().enumerate() {
            packed.extend((0..*len).map(|word| packing.row(sentence, word)));
            sentence_of.extend(std::iter::repeat_n(sentence as u32, *len));
            begins.push(packed.len());
        }
        Self { packing, begins, packed, sentence_of }
    }

    fn sentences(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        self.begins.windows(2).map(|w| w[0]..w[1])
    }
}

impl Net {
    pub(super) fn new(
        sizes: Sizes,
        vocabulary: &Vocabulary,
        vectors: &Vectors,
        [labels, tags, morphs]: [usize; 3],
        dice: &mut Dice,
    ) -> Self {
        let embedding = Embedding::new(vocabulary, vectors, dice);
        let width = sizes.state * 2;
        let mut from = embedding.columns();
        let mut layers = Vec::new();
        for _ in 0..sizes.layers {
            layers.push(Lstm::new(from, sizes.state, dice));
            from = width;
        }
        Self {
            sizes,
            embedding,
            layers,
            dependant: Dense::new(width, sizes.arc, true, dice),
            head: Dense::new(width, sizes.arc, true, dice),
            arc: Param::uniform(sizes.arc, sizes.arc, 0.02, dice),
            arc_bias: Param::zeros(sizes.arc, 1),
            label_dependant: Dense::new(width, sizes.label, false, dice),
            label_head: Dense::new(width, sizes.label, false, dice),
            label: Dense::new(sizes.label, labels, false, dice),
            tag: Dense::new(width, sizes.tag, true, dice),
            upos: Dense::new(sizes.tag, tags, false, dice),
            morph: Dense::new(sizes.tag, morphs, false, dice),
        }
    }

    pub(super) fn params(&mut self) -> Vec<&mut Param> {
        let mut params: Vec<&mut Param> = self.embedding.params().collect();
        params.extend(self.layers.iter_mut().flat_map(Lstm::params));
        params.extend([&mut self.arc, &mut self.arc_bias]);
        for dense in [
            &mut self.dependant,
            &mut self.head,
            &mut self.label_dependant,
            &mut self.label_head,
            &mut self.label,
            &mut self.tag,
            &mut self.upos,
            &mut self.morph,
        ] {
            params.extend(dense.params());
        }
        params
    }

    /// One step over a batch, its sentences sorted by length, the longest first: adds to the gradients, returns the loss a
    /// word. Without dice nothing is dropped.
    pub(super) fn learn(&mut self, batch: &[&Item], mut dice: Option<&mut Dice>) -> f32 {
        let lengths: Vec<usize> = batch.iter().map(|item| item.ids.len()).collect();
        let layout = Layout::new(&lengths);
        let (n, sizes) = (batch.len(), self.sizes);
        let mut ids = pack(batch, &layout.packing);
        if let Some(dice) = dice.as_deref_mut() {
            forget(&mut ids, dice);
        }
        let mut draw = |columns: usize, drop: f32| dice.as_deref_mut().map(|dice| mask(n, columns, drop, dice));

        // Forth.
        let packed_sentences = &layout.packing.sentence_of;
        let mut inputs = Vec::new();
        let mut x = self.embedding.forward(&ids);
        for layer in &self.layers {
            let dropped = draw(x.ncols(), sizes.drop);
            drop_out(&mut x, dropped.as_ref(), packed_sentences);
            let masks = draw(sizes.state, sizes.drop_state).zip(draw(sizes.state, sizes.drop_state));
            let (output, memory) = layer.forward(&x, &layout.packing, masks);
            inputs.push((x, dropped, memory));
            x = output;
        }
        let last_drop = draw(x.ncols(), sizes.drop);
        drop_out(&mut x, last_drop.as_ref(), packed_sentences);
        let rows = x.select(Axis(0), &layout.packed);
        let gold: Vec<Gold> = batch.iter().flat_map(|item| item.gold.iter().copied()).collect();
        let weight = 1.0 / (gold.len() - n).max(1) as f32;

        // Heads, relations, tags: forth and back.
        let masks = [sizes.arc, sizes.arc, sizes.label, sizes.tag].map(|columns| draw(columns, sizes.drop));
        let mut loss = 0.0;
        let mut by_rows = Array2::zeros(rows.raw_dim());
        loss += self.learn_arcs(&rows, &layout, &gold, weight, [masks[0].as_ref(), masks[1].as_ref()], &mut by_rows);
        loss += self.learn_labels(&rows, &layout, &gold, weight, masks[2].as_ref(), &mut by_rows);
        loss += self.learn_tags(&rows, &layout, &gold, weight, masks[3].as_ref(), &mut by_rows);

        // Back.
        let mut by = Array2::zeros(by_rows.raw_dim());
        for (row, packed) in by_rows.rows().into_iter().zip(&layout.packed) {
            by.row_mut(*packed).assign(&row);
        }
        drop_out(&mut by, last_drop.as_ref(), packed_sentences);
        for (layer, (x, dropped, memory)) in self.layers.iter_mut().zip(&inputs).rev() {
            by = layer.backward(x, &layout.packing, memory, &by);
            drop_out(&mut by, dropped.as_ref(), packed_sentences);
        }
        self.embedding.backward(&ids, &by);
        loss
    }

    fn learn_arcs(
        &mut self,
        rows: &Array2<f32>,
        layout: &Layout,
        gold: &[Gold],
        weight: f32,
        masks: [Option<&Mask>; 2],
        by_rows: &mut Array2<f32>,
    ) -> f32 {
        let whole = (self.dependant.forward(rows), self.head.forward(rows));
        let (mut d, mut h) = whole.clone();
        drop_out(&mut d, masks[0], &layout.sentence_of);
        drop_out(&mut h, masks[1], &layout.sentence_of);
        let du = d.dot(&self.arc.value);
        let hu = h.dot(&self.arc_bias.value);
        let (mut by_du, mut by_h) = (Array2::zeros(du.raw_dim()), Array2::zeros(h.raw_dim()));
        let mut loss = 0.0;
        for range in layout.sentences() {
            let of = |values| part(values, range.clone());
            let mut scores = arc_scores(&of(&du), &of(&h), &of(&hu));
            let heads: Vec<Option<u32>> = gold[range.clone()].iter().map(|g| g.head).collect();
            loss += cross_entropy(&mut scores, &heads, weight);
            let sums = column_sums(&scores.view()).insert_axis(Axis(1));
            let mut by_heads = part_mut(&mut by_h, range.clone());
            general_mat_mul(1.0, &scores, &of(&h), 0.0, &mut part_mut(&mut by_du, range.clone()));
            general_mat_mul(1.0, &scores.t(), &of(&du), 1.0, &mut by_heads);
            general_mat_mul(1.0, &sums, &self.arc_bias.value.t(), 1.0, &mut by_heads);
            add_product(&of(&h).t(), &sums.view(), &mut self.arc_bias.grad);
        }
        add_product(&d.t(), &by_du.view(), &mut self.arc.grad);
        let mut by_d = by_du.dot(&self.arc.value.t());
        drop_out(&mut by_d, masks[0], &layout.sentence_of);
        drop_out(&mut by_h, masks[1], &layout.sentence_of);
        *by_rows += &self.dependant.backward(rows, &whole.0, by_d);
        *by_rows += &self.head.backward(rows, &whole.1, by_h);
        loss
    }

    fn learn_labels(
        &mut self,
        rows: &Array2<f32>,
        layout: &Layout,
        gold: &[Gold],
        weight: f32,
        mask: Option<&Mask>,
        by_rows: &mut Array2<f32>,
    ) -> f32 {
        let (d, h) = (self.label_dependant.forward(rows), self.label_head.forward(rows));
        let heads: Vec<usize> = layout
            .sentences()
            .flat_map(|range| gold[range.clone()].iter().map(move |g| range.start + g.head.unwrap_or(0) as usize))
            .collect();
        let mut bent = d.clone();
        for (mut row, head) in bent.rows_mut().into_iter().zip(&heads) {
            row += &h.row(*head);
        }
        bend(&mut bent);
        let mut hidden = bent.clone();
        drop_out(&mut hidden, mask, &layout.sentence_of);
        let mut scores = self.label.forward(&hidden);
        let relations: Vec<Option<u32>> = gold.iter().map(|g| g.relation).collect();
        let loss = cross_entropy(&mut scores, &relations, weight);
        let mut by = self.label.backward(&hidden, &Array2::zeros((0, 0)), scores);
        drop_out(&mut by, mask, &layout.sentence_of);
        unbend(&bent, &mut by);
        let mut by_h = Array2::zeros(h.raw_dim());
        for (row, head) in by.rows().into_iter().zip(&heads) {
            let mut to = by_h.row_mut(*head);
            to += &row;
        }
        *by_rows += &self.label_dependant.backward(rows, &d, by);
        *by_rows += &self.label_head.backward(rows, &h, by_h);
        loss
    }

    fn learn_tags(
        &mut self,
        rows: &Array2<f32>,
        layout: &Layout,
        gold: &[Gold],
        weight: f32,
        mask: Option<&Mask>,
        by_rows: &mut Array2<f32>,
    ) -> f32 {
        let whole = self.tag.forward(rows);
        let mut hidden = whole.clone();
        drop_out(&mut hidden, mask, &layout.sentence_of);
        let none = Array2::zeros((0, 0));
        let (mut upos, mut morph) = (self.upos.forward(&hidden), self.morph.forward(&hidden));
        let (a, b): (Vec<_>, Vec<_>) = gold.iter().map(|g| (g.upos, g.morph)).unzip();
        let loss =
            cross_entropy(&mut upos, &a, weight * TAG_WEIGHT) + cross_entropy(&mut morph, &b, weight * TAG_WEIGHT);
        let mut by = self.upos.backward(&hidden, &none, upos);
        by += &self.morph.backward(&hidden, &none, morph);
        drop_out(&mut by, mask, &layout.sentence_of);
        *by_rows += &self.tag.backward(rows, &whole, by);
        loss
    }

    /// What the network says of sentences that are sorted by length, the longest first.
    pub(super) fn tell(&self, batch: &[&[Ids]]) -> Vec<Told> {
        let lengths: Vec<usize> = batch.iter().map(|ids| ids.len()).collect();
        let layout = Layout::new(&lengths);
        let mut ids = vec![Ids::default(); layout.packing.rows()];
        for (sentence, words) in batch.iter().enumerate() {
            for (word, id) in words.iter().enumerate() {
                ids[layout.packing.row(sentence, word)] = *id;
            }
        }
        let mut x = self.embedding.forward(&ids);
        for layer in &self.layers {
            x = layer.forward(&x, &layout.packing, None).0;
        }
        let rows = x.select(Axis(0), &layout.packed);
        let (d, h) = (self.dependant.forward(&rows), self.head.forward(&rows));
        let (du, hu) = (d.dot(&self.arc.value), h.dot(&self.arc_bias.value));
        let (label_d, label_h) = (self.label_dependant.forward(&rows), self.label_head.forward(&rows));
        let tag = self.tag.forward(&rows);
        let (upos, morph) = (self.upos.forward(&tag), self.morph.forward(&tag));
        let mut told = Vec::new();
        for range in layout.sentences() {
            let of = |values| part(values, range.clone());
            let mut scores = arc_scores(&of(&du), &of(&h), &of(&hu));
            for mut row in scores.rows_mut() {
                row.as_slice_mut().into_iter().for_each(softmax);
                row.mapv_inplace(|p| p.max(1e-9).ln());
            }
            let heads = best_tree(&scores.view());
            let mut hidden = part(&label_d, range.start + 1..range.end).to_owned();
            for (mut row, head) in hidden.rows_mut().into_iter().zip(&heads) {
                row += &label_h.row(range.start + *head as usize);
            }
            bend(&mut hidden);
            let words = range.start + 1..range.end;
            let mut confidence = 0.0;
            for (i, head) in heads.iter().enumerate() {
                confidence += scores[[i + 1, *head as usize]];
            }
            told.push(Told {
                relations: argmax(&self.label.forward(&hidden).view()),
                upos: argmax(&part(&upos, words.clone())),
                morphs: words.map(|i| morph.row(i).to_vec()).collect(),
                confidence: confidence / heads.len().max(1) as f32,
                heads,
            });
        }
        told
    }
}

/// What tags weigh against arcs and relations in the loss.
const TAG_WEIGHT: f32 = 0.5;

fn pack(batch: &[&Item], packing: &Packing) -> Vec<Ids> {
    let mut ids = vec![Ids::default(); packing.rows()];
    for (sentence, item) in batch.iter().enumerate() {
        for (word, id) in item.ids.iter().enumerate() {
            ids[packing.row(sentence, word)] = *id;
        }
    }
    ids
}

/// Scores of a sentence: a row a dependant, a column a head; no word is its own head.
fn arc_scores(du: &ArrayView2<'_, f32>, h: &ArrayView2<'_, f32>, hu: &ArrayView2<'_, f32>) -> Array2<f32> {
    let mut scores = du.dot(&h.t());
    scores += &hu.t();
    scores.diag_mut().fill(-1e9);
    scores
}

/// For each row the place of its highest number.
fn argmax(scores: &ArrayView2<'_, f32>) -> Vec<u32> {
    let best = |row: ndarray::ArrayView1<'_, f32>| {
        let mut best = (0, f32::NEG_INFINITY);
        for (i, score) in row.iter().enumerate() {
            if *score > best.1 {
                best = (i as u32, *score);
            }
        }
        best.0
    };
    scores.rows().into_iter().map(best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::words::Words;

    /// A batch of two sentences that a network of few numbers can be asked about.
    fn tiny() -> (Net, Vec<Item>) {
        let vocabulary = Vocabulary::new(std::iter::empty::<(&Words, u32)>());
        let vectors = Vectors::none();
        let mut dice = Dice::new(5);
        let sizes = Sizes { state: 3, layers: 2, arc: 4, label: 3, tag: 3, drop: 0.0, drop_state: 0.0 };
        let net = Net::new(sizes, &vocabulary, &vectors, [3, 4, 5], &mut dice);
        let ids = vocabulary.ids(&Words::default(), 0, &vectors);
        let item = |heads: &[u32]| {
            let mut all = ids.clone();
            all.extend(heads.iter().map(|_| Ids::default()));
            let word = |h: &u32| Gold { head: Some(*h), relation: Some(h % 3), upos: Some(h % 4), morph: Some(1) };
            Item { ids: all, gold: std::iter::once(Gold::default()).chain(heads.iter().map(word)).collect() }
        };
        (net, vec![item(&[2, 3, 0, 3]), item(&[0, 1])])
    }

    #[test]
    fn gradients_are_those_of_the_loss() {
        let (mut net, items) = tiny();
        let batch: Vec<&Item> = items.iter().collect();
        // Identical words need something that tells them apart, or half of the gradients are zero.
        for param in net.params() {
            let mut dice = Dice::new(param.value.len() as u64 + 1);
            param.value.mapv_inplace(|v| v + super::super::layers::uniform(&mut dice) * 0.6 - 0.3);
        }
        net.learn(&batch, None);
        let gradients: Vec<Array2<f32>> = net.params().iter().map(|p| p.grad.clone()).collect();
        let step = 4e-3;
        let mut compared = 0;
        for (which, gradient) in gradients.iter().enumerate() {
            for place in (0..gradient.len()).step_by(gradient.len().div_ceil(12)) {
                let at = (place / gradient.ncols(), place % gradient.ncols());
                let mut loss = |by: f32| {
                    net.params()[which].value[at] += by;
                    let loss = net.learn(&batch, None);
                    net.params()[which].value[at] -= by;
                    loss
                };
                let measured = (loss(step) - loss(-step)) / (2.0 * step);
                let told = gradient[at];
                assert!((measured - told).abs() < 3e-4 + 0.02 * told.abs(), "{which} {at:?}: {measured} {told}");
                compared += usize::from(told.abs() > 1e-3);
            }
        }
        assert!(compared > 40, "{compared}");
    }

    #[test]
    fn a_batch_is_learned_by_heart() {
        let (mut net, items) = tiny();
        let batch: Vec<&Item> = items.iter().collect();
        let first = net.learn(&batch, None);
        for _ in 0..60 {
            net.params().into_iter().for_each(|param| param.step(0.02, 1.0));
            net.learn(&batch, None);
        }
        assert!(net.learn(&batch, None) < first * 0.5);
    }
}

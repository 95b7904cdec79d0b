//! Words of a document → names of persons, places and organisations.
//!
//! A linear model over hashed features, decoded sentence by sentence with Viterbi; it is trained on surface words, so the
//! words of a multiword token ("della") count as one here, with the part of speech of the first.

mod features;
mod labels;
mod lists;
mod surface;
mod word;

pub use features::{Context, Prepared};
pub use labels::{LABELS, NameSpan, decode, encode, legal};
pub use lists::{Lists, PHRASE_LISTS};
pub(in crate::annotate) use surface::head_of;

pub use word::{Case, Known, Word};

use crate::{
    document::Upos,
    model::{Container, ModelError, Transitions, Viterbi, Weights},
};

/// Finds names.
#[derive(Debug, Clone)]
pub struct NameTagger {
    lists: Lists,
    weights: Weights,
    transitions: Transitions,
}

impl NameTagger {
    /// Reads the tagger's sections of a model file.
    ///
    /// # Errors
    /// When a section is missing or damaged.
    pub fn load(container: &Container<'_>) -> Result<Self, ModelError> {
        let lists = Lists::decode(&mut container.reader("names.lists")?)?;
        let weights = Weights::decode(&mut container.reader("names.weights")?)?;
        let transitions = match container.reader("names.steps") {
            Ok(mut steps) => Transitions::decode(&mut steps)?,
            Err(_) => legal(),
        };
        if weights.classes() != LABELS || transitions.classes() != LABELS {
            return Err(ModelError::Truncated);
        }
        Ok(Self { lists, weights, transitions })
    }

    /// The names of a document whose sentences are given as surface words with their parts of speech.
    pub fn tag(&self, sentences: &[Vec<(&str, Upos)>]) -> Vec<Vec<NameSpan>> {
        let prepared = sentences.iter().map(|words| Prepared::new(words, &self.lists)).collect();
        let context = Context::new(prepared);
        let mut viterbi = Viterbi::default();
        let (mut features, mut emissions, mut path) = (Vec::new(), Vec::new(), Vec::new());
        (0..context.len())
            .map(|s| {
                emissions.clear();
                for i in 0..context.sentence(s).len() {
                    context.features(s, i, &mut features);
                    emissions.extend(self.weights.score_fixed::<LABELS>(&features));
                }
                viterbi.decode(&emissions, &self.transitions, &mut path);
                decode(&path)
            })
            .collect()
    }
}

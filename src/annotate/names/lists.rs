//! What is known of words and of phrases before a text is read: clusters of words, how often a word has a capital, lists
//! of first names, surnames, places and organisations.
//!
//! Two automata (`fst`): word in lower or own case → [`Known`], packed; phrase in lower case, its words divided by blanks →
//! the lists that it is in.

use fst::{Map, raw};

use super::word::Known;
use crate::model::{ModelError, Reader};

/// How many lists of phrases there are: places and organisations.
pub const PHRASE_LISTS: usize = 2;

/// No listed phrase has more words.
const LONGEST: usize = 8;

/// The lists of a language.
#[derive(Debug, Clone)]
pub struct Lists {
    words: Map<Vec<u8>>,
    phrases: Map<Vec<u8>>,
}

/// Where a word stands in the longest listed phrase around it, for each list: 0 in none, 1 first of several, 2 inside, 3
/// last, 4 the only one.
pub(super) type Places = [u8; PHRASE_LISTS];

impl Lists {
    /// Reads what [`Lists::encode`] wrote.
    ///
    /// # Errors
    /// When the bytes are cut short or are no automata.
    pub fn decode(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut map = || {
            let len = reader.u32()? as usize;
            Map::new(reader.bytes(len)?.to_vec()).map_err(|_| ModelError::Truncated)
        };
        Ok(Self { words: map()?, phrases: map()? })
    }

    /// The bytes that [`Lists::decode`] reads.
    #[cfg(feature = "train")]
    pub fn encode(&self, writer: &mut crate::model::Writer) {
        for map in [&self.words, &self.phrases] {
            let bytes = map.as_fst().as_bytes();
            writer.u32(bytes.len() as u32);
            writer.bytes(bytes);
        }
    }

    /// Lists of these words and phrases.
    ///
    /// # Errors
    /// Never for maps, whose keys are sorted.
    #[cfg(any(test, feature = "train"))]
    pub fn new(
        words: &std::collections::BTreeMap<String, Known>,
        phrases: &std::collections::BTreeMap<String, u8>,
    ) -> Result<Self, fst::Error> {
        Ok(Self {
            words: Map::from_iter(words.iter().map(|(word, known)| (word, pack(*known))))?,
            phrases: Map::from_iter(phrases.iter().map(|(phrase, lists)| (phrase, u64::from(*lists))))?,
        })
    }

    /// What is known of a word: of the form as it is written, else of that in lower case; the lists are always those of
    /// the lower case.
    pub fn word(&self, form: &str, lower: &str) -> Known {
        let of_lower = self.words.get(lower).map(unpack).unwrap_or_default();
        let own = if form == lower { None } else { self.words.get(form).map(unpack) };
        Known { clusters: own.unwrap_or(of_lower).clusters, ..of_lower }
    }

    /// Whether the form is known as it is written.
    pub fn has(&self, form: &str) -> bool {
        self.words.contains_key(form)
    }

    /// For each word of a sentence (in lower case) where it stands in a listed phrase; longer phrases go before shorter
    /// ones, then earlier before later.
    pub fn phrases(&self, lower: &[String]) -> Vec<Places> {
        let mut places = vec![[0; PHRASE_LISTS]; lower.len()];
        let mut free_from = [0; PHRASE_LISTS];
        for start in 0..lower.len() {
            let mut longest = [0; PHRASE_LISTS];
            let mut state = State::start(self.phrases.as_fst());
            for (n, word) in lower[start..].iter().take(LONGEST).enumerate() {
                if (n > 0 && !state.step(b" ")) || !state.step(word.as_bytes()) {
                    break;
                }
                let lists = state.value().unwrap_or(0);
                for (list, longest) in longest.iter_mut().enumerate().filter(|(list, _)| lists >> list & 1 == 1) {
                    let _ = list;
                    *longest = n + 1;
                }
            }
            for (list, len) in longest.into_iter().enumerate() {
                if len > 0 && start >= free_from[list] {
                    free_from[list] = start + len;
                    for (n, place) in places[start..start + len].iter_mut().enumerate() {
                        place[list] = match (n, len) {
                            (_, 1) => 4,
                            (0, _) => 1,
                            (n, len) if n + 1 == len => 3,
                            _ => 2,
                        };
                    }
                }
            }
        }
        places
    }
}

/// A walk through an automaton.
struct State<'m> {
    fst: &'m raw::Fst<Vec<u8>>,
    node: raw::Node<'m>,
    sum: u64,
}

impl<'m> State<'m> {
    fn start(fst: &'m raw::Fst<Vec<u8>>) -> Self {
        Self { fst, node: fst.root(), sum: 0 }
    }

    fn step(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            let Some(i) = self.node.find_input(*byte) else { return false };
            let transition = self.node.transition(i);
            self.sum += transition.out.value();
            self.node = self.fst.node(transition.addr);
        }
        true
    }

    fn value(&self) -> Option<u64> {
        self.node.is_final().then(|| self.sum + self.node.final_output().value())
    }
}

#[cfg(any(test, feature = "train"))]
fn pack(known: Known) -> u64 {
    let [fine, coarse] = known.clusters.map(u64::from);
    u64::from(known.lists) << 20 | coarse << 13 | fine << 3 | u64::from(known.capital)
}

fn unpack(packed: u64) -> Known {
    Known {
        lists: (packed >> 20) as u16,
        clusters: [(packed >> 3) as u16 & 0x3ff, (packed >> 13) as u16 & 0x7f],
        capital: (packed & 7) as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_phrase_wins() {
        let phrases = [("new york", 1), ("new york times", 2), ("times", 1)];
        let phrases = phrases.into_iter().map(|(p, l)| (p.to_owned(), l)).collect();
        let known = Known { clusters: [700, 60], capital: 5, lists: 9 };
        let lists = Lists::new(&[("times".to_owned(), known)].into(), &phrases).expect("sorted");
        let words = ["il", "new", "york", "times"].map(str::to_owned);
        assert_eq!(lists.phrases(&words), [[0, 0], [1, 1], [3, 2], [4, 3]]);
        assert_eq!(lists.word("Times", "times"), known);
        assert_eq!(lists.word("x", "x"), Known::default());
    }
}

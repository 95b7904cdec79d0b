//! Walking the dependency trees of a document.

use super::{Deprel, Document, SentenceId, TokenId, Tokens};

impl Document {
    /// The words that depend on `head` directly, in the order of the text.
    pub fn children(&self, head: TokenId) -> impl DoubleEndedIterator<Item = TokenId> {
        let sentence = self.sentences[self.sentence_of(head).index()].tokens;
        sentence.iter().filter(move |token| self.token(*token).head == Some(head))
    }

    /// The dependants of `head` that stand in `relation` to it, or in a sub-type of it.
    pub fn children_by(&self, head: TokenId, relation: Deprel) -> impl DoubleEndedIterator<Item = TokenId> {
        self.children(head).filter(move |child| self.token(*child).deprel.is(relation))
    }

    /// The first dependant in exactly this relation or a sub-type of it.
    pub fn child(&self, head: TokenId, relation: Deprel) -> Option<TokenId> {
        self.children_by(head, relation).next()
    }

    /// The root of a sentence; `None` for a sentence without words.
    pub fn root(&self, sentence: SentenceId) -> Option<TokenId> {
        let tokens = self.sentence(sentence).tokens;
        tokens.iter().find(|token| self.token(*token).head.is_none())
    }

    /// From a word up to the root: its head, the head of that, and so on.
    pub fn ancestors(&self, token: TokenId) -> impl Iterator<Item = TokenId> {
        // No longer than the sentence, so that a tree from outside with a cycle in it ends too.
        let longest = self.sentence(self.sentence_of(token)).tokens.len();
        std::iter::successors(self.token(token).head, |t| self.token(*t).head).take(longest)
    }

    /// Whether `token` is `ancestor` or lies below it.
    pub fn is_below(&self, token: TokenId, ancestor: TokenId) -> bool {
        token == ancestor || self.ancestors(token).any(|above| above == ancestor)
    }

    /// The run of tokens from the leftmost to the rightmost word below `head`, itself included.
    pub fn subtree(&self, head: TokenId) -> Tokens {
        let sentence = self.sentence(self.sentence_of(head)).tokens;
        let place = |token: TokenId| (token.0 - sentence.begin.0) as usize;
        // Whether each word lies below, as far as is known: however deep the tree, every word is passed once.
        let mut below: Vec<Option<bool>> = vec![None; sentence.len()];
        below[place(head)] = Some(true);
        let mut path = Vec::new();
        let (mut begin, mut end) = (head, TokenId(head.0 + 1));
        for token in sentence.iter() {
            let mut at = Some(token);
            let mut is_below = false;
            while let Some(word) = at {
                if let Some(known) = below[place(word)] {
                    is_below = known;
                    break;
                }
                // Holds for a word that is met again in a cycle.
                below[place(word)] = Some(false);
                path.push(word);
                at = self.token(word).head;
            }
            path.drain(..).for_each(|word| below[place(word)] = Some(is_below));
            if is_below {
                begin = begin.min(token);
                end = end.max(TokenId(token.0 + 1));
            }
        }
        Tokens::new(begin, end)
    }
}

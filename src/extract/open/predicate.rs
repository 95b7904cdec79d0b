//! Tree → predicates with their subjects and arguments → facts.

use super::{
    ArgumentKind, OpenFact,
    phrase::{clause, phrase},
    tree::Tree,
};
use crate::document::{Deprel, Feature, TokenId, Upos};

/// So far up the tree a subject or auxiliary is looked for.
const DEEPEST: usize = 12;

/// The predicates of one sentence.
pub(super) struct Predicates<'t> {
    tree: &'t Tree<'t>,
}

impl<'t> Predicates<'t> {
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        Self { tree }
    }

    /// Gives each fact to `sink`, in the order of the predicates.
    pub(super) fn facts(&self, sink: &mut dyn FnMut(OpenFact)) {
        for head in self.tree.tokens.iter().filter(|token| self.is_predicate(*token)) {
            let subjects = self.subjects(head, DEEPEST);
            if subjects.is_empty() {
                continue;
            }
            let relation = self.relation(head, DEEPEST);
            let mut arguments = Vec::new();
            if self.is_copular(head) {
                self.complement(head, &relation, &mut arguments);
            } else {
                self.arguments(head, &relation, &mut arguments);
            }
            for subject in &subjects {
                let subject = phrase(self.tree, *subject, &[head]);
                for (relation, object, kind) in &arguments {
                    let overlaps = |word: &TokenId| relation.contains(word) || object.contains(word);
                    if !subject.is_empty() && !object.is_empty() && !subject.iter().any(overlaps) {
                        sink(OpenFact {
                            sentence: self.tree.sentence,
                            subject: subject.clone(),
                            relation: relation.clone(),
                            object: object.clone(),
                            kind: *kind,
                        });
                    }
                }
            }
        }
    }

    fn is_copular(&self, token: TokenId) -> bool {
        self.tree.child(token, Deprel::COP).is_some()
    }

    fn is_predicate(&self, token: TokenId) -> bool {
        self.is_copular(token)
            || (self.tree.upos(token) == Upos::Verb
                && !self.tree.is(token, Deprel::AMOD)
                && !self.tree.is(token, Deprel::CASE))
    }

    /// The head words of what the predicate is said of.
    fn subjects(&self, head: TokenId, deepest: usize) -> Vec<TokenId> {
        let tree = self.tree;
        if let Some(own) = tree.child(head, Deprel::NSUBJ) {
            let own = if tree.is_relative(own) { self.antecedent(head).unwrap_or(own) } else { own };
            return tree.conjuncts(own);
        }
        let (Some(above), Some(deepest)) = (tree.head(head), deepest.checked_sub(1)) else { return Vec::new() };
        let deprel = tree.token(head).deprel;
        let is_predicate = self.is_predicate(above);
        match deprel.universal() {
            Deprel::CONJ | Deprel::XCOMP if is_predicate => self.subjects(above, deepest),
            Deprel::ADVCL if is_predicate && tree.is_participle(head) => self.subjects(above, deepest),
            Deprel::ACL if deprel == Deprel::ACL_RELCL || tree.is_participle(head) => {
                // What has a relative object says it of somebody else.
                let of_other =
                    tree.children(head).iter().any(|child| tree.is_relative(*child) && !tree.is(*child, Deprel::NSUBJ));
                if of_other { Vec::new() } else { vec![above] }
            }
            _ => Vec::new(),
        }
    }

    /// What a relative clause is about.
    fn antecedent(&self, mut head: TokenId) -> Option<TokenId> {
        for _ in 0..DEEPEST {
            let above = self.tree.head(head)?;
            if self.tree.is(head, Deprel::ACL) {
                return Some(above);
            }
            head = above;
        }
        None
    }

    /// The words of the predicate itself: verb or copula with auxiliaries, negation, particle and adverbs before it.
    fn relation(&self, head: TokenId, deepest: usize) -> Vec<TokenId> {
        let tree = self.tree;
        let copular = self.is_copular(head);
        let mut words = Vec::new();
        if !copular {
            words.push(head);
        }
        let mut auxiliary = false;
        for child in tree.children(head) {
            let deprel = tree.token(*child).deprel;
            match deprel.universal() {
                Deprel::AUX | Deprel::COP => {
                    auxiliary = true;
                    words.push(*child);
                }
                Deprel::EXPL if deprel != Deprel::EXPL => words.push(*child),
                _ if deprel == Deprel::COMPOUND_PRT => words.push(*child),
                _ => {}
            }
        }
        let last = words.iter().max().copied().unwrap_or(head);
        let first = words.iter().min().copied().unwrap_or(head);
        for child in tree.children_by(head, Deprel::ADVMOD) {
            let negative = tree.has(child, Feature::Polarity, "Neg");
            let inside = first.0 < child.0 + 2 && child < last && tree.children(child).is_empty();
            if !tree.is_relative(child) && (negative || inside) {
                words.push(child);
            }
        }
        words.sort();
        words.dedup();
        let (Some(above), Some(deepest)) = (tree.head(head), deepest.checked_sub(1)) else { return words };
        if tree.is(head, Deprel::XCOMP) && self.is_predicate(above) && tree.upos(head) == Upos::Verb {
            // "allowed employees to dress"
            let mut prefix = self.relation(above, deepest);
            if let Some(object) = tree.child(above, Deprel::OBJ).filter(|object| !tree.is_relative(*object)) {
                prefix.extend(phrase(tree, object, &[]));
            }
            prefix.extend(tree.children_by(head, Deprel::MARK));
            return join(&prefix, &words);
        }
        let shares = tree.is(head, Deprel::CONJ) && !auxiliary && tree.child(head, Deprel::NSUBJ).is_none();
        if shares && !copular && self.same_form(head, above) {
            // "has bought and sold": the auxiliary serves both.
            let before: Vec<TokenId> = if tree.is(above, Deprel::XCOMP) {
                let mut prefix = self.relation(above, deepest);
                prefix.retain(|word| *word < above);
                prefix
            } else {
                tree.children_by(above, Deprel::AUX).collect()
            };
            return join(&before, &words);
        }
        words
    }

    fn same_form(&self, one: TokenId, other: TokenId) -> bool {
        ["Part", "Ger", "Inf"]
            .iter()
            .any(|form| self.tree.has(one, Feature::VerbForm, form) && self.tree.has(other, Feature::VerbForm, form))
    }

    /// What a copula says: the complement itself, and what hangs on it by a preposition.
    fn complement(&self, head: TokenId, relation: &[TokenId], out: &mut Vec<Argument>) {
        let tree = self.tree;
        let obliques: Vec<TokenId> =
            tree.children_by(head, Deprel::OBL).chain(tree.children_by(head, Deprel::XCOMP)).collect();
        let outside: Vec<TokenId> = tree
            .children_by(head, Deprel::ADVMOD)
            .filter(|adverb| relation.contains(adverb))
            .chain(obliques.iter().copied())
            .collect();
        let complement = phrase(tree, head, &outside);
        let with = |more: &[TokenId]| join(relation, more);
        let case: Vec<TokenId> = tree.children_by(head, Deprel::CASE).collect();
        out.push((with(&self.fixed(&case)), complement.clone(), ArgumentKind::Complement));
        let stem = with(&join(&self.fixed(&case), &complement));
        for oblique in tree.children_by(head, Deprel::OBL) {
            self.oblique(oblique, head, &stem, out);
        }
        for content in tree.children_by(head, Deprel::CCOMP) {
            out.push((stem.clone(), clause(tree, content), ArgumentKind::Clause));
        }
    }

    fn arguments(&self, head: TokenId, relation: &[TokenId], out: &mut Vec<Argument>) {
        let tree = self.tree;
        let recipient: Vec<TokenId> = tree
            .children_by(head, Deprel::IOBJ)
            .filter(|r| tree.upos(*r) != Upos::Pron)
            .flat_map(|r| phrase(tree, r, &[]))
            .collect();
        let relation = &join(relation, &recipient);
        let object = tree.child(head, Deprel::OBJ);
        let mut stem = relation.clone();
        if let Some(object) = object {
            let heads = if tree.is_relative(object) {
                self.antecedent(head).into_iter().collect()
            } else {
                tree.conjuncts(object)
            };
            for object in &heads {
                out.push((relation.clone(), phrase(tree, *object, &[head]), ArgumentKind::Object));
            }
            if let [only] = heads[..] {
                stem = join(relation, &phrase(tree, only, &[head]));
            }
        }
        // "became a judge in": what the verb makes of its subject stands before the preposition.
        let made = tree.children_by(head, Deprel::XCOMP).find(|made| self.is_plain(*made) && object.is_none());
        let with_made = made.map(|made| join(&self.before(made, &stem), &phrase(tree, made, &[])));
        let behind = with_made.as_ref().unwrap_or(&stem);
        for child in tree.children(head) {
            match tree.token(*child).deprel.universal() {
                Deprel::OBL => self.oblique(*child, head, behind, out),
                Deprel::XCOMP if self.is_plain(*child) => {
                    let stem = self.before(*child, &stem);
                    for complement in tree.conjuncts(*child) {
                        out.push((stem.clone(), phrase(tree, complement, &[]), ArgumentKind::Complement));
                    }
                }
                Deprel::CCOMP => out.push((stem.clone(), clause(tree, *child), ArgumentKind::Clause)),
                _ => {}
            }
        }
    }

    /// Whether what a verb says of its subject or object is a noun or adjective: "became a judge".
    fn is_plain(&self, complement: TokenId) -> bool {
        self.tree.upos(complement) != Upos::Verb && !self.is_copular(complement)
    }

    /// The words before such a complement: "is seen as".
    fn before(&self, complement: TokenId, stem: &[TokenId]) -> Vec<TokenId> {
        let case: Vec<TokenId> = self.tree.children_by(complement, Deprel::CASE).collect();
        join(stem, &self.fixed(&case))
    }

    /// A nominal behind a preposition; the preposition goes to the relation.
    fn oblique(&self, oblique: TokenId, predicate: TokenId, stem: &[TokenId], out: &mut Vec<Argument>) {
        let tree = self.tree;
        let case: Vec<TokenId> = tree.children_by(oblique, Deprel::CASE).collect();
        if case.is_empty() {
            return;
        }
        let relation = join(stem, &self.fixed(&case));
        let heads = if tree.is_relative(oblique) {
            self.antecedent(predicate).into_iter().collect()
        } else {
            tree.conjuncts(oblique)
        };
        for head in heads {
            // Of several the later ones may bring a preposition of their own.
            let own: Vec<TokenId> = tree.children_by(head, Deprel::CASE).collect();
            let relation =
                if head == oblique || own.is_empty() { relation.clone() } else { join(stem, &self.fixed(&own)) };
            out.push((relation, phrase(tree, head, &[]), ArgumentKind::Oblique));
        }
    }

    /// Prepositions with the further words of fixed ones: "because of".
    fn fixed(&self, case: &[TokenId]) -> Vec<TokenId> {
        case.iter().flat_map(|word| std::iter::once(*word).chain(self.tree.children_by(*word, Deprel::FIXED))).collect()
    }
}

/// Relation, object and what the object is.
type Argument = (Vec<TokenId>, Vec<TokenId>, ArgumentKind);

/// One behind the other: a relation reads "made an offer on" wherever its parts stand.
fn join(one: &[TokenId], other: &[TokenId]) -> Vec<TokenId> {
    [one, other].concat()
}

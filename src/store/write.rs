//! Putting articles in and taking them out, one transaction each.

use std::collections::{BTreeMap, HashSet};

use oxigraph::{
    model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad},
    store::Transaction,
};

use super::{Error, Store};
use crate::rdf::{Description, EncodedArticle};

/// What putting an article in did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there before.
    Added,
    /// It was there and said something else.
    Replaced,
    /// It was there as it is; nothing was written.
    Unchanged,
}

/// What to write to get from one set of quads to another.
pub(super) struct Difference<'q> {
    gone: Vec<&'q Quad>,
    new: Vec<&'q Quad>,
}

pub(super) fn difference<'q>(before: &'q [Quad], after: &'q [Quad]) -> Difference<'q> {
    let (old, new): (HashSet<&Quad>, HashSet<&Quad>) = (before.iter().collect(), after.iter().collect());
    Difference {
        gone: before.iter().filter(|quad| !new.contains(quad)).collect(),
        new: after.iter().filter(|quad| !old.contains(quad)).collect(),
    }
}

impl Difference<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty()
    }

    pub(super) fn apply(&self, transaction: &mut Transaction<'_>) {
        for quad in &self.gone {
            transaction.remove(*quad);
        }
        for quad in &self.new {
            transaction.insert(*quad);
        }
    }
}

impl Store {
    /// Puts an article in, in place of what it said before.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read or written; then nothing of the article is written.
    pub fn put(&self, article: &EncodedArticle) -> Result<Outcome, Error> {
        let before = self.article_quads(article.graph.as_ref())?;
        if difference(&before, &article.quads).is_empty() {
            return Ok(Outcome::Unchanged);
        }
        self.replace(article.graph.as_ref(), &before, &article.quads)?;
        Ok(if before.is_empty() { Outcome::Added } else { Outcome::Replaced })
    }

    /// Takes an article out, with what only it said; whether it was there.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read or written; then the article stays as it was.
    pub fn forget(&self, article: NamedNodeRef<'_>) -> Result<bool, Error> {
        let before = self.article_quads(article)?;
        if before.is_empty() {
            return Ok(false);
        }
        self.replace(article, &before, &[])?;
        Ok(true)
    }

    /// Turns what one article said into what it says, and mends the descriptions of the entities it names.
    fn replace(&self, article: NamedNodeRef<'_>, before: &[Quad], after: &[Quad]) -> Result<(), Error> {
        let mut transaction = self.inner.start_transaction()?;
        let change = difference(before, after);
        change.apply(&mut transaction);
        if after.is_empty() {
            transaction.remove_named_graph(article)?;
        }
        let lost = self.names(change.gone.iter().copied());
        let gained = self.names(change.new.iter().copied());
        for entity in lost.keys().chain(gained.keys().filter(|entity| !lost.contains_key(*entity))) {
            let written: Vec<Quad> = transaction
                .quads_for_pattern(Some(entity.as_ref().into()), None, None, Some(GraphNameRef::DefaultGraph))
                .collect::<Result<_, _>>()?;
            let mut description = Description::default();
            if lost.contains_key(entity) {
                // A name may be gone for good or still stand elsewhere: all articles are asked.
                for property in Description::SOURCES {
                    for quad in transaction.quads_for_pattern(Some(entity.as_ref().into()), Some(property), None, None)
                    {
                        description.absorb(property, &quad?.object);
                    }
                }
            } else {
                // Names only come in: what is written and the new ones are enough, however many articles name the entity.
                for quad in written.iter().chain(gained.get(entity).into_iter().flatten().copied()) {
                    description.absorb(quad.predicate.as_ref(), &quad.object);
                }
            }
            difference(&written, &description.quads(entity, &self.base)).apply(&mut transaction);
        }
        transaction.commit()?;
        Ok(())
    }

    /// The quads that name or link an entity, by entity.
    fn names<'q>(&self, quads: impl Iterator<Item = &'q Quad>) -> BTreeMap<NamedNode, Vec<&'q Quad>> {
        let mut names: BTreeMap<NamedNode, Vec<&Quad>> = BTreeMap::new();
        for quad in quads.filter(|quad| Description::SOURCES.contains(&quad.predicate.as_ref())) {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
                && self.base.entity_type(subject.as_str()).is_some()
            {
                names.entry(subject.clone()).or_default().push(quad);
            }
        }
        names
    }

    /// Replaces what the store knows of the runs of the program.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read or written.
    pub fn put_runs(&self, quads: &[Quad]) -> Result<(), Error> {
        let graph = GraphName::NamedNode(crate::rdf::vocab::rel::RUN_GRAPH.into_owned());
        let inside = |quad: &Quad| Quad { graph_name: graph.clone(), ..quad.clone() };
        let after: Vec<Quad> = quads.iter().map(inside).collect();
        let before: Vec<Quad> =
            self.inner.quads_for_pattern(None, None, None, Some(graph.as_ref())).collect::<Result<_, _>>()?;
        let mut transaction = self.inner.start_transaction()?;
        difference(&before, &after).apply(&mut transaction);
        transaction.commit()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::{Base, decode, encode, schema};
    use proptest::prelude::*;
    use serde_json::{Value, from_value, json};

    fn article(value: Value) -> EncodedArticle {
        encode::article(&from_value(value).unwrap(), &Base::default(), &schema())
    }

    /// An article that names entities, some by several names, and says that the first met each other one.
    fn naming(id: &str, names: &[(&str, &str)]) -> EncodedArticle {
        let entities: Vec<Value> = names
            .iter()
            .map(|(label, alias)| json!({"id": label, "type": "Person", "label": label, "aliases": [alias],
                "links": if label.len() == 1 { json!([{"iri": "http://www.wikidata.org/entity/Q1"}]) } else { json!([]) }}))
            .collect();
        let claims: Vec<Value> = names.iter().skip(1)
            .map(|(label, _)| json!({"subject": names[0].0, "predicate": "metWith", "object": label, "evidence": [0, 4]}))
            .collect();
        article(json!({"id": id, "language": "it", "text": "Una prova.", "entities": entities, "claims": claims}))
    }

    fn nquads(store: &Store) -> String {
        let mut out = Vec::new();
        store.write_nquads(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn store() -> Store {
        Store::in_memory(Base::default()).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn order_replacing_and_forgetting_leave_no_trace(
            articles in prop::collection::vec(prop::collection::vec((
                prop::sample::select(vec!["Anna", "Bruno", "A", "B", "C"]),
                prop::sample::select(vec!["Annina", "Bru", "Anna", "La Anna"])), 0..4), 1..5),
            old in prop::collection::vec((prop::sample::select(vec!["Anna", "A", "B"]), Just("Vecchia")), 0..3),
            turn in any::<usize>(),
        ) {
            let articles: Vec<_> = articles.iter().enumerate().map(|(n, names)| naming(&format!("a{n}"), names)).collect();
            let straight = store();
            for article in &articles {
                prop_assert_eq!(straight.put(article).unwrap(), Outcome::Added);
                prop_assert_eq!(straight.put(article).unwrap(), Outcome::Unchanged);
            }
            let other = store();
            let (old, gone) = (naming("a0", &old), naming("gone", &old));
            other.put(&old).unwrap();
            let mut mixed = articles.clone();
            mixed.rotate_left(turn % articles.len());
            for article in mixed.iter().chain([&gone]) {
                other.put(article).unwrap();
            }
            prop_assert!(other.forget(gone.graph.as_ref()).unwrap());
            prop_assert!(!other.forget(gone.graph.as_ref()).unwrap());
            prop_assert_eq!(nquads(&straight), nquads(&other));

            // The store says what the graph says, and gives it back.
            let graph = decode::graph(straight.all().unwrap(), straight.base(), schema()).unwrap();
            let mut lines: Vec<_> = encode::graph(&graph, &Base::default()).iter().map(|q| format!("{q} .")).collect();
            let text = nquads(&straight);
            let mut stored: Vec<_> = text.lines().collect();
            lines.sort();
            stored.sort_unstable();
            prop_assert_eq!(lines, stored);
        }
    }

    #[test]
    fn names_go_with_the_last_article_that_uses_them() {
        let store = store();
        let first = naming("a", &[("Anna Rossi", "Anna"), ("Bruno", "Bru")]);
        store.put(&first).unwrap();
        store.put(&naming("b", &[("Anna Rossi", "la Rossi")])).unwrap();
        assert_eq!(store.entities_named("rossi").unwrap().len(), 1);
        assert!(store.forget(first.graph.as_ref()).unwrap());
        let text = nquads(&store);
        assert!(text.contains("\"la Rossi\"@it") && !text.contains("\"Anna\"") && !text.contains("Bruno"));
        assert_eq!(store.articles().unwrap().len(), 1);
    }

    #[test]
    fn around_an_entity_lie_the_articles_that_name_its_neighbours() {
        let store = store();
        for (id, names) in [("a", ["Anna", "Bruno"]), ("b", ["Bruno", "Carla"]), ("c", ["Dario", "Elio"])] {
            store.put(&naming(id, &names.map(|name| (name, "x")))).unwrap();
        }
        let anna = store.entities_named("ANNA").unwrap();
        let count = |hops| store.around(&anna, hops).unwrap().count();
        assert_eq!((count(0), count(1), count(2)), (1, 2, 2));
        assert_eq!(store.entity_counts().unwrap(), [(Some("Person".to_owned()), 5)].into());
    }

    #[test]
    fn dates_and_numbers_come_back_as_they_went_in() {
        let store = store();
        let claims: Vec<Value> = ["2022-01-10", "2022-01", "0000", "P14M", "2014/..", "0999-12-31"]
            .iter()
            .enumerate()
            .map(|(n, time)| {
                json!({"subject": "1", "predicate": "metWith", "object": "2", "time": time,
                                    "confidence": 0.1 + 0.000_123 * n as f64})
            })
            .collect();
        let written = article(json!({"id": "a", "text": "Una prova.", "published": "2022-01",
            "entities": [{"id": "1", "label": "Anna"}, {"id": "2", "label": "Bruno"}], "claims": claims}));
        store.put(&written).unwrap();
        assert_eq!(store.put(&written).unwrap(), Outcome::Unchanged);
    }
}

//! Reading a store: articles, entities by name, what lies around an entity, everything as sorted N-Quads.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

use oxigraph::{
    model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef, vocab::rdf},
    store::StorageError,
};

use super::{Error, Store};
use crate::rdf::vocab::{REL, rel, schema, skos};

impl Store {
    /// The graphs of all articles, by name.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read.
    pub fn articles(&self) -> Result<BTreeSet<NamedNode>, Error> {
        let mut articles = BTreeSet::new();
        for graph in self.inner.named_graphs() {
            if let NamedOrBlankNode::NamedNode(graph) = graph?
                && !graph.as_str().starts_with(REL)
            {
                articles.insert(graph);
            }
        }
        Ok(articles)
    }

    /// What an article says; nothing where it is not in the store.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read.
    pub fn article_quads(&self, article: NamedNodeRef<'_>) -> Result<Vec<Quad>, Error> {
        let graph = Some(GraphNameRef::NamedNode(article));
        Ok(self.inner.quads_for_pattern(None, None, None, graph).collect::<Result<_, _>>()?)
    }

    /// The quads of all articles, one article after the other: what [`decode::graph`](crate::rdf::decode::graph) takes.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read.
    pub fn all(&self) -> Result<impl Iterator<Item = Result<Vec<Quad>, Error>> + '_, Error> {
        Ok(self.articles()?.into_iter().map(|article| self.article_quads(article.as_ref())))
    }

    /// The hash of an article's text; `None` where the article is not in the store.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read.
    pub fn text_hash(&self, article: NamedNodeRef<'_>) -> Result<Option<String>, Error> {
        let graph = Some(GraphNameRef::NamedNode(article));
        let quad = self.inner.quads_for_pattern(Some(article.into()), Some(rel::TEXT_HASH), None, graph).next();
        Ok(quad.transpose()?.and_then(|quad| match quad.object {
            Term::Literal(hash) => Some(hash.value().to_owned()),
            _ => None,
        }))
    }

    /// The entities that have a name with these words in it; upper and lower case are one.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read.
    pub fn entities_named(&self, name: &str) -> Result<BTreeSet<NamedNode>, Error> {
        let wanted = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let mut found = BTreeSet::new();
        for property in [skos::PREF_LABEL, skos::ALT_LABEL] {
            let graph = Some(GraphNameRef::DefaultGraph);
            for quad in self.inner.quads_for_pattern(None, Some(property), None, graph) {
                let quad = quad?;
                if let (NamedOrBlankNode::NamedNode(entity), Term::Literal(label)) = (quad.subject, quad.object)
                    && label.value().to_lowercase().contains(&wanted)
                {
                    found.insert(entity);
                }
            }
        }
        Ok(found)
    }

    /// The quads of the articles that name some of the entities, or some entity that a claim ties to one of them over at
    /// most `hops` claims; one article after the other, as [`Store::all`] gives them.
    ///
    /// With no hops: all that is said of the entities themselves.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read.
    pub fn around(
        &self,
        entities: &BTreeSet<NamedNode>,
        hops: usize,
    ) -> Result<impl Iterator<Item = Result<Vec<Quad>, Error>> + '_, Error> {
        let mut articles: BTreeSet<NamedNode> = BTreeSet::new();
        let mut near = entities.clone();
        let mut edge: Vec<NamedNode> = near.iter().cloned().collect();
        for hop in 0..=hops {
            let mut next = Vec::new();
            for entity in &edge {
                for quad in self.inner.quads_for_pattern(Some(entity.as_ref().into()), Some(schema::NAME), None, None) {
                    if let GraphName::NamedNode(article) = quad?.graph_name {
                        articles.insert(article);
                    }
                }
                if hop < hops {
                    let others = self.other_ends(entity)?;
                    next.extend(others.into_iter().filter(|other| near.insert(other.clone())));
                }
            }
            edge = next;
        }
        Ok(articles.into_iter().map(|article| self.article_quads(article.as_ref())))
    }

    /// The entities that claims tie to an entity.
    fn other_ends(&self, entity: &NamedNode) -> Result<BTreeSet<NamedNode>, StorageError> {
        let mut others = BTreeSet::new();
        for (here, there) in [(rdf::SUBJECT, rdf::OBJECT), (rdf::OBJECT, rdf::SUBJECT)] {
            for claim in self.inner.quads_for_pattern(None, Some(here), Some(TermRef::from(entity)), None) {
                let claim = claim?.subject;
                for end in self.inner.quads_for_pattern(Some(claim.as_ref()), Some(there), None, None) {
                    if let Term::NamedNode(other) = end?.object {
                        others.insert(other);
                    }
                }
            }
        }
        Ok(others)
    }

    /// How many entities there are of each class, by class; `None` for those of unknown type.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read.
    pub fn entity_counts(&self) -> Result<BTreeMap<Option<String>, usize>, Error> {
        let mut entities: BTreeSet<NamedNode> = BTreeSet::new();
        let graph = Some(GraphNameRef::DefaultGraph);
        for quad in self.inner.quads_for_pattern(None, Some(skos::PREF_LABEL), None, graph) {
            if let NamedOrBlankNode::NamedNode(entity) = quad?.subject {
                entities.insert(entity);
            }
        }
        let mut counts = BTreeMap::new();
        for entity in entities {
            let class = self.base.entity_type(entity.as_str()).flatten().map(|class| class.to_string());
            *counts.entry(class).or_default() += 1;
        }
        Ok(counts)
    }

    /// Writes entities and articles as N-Quads: the default graph first, then the articles' graphs by name, the lines of
    /// each graph sorted. Two stores that hold the same give the same bytes.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read or `out` cannot be written.
    pub fn write_nquads(&self, mut out: impl Write) -> Result<(), Error> {
        let articles = self.articles()?;
        let named = articles.iter().map(|article| GraphNameRef::NamedNode(article.as_ref()));
        for graph in std::iter::once(GraphNameRef::DefaultGraph).chain(named) {
            let mut lines = Vec::new();
            for quad in self.inner.quads_for_pattern(None, None, None, Some(graph)) {
                lines.push(format!("{} .\n", quad?));
            }
            lines.sort_unstable();
            for line in lines {
                out.write_all(line.as_bytes())?;
            }
        }
        Ok(())
    }
}

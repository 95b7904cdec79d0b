//! An edge → what the table-like formats say of all its claims together.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    document::Polarity,
    graph::{Edge, KnowledgeGraph},
};

/// All claims of an edge, in short.
pub(super) struct Summary {
    /// How many say that it is not so.
    pub(super) denials: usize,
    /// When, as EDTF.
    pub(super) times: Vec<String>,
    /// The outlets, or the articles where no outlet is known.
    pub(super) sources: Vec<String>,
    /// The sentences.
    pub(super) evidence: Vec<String>,
    /// The first day told by a claim, or else by its article.
    pub(super) first_day: Option<NaiveDate>,
    /// The last day.
    pub(super) last_day: Option<NaiveDate>,
}

impl Summary {
    pub(super) fn of(graph: &KnowledgeGraph, edge: &Edge) -> Self {
        let mut times = BTreeSet::new();
        let mut sources = BTreeSet::new();
        let mut evidence: Vec<String> = Vec::new();
        let (mut first_day, mut last_day) = (None::<NaiveDate>, None::<NaiveDate>);
        for claim in &edge.claims {
            let article = graph.article(&claim.article);
            times.extend(claim.time.clone());
            sources.insert(article.and_then(|a| a.source.clone()).unwrap_or_else(|| claim.article.to_string()));
            if let Some(words) = claim.evidence.map(|span| graph.words(&claim.article, span).to_owned())
                && !evidence.contains(&words)
            {
                evidence.push(words);
            }
            let published = || article?.published.map(|date| (Some(date.first_day()), Some(date.last_day())));
            if let Some((from, to)) = claim.days().or_else(published) {
                first_day = [first_day, from].into_iter().flatten().min();
                last_day = [last_day, to].into_iter().flatten().max();
            }
        }
        Self {
            denials: edge.claims.iter().filter(|claim| claim.polarity == Polarity::Negative).count(),
            times: times.into_iter().collect(),
            sources: sources.into_iter().collect(),
            evidence,
            first_day,
            last_day,
        }
    }
}

//! A claim of the graph → what a person or a program is shown of it: who, what, whom, the sentence with its words marked,
//! and where it stands.

use std::collections::BTreeMap;

use serde::Serialize;

use super::style::{Style, harmless, one_line};
use crate::{
    document::{Certainty, CharSpan, Polarity, Relation, Tense},
    graph::{EntityId, Fact, KnowledgeGraph, StatedClaim},
};

/// One claim with everything around it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClaimView {
    pub(super) subject: String,
    pub(super) relation: String,
    pub(super) label: String,
    pub(super) object: String,
    pub(super) polarity: Polarity,
    pub(super) certainty: Certainty,
    pub(super) tense: Tense,
    pub(super) attributed_to: Option<String>,
    pub(super) time: Option<String>,
    pub(super) place: Option<String>,
    /// Whether it is also a plain edge, and if not, why.
    pub(super) fact: bool,
    pub(super) not_a_fact_because: Vec<String>,
    pub(super) evidence: Option<String>,
    pub(super) cue: Option<String>,
    pub(super) rule: Option<String>,
    pub(super) confidence: Option<f32>,
    pub(super) article: ArticleView,
    #[serde(skip)]
    pieces: Vec<(Piece, String)>,
}

/// Where a claim stands.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ArticleView {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) published: Option<String>,
}

/// What a stretch of the evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Plain,
    Cue,
    Name,
}

impl ClaimView {
    /// What an edge or attribute of `entity` and one of its claims say.
    pub(super) fn new(
        graph: &KnowledgeGraph,
        entity: EntityId,
        fact: Fact<'_>,
        claim: &StatedClaim,
        language: &str,
    ) -> Self {
        let name = |id: EntityId| one_line(graph.entity(id).label());
        let (ends, subject, object) = match fact {
            Fact::Edge(edge) if claim.reversed => ([edge.object, edge.subject], name(edge.object), name(edge.subject)),
            Fact::Edge(edge) => ([edge.subject, edge.object], name(edge.subject), name(edge.object)),
            Fact::Attribute(attribute) => ([entity, entity], name(entity), one_line(&attribute.value)),
        };
        let words = |span: Option<CharSpan>| span.map(|span| one_line(graph.words(&claim.article, span)));
        let article = graph.article(&claim.article);
        Self {
            subject,
            relation: fact.relation().to_string(),
            label: graph.schema().label(fact.relation(), language).to_owned(),
            object,
            polarity: claim.polarity,
            certainty: claim.certainty,
            tense: claim.tense,
            attributed_to: claim.attributed_to.map(name),
            time: claim.time.clone(),
            place: claim.place.map(name),
            fact: claim.fact,
            not_a_fact_because: if claim.fact { Vec::new() } else { reasons(graph, claim, ends[0]) },
            evidence: words(claim.evidence),
            cue: words(claim.cue),
            rule: claim.rule.as_ref().map(ToString::to_string),
            confidence: claim.confidence,
            article: ArticleView {
                id: one_line(&claim.article.to_string()),
                title: article.and_then(|a| a.title.as_deref()).map(one_line),
                source: article.and_then(|a| a.source.as_deref()).map(one_line),
                published: article.and_then(|a| a.published).map(|date| date.to_string()),
            },
            pieces: pieces(graph, claim, &ends),
        }
    }

    /// The evidence with the cue and the names of both ends marked.
    pub(super) fn sentence(&self, style: Style) -> Option<String> {
        let sentence: String = self
            .pieces
            .iter()
            .map(|(piece, text)| match piece {
                Piece::Plain => text.clone(),
                Piece::Cue => style.cue(text),
                Piece::Name => style.name(text),
            })
            .collect();
        (!sentence.is_empty()).then_some(sentence)
    }

    /// `article, Outlet, 2022-01-13`.
    pub(super) fn origin(&self) -> String {
        let ArticleView { id, source, published, .. } = &self.article;
        [Some(id), source.as_ref(), published.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    }

    /// What keeps the claim from being a fact, in a few words: `denied; only Zas says so`. Empty for a fact.
    pub(super) fn doubts(&self) -> String {
        self.not_a_fact_because.join("; ")
    }
}

/// Why a claim is no fact.
fn reasons(graph: &KnowledgeGraph, claim: &StatedClaim, subject: EntityId) -> Vec<String> {
    let mut reasons = Vec::new();
    if claim.polarity == Polarity::Negative {
        reasons.push("said not to be so".to_owned());
    }
    match claim.certainty {
        Certainty::Certain => {}
        Certainty::Probable => reasons.push("only said to be probable".to_owned()),
        Certainty::Possible => reasons.push("only said to be possible".to_owned()),
        Certainty::Unspecified => reasons.push("asked for, wished or supposed".to_owned()),
    }
    if claim.tense == Tense::Future {
        reasons.push("still to come".to_owned());
    }
    if let Some(speaker) = claim.attributed_to.filter(|speaker| *speaker != subject) {
        reasons.push(format!("only {} says so", one_line(graph.entity(speaker).label())));
    }
    reasons
}

/// The evidence, cut where the cue and the mentions of the two ends begin and end.
fn pieces(graph: &KnowledgeGraph, claim: &StatedClaim, ends: &[EntityId]) -> Vec<(Piece, String)> {
    let Some(evidence) = claim.evidence else { return Vec::new() };
    let inside = |span: &CharSpan| evidence[0] <= span[0] && span[1] <= evidence[1];
    let mut marks: BTreeMap<u32, (u32, Piece)> = BTreeMap::new();
    for end in ends {
        let seen = graph.entity(*end).appearances().get(&claim.article);
        for span in seen.into_iter().flat_map(|seen| &seen.mentions).filter(|span| inside(span)) {
            marks.insert(span[0], (span[1], Piece::Name));
        }
    }
    if let Some(cue) = claim.cue.filter(inside) {
        // The cue wins over a name that lies across it.
        marks.retain(|begin, (end, _)| *end <= cue[0] || cue[1] <= *begin);
        marks.insert(cue[0], (cue[1], Piece::Cue));
    }
    let mut pieces = Vec::new();
    let mut at = evidence[0];
    let mut push = |piece, begin: u32, end: u32| {
        if begin < end {
            let words = graph.words(&claim.article, [begin, end]);
            pieces.push((piece, harmless(words).replace(char::is_whitespace, " ")));
        }
    };
    for (begin, (end, piece)) in marks {
        if begin >= at {
            push(Piece::Plain, at, begin);
            push(piece, begin, end);
            at = end;
        }
    }
    push(Piece::Plain, at, evidence[1]);
    pieces
}

/// The label of a relation, with the name that queries use behind it.
pub(super) fn relation_heading(graph: &KnowledgeGraph, relation: &Relation, language: &str) -> String {
    let label = graph.schema().label(relation, language);
    if label == relation.as_str() { label.to_owned() } else { format!("{label} ({relation})") }
}

//! An edge of the graph: a relation between two entities with the claims that say so.

use super::EntityId;
use crate::document::{ArticleId, Certainty, CharSpan, Polarity, Relation, RuleName, Tense};

/// What one place of one article says; relation and ends stand on the [`Edge`] or
/// [`Attribute`](super::Attribute) that holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedClaim {
    /// The article.
    pub article: ArticleId,
    /// Of a symmetric relation: whether the article names the ends in the other order than the edge.
    pub reversed: bool,
    /// So, or not so.
    pub polarity: Polarity,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Ahead or not.
    pub tense: Tense,
    /// Who says so; `None` for the article in its own voice.
    pub attributed_to: Option<EntityId>,
    /// When, as EDTF; `past` where no more is told.
    pub time: Option<String>,
    /// Where.
    pub place: Option<EntityId>,
    /// The words that carry the relation, in characters of the article's text.
    pub cue: Option<CharSpan>,
    /// The clause or sentence that says so, in characters of the article's text.
    pub evidence: Option<CharSpan>,
    /// The rule that found it.
    pub rule: Option<RuleName>,
    /// How likely it is read rightly, 0 to 1; `None` where nothing was measured.
    pub confidence: Option<f32>,
    /// Whether the article says so in its own voice, positively, as certain, of what is or was
    /// ([`ClaimRecord::is_fact`](crate::document::ClaimRecord::is_fact)).
    pub fact: bool,
}

/// A relation between two entities, with everything that is said of it. Never without a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The relation.
    pub relation: Relation,
    /// The claims, in order of article and place.
    pub claims: Vec<StatedClaim>,
}

impl Edge {
    /// Whether some article states it as a fact.
    pub fn is_fact(&self) -> bool {
        self.claims.iter().any(|claim| claim.fact)
    }

    /// The claims that state it as a fact.
    pub fn facts(&self) -> impl Iterator<Item = &StatedClaim> {
        self.claims.iter().filter(|claim| claim.fact)
    }
}

impl StatedClaim {
    /// The stretch of days the claim's time covers, as far as it is a date or an interval of dates; an open end is `None`.
    pub fn days(&self) -> Option<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>)> {
        days(self.time.as_deref()?)
    }

    /// Where it stands, for a stable order.
    pub(super) fn place_in_text(&self) -> impl Ord + '_ {
        (&self.article, self.evidence, self.cue, self.polarity, self.certainty, self.tense, self.reversed, &self.time)
    }
}

/// The first and last day of an EDTF date (`2022-01`) or interval (`2022-01-10/..`).
fn days(edtf: &str) -> Option<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>)> {
    use crate::document::PartialDate;
    let date = |text: &str| text.parse::<PartialDate>().ok();
    match edtf.split_once('/') {
        None => date(edtf).map(|date| (Some(date.first_day()), Some(date.last_day()))),
        Some((from, to)) => {
            let open = |side: &str| matches!(side, "" | "..");
            let (first, last) = (date(from), date(to));
            let known = (first.is_some() || open(from)) && (last.is_some() || open(to));
            known.then(|| (first.map(PartialDate::first_day), last.map(PartialDate::last_day)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_covers_days() {
        let text = |edtf| {
            let day = |d: Option<chrono::NaiveDate>| d.map_or("..".to_owned(), |d| d.to_string());
            days(edtf).map(|(from, to)| format!("{} {}", day(from), day(to)))
        };
        assert_eq!(text("2022-02").as_deref(), Some("2022-02-01 2022-02-28"));
        assert_eq!(text("2014/..").as_deref(), Some("2014-01-01 .."));
        assert_eq!(text("P2M"), None);
        assert_eq!(text("past"), None);
        assert_eq!(text("x/y"), None);
    }
}

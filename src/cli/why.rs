//! `relata why`: every claim behind an edge.

use anyhow::Result;
use clap::Args;

use super::{
    Global, Outcome, Session,
    claims::ClaimView,
    names::{Found, known_relation, label_language, relation},
};
use crate::{
    document::Relation,
    graph::{EntityId, Fact, KnowledgeGraph},
};

/// Show every claim behind an edge: the sentence, who says so, when, the rule that found it
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  relata why Tokayev spokeWith Michel\n  relata why Tokayev Michel\n  \
                        relata why Tokayev headOf")]
pub(super) struct WhyArgs {
    /// The subject: a name or a part of one
    subject: String,
    /// The relation, by its name (spokeWith) or label; left out: any
    relation: Option<String>,
    /// The object: a name or a part of one; left out: any
    object: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &WhyArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    let (graph, base) = session.graph(&global.db)?;
    // With two words the second may be the relation or the object.
    let (relation, object) = match (&args.relation, &args.object) {
        (Some(second), None) => match relation(second, &graph) {
            Some(relation) => (Some(relation), None),
            None if Found::of(second, &graph, &base).entities.is_empty() => {
                (Some(known_relation(second, &graph)?), None)
            }
            None => (None, Some(second)),
        },
        (second, object) => (second.as_deref().map(|name| known_relation(name, &graph)).transpose()?, object.as_ref()),
    };
    let mut candidates = Vec::new();
    for name in std::iter::once(&args.subject).chain(object) {
        let found = Found::of(name, &graph, &base).entities;
        if found.is_empty() {
            session.complain(format_args!("nothing in the store is called \"{name}\""));
            return Ok(Outcome::Nothing);
        }
        candidates.push(found);
    }
    let (subjects, objects) = (&candidates[0], candidates.get(1));
    let wanted = Wanted { graph: &graph, relation, language: label_language(&graph) };
    let mut claims = Vec::new();
    for subject in subjects {
        claims.extend(wanted.claims_of(*subject, objects));
    }
    if args.json {
        serde_json::to_writer_pretty(session.out(), &claims)?;
        writeln!(session.out())?;
    } else {
        print(&claims, session)?;
    }
    if claims.is_empty() {
        session.complain("no article says so; \"relata show NAME\" lists what is said of each");
    }
    Ok(Outcome::found(!claims.is_empty()))
}

struct Wanted<'g> {
    graph: &'g KnowledgeGraph,
    relation: Option<Relation>,
    language: String,
}

impl Wanted<'_> {
    /// The claims about an entity of the wanted relation and with one of the objects. A relation that has a direction is
    /// looked at from its subject, unless no relation was named.
    fn claims_of(&self, subject: EntityId, objects: Option<&Vec<EntityId>>) -> Vec<ClaimView> {
        let fits = |fact: &Fact<'_>| {
            let relation = fact.relation();
            let end = match fact {
                Fact::Edge(edge) => {
                    let other = edge.other(subject);
                    let forwards = edge.subject == subject || self.graph.schema().is_symmetric(relation);
                    objects.is_none_or(|objects| objects.contains(&other)) && (self.relation.is_none() || forwards)
                }
                Fact::Attribute(_) => objects.is_none(),
            };
            end && self.relation.as_ref().is_none_or(|wanted| wanted == relation)
        };
        let moments = self.graph.timeline(subject).into_iter().filter(|moment| fits(&moment.fact));
        moments.map(|moment| ClaimView::new(self.graph, subject, moment.fact, moment.claim, &self.language)).collect()
    }
}

fn print(claims: &[ClaimView], session: &mut Session<'_>) -> Result<()> {
    let style = session.style;
    let out = session.out();
    let mut heading = String::new();
    for claim in claims {
        let this = format!("{} · {} · {}", claim.subject, claim.label, claim.object);
        if this != heading {
            let gap = if heading.is_empty() { "" } else { "\n" };
            writeln!(out, "{gap}{}", style.bold(&this))?;
            heading = this;
        }
        if let Some(sentence) = claim.sentence(style) {
            writeln!(out, "  {sentence}")?;
        }
        let title = claim.article.title.as_ref().map(|title| format!(" — {title}")).unwrap_or_default();
        writeln!(out, "    from {}{title}", claim.origin())?;
        let standing = if claim.fact {
            "a fact: stated in the article's own voice".to_owned()
        } else {
            format!("no fact: {}", claim.doubts())
        };
        writeln!(out, "    {}", if claim.fact { standing } else { style.warn(&standing) })?;
        let says = claim.attributed_to.as_ref().map(|who| format!("said by {who}"));
        let when = claim.time.as_ref().map(|time| format!("when {time}"));
        let place = claim.place.as_ref().map(|place| format!("in {place}"));
        let rule = claim.rule.as_ref().map(|rule| format!("rule {rule}"));
        let sure = claim.confidence.map(|confidence| format!("confidence {confidence:.2}"));
        let details: Vec<String> = [says, when, place, rule, sure].into_iter().flatten().collect();
        if !details.is_empty() {
            writeln!(out, "    {}", style.dim(&details.join(" · ")))?;
        }
    }
    Ok(())
}

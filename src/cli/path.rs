//! `relata path`: the shortest ways from one entity to another, with evidence.

use std::num::NonZeroUsize;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{
    Global, Outcome, Session,
    claims::ClaimView,
    names::{Found, label_language},
    style::one_line,
};
use crate::graph::{EdgeRef, Fact, KnowledgeGraph, Step};

/// Show the shortest ways from one entity to another, each step with a sentence that says so
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  relata path Michel Masimov")]
pub(super) struct PathArgs {
    /// Where to start: a name or a part of one
    from: String,
    /// Where to end
    to: String,
    /// How many ways to show at most
    #[arg(long, value_name = "N", default_value = "3")]
    ways: NonZeroUsize,
    /// Also go along what is denied, uncertain or only reported
    #[arg(long)]
    all: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// How many claims of one step a person is shown.
const CLAIMS_A_STEP: usize = 2;

/// A step along all edges between two entities.
#[derive(Debug, Serialize)]
struct StepView {
    from: String,
    to: String,
    claims: Vec<ClaimView>,
}

pub(super) fn run(args: &PathArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    let (graph, base) = session.graph(&global.db)?;
    let mut ends = Vec::new();
    for name in [&args.from, &args.to] {
        let Some(entity) = Found::of(name, &graph, &base).one(name, &graph, &base)? else {
            session.complain(format_args!("nothing in the store is called \"{name}\""));
            return Ok(Outcome::Nothing);
        };
        ends.push(entity);
    }
    let usable = |edge: &EdgeRef<'_>| args.all || edge.edge.is_fact();
    let mut ways = graph.paths(ends[0], ends[1], args.ways.get(), usable);
    // A way that is much longer than the shortest tells nothing: it wanders about the same entities.
    let longest = ways.first().map_or(0, Vec::len) + 1;
    ways.retain(|way| way.len() <= longest);
    let language = label_language(&graph);
    let ways: Vec<Vec<StepView>> =
        ways.iter().map(|way| way.iter().map(|step| view(&graph, step, args.all, &language)).collect()).collect();
    if args.json {
        serde_json::to_writer_pretty(session.out(), &ways)?;
        writeln!(session.out())?;
    } else {
        print(&ways, session)?;
    }
    if ways.is_empty() {
        let hint = if args.all { "" } else { "; --all also goes along what is denied, uncertain or only reported" };
        session.complain(format_args!("no way leads from \"{}\" to \"{}\"{hint}", args.from, args.to));
    }
    Ok(Outcome::found(!ways.is_empty()))
}

fn view(graph: &KnowledgeGraph, step: &Step<'_>, all: bool, language: &str) -> StepView {
    let claims = step.edges.iter().flat_map(|edge| {
        let claims = edge.edge.claims.iter().filter(move |claim| all || claim.fact);
        claims.map(|claim| ClaimView::new(graph, step.from, Fact::Edge(*edge), claim, language))
    });
    let name = |id| one_line(graph.entity(id).label());
    StepView { from: name(step.from), to: name(step.to), claims: claims.collect() }
}

fn print(ways: &[Vec<StepView>], session: &mut Session<'_>) -> Result<()> {
    let style = session.style;
    let out = session.out();
    for (number, way) in (1..).zip(ways) {
        let start = way.first().map_or("", |step| &step.from);
        let names: Vec<&str> = std::iter::once(start).chain(way.iter().map(|step| step.to.as_str())).collect();
        let gap = if number == 1 { "" } else { "\n" };
        writeln!(out, "{gap}{number}. {}", style.bold(&names.join(" — ")))?;
        for (claim, more) in way.iter().flat_map(shown) {
            let doubts = claim.doubts();
            let doubts = if doubts.is_empty() { doubts } else { format!("  {}", style.warn(&format!("({doubts})"))) };
            writeln!(out, "   {} · {} · {}{doubts}", claim.subject, claim.label, claim.object)?;
            if let Some(sentence) = claim.sentence(style) {
                writeln!(out, "      {sentence}")?;
            }
            let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
            writeln!(out, "      {}", style.dim(&format!("{}{more}", claim.origin())))?;
        }
    }
    Ok(())
}

/// The first claims of a step, and behind the last of them how many more there are.
fn shown(step: &StepView) -> impl Iterator<Item = (&ClaimView, usize)> {
    let shown = step.claims.len().min(CLAIMS_A_STEP);
    let more = step.claims.len() - shown;
    (1..).zip(&step.claims[..shown]).map(move |(number, claim)| (claim, if number == shown { more } else { 0 }))
}

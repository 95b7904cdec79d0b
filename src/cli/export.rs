//! `relata export`: the graph, or a part of it, as a file.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use super::{
    Global, Outcome, Session,
    names::{Found, known_relation, label_language},
};
use crate::{
    document::PartialDate,
    export::{self, Format, Layout, Picture, PictureOptions},
    graph::{Filter, KnowledgeGraph},
    rdf::Base,
};

/// Write the graph, or a part of it, as a picture, a table, a graph for other programs, or RDF
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  relata export -o graph.svg\n  \
                        relata export -o tokayev.svg --around Tokayev --hops 2\n  \
                        relata export --format csv --relation accuses --from 2022-01\n  \
                        relata export --format events -o events.csv\n  \
                        relata export --format nquads -o graph.nq")]
pub(super) struct ExportArgs {
    /// The format [default: what the ending of the file's name tells]
    #[arg(long, value_enum, required_unless_present = "output")]
    format: Option<ExportFormat>,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only what lies near this entity; may be given several times
    #[arg(long, value_name = "NAME")]
    around: Vec<String>,
    /// How near: at most so many relations away
    #[arg(long, value_name = "N", default_value = "1", requires = "around")]
    hops: usize,
    /// Nothing that ended before this day, month or year
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
    /// Nothing that began after this day, month or year
    #[arg(long, value_name = "DATE")]
    to: Option<PartialDate>,
    /// Only this relation; may be given several times
    #[arg(long, value_name = "NAME")]
    relation: Vec<String>,
    /// Only what articles of this outlet say
    #[arg(long, value_name = "OUTLET")]
    source: Option<String>,
    /// Only what some article states as a fact [default: everything; pictures draw the rest in dashes]
    #[arg(long)]
    facts_only: bool,
    /// The language of labels: it, en [default: that of most articles]
    #[arg(long, value_name = "TAG")]
    labels: Option<String>,
    /// What stands above a picture
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The most entities in a picture, those with most relations; 0 for all
    #[arg(long, value_name = "N", default_value = "150")]
    limit: usize,
    /// Who places the nodes of an SVG file
    #[arg(long, value_enum, default_value = "auto")]
    layout: LayoutArg,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    Dot,
    Svg,
    Graphml,
    Gexf,
    Turtle,
    Trig,
    Nquads,
    Ntriples,
    Rdfxml,
    Jsonld,
    /// A table of claims
    Csv,
    /// A table of events as political scientists keep them: date, source, target, PLOVER class, CAMEO code, place
    Events,
    Json,
}

/// Who places the nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LayoutArg {
    /// Graphviz where it is installed and the picture small, else relata
    Auto,
    /// Graphviz
    Graphviz,
    /// relata itself
    Own,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Dot => Self::Dot,
            ExportFormat::Svg => Self::Svg,
            ExportFormat::Graphml => Self::GraphMl,
            ExportFormat::Gexf => Self::Gexf,
            ExportFormat::Turtle => Self::Turtle,
            ExportFormat::Trig => Self::TriG,
            ExportFormat::Nquads => Self::NQuads,
            ExportFormat::Ntriples => Self::NTriples,
            ExportFormat::Rdfxml => Self::RdfXml,
            ExportFormat::Jsonld => Self::JsonLd,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Events => Self::Events,
            ExportFormat::Json => Self::Json,
        }
    }
}

pub(super) fn run(args: &ExportArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    let guessed = || args.output.as_deref().and_then(Format::of);
    let Some(format) = args.format.map(Format::from).or_else(guessed) else {
        bail!("the name of the file does not tell the format; say which with --format");
    };
    if format == Format::NQuads && args.takes_all() {
        // Straight from the store, however much there is.
        let store = session.store_to_read(&global.db)?;
        return write_to(args, session, |out| Ok(store.write_nquads(out)?));
    }
    let (whole, base) = session.graph(&global.db)?;
    let graph = args.part(&whole, &base)?;
    let language = args.labels.clone().unwrap_or_else(|| label_language(&graph));
    if !format.is_picture() {
        let outcome = Outcome::found(graph.entity_count() > 0);
        write_to(args, session, |out| Ok(export::write(&graph, &base, format, &language, out)?))?;
        return Ok(outcome);
    }
    let focus = args.around.iter().flat_map(|name| Found::of(name, &graph, &base).one(name, &graph, &base)).flatten();
    let options = PictureOptions {
        language,
        most_nodes: if args.limit == 0 { usize::MAX } else { args.limit },
        focus: focus.collect(),
        title: args.title.clone(),
    };
    let (picture, left_out) = Picture::of(&graph, &options);
    if left_out > 0 {
        session.note(format_args!(
            "the picture shows the {} entities with most relations and leaves out {left_out}; \
             --around NAME draws a part, --limit 0 everything",
            picture.nodes.len()
        ));
    }
    let outcome = Outcome::found(!picture.nodes.is_empty());
    write_to(args, session, |out| {
        match format {
            Format::Svg => export::write_svg(&picture, args.layout.into(), out),
            _ => export::write_dot(&picture, out),
        }
        .context("the picture cannot be drawn; --layout own needs no other program")
    })?;
    Ok(outcome)
}

impl From<LayoutArg> for Layout {
    fn from(layout: LayoutArg) -> Self {
        match layout {
            LayoutArg::Auto => Self::Auto,
            LayoutArg::Graphviz => Self::Graphviz,
            LayoutArg::Own => Self::Own,
        }
    }
}

impl ExportArgs {
    /// Whether nothing is to be left out.
    fn takes_all(&self) -> bool {
        let dated = self.from.is_some() || self.to.is_some();
        self.around.is_empty() && self.relation.is_empty() && self.source.is_none() && !dated && !self.facts_only
    }

    /// The part of the graph that was asked for.
    fn part(&self, whole: &KnowledgeGraph, base: &Base) -> Result<KnowledgeGraph> {
        if self.takes_all() {
            return Ok(whole.clone());
        }
        let relations = self.relation.iter().map(|name| known_relation(name, whole)).collect::<Result<Vec<_>>>()?;
        let filter = Filter {
            relations: (!relations.is_empty()).then(|| relations.into_iter().collect()),
            from: self.from,
            to: self.to,
            certainty: None,
            facts_only: self.facts_only,
            source: self.source.clone(),
        };
        // What is near is found along what is kept.
        let kept = whole.filtered(&filter);
        let mut centres = Vec::new();
        for name in &self.around {
            let Some(entity) = Found::of(name, whole, base).one(name, whole, base)? else {
                bail!("nothing in the store is called \"{name}\"");
            };
            centres.extend(kept.find(whole.entity(entity).key()));
        }
        Ok(if self.around.is_empty() { kept } else { kept.around(&centres, self.hops) })
    }
}

/// Hands the file or standard output to `write`.
fn write_to(
    args: &ExportArgs,
    session: &mut Session<'_>,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<Outcome> {
    match &args.output {
        None => write(&mut session.out())?,
        Some(path) => {
            let named = || format!("{}: cannot be written", path.display());
            let mut file = BufWriter::new(File::create(path).with_context(named)?);
            write(&mut file).with_context(named)?;
            file.flush().with_context(named)?;
        }
    }
    Ok(Outcome::Done)
}

//! `relata query`: SPARQL → a table, or one of the standard forms.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result, anyhow};
use clap::{Args, ValueEnum};
use comfy_table::{ContentArrangement, Table, presets::UTF8_BORDERS_ONLY};
use oxigraph::model::Term;

use super::{Global, Outcome, Session, style::one_line};
use crate::{
    rdf::{EXAMPLES, vocab::PREFIXES},
    store::{Answer, Error, Format, Rows, Store},
};

/// How wide a table is where no terminal tells, in characters.
const WIDTH: u16 = 120;

/// Ask the store a question in SPARQL
///
/// The default graph is the union of all articles; GRAPH ?article tells where something is said. The prefixes rel:,
/// schema:, skos:, prov:, sem: and the like are declared already.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  relata query --list\n  relata query --name who-met-whom\n  \
                        relata query 'SELECT ?who { ?x rel:headOf ?y ; skos:prefLabel ?who }'")]
pub(super) struct QueryArgs {
    /// The query
    #[arg(required_unless_present_any = ["file", "name", "list"])]
    query: Option<String>,
    /// Read the query from a file
    #[arg(short, long, value_name = "FILE", conflicts_with = "query")]
    file: Option<PathBuf>,
    /// Ask one of the example questions
    #[arg(long, value_name = "NAME", conflicts_with_all = ["query", "file"])]
    name: Option<String>,
    /// List the example questions
    #[arg(long, conflicts_with_all = ["query", "file", "name"])]
    list: bool,
    /// How to print the answer [default: a table on a terminal, else csv or turtle]
    #[arg(long, value_enum)]
    format: Option<QueryFormat>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// A form for answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum QueryFormat {
    Table,
    Csv,
    Tsv,
    Json,
    Xml,
    Turtle,
    Ntriples,
}

pub(super) fn run(args: &QueryArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    if args.list {
        for example in EXAMPLES {
            writeln!(session.out(), "{:16}  {}", example.name, example.title())?;
        }
        return Ok(Outcome::Done);
    }
    let sparql = question(args)?;
    let store = session.store_to_read(&global.db)?;
    let answer = store.query(&sparql).map_err(|error| with_caret(error, &sparql))?;
    let asked = args.format.or(args.json.then_some(QueryFormat::Json));
    let format = asked.unwrap_or(match answer {
        Answer::Triples(_) => QueryFormat::Turtle,
        Answer::Table(_) | Answer::Boolean(_) if session.style.terminal => QueryFormat::Table,
        Answer::Table(_) | Answer::Boolean(_) => QueryFormat::Csv,
    });
    let out = session.out();
    let found = match (format, answer) {
        (QueryFormat::Table, Answer::Table(rows)) => {
            let (table, count) = table(rows, &store)?;
            writeln!(out, "{table}")?;
            count
        }
        (QueryFormat::Table, Answer::Boolean(truth)) => {
            writeln!(out, "{}", if truth { "yes" } else { "no" })?;
            usize::from(truth)
        }
        (QueryFormat::Csv, answer) => answer.write(Format::Csv, out)?,
        (QueryFormat::Tsv, answer) => answer.write(Format::Tsv, out)?,
        (QueryFormat::Xml, answer) => answer.write(Format::Xml, out)?,
        (QueryFormat::Table | QueryFormat::Turtle, answer) => answer.write(Format::Turtle, out)?,
        (QueryFormat::Ntriples, answer) => answer.write(Format::NTriples, out)?,
        (QueryFormat::Json, answer) => answer.write(Format::Json, out)?,
    };
    Ok(Outcome::found(found > 0))
}

/// The text of the query.
fn question(args: &QueryArgs) -> Result<String> {
    if let Some(path) = &args.file {
        return fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()));
    }
    let Some(name) = &args.name else { return Ok(args.query.clone().unwrap_or_default()) };
    let example = EXAMPLES.iter().find(|example| example.name == name);
    let known = || EXAMPLES.iter().map(|example| example.name).collect::<Vec<_>>().join(", ");
    let example = example.ok_or_else(|| anyhow!("there is no example question \"{name}\"; there are {}", known()))?;
    Ok(example.sparql.to_owned())
}

/// An error of syntax with the line of the query that it stands in, and a mark under the place.
fn with_caret(error: Error, sparql: &str) -> anyhow::Error {
    let Error::Syntax { line, column, .. } = error else { return error.into() };
    let Some(text) = sparql.lines().nth(line - 1) else { return error.into() };
    let text = text.replace('\t', " ");
    anyhow!("{error}\n  {text}\n  {}^", " ".repeat(column.saturating_sub(1).min(text.chars().count())))
}

/// The rows as a table, and how many they are.
fn table(rows: Rows, store: &Store) -> Result<(Table, usize)> {
    let mut table = Table::new();
    table.load_style(UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(rows.columns());
    if !table.is_tty() {
        table.set_width(WIDTH);
    }
    let mut count = 0;
    for row in rows {
        table.add_row(row?.iter().map(|term| term.as_ref().map_or_else(String::new, |term| short(term, store))));
        count += 1;
    }
    Ok((table, count))
}

/// A term as a person reads it: words without quotation marks, identifiers with their prefix.
fn short(term: &Term, store: &Store) -> String {
    let text = match term {
        Term::NamedNode(iri) => {
            let iri = iri.as_str();
            let known =
                PREFIXES.iter().find_map(|(prefix, start)| Some(format!("{prefix}:{}", iri.strip_prefix(start)?)));
            known
                .or_else(|| iri.strip_prefix(store.base().as_str()).map(str::to_owned))
                .unwrap_or_else(|| iri.to_owned())
        }
        Term::Literal(words) => words.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    };
    one_line(&text)
}

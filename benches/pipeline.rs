//! Articles → words per second, stage by stage and end to end; and a check that every round finds the same.
//!
//! `cargo bench` takes the fixture articles, `cargo bench -- PATH…` others. Words are those that the parser sees: "della" is
//! two, a comma is one. Each figure is that of the best round, which other work on the machine disturbs least.
#![allow(clippy::print_stdout)] // figures are what it is for

use std::{
    fmt::Display,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use rayon::{
    ThreadPoolBuilder,
    iter::{IntoParallelIterator as _, ParallelIterator as _},
};
use relata::{
    annotate::Annotator,
    document::{Article, ArticleId, Document, Record, Schema},
    extract::{Extractor, LexiconSource},
    graph::KnowledgeGraph,
    pipeline::Pipeline,
    rdf::{self, Base, EncodedArticle, encode},
    read::{Input, ReadOptions, read},
    resolve::Resolver,
    text::Language,
};

/// The articles of a round have at least this many bytes; few short ones are taken again and again.
const ROUND_BYTES: usize = 256 << 10;
/// How long the rounds of one measurement go on.
const PATIENCE: Duration = Duration::from_secs(4);

/// What is found in the articles of one round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    words: usize,
    sentences: usize,
    mentions: usize,
    claims: usize,
    entities: usize,
    quads: usize,
}

fn main() -> Result<()> {
    // `cargo test --benches` says nothing of `--bench`: one round will do.
    let patience = if std::env::args().any(|argument| argument == "--bench") { PATIENCE } else { Duration::ZERO };
    let articles = articles()?;
    let stages = Stages::load()?;
    let counts = stages.measure(&articles, patience)?;
    end_to_end(&articles, counts, patience)
}

/// The articles of a round, each under its own id.
fn articles() -> Result<Vec<Article>> {
    let mut inputs: Vec<_> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .map(|path| Path::new(&path).to_owned())
        .collect();
    if inputs.is_empty() {
        inputs.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles/it"));
    }
    let inputs: Vec<_> = inputs.iter().map(|path| Input::from_argument(path)).collect();
    let options = ReadOptions { language: Some(Language::italian()), ..ReadOptions::default() };
    let mut found: Vec<Article> = read(&inputs, options).collect::<Result<_, _>>()?;
    found.retain(|article| article.given.is_none());
    ensure!(!found.is_empty(), "there are no articles to analyse");
    let bytes: usize = found.iter().map(|article| article.text.len()).sum();
    let again = |time: usize| {
        found.iter().cloned().map(move |mut article| {
            article.id = ArticleId(format!("{}-{time}", article.id));
            article
        })
    };
    Ok((0..ROUND_BYTES.div_ceil(bytes)).flat_map(again).collect())
}

/// All stages, one by one.
struct Stages {
    schema: Schema,
    annotator: Annotator,
    extractor: Extractor,
    resolver: Resolver,
}

impl Stages {
    fn load() -> Result<Self> {
        let start = Instant::now();
        let language = Language::italian();
        let schema = rdf::schema().as_ref().clone();
        let annotator = Annotator::new(&language)?;
        let source = LexiconSource::embedded(language.tag()).context("the language has no lexicon")?;
        let extractor = Extractor::new(&source, schema.clone())?;
        let resolver = Resolver::embedded(language.tag()).context("the language has no resolver")?;
        let stages = Self { schema, annotator, extractor, resolver };
        println!("models and lexicons loaded in {} ms", start.elapsed().as_millis());
        Ok(stages)
    }

    /// Prints the speed of each stage on one thread.
    fn measure(&self, articles: &[Article], patience: Duration) -> Result<Counts> {
        let names: Vec<_> =
            Annotator::STEPS.iter().map(|(name, _)| *name).chain(["extract", "resolve", "graph", "quads"]).collect();
        let mut best = vec![Duration::MAX; names.len()];
        let mut first = None;
        let start = Instant::now();
        while first.is_none() || start.elapsed() < patience {
            let mut clock = Clock::default();
            let counts = self.round(articles, &mut clock);
            ensure!(*first.get_or_insert(counts) == counts, "two rounds differ: {first:?} and {counts:?}");
            for (best, time) in best.iter_mut().zip(clock.stages) {
                *best = time.min(*best);
            }
        }
        let counts = first.unwrap_or_default();
        let Counts { words, sentences, mentions, claims, entities, quads } = counts;
        ensure!([words, sentences, mentions, claims, entities, quads].iter().all(|count| *count > 0), "{counts:?}");
        println!(
            "{} articles, {words} words, {sentences} sentences, {mentions} mentions, {claims} claims",
            articles.len()
        );
        let whole: Duration = best.iter().sum();
        println!("\n{:<28}{:>12}{:>10}", "one thread, stage", "words/s", "time");
        for (name, time) in names.iter().zip(&best) {
            let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64();
            println!("{name:<28}{:>12.0}{share:>9.1}%", words as f64 / time.as_secs_f64());
        }
        Ok(counts)
    }

    /// All articles through all stages.
    fn round(&self, articles: &[Article], clock: &mut Clock) -> Counts {
        let mut counts = Counts::default();
        let mut graph = KnowledgeGraph::new(rdf::schema());
        let base = Base::default();
        for article in articles {
            let mut document = Document::new(article.clone());
            clock.start();
            for (_, step) in Annotator::STEPS {
                step(&self.annotator, &mut document);
                clock.lap();
            }
            let claims = self.extractor.extract(&document);
            clock.lap();
            let record = self.resolver.resolve(&document, &claims);
            clock.lap();
            graph.add(&record);
            clock.lap();
            let encoded = encode::article(&record, &base, &self.schema);
            clock.lap();
            counts.words += document.tokens.len();
            counts.sentences += document.sentences.len();
            counts.mentions += document.mentions.len();
            counts.claims += claims.len();
            counts.quads += encoded.quads.len();
        }
        counts.entities = graph.entity_count();
        counts
    }
}

/// The time that each stage has taken.
#[derive(Default)]
struct Clock {
    last: Option<Instant>,
    stage: usize,
    stages: Vec<Duration>,
}

impl Clock {
    /// An article goes into the first stage.
    fn start(&mut self) {
        (self.last, self.stage) = (Some(Instant::now()), 0);
    }

    /// It leaves a stage and goes into the next.
    fn lap(&mut self) {
        let now = Instant::now();
        self.stages.resize(self.stages.len().max(self.stage + 1), Duration::ZERO);
        self.stages[self.stage] += self.last.map_or(Duration::ZERO, |last| now - last);
        (self.last, self.stage) = (Some(now), self.stage + 1);
    }
}

/// Prints the speed of the whole way, on one thread and on two.
fn end_to_end(articles: &[Article], counts: Counts, patience: Duration) -> Result<()> {
    let schema = rdf::schema();
    let pipeline = Pipeline::new(schema.as_ref().clone());
    let base = Base::default();
    let record = |article: Article| -> Result<Record> { Ok(pipeline.process(article)?.record) };
    let quads = |article: Article| -> Result<EncodedArticle> { Ok(encode::article(&record(article)?, &base, &schema)) };
    println!("\n{:<28}{:>12}", "end to end", "words/s");
    for threads in [1, 2] {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
        let report = |what: &str, time: Duration| {
            let name = format!("{what}, {}", count(threads, "thread"));
            println!("{name:<28}{:>12.0}", counts.words as f64 / time.as_secs_f64());
        };
        let time = best(articles, patience, |articles| {
            let records: Vec<_> = pool.install(|| articles.into_par_iter().map(record).collect::<Result<_>>())?;
            Ok(records.iter().map(|record| record.claims.len()).sum())
        })?;
        report("text to record", time);
        let time = best(articles, patience, |articles| {
            let encoded: Vec<_> = pool.install(|| articles.into_par_iter().map(quads).collect::<Result<_>>())?;
            Ok(encoded.iter().map(|article| article.quads.len()).sum())
        })?;
        report("text to quads", time);
        #[cfg(feature = "rocksdb")]
        {
            let time = best(articles, patience, |articles| {
                let folder = tempfile::tempdir()?;
                let store = relata::store::Store::open(&folder.path().join("graph"), None)?;
                let encoded: Vec<_> = pool.install(|| articles.into_par_iter().map(quads).collect::<Result<_>>())?;
                for article in &encoded {
                    store.put(article)?;
                }
                Ok(store.articles()?.len())
            })?;
            report("text to store on disk", time);
        }
    }
    Ok(())
}

/// The time of the best round; every round gives the same number.
fn best(
    articles: &[Article],
    patience: Duration,
    mut round: impl FnMut(Vec<Article>) -> Result<usize>,
) -> Result<Duration> {
    let mut best = Duration::MAX;
    let mut first = None;
    let start = Instant::now();
    while first.is_none() || start.elapsed() < patience {
        let articles = articles.to_vec();
        let begin = Instant::now();
        let found = round(articles)?;
        best = best.min(begin.elapsed());
        ensure!(found > 0 && *first.get_or_insert(found) == found, "two rounds differ: {first:?} and {found}");
    }
    Ok(best)
}

fn count(number: usize, what: impl Display) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

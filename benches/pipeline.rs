//! Articles → words per second, stage by stage and end to end, for each language; how long models take to load and how much
//! memory; and a check that every round finds the same.
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

impl Counts {
    /// These and others together.
    fn and(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            mentions: self.mentions + other.mentions,
            claims: self.claims + other.claims,
            entities: self.entities + other.entities,
            quads: self.quads + other.quads,
        }
    }
}

fn main() -> Result<()> {
    // `cargo test --benches` says nothing of `--bench`: one round will do.
    let patience = if std::env::args().any(|argument| argument == "--bench") { PATIENCE } else { Duration::ZERO };
    for (language, articles) in articles()? {
        println!("\n{}\n", language.tag());
        let stages = Stages::load(&language)?;
        let counts = stages.measure(&articles, patience)?;
        end_to_end(&articles, counts, patience)?;
        if let Some(peak) = memory("VmHWM:") {
            println!("{:<28}{peak:>9.0} MB", "most memory so far");
        }
    }
    Ok(())
}

/// The articles of a round for each language that there are any in, each article under its own id.
fn articles() -> Result<Vec<(Language, Vec<Article>)>> {
    let mut inputs: Vec<_> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .map(|path| Path::new(&path).to_owned())
        .collect();
    if inputs.is_empty() {
        inputs.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles"));
    }
    let inputs: Vec<_> = inputs.iter().map(|path| Input::from_argument(path)).collect();
    let options = ReadOptions { supported: Annotator::languages().collect(), ..ReadOptions::default() };
    let mut found: Vec<Article> = read(&inputs, options).collect::<Result<_, _>>()?;
    found.retain(|article| article.given.is_none());
    let mut languages = Vec::new();
    for language in Annotator::languages() {
        let own: Vec<&Article> = found.iter().filter(|article| article.language.as_ref() == Some(&language)).collect();
        let bytes: usize = own.iter().map(|article| article.text.len()).sum();
        let again = |time: usize| {
            own.iter().map(move |article| {
                let mut article = Article::clone(article);
                article.id = ArticleId(format!("{}-{time}", article.id));
                article
            })
        };
        if bytes > 0 {
            languages.push((language, (0..ROUND_BYTES.div_ceil(bytes)).flat_map(again).collect()));
        }
    }
    ensure!(!languages.is_empty(), "there are no articles to analyse");
    Ok(languages)
}

/// Megabytes that the system counts for this process; `None` where it does not say.
fn memory(what: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(what))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}

/// All stages, one by one.
struct Stages {
    schema: Schema,
    annotator: Annotator,
    extractor: Extractor,
    resolver: Resolver,
}

impl Stages {
    fn load(language: &Language) -> Result<Self> {
        let (start, before) = (Instant::now(), memory("VmRSS:"));
        let annotator = Annotator::new(language)?;
        let (loaded, after) = (start.elapsed(), memory("VmRSS:"));
        let schema = rdf::schema().as_ref().clone();
        let source = LexiconSource::embedded(language.tag()).context("the language has no lexicon")?;
        let extractor = Extractor::new(&source, schema.clone())?;
        let resolver = Resolver::embedded(language.tag()).context("the language has no lists of nouns")?;
        println!("{:<28}{:>9} ms", "models loaded", loaded.as_millis());
        println!("{:<28}{:>9} ms", "with lexicons", start.elapsed().as_millis());
        if let Some((before, after)) = before.zip(after) {
            println!("{:<28}{:>9.0} MB", "models in memory", after - before);
        }
        Ok(Self { schema, annotator, extractor, resolver })
    }

    /// Prints the speed of each stage on one thread and on two.
    fn measure(&self, articles: &[Article], patience: Duration) -> Result<Counts> {
        let names: Vec<_> =
            Annotator::STEPS.iter().map(|(name, _)| *name).chain(["extract", "resolve", "graph", "quads"]).collect();
        let (counts, one) = self.rounds(articles, 1, patience)?;
        let (of_two, two) = self.rounds(articles, 2, patience)?;
        let Counts { words, sentences, mentions, claims, entities, quads } = counts;
        ensure!([words, sentences, mentions, claims, entities, quads].iter().all(|count| *count > 0), "{counts:?}");
        // Each thread has a graph of its own, so that entities are counted in both.
        ensure!(Counts { entities, ..of_two } == counts, "two threads find {of_two:?}, one {counts:?}");
        println!(
            "\n{} articles, {words} words, {sentences} sentences, {mentions} mentions, {claims} claims, {entities} entities",
            articles.len()
        );
        println!("\n{:<28}{:>12}{:>10}{:>14}", "stage", "words/s", "time", "two threads");
        let whole: f64 = one.iter().map(|speed| 1.0 / speed).sum();
        for ((name, one), two) in names.iter().zip(&one).zip(&two) {
            println!("{name:<28}{one:>12.0}{:>9.1}%{two:>14.0}", 100.0 / one / whole);
        }
        Ok(counts)
    }

    /// What is found, and the best speed of each stage, in words a second of all threads.
    fn rounds(&self, articles: &[Article], threads: usize, patience: Duration) -> Result<(Counts, Vec<f64>)> {
        let mut best: Vec<f64> = Vec::new();
        let mut first = None;
        let start = Instant::now();
        while first.is_none() || start.elapsed() < patience {
            let parts: Vec<(Counts, Vec<f64>)> = std::thread::scope(|scope| {
                let share = articles.len().div_ceil(threads).max(1);
                let work = |part: &'_ [Article]| {
                    let mut clock = Clock::default();
                    let counts = self.round(part, &mut clock);
                    (counts, clock.stages.iter().map(|time| counts.words as f64 / time.as_secs_f64()).collect())
                };
                let handles: Vec<_> = articles.chunks(share).map(|part| scope.spawn(move || work(part))).collect();
                handles.into_iter().filter_map(|handle| handle.join().ok()).collect()
            });
            let counts = parts.iter().fold(Counts::default(), |sum, (counts, _)| sum.and(*counts));
            ensure!(*first.get_or_insert(counts) == counts, "two rounds differ: {first:?} and {counts:?}");
            best.resize(parts.first().map_or(0, |(_, speeds)| speeds.len()), 0.0);
            for (stage, best) in best.iter_mut().enumerate() {
                *best = best.max(parts.iter().map(|(_, speeds)| speeds[stage]).sum());
            }
        }
        Ok((first.unwrap_or_default(), best))
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

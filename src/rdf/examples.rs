//! The example questions of `ontology/queries/`, compiled into the program.

/// A question that the graph can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Its name: the file's, without ending.
    pub name: &'static str,
    /// The query; the first two lines are comments that say what it asks, in English and in Italian.
    pub sparql: &'static str,
}

impl Example {
    /// What it asks, in English.
    pub fn title(&self) -> &'static str {
        self.comment(0)
    }

    /// What it asks, in Italian.
    pub fn title_it(&self) -> &'static str {
        self.comment(1)
    }

    fn comment(&self, line: usize) -> &'static str {
        self.sparql.lines().nth(line).map_or("", |line| line.trim_start_matches('#').trim())
    }
}

macro_rules! examples {
    ($($name:literal),+ $(,)?) => {
        &[$(Example { name: $name, sparql: include_str!(concat!("../../ontology/queries/", $name, ".rq")) }),+]
    };
}

/// All of them, by name.
pub const EXAMPLES: &[Example] = examples![
    "accusations",
    "between-two",
    "denials",
    "disputed",
    "events-by-class",
    "links",
    "one-outlet",
    "timeline",
    "what-one-says",
    "who-leads-what",
    "who-met-whom",
    "withdrawals",
];

//! SPARQL over the union of all graphs, and its answers in the standard forms.

use std::io::Write;

use oxigraph::{
    io::{RdfFormat, RdfSerializer},
    model::{Term, Triple},
    sparql::{
        QueryResults, QuerySolutionIter, QueryTripleIter, SparqlEvaluator, SparqlSyntaxError,
        results::{QueryResultsFormat, QueryResultsSerializer},
    },
};

use super::{Error, Store, error::one_line};
use crate::rdf::vocab::PREFIXES;

/// How long the list of what could have stood there may get.
const LONGEST_MESSAGE: usize = 200;

/// A form for answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Tables as comma-separated values.
    Csv,
    /// Tables as tab-separated values, terms in Turtle's form.
    Tsv,
    /// Tables and truth values as JSON.
    Json,
    /// Tables and truth values as XML.
    Xml,
    /// Triples in Turtle.
    Turtle,
    /// Triples in N-Triples.
    NTriples,
}

impl Format {
    fn of_table(self) -> Option<QueryResultsFormat> {
        match self {
            Format::Csv => Some(QueryResultsFormat::Csv),
            Format::Tsv => Some(QueryResultsFormat::Tsv),
            Format::Json => Some(QueryResultsFormat::Json),
            Format::Xml => Some(QueryResultsFormat::Xml),
            Format::Turtle | Format::NTriples => None,
        }
    }

    fn of_triples(self) -> Option<RdfFormat> {
        match self {
            Format::Turtle => Some(RdfFormat::Turtle),
            Format::NTriples => Some(RdfFormat::NTriples),
            Format::Csv | Format::Tsv | Format::Json | Format::Xml => None,
        }
    }
}

/// What a query gives.
pub enum Answer {
    /// `SELECT`: a table.
    Table(Rows),
    /// `ASK`: yes or no.
    Boolean(bool),
    /// `CONSTRUCT` and `DESCRIBE`: triples.
    Triples(Triples),
}

/// The rows of a table, found as they are asked for.
pub struct Rows(QuerySolutionIter<'static>);

impl Rows {
    /// The names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.0.variables().iter().map(|variable| variable.as_str().to_owned()).collect()
    }
}

impl Iterator for Rows {
    type Item = Result<Vec<Option<Term>>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map(|solution| solution.values().to_vec()).map_err(Error::from))
    }
}

/// Triples, found as they are asked for.
pub struct Triples(QueryTripleIter<'static>);

impl Iterator for Triples {
    type Item = Result<Triple, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map_err(Error::from))
    }
}

impl Store {
    /// Answers a SPARQL 1.1 query. The default graph is the union of all graphs; the prefixes of the ontology need not be
    /// declared. A triple that stands in several graphs is found once for each: `SELECT DISTINCT` makes it one.
    ///
    /// # Errors
    ///
    /// Where the query is not SPARQL (line and column are told) or cannot be run.
    pub fn query(&self, sparql: &str) -> Result<Answer, Error> {
        let mut evaluator = SparqlEvaluator::new();
        for (prefix, iri) in PREFIXES {
            evaluator = evaluator.with_prefix(*prefix, *iri).map_err(|error| Error::Query(error.to_string()))?;
        }
        let mut query = evaluator.parse_query(sparql).map_err(|error| syntax(&error))?;
        if query.dataset().is_default_dataset() {
            query.dataset_mut().set_default_graph_as_union();
        }
        Ok(match query.on_store(&self.inner).execute()? {
            QueryResults::Solutions(rows) => Answer::Table(Rows(rows)),
            QueryResults::Boolean(truth) => Answer::Boolean(truth),
            QueryResults::Graph(triples) => Answer::Triples(Triples(triples)),
        })
    }
}

impl Answer {
    /// Writes the answer; how many rows or triples it had (a truth value counts as one if true).
    ///
    /// # Errors
    ///
    /// Where the form does not fit the kind of query, the query fails on the way, or `out` cannot be written.
    pub fn write(self, format: Format, out: impl Write) -> Result<usize, Error> {
        match self {
            Answer::Table(rows) => {
                let format =
                    format.of_table().ok_or(Error::Format { gives: "a table", fits: "csv, tsv, json, xml" })?;
                let serializer = QueryResultsSerializer::from_format(format);
                let mut writer = serializer.serialize_solutions_to_writer(out, rows.0.variables().to_vec())?;
                let mut count = 0;
                for solution in rows.0 {
                    writer.serialize(&solution?)?;
                    count += 1;
                }
                writer.finish()?;
                Ok(count)
            }
            Answer::Boolean(truth) => {
                let wrong = Error::Format { gives: "yes or no", fits: "csv, tsv, json, xml" };
                let serializer = QueryResultsSerializer::from_format(format.of_table().ok_or(wrong)?);
                serializer.serialize_boolean_to_writer(out, truth)?;
                Ok(usize::from(truth))
            }
            Answer::Triples(triples) => {
                let wrong = Error::Format { gives: "triples", fits: "turtle, ntriples" };
                let mut serializer = RdfSerializer::from_format(format.of_triples().ok_or(wrong)?);
                for (prefix, iri) in PREFIXES {
                    serializer = serializer.with_prefix(*prefix, *iri).map_err(|e| Error::Query(e.to_string()))?;
                }
                let mut writer = serializer.for_writer(out);
                let mut count = 0;
                for triple in triples {
                    writer.serialize_triple(&triple?)?;
                    count += 1;
                }
                writer.finish()?;
                Ok(count)
            }
        }
    }
}

/// The parser's message, "error at LINE:COLUMN: …", taken apart.
fn syntax(error: &SparqlSyntaxError) -> Error {
    let message = one_line(&error.to_string());
    let place = message.strip_prefix("error at ").and_then(|rest| {
        let (line, rest) = rest.split_once(':')?;
        let (column, rest) = rest.split_once(": ")?;
        Some((line.parse().ok()?, column.parse().ok()?, rest))
    });
    let (line, column, rest) = place.unwrap_or((1, 1, message.as_str()));
    // The parser lists all that could have stood there, this among it.
    let rest = if rest.contains("Prefix not found") { "the prefix of this name is not declared" } else { rest };
    let mut message: String = rest.chars().take(LONGEST_MESSAGE).collect();
    if message.len() < rest.len() {
        message.push('…');
    }
    Error::Syntax { line, column, message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::{Base, EXAMPLES, encode, schema};
    use serde_json::{from_value, json};

    fn store() -> Store {
        let record = from_value(json!({"id": "a", "language": "it", "published": "2022-01-13",
            "text": "Tokayev ha parlato con Michel. Non ha incontrato Putin.",
            "entities": [
                {"id": "1", "type": "Person", "label": "Tokayev", "mentions": [[0, 7]]},
                {"id": "2", "type": "Person", "label": "Michel"}, {"id": "3", "type": "Person", "label": "Putin"}],
            "claims": [
                {"subject": "1", "predicate": "spokeWith", "object": "2", "time": "2022-01-10", "evidence": [0, 30]},
                {"subject": "1", "predicate": "metWith", "object": "3", "polarity": "negative", "evidence": [31, 55]}]}))
        .unwrap();
        let store = Store::in_memory(Base::default()).unwrap();
        store.put(&encode::article(&record, store.base(), &schema())).unwrap();
        store
    }

    fn answer(query: &str, format: Format) -> Result<String, Error> {
        let mut out = Vec::new();
        store().query(query)?.write(format, &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_fact_is_a_plain_triple_from_both_ends_and_a_denial_is_none() {
        let query =
            "SELECT ?label { ?r a rel:EventRelation ; rdfs:label ?label . ?a ?r ?b FILTER(LANG(?label) = 'it') }";
        let spoke = "ha parlato con\r\n";
        assert_eq!(answer(query, Format::Csv).unwrap(), format!("label\r\n{spoke}{spoke}"));
        let query = "SELECT ?a ?b { ?x skos:prefLabel ?a . ?x rel:spokeWith|rel:metWith ?y . ?y skos:prefLabel ?b } ORDER BY ?a";
        assert_eq!(answer(query, Format::Csv).unwrap(), "a,b\r\nMichel,Tokayev\r\nTokayev,Michel\r\n");
        assert_eq!(
            answer("ASK { ?c rel:polarity rel:negative ; rdf:predicate rel:metWith }", Format::Csv).unwrap(),
            "true"
        );
    }

    #[test]
    fn offsets_give_the_words_back() {
        let query = "SELECT (SUBSTR(?text, ?b + 1, ?e - ?b) AS ?words) ?said {
            GRAPH ?article { ?claim prov:wasQuotedFrom ?span . ?article schema:articleBody ?text }
            ?span nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?said } ORDER BY ?b";
        let first = "Tokayev ha parlato con Michel.";
        let second = "Non ha incontrato Putin.";
        assert_eq!(
            answer(query, Format::Csv).unwrap(),
            format!("words,said\r\n{first},{first}\r\n{second},{second}\r\n")
        );
    }

    #[test]
    fn every_example_question_has_an_answer() {
        let store = store();
        let record = from_value(json!({"id": "b", "language": "it", "published": "2022-01-14", "source": "Wikinotizie",
            "text": "La CSTO si ritira dal Kazakhstan. Mosca accusa Kiev. Tokayev: Putin lo ha incontrato. Zas guida la CSTO.",
            "entities": [
                {"id": "csto", "type": "Organization", "label": "CSTO"}, {"id": "zas", "type": "Person", "label": "Zas"},
                {"id": "kz", "type": "Place", "label": "Kazakhstan", "links": [{"iri": "http://www.wikidata.org/entity/Q232"}]},
                {"id": "1", "type": "Person", "label": "Tokayev"}, {"id": "3", "type": "Person", "label": "Putin"}],
            "claims": [
                {"subject": "csto", "predicate": "withdrawsFrom", "object": "kz", "evidence": [0, 33]},
                {"subject": "csto", "predicate": "accuses", "object": "kz", "evidence": [34, 52]},
                {"subject": "1", "predicate": "metWith", "object": "3", "attributedTo": "1", "evidence": [53, 85]},
                {"subject": "zas", "predicate": "headOf", "object": "csto", "evidence": [86, 104]}]}))
        .unwrap();
        store.put(&encode::article(&record, store.base(), &schema())).unwrap();
        for example in EXAMPLES {
            assert!(!example.title().is_empty() && !example.title_it().is_empty());
            let answer = store.query(example.sparql).unwrap_or_else(|error| panic!("{}: {error}", example.name));
            assert_ne!(answer.write(Format::Csv, Vec::new()).unwrap(), 0, "{}", example.name);
        }
    }

    #[test]
    fn what_is_wrong_with_a_query_is_told_with_its_place() {
        let error = answer("SELECT ?a\nWHERE { ?a rel:metWith }", Format::Csv).unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with("the query cannot be read at line 2, column 24: expected"), "{message}");
        assert!(message.lines().count() == 1 && message.len() < 400);
        let wrong = answer("CONSTRUCT WHERE { ?a rel:spokeWith ?b }", Format::Csv).unwrap_err().to_string();
        assert_eq!(wrong, "a query of this kind gives triples; ask for one of the formats turtle, ntriples");
        assert!(answer("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", Format::Csv).is_err());
        let turtle = answer("CONSTRUCT WHERE { ?a rel:spokeWith ?b }", Format::Turtle).unwrap();
        assert!(turtle.contains("<urn:relata:person/Michel> rel:spokeWith <urn:relata:person/Tokayev>"), "{turtle}");
    }
}

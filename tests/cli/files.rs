//! What `export` writes.

use super::{built, printed, relata};

#[test]
fn formats_that_people_read() {
    let store = built();
    for format in ["dot", "csv", "graphml", "gexf", "turtle"] {
        insta::assert_snapshot!(format, printed(&store, &["export", "--format", format]));
    }
}

#[test]
fn every_form_of_rdf_can_be_read_back() {
    use oxigraph::{
        io::{JsonLdProfileSet, RdfFormat, RdfParser},
        model::dataset::CanonicalizationAlgorithm,
    };
    let store = built();
    let canonical = |format: &str, kind: RdfFormat| {
        let text = printed(&store, &["export", "--format", format]);
        let quads = RdfParser::from_format(kind).for_reader(text.as_bytes());
        let mut dataset: oxigraph::model::Dataset = quads.map(|quad| quad.expect(format)).collect();
        dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
        let mut lines: Vec<String> = dataset.iter().map(|quad| quad.to_string()).collect();
        lines.sort();
        lines
    };
    let nquads = canonical("nquads", RdfFormat::NQuads);
    assert!(nquads.len() > 300);
    assert_eq!(nquads, canonical("trig", RdfFormat::TriG));
    assert_eq!(nquads, canonical("jsonld", RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }));
    let ntriples = canonical("ntriples", RdfFormat::NTriples);
    assert_eq!(ntriples, canonical("turtle", RdfFormat::Turtle));
    assert_eq!(ntriples, canonical("rdfxml", RdfFormat::RdfXml));
}

#[test]
fn a_part_of_the_graph() {
    let store = built();
    let table = |arguments: &[&str]| printed(&store, &[&["export", "--format", "csv"], arguments].concat());
    let rows = |arguments: &[&str]| table(arguments).lines().count() - 1;
    assert_eq!(rows(&[]), 22);
    assert_eq!(rows(&["--relation", "metWith"]), 5);
    assert_eq!(rows(&["--relation", "metWith", "--relation", "spokeWith"]), 6);
    assert_eq!(rows(&["--source", "Gazzetta degli Esempi"]), 9);
    assert_eq!(rows(&["--relation", "metWith", "--from", "2022-06-17"]), 2);
    assert_eq!(rows(&["--relation", "metWith", "--to", "2022-06-16"]), 3);
    assert_eq!(rows(&["--around", "NATO", "--hops", "1", "--relation", "headOf"]), 1);
    let facts = table(&["--facts-only"]);
    assert!(!facts.contains("negative") && !facts.contains("probable"));
}

#[test]
fn the_picture_is_drawn_without_help_and_hostile_names_stay_names() {
    let store = built();
    let svg = printed(&store, &["export", "--format", "svg", "--layout", "own"]);
    assert_eq!(svg, printed(&store, &["export", "--format", "svg", "--layout", "own"]));
    assert!(svg.contains("&lt;David&gt;") && !svg.contains("<David>"));
    assert!(svg.contains(">non accusa<") && svg.contains(">persona<"));
    let dot = printed(&store, &["export", "--format", "dot"]);
    assert!(dot.contains(r#""<David> \"Dave\" Cameron &amp; i conservatori""#), "{dot}");
}

#[test]
fn a_picture_of_too_much_says_what_it_leaves_out() {
    let ran = relata(&built(), &["export", "--format", "dot", "--limit", "4"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.starts_with("the picture shows the 4 entities with most relations and leaves out 14"),
        "{}",
        ran.err
    );
    assert_eq!(ran.out.matches("shape=ellipse").count(), 3, "{}", ran.out);
}

#[test]
fn the_ending_tells_the_format() {
    let store = built();
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    assert_eq!(relata(&store, &["export", "-o", &at("graph.gexf")]).code, 0);
    assert!(std::fs::read_to_string(at("graph.gexf")).expect("written").contains("<gexf"));
    let ran = relata(&store, &["export", "-o", &at("graph.xyz")]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (2, "relata: the name of the file does not tell the format; say which with --format\n")
    );
    let ran = relata(&store, &["export", "-o", &at("no/such/folder.csv")]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("folder.csv: cannot be written"), "{}", ran.err);
}

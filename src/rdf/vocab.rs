//! The terms that the program itself writes and reads; what they mean stands in `ontology/relata.ttl` and at their makers.

use oxigraph::model::NamedNodeRef;

/// Our own terms: classes, relations, what a claim is made of.
pub const REL: &str = "https://w3id.org/relata/";
/// The event classes of PLOVER.
pub const PLOVER: &str = "https://w3id.org/relata/plover/";

macro_rules! terms {
    ($($(#[$doc:meta])* $module:ident = $prefix:literal { $($name:ident $term:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        pub mod $module {
            use super::NamedNodeRef;
            $(
                #[doc = concat!("`", $prefix, $term, "`")]
                pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($prefix, $term));
            )+
        }
    )+};
}

terms! {
    /// Claims, events, stores.
    rel = "https://w3id.org/relata/" {
        CLAIM "Claim", EVENT_RELATION "EventRelation", STATE_RELATION "StateRelation", PLOVER_CLASS "ploverClass",
        CAMEO_CODE "cameoCode",
        POLARITY "polarity", CERTAINTY "certainty", TENSE "tense", TIME "time", PLACE "place", CUE "cue", RULE "rule",
        CONFIDENCE "confidence", EVENT "event", AGENT "agent", RECIPIENT "recipient", TEXT_HASH "textHash", SHA256 "sha256",
        BASE "base", FORMAT_VERSION "formatVersion", THING "Thing",
        ONTOLOGY_GRAPH "", STORE_GRAPH "store", RUN_GRAPH "runs",
    }
    /// schema.org: articles, and what an article calls an entity.
    schema = "https://schema.org/" {
        NEWS_ARTICLE "NewsArticle", HEADLINE "headline", ARTICLE_BODY "articleBody", IN_LANGUAGE "inLanguage",
        DATE_PUBLISHED "datePublished", AUTHOR "author", PUBLISHER "publisher", NAME "name",
        ALTERNATE_NAME "alternateName", SAME_AS "sameAs", SOFTWARE_VERSION "softwareVersion",
    }
    /// Dublin Core.
    dcterms = "http://purl.org/dc/terms/" { IDENTIFIER "identifier" }
    /// Names and links of entities.
    skos = "http://www.w3.org/2004/02/skos/core#" {
        PREF_LABEL "prefLabel", ALT_LABEL "altLabel", EXACT_MATCH "exactMatch",
    }
    /// Provenance.
    prov = "http://www.w3.org/ns/prov#" {
        ACTIVITY "Activity", USED "used", WAS_ATTRIBUTED_TO "wasAttributedTo", WAS_QUOTED_FROM "wasQuotedFrom",
    }
    /// Spans of text.
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#" {
        STRING "String", BEGIN_INDEX "beginIndex", END_INDEX "endIndex", ANCHOR_OF "anchorOf",
        REFERENCE_CONTEXT "referenceContext",
    }
    /// What a span of text names (Internationalization Tag Set 2.0).
    itsrdf = "http://www.w3.org/2005/11/its/rdf#" { TA_IDENT_REF "taIdentRef" }
    /// Happenings.
    sem = "http://semanticweb.cs.vu.nl/2009/11/sem/" {
        EVENT "Event", EVENT_TYPE "eventType", HAS_ACTOR "hasActor", HAS_PLACE "hasPlace", HAS_TIME "hasTime",
    }
    /// Extended dates.
    edtf = "http://id.loc.gov/datatypes/edtf/" { EDTF "EDTF" }
    /// What the ontology is written in.
    owl = "http://www.w3.org/2002/07/owl#" {
        SYMMETRIC_PROPERTY "SymmetricProperty", INVERSE_OF "inverseOf",
    }
}

/// The prefixes of everything above, for queries and files.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dcterms", "http://purl.org/dc/terms/"),
    ("itsrdf", "http://www.w3.org/2005/11/its/rdf#"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("plover", PLOVER),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("rel", REL),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

//! Keys, articles and claims → IRIs, and back as far as needed.
//!
//! `{base}person/Kassym-Jomart_Tokayev`, `{base}place/Q232` (known by its Wikidata identifier), `{base}article/NAME`,
//! `{base}article/NAME#char=23,301` (RFC 5147: characters, end excluded), `{base}claim/HASH`, `{base}event/HASH`,
//! `{base}source/OUTLET`. Minted from content alone; every string, however hostile, gives a valid IRI, and two different
//! strings never give the same.

use std::fmt::Write as _;

use oxigraph::model::NamedNode;

use super::hash::name_of;
use super::vocab::REL;
use crate::document::{ArticleId, CharSpan, EntityType, Relation};
use crate::graph::{EntityKey, Identity, WIKIDATA};

/// Names longer than this many bytes are cut and get a hash at their end.
const LONGEST_SLUG: usize = 200;

/// With what the IRIs of a store's own data start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

/// The string cannot be the start of IRIs.
#[derive(Debug, thiserror::Error)]
#[error(
    "\"{0}\" cannot be the base of identifiers: give an absolute IRI, such as https://example.org/news/ or urn:relata:"
)]
pub struct InvalidBase(String);

impl Base {
    /// The base of this IRI; `/` is added where it ends in none of `/`, `:`.
    ///
    /// # Errors
    ///
    /// Where it is no absolute IRI, or has a query or a fragment.
    pub fn new(iri: &str) -> Result<Self, InvalidBase> {
        let whole = if iri.ends_with(['/', ':']) { iri.to_owned() } else { format!("{iri}/") };
        let wrong = NamedNode::new(format!("{whole}article/x")).is_err() || whole.contains(['#', '?']);
        if wrong { Err(InvalidBase(iri.to_owned())) } else { Ok(Self(whole)) }
    }

    /// The base itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn mint(&self, kind: &str, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{kind}/{name}", self.0))
    }

    /// An article; also the name of the graph that holds what it says.
    pub fn article(&self, id: &ArticleId) -> NamedNode {
        self.mint("article", &slug(&id.0))
    }

    /// An entity.
    pub fn entity(&self, key: &EntityKey) -> NamedNode {
        let name = match &key.identity {
            Identity::Label(label) => label_slug(label),
            Identity::Link(iri) => match wikidata_id(iri) {
                Some(id) => id.to_owned(),
                None => format!("={}", slug(iri)),
            },
        };
        self.mint(segment(key.entity_type), &name)
    }

    /// The type of the entity that has this IRI; `None` where it is no entity's.
    pub fn entity_type(&self, iri: &str) -> Option<Option<EntityType>> {
        let (kind, _) = iri.strip_prefix(self.as_str())?.split_once('/')?;
        EntityType::ALL.into_iter().map(Some).chain([None]).find(|entity_type| segment(*entity_type) == kind)
    }

    /// An outlet.
    pub fn outlet(&self, name: &str) -> NamedNode {
        self.mint("source", &slug(name))
    }

    /// A claim, told by everything that makes it this claim.
    pub fn claim<'f>(&self, fields: impl IntoIterator<Item = &'f str>) -> NamedNode {
        self.mint("claim", &name_of(fields))
    }

    /// A happening, told by what, who and when.
    pub fn event<'f>(&self, fields: impl IntoIterator<Item = &'f str>) -> NamedNode {
        self.mint("event", &name_of(fields))
    }
}

impl Default for Base {
    fn default() -> Self {
        Self("urn:relata:".to_owned())
    }
}

/// A stretch of an article.
pub fn span(article: &NamedNode, [begin, end]: CharSpan) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#char={begin},{end}", article.as_str()))
}

/// The article and the stretch that a span's IRI names.
pub fn parse_span(iri: &str) -> Option<(&str, CharSpan)> {
    let (article, numbers) = iri.rsplit_once("#char=")?;
    let (begin, end) = numbers.split_once(',')?;
    Some((article, [begin.parse().ok()?, end.parse().ok()?]))
}

/// A relation's IRI.
pub fn relation(relation: &Relation) -> NamedNode {
    let mut iri = REL.to_owned();
    for char in relation.as_str().chars() {
        if char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.') {
            iri.push(char);
        } else {
            percent(&mut iri, char);
        }
    }
    NamedNode::new_unchecked(iri)
}

/// The relation that has this IRI.
pub fn parse_relation(iri: &str) -> Option<Relation> {
    let name = iri.strip_prefix(REL)?.as_bytes();
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let (code, after) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    Some(Relation::from(String::from_utf8(bytes).ok()?.as_str()))
}

fn segment(entity_type: Option<EntityType>) -> &'static str {
    match entity_type {
        Some(EntityType::Person) => "person",
        Some(EntityType::Organization) => "organization",
        Some(EntityType::Place) => "place",
        Some(EntityType::Group) => "group",
        Some(EntityType::NamedEvent) => "named-event",
        Some(EntityType::Product) => "product",
        Some(EntityType::Work) => "work",
        None => "thing",
    }
}

/// `Q232`, where the IRI is an item of Wikidata.
fn wikidata_id(iri: &str) -> Option<&str> {
    iri.strip_prefix(WIKIDATA).filter(|id| is_item_id(id))
}

fn is_item_id(text: &str) -> bool {
    text.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.len() < 20 && n.bytes().all(|b| b.is_ascii_digit()))
}

/// A label as the last part of an IRI; one that looks like an item of Wikidata is set apart from it.
fn label_slug(label: &str) -> String {
    if is_item_id(label) { format!("%51{}", &label[1..]) } else { slug(label) }
}

/// Any string as the last part of an IRI: letters and figures of all scripts stand as they are, a blank as `_`.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            ' ' => slug.push('_'),
            // A dot in front could make a path step.
            '.' if slug.is_empty() => percent(&mut slug, char),
            '-' | '.' | '~' | '\'' | '(' | ')' | ',' => slug.push(char),
            _ if char.is_alphanumeric() => slug.push(char),
            _ => percent(&mut slug, char),
        }
    }
    if slug.len() > LONGEST_SLUG {
        let mut cut = LONGEST_SLUG;
        while !slug.is_char_boundary(cut) {
            cut -= 1;
        }
        slug.truncate(cut);
        // Not inside a percent sign's two digits.
        if let Some(at) = slug.rfind('%').filter(|at| slug.len() - at < 3) {
            slug.truncate(at);
        }
        // "!" stands in no other slug.
        let _ = write!(slug, "!{}", name_of([text]));
    }
    slug
}

fn percent(out: &mut String, char: char) {
    for byte in char.encode_utf8(&mut [0; 4]).bytes() {
        let _ = write!(out, "%{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(label: &str) -> EntityKey {
        EntityKey { entity_type: Some(EntityType::Place), identity: Identity::Label(label.into()) }
    }

    #[test]
    fn names_stay_readable() {
        let base = Base::default();
        let iri = |label| base.entity(&key(label)).into_string();
        assert_eq!(iri("Kassym-Jomart Tokayev"), "urn:relata:place/Kassym-Jomart_Tokayev");
        assert_eq!(iri("L'Aquila"), "urn:relata:place/L'Aquila");
        assert_eq!(iri("Forlì"), "urn:relata:place/Forlì");
        assert_eq!(iri("a_b/<c>"), "urn:relata:place/a%5Fb%2F%3Cc%3E");
        assert_eq!(iri("Q232"), "urn:relata:place/%51232");
        let linked = EntityKey { identity: Identity::Link(format!("{WIKIDATA}Q232")), ..key("") };
        assert_eq!(base.entity(&linked).as_str(), "urn:relata:place/Q232");
        assert_eq!(base.entity_type("urn:relata:place/Q232"), Some(Some(EntityType::Place)));
        assert_eq!(base.entity_type("urn:relata:claim/1"), None);
    }

    #[test]
    fn a_base_is_an_absolute_iri() {
        assert_eq!(Base::new("https://example.org/kg").map(|b| b.0).ok().as_deref(), Some("https://example.org/kg/"));
        for wrong in ["", "news", "https://a b/", "https://example.org/#", "https://example.org/?q="] {
            assert!(Base::new(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_string_gives_a_valid_iri_of_its_own(a in any::<String>(), b in any::<String>(), long in "[àa%]{190,220}") {
            let base = Base::default();
            for text in [&a, &b, &long] {
                let article = base.article(&ArticleId(text.clone()));
                for iri in [article.clone(), base.entity(&key(text)), base.outlet(text), span(&article, [1, 20])] {
                    prop_assert!(NamedNode::new(iri.as_str()).is_ok(), "{}", iri);
                }
                let relation_iri = relation(&Relation::from(text.as_str()));
                prop_assert!(NamedNode::new(relation_iri.as_str()).is_ok());
                prop_assert_eq!(parse_relation(relation_iri.as_str()), Some(Relation::from(text.as_str())));
                let place = span(&article, [3, 7]);
                prop_assert_eq!(parse_span(place.as_str()), Some((article.as_str(), [3, 7])));
            }
            prop_assert_eq!(slug(&a) == slug(&b), a == b);
            prop_assert_eq!(label_slug(&a) == label_slug(&b), a == b);
            prop_assert_ne!(slug(&long), slug(&format!("{long}a")));
        }
    }
}

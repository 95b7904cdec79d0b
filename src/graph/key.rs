//! What makes two descriptions of an entity the same: [`EntityKey`], minted from content alone.

use unicode_normalization::UnicodeNormalization;

use crate::document::{EntityRecord, EntityType};

/// Where Wikidata's identifiers start; links to it are preferred as identity.
pub const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// What the entity is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identity {
    /// An identifier of a dataset that others keep.
    Link(String),
    /// Its label, normalised.
    Label(String),
}

/// The identity of an entity across articles: two descriptions with one key are one entity.
///
/// A pure function of one description, so that the graph does not depend on the order in which articles arrive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityKey {
    /// What kind of thing it is; two things of one name and different kinds are two.
    pub entity_type: Option<EntityType>,
    /// What it is known by.
    pub identity: Identity,
}

impl EntityKey {
    /// The key of a description: its link where it has one (Wikidata's first, else the smallest), else its label.
    pub fn of(entity: &EntityRecord) -> Self {
        let links = entity.links.iter().map(|link| link.iri.as_str());
        let identity = links
            .min_by_key(|iri| (!iri.starts_with(WIKIDATA), *iri))
            .map_or_else(|| Identity::Label(normal_label(&entity.label)), |iri| Identity::Link(iri.to_owned()));
        Self { entity_type: entity.entity_type, identity }
    }
}

/// Whether a link can be kept: an address on the web, well-formed by a strict reading.
pub(super) fn is_link(iri: &str) -> bool {
    let Some((host, path)) = ["http://", "https://"].iter().find_map(|scheme| iri.strip_prefix(scheme)).map(|rest| {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        rest.split_at(end)
    }) else {
        return false;
    };
    let escaped = |(at, _): (usize, &str)| {
        let code = path.as_bytes().get(at + 1..at + 3);
        code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
    };
    !host.is_empty()
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
        && path.chars().all(|c| c.is_alphanumeric() || "-._~/?#%!$&'()*+,;=:@".contains(c))
        && path.matches('#').count() <= 1
        && path.match_indices('%').all(escaped)
}

/// A label in normal form: NFC, runs of blanks and control characters as one space, none at the ends. Case is kept: "Onu"
/// and "ONU" are for the resolver to bring together.
pub fn normal_label(label: &str) -> String {
    let words = label.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Link;

    #[test]
    fn a_link_to_wikidata_outranks_other_links_and_the_label() {
        let link = |iri: &str| Link { iri: iri.to_owned(), confidence: None };
        let mut entity = EntityRecord {
            id: "e1".into(),
            entity_type: Some(EntityType::Place),
            label: " Kazakhstan\u{a0}\n".into(),
            aliases: vec![],
            mentions: vec![],
            links: vec![],
        };
        assert_eq!(EntityKey::of(&entity).identity, Identity::Label("Kazakhstan".into()));
        let geonames = "https://sws.geonames.org/1522867/";
        entity.links = vec![link(geonames)];
        assert_eq!(EntityKey::of(&entity).identity, Identity::Link(geonames.into()));
        let wikidata = "http://www.wikidata.org/entity/Q232";
        entity.links.push(link(wikidata));
        assert_eq!(EntityKey::of(&entity).identity, Identity::Link(wikidata.into()));
        for (iri, good) in [(wikidata, true), ("http://it.dbpedia.org/resource/Forlì", true), ("http://", false)] {
            assert_eq!(is_link(iri), good, "{iri}");
        }
        for wrong in ["Q232", "javascript:alert(1)", "http://a b/", "http://a/%2", "http://a/#x#y", "http://a:b/"] {
            assert!(!is_link(wrong), "{wrong}");
        }
        assert_eq!(normal_label("Perche\u{301}"), "Perché");
    }
}

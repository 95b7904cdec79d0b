//! A name as somebody types it → the entities it may mean.

use std::collections::BTreeSet;

use super::{Entity, EntityId, KnowledgeGraph, normal_label};

impl KnowledgeGraph {
    /// The entities a name may mean, the best first: those that have it as a label, then as another name, then as part of
    /// a name; upper and lower case are one. Among equals the one named in more articles comes first.
    pub fn search(&self, name: &str) -> Vec<EntityId> {
        let wanted = normal_label(name).to_lowercase();
        let rank = |entity: &Entity| {
            let names: BTreeSet<&str> = entity.aliases().into_iter().map(|(_, name)| name).collect();
            let has = |name: &str| name.to_lowercase() == wanted;
            let part = |name: &str| {
                let name = name.to_lowercase();
                name.match_indices(&wanted).any(|(at, found)| {
                    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    !letter(name[..at].chars().next_back()) && !letter(name[at + found.len()..].chars().next())
                })
            };
            if entity.labels().values().any(|label| has(label)) {
                Some(0)
            } else if names.iter().any(|name| has(name)) {
                Some(1)
            } else if part(entity.label()) || names.iter().any(|name| part(name)) {
                Some(2)
            } else {
                None
            }
        };
        if wanted.is_empty() {
            return Vec::new();
        }
        let found = self.entities().filter_map(|(id, entity)| Some((rank(entity)?, entity, id)));
        let mut found: Vec<_> =
            found.map(|(rank, e, id)| ((rank, usize::MAX - e.appearances.len(), e.key()), id)).collect();
        found.sort();
        found.into_iter().map(|(_, id)| id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::knowledge::tests::{graph, record};

    #[test]
    fn search_prefers_whole_names_to_parts_of_them() {
        let graph = graph(&[record("a", &[("Ro", "accuses", "Mario Ro"), ("Roma", "accuses", "Ro")])]);
        let labels: Vec<_> = graph.search("ro").into_iter().map(|id| graph.entity(id).label()).collect();
        assert_eq!(labels, ["Ro", "Mario Ro"]);
        assert!(graph.search(" ").is_empty());
    }
}

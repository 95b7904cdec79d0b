//! `relations.toml` → patterns.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::pattern::{self, Context, Pattern, TriggerKind};
use super::{LexiconError, LexiconSource, Prepositions, Syntax, error_at, toml_error};

/// The patterns of one relation, by the part of speech of the trigger.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    verbs: Vec<Spanned<String>>,
    #[serde(default)]
    nouns: Vec<Spanned<String>>,
    #[serde(default)]
    adjectives: Vec<Spanned<String>>,
}

/// Reads the file; gives each pattern with the lemma that triggers it.
pub(super) fn parse(
    source: &LexiconSource<'_>,
    syntax: &Syntax,
    prepositions: &mut Prepositions,
) -> Result<Vec<(Box<str>, Pattern)>, LexiconError> {
    let file = format!("{}/relations.toml", source.language);
    let text = source.relations;
    let entries: BTreeMap<String, Entry> = toml::from_str(text).map_err(|e| toml_error(&file, text, &e))?;
    let mut patterns = Vec::new();
    for (relation, entry) in &entries {
        let lists = [
            (TriggerKind::Verb, &entry.verbs),
            (TriggerKind::Noun, &entry.nouns),
            (TriggerKind::Adjective, &entry.adjectives),
        ];
        for (kind, lines) in lists {
            let context =
                Context { language: source.language, relation, kind, reflexive_endings: &syntax.reflexive_endings };
            for line in lines {
                let found = pattern::parse(line.get_ref(), &context, prepositions)
                    .map_err(|message| error_at(&file, text, line, message))?;
                patterns.extend(found);
            }
        }
    }
    Ok(patterns)
}

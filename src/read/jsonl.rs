//! A line of JSON → [`Article`], with or without the entities and claims that somebody else found in it.
//!
//! Spans count Unicode scalar values of the text as it is given; where normalising the text moves characters, they are moved
//! along. Whatever points nowhere (a span outside the text, the id of no entity) is an error that names the field.

use std::collections::BTreeSet;

use serde::{Deserialize, de::IgnoredAny};

use super::{MAX_ARTICLE_BYTES, Problem, plain};
use crate::document::{Article, CharSpan, ObjectRecord, Record};
use crate::text::{CharOffsets, Normalised};

/// Whether a line says anything of entities or claims, be it that there are none.
#[derive(Deserialize)]
struct Given {
    entities: Option<IgnoredAny>,
    claims: Option<IgnoredAny>,
}

/// Reads one line.
pub(super) fn parse(line: &str) -> Result<Article, Problem> {
    let mut record: Record = serde_json::from_str(line.trim_end()).map_err(|error| json(&error))?;
    if record.id.0.trim().is_empty() {
        return Err(field("id", "is empty; an article needs a name"));
    }
    if record.text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    if record.text.len() > MAX_ARTICLE_BYTES {
        return Err(Problem::TooLong);
    }
    let given: Given = serde_json::from_str(line).map_err(|error| json(&error))?;
    let normal = Normalised::new(std::mem::take(&mut record.text));
    check_references(&record)?;
    move_spans(&mut record, &normal)?;
    record.text = normal.into_text();
    record.title = record.title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    let article = Article {
        id: record.id.clone(),
        title: record.title.clone(),
        text: record.text.clone(),
        language: record.language.clone(),
        published: record.published,
        source: record.source.clone(),
        author: record.author.clone(),
        given: None,
    };
    if given.entities.is_some() || given.claims.is_some() {
        return Ok(Article { given: Some(Box::new(record)), ..article });
    }
    // A text that is still to be read is treated like any other: its first line may be its title.
    let (title, text) = plain::parse(&article.text);
    let (title, text) = (article.title.or(title), text.to_owned());
    Ok(Article { title, text, ..article })
}

fn json(error: &serde_json::Error) -> Problem {
    // The line is told by the place; serde_json's own is always 1.
    let text = error.to_string();
    let (what, column) = text.split_once(" at line 1 column ").map_or((text.as_str(), None), |(w, c)| (w, Some(c)));
    let what = what.replace(['\n', '\r'], " ");
    Problem::Json(column.map_or_else(|| what.clone(), |column| format!("{what} (column {column})")))
}

fn field(field: impl Into<String>, problem: impl Into<String>) -> Problem {
    Problem::Field { field: field.into(), problem: problem.into() }
}

fn check_references(record: &Record) -> Result<(), Problem> {
    let mut ids = BTreeSet::new();
    for (i, entity) in record.entities.iter().enumerate() {
        if entity.label.trim().is_empty() {
            return Err(field(format!("entities[{i}].label"), "is empty; an entity needs a name"));
        }
        if !ids.insert(entity.id.as_str()) {
            return Err(field(
                format!("entities[{i}].id"),
                format!("\"{}\" is the id of another entity too", entity.id),
            ));
        }
    }
    for (i, claim) in record.claims.iter().enumerate() {
        let object = match &claim.object {
            ObjectRecord::Entity(id) => Some(id),
            ObjectRecord::Literal { .. } => None,
        };
        let ends = [
            ("subject", Some(&claim.subject)),
            ("object", object),
            ("attributedTo", claim.attributed_to.as_ref()),
            ("place", claim.place.as_ref()),
        ];
        for (name, id) in ends {
            if let Some(id) = id.filter(|id| !ids.contains(id.as_str())) {
                return Err(field(
                    format!("claims[{i}].{name}"),
                    format!("no entity of this article has the id \"{id}\""),
                ));
            }
        }
        if claim.confidence.is_some_and(|confidence| !(0.0..=1.0).contains(&confidence)) {
            return Err(field(format!("claims[{i}].confidence"), "is not between 0 and 1"));
        }
    }
    Ok(())
}

/// Checks every span against the text and moves it to where its words are in the normalised text.
fn move_spans(record: &mut Record, normal: &Normalised) -> Result<(), Problem> {
    let offsets = CharOffsets::new(normal.text());
    let adjust = |span: &mut CharSpan, name: &dyn Fn() -> String| {
        let moved = if normal.is_same() { offsets.span_from_chars(*span) } else { normal.span(*span) };
        let moved = moved.filter(|moved| !moved.is_empty()).ok_or_else(|| {
            field(
                name(),
                format!("[{}, {}] is no stretch of the text, which has {} characters", span[0], span[1], {
                    offsets.to_chars(u32::MAX)
                }),
            )
        })?;
        *span = offsets.span_to_chars(moved);
        Ok::<(), Problem>(())
    };
    for (i, entity) in record.entities.iter_mut().enumerate() {
        for (j, span) in entity.mentions.iter_mut().enumerate() {
            adjust(span, &|| format!("entities[{i}].mentions[{j}]"))?;
        }
    }
    for (i, claim) in record.claims.iter_mut().enumerate() {
        for (name, span) in [("cue", &mut claim.cue), ("evidence", &mut claim.evidence)] {
            if let Some(span) = span {
                adjust(span, &|| format!("claims[{i}].{name}"))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_extractions_the_text_is_like_any_other() {
        let article =
            parse(r#"{"id":"a","text":"Titolo\nMacron è a Roma.\n","published":"2022-01-13"}"#).expect("good");
        assert_eq!(article.title.as_deref(), Some("Titolo"));
        assert_eq!(article.text, "Titolo\nMacron è a Roma.");
        assert_eq!(article.given, None);
        let titled = parse(r#"{"id":"a","title":"Altro","text":"Macron è a Roma."}"#).expect("good");
        assert_eq!((titled.title.as_deref(), titled.text.as_str()), (Some("Altro"), "Macron è a Roma."));
    }

    #[test]
    fn spans_follow_the_normalised_text() {
        // "è" in two characters, a line end of two: "Roma" is at 10 as given, at 8 as kept.
        let line = r#"{"id":"a","text":"Lui e\u0300.\r\nA Roma.","entities":[{"id":"e1","label":"Roma","mentions":[[11,15]]}]}"#;
        let article = parse(line).expect("good");
        let given = article.given.expect("extractions");
        assert_eq!(article.text, "Lui è.\nA Roma.");
        assert_eq!(given.entities[0].mentions, [[9, 13]]);
        assert_eq!(article.text.chars().skip(9).collect::<String>(), "Roma.");
        let none = parse(r#"{"id":"a","text":"Nulla.","claims":[]}"#).expect("good");
        assert!(none.given.is_some(), "told that there is nothing, nothing is looked for");
    }

    #[test]
    fn errors_name_the_field() {
        let body =
            |rest: &str| format!(r#"{{"id":"a","text":"Roma.","entities":[{{"id":"e1","label":"Roma"}}],{rest}}}"#);
        for (line, told) in [
            (body(r#""claims":[{"subject":"e1","predicate":"borders","object":"e7"}]"#), "claims[0].object: no entity"),
            (
                body(r#""claims":[{"subject":"e1","predicate":"borders","object":"e1","cue":[3,9]}]"#),
                "claims[0].cue: [3, 9] is no",
            ),
            (body(r#""claims":[{"subject":"e1","predicate":"borders"}]"#), "missing field `object`"),
            (r#"{"id":"a","text":" "}"#.to_owned(), "no text in it"),
            (r#"{"id":"a","text":"Ro"#.to_owned(), "EOF while parsing a string (column 20)"),
            (r#"{"id":"","text":"Roma"}"#.to_owned(), "id: is empty"),
        ] {
            let problem = parse(&line).expect_err("wrong").to_string();
            assert!(problem.contains(told), "{problem} should tell: {told}");
        }
    }
}

//! The header of a Markdown file → what it tells about the article.
//!
//! Between two lines `---` stands YAML, between two lines `+++` TOML. Of YAML only what headers use is understood (keys with
//! plain, quoted, folded or listed values); keys that mean nothing here are passed over, whatever their value.

use super::error::Problem;
use crate::document::PartialDate;
use crate::text::Language;

/// What a header tells.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FrontMatter {
    pub(super) title: Option<String>,
    pub(super) published: Option<PartialDate>,
    pub(super) source: Option<String>,
    pub(super) author: Option<String>,
    pub(super) language: Option<Language>,
}

/// Splits a header off; `None` where the text has none. Beside the header: the text behind it and the line that starts it.
#[allow(clippy::type_complexity)]
pub(super) fn split(text: &str) -> Option<Result<(FrontMatter, &str), (u64, Problem)>> {
    let fence = text.lines().next().map(str::trim_end).filter(|line| matches!(*line, "---" | "+++"))?;
    let begin = text.find('\n')? + 1;
    let mut end = begin;
    for line in text[begin..].split_inclusive('\n') {
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if closes {
            let header = &text[begin..end];
            let body = &text[end + line.len()..];
            let pairs = if fence == "---" { Ok(yaml(header)) } else { toml(header) };
            return Some(pairs.and_then(gather).map(|front| (front, body)));
        }
        end += line.len();
    }
    // A line "---" that nothing closes is a rule, not a header.
    None
}

/// A key in lower case, its value, its line in the file.
type Pair = (String, String, u64);

fn gather(pairs: Vec<Pair>) -> Result<FrontMatter, (u64, Problem)> {
    let mut front = FrontMatter::default();
    for (key, value, line) in pairs {
        let value = value.trim();
        if value.is_empty() || matches!(value, "null" | "~") {
            continue;
        }
        match key.as_str() {
            "title" | "headline" | "titolo" => front.title = Some(one_line(value)),
            "source" | "outlet" | "publisher" | "fonte" | "testata" => front.source = Some(one_line(value)),
            "author" | "authors" | "byline" | "autore" => front.author = Some(one_line(value)),
            "date" | "published" | "data" => {
                let date = value.parse().map_err(|error| (line, Problem::Date { field: key, error }))?;
                front.published = Some(date);
            }
            "language" | "lang" | "lingua" => {
                let tag = value.parse().map_err(|error| (line, Problem::LanguageTag { field: key, error }))?;
                front.language = Some(tag);
            }
            _ => {}
        }
    }
    Ok(front)
}

fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn toml(header: &str) -> Result<Vec<Pair>, (u64, Problem)> {
    let table: toml::Table = header.parse().map_err(|error: toml::de::Error| {
        let before = error.span().map_or(0, |span| span.start).min(header.len());
        let line = header.bytes().take(before).filter(|b| *b == b'\n').count() as u64 + 2;
        (line, Problem::FrontMatter(error.message().lines().collect::<Vec<_>>().join(" ")))
    })?;
    let line_of = |key: &str| {
        let found = header.lines().position(|line| line.trim_start().trim_start_matches('"').starts_with(key));
        found.map_or(1, |i| i as u64 + 2)
    };
    Ok(table.iter().map(|(key, value)| (key.to_lowercase(), toml_words(value), line_of(key))).collect())
}

fn toml_words(value: &toml::Value) -> String {
    match value {
        toml::Value::String(words) => words.clone(),
        toml::Value::Array(values) => values.iter().map(toml_words).collect::<Vec<_>>().join(", "),
        toml::Value::Table(_) => String::new(),
        other => other.to_string(),
    }
}

fn yaml(header: &str) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for (line, number) in header.lines().zip(2..) {
        let content = line.trim_start();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let deeper = content.len() < line.len();
        let item = content.strip_prefix("- ");
        if let (Some((_, value, _)), true) = (pairs.last_mut(), deeper || item.is_some()) {
            // What stands under a key: an item of a list, or a line of a folded value.
            if matches!(value.as_str(), "|" | ">" | "|-" | ">-" | "|+" | ">+") {
                value.clear();
            }
            let separator = if value.is_empty() {
                ""
            } else if item.is_some() {
                ", "
            } else {
                " "
            };
            value.push_str(separator);
            value.push_str(&scalar(item.unwrap_or(content)));
        } else if let Some((key, value)) = content.split_once(':') {
            pairs.push((scalar(key.trim()).to_lowercase(), scalar(value), number));
        }
    }
    pairs
}

/// A value without its quotes, its comment and the brackets of a list.
fn scalar(value: &str) -> String {
    let value = value.trim();
    if let Some(items) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return items.split(',').map(unquote).collect::<Vec<_>>().join(", ");
    }
    unquote(value)
}

/// A value without its quotes and its comment.
fn unquote(value: &str) -> String {
    let value = value.trim();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote else {
        return value.find(" #").map_or(value, |comment| value[..comment].trim_end()).to_owned();
    };
    let mut words = String::new();
    let mut chars = value[1..].chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quote == '"' => words.extend(chars.next().map(|c| if c == 'n' || c == 't' { ' ' } else { c })),
            '\'' if quote == '\'' && chars.next_if_eq(&'\'').is_some() => words.push('\''),
            c if c == quote => break,
            c => words.push(c),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (FrontMatter, &str) {
        split(text).expect("has a header").expect("a good one")
    }

    #[test]
    fn yaml_as_people_write_it() {
        let (front, body) = read(
            "---\ntitle: \"Vertice: \\\"sì\\\" alla Svezia\" # bozza\nDate: 2022-06-29T18:00:00+02:00\n\
             author:\n  - Anna Rossi\n  - 'Dell''Orto, P.'\ntags: [a, b]\nsource: >\n  La\n  Prova\nlang: it-IT\nweight:\n---\nTesto.\n",
        );
        assert_eq!(front.title.as_deref(), Some("Vertice: \"sì\" alla Svezia"));
        assert_eq!(front.published.map(|d| d.to_string()).as_deref(), Some("2022-06-29"));
        assert_eq!(front.author.as_deref(), Some("Anna Rossi, Dell'Orto, P."));
        assert_eq!(front.source.as_deref(), Some("La Prova"));
        assert_eq!(front.language, Some(Language::italian()));
        assert_eq!(body, "Testo.\n");
    }

    #[test]
    fn toml_too() {
        let (front, body) = read("+++\ntitle = 'Vertice'\ndate = 2022-06-29\nauthors = [\"A\", \"B\"]\n+++\nTesto.");
        assert_eq!(front.published.map(|d| d.to_string()).as_deref(), Some("2022-06-29"));
        assert_eq!((front.author.as_deref(), body), (Some("A, B"), "Testo."));
    }

    #[test]
    fn tells_the_line_of_what_is_wrong() {
        for (text, line) in
            [("---\ntitle: a\ndate: domani\n---\n", 3), ("+++\n\na = \n+++\n", 3), ("---\nlang: 1\n---\n", 2)]
        {
            assert_eq!(split(text).expect("header").expect_err("wrong").0, line, "{text}");
        }
        assert!(split("---\nUna riga.\n").is_none());
        assert!(split("Testo.\n---\n---\n").is_none());
    }
}

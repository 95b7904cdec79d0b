//! Treebank files that mark entities in the last column (`Entity=(1-person-…`, as the GUM corpus does) → names.
//!
//! Each mention of a person, place or organisation whose head is a proper noun holds one name: the run of proper nouns
//! around the head, with the small words between them where the name is no person's ("Bank of Italy").

use super::corpus::{Labelled, Passage};
use crate::{annotate::names::NameSpan, document::EntityType};

/// Words that may stand between the proper nouns of a name.
const LINKS: [&str; 10] = ["of", "for", "the", "and", "'s", "’s", "-", "–", "&", "."];

/// A word of a treebank.
struct Row<'t> {
    form: &'t str,
    upos: &'t str,
    xpos: &'t str,
    /// The number of the head, from 1; 0 for the root.
    head: usize,
}

/// A marked entity of the kinds that have names.
struct Marked {
    id: String,
    kind: Option<EntityType>,
    begin: usize,
    /// The word behind the last; not known yet while the mention is open.
    end: usize,
}

/// Reads the sentences of one file.
pub(super) fn read(text: &str) -> Passage {
    let blocks = text.split("\n\n").map(sentence);
    Passage { sentences: blocks.filter(|sentence| !sentence.words.is_empty()).collect() }
}

fn sentence(block: &str) -> Labelled {
    let (mut rows, mut open, mut closed) = (Vec::new(), Vec::new(), Vec::new());
    for line in block.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, _, upos, xpos, _, head, .., misc] = columns[..] else { continue };
        if id.bytes().all(|b| b.is_ascii_digit()) {
            let marks = misc.split('|').find_map(|mark| mark.strip_prefix("Entity=")).unwrap_or_default();
            follow(marks, rows.len(), &mut open, &mut closed);
            rows.push(Row { form, upos, xpos, head: head.parse().unwrap_or(0) });
        }
    }
    closed.sort_by_key(|marked| (marked.begin, std::cmp::Reverse(marked.end)));
    let mut names: Vec<NameSpan> = Vec::new();
    for marked in &closed {
        let inner = |other: &&Marked| marked.begin <= other.begin && other.end <= marked.end && other.id != marked.id;
        let inner: Vec<&Marked> = closed.iter().filter(inner).collect();
        if let Some(name) = name(&rows, marked, &inner)
            && names.iter().all(|other| other.words.end <= name.words.start || other.words.start >= name.words.end)
        {
            names.push(name);
        }
    }
    names.sort_by_key(|name| name.words.start);
    Labelled { words: rows.iter().map(|row| row.form.to_owned()).collect(), names, tags: Vec::new() }
}

/// Opens and closes mentions as the marks of word `i` tell: `(1-person-…(2-place-…)1)`.
fn follow(marks: &str, i: usize, open: &mut Vec<Marked>, closed: &mut Vec<Marked>) {
    let mut rest = marks;
    while !rest.is_empty() {
        if let Some(opening) = rest.strip_prefix('(') {
            let end = opening.find(['(', ')']).unwrap_or(opening.len());
            let mut parts = opening[..end].split('-');
            let (id, kind) = (parts.next().unwrap_or_default().to_owned(), parts.next().unwrap_or_default());
            let kind = match kind {
                "person" => Some(EntityType::Person),
                "place" => Some(EntityType::Place),
                "organization" => Some(EntityType::Organization),
                _ => None,
            };
            open.push(Marked { id, kind, begin: i, end: i });
            rest = &opening[end..];
            if let Some(after) = rest.strip_prefix(')') {
                closed.extend(open.pop().map(|marked| Marked { end: i + 1, ..marked }));
                rest = after;
            }
        } else {
            let (id, after) = rest.split_once(')').unwrap_or((rest, ""));
            if let Some(place) = open.iter().rposition(|marked| marked.id == id) {
                closed.push(Marked { end: i + 1, ..open.remove(place) });
            }
            rest = after;
        }
    }
}

/// The name in a mention with `inner` mentions. One at the beginning of a person is none of the name ("Senate speaker Bo"),
/// nor is one that follows right behind ("Pisa Italy").
fn name(rows: &[Row<'_>], marked: &Marked, inner: &[&Marked]) -> Option<NameSpan> {
    let kind = marked.kind?;
    let person = kind == EntityType::Person;
    let span = marked.begin..marked.end;
    let head = span.clone().find(|i| !span.contains(&rows[*i].head.wrapping_sub(1)))?;
    let proper = |i: usize| rows[i].xpos.starts_with("NNP") || rows[i].upos == "PROPN";
    if !proper(head) || (person && rows[head].xpos == "NNPS") {
        return None;
    }
    let capital = |i: usize| rows[i].form.starts_with(char::is_uppercase);
    let belongs = |i: usize| proper(i) || (!person && capital(i) && rows[i].upos != "DET" && rows[i].upos != "PRON");
    let links = |i: usize| belongs(i) || rows[i].form == "-" || (!person && LINKS.contains(&rows[i].form));
    let before = inner.iter().filter(|other| person && other.begin == span.start && other.end <= head);
    let first = before.map(|other| other.end).max().unwrap_or(span.start);
    let follows = |other: &&&Marked| other.kind.is_some() && other.begin > head && belongs(other.begin - 1);
    let behind = inner.iter().filter(follows);
    let last = behind.map(|other| other.begin).min().unwrap_or(span.end);
    let begin = (first..=head).rev().take_while(|i| links(*i)).filter(|i| belongs(*i)).last()?;
    let end = (head..last).take_while(|i| links(*i)).filter(|i| belongs(*i)).last()? + 1;
    // Titles before a person's name are tagged as proper nouns but hang on the name as compounds do.
    let title = |i: &usize| person && end - *i > 1 && rows[*i].form.ends_with('.') && rows[*i].form.chars().count() > 2;
    let begin = (begin..end).find(|i| !title(i)).unwrap_or(begin);
    Some(NameSpan { words: begin..end, entity_type: kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proper_nouns_of_mentions_are_names() {
        let row = |n: usize, form: &str, upos: &str, xpos: &str, head: usize, entity: &str| {
            format!("{n}\t{form}\t_\t{upos}\t{xpos}\t_\t{head}\t_\t_\tEntity={entity}\n")
        };
        let block = [
            row(1, "Mr.", "PROPN", "NNP", 2, "(1-person-new-1-sgl"),
            row(2, "Bo", "PROPN", "NNP", 3, "1)"),
            row(3, "left", "VERB", "VBD", 0, ""),
            row(4, "the", "DET", "DT", 5, "(2-organization-new-2-sgl"),
            row(5, "Bank", "PROPN", "NNP", 3, ""),
            row(6, "of", "ADP", "IN", 7, ""),
            row(7, "Italy", "PROPN", "NNP", 5, "(3-place-giv-1-sgl)2)"),
            row(8, "city", "NOUN", "NN", 3, "(4-place-new-1-sgl)"),
        ]
        .concat();
        let passage = read(&block);
        let names: Vec<_> = passage.sentences[0].names.iter().map(|n| (n.words.clone(), n.entity_type)).collect();
        assert_eq!(names, [(1..2, EntityType::Person), (4..7, EntityType::Organization)]);
    }
}

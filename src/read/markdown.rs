//! Markdown → title and plain text: marks are taken away, words stay.
//!
//! Each heading, paragraph, item of a list and cell of a table becomes one line. Images, code blocks, comments and link
//! targets are no part of an article's words and go. What looks like Markdown but is not well formed stays as it is.

use super::inline;

/// The words of a Markdown body, one block a line, and the first heading if it opens the body.
pub(super) fn parse(body: &str) -> (Option<String>, String) {
    let mut blocks = Blocks::default();
    let mut fence: Option<&str> = None;
    let without_comments = drop_comments(body);
    for line in without_comments.lines() {
        let content = container(line);
        if let Some(mark) = fence {
            if content.starts_with(mark) {
                fence = None;
            }
            continue;
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| content.starts_with(mark)) {
            blocks.end();
            fence = Some(mark);
        } else if content.is_empty() || is_rule(content) {
            blocks.rule(content);
        } else if let Some(heading) = heading(content) {
            blocks.end();
            blocks.heading(heading);
        } else if let Some(item) = item(content) {
            blocks.end();
            blocks.add(item);
        } else if content.starts_with('|') {
            blocks.end();
            for cell in content.split('|').map(str::trim).filter(|cell| !is_column_rule(cell)) {
                blocks.add(cell);
                blocks.end();
            }
        } else if !is_reference(content) {
            blocks.add(content);
        }
    }
    blocks.end();
    (blocks.title, blocks.text)
}

/// The blocks so far and the one being gathered.
#[derive(Default)]
struct Blocks {
    text: String,
    title: Option<String>,
    open: String,
}

impl Blocks {
    fn add(&mut self, words: &str) {
        if !self.open.is_empty() {
            self.open.push(' ');
        }
        self.open.push_str(words);
    }

    fn end(&mut self) {
        let words = inline::strip(&std::mem::take(&mut self.open));
        let words = words.trim();
        if !words.is_empty() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(words);
        }
    }

    fn heading(&mut self, words: &str) {
        let first = self.text.is_empty();
        self.add(words);
        self.end();
        if first && !self.text.is_empty() {
            self.title = Some(self.text.clone());
        }
    }

    /// A blank line or a rule. A row of `=` or `-` under the first lines makes them a heading.
    fn rule(&mut self, rule: &str) {
        let underlined = !self.open.is_empty() && rule.starts_with(['=', '-']);
        let words = if underlined { std::mem::take(&mut self.open) } else { String::new() };
        if underlined { self.heading(&words) } else { self.end() }
    }
}

/// The line without its indent and the marks of block quotes.
fn container(line: &str) -> &str {
    let mut content = line.trim();
    while let Some(rest) = content.strip_prefix('>') {
        content = rest.trim_start();
    }
    content
}

fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_heading = (1..=6).contains(&level) && (words.is_empty() || words.starts_with([' ', '\t']));
    is_heading.then(|| words.trim().trim_end_matches('#').trim_end())
}

fn item(line: &str) -> Option<&str> {
    let bullet = ["- ", "* ", "+ "].into_iter().find_map(|mark| line.strip_prefix(mark));
    let item = bullet.or_else(|| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        // "1." starts a list; "2022." at the start of a line is the end of a sentence.
        let rest = line.get(digits..).filter(|_| (1..=2).contains(&digits))?;
        rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))
    })?;
    let item = item.trim_start();
    Some(["[ ] ", "[x] ", "[X] "].into_iter().find_map(|mark| item.strip_prefix(mark)).unwrap_or(item))
}

/// Whether the line is a thematic break or the underline of a heading.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(mark) = marks.next().filter(|c| matches!(c, '-' | '*' | '_' | '=')) else { return false };
    marks.clone().count() >= 2 && marks.all(|c| c == mark)
}

fn is_column_rule(cell: &str) -> bool {
    cell.chars().all(|c| matches!(c, '-' | ':' | ' '))
}

/// Whether the line only says where a reference leads: `[1]: https://…`.
fn is_reference(line: &str) -> bool {
    line.strip_prefix('[').and_then(|rest| rest.split_once("]:")).is_some_and(|(label, target)| {
        !label.contains(['[', ']'])
            && (label.starts_with('^') || !target.trim().contains(' ') || target.contains("://"))
    })
}

fn drop_comments(body: &str) -> String {
    let mut kept = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { break };
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines() {
        let body = "# Il *vertice*\n\nI capi di Stato\nsi sono **riuniti**.\n<!-- nota -->\n> «La porta\n> è aperta», ha detto.\n\n\
                    - primo;\n- [ ] secondo\n\n1. uno\n2022. Fine.\n\n```\ncode\n```\n| A | B |\n|---|:-:|\n| c | d |\n\n***\n[1]: https://e.org\nCoda.";
        let (title, text) = parse(body);
        assert_eq!(title.as_deref(), Some("Il vertice"));
        assert_eq!(
            text,
            "Il vertice\nI capi di Stato si sono riuniti.\n«La porta è aperta», ha detto.\nprimo;\nsecondo\nuno 2022. Fine.\n\
             A\nB\nc\nd\nCoda."
        );
    }

    #[test]
    fn underlined_headings_and_empty_bodies() {
        assert_eq!(parse("Titolo\n======\nTesto."), (Some("Titolo".into()), "Titolo\nTesto.".into()));
        assert_eq!(parse("Testo.\n\n## Poi\n"), (None, "Testo.\nPoi".into()));
        assert_eq!(parse("\n```\naperto"), (None, String::new()));
    }
}

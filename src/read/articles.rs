//! The files that were found → their articles, one at a time.

use std::collections::{HashSet, VecDeque};

use super::{
    Format, Input, Place, Problem, ReadError, ReadOptions,
    content::{Lines, binary, reader, sniff, whole},
    detect::{Guess, language, leaning},
    files::{self, Source},
    front_matter, jsonl, markdown, plain,
};
use crate::document::{Article, ArticleId, PartialDate};

/// An iterator over the articles of some inputs; see [`read`](super::read).
pub struct Articles {
    sources: VecDeque<Result<Source, ReadError>>,
    options: ReadOptions,
    lines: Option<Lines>,
    seen: HashSet<ArticleId>,
}

impl Articles {
    pub(super) fn new(inputs: &[Input], options: ReadOptions) -> Self {
        Self { sources: files::find(inputs).into(), options, lines: None, seen: HashSet::new() }
    }

    /// Opens the next file: an article, or lines that hold some.
    fn open(&mut self, source: Source) -> Option<Result<Article, ReadError>> {
        let place = Place { path: source.path.clone(), line: None };
        let mut reader = match reader(&source) {
            Ok(reader) => reader,
            Err(error) => return Some(Err(Problem::from(error).at(&place))),
        };
        let format = match source.format.map_or_else(|| sniff(&mut *reader), Ok) {
            Ok(format) => format,
            Err(error) => return Some(Err(Problem::from(error).at(&place))),
        };
        if format == Format::JsonLines {
            match binary(&mut *reader) {
                Ok(None) => {}
                Ok(Some(nul)) => return Some(Err(Problem::Binary(nul).at(&place))),
                Err(error) => return Some(Err(Problem::from(error).at(&place))),
            }
            self.lines = Some(Lines { reader, place, line: 0 });
            return None;
        }
        let article = whole(&mut *reader).map_err(|problem| problem.at(&place)).and_then(|text| match format {
            Format::Markdown => from_markdown(source.id, &text, &place),
            _ => Ok(from_plain(source.id, &text)),
        });
        let article = article.and_then(|mut article| {
            article.published = article.published.or_else(|| date_in_name(&source.path?));
            if article.text.is_empty() { Err(Problem::Empty.at(&place)) } else { self.finish(article, &place) }
        });
        Some(article)
    }

    /// What holds for every article, wherever it came from.
    fn finish(&mut self, mut article: Article, place: &Place) -> Result<Article, ReadError> {
        article.published = article.published.or(self.options.date);
        article.language = self.options.language.clone().or(article.language);
        let supported = &self.options.supported;
        let strict = article.given.is_none() && !supported.is_empty();
        if article.language.is_none() {
            match language(&article.text) {
                Guess::Language(language) => article.language = Some(language),
                Guess::Unknown if strict => return Err(Problem::UnknownLanguage.at(place)),
                Guess::Unsure => {
                    article.language = leaning(&article.text).filter(|language| supported.contains(language));
                }
                Guess::Unknown => {}
            }
        }
        if let Some(language) = article.language.as_ref().filter(|language| strict && !supported.contains(language)) {
            return Err(Problem::UnsupportedLanguage(language.clone()).at(place));
        }
        if let Some(given) = &mut article.given {
            given.published = article.published;
            given.language.clone_from(&article.language);
        }
        if self.seen.insert(article.id.clone()) { Ok(article) } else { Err(Problem::Duplicate(article.id).at(place)) }
    }
}

impl Iterator for Articles {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next_line() {
                    Some((place, line)) => {
                        let article = line.and_then(|line| jsonl::parse(&line)).map_err(|problem| problem.at(&place));
                        return Some(article.and_then(|article| self.finish(article, &place)));
                    }
                    None => self.lines = None,
                }
            }
            match self.sources.pop_front()? {
                Err(error) => return Some(Err(error)),
                Ok(source) => {
                    if let Some(article) = self.open(source) {
                        return Some(article);
                    }
                }
            }
        }
    }
}

fn from_plain(id: ArticleId, text: &str) -> Article {
    let (title, text) = plain::parse(text);
    article(id, title, text.to_owned())
}

fn from_markdown(id: ArticleId, text: &str, place: &Place) -> Result<Article, ReadError> {
    let (front, body) = match front_matter::split(text) {
        Some(Ok((front, body))) => (front, body),
        Some(Err((line, problem))) => return Err(problem.at(&place.at(line))),
        None => (front_matter::FrontMatter::default(), text),
    };
    let (heading, mut text) = markdown::parse(body);
    if let Some(title) = front.title.as_ref().filter(|title| text.lines().next() != Some(title)) {
        // A headline says something too, so it is part of the text, as in a plain file.
        text.insert(0, '\n');
        text.insert_str(0, title);
    }
    let article = article(id, front.title.or(heading), text.trim().to_owned());
    Ok(Article {
        language: front.language,
        published: front.published,
        source: front.source,
        author: front.author,
        ..article
    })
}

fn article(id: ArticleId, title: Option<String>, text: String) -> Article {
    Article { id, title, text, language: None, published: None, source: None, author: None, given: None }
}

/// The date that a name starts with: `2022-01-13-title.txt`.
fn date_in_name(path: &std::path::Path) -> Option<PartialDate> {
    let stem = path.file_stem()?.to_str()?;
    let date = stem.get(..10)?;
    let ends = !stem[10..].starts_with(|c: char| c.is_ascii_digit());
    date.parse().ok().filter(|date: &PartialDate| ends && date.day().is_some())
}

#[cfg(test)]
mod tests {
    use super::super::{MAX_ARTICLE_BYTES, read};
    use super::*;
    use crate::text::Language;
    use std::{fs, path::Path};

    fn all(root: &Path, names: &[&str], options: ReadOptions) -> Vec<Result<Article, String>> {
        let inputs: Vec<_> = names.iter().map(|name| Input::Path(root.join(name))).collect();
        let tell = |error: ReadError| error.to_string().replace(&format!("{}/", root.display()), "");
        read(&inputs, options).map(|article| article.map_err(tell)).collect()
    }

    #[test]
    fn bad_inputs_are_told_and_the_others_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let write = |name: &str, bytes: &[u8]| fs::write(root.join(name), bytes).expect("written");
        write("good.txt", "\u{feff}Il ministro è a Roma.\r\n".as_bytes());
        write("empty.txt", b"");
        write("blank.md", b"---\ntitle:\n---\n\n");
        write("latin1.txt", b"Perch\xe9 no?");
        write("picture.txt", b"\x89PNG\0");
        write("picture.jsonl", b"\x89PNG\n\0\n\0");
        write("long.txt", &vec![b'a'; MAX_ARTICLE_BYTES + 1]);
        write("paper.pdf", b"%PDF");
        write("bad.md", b"---\ntitle: a\ndate: ieri\n---\nTesto.");
        write("lines.jsonl", b"{\"id\":\"a\",\"text\":\"Testo.\"}\n\n{\"id\":\"b\"}\n{\"id\":\"a\",\"text\":\"Altro.\"}\n{\"id\":\"c\",\"text\":\"Fine.\"}");
        fs::create_dir(root.join("none")).expect("made");
        let names = [
            "missing.txt",
            "good.txt",
            "empty.txt",
            "blank.md",
            "latin1.txt",
            "picture.txt",
            "picture.jsonl",
            "long.txt",
            "paper.pdf",
            "bad.md",
            "none",
            "lines.jsonl",
        ];
        let told: Vec<_> = all(root, &names, ReadOptions::default())
            .into_iter()
            .map(|one| one.map_or_else(|e| e, |article| format!("{}: {}", article.id, article.text)))
            .collect();
        let told: Vec<_> = told.iter().map(|t| t.split(';').next().unwrap_or_default()).collect();
        assert_eq!(
            told,
            [
                "missing.txt: no such file or folder",
                "good: Il ministro è a Roma.",
                "empty.txt: no text in it",
                "blank.md: no text in it",
                "latin1.txt: not UTF-8 at byte 5",
                "picture.txt: a binary file, not text (NUL at byte 4)",
                "picture.jsonl: a binary file, not text (NUL at byte 5)",
                "long.txt: longer than 10 MiB",
                "paper.pdf: files that end in \".pdf\" are not read",
                "bad.md:3: date: \"ieri\" is not a date: write YYYY-MM-DD, YYYY-MM or YYYY",
                "none: no article in this folder",
                "a: Testo.",
                "lines.jsonl:3: not an article in JSON: missing field `text` (column 10)",
                "lines.jsonl:4: a second article with the id \"a\"",
                "c: Fine.",
            ]
        );
    }

    #[test]
    fn folders_dates_and_languages() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for dir in ["x", "x/b", "x/.git"] {
            fs::create_dir(root.join(dir)).expect("made");
        }
        let italian = "Il presidente ha detto che non è la fine della crisi.";
        fs::write(root.join("x/2022-01-13-crisi.txt"), italian).expect("written");
        fs::write(root.join("x/b/z.md"), format!("---\ntitle: La crisi\n---\n{italian}")).expect("written");
        fs::write(root.join("x/.git/c.txt"), italian).expect("written");
        fs::write(root.join("x/d.txt"), "The president said that this is not the end of the crisis.").expect("written");
        let options =
            ReadOptions { date: "2020".parse().ok(), supported: vec![Language::italian()], ..ReadOptions::default() };
        let articles = all(root, &["x", "x/d.txt"], options);
        let told: Vec<_> = articles
            .iter()
            .map(|one| match one {
                Ok(a) => format!("{} {:?} {:?}", a.id, a.published.map(|d| d.to_string()), a.title),
                Err(e) => e.clone(),
            })
            .collect();
        assert_eq!(told[0], "2022-01-13-crisi Some(\"2022-01-13\") None");
        assert_eq!(told[1], "z Some(\"2020\") Some(\"La crisi\")");
        assert!(told[2].starts_with("x/d.txt: written in a language that cannot be analysed (en)"), "{}", told[2]);
        assert_eq!(told.len(), 3, "a file named twice is read once");
        let markdown = articles[1].as_ref().expect("read");
        assert_eq!(markdown.text, format!("La crisi\n{italian}"));
    }

    #[test]
    fn the_articles_for_tests_can_be_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles/it");
        let options = ReadOptions { supported: vec![Language::italian()], ..ReadOptions::default() };
        let articles: Vec<_> =
            read(&[Input::Path(folder)], options).map(|article| article.expect("readable")).collect();
        assert!(articles.len() >= 10);
        for article in &articles {
            assert!(article.published.is_some_and(|date| date.day().is_some()), "{}", article.id);
            assert!(article.text.starts_with(article.title.as_deref().expect("a title")), "{}", article.id);
            assert_eq!(article.language, Some(Language::italian()), "{}", article.id);
        }
        let given: Vec<_> = articles.iter().filter_map(|article| article.given.as_ref()).collect();
        assert_eq!(given.len(), 1);
        for mention in given[0].entities.iter().flat_map(|entity| &entity.mentions) {
            let words: String =
                given[0].text.chars().skip(mention[0] as usize).take((mention[1] - mention[0]) as usize).collect();
            assert!(!words.starts_with(' ') && !words.ends_with([' ', '.']), "{words}");
        }
    }
}

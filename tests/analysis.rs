//! How sentences are analysed, in a form that a person can check; and what holds for the analysis of any text.

use std::{collections::BTreeMap, fmt::Write as _, sync::LazyLock};

use proptest::prelude::*;
use relata::{
    annotate::Annotator,
    document::{Article, ArticleId, Document, EntityType, MentionKind, TokenId, conllu},
    text::Language,
};

/// No line of a snapshot has more characters, but where a single word is longer.
const WIDTH: usize = 110;

static ANNOTATORS: LazyLock<BTreeMap<String, Annotator>> = LazyLock::new(|| {
    let annotator = |language: Language| {
        let annotator = Annotator::new(&language).expect("the model is compiled in");
        (language.tag().to_owned(), annotator)
    };
    Annotator::languages().map(annotator).collect()
});

fn annotate(language: &str, text: &str) -> Document {
    ANNOTATORS[language].annotate(Article {
        id: ArticleId("prova".to_owned()),
        title: None,
        text: text.to_owned(),
        language: None,
        published: None,
        source: None,
        author: None,
        given: None,
    })
}

/// Below each word its part of speech, lemma, relation with head, and type of name.
fn tags_under_words(document: &Document) -> String {
    let mut names = vec![""; document.tokens.len()];
    for mention in document.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        for token in mention.tokens.iter() {
            names[token.index()] = mention.entity_type.map_or("?", EntityType::label);
        }
    }
    let mut out = String::new();
    for sentence in &document.sentences {
        let columns: Vec<[String; 5]> = sentence
            .tokens
            .iter()
            .map(|token| {
                let word = document.token(token);
                let relation = match word.head {
                    None => "root".to_owned(),
                    Some(head) => format!("{}<{}", word.deprel, document.form(head)),
                };
                let name = names[token.index()].to_owned();
                let (form, lemma) = (document.form(token).to_owned(), document.lemma(token).to_owned());
                [form, word.upos.to_string(), lemma, relation, name]
            })
            .collect();
        let width = |column: &[String; 5]| column.iter().map(|cell| cell.chars().count()).max().unwrap_or(0) + 2;
        let mut rest = &columns[..];
        while !rest.is_empty() {
            let mut room = WIDTH;
            let fits = rest.iter().take_while(|column| {
                let fits = width(column) <= room;
                room = room.saturating_sub(width(column));
                fits
            });
            let (block, others) = rest.split_at(fits.count().max(1));
            for row in 0..5 {
                let cells = block.iter().map(|column| format!("{:width$}", column[row], width = width(column)));
                let line = cells.collect::<String>();
                if !line.trim().is_empty() {
                    let _ = writeln!(out, "  {}", line.trim_end());
                }
            }
            out.push('\n');
            rest = others;
        }
    }
    out
}

fn snapshot(language: &str, sentences: &str) -> String {
    let lines = sentences.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut out = String::new();
    for line in lines {
        let _ = writeln!(out, "{line}\n{}", tags_under_words(&annotate(language, line)));
    }
    out
}

#[test]
fn tags_of_italian_sentences() {
    insta::assert_snapshot!(snapshot("it", include_str!("../fixtures/analysis/it.txt")));
}

#[test]
fn tags_of_english_sentences() {
    insta::assert_snapshot!(snapshot("en", include_str!("../fixtures/analysis/en.txt")));
}

/// What is wrong with CoNLL-U: numbers, columns, heads, roots, rings.
fn mistakes(conllu: &str) -> Option<String> {
    for sentence in conllu.split("\n\n").filter(|sentence| !sentence.is_empty()) {
        let (mut heads, mut covered) = (vec![0], 0);
        for line in sentence.lines() {
            if line.starts_with("# ") {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            let no_blank = columns.iter().all(|column| !column.is_empty() && column.trim() == *column);
            if columns.len() != 10 || !no_blank {
                return Some(format!("columns: {line:?}"));
            }
            if let Some((begin, end)) = columns[0].split_once('-') {
                let (begin, end): (usize, usize) = (begin.parse().ok()?, end.parse().ok()?);
                if begin != heads.len() || begin <= covered || end <= begin {
                    return Some(format!("range: {line:?}"));
                }
                covered = end;
            } else {
                let head = columns[6].parse().ok()?;
                if columns[0] != heads.len().to_string() || (head == 0) != (columns[7] == "root") {
                    return Some(format!("number or root: {line:?}"));
                }
                heads.push(head);
            }
        }
        let words = heads.len() - 1;
        let reaches_root = |word: usize| {
            let path = std::iter::successors(Some(word), |at| heads.get(*at).copied().filter(|head| *head > 0));
            path.take(words + 1).count() <= words
        };
        let roots = heads[1..].iter().filter(|head| **head == 0).count();
        if covered > words || roots != 1 || heads.iter().any(|head| *head > words) || !(1..=words).all(reaches_root) {
            return Some(format!("tree: {sentence}"));
        }
    }
    None
}

/// Any characters, and more often those that news has.
fn any_text() -> impl Strategy<Value = String> {
    let news = prop::sample::select(vec![
        " ",
        " ",
        "\n",
        ". ",
        ", ",
        "'",
        "’",
        "«",
        "»",
        "\"",
        "dell'",
        "ONU ",
        "l’",
        "dirglielo",
        "S.p.A. ",
        "1,5",
        "90'",
        "http://a.it/(b)",
        "@",
        "#x",
        "...",
        "?!",
        "€",
        "–",
        "can't ",
        "U.S. ",
        "\u{301}",
        "\r\n",
        "\t",
        "\u{a0}",
        "👍🏽",
    ]);
    let piece = prop_oneof![3 => news.prop_map(str::to_owned), 1 => any::<String>().prop_map(|s| s.chars().take(8).collect()), 2 => "[a-zà-ùA-Z0-9]{1,9}"];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_character_is_lost_and_every_tree_is_one(text in any_text()) {
        for language in ANNOTATORS.keys() {
            let document = annotate(language, &text);
            let mut at = 0;
            for (i, token) in document.tokens.iter().enumerate() {
                let multiword = document.multiwords.iter().find(|multiword| multiword.tokens.range().contains(&i));
                let span = multiword.map_or(token.span, |multiword| multiword.span);
                prop_assert!(span.begin <= token.span.begin && token.span.end <= span.end);
                if multiword.is_some_and(|multiword| multiword.tokens.begin.index() != i) {
                    continue;
                }
                let (begin, end) = (span.begin as usize, span.end as usize);
                prop_assert!(begin >= at && end > begin, "in order, and never empty");
                prop_assert!(text[at..begin].chars().all(char::is_whitespace), "nothing but blanks between");
                prop_assert!(!text[begin..end].chars().any(char::is_whitespace));
                if multiword.is_none() {
                    prop_assert_eq!(document.form(TokenId(i as u32)), &text[begin..end]);
                }
                at = end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
            let written = conllu::write(&document);
            prop_assert_eq!(mistakes(&written), None, "{}", written);
        }
    }
}

#[test]
fn long_texts_without_sense_end_too() {
    for text in
        ["dirglielo".repeat(20_000), "l’".repeat(20_000), "il presidente del ".repeat(3_000), "(\"".repeat(9_000)]
    {
        let document = annotate("it", &text);
        assert_eq!(mistakes(&conllu::write(&document)), None);
    }
}

//! Expressions of time, language by language; here what holds for all.

mod english;
mod italian;

use proptest::prelude::*;

use super::*;
use crate::document::{Article, ArticleId};

const DATA: [&str; 2] = [include_str!("../../it/times.toml"), include_str!("../../en/times.toml")];

fn document(text: &str, published: Option<&str>) -> Document {
    Document::new(Article {
        id: ArticleId("a".into()),
        title: None,
        text: text.to_owned(),
        language: None,
        published: published.map(|day| day.parse().expect("a date")),
        source: None,
        author: None,
        given: None,
    })
}

/// The expressions of a text published on a day: words and values.
fn times(data: &str, text: &str, published: Option<&str>) -> Vec<String> {
    let mut document = document(text, published);
    TimeTagger::new(data).expect("well-formed data").annotate(&mut document);
    document.times.iter().map(|time| format!("{} {}", time.span.of(text), time.value)).collect()
}

#[test]
fn mistakes_in_the_data_are_told() {
    for (from, to, message) in [
        ("\"every weekday\"", "\"every wekday\"", "\"every wekday\": nothing is called wekday"),
        ("[words.run]", "[words.rum]", "no kind of words is called rum"),
        ("comma = [", "month = [", "a set cannot be called month: that is a kind of words"),
        ("settimana = \"week\"", "settimana = \"wek\"", "settimana: neither a number nor a unit"),
    ] {
        let data = DATA[0].replace(from, to);
        assert_eq!(
            TimeTagger::new(&data).expect_err("a mistake").to_string(),
            format!("expressions of time: {message}")
        );
    }
}

#[test]
fn tokens_are_those_under_the_words() {
    let mut document = document("Sì nel 2014.", None);
    // "nel" is two words that share a span.
    for (begin, end) in [(0, 3), (4, 7), (4, 7), (8, 12), (12, 13)] {
        let mut token = crate::document::Token::default();
        token.span = Span::new(begin, end);
        document.tokens.push(token);
    }
    TimeTagger::new(DATA[0]).expect("well-formed data").annotate(&mut document);
    assert_eq!(document.times[0].tokens, Tokens::new(TokenId(3), TokenId(4)));
}

#[test]
fn days_that_do_not_exist_have_no_value() {
    let impossible = ["il 45/13/2022", "30/02/2021", "il 99999999999", "2022-13-45", "99999999999 anni fa", "anni 0"];
    for text in impossible {
        assert_eq!(times(DATA[0], text, Some("2022-01-13")), Vec::<String>::new(), "{text}");
    }
    for text in ["2/30/2021", "13/45/2022", "20220230"] {
        assert_eq!(times(DATA[1], text, Some("2022-01-13")), Vec::<String>::new(), "{text}");
    }
    // What can be understood of it stays.
    assert_eq!(times(DATA[0], "il 31 febbraio", Some("2022-01-13")), ["febbraio 2022-02"]);
}

/// Words that expressions of both languages are made of.
const WORDS: [&str; 97] = [
    "il",
    "10",
    "31",
    "2022",
    "99999999999",
    "febbraio",
    "di",
    "dal",
    "al",
    "tra",
    "e",
    "lunedì",
    "scorso",
    "settimana",
    "fa",
    "fine",
    "anni",
    "'90",
    "secolo",
    "XX",
    "29/2",
    "12/13/9999",
    "9999",
    "-",
    "ultimi",
    "prossimo",
    "terza",
    "mille",
    "cento",
    "milamilamila",
    "Natale",
    "estate",
    "entro",
    "prima di",
    "dopo",
    "qualche",
    "per",
    ",",
    "\n",
    "’",
    "the",
    "of",
    "from",
    "to",
    "between",
    "and",
    "last",
    "next",
    "after",
    "week",
    "weeks",
    "days",
    "ago",
    "later",
    "in",
    "on",
    "Monday",
    "May",
    "may",
    "first",
    "31st",
    "twenty",
    "two",
    "thousand",
    "hundred",
    "nineteen",
    "eighty",
    "zero",
    "1990",
    "s",
    "Q3",
    "third",
    "quarter",
    "half",
    "business days",
    "Easter",
    "Thanksgiving",
    "Labor Day",
    "weekend",
    "end",
    "early",
    "earlier",
    "so far",
    "this",
    "year",
    "decade",
    "the seventies",
    "fortnight",
    "4.22",
    "2016-11",
    "20220230",
    "20220228",
    "2014-15",
    "w/c",
    "same",
    "month",
    ".",
];

proptest! {
    #[test]
    fn sorted_apart_and_never_a_panic(
        words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..14),
        published in
            prop::sample::select(vec![None, Some("0000-01-01"), Some("2020-02-29"), Some("9999-12-31"), Some("2022")]),
        language in 0..DATA.len(),
    ) {
        let mut document = document(&words.join(" "), published);
        TimeTagger::new(DATA[language]).expect("well-formed data").annotate(&mut document);
        for pair in document.times.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.begin);
        }
    }

    #[test]
    fn any_text_has_expressions_inside_it(text in "\\PC{0,60}", language in 0..DATA.len()) {
        let mut document = document(&text, Some("2022-01-13"));
        TimeTagger::new(DATA[language]).expect("well-formed data").annotate(&mut document);
        for time in &document.times {
            prop_assert!(text.get(time.span.begin as usize..time.span.end as usize).is_some());
        }
    }
}

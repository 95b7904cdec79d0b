//! The language of a text, told by its function words (`languages.tsv`).
//!
//! Only the first words are read, those in quotation marks only where the others do not tell. Says nothing rather than
//! something doubtful.

use std::{collections::HashMap, sync::LazyLock};

use crate::text::Language;

/// What the words of a text tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guess {
    /// It is this language.
    Language(Language),
    /// Enough words, but hardly one of any known language: it is another.
    Unknown,
    /// Too few words, or too mixed, to tell.
    Unsure,
}

/// How many words are read at most.
const WORDS: usize = 600;
/// How many words it takes to say that a language is none of those known.
const ENOUGH: usize = 40;
/// The share of function words that ordinary prose has at least.
const PROSE: f32 = 0.2;
/// Below this share the text is in another language.
const FOREIGN: f32 = 0.1;
/// How far ahead of the next language the best must be.
const LEAD: f32 = 1.4;
/// The fewest function words, by weight, that make a case.
const FEWEST: f32 = 2.0;

/// So much of a text is looked through for quotations.
const CHARACTERS: usize = 20_000;

/// Tells the language of `text`.
pub fn language(text: &str) -> Guess {
    match told_by(&unquoted(text)) {
        told @ Guess::Language(_) => told,
        _ => told_by(text),
    }
}

/// The text without what stands in quotation marks, which may be in another language. A quotation ends with its line.
fn unquoted(text: &str) -> String {
    let mut inside = false;
    let outside = text.chars().take(CHARACTERS).filter_map(|c| {
        let (mark, before) = (matches!(c, '"' | '«' | '»' | '“' | '”' | '„'), inside);
        inside = match c {
            '"' => !inside,
            '«' | '“' | '„' => true,
            '»' | '”' | '\n' => false,
            _ => inside,
        };
        (!before || c == '\n').then_some(if mark { ' ' } else { c })
    });
    outside.collect()
}

fn told_by(text: &str) -> Guess {
    let profiles = &*PROFILES;
    let (scores, words) = weigh(text);
    let mut ranked: Vec<_> = scores.iter().copied().zip(&profiles.languages).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let [(best, language), (second, _), ..] = ranked[..] else { return Guess::Unsure };
    // A word that several languages share weighs less than one, so prose reaches its share only in part.
    let share = best / words.max(1) as f32;
    if best >= FEWEST && share >= PROSE / 2.0 && best >= second * LEAD {
        Guess::Language(language.clone())
    } else if words >= ENOUGH && share < FOREIGN / 2.0 {
        Guess::Unknown
    } else {
        Guess::Unsure
    }
}

/// The language that a text too short to be told looks most like, if one is ahead of all others.
pub(super) fn leaning(text: &str) -> Option<Language> {
    let (scores, _) = weigh(text);
    let best = scores.iter().copied().fold(0.0f32, f32::max);
    let mut first = scores.iter().zip(&PROFILES.languages).filter(|(score, _)| best > 0.0 && **score >= best);
    let (_, language) = first.next()?;
    first.next().is_none().then(|| language.clone())
}

/// The weight of each language's function words in a text, and how many words were read.
fn weigh(text: &str) -> (Vec<f32>, usize) {
    let profiles = &*PROFILES;
    let mut scores = vec![0.0f32; profiles.languages.len()];
    let mut words = 0usize;
    let mut lower = String::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(WORDS) {
        words += 1;
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        let sharers = profiles.words.get(lower.as_str()).map_or(&[][..], Vec::as_slice);
        for language in sharers {
            scores[*language] += 1.0 / sharers.len() as f32;
        }
    }
    (scores, words)
}

struct Profiles {
    languages: Vec<Language>,
    /// A word → the languages that have it, by index.
    words: HashMap<&'static str, Vec<usize>>,
}

static PROFILES: LazyLock<Profiles> = LazyLock::new(|| {
    let mut profiles = Profiles { languages: Vec::new(), words: HashMap::new() };
    let lines = include_str!("languages.tsv").lines().filter(|line| !line.starts_with('#'));
    for (tag, words) in lines.filter_map(|line| line.split_once('\t')) {
        let Ok(language) = tag.parse::<Language>() else { continue };
        if profiles.languages.last() != Some(&language) {
            profiles.languages.push(language);
        }
        let index = profiles.languages.len() - 1;
        for word in words.split_whitespace() {
            let entry = profiles.words.entry(word).or_default();
            if entry.last() != Some(&index) {
                entry.push(index);
            }
        }
    }
    profiles
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_apart() {
        for (tag, text) in [
            ("it", "Il presidente francese ha annunciato ieri il ritiro delle truppe dal Mali."),
            ("en", "The French president announced on Thursday that the troops will leave Mali after the summit."),
            ("fr", "Le président a annoncé jeudi que les soldats vont quitter le Mali après le sommet de Paris."),
            ("es", "El presidente anunció el jueves que los soldados se van a retirar de Malí tras la cumbre."),
            ("de", "Der Präsident hat am Donnerstag angekündigt, dass die Soldaten aus Mali abziehen werden."),
            (
                "pt",
                "O presidente anunciou na quinta-feira que os soldados vão deixar o Mali após a reunião com o ministro.",
            ),
        ] {
            assert_eq!(language(text), Guess::Language(tag.parse().expect("a tag")), "{text}");
        }
    }

    #[test]
    fn quotations_in_another_language_do_not_matter() {
        let english = "“Non vogliamo che la guerra arrivi fino a noi, e per questo non ci sono armi per nessuno”, the minister \
                       told reporters in Rome. «Il governo ha deciso di non mandare altri soldati nel Paese» was the headline of a \
                       daily. She was asked about it by the BBC.";
        let italian = "Il ministro ha detto ai cronisti: \"We do not want the war to come to us, and this is why there are no more \
                       weapons for anyone in this country\". La frase è stata riportata da tutti i giornali.";
        assert_eq!(language(english), Guess::Language(Language::english()));
        assert_eq!(language(italian), Guess::Language(Language::italian()));
        let all_quoted = "\"Il presidente ha deciso che non si va a votare prima della fine dell'anno\"";
        assert_eq!(language(all_quoted), Guess::Language(Language::italian()));
    }

    #[test]
    fn says_nothing_where_nothing_can_be_said() {
        assert_eq!(language("Macron vola"), Guess::Unsure);
        assert_eq!(language(""), Guess::Unsure);
        assert_eq!(language(&"президент объявил о выводе войск из страны ".repeat(10)), Guess::Unknown);
        assert_eq!(
            language(&"Elnök bejelentette csapatok kivonását országból hétfőn délután ".repeat(10)),
            Guess::Unknown
        );
    }

    #[test]
    fn short_texts_lean_to_a_language() {
        for (text, tag) in
            [("Sales will rise in 2023", Some("en")), ("Sarò fuori dal 4 maggio", Some("it")), ("Macron", None)]
        {
            assert_eq!(leaning(text).as_ref().map(Language::tag), tag, "{text}");
        }
    }

    #[test]
    fn every_profile_is_read() {
        let tags: Vec<_> = PROFILES.languages.iter().map(Language::tag).collect();
        assert_eq!(tags, ["it", "en", "fr", "es", "pt", "de", "nl", "ro", "ca", "pl"]);
    }
}

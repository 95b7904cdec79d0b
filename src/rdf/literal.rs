//! Words, dates and numbers ↔ literals.

use oxigraph::model::{Literal, NamedNodeRef, Term, vocab::xsd};

use super::vocab::edtf;
use crate::document::PartialDate;
use crate::text::Language;

/// Words in a language.
pub(super) fn words(text: &str, language: Option<&Language>) -> Literal {
    match language {
        Some(language) => Literal::new_language_tagged_literal_unchecked(text, language.tag()),
        None => Literal::from(text),
    }
}

/// When: a day, a month or a year with XML Schema's type, an interval as EDTF, anything else as plain words.
pub(super) fn time(time: &str) -> Literal {
    let typed = |datatype: NamedNodeRef<'_>| Literal::new_typed_literal(time, datatype.into_owned());
    // Only what reads back to the same characters: a time of day is let go by the parser, but not here.
    let date = |text: &str| text.parse::<PartialDate>().ok().filter(|date| date.to_string() == text);
    if let Some(date) = date(time) {
        return typed(if date.day().is_some() {
            xsd::DATE
        } else if date.month().is_some() {
            xsd::G_YEAR_MONTH
        } else {
            xsd::G_YEAR
        });
    }
    let side = |text: &str| text == ".." || date(text).is_some();
    match time.split_once('/') {
        Some((from, to)) if side(from) && side(to) => typed(edtf::EDTF),
        _ => Literal::from(time),
    }
}

/// A number between 0 and 1.
pub(super) fn confidence(value: f32) -> Literal {
    // Display never writes an exponent.
    Literal::new_typed_literal(value.to_string(), xsd::DECIMAL)
}

/// A count of characters.
pub(super) fn count(value: u32) -> Literal {
    Literal::from(u64::from(value))
}

/// The characters of a literal.
pub(super) fn value(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_get_the_type_that_tools_know() {
        let written = |text: &str| time(text).to_string();
        assert_eq!(written("2022-01-10"), "\"2022-01-10\"^^<http://www.w3.org/2001/XMLSchema#date>");
        assert_eq!(written("2022-01"), "\"2022-01\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>");
        assert_eq!(written("2022"), "\"2022\"^^<http://www.w3.org/2001/XMLSchema#gYear>");
        assert_eq!(written("2014/.."), "\"2014/..\"^^<http://id.loc.gov/datatypes/edtf/EDTF>");
        assert_eq!(written("P2M"), "\"P2M\"");
        assert_eq!(written("2022-01-10T10:00"), "\"2022-01-10T10:00\"");
        assert_eq!(confidence(0.91).value(), "0.91");
        assert_eq!(confidence(1e-9).value(), "0.000000001");
    }
}

//! Expressions of time and what they mean.

use std::fmt;

use super::{PartialDate, Tokens};
use crate::text::Span;

/// An expression of time of a document, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeId(pub u32);

impl TimeId {
    /// As an index into [`Document::times`](super::Document::times).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an expression of time means; written as EDTF (ISO 8601-2:2019), a duration as ISO 8601.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeValue {
    /// A day, a month, a year.
    Date(PartialDate),
    /// A day that is told only roughly, by a count of longer units: "tre mesi fa".
    About(PartialDate),
    /// From one date to another; an open end is `None` ("dal 2014": `2014/..`).
    Interval(Option<PartialDate>, Option<PartialDate>),
    /// A length of time without a place on the calendar: "per 2 mesi" is `P2M`.
    Duration(Box<str>),
    /// Some time before now, no more is told: "in passato", "ex".
    Past,
}

impl fmt::Display for TimeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TimeValue::Date(date) => write!(f, "{date}"),
            TimeValue::About(date) => write!(f, "{date}~"),
            TimeValue::Interval(from, to) => {
                let side = |date: &Option<PartialDate>| date.map_or_else(|| "..".to_owned(), |d| d.to_string());
                write!(f, "{}/{}", side(from), side(to))
            }
            TimeValue::Duration(length) => f.write_str(length),
            TimeValue::Past => f.write_str("past"),
        }
    }
}

/// An expression of time in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands, its preposition left out: "10 gennaio".
    pub span: Span,
    /// Its tokens.
    pub tokens: Tokens,
    /// What it means, given the date of the article.
    pub value: TimeValue,
}

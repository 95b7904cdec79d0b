//! Document → its expressions of time ([`Document::times`]), each with what it means given the date of the article.
//!
//! A language is a file of words and patterns (`it/times.toml`); the program knows the calendar and how words of a kind
//! combine, but no word. An expression is left out where its meaning cannot be told: "ieri" in an article without a date,
//! "ogni lunedì", a time of day by itself.

mod calendar;
mod counted;
mod digits;
mod feasts;
mod grammar;
mod lex;
mod make;
mod matcher;
mod meaning;
mod numbers;
mod parts;
mod scene;
mod spans;
mod symbols;

use std::sync::Arc;

use crate::document::{Document, TimeExpression, TimeValue, TokenId, Tokens};
use crate::text::Span;

use calendar::Period;
use grammar::Grammar;
use matcher::Matcher;
use meaning::Meaning;
use scene::Scene;

/// How far before the word that it is about an expression may begin, in items.
const LEAD_IN: usize = 7;

/// Finds the expressions of time of one language.
#[derive(Debug, Clone)]
pub struct TimeTagger {
    grammar: Arc<Grammar>,
}

/// The words and patterns of a language are not well formed.
#[derive(Debug, thiserror::Error)]
#[error("expressions of time: {0}")]
pub struct BadTimeData(String);

impl TimeTagger {
    /// Reads the words and patterns of a language (see `it/times.toml` for their form).
    ///
    /// # Errors
    /// Where the data is no TOML, or a pattern names a kind of words that there is not.
    pub fn new(data: &str) -> Result<Self, BadTimeData> {
        Ok(Self { grammar: Arc::new(Grammar::new(data).map_err(BadTimeData)?) })
    }

    /// Fills [`Document::times`].
    pub fn annotate(&self, document: &mut Document) {
        document.times = self
            .find(document)
            .into_iter()
            .map(|(span, value)| {
                let tokens = tokens_of(document, span);
                TimeExpression { span, tokens, value }
            })
            .collect();
    }

    /// The expressions of time of a text, in order, none overlapping another.
    fn find(&self, document: &Document) -> Vec<(Span, TimeValue)> {
        let text = document.text();
        let items = lex::items(text, &self.grammar);
        let scene = Scene { text, published: document.article.published, before: None };
        let mut matcher = Matcher::new(&self.grammar, &items, scene);
        let mut found = Vec::new();
        let (mut at, mut strong) = (0, 0);
        loop {
            strong = strong.max(at);
            while items.get(strong).is_some_and(|item| !item.is_strong()) {
                strong += 1;
            }
            if strong >= items.len() {
                return found;
            }
            at = at.max(strong.saturating_sub(LEAD_IN));
            match matcher.longest(at) {
                Some(expression) => {
                    match expression.meaning {
                        Meaning::Period(period) => {
                            found.push((expression.span, period.value()));
                            matcher.note(period);
                        }
                        Meaning::Value(value) => {
                            if let TimeValue::Date(day) | TimeValue::About(day) = &value
                                && let Some(day) = day.to_naive()
                            {
                                matcher.note(Period::day(day));
                            }
                            found.push((expression.span, value));
                        }
                        Meaning::Nothing => {}
                    }
                    at = expression.next.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
}

/// The tokens that a span touches.
fn tokens_of(document: &Document, span: Span) -> Tokens {
    let begin = document.tokens.partition_point(|token| token.span.end <= span.begin);
    let end = document.tokens.partition_point(|token| token.span.begin < span.end);
    Tokens::new(TokenId(begin as u32), TokenId(end as u32))
}

#[cfg(test)]
mod tests;

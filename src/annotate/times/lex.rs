//! Text → the words, numbers and marks that expressions of time are made of, each with what it may mean.
//!
//! Works on the text itself, not on tokens, so that an expression is found however "dell'11" or "12/01/2022" was cut.

use super::grammar::{DAY, END, Grammar, NUMBER, NUMERIC, ORDINAL, ROMAN, SHORT, Sense, Symbol, WORD_YEAR, YEAR};
use crate::text::Span;

/// One word, phrase, number or mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'g> {
    pub(super) span: Span,
    senses: &'g [Sense],
    pub(super) content: Content,
}

/// What an item is besides its words' meanings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Content {
    /// A word or phrase.
    Word,
    /// A whole number, and how many digits it is written with (0: in words).
    Number(i64, u8),
    /// A Roman number.
    Roman(i64),
    /// A date in digits: year, month, day.
    Numeric(Option<i32>, u32, Option<u32>),
    /// A number of another kind: 7,8 or 13.000.
    Amount,
    /// Punctuation.
    Mark,
    /// The end of a line.
    Break,
}

impl Item<'_> {
    /// What the item means as a symbol; `None` where it is none such.
    pub(super) fn value(&self, symbol: Symbol) -> Option<i32> {
        match (symbol, self.content) {
            (DAY, Content::Number(n @ 1..=31, 1..=2) | Content::Number(n @ 2..=31, 0))
            | (NUMBER, Content::Number(n @ 1..=2000, _))
            | (YEAR, Content::Number(n @ 1100..=2199, 0 | 4))
            | (WORD_YEAR, Content::Number(n @ 1100..=2199, 0))
            | (ROMAN, Content::Roman(n)) => Some(n as i32),
            (DAY, Content::Word) => self.senses.iter().find(|sense| **sense == (ORDINAL, 1)).map(|_| 1),
            (NUMERIC, Content::Numeric(None, month, Some(day))) if month < 10 && day < 10 && self.span.len() == 3 => {
                None
            }
            (SHORT, Content::Numeric(None, ..))
            | (NUMERIC, Content::Numeric(..))
            | (END, Content::Mark | Content::Break) => Some(0),
            _ => self.senses.iter().find(|(own, _)| *own == symbol).map(|(_, value)| *value),
        }
    }

    /// Every symbol that the item may be.
    pub(super) fn symbols(&self) -> impl Iterator<Item = Symbol> {
        let computed = [DAY, YEAR, WORD_YEAR, NUMBER, ROMAN, NUMERIC, SHORT];
        let plain = self.content == Content::Word && self.senses.is_empty();
        let computed = computed.into_iter().filter(move |symbol| !plain && self.value(*symbol).is_some());
        computed.chain(self.senses.iter().map(|(symbol, _)| *symbol))
    }

    /// Whether an expression can be about it: more than a word that holds others together.
    pub(super) fn is_strong(&self) -> bool {
        match self.content {
            Content::Number(_, 1..) | Content::Number(1000.., 0) | Content::Numeric(..) | Content::Roman(_) => true,
            _ => self.senses.iter().any(|(symbol, _)| super::grammar::is_strong(*symbol)),
        }
    }
}

/// A piece of the text before phrases are put together; its lower-case form is `lower[from..to]`.
struct Piece {
    span: Span,
    lower: (u32, u32),
    content: Content,
}

/// Cuts a text into items.
pub(super) fn items<'g>(text: &str, grammar: &'g Grammar) -> Vec<Item<'g>> {
    let (pieces, lower) = pieces(text, grammar);
    let word = |piece: &Piece| &lower[piece.lower.0 as usize..piece.lower.1 as usize];
    let mut items = Vec::with_capacity(pieces.len());
    let mut i = 0;
    while let Some(piece) = pieces.get(i) {
        let phrase = grammar.phrases(word(piece)).iter().find(|(rest, _)| {
            let next = pieces.get(i + 1..=i + rest.len()).unwrap_or_default();
            next.len() == rest.len() && next.iter().zip(rest).all(|(piece, own)| word(piece) == &**own)
        });
        if let Some((rest, senses)) = phrase {
            let span = piece.span.join(pieces[i + rest.len()].span);
            items.push(Item { span, senses, content: Content::Word });
            i += rest.len() + 1;
            continue;
        }
        let senses = grammar.senses(word(piece));
        items.push(Item { span: piece.span, senses, content: piece.content });
        i += 1;
    }
    items
}

fn pieces(text: &str, grammar: &Grammar) -> (Vec<Piece>, String) {
    let mut pieces = Vec::with_capacity(text.len() / 5);
    let mut lower = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let from = lower.len() as u32;
        let rest = &text[at..];
        let (length, content) = if c.is_alphabetic() {
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let word = &rest[..length];
            lower.extend(word.chars().flat_map(char::to_lowercase));
            let number = grammar.number(&lower[from as usize..]).map(|n| Content::Number(n, 0));
            (length, number.or_else(|| roman(word).map(Content::Roman)).unwrap_or(Content::Word))
        } else if c.is_ascii_digit() {
            number(rest, grammar.day_first)
        } else if c == '\n' {
            (1, Content::Break)
        } else if c.is_whitespace() || matches!(c, '\'' | '’' | 'ʼ') {
            // Elision holds together what it stands between.
            at += c.len_utf8();
            continue;
        } else {
            lower.push(c);
            (c.len_utf8(), Content::Mark)
        };
        pieces.push(Piece { span: Span::new(at, at + length), lower: (from, lower.len() as u32), content });
        at += length;
    }
    (pieces, lower)
}

/// A number at the start of the text: how long it is, and what.
fn number(text: &str, day_first: bool) -> (usize, Content) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(date) = numeric_date(text, day_first) {
        return date;
    }
    let whole = digits(text);
    let mut length = whole;
    // 7,8 and 13.000 and 18:30 are one number, and no part of a date.
    while text[length..].starts_with(['.', ',', ':']) && digits(&text[length + 1..]) > 0 {
        length += 1 + digits(&text[length + 1..]);
    }
    if let Some(ordinal) = text[length..].chars().next().filter(|c| matches!(c, 'º' | '°' | 'ª')) {
        return (length + ordinal.len_utf8(), whole_number(&text[..whole]));
    }
    if text[length..].starts_with(char::is_alphabetic) {
        length += text[length..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - length);
    }
    if length > whole {
        return (length, Content::Amount);
    }
    (whole, whole_number(&text[..whole]))
}

fn whole_number(digits: &str) -> Content {
    let value = digits.parse().ok().filter(|_| digits.len() <= 9);
    value.map_or(Content::Amount, |value| Content::Number(value, digits.len() as u8))
}

/// Two or three numbers with one kind of mark between them, if they can be a date.
fn numeric_date(text: &str, day_first: bool) -> Option<(usize, Content)> {
    let mut parts: Vec<(&str, u32)> = Vec::with_capacity(3);
    let mut at = 0;
    let mut mark = None;
    loop {
        let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || length > 4 {
            return None;
        }
        parts.push((&text[at..at + length], text[at..at + length].parse().ok()?));
        at += length;
        let next = text[at..].chars().next().filter(|c| matches!(c, '/' | '-' | '.'));
        let more = text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
        match next {
            Some(c) if more && parts.len() < 3 && mark.is_none_or(|mark| mark == c) => mark = Some(c),
            _ => break,
        }
        at += 1;
    }
    if text[at..].starts_with(|c: char| c.is_alphanumeric() || c == '%') {
        return None;
    }
    let full_year = |text: &str| text.len() == 4;
    let content = match (&parts[..], mark?) {
        ([(y, year), (_, month), (_, day)], _) if full_year(y) => (Some(*year as i32), *month, Some(*day)),
        ([(_, a), (_, b), (y, year)], _) if full_year(y) || y.len() == 2 => {
            // Two digits: this century up to the year 50, the last one from then on.
            let year = *year as i32
                + if full_year(y) {
                    0
                } else if *year <= 50 {
                    2000
                } else {
                    1900
                };
            let (day, month) = if (day_first && *b <= 12) || *a > 12 { (*a, *b) } else { (*b, *a) };
            (Some(year), month, Some(day))
        }
        ([(_, month), (y, year)] | [(y, year), (_, month)], '/') if full_year(y) => (Some(*year as i32), *month, None),
        ([(a, first), (b, second)], '/') if a.len() <= 2 && b.len() <= 2 => {
            let (day, month) = if day_first && *second <= 12 { (*first, *second) } else { (*second, *first) };
            (None, month, Some(day))
        }
        _ => return None,
    };
    let (_, month, day) = content;
    let fits = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
    fits.then_some((at, Content::Numeric(content.0, month, day)))
}

/// The value of a Roman number in capitals.
fn roman(word: &str) -> Option<i64> {
    let digit = |c| {
        Some(match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        })
    };
    if word.len() > 8 {
        return None;
    }
    let digits: Vec<i64> = word.chars().map(digit).collect::<Option<_>>()?;
    let smaller = |i: usize| digits.get(i + 1).is_some_and(|next| digits[i] < *next);
    let value: i64 = (0..digits.len()).map(|i| if smaller(i) { -digits[i] } else { digits[i] }).sum();
    (value > 0).then_some(value)
}

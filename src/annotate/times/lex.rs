//! Text → the words, numbers and marks that expressions of time are made of, each with what it may mean.
//!
//! Works on the text itself, not on tokens, so that an expression is found however "dell'11" or "12/01/2022" was cut.

use super::{
    digits,
    grammar::{Grammar, Sense},
    symbols::{DAY, END, Kinds, LOOSE, NUMBER, NUMERIC, ORDINAL, ROMAN, SHORT, SHORT_YEAR, Symbol, WORD_YEAR, YEAR},
};
use crate::text::Span;

/// One word, phrase, number or mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'g> {
    pub(super) span: Span,
    senses: &'g [Sense],
    pub(super) content: Content,
    /// Every symbol that it may be.
    pub(super) kinds: Kinds,
}

/// What an item is besides its words' meanings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Content {
    /// A word or phrase.
    Word,
    /// A whole number, and how many digits it is written with (0: in words).
    Number(i64, u8),
    /// An ordinal, in digits or of several words.
    Ordinal(i64),
    /// A Roman number.
    Roman(i64),
    /// A date in digits: year, month, day.
    Numeric(Option<i32>, u32, Option<u32>),
    /// What may be a date without a year, but seldom is: month, day.
    Loose(u32, u32),
    /// A number of another kind: 7,8 or 13.000.
    Amount,
    /// Punctuation that may end a clause.
    Stop,
    /// Any other mark.
    Mark,
    /// The end of a line.
    Break,
}

impl<'g> Item<'g> {
    fn new(span: Span, senses: &'g [Sense], content: Content) -> Self {
        let own = senses.iter().fold(Kinds::default(), |kinds, (symbol, _)| kinds.with(*symbol));
        let mut item = Self { span, senses, content, kinds: own };
        let computed: &[Symbol] = match content {
            Content::Word | Content::Amount | Content::Mark => &[],
            Content::Stop | Content::Break => &[END],
            _ => &[DAY, YEAR, WORD_YEAR, NUMBER, ORDINAL, ROMAN, NUMERIC, SHORT, LOOSE, SHORT_YEAR],
        };
        for symbol in computed {
            if item.value(*symbol).is_some() {
                item.kinds = item.kinds.with(*symbol);
            }
        }
        item
    }

    /// What the item means as a symbol; `None` where it is none such.
    pub(super) fn value(&self, symbol: Symbol) -> Option<i32> {
        match (symbol, self.content) {
            (
                DAY,
                Content::Number(n @ 1..=31, 1..=2) | Content::Number(n @ 2..=31, 0) | Content::Ordinal(n @ 1..=31),
            )
            | (ORDINAL, Content::Ordinal(n @ 1..=99))
            | (SHORT_YEAR, Content::Number(n, 2))
            | (NUMBER, Content::Number(n @ 1..=2000, _))
            | (YEAR, Content::Number(n @ 1100..=2199, 0 | 4))
            | (WORD_YEAR, Content::Number(n @ 1100..=2199, 0))
            | (ROMAN, Content::Roman(n)) => Some(n as i32),
            (NUMERIC, Content::Numeric(None, month, Some(day))) if month < 10 && day < 10 && self.span.len() == 3 => {
                None
            }
            (SHORT, Content::Numeric(None, ..))
            | (NUMERIC, Content::Numeric(..))
            | (LOOSE, Content::Loose(..))
            | (END, Content::Stop | Content::Break) => Some(0),
            _ => self.senses.iter().find(|(own, _)| *own == symbol).map(|(_, value)| *value),
        }
    }

    /// Whether an expression can be about it: more than a word that holds others together.
    pub(super) fn is_strong(&self) -> bool {
        match self.content {
            Content::Number(_, 1..)
            | Content::Number(2.., 0)
            | Content::Ordinal(_)
            | Content::Numeric(..)
            | Content::Loose(..)
            | Content::Roman(_) => true,
            _ => self.kinds.has_strong(),
        }
    }
}

/// A piece of the text before phrases are put together; its lower-case form is `lower[from..to]`.
struct Piece {
    span: Span,
    lower: (u32, u32),
    /// Whether it begins with a capital letter.
    capital: bool,
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
            items.push(Item::new(span, senses, Content::Word));
            i += rest.len() + 1;
            continue;
        }
        if let Content::Number(first, 0) = piece.content {
            let next = |n: usize| pieces.get(i + 1 + n).map(word);
            let (value, taken) = grammar.numbers.run(first, next);
            // "Twenty-first".
            let mut last = i + taken;
            let mut content = Content::Number(value, 0);
            if value % 10 == 0 && (20..=90).contains(&value) {
                let ahead = if next(taken) == Some("-") { taken + 1 } else { taken };
                let ordinal = |word| grammar.senses(word, false).iter().find(|(own, n)| *own == ORDINAL && *n < 10);
                if let Some((_, unit @ 1..)) = next(ahead).and_then(ordinal) {
                    (last, content) = (i + ahead + 1, Content::Ordinal(value + i64::from(*unit)));
                }
            }
            if last > i {
                items.push(Item::new(piece.span.join(pieces[last].span), &[], content));
                i = last + 1;
                continue;
            }
        }
        let senses = grammar.senses(word(piece), piece.capital);
        items.push(Item::new(piece.span, senses, piece.content));
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
            let number = grammar.numbers.word(&lower[from as usize..]).map(|n| Content::Number(n, 0));
            (length, number.or_else(|| roman(word).map(Content::Roman)).unwrap_or(Content::Word))
        } else if c.is_ascii_digit() {
            digits::number(rest, grammar)
        } else if c == '\n' {
            (1, Content::Break)
        } else if c.is_whitespace() || matches!(c, '\'' | '’' | 'ʼ') {
            // Elision holds together what it stands between.
            at += c.len_utf8();
            continue;
        } else {
            lower.push(c);
            let stops = matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '…' | '"' | '”' | '»');
            (c.len_utf8(), if stops { Content::Stop } else { Content::Mark })
        };
        pieces.push(Piece {
            span: Span::new(at, at + length),
            lower: (from, lower.len() as u32),
            capital: c.is_uppercase(),
            content,
        });
        at += length;
    }
    (pieces, lower)
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

//! Items + patterns → the longest expression that begins at an item.

use super::{
    calendar::Period,
    grammar::{DAY, Element, Grammar, MONTH, Pattern, Symbol, TIME},
    lex::Item,
    meaning::{Meaning, Scene, make},
};
use crate::text::Span;

/// An expression that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) span: Span,
    /// The item behind its last one.
    pub(super) next: usize,
    pub(super) meaning: Meaning,
}

/// What an element of a pattern matched.
#[derive(Debug, Clone, Copy)]
pub(super) struct Capture {
    pub(super) symbol: Symbol,
    pub(super) value: i32,
    /// Which item.
    pub(super) item: usize,
    /// The inner expression, where the element is one.
    pub(super) time: Option<Period>,
    span: Span,
    next: usize,
    context: bool,
}

/// The items of one text and what is needed to understand them.
pub(super) struct Matcher<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) items: &'a [Item<'a>],
    pub(super) scene: Scene<'a>,
}

/// Patterns of this stage are made of expressions of those before.
const LAST_STAGE: u8 = 3;

impl Matcher<'_> {
    /// The expression at item `at`, or the one behind what leads in to it, if that reaches further: "il" leads in to "il 2",
    /// but what is meant may be "2 ottobre".
    pub(super) fn longest(&self, at: usize) -> Option<Found> {
        let found = self.best(at, LAST_STAGE)?;
        let begin = (at..found.next).find(|i| self.items[*i].span.begin >= found.span.begin).unwrap_or(at);
        let other = if begin > at { self.best(begin, LAST_STAGE) } else { None };
        other.filter(|other| other.next > found.next).or(Some(found))
    }

    /// The longest expression of a stage up to `stage` that begins at item `at`; of equally long ones
    /// that of the last stage, there of the first rule.
    pub(super) fn best(&self, at: usize, stage: u8) -> Option<Found> {
        let mut best: Option<(Found, u8, u16)> = None;
        let mut captures = Vec::with_capacity(8);
        for symbol in self.items.get(at)?.symbols().chain([TIME]) {
            for &index in self.grammar.starting_with(symbol) {
                let pattern = &self.grammar.patterns[usize::from(index)];
                if pattern.stage > stage {
                    break; // Patterns stand in the order of their stages.
                }
                captures.clear();
                if !self.step(pattern, &pattern.elements, at, &mut captures) {
                    continue;
                }
                let Some((span, next)) = extent(&captures) else { continue };
                let better = best.as_ref().is_none_or(|(best, stage, first)| {
                    let rank = |next, stage, index| (next, stage, std::cmp::Reverse(index));
                    rank(next, pattern.stage, index) > rank(best.next, *stage, *first)
                });
                if better && let Some(meaning) = make(pattern.make, &captures, self, span) {
                    best = Some((Found { span, next, meaning }, pattern.stage, index));
                }
            }
        }
        best.map(|(found, ..)| found)
    }

    /// Matches the elements from item `at` on; optional ones are taken where that leads through.
    fn step(&self, pattern: &Pattern, elements: &[Element], at: usize, captures: &mut Vec<Capture>) -> bool {
        let Some((element, rest)) = elements.split_first() else { return true };
        if element.not {
            let there = element.symbols.iter().any(|symbol| self.capture(*symbol, element, pattern, at).is_some());
            return !there && self.step(pattern, rest, at, captures);
        }
        for symbol in &element.symbols {
            if let Some(capture) = self.capture(*symbol, element, pattern, at) {
                captures.push(capture);
                if self.step(pattern, rest, capture.next, captures) {
                    return true;
                }
                captures.pop();
            }
        }
        element.optional && self.step(pattern, rest, at, captures)
    }

    fn capture(&self, symbol: Symbol, element: &Element, pattern: &Pattern, at: usize) -> Option<Capture> {
        let context = element.context;
        if symbol == TIME {
            let found = self.best(at, pattern.stage - 1)?;
            let Meaning::Period(period) = found.meaning else { return None };
            let (span, next) = (found.span, found.next);
            return Some(Capture { symbol, value: 0, item: at, time: Some(period), span, next, context });
        }
        let Some(item) = self.items.get(at) else {
            // Behind the last item is an end as well.
            let span = Span::default();
            return (symbol == super::grammar::END).then_some(Capture {
                symbol,
                value: 0,
                item: at,
                time: None,
                span,
                next: at,
                context,
            });
        };
        let value = item.value(symbol)?;
        Some(Capture { symbol, value, item: at, time: None, span: item.span, next: at + 1, context })
    }
}

/// From the first to the last element that is no context.
fn extent(captures: &[Capture]) -> Option<(Span, usize)> {
    let mut own = captures.iter().filter(|capture| !capture.context);
    let first = own.next()?;
    let last = own.next_back().unwrap_or(first);
    Some((first.span.join(last.span), last.next))
}

/// Looks captures up by what they are.
pub(super) struct Captured<'c>(pub(super) &'c [Capture]);

impl Captured<'_> {
    /// The first capture of a symbol.
    pub(super) fn get(&self, symbol: Symbol) -> Option<i32> {
        self.all(symbol).next().map(|capture| capture.value)
    }

    /// All captures of a symbol.
    pub(super) fn all(&self, symbol: Symbol) -> impl Iterator<Item = &Capture> {
        self.0.iter().filter(move |capture| capture.symbol == symbol)
    }

    /// The inner expressions.
    pub(super) fn times(&self) -> impl Iterator<Item = Period> {
        self.0.iter().filter_map(|capture| capture.time)
    }

    /// The day of the month.
    pub(super) fn day(&self) -> Option<u32> {
        self.get(DAY).map(|day| day as u32)
    }

    /// The month, by its name or its abbreviation.
    pub(super) fn month(&self) -> Option<u32> {
        self.get(MONTH).or_else(|| self.get(super::grammar::ABBR)).map(|month| month as u32)
    }
}

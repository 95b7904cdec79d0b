//! Items + patterns → the longest expression that begins at an item.

use std::cell::RefCell;

use chrono::Weekday;

use super::{
    calendar::Period,
    grammar::{Element, Grammar, Pattern},
    lex::Item,
    meaning::{Meaning, make},
    scene::Scene,
    symbols::{ABBR, DAY, END, HOMONYM, Kinds, MONTH, Symbol, TIME, TODAY, WDAY, WEEKDAY},
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
    pub(super) context: bool,
}

/// The items of one text and what is needed to understand them.
pub(super) struct Matcher<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) items: &'a [Item<'a>],
    scene: Scene<'a>,
    /// Inner expressions found of late: the same one is asked for by many patterns.
    memo: RefCell<Memo>,
}

/// By item and stage (modulo the number of slots): the item, and the expression there.
type Memo = [Option<(usize, Option<Inner>)>; SLOTS * 2];

/// How many neighbouring items the memo holds.
const SLOTS: usize = 32;

/// An expression as part of a larger one.
#[derive(Debug, Clone, Copy)]
struct Inner {
    span: Span,
    next: usize,
    period: Period,
}

/// Patterns of this stage are made of expressions of those before.
const LAST_STAGE: u8 = 3;

impl<'a> Matcher<'a> {
    pub(super) fn new(grammar: &'a Grammar, items: &'a [Item<'a>], scene: Scene<'a>) -> Self {
        Self { grammar, items, scene, memo: RefCell::new([None; SLOTS * 2]) }
    }

    /// What surrounds the expressions.
    pub(super) fn scene(&self) -> &Scene<'a> {
        &self.scene
    }

    /// Tells what the text spoke of last.
    pub(super) fn note(&mut self, period: Period) {
        self.scene.before = Some(period);
        *self.memo.get_mut() = [None; SLOTS * 2];
    }

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
        let kinds = self.items.get(at)?.kinds;
        if kinds == Kinds::default() {
            return None;
        }
        let mut best: Option<(Found, u8, u16)> = None;
        let mut captures = Vec::with_capacity(8);
        for symbol in kinds.iter().chain([TIME]) {
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
        // Behind the last item is an end as well.
        let kinds = self.items.get(at).map_or(Kinds::default().with(END), |item| item.kinds);
        if element.kinds.meets(kinds.with(TIME)) {
            for symbol in element.symbols.iter().filter(|symbol| **symbol == TIME || kinds.has(**symbol)) {
                let capture = self.capture(*symbol, element.context, pattern, at);
                if element.not && capture.is_some() {
                    return false;
                }
                if let (Some(capture), false) = (capture, element.not) {
                    captures.push(capture);
                    if self.step(pattern, rest, capture.next, captures) {
                        return true;
                    }
                    captures.pop();
                }
            }
        }
        (element.optional || element.not) && self.step(pattern, rest, at, captures)
    }

    fn capture(&self, symbol: Symbol, context: bool, pattern: &Pattern, at: usize) -> Option<Capture> {
        if symbol == TIME {
            let Inner { span, next, period } = self.inner(at, pattern.stage - 1)?;
            return Some(Capture { symbol, value: 0, item: at, time: Some(period), span, next, context });
        }
        let Some(item) = self.items.get(at) else {
            let span = Span::default();
            return Some(Capture { symbol, value: 0, item: at, time: None, span, next: at, context });
        };
        let value = item.value(symbol)?;
        let time = if symbol == TODAY { Some(Period::day(self.scene.today()?)) } else { None };
        Some(Capture { symbol, value, item: at, time, span: item.span, next: at + 1, context })
    }

    /// The expression of a stage up to `stage` at an item, if it is a stretch of the calendar.
    fn inner(&self, at: usize, stage: u8) -> Option<Inner> {
        let slot = at % SLOTS * 2 + usize::from(stage % 2);
        if let Some((_, known)) = self.memo.borrow()[slot].filter(|(of, _)| *of == at) {
            return known;
        }
        let inner = self.best(at, stage).and_then(|found| match found.meaning {
            Meaning::Period(period) => Some(Inner { span: found.span, next: found.next, period }),
            _ => None,
        });
        self.memo.borrow_mut()[slot] = Some((at, inner));
        inner
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

    /// The days of the week.
    pub(super) fn weekdays(&self) -> impl Iterator<Item = Weekday> {
        let numbers = self.0.iter().filter(|capture| matches!(capture.symbol, WEEKDAY | WDAY));
        numbers.filter_map(|capture| Weekday::try_from(u8::try_from(capture.value - 1).ok()?).ok())
    }

    /// The months, by their names or abbreviations.
    pub(super) fn months(&self) -> impl Iterator<Item = u32> {
        self.0
            .iter()
            .filter(|capture| matches!(capture.symbol, MONTH | ABBR | HOMONYM))
            .map(|capture| capture.value as u32)
    }

    /// The day of the month.
    pub(super) fn day(&self) -> Option<u32> {
        self.get(DAY).map(|day| day as u32)
    }

    /// The month.
    pub(super) fn month(&self) -> Option<u32> {
        self.months().next()
    }

    /// The day of the week.
    pub(super) fn weekday(&self) -> Option<Weekday> {
        self.weekdays().next()
    }
}

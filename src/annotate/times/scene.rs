//! Dates that recur (a day of the month, a weekday, a feast) + the clause around them → the one that is meant.
//!
//! A date without a year is the nearest one; a verb in the future beside it turns it to the next, one in the past to the last.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    calendar::{Period, Unit, add},
    grammar::Grammar,
    matcher::Matcher,
};
use crate::document::PartialDate;
use crate::text::Span;

/// What surrounds an expression.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) published: Option<PartialDate>,
    /// What the text last spoke of.
    pub(super) before: Option<Period>,
}

/// How far, in words, a verb is looked for on each side.
const REACH: usize = 12;
/// The same in bytes, for texts without blanks.
const REACH_BYTES: usize = 300;
/// A next or last date further away than this, in days, is doubted against the nearest.
const FAR: i64 = 300;

impl Scene<'_> {
    /// The article's day.
    pub(super) fn today(&self) -> Option<NaiveDate> {
        self.published.and_then(PartialDate::to_naive)
    }

    /// The stretch that holds the article's day.
    pub(super) fn current(&self, unit: Unit) -> Option<Period> {
        Period::around(self.today()?, unit)
    }

    /// Whether the clause around an expression looks ahead (true) or back (false), by the nearest word that tells.
    pub(super) fn ahead(&self, grammar: &Grammar, span: Span) -> Option<bool> {
        let stops = |word: &&str| !word.contains(['.', ';', ':', '!', '?', '\n', '«', '»', '“', '”']);
        let look = |word: &str| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            // Names end as they like: "Sahrà".
            (!bare.starts_with(char::is_uppercase)).then(|| grammar.direction(bare)).flatten()
        };
        let split = |c: char| c == ' ' || c == '\u{a0}';
        let (begin, end) = (span.begin as usize, span.end as usize);
        let whole = |at: &usize| self.text.is_char_boundary(*at);
        let from = (begin.saturating_sub(REACH_BYTES)..=begin).find(whole)?;
        let to = (end..=self.text.len().min(end + REACH_BYTES)).rfind(whole)?;
        let (before, after) = (self.text.get(from..begin)?, self.text.get(end..to)?);
        let right =
            after.split(split).take(REACH).take_while(stops).map(look).enumerate().find_map(|(i, d)| Some((i, d?)));
        let left =
            before.rsplit(split).take(REACH).take_while(stops).map(look).enumerate().find_map(|(i, d)| Some((i, d?)));
        match (left, right) {
            (Some((l, left)), Some((r, right))) => Some(if l < r { left } else { right }),
            (left, right) => left.or(right).map(|(_, direction)| direction),
        }
    }
}

/// What an expression tells of the one that it means among those that recur.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hint {
    /// The last, this, the next.
    pub(super) shift: Option<i32>,
    /// "Thursday 5 March" is in a year where that is a Thursday.
    pub(super) weekday: Option<Weekday>,
}

impl Hint {
    pub(super) fn shift(shift: Option<i32>) -> Self {
        Self { shift, weekday: None }
    }
}

/// Chooses among what recurs (`at(year)`): before, in or after the year of the article, as the expression or
/// the clause tells.
pub(super) fn recurring(
    matcher: &Matcher<'_>,
    span: Span,
    hint: Hint,
    at: impl Fn(i32) -> Option<Period>,
) -> Option<Period> {
    let published = matcher.scene().published?;
    let Hint { shift, weekday } = hint;
    let yearless = |period: Period| Period { yearless: shift.is_none(), ..period };
    let Some(today) = published.to_naive() else { return at(published.year()).map(yearless) };
    if shift == Some(0) {
        return at(today.year()).map(yearless);
    }
    // A leap day recurs every fourth year, some only after eight.
    let years = today.year() - 8..=today.year() + 8;
    let all: Vec<Period> = years.filter_map(at).collect();
    let last =
        all.iter().rev().find(|period| if shift.is_some() { period.last < today } else { period.first <= today });
    let next = all.iter().find(|period| if shift.is_some() { period.first > today } else { period.last >= today });
    let far = |period: &&Period| (period.first - today).num_days().abs().min((period.last - today).num_days().abs());
    let nearest = || last.into_iter().chain(next).min_by_key(far);
    let mut told = last.into_iter().chain(next).filter(|period| Some(period.first.weekday()) == weekday);
    if let (Some(only), None) = (told.next(), told.next()) {
        return Some(yearless(*only));
    }
    let direction = shift.map(|shift| shift > 0).or_else(|| matcher.scene().ahead(matcher.grammar, span));
    let chosen = match direction {
        Some(ahead) => {
            let wanted = if ahead { next } else { last };
            if shift.is_some() { wanted } else { wanted.filter(|period| far(period) < FAR).or_else(nearest) }
        }
        None => nearest(),
    };
    chosen.copied().map(yearless)
}

/// The nearest day within `reach` days that `fits`; ahead, behind or on both sides.
pub(super) fn near_day(
    today: NaiveDate,
    reach: i64,
    ahead: Option<bool>,
    fits: impl Fn(NaiveDate) -> bool,
) -> Option<NaiveDate> {
    let back = (0..=reach).filter_map(|n| Some((n, add(today, -n, Unit::Day)?)));
    let forth = (0..=reach).filter_map(|n| Some((n, add(today, n, Unit::Day)?)));
    match ahead {
        Some(true) => forth.map(|(_, day)| day).find(|day| fits(*day)),
        Some(false) => back.map(|(_, day)| day).find(|day| fits(*day)),
        None => {
            let (mut back, mut forth) = (back.filter(|(_, day)| fits(*day)), forth.filter(|(_, day)| fits(*day)));
            back.next().into_iter().chain(forth.next()).min_by_key(|(n, _)| *n).map(|(_, day)| day)
        }
    }
}

//! What is a part of a longer stretch: its begin or end, a quarter, its third Monday, a day of it.

use chrono::{Datelike, NaiveDate};

use super::{
    calendar::{Period, Unit, add},
    matcher::{Captured, Matcher},
    meaning::{dated, year_of},
    scene::{Hint, recurring},
    symbols::{NUMBER, ORDINAL, PART, UNIT, YEAR},
};
use crate::text::Span;

/// Codes of parts that depend on the article's day; 1 to 3 are its early, middle and late part.
const EARLIER: i32 = 4;
const LATER: i32 = 5;

/// The year that an inner expression is.
pub(super) fn whole_year(got: &Captured<'_>) -> Option<i32> {
    got.times().next().filter(|time| time.unit == Unit::Year).map(|time| time.first.year())
}

/// The stretch that something is a part of: told, or the one that the article's day is in.
pub(super) fn whole(got: &Captured<'_>, matcher: &Matcher<'_>, span: Span) -> Option<Period> {
    match (got.times().next(), got.get(YEAR), got.month()) {
        (Some(time), ..) => Some(time),
        (None, Some(year), _) => Period::year(year),
        (None, None, Some(month)) => dated(None, month, None, matcher, span),
        (None, None, None) => matcher.scene().current(Unit::from_code(got.get(UNIT)?)?),
    }
}

/// The early, middle or late part of a stretch; what has passed of it, what is left of it.
pub(super) fn part(got: &Captured<'_>, matcher: &Matcher<'_>, span: Span) -> Option<Period> {
    let (part, scene) = (got.get(PART), matcher.scene());
    let whole = whole(got, matcher, span)?;
    if let (Some(_), Some(part @ 1..=3)) = (got.get(YEAR), part) {
        return whole.third(part);
    }
    if whole.unit <= Unit::Day {
        return None;
    }
    let holds_today = scene.today().filter(|today| (whole.first..=whole.last).contains(today));
    let found = match (part, holds_today) {
        // "Earlier this year" is over, "later this year" is not.
        (Some(EARLIER), Some(today)) => {
            let early = whole.part(1)?;
            Period::between(early.first, early.last.min(today.pred_opt()?), Unit::Day)
        }
        (Some(LATER), Some(today)) => {
            let late = whole.part(3)?;
            Period::between(late.first.max(today), late.last, Unit::Day)
        }
        (Some(EARLIER), None) => whole.part(1),
        (Some(LATER), None) => whole.part(3),
        (Some(part), _) => whole.part(part),
        // What is left of it.
        (None, _) => Period::between(scene.today()?, whole.last, Unit::Day),
    };
    found.map(|part| Period { yearless: whole.yearless, ..part })
}

/// A quarter or half of a year, the year told or not.
pub(super) fn part_of_year(
    unit: Unit,
    number: i64,
    year: Option<i32>,
    matcher: &Matcher<'_>,
    span: Span,
) -> Option<Period> {
    let of = |year: i32| {
        let whole = Period::year(year)?;
        let found = Period::around(whole.first, unit)?.shifted(number - 1)?;
        (number > 0 && found.last <= whole.last).then_some(found)
    };
    year.map_or_else(|| recurring(matcher, span, Hint::default(), of), of)
}

/// The n-th unit or weekday of a stretch, or so many units at its begin or end.
pub(super) fn nth(got: &Captured<'_>, matcher: &Matcher<'_>, span: Span) -> Option<Period> {
    let scene = matcher.scene();
    let number = i64::from(got.get(ORDINAL)?);
    let unit = got.get(UNIT).and_then(Unit::from_code);
    let whole = match (got.times().next(), year_of(got), unit) {
        (Some(time), ..) => time,
        (None, Some(year), _) => Period::year(year)?,
        // "In the third quarter".
        (None, None, Some(unit @ (Unit::Quarter | Unit::Half))) => {
            return part_of_year(unit, number, None, matcher, span);
        }
        // "The second Sunday".
        (None, None, None) => scene.current(Unit::Month)?,
        (None, None, Some(_)) => return None,
    };
    let found = if let Some(on) = got.weekday() {
        let (from, step) = if number < 0 { (whole.last, -1) } else { (whole.first, 1) };
        let first = (0..7).filter_map(|n| add(from, n * step, Unit::Day)).find(|day| day.weekday() == on)?;
        Period::day(add(first, (number.abs() - 1) * step, Unit::Week)?)
    } else if let Some(count) = got.get(NUMBER) {
        // "The first ten days of January".
        let unit = unit.filter(|unit| *unit >= Unit::Day && *unit < whole.unit)?;
        let (day, count) = (Unit::Day, i64::from(count));
        let (first, last) = match number {
            1 => (whole.first, add(add(whole.first, count, unit)?, -1, day)?),
            -1 => (add(add(whole.last, 1, day)?, -count, unit)?, whole.last),
            _ => return None,
        };
        let precision = if unit >= Unit::Month { Unit::Half } else { day };
        Period::between(first, last, precision)
            .filter(|found| found.first >= whole.first && found.last <= whole.last)?
    } else {
        let unit = unit.filter(|unit| *unit >= Unit::Day && *unit < whole.unit)?;
        // The first week is the one with most of its days inside (ISO 8601).
        let inset = if unit == Unit::Week { 3 } else { 0 };
        if number < 0 {
            Period::around(add(whole.last, -inset, Unit::Day)?, unit)?
        } else {
            Period::around(add(whole.first, inset, Unit::Day)?, unit)?.shifted(number - 1)?
        }
    };
    (found.first <= whole.last && found.last >= whole.first).then_some(Period { yearless: whole.yearless, ..found })
}

/// A day, weekday or month of a stretch that holds it.
pub(super) fn inside(got: &Captured<'_>) -> Option<Period> {
    let whole = got.times().next()?;
    let year = whole.first.year();
    let found = match (whole.unit, got.weekday(), got.month(), got.day()) {
        (Unit::Week, Some(on), ..) => add(whole.first, on.num_days_from_monday().into(), Unit::Day).map(Period::day),
        (Unit::Year, None, Some(month), None) => Period::month(year, month),
        (Unit::Month, None, None, Some(day)) => {
            NaiveDate::from_ymd_opt(year, whole.first.month(), day).map(Period::day)
        }
        _ => None,
    };
    found.map(|found| Period { yearless: whole.yearless, ..found })
}

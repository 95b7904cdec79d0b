//! Numbers of units, told from the article's day or from another date → a date, an interval, a length of time.

use chrono::{Datelike, NaiveDate};

use super::{
    calendar::{Period, Unit, add},
    make::Make,
    matcher::{Capture, Captured, Matcher},
    symbols::{FEW, LATER, NUMBER, RUN, SIDE, TODAY, UNIT},
};
use crate::document::TimeValue;
use crate::text::Span;

/// The numbers and the units that they count: "2 anni, 1 mese e 21 giorni".
fn amounts(captures: &[Capture]) -> Option<Vec<(i64, Unit)>> {
    let mut amounts = Vec::new();
    let mut count = None;
    for capture in captures {
        match capture.symbol {
            NUMBER | FEW => count = Some(i64::from(capture.value)),
            UNIT => amounts.push((count.take().unwrap_or(1), Unit::from_code(capture.value)?)),
            _ => {}
        }
    }
    (!amounts.is_empty()).then_some(amounts)
}

/// The day that lies the amounts after another (`sign` 1), or before it (-1).
fn moved(day: NaiveDate, amounts: &[(i64, Unit)], sign: i64) -> Option<NaiveDate> {
    // Years before months before days, in whatever order they are told.
    let mut ordered = amounts.to_vec();
    ordered.sort_by_key(|(_, unit)| std::cmp::Reverse(*unit));
    ordered.iter().try_fold(day, |day, (count, unit)| add(day, sign * count, *unit))
}

/// A day that was counted, as exact as what it was counted in.
fn counted_day(day: NaiveDate, finest: Unit, captures: &[Capture]) -> TimeValue {
    let vague = captures.iter().any(|capture| capture.symbol == FEW);
    if finest <= Unit::Day && !vague { TimeValue::Date(day.into()) } else { TimeValue::About(day.into()) }
}

/// So many units before or after the article's day.
pub(super) fn counted(make: Make, captures: &[Capture], today: NaiveDate) -> Option<TimeValue> {
    let sign = if matches!(make, Make::Ago | Make::Since) { -1 } else { 1 };
    if let Some(on) = Captured(captures).weekday() {
        // "Two Sundays ago".
        let count = i64::from(Captured(captures).get(NUMBER)?);
        let first = (1..=7).filter_map(|n| add(today, sign * n, Unit::Day)).find(|day| day.weekday() == on)?;
        return Some(TimeValue::Date(add(first, sign * (count - 1), Unit::Week)?.into()));
    }
    let amounts = amounts(captures)?;
    let day = moved(today, &amounts, sign)?;
    let finest = amounts.iter().map(|(_, unit)| *unit).min()?;
    let partial = Period { unit: finest, ..Period::day(day) }.start();
    Some(match make {
        Make::Since if finest < Unit::Day => return None,
        Make::Since => TimeValue::Interval(Some(partial), None),
        Make::Within => TimeValue::Interval(Some(today.into()), Some(day.into())),
        _ => counted_day(day, finest, captures),
    })
}

/// So many units before or after another date: as precise as that is.
fn beside(anchor: Period, captures: &[Capture], sign: i64) -> Option<TimeValue> {
    let amounts = amounts(captures)?;
    let finest = amounts.iter().map(|(_, unit)| *unit).min()?;
    if anchor.unit <= Unit::Day {
        return Some(counted_day(moved(anchor.first, &amounts, sign)?, finest, captures));
    }
    // "Three days after March" begins nowhere.
    if finest < anchor.unit {
        return None;
    }
    Some(Period::around(moved(anchor.first, &amounts, sign)?, anchor.unit)?.value())
}

/// "Three weeks after Easter", "two days before 5 May"; "after" and "before" stand in the data with their sign.
pub(super) fn offset(captures: &[Capture]) -> Option<TimeValue> {
    let got = Captured(captures);
    beside(got.times().next()?, captures, got.get(SIDE)?.signum().into())
}

/// "Two days later": than what the text spoke of before, else than the article if the clause does not look back.
pub(super) fn later(captures: &[Capture], matcher: &Matcher<'_>, span: Span) -> Option<TimeValue> {
    let scene = matcher.scene();
    let sign = i64::from(Captured(captures).get(LATER)?.signum());
    if let Some(before) = scene.before {
        return beside(before, captures, sign);
    }
    if scene.ahead(matcher.grammar, span) == Some(sign < 0) {
        return None;
    }
    if sign > 0 { counted(Make::Ahead, captures, scene.today()?) } else { None }
}

/// So many units from another date on, that included: "three days from next Monday".
pub(super) fn length_from(captures: &[Capture]) -> Option<TimeValue> {
    let got = Captured(captures);
    let from = got.times().next().filter(|_| got.get(SIDE).is_none_or(|side| side > 0))?;
    let amounts = amounts(captures)?;
    let day = add(moved(from.first, &amounts, 1)?, -1, Unit::Day)?;
    (from.unit == Unit::Day && day >= from.first)
        .then(|| TimeValue::Interval(Some(from.first.into()), Some(day.into())))
}

pub(super) fn duration(captures: &[Capture]) -> Option<TimeValue> {
    if captures.iter().any(|capture| matches!(capture.symbol, FEW | TODAY)) {
        return None;
    }
    // One unit is written by its own name; of several only those that ISO 8601 writes in this order.
    let lengths: Vec<String> = amounts(captures)?.into_iter().map(|(count, unit)| unit.length(count)).collect();
    let [first, rest @ ..] = &lengths[..] else { return None };
    let mut all = first.clone();
    for length in rest {
        let tail = length.strip_prefix('P').filter(|tail| !tail.contains(['T', 'W']) && !all.contains(['T', 'W']))?;
        all.push_str(tail);
    }
    Some(TimeValue::Duration(all.into()))
}

/// The last or next so many units.
pub(super) fn run(got: &Captured<'_>, today: NaiveDate) -> Option<TimeValue> {
    let unit = Unit::from_code(got.get(UNIT)?)?;
    let (told, sign) = (got.get(NUMBER), got.get(RUN)?);
    let count = i64::from(told.or_else(|| got.get(FEW)).unwrap_or(sign.abs()));
    if unit == Unit::Day && told.is_none() && got.get(FEW).is_none() && sign.abs() == 1 {
        return Some(TimeValue::Date(add(today, sign.into(), unit)?.into()));
    }
    // Quarters and decades are those of the calendar; the last three months need not begin on a first.
    if unit >= Unit::Decade || matches!(unit, Unit::Quarter | Unit::Half) {
        let current = Period::around(today, unit)?;
        let (from, to) = if sign < 0 { (-count, -1) } else { (1, count) };
        return Some(TimeValue::Interval(Some(current.shifted(from)?.start()), Some(current.shifted(to)?.end())));
    }
    let other = add(today, i64::from(sign.signum()) * count, unit)?;
    let other = if told.is_some() { other.into() } else { Period { unit, ..Period::day(other) }.start() };
    let (from, to) = if sign < 0 { (other, today.into()) } else { (add(today, 1, Unit::Day)?.into(), other) };
    Some(TimeValue::Interval(Some(from), Some(to)))
}

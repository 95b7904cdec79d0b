//! From one date to another, from one on, until one → an interval.

use chrono::{Datelike, NaiveDate};

use super::{
    calendar::{Period, Unit, add},
    make::Make,
    matcher::{Capture, Captured, Matcher},
    meaning::dated,
    scene::near_day,
    symbols::{DAY, SHORT_YEAR, TODAY, UNIT, WORD_YEAR, YEAR},
};
use crate::document::TimeValue;
use crate::text::Span;

/// From one on, or until one.
pub(super) fn open(make: Make, got: &Captured<'_>, matcher: &Matcher<'_>, span: Span) -> Option<TimeValue> {
    let scene = matcher.scene();
    let edge = match (got.times().next(), got.get(YEAR), got.get(UNIT), got.day()) {
        (Some(time), ..) => time,
        (None, Some(year), ..) => Period::year(year)?,
        (None, None, Some(unit), _) => scene.current(Unit::from_code(unit)?)?,
        (None, None, None, Some(day)) => {
            let ahead = scene.ahead(matcher.grammar, span);
            Period::day(near_day(scene.today()?, 61, ahead, |date| date.day() == day)?)
        }
        (None, None, None, None) => dated(None, got.month()?, None, matcher, span)?,
    };
    Some(match make {
        Make::From => TimeValue::Interval(Some(edge.start()), None),
        Make::Before => TimeValue::Interval(None, Some(edge.shifted(-1).map_or_else(|| edge.end(), Period::end))),
        _ => TimeValue::Interval(None, Some(edge.end())),
    })
}

/// From one to another.
pub(super) fn range(captures: &[Capture], matcher: &Matcher<'_>, span: Span) -> Option<TimeValue> {
    let got = Captured(captures);
    let days: Vec<u32> = got.all(DAY).map(|capture| capture.value as u32).collect();
    let months: Vec<u32> = got.months().collect();
    let times: Vec<Period> = got.times().collect();
    let weekdays: Vec<_> = got.weekdays().collect();
    let year = got.get(YEAR).or_else(|| got.get(WORD_YEAR));
    let day_of = |whole: Period, day: u32| whole.first.with_day(day).map(Period::day);
    let (from, to) = match (&times[..], &days[..], &months[..], &weekdays[..]) {
        ([week], [], [], [from, to]) if week.unit == Unit::Week => {
            let day = |n: u32| add(week.first, n.into(), Unit::Day).map(Period::day);
            (day(from.num_days_from_monday())?, day(to.num_days_from_monday())?)
        }
        ([whole], [from, to], ..) if whole.unit == Unit::Month => (day_of(*whole, *from)?, day_of(*whole, *to)?),
        // "9 April to the 17th", "from the 2nd to 7 April": the one day lies beside the other.
        ([other], [day], ..) if other.unit == Unit::Day => {
            let other_first = captures.iter().find(|c| c.time.is_some() || c.symbol == DAY)?.time.is_some();
            let other = *other;
            if other_first {
                let to = near_day(other.first, 31, Some(true), |date| date.day() == *day)?;
                (other, Period { yearless: other.yearless, ..Period::day(to) })
            } else {
                (Period::day(near_day(other.first, 31, Some(false), |date| date.day() == *day)?), other)
            }
        }
        // "From Monday to Friday".
        ([from], [], [], [to]) if from.unit == Unit::Day => {
            (*from, Period::day(near_day(add(from.first, 1, Unit::Day)?, 6, Some(true), |date| date.weekday() == *to)?))
        }
        ([], [from, to], months, _) => {
            let to = dated(year, *months.last()?, Some(*to), matcher, span)?;
            (Period::day(NaiveDate::from_ymd_opt(to.first.year(), *months.first()?, *from)?), to)
        }
        ([], [], [from, to], _) => {
            let to = dated(year, *to, None, matcher, span)?;
            (Period { yearless: true, ..Period::month(to.first.year(), *from)? }, to)
        }
        ([today], [], [month], _) if captures.iter().any(|capture| capture.symbol == TODAY) => {
            (dated(None, *month, None, matcher, span)?, *today)
        }
        (_, [], [], _) => ends(captures)?,
        _ => return None,
    };
    // "Da dicembre a marzo 2022": the begin takes the year of the end, or the one before.
    let later = to.first.year();
    let fitting =
        || [later, later - 1].into_iter().find_map(|year| from.in_year(year).filter(|from| from.first <= to.first));
    let sound = from.first <= to.first && !(from.yearless && from.first.year() != later && !to.yearless);
    let from = if sound { from } else { fitting().filter(|_| from.yearless)? };
    Some(TimeValue::Interval(Some(from.start()), Some(to.end())))
}

/// Two dates or years in a row; "1998-99" has the century once.
fn ends(captures: &[Capture]) -> Option<(Period, Period)> {
    let mut ends: Vec<Period> = Vec::new();
    for capture in captures.iter().filter(|capture| !capture.context) {
        match (capture.time, capture.symbol) {
            (Some(time), _) => ends.push(time),
            (None, YEAR) => ends.push(Period::year(capture.value)?),
            (None, SHORT_YEAR) => {
                let from = ends.last()?.first.year();
                let year = from.div_euclid(100) * 100 + capture.value;
                ends.push(Period::year(year).filter(|_| year > from)?);
            }
            _ => {}
        }
    }
    match ends[..] {
        [from, to] => Some((from, to)),
        _ => None,
    }
}

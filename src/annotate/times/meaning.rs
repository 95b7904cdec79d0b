//! What a pattern captured + the article's day → a date, an interval, a length of time.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    calendar::{Period, Unit, add},
    counted,
    digits::full,
    feasts::feast,
    lex::Content,
    make::Make,
    matcher::{Capture, Captured, Matcher},
    parts,
    scene::{Hint, near_day, recurring},
    spans,
    symbols::{
        DAY, DEICTIC, HALF, HOLIDAY, LOOSE, NOW, NUMBER, NUMERIC, ORDINAL, QUARTER, ROMAN, SEASON, SHIFT, SHORT,
        SHORT_YEAR, SIDE, TENS, UNIT, WEEK_SHIFT, WORD_YEAR, YEAR,
    },
};
use crate::document::{PartialDate, TimeValue};
use crate::text::Span;

/// What an expression means.
#[derive(Debug)]
pub(super) enum Meaning {
    /// A stretch of the calendar, of which larger expressions can be made.
    Period(Period),
    /// Anything else.
    Value(TimeValue),
    /// No time at all, though it looks like one.
    Nothing,
}

/// What a rule makes of its captures; `None` where they make no sense, or not without a date of the article.
pub(super) fn make(make: Make, captures: &[Capture], matcher: &Matcher<'_>, span: Span) -> Option<Meaning> {
    let scene = matcher.scene();
    let got = Captured(captures);
    let period = match make {
        Make::Nothing => return Some(Meaning::Nothing),
        Make::Past => return Some(Meaning::Value(TimeValue::Past)),
        Make::Ago | Make::Ahead | Make::Since | Make::Within => {
            return counted::counted(make, captures, scene.today()?).map(Meaning::Value);
        }
        Make::Offset => return counted::offset(captures).map(Meaning::Value),
        Make::Later => return counted::later(captures, matcher, span).map(Meaning::Value),
        Make::Length => return counted::length_from(captures).map(Meaning::Value),
        Make::Duration => return counted::duration(captures).map(Meaning::Value),
        Make::Run => return counted::run(&got, scene.today()?).map(Meaning::Value),
        Make::From | Make::Until | Make::Before => return spans::open(make, &got, matcher, span).map(Meaning::Value),
        Make::Range => return spans::range(captures, matcher, span).map(Meaning::Value),
        Make::Calendar => calendar(&got, matcher, span),
        Make::Numeric => {
            let at = captures.iter().find(|capture| matches!(capture.symbol, NUMERIC | SHORT | LOOSE))?.item;
            let (year, month, day) = match matcher.items[at].content {
                Content::Numeric(year, month, day) => (year, month, day),
                Content::Loose(month, day) => (None, month, Some(day)),
                _ => return None,
            };
            let (at, hint) = (date(month, day), Hint { shift: got.get(SHIFT), weekday: got.weekday() });
            year.map_or_else(|| recurring(matcher, span, hint, at), at)
        }
        Make::Day => {
            // "Il primo" is the first of many things.
            let first = got.all(DAY).next()?;
            let (day, on) = (got.day()?, got.weekday());
            if on.is_none() && !matches!(matcher.items[first.item].content, Content::Number(..) | Content::Ordinal(_)) {
                return None;
            }
            let ahead = scene.ahead(matcher.grammar, span).filter(|_| on.is_none());
            let fits = |date: NaiveDate| date.day() == day && on.is_none_or(|on| date.weekday() == on);
            near_day(scene.today()?, if on.is_some() { 200 } else { 61 }, ahead, fits).map(Period::day)
        }
        Make::Weekday => {
            let (on, today) = (got.weekday()?, scene.today()?);
            let fits = |date: NaiveDate| date.weekday() == on;
            let other = |date: NaiveDate| date.weekday() == on && date != today;
            let week = got.get(WEEK_SHIFT).or_else(|| got.get(SHIFT).filter(|shift| *shift == 0));
            match week.or_else(|| got.get(SHIFT)) {
                Some(shift) if week.is_some() => scene
                    .current(Unit::Week)
                    .and_then(|week| week.shifted(shift.into()))
                    .and_then(|week| add(week.first, on.num_days_from_monday().into(), Unit::Day)),
                Some(shift) => near_day(today, 7, Some(shift > 0), other),
                None if scene.ahead(matcher.grammar, span) == Some(true) => near_day(today, 7, Some(true), other),
                None => near_day(today, 7, Some(false), fits),
            }
            .map(Period::day)
        }
        Make::Deictic => add(scene.today()?, got.get(DEICTIC)?.into(), Unit::Day).map(Period::day),
        Make::Unit => match got.get(UNIT).map(Unit::from_code) {
            // "Questo giorno", "quest'ora" point into the story, not at the calendar.
            Some(unit) => {
                let current = scene.current(unit.filter(|unit| *unit > Unit::Day)?)?;
                // "The week after next" is one further.
                current.shifted((got.get(SHIFT)? + got.get(SIDE).unwrap_or_default()).into())
            }
            None => add(scene.today()?, got.get(SHIFT)?.into(), Unit::Day).map(Period::day),
        },
        Make::ThisUnit => {
            let unit = Unit::from_code(got.get(NOW).or_else(|| got.get(UNIT))?).filter(|unit| *unit > Unit::Day)?;
            let current = scene.current(unit)?;
            let over = current.first > scene.today()? && scene.ahead(matcher.grammar, span) == Some(false);
            if over { current.shifted(-1) } else { Some(current) }
        }
        Make::Decade => {
            let hundreds = got.get(NUMBER).filter(|_| got.get(TENS).is_some()).unwrap_or_default() * 100;
            let number = got.get(TENS).or_else(|| got.get(YEAR)).or_else(|| got.get(NUMBER))?;
            decade(hundreds + number, scene.published)
        }
        Make::Century => {
            let number = got.get(ROMAN).or_else(|| got.get(ORDINAL)).filter(|n| (1..=21).contains(n))?;
            Period::years_from((number - 1) * 100, Unit::Century)
        }
        Make::Season => {
            let month = got.get(SEASON)? as u32;
            let year = match (got.get(YEAR), got.get(UNIT)) {
                (Some(year), _) => Some(year),
                (None, Some(_)) => Some(scene.current(Unit::Year)?.shifted(got.get(SHIFT)?.into())?.first.year()),
                (None, None) => None,
            };
            match year {
                Some(year) => Period::season(year, month),
                None => recurring(matcher, span, Hint::shift(got.get(SHIFT)), |year| Period::season(year, month)),
            }
        }
        Make::Holiday => {
            let code = got.get(HOLIDAY)?;
            let long = got.get(UNIT).and_then(Unit::from_code);
            let on = |year: i32| match (feast(year, code)?, long) {
                (day, None) => Some(Period::day(day)),
                (day, Some(Unit::Weekend)) => Period::weekend_with(day),
                _ => None,
            };
            got.get(YEAR).map_or_else(|| recurring(matcher, span, Hint::shift(got.get(SHIFT)), on), on)
        }
        Make::Part => parts::part(&got, matcher, span),
        Make::SoFar => Period::between(parts::whole(&got, matcher, span)?.first, scene.today()?, Unit::Day),
        Make::Nth => parts::nth(&got, matcher, span),
        Make::NamedPart => {
            let (unit, number) = match got.get(QUARTER) {
                Some(number) => (Unit::Quarter, number),
                None => (Unit::Half, got.get(HALF)?),
            };
            let year = year_of(&got).or_else(|| parts::whole_year(&got));
            if year.is_none() && got.times().next().is_some() {
                return None;
            }
            parts::part_of_year(unit, number.into(), year, matcher, span)
        }
        Make::WeekNumber => {
            let year = got.get(YEAR).or_else(|| Some(scene.published?.year()))?;
            NaiveDate::from_isoywd_opt(year, u32::try_from(got.get(NUMBER)?).ok()?, Weekday::Mon)
                .and_then(|monday| Period::around(monday, Unit::Week))
        }
        Make::Around => {
            let unit = got.get(UNIT).map_or(Some(Unit::Week), Unit::from_code);
            let unit = unit.filter(|unit| (Unit::Week..=Unit::Month).contains(unit))?;
            let inner = match (got.times().next(), got.day()) {
                (Some(time), _) => time,
                (None, day) => {
                    let (day, ahead) = (day?, scene.ahead(matcher.grammar, span));
                    Period::day(near_day(scene.today()?, 61, ahead, |date| date.day() == day)?)
                }
            };
            match (inner.unit, unit) {
                (Unit::Day, Unit::Weekend) => Period::weekend_with(inner.first),
                (Unit::Day, unit) => Period::around(inner.first, unit),
                _ => None,
            }
        }
        Make::That => {
            let unit = Unit::from_code(got.get(UNIT)?)?;
            match scene.before.filter(|before| before.unit <= unit) {
                Some(before) => Period::around(before.first, unit),
                None => scene.current(unit).filter(|_| unit > Unit::Day),
            }
        }
        Make::Inside => parts::inside(&got),
        Make::Same => got.times().next(),
    };
    period.map(Meaning::Period)
}

/// A date of the calendar, its year told or not.
pub(super) fn dated(
    year: Option<i32>,
    month: u32,
    day: Option<u32>,
    matcher: &Matcher<'_>,
    span: Span,
) -> Option<Period> {
    let at = date(month, day);
    year.map_or_else(|| recurring(matcher, span, Hint::default(), at), at)
}

/// A date of the calendar in a year.
fn date(month: u32, day: Option<u32>) -> impl Fn(i32) -> Option<Period> + Copy {
    move |year| match day {
        Some(day) => NaiveDate::from_ymd_opt(year, month, day).map(Period::day),
        None => Period::month(year, month),
    }
}

fn calendar(got: &Captured<'_>, matcher: &Matcher<'_>, span: Span) -> Option<Period> {
    let year = year_of(got);
    // "2016 / 11" is a month, "2014 / 15" are two years.
    if let (None, Some(year), Some(month)) = (got.month(), got.get(YEAR), got.get(SHORT_YEAR)) {
        return if (year + 1) % 100 == month { None } else { Period::month(year, month as u32) };
    }
    match got.month() {
        Some(month) => {
            let (at, hint) = (date(month, got.day()), Hint { shift: got.get(SHIFT), weekday: got.weekday() });
            year.map_or_else(|| recurring(matcher, span, hint, at), at)
        }
        None => Period::year(year.or_else(|| got.get(NUMBER))?),
    }
}

/// The decade that a number names: 90, 1990, and 10 is the last that is over.
fn decade(number: i32, published: Option<PartialDate>) -> Option<Period> {
    let year = match number {
        n if n % 10 != 0 => return None,
        n @ 10..=90 => {
            let this = published.map_or(2000, PartialDate::year);
            (0..=30).map(|century| century * 100 + n).rfind(|year| year + 9 < this)?
        }
        n @ 1000..=2190 => n,
        _ => return None,
    };
    Period::years_from(year, Unit::Decade)
}

/// The year that was told, in four digits, words or two digits.
pub(super) fn year_of(got: &Captured<'_>) -> Option<i32> {
    got.get(YEAR).or_else(|| got.get(WORD_YEAR)).or_else(|| got.get(SHORT_YEAR).map(full))
}

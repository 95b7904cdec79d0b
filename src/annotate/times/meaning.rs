//! What a pattern captured + the article's day → a date, an interval, a length of time.
//!
//! A date without a year is the nearest one; a verb in the future beside it turns it to the next, one in the past to the last.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    calendar::{Period, Unit, add, easter},
    grammar::{
        DAY, DEICTIC, FEW, Grammar, HOLIDAY, Make, NOW, NUMBER, NUMERIC, ORDINAL, PART, ROMAN, RUN, SEASON, SHIFT,
        SHORT, UNIT, WEEKDAY, WORD_YEAR, YEAR,
    },
    lex::Content,
    matcher::{Capture, Captured, Matcher},
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

/// What surrounds an expression.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) published: Option<PartialDate>,
}

/// How far, in words, a verb is looked for on each side.
const REACH: usize = 12;
/// A next or last date further away than this, in days, is doubted against the nearest.
const FAR: i64 = 300;

impl Scene<'_> {
    /// The article's day.
    fn today(&self) -> Option<NaiveDate> {
        self.published.and_then(PartialDate::to_naive)
    }

    /// The stretch that holds the article's day.
    fn current(&self, unit: Unit) -> Option<Period> {
        Period::around(self.today()?, unit)
    }

    /// Whether the clause around an expression looks ahead (true) or back (false), by the nearest word that tells.
    fn ahead(&self, grammar: &Grammar, span: Span) -> Option<bool> {
        let stops = |word: &&str| !word.contains(['.', ';', ':', '!', '?', '\n', '«', '»', '“', '”']);
        let look = |word: &str| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            // Names end as they like: "Sahrà".
            (!bare.starts_with(char::is_uppercase)).then(|| grammar.direction(bare)).flatten()
        };
        let split = |c: char| c == ' ' || c == '\u{a0}';
        let (before, after) = (self.text.get(..span.begin as usize)?, self.text.get(span.end as usize..)?);
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

/// Chooses among what recurs (`at(year)`): before, in or after the year of the article, as `shift` or the clause tells.
fn recurring(
    matcher: &Matcher<'_>,
    span: Span,
    shift: Option<i32>,
    at: impl Fn(i32) -> Option<Period>,
) -> Option<Period> {
    let published = matcher.scene.published?;
    let yearless = |period: Period| Period { yearless: true, ..period };
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
    let direction = shift.map(|shift| shift > 0).or_else(|| matcher.scene.ahead(matcher.grammar, span));
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
fn near_day(today: NaiveDate, reach: i64, ahead: Option<bool>, fits: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
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

fn weekday(number: i32) -> Option<Weekday> {
    Weekday::try_from(u8::try_from(number - 1).ok()?).ok()
}

/// What a rule makes of its captures; `None` where they make no sense, or not without a date of the article.
pub(super) fn make(make: Make, captures: &[Capture], matcher: &Matcher<'_>, span: Span) -> Option<Meaning> {
    let scene = &matcher.scene;
    let got = Captured(captures);
    let period = match make {
        Make::Nothing => return Some(Meaning::Nothing),
        Make::Past => return Some(Meaning::Value(TimeValue::Past)),
        Make::Ago | Make::Ahead | Make::Since | Make::Within => {
            return counted(make, captures, scene.today()?).map(Meaning::Value);
        }
        Make::Duration => return duration(captures).map(Meaning::Value),
        Make::Run => return run(&got, scene.today()?).map(Meaning::Value),
        Make::From | Make::Until | Make::Before => return open(make, &got, matcher, span).map(Meaning::Value),
        Make::Range => return range(&got, matcher, span).map(Meaning::Value),
        Make::Calendar => calendar(&got, matcher, span),
        Make::Numeric => {
            let at = captures.iter().find(|capture| matches!(capture.symbol, NUMERIC | SHORT))?.item;
            let Content::Numeric(year, month, day) = matcher.items[at].content else { return None };
            dated(year, month, day, None, matcher, span)
        }
        Make::Day => {
            // "Il primo" is the first of many things.
            let first = got.all(DAY).next()?;
            if !matches!(matcher.items[first.item].content, Content::Number(..)) {
                return None;
            }
            let (day, on) = (got.day()?, got.get(WEEKDAY).and_then(weekday));
            let ahead = scene.ahead(matcher.grammar, span).filter(|_| on.is_none());
            let fits = |date: NaiveDate| date.day() == day && on.is_none_or(|on| date.weekday() == on);
            near_day(scene.today()?, if on.is_some() { 200 } else { 61 }, ahead, fits).map(Period::day)
        }
        Make::Weekday => {
            let (on, today) = (weekday(got.get(WEEKDAY)?)?, scene.today()?);
            let fits = |date: NaiveDate| date.weekday() == on;
            let other = |date: NaiveDate| date.weekday() == on && date != today;
            match got.get(SHIFT) {
                Some(0) => scene
                    .current(Unit::Week)
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
            Some(unit) => scene.current(unit.filter(|unit| *unit > Unit::Day)?)?.shifted(got.get(SHIFT)?.into()),
            None => add(scene.today()?, got.get(SHIFT)?.into(), Unit::Day).map(Period::day),
        },
        Make::ThisUnit => {
            let current = scene.current(Unit::from_code(got.get(NOW)?)?)?;
            let over = current.first > scene.today()? && scene.ahead(matcher.grammar, span) == Some(false);
            if over { current.shifted(-1) } else { Some(current) }
        }
        Make::Decade => decade(got.get(YEAR).or_else(|| got.get(NUMBER))?, scene.published),
        Make::Century => {
            let number = got.get(ROMAN).or_else(|| got.get(ORDINAL)).filter(|n| (1..=21).contains(n))?;
            Period::years_from((number - 1) * 100 + 1, Unit::Century)
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
                None => recurring(matcher, span, got.get(SHIFT), |year| Period::season(year, month)),
            }
        }
        Make::Holiday => {
            let code = got.get(HOLIDAY)?;
            let on = |year: i32| {
                let day = if code >= 1900 {
                    add(easter(year)?, i64::from(code) - 2000, Unit::Day)
                } else {
                    NaiveDate::from_ymd_opt(year, code as u32 / 100, code as u32 % 100)
                };
                day.map(Period::day)
            };
            got.get(YEAR).map_or_else(|| recurring(matcher, span, got.get(SHIFT), on), on)
        }
        Make::Part => part(&got, scene),
        Make::Nth => nth(&got, scene),
        Make::Inside => inside(&got),
        Make::Same => got.times().next(),
    };
    period.map(Meaning::Period)
}

/// A date of the calendar, its year told or not.
fn dated(
    year: Option<i32>,
    month: u32,
    day: Option<u32>,
    shift: Option<i32>,
    matcher: &Matcher<'_>,
    span: Span,
) -> Option<Period> {
    let at = |year: i32| match day {
        Some(day) => NaiveDate::from_ymd_opt(year, month, day).map(Period::day),
        None => Period::month(year, month),
    };
    year.map_or_else(|| recurring(matcher, span, shift, at), at)
}

fn calendar(got: &Captured<'_>, matcher: &Matcher<'_>, span: Span) -> Option<Period> {
    let year = got.get(YEAR).or_else(|| got.get(WORD_YEAR));
    match got.month() {
        Some(month) => dated(year, month, got.day(), got.get(SHIFT), matcher, span),
        None => Period::year(year.or_else(|| got.get(NUMBER))?),
    }
}

/// The numbers and the units that they count: "2 anni, 1 mese e 21 giorni".
fn amounts(captures: &[Capture]) -> Option<Vec<(i64, Unit)>> {
    let mut amounts = Vec::new();
    let mut count = None;
    for capture in captures {
        match capture.symbol {
            NUMBER | FEW => count = Some(i64::from(capture.value)),
            UNIT => amounts.push((count.take()?, Unit::from_code(capture.value)?)),
            _ => {}
        }
    }
    (!amounts.is_empty()).then_some(amounts)
}

/// So many units before or after the article's day.
fn counted(make: Make, captures: &[Capture], today: NaiveDate) -> Option<TimeValue> {
    let amounts = amounts(captures)?;
    let sign = if matches!(make, Make::Ago | Make::Since) { -1 } else { 1 };
    let day = amounts.iter().try_fold(today, |day, (count, unit)| add(day, sign * count, *unit))?;
    let finest = amounts.iter().map(|(_, unit)| *unit).min()?;
    let vague = captures.iter().any(|capture| capture.symbol == FEW);
    let partial = Period { unit: finest, ..Period::day(day) }.start();
    Some(match make {
        Make::Since if finest < Unit::Day => return None,
        Make::Since => TimeValue::Interval(Some(partial), None),
        Make::Within => TimeValue::Interval(None, Some(day.into())),
        _ if finest <= Unit::Day && !vague => TimeValue::Date(day.into()),
        _ => TimeValue::About(day.into()),
    })
}

fn duration(captures: &[Capture]) -> Option<TimeValue> {
    if captures.iter().any(|capture| capture.symbol == FEW) {
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
fn run(got: &Captured<'_>, today: NaiveDate) -> Option<TimeValue> {
    let unit = Unit::from_code(got.get(UNIT)?)?;
    let (told, sign) = (got.get(NUMBER), got.get(RUN)?);
    let count = i64::from(told.or_else(|| got.get(FEW)).unwrap_or(sign.abs()));
    if unit == Unit::Day && told.is_none() && sign.abs() == 1 {
        return Some(TimeValue::Date(add(today, sign.into(), unit)?.into()));
    }
    if unit >= Unit::Decade {
        let current = Period::around(today, unit)?;
        let (from, to) = if sign < 0 { (-count, -1) } else { (1, count) };
        return Some(TimeValue::Interval(Some(current.shifted(from)?.start()), Some(current.shifted(to)?.end())));
    }
    let other = add(today, i64::from(sign.signum()) * count, unit)?;
    let other = if told.is_some() { other.into() } else { Period { unit, ..Period::day(other) }.start() };
    let (from, to) = if sign < 0 { (other, today.into()) } else { (add(today, 1, Unit::Day)?.into(), other) };
    Some(TimeValue::Interval(Some(from), Some(to)))
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

fn part(got: &Captured<'_>, scene: &Scene<'_>) -> Option<Period> {
    let whole = match (got.times().next(), got.get(YEAR), got.get(UNIT)) {
        (Some(time), ..) => time,
        (None, Some(year), _) => Period::year(year)?,
        (None, None, unit) => scene.current(Unit::from_code(unit?)?)?,
    };
    if whole.unit <= Unit::Day {
        return None;
    }
    match got.get(PART) {
        Some(part) => whole.part(part).map(|part| Period { yearless: whole.yearless, ..part }),
        // What is left of it.
        None => Period::between(scene.today()?, whole.last, Unit::Day),
    }
}

fn nth(got: &Captured<'_>, scene: &Scene<'_>) -> Option<Period> {
    let number = i64::from(got.get(ORDINAL)?);
    let whole = match (got.times().next(), got.get(YEAR)) {
        (Some(time), _) => time,
        (None, Some(year)) => Period::year(year)?,
        (None, None) => scene.current(Unit::Month)?,
    };
    let found = if let Some(on) = got.get(WEEKDAY).and_then(weekday) {
        let (from, step) = if number < 0 { (whole.last, -1) } else { (whole.first, 1) };
        let first = (0..7).filter_map(|n| add(from, n * step, Unit::Day)).find(|day| day.weekday() == on)?;
        Period::day(add(first, (number.abs() - 1) * step, Unit::Week)?)
    } else {
        let unit = Unit::from_code(got.get(UNIT)?).filter(|unit| *unit >= Unit::Day && *unit < whole.unit)?;
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

fn inside(got: &Captured<'_>) -> Option<Period> {
    let whole = got.times().next()?;
    let year = whole.first.year();
    match (whole.unit, got.get(WEEKDAY).and_then(weekday), got.month(), got.day()) {
        (Unit::Week, Some(on), ..) => add(whole.first, on.num_days_from_monday().into(), Unit::Day).map(Period::day),
        (Unit::Year, None, Some(month), None) => Period::month(year, month),
        (Unit::Month, None, None, Some(day)) => {
            NaiveDate::from_ymd_opt(year, whole.first.month(), day).map(Period::day)
        }
        _ => None,
    }
}

/// From one on, or until one.
fn open(make: Make, got: &Captured<'_>, matcher: &Matcher<'_>, span: Span) -> Option<TimeValue> {
    let scene = &matcher.scene;
    let edge = match (got.times().next(), got.get(YEAR), got.get(UNIT), got.day()) {
        (Some(time), ..) => time,
        (None, Some(year), ..) => Period::year(year)?,
        (None, None, Some(unit), _) => scene.current(Unit::from_code(unit)?)?,
        (None, None, None, day) => {
            let (day, ahead) = (day?, scene.ahead(matcher.grammar, span));
            Period::day(near_day(scene.today()?, 61, ahead, |date| date.day() == day)?)
        }
    };
    Some(match make {
        Make::From => TimeValue::Interval(Some(edge.start()), None),
        Make::Before => TimeValue::Interval(None, Some(edge.shifted(-1).map_or_else(|| edge.end(), Period::end))),
        _ => TimeValue::Interval(None, Some(edge.end())),
    })
}

/// From one to another.
fn range(got: &Captured<'_>, matcher: &Matcher<'_>, span: Span) -> Option<TimeValue> {
    let days: Vec<u32> = got.all(DAY).map(|capture| capture.value as u32).collect();
    let years: Vec<i32> = got.all(YEAR).map(|capture| capture.value).collect();
    let times: Vec<Period> = got.times().collect();
    let (from, to) = match (&times[..], &days[..], &years[..]) {
        ([from, to], ..) => (*from, *to),
        ([whole], [from, to], _) if whole.unit == Unit::Month => {
            let day = |day: u32| whole.first.with_day(day).map(Period::day);
            (day(*from)?, day(*to)?)
        }
        ([], [from, to], years) => {
            let month = got.month()?;
            let to = dated(years.first().copied(), month, Some(*to), None, matcher, span)?;
            (Period::day(NaiveDate::from_ymd_opt(to.first.year(), month, *from)?), to)
        }
        ([], [], [from, to]) => (Period::year(*from)?, Period::year(*to)?),
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

//! Stretches of the calendar: the day, week, month, year … that holds a day, and those before and after it.
//!
//! Days are proleptic Gregorian; weeks begin on Monday. Knows no language.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::document::{PartialDate, TimeValue};

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Minute,
    Hour,
    /// Monday to Friday.
    Workday,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    const NAMED: [(&'static str, Unit); 14] = [
        ("minute", Unit::Minute),
        ("hour", Unit::Hour),
        ("workday", Unit::Workday),
        ("day", Unit::Day),
        ("week", Unit::Week),
        ("fortnight", Unit::Fortnight),
        ("weekend", Unit::Weekend),
        ("month", Unit::Month),
        ("quarter", Unit::Quarter),
        ("season", Unit::Season),
        ("half", Unit::Half),
        ("year", Unit::Year),
        ("decade", Unit::Decade),
        ("century", Unit::Century),
    ];

    /// The number by which the data's words carry a unit.
    pub(super) fn code_of(name: &str) -> Option<i32> {
        Self::NAMED.iter().position(|(own, _)| *own == name).map(|i| i as i32)
    }

    /// The unit of such a number.
    pub(super) fn from_code(code: i32) -> Option<Self> {
        Self::NAMED.get(usize::try_from(code).ok()?).map(|(_, unit)| *unit)
    }

    /// How many months it has, if it is made of months.
    fn months(self) -> Option<u32> {
        Some(match self {
            Unit::Month => 1,
            Unit::Quarter | Unit::Season => 3,
            Unit::Half => 6,
            Unit::Year => 12,
            Unit::Decade => 120,
            Unit::Century => 1200,
            _ => return None,
        })
    }

    /// A length of `count` of these, as ISO 8601 writes it.
    pub(super) fn length(self, count: i64) -> String {
        match self {
            Unit::Minute => format!("PT{count}M"),
            Unit::Hour => format!("PT{count}H"),
            Unit::Day | Unit::Workday => format!("P{count}D"),
            Unit::Fortnight => format!("P{}W", count * 2),
            Unit::Week | Unit::Weekend => format!("P{count}W"),
            Unit::Year | Unit::Decade | Unit::Century => {
                format!("P{}Y", count * i64::from(self.months().unwrap_or(12) / 12))
            }
            _ => format!("P{}M", count * i64::from(self.months().unwrap_or(1))),
        }
    }
}

/// The day `count` units after `day`, or before it; `None` beyond the calendar.
pub(super) fn add(day: NaiveDate, count: i64, unit: Unit) -> Option<NaiveDate> {
    moved(day, count, unit).filter(|day| (0..=9999).contains(&day.year()))
}

/// The same, in whatever year.
fn moved(day: NaiveDate, count: i64, unit: Unit) -> Option<NaiveDate> {
    let length = count.unsigned_abs();
    if let Some(months) = unit.months() {
        let months = Months::new(u32::try_from(length.checked_mul(months.into())?).ok()?);
        return if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) };
    }
    if unit == Unit::Workday {
        return workdays(day, count);
    }
    let days = match unit {
        Unit::Week | Unit::Weekend => length.checked_mul(7)?,
        Unit::Fortnight => length.checked_mul(14)?,
        Unit::Hour => length / 24,
        Unit::Minute => length / 1440,
        _ => length,
    };
    if count < 0 { day.checked_sub_days(Days::new(days)) } else { day.checked_add_days(Days::new(days)) }
}

/// The `count`-th day from Monday to Friday after a day, or before it.
fn workdays(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let (mut day, mut rest) = (add(day, count / 5, Unit::Week)?, count % 5);
    while rest != 0 {
        day = add(day, rest.signum(), Unit::Day)?;
        if day.weekday().num_days_from_monday() < 5 {
            rest -= rest.signum();
        }
    }
    Some(day)
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    /// What kind of stretch it is: the precision of its value.
    pub(super) unit: Unit,
    /// Whether the year was not told but concluded.
    pub(super) yearless: bool,
}

impl Period {
    /// From one day to another.
    pub(super) fn between(first: NaiveDate, last: NaiveDate, unit: Unit) -> Option<Self> {
        (first <= last && first.year() >= 0 && last.year() <= 9999).then_some(Self {
            first,
            last,
            unit,
            yearless: false,
        })
    }

    /// One day.
    pub(super) fn day(day: NaiveDate) -> Self {
        Self { first: day, last: day, unit: Unit::Day, yearless: false }
    }

    /// `unit.months()` months from the first of a month.
    fn of_months(year: i32, month: u32, unit: Unit) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(unit.months()?))?.pred_opt()?;
        Self::between(first, last, unit)
    }

    /// A year.
    pub(super) fn year(year: i32) -> Option<Self> {
        Self::of_months(year, 1, Unit::Year)
    }

    /// A month of a year.
    pub(super) fn month(year: i32, month: u32) -> Option<Self> {
        Self::of_months(year, month, Unit::Month)
    }

    /// The season that begins with a month.
    pub(super) fn season(year: i32, month: u32) -> Option<Self> {
        Self::of_months(year, month, Unit::Season)
    }

    /// The decade or century that begins with a year.
    pub(super) fn years_from(year: i32, unit: Unit) -> Option<Self> {
        Self::of_months(year, 1, unit)
    }

    /// The stretch of a kind that holds a day.
    pub(super) fn around(day: NaiveDate, unit: Unit) -> Option<Self> {
        let monday = || day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()));
        match unit {
            Unit::Minute | Unit::Hour | Unit::Workday | Unit::Day => Some(Self::day(day)),
            Unit::Fortnight => None,
            Unit::Week => Self::between(monday()?, monday()?.checked_add_days(Days::new(6))?, unit),
            Unit::Weekend => {
                let saturday = monday()?.checked_add_days(Days::new(5))?;
                Self::between(saturday, saturday.succ_opt()?, unit)
            }
            Unit::Month | Unit::Quarter | Unit::Half | Unit::Year => {
                let months = unit.months()?;
                Self::of_months(day.year(), day.month0() / months * months + 1, unit)
            }
            Unit::Season => {
                let month = day.month() / 3 * 3;
                if month == 0 { Self::season(day.year() - 1, 12) } else { Self::season(day.year(), month) }
            }
            Unit::Decade => Self::years_from(day.year().div_euclid(10) * 10, unit),
            Unit::Century => Self::years_from(day.year().div_euclid(100) * 100, unit),
        }
    }

    /// The weekend that a feast is part of, made longer by it: Labor Day is a Monday.
    pub(super) fn weekend_with(day: NaiveDate) -> Option<Self> {
        let before = if day.weekday() == Weekday::Mon { day.pred_opt()? } else { day };
        let weekend = Self::around(before, Unit::Weekend)?;
        let near = |edge: NaiveDate| (edge - day).num_days().abs() <= 2;
        let (first, last) = (weekend.first, weekend.last);
        if near(first) || near(last) {
            return Self::between(first.min(day), last.max(day), Unit::Weekend);
        }
        Some(weekend)
    }

    /// The stretch `count` before (negative) or after this one.
    pub(super) fn shifted(self, count: i64) -> Option<Self> {
        let first = add(self.first, count, self.unit)?;
        if self.unit == Unit::Season {
            Self::season(first.year(), first.month())
        } else {
            Self::around(first, self.unit)
        }
    }

    /// The same in another year; `None` where there is no such day.
    pub(super) fn in_year(self, year: i32) -> Option<Self> {
        let first = self.first.with_year(year)?;
        match self.unit {
            Unit::Day => Some(Self::day(first)),
            unit => Self::of_months(year, first.month(), unit),
        }
    }

    /// The first (1), middle (2) or last (3) four months of a year.
    pub(super) fn third(self, part: i32) -> Option<Self> {
        let (year, from) = (self.first.year(), (part.clamp(1, 3) as u32 - 1) * 4 + 1);
        Self::between(Self::month(year, from)?.first, Self::month(year, from + 3)?.last, Unit::Half)
    }

    /// Its early (1), middle (2) or late (3) part: halves, and for the middle what lies around the centre.
    pub(super) fn part(self, part: i32) -> Option<Self> {
        if self.unit == Unit::Year {
            let (from, to) = match part {
                1 => (1, 6),
                2 => (4, 9),
                _ => (7, 12),
            };
            let year = self.first.year();
            return Self::between(Self::month(year, from)?.first, Self::month(year, to)?.last, Unit::Half);
        }
        if matches!(self.unit, Unit::Decade | Unit::Century) {
            let years = self.last.year() - self.first.year() + 1;
            let (from, to) = match part {
                1 => (0, years / 2 - 1),
                2 => (years * 3 / 10, years * 7 / 10 - 1),
                _ => (years / 2, years - 1),
            };
            let year = |n: i32| Self::year(self.first.year() + n);
            return Self::between(year(from)?.first, year(to)?.last, self.unit);
        }
        let days = (self.last - self.first).num_days();
        let after = |n: i64| add(self.first, n, Unit::Day);
        let (first, last) = match part {
            1 => (self.first, after(days / 2)?),
            2 if self.unit == Unit::Week => (after(1)?, after(4)?),
            2 => (after(days / 3)?, after(days * 2 / 3)?),
            _ => (after((days + 1) / 2)?, self.last),
        };
        Self::between(first, last, Unit::Day)
    }

    /// The date or interval.
    pub(super) fn value(self) -> TimeValue {
        let month = |day: NaiveDate| PartialDate::from_month(day.year(), day.month());
        let year = |day: NaiveDate| PartialDate::from_year(day.year());
        match self.unit {
            Unit::Day if self.first == self.last => TimeValue::Date(self.first.into()),
            Unit::Month => month(self.first).map_or(TimeValue::Past, TimeValue::Date),
            Unit::Year => year(self.first).map_or(TimeValue::Past, TimeValue::Date),
            _ => TimeValue::Interval(Some(self.start()), Some(self.end())),
        }
    }

    /// Its begin, as precise as it is.
    pub(super) fn start(self) -> PartialDate {
        self.edge(self.first)
    }

    /// Its end, as precise as it is.
    pub(super) fn end(self) -> PartialDate {
        self.edge(self.last)
    }

    fn edge(self, day: NaiveDate) -> PartialDate {
        match self.unit {
            Unit::Year | Unit::Decade | Unit::Century => PartialDate::from_year(day.year()),
            Unit::Month | Unit::Quarter | Unit::Season | Unit::Half => PartialDate::from_month(day.year(), day.month()),
            _ => None,
        }
        .unwrap_or_else(|| day.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn stretches_around_a_day() {
        for (unit, value) in [
            (Unit::Week, "2022-01-10/2022-01-16"),
            (Unit::Weekend, "2022-01-15/2022-01-16"),
            (Unit::Month, "2022-01"),
            (Unit::Quarter, "2022-01/2022-03"),
            (Unit::Season, "2021-12/2022-02"),
            (Unit::Decade, "2020/2029"),
            (Unit::Century, "2000/2099"),
        ] {
            assert_eq!(Period::around(day("2022-01-13"), unit).map(|p| p.value().to_string()).as_deref(), Some(value));
        }
        let before =
            |unit| Period::around(day("2022-01-13"), unit).and_then(|p| p.shifted(-1)).map(|p| p.value().to_string());
        assert_eq!(before(Unit::Month).as_deref(), Some("2021-12"));
        assert_eq!(before(Unit::Week).as_deref(), Some("2022-01-03/2022-01-09"));
        assert_eq!(before(Unit::Season).as_deref(), Some("2021-09/2021-11"));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        assert_eq!(add(NaiveDate::MAX, 1, Unit::Day), None);
        assert_eq!(add(day("2022-01-13"), i64::MIN, Unit::Century), None);
        assert_eq!(Period::year(10_000), None);
    }
}

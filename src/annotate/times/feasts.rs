//! The code of a feast (`times.toml`) + a year → its day.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Period, Unit, add};

/// A feast of a year by its code: month times 100 plus day; from 1900 on, days from Easter Sunday plus 2000; from 100000 on, by
/// its digits 1OMMWN, O days after the N-th weekday W of month MM (Monday is 1; N 9 is the last).
pub(super) fn feast(year: i32, code: i32) -> Option<NaiveDate> {
    let digits = |by: i32, count: i32| (code / by % count) as u32;
    match code {
        100_000.. => {
            let weekday = Weekday::try_from(u8::try_from(digits(10, 10).checked_sub(1)?).ok()?).ok()?;
            let month = Period::month(year, digits(100, 100))?;
            let day = match digits(1, 10) as u8 {
                9 => (0..7).filter_map(|n| add(month.last, -n, Unit::Day)).find(|day| day.weekday() == weekday)?,
                nth => NaiveDate::from_weekday_of_month_opt(year, digits(100, 100), weekday, nth)?,
            };
            add(day, digits(10_000, 10).into(), Unit::Day)
        }
        1900.. => add(easter(year)?, i64::from(code) - 2000, Unit::Day),
        _ => NaiveDate::from_ymd_opt(year, digits(100, 100), digits(1, 100)),
    }
}

/// Easter Sunday of a year (the anonymous Gregorian computus, Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let (skipped, kept) = (century - century / 4, century % 4);
    let moon = (19 * golden + skipped - (8 * century + 13) / 25 + 15) % 30;
    let sunday = (32 + 2 * kept + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 19 * sunday) / 433;
    let month = (moon + sunday - 7 * late + 90) / 25;
    let day = (moon + sunday - 7 * late + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn easter_of_known_years() {
        for (year, date) in [(1961, "1961-04-02"), (2000, "2000-04-23"), (2022, "2022-04-17"), (2025, "2025-04-20")] {
            assert_eq!(easter(year), Some(day(date)));
        }
    }

    #[test]
    fn fixed_and_movable_feasts() {
        // Liberation Day, Easter Monday, Thanksgiving, the day after it, Memorial Day, the day after the first Monday.
        for (code, date) in [
            (425, "2022-04-25"),
            (2001, "2022-04-18"),
            (101_144, "2022-11-24"),
            (111_144, "2022-11-25"),
            (100_519, "2022-05-30"),
            (111_111, "2022-11-08"),
        ] {
            assert_eq!(feast(2022, code), Some(day(date)), "{code}");
        }
        for code in [0, 230, 100_000, 101_399, 999_999, i32::MAX] {
            assert_eq!(feast(2022, code), None, "{code}");
        }
    }
}

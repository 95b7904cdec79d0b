//! Dates of which only a part may be known.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day, a month or a year of the proleptic Gregorian calendar: `2022-01-10`, `2022-01`, `2022`.
///
/// Written and read as EDTF level 0 (ISO 8601-2:2019). Ordered by first day; of two that begin on one day the less
/// precise comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: i32,
    /// 0 where only the year is known.
    month: u8,
    /// 0 where only year and month are known.
    day: u8,
}

/// The text is no date of the form YYYY, YYYY-MM or YYYY-MM-DD, or names a day that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a date: write YYYY-MM-DD, YYYY-MM or YYYY")]
pub struct NotADate(String);

impl PartialDate {
    /// A whole year; years run from 0 to 9999.
    pub fn from_year(year: i32) -> Option<Self> {
        (0..=9999).contains(&year).then_some(Self { year, month: 0, day: 0 })
    }

    /// A month, 1 to 12.
    pub fn from_month(year: i32, month: u32) -> Option<Self> {
        let whole = Self::from_year(year)?;
        (1..=12).contains(&month).then_some(Self { month: month as u8, ..whole })
    }

    /// A day that exists.
    pub fn from_day(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Self { day: day as u8, ..Self::from_month(year, month)? })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12, where known.
    pub fn month(self) -> Option<u32> {
        (self.month > 0).then_some(self.month.into())
    }

    /// The day of the month, where known.
    pub fn day(self) -> Option<u32> {
        (self.day > 0).then_some(self.day.into())
    }

    /// The day as chrono's type, where the date is precise to the day.
    pub fn to_naive(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month.into(), self.day.into())
    }

    /// The first day of the stretch.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month().unwrap_or(1), self.day().unwrap_or(1)).unwrap_or_default()
    }

    /// The last day of the stretch.
    pub fn last_day(self) -> NaiveDate {
        let next = match (self.month(), self.day()) {
            (_, Some(_)) => return self.first_day(),
            (None | Some(12), None) => NaiveDate::from_ymd_opt(self.year + 1, 1, 1),
            (Some(month), None) => NaiveDate::from_ymd_opt(self.year, month + 1, 1),
        };
        next.and_then(|day| day.checked_sub_days(Days::new(1))).unwrap_or_default()
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() as u8, day: day.day() as u8 }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month() {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day() {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let wrong = || NotADate(text.to_owned());
        // A time of day behind the date ("2022-01-13T10:00:00Z") is let go: claims are dated by days.
        let date = text.trim().split(['T', ' ']).next().unwrap_or_default();
        let mut parts = date.split('-').map(|part| {
            let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
            if digits { part.parse::<u32>().map_err(|_| wrong()) } else { Err(wrong()) }
        });
        let year = parts.next().ok_or_else(wrong)?? as i32;
        let month = parts.next().transpose()?;
        let day = parts.next().transpose()?;
        if parts.next().is_some() || date.find('-').unwrap_or(date.len()) != 4 {
            return Err(wrong());
        }
        match (month, day) {
            (None, _) => Self::from_year(year),
            (Some(month), None) => Self::from_month(year, month),
            (Some(month), Some(day)) => Self::from_day(year, month, day),
        }
        .ok_or_else(wrong)
    }
}

impl TryFrom<String> for PartialDate {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        for text in ["2022-01-10", "2022-01", "2022", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "22", "2022-13", "2023-02-29", "2022-1-2-3", "ieri", "-2022", "2022-", "20222"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
        assert_eq!("2022-01-13T08:00:00+01:00".parse::<PartialDate>().map(|d| d.to_string()), Ok("2022-01-13".into()));
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let last = |text: &str| text.parse::<PartialDate>().map(|d| d.last_day().to_string());
        assert_eq!(last("2024-02"), Ok("2024-02-29".into()));
        assert_eq!(last("2021-12"), Ok("2021-12-31".into()));
        assert_eq!(last("2021"), Ok("2021-12-31".into()));
    }
}

//! What patterns can make, by the names that `times.toml` gives it.

use serde::Deserialize;

/// What the captured words of a pattern make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Make {
    /// Looks like an expression of time, but names no one date.
    Nothing,
    /// Day, month and year, or some of them.
    Calendar,
    /// A date in digits.
    Numeric,
    /// A day of the month.
    Day,
    /// A day of the week.
    Weekday,
    /// A day told from the article's.
    Deictic,
    /// The last, this, the next unit.
    Unit,
    /// The unit of the article's day.
    ThisUnit,
    /// So many units before the article.
    Ago,
    /// So many units after it.
    Ahead,
    /// From so many units before the article on.
    Since,
    /// Until so many units after it.
    Within,
    /// A length of time.
    Duration,
    /// The last or next so many units.
    Run,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A season.
    Season,
    /// A feast.
    Holiday,
    /// Some time before.
    Past,
    /// A quarter or half of a year by its short name.
    NamedPart,
    /// The n-th week of the year.
    WeekNumber,
    /// The week, month … that another lies in.
    Around,
    /// The unit that the text last spoke of.
    That,
    /// So many units before or after another.
    Offset,
    /// So many units after what the text last spoke of.
    Later,
    /// So many units from another on.
    Length,
    /// The early, middle or late part of another.
    Part,
    /// What has passed of another.
    SoFar,
    /// The n-th unit or weekday of another.
    Nth,
    /// A day or month inside another.
    Inside,
    /// What the other is.
    Same,
    /// From one to another.
    Range,
    /// From one on.
    From,
    /// Until one.
    Until,
    /// Until the day before one.
    Before,
}

//! The names that patterns are made of, as numbers.

/// A name in a pattern: of a set, of a kind of words, or of one of the [`COMPUTED`].
pub(super) type Symbol = u16;

/// Names that the program gives to what it reads, by their symbol.
pub(super) const COMPUTED: [&str; 9] =
    ["day", "year", "wordyear", "number", "roman", "numeric", "short", "time", "end"];
pub(super) const DAY: Symbol = 0;
pub(super) const YEAR: Symbol = 1;
pub(super) const WORD_YEAR: Symbol = 2;
pub(super) const NUMBER: Symbol = 3;
pub(super) const ROMAN: Symbol = 4;
pub(super) const NUMERIC: Symbol = 5;
/// A numeric date that may as well be a fraction: 3/4.
pub(super) const SHORT: Symbol = 6;
pub(super) const TIME: Symbol = 7;
pub(super) const END: Symbol = 8;

/// Kinds of words that meanings are made of, by their symbol.
pub(super) const MEANT: [&str; 14] = [
    "month", "abbr", "weekday", "unit", "shift", "run", "deictic", "ordinal", "part", "season", "holiday", "few",
    "past", "now",
];
pub(super) const MONTH: Symbol = 9;
pub(super) const ABBR: Symbol = 10;
pub(super) const WEEKDAY: Symbol = 11;
pub(super) const UNIT: Symbol = 12;
pub(super) const SHIFT: Symbol = 13;
pub(super) const RUN: Symbol = 14;
pub(super) const DEICTIC: Symbol = 15;
pub(super) const ORDINAL: Symbol = 16;
pub(super) const PART: Symbol = 17;
pub(super) const SEASON: Symbol = 18;
pub(super) const HOLIDAY: Symbol = 19;
pub(super) const FEW: Symbol = 20;
pub(super) const PAST: Symbol = 21;
/// Words that by themselves mean the unit of the article's day.
pub(super) const NOW: Symbol = 22;
pub(super) const FIRST_OWN: Symbol = 23;

/// Whether a word of this kind can be what an expression is about.
pub(super) fn is_strong(symbol: Symbol) -> bool {
    matches!(symbol, MONTH..=UNIT | DEICTIC | SEASON | HOLIDAY | PAST | NOW)
}

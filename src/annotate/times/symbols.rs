//! The names that patterns are made of, as numbers.

/// A name in a pattern: of a set, of a kind of words, or of one of the [`COMPUTED`].
pub(super) type Symbol = u16;

/// Names that the program gives to what it reads, by their symbol.
pub(super) const COMPUTED: [&str; 11] =
    ["day", "year", "wordyear", "number", "roman", "numeric", "short", "loose", "shortyear", "time", "end"];
pub(super) const DAY: Symbol = 0;
pub(super) const YEAR: Symbol = 1;
pub(super) const WORD_YEAR: Symbol = 2;
pub(super) const NUMBER: Symbol = 3;
pub(super) const ROMAN: Symbol = 4;
pub(super) const NUMERIC: Symbol = 5;
/// A numeric date that may as well be a fraction: 3/4.
pub(super) const SHORT: Symbol = 6;
/// A numeric date that is more often something else: 4.22, 4-22.
pub(super) const LOOSE: Symbol = 7;
/// The last two digits of a year: 87, 05.
pub(super) const SHORT_YEAR: Symbol = 8;
pub(super) const TIME: Symbol = 9;
pub(super) const END: Symbol = 10;

/// Kinds of words that meanings are made of, by their symbol.
pub(super) const MEANT: [&str; 23] = [
    "month",
    "abbr",
    "weekday",
    "unit",
    "deictic",
    "season",
    "holiday",
    "past",
    "now",
    "quarter",
    "half",
    "tens",
    "shift",
    "weekshift",
    "run",
    "ordinal",
    "part",
    "few",
    "wday",
    "today",
    "side",
    "later",
    "homonym",
];
pub(super) const MONTH: Symbol = 11;
pub(super) const ABBR: Symbol = 12;
pub(super) const WEEKDAY: Symbol = 13;
pub(super) const UNIT: Symbol = 14;
pub(super) const DEICTIC: Symbol = 15;
pub(super) const SEASON: Symbol = 16;
pub(super) const HOLIDAY: Symbol = 17;
/// Words that by themselves mean the unit of the article's day.
pub(super) const NOW: Symbol = 19;
/// Quarters and halves of a year by their short names: Q3, H1.
pub(super) const QUARTER: Symbol = 20;
pub(super) const HALF: Symbol = 21;
/// Decades by their names: "the seventies".
pub(super) const TENS: Symbol = 22;
pub(super) const SHIFT: Symbol = 23;
/// Words that with a weekday mean that of another week, not the nearest one.
pub(super) const WEEK_SHIFT: Symbol = 24;
pub(super) const RUN: Symbol = 25;
pub(super) const ORDINAL: Symbol = 26;
pub(super) const PART: Symbol = 27;
pub(super) const FEW: Symbol = 28;
/// Short names of weekdays, which are more often other words.
pub(super) const WDAY: Symbol = 29;
/// Words for the article's day that mean it only as the end of a stretch: "from May to date".
pub(super) const TODAY: Symbol = 30;
/// Before or after another date.
pub(super) const SIDE: Symbol = 31;
/// Before or after what the text last spoke of.
pub(super) const LATER: Symbol = 32;
/// Months whose names are other words as well: "may".
pub(super) const HOMONYM: Symbol = 33;
pub(super) const FIRST_OWN: Symbol = 34;

/// How many symbols there can be.
pub(super) const MOST: Symbol = 128;

/// A set of symbols.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds(u128);

impl Kinds {
    /// The kinds of words that an expression can be about: more than those that hold others together.
    const STRONG: Self = Self(((1 << (TENS + 1)) - 1) & !((1 << MONTH) - 1));

    /// The set with one more.
    pub(super) fn with(self, symbol: Symbol) -> Self {
        Self(self.0 | 1 << (symbol % MOST))
    }

    pub(super) fn has(self, symbol: Symbol) -> bool {
        self.0 >> (symbol % MOST) & 1 == 1
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn has_strong(self) -> bool {
        self.meets(Self::STRONG)
    }

    /// Its members, in order.
    pub(super) fn iter(self) -> impl Iterator<Item = Symbol> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let next = (rest != 0).then(|| rest.trailing_zeros() as Symbol);
            rest &= rest.wrapping_sub(1);
            next
        })
    }
}

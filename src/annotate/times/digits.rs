//! Digits at the start of a text → a date, a number, an ordinal.

use super::{grammar::Grammar, lex::Content};

/// How long the number is that the text begins with, and what it is.
pub(super) fn number(text: &str, grammar: &Grammar) -> (usize, Content) {
    if let Some(date) = date(text, grammar.day_first) {
        return date;
    }
    let whole = digits(text);
    let mut length = whole;
    // 7,8 and 13.000 and 18:30 are one number, and no part of a date.
    while text[length..].starts_with(['.', ',', ':']) && digits(&text[length + 1..]) > 0 {
        length += 1 + digits(&text[length + 1..]);
    }
    if let Some(ordinal) = text[length..].chars().next().filter(|c| matches!(c, 'º' | '°' | 'ª')) {
        return (length + ordinal.len_utf8(), whole_number(&text[..whole]));
    }
    let letters = text[length..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - length);
    if letters > 0 {
        let suffix = text[length..length + letters].to_lowercase();
        if length == whole && grammar.is_glued(&suffix) {
            return (whole, whole_number(&text[..whole]));
        }
        if length == whole && grammar.is_ordinal_ending(&suffix) {
            let ordinal = match whole_number(&text[..whole]) {
                Content::Number(n, _) => Content::Ordinal(n),
                _ => Content::Amount,
            };
            return (whole + letters, ordinal);
        }
        length += letters;
    }
    if length > whole {
        return (length, Content::Amount);
    }
    (whole, whole_number(&text[..whole]))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn whole_number(digits: &str) -> Content {
    let value: Option<i64> = digits.parse().ok().filter(|_| digits.len() <= 9);
    // 20220113: a date as file names write it.
    if let (Some(n), 8) = (value, digits.len()) {
        let (year, month, day) = ((n / 10_000) as i32, (n / 100 % 100) as u32, (n % 100) as u32);
        if (1900..=2099).contains(&year) && fits(month, Some(day)) {
            return Content::Numeric(Some(year), month, Some(day));
        }
    }
    value.map_or(Content::Amount, |value| Content::Number(value, digits.len() as u8))
}

fn fits(month: u32, day: Option<u32>) -> bool {
    (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day))
}

/// Two or three numbers with one kind of mark between them, if they can be a date.
fn date(text: &str, day_first: bool) -> Option<(usize, Content)> {
    let mut parts: Vec<(&str, u32)> = Vec::with_capacity(3);
    let mut at = 0;
    let mut mark = None;
    loop {
        let length = digits(&text[at..]);
        if length == 0 || length > 4 {
            return None;
        }
        parts.push((&text[at..at + length], text[at..at + length].parse().ok()?));
        at += length;
        let next = text[at..].chars().next().filter(|c| matches!(c, '/' | '-' | '.'));
        let more = text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
        match next {
            Some(c) if more && parts.len() < 3 && mark.is_none_or(|mark| mark == c) => mark = Some(c),
            _ => break,
        }
        at += 1;
    }
    if text[at..].starts_with(|c: char| c.is_alphanumeric() || c == '%') {
        return None;
    }
    let full_year = |text: &str| text.len() == 4;
    let ordered = |a: u32, b: u32| if (day_first && b <= 12) || a > 12 { (a, b) } else { (b, a) };
    let content = match (&parts[..], mark?) {
        ([(y, year), (_, a), (_, b)], _) if full_year(y) => {
            // Year, month, day by ISO 8601; 2020/23/9 leaves no choice.
            let (month, day) = if *a > 12 { (*b, *a) } else { (*a, *b) };
            Content::Numeric(Some(*year as i32), month, Some(day))
        }
        ([(_, a), (_, b), (y, year)], _) if full_year(y) || y.len() == 2 => {
            let year = if full_year(y) { *year as i32 } else { full(*year as i32) };
            let (day, month) = ordered(*a, *b);
            Content::Numeric(Some(year), month, Some(day))
        }
        ([(y, year), (m, month)], mark) if full_year(y) && m.len() <= 2 => {
            // 2011-12 are two years, 2016-11 is a month, and 4532.8 neither.
            let years = mark == '-' && m.len() == 2 && (year + 1) % 100 == *month;
            let likely = mark == '/' || (1800..2100).contains(year);
            return (likely && !years && fits(*month, None))
                .then_some((at, Content::Numeric(Some(*year as i32), *month, None)));
        }
        ([(m, month), (y, year)], '/' | '-') if full_year(y) && m.len() <= 2 => {
            Content::Numeric(Some(*year as i32), *month, None)
        }
        ([(a, first), (b, second)], mark @ ('/' | '.')) if a.len() <= 2 && b.len() <= 2 => {
            let (day, month) = ordered(*first, *second);
            if mark == '/' { Content::Numeric(None, month, Some(day)) } else { Content::Loose(month, day) }
        }
        _ => return None,
    };
    let sound = match content {
        Content::Numeric(_, month, day) => fits(month, day),
        Content::Loose(month, day) => fits(month, Some(day)),
        _ => false,
    };
    sound.then_some((at, content))
}

/// The year of two digits: this century up to 50, the last one from then on.
pub(super) fn full(year: i32) -> i32 {
    if year <= 50 { year + 2000 } else { year + 1900 }
}

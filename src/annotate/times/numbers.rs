//! Numbers in words: "ventinove" in one word, "twenty-nine" and "two thousand and five" in several.

/// The words and parts of words that numbers are put together from.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Longest first: the part, its value, whether it multiplies what stands before it.
    parts: Vec<(Box<str>, i64, bool)>,
    /// By the first byte of a word: whether a part begins so.
    starts: Vec<bool>,
    /// The word that joins the rest to hundreds and thousands, in a language that writes numbers in several words.
    join: Option<Box<str>>,
}

/// A number being read, word by word.
#[derive(Debug, Clone, Copy, Default)]
struct Reading {
    /// Whole thousands.
    thousands: i64,
    /// What is below them.
    rest: i64,
}

impl Numbers {
    pub(super) fn new(
        add: impl IntoIterator<Item = (Box<str>, i64)>,
        times: impl IntoIterator<Item = (Box<str>, i64)>,
        join: Option<Box<str>>,
    ) -> Self {
        let added = add.into_iter().map(|(part, value)| (part, value, false));
        let mut parts: Vec<_> = added.chain(times.into_iter().map(|(part, value)| (part, value, true))).collect();
        parts.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        let mut starts = vec![false; 256];
        for (part, ..) in &parts {
            starts[part.as_bytes().first().copied().unwrap_or_default() as usize] = true;
        }
        Self { parts, starts, join }
    }

    /// The value of one word.
    pub(super) fn word(&self, word: &str) -> Option<i64> {
        let first = *word.as_bytes().first()?;
        if self.starts.get(first as usize) != Some(&true) {
            return None;
        }
        let (mut total, mut current, mut rest) = (0i64, 0i64, word);
        while !rest.is_empty() {
            let (part, value, multiplies) = self.parts.iter().find(|(part, ..)| rest.starts_with(&**part))?;
            if *multiplies {
                current = current.max(1).checked_mul(*value)?;
            } else {
                current = current.checked_add(*value)?;
            }
            if *value >= 1000 {
                total = total.checked_add(std::mem::take(&mut current))?;
            }
            rest = &rest[part.len()..];
        }
        total.checked_add(current)
    }

    /// The value of the number that begins with a word of value `first` and goes on in the words behind it, and how many of
    /// those belong to it. `next` gives them one after the other.
    pub(super) fn run<'a>(&self, first: i64, mut next: impl FnMut(usize) -> Option<&'a str>) -> (i64, usize) {
        let Some(join) = &self.join else { return (first, 0) };
        let mut reading = Reading { thousands: 0, rest: first };
        if first >= 1000 {
            reading = Reading { thousands: first, rest: 0 };
        }
        let mut taken = 0;
        while let Some(mut word) = next(taken) {
            let mut ahead = taken + 1;
            let (hyphen, joined) = (word == "-", word == &**join);
            if joined && reading.rest % 100 != 0 {
                break;
            }
            if hyphen || joined {
                let Some(following) = next(ahead) else { break };
                (word, ahead) = (following, ahead + 1);
            }
            let Some(value) = self.word(word) else { break };
            let multiplies = self.parts.iter().any(|(part, _, multiplies)| *multiplies && **part == *word);
            let Some(longer) = reading.with(value, multiplies && !joined) else { break };
            (reading, taken) = (longer, ahead);
        }
        (reading.thousands + reading.rest, taken)
    }
}

impl Reading {
    /// The number with one more word, if that can be.
    fn with(self, value: i64, multiplies: bool) -> Option<Self> {
        let Self { thousands, rest } = self;
        let below = |limit: i64| value > 0 && value < limit;
        let added = match value {
            100 if multiplies => (1..=99).contains(&rest).then_some(rest * 100),
            1000 if multiplies => {
                return (thousands == 0 && (1..=999).contains(&rest))
                    .then_some(Self { thousands: rest * 1000, rest: 0 });
            }
            _ if rest == 0 => (thousands > 0 && below(100)).then_some(value),
            _ if rest % 100 == 0 => below(100).then_some(rest + value),
            // "Twenty" "five".
            _ if (20..=90).contains(&(rest % 100)) && rest % 10 == 0 && below(10) => Some(rest + value),
            // "Nineteen" "eighty", "nineteen" "zero" "one".
            _ if thousands == 0 && (13..=20).contains(&rest) && (value == 0 || (10..=99).contains(&value)) => {
                Some(rest * 100 + value)
            }
            _ => None,
        };
        added.map(|rest| Self { thousands, rest })
    }
}

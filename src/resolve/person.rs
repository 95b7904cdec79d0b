//! Whether two names of people may be one person's: "Tokayev" and "Kassym-Jomart Tokayev", "G. W. Bush" and "George Bush".

use crate::text::nearly_equal;

/// How a name stands for a fuller one, the surer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fit {
    /// It ends in the same surname, and nothing before that contradicts.
    Surname,
    /// It is another part of the name: a first name, the first of two surnames.
    Part,
}

/// How the folded words of `short` may stand for those of `full`; `None` where they cannot.
pub(super) fn stands_for(short: &[String], full: &[String]) -> Option<Fit> {
    let (last, before) = short.split_last()?;
    let (full_last, full_before) = full.split_last()?;
    if short.len() > full.len() || short == full {
        return None;
    }
    // Initials alone are no name; a name as long as the other must be shorter by initials.
    let initials = short.iter().filter(|word| is_initial(word)).count();
    if initials == short.len() || initials == 0 && short.len() == full.len() {
        return None;
    }
    if nearly_equal(last, full_last) && are_within(before, full_before) {
        return Some(Fit::Surname);
    }
    let inside = full.windows(short.len()).any(|part| part == short);
    (inside && short.len() < full.len()).then_some(Fit::Part)
}

/// Whether every word is found among the fuller ones, in order; an initial stands for a word.
fn are_within(words: &[String], fuller: &[String]) -> bool {
    let mut rest = fuller.iter();
    words.iter().all(|word| {
        rest.any(|other| {
            word == other || (is_initial(word) || is_initial(other)) && word.chars().next() == other.chars().next()
        })
    })
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Whether two names of as many words are one name spelt in two ways. First names that differ in their last letter only
/// are two ("Alessandro", "Alessandra").
pub(super) fn is_misspelt(a: &[String], b: &[String]) -> bool {
    let alike = |(i, (a, b)): (usize, (&String, &String))| {
        let stem = |word: &str| word.chars().count().saturating_sub(1);
        let same_stem = a.chars().take(stem(a)).eq(b.chars().take(stem(b)));
        a == b || nearly_equal(a, b) && (i > 0 || !same_stem)
    };
    a.len() == b.len() && a != b && a.iter().zip(b).enumerate().all(alike)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold_words;

    fn fit(short: &str, full: &str) -> Option<Fit> {
        stands_for(&fold_words(short), &fold_words(full))
    }

    #[test]
    fn surnames_initials_and_first_names_stand_for_the_full_name() {
        assert_eq!(fit("Tokayev", "Kassym-Jomart Tokayev"), Some(Fit::Surname));
        assert_eq!(fit("Tokaev", "Kassym-Jomart Tokayev"), Some(Fit::Surname));
        assert_eq!(fit("G. Bush", "George W. Bush"), Some(Fit::Surname));
        assert_eq!(fit("George Bush", "George W. Bush"), Some(Fit::Surname));
        assert_eq!(fit("Xi", "Xi Jinping"), Some(Fit::Part));
        assert_eq!(fit("López", "Andrés Manuel López Obrador"), Some(Fit::Part));
    }

    #[test]
    fn relatives_stay_apart() {
        assert_eq!(fit("Laura Bush", "George W. Bush"), None);
        assert_eq!(fit("Marina Berlusconi", "Silvio Berlusconi"), None);
        assert_eq!(fit("B.", "Silvio Berlusconi"), None);
        let misspelt = |a: &str, b: &str| is_misspelt(&fold_words(a), &fold_words(b));
        assert!(misspelt("Aleksandr Lukashenko", "Alexsandr Lukashenko"));
        assert!(!misspelt("Alessandro Mussolini", "Alessandra Mussolini"));
    }
}

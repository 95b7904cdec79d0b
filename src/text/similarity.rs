//! How far two words are from each other.

/// The number of letters to insert, delete, replace or swap with their neighbour to make one word of the other (optimal
/// string alignment), where it is at most `limit`.
pub fn edit_distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a.chars().count().abs_diff(b.chars().count()) > limit {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        if row.iter().all(|distance| *distance > limit) {
            return None;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

/// Whether two folded words are likely one word spelt in two ways: one letter may differ from six letters on, two from
/// ten on; the first letter may not.
pub fn nearly_equal(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let limit = match shorter {
        0..6 => 0,
        6..10 => 1,
        _ => 2,
    };
    a == b || limit > 0 && a.chars().next() == b.chars().next() && edit_distance(a, b, limit).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_the_smallest_number_of_changes() {
        assert_eq!(edit_distance("tokayev", "tokaev", 2), Some(1));
        assert_eq!(edit_distance("masimov", "msaimov", 2), Some(1));
        assert_eq!(edit_distance("kazakistan", "tagikistan", 2), None);
        assert_eq!(edit_distance("", "ab", 2), Some(2));
    }

    #[test]
    fn short_names_must_be_equal() {
        assert!(nearly_equal("lukashenko", "lukashenka"));
        assert!(!nearly_equal("mario", "maria"));
        assert!(!nearly_equal("iran", "iraq"));
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_zero_only_for_equals(a in "[a-c]{0,8}", b in "[a-c]{0,8}") {
            prop_assert_eq!(edit_distance(&a, &b, 9), edit_distance(&b, &a, 9));
            prop_assert_eq!(edit_distance(&a, &b, 9) == Some(0), a == b);
        }
    }
}

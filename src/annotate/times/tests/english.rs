//! Expressions of English news and what they mean on 13 January 2022, a Thursday.

use super::times;

const DATA: &str = include_str!("../../en/times.toml");

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(times(DATA, text, Some("2022-01-13")), *expected, "{text}");
    }
}

#[test]
fn dates_with_and_without_a_year() {
    check(&[
        ("On January 5, 2022, he spoke.", &["January 5, 2022 2022-01-05"]),
        ("The talks of 10 January 2021", &["10 January 2021 2021-01-10"]),
        ("Jan. 5th and the 3rd of March, 2020", &["Jan. 5th 2022-01-05", "3rd of March, 2020 2020-03-03"]),
        ("They met on Dec 8.", &["Dec 8 2021-12-08"]),
        ("The summit will be held on February 2.", &["February 2 2022-02-02"]),
        ("He resigned in March. In August 2021", &["March 2021-03", "August 2021 2021-08"]),
        (
            "on 1/5/2022, 2022-01-05 and 21/04/2021",
            &["1/5/2022 2022-01-05", "2022-01-05 2022-01-05", "21/04/2021 2021-04-21"],
        ),
        ("May twenty-first, nineteen eighty six", &["May twenty-first, nineteen eighty six 1986-05-21"]),
        ("Thursday, March 4, was sunny", &["Thursday, March 4 2021-03-04"]),
        ("in 2014 there were 2014 soldiers and 2000 people", &["2014 2014"]),
        ("He may go. They march 5 miles. It may march on.", &[]),
        ("28% of 15-20% and 3/4 of 12 ministers", &[]),
        ("on the 10th, they met", &["10th 2022-01-10"]),
        ("between two thousand and three thousand men", &[]),
    ]);
}

#[test]
fn days_told_from_the_article() {
    check(&[
        ("Yesterday, today and tomorrow", &["Yesterday 2022-01-12", "today 2022-01-13", "tomorrow 2022-01-14"]),
        (
            "the day before yesterday and tomorrow morning",
            &["the day before yesterday 2022-01-11", "tomorrow morning 2022-01-14"],
        ),
        (
            "Monday he said so; on Wednesday evening he denied it",
            &["Monday 2022-01-10", "Wednesday evening 2022-01-12"],
        ),
        ("He will meet Draghi on Monday", &["Monday 2022-01-17"]),
        (
            "last Monday, this Friday, next Tuesday",
            &["last Monday 2022-01-10", "this Friday 2022-01-14", "next Tuesday 2022-01-18"],
        ),
        ("Tuesday next week", &["Tuesday next week 2022-01-18"]),
        ("every Monday, each year and per day", &[]),
        (
            "this morning, last night, tonight",
            &["this morning 2022-01-13", "last night 2022-01-12", "tonight 2022-01-13"],
        ),
        ("two days ago and three months ago", &["two days ago 2022-01-11", "three months ago 2021-10-13~"]),
        ("in three days; two weeks from now", &["three days 2022-01-16", "two weeks from now 2022-01-27~"]),
        ("in four business days", &["four business days 2022-01-19"]),
    ]);
}

#[test]
fn weeks_months_years_and_more() {
    check(&[
        ("last week and next month", &["last week 2022-01-03/2022-01-09", "next month 2022-02"]),
        ("the week after next", &["week after next 2022-01-24/2022-01-30"]),
        ("the week of the 18th", &["week of the 18th 2022-01-17/2022-01-23"]),
        ("in the past few weeks", &["past few weeks 2021-12-23/2022-01-13"]),
        (
            "in the 1990s, the seventies and the 20th century",
            &["1990s 1990/1999", "seventies 1970/1979", "20th century 1900/1999"],
        ),
        (
            "late 1980s, early 2022, mid-January",
            &["late 1980s 1985/1989", "early 2022 2022-01/2022-04", "mid-January 2022-01-11/2022-01-21"],
        ),
        ("summer 2011, last spring", &["summer 2011 2011-06/2011-08", "last spring 2021-03/2021-05"]),
        ("at Christmas and on Easter Monday 2021", &["Christmas 2021-12-25", "Easter Monday 2021 2021-04-05"]),
        (
            "Thanksgiving 2021 and Labor Day weekend",
            &["Thanksgiving 2021 2021-11-25", "Labor Day weekend 2021-09-04/2021-09-06"],
        ),
        (
            "Q3 2021 and the third quarter of 2016",
            &["Q3 2021 2021-07/2021-09", "third quarter of 2016 2016-07/2016-09"],
        ),
        ("Profits rose in the third quarter.", &["third quarter 2021-07/2021-09"]),
        (
            "earlier this month, later this year",
            &["earlier this month 2022-01-01/2022-01-12", "later this year 2022-07-01/2022-12-31"],
        ),
        ("the first ten days of December", &["first ten days of December 2021-12-01/2021-12-10"]),
        ("the first Friday of July 2021", &["first Friday of July 2021 2021-07-02"]),
        ("It will end in 2030.", &["2030 2030"]),
        ("fiscal year 2021", &["fiscal year 2021 2021"]),
    ]);
}

#[test]
fn intervals_and_lengths() {
    check(&[
        ("since 2014", &["2014 2014/.."]),
        ("until Friday", &["Friday ../2022-01-07"]),
        ("between 2001 and 2005, from 2009 to 2011", &["2001 and 2005 2001/2005", "2009 to 2011 2009/2011"]),
        ("the 2014-15 season", &["2014-15 2014/2015"]),
        ("from 10 to 12 January", &["10 to 12 January 2022-01-10/2022-01-12"]),
        ("from May to June 2021, Nov-Feb 2021", &["May to June 2021 2021-05/2021-06", "Nov-Feb 2021 2020-11/2021-02"]),
        ("from Monday to Wednesday", &["Monday to Wednesday 2022-01-10/2022-01-12"]),
        ("from next year on", &["next year 2023/.."]),
        ("by 2030, before March 2020", &["2030 ../2030", "March 2020 ../2020-02"]),
        ("for two months", &["two months P2M"]),
        ("within three days, within three days of the attack", &["three days 2022-01-13/2022-01-16"]),
        ("a 50-year-old man, sentenced to two years", &[]),
    ]);
}

#[test]
fn told_from_another_date() {
    check(&[
        ("three weeks after Easter 2021", &["three weeks after Easter 2021 2021-04-25~"]),
        ("On January 3 he left. Two days later he was back.", &["January 3 2022-01-03", "Two days later 2022-01-05"]),
        ("He won in 2010 and lost two years later.", &["2010 2010", "two years later 2012"]),
        ("Two days later they were dead.", &[]),
        ("two days after the attack", &[]),
    ]);
}

#[test]
fn without_a_date_only_what_is_certain() {
    assert_eq!(
        times(DATA, "Yesterday, on January 10, in 2014 and on May 3, 2015", None),
        ["2014 2014", "May 3, 2015 2015-05-03"]
    );
}

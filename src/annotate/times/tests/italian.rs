//! Expressions of Italian news and what they mean on 13 January 2022, a Thursday.

use super::times;

const DATA: &str = include_str!("../../it/times.toml");

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(times(DATA, text, Some("2022-01-13")), *expected, "{text}");
    }
}

#[test]
fn dates_with_and_without_a_year() {
    check(&[
        ("Il 10 gennaio ha parlato.", &["10 gennaio 2022-01-10"]),
        ("Il vertice del 10 gennaio 2021.", &["10 gennaio 2021 2021-01-10"]),
        ("L’11 gennaio e il 1º marzo 2020", &["11 gennaio 2022-01-11", "1º marzo 2020 2020-03-01"]),
        ("dell'8 dicembre scorso", &["8 dicembre scorso 2021-12-08"]),
        ("lo scorso 3 febbraio", &["scorso 3 febbraio 2021-02-03"]),
        ("Il 10 e l'11 gennaio ha parlato", &["10 2022-01-10", "11 gennaio 2022-01-11"]),
        ("Nella giornata del 12 e fino a ieri", &["12 2022-01-12", "ieri ../2022-01-12"]),
        ("Il 13 ha chiuso.", &["13 2022-01-13"]),
        ("Il 13 per cento dei 10 ministri, il 41 bis, i 5 Stelle", &[]),
        ("Il summit si terrà il 2 febbraio.", &["2 febbraio 2022-02-02"]),
        ("A marzo si è dimesso. Nell'agosto 2021", &["marzo 2021-03", "agosto 2021 2021-08"]),
        ("nel 2014 erano 2014 soldati e 2000 euro", &["2014 2014"]),
        (
            "Il 12/01/2022, il 2022-01-12 e il 12.1.22 per 3/4",
            &["12/01/2022 2022-01-12", "2022-01-12 2022-01-12", "12.1.22 2022-01-12"],
        ),
        ("il 4 e il 6 ottobre 2021 in via 25 Aprile", &["4 2021-10-04", "6 ottobre 2021 2021-10-06"]),
    ]);
}

#[test]
fn days_told_from_the_article() {
    check(&[
        ("Ieri, oggi e domani", &["Ieri 2022-01-12", "oggi 2022-01-13", "domani 2022-01-14"]),
        ("L'altro ieri sera", &["L'altro ieri sera 2022-01-11"]),
        ("Lunedì ha detto, mercoledì sera ha negato", &["Lunedì 2022-01-10", "mercoledì sera 2022-01-12"]),
        ("Lunedì incontrerà Draghi", &["Lunedì 2022-01-17"]),
        ("lunedì scorso, martedì prossimo", &["lunedì scorso 2022-01-10", "martedì prossimo 2022-01-18"]),
        ("ogni lunedì e tutti i giorni", &[]),
        ("giovedì 6 era a Roma", &["giovedì 6 2022-01-06"]),
        (
            "stamattina, la scorsa notte, questa notte",
            &["stamattina 2022-01-13", "scorsa notte 2022-01-12", "questa notte 2022-01-13"],
        ),
        ("due giorni fa e tre mesi fa", &["due giorni fa 2022-01-11", "tre mesi fa 2021-10-13~"]),
        ("tra tre giorni, fra due settimane", &["tre giorni 2022-01-16", "due settimane 2022-01-27~"]),
    ]);
}

#[test]
fn weeks_months_years_and_more() {
    check(&[
        ("la settimana scorsa", &["settimana scorsa 2022-01-03/2022-01-09"]),
        ("il mese prossimo e quest'anno", &["mese prossimo 2022-02", "quest'anno 2022"]),
        ("nelle ultime settimane", &["ultime settimane 2021-12-23/2022-01-13"]),
        ("negli anni '90 del XX secolo", &["anni '90 1990/1999", "XX secolo 1900/1999"]),
        ("estate 2011, la scorsa primavera", &["estate 2011 2011-06/2011-08", "scorsa primavera 2021-03/2021-05"]),
        ("a Natale e a Pasqua 2021", &["Natale 2021-12-25", "Pasqua 2021 2021-04-04"]),
        ("il 25 aprile, a Ferragosto", &["25 aprile 2022-04-25", "Ferragosto 2021-08-15"]),
        (
            "inizio 2020, metà gennaio, a fine anno",
            &["inizio 2020 2020-01/2020-04", "metà gennaio 2022-01-11/2022-01-21", "fine anno 2022-07/2022-12"],
        ),
        ("il primo venerdì di luglio 2021", &["primo venerdì di luglio 2021 2021-07-02"]),
        ("il terzo trimestre del 2016", &["terzo trimestre del 2016 2016-07/2016-09"]),
    ]);
}

#[test]
fn intervals_and_lengths() {
    check(&[
        ("dal 2014", &["2014 2014/.."]),
        ("dal 10 al 13 gennaio", &["10 al 13 gennaio 2022-01-10/2022-01-13"]),
        ("tra il 2010 e il 2013", &["2010 e il 2013 2010/2013"]),
        ("fino a marzo", &["marzo ../2022-03"]),
        ("entro il 2030", &["2030 ../2030"]),
        ("per 2 mesi", &["2 mesi P2M"]),
        ("da dicembre a marzo 2021", &["dicembre a marzo 2021 2020-12/2021-03"]),
        ("A partire dal 10 di gennaio", &["10 di gennaio 2022-01-10/.."]),
        ("da tre anni", &["tre anni 2019/.."]),
        ("un uomo di 50 anni, condannato a due anni", &[]),
    ]);
}

#[test]
fn without_a_date_only_what_is_certain() {
    assert_eq!(
        times(DATA, "Ieri, il 10 gennaio, nel 2014 e il 3 maggio 2015", None),
        ["2014 2014", "3 maggio 2015 2015-05-03"]
    );
    assert_eq!(times(DATA, "Il 10 gennaio", Some("2020")), ["10 gennaio 2020-01-10"]);
}

#[test]
fn parts_and_runs_of_longer_stretches() {
    check(&[
        (
            "nei giorni scorsi, nelle prossime settimane",
            &["giorni scorsi 2022-01-10/2022-01-13", "prossime settimane 2022-01-14/2022-02-03"],
        ),
        ("i primi tre mesi del 2021", &["primi tre mesi del 2021 2021-01/2021-03"]),
        ("negli ultimi dieci giorni di dicembre", &["ultimi dieci giorni di dicembre 2021-12-22/2021-12-31"]),
        ("Nel terzo trimestre gli utili sono calati.", &["terzo trimestre 2021-07/2021-09"]),
        ("la settimana di Pasqua", &["settimana di Pasqua 2022-04-11/2022-04-17"]),
        ("la settimana dopo la prossima", &["settimana dopo la prossima 2022-01-24/2022-01-30"]),
        ("la settimana della moda", &[]),
        ("il biennio 2019-20", &["2019-20 2019/2020"]),
        ("all'inizio degli anni Novanta", &["inizio degli anni Novanta 1990/1994"]),
    ]);
}

#[test]
fn told_from_another_date() {
    check(&[
        ("tre giorni dopo Natale", &["tre giorni dopo Natale 2021-12-28"]),
        (
            "Il 3 gennaio è partito. Due giorni dopo, è tornato.",
            &["3 gennaio 2022-01-03", "Due giorni dopo 2022-01-05"],
        ),
        ("Nel 2010 ha vinto. L'anno successivo ha perso.", &["2010 2010", "anno successivo 2011"]),
        ("Era caduto. Due giorni dopo, era in piedi.", &[]),
        ("due giorni dopo la strage", &[]),
        (
            "la prossima settimana, da martedì a giovedì",
            &["prossima settimana, da martedì a giovedì 2022-01-18/2022-01-20"],
        ),
        ("Da lunedì a mercoledì", &["lunedì a mercoledì 2022-01-10/2022-01-12"]),
        ("giovedì 4 marzo era a Roma", &["giovedì 4 marzo 2021-03-04"]),
        ("entro sei mesi dalla scadenza, entro tre mesi", &["tre mesi 2022-01-13/2022-04-13"]),
    ]);
}

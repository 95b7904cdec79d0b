//! Text → surface tokens with their spans.
//!
//! White space separates; within a run of other characters a scan from left to right finds words, numbers, names of sites,
//! and signs. Every character that is no white space ends up in exactly one token, whatever the text is.

use super::{
    lexicon::Lexicon,
    rules::{Inside, TokenRules},
    words::restore_accent,
};
use crate::text::Span;

/// The part of an address before the @ is no longer, in bytes (RFC 5321).
const LONGEST_MAILBOX: usize = 64;

/// A simple quotation mark that is not closed after so many bytes was none.
const LONGEST_QUOTE: usize = 300;

/// Appends the surface tokens of a stretch of `text` to `out`.
pub fn tokenize(text: &str, stretch: Span, rules: &TokenRules, lexicon: &Lexicon, out: &mut Vec<Span>) {
    let end = stretch.end as usize;
    let mut at = stretch.begin as usize;
    let mut lower = String::new();
    let mut scene = Scene { follows: None, quoted: false, lexicon };
    let mut opened = None;
    while at < end {
        let rest = &text[at..end];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let chunk = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
        scene.follows = rest[chunk.len()..].trim_start().chars().next();
        let mut done = 0;
        while done < chunk.len() {
            if chunk[done..].starts_with(['\'', '‘']) {
                let opens = done == 0 || chunk[..done].ends_with(['(', '[', '"', '“']);
                opened = opens.then_some(at + done);
            }
            scene.quoted = opened.is_some_and(|opened| at + done - opened < LONGEST_QUOTE);
            let len = token(&chunk[done..], scene, rules, &mut lower).clamp(1, chunk.len() - done);
            // A length always falls on a character; this holds even if a rule should go wrong.
            let len =
                (len..=chunk.len() - done).find(|l| chunk.is_char_boundary(done + l)).unwrap_or(chunk.len() - done);
            out.push(Span::new(at + done, at + done + len));
            done += len;
        }
        at += chunk.len();
    }
}

/// What is around a run of characters without white space.
#[derive(Debug, Clone, Copy)]
struct Scene<'l> {
    /// The first character after it.
    follows: Option<char>,
    /// Whether a simple quotation mark was opened before.
    quoted: bool,
    lexicon: &'l Lexicon,
}

/// The length of the first token of `rest`, which has no white space.
fn token(rest: &str, scene: Scene<'_>, rules: &TokenRules, lower: &mut String) -> usize {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return 0 };
    let second = chars.next();
    if let Some(len) = address(rest) {
        return len;
    }
    if first.is_alphanumeric() {
        return word(rest, scene, rules, lower);
    }
    let is_face =
        |face: &&String| rest.strip_prefix(face.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if let Some(face) = rules.faces.iter().find(is_face) {
        return face.len();
    }
    let run = |accept: &dyn Fn(char) -> bool| rest.find(|c| !accept(c)).unwrap_or(rest.len());
    match (first, second) {
        ('#' | '@', Some(next)) if next.is_alphanumeric() || next == '_' => {
            let tag = &rest[1..];
            let tag = &tag[..tag.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tag.len())];
            // "#3" is a number, "#3giugno" a tag.
            if tag.bytes().all(|b| b.is_ascii_digit()) { 1 } else { 1 + tag.len() }
        }
        // A year or decade cut short: '90.
        ('\'' | '’', Some(next)) if next.is_ascii_digit() => {
            let digits = rest[first.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
            let decade = digits == 2 && rest[first.len_utf8() + 2..].starts_with('s');
            first.len_utf8() + if digits == 2 { 2 + usize::from(decade) } else { 0 }
        }
        // The genitive of English names.
        ('\'' | '’', Some('s')) if rest[first.len_utf8() + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric()) => {
            first.len_utf8() + 1
        }
        ('.' | '…', _) => run(&|c| c == first),
        ('\'', Some('\'')) => 2,
        ('<' | '>', _) => run(&|c| c == first),
        ('!' | '?', _) => run(&|c| matches!(c, '!' | '?')),
        ('-' | '–' | '—' | '_' | '=' | '*' | '+' | '$' | '\\' | '~', _) => run(&|c| c == first),
        _ => {
            first.len_utf8()
                + rest[first.len_utf8()..].find(|c| !is_extender(c)).unwrap_or(rest.len() - first.len_utf8())
        }
    }
}

/// Whether the character only changes the one before it.
fn is_extender(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20d0}'..='\u{20ff}')
}

/// The length of the address of a page or mailbox that `rest` starts with.
fn address(rest: &str) -> Option<usize> {
    let trimmed = |text: &str| {
        let end = text.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '»', '”', '’', '…']).len();
        // A bracket that was opened in the address is closed in it.
        let closes =
            text[end..].starts_with(')') && text[..end].matches('(').count() > text[..end].matches(')').count();
        end + usize::from(closes)
    };
    if ["http://", "https://", "www.", "ftp://"].iter().any(|start| rest.starts_with(start)) {
        return Some(trimmed(rest)).filter(|len| *len > 7);
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '%');
    let at = rest.bytes().take(LONGEST_MAILBOX + 1).position(|b| !is_part(char::from(b)))?;
    let host = rest[at..].strip_prefix('@').filter(|_| at > 0)?;
    let host = &host[..host.find(|c| !is_part(c)).unwrap_or(host.len())];
    let host = &host[..trimmed(host)];
    let is_host = host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_host.then_some(at + 1 + host.len())
}

/// The length of the word or number that `rest` starts with.
fn word(rest: &str, scene: Scene<'_>, rules: &TokenRules, lower: &mut String) -> usize {
    if rest.starts_with(|c: char| c.is_ascii_digit())
        && let Some(len) = number_with_hyphens(rest).or_else(|| before_unit(rest, rules, lower))
    {
        return len;
    }
    let mut chars = rest.char_indices().peekable();
    let mut before = ' ';
    // Where the letters since the last full stop, apostrophe or the start began, and how many there were.
    let (mut segment, mut only_number) = (0, true);
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let next_is_word = next.is_some_and(char::is_alphanumeric);
        let next_is_digit = next.is_some_and(|c| c.is_ascii_digit());
        match c {
            c if c.is_alphanumeric() => {
                segment += 1;
                only_number &= c.is_ascii_digit();
            }
            '_' => segment += 1,
            '°' if before.is_ascii_digit() => {}
            c if is_extender(c) => continue,
            '\'' | '’' => {
                let end = i + c.len_utf8();
                set_lower(&rest[..i], lower);
                if next_is_word && rules.apostrophe == Inside::Joins {
                    segment = 0;
                    before = c;
                    continue;
                }
                if next_is_word {
                    let genitive =
                        next == Some('s') && rest[end + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric());
                    if genitive && before.is_alphabetic() {
                        return i;
                    }
                    lower.push('\'');
                    if rules.name_prefixes.contains(lower.as_str()) && next.is_some_and(char::is_uppercase) {
                        segment = 0;
                        before = c;
                        continue;
                    }
                    return end;
                }
                // Minutes of play: 43'.
                let minutes = only_number && segment <= 3 && !scene.quoted && rules.apostrophe == Inside::Cuts;
                let of_many = rules.apostrophe == Inside::Joins && matches!(before, 's' | 'S') && !scene.quoted;
                return if of_many
                    || minutes
                    || rules.truncated.contains(lower.as_str())
                    || is_elided(lower, next, scene.follows, rules)
                    || has_accent(lower, scene, rules)
                {
                    end
                } else {
                    i
                };
            }
            '.' => {
                if (before.is_ascii_digit() && next_is_digit && only_number)
                    || (segment == 1 && next.is_some_and(char::is_alphabetic))
                {
                    segment = 0;
                } else {
                    return full_stop(rest, i, segment, scene.follows, rules, lower);
                }
            }
            ',' | ':' if before.is_ascii_digit() && next_is_digit && only_number => {}
            '/' if before.is_ascii_digit() && next_is_digit => {}
            '/' if next_is_word => {
                let end = rest[i + 1..].find(|c: char| !c.is_alphanumeric()).map_or(rest.len(), |n| i + 1 + n);
                set_lower(&rest[..end], lower);
                return if rules.with_stroke.contains(lower.as_str()) { end } else { i };
            }
            '-' | '‐' | '‑' if next_is_word => {
                if rules.hyphen == Inside::Cuts {
                    set_lower(&rest[..i], lower);
                    if !rules.hyphenated.contains(lower.as_str()) {
                        return i;
                    }
                }
                segment = 0;
            }
            '&' if before.is_uppercase() && next.is_some_and(char::is_uppercase) => {}
            _ => return i,
        }
        before = c;
    }
    rest.len()
}

/// The length of a number whose parts hyphens join: of a telephone ("555-014-2233", "555-0142"), a day ("12-20-2000").
fn number_with_hyphens(rest: &str) -> Option<usize> {
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches('-');
    if rest[end..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let (first, others) = number.split_once('-')?;
    let joined = others.contains('-') || (matches!(first.len(), 3 | 5) && others.len() == 4);
    (joined && !number.contains("--")).then_some(number.len())
}

/// The length of a number before a unit of measure without a blank between them ("5pm").
fn before_unit(rest: &str, rules: &TokenRules, lower: &mut String) -> Option<usize> {
    if rules.units.is_empty() {
        return None;
    }
    let len = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':'))?;
    let unit = &rest[len..];
    let unit = &unit[..unit.find(|c: char| !c.is_alphanumeric()).unwrap_or(unit.len())];
    set_lower(unit, lower);
    (rest[..len].ends_with(|c: char| c.is_ascii_digit()) && rules.units.contains(lower.as_str())).then_some(len)
}

/// Whether the apostrophe at the end of a word is its accent ("perche'"), and not the end of a quotation.
fn has_accent(lower: &mut String, scene: Scene<'_>, rules: &TokenRules) -> bool {
    rules.apostrophe == Inside::Cuts && !scene.quoted && restore_accent(lower, scene.lexicon)
}

/// Whether an apostrophe stands for a lost vowel although no letter follows it ("dell' ONU", "dell'«ONU»"), and not for the
/// end of a quotation.
fn is_elided(lower: &mut String, next: Option<char>, follows: Option<char>, rules: &TokenRules) -> bool {
    let goes_on = match next {
        None => follows.is_some_and(char::is_alphanumeric),
        Some(next) => matches!(next, '"' | '«' | '“' | '‘'),
    };
    lower.push('\'');
    goes_on && (rules.elided.contains(lower.as_str()) || rules.contractions.contains_key(lower.as_str()))
}

/// The length of a word with a full stop at `dot`: whether the stop belongs to the word.
fn full_stop(
    rest: &str,
    dot: usize,
    segment: usize,
    follows: Option<char>,
    rules: &TokenRules,
    lower: &mut String,
) -> usize {
    let after = &rest[dot + 1..];
    let next_is_word = after.starts_with(char::is_alphanumeric);
    // What would be the whole word if the stop did not end it: "dott.ssa", "relata.it".
    if next_is_word {
        let tail = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
        for end in [dot + 1 + tail + 1, dot + 1 + tail] {
            if let Some(whole) = rest.get(..end) {
                set_lower(whole, lower);
                if rules.abbreviations.contains(lower.as_str()) {
                    return end;
                }
            }
        }
        let end = dot + 1 + tail;
        set_lower(&after[..tail], lower);
        let starts_small = after.starts_with(|c: char| c.is_ascii_lowercase());
        if starts_small && let Some(len) = dotted(rest) {
            return len;
        }
        if rules.domains.contains(lower.as_str()) && starts_small && segment > 1 {
            return end;
        }
        set_lower(&rest[..=dot], lower);
        return if rules.abbreviations.contains(lower.as_str()) && segment > 1 { dot + 1 } else { dot };
    }
    if after.starts_with('.') {
        return dot;
    }
    set_lower(&rest[..=dot], lower);
    let is_acronym = rest[..dot].contains('.') && rest[..dot].chars().all(|c| c == '.' || c.is_alphabetic());
    let is_initial = segment == 1
        && rest[..dot].chars().all(char::is_uppercase)
        && after.is_empty()
        && follows.is_some_and(char::is_uppercase);
    let is_known = rules.abbreviations.contains(lower.as_str());
    // A single letter is an abbreviation only where something goes on after it.
    let goes_on = follows.is_some() || !after.is_empty();
    if is_acronym || is_initial || (is_known && (segment > 1 || goes_on)) { dot + 1 } else { dot }
}

/// The length of a name of small letters with two full stops or more in it: of a host or a group ("misc.pets.birds").
fn dotted(rest: &str) -> Option<usize> {
    let end = rest.find(|c: char| !c.is_ascii_lowercase() && !matches!(c, '.' | '-')).unwrap_or(rest.len());
    let name = rest[..end].trim_end_matches(['.', '-']);
    let is_name = name.matches('.').count() >= 2 && name.split('.').all(|part| part.len() > 1);
    (is_name && !rest[end..].starts_with(char::is_alphanumeric)).then_some(name.len())
}

/// Puts `text` in lower case, apostrophes made one, into `lower`.
fn set_lower(text: &str, lower: &mut String) {
    super::words::lower(text, lower);
}

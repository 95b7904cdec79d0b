//! Surface tokens → the syntactic words they stand for: "della" is "di" + "la", "dirglielo" is "dir" + "glie" + "lo",
//! "don't" is "do" + "n't".

use super::{lexicon::Lexicon, rules::TokenRules, words::lower};
use crate::{
    document::{Document, Multiword, Token, TokenId, Tokens, Upos},
    text::Span,
};

/// Cuts tokens apart; keeps its buffers from one token to the next.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    lower: String,
    stem: String,
}

impl Splitter {
    /// Appends the words of a surface token to the document. `starts` tells whether it starts a sentence.
    pub(super) fn push(
        &mut self,
        document: &mut Document,
        span: Span,
        starts: bool,
        rules: &TokenRules,
        lexicon: &Lexicon,
    ) {
        let first = document.tokens.len();
        let form = span.of(document.text());
        lower(form, &mut self.lower);
        if let Some(words) = rules.contractions.get(self.lower.as_str()) {
            let shouts = form.chars().nth(1).is_some_and(char::is_uppercase);
            let capital = form.starts_with(char::is_uppercase);
            let apostrophe = if form.contains('’') { "’" } else { "'" };
            let forms: Vec<String> = words
                .iter()
                .enumerate()
                .map(|(i, word)| {
                    let word = word.replace('\'', apostrophe);
                    match word.chars().next() {
                        _ if shouts => word.to_uppercase(),
                        Some(c) if capital && i == 0 => c.to_uppercase().chain(word.chars().skip(1)).collect(),
                        _ => word,
                    }
                })
                .collect();
            push_words(document, span, first, forms.iter().map(String::as_str));
        } else if let Some(forms) = attached(form, &self.lower, rules) {
            push_words(document, span, first, forms.iter().map(String::as_str));
        } else if let Some(clitics) = self.clitics(form, starts, rules, lexicon) {
            // The pronouns are the end of the form as it is written.
            let mut ends = vec![form.len()];
            for word in clitics.iter().rev() {
                let last = ends[ends.len() - 1];
                ends.push(last - word.len());
            }
            let mut forms: Vec<String> = ends.windows(2).map(|w| form[w[1]..w[0]].to_owned()).collect();
            forms.push(form[..ends[ends.len() - 1]].to_owned());
            forms.reverse();
            push_words(document, span, first, forms.iter().map(String::as_str));
        } else {
            document.tokens.push(Token::new(span));
        }
    }

    /// The pronouns at the end of a verb.
    fn clitics<'r>(
        &mut self,
        form: &str,
        starts: bool,
        rules: &'r TokenRules,
        lexicon: &Lexicon,
    ) -> Option<&'r [String]> {
        let lower = self.lower.as_str();
        let shouts = form.chars().nth(1).is_some_and(char::is_uppercase);
        let written_small = starts || shouts || form.starts_with(char::is_lowercase);
        if lower.len() < 5 || lower.len() != form.len() || !written_small {
            return None;
        }
        // Most words do not end as any pronoun does.
        if !matches!(lower.as_bytes()[lower.len() - 1], b'i' | b'e' | b'o' | b'a') {
            return None;
        }
        let endings = || rules.clitics.iter().flat_map(|c| &c.endings);
        let mut looked_up = false;
        for clitics in endings() {
            let mut rest = lower;
            let attached = clitics.iter().rev().all(|c| rest.strip_suffix(c.as_str()).map(|r| rest = r).is_some());
            if !attached || rest.len() < 2 {
                continue;
            }
            if !looked_up {
                // A word that the lexicon has as it stands is not cut.
                if !lexicon.analyses(lexicon.find(lower)).is_empty() {
                    return None;
                }
                looked_up = true;
            }
            for host in &rules.hosts {
                self.stem.clear();
                self.stem.push_str(rest);
                self.stem.push_str(&host.add);
                if lexicon.can_be(&self.stem, |m| matches!(m.upos, Upos::Verb | Upos::Aux) && host.fits(m.features)) {
                    return Some(clitics);
                }
            }
        }
        None
    }
}

/// The words of a token that has others attached to its end: "do" and "n't" of "don't". `lower` is `form` in lower case.
fn attached(form: &str, lower: &str, rules: &TokenRules) -> Option<Vec<String>> {
    let (mut form, mut lower) = (form, lower);
    let mut words = Vec::new();
    // Bytes differ between the two where the apostrophe does, and so characters are counted.
    while let Some(word) = rules.attached.iter().find(|word| lower.len() > word.len() && lower.ends_with(word.as_str()))
    {
        let (at, _) = form.char_indices().rev().nth(word.chars().count() - 1)?;
        words.push(form[at..].to_owned());
        form = &form[..at];
        lower = &lower[..lower.len() - word.len()];
    }
    if words.is_empty() || form.is_empty() {
        return None;
    }
    words.push(form.to_owned());
    words.reverse();
    Some(words)
}

/// Appends the words of one surface token.
fn push_words<'w>(document: &mut Document, span: Span, first: usize, forms: impl Iterator<Item = &'w str>) {
    let forms: Vec<&str> = forms.collect();
    let surface = span.of(document.text());
    // Words that are merely written together have a span each, others ("della") that of the whole.
    let apart = forms.iter().map(|form| form.len()).sum::<usize>() == surface.len() && forms.concat() == surface;
    let mut begin = span.range().start;
    for form in forms {
        let token = TokenId(document.tokens.len() as u32);
        let own = if apart { Span::new(begin, begin + form.len()) } else { span };
        begin += form.len();
        document.tokens.push(Token::new(own));
        document.set_form(token, form);
    }
    let tokens = Tokens::new(TokenId(first as u32), TokenId(document.tokens.len() as u32));
    document.multiwords.push(Multiword { tokens, span });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_attached_to_others() {
        let rules = TokenRules::parse(include_str!("en/tokens.toml")).expect("well formed");
        let cut = |form: &str| {
            let mut lowered = String::new();
            lower(form, &mut lowered);
            attached(form, &lowered, &rules).map(|words| words.join(" "))
        };
        for (form, words) in [
            ("don't", "do n't"),
            ("Don’t", "Do n’t"),
            ("CHINA'S", "CHINA 'S"),
            ("workers'", "workers '"),
            ("I'd've", "I 'd 've"),
        ] {
            assert_eq!(cut(form).as_deref(), Some(words));
        }
        for whole in ["'s", "n't", "o'clock", "'", "Tom"] {
            assert_eq!(cut(whole), None, "{whole}");
        }
    }
}

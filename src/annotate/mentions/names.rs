//! Names as the tagger found them → names as mentions: without titles, with products and works beside them.

use super::{Finder, head_of};
use crate::{
    annotate::names::Case,
    document::{Deprel, EntityType, Mention, MentionKind, TokenId, Tokens, Upos},
};

/// No name that is told by its list or by the noun before it has more words.
const LONGEST_THING: u32 = 3;

/// No title of a work has more words.
const LONGEST_TITLE: u32 = 12;

impl Finder<'_> {
    /// Puts the recognised names right and adds names of types that the tagger does not know.
    pub(super) fn names(&mut self) {
        let recognised = self.document.names.iter().map(|name| self.name(name.tokens, name.entity_type)).collect();
        let mut parted = None;
        for mention in self.with_particles(recognised) {
            let sentence = self.document.sentence_of(mention.head);
            let (mention, person) = self.without_person(mention, parted == Some(sentence));
            parted = if person.is_some() { Some(sentence) } else { parted };
            for mention in [self.repaired(mention), person].into_iter().flatten() {
                self.add(mention);
            }
        }
        self.countries();
        self.people_behind_roles();
        self.things();
        self.works();
    }

    /// "Ursula von der Leyen": a person's name goes on behind its small words.
    fn with_particles(&self, tagged: Vec<Mention>) -> Vec<Mention> {
        let document = self.document;
        let form = |place: u32| document.tokens.get(place as usize).map(|_| document.form(TokenId(place)));
        let mut whole: Vec<Mention> = Vec::new();
        for mut mention in tagged {
            if whole.last().is_some_and(|last| last.tokens.contains(mention.tokens.begin)) {
                continue;
            }
            mention = self.with_hyphens(mention);
            let end = mention.tokens.end.0;
            let is_particle = |place: &u32| form(*place).is_some_and(|f| self.data.words.name_particles.contains(f));
            let particles = (end..end + 3).take_while(is_particle).count() as u32;
            let is_capital = |place: &u32| {
                let proper =
                    |form: &str| Case::of(form) == Case::Initial && document.token(TokenId(*place)).upos == Upos::Propn;
                form(*place).is_some_and(proper)
            };
            let family = (end + particles..).take_while(is_capital).take(3).count() as u32;
            let sentence = document.sentence(document.sentence_of(mention.head)).tokens;
            let last = TokenId(end + particles + family);
            if mention.entity_type == Some(EntityType::Person) && particles > 0 && family > 0 && last <= sentence.end {
                mention = self.name(Tokens::new(mention.tokens.begin, last), EntityType::Person);
            }
            whole.push(mention);
        }
        whole
    }

    /// "Sam Bankman-Fried", "Kassym-Jomart Tokayev": where words are cut at the hyphen, a name goes on behind it, unless
    /// both are names of countries.
    fn with_hyphens(&self, mut mention: Mention) -> Mention {
        let document = self.document;
        let sentence = document.sentence(document.sentence_of(mention.head)).tokens;
        let span = |place: u32| document.token(TokenId(place)).span;
        loop {
            let (hyphen, next) = (mention.tokens.end.0, mention.tokens.end.0 + 1);
            let joined = next < sentence.end.0
                && document.form(TokenId(hyphen)) == "-"
                && span(hyphen - 1).end == span(hyphen).begin
                && span(hyphen).end == span(next).begin;
            if !joined {
                return mention;
            }
            let known = |place: u32| {
                let form = document.form(TokenId(place));
                self.data.is_country(form) || self.data.demonym(form).is_some() || self.data.body(form).is_some()
            };
            if !Case::of(document.form(TokenId(next))).is_capital() || known(hyphen - 1) || known(next) {
                return mention;
            }
            let family = |place: &u32| {
                mention.entity_type == Some(EntityType::Person)
                    && *place < sentence.end.0
                    && document.token(TokenId(*place)).upos == Upos::Propn
                    && Case::of(document.form(TokenId(*place))) == Case::Initial
            };
            let end = next + 1 + (next + 1..).take_while(family).take(2).count() as u32;
            mention.tokens.end = TokenId(end);
            mention.span = document.span_of(mention.tokens);
            mention.head = head_of(document, mention.tokens);
        }
    }

    /// "il capo del Consiglio europeo Michel": where a body's name that stands behind a role runs on into the name of who
    /// has the role, the two are parted; so are those that follow in a list.
    fn without_person(&self, mut mention: Mention, in_list: bool) -> (Mention, Option<Mention>) {
        let document = self.document;
        let tokens = mention.tokens;
        let capital = |token: &TokenId| Case::of(document.form(*token)) == Case::Initial;
        let person: u32 = tokens.iter().rev().take_while(capital).count() as u32;
        let begin = TokenId(tokens.end.0 - person);
        let is_institution = self.senses(tokens.begin).iter().any(|sense| &*sense.class == "institution");
        let before = begin.0.checked_sub(1).map(TokenId).filter(|token| tokens.contains(*token));
        let runs_on = before.is_some_and(|token| {
            matches!(document.token(token).upos, Upos::Noun | Upos::Adj)
                && Case::of(document.form(token)) == Case::Lower
        });
        let is_organization = mention.entity_type == Some(EntityType::Organization);
        if !(is_organization && is_institution && runs_on && person > 0)
            || !(in_list || self.stands_behind_role(tokens.begin))
        {
            return (mention, None);
        }
        let person = self.name(Tokens::new(begin, tokens.end), EntityType::Person);
        mention.tokens.end = begin;
        mention.span = document.span_of(mention.tokens);
        (mention, Some(person))
    }

    /// Whether the word before the preposition and article before `first` tells a role.
    fn stands_behind_role(&self, first: TokenId) -> bool {
        let before = (0..first.0).rev().map(TokenId);
        let mut nouns = before.skip_while(|t| matches!(self.document.token(*t).upos, Upos::Adp | Upos::Det));
        let is_role = |token| self.senses(token).iter().any(|s| s.entity_type == EntityType::Person);
        nouns.next().is_some_and(is_role)
    }

    /// "il patriarca di Belgrado IRINEJ": capitalised words that the tagger passed over, right behind a role or the name of
    /// where it is held.
    fn people_behind_roles(&mut self) {
        let document = self.document;
        let mut index = 1;
        while index < document.tokens.len() as u32 {
            let begin = TokenId(index);
            index += 1;
            let sentence = document.sentence(document.sentence_of(begin)).tokens;
            let is_free = |token: &TokenId| {
                sentence.contains(*token)
                    && document.token(*token).upos == Upos::Propn
                    && Case::of(document.form(*token)) == Case::Initial
                    && !self.in_name(*token)
            };
            if begin == sentence.begin || !is_free(&begin) || !self.senses(begin).is_empty() {
                continue;
            }
            let role = |token: TokenId| {
                let is_role = |sense: &super::data::Sense| {
                    sense.entity_type == EntityType::Person && matches!(&*sense.class, "head" | "office" | "leader")
                };
                document.token(token).upos == Upos::Noun
                    && !self.is_plural(token)
                    && self.senses(token).iter().any(is_role)
            };
            let before = TokenId(begin.0 - 1);
            let behind_body = || {
                let body = self.name_of(before).filter(|name| {
                    name.tokens.end == begin
                        && matches!(name.entity_type, Some(EntityType::Organization | EntityType::Place))
                })?;
                let mut nouns = (sentence.begin.0..body.tokens.begin.0).rev().map(TokenId);
                nouns.find(|t| !matches!(document.token(*t).upos, Upos::Adp | Upos::Det)).filter(|t| role(*t))
            };
            if !role(before) && behind_body().is_none() {
                continue;
            }
            let len = (begin.0..begin.0 + 3).map(TokenId).take_while(is_free).count() as u32;
            let name = self.name(Tokens::new(begin, TokenId(begin.0 + len)), EntityType::Person);
            self.add(name);
            index = begin.0 + len;
        }
    }

    /// Names of countries that the tagger passed over.
    fn countries(&mut self) {
        for index in 0..self.document.tokens.len() as u32 {
            let token = TokenId(index);
            let word = self.document.token(token);
            let proper = word.upos == Upos::Propn && !self.in_name(token);
            let form = self.document.form(token);
            if proper && Case::of(form).is_capital() && self.data.is_country(form) {
                let name = self.name(Tokens::new(token, TokenId(index + 1)), EntityType::Place);
                self.add(name);
            }
        }
    }

    /// The name without title and article; `None` where nothing is left, or where a common noun was taken for a name.
    fn repaired(&self, mut mention: Mention) -> Option<Mention> {
        let document = self.document;
        let mut tokens = self.without_owner(&mention);
        while tokens.len() > 1
            && (self.is_outside_name(tokens.begin, mention.entity_type)
                || self.tells_of_role(tokens, mention.entity_type))
        {
            tokens.begin.0 += 1;
        }
        // "la Tunisia centrale" is Tunisia.
        let last = TokenId(tokens.end.0 - 1);
        if tokens.len() > 1 && document.token(last).upos == Upos::Adj && Case::of(document.form(last)) == Case::Lower {
            let core = document.span_of(Tokens::new(tokens.begin, last)).of(document.text());
            let whole = mention.span.of(document.text());
            if self.data.is_country(core) && !self.data.is_country(whole) {
                tokens.end = last;
            }
        }
        while tokens.len() > 1 && self.is_outside_end(TokenId(tokens.end.0 - 1)) {
            tokens.end.0 -= 1;
        }
        if mention.entity_type == Some(EntityType::Organization) {
            tokens.begin = self.with_modifiers(tokens);
        }
        if let Some(before) = tokens.begin.0.checked_sub(1).map(TokenId)
            && self.data.words.foreign_articles.contains(document.form(before))
            && !self.in_name(before)
            && mention.entity_type != Some(EntityType::Person)
        {
            tokens.begin = before;
        }
        if document.tokens.get(tokens.end.index()).is_some() && is_roman_numeral(document.form(tokens.end)) {
            tokens.end.0 += 1;
        }
        if tokens != mention.tokens {
            mention.tokens = tokens;
            mention.span = document.span_of(tokens);
        }
        mention.head = head_of(document, tokens);
        let capital = tokens.iter().any(|token| Case::of(document.form(token)) != Case::Lower);
        if !capital && (!self.senses(mention.head).is_empty() || self.is_group(mention.head)) {
            return None;
        }
        let text = mention.span.of(document.text());
        if self.data.is_product(text) {
            mention.entity_type = Some(EntityType::Product);
        } else if let Some(kind) = self.data.body(text) {
            mention.entity_type = Some(kind);
        } else if self.data.is_country(text) {
            mention.entity_type = Some(EntityType::Place);
        } else if mention.entity_type == Some(EntityType::Person)
            && tokens.len() > 1
            && let Some(kind) = self.kind_of_thing(tokens.begin).or_else(|| self.body_at_end(tokens))
        {
            mention.entity_type = Some(kind);
        } else if self.demonym(TokenId(tokens.end.0 - 1)).is_some_and(|(words, _)| words == tokens && tokens.len() > 1)
        {
            return None; // found as such
        } else if tokens.len() == 1 {
            // Adjectives, and nouns that an adjective or owner makes an entity, are found as such.
            let other = self.is_group(tokens.begin) || self.is_demonym(tokens.begin);
            if other || self.is_anchored_noun(mention.head) {
                return None;
            }
        }
        Some(mention)
    }

    /// The words of a name without the owner before it: "China's Xi", "Russia's Defence Ministry".
    fn without_owner(&self, name: &Mention) -> Tokens {
        let tokens = name.tokens;
        let owner = tokens.iter().position(|token| self.document.token(token).upos == Upos::Part).unwrap_or(0) as u32;
        let begin = TokenId(tokens.begin.0 + owner + 1);
        let country = || self.data.is_country(self.document.form(tokens.begin));
        let owned = name.entity_type == Some(EntityType::Person) || country();
        if owner > 0 && owned && begin < tokens.end { Tokens::new(begin, tokens.end) } else { tokens }
    }

    /// Where the name of a body begins, with the words before it that tell more of it: "National" in "National Security
    /// Committee".
    fn with_modifiers(&self, mut tokens: Tokens) -> TokenId {
        let document = self.document;
        while self.data.words.modifiers_precede
            && let Some(before) = self.word_before(tokens.begin)
            && document.token(before).head.is_some_and(|head| tokens.contains(head))
            && [Deprel::COMPOUND, Deprel::AMOD].into_iter().any(|r| document.token(before).deprel.is(r))
            && Case::of(document.form(before)) == Case::Initial
            && self.word_before(before).is_some()
            && !self.is_demonym(before)
            && !self.data.is_country(document.form(before))
        {
            tokens.begin = before;
        }
        tokens.begin
    }

    /// What a name that starts with a noun is of, where the noun is no person's: "Brigata Garibaldi", "Ospedale Maggiore".
    fn kind_of_thing(&self, first: TokenId) -> Option<EntityType> {
        let senses = self.senses(first);
        let kind = senses.iter().find_map(|sense| match sense.entity_type {
            EntityType::Group if &*sense.class == "force" => Some(EntityType::Organization),
            EntityType::Organization | EntityType::Place => Some(sense.entity_type),
            _ => None,
        });
        kind.filter(|_| senses.iter().all(|sense| sense.entity_type != EntityType::Person))
    }

    /// "Johns Hopkins University": a body, in a language whose names end in the noun that tells what they name.
    fn body_at_end(&self, tokens: Tokens) -> Option<EntityType> {
        let last = tokens.iter().next_back().filter(|_| self.data.words.modifiers_precede)?;
        let senses = self.data.senses(&self.document.form(last).to_lowercase());
        let body = senses.iter().any(|sense| sense.entity_type == EntityType::Organization);
        (body && senses.iter().all(|sense| sense.entity_type != EntityType::Person)).then_some(EntityType::Organization)
    }

    /// Whether the last word of a name is none of its own: a preposition in lower case, a mark that ends no abbreviation.
    fn is_outside_end(&self, last: TokenId) -> bool {
        let form = self.document.form(last);
        match self.document.token(last).upos {
            Upos::Punct => !matches!(form, "." | "!" | ")"),
            Upos::Adp | Upos::Cconj | Upos::Part => Case::of(form) == Case::Lower,
            // "the former House speaker"
            Upos::Noun => {
                self.data.words.modifiers_precede && Case::of(form) == Case::Lower && !self.senses(last).is_empty()
            }
            _ => false,
        }
    }

    /// Whether the first word of a name is none of its own: an article in lower case, a title, a role before a person.
    fn is_outside_name(&self, first: TokenId, kind: Option<EntityType>) -> bool {
        let lower = self.document.form(first).to_lowercase();
        let is_role = || {
            let role = self.senses(first).iter().any(|s| s.entity_type == EntityType::Person && !s.needs_anchor);
            // Where a role is written with a capital it may be tagged as a name: "President Xi".
            let propn = self.data.words.modifiers_precede && self.document.token(first).upos == Upos::Propn;
            role && (self.document.token(first).upos == Upos::Noun || propn)
        };
        let starts = self.document.sentence(self.document.sentence_of(first)).tokens.begin == first;
        match self.document.token(first).upos {
            Upos::Adp if starts => true,
            Upos::Det | Upos::Adp | Upos::Punct if Case::of(self.document.form(first)) != Case::Initial => true,
            _ => kind == Some(EntityType::Person) && (self.data.words.titles.contains(&lower) || is_role()),
        }
    }

    /// Whether a name starts with a word that tells more of a role behind it: "Prime" in "Prime Minister Sunak".
    fn tells_of_role(&self, name: Tokens, kind: Option<EntityType>) -> bool {
        let (first, next) = (self.document.token(name.begin), TokenId(name.begin.0 + 1));
        let modifies = [Deprel::AMOD, Deprel::COMPOUND].into_iter().any(|relation| first.deprel.is(relation));
        let tells = modifies && first.head == Some(next);
        // "Ukrainian President Zelenskyy", wherever the tree has the adjective hang.
        let nationality = || self.data.demonym(self.document.form(name.begin)).is_some();
        self.data.words.modifiers_precede
            && name.len() > 2
            && (tells || nationality())
            && self.is_outside_name(next, kind)
    }

    /// Products that are listed or look like one, and what stands behind "drone", "missile", "giornale" and looks like a
    /// name.
    fn things(&mut self) {
        let mut begin = 0;
        while begin < self.document.tokens.len() as u32 {
            begin = self.thing_at(TokenId(begin)).map_or(begin + 1, |(tokens, entity_type)| {
                self.add(self.name(tokens, entity_type));
                tokens.end.0
            });
        }
    }

    fn thing_at(&self, begin: TokenId) -> Option<(Tokens, EntityType)> {
        let document = self.document;
        let sentence = document.sentence(document.sentence_of(begin)).tokens;
        let free = |tokens: &Tokens| tokens.end <= sentence.end && tokens.iter().all(|t| !self.in_name(t));
        if !Case::of(document.form(begin)).is_capital() && !document.form(begin).contains(char::is_uppercase) {
            return None;
        }
        let runs = (1..=LONGEST_THING).rev().map(|len| Tokens::new(begin, TokenId(begin.0 + len)));
        let listed = runs.filter(free).find(|run| self.data.is_product(document.span_of(*run).of(document.text())));
        if let Some(mut listed) = listed {
            listed.end.0 += u32::from(listed.end < sentence.end && self.is_model_behind(listed.end));
            return Some((listed, EntityType::Product));
        }
        if let Some(found) = self.capitalised_description(begin) {
            return Some(found);
        }
        let unit = Tokens::new(begin, TokenId(begin.0 + 1));
        let before = begin.0.checked_sub(1).map(TokenId).filter(|token| sentence.contains(*token))?;
        let named = self
            .senses(before)
            .iter()
            .find(|sense| sense.entity_type == EntityType::Product || matches!(&*sense.class, "firm" | "kind"));
        let noun = self.document.token(before).upos == Upos::Noun;
        let goes_on = |token: &TokenId| {
            let case = Case::of(document.form(*token));
            sentence.contains(*token) && !self.in_name(*token) && (case.is_capital() || case == Case::Number)
        };
        let more = || (begin.0 + 1..begin.0 + LONGEST_THING).map(TokenId).take_while(goes_on).count() as u32;
        match named.filter(|_| noun && free(&unit)) {
            Some(sense) => Some((Tokens::new(begin, TokenId(begin.0 + 1 + more())), sense.entity_type)),
            None if free(&unit) && is_type_number(document.form(begin)) => Some((unit, EntityType::Product)),
            None => None,
        }
    }

    /// "il Fronte Popolare", "la Guerra Fredda": a noun that describes things, where it and the word behind it are capitals.
    fn capitalised_description(&self, begin: TokenId) -> Option<(Tokens, EntityType)> {
        let document = self.document;
        let sentence = document.sentence(document.sentence_of(begin)).tokens;
        let is_capital = |token: &TokenId| {
            sentence.contains(*token)
                && !self.in_name(*token)
                && matches!(document.token(*token).upos, Upos::Adj | Upos::Noun | Upos::Propn)
                && Case::of(document.form(*token)) == Case::Initial
        };
        let kind = self.senses(begin).first().map(|sense| sense.entity_type)?;
        let body = matches!(kind, EntityType::Organization | EntityType::NamedEvent | EntityType::Work);
        let second = TokenId(begin.0 + 1);
        // In a headline of capitals every word is one.
        let follows_lower = begin > sentence.begin
            && Case::of(document.form(TokenId(begin.0 - 1))) == Case::Lower
            && is_capital(&begin);
        let adjective = is_capital(&second) && !self.is_demonym(second);
        let len = (begin.0..begin.0 + LONGEST_THING).map(TokenId).take_while(is_capital).count() as u32;
        (body && follows_lower && adjective).then(|| (Tokens::new(begin, TokenId(begin.0 + len)), kind))
    }

    /// Whether a word behind a product's name tells the model: "Bayraktar TB2", "iPhone 4"; not "iPhone 4 milioni".
    fn is_model_behind(&self, token: TokenId) -> bool {
        let document = self.document;
        let form = document.form(token);
        let counts = document.tokens.get(token.index() + 1).is_some_and(|next| next.upos == Upos::Noun);
        !self.in_name(token)
            && form.chars().count() <= 4
            && form.contains(|c: char| c.is_ascii_digit())
            && (Case::of(form).is_capital() || !counts)
    }

    /// Titles in quotation marks behind "il film", "il romanzo"; names of papers behind "il quotidiano".
    fn works(&mut self) {
        for index in 1..self.document.tokens.len() as u32 {
            let (noun, mark) = (TokenId(index - 1), TokenId(index));
            if self.data.words.quotes.open.contains(self.document.form(mark))
                && let Some(kind) = self
                    .senses(noun)
                    .iter()
                    .map(|sense| sense.entity_type)
                    .find(|kind| matches!(kind, EntityType::Work | EntityType::Organization | EntityType::Product))
                && let Some(title) = self.title_behind(mark)
            {
                self.add(self.name(title, kind));
            }
        }
    }

    /// The words from behind a quotation mark up to the one that closes; they start with a capital letter.
    fn title_behind(&self, mark: TokenId) -> Option<Tokens> {
        let document = self.document;
        let begin = TokenId(mark.0 + 1);
        let end = document.sentence(document.sentence_of(mark)).tokens.end.0.min(begin.0 + LONGEST_TITLE + 1);
        let closes = |token: &TokenId| self.data.words.quotes.close.contains(document.form(*token));
        let close = (begin.0..end).map(TokenId).find(closes)?;
        let title = Tokens::new(begin, close);
        let capital = !title.is_empty() && Case::of(document.form(begin)).is_capital();
        (capital && title.iter().all(|token| !self.in_name(token))).then_some(title)
    }

    fn name(&self, tokens: Tokens, entity_type: EntityType) -> Mention {
        let head = head_of(self.document, tokens);
        let span = self.document.span_of(tokens);
        Mention { kind: MentionKind::Name, entity_type: Some(entity_type), span, tokens, head }
    }
}

/// Whether a word is a number as rulers and treaties have it: "II", "XVI".
fn is_roman_numeral(form: &str) -> bool {
    (2..=6).contains(&form.len()) && form.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Whether a word looks like the type number of a machine: "F-16", "Orlan-10", "A320", "T-72B".
fn is_type_number(form: &str) -> bool {
    let Some((letters, rest)) = form.split_once('-') else { return false };
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let is_disease = letters.eq_ignore_ascii_case("covid") || letters == "SARS";
    let letters_fit = (1..=6).contains(&letters.chars().count())
        && letters.chars().all(char::is_alphabetic)
        && letters.starts_with(char::is_uppercase);
    letters_fit && !is_disease && letters != "U" && (1..=3).contains(&digits) && rest.chars().count() <= digits + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_numbers() {
        assert!(["F-16", "Orlan-10", "T-72B", "MiG-29"].into_iter().all(is_type_number));
        assert!(!["Covid-19", "U-21", "Italia-Francia", "G8", "10-12"].into_iter().any(is_type_number));
    }
}

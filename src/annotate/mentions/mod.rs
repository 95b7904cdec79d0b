//! Names and trees → all places in the text that may stand for an entity.
//!
//! The name tagger's names come first; then adjectives of nationality, noun phrases, pronouns and verbs without a subject.
//! A word heads at most one mention: what is found first stays. Which of them mean the same is no question of this stage.

mod data;
mod names;
mod nominal;
mod pronoun;

use data::{MentionData, Sense};

use super::names::{Case, head_of};
use crate::document::{Document, Mention, MentionKind, TokenId, Tokens};

/// Finds mentions in one language.
#[derive(Debug, Clone)]
pub struct MentionFinder {
    data: MentionData,
}

impl MentionFinder {
    /// The finder of a language; `None` where no words for it are compiled in.
    pub fn embedded(language: &str) -> Option<Self> {
        Some(Self { data: MentionData::embedded(language)? })
    }

    /// Finds the document's mentions, in the order of the text; the document has its names already.
    pub fn annotate(&self, document: &mut Document) {
        let mut finder = Finder::new(document, &self.data);
        finder.names();
        finder.demonyms();
        finder.nominals();
        finder.pronouns();
        finder.implicit();
        let mut mentions = finder.mentions;
        mentions.sort_by_key(|m| (m.span.begin, std::cmp::Reverse(m.span.end), m.tokens.begin, m.head));
        document.mentions = mentions;
    }
}

/// The search through one document.
struct Finder<'a> {
    document: &'a Document,
    data: &'a MentionData,
    dependents: Dependents,
    mentions: Vec<Mention>,
    /// For each token the name that it is part of, as an index into `mentions`.
    name_at: Vec<Option<u32>>,
    is_head: Vec<bool>,
}

impl<'a> Finder<'a> {
    fn new(document: &'a Document, data: &'a MentionData) -> Self {
        let tokens = document.tokens.len();
        Self {
            document,
            data,
            dependents: Dependents::new(document),
            mentions: Vec::new(),
            name_at: vec![None; tokens],
            is_head: vec![false; tokens],
        }
    }

    /// Adds a mention, unless its head heads another one.
    fn add(&mut self, mention: Mention) {
        if std::mem::replace(&mut self.is_head[mention.head.index()], true) {
            return;
        }
        if mention.kind == MentionKind::Name {
            self.name_at[mention.tokens.range()].fill(Some(self.mentions.len() as u32));
        }
        self.mentions.push(mention);
    }

    /// The name that a token is part of.
    fn name_of(&self, token: TokenId) -> Option<&Mention> {
        self.name_at[token.index()].map(|index| &self.mentions[index as usize])
    }

    fn in_name(&self, token: TokenId) -> bool {
        self.name_at[token.index()].is_some()
    }

    /// The senses of a noun, by its lemma or else by its form in lower case; of two words where the table knows them
    /// together: "prime minister".
    fn senses(&self, token: TokenId) -> &'a [Sense] {
        let lemma = self.document.lemma(token).to_lowercase();
        if self.data.ends_pair(&lemma)
            && let Some(before) = self.word_before(token)
        {
            let pair = self.data.senses(&format!("{} {lemma}", self.document.lemma(before).to_lowercase()));
            if !pair.is_empty() {
                return pair;
            }
        }
        let by_lemma = self.data.senses(&lemma);
        if by_lemma.is_empty() { self.data.senses(&self.document.form(token).to_lowercase()) } else { by_lemma }
    }

    /// The word before this one in its sentence.
    fn word_before(&self, token: TokenId) -> Option<TokenId> {
        let sentence = self.document.sentence(self.document.sentence_of(token)).tokens;
        token.0.checked_sub(1).map(TokenId).filter(|before| sentence.contains(*before))
    }

    fn is_demonym(&self, token: TokenId) -> bool {
        self.demonym(token).is_some()
    }

    /// The word of nationality that ends in a token, of two words where the table knows them together ("South Korean"),
    /// and whether it is of a country rather than of a part of the world.
    fn demonym(&self, token: TokenId) -> Option<(Tokens, bool)> {
        let form = self.document.form(token);
        let run = |begin: TokenId| Tokens::new(begin, TokenId(token.0 + 1));
        let pair = self.word_before(token).filter(|_| Case::of(form) != Case::Lower).and_then(|before| {
            let known = self.data.demonym(&format!("{} {form}", self.document.form(before)))?;
            Some((run(before), known))
        });
        pair.or_else(|| Some((run(token), self.data.demonym(form)?)))
    }

    /// Whether a word hangs on its noun as an owner does without a preposition: "Kremlin" in "the Kremlin spokesman".
    fn is_owner(&self, token: TokenId) -> bool {
        let word = self.document.token(token);
        self.data.owner_relations.contains(&word.deprel) && word.head.is_some_and(|head| token < head)
    }

    /// Whether the noun names a group of its own: "i talebani".
    fn is_group(&self, token: TokenId) -> bool {
        let words = &self.data.words;
        words.groups.contains(&self.document.lemma(token).to_lowercase())
            || words.group_plurals.contains(&self.document.form(token).to_lowercase())
    }
}

/// The dependants of every word, in the order of the text.
#[derive(Debug)]
struct Dependents {
    /// Where the dependants of each word begin in `tokens`; one place more than there are words.
    begins: Vec<u32>,
    tokens: Vec<TokenId>,
}

impl Dependents {
    fn new(document: &Document) -> Self {
        let mut begins = vec![0u32; document.tokens.len() + 1];
        let heads = || document.tokens.iter().map(|token| token.head);
        for head in heads().flatten() {
            begins[head.index() + 1] += 1;
        }
        for i in 1..begins.len() {
            begins[i] += begins[i - 1];
        }
        let mut next = begins.clone();
        let mut tokens = vec![TokenId(0); begins.last().copied().unwrap_or(0) as usize];
        for (dependant, head) in heads().enumerate() {
            if let Some(head) = head {
                tokens[next[head.index()] as usize] = TokenId(dependant as u32);
                next[head.index()] += 1;
            }
        }
        Self { begins, tokens }
    }

    fn of(&self, head: TokenId) -> &[TokenId] {
        &self.tokens[self.begins[head.index()] as usize..self.begins[head.index() + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{EntityType, Name, conllu};

    /// Mentions of a sentence of CoNLL-U (columns divided by blanks; names are given as the tagger would) as lines "kind
    /// type words".
    fn mentions(rows: &str, names: &[(u32, u32, EntityType)]) -> Vec<String> {
        mentions_in("it", rows, names)
    }

    fn mentions_in(language: &str, rows: &str, names: &[(u32, u32, EntityType)]) -> Vec<String> {
        let mut text = String::new();
        for row in rows.trim().lines() {
            let c: Vec<&str> = row.split_whitespace().collect();
            let row = [c[0], c[1], c[2], c[3], "_", c[4], c[5], c[6], "_", "_"];
            text += &(row.join("\t") + "\n");
        }
        let mut document = conllu::read("test", &text).expect("well formed").remove(0);
        for (begin, end, entity_type) in names {
            let tokens = Tokens::new(TokenId(*begin), TokenId(*end));
            document.names.push(Name { tokens, entity_type: *entity_type });
        }
        MentionFinder::embedded(language).unwrap().annotate(&mut document);
        let line = |m: &Mention| {
            let kind = m.entity_type.map_or("-", EntityType::as_str);
            format!("{:?} {kind} {}", m.kind, m.span.of(document.text()))
        };
        document.mentions.iter().map(line).collect()
    }

    #[test]
    fn roles_owners_and_nationality() {
        let rows = "
            1 Il il DET Definite=Def|PronType=Art 2 det
            2 presidente presidente NOUN Number=Sing 6 nsubj
            3 della di ADP _ 4 case
            4 Polonia Polonia PROPN _ 2 nmod
            5 Duda Duda PROPN _ 2 flat
            6 critica criticare VERB Mood=Ind|Number=Sing|Person=3|VerbForm=Fin 0 root
            7 l' il DET Definite=Def|PronType=Art 8 det
            8 esercito esercito NOUN Gender=Masc|Number=Sing 6 obj
            9 bielorusso bielorusso ADJ Gender=Masc|Number=Sing 8 amod
            10 e e CCONJ _ 11 cc
            11 parte partire VERB Mood=Ind|Number=Sing|Person=3|VerbForm=Fin 6 conj";
        let found = mentions(rows, &[(3, 4, EntityType::Place), (4, 5, EntityType::Person)]);
        let expected = [
            "Nominal Person presidente della Polonia",
            "Name Place Polonia",
            "Name Person Duda",
            "Nominal Organization esercito bielorusso",
            "Demonym Place bielorusso",
            "Implicit - parte",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_name_that_runs_on_into_a_person_is_parted() {
        let rows = "
            1 Il il DET Definite=Def|PronType=Art 2 det
            2 capo capo NOUN Number=Sing 7 nsubj
            3 del di ADP _ 4 case
            4 Consiglio consiglio NOUN Gender=Masc|Number=Sing 2 nmod
            5 europeo europeo ADJ Gender=Masc|Number=Sing 4 amod
            6 Tusk Tusk PROPN _ 4 flat
            7 telefona telefonare VERB Mood=Ind|Number=Sing|Person=3|VerbForm=Fin 0 root";
        let found = mentions(rows, &[(3, 6, EntityType::Organization)]);
        let expected =
            ["Nominal Person capo del Consiglio europeo", "Name Organization Consiglio europeo", "Name Person Tusk"];
        assert_eq!(found, expected);
    }

    #[test]
    fn english_owners_and_modifiers_stand_before_their_noun() {
        let rows = "
            1 The the DET Definite=Def|PronType=Art 6 det
            2 Russian russian ADJ Degree=Pos 4 amod
            3 foreign foreign ADJ Degree=Pos 4 amod
            4 ministry ministry NOUN Number=Sing 6 compound
            5 's 's PART _ 4 case
            6 spokeswoman spokeswoman NOUN Number=Sing 7 nsubj
            7 told tell VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
            8 Prime prime PROPN Number=Sing 9 amod
            9 Minister minister PROPN Number=Sing 10 nmod:desc
            10 Sunak Sunak PROPN Number=Sing 7 obj
            11 that that SCONJ _ 19 mark
            12 South South PROPN Number=Sing 13 compound
            13 Korean Korean ADJ Degree=Pos 14 amod
            14 troops troop NOUN Number=Plur 19 nsubj
            15 and and CCONJ _ 17 cc
            16 its its PRON Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs 17 nmod:poss
            17 government government NOUN Number=Sing 14 conj
            18 would would AUX VerbForm=Fin 19 aux
            19 leave leave VERB VerbForm=Inf 7 ccomp";
        let found = mentions_in("en", rows, &[(7, 10, EntityType::Person)]);
        let expected = [
            "Nominal Person Russian foreign ministry 's spokeswoman",
            "Nominal Organization Russian foreign ministry",
            "Demonym Place Russian",
            "Nominal Person Prime Minister",
            "Name Person Sunak",
            "Nominal Group South Korean troops",
            "Demonym Place South Korean",
            "Pronoun - its",
            "Nominal Organization government",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn english_names_are_cut_and_joined() {
        let rows = "
            1 China China PROPN Number=Sing 3 nmod:poss
            2 's 's PART _ 1 case
            3 Xi Xi PROPN Number=Sing 4 nsubj
            4 met meet VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
            5 South South PROPN Number=Sing 6 compound
            6 Koreans Korean PROPN Number=Plur 4 obj
            7 at at ADP _ 10 case
            8 the the DET Definite=Def|PronType=Art 10 det
            9 Johns Johns PROPN Number=Sing 10 compound
            10 University University PROPN Number=Sing 4 obl
            11 and and CCONJ _ 13 cc
            12 the the DET Definite=Def|PronType=Art 13 det
            13 Kremlin Kremlin PROPN Number=Sing 10 conj";
        let names = [
            (0, 3, EntityType::Person),
            (4, 6, EntityType::Place),
            (8, 10, EntityType::Person),
            (12, 13, EntityType::Person),
        ];
        let expected = [
            "Name Place China",
            "Name Person Xi",
            "Demonym Place South Koreans",
            "Name Organization Johns University",
            "Name Organization Kremlin",
        ];
        assert_eq!(mentions_in("en", rows, &names), expected);
    }

    #[test]
    fn products_are_told_by_the_noun_before_them() {
        let rows = "
            1 Usano usare VERB Mood=Ind|Number=Plur|Person=3|VerbForm=Fin 0 root
            2 droni drone NOUN Number=Plur 1 obj
            3 Bayraktar Bayraktar PROPN _ 2 nmod
            4 TB2 TB2 PROPN _ 3 flat";
        let found = mentions(rows, &[]);
        assert_eq!(found, ["Implicit - Usano", "Nominal Product droni Bayraktar TB2", "Name Product Bayraktar TB2"]);
    }

    #[test]
    fn what_points_at_nothing_known_is_no_mention() {
        let rows = "
            1 Piove piovere VERB Mood=Ind|Number=Sing|Person=3|VerbForm=Fin 0 root
            2 e e CCONJ _ 5 cc
            3 un uno DET Definite=Ind|PronType=Art 4 det
            4 soldato soldato NOUN Gender=Masc|Number=Sing 5 nsubj
            5 aspetta aspettare VERB Mood=Ind|Number=Sing|Person=3|VerbForm=Fin 1 conj";
        assert!(mentions(rows, &[]).is_empty());
    }

    #[test]
    fn a_tree_that_goes_in_circles_ends() {
        let rows = "
            1 grande grande ADJ _ 2 amod
            2 nuovo nuovo ADJ _ 1 amod
            3 governo governo NOUN _ 4 nmod
            4 russo russo ADJ _ 3 amod";
        mentions(rows, &[]);
    }
}

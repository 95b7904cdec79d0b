//! A predicate of a sentence → how it is said: so or not so, how sure, ahead or not, and according to whom.
//!
//! From the predicate up to the root: its own negation, mood, modals and markers first, then every word above that says how
//! what hangs on it is meant. The scales are those of FactBank (Saurí & Pustejovsky 2009); negation flips, certainty only
//! sinks, the innermost source is the one that counts.

use super::lexicon::{Flags, Stance};
use super::sentence::View;
use crate::document::{Certainty, Deprel, Feature, MentionId, Polarity, Tense, TokenId};

/// Who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The article, in its own voice.
    Article,
    /// Somebody who is mentioned.
    Mention(MentionId),
    /// Somebody who is not an entity ("alcune fonti").
    Unknown,
}

/// How a predicate is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Modality {
    pub(super) polarity: Polarity,
    pub(super) certainty: Certainty,
    pub(super) tense: Tense,
    pub(super) source: Source,
}

impl Default for Modality {
    fn default() -> Self {
        Self {
            polarity: Polarity::Positive,
            certainty: Certainty::Certain,
            tense: Tense::NonFuture,
            source: Source::Article,
        }
    }
}

impl Modality {
    fn flip(&mut self) {
        self.polarity = match self.polarity {
            Polarity::Positive => Polarity::Negative,
            Polarity::Negative => Polarity::Positive,
        };
    }

    fn at_most(&mut self, certainty: Certainty) {
        self.certainty = self.certainty.max(certainty);
    }

    fn said_by(&mut self, source: Source) {
        if self.source == Source::Article {
            self.source = source;
        }
    }

    /// Adds what the trigger itself says.
    pub(super) fn with(mut self, flags: Flags) -> Self {
        if flags.negative {
            self.flip();
        }
        if flags.future {
            self.tense = Tense::Future;
        }
        self.at_most(flags.certainty);
        self
    }
}

impl View<'_> {
    /// How a predicate is said.
    pub(super) fn modality(&self, predicate: TokenId) -> Modality {
        let mut modality = Modality::default();
        self.apply_own(predicate, &mut modality);
        let presupposed = self.climb(predicate, &mut modality);
        if !presupposed {
            self.apply_quotes_and_phrases(predicate, &mut modality);
        }
        if self.is_question() {
            modality.at_most(Certainty::Unspecified);
        }
        if modality.source == Source::Unknown {
            modality.at_most(Certainty::Probable);
        }
        modality
    }

    /// Negation, mood, tense, modals, adverbs and markers of the word itself.
    fn apply_own(&self, word: TokenId, modality: &mut Modality) {
        let factuality = &self.lexicon.factuality;
        let (mut modal, mut negated) = (false, false);
        for child in self.children(word) {
            let relation = self.token(child).deprel;
            let lemma = self.lemma(child);
            if relation.is(Deprel::ADVMOD) || relation.is(Deprel::DET) || relation.is(Deprel::CC) {
                if factuality.negators.contains(lemma) {
                    negated = true;
                } else if let Some(certainty) = factuality.adverbs.get(lemma) {
                    modality.at_most(*certainty);
                }
            } else if relation.is(Deprel::AMOD) {
                match factuality.adjectives.get(lemma) {
                    Some(Stance::Fail) => modality.flip(),
                    Some(stance) => self.apply_stance(*stance, child, modality),
                    None => {}
                }
            } else if relation.is(Deprel::AUX) {
                if let Some(stance) = factuality.verb(lemma)
                    && matches!(stance, Stance::ModalPossible | Stance::ModalNecessary | Stance::Plan | Stance::Future)
                {
                    modal = true;
                    self.apply_stance(stance, child, modality);
                }
            } else if relation.is(Deprel::MARK) {
                self.apply_marker(word, lemma, modality);
            } else {
                let excluded = relation.is(Deprel::CASE) && factuality.exclusion_markers.contains(lemma);
                let argument = relation.is(Deprel::NSUBJ) || relation == Deprel::OBJ;
                negated = negated || excluded || (argument && self.is_negative_nominal(child));
            }
        }
        // "non c'è nessun accordo" denies once.
        if negated {
            modality.flip();
        }
        if self.has_feature(word, Feature::Tense, "Fut") {
            modality.tense = Tense::Future;
        }
        // The conditional without a modal tells hearsay: "avrebbe ucciso".
        if !modal && self.has_feature(word, Feature::Mood, "Cnd") {
            modality.at_most(Certainty::Probable);
        }
    }

    /// "se", "senza", "affinché", "per" before an infinitive.
    fn apply_marker(&self, word: TokenId, marker: &str, modality: &mut Modality) {
        let factuality = &self.lexicon.factuality;
        if factuality.condition_markers.contains(marker) {
            modality.at_most(Certainty::Unspecified);
        } else if factuality.exclusion_markers.contains(marker) {
            modality.flip();
        } else if factuality.purpose_markers.contains(marker) && self.tells_purpose(word) {
            // A perfect infinitive after the same marker tells a cause: "arrestato per aver ucciso".
            if self.children_by(word, Deprel::AUX).next().is_none() {
                modality.at_most(Certainty::Unspecified);
                modality.tense = Tense::Future;
            }
        }
    }

    /// An infinitive that tells what for; one that completes a verb ("began to withdraw") tells no purpose.
    fn tells_purpose(&self, verb: TokenId) -> bool {
        !self.is_finite(verb) && self.token(verb).deprel != Deprel::XCOMP && self.token(verb).deprel != Deprel::CCOMP
    }

    /// "nessuno", "nessun soldato".
    fn is_negative_nominal(&self, nominal: TokenId) -> bool {
        let negators = &self.lexicon.factuality.negative_pronouns;
        negators.contains(self.lemma(nominal))
            || self.children_by(nominal, Deprel::DET).any(|d| negators.contains(self.lemma(d)))
    }

    /// Whether the word or one of its auxiliaries has the feature.
    fn has_feature(&self, word: TokenId, feature: Feature, value: &str) -> bool {
        let auxiliaries = self.children(word).filter(|c| {
            let relation = self.token(*c).deprel;
            relation.is(Deprel::AUX) || relation.is(Deprel::COP)
        });
        std::iter::once(word).chain(auxiliaries).any(|t| self.token(t).features.has(feature, value))
    }

    /// Applies the words above; true where what hangs below is taken for granted.
    fn climb(&self, predicate: TokenId, modality: &mut Modality) -> bool {
        let mut below = predicate;
        // Behind a relative or adverbial clause the words above no longer say how sure the thing is, only who says it.
        let mut only_source = false;
        for above in self.ancestors(predicate) {
            let relation = self.token(below).deprel;
            let stance = self.stance_of(above, below, predicate);
            if relation.is(Deprel::CONJ) {
                if self.is_verb(below) && self.is_verb(above) && !self.is_finite(below) && !only_source {
                    self.apply_own(above, modality);
                }
            } else if relation.is(Deprel::ACL) || relation.is(Deprel::ADVCL) {
                // "X, arrestato ieri, è accusato di …": a participle tells what was before.
                let participle = self.token(below).features.has(Feature::VerbForm, "Part")
                    && self.child(below, Deprel::AUX).is_none();
                let apart = participle || self.is_finite(below) || relation == Deprel::ACL_RELCL;
                if !only_source && !apart && stance.is_some_and(|s| !matches!(s, Stance::Say | Stance::Announce)) {
                    self.apply_stance_if(stance, above, modality);
                }
                // What describes a noun is taken for granted, whatever the noun then does.
                only_source = only_source || apart || relation.is(Deprel::ACL);
            } else if relation.is(Deprel::PARATAXIS) {
                only_source = true;
            } else {
                match stance {
                    Some(Stance::Factive) => return true,
                    Some(Stance::Say) => modality.said_by(self.sayer(above)),
                    Some(Stance::Announce) => {
                        modality.said_by(self.sayer(above));
                        if !self.is_told_as_done(below) {
                            modality.tense = Tense::Future;
                        }
                    }
                    Some(_) if only_source => {}
                    Some(stance) => {
                        self.apply_stance(stance, above, modality);
                        if self.is_verb(above) {
                            self.apply_own(above, modality);
                        }
                    }
                    None => {
                        let carries = relation == Deprel::XCOMP
                            || relation.is(Deprel::CSUBJ)
                            || (self.is_verb(above)
                                && !self.is_verb(below)
                                && self.lexicon.syntax.support_verbs.contains(self.lemma(above)));
                        if carries && !only_source {
                            self.apply_own(above, modality);
                        }
                    }
                }
            }
            below = above;
        }
        false
    }

    /// A finite clause or a perfect infinitive ("annuncia di aver ritirato"), not a noun or a plain infinitive.
    fn is_told_as_done(&self, word: TokenId) -> bool {
        self.is_verb(word) && (self.is_finite(word) || self.child(word, Deprel::AUX).is_some())
    }

    /// What the word above says of what hangs on it.
    fn stance_of(&self, above: TokenId, below: TokenId, predicate: TokenId) -> Option<Stance> {
        let factuality = &self.lexicon.factuality;
        let own =
            if self.is_verb(above) { factuality.verb(self.lemma(above)) } else { factuality.noun(self.lemma(above)) };
        // "ha fatto SAPERE", "has TO leave": the companion hangs on the word or marks what hangs on it.
        let phrase = factuality.phrases(self.lemma(above)).find(|(companion, _)| {
            let beside = self.children(above).filter(|c| *c != predicate);
            beside.chain(self.children_by(below, Deprel::MARK)).any(|c| self.lemma(c) == *companion)
        });
        phrase.map(|(_, stance)| stance).or(own)
    }

    fn apply_stance_if(&self, stance: Option<Stance>, word: TokenId, modality: &mut Modality) {
        if let Some(stance) = stance {
            self.apply_stance(stance, word, modality);
        }
    }

    fn apply_stance(&self, stance: Stance, word: TokenId, modality: &mut Modality) {
        match stance {
            Stance::Say | Stance::Announce => modality.said_by(self.sayer(word)),
            Stance::Deny => {
                modality.flip();
                modality.said_by(self.sayer(word));
            }
            Stance::Believe => {
                modality.at_most(Certainty::Probable);
                modality.said_by(self.sayer(word));
            }
            Stance::Hint | Stance::ModalPossible => modality.at_most(Certainty::Possible),
            Stance::Plan => {
                modality.at_most(Certainty::Probable);
                modality.tense = Tense::Future;
            }
            Stance::Future => modality.tense = Tense::Future,
            Stance::Request | Stance::ModalNecessary => {
                modality.at_most(Certainty::Unspecified);
                modality.tense = Tense::Future;
            }
            Stance::Fail => modality.flip(),
            Stance::Factive | Stance::Aspect => {}
        }
    }

    /// Who speaks, of a verb or noun of saying.
    fn sayer(&self, word: TokenId) -> Source {
        let arguments = if self.is_verb(word) { self.verb_arguments(word) } else { self.noun_arguments(word) };
        let speaker = arguments.iter().find(|a| {
            use super::lexicon::Function::{Genitive, Subject};
            a.function == Subject || (a.function == Genitive && !self.is_verb(word))
        });
        let mention = speaker.and_then(|a| self.mentions_of(a.word).first().copied());
        mention.map_or(Source::Unknown, Source::Mention)
    }

    /// Direct speech, "secondo X", and a verb of saying beside the clause ("…, ha detto X").
    fn apply_quotes_and_phrases(&self, predicate: TokenId, modality: &mut Modality) {
        let span = self.token(predicate).span;
        if let Some(quote) = self.document.quote_over(span) {
            modality.said_by(quote.speaker.map_or(Source::Unknown, Source::Mention));
        }
        for word in std::iter::once(predicate).chain(self.ancestors(predicate)) {
            for phrase in self.prepositionals(word) {
                if modality.source != Source::Article {
                    // The nearest source counts; what stands further up is not looked at.
                    return;
                }
                if self.lexicon.factuality.source_prepositions.contains(&phrase.preposition)
                    && phrase.nominal != predicate
                {
                    let mention = self.mentions_of(phrase.nominal).first().copied();
                    modality.said_by(mention.map_or(Source::Unknown, Source::Mention));
                }
            }
            for beside in self.children_by(word, Deprel::PARATAXIS) {
                if modality.source != Source::Article {
                    return;
                }
                let stance = self.lexicon.factuality.verb(self.lemma(beside));
                let within = || self.document.subtree(beside).contains(predicate);
                let says = matches!(stance, Some(Stance::Say | Stance::Announce));
                if self.is_verb(beside) && says && !within() {
                    modality.said_by(self.sayer(beside));
                }
            }
        }
    }

    fn is_question(&self) -> bool {
        self.tokens.iter().next_back().is_some_and(|last| self.form(last).ends_with('?'))
    }
}

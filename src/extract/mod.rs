//! Document → claims over mentions.
//!
//! Patterns are data (`src/extract/<language>/`); the engine reads the dependency tree and knows no word of any language. It
//! never fails, does no I/O and never sees an entity identifier: what a mention stands for is decided later.

mod argument;
mod circumstance;
mod clause;
mod factuality;
mod frames;
mod inner;
mod lexicon;
pub mod open;
mod owner;
mod phrase;
mod roles;
mod sentence;
mod structure;

use factuality::{Modality, Source};
use lexicon::Lexicon;
pub use lexicon::{LexiconError, LexiconSource};
use sentence::{Mentions, View};

use std::collections::HashSet;

use crate::document::{
    Claim, Document, EntityType, MentionId, MentionKind, Object, Polarity, Relation, RelationKind, RuleName, Schema,
    SentenceId, Tense, TimeRef, TimeValue, TokenId,
};

/// Finds what a document says; one for each language, shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    schema: Schema,
}

impl Extractor {
    /// An extractor for the language of a lexicon.
    ///
    /// # Errors
    ///
    /// When a lexicon file is not in its form, or names a relation that the schema lacks.
    pub fn new(source: &LexiconSource<'_>, schema: Schema) -> Result<Self, LexiconError> {
        let lexicon = Lexicon::parse(source)?;
        for relation in lexicon.all().iter().map(|p| &p.relation).chain(lexicon.roles.relations()) {
            if schema.get(relation).is_none() {
                let file = format!("{}/relations.toml", source.language);
                let message = format!("\"{relation}\" is no relation of the ontology");
                return Err(LexiconError { file, line: 1, message });
            }
        }
        Ok(Self { lexicon, schema })
    }

    /// The claims of a document, sentence by sentence.
    pub fn extract(&self, document: &Document) -> Vec<Claim> {
        let mentions = Mentions::new(document);
        let mut sink = ClaimSink {
            schema: &self.schema,
            claims: Vec::new(),
            said: HashSet::new(),
            sentence: SentenceId::default(),
        };
        for (i, sentence) in document.sentences.iter().enumerate() {
            let view = View::new(document, &self.lexicon, &mentions, SentenceId(i as u32), sentence);
            frames::extract(&view, &mut sink);
            roles::extract(&view, &mut sink);
            structure::extract(&view, &mut sink);
        }
        sink.claims
    }
}

/// What a matcher found, before it is checked.
struct NewClaim {
    subject: MentionId,
    relation: Relation,
    object: Object,
    modality: Modality,
    /// The word that carries the relation.
    predicate: TokenId,
    rule: RuleName,
    time: Option<TimeRef>,
}

/// Collects claims; turns away those that the schema forbids and those that the sentence has said already.
struct ClaimSink<'s> {
    schema: &'s Schema,
    claims: Vec<Claim>,
    /// What `sentence` has said so far; of symmetric relations the ends in order.
    said: HashSet<(Relation, (MentionId, Object))>,
    sentence: SentenceId,
}

impl ClaimSink<'_> {
    fn schema_allows_subject(&self, relation: &Relation, kind: EntityType) -> bool {
        self.schema.get(relation).is_some_and(|r| r.domain.is_empty() || r.domain.contains(&kind))
    }

    fn schema_allows_object(&self, relation: &Relation, kind: EntityType) -> bool {
        self.schema.get(relation).is_some_and(|r| r.range.is_empty() || r.range.contains(&kind))
    }

    fn add(&mut self, view: &View<'_>, mut new: NewClaim) {
        let document = view.document;
        // Of two equal ends the one who says so comes first: it speaks of itself.
        if let (Object::Mention(object), Source::Mention(source)) = (&mut new.object, new.modality.source)
            && *object == source
            && self.schema.is_symmetric(&new.relation)
        {
            std::mem::swap(object, &mut new.subject);
        }
        let mut taken = vec![new.subject];
        if let Object::Mention(object) = new.object {
            if object == new.subject && !view.is_dual(object) {
                return;
            }
            taken.push(object);
        }
        let sentence = view.id;
        if self.sentence != sentence {
            self.sentence = sentence;
            self.said.clear();
        }
        let mut ends = (new.subject, new.object.clone());
        if let Object::Mention(object) = &mut ends.1
            && self.schema.is_symmetric(&new.relation)
            && *object < ends.0
        {
            std::mem::swap(object, &mut ends.0);
        }
        if !self.said.insert((new.relation.clone(), ends)) {
            return;
        }
        let is_event = self.schema.get(&new.relation).is_some_and(|r| r.kind == RelationKind::Event);
        if is_event {
            new.time = new.time.map(|time| beginning(document, time));
        }
        let place = if is_event { view.place_of(new.predicate, &taken) } else { None };
        let blame = blame(view, &new);
        self.claims.push(Claim {
            subject: new.subject,
            relation: new.relation,
            object: new.object,
            polarity: new.modality.polarity,
            certainty: new.modality.certainty,
            tense: new.modality.tense,
            attributed_to: match new.modality.source {
                Source::Mention(mention) => Some(mention),
                Source::Article | Source::Unknown => None,
            },
            time: new.time,
            place,
            cue: document.token(new.predicate).span,
            evidence: document.sentence(sentence).span,
            sentence,
            rule: new.rule,
            confidence: None,
        });
        if let Some(blame) = blame {
            self.add(view, blame);
        }
    }
}

/// What it is to say that somebody did a thing that nobody wants to have done: "Kiev dice che Mosca ha attaccato" accuses.
const BLAMED: [&str; 6] = ["attacks", "kills", "injures", "abducts", "represses", "threatens"];

/// The relation of one who says such a thing to the one who did it.
const BLAMES: &str = "accuses";

/// The claim that one who is told to say so blames the doer. What the press says blames nobody.
fn blame(view: &View<'_>, new: &NewClaim) -> Option<NewClaim> {
    let Source::Mention(source) = new.modality.source else { return None };
    let document = view.document;
    let mention = document.mention(source);
    let speaks_for_itself = mention.entity_type != Some(EntityType::Organization) || mention.kind != MentionKind::Name;
    let is_press = view.lexicon.factuality.press.contains(document.lemma(mention.head));
    let is_blame = BLAMED.contains(&new.relation.as_str())
        && new.modality.polarity == Polarity::Positive
        && new.modality.tense == Tense::NonFuture
        && source != new.subject;
    (is_blame && speaks_for_itself && !is_press).then(|| NewClaim {
        subject: source,
        relation: BLAMES.into(),
        object: Object::Mention(new.subject),
        modality: Modality::default(),
        predicate: new.predicate,
        rule: format!("{}.{BLAMES}.said", view.lexicon.roles.language).as_str().into(),
        time: None,
    })
}

/// "a partire dal 10 gennaio": of something that happens, the day from which it does.
fn beginning(document: &Document, time: TimeRef) -> TimeRef {
    let value = match &time {
        TimeRef::Expression(id) => &document.time(*id).value,
        TimeRef::Value(value) => value,
    };
    match value {
        TimeValue::Interval(Some(from), None) => TimeRef::Value(TimeValue::Date(*from)),
        _ => time,
    }
}

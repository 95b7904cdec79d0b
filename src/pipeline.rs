//! Article → [`Record`]: annotate, extract and resolve, tied together for each language that has models.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::annotate::{Annotator, AnnotatorError};
use crate::document::{Article, Document, EntityType, ObjectRecord, Record, Schema};
use crate::extract::{Extractor, LexiconError, LexiconSource};
use crate::resolve::Resolver;
use crate::text::Language;

/// What stands between an article and its record. Shared by all threads; a language's models are loaded when its first
/// article comes.
#[derive(Debug)]
pub struct Pipeline {
    schema: Schema,
    languages: Vec<(Language, OnceLock<Tools>)>,
}

/// The stages for one language.
#[derive(Debug)]
struct Tools {
    annotator: Annotator,
    extractor: Extractor,
    resolver: Resolver,
}

/// Why a language cannot be analysed although it should.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// The model of the language cannot be used.
    #[error(transparent)]
    Annotator(#[from] AnnotatorError),
    /// The relation lexicon of the language is not well formed.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

/// An article's record, and whether it was analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct Processed {
    /// What the article says; without entities and claims where it was not analysed.
    pub record: Record,
    /// Why it was not analysed.
    pub unread: Option<Unread>,
}

/// Why an article was kept as text alone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unread {
    /// Nothing tells the language, and the text is too short or too odd to tell.
    #[error("its language is not known: say which with --lang; the text is kept without claims")]
    NoLanguage,
    /// There is no model for the language.
    #[error("there is no model for the language \"{0}\"; the text is kept without claims")]
    NoModel(Language),
}

impl Pipeline {
    /// The pipeline for all languages that are compiled in; `schema` is what the ontology says of relations.
    pub fn new(schema: Schema) -> Self {
        let read = |language: &Language| LexiconSource::embedded(language.tag()).is_some();
        let languages = Annotator::languages().filter(read).map(|language| (language, OnceLock::new())).collect();
        Self { schema, languages }
    }

    /// The record of an article: the one that came with it, or what the analysis finds.
    ///
    /// # Errors
    /// When the models or the lexicon of its language are damaged.
    pub fn process(&self, mut article: Article) -> Result<Processed, PipelineError> {
        if let Some(given) = article.given.take() {
            return Ok(Processed { record: *given, unread: None });
        }
        Ok(match self.reader(&article)? {
            Ok(tools) => Processed { record: tools.read(article, &self.schema), unread: None },
            Err(unread) => Processed { record: bare(article), unread: Some(unread) },
        })
    }

    /// The analysed document of an article, or why it cannot be analysed.
    ///
    /// # Errors
    /// When the models or the lexicon of its language are damaged.
    pub fn annotate(&self, article: Article) -> Result<Result<Document, Unread>, PipelineError> {
        Ok(self.reader(&article)?.map(|tools| tools.annotator.annotate(article)))
    }

    /// The stages that can read an article.
    fn reader(&self, article: &Article) -> Result<Result<&Tools, Unread>, PipelineError> {
        let Some(language) = &article.language else { return Ok(Err(Unread::NoLanguage)) };
        Ok(self.tools(language)?.ok_or_else(|| Unread::NoModel(language.clone())))
    }

    fn tools(&self, language: &Language) -> Result<Option<&Tools>, PipelineError> {
        let Some((_, cell)) = self.languages.iter().find(|(known, _)| known == language) else { return Ok(None) };
        if cell.get().is_none() {
            // Two threads may both build the tools; the first to finish keeps its own, and both are the same.
            let _ = cell.set(Tools::new(language, self.schema.clone())?);
        }
        Ok(cell.get())
    }
}

impl Tools {
    fn new(language: &Language, schema: Schema) -> Result<Self, PipelineError> {
        let annotator = Annotator::new(language)?;
        let unknown = || PipelineError::Annotator(AnnotatorError::UnknownLanguage(language.clone()));
        let source = LexiconSource::embedded(language.tag()).ok_or_else(unknown)?;
        let resolver = Resolver::embedded(language.tag()).ok_or_else(unknown)?;
        Ok(Self { annotator, extractor: Extractor::new(&source, schema)?, resolver })
    }

    fn read(&self, article: Article, schema: &Schema) -> Record {
        let document = self.annotator.annotate(article);
        let claims = self.extractor.extract(&document);
        let mut record = self.resolver.resolve(&document, &claims);
        keep_well_typed(&mut record, schema);
        record
    }
}

/// Drops the claims whose ends, now that pronouns and descriptions are known, are not of the kinds that the relation has.
fn keep_well_typed(record: &mut Record, schema: &Schema) {
    let types: BTreeMap<&str, Option<EntityType>> =
        record.entities.iter().map(|entity| (entity.id.as_str(), entity.entity_type)).collect();
    let of = |id: &str| types.get(id).copied().flatten();
    record.claims.retain(|claim| {
        let object = match &claim.object {
            ObjectRecord::Entity(id) => of(id),
            ObjectRecord::Literal { .. } => None,
        };
        schema.allows(&claim.predicate, of(&claim.subject), object)
    });
}

/// The article without any claim.
fn bare(article: Article) -> Record {
    Record {
        id: article.id,
        language: article.language,
        title: article.title,
        published: article.published,
        source: article.source,
        author: article.author,
        text: article.text,
        entities: Vec::new(),
        claims: Vec::new(),
    }
}

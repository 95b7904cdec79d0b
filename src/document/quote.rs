//! Direct speech.

use super::MentionId;
use crate::text::Span;

/// A stretch of direct speech, its quotation marks left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// What is said.
    pub span: Span,
    /// Who says it, where the text tells.
    pub speaker: Option<MentionId>,
}

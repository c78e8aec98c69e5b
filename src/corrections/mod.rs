//! What a person has put right, as constraints: each is heeded by the stage that decides, so that what comes later follows
//! it. Mentions are settled before names are linked ([`settle_mentions`]), links while names are
//! ([`crate::entities`]), quotes before pronouns are resolved ([`crate::quotation`]); the last step marks what a person
//! touched ([`mark`]).

mod mentions;

pub(crate) use mentions::{Settled, settle as settle_mentions};

use crate::{Annotations, Label, QuoteKind, Span};
use serde::{Deserialize, Serialize};

/// One thing that is so in the article, whatever the annotator would say. Spans are bytes of the text; those that are
/// empty or do not lie between characters of it are passed over. In JSON what may be `null` is never left out: a mention without
/// `label` would take names away that nobody meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "lowercase")]
pub enum Correction {
    /// What stands at `span` is a mention of this kind, or none. So are the same words elsewhere, the longer names that end
    /// with a person's surname, and the shorter ones by which a person goes, unless it holds `here` alone.
    Mention {
        /// Where it stands.
        #[serde(flatten)]
        span: Span,
        /// `None`: it names nothing.
        #[serde(deserialize_with = "Option::deserialize")]
        label: Option<Label>,
        /// Not for the same words elsewhere.
        #[serde(default)]
        here: bool,
    },
    /// The mention at `span` names the same as the mention at `same`: their entities become one. Without `same` it is taken
    /// out of its entity and has one of its own. They are heeded in order: a mention that goes from one entity to another is
    /// first taken out, then joined.
    Entity {
        /// Where the mention stands.
        #[serde(flatten)]
        span: Span,
        /// Where the other stands.
        #[serde(deserialize_with = "Option::deserialize")]
        same: Option<Span>,
    },
    /// What the mention at `span` names is called so: its entity has this name, and the written ones become its others.
    Name {
        /// Where the mention stands.
        #[serde(flatten)]
        span: Span,
        /// One of nothing but white space is passed over.
        name: String,
    },
    /// The pronoun or description at `span` means what the mention at `same` names. Who speaks with it follows, and which
    /// pronouns behind it may mean the same.
    Reference {
        /// Where it stands.
        #[serde(flatten)]
        span: Span,
        /// `None`: it means nobody whom the article names.
        #[serde(deserialize_with = "Option::deserialize")]
        same: Option<Span>,
    },
    /// What stands at `span` is a quote of this kind, or none. What crosses it, lies in it or around it goes.
    Quote {
        /// Where it stands, marks included.
        #[serde(flatten)]
        span: Span,
        /// `None`: it is no quote.
        #[serde(deserialize_with = "Option::deserialize")]
        kind: Option<QuoteKind>,
    },
    /// The words at `speaker`, a name, pronoun or description, say the quote at `span`, what continues it, and what the same
    /// words were found to say with it.
    Speaker {
        /// Where the quote stands, marks included.
        #[serde(flatten)]
        span: Span,
        /// `None`: its source has no name in the article.
        #[serde(deserialize_with = "Option::deserialize")]
        speaker: Option<Span>,
    },
}

impl Correction {
    /// The place that it is about.
    pub fn span(&self) -> Span {
        match *self {
            Correction::Mention { span, .. }
            | Correction::Entity { span, .. }
            | Correction::Name { span, .. }
            | Correction::Reference { span, .. }
            | Correction::Quote { span, .. }
            | Correction::Speaker { span, .. } => span,
        }
    }

    /// The other place that it names, if it does.
    fn other(&self) -> Option<Span> {
        match *self {
            Correction::Entity { same, .. } | Correction::Reference { same, .. } => same,
            Correction::Speaker { speaker, .. } => speaker,
            _ => None,
        }
    }

    /// The same with every offset put through `map`; `None` where that gives none.
    pub fn map_offsets(&self, map: impl Fn(usize) -> Option<usize>) -> Option<Correction> {
        let moved = |span: Span| Some(Span { start: map(span.start)?, end: map(span.end)? });
        let mut correction = self.clone();
        match &mut correction {
            Correction::Mention { span, .. } | Correction::Name { span, .. } | Correction::Quote { span, .. } => {
                *span = moved(*span)?;
            }
            Correction::Entity { span, same: other }
            | Correction::Reference { span, same: other }
            | Correction::Speaker { span, speaker: other } => {
                *span = moved(*span)?;
                if let Some(other) = other {
                    *other = moved(*other)?;
                }
            }
        }
        Some(correction)
    }

    /// Whether its places are stretches of `text`.
    pub(crate) fn fits(&self, text: &str) -> bool {
        let fits = |span: Span| span.start < span.end && text.get(span.start..span.end).is_some();
        fits(self.span()) && self.other().is_none_or(fits)
    }
}

/// Tells of what leaves which of it a person has touched.
pub(crate) fn mark(annotations: &mut Annotations, corrections: &[Correction]) {
    for correction in corrections {
        let span = correction.span();
        match *correction {
            Correction::Mention { .. } => mark_mention(annotations, span),
            Correction::Entity { same, .. } => {
                mark_mention(annotations, span);
                [Some(span), same].into_iter().flatten().for_each(|place| mark_entity(annotations, place));
            }
            Correction::Name { .. } => mark_entity(annotations, span),
            Correction::Reference { same, .. } => same.into_iter().for_each(|place| mark_entity(annotations, place)),
            Correction::Quote { .. } | Correction::Speaker { .. } => {
                let touched = annotations.quotes.iter_mut().filter(|quote| quote.span == span);
                touched.for_each(|quote| quote.corrected = true);
            }
        }
    }
}

fn mark_mention(annotations: &mut Annotations, span: Span) {
    let touched = annotations.mentions.iter_mut().filter(|mention| mention.span == span);
    touched.for_each(|mention| mention.corrected = true);
}

/// Marks what the mention at `span` names.
fn mark_entity(annotations: &mut Annotations, span: Span) {
    let mention = annotations.mentions.iter().find(|mention| mention.span == span);
    if let Some(entity) = mention.and_then(|mention| mention.entity) {
        annotations.entities[entity].corrected = true;
    }
}

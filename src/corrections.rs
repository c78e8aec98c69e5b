//! What a person has put right, as constraints: each is heeded by the stage that decides, so that what comes later follows
//! it. Mentions are settled before names are linked ([`settle_mentions`]), links while names are
//! ([`crate::entities`]), quotes before pronouns are resolved ([`crate::quotation`]); the last step marks what a person
//! touched ([`mark`]).

use crate::recognition::{FoundMention, Recognition};
use crate::{Annotations, Document, Label, QuoteKind, Span};
use serde::{Deserialize, Serialize};

/// One thing that is so in the article, whatever the annotator would say. Spans are bytes of the text; those that are
/// empty or do not lie between characters of it are passed over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "lowercase")]
pub enum Correction {
    /// What stands at `span` is a mention of this kind, or none. So are the same words elsewhere, and the longer names that
    /// end with a person's surname, unless it holds `here` alone.
    Mention {
        /// Where it stands.
        #[serde(flatten)]
        span: Span,
        /// `None`: it names nothing.
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
        same: Option<Span>,
    },
    /// What stands at `span` is a quote of this kind, or none. What crosses it, lies in it or around it goes.
    Quote {
        /// Where it stands, marks included.
        #[serde(flatten)]
        span: Span,
        /// `None`: it is no quote.
        kind: Option<QuoteKind>,
    },
    /// The words at `speaker`, a name, pronoun or description, say the quote at `span` and what continues it.
    Speaker {
        /// Where the quote stands, marks included.
        #[serde(flatten)]
        span: Span,
        /// `None`: its source has no name in the article.
        speaker: Option<Span>,
    },
}

impl Correction {
    /// The place that it is about.
    pub fn span(&self) -> Span {
        match *self {
            Correction::Mention { span, .. }
            | Correction::Entity { span, .. }
            | Correction::Quote { span, .. }
            | Correction::Speaker { span, .. } => span,
        }
    }

    /// The other place that it names, if it does.
    fn other(&self) -> Option<Span> {
        match *self {
            Correction::Entity { same, .. } => same,
            Correction::Speaker { speaker, .. } => speaker,
            _ => None,
        }
    }

    /// The same with every offset put through `map`; `None` where that gives none.
    pub fn map_offsets(&self, map: impl Fn(usize) -> Option<usize>) -> Option<Correction> {
        let moved = |span: Span| Some(Span { start: map(span.start)?, end: map(span.end)? });
        let mut correction = self.clone();
        match &mut correction {
            Correction::Mention { span, .. } | Correction::Quote { span, .. } => *span = moved(*span)?,
            Correction::Entity { span, same: other } | Correction::Speaker { span, speaker: other } => {
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

/// Makes mentions of what is said to be one, and takes away what is said to be none.
pub(crate) fn settle_mentions(document: &Document, recognition: &mut Recognition, corrections: &[Correction]) {
    for correction in corrections {
        let Correction::Mention { span, label, here } = *correction else { continue };
        if !here {
            settle_elsewhere(document, &mut recognition.mentions, span, label);
        }
        put(&mut recognition.mentions, span, label);
    }
    recognition.mentions.sort_by_key(|mention| (mention.span, mention.label == Label::Title));
}

/// Puts a mention in the place of those that it overlaps. Titles and other mentions may overlap, save in one place.
fn put(mentions: &mut Vec<FoundMention>, span: Span, label: Option<Label>) {
    let is_title = |label: Label| label == Label::Title;
    mentions.retain(|mention| {
        let apart = label.is_some_and(|label| is_title(label) != is_title(mention.label));
        !mention.span.overlaps(span) || mention.span != span && apart
    });
    mentions.extend(label.map(|label| FoundMention { span, label, score: Some(1.0) }));
}

/// The same words elsewhere: mentions of them get the label or go, and a name becomes a mention where there is none; longer
/// names of one word more or several that end with a person's are that person's kind.
fn settle_elsewhere(document: &Document, mentions: &mut Vec<FoundMention>, span: Span, label: Option<Label>) {
    let text = document.text();
    let words = span.of(text);
    let Some(label) = label else {
        return mentions.retain(|mention| mention.span.of(text) != words);
    };
    for mention in mentions.iter_mut().filter(|mention| mention.label.is_name() && label.is_name()) {
        let name = mention.span.of(text);
        let surname = label == Label::Person && name.strip_suffix(words).is_some_and(|before| before.ends_with(' '));
        if name == words || surname {
            *mention = FoundMention { label, score: Some(1.0), ..mention.clone() };
        }
    }
    if label.is_name() && words.starts_with(char::is_uppercase) {
        let mut free = Vec::new();
        for (start, _) in text.match_indices(words) {
            let place = Span::new(start, start + words.len());
            let whole = document.tokens_in(place);
            if !whole.is_empty() && document.span(whole) == place && place != span {
                free.push(place);
            }
        }
        mentions.sort_by_key(|mention| mention.span);
        free.retain(|place| !is_taken(mentions, *place));
        mentions.extend(free.into_iter().map(|span| FoundMention { span, label, score: Some(1.0) }));
    }
}

/// Whether a mention, of `mentions` in order, overlaps `place`. A title may lie around others.
fn is_taken(mentions: &[FoundMention], place: Span) -> bool {
    let behind = mentions.partition_point(|mention| mention.span.start < place.end);
    let before = mentions[..behind].iter().rev().take(8);
    before.into_iter().any(|mention| mention.span.overlaps(place))
}

/// Tells of what leaves which of it a person has touched.
pub(crate) fn mark(annotations: &mut Annotations, corrections: &[Correction]) {
    for correction in corrections {
        let span = correction.span();
        match correction {
            Correction::Mention { .. } => {
                let touched = annotations.mentions.iter_mut().filter(|mention| mention.span == span);
                touched.for_each(|mention| mention.corrected = true);
            }
            Correction::Entity { same, .. } => {
                let touched = |place: Span| annotations.mentions.iter().find(|mention| mention.span == place);
                let places = [Some(span), *same].into_iter().flatten();
                let entities: Vec<usize> = places.filter_map(|place| touched(place)?.entity).collect();
                for entity in entities {
                    annotations.entities[entity].corrected = true;
                }
                let moved = annotations.mentions.iter_mut().filter(|mention| mention.span == span);
                moved.for_each(|mention| mention.corrected = true);
            }
            Correction::Quote { .. } | Correction::Speaker { .. } => {
                for quote in annotations.quotes.iter_mut().filter(|quote| quote.span == span) {
                    quote.corrected = true;
                    quote.unnamed |= matches!(correction, Correction::Speaker { speaker: None, .. });
                }
            }
        }
    }
}

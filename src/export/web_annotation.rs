//! Mentions and quotes as annotations of the W3C Web Annotation Data Model (2017), in JSON-LD. Each has two selectors: its
//! position in Unicode code points, as that standard wants them, and its words with those around, which find the place
//! again in a text that has changed a little.

use super::{Article, json};
use crate::offsets::{OffsetUnit, Offsets};
use crate::{Annotations, Mention, Quote, Span, Stance};
use serde_json::{Value, json as object};

/// How many characters before and after the words a selector holds.
const CONTEXT: usize = 32;

pub(super) fn write(article: &Article) -> String {
    let offsets = Offsets::new(article.text, OffsetUnit::Chars);
    let annotation = |id: String, span: Span, motivation: &str, body: Vec<Value>| {
        object!({
            "id": id,
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": { "source": "#article", "selector": selectors(article.text, span, &offsets) },
        })
    };
    let mentions = article.annotations.mentions.iter().enumerate().map(|(index, mention)| {
        annotation(format!("#mention-{index}"), mention.span, "tagging", body_of_mention(mention, article.annotations))
    });
    let quotes = article.annotations.quotes.iter().enumerate().map(|(index, quote)| {
        annotation(format!("#quote-{index}"), quote.span, "classifying", body_of_quote(quote, article))
    });
    let page = object!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "#annotations",
        "type": "AnnotationPage",
        "items": mentions.chain(quotes).collect::<Vec<_>>(),
    });
    json::without_markup(format!("{page:#}\n"))
}

fn selectors(text: &str, span: Span, offsets: &Offsets) -> Value {
    let before = &text[..span.start];
    let after = &text[span.end..];
    let prefix = before.char_indices().rev().take(CONTEXT).last().map_or("", |(start, _)| &before[start..]);
    let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(end, _)| &after[..end]);
    object!([
        { "type": "TextPositionSelector", "start": offsets.from_byte(span.start), "end": offsets.from_byte(span.end) },
        { "type": "TextQuoteSelector", "exact": span.of(text), "prefix": prefix, "suffix": suffix },
    ])
}

fn body_of_mention(mention: &Mention, annotations: &Annotations) -> Vec<Value> {
    let entity = mention.entity.and_then(|id| annotations.entities.get(id));
    let mut body = vec![textual("tagging", mention.label.name())];
    body.extend(entity.map(|entity| textual("identifying", &entity.name)));
    body.extend(mention.value.as_deref().map(|value| textual("describing", value)));
    body
}

fn body_of_quote(quote: &Quote, article: &Article) -> Vec<Value> {
    let mut body = vec![textual("classifying", &format!("{} quote", quote.kind.name()))];
    body.extend(article.speaker(quote).map(|speaker| textual("identifying", speaker)));
    body.extend((quote.stance != Stance::Asserted).then(|| textual("describing", quote.stance.name())));
    body
}

fn textual(purpose: &str, value: &str) -> Value {
    object!({ "type": "TextualBody", "purpose": purpose, "value": value })
}

//! JSON that displaCy, which belongs to spaCy, draws with `manual=True`: names in the style "ent"; names, titles and quotes,
//! which may lie over each other, in the style "span". Offsets are code points, as Python counts.

use super::{Article, conll, json, words};
use crate::Span;
use crate::offsets::{OffsetUnit, Offsets};
use serde_json::{Value, json as object};

pub(super) fn write(article: &Article) -> String {
    let offsets = Offsets::new(article.text, OffsetUnit::Chars);
    let place = |span: Span, label: &str| {
        let (start, end) = (offsets.from_byte(span.start), offsets.from_byte(span.end));
        object!({ "start": start, "end": end, "label": label })
    };
    let names = conll::plain(article);
    let ents: Vec<Value> = names.iter().map(|mention| place(mention.span, mention.label.name())).collect();
    let tokens: Vec<Span> = words::sentences(article).into_iter().flat_map(|sentence| sentence.words).collect();
    let stretch = |span: Span, label: &str| {
        let start = tokens.partition_point(|token| token.end <= span.start);
        let end = tokens.partition_point(|token| token.start < span.end);
        object!({ "start_token": start, "end_token": end, "label": label })
    };
    let mentions = article.annotations.mentions.iter().map(|mention| stretch(mention.span, mention.label.name()));
    let quotes = article.annotations.quotes.iter();
    let quotes = quotes.map(|quote| stretch(quote.span, &format!("{} quote", quote.kind.name())));
    let spans: Vec<Value> = mentions.chain(quotes).filter(|span| span["start_token"] != span["end_token"]).collect();
    let tokens: Vec<&str> = tokens.iter().map(|token| token.of(article.text)).collect();
    let page = object!({ "text": article.text, "title": null, "ents": ents, "tokens": tokens, "spans": spans });
    json::without_markup(format!("{page:#}\n"))
}

//! A text with elements around stretches of it, as HTML and XML want them: each closed within the one in which it was
//! opened. Where two stretches cross, one is written in pieces.

use crate::Span;
use std::cmp::Reverse;

/// A stretch of the text with its element.
#[derive(Clone)]
pub(super) struct Layer {
    pub span: Span,
    /// The tag that opens it.
    pub first: String,
    /// The tag that opens each further piece of it.
    pub further: String,
    pub end: String,
}

/// Puts `layers` in the order that [`nest`] wants: by start, the longer ones first. Empty ones go.
pub(super) fn sorted(layers: impl Iterator<Item = Layer>) -> Vec<Layer> {
    let mut layers: Vec<Layer> = layers.filter(|layer| !layer.span.is_empty()).collect();
    layers.sort_by_key(|layer| (layer.span.start, Reverse(layer.span.end)));
    layers
}

/// Writes what stands in `place` of `text`, through `escape`, with the elements of `layers`, which lie in it.
pub(super) fn nest(text: &str, place: Span, layers: &[Layer], escape: impl Fn(&str) -> String) -> String {
    let mut page = String::with_capacity(2 * place.len());
    let mut open: Vec<&Layer> = Vec::new();
    let mut coming = layers.iter().peekable();
    let mut at = place.start;
    loop {
        let end = open.iter().map(|layer| layer.span.end).min();
        let start = coming.peek().map(|layer| layer.span.start);
        let Some(next) = start.into_iter().chain(end).min() else { break };
        page.push_str(&escape(&text[at..next]));
        at = next;
        if end == Some(next) {
            close_at(next, &mut open, &mut page);
        } else if let Some(layer) = coming.next() {
            page.push_str(&layer.first);
            open.push(layer);
        }
    }
    page.push_str(&escape(&text[at..place.end]));
    page
}

/// Closes the layers that end at `end`, and for a moment those that were opened within them.
fn close_at(end: usize, open: &mut Vec<&Layer>, page: &mut String) {
    let outermost = open.iter().position(|layer| layer.span.end == end).unwrap_or(open.len());
    let closed = open.split_off(outermost);
    closed.iter().rev().for_each(|layer| page.push_str(&layer.end));
    for layer in closed.into_iter().filter(|layer| layer.span.end > end) {
        page.push_str(&layer.further);
        open.push(layer);
    }
}

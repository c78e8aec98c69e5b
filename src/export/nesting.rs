//! A text with elements around stretches of it, as HTML and XML want them: each closed within the one in which it was
//! opened. Where two stretches cross, one is written in pieces.

use crate::Span;
use std::cmp::Reverse;

/// A stretch of the text with its element.
#[derive(Clone)]
pub(super) struct Element {
    pub span: Span,
    /// The tag that opens it.
    pub first: String,
    /// The tag that opens each further piece of it.
    pub further: String,
    pub end: String,
}

/// Puts `elements` in the order that [`nest`] wants: by start, the longer ones first. Empty ones go.
pub(super) fn sorted(elements: impl Iterator<Item = Element>) -> Vec<Element> {
    let mut elements: Vec<Element> = elements.filter(|element| !element.span.is_empty()).collect();
    elements.sort_by_key(|element| (element.span.start, Reverse(element.span.end)));
    elements
}

/// Writes what stands in `place` of `text`, through `escape`, with the elements of `elements`, which lie in it.
pub(super) fn nest(text: &str, place: Span, elements: &[Element], escape: impl Fn(&str) -> String) -> String {
    let mut page = String::with_capacity(2 * place.len());
    let mut open: Vec<&Element> = Vec::new();
    let mut coming = elements.iter().peekable();
    let mut at = place.start;
    loop {
        let end = open.iter().map(|element| element.span.end).min();
        let start = coming.peek().map(|element| element.span.start);
        let Some(next) = start.into_iter().chain(end).min() else { break };
        page.push_str(&escape(&text[at..next]));
        at = next;
        if end == Some(next) {
            close_at(next, &mut open, &mut page);
        } else if let Some(element) = coming.next() {
            page.push_str(&element.first);
            open.push(element);
        }
    }
    page.push_str(&escape(&text[at..place.end]));
    page
}

/// Closes the elements that end at `end`, and for a moment those that were opened within them.
fn close_at(end: usize, open: &mut Vec<&Element>, page: &mut String) {
    let outermost = open.iter().position(|element| element.span.end == end).unwrap_or(open.len());
    let closed = open.split_off(outermost);
    closed.iter().rev().for_each(|element| page.push_str(&element.end));
    for element in closed.into_iter().filter(|element| element.span.end > end) {
        page.push_str(&element.further);
        open.push(element);
    }
}

//! What a person has said of mentions: what stands there is one of this kind, or none; and which other mentions follow.

use super::Correction;
use crate::recognition::{FoundMention, Recognition};
use crate::{Document, Label, Span};
use std::collections::{HashMap, HashSet};

/// The mentions whose label a person has told, by their places; with `true` for that place alone.
pub(crate) type Settled = HashMap<Span, bool>;

/// Makes mentions of what is said to be one, and takes away what is said to be none.
pub(crate) fn settle(document: &Document, recognition: &mut Recognition, corrections: &[Correction]) -> Settled {
    let mentions = &mut recognition.mentions;
    let mut settled = Settled::new();
    for correction in corrections {
        let Correction::Mention { span, label, here } = *correction else { continue };
        let others = if here { Vec::new() } else { settle_elsewhere(document, mentions, span, label) };
        put(mentions, span, label);
        settled.extend(others.into_iter().map(|other| (other, false)));
        settled.insert(span, here);
    }
    mentions.sort_by_key(|mention| (mention.span, mention.label == Label::Title));
    settled
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

/// Settles what follows from `label` for the words at `span`, and gives where: mentions of the same words get it or go, and
/// so do names of one word more or less that are one with it; where there is no mention of the words, there is one now.
fn settle_elsewhere(
    document: &Document,
    mentions: &mut Vec<FoundMention>,
    span: Span,
    label: Option<Label>,
) -> Vec<Span> {
    let text = document.text();
    let words = span.of(text);
    let Some(label) = label else {
        mentions.retain(|mention| mention.span.of(text) != words);
        return Vec::new();
    };
    let before = mentions.iter().find(|mention| mention.span == span).map(|mention| mention.label);
    let short = before.map_or(HashSet::new(), |before| short_forms(text, mentions, words, before, label));
    let mut settled = Vec::new();
    for mention in mentions.iter_mut().filter(|mention| mention.label.is_name() && label.is_name()) {
        let name = mention.span.of(text);
        let surname = label == Label::Person && name.strip_suffix(words).is_some_and(|before| before.ends_with(' '));
        let goes_by = before == Some(mention.label) && short.contains(name);
        if name == words || surname || goes_by {
            *mention = FoundMention { label, score: Some(1.0), ..mention.clone() };
            settled.push(mention.span);
        }
    }
    if label.is_name() && words.starts_with(char::is_uppercase) {
        let free = free_places(document, mentions, span);
        mentions.extend(free.iter().map(|&span| FoundMention { span, label, score: Some(1.0) }));
        settled.extend(free);
    }
    settled
}

/// The shorter names by which a person `words` goes, or whoever was taken for one: "Sund" for Olof Sund. They were marked
/// as the full name was, and are part of no other name marked so.
fn short_forms<'t>(
    text: &'t str,
    mentions: &[FoundMention],
    words: &str,
    before: Label,
    label: Label,
) -> HashSet<&'t str> {
    let was_person = before == Label::Person;
    let is_part = |part: &str, whole: &str| {
        let surname = || whole.strip_suffix(part).is_some_and(|before| before.ends_with(' '));
        let given = || whole.strip_prefix(part).is_some_and(|behind| behind.starts_with(' '));
        surname() || was_person && given()
    };
    if !was_person && label != Label::Person {
        return HashSet::new();
    }
    let alike = || mentions.iter().filter(|mention| mention.label == before).map(|mention| mention.span.of(text));
    let mut short: HashSet<&str> = alike().filter(|name| is_part(name, words)).collect();
    short.retain(|part| !alike().any(|name| name != words && is_part(part, name)));
    short
}

/// Where else the words at `span` stand as words of their own, and no mention does.
fn free_places(document: &Document, mentions: &mut [FoundMention], span: Span) -> Vec<Span> {
    let words = span.of(document.text());
    let mut free = Vec::new();
    for (start, _) in document.text().match_indices(words) {
        let place = Span::new(start, start + words.len());
        let whole = document.tokens_in(place);
        if !whole.is_empty() && document.span(whole) == place && place != span {
            free.push(place);
        }
    }
    mentions.sort_by_key(|mention| mention.span);
    free.retain(|place| !is_taken(mentions, *place));
    free
}

/// Whether a mention, of `mentions` in order, overlaps `place`. A title may lie around others.
fn is_taken(mentions: &[FoundMention], place: Span) -> bool {
    let behind = mentions.partition_point(|mention| mention.span.start < place.end);
    let before = mentions[..behind].iter().rev().take(8);
    before.into_iter().any(|mention| mention.span.overlaps(place))
}

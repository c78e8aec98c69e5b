//! Roles that the text gives a person, from the TITLE mentions around the names and in descriptions.

use super::{Names, ResolvedReference};
use crate::recognition::{FoundMention, Recognition};
use crate::{Document, Entity, Label, Reference, ReferenceKind};

/// Adds to each person in `names` the titles that stand before a name ("US Secretary of Defense Pete Hegseth"), behind
/// it ("Lena Brandvold, chief executive of ...") or are said of it ("Irene Vass is the head coach").
pub(super) fn gather(document: &Document, recognition: &Recognition, names: &mut Names) {
    let people = people(recognition);
    for title in recognition.mentions.iter().filter(|mention| mention.label == Label::Title) {
        let bearer = bearer_behind(document, recognition, &people, title)
            .or_else(|| bearer_before(document, recognition, &people, title));
        if let Some(entity) = bearer.and_then(|mention| names.entity_of[mention]) {
            add(&mut names.entities[entity], title.span.of(document.text()));
        }
    }
}

/// Adds the titles in descriptions to the people that these were resolved to ("the Pentagon chief").
pub fn add_described_titles(
    document: &Document,
    recognition: &Recognition,
    references: &[ResolvedReference],
    entities: &mut [Entity],
) {
    let titles: Vec<&FoundMention> =
        recognition.mentions.iter().filter(|mention| mention.label == Label::Title).collect();
    for ResolvedReference { entity, reference: Reference { span, kind } } in references {
        if *kind != ReferenceKind::Description || entities[*entity].label != Label::Person {
            continue;
        }
        let from = titles.partition_point(|title| title.span.start < span.start);
        for title in titles[from..].iter().take_while(|title| title.span.start < span.end) {
            if span.contains(title.span) {
                add(&mut entities[*entity], title.span.of(document.text()));
            }
        }
    }
}

/// Once each: "police chief" is in "the Dunmore police chief" already.
fn add(entity: &mut Entity, title: &str) {
    let known = entity.titles.iter().any(|known| {
        known.eq_ignore_ascii_case(title)
            || known.len() > title.len() && known.to_lowercase().ends_with(&format!(" {}", title.to_lowercase()))
    });
    if !known && entity.titles.len() < 32 {
        entity.titles.push(title.to_string());
    }
}

/// Indices of the mentions of people, in order.
fn people(recognition: &Recognition) -> Vec<usize> {
    let mentions = recognition.mentions.iter().enumerate();
    mentions.filter(|(_, mention)| mention.label == Label::Person).map(|(index, _)| index).collect()
}

/// The person whose name follows the title at once, or after a comma.
fn bearer_behind(
    document: &Document,
    recognition: &Recognition,
    people: &[usize],
    title: &FoundMention,
) -> Option<usize> {
    let span = |index: usize| recognition.mentions[people[index]].span;
    let next = people.partition_point(|&person| recognition.mentions[person].span.start < title.span.end);
    let person = *people.get(next)?;
    let first = document.tokens_in(span(next)).start;
    let mut at = document.tokens_in(title.span).end;
    let comma = document.lower_at(Some(at)) == ",";
    if comma {
        // "The school inspector, Joan Pike, closed ...": the name is set off on both sides.
        let behind = document.tokens_in(span(next)).end;
        let set_off = matches!(document.lower_at(Some(behind)), "," | "." | ";" | "");
        if !set_off {
            return None;
        }
        at += 1;
    }
    while matches!(document.lower_at(Some(at)), "mr" | "mrs" | "ms" | "dr" | "mr." | "mrs." | "ms." | "dr." | ".") {
        at += 1;
    }
    (at == first && document.sentence_of(at) == document.sentence_of(document.tokens_in(title.span).start))
        .then_some(person)
}

/// The person whose name stands before the title, with a comma or a form of "be" or "become" between.
fn bearer_before(
    document: &Document,
    recognition: &Recognition,
    people: &[usize],
    title: &FoundMention,
) -> Option<usize> {
    let next = people.partition_point(|&person| recognition.mentions[person].span.end <= title.span.start);
    let person = *people.get(next.checked_sub(1)?)?;
    let end = document.tokens_in(recognition.mentions[person].span).end;
    let mut at = document.tokens_in(title.span).start;
    let sentence = document.sentence_of(at);
    // "the [Senegalese foreign minister]", "then [finance minister]", "a former [aide]".
    for _ in 0..2 {
        let word = document.lower_at(at.checked_sub(1));
        if matches!(word, "the" | "a" | "an" | "now" | "then" | "former" | "'s" | "who" | "as" | "its" | "our") {
            at -= 1;
        }
    }
    if document.lower_at(at.checked_sub(1)) == "who" {
        at -= 1;
    }
    let link = document.lower_at(at.checked_sub(1));
    let linked = matches!(link, "," | "(" | "is" | "was" | "became" | "becomes" | "remains" | "remained");
    (linked && at - 1 == end && document.sentence_of(end) == sentence).then_some(person)
}

//! Roles that the text gives a person, from the TITLE mentions around the names and in descriptions.

use super::{BorneTitle, Names, ResolvedReference};
use crate::document::is_phrase_end;
use crate::lexicon::{DETERMINERS, HONORIFICS, TITLE_LINKS};
use crate::recognition::{FoundMention, Recognition};
use crate::{Document, Entity, Label, Reference, ReferenceKind, Span};

/// Adds to each person in `names` the titles that stand before a name ("US Secretary of Defense Pete Hegseth"), behind
/// it ("Lena Brandvold, chief executive of ...") or are said of it ("Irene Vass is the head coach").
pub(super) fn gather(document: &Document, recognition: &Recognition, names: &mut Names) {
    names.titles = beside_names(document, recognition, names);
    for &BorneTitle { span, entity } in &names.titles {
        add(&mut names.entities[entity], span.of(document.text()));
    }
}

/// The titles that stand beside names.
fn beside_names(document: &Document, recognition: &Recognition, names: &Names) -> Vec<BorneTitle> {
    let people = people(recognition);
    let borne = |title: &FoundMention| {
        let bearer = bearer_behind(document, recognition, &people, title)
            .or_else(|| bearer_before(document, recognition, &people, title))?;
        Some(BorneTitle { span: title.span, entity: names.entity_of[bearer]? })
    };
    recognition.mentions.iter().filter(|mention| mention.label == Label::Title).filter_map(borne).collect()
}

/// The titles in descriptions of people ("the Pentagon chief").
pub(super) fn in_descriptions(
    recognition: &Recognition,
    references: &[ResolvedReference],
    entities: &[Entity],
) -> Vec<BorneTitle> {
    let titles: Vec<Span> =
        recognition.mentions.iter().filter(|mention| mention.label == Label::Title).map(|title| title.span).collect();
    let mut found = Vec::new();
    for &ResolvedReference { entity, reference: Reference { span, kind }, .. } in references {
        if kind == ReferenceKind::Description && entities[entity].label == Label::Person {
            let from = titles.partition_point(|title| title.start < span.start);
            let within = titles[from..].iter().take_while(|title| title.start < span.end);
            found.extend(within.filter(|title| span.contains(**title)).map(|&span| BorneTitle { span, entity }));
        }
    }
    found
}

/// Once each: "police chief" is in "the Dunmore police chief" already.
pub(super) fn add(entity: &mut Entity, title: &str) {
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
        if !is_phrase_end(document.lower_at(Some(behind))) {
            return None;
        }
        at += 1;
    }
    while HONORIFICS.contains(document.lower_at(Some(at))) || document.lower_at(Some(at)) == "." {
        at += 1;
    }
    (at == first && document.sentence_of(at) == document.sentence_of(document.tokens_in(title.span).start))
        .then_some(person)
}

/// The person whose name stands before the title, with a comma, a bracket or a verb between that links the two: "is", "was
/// named", "served as".
fn bearer_before(
    document: &Document,
    recognition: &Recognition,
    people: &[usize],
    title: &FoundMention,
) -> Option<usize> {
    const REACH: usize = 10;
    let mentions = &recognition.mentions;
    let next = people.partition_point(|&person| mentions[person].span.end <= title.span.start);
    let person = *people.get(next.checked_sub(1)?)?;
    let end = document.tokens_in(mentions[person].span).end;
    let mut start = document.tokens_in(title.span).start;
    if document.sentence_of(end) != document.sentence_of(start) || start - end > REACH {
        return None;
    }
    // "Jane Roe, [Acme]'s chief executive"
    if let Some(possessive) = start.checked_sub(1).filter(|&at| matches!(document.lower(at), "'s" | "'")) {
        let owner = document.tokens()[possessive].span.start;
        let behind = mentions.partition_point(|mention| mention.span.start < owner);
        let owns = |index: &usize| mentions[*index].span.end == owner && mentions[*index].label != Label::Person;
        let owner = (behind.saturating_sub(3)..behind).rev().find(owns);
        start = owner.map_or(start, |owner| document.tokens_in(mentions[owner].span).start);
    }
    let between = || (end..start).map(|at| document.lower(at));
    // “We met Jane Roe,” the mayor wrote.
    let is_mark =
        |word: &str| word.contains(['"', '“', '”', '‘', '’', '«', '»']) && !word.contains(char::is_alphanumeric);
    if between().any(is_mark) {
        return None;
    }
    let set_off = between().next().is_some_and(|word| matches!(word, "," | "("));
    let plain = |word: &&str| {
        let outside = DETERMINERS.contains(word) || matches!(*word, "now" | "then" | "former");
        word.starts_with(char::is_alphabetic) && !outside
    };
    let words: Vec<&str> = between().filter(plain).collect();
    let marks = between().filter(|word| matches!(*word, "," | "(")).count();
    let linked = match &words[..] {
        // With an age between: "Jane Roe, 44, chief executive".
        [] => set_off && (marks == 1 || marks == 2 && start - end >= 3),
        words => marks <= 1 && TITLE_LINKS.contains(&words.join(" ")),
    };
    linked.then_some(person)
}

//! The text as Markdown (CommonMark) with footnotes, as GitHub, Pandoc and most editors know them: for each quote who says it,
//! and at the first mention of each person, organisation, place and thing who or what it is.

use super::kinds::KINDS;
use super::tables::one_line;
use super::{Article, words};
use crate::{Annotations, Entity, Quote, QuoteKind, Stance};

/// What would begin or end something wherever it stands: emphasis, code, links, HTML, tables, formulas.
const ANYWHERE: &str = "\\`*_[]<>&#~|^${}";

/// What would begin something at the start of a line: lists, rules, headings, definitions, the
/// address of a note's number before it.
const AT_START: &str = "+-=:(";

pub(super) fn write(article: &Article) -> String {
    let mut notes = notes(article);
    notes.sort_by_key(|(place, _)| *place);
    let mut file = String::new();
    let mut coming = notes.iter().zip(1..).peekable();
    let mut at_start = true;
    for line in words::lines(article.text) {
        if line.is_empty() {
            at_start = true;
            continue;
        }
        // Within a paragraph a backslash keeps the line break.
        file += if file.is_empty() {
            ""
        } else if at_start {
            "\n\n"
        } else {
            "\\\n"
        };
        at_start = false;
        let mut from = line.start;
        while let Some(((place, _), number)) = coming.next_if(|((place, _), _)| *place <= line.end) {
            let place = (*place).max(from);
            file += &escape(&article.text[from..place], from == line.start);
            file += &format!("[^{number}]");
            from = place;
        }
        file += &escape(&article.text[from..line.end], from == line.start);
    }
    if let Some(date) = &article.annotations.date {
        file += &format!("\n\n*Published {date}*");
    }
    file += "\n";
    for ((_, words), number) in notes.iter().zip(1..) {
        file += &format!("\n[^{number}]: {}\n", escape(&one_line(words), true));
    }
    file
}

/// Where each note is called, and its words.
fn notes(article: &Article) -> Vec<(usize, String)> {
    let annotations = article.annotations;
    let spoken = annotations.quotes.iter().filter(|quote| quote.kind != QuoteKind::Scare && !quote.span.is_empty());
    let quotes = spoken.map(|quote| (quote.span.end, of_quote(quote, article)));
    let entities = annotations.entities.iter().filter_map(|entity| {
        let first = annotations.counted(entity).find(|mention| !mention.span.is_empty())?;
        Some((first.span.end, of_entity(entity, annotations)))
    });
    entities.chain(quotes).collect()
}

fn of_quote(quote: &Quote, article: &Article) -> String {
    let names = quote.entities.iter().filter_map(|&id| article.annotations.entities.get(id));
    let names: Vec<&str> = names.map(|entity| entity.name.as_str()).collect();
    let speaker = if names.is_empty() { quote.speaker.map(|span| span.of(article.text)) } else { None };
    let who = speaker.map_or_else(|| names.join(" and "), String::from);
    let who = if who.is_empty() { "No speaker found" } else { &who };
    let stance = if quote.stance == Stance::Asserted { String::new() } else { format!(", {}", quote.stance.name()) };
    format!("{who}: {}{stance}{}", KINDS.quote(quote.kind.name()), by_hand(quote.corrected))
}

fn of_entity(entity: &Entity, annotations: &Annotations) -> String {
    let about = [
        entity.titles.join(", "),
        entity.age.map_or(String::new(), |age| format!("aged {age}")),
        if entity.affiliations.is_empty() { String::new() } else { format!("with {}", entity.affiliations.join(", ")) },
        if entity.aliases.is_empty() { String::new() } else { format!("also {}", entity.aliases.join(", ")) },
        format!("named {} ×", annotations.counted(entity).count()),
    ];
    let about: Vec<&str> = about.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    let kind = &KINDS.of(entity.label).meaning;
    format!("{}: {kind}; {}{}", entity.name, about.join("; "), by_hand(entity.corrected))
}

fn by_hand(corrected: bool) -> &'static str {
    if corrected { "; corrected by hand" } else { "" }
}

/// `text` so that a reader of Markdown shows it as it is. Behind a note's number nothing may look like its address or its
/// definition.
fn escape(text: &str, starts_line: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    // The digits of "1. " at the start, which would begin a list.
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    for (place, c) in text.char_indices() {
        let begins = place == 0 && if starts_line { AT_START.contains(c) } else { matches!(c, '(' | ':') };
        let counts = starts_line && number > 0 && place == number && matches!(c, '.' | ')');
        if begins || counts || ANYWHERE.contains(c) {
            escaped.push('\\');
        }
        match c {
            '\r' | '\n' => escaped.push(' '),
            '\0' => escaped.push(char::REPLACEMENT_CHARACTER),
            other => escaped.push(other),
        }
    }
    escaped
}

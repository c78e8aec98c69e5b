//! Roles and titles of persons: TITLE mentions, by their head words and what stands around them.
//!
//! A TITLE is a role beside a person's name ("US Secretary of Defense Pete Hegseth", "Jane Roe, chief executive of
//! Acme,"), or in its place ("the Pentagon chief", "the president"). It is a noun phrase: the modifiers that say which
//! role ("former", "national security", names of countries and organisations), its head, and behind a head that
//! follows the name also "of", "for" or "at" with what it leads. An article, a possessor ("Trump's", "his") and a word
//! that only judges or dates ("new", "veteran") stand outside. Mr, Mrs, Dr are no titles. In a name's place stand only
//! roles that one person at a time has; which heads those are says the list `title_heads`.

mod extent;

use super::{FoundMention, PartOfSpeech};
use crate::document::is_phrase_end;
use crate::lexicon::{
    APPOINTING_WORDS, APPOSITION_WORDS, DETERMINERS, HONORIFICS, PORTFOLIO_HEADS, TITLE_FOLLOWERS, TITLE_HEADS,
    TITLE_MODIFIERS, TITLE_QUALIFIERS, forms,
};
use crate::{Document, Label, Span};
use std::ops::Range;

/// No set of articles has titles marked: of 120 drawn at random from what was found in the development sets (60 in news of
/// OntoNotes, 60 in Worldwide), 111 were right when read by hand, most others too short ("Law [professor]").
const PRECISION: f32 = 0.92;

/// What a head needs around it to be a title.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadKind {
    /// Nothing but "the" or a possessor: "the president".
    Office,
    /// What it leads: "the Pentagon chief", "the head of NATO".
    Led,
    /// A name beside it: "analyst Hugo Weiss".
    Role,
}

/// The TITLEs of `document`, sorted, without overlaps among them. `mentions` are the names found, sorted;
/// `parts_of_speech` one for each token, or none where no tagger was at work.
pub(super) fn find_titles(
    document: &Document,
    mentions: &[FoundMention],
    parts_of_speech: &[PartOfSpeech],
) -> Vec<FoundMention> {
    let names = NameIndex { document, mentions, parts_of_speech };
    let mut titles: Vec<FoundMention> = Vec::new();
    let mut at = 0;
    while at < document.tokens().len() {
        let Some((head, kind)) = head_at(document, at) else {
            at += 1;
            continue;
        };
        at = head.end;
        let modifies = TITLE_MODIFIERS.contains(document.lower(head.start)) && head.len() == 1;
        if modifies && head_at(document, head.end).is_some() {
            continue; // "deputy director"
        }
        let floor = titles.last().map_or(0, |title| document.tokens_in(title.span).end);
        let Some(title) = title_around(&names, head, kind, floor) else { continue };
        at = title.end;
        titles.push(FoundMention { span: document.span(title), label: Label::Title, score: Some(PRECISION) });
    }
    titles
}

/// Whether `mention` is no organisation but what a secretary or minister is of: the "Defense" of "Secretary of Defense".
pub(super) fn is_portfolio(document: &Document, titles: &[FoundMention], mention: &FoundMention) -> bool {
    let start = document.tokens_in(mention.span).start;
    let behind = titles.partition_point(|title| title.span.start < mention.span.start);
    let within = behind.checked_sub(1).is_some_and(|title| titles[title].span.contains(mention.span));
    let head = document.lower_at(start.checked_sub(2));
    let of = matches!(document.lower_at(start.checked_sub(1)), "of" | "for");
    within && of && mention.label == Label::Org && PORTFOLIO_HEADS.contains(head)
}

fn head_at(document: &Document, at: usize) -> Option<(Range<usize>, HeadKind)> {
    let (length, kind) = TITLE_HEADS.longest_match(document, at)?;
    let kind = match kind {
        "office" => HeadKind::Office,
        "led" => HeadKind::Led,
        _ => HeadKind::Role,
    };
    Some((at..at + length, kind))
}

/// The tokens of the title with `head`, if there is one; it starts at token `floor` or later.
fn title_around(names: &NameIndex, head: Range<usize>, kind: HeadKind, floor: usize) -> Option<Range<usize>> {
    let document = names.document;
    let sentence = document.sentences()[document.sentence_of(head.start)].tokens.clone();
    if names.inside_other_name(head.start) || head.end > sentence.end {
        return None;
    }
    let floor = floor.max(sentence.start);
    let start = extent::start(names, head.start, floor);
    let head = head.start..extent::end_of_pair(names, head.end, sentence.end);
    let apposed = || {
        let article = forms::is_article(document.lower_at(start.checked_sub(1)));
        let comma = document.lower_at(Some(head.end)) == ",";
        article && comma && names.person_set_off(skip_honorifics(document, head.end + 1))
    };
    if names.person_begins(skip_honorifics(document, head.end)) || names.person_around(head.start) || apposed() {
        return Some(start..head.end);
    }
    let complement = extent::complement(names, head.end, sentence.end);
    if let Some(end) = complement.filter(|&end| names.person_begins(skip_honorifics(document, end))) {
        return Some(start..end); // "Minister of Health Luc Morel"
    }
    if follows_person(names, start, sentence.start) && closes_apposition(document, head.end, sentence.end) {
        let end = extent::long_complement(names, head.end, sentence.end).or(complement);
        return Some(start..end.unwrap_or(head.end));
    }
    let leads = start < head.start || complement.is_some();
    let fits = match kind {
        HeadKind::Office => true,
        HeadKind::Led => leads,
        HeadKind::Role => false,
    };
    let definite = fits && is_definite(document, start, sentence.start);
    let stands_for_person = definite || kind != HeadKind::Role && is_predicate(document, start, kind);
    (stands_for_person && ends_phrase(document, head.end)).then(|| start..complement.unwrap_or(head.end))
}

fn skip_honorifics(document: &Document, at: usize) -> usize {
    HONORIFICS.longest_match(document, at).map_or(at, |(length, _)| at + length)
}

/// "the", "this", "his" or a possessive 's before token `start`, past words that only judge or date ("the new").
fn is_definite(document: &Document, start: usize, floor: usize) -> bool {
    let mut start = start;
    while start > floor && TITLE_QUALIFIERS.contains(document.lower(start - 1)) {
        start -= 1;
    }
    let before = start.checked_sub(1).filter(|&before| before >= floor);
    let word = document.lower_at(before);
    DETERMINERS.get(word).is_some_and(|kind| kind != "indefinite") || matches!(word, "'s" | "'")
}

/// "was named", "as", "became" before token `start`; before an office also "is".
fn is_predicate(document: &Document, start: usize, kind: HeadKind) -> bool {
    match document.lower_at(start.checked_sub(1)) {
        "is" | "was" => kind == HeadKind::Office,
        word => APPOINTING_WORDS.contains(word),
    }
}

/// Whether no further noun follows the head, as far as single words tell: "the chief reason" and "the mayor-general".
fn ends_phrase(document: &Document, end: usize) -> bool {
    let next = document.lower_at(Some(end));
    next != "-" && !TITLE_FOLLOWERS.contains(next)
}

/// Whether a name and a comma stand before the phrase that starts at token `start`: "Jane Roe, 44, the", or with the
/// possessor of the role between, "Jane Roe, Acme's".
fn follows_person(names: &NameIndex, start: usize, floor: usize) -> bool {
    let document = names.document;
    let mut at = start;
    let word = |at: usize| document.lower_at(at.checked_sub(1).filter(|&before| before >= floor));
    if word(at) == "'s" {
        // "Ana Ruiz, Nordwind's chief executive", "Ana Ruiz, the company's chief executive"
        at = names.start_of_name_ending(at - 1).unwrap_or(at.saturating_sub(2).max(floor));
    }
    if DETERMINERS.get(word(at)).is_some_and(|kind| kind != "demonstrative") {
        at -= 1;
    }
    for _ in 0..2 {
        if word(at) != "," {
            return false;
        }
        if names.person_ends(at - 1) {
            return true;
        }
        let age = at.checked_sub(2).filter(|&age| document.lower(age).parse::<u8>().is_ok());
        let Some(age) = age else { return false };
        at = age;
    }
    false
}

/// Whether what stands behind a head ends an apposition or leads on within it: "Ben Okoye, the driver said" is none.
fn closes_apposition(document: &Document, end: usize, sentence_end: usize) -> bool {
    let word = document.lower_at(Some(end).filter(|&end| end < sentence_end));
    !word.starts_with(char::is_alphanumeric) || APPOSITION_WORDS.contains(word)
}

/// The names of a document, looked up by token.
struct NameIndex<'d> {
    document: &'d Document<'d>,
    mentions: &'d [FoundMention],
    parts_of_speech: &'d [PartOfSpeech],
}

impl NameIndex<'_> {
    /// The name mention that covers token `at`.
    fn covering(&self, at: usize) -> Option<&FoundMention> {
        let token = self.document.tokens().get(at)?.span;
        let first = self.mentions.partition_point(|mention| mention.span.end <= token.start);
        let mention = self.mentions.get(first)?;
        (mention.label.is_name() && mention.span.overlaps(token)).then_some(mention)
    }

    fn tokens(&self, span: Span) -> Range<usize> {
        self.document.tokens_in(span)
    }

    fn person_begins(&self, at: usize) -> bool {
        self.covering(at).is_some_and(|name| name.label == Label::Person && self.tokens(name.span).start == at)
    }

    /// Whether a person's name begins at token `at`, and a comma or the sentence's end follows it.
    fn person_set_off(&self, at: usize) -> bool {
        let person = self.covering(at).filter(|_| self.person_begins(at));
        person.is_some_and(|name| is_phrase_end(self.document.lower_at(Some(self.tokens(name.span).end))))
    }

    /// Whether a person's name ends before token `end`.
    fn person_ends(&self, end: usize) -> bool {
        let last = end.checked_sub(1).and_then(|last| self.covering(last));
        last.is_some_and(|name| name.label == Label::Person && self.tokens(name.span).end == end)
    }

    /// Whether a person's name opens with the head at `at` and goes on: "Queen Astrid".
    fn person_around(&self, at: usize) -> bool {
        self.covering(at).is_some_and(|name| name.label == Label::Person)
    }

    /// Whether token `at` is part of a name that is no person's ("General Motors"), or stands within a person's.
    fn inside_other_name(&self, at: usize) -> bool {
        self.covering(at).is_some_and(|name| {
            name.label != Label::Person || self.tokens(name.span).start != at || self.tokens(name.span).len() < 2
        })
    }

    /// The first token of the name that ends before token `end`.
    fn start_of_name_ending(&self, end: usize) -> Option<usize> {
        let name = self.covering(end.checked_sub(1)?)?;
        let tokens = self.tokens(name.span);
        (tokens.end == end).then_some(tokens.start)
    }
}

#[cfg(test)]
mod tests;

//! Sources to the names in them: those that speak ("Ann Voss and Kari Lund"), and that of whom an unnamed source speaks
//! for ("a spokesman for the Harbour Board").

use crate::grammar::noun_phrase::{is_compound, joins_phrases};
use crate::grammar::{Class, Grammar, is_relative_pronoun};
use crate::{Label, lexicon};
use std::ops::Range;

/// How many mentions may begin between a title's beginning and its end.
const NEAREST_MENTIONS: usize = 8;

/// The names in a source, as indices of mentions.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SourceNames {
    /// Those that speak, in order: none in "one diplomat at NATO", the last in "Trump's adviser Mike Waltz", all in "Voss and
    /// Lund".
    pub speaking: Vec<usize>,
    /// Of a source without a name: for whom it speaks.
    pub affiliation: Option<usize>,
}

/// The names in the noun phrase `source`.
pub(super) fn read(grammar: &Grammar, source: &Range<usize>) -> SourceNames {
    let speaking = speaking(grammar, source);
    let affiliation = if speaking.is_empty() { affiliation(grammar, source) } else { None };
    SourceNames { speaking, affiliation }
}

/// The name that heads each of the joint parts of `source`.
fn speaking(grammar: &Grammar, source: &Range<usize>) -> Vec<usize> {
    let mut heads: Vec<usize> = Vec::new();
    let mut head = None;
    let mut token = source.start;
    while token < source.end {
        let name = grammar.name_at(token);
        let end = mention_end(grammar, token, source.end);
        let relative = is_relative_pronoun(grammar.lower(token));
        let more = opens_more(grammar.class(token)) && !is_compound(grammar, token);
        if name.is_none() && (relative || more && !in_title(grammar, token)) {
            break;
        }
        if joins(grammar, token) && end < source.end {
            heads.extend(head.take());
        }
        let closes = end >= source.end
            || !matches!(
                grammar.class(end),
                Class::Genitive | Class::Noun | Class::Name | Class::Adjective | Class::Joint
            );
        if let Some(name) = name.filter(|_| closes && !in_title(grammar, token) && !is_member(grammar, source, token)) {
            head = Some(name);
        }
        token = end;
    }
    // "White House and Pentagon officials": what the last part is of, the first may be too.
    let shared = head.is_none() && ends_in_noun_of_name(grammar, source);
    if shared {
        heads.clear();
    }
    heads.extend(head);
    if heads.is_empty() {
        heads.extend(named_behind(grammar, source).or_else(|| named_by_office(grammar, source)));
    }
    heads
}

/// The person whose name ends what he or she is: "the head of hospital inspection Ann Voss"; not "the wife of actor Ann
/// Voss".
fn named_by_office(grammar: &Grammar, source: &Range<usize>) -> Option<usize> {
    let of = source.clone().skip(1).find(|&token| grammar.class(token) == Class::Preposition)?;
    let name = grammar.name_at(source.end - 1)?;
    let start = source.clone().rev().take_while(|&token| grammar.name_at(token) == Some(name)).last()?;
    let field = start.checked_sub(1).filter(|&field| field > of && grammar.class(field) == Class::Noun)?;
    let office = lexicon::TITLE_HEADS.contains(grammar.lower(of - 1)) && grammar.lower(of) == "of";
    let person = grammar.recognition.mentions[name].label == Label::Person;
    (office && person && !is_somebody(grammar, field)).then_some(name)
}

/// Whether the word at `token` is for a person: "governor", "Republican".
fn is_somebody(grammar: &Grammar, token: usize) -> bool {
    let word = grammar.lower(token);
    lexicon::TITLE_HEADS.contains(word)
        || lexicon::PARTIES.contains(word)
        || lexicon::NOUN_KINDS.get(word).is_some_and(|kind| kind.starts_with("person"))
}

/// The person whose name follows what he or she is: "the mayor of London, Ann Voss", "one judge, former mayor Ann Voss".
fn named_behind(grammar: &Grammar, source: &Range<usize>) -> Option<usize> {
    let comma = source.clone().rev().find(|&token| grammar.class(token) == Class::Comma)?;
    // "a spokesman for the governor, Ann Voss": hers; "a spokesman for the firm, Ann Voss": his.
    let tail = source.clone().skip(1).find(|&token| opens_tail(grammar, token));
    let speaks = tail.filter(|&tail| lexicon::SPOKESPEOPLE.contains(grammar.lower(tail - 1)));
    let head = speaks.and_then(|tail| (tail + 1..=comma).find(|&token| opens_tail(grammar, token)));
    if head.is_some_and(|head| is_somebody(grammar, head - 1)) {
        return None;
    }
    let name = grammar.name_at(source.end - 1)?;
    let person = grammar.recognition.mentions[name].label == Label::Person;
    (person && (comma + 1..source.end).all(|token| grammar.class(token).is_nominal())).then_some(name)
}

/// Whether one of a people or party stands at `token`, who is not all of them: "the Ohio Democrat", "a top Republican", "the
/// Dutchman".
fn is_member(grammar: &Grammar, source: &Range<usize>, token: usize) -> bool {
    let people = grammar.label(token) == Some(Label::Norp);
    let described = token > source.start
        && (grammar.class(source.start).opens_noun() || grammar.class(token - 1) == Class::Adjective);
    let word = grammar.lower(token);
    // "the Dutch" are many.
    let one = !["s", "sh", "ch", "ese"].iter().any(|ending| word.ends_with(ending));
    people && described && one && (lexicon::PARTIES.contains(word) || lexicon::DEMONYMS.contains(word))
}

/// Whether `token` is part of a title: "of" in "Secretary of State Ann Voss", "London" in "the mayor of London".
fn in_title(grammar: &Grammar, token: usize) -> bool {
    let span = grammar.document.span(token..token + 1);
    let mentions = &grammar.recognition.mentions;
    let before = mentions.partition_point(|mention| mention.span.start <= span.start);
    let mut near = mentions[..before].iter().rev().take(NEAREST_MENTIONS);
    near.any(|mention| mention.label == Label::Title && mention.span.contains(span))
}

/// Whether a word of this class opens what tells more of the noun before it.
fn opens_more(class: Class) -> bool {
    matches!(class, Class::Preposition | Class::To | Class::Wh | Class::Participle | Class::Verb | Class::Auxiliary)
}

/// Whether another source begins behind the word at `token`.
fn joins(grammar: &Grammar, token: usize) -> bool {
    let listed = grammar.class(token) == Class::Comma && grammar.name_at(token + 1).is_some();
    let after_name = token > 0 && grammar.name_at(token - 1).is_some();
    joins_phrases(grammar.lower(token)) || listed && after_name
}

/// Whether the last of the joint parts is a noun with a name right before it: "and Pentagon officials".
fn ends_in_noun_of_name(grammar: &Grammar, source: &Range<usize>) -> bool {
    let link = source.clone().rev().find(|&token| joins_phrases(grammar.lower(token)));
    link.is_some_and(|link| grammar.name_at(link + 1).is_some() && grammar.class(source.end - 1) == Class::Noun)
}

/// For whom the unnamed `source` speaks: the name of an organisation or a state that stands before its head or hangs on it;
/// only where
/// that head is one who speaks for others ("a spokesman for the Met", "Ruiz's lawyer"), or a document ("a report by the Met").
fn affiliation(grammar: &Grammar, source: &Range<usize>) -> Option<usize> {
    let tail = source.clone().skip(1).find(|&token| opens_tail(grammar, token)).unwrap_or(source.end);
    let head = tail.checked_sub(1).filter(|&head| head >= source.start)?;
    let noun = grammar.lower(head);
    let document = lexicon::SOURCE_KINDS.get(noun) == Some("document");
    if !document
        && !lexicon::SPOKESPEOPLE.contains(noun)
        && !lexicon::SPOKESPEOPLE.contains(&lexicon::forms::singular(noun))
    {
        return None;
    }
    let can_be = |mention: usize, within: bool| match grammar.recognition.mentions[mention].label {
        Label::Org => true,
        // "officials from Leeds" speak for nobody there; "Leeds officials" do.
        Label::Gpe | Label::Person => within,
        _ => false,
    };
    let before = (source.start..head).rev().filter_map(|token| grammar.name_at(token)).find(|&name| can_be(name, true));
    let behind = || {
        let link = grammar.lower(tail);
        let names = (tail + 1..source.end).take_while(|&token| !opens_tail(grammar, token));
        let mut names = names.filter_map(|token| grammar.name_at(token));
        names.next().filter(|&name| {
            lexicon::AFFILIATION_PREPOSITIONS.contains(link) && can_be(name, matches!(link, "for" | "of" | "by"))
        })
    };
    before.or_else(behind)
}

fn opens_tail(grammar: &Grammar, token: usize) -> bool {
    matches!(grammar.class(token), Class::Preposition | Class::To | Class::Wh | Class::Comma | Class::Participle)
        && grammar.mention(token).is_none()
}

/// The end of the mention at `token`, or of the token.
fn mention_end(grammar: &Grammar, token: usize, limit: usize) -> usize {
    let mention = grammar.mention(token);
    let same = |next: &usize| mention.is_some() && grammar.mention(*next) == mention;
    (token + 1..limit).take_while(same).last().map_or(token + 1, |last| last + 1)
}

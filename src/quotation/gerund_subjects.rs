//! Whose words a gerund or an infinitive reports: its own subject's ("voters saying"), or that of the clause around it ("left
//! saying", "criticised Moe for saying", "Claiming the vote was rigged, Holt").

use super::cues::{Cue, CueKind, group_begin};
use super::implicit::can_speak;
use super::reports::{Report, borrowed, following};
use super::subjects::{FARTHEST, clause_subject, subject};
use super::unsaid::is_read;
use crate::grammar::noun_phrase::{beginning_at, ending_at, is_source_of_words};
use crate::grammar::{Class, Grammar, is_relative_pronoun};
use crate::lexicon::forms::singular;
use crate::recognition::Relation;
use crate::{Label, lexicon};
use std::ops::Range;

/// Whoever is quoted by it, or its own subject.
pub(super) fn of_own(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    quoted(grammar, cue).or_else(|| own_subject(grammar, cue))
}

/// Whoever of the clause around it says it.
pub(super) fn of_clause_around(grammar: &Grammar, cue: &Cue, earlier: &[Report]) -> Option<Range<usize>> {
    blamed(grammar, cue)
        .or_else(|| governing_subject(grammar, cue))
        .or_else(|| leaving_subject(grammar, cue))
        .or_else(|| addressing_subject(grammar, cue, earlier))
        .or_else(|| borrowed(grammar, cue.begin, earlier))
        .or_else(|| main_subject(grammar, cue))
}

/// "Reyes was quoted as saying", "the Herald quoted Reyes as saying"
pub(super) fn quoted(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    let as_at = cue.begin.checked_sub(1).filter(|&token| grammar.lower(token) == "as")?;
    let floor = grammar.sentence(cue.begin).start.max(as_at.saturating_sub(12));
    let quoted = (floor..as_at).rev().find(|&token| lexicon::QUOTING_PARTICIPLES.contains(grammar.lower(token)))?;
    if quoted + 1 < as_at && !matches!(grammar.class(quoted + 1), Class::Preposition) {
        return following(grammar, quoted + 1);
    }
    let mut begin = quoted;
    while begin > floor && matches!(grammar.class(begin - 1), Class::Auxiliary | Class::Adverb) {
        begin -= 1;
    }
    subject(grammar, begin)
}

/// A gerund's or infinitive's own subject: "with analysts saying"; not that of a clause before a comma.
fn own_subject(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    if !grammar.class_before(cue.begin).is_nominal() {
        // "with many saying"
        let some = cue.begin.checked_sub(1).filter(|&at| lexicon::PRONOUN_HEADS.contains(grammar.lower(at)))?;
        return (grammar.lower_before(some) == "with").then_some(some..some + 1);
    }
    let phrase = ending_at(grammar, cue.begin, grammar.sentence(cue.begin).start)?;
    if cue.kind == CueKind::Infinitive {
        return lexicon::CAUSATIVE_VERBS.contains(grammar.lower_before(phrase.start)).then_some(phrase);
    }
    if let Some(author) = author(grammar, &phrase) {
        return Some(author);
    }
    // "polls showing a tight race", "voters saying they had waited"; the writer's are "a letter saying"
    let hangs = grammar.relation(cue.tokens.start) == Relation::NounModifyingClause
        && grammar.head(cue.tokens.start).is_some_and(|head| phrase.contains(&head))
        && (is_read(grammar, &phrase) || can_speak(grammar, &phrase))
        && !lexicon::ADDRESSED_SOURCES.contains(grammar.lower(cue.begin - 1));
    if hangs {
        return Some(phrase);
    }
    // "a sign saying"
    let shown = lexicon::DISPLAYS.contains(grammar.lower(cue.begin - 1)) && cue.takes('q');
    (shown || grammar.lower_before(phrase.start) == "with" || grammar.class_before(phrase.start) == Class::Comma)
        .then_some(phrase)
}

/// "a letter from Holt saying": Holt.
fn author(grammar: &Grammar, phrase: &Range<usize>) -> Option<Range<usize>> {
    let near = phrase.start.saturating_sub(1)..phrase.end;
    let from = near.rev().find(|&token| matches!(grammar.lower(token), "from" | "by"))?;
    (from > 0 && is_spoken(grammar, from - 1)).then_some(from + 1..phrase.end).filter(|author| !author.is_empty())
}

/// Whether the noun at `token` is for words that somebody writes or speaks: "letter", "warning".
fn is_spoken(grammar: &Grammar, token: usize) -> bool {
    let word = grammar.lower(token);
    let of =
        |word: &str| word == "question" || lexicon::CUE_NOUNS.contains(word) || lexicon::DISPLAYED_TEXTS.contains(word);
    of(word) || of(&singular(word))
}

/// Whoever is blamed or praised for it: Moe in "criticised Moe for saying", "sent Moe a notice over claiming".
fn blamed(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    let link = cue.begin.checked_sub(1).filter(|&link| matches!(grammar.lower(link), "for" | "over"))?;
    let floor = grammar.sentence(link).start.max(link.saturating_sub(FARTHEST));
    let clause =
        floor.max((floor..link).rev().find(|&at| grammar.class(at) == Class::Comma).map_or(floor, |at| at + 1));
    let verb = (clause..link).rev().find(|&at| grammar.class(at).is_verbal())?;
    let object = match grammar.class(verb + 1) {
        Class::Object => verb + 1..verb + 2,
        _ => [Relation::IndirectObject, Relation::Object]
            .into_iter()
            .find_map(|relation| grammar.dependent(verb, &[relation]))
            .filter(|object| (verb + 1..link).contains(object))
            .and_then(|object| ending_at(grammar, object + 1, verb + 1))?,
    };
    let somebody = grammar.class(object.start) == Class::Object
        || grammar.label(object.end - 1) == Some(Label::Person)
        || can_speak(grammar, &object) && !is_read(grammar, &object);
    (somebody && !grammar.is_passive(verb)).then_some(object)
}

/// The subject of the clause on which a gerund hangs that no comma parts from it: "after Holt took office vowing to".
fn governing_subject(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    const SURE: f32 = 0.7;
    let verb = cue.tokens.start;
    let hangs = cue.kind == CueKind::Gerund
        && !matches!(grammar.class_before(cue.begin), Class::Comma | Class::Break | Class::Subordinator)
        && grammar.is_sure_of_head(verb, SURE);
    let head = governor(grammar, verb).filter(|&head| hangs && head < cue.begin)?;
    let subject = grammar.own_subject(head)?;
    let start = grammar.sentence(cue.begin).start.max(head.saturating_sub(FARTHEST));
    let stands_for_noun = is_relative_pronoun(grammar.lower(subject));
    let last = grammar.dependent(subject, &[Relation::Conjunct]).filter(|&last| last < head).unwrap_or(subject);
    ((start..head).contains(&subject) && !stands_for_noun).then(|| ending_at(grammar, last + 1, start)).flatten()
}

/// The subject of a verb right before a gerund: "at which he walked out saying".
fn leaving_subject(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    let particle = |at: usize| matches!(grammar.class(at), Class::Adverb | Class::Preposition);
    let verb = cue.begin.checked_sub(1)?;
    let verb = if particle(verb) { verb.checked_sub(1)? } else { verb };
    let finite = grammar.class(verb) == Class::Verb && !grammar.is_be(verb) && cue.kind == CueKind::Gerund;
    finite.then(|| subject(grammar, group_begin(grammar, verb))).flatten()
}

/// The subject of the clause that is reported before "telling him": "Lund said the guard had left, telling him". To whoever
/// reports it something is told.
fn addressing_subject(grammar: &Grammar, cue: &Cue, earlier: &[Report]) -> Option<Range<usize>> {
    let addressed = cue.takes('o') && matches!(grammar.lower(cue.tokens.end), "him" | "her" | "them");
    let start = grammar.sentence(cue.begin).start;
    let outer = earlier.last().filter(|outer| addressed && outer.tokens.start >= start && outer.cue.takes('c'))?;
    let from = outer.tokens.end + usize::from(grammar.lower(outer.tokens.end) == "that");
    clause_subject(grammar, from, cue.begin).filter(|source| source.start >= from)
}

/// The verb on which the gerund `verb` hangs by itself, or by a preposition and one that it is joined to: "won by praising
/// and promising".
fn governor(grammar: &Grammar, verb: usize) -> Option<usize> {
    let head = grammar.head(verb)?;
    match grammar.relation(verb) {
        Relation::AdverbialClause => Some(head),
        Relation::Conjunct if grammar.class(head) == Class::Gerund && head < verb => {
            matches!(grammar.relation(head), Relation::PrepositionalComplement).then(|| governor(grammar, head))?
        }
        Relation::PrepositionalComplement => grammar.head(head).filter(|&at| grammar.class(at).is_verbal()),
        _ => None,
    }
}

/// The subject of the main clause behind a clause without one that opens the sentence: "Claiming the vote was rigged, Holt
/// left", "After saying so, she left".
fn main_subject(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    let sentence = grammar.sentence(cue.begin);
    let opening =
        |token: usize| matches!(grammar.class(token), Class::Preposition | Class::Subordinator | Class::Adverb);
    // "In a statement saying that the mill would close, the board ..."
    let stated = grammar.class(sentence.start) == Class::Preposition
        && is_source_of_words(grammar, sentence.start)
        && beginning_at(grammar, sentence.start + 1, cue.begin).is_some_and(|phrase| phrase.end == cue.begin);
    if cue.kind != CueKind::Gerund || cue.passive || !stated && !(sentence.start..cue.begin).all(opening) {
        return None;
    }
    let limit = sentence.end.min(cue.tokens.end + FARTHEST);
    let commas = (cue.tokens.end..limit).filter(|&token| grammar.class(token) == Class::Comma);
    commas.take(6).find_map(|comma| {
        let start = comma + 1 + usize::from(grammar.class(comma + 1) == Class::Mark);
        let source = beginning_at(grammar, start, limit).filter(|source| can_speak(grammar, source))?;
        let verb = (source.end..source.end + 3).find(|&token| grammar.class(token) != Class::Adverb)?;
        grammar.class(verb).is_verbal().then_some(source)
    })
}

//! Reports of what nobody said: denied, conditional and asked ones, and verbs of saying whose object makes an act of them.

use super::cues::CueKind;
use super::implicit::can_speak;
use super::reports::Report;
use crate::grammar::{Class, Grammar};
use crate::lexicon;
use std::ops::Range;

/// Whether `report` tells that nothing was said, or only perhaps, or that something was done.
pub(super) fn is_unsaid(grammar: &Grammar, report: &Report) -> bool {
    let finite = report.cue.kind == CueKind::Verb && grammar.lower(report.cue.begin) != "having";
    let impersonal = report.cue.passive && is_impersonal(grammar, report);
    let subject = matches!(grammar.class_before(report.cue.begin), Class::Determiner | Class::Wh | Class::Adjective)
        || grammar.class_before(report.cue.begin).is_nominal() && grammar.lower_before(report.cue.begin) != "'s";
    let nobody = report.source.is_none() && !impersonal && (report.cue.passive || !finite || !subject);
    // "was sorry to learn that"
    let felt = report.cue.kind == CueKind::Infinitive
        && !report.cue.takes('q')
        && matches!(grammar.class_before(report.cue.begin), Class::Adjective | Class::Participle);
    // "more than he has stated"
    let compared = grammar.lower_before(report.tokens.start) == "than";
    // "was quoted by the Herald as saying": the saying reports.
    let quoted = report.cue.passive && report.cue.lemma == "quote";
    !report.cue.is_real()
        || nobody
        || quoted
        || felt
        || compared
        || is_conditional(grammar, report)
        || is_act(grammar, report)
        || is_mute(grammar, report)
}

/// "experience shows", "it is hard to imagine": nobody speaks.
fn is_mute(grammar: &Grammar, report: &Report) -> bool {
    let Some(source) = &report.source else { return false };
    // "what to say if it rains"
    let question = report.cue.kind == CueKind::Infinitive && grammar.class_before(report.cue.begin) == Class::Wh;
    let expletive = source.len() == 1 && matches!(grammar.lower(source.start), "it" | "there");
    // Things show, and do not go on to say.
    let thing = (report.borrowed || report.cue.takes('d')) && !can_speak(grammar, source) && !is_read(grammar, source);
    if question || report.borrowed && expletive || thing {
        return true;
    }
    // "Clerks who had seen the numbers argue"
    let relative = source.clone().find(|&token| token > source.start && grammar.lower(token) == "who");
    let head = relative.unwrap_or(source.end) - 1;
    // "Some party figures said"
    let figures = grammar.lower(head) == "figures" && source.len() > 1 && !report.cue.takes('d');
    let owned = source.clone().any(|token| {
        matches!(grammar.class(token), Class::Genitive | Class::Possessive | Class::Name)
            || grammar.label(token).is_some()
    });
    // "official data suggest"
    let kind = source.len() > 1 && is_read(grammar, source) && grammar.class(source.start) != Class::Determiner;
    report.cue.kind == CueKind::Verb
        && !owned
        && !kind
        && !figures
        && lexicon::MUTE_SOURCES.contains(grammar.lower(head))
}

/// "asked not to be named", "claims to have done so": nothing is said.
pub(super) fn is_withheld(grammar: &Grammar, content: &Range<usize>) -> bool {
    let stands_for_verb =
        |token: usize| grammar.class(token) == Class::Auxiliary || matches!(grammar.lower(token), "done" | "so");
    if content.clone().all(stands_for_verb) {
        return true;
    }
    matches!(grammar.lower(content.start), "be" | "not")
        && (content.start..content.end.min(content.start + 4))
            .any(|token| matches!(grammar.lower(token), "named" | "identified"))
}

/// "It is believed that", "the inquest was told that": nobody in particular says so, and yet it is said; not "is expected to",
/// "asked whether".
fn is_impersonal(grammar: &Grammar, report: &Report) -> bool {
    let told = report.cue.lemma == "tell" && report.cue.kind == CueKind::Verb;
    (told || grammar.lower_before(report.cue.begin) == "it") && grammar.lower(report.cue.tokens.end) == "that"
}

/// "if she says that ...", "did he say that", "nobody said"
fn is_conditional(grammar: &Grammar, report: &Report) -> bool {
    let start = report.tokens.start;
    let unsaid = lexicon::UNSAID_OPENERS.match_before(grammar.document, start, 3).is_some();
    let inverted = grammar.class_before(start) == Class::Auxiliary
        && !grammar.class_before(start - 1).is_phrasal()
        && grammar.lower(report.cue.tokens.start) == report.cue.lemma;
    // "Nor has Lund threatened to"
    let nor = grammar.class_before(start) == Class::Auxiliary
        && matches!(grammar.lower_before(start - 1), "nor" | "neither" | "never");
    unsaid
        || nor
        || inverted && report.source.is_some() && !report.borrowed
        || (report.source.as_ref()).is_some_and(|source| {
            // Not in "No 10 confirmed".
            let number = source.len() > 1 && grammar.class(source.start + 1) == Class::Number;
            lexicon::NEGATIONS.get(grammar.lower(source.start)) == Some("subject") && !number
        })
}

/// Whether `source` is something written, recorded or found out: "a poll released on Friday".
pub(super) fn is_read(grammar: &Grammar, source: &Range<usize>) -> bool {
    source.clone().any(|token| {
        let word = grammar.lower(token);
        let singular = word.strip_suffix('s').unwrap_or(word);
        lexicon::SOURCE_KINDS.get(word).or_else(|| lexicon::SOURCE_KINDS.get(singular)) == Some("document")
    })
}

/// "told the truth", "asked his mother questions": what the verb takes makes an act of it.
fn is_act(grammar: &Grammar, report: &Report) -> bool {
    let cue = &report.cue;
    let is_object = |token: usize| {
        let verbs = lexicon::CUE_OBJECTS.get(grammar.lower(token));
        verbs.is_some_and(|verbs| verbs.split(' ').any(|verb| verb == cue.lemma))
    };
    // Not in "said much of the dam was sound", "said more than ten had left".
    let ends = |token: usize| {
        let class = grammar.class(token);
        if cue.lemma == "say" && matches!(grammar.lower(token), "of" | "than") {
            return false;
        }
        !class.is_nominal()
            && !class.is_verbal()
            && !matches!(class, Class::Pronoun | Class::Subordinator | Class::Mark)
    };
    let in_phrase = |token: &usize| {
        let class = grammar.class(*token);
        class.is_nominal() || class.opens_noun() || matches!(class, Class::Pronoun | Class::Object | Class::Adverb)
    };
    let first = cue.tokens.end;
    // "asked to see the books"
    if cue.lemma == "ask" && grammar.class(first) == Class::To {
        return true;
    }
    (first..first + 6)
        .take_while(|token| *token == first || in_phrase(token))
        .any(|token| is_object(token) && ends(token + 1) && grammar.lower(token + 1) != "that")
}

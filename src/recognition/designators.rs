//! What the words of a name tell of its kind, where the network took it for another: "Fort Bragg", "HMS Belfast", "Thitu
//! Island", "Elm Street"; and what stands between quotation marks behind "the film" is a work.

use super::FoundMention;
use crate::document::is_phrase_end;
use crate::lexicon::{DESIGNATORS, WORKS};
use crate::{Document, Label, Span};
use std::ops::Range;

/// How sure a label is that a word of the name gives, where the network gave another: an estimate, not measured.
const SCORE: f32 = 0.8;

/// Gives the names in `mentions`, sorted and without overlaps, the label that their words tell; adds the works that
/// quotation marks set off.
pub(super) fn settle(document: &Document, mentions: &mut Vec<FoundMention>) {
    for mention in mentions.iter_mut().filter(|mention| mention.label.is_name()) {
        let tokens = document.tokens_in(mention.span);
        match told_label(document, tokens, mention.label) {
            Some(label) if label != mention.label => {
                (mention.label, mention.score) = (label, mention.score.map(|_| SCORE));
            }
            _ => {}
        }
    }
    join_campuses(document, mentions);
    take_in_works(document, mentions);
}

/// Puts the works that quotation marks set off in the place of what `mentions` has within them; in one pass, for a text may
/// name as many as it has lines.
fn take_in_works(document: &Document, mentions: &mut Vec<FoundMention>) {
    let works = works(document);
    if works.is_empty() {
        return;
    }
    let mut settled: Vec<FoundMention> = Vec::with_capacity(mentions.len() + works.len());
    let mut rest = std::mem::take(mentions).into_iter().peekable();
    for span in works {
        settled.extend(std::iter::from_fn(|| rest.next_if(|mention| mention.span.end <= span.start)));
        let mut over: Vec<FoundMention> = settled.pop_if(|last| last.span.end > span.start).into_iter().collect();
        over.extend(std::iter::from_fn(|| rest.next_if(|mention| mention.span.start < span.end)));
        let within = over.iter().all(|mention| span.contains(mention.span));
        let known = over.iter().any(|mention| mention.span == span && mention.label == Label::WorkOfArt);
        if within && !known {
            over = vec![FoundMention { span, label: Label::WorkOfArt, score: Some(SCORE) }];
        }
        settled.extend(over);
    }
    settled.extend(rest);
    *mentions = settled;
}

/// The label that the first or last of the `tokens` of a name tells, that was taken for a `found`.
fn told_label(document: &Document, tokens: Range<usize>, found: Label) -> Option<Label> {
    // "Veronica Lake" and "Jeff Street" are people; no person's name opens with "HMS".
    let person = found == Label::Person && document.word(tokens.start).chars().any(char::is_lowercase);
    if tokens.len() < 2 || person || matches!(found, Label::WorkOfArt | Label::Law | Label::Event) {
        return None;
    }
    let keeps = tokens.clone().any(|at| {
        DESIGNATORS
            .longest_match(document, at)
            .is_some_and(|(length, value)| value == "keep" && at + length == tokens.end)
    });
    let told = |at: usize, place: &str| {
        let (label, found) = DESIGNATORS.get(document.lower(at))?.split_once(' ')?;
        let capital = document.word(at).starts_with(char::is_uppercase);
        (found == place && capital).then(|| Label::ALL.into_iter().find(|known| known.name() == label))?
    };
    if keeps {
        return None;
    }
    told(tokens.end - 1, "last").or_else(|| told(tokens.start, "first"))
}

/// "University of Texas at Austin": one name with the town of the campus.
fn join_campuses(document: &Document, mentions: &mut Vec<FoundMention>) {
    mentions.dedup_by(|town, name| {
        let (tokens, behind) = (document.tokens_in(name.span), document.tokens_in(town.span));
        let university = name.label == Label::Org && matches!(document.lower(tokens.start), "university" | "the");
        let of = tokens.clone().take(3).any(|index| document.lower(index) == "of");
        let joined = behind.start == tokens.end + 1 && document.lower(tokens.end) == "at";
        let is_campus = university && of && joined && town.label == Label::Gpe;
        if is_campus {
            name.span.end = town.span.end;
        }
        is_campus
    });
}

/// The names of works between quotation marks, without the marks: "directed “The Long Ferry”".
fn works(document: &Document) -> Vec<Span> {
    /// A title has at most so many tokens.
    const LONGEST: usize = 10;
    let tokens = document.tokens().len();
    let opens = |at: usize| matches!(document.word(at), "“" | "\"" | "‘");
    let closes = |at: usize| matches!(document.word(at), "”" | "\"" | "’");
    let mut works = Vec::new();
    let mut at = 1;
    while at + 1 < tokens {
        if opens(at) && (1..=3).any(|length| WORKS.match_before(document, at, length).is_some()) {
            let block = document.block_around(at).end;
            let end = (at + 1..block.min(at + 2 + LONGEST)).find(|&end| closes(end));
            if let Some(title) = end.and_then(|end| title(document, at + 1..end)) {
                works.push(document.span(title));
            }
        }
        at += 1;
    }
    works
}

/// `tokens` without the mark that belongs to the sentence, where its words are written as those of a title.
fn title(document: &Document, tokens: Range<usize>) -> Option<Range<usize>> {
    let end = tokens.end - usize::from(!tokens.is_empty() && is_phrase_end(document.word(tokens.end - 1)));
    let tokens = tokens.start..end;
    let word = |at: usize| document.word(at);
    let capital = |at: usize| word(at).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let first = tokens.clone().next().filter(|&first| capital(first));
    let last = tokens.clone().next_back().filter(|&last| capital(last) || !word(last).starts_with(char::is_alphabetic));
    (first.is_some() && last.is_some()).then_some(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::settled_by;

    /// What the network found, and what is made of it.
    #[test]
    fn told_by_their_words() {
        for (found, settled) in [
            ("at [GPE Fort Bragg] and [GPE Fort Worth]", "at [FAC Fort Bragg] and [GPE Fort Worth]"),
            ("[ORG HMS Belfast] sailed to [GPE Thitu Island]", "[PRODUCT HMS Belfast] sailed to [LOC Thitu Island]"),
            ("[ORG Wall Street] and [ORG Elm Street]", "[ORG Wall Street] and [FAC Elm Street]"),
            ("[GPE Rhode Island] and [GPE Lake Erie]", "[GPE Rhode Island] and [LOC Lake Erie]"),
            (
                "the [ORG University of Ohio] at [GPE Marl], [ORG Acme] at [GPE Marl]",
                "the [ORG University of Ohio at Marl], [ORG Acme] at [GPE Marl]",
            ),
            ("[PERSON HMS Tamar] sank.", "[PRODUCT HMS Tamar] sank."),
            ("[PERSON Kirsty Lake] swam.", "[PERSON Kirsty Lake] swam."),
            (
                "She directed “The [PERSON Long Ferry].” It was “A Good Year” for her.",
                "She directed “[WORK_OF_ART The Long Ferry].” It was “A Good Year” for her.",
            ),
            ("the film \"we will see\" ran", "the film \"we will see\" ran"),
        ] {
            assert_eq!(settled_by(found, settle), settled);
        }
    }
}

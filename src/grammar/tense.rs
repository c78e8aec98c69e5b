//! Whether a sentence speaks, near a date, of what was or of what is to come.

use super::Grammar;
use crate::Span;
use crate::lexicon::{AUXILIARIES, CUE_VERBS, List, NEGATIONS, RANGE_JOINTS, TENSE_CUES, TENSE_PREPOSITIONS, forms};
use crate::recognition::PartOfSpeech;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Past,
    Future,
    /// No verb tells.
    Unknown,
}

/// What a preposition before a date tells of it.
#[derive(Clone, Copy)]
enum Preposition {
    Past,
    Future,
    /// To come, unless the verb is of the past.
    Deadline,
}

/// How far verbs are looked for, in tokens, so that a text without full stops stays cheap.
const REACH: usize = 40;

impl Grammar<'_> {
    /// The direction of the date `span`: what a preposition before it says ("ahead of Friday's vote"), else the verb
    /// nearest to it in its sentence, before it or else behind it.
    pub(crate) fn direction(&self, span: Span) -> Direction {
        let mention = self.document.tokens_in(span);
        if mention.is_empty() {
            return Direction::Unknown;
        }
        let Range { start: first, end: last } = self.near(&mention);
        let before = (first..mention.start).rev().find_map(|index| self.tense_cue(index));
        let behind = || (mention.end..last).find_map(|index| self.tense_cue(index));
        let verb = before.or_else(behind).unwrap_or(Direction::Unknown);
        match self.tense_preposition(first..mention.start) {
            Some(Preposition::Past) if verb != Direction::Future => Direction::Past,
            Some(Preposition::Future) => Direction::Future,
            // "had been freed by Friday" is past, "must be freed by Friday" is not.
            Some(Preposition::Deadline) if verb == Direction::Past => Direction::Unknown,
            Some(Preposition::Deadline) => Direction::Future,
            _ => verb,
        }
    }

    /// The direction of the one verb whose time the date `span` must be, since it stands right before it in its clause, or,
    /// where it speaks of what was, right behind a date that opens the clause. A year is moved by nothing less: what is to
    /// come must be promised ("will", "is to").
    pub(crate) fn clear_direction(&self, span: Span) -> Direction {
        /// How far that verb may stand, in tokens.
        const CLOSE: usize = 8;
        let mention = self.document.tokens_in(span);
        if mention.is_empty() {
            return Direction::Unknown;
        }
        let Range { start: first, end: last } = self.near(&mention);
        // "has booked a flight for Dec. 23", "barred them through May"
        let before = self.document.lower_at(mention.start.checked_sub(1));
        let target = RANGE_JOINTS.says(before, 'e') || TENSE_PREPOSITIONS.contains(before);
        let clause = (first..mention.start).rev().find(|&index| self.is_mark(index)).map_or(first, |mark| mark + 1);
        let before = clause.max(mention.start.saturating_sub(CLOSE))..mention.start;
        match before.rev().find_map(|index| Some((index, self.tense_cue(index)?))) {
            Some((index, Direction::Future)) if self.is_promise(index) => Direction::Future,
            Some((_, Direction::Past)) if !target => Direction::Past,
            None if mention.start - clause <= 2 && !target => {
                let verb = (mention.end..last.min(mention.end + CLOSE)).find_map(|index| self.tense_cue(index));
                verb.filter(|verb| *verb == Direction::Past).unwrap_or(Direction::Unknown)
            }
            _ => Direction::Unknown,
        }
    }

    /// Whether the word at `index`, which speaks of what is to come, says so for certain: "will", "is to", "is due".
    fn is_promise(&self, index: usize) -> bool {
        let promises = |word: &str| matches!(AUXILIARIES.get(word), Some("be" | "will"));
        let before = self.document.lower_at(index.checked_sub(1));
        promises(self.lower(index)) || promises(before) || before == "'s"
    }

    /// Whether a date that stands right behind a noun tells when that was, and nothing of the sentence's verb: "vowed to
    /// answer an attack Friday", but "will hold a vote Friday".
    pub(crate) fn dates_a_noun(&self, span: Span) -> bool {
        let mention = self.document.tokens_in(span).start;
        let phrase = (0..mention).rev().take(4).find(|&index| {
            !self.is_common_noun(index)
                && !matches!(self.part(index), PartOfSpeech::Adjective | PartOfSpeech::ProperNoun)
        });
        let article = phrase.filter(|&index| forms::is_article(self.lower(index)));
        let governed = article.and_then(|index| index.checked_sub(1));
        governed.is_some_and(|index| self.part(index) == PartOfSpeech::Preposition) && self.is_common_noun(mention - 1)
    }

    fn is_mark(&self, index: usize) -> bool {
        !self.lower(index).starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '$'))
    }

    /// The tokens of the sentence of `mention` that are near enough to tell of it.
    fn near(&self, mention: &Range<usize>) -> Range<usize> {
        let sentence = self.document.sentences().get(self.document.sentence_of(mention.start));
        let bounds = sentence.map_or(mention.clone(), |sentence| sentence.tokens.clone());
        bounds.start.max(mention.start.saturating_sub(REACH))..bounds.end.min(mention.end + REACH)
    }

    /// Whether a word of `list` stands near `span` in its sentence.
    pub(crate) fn sentence_has(&self, span: Span, list: &List) -> bool {
        let mention = self.document.tokens_in(span);
        !mention.is_empty() && self.near(&mention).any(|index| list.contains(self.lower(index)))
    }

    /// What the preposition at the end of `before` says of the date that follows: "until Friday"; and, with no verb
    /// between, "after his arrest on Saturday".
    fn tense_preposition(&self, before: Range<usize>) -> Option<Preposition> {
        const NEAR: usize = 6;
        for index in before.clone().rev().take(NEAR) {
            match TENSE_PREPOSITIONS.longest_match(self.document, index) {
                Some((_, "target")) => {}
                // "after his arrest on Saturday", but not "after Saturday"
                Some((length, "past")) if index + length < before.end || self.lower(index) == "since" => {
                    return Some(Preposition::Past);
                }
                // What opens a sentence may be of either: "By Friday the fire had spread".
                Some((length, kind)) if index + length == before.end && index > before.start => {
                    return Some(if kind == "future" { Preposition::Future } else { Preposition::Deadline });
                }
                _ => {}
            }
            if self.tense_cue(index).is_some() || !self.lower(index).starts_with(char::is_alphanumeric) {
                return None;
            }
        }
        None
    }

    /// What the word at `index` tells, if it is a verb that tells; a verb in the present tells that the sentence is not of
    /// what was.
    fn tense_cue(&self, index: usize) -> Option<Direction> {
        let word = self.lower(index);
        if self.is_future(index) {
            return Some(Direction::Future);
        }
        let listed = TENSE_CUES.get(word);
        if self.is_past(index) {
            return (!self.follows_auxiliary(index)).then_some(Direction::Past);
        }
        let reports = CUE_VERBS.contains(word.strip_suffix('s').unwrap_or(word));
        let present = self.is_present(index) && listed.is_none() && !reports;
        present.then_some(Direction::Unknown)
    }

    /// Whether the word at `index` is one of those that speak of what is to come, as no noun and no name ("plans", "May").
    fn is_future(&self, index: usize) -> bool {
        let word = self.lower(index);
        let next = || self.lower(index + 1);
        let listed = match TENSE_CUES.get(word) {
            Some("future") => true,
            Some("future before to") => next() == "to",
            Some("future before for") => matches!(next(), "to" | "for"),
            Some("scheduled") => {
                return matches!(self.part(index), PartOfSpeech::VerbThirdPerson | PartOfSpeech::VerbBase);
            }
            Some("modal") => return self.part(index) == PartOfSpeech::Modal,
            _ => false,
        };
        let noun = matches!(self.part(index), PartOfSpeech::Noun | PartOfSpeech::PluralNoun | PartOfSpeech::ProperNoun);
        listed && !noun
    }

    fn is_past(&self, index: usize) -> bool {
        matches!(AUXILIARIES.get(self.lower(index)), Some("be past" | "do past" | "have"))
            || matches!(self.part(index), PartOfSpeech::VerbPast | PartOfSpeech::VerbParticiple)
    }

    fn is_present(&self, index: usize) -> bool {
        match self.part(index) {
            PartOfSpeech::VerbThirdPerson => true,
            PartOfSpeech::VerbBase => !matches!(self.part_before(index), PartOfSpeech::To | PartOfSpeech::Modal),
            _ => false,
        }
    }

    /// Whether the word at `index` is a participle or infinitive after "will", "be", "will not", "will stay", "will have":
    /// those tell the tense.
    fn follows_auxiliary(&self, index: usize) -> bool {
        let adverb = |word: &str| NEGATIONS.contains(word) || matches!(word, "also" | "then") || word.ends_with("ly");
        let mut before = index.checked_sub(1);
        if adverb(self.document.lower_at(before)) {
            before = before.and_then(|before| before.checked_sub(1));
        }
        let word = self.document.lower_at(before);
        let infinitive = || before.is_some_and(|before| self.follows_auxiliary(before));
        let future = before.is_some_and(|before| self.is_future(before));
        match AUXILIARIES.get(word) {
            Some("be") => true,
            Some("have" | "keep" | "link") => future || infinitive(),
            _ => future,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::recognition::Recognition;
    use PartOfSpeech::{Conjunction, Determiner, Noun, Pronoun, ProperNoun, Punctuation, VerbPast, VerbThirdPerson};

    /// Verbs that only the tagger knows for what they are.
    #[test]
    fn parts_of_speech_tell_the_tense() {
        for (text, parts, expected) in [
            (
                "He left, but returns Friday",
                vec![Pronoun, VerbPast, Punctuation, Conjunction, VerbThirdPerson],
                Direction::Future,
            ),
            ("Rain beset the town Friday", vec![Noun, VerbPast, Determiner, Noun], Direction::Past),
            ("The cut Friday", vec![Determiner, Noun], Direction::Unknown),
            ("She says it sank Friday", vec![Pronoun, VerbThirdPerson, Pronoun, VerbPast], Direction::Past),
        ] {
            let document = Document::read(text, None);
            let parts: Vec<PartOfSpeech> = parts.into_iter().chain([ProperNoun]).collect();
            assert_eq!(parts.len(), document.tokens().len(), "{text}");
            let date = Span::new(text.len() - "Friday".len(), text.len());
            let recognition = Recognition { parts_of_speech: parts, ..Recognition::default() };
            assert_eq!(Grammar::read(&document, &recognition).direction(date), expected, "{text}");
        }
    }
}

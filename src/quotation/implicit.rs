//! Quotes without a cue of their own to speakers: who goes on from the sentence or the paragraph before, who takes turns,
//! who is the subject of the sentence (implicit speakers, as Muzny et al. 2017 call them).

use super::clause_ends::sets_aside;
use super::cues::CueKind;
use super::reports::Report;
use super::shapes::{self, Shape};
use super::sieves::Sieve;
use super::speakers::{Answer, Attribution};
use super::subjects::clause_subject;
use crate::document::{BlockKind, Marked, is_short};
use crate::grammar::noun_phrase::beginning_at;
use crate::grammar::{Class, Grammar};
use crate::lexicon::forms;
use crate::{Label, QuoteKind, lexicon};
use std::ops::Range;

/// How many paragraphs back a speaker may be who goes on; and where somebody tells of a talk.
const FARTHEST: usize = 3;
const FARTHEST_ANSWER: usize = 8;

/// How far before words in marks a participle may stand that a "by" behind them goes with.
const FARTHEST_PARTICIPLE: usize = 5;

impl Attribution<'_, '_> {
    /// Quotes without a report of their own.
    pub(super) fn alone(&self, index: usize, shape: &Shape) -> Option<Answer> {
        let marked = &self.marked[index];
        if marked.nested {
            return None;
        }
        if let Some(before) = marked.continues {
            let answer = &self.answers[before];
            return Some(Answer {
                kind: QuoteKind::Direct,
                cue: None,
                sieve: Some(Sieve::Chain),
                source: answer.source.clone(),
            });
        }
        if self.is_heading(marked, shape) {
            return Some(Answer { kind: QuoteKind::Direct, source: None, cue: None, sieve: None });
        }
        let sentence = shape.stands_apart
            && self.word(marked.tokens.start.saturating_sub(1)) != ","
            && (shape.words > 2 || shape.closes_sentence());
        if !sentence {
            return self.by_subject(marked, shape);
        }
        let floor = self.clause_start(marked.tokens.start);
        self.label(marked, floor)
            .or_else(|| self.letterhead(marked))
            .or_else(|| self.same_block(index))
            .or_else(|| self.earlier_block(index))
            .or(Some(Answer { kind: QuoteKind::Direct, source: None, cue: None, sieve: None }))
    }

    /// Whether the words are a heading between paragraphs: whose they are, the text below tells.
    fn is_heading(&self, marked: &Marked, shape: &Shape) -> bool {
        let document = self.grammar.document;
        let block = &document.blocks()[document.block_of(marked.tokens.start)];
        block.kind == BlockKind::Headline && block.tokens == marked.tokens && !shape.closes_sentence()
    }

    /// The speaker of what stands before in the same paragraph.
    pub(super) fn same_block(&self, index: usize) -> Option<Answer> {
        let start = self.marked[index].tokens.start;
        let block = self.grammar.block(start).start;
        self.previous(index, block, Sieve::GoesOn)
    }

    /// The speaker of the last paragraphs.
    pub(super) fn earlier_block(&self, index: usize) -> Option<Answer> {
        let start = self.marked[index].tokens.start;
        let block = self.grammar.document.block_of(start);
        // Whoever tells of a talk tells much between two answers.
        let told = self.reports_before(start).take(6).filter_map(|report| report.source.as_ref());
        let blocks = if told.into_iter().any(|source| self.is_narrator(source)) { FARTHEST_ANSWER } else { FARTHEST };
        let floor = self.grammar.document.blocks()[block.saturating_sub(blocks)].tokens.start;
        self.turns(index).or_else(|| self.previous(index, floor, Sieve::NextParagraph))
    }

    /// The nearest of: the speaker of the last quote, the source of the last report, the person that the sentence
    /// before is about.
    fn previous(&self, index: usize, floor: usize, sieve: Sieve) -> Option<Answer> {
        let grammar = self.grammar;
        let start = self.marked[index].tokens.start;
        let quote = (0..index).rev().take(8).find(|&before| {
            self.marked[before].tokens.start >= floor
                && !self.marked[before].nested
                && self.answers[before].kind != QuoteKind::Scare
        });
        let after_quote = quote.map_or(floor, |before| self.end_of_attribution(before));
        let report =
            self.reports_before(start).take(4).take_while(|report| report.cue.begin >= after_quote).find(|report| {
                let speaks = |source: &Range<usize>| {
                    grammar.lower(source.start) != "who" && !self.is_narrator(source) && can_speak(grammar, source)
                };
                // "offers a chance to hear what he says"
                let act = report.borrowed && report.cue.kind == CueKind::Infinitive;
                report.source.as_ref().is_some_and(speaks)
                    && !report.cue.passive
                    && !act
                    && report.cue.takes(['q', 'c'][usize::from(report.cue.takes('c'))])
                    && report.cue.kind != CueKind::Noun
            });
        let report = report.map(|report| self.outermost_of_sentence(report, after_quote));
        let named = self.person_before(start, after_quote).filter(|_| quote.is_none() || !self.is_about_another(index));
        let answer = |source: Range<usize>, sieve| {
            Some(Answer { kind: QuoteKind::Direct, source: Some(source), cue: None, sieve: Some(sieve) })
        };
        let from_quote = quote.and_then(|before| self.answers[before].source.clone());
        match (report, named) {
            (Some(report), Some(named)) if named.start > report.tokens.start => answer(named, Sieve::SentenceBefore),
            // "The mayor rebuked Moe after he said that it was late": the sentence is about her.
            (Some(report), Some(named)) if sets_aside(grammar.lower_before(report.tokens.start)) => {
                answer(named, Sieve::SentenceBefore)
            }
            (Some(report), _) if report.tokens.start >= after_quote && from_quote != report.source => {
                answer(report.source.clone()?, Sieve::SentenceBefore)
            }
            (None, Some(named)) if grammar.block(named.start).contains(&start) => answer(named, Sieve::SentenceBefore),
            _ => answer(from_quote.or_else(|| report.and_then(|report| report.source.clone()))?, sieve),
        }
    }

    /// "I ask", "we hear": whoever tells the story says none of the quotes behind.
    fn is_narrator(&self, source: &Range<usize>) -> bool {
        source.len() == 1 && forms::is_first_person(self.grammar.lower(source.start))
    }

    /// Of "Carter said that critics had predicted war": what Carter said, rather than what the critics did.
    fn outermost_of_sentence<'r>(&'r self, inner: &'r Report, floor: usize) -> &'r Report {
        let grammar = self.grammar;
        let start = grammar.sentence(inner.cue.begin).start.max(floor);
        let joined =
            |report: &Report| matches!(grammar.class_before(report.tokens.start), Class::Comma | Class::Coordinator);
        let holds = |outer: &&Report| {
            outer.source.is_some() && !outer.cue.passive && outer.cue.takes('c') && outer.cue.kind == CueKind::Verb
        };
        let before = self.reports_before(inner.tokens.start).take_while(|report| report.tokens.start >= start);
        if joined(inner) { inner } else { before.take(3).find(holds).unwrap_or(inner) }
    }

    /// The end of the sentence in which quote `index` stands with its cue: what that sentence tells of its speaker reports
    /// nothing more.
    fn end_of_attribution(&self, index: usize) -> usize {
        let (tokens, answer) = (&self.marked[index].tokens, &self.answers[index]);
        let behind = answer.cue.iter().chain(&answer.source).map(|part| part.end).filter(|&end| end > tokens.end).max();
        behind.map_or(tokens.end, |end| self.grammar.sentence(end - 1).end.max(tokens.end))
    }

    /// Whether the words of quote `index` are about somebody else, who is then not the one that says them.
    fn is_about_another(&self, index: usize) -> bool {
        let words = self.marked[index].inner();
        let mut pronouns = words.clone().take(40).filter_map(|token| lexicon::PRONOUNS.get(self.grammar.lower(token)));
        let first = pronouns.find(|first| !matches!(*first, "it" | "they" | "you"));
        matches!(first, Some("he" | "she"))
    }

    /// The person who is the subject of the sentence that ends before `start`.
    fn person_before(&self, start: usize, floor: usize) -> Option<Range<usize>> {
        let grammar = self.grammar;
        let last = start.checked_sub(1)?;
        let sentence = grammar.sentence(last);
        if sentence.start < floor || sentence.end > start {
            return None;
        }
        let subject = clause_subject(grammar, sentence.start, last)?;
        let pronoun = matches!(grammar.lower(subject.start), "he" | "she");
        let person = subject.clone().any(|token| match grammar.label(token) {
            Some(label) => label == Label::Person,
            None => grammar.recognition.mentions.is_empty() && grammar.class(token) == Class::Name,
        }) || grammar.class(subject.start).opens_noun()
            && grammar.lower(subject.start) != "a"
            && lexicon::NOUN_KINDS.get(grammar.lower(subject.end - 1)).is_some_and(|kind| kind.starts_with("person"));
        (pronoun && subject.len() == 1 || person).then_some(subject)
    }

    /// Two people in turn, a paragraph each.
    fn turns(&self, index: usize) -> Option<Answer> {
        let (last, before) = (index.checked_sub(1)?, index.checked_sub(2)?);
        let block = |index: usize| self.grammar.document.block_of(self.marked[index].tokens.start);
        let adjacent = block(index) == block(last) + 1 && block(last) == block(before) + 1;
        let question = |index: usize| shapes::shape(self.grammar, &self.marked[index]).closes_with == "?";
        let (first, second) = (self.answers[before].source.clone()?, self.answers[last].source.clone()?);
        let differ = self.text(&first) != self.text(&second);
        let dialogue =
            adjacent && differ && (question(last) || question(before)) && self.answers[last].kind == QuoteKind::Direct;
        dialogue.then_some(Answer {
            kind: QuoteKind::Direct,
            source: Some(first),
            cue: None,
            sieve: Some(Sieve::Turns),
        })
    }

    pub(super) fn text(&self, range: &Range<usize>) -> &str {
        self.grammar.document.span(range.clone()).of(self.grammar.document.text())
    }

    /// Words in marks in a sentence that reports nothing: its subject's, where they are no term.
    pub(super) fn by_subject(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let floor = self.clause_start(marked.tokens.start);
        let source = clause_subject(grammar, floor, marked.tokens.start);
        if let Some(answer) = self.as_utterance(marked, source.as_ref()) {
            return Some(answer);
        }
        // "firms using "forced arbitration" clauses"
        let modifies = !shape.stands_apart
            && grammar.class(marked.tokens.end) == Class::Noun
            && matches!(grammar.class_before(marked.tokens.start), Class::Gerund | Class::Preposition | Class::Verb);
        let modifies = modifies || shapes::is_modifier(grammar, marked);
        if shape.words < 2 || shape.title || modifies && shape.words < 4 {
            return None;
        }
        if let Some(speaker) = source.as_ref().and_then(|source| self.of_utterance(source, marked)) {
            return Some(Answer {
                kind: QuoteKind::Direct,
                source: Some(speaker),
                cue: None,
                sieve: Some(Sieve::Utterance),
            });
        }
        let source = source.filter(|source| can_speak(grammar, source) && self.acts(source, marked.tokens.start));
        // "Mayor 'lied to council'": a headline may well quote others about its subject, as words that tell what it did do.
        let source = source.filter(|_| !self.in_headline(marked) && !grammar.class(marked.inner().start).is_verbal());
        // A few words that nobody here says are a term or a name.
        if source.is_none() && shape.words <= 3 && !shape.clause {
            return None;
        }
        Some(Answer { kind: QuoteKind::Mixed, sieve: source.is_some().then_some(Sieve::Subject), source, cue: None })
    }

    fn in_headline(&self, marked: &Marked) -> bool {
        let document = self.grammar.document;
        let index = document.block_of(marked.tokens.start);
        let block = &document.blocks()[index];
        block.kind == BlockKind::Headline || index == 0 && is_short(document, &block.tokens)
    }

    /// Whether the subject `source` of a clause that leads to marks at `start` does something: what it is called or what is
    /// done to it are not its words ("The plan was "a disaster"", "Holt was fined for "gross neglect"").
    fn acts(&self, source: &Range<usize>, start: usize) -> bool {
        let grammar = self.grammar;
        let be = (source.end..start).rev().find(|&token| grammar.is_be(token));
        be.is_none_or(|be| {
            let next = (be + 1..start).find(|&token| grammar.class(token) != Class::Adverb).unwrap_or(start);
            let described = (next..start).all(|token| grammar.class(token).opens_noun());
            !described && grammar.class(next) != Class::Participle
        })
    }

    /// `dubbed "the Oven" by fans`, `condemned as "cruel" by nurses`: the words are theirs.
    pub(super) fn named_by(&self, marked: &Marked) -> Option<Answer> {
        let grammar = self.grammar;
        let end = marked.tokens.end;
        if grammar.lower(end) != "by" {
            return None;
        }
        let floor = self.clause_start(marked.tokens.start).max(marked.tokens.start.saturating_sub(FARTHEST_PARTICIPLE));
        let done = |token: &usize| matches!(grammar.class(*token), Class::Participle | Class::Verb);
        let verb = (floor..marked.tokens.start).rev().find(done)?;
        let passive = grammar.class(verb) == Class::Participle
            || self
                .reports_before(marked.tokens.start)
                .next()
                .is_some_and(|report| report.cue.takes('a') && report.cue.passive && report.cue.tokens.contains(&verb));
        let source = beginning_at(grammar, end + 1, grammar.block(end).end)?;
        (passive && can_speak(grammar, &source)).then(|| Answer {
            kind: QuoteKind::Mixed,
            source: Some(source),
            cue: Some(verb..verb + 1),
            sieve: Some(Sieve::Within),
        })
    }

    /// "greeted them with the words", "drew cries of", "chants of ... from the gallery"
    fn as_utterance(&self, marked: &Marked, subject: Option<&Range<usize>>) -> Option<Answer> {
        let grammar = self.grammar;
        let of = marked.tokens.start.checked_sub(1)?;
        let noun = if grammar.lower(of) == "of" { of.checked_sub(1)? } else { of };
        let kind = lexicon::UTTERANCES.get(grammar.lower(noun))?;
        if (kind == "of") != (noun < of) {
            return None;
        }
        let from = matches!(grammar.lower(marked.tokens.end), "from" | "by");
        let speaker = if from {
            beginning_at(grammar, marked.tokens.end + 1, grammar.block(noun).end)
        } else {
            subject.filter(|subject| subject.end <= noun && grammar.lower(subject.start) != "there").cloned()
        };
        let speaker = speaker.filter(|speaker| can_speak(grammar, speaker));
        let sieve = speaker.is_some().then_some(Sieve::Utterance);
        Some(Answer { kind: QuoteKind::Direct, source: speaker, cue: Some(noun..noun + 1), sieve })
    }

    /// `"Call the roll," came shouts from the crowd`
    pub(super) fn came_from(&self, marked: &Marked) -> Option<Answer> {
        let grammar = self.grammar;
        let came = marked.tokens.end;
        let block = grammar.block(came.saturating_sub(1)).end;
        let near = came + 1..block.min(came + 6);
        let noun = near.clone().find(|&token| lexicon::UTTERANCES.contains(grammar.lower(token)))?;
        let from = (noun + 1..near.end).find(|&token| grammar.lower(token) == "from");
        let source = from.and_then(|from| beginning_at(grammar, from + 1, block));
        matches!(grammar.lower(came), "came" | "comes").then_some(Answer {
            kind: QuoteKind::Direct,
            source,
            cue: Some(noun..noun + 1),
            sieve: Some(Sieve::Utterance),
        })
    }

    /// "His last words were": whose the words are.
    fn of_utterance(&self, source: &Range<usize>, marked: &Marked) -> Option<Range<usize>> {
        let head = source.end.checked_sub(1)?;
        let be = marked.tokens.start.checked_sub(1).is_some_and(|token| self.grammar.is_be(token));
        let utterance = lexicon::UTTERANCES.contains(self.grammar.lower(head));
        let speaker = possessor(self.grammar, source.clone());
        (be && utterance && speaker != *source).then_some(speaker)
    }
}

/// Whether a noun phrase names somebody who can speak, or something that can be read: by its mention, else its head.
pub(super) fn can_speak(grammar: &Grammar, source: &Range<usize>) -> bool {
    if lexicon::SPEAKING_PRONOUNS.contains(grammar.lower(source.start)) {
        return true;
    }
    let opens = |token: usize| {
        matches!(grammar.class(token), Class::Preposition | Class::To)
            || matches!(grammar.lower(token), "who" | "which")
    };
    let core = source.clone().find(|&token| opens(token));
    let core = source.start..core.filter(|&token| token > source.start).unwrap_or(source.end);
    let head = core.end.saturating_sub(1);
    // "the 37-year-old"
    let word = grammar.lower(head);
    if word.ends_with("year-old") || word == "old" && grammar.class_before(head) == Class::Joint {
        return true;
    }
    match grammar.label(head) {
        Some(Label::Person | Label::Org | Label::Gpe | Label::Norp) => return true,
        Some(Label::Date | Label::Time | Label::Event | Label::Law | Label::Money | Label::Percent) => return false,
        _ => {}
    }
    let singular = word.strip_suffix('s').unwrap_or(word);
    let stem = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let known = |word: &str| {
        lexicon::SOURCE_KINDS.contains(word)
            || matches!(lexicon::NOUN_KINDS.get(word), Some(kind) if !kind.starts_with("place"))
    };
    known(word)
        || known(singular)
        || stem.is_some_and(|stem| known(&stem))
        || lexicon::TITLE_HEADS.contains(word)
        || lexicon::TITLE_HEADS.contains(singular)
        || grammar.recognition.mentions.is_empty() && grammar.class(head) == Class::Name
        || grammar.class(head) == Class::Name && grammar.label(head).is_none()
}

/// "Dale's verdict" and "her answer" are Dale's and hers.
pub(super) fn possessor(grammar: &Grammar, source: Range<usize>) -> Range<usize> {
    if grammar.class(source.start) == Class::Possessive {
        return source.start..source.start + 1;
    }
    match source.clone().find(|&token| grammar.class(token) == Class::Genitive) {
        Some(genitive)
            if genitive > source.start
                && !source.clone().skip(genitive - source.start).any(|token| grammar.class(token) == Class::Name) =>
        {
            source.start..genitive
        }
        _ => source,
    }
}

//! Document to word classes: what part each token plays. The network's parts of speech where it gives them; else a list
//! of small words, endings and capitals.

use super::datelines;
use super::roles;
use crate::document::{Before, Marked};
use crate::lexicon;
use crate::recognition::{PartOfSpeech, Recognition};
use crate::{Document, Label};
use std::ops::Range;

/// The part that a token plays. Finer than needed for nothing: each is asked for by some rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Determiner,
    /// "his", "whose"
    Possessive,
    /// One that can be a subject: "he", "others".
    Pronoun,
    /// One that cannot: "him", "themselves".
    Object,
    /// Auxiliaries and modals.
    Auxiliary,
    /// A verb in a form that can stand without an auxiliary.
    Verb,
    Gerund,
    /// A participle, or a past form in a place where it can be no more than one.
    Participle,
    To,
    Preposition,
    Coordinator,
    Subordinator,
    Wh,
    Adverb,
    Adjective,
    Number,
    Noun,
    /// A capitalised noun.
    Name,
    /// 's
    Genitive,
    Comma,
    /// A quotation mark, one that opens or closes something.
    Mark,
    /// A colon, semicolon, dash or bracket.
    Break,
    /// What ends a sentence.
    Stop,
    /// A hyphen, the full stop of an abbreviation, and whatever else stands within a phrase.
    Joint,
}

/// A document's grammar: the classes of its tokens, and where its mentions and its sentences lie among them.
pub(crate) struct Grammar<'d> {
    pub document: &'d Document<'d>,
    pub recognition: &'d Recognition,
    classes: Vec<Class>,
    /// Tokens that look like small words but are names ("US"), in order.
    names_in_capitals: Vec<usize>,
    /// For each token the mention it belongs to, titles left out.
    mentions: Vec<Option<usize>>,
    datelines: Vec<Range<usize>>,
    /// For each token its part of speech.
    pub(super) parts: Vec<PartOfSpeech>,
    /// For each token, how many finite verbs and how many words that open a clause stand before it.
    pub(super) before: Vec<(u32, u32)>,
}

impl<'d> Grammar<'d> {
    pub fn read(document: &'d Document<'d>, recognition: &'d Recognition) -> Self {
        let mut mentions = vec![None; document.tokens().len()];
        for (index, mention) in recognition.mentions.iter().enumerate() {
            if mention.label != Label::Title {
                document.tokens_in(mention.span).for_each(|token| mentions[token] = Some(index));
            }
        }
        let is_place = |token: usize| {
            let mention = mentions[token].map(|mention: usize| recognition.mentions[mention].label);
            matches!(mention, Some(Label::Gpe | Label::Loc))
        };
        let datelines = datelines::find(document, is_place);
        let parts = roles::parts(document, recognition);
        let (classes, before) = (Vec::new(), Vec::new());
        let names_in_capitals = Vec::new();
        let mut grammar =
            Grammar { document, recognition, classes, names_in_capitals, mentions, datelines, parts, before };
        grammar.count_clauses();
        grammar.classes = (0..document.tokens().len()).map(|token| grammar.classify(token)).collect();
        grammar.names_in_capitals = (0..grammar.len())
            .filter(|&token| grammar.classes[token] == Class::Name && in_capitals(document.word(token)))
            .filter(|&token| closed_class(document.lower(token)).is_some())
            .collect();
        for token in 1..grammar.classes.len() {
            grammar.classes[token] = grammar.settle(token);
        }
        for marked in document.marked() {
            let inner = marked.inner();
            grammar.classes[marked.tokens.start..inner.start].fill(Class::Mark);
            grammar.classes[inner.end..marked.tokens.end].fill(Class::Mark);
        }
        grammar.settle_doubled_marks();
        for marked in document.marked() {
            if grammar.is_nickname(marked) {
                // Marks and all, it is part of the name around it.
                grammar.classes[marked.tokens.clone()].fill(Class::Name);
            }
        }
        grammar
    }

    /// 'William "Bill" Harmon'
    pub fn is_nickname(&self, marked: &Marked) -> bool {
        let (start, end) = (marked.tokens.start, marked.tokens.end);
        let name = |token: usize| {
            self.is_capitalised(token)
                && matches!(self.class(token), Class::Name | Class::Noun | Class::Joint)
                && self.block(start).contains(&token)
        };
        let around = start > 0 && name(start - 1) && name(end);
        let inner = marked.inner();
        around
            && inner.len() <= 3
            && !inner.clone().any(|token| self.class(token) == Class::Comma)
            && inner.clone().last().is_some_and(|token| self.is_capitalised(token))
    }

    /// A mark that stands twice (`"We are broke,"" he said`) is one no less for its twin.
    fn settle_doubled_marks(&mut self) {
        let is_sign = |document: &Document, token: usize| matches!(document.word(token), "\"" | "“" | "”");
        for token in 1..self.classes.len() {
            let attached = self.document.tokens()[token].before == Before::Nothing;
            if attached && is_sign(self.document, token - 1) && is_sign(self.document, token) {
                let marked = [token - 1, token].iter().any(|&token| self.classes[token] == Class::Mark);
                self.classes[token - 1..=token].fill(if marked { Class::Mark } else { Class::Joint });
            }
        }
    }

    pub fn len(&self) -> usize {
        self.document.tokens().len()
    }

    /// The class of `token`; beyond the text, that of a sentence's end.
    pub fn class(&self, token: usize) -> Class {
        self.classes.get(token).copied().unwrap_or(Class::Stop)
    }

    /// The class before `token`; at the beginning of the text, that of a sentence's end.
    pub fn class_before(&self, token: usize) -> Class {
        token.checked_sub(1).map_or(Class::Stop, |before| self.class(before))
    }

    /// The word at `token` in lower case, or as it stands where its capitals tell it from a small word ("US").
    pub fn lower(&self, token: usize) -> &str {
        match self.names_in_capitals.binary_search(&token) {
            Ok(_) => self.document.word(token),
            Err(_) => self.document.lower_at(Some(token)),
        }
    }

    pub fn lower_before(&self, token: usize) -> &str {
        token.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// The sentence around `token`; behind a dateline, without it.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let index = self.document.sentence_of(token);
        let sentence = self.document.sentences().get(index).map_or(token..token, |sentence| sentence.tokens.clone());
        let dateline = self.datelines.partition_point(|dateline| dateline.end <= sentence.start);
        match self.datelines.get(dateline) {
            Some(dateline) if dateline.end <= token => dateline.end..sentence.end,
            _ => sentence,
        }
    }

    /// The block around `token`.
    pub fn block(&self, token: usize) -> Range<usize> {
        let index = self.document.block_of(token);
        self.document.blocks().get(index).map_or(token..token, |block| block.tokens.clone())
    }

    /// Where the text of the block around `token` begins: behind its dateline, if it has one.
    pub fn text_start(&self, token: usize) -> usize {
        let start = self.block(token).start;
        let dateline = self.datelines.binary_search_by_key(&start, |dateline| dateline.start);
        dateline.map_or(start, |index| self.datelines[index].end)
    }

    /// The label of the mention that `token` belongs to.
    pub fn label(&self, token: usize) -> Option<Label> {
        let mention = *self.mentions.get(token)?;
        mention.map(|mention| self.recognition.mentions[mention].label)
    }

    /// The mention that `token` belongs to.
    pub fn mention(&self, token: usize) -> Option<usize> {
        self.mentions.get(token).copied().flatten()
    }

    pub fn is_capitalised(&self, token: usize) -> bool {
        token < self.len() && self.document.word(token).starts_with(char::is_uppercase)
    }

    /// Whether `token` names a day, a month, a part of a day.
    pub fn is_time(&self, token: usize) -> bool {
        match self.label(token) {
            Some(label) => matches!(label, Label::Date | Label::Time),
            None => lexicon::WORD_CLASSES.get(self.lower(token)) == Some("time"),
        }
    }

    /// Whether `token` is a form of "be".
    pub fn is_be(&self, token: usize) -> bool {
        matches!(self.lower(token), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'re" | "am" | "'m")
    }

    /// Whether the token begins a line or follows a sentence's end, so that its capital says nothing.
    fn opens_sentence(&self, token: usize) -> bool {
        self.sentence(token).start == token
    }

    fn classify(&self, token: usize) -> Class {
        let word = self.document.word(token);
        let lower = self.document.lower(token);
        if let Some(class) = self.sign(token, word) {
            return class;
        }
        let named = self.recognition.parts_of_speech.get(token) == Some(&PartOfSpeech::ProperNoun);
        if let Some(class) = closed_class(lower) {
            if self.is_name_in_capitals(token, named) {
                return Class::Name;
            }
            // "Will Doyle"
            if class == Class::Auxiliary && named && self.is_capitalised(token) {
                return Class::Name;
            }
            return self.with_part_of_speech(token).filter(|_| class.is_open()).unwrap_or(class);
        }
        if let Some(class) = self.with_part_of_speech(token) {
            return class;
        }
        if self.is_capitalised(token) && (!self.opens_sentence(token) || self.label(token).is_some()) {
            return Class::Name;
        }
        by_ending(lower, word)
    }

    /// Whether the small word at `token` is a name for its capitals: "the US", "WHO officials", "IS fighters".
    fn is_name_in_capitals(&self, token: usize, named: bool) -> bool {
        if !in_capitals(self.document.word(token)) {
            return false;
        }
        let near = token.saturating_sub(3)..self.len().min(token + 4);
        let mixed = near.into_iter().any(|near| self.document.word(near).bytes().any(|byte| byte.is_ascii_lowercase()));
        let known = matches!(self.document.word(token), "US" | "WHO" | "IT");
        // "said IS commander", where no verb can stand
        let between = matches!(self.part_before(token), PartOfSpeech::VerbPast | PartOfSpeech::VerbThirdPerson)
            && matches!(self.part(token + 1), PartOfSpeech::Noun | PartOfSpeech::PluralNoun | PartOfSpeech::ProperNoun);
        mixed && (known || named || between || self.label(token).is_some_and(Label::is_name))
    }

    fn sign(&self, token: usize, word: &str) -> Option<Class> {
        Some(match word {
            "," => Class::Comma,
            "." if self.is_joint(token) => Class::Joint,
            "." | "!" | "?" => Class::Stop,
            ":" | ";" | "–" | "—" | "(" | ")" | "[" | "]" | "…" | "•" | "|" | "/" => Class::Break,
            "-" if self.document.tokens()[token].before == Before::Nothing => Class::Joint,
            "-" => Class::Break,
            _ if word.chars().all(|c| !c.is_alphanumeric()) => match self.document.lower(token) {
                "'" if self.lower_before(token).ends_with('s') => Class::Genitive,
                "&" => Class::Coordinator,
                "$" | "%" | "£" | "€" | "#" => Class::Number,
                _ => Class::Joint,
            },
            _ => return None,
        })
    }

    /// Whether the point at `token` belongs to an abbreviation within its sentence.
    fn is_joint(&self, token: usize) -> bool {
        self.document.tokens()[token].before == Before::Nothing
            && self.sentence(token).end > token + 1
            && !matches!(self.document.word(token + 1), "\"" | "”" | "’" | "'" | "»" | ")" | "]")
    }

    fn with_part_of_speech(&self, token: usize) -> Option<Class> {
        use PartOfSpeech as P;
        Some(match self.recognition.parts_of_speech.get(token)? {
            P::Noun | P::PluralNoun => Class::Noun,
            P::ProperNoun | P::PluralProperNoun => Class::Name,
            P::Pronoun => Class::Pronoun,
            P::PossessivePronoun => Class::Possessive,
            P::VerbBase | P::VerbPast | P::VerbThirdPerson => Class::Verb,
            P::VerbGerund => Class::Gerund,
            P::VerbParticiple => Class::Participle,
            P::Modal => Class::Auxiliary,
            P::Adjective => Class::Adjective,
            P::Adverb => Class::Adverb,
            P::Determiner => Class::Determiner,
            P::Preposition => Class::Preposition,
            P::To => Class::To,
            P::Conjunction => Class::Coordinator,
            P::Number => Class::Number,
            P::Wh => Class::Wh,
            P::Particle => Class::Adverb,
            P::Possessive => Class::Genitive,
            P::Other | P::Punctuation => return None,
        })
    }

    /// The class of `token` with a look at what stands before it.
    fn settle(&self, token: usize) -> Class {
        let (class, before) = (self.classes[token], self.classes[token - 1]);
        let lower = self.document.lower(token);
        if lower == "'s" {
            let verb = matches!(before, Class::Pronoun | Class::Wh)
                || matches!(self.lower(token - 1), "that" | "there" | "here");
            return if verb { Class::Auxiliary } else { Class::Genitive };
        }
        let known = self.recognition.parts_of_speech.len() > token;
        if !known && class == Class::Verb && lower.ends_with("ed") && before.opens_noun() {
            return Class::Participle;
        }
        if !known && class == Class::Verb && before == Class::Auxiliary {
            return Class::Participle;
        }
        class
    }
}

impl Class {
    /// Whether the list of small words gives no more than a guess.
    fn is_open(self) -> bool {
        matches!(
            self,
            Class::Verb
                | Class::Noun
                | Class::Name
                | Class::Adverb
                | Class::Number
                | Class::Preposition
                | Class::Gerund
        )
    }

    /// Whether a word of this class stands before adjectives and nouns.
    pub fn opens_noun(self) -> bool {
        matches!(self, Class::Determiner | Class::Possessive | Class::Genitive | Class::Adjective | Class::Number)
    }

    /// Whether a word of this class can head a noun phrase or stand before its head.
    pub fn is_nominal(self) -> bool {
        matches!(self, Class::Noun | Class::Name | Class::Number | Class::Adjective | Class::Genitive | Class::Joint)
    }

    pub fn is_verbal(self) -> bool {
        matches!(self, Class::Auxiliary | Class::Verb)
    }
}

/// Whether `word` is written in capitals alone.
fn in_capitals(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn closed_class(lower: &str) -> Option<Class> {
    Some(match lexicon::WORD_CLASSES.get(lower)? {
        "determiner" => Class::Determiner,
        "possessive" => Class::Possessive,
        "pronoun" => Class::Pronoun,
        "object" => Class::Object,
        "auxiliary" => Class::Auxiliary,
        "to" => Class::To,
        "preposition" => Class::Preposition,
        "coordinator" => Class::Coordinator,
        "subordinator" => Class::Subordinator,
        "wh" => Class::Wh,
        "adverb" => Class::Adverb,
        "time" => Class::Name,
        "number" => Class::Number,
        _ => Class::Verb,
    })
}

/// What an unknown word's ending tells.
fn by_ending(lower: &str, word: &str) -> Class {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Class::Number;
    }
    if lower.len() > 4 && lower.ends_with("ly") {
        return Class::Adverb;
    }
    if lower.len() > 4 && lower.ends_with("ing") {
        return Class::Gerund;
    }
    let cue = crate::quotation::cues::entry(lower);
    if lower.len() > 3 && lower.ends_with("ed") || cue.is_some_and(|entry| entry.finite) {
        return Class::Verb;
    }
    let adjective = ["ful", "ous", "ive", "able", "ible", "less", "ish", "ical", "ary"];
    if lower.len() > 5 && adjective.iter().any(|ending| lower.ends_with(ending)) {
        return Class::Adjective;
    }
    Class::Noun
}

//! The class of each word: what part it plays in its sentence. The network's part of speech, where no list of small words
//! knows better; signs by what they are.

use super::Grammar;
use crate::document::{Before, Marked};
use crate::lexicon;
use crate::recognition::PartOfSpeech;
use crate::{Document, Label};

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

impl Grammar<'_> {
    /// Works out the class of every token.
    pub(super) fn classify(&mut self) {
        self.classes = (0..self.len()).map(|token| self.class_of(token)).collect();
        self.names_in_capitals = (0..self.len())
            .filter(|&token| self.classes[token] == Class::Name && in_capitals(self.document.word(token)))
            .filter(|&token| closed_class(self.document.lower(token)).is_some())
            .collect();
        for token in 1..self.len() {
            if self.lower(token) == "'s" {
                self.classes[token] = self.class_of_s(token);
            }
        }
        for marked in self.document.marked() {
            let inner = marked.inner();
            self.classes[marked.tokens.start..inner.start].fill(Class::Mark);
            self.classes[inner.end..marked.tokens.end].fill(Class::Mark);
        }
        self.settle_doubled_marks();
        for marked in self.document.marked() {
            if self.is_nickname(marked) {
                // Marks and all, it is part of the name around it.
                self.classes[marked.tokens.clone()].fill(Class::Name);
            }
        }
    }

    /// 'William "Bill" Harmon'
    pub(crate) fn is_nickname(&self, marked: &Marked) -> bool {
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

    fn class_of(&self, token: usize) -> Class {
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
        match word.chars().next() {
            Some(c) if c.is_ascii_digit() => Class::Number,
            Some(c) if c.is_uppercase() && self.sentence(token).start != token => Class::Name,
            _ => Class::Noun,
        }
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
            ":" | ";" | "--" | "–" | "—" | "―" | "(" | ")" | "[" | "]" | "…" | "•" | "|" | "/" => {
                Class::Break
            }
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

    /// "it's", "the town's"
    fn class_of_s(&self, token: usize) -> Class {
        let verb = matches!(self.class_before(token), Class::Pronoun | Class::Wh)
            || matches!(self.lower_before(token), "that" | "there" | "here");
        if verb { Class::Auxiliary } else { Class::Genitive }
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

    /// Whether a word of this class can begin a subject.
    pub fn opens_subject(self) -> bool {
        self.opens_noun() || self.is_nominal() || self == Class::Pronoun
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

#[cfg(test)]
mod tests {
    use super::Class;
    use crate::Document;
    use crate::grammar::Grammar;
    use crate::recognition::{Model, Recognition, recognise};

    #[test]
    fn signs() {
        for (class, signs) in [
            (Class::Break, ": ; -- – — ― ( ) [ ] … • | / -"),
            (Class::Stop, "! ?"),
            (Class::Comma, ","),
            (Class::Coordinator, "&"),
            (Class::Number, "$ % £ € # 5"),
            (Class::Joint, "* + = ~"),
        ] {
            for sign in signs.split(' ') {
                let text = format!("Rain {sign} wind blew");
                let document = Document::read(&text, None);
                let recognition = Recognition::default();
                assert_eq!(Grammar::read(&document, &recognition).class(1), class, "{sign}");
            }
        }
    }

    /// Sentences, and the class of each of their words and signs.
    const SENTENCES: &[(&str, &str)] = &[
        (
            "The mayor's deputy said that he had not seen him.",
            "Determiner Noun Genitive Noun Verb Subordinator Pronoun Auxiliary Adverb Participle Object Stop",
        ),
        (
            "\"We tried,\" she told the BBC, \"and it's over.\"",
            "Mark Pronoun Verb Comma Mark Pronoun Verb Determiner Name Comma Mark Coordinator Pronoun Auxiliary Adverb Stop Mark",
        ),
        ("It's late, and who's there?", "Pronoun Auxiliary Adjective Comma Coordinator Pronoun Auxiliary Adverb Stop"),
        (
            "There's a ship, here's Will Doyle, and that's the US.",
            "Pronoun Auxiliary Determiner Noun Comma Adverb Auxiliary Name Name Comma Coordinator Subordinator Auxiliary Determiner Name Stop",
        ),
        (
            "Officials WHO met IT staff said IS fighters were gone.",
            "Noun Name Verb Name Noun Verb Name Noun Auxiliary Participle Stop",
        ),
        (
            "William \"Bill\" Harmon was born in Leeds.",
            "Name Name Name Name Name Auxiliary Participle Preposition Name Stop",
        ),
        (
            "Two of the twelve boats seized on Friday were empty, said Ann Lund, who owns both.",
            "Number Preposition Determiner Number Noun Participle Preposition Name Auxiliary Adjective Comma Verb Name Name Comma Pronoun Verb Determiner Stop",
        ),
        (
            "Having lost twice, the tired team wanted to rest at Tuesday's match.",
            "Auxiliary Participle Adverb Comma Determiner Adjective Noun Verb To Verb Preposition Name Genitive Noun Stop",
        ),
        (
            "If rain stops, then they may leave by noon because nobody else can.",
            "Subordinator Noun Verb Comma Adverb Pronoun Auxiliary Verb Preposition Noun Subordinator Pronoun Adverb Auxiliary Stop",
        ),
        (
            "His well-known rivals called him a liar.",
            "Possessive Adverb Joint Participle Noun Verb Object Determiner Noun Stop",
        ),
        ("\"\"We are broke,\"\" he said.", "Mark Mark Pronoun Auxiliary Participle Comma Mark Mark Pronoun Verb Stop"),
        (
            "The teachers' union won't vote for a smaller, cheaper plan.",
            "Determiner Noun Genitive Noun Auxiliary Adverb Verb Preposition Determiner Adjective Comma Adjective Noun Stop",
        ),
        (
            "WHO SAID THAT THE CITY WILL PAY FOR IT?",
            "Pronoun Verb Subordinator Determiner Noun Auxiliary Verb Preposition Pronoun Stop",
        ),
    ];

    #[test]
    fn words() {
        let model = Model::read(include_bytes!("../model/weights.bin")).expect("the project's own weights");
        for (text, classes) in SENTENCES {
            let document = Document::read(text, None);
            let recognition = recognise(&document, &model);
            let grammar = Grammar::read(&document, &recognition);
            let found: Vec<_> = (0..grammar.len()).map(|token| format!("{:?}", grammar.class(token))).collect();
            assert_eq!(found.join(" "), *classes, "{text}");
        }
    }
}

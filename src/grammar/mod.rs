//! What the words of a text are to one another, as far as several stages ask: the class of each word (`classes`), noun
//! phrases (`noun_phrase`), the part that a phrase plays in its clause (`roles`), what hangs on a verb (`clauses`), tense
//! (`tense`), and where `datelines` end. Read once, after recognition, from what the network says of each word.
//!
//! Knows nothing of entities, quotes or values.

mod classes;
mod clauses;
mod datelines;
pub(crate) mod noun_phrase;
mod roles;
mod tense;

pub(crate) use classes::Class;
pub(crate) use roles::{Role, is_report};
pub(crate) use tense::Direction;

use crate::recognition::Recognition;
use crate::{Document, Label, lexicon};
use std::ops::Range;

/// A document's grammar: the classes of its tokens, and where its mentions and its sentences lie among them.
pub struct Grammar<'d> {
    pub(crate) document: &'d Document<'d>,
    pub(crate) recognition: &'d Recognition,
    classes: Vec<Class>,
    /// Tokens that look like small words but are names ("US"), in order.
    names_in_capitals: Vec<usize>,
    /// For each token the mention it belongs to, titles left out.
    mentions: Vec<Option<usize>>,
    datelines: Vec<Range<usize>>,
    tree: clauses::DependencyTree,
    /// For each token, how many finite verbs and how many words that open a clause stand before it.
    before: Vec<(u32, u32)>,
}

/// Whether `word`, in lower case, is a pronoun that a clause hangs on: "who", "that".
pub(crate) fn is_relative_pronoun(word: &str) -> bool {
    lexicon::WH_WORDS.says(word, 'r')
}

/// Whether `word`, in lower case, may open a relative clause: "who", "whose", "where".
pub(crate) fn is_relative(word: &str) -> bool {
    is_relative_pronoun(word) || lexicon::WH_WORDS.says(word, 'd')
}

impl<'d> Grammar<'d> {
    /// Reads `document`, of whose words `recognition` tells.
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
        let datelines = datelines::find_datelines(document, is_place);
        let tree = clauses::DependencyTree::new(&recognition.dependencies);
        let (classes, names_in_capitals, before) = (Vec::new(), Vec::new(), Vec::new());
        let mut grammar =
            Grammar { document, recognition, classes, names_in_capitals, mentions, datelines, tree, before };
        grammar.count_clauses();
        grammar.classify();
        grammar
    }

    pub(crate) fn len(&self) -> usize {
        self.document.tokens().len()
    }

    /// The class of `token`; beyond the text, that of a sentence's end.
    pub(crate) fn class(&self, token: usize) -> Class {
        self.classes.get(token).copied().unwrap_or(Class::Stop)
    }

    /// The class before `token`; at the beginning of the text, that of a sentence's end.
    pub(crate) fn class_before(&self, token: usize) -> Class {
        token.checked_sub(1).map_or(Class::Stop, |before| self.class(before))
    }

    /// The word at `token` in lower case, or as it stands where its capitals tell it from a small word ("US").
    pub(crate) fn lower(&self, token: usize) -> &str {
        match self.names_in_capitals.binary_search(&token) {
            Ok(_) => self.document.word(token),
            Err(_) => self.document.lower_at(Some(token)),
        }
    }

    pub(crate) fn lower_before(&self, token: usize) -> &str {
        token.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// The sentence around `token`; behind a dateline, without it.
    pub(crate) fn sentence(&self, token: usize) -> Range<usize> {
        let index = self.document.sentence_of(token);
        let sentence = self.document.sentences().get(index).map_or(token..token, |sentence| sentence.tokens.clone());
        let dateline = self.datelines.partition_point(|dateline| dateline.end <= sentence.start);
        match self.datelines.get(dateline) {
            Some(dateline) if dateline.end <= token => dateline.end..sentence.end,
            _ => sentence,
        }
    }

    /// The block around `token`.
    pub(crate) fn block(&self, token: usize) -> Range<usize> {
        self.document.block_around(token)
    }

    /// Where the text of the block around `token` begins: behind its dateline, if it has one.
    pub(crate) fn text_start(&self, token: usize) -> usize {
        let start = self.block(token).start;
        let dateline = self.datelines.binary_search_by_key(&start, |dateline| dateline.start);
        dateline.map_or(start, |index| self.datelines[index].end)
    }

    /// The label of the mention that `token` belongs to.
    pub(crate) fn label(&self, token: usize) -> Option<Label> {
        let mention = *self.mentions.get(token)?;
        mention.map(|mention| self.recognition.mentions[mention].label)
    }

    /// The mention that `token` belongs to.
    pub(crate) fn mention(&self, token: usize) -> Option<usize> {
        self.mentions.get(token).copied().flatten()
    }

    /// The mention that `token` belongs to, where it is a name.
    pub(crate) fn name_at(&self, token: usize) -> Option<usize> {
        self.mention(token).filter(|&mention| self.recognition.mentions[mention].label.is_name())
    }

    pub(crate) fn is_capitalised(&self, token: usize) -> bool {
        token < self.len() && self.document.word(token).starts_with(char::is_uppercase)
    }

    /// Whether `token` names a day, a month, a part of a day.
    pub(crate) fn is_time(&self, token: usize) -> bool {
        match self.label(token) {
            Some(label) => matches!(label, Label::Date | Label::Time),
            None => lexicon::WORD_CLASSES.get(self.lower(token)) == Some("time"),
        }
    }

    /// Whether `token` is a form of "be".
    pub(crate) fn is_be(&self, token: usize) -> bool {
        matches!(lexicon::AUXILIARIES.get(self.lower(token)), Some("be" | "be past"))
    }
}

//! Interviews: the writer asks, and one person answers. "He" is that person
//! where he says something, or where the writer is there too: "he gave me a look".

use super::background::Background;
use crate::Label;
use crate::grammar::is_report;
use std::collections::HashSet;

/// So often the writer speaks with somebody.
const TALKS: usize = 2;

/// An interview.
pub(super) struct Interview {
    /// The entity of the person who answers.
    pub(super) person: usize,
    /// The sentences in which the writer says "I" or "me".
    sentences: HashSet<usize>,
}

impl Interview {
    /// The interview that the article is: with the person who is named most, and of whom nobody speaks more often by
    /// name, where the writer says that they talked ("I ask", "she tells me").
    pub(super) fn of(article: &Background) -> Option<Self> {
        let document = article.document;
        let told = |token: &usize| article.quote_of(document.tokens()[*token].span).is_none();
        let own = (0..document.tokens().len()).filter(|&token| matches!(document.word(token), "I" | "me"));
        let own: Vec<usize> = own.filter(told).collect();
        if own.iter().filter(|&&token| talks(article, token)).count() < TALKS {
            return None;
        }
        let people = article.names.entities.iter().enumerate().filter(|(_, entity)| entity.label == Label::Person);
        let mut most = people.filter(|(_, entity)| entity.mentions.len() == article.most_mentions);
        let (person, _) = most.next().filter(|_| article.most_mentions > 2 && most.next().is_none())?;
        let sentences = own.into_iter().map(|token| document.sentence_of(token)).collect();
        (article.speeches.of_entity(person) == article.speeches.most()).then_some(Interview { person, sentences })
    }

    /// Whether the writer is part of what `sentence` tells.
    pub(super) fn is_between_them(&self, sentence: usize) -> bool {
        self.sentences.contains(&sentence)
    }
}

/// "I ask", "tells me".
fn talks(article: &Background, token: usize) -> bool {
    let grammar = article.grammar;
    match article.document.word(token) {
        "I" => {
            let verb = grammar.lower(token + 1);
            is_report(verb) || is_report(&format!("{verb}s"))
        }
        _ => is_report(grammar.lower_before(token)),
    }
}

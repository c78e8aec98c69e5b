//! Marks to kinds: what the look and the neighbours of the words between marks tell, before any speaker is known.

use crate::document::Marked;
use crate::grammar::{Class, Grammar};
use crate::lexicon::{self, forms};

/// So many signs that are no words may open a paragraph.
const MOST_SIGNS: usize = 3;

/// How the words between two marks look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub words: usize,
    /// Whether a verb that can stand alone is among them.
    pub clause: bool,
    pub capital: bool,
    /// Whether all longer words are capitalised, as in titles of works.
    pub title: bool,
    /// The last sign inside: "," "." "?" "!" or "".
    pub closes_with: &'static str,
    /// Whether the quote opens a sentence or a paragraph, or follows a comma or a colon.
    pub stands_apart: bool,
}

impl Shape {
    /// Whether the words close as a sentence does.
    pub fn closes_sentence(&self) -> bool {
        matches!(self.closes_with, "." | "?" | "!")
    }
}

pub(super) fn shape(grammar: &Grammar, marked: &Marked) -> Shape {
    let inner = marked.inner();
    let word = |token: &usize| grammar.document.word(*token).starts_with(char::is_alphanumeric);
    let words = inner.clone().filter(word).count();
    let closing = |word: &&str| matches!(*word, "'" | "’" | "\"" | "”");
    let last = inner.clone().rev().map(|token| grammar.document.word(token)).find(|word| !closing(word)).unwrap_or("");
    let before = grammar.class_before(marked.tokens.start);
    // A bullet, a ">" or a picture may stand before.
    let ahead = grammar.block(marked.tokens.start).start..marked.tokens.start;
    let opens = ahead.len() <= MOST_SIGNS && !ahead.into_iter().any(|token| word(&token));
    Shape {
        words,
        clause: inner.clone().take(40).any(|token| grammar.class(token).is_verbal()),
        capital: inner.clone().find(word).is_some_and(|token| grammar.is_capitalised(token)),
        title: words <= 12 && words > 0 && is_title(grammar, marked) && !has_small_verb(grammar, marked),
        closes_with: match last {
            "," => ",",
            "." => ".",
            "?" => "?",
            "!" => "!",
            "—" | "–" | "―" | "-" | "…" | ".." | "..." => "—",
            _ => "",
        },
        stands_apart: opens || matches!(before, Class::Stop | Class::Comma | Class::Break | Class::Mark),
    }
}

fn has_small_verb(grammar: &Grammar, marked: &Marked) -> bool {
    let small = |token: &usize| !grammar.is_capitalised(*token) && grammar.class(*token).is_verbal();
    marked.inner().filter(small).any(|token| token > marked.inner().start)
}

fn is_title(grammar: &Grammar, marked: &Marked) -> bool {
    let mut words =
        marked.inner().filter(|&token| grammar.document.word(token).starts_with(char::is_alphabetic)).peekable();
    let first = words.peek().copied();
    first.is_some()
        && words.all(|token| {
            let word = grammar.document.word(token);
            let small = word.chars().count() <= 3 && Some(token) != first;
            small
                || grammar.is_capitalised(token)
                || grammar.class(token) == Class::Preposition
                || word.starts_with(['\'', '’', 'n'])
        })
}

/// Whether the words before the marks say that a title, a name or a term follows: "the film", "known as", "the word".
pub(super) fn is_announced_term(grammar: &Grammar, marked: &Marked) -> bool {
    let start = marked.tokens.start;
    let before = grammar.lower_before(start);
    if before == "called" && start > 1 && grammar.class(start - 2) == Class::Joint {
        return true;
    }
    if lexicon::TERM_OPENERS.match_before(grammar.document, start, 2).is_some_and(|(length, _)| length == 2) {
        return true;
    }
    let as_before = before == "as" && start > 1;
    let word = if as_before { grammar.lower_before(start - 1) } else { before };
    match lexicon::TERM_OPENERS.get(word) {
        Some("as") => as_before,
        Some("title") => !as_before && opens_with_capital(grammar, marked),
        Some(_) => !as_before,
        None => false,
    }
}

/// The title of a work or a show within a sentence: `on Channel 9's "Meet the Town," she said`, `In her first book, "The Salt
/// Road," she writes`.
pub(super) fn is_work(grammar: &Grammar, marked: &Marked, shape: &Shape) -> bool {
    let start = marked.tokens.start;
    let comma = grammar.class_before(start) == Class::Comma;
    let Some(before) = start.checked_sub(1 + usize::from(comma)) else { return false };
    let governed = !comma && matches!(grammar.class(before), Class::Genitive | Class::Preposition);
    let work = lexicon::TERM_OPENERS.get(grammar.lower(before)) == Some("title");
    shape.title && shape.words > 1 && !matches!(shape.closes_with, "?" | "!") && !marked.nested && (governed || work)
}

/// What a sign or a song shows, and nobody here says: `signs reading "Hands off"`, `the chorus runs "Go home"`,
/// `(see "A Town Betrayed")`
pub(super) fn is_displayed(grammar: &Grammar, marked: &Marked) -> bool {
    let start = marked.tokens.start;
    let before = grammar.lower_before(start);
    if before == "see" && start > 1 && matches!(grammar.document.word(start - 2), "(" | "[") {
        return true;
    }
    let (Some(verb), Some(noun)) = (start.checked_sub(1), start.checked_sub(2)) else { return false };
    let relative = usize::from(matches!(grammar.lower(noun), "that" | "which") && noun > 0);
    let shows = lexicon::DISPLAYS.get(grammar.lower(noun - relative));
    match grammar.lower(verb) {
        "reading" | "bearing" | "proclaiming" => shows.is_some(),
        "read" | "reads" => shows.is_some() && relative > 0,
        word => {
            let goes = || forms::of_verb(word).iter().any(|(base, _)| matches!(base.as_str(), "run" | "go"));
            shows == Some("sung") && (grammar.is_be(verb) || goes())
        }
    }
}

/// `"Every vote counts" is the party's slogan`
pub(super) fn is_explained_term(grammar: &Grammar, marked: &Marked) -> bool {
    let be = marked.tokens.end;
    let phrase = be + 1..grammar.block(be.saturating_sub(1)).end.min(be + 8);
    let within = |token: &usize| {
        let class = grammar.class(*token);
        class.is_nominal() || class.opens_noun()
    };
    grammar.is_be(be)
        && phrase
            .take_while(within)
            .any(|token| matches!(lexicon::TERM_OPENERS.get(grammar.lower(token)), Some("title" | "")))
}

fn opens_with_capital(grammar: &Grammar, marked: &Marked) -> bool {
    let mut words = marked.inner().filter(|&token| grammar.document.word(token).starts_with(char::is_alphanumeric));
    words.next().is_some_and(|token| grammar.is_capitalised(token) || grammar.class(token) == Class::Number)
}

/// Whether the marks stand within a noun phrase, around a modifier: 'his "Village First" agenda'.
pub(super) fn is_modifier(grammar: &Grammar, marked: &Marked) -> bool {
    let before = grammar.class_before(marked.tokens.start).opens_noun();
    before && matches!(grammar.class(marked.tokens.end), Class::Noun | Class::Name | Class::Joint | Class::Adjective)
}

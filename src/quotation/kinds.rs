//! Marks to kinds: what the look and the neighbours of the words between marks tell, before any speaker is known.

use super::marks::Marked;
use super::syntax::{Class, Syntax};
use crate::lexicon;

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

pub(super) fn shape(syntax: &Syntax, marked: &Marked) -> Shape {
    let inner = marked.inner();
    let word = |token: &usize| syntax.document.word(*token).starts_with(char::is_alphanumeric);
    let words = inner.clone().filter(word).count();
    let last = inner.clone().next_back().map_or("", |token| syntax.document.word(token));
    let before = syntax.class_before(marked.tokens.start);
    let opens = marked.tokens.start == syntax.block(marked.tokens.start).start;
    Shape {
        words,
        clause: inner.clone().take(40).any(|token| syntax.class(token).is_verbal()),
        capital: inner.clone().find(word).is_some_and(|token| syntax.is_capitalised(token)),
        title: words <= 12 && words > 0 && is_title(syntax, marked) && !has_small_verb(syntax, marked),
        closes_with: match last {
            "," => ",",
            "." => ".",
            "?" => "?",
            "!" => "!",
            "—" | "–" | "-" | "…" | ".." | "..." => "—",
            _ => "",
        },
        stands_apart: opens || matches!(before, Class::Stop | Class::Comma | Class::Break | Class::Mark),
    }
}

fn has_small_verb(syntax: &Syntax, marked: &Marked) -> bool {
    let small = |token: &usize| !syntax.is_capitalised(*token) && syntax.class(*token).is_verbal();
    marked.inner().filter(small).any(|token| token > marked.inner().start)
}

fn is_title(syntax: &Syntax, marked: &Marked) -> bool {
    let mut words =
        marked.inner().filter(|&token| syntax.document.word(token).starts_with(char::is_alphabetic)).peekable();
    let first = words.peek().copied();
    first.is_some()
        && words.all(|token| {
            let word = syntax.document.word(token);
            let small = word.chars().count() <= 3 && Some(token) != first;
            small
                || syntax.is_capitalised(token)
                || syntax.class(token) == Class::Preposition
                || word.starts_with(['\'', '’', 'n'])
        })
}

/// 'William "Bill" Harmon'
pub(super) fn is_nickname(syntax: &Syntax, marked: &Marked) -> bool {
    let (start, end) = (marked.tokens.start, marked.tokens.end);
    let name = |token: usize| {
        syntax.is_capitalised(token)
            && matches!(syntax.class(token), Class::Name | Class::Noun | Class::Joint)
            && syntax.block(start).contains(&token)
    };
    let around = start > 0 && name(start - 1) && name(end);
    let inner = marked.inner();
    around
        && inner.len() <= 3
        && !inner.clone().any(|token| syntax.class(token) == Class::Comma)
        && inner.clone().last().is_some_and(|token| syntax.is_capitalised(token))
}

/// Whether the words before the marks say that a title, a name or a term follows: "the film", "known as", "the word".
pub(super) fn is_announced_term(syntax: &Syntax, marked: &Marked) -> bool {
    let start = marked.tokens.start;
    let before = syntax.lower_before(start);
    if before == "called" && start > 1 && syntax.class(start - 2) == Class::Joint {
        return true;
    }
    if lexicon::TERM_OPENERS.match_before(syntax.document, start, 2).is_some_and(|(length, _)| length == 2) {
        return true;
    }
    let as_before = before == "as" && start > 1;
    let word = if as_before { syntax.lower_before(start - 1) } else { before };
    match lexicon::TERM_OPENERS.get(word) {
        Some("as") => as_before,
        Some("title") => !as_before && opens_with_capital(syntax, marked),
        Some(_) => !as_before,
        None => false,
    }
}

/// `"Every vote counts" is the party's slogan`
pub(super) fn is_explained_term(syntax: &Syntax, marked: &Marked) -> bool {
    let be = marked.tokens.end;
    let phrase = be + 1..syntax.block(be.saturating_sub(1)).end.min(be + 8);
    let within = |token: &usize| {
        let class = syntax.class(*token);
        class.is_nominal() || class.opens_noun()
    };
    syntax.is_be(be)
        && phrase
            .take_while(within)
            .any(|token| matches!(lexicon::TERM_OPENERS.get(syntax.lower(token)), Some("title" | "")))
}

fn opens_with_capital(syntax: &Syntax, marked: &Marked) -> bool {
    let mut words = marked.inner().filter(|&token| syntax.document.word(token).starts_with(char::is_alphanumeric));
    words.next().is_some_and(|token| syntax.is_capitalised(token) || syntax.class(token) == Class::Number)
}

/// Whether the marks stand within a noun phrase, around a modifier: 'his "Village First" agenda'.
pub(super) fn is_modifier(syntax: &Syntax, marked: &Marked) -> bool {
    let before = syntax.class_before(marked.tokens.start).opens_noun();
    before && matches!(syntax.class(marked.tokens.end), Class::Noun | Class::Name | Class::Joint | Class::Adjective)
}

//! Clauses: what hangs on a verb, by the network's dependencies. Each question has an answer only where the parse has one;
//! without dependencies there is none.

use super::Grammar;
use crate::recognition::{Dependency, Relation};
use std::ops::Range;

/// The dependencies of a document seen from their heads.
#[derive(Default)]
pub(super) struct DependencyTree {
    /// The dependents of token `t` are `dependents[first[t]..first[t + 1]]`, in order.
    first: Vec<usize>,
    dependents: Vec<usize>,
    /// For each token, from where to where its subtree reaches.
    reach: Vec<Range<usize>>,
}

impl DependencyTree {
    /// Linear in the number of `dependencies`.
    pub fn new(dependencies: &[Dependency]) -> Self {
        let count = dependencies.len();
        let mut first = vec![0; count + 2];
        let heads = || dependencies.iter().enumerate().filter_map(|(token, found)| Some((token, found.head?)));
        heads().for_each(|(_, head)| first[head + 2] += 1);
        (2..first.len()).for_each(|index| first[index] += first[index - 1]);
        let mut dependents = vec![0; heads().count()];
        for (token, head) in heads() {
            dependents[first[head + 1]] = token;
            first[head + 1] += 1;
        }
        first.truncate(count + 1);
        let reach = reach(dependencies);
        DependencyTree { first, dependents, reach }
    }

    fn dependents(&self, token: usize) -> &[usize] {
        match (self.first.get(token), self.first.get(token + 1)) {
            (Some(&first), Some(&end)) => &self.dependents[first..end],
            _ => &[],
        }
    }
}

/// From where to where the subtree of each token reaches: leaves first, then heads whose dependents are all known.
fn reach(dependencies: &[Dependency]) -> Vec<Range<usize>> {
    let mut reach: Vec<Range<usize>> = (0..dependencies.len()).map(|token| token..token + 1).collect();
    let mut unknown = vec![0; dependencies.len()];
    dependencies.iter().filter_map(|found| found.head).for_each(|head| unknown[head] += 1);
    let mut known: Vec<usize> = (0..dependencies.len()).filter(|&token| unknown[token] == 0).collect();
    while let Some(token) = known.pop() {
        let Some(head) = dependencies[token].head else { continue };
        reach[head] = reach[head].start.min(reach[token].start)..reach[head].end.max(reach[token].end);
        unknown[head] -= 1;
        if unknown[head] == 0 {
            known.push(head);
        }
    }
    reach
}

impl Grammar<'_> {
    /// What the token hangs on.
    pub(crate) fn head(&self, token: usize) -> Option<usize> {
        self.recognition.dependencies.get(token)?.head
    }

    /// How it hangs there; [`Relation::Root`] too where nothing is known.
    pub(crate) fn relation(&self, token: usize) -> Relation {
        self.recognition.dependencies.get(token).map_or(Relation::Root, |found| found.relation)
    }

    /// Whether the network gives the head of `token` at least this probability.
    pub(crate) fn is_sure_of_head(&self, token: usize, probability: f32) -> bool {
        self.recognition.dependencies.get(token).is_some_and(|found| found.probability >= probability)
    }

    /// The first of `tokens` that hangs on none of them.
    pub(crate) fn top_of(&self, tokens: &Range<usize>) -> Option<usize> {
        let known = tokens.end <= self.recognition.dependencies.len();
        tokens.clone().find(|&token| known && self.head(token).is_none_or(|head| !tokens.contains(&head)))
    }

    /// The tokens from the first to the last that hang on `token`, it among them.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        self.tree.reach.get(token).cloned().unwrap_or(token..token + 1)
    }

    /// The dependent of `token` that stands in one of `relations` to it.
    pub fn dependent(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.tree.dependents(token).iter().copied().find(|&dependent| relations.contains(&self.relation(dependent)))
    }

    /// The head of the subject that hangs on `verb` itself.
    pub fn own_subject(&self, verb: usize) -> Option<usize> {
        self.dependent(verb, &[Relation::Subject, Relation::PassiveSubject])
    }

    /// The head of the subject of `verb`, of its own or of the verb that it is joined to ("came and *saw*").
    pub fn subject_of(&self, verb: usize) -> Option<usize> {
        /// No verb shares a subject over more links.
        const LINKS: usize = 4;
        let mut at = verb;
        for _ in 0..LINKS {
            let own = self.own_subject(at);
            if own.is_some() {
                return own;
            }
            at = self.head(at).filter(|_| self.relation(at) == Relation::Conjunct)?;
        }
        None
    }

    /// Whether `verb` is in the passive.
    pub fn is_passive(&self, verb: usize) -> bool {
        self.dependent(verb, &[Relation::PassiveSubject, Relation::PassiveAuxiliary]).is_some()
    }

    /// The clause that completes `verb`: "said *that the dam was safe*".
    pub fn complement_of(&self, verb: usize) -> Option<Range<usize>> {
        let clause = self.dependent(verb, &[Relation::ClausalComplement, Relation::OpenComplement])?;
        Some(self.subtree(clause))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::recognition::{Model, recognise};

    /// A sentence with its verb, and what is said of the verb, as words; "-" for nothing.
    const CASES: &[(&str, &str, [&str; 2], bool)] = &[
        ("The clerk said that the dam was safe.", "said", ["clerk", "that the dam was safe"], false),
        ("The clerk did not say why.", "say", ["clerk", "-"], false),
        ("Two boats were seized on Friday.", "seized", ["boats", "-"], true),
        ("The clerk who left town was ill.", "left", ["who", "-"], false),
        ("The board met and approved the plan.", "approved", ["board", "-"], false),
    ];

    #[test]
    fn what_hangs_on_a_verb() {
        let model = Model::read(include_bytes!("../model/weights.bin")).expect("the project's own weights");
        for (text, verb, [subject, complement], passive) in CASES {
            let document = Document::read(text, None);
            let recognition = recognise(&document, &model);
            let grammar = Grammar::read(&document, &recognition);
            let verb = (0..grammar.len()).find(|&token| document.word(token) == *verb).expect("the verb");
            let words = |tokens: Option<Range<usize>>| tokens.map_or("-", |tokens| document.span(tokens).of(text));
            let word = |token: Option<usize>| words(token.map(|token| token..token + 1));
            assert_eq!(word(grammar.subject_of(verb)), *subject, "{text}");
            assert_eq!(words(grammar.complement_of(verb)), *complement, "{text}");
            assert_eq!(grammar.is_passive(verb), *passive, "{text}");
        }
    }

    #[test]
    fn no_parse_no_answer() {
        let document = Document::read("The clerk said so.", None);
        let recognition = crate::recognition::Recognition::default();
        let grammar = Grammar::read(&document, &recognition);
        assert_eq!((grammar.subject_of(2), grammar.complement_of(2), grammar.head(2)), (None, None, None));
        assert_eq!(grammar.subtree(2), 2..3);
    }
}

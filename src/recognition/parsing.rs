//! Sentences to dependencies: for each token its head and its relation to it.
//!
//! Every token takes the head that scores best; where that closes a cycle, the least sure arc of the cycle is given
//! another head; and of several roots all but the surest. So each sentence is a tree, unless it is so long that a root has
//! no other head within reach.

mod relation;

pub use relation::Relation;

use super::network::elementwise::{exp, ln, sum_exp};
use super::network::parser::{HeadScores, Outputs};
use std::ops::Range;

/// What a token hangs on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dependency {
    /// The index of its head in the document, which lies in the same sentence; `None` at a root.
    pub head: Option<usize>,
    /// [`Relation::Root`] at a root, and nowhere else.
    pub relation: Relation,
    /// The probability, by the network, that this is its head.
    pub probability: f32,
}

/// A cycle is broken with a head whose own heads lead to the root within so many steps.
const LONGEST_WAY: usize = 256;

/// Parses the tokens of `sentences`, which follow each other from token `start` of the document on; `outputs` are those of
/// its tokens. Appends to `dependencies` one for each token.
pub fn parse(outputs: &Outputs, sentences: &[Range<usize>], start: usize, dependencies: &mut Vec<Dependency>) {
    let mut pairs = Vec::new();
    let first = dependencies.len();
    for sentence in sentences {
        let heads = HeadChoice::new(outputs, sentence).heads();
        for (token, (head, probability)) in sentence.clone().zip(heads) {
            pairs.extend(head.map(|head| (token, head)));
            let head = head.map(|head| start + head);
            dependencies.push(Dependency { head, relation: Relation::Root, probability });
        }
    }
    let mut dependents = pairs.iter().map(|&(token, _)| token);
    outputs.score_relations(&pairs, |scores| {
        let Some(token) = dependents.next() else { return };
        dependencies[first + token].relation = Relation::best(scores);
    });
}

/// The heads of one sentence while they are chosen. Tokens are counted from the sentence's first.
struct HeadChoice<'a> {
    sentence: &'a Range<usize>,
    scores: HeadScores,
    heads: Vec<Option<usize>>,
    probabilities: Vec<f32>,
}

impl<'a> HeadChoice<'a> {
    fn new(outputs: &Outputs, sentence: &'a Range<usize>) -> Self {
        let (heads, probabilities) = (vec![None; sentence.len()], vec![0.0; sentence.len()]);
        let mut choice = HeadChoice { sentence, scores: outputs.score_heads(sentence), heads, probabilities };
        for token in 0..sentence.len() {
            choice.attach(token);
        }
        choice.break_cycles();
        choice.keep_one_root();
        choice
    }

    /// Head and probability of each token; a head is counted as the network counts tokens.
    fn heads(self) -> impl Iterator<Item = (Option<usize>, f32)> {
        let start = self.sentence.start;
        self.heads.into_iter().map(move |head| head.map(|head| start + head)).zip(self.probabilities)
    }

    /// Hangs `token` on the head that scores best, or makes it a root where that scores better.
    fn attach(&mut self, token: usize) {
        let [scores @ .., root] = self.scores.of(token) else { return };
        // No token is its own head: that has the least score there is.
        let (mut best, mut most) = (None, root.max(f32::MIN));
        for (place, &score) in scores.iter().enumerate() {
            if score > most {
                (best, most) = (Some(place), score);
            }
        }
        self.hang(token, best);
    }

    /// Hangs `token` on the candidate at `place`, or makes it a root.
    fn hang(&mut self, token: usize, place: Option<usize>) {
        let scores = self.scores.of(token);
        self.heads[token] = place.map(|place| self.first_candidate(token) + place);
        self.probabilities[token] = probability(scores, place.map_or(scores[scores.len() - 1], |place| scores[place]));
    }

    fn first_candidate(&self, token: usize) -> usize {
        Outputs::candidates(self.sentence, self.sentence.start + token).start - self.sentence.start
    }

    fn break_cycles(&mut self) {
        // For each token the round in which the way from it was walked; a way that meets its own round is a cycle.
        let mut walked = vec![usize::MAX; self.heads.len()];
        for round in 0..self.heads.len() {
            let mut token = Some(round).filter(|&token| walked[token] == usize::MAX);
            while let Some(at) = token {
                if walked[at] == round {
                    self.reattach(self.weakest_in_cycle(at), true);
                    break;
                }
                if walked[at] != usize::MAX {
                    break;
                }
                walked[at] = round;
                token = self.heads[at];
            }
        }
    }

    /// Of the tokens in the cycle of token `member`, the one whose head is least sure.
    fn weakest_in_cycle(&self, member: usize) -> usize {
        let (mut weakest, mut at) = (member, self.heads[member].unwrap_or(member));
        while at != member {
            if self.probabilities[at] < self.probabilities[weakest] {
                weakest = at;
            }
            at = self.heads[at].unwrap_or(member);
        }
        weakest
    }

    fn keep_one_root(&mut self) {
        let roots: Vec<usize> = (0..self.heads.len()).filter(|&token| self.heads[token].is_none()).collect();
        let surer =
            |one: usize, other: usize| if self.probabilities[other] > self.probabilities[one] { other } else { one };
        let Some(surest) = roots.iter().copied().reduce(surer) else { return };
        roots.into_iter().filter(|&root| root != surest).for_each(|root| self.reattach(root, false));
    }

    /// Gives `token` another head, which does not hang on it: of those that score better than the root, where it
    /// `may_be_root`, the best.
    fn reattach(&mut self, token: usize, may_be_root: bool) {
        let [scores @ .., root] = self.scores.of(token) else { return };
        let least = if may_be_root { *root } else { f32::MIN };
        let next = |last: Option<usize>| {
            let comes_after = |place: usize, score: f32| {
                last.is_none_or(|last| score < scores[last] || score == scores[last] && place > last)
            };
            let (mut best, mut most) = (None, least);
            for (place, &score) in scores.iter().enumerate() {
                if score > most && comes_after(place, score) {
                    (best, most) = (Some(place), score);
                }
            }
            best
        };
        let first = self.first_candidate(token);
        let mut best_first = std::iter::successors(next(None), |&last| next(Some(last)));
        let best = best_first.find(|place| !self.hangs_on(first + place, token));
        self.hang(token, best);
    }

    /// Whether the way from `head` to the root leads over `token`, or is too long to be walked.
    fn hangs_on(&self, head: usize, token: usize) -> bool {
        let mut way = std::iter::successors(Some(head), |&at| self.heads[at]).take(LONGEST_WAY).enumerate();
        way.any(|(steps, at)| at == token || steps + 1 == LONGEST_WAY)
    }
}

/// The probability of the choice with score `chosen` among all with `scores`.
fn probability(scores: &[f32], chosen: f32) -> f32 {
    exp(-ln(sum_exp(scores, chosen)))
}

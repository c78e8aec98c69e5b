//! Who said what: quotation marks, reported speech, their cues and their speakers.
//!
//! In the order in which the data meets them: `cues` finds the verbs and phrases that report, `reports` their sources
//! (`subjects` those of verbs, `gerund_subjects` of gerunds), `recovery` closes what was never closed. What each pair of marks is and who may speak
//! is decided by `shapes`, `speakers`, `behind`, `speaker_labels`, `interruptions`, `views` and `implicit` (`sieves`
//! names their rules); who does speak by `choosing`, with what the network's `evidence` and the parse (`parsed`) tell.
//! `reported` finds reported speech without marks: `positions` and `around_cue` where it stands (`unsaid` what is none,
//! `reportable` what can be, `circumstances` what may stand before it, `clause_ends` where it may end), and which of its
//! candidates it is, by their `plausibility`. By the layout alone `transcript` finds the lines of an interview, `posts` those of
//! social media, `headlines` what a headline states, `block_quotes` paragraphs that a colon announces. `statements`
//! brings them together, with the names in their sources (`source_names`), `layers` tells stances, whole clauses
//! (`clause_around`) and reports within reports, `interviews` who answers where nobody is said to, `outside` leaves out
//! what is no part of the article, and `apart` what contradicts another. What a person has said of quotes and speakers comes last, in `corrected`.

mod apart;
mod around_cue;
mod behind;
mod block_quotes;
mod choosing;
mod circumstances;
mod clause_around;
mod clause_ends;
mod corrected;
mod cues;
mod evidence;
mod gerund_subjects;
mod headlines;
mod implicit;
mod interruptions;
mod interviews;
mod layers;
mod outside;
mod parsed;
mod plausibility;
mod positions;
mod posts;
mod recovery;
mod reportable;
mod reported;
mod reports;
mod shapes;
mod sieves;
mod source_names;
mod speaker_labels;
mod speakers;
mod statements;
mod subjects;
mod transcript;
mod unsaid;
mod views;

pub use choosing::VOCABULARY as SPEAKERS;
pub use plausibility::VOCABULARY as REPORTED;

pub(crate) use interviews::Interview;

use crate::corrections::Correction;
use crate::entities::Names;
use crate::grammar::Grammar;
use crate::ranking::{Judge, Weights};
use crate::{QuoteKind, Span, Stance};

/// A quote before its speaker is resolved. Spans are in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub span: Span,
    pub kind: QuoteKind,
    /// The noun phrase that says it.
    pub speaker: Option<Span>,
    /// The mentions that head the speaker's noun phrase, where names do: "Mike Waltz" in "Trump's national security advisor
    /// Mike Waltz", both of "Voss and Lund".
    pub speaker_names: Vec<usize>,
    /// Of a speaker without a name: the mention of whom he or she speaks for ("a spokesman for the Harbour Board").
    pub affiliation: Option<usize>,
    pub cue: Option<Span>,
    /// Index of the statement of which this is the next paragraph.
    pub continues: Option<usize>,
    pub stance: Stance,
    /// The whole reported clause around words in marks.
    pub clause: Option<Span>,
    /// Index of the statement in which this one is reported.
    pub within: Option<usize>,
    /// Which sieve named the speaker.
    pub sieve: Option<&'static str>,
    /// How likely its speaker is the right one, from 0 to 1.
    pub speaker_score: Option<f32>,
    /// How likely the quote with its speaker is right, from 0 to 1.
    pub score: Option<f32>,
    /// A person has said that its source has no name in the article.
    pub unnamed: bool,
    /// The pronoun that was found to say it, where a person has told who does: whom it means.
    pub pronoun: Option<Span>,
}

impl Statement {
    /// That something is said there, and no more.
    fn bare(span: Span, kind: QuoteKind) -> Self {
        Statement {
            span,
            kind,
            speaker: None,
            speaker_names: Vec::new(),
            affiliation: None,
            cue: None,
            continues: None,
            stance: Stance::default(),
            clause: None,
            within: None,
            sieve: None,
            speaker_score: None,
            score: None,
            unnamed: false,
            pronoun: None,
        }
    }

    /// The first of the names that speak.
    pub fn speaker_name(&self) -> Option<usize> {
        self.speaker_names.first().copied()
    }
}

/// How likely a speaker must be the right one to be named.
pub(crate) const LEAST_SURE: f32 = 0.4;

/// The index of the direct quote among `statements`, which are in order, that holds `span`.
pub(crate) fn quote_of(statements: &[Statement], span: Span) -> Option<usize> {
    let behind = statements.partition_point(|statement| statement.span.start <= span.start);
    let holds = |statement: &Statement| statement.kind == QuoteKind::Direct && statement.span.contains(span);
    (behind.saturating_sub(3)..behind).rev().find(|&index| holds(&statements[index]))
}

/// Whether `lower`, a word in lower case, is a form of a verb that reports.
pub fn is_cue_verb(lower: &str) -> bool {
    cues::entry(lower).is_some_and(|entry| !entry.takes.is_empty())
}

/// Who decides what rules leave open: the weights at work, or trainers that know the right answers.
pub struct Judges<'j> {
    /// Says which words without marks are reported.
    pub reported: &'j mut dyn Judge,
    /// Says which of the sources that the sieves propose is the right one.
    pub speakers: &'j mut dyn Judge,
}

/// The weights at work for words without marks, and those for speakers.
pub fn shipped_weights() -> (&'static Weights, &'static Weights) {
    (&plausibility::WEIGHTS, &choosing::WEIGHTS)
}

/// Finds the quotes of the text, sorted by start, then by end.
pub fn find_quotes(grammar: &Grammar, names: &Names) -> Vec<Statement> {
    let (mut reported, mut speakers) = shipped_weights();
    find_quotes_with(grammar, names, Judges { reported: &mut reported, speakers: &mut speakers })
}

/// As [`find_quotes`], with what a person has put right.
pub(crate) fn find_quotes_corrected(grammar: &Grammar, names: &Names, corrections: &[Correction]) -> Vec<Statement> {
    let mut statements = find_quotes(grammar, names);
    corrected::settle(grammar, &mut statements, corrections);
    statements
}

/// As [`find_quotes`], by other judges.
pub fn find_quotes_with(grammar: &Grammar, names: &Names, mut judges: Judges) -> Vec<Statement> {
    let mut marked = grammar.document.marked().to_vec();
    let reports = reports::find_reports(grammar, cues::find_cues(grammar));
    recovery::close(grammar, &reports, &mut marked);
    let marked = recovery::drop_strays(grammar, &reports, marked);
    let mut lines = transcript::find_turns(grammar, names);
    if lines.is_empty() {
        lines.extend(block_quotes::find_block_quotes(grammar, &reports, &marked));
        lines.extend(posts::find_posts(grammar));
        lines.extend(headlines::find_quoted_headlines(grammar, &marked));
        lines.sort_by_key(|line| line.words.start);
    }
    let (answers, likelihoods) = speakers::attribute(grammar, &marked, &reports, judges.speakers);
    let found = statements::Found { marked, answers, likelihoods, reports, lines };
    let statements = outside::leave_out(grammar.document, statements::assemble(grammar, &found, &mut judges));
    let mut statements = apart::keep_apart(statements);
    layers::settle(grammar, &found.reports, &mut statements);
    interviews::settle(grammar, names, &mut statements);
    statements
}

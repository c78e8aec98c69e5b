//! Word classes to cues: the verbs, nouns and phrases that report what somebody says, thinks or finds.

use crate::document::{BlockKind, is_in_title_case};
use crate::grammar::{Class, Grammar};
use crate::lexicon;
use crate::lexicon::forms::{self, VerbForm};
use std::ops::Range;

/// What reports something, before its source is known.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub kind: CueKind,
    /// The verb in its base form, the noun or phrase in lower case.
    pub lemma: String,
    /// The verb with its particle, the noun, or the phrase.
    pub tokens: Range<usize>,
    /// Where the verb's group begins, auxiliaries and adverbs counted: "has long" in "has long said".
    pub begin: usize,
    /// What it can take: the letters of `lexicon/cue_verbs.txt`.
    pub takes: &'static str,
    /// "was told", "is called": the subject is not the source.
    pub passive: bool,
    /// "did not say", "refused to say".
    pub negated: bool,
    /// "would say", "could say".
    pub hypothetical: bool,
    /// "will say", "is expected to say".
    pub planned: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueKind {
    /// A verb with a subject of its own.
    Verb,
    /// "saying": the subject is that of the clause before.
    Gerund,
    /// "to say"
    Infinitive,
    /// "his claim that"
    Noun,
    /// "according to": the source follows.
    Phrase,
}

impl Cue {
    pub fn takes(&self, letter: char) -> bool {
        self.takes.contains(letter)
    }

    /// Whether it reports that something was said, rather than that it was not, or might be.
    pub fn is_real(&self) -> bool {
        !self.negated && !self.hypothetical
    }
}

/// A form of a cue verb.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    lemma: String,
    pub takes: &'static str,
    form: VerbForm,
}

/// The cues of the document, in order.
pub(super) fn find_cues(grammar: &Grammar) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut token = 0;
    while token < grammar.len() {
        let cue = phrase(grammar, token).or_else(|| noun(grammar, token)).or_else(|| verb(grammar, token));
        token = cue.as_ref().map_or(token + 1, |cue| cue.tokens.end);
        cues.extend(cue);
    }
    cues
}

/// The form of a cue verb that `lower` is.
pub(super) fn entry(lower: &str) -> Option<Entry> {
    forms::of_verb(lower).into_iter().find_map(|(base, form)| {
        let takes = lexicon::CUE_VERBS.get(&base)?;
        Some(Entry { lemma: base, takes, form })
    })
}

/// Whether `lower` is a form of a verb that gives its object a name: "called"; with an "as" behind it, "described".
pub(super) fn calls(lower: &str, with_as: bool) -> bool {
    entry(lower).is_some_and(|Entry { takes, .. }| {
        takes.contains('b') || with_as && takes.contains('a') && !takes.contains('k')
    })
}

fn phrase(grammar: &Grammar, token: usize) -> Option<Cue> {
    let (length, _) = lexicon::CUE_PHRASES.longest_match(grammar.document, token)?;
    let tokens = token..token + length;
    let kind = CueKind::Phrase;
    let lemma = (tokens.clone()).map(|token| grammar.lower(token)).collect::<Vec<_>>().join(" ");
    Some(Cue {
        kind,
        lemma,
        begin: token,
        tokens,
        takes: "qc",
        passive: false,
        negated: false,
        hypothetical: false,
        planned: false,
    })
}

/// "his claim that", "a warning from engineers that"; not "the claim was", "the claim that won".
fn noun(grammar: &Grammar, token: usize) -> Option<Cue> {
    let before = grammar.class_before(token);
    // "his claim", "his safety claim", "his repeated claim"
    let within_phrase = before.opens_noun()
        || before == Class::Noun && grammar.class(token) == Class::Noun
        || support_verb(grammar, token).is_some()
        || matches!(before, Class::Participle | Class::Verb) && grammar.class_before(token - 1).opens_noun();
    if grammar.class(token).is_verbal() {
        return None;
    }
    if lexicon::INFINITIVE_NOUNS.contains(grammar.lower(token))
        && grammar.class(token + 1) == Class::To
        && grammar.class(token + 2) == Class::Verb
    {
        return within_phrase.then(|| noun_cue(grammar, token, "i"));
    }
    if !lexicon::CUE_NOUNS.contains(grammar.lower(token)) {
        return None;
    }
    let that = (token + 1..token + 12).find(|&next| grammar.lower(next) == "that")?;
    let from = matches!(grammar.lower(token + 1), "from" | "by");
    let clause = !grammar.class(that + 1).is_verbal() && (token + 1..that).all(|at| grammar.class(at).is_phrasal());
    // "his claim to the court that", not "his report on the car that she drove".
    let beside = that == token + 1
        || grammar.is_time(token + 1)
        || grammar.lower(token + 1) == "to"
        || grammar.lower(token + 1) == "on" && grammar.is_time(token + 2);
    (clause && (from || within_phrase && beside)).then(|| noun_cue(grammar, token, "ct"))
}

fn noun_cue(grammar: &Grammar, token: usize, takes: &'static str) -> Cue {
    Cue {
        kind: CueKind::Noun,
        lemma: grammar.lower(token).to_string(),
        tokens: token..token + 1,
        begin: token,
        takes,
        passive: false,
        negated: false,
        hypothetical: false,
        planned: false,
    }
}

/// The verb that makes somebody say what the noun at `token` reports: "gave" in "gave evidence that", "issued" in "issued a
/// strong warning that".
pub(super) fn support_verb(grammar: &Grammar, token: usize) -> Option<usize> {
    let describes = |at: usize| matches!(grammar.class(at), Class::Adjective | Class::Noun);
    let start = (token.saturating_sub(3)..token).rev().take_while(|&at| describes(at)).last().unwrap_or(token);
    let article = usize::from(grammar.class_before(start) == Class::Determiner);
    let verb = start.checked_sub(1 + article)?;
    let supports = |(base, _): &(String, VerbForm)| lexicon::SUPPORT_VERBS.contains(base);
    // Not in "her repeated warnings that".
    let modifies = grammar.class_before(verb).opens_noun();
    let is_verb = matches!(grammar.class(verb), Class::Verb | Class::Participle) && !modifies;
    (is_verb && forms::of_verb(grammar.lower(verb)).iter().any(supports)).then_some(verb)
}

fn verb(grammar: &Grammar, token: usize) -> Option<Cue> {
    let (takes, length, entry) = match with_particle(grammar, token) {
        Some(found) => found,
        None => entry(grammar.lower(token)).map(|entry| (entry.takes, 1, entry))?,
    };
    // "Regarding the vote, she ..."
    let preposition =
        entry.form == VerbForm::Gerund && grammar.is_capitalised(token) && takes.contains('a') && takes.contains('k');
    if takes.is_empty() || preposition || !is_verb_here(grammar, token, &entry) {
        return None;
    }
    let begin = group_begin(grammar, token);
    let group = begin..token;
    let tells = |kinds: &[&str]| {
        group.clone().any(|at| lexicon::AUXILIARIES.get(grammar.lower(at)).is_some_and(|kind| kinds.contains(&kind)))
    };
    let infinitive = group.clone().any(|at| grammar.lower(at) == "to");
    // "He's accused of": that "'s" is "is" shows in what follows.
    let auxiliary = group.clone().any(|at| grammar.class(at) == Class::Auxiliary && grammar.lower(at) != "'s");
    let be = group.clone().any(|at| grammar.is_be(at) || grammar.lower(at) == "'s");
    let kind = match entry.form {
        VerbForm::Gerund if !be => CueKind::Gerund,
        VerbForm::Base if infinitive => CueKind::Infinitive,
        VerbForm::Past if !auxiliary && grammar.sentence(token).start == token => CueKind::Gerund,
        _ => CueKind::Verb,
    };
    Some(Cue {
        kind,
        lemma: entry.lemma,
        tokens: token..token + length,
        begin,
        takes,
        passive: entry.form == VerbForm::Past
            && (kind == CueKind::Gerund
                || group.clone().any(|at| grammar.is_be(at))
                || !auxiliary && lacks_object(grammar, takes, token + length)
                || grammar.lower_before(begin) == "as" && grammar.lower(token + length) == "by"),
        negated: group.clone().any(|at| lexicon::NEGATIONS.get(grammar.lower(at)) == Some("adverb"))
            || kind == CueKind::Infinitive && is_withheld(grammar, begin, token),
        planned: tells(&["will"]) || infinitive && lexicon::PLANNING_WORDS.contains(grammar.lower_before(begin)),
        hypothetical: tells(&["modal", "duty"]),
    })
}

/// Whether a verb that names or addresses somebody has nobody behind it, at `next`, as in headlines: "PM accused of lying",
/// "residents urged to leave". It is a passive without its "was" then.
fn lacks_object(grammar: &Grammar, takes: &str, next: usize) -> bool {
    match grammar.lower(next) {
        "of" => takes.contains('f'),
        "to" => {
            // "the duke, said to be ill"
            let told_of =
                takes.contains('w') && !takes.contains('o') && matches!(grammar.lower(next + 1), "be" | "have");
            told_of || takes.contains('o') && !takes.contains(['i', 'c', 'w'])
        }
        "for" | "over" => takes.contains('a'),
        _ => false,
    }
}

/// A verb with its particle ("point out"): what they take, how many tokens they are, and the verb's form.
fn with_particle(grammar: &Grammar, token: usize) -> Option<(&'static str, usize, Entry)> {
    let apart = times_between(grammar, token + 1);
    let next = grammar.lower(token + apart + 1);
    if !lexicon::PARTICLES.contains(next) {
        return None;
    }
    let word = grammar.lower(token);
    forms::of_verb(word).into_iter().find_map(|(base, form)| {
        let last = grammar.lower(token + 2);
        let takes = lexicon::CUE_VERBS.get(&format!("{base} {next} {last}")).map(|takes| (takes, 3));
        let (takes, length) =
            takes.or_else(|| lexicon::CUE_VERBS.get(&format!("{base} {next}")).map(|takes| (takes, 2)))?;
        let lemma = [&base, next, last][..length].join(" ");
        Some((takes, length + apart, Entry { lemma, takes, form }))
    })
}

/// How many tokens from `at` on tell when or how, before the "for" that belongs to a verb: "called on Friday for", "called
/// again for".
fn times_between(grammar: &Grammar, at: usize) -> usize {
    let start = at + usize::from(grammar.lower(at) == "on" && grammar.is_time(at + 1));
    let tells = |token: usize| grammar.is_time(token) || grammar.class(token) == Class::Adverb;
    let end = (start..start + 4).find(|&token| !tells(token)).unwrap_or(start);
    if end > at && grammar.lower(end) == "for" { end - at } else { 0 }
}

/// Whether the word at `token`, which looks like a form of a cue verb, is one here.
fn is_verb_here(grammar: &Grammar, token: usize, entry: &Entry) -> bool {
    let opens = grammar.sentence(token).start == token;
    if grammar.is_capitalised(token) && !opens && !in_headline(grammar, token) && !follows_mark(grammar, token) {
        return false;
    }
    // "her repeated warnings"
    if entry.form == VerbForm::Past
        && matches!(grammar.class_before(token), Class::Determiner | Class::Possessive)
        && grammar.lower_before(token) != "that"
        && lexicon::CUE_NOUNS.contains(grammar.lower(token + 1))
    {
        return false;
    }
    // "a highly anticipated treaty"
    let before = token.checked_sub(1).filter(|&before| grammar.class(before) == Class::Adverb);
    if entry.form == VerbForm::Past && before.is_some_and(|before| forms::is_article(grammar.lower_before(before))) {
        return false;
    }
    if grammar.class_before(token) == Class::Joint && matches!(grammar.document.word(token - 1), "-" | "‑") {
        return false;
    }
    let class = grammar.class(token);
    if class == Class::Participle && grammar.class_before(token).opens_noun() {
        return false;
    }
    matches!(class, Class::Verb | Class::Gerund | Class::Participle) && !(opens && entry.form == VerbForm::Base)
}

fn in_headline(grammar: &Grammar, token: usize) -> bool {
    grammar.document.block_at(token).is_some_and(|block| block.kind == BlockKind::Headline)
        || is_in_title_case(grammar.document, token) && grammar.class(token + 1) != Class::Mark
}

fn follows_mark(grammar: &Grammar, token: usize) -> bool {
    grammar.class_before(token) == Class::Mark
}

/// Where the group of the verb at `token` begins.
pub(super) fn group_begin(grammar: &Grammar, token: usize) -> usize {
    let mut begin = token;
    while begin > 0 && token - begin < 6 {
        let before = begin - 1;
        let part = matches!(grammar.class(before), Class::Auxiliary | Class::Adverb | Class::To);
        let went_on = grammar.class(begin) == Class::To && matches!(grammar.lower(before), "on") && begin > 1;
        if went_on && forms::of_verb(grammar.lower(before - 1)).iter().any(|(base, _)| base == "go") {
            begin -= 2;
        } else if part {
            begin -= 1;
        } else {
            break;
        }
    }
    begin
}

/// Whether what stands before the infinitive at `token`, whose group begins at `begin`, says that it did not come to pass:
/// "refused to say", "too early to say".
fn is_withheld(grammar: &Grammar, begin: usize, token: usize) -> bool {
    let too_early = (begin.saturating_sub(3)..token).any(|at| grammar.lower(at) == "too");
    too_early || lexicon::WITHHOLDING_WORDS.contains(grammar.lower_before(begin))
}

impl Class {
    /// Whether a word of this class may stand within a noun phrase and its prepositions.
    pub fn is_phrasal(self) -> bool {
        self.is_nominal() || matches!(self, Class::Determiner | Class::Possessive | Class::Preposition | Class::Pronoun)
    }
}

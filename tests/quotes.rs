//! Runs the cases of `tests/suite/quotes_*.txt`: who says what, as text with inline marks.
//!
//! A case is a line `=== its name` and the text under it, up to the next. In the text stand
//! `[DIRECT 1 "..."]`, `[MIXED 1 "..."]`, `[INDIRECT 1 ...]`, `[SCARE "..."]` for quotes, `[BY 1 ...]` for the speaker
//! of quote 1 (`[BY 1,2 ...]` of both), `[CUE 1 ...]` for its cue, `[DIRECT 2>1 "..."]` for a quote that goes on with
//! quote 1 in the next paragraph. `[SAYS 1 ...]` is a name of an entity that says quote 1, `[FOR 1 ...]` one of the entity
//! that its unnamed speaker speaks for. `[INDIRECT:DENIED 1 ...]` tells its stance where it is not asserted,
//! `[INDIRECT 2<1 ...]` that it is reported within quote 1, `[CLAUSE 1 ...]` the whole clause around it, compared where one
//! is marked. A quote without `BY` has no speaker; cues and entities are only compared where
//! one is marked.
//! Lines that begin with `//` are comments.
//!
//! A name that ends in `(known)` marks a case that is still wrong: it fails the test once it comes out right.

use newsmark::{Annotations, Annotator, Options, QuoteKind, Span, Stance};
use std::collections::BTreeMap;
use std::fmt::Write;

const SUITE: [(&str, &str); 16] = [
    ("quotes_forms", include_str!("suite/quotes_forms.txt")),
    ("quotes_stance", include_str!("suite/quotes_stance.txt")),
    ("quotes_ends", include_str!("suite/quotes_ends.txt")),
    ("quotes_marks", include_str!("suite/quotes_marks.txt")),
    ("quotes_cues", include_str!("suite/quotes_cues.txt")),
    ("quotes_speakers", include_str!("suite/quotes_speakers.txt")),
    ("quotes_indirect", include_str!("suite/quotes_indirect.txt")),
    ("quotes_scare", include_str!("suite/quotes_scare.txt")),
    ("quotes_layout", include_str!("suite/quotes_layout.txt")),
    ("quotes_acts", include_str!("suite/quotes_acts.txt")),
    ("quotes_blocks", include_str!("suite/quotes_blocks.txt")),
    ("quotes_broken", include_str!("suite/quotes_broken.txt")),
    ("quotes_nouns", include_str!("suite/quotes_nouns.txt")),
    ("quotes_sources", include_str!("suite/quotes_sources.txt")),
    ("quotes_sides", include_str!("suite/quotes_sides.txt")),
    ("quotes_scripts", include_str!("suite/quotes_scripts.txt")),
];

/// The share of cases that may stay wrong.
const KNOWN_IN_100: usize = 5;

#[test]
fn cases() {
    let annotator = annotator();
    let (mut failures, mut known, mut all) = (String::new(), 0, 0);
    for (file, name, text) in SUITE.iter().flat_map(|(file, text)| cases_of(file, text)) {
        let is_known = name.ends_with("(known)");
        let difference = check(&annotator, &text);
        all += 1;
        known += usize::from(is_known);
        match (difference, is_known) {
            (Some(difference), false) => writeln!(failures, "{file}: {name}\n{difference}").expect("a string grows"),
            (None, true) => {
                writeln!(failures, "{file}: {name}\n  is right now: no longer known as wrong").expect("a string grows")
            }
            _ => {}
        }
    }
    assert!(all >= 200, "only {all} cases");
    assert!(known * 100 <= all * KNOWN_IN_100, "{known} of {all} cases are known to be wrong");
    assert!(failures.is_empty(), "\n{failures}");
}

fn annotator() -> Annotator {
    Annotator::new(include_bytes!("../src/model/weights.bin")).expect("the project's own weights")
}

fn cases_of<'a>(file: &'a str, text: &'a str) -> Vec<(&'a str, String, String)> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("//")).collect();
    let body = lines.join("\n");
    let cases = body.split("=== ").skip(1);
    cases
        .map(|case| {
            let (name, text) = case.split_once('\n').expect("a case has a name and a text");
            (file, name.trim().to_string(), text.trim().to_string())
        })
        .collect()
}

/// What differs between the quotes marked in `marked_up` and those found in its text, if anything does.
fn check(annotator: &Annotator, marked_up: &str) -> Option<String> {
    let (text, wanted) = read(marked_up);
    let found = describe(&text, &annotator.annotate(&text, &Options::default()), &wanted);
    let wanted: Vec<String> = wanted.iter().map(|quote| quote.describe(&text)).collect();
    if wanted == found {
        return None;
    }
    let missing = wanted.iter().filter(|line| !found.contains(line)).map(|line| format!("  - {line}\n"));
    let surplus = found.iter().filter(|line| !wanted.contains(line)).map(|line| format!("  + {line}\n"));
    Some(missing.chain(surplus).collect())
}

/// A quote as a case marks it.
#[derive(Clone, Debug, Default)]
struct Wanted {
    span: (usize, usize),
    kind: String,
    speaker: Option<(usize, usize)>,
    cue: Option<(usize, usize)>,
    continues: Option<(usize, usize)>,
    clause: Option<(usize, usize)>,
    within: Option<(usize, usize)>,
    says: Vec<(usize, usize)>,
    speaks_for: Vec<(usize, usize)>,
}

impl Wanted {
    fn describe(&self, text: &str) -> String {
        let words = |spans: &[(usize, usize)]| spans.iter().map(|&(start, end)| text[start..end].to_string()).collect();
        let parts = [self.speaker, self.cue, self.continues, self.clause, self.within];
        line(text, &self.kind, self.span, parts) + &entities(words(&self.says), words(&self.speaks_for))
    }

    fn has_entities(&self) -> bool {
        !self.says.is_empty() || !self.speaks_for.is_empty()
    }
}

fn entities(says: Vec<String>, speaks_for: Vec<String>) -> String {
    let part =
        |what: &str, names: Vec<String>| names.iter().map(|name| format!(" {what} {name:?}")).collect::<String>();
    part("SAYS", says) + &part("FOR", speaks_for)
}

/// What belongs to a quote, in the order of `line`.
const PARTS: [&str; 5] = ["BY", "CUE", "CONTINUES", "CLAUSE", "WITHIN"];

fn line(text: &str, kind: &str, span: (usize, usize), parts: [Option<(usize, usize)>; 5]) -> String {
    let mut line = format!("{kind} {} {:?}", span.0, &text[span.0..span.1]);
    for (what, place) in PARTS.iter().zip(parts) {
        if let Some(place) = place {
            write!(line, " {what} {} {:?}", place.0, &text[place.0..place.1]).expect("a string grows");
        }
    }
    line
}

/// The text of a case without its marks, and the quotes that they mark, sorted.
fn read(marked_up: &str) -> (String, Vec<Wanted>) {
    let mut text = String::new();
    let mut open: Vec<(Vec<&str>, usize)> = Vec::new();
    let mut spans: Vec<(Vec<&str>, (usize, usize))> = Vec::new();
    let mut rest = marked_up;
    while let Some(c) = rest.chars().next() {
        if let Some(label) = rest.strip_prefix('[') {
            let words: Vec<&str> = label.splitn(3, ' ').collect();
            let keyed = words[1].starts_with(|c: char| c.is_ascii_digit()) && words[1].len() < 12;
            let head = if keyed { vec![words[0], words[1]] } else { vec![words[0]] };
            rest = &label[head.iter().map(|word| word.len() + 1).sum::<usize>()..];
            open.push((head, text.len()));
        } else if let Some(after) = rest.strip_prefix(']') {
            let (head, start) = open.pop().expect("a mark is open");
            spans.push((head, (start, text.len())));
            rest = after;
        } else {
            text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    assert!(open.is_empty(), "a mark stays open in {marked_up:?}");
    (text, gather(&spans))
}

fn gather(spans: &[(Vec<&str>, (usize, usize))]) -> Vec<Wanted> {
    let mut quotes: BTreeMap<String, Wanted> = BTreeMap::new();
    for (number, (head, span)) in spans.iter().enumerate() {
        if is_part(head) {
            continue;
        }
        let key = head.get(1).map_or(format!("unnamed {number}"), |key| key.to_string());
        let (key, before) = key.split_once('>').map_or((key.clone(), None), |(key, before)| (key.into(), Some(before)));
        let continues = before.map(|before| quotes[before].span);
        let (key, outer) = key.split_once('<').map_or((key.clone(), None), |(key, outer)| (key.into(), Some(outer)));
        let within = outer.map(|outer| span_of(spans, outer));
        quotes.insert(key, Wanted { span: *span, kind: head[0].to_string(), continues, within, ..Wanted::default() });
    }
    for (head, span) in spans.iter().filter(|(head, _)| is_part(head)) {
        for key in head[1].split(',') {
            let quote = quotes.get_mut(key).unwrap_or_else(|| panic!("no quote {key} for {head:?}"));
            match head[0] {
                "BY" => quote.speaker = Some(*span),
                "CUE" => quote.cue = Some(*span),
                "CLAUSE" => quote.clause = Some(*span),
                "SAYS" => quote.says.push(*span),
                _ => quote.speaks_for.push(*span),
            }
        }
    }
    let mut quotes: Vec<Wanted> = quotes.into_values().collect();
    quotes.sort_by_key(|quote| quote.span);
    quotes
}

/// Where the quote `key` stands.
fn span_of(spans: &[(Vec<&str>, (usize, usize))], key: &str) -> (usize, usize) {
    let is = |head: &[&str]| !is_part(head) && head.get(1).is_some_and(|own| own.split(['<', '>']).next() == Some(key));
    spans.iter().find(|(head, _)| is(head)).unwrap_or_else(|| panic!("no quote {key}")).1
}

/// Whether a mark is around what belongs to a quote.
fn is_part(head: &[&str]) -> bool {
    matches!(head[0], "BY" | "CUE" | "CLAUSE" | "SAYS" | "FOR")
}

/// The quotes found, in the words of `Wanted::describe`; their cues only where the case marks one.
fn describe(text: &str, annotations: &Annotations, wanted: &[Wanted]) -> Vec<String> {
    let pair = |span: Span| (span.start, span.end);
    let quotes = annotations.quotes.iter();
    quotes
        .map(|quote| {
            let kind = match quote.kind {
                QuoteKind::Direct => "DIRECT",
                QuoteKind::Mixed => "MIXED",
                QuoteKind::Indirect => "INDIRECT",
                QuoteKind::Scare => "SCARE",
            };
            let same = wanted.iter().find(|wanted| wanted.span == pair(quote.span));
            let with_cue = same.is_some_and(|wanted| wanted.cue.is_some());
            let cue = quote.cue.filter(|_| with_cue).map(pair);
            let continues = quote.continues.map(|index| pair(annotations.quotes[index].span));
            let clause = quote.clause.filter(|_| same.is_some_and(|wanted| wanted.clause.is_some())).map(pair);
            let within = quote.within.map(|index| pair(annotations.quotes[index].span));
            let kind = match quote.stance {
                Stance::Asserted => kind.to_string(),
                stance => format!("{kind}:{}", stance.name().to_uppercase()),
            };
            let line = line(text, &kind, pair(quote.span), [quote.speaker.map(pair), cue, continues, clause, within]);
            let Some(same) = same.filter(|wanted| wanted.has_entities()) else { return line };
            let name = |entity: usize| name_of(text, annotations, entity, same);
            let says = quote.entities.iter().map(|&entity| name(entity)).collect();
            line + &entities(says, quote.affiliation.map(name).into_iter().collect())
        })
        .collect()
}

/// The name of `entity` that the case marks, else the one that it goes by.
fn name_of(text: &str, annotations: &Annotations, entity: usize, wanted: &Wanted) -> String {
    let entity = &annotations.entities[entity];
    let named = |&&(start, end): &&(usize, usize)| {
        entity.mentions.iter().any(|&mention| annotations.mentions[mention].span == Span { start, end })
    };
    let marked = wanted.says.iter().chain(&wanted.speaks_for).find(named);
    marked.map_or(entity.name.clone(), |&(start, end)| text[start..end].to_string())
}

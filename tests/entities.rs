//! Who is who: runs the cases of `tests/suite/entities_*.txt`, whose marks the first of those files explains.
//!
//! A case gives the recogniser's mentions and expects entities, references, metonyms and titles: the stages after
//! recognition run as in the pipeline, and what they find is written out with the same marks and compared.

use newsmark::internals::recognition::{FoundMention, Recognition, recognise};
use newsmark::internals::{Document, Grammar, Model, entities, quotation};
use newsmark::{Entity, Label, Span};
use std::fmt::Write;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../src/model/weights.bin")).expect("the project's own weights"));

/// One case of a suite file.
struct Case {
    name: String,
    known: bool,
    /// The text with its marks.
    marked: String,
    /// Lines like "titles 2: mayor; party leader", and "titles 2:" for none.
    wanted: Vec<String>,
}

fn cases(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("== ") {
            let known = name.starts_with("(known) ");
            cases.push(Case { name: name.to_string(), known, marked: String::new(), wanted: Vec::new() });
        } else if let Some(case) = cases.last_mut() {
            if ["name ", "aliases ", "titles ", "age ", "affiliations "].iter().any(|start| line.starts_with(start)) {
                case.wanted.push(line.trim().to_string());
            } else {
                case.marked.push_str(line);
                case.marked.push('\n');
            }
        }
    }
    for case in &mut cases {
        case.marked = case.marked.trim().to_string();
    }
    cases
}

/// The text without its marks, and the mentions that they give.
fn unmark(marked: &str) -> (String, Vec<FoundMention>) {
    let mut text = String::new();
    let mut open: Vec<(usize, Option<Label>)> = Vec::new();
    let mut mentions = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let (mark, after) = rest.split_once(' ').expect("a mark ends with a space");
                let label = mark.split(':').next().unwrap_or("");
                open.push((text.len(), Label::ALL.into_iter().find(|known| known.name() == label)));
                rest = after;
            }
            ']' => {
                let (start, label) = open.pop().expect("a mark was opened");
                let span = Span::new(start, text.len());
                mentions.extend(label.map(|label| FoundMention { span, label, score: None }));
            }
            _ => text.push(c),
        }
    }
    mentions.sort_by_key(|mention: &FoundMention| mention.span);
    (text, mentions)
}

/// Runs the stages after recognition, and writes what they found as a case does.
fn found(case: &Case) -> String {
    let (text, mentions) = unmark(&case.marked);
    let document = Document::read(&text, None);
    let recognition = Recognition { mentions, ..recognise(&document, &MODEL) };
    let grammar = Grammar::read(&document, &recognition);
    let mut names = entities::link_names(&document, &recognition);
    let statements = quotation::find_quotes(&grammar, &names);
    let references = entities::resolve_references(&grammar, &names, &statements);
    let mut marks: Vec<(Span, String)> = Vec::new();
    for (index, mention) in recognition.mentions.iter().enumerate() {
        let entity = names.entity_of[index].map_or(String::new(), |entity| format!(":{}", entity + 1));
        let star = if names.metonyms.contains(&index) { "*" } else { "" };
        marks.push((mention.span, format!("{}{entity}{star}", mention.label.name())));
    }
    marks.extend(references.iter().map(|found| (found.reference.span, (found.entity + 1).to_string())));
    entities::add_profiles(&grammar, &references, &mut names);
    let mut output = with_marks(&text, marks);
    for wanted in &case.wanted {
        write!(output, "\n{}", called(&names.entities, wanted)).expect("a string can be written to");
    }
    output
}

/// `text` with `marks`, the outer one first where two open at one place.
fn with_marks(text: &str, mut marks: Vec<(Span, String)>) -> String {
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut output = String::new();
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        marks.iter().filter(|(span, _)| span.end == at).for_each(|_| output.push(']'));
        for (_, mark) in marks.iter().filter(|(span, _)| span.start == at) {
            write!(output, "[{mark} ").expect("a string can be written to");
        }
        output.push(c);
    }
    output.trim().to_string()
}

/// What the entity that the line `wanted` speaks of is called, in the same form.
fn called(entities: &[Entity], wanted: &str) -> String {
    let (subject, _) = wanted.split_once(':').expect("a colon");
    let (what, number) = subject.split_once(' ').expect("a number");
    let number: usize = number.parse().expect("the number of an entity");
    let entity = &entities[number - 1];
    let value = match what {
        "name" => entity.name.clone(),
        "aliases" => entity.aliases.join("; "),
        "titles" => entity.titles.join("; "),
        "age" => entity.age.map_or(String::new(), |age| age.to_string()),
        _ => entity.affiliations.join("; "),
    };
    format!("{subject}: {value}").trim().to_string()
}

/// Fails where an unmarked case is wrong, where one that is marked as known is right, and where too many are known.
fn check(file: &str) {
    let cases = cases(file);
    let mut failures = String::new();
    for case in &cases {
        let wanted = [std::slice::from_ref(&case.marked), &case.wanted].concat().join("\n");
        let found = found(case);
        match (case.known, wanted == found) {
            (false, false) => {
                write!(failures, "\n== {}\nwanted {wanted}\nfound  {found}\n", case.name).expect("a string")
            }
            (true, true) => write!(failures, "\n== {}\nis right now: unmark it\n", case.name).expect("a string"),
            _ => {}
        }
    }
    assert!(!cases.is_empty(), "a file without cases");
    assert!(failures.is_empty(), "{failures}");
}

macro_rules! suites {
    ($($name:ident)*) => {
        const FILES: &[&str] = &[$(include_str!(concat!("suite/entities_", stringify!($name), ".txt"))),*];
        $(#[test] fn $name() { check(include_str!(concat!("suite/entities_", stringify!($name), ".txt"))) })*
    };
}

suites! { people organisations places metonyms titles pronouns descriptions speakers profiles speaking sexes unnamed
stories }

#[test]
fn few_cases_are_known_to_be_wrong() {
    let all: Vec<Case> = FILES.iter().flat_map(|file| cases(file)).collect();
    let known = all.iter().filter(|case| case.known).count();
    assert!(known * 20 <= all.len(), "{known} of {} cases are marked as known to be wrong", all.len());
}

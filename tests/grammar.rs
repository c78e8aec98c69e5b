//! Heads and relations of sentences, by the table in `suite`.

use newsmark::internals::recognition::{Dependency, Relation, recognise};
use newsmark::internals::{Document, Model};

/// The arcs "relation(head dependent)" of `text`, as the table has them; a root has no head.
fn arcs(model: &Model, text: &str) -> Vec<String> {
    let document = Document::read(text, None);
    let dependencies = recognise(&document, model).dependencies;
    let arc = |(token, dependency): (usize, &Dependency)| {
        let head = dependency.head.map_or(String::new(), |head| format!("{} ", document.word(head)));
        format!("{}({head}{})", dependency.relation.name(), document.word(token))
    };
    dependencies.iter().enumerate().map(arc).collect()
}

#[test]
fn sentences_are_parsed() {
    let model = Model::read(include_bytes!("../src/model/weights.bin")).expect("the project's own weights");
    let (mut lines, mut known, mut wrong) = (0, 0, Vec::new());
    let table = include_str!("suite/grammar.txt").lines();
    for line in table.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (case, is_known) = line.strip_suffix(" | known").map_or((line, false), |case| (case, true));
        let (text, expected) = case.split_once(" | ").expect("a sentence and its arcs");
        let found = arcs(&model, text);
        let lost: Vec<&str> = expected.split_inclusive(')').map(str::trim).filter(|arc| !has(&found, arc)).collect();
        lines += 1;
        known += usize::from(is_known);
        if lost.is_empty() == is_known {
            wrong.push(format!("{line}\n    lost {}\n    of {}", lost.join(" "), found.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {lines}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(known * 5 <= lines, "{known} of {lines} are known to be wrong");
}

fn has(found: &[String], arc: &str) -> bool {
    found.iter().any(|found| found == arc)
}

#[test]
fn relations_have_names_of_their_own() {
    let names: std::collections::HashSet<_> = Relation::ALL.iter().map(|relation| relation.name()).collect();
    assert_eq!(names.len(), Relation::ALL.len());
}

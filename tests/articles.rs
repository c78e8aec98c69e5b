//! Twenty-six invented articles of different kinds, each with its whole annotation as text that a person reads.
//!
//! `tests/articles/NAME.txt` is the article; behind a line `== Known wrong` stand lines of its annotation that are wrong,
//! each in backquotes, with the reason. `tests/articles/NAME.annotated.txt` is what the annotator makes of it. After a
//! change of answers that is meant, rewrite these files and read the difference before you commit it:
//!
//! ```sh
//! REWRITE=1 cargo test --test articles
//! ```

#[expect(dead_code, reason = "marks are written here, not read")]
mod marked;

use marked::Marked;
use newsmark::{Annotations, Annotator, Label, Options, Span};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// What of an annotation is told by where it stands, or is not the same on every machine to the last digit.
const UNTOLD: [&str; 6] = ["id", "start", "end", "text", "kind", "score"];

#[test]
fn whole_annotations() {
    let annotator = Annotator::new(include_bytes!("../src/model/weights.bin")).expect("the weights can be read");
    let articles = articles();
    assert_eq!(articles.len(), 26);
    let mut different = Vec::new();
    for path in articles {
        let file = fs::read_to_string(&path).expect("the article is read");
        let (text, known) = file.split_once("== Known wrong\n").unwrap_or((&file, ""));
        let found = written(text, &annotator.annotate(text, &Options::default()));
        let expected = path.with_extension("annotated.txt");
        if std::env::var_os("REWRITE").is_some() {
            fs::write(&expected, &found).expect("the annotation is written");
        }
        let expected = fs::read_to_string(expected).unwrap_or_default();
        different.extend(first_difference(&expected, &found).map(|line| format!("{}: {line}", path.display())));
        let mended = known.lines().filter_map(wrong).filter(|wrong| !found.contains(*wrong));
        different.extend(mended.map(|wrong| format!("{}: right now, no known wrong: {wrong}", path.display())));
    }
    assert!(different.is_empty(), "{}\n(REWRITE=1 writes them anew)", different.join("\n"));
}

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let files = fs::read_dir(folder).expect("the folder is read").map(|file| file.expect("a file").path());
    let mut articles: Vec<PathBuf> = files.filter(|path| !path.to_string_lossy().contains(".annotated.")).collect();
    articles.sort();
    articles
}

/// The piece of annotation that a line of "Known wrong" cites.
fn wrong(line: &str) -> Option<&str> {
    Some(line.split_once('`')?.1.split_once('`')?.0)
}

fn first_difference(expected: &str, found: &str) -> Option<String> {
    let mut expected_lines = expected.lines();
    let line = found.lines().find(|&line| expected_lines.next() != Some(line));
    (expected != found).then(|| format!("differs, first in {:?}", line.unwrap_or("its end")))
}

/// The annotation for a person: the text sentence by sentence with its mentions marked, then lists of what has no place
/// in it. Whatever fields an entity or a quote has, now or later, are told when they say something.
fn written(text: &str, annotations: &Annotations) -> String {
    let json = serde_json::to_value(annotations).expect("annotations are JSON");
    let mut lines = format!("date: {}\n\n", annotations.date.as_deref().unwrap_or("none"));
    for &sentence in &annotations.sentences {
        let _ = writeln!(lines, "{}", marked_sentence(text, sentence, annotations));
    }
    lines += "\n== Asides\n";
    for aside in &annotations.asides {
        let _ = writeln!(lines, "{}: {}", json_name(&aside.kind), one_line(aside.span.of(text)));
    }
    lines += "\n== Values\n";
    for mention in &annotations.mentions {
        let metonym = if mention.metonym { "its government" } else { "" };
        let value = mention.value.as_deref().unwrap_or(metonym);
        if !value.is_empty() {
            let _ = writeln!(lines, "{} = {value}", one_line(&mention.text));
        }
    }
    for list in ["entities", "quotes"] {
        let _ = writeln!(lines, "\n== {}{}", list[..1].to_uppercase(), &list[1..]);
        for (index, item) in json[list].as_array().into_iter().flatten().enumerate() {
            lines += &written_item(index, item, text, annotations);
        }
    }
    lines
}

fn marked_sentence(text: &str, sentence: Span, annotations: &Annotations) -> String {
    let inside = annotations.mentions.iter().filter(|mention| sentence.contains(mention.span));
    let moved = |span: Span| Span::new(span.start - sentence.start, span.end - sentence.start);
    let mut marks: Vec<(Span, Label)> = inside.map(|mention| (moved(mention.span), mention.label)).collect();
    marks.sort_by_key(|(span, _)| (span.start, usize::MAX - span.end));
    one_line(&Marked { text: sentence.of(text).into(), marks }.to_string())
}

/// An entity or a quote: what it is on a line, and a line for each of its fields that says something.
fn written_item(index: usize, item: &Value, text: &str, annotations: &Annotations) -> String {
    let kind = item.get("kind").or(item.get("label")).and_then(Value::as_str).unwrap_or_default();
    let words = item.get("text").or(item.get("name")).and_then(Value::as_str).unwrap_or_default();
    let mut lines = format!("{index} {kind} {}\n", one_line(words));
    for (name, value) in item.as_object().into_iter().flatten() {
        let told = told(name, value, text, annotations);
        if !UNTOLD.contains(&name.as_str()) && name != "label" && name != "name" && !told.is_empty() {
            let _ = writeln!(lines, "    {name}: {told}");
        }
    }
    lines
}

/// A field in words: spans and numbers of others as what stands there. Empty for null, false and an empty list.
fn told(name: &str, value: &Value, text: &str, annotations: &Annotations) -> String {
    match value {
        Value::Null | Value::Bool(false) => String::new(),
        Value::String(words) => one_line(words),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| told(name, item, text, annotations)).collect();
            items.join(" | ")
        }
        Value::Object(fields) => {
            let place = |end: &str| fields.get(end).and_then(Value::as_u64).map(|at| at as usize);
            let span = place("start").zip(place("end")).map(|(start, end)| Span::new(start, end).of(text));
            let kind = fields.get("kind").and_then(Value::as_str).map_or(String::new(), |kind| format!(" ({kind})"));
            span.map_or(value.to_string(), |words| one_line(words) + &kind)
        }
        Value::Number(number) => match (name, number.as_u64().map(|number| number as usize)) {
            ("entity" | "entities" | "affiliation", Some(id)) => annotations.entities[id].name.clone(),
            ("mentions", Some(mention)) => one_line(&annotations.mentions[mention].text),
            _ => number.to_string(),
        },
        Value::Bool(true) => "yes".into(),
    }
}

fn json_name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(String::from)).unwrap_or_default()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

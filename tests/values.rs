//! The values of dates and amounts, by the tables in `suite`: the marked spans are the mentions, and parts of speech are
//! those of the shipped model.

mod marked;

use marked::Marked;
use newsmark::internals::recognition::{FoundMention, Recognition, recognise};
use newsmark::internals::{Document, Grammar, Model, values};
use newsmark::{Label, Span};
use std::sync::LazyLock;

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../src/model/weights.bin")).expect("the project's own weights"));

/// The values of `mentions` in `document`, of whose words the network tells the rest.
fn values_in(document: &Document, mentions: Vec<FoundMention>) -> Vec<Option<String>> {
    let recognition = Recognition { mentions, ..recognise(document, &MODEL) };
    values::normalise(&Grammar::read(document, &recognition))
}

/// The values of the marked mentions of `sentence`, parted by `between`, "-" for none.
fn values_of(sentence: &str, today: Option<&str>, between: &str) -> String {
    let marked = Marked::read(sentence);
    let today = today.map(|today| today.parse().expect("a date"));
    let document = Document::read(&marked.text, today);
    let mention = |&(span, label): &(Span, Label)| FoundMention { span, label, score: None };
    let values = values_in(&document, marked.marks.iter().map(mention).collect());
    values.into_iter().map(|value| value.unwrap_or("-".into())).collect::<Vec<_>>().join(between)
}

/// Goes through `table`: each line must have its value, or be marked as known to be wrong and still be so; of those at
/// most 3 in 100.
fn check(table: &str, value: impl Fn(&[&str]) -> String, columns: usize) {
    let (mut lines, mut known, mut wrong) = (0, 0, Vec::new());
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<_> = line.split(" | ").map(str::trim).collect();
        let is_known = fields.get(columns) == Some(&"known");
        lines += 1;
        known += usize::from(is_known);
        let found = value(&fields);
        let right = found == fields[columns - 1];
        if right == is_known {
            wrong.push(format!("{line}\n    found {found}"));
        }
    }
    assert!(lines > 100, "only {lines} lines");
    assert!(wrong.is_empty(), "{} of {lines}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(known * 100 <= lines * 3, "{known} of {lines} are known to be wrong");
}

#[test]
fn dates() {
    check(
        include_str!("suite/dates.txt"),
        |fields| values_of(fields[1], Some(fields[0]).filter(|today| *today != "-"), " "),
        3,
    );
}

#[test]
fn amounts() {
    check(include_str!("suite/amounts.txt"), |fields| values_of(fields[0], None, ", "), 2);
}

/// The amounts of `sentence` that the annotator finds: the sentence with their marks, and their values.
fn found(sentence: &str, today: &str) -> String {
    let text = Marked::read(sentence).text;
    let document = Document::read(&text, today.parse().ok());
    let recognition = recognise(&document, &MODEL);
    let values = values::normalise(&Grammar::read(&document, &recognition));
    let amounts = [Label::Date, Label::Time, Label::Percent, Label::Money, Label::Quantity];
    let of_amounts = recognition.mentions.iter().zip(values).filter(|(mention, _)| amounts.contains(&mention.label));
    let (marks, values): (Vec<_>, Vec<_>) =
        of_amounts.map(|(mention, value)| ((mention.span, mention.label), value.unwrap_or("-".into()))).unzip();
    format!("{} = {}", Marked { text: text.clone(), marks }, values.join(" "))
}

#[test]
fn amounts_found() {
    let table = include_str!("suite/amounts_found.txt");
    let mut wrong = Vec::new();
    let cases = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in cases.clone() {
        let fields: Vec<_> = line.split(" | ").map(|field| field.trim_end_matches('|').trim()).collect();
        let expected = format!("{} = {}", fields[1], fields.get(2).unwrap_or(&""));
        let found = found(fields[1], fields[0]);
        if found != expected {
            wrong.push(format!("{expected}\n    found {found}"));
        }
    }
    assert!(cases.count() > 0 && wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever stands in a mention of whatever kind: no panic, and a value or none.
#[test]
fn any_text() {
    let odd = [
        "",
        "-",
        "$",
        "'",
        "99999999999999999999999",
        "1/0",
        "0/0",
        "½",
        "١٢",
        "FY",
        "'99999s",
        "31 Feb",
        "a",
        "€",
        "1.2.3",
        "9999999 years ago",
        "the 99th century",
        "5:99 pm",
        "25:00",
        "-0%",
        "１２",
        "𝟙",
        "\u{0}",
        "to 5",
        "5 to",
        "mid-",
        "ı%",
        "Friday the 99999999999th",
        "999 nonillion",
        "1e400",
        "0000-00-00",
        "12/31/99999",
        "İstanbul 5 km",
        "May May May",
    ];
    for label in Label::ALL {
        for text in odd {
            let span = Span::new(0, text.len());
            let document = Document::read(text, "2025-02-11".parse().ok());
            let values = values_in(&document, vec![FoundMention { span, label, score: None }]);
            assert_eq!(values.len(), 1, "{text}");
            assert_ne!(values[0].as_deref(), Some(""), "{text}");
        }
    }
}

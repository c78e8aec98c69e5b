use crate::marked::Marked;
use crate::recognition::{FoundMention, Model, recognise};
use crate::{Document, Label};
use std::sync::LazyLock;

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../model/weights.bin")).expect("the project's own weights"));

/// The sentences of the suite: the marked names are given, the marked TITLEs must be found. A line may be marked as
/// known to be wrong, and must be so; of those at most 5 in 100.
#[test]
fn titles() {
    let (mut lines, mut known, mut wrong) = (0, 0, Vec::new());
    let table = include_str!("../../../tests/suite/titles.txt");
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (sentence, is_known) = line.strip_suffix(" | known").map_or((line, false), |sentence| (sentence, true));
        lines += 1;
        known += usize::from(is_known);
        let found = with_titles_found(sentence);
        if (found == sentence) == is_known {
            wrong.push(format!("{line}\n{found}\n"));
        }
    }
    assert!(lines > 50, "only {lines} lines");
    assert!(wrong.is_empty(), "{} of {lines}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(known * 100 <= lines * 5, "{known} of {lines} are known to be wrong");
}

/// `sentence` with the TITLEs that are found, given its other marks.
fn with_titles_found(sentence: &str) -> String {
    let mut marked = Marked::read(sentence);
    marked.marks.retain(|(_, label)| *label != Label::Title);
    let document = Document::read(&marked.text, None);
    let mention = |&(span, label): &(_, _)| FoundMention { span, label, score: None };
    let names: Vec<_> = marked.marks.iter().map(mention).collect();
    let titles = super::find_titles(&document, &names, &recognise(&document, &MODEL).parts_of_speech);
    marked.marks.extend(titles.iter().map(|title| (title.span, title.label)));
    marked.marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    marked.to_string()
}

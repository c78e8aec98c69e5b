//! What is an article's own text and what was only pasted with it, by the table in `suite`.

use newsmark::internals::Document;

/// The case's text, and the kinds and words that its blocks must have.
fn read(case: &str) -> (String, Vec<(&str, &str)>) {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in case.lines().filter(|line| !line.is_empty()) {
        let (kind, words) = line.split_once(" | ").expect("a kind, a bar and words");
        let directly = kind.strip_prefix('+');
        text.push_str(if blocks.is_empty() { "" } else { directly.map_or("\n\n", |_| "\n") });
        text.push_str(words);
        blocks.push((directly.unwrap_or(kind), words));
    }
    (text, blocks)
}

#[test]
fn kinds_of_blocks() {
    let (mut wrong, mut blocks) = (Vec::new(), 0);
    for case in include_str!("suite/blocks.txt").split("\n== ").skip(1) {
        let (name, case) = case.split_once('\n').expect("a name and a text");
        let (text, expected) = read(case);
        let document = Document::read(&text, None);
        let found: Vec<_> = document.blocks().iter().map(|block| (block.kind.name(), block.span.of(&text))).collect();
        for (found, expected) in found.iter().zip(&expected).filter(|(found, expected)| found != expected) {
            wrong.push(format!("{name}: {} | {}, and not {}", found.0, found.1, expected.0));
        }
        blocks += expected.len();
        if found.len() != expected.len() {
            wrong.push(format!("{name}: {} blocks, and not {}", found.len(), expected.len()));
        }
    }
    assert!(blocks > 50, "only {blocks} blocks");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

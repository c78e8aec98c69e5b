//! What is found in text as people paste it, by the table in `suite`.

mod marked;

use marked::Marked;
use newsmark::{Annotator, Label, Options, Span};

/// The signs that the table writes with a backslash.
fn unescape(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let (sign, behind) = match escape.strip_prefix("u{").and_then(|code| code.split_once('}')) {
            Some((code, behind)) => (u32::from_str_radix(code, 16).ok().and_then(char::from_u32), behind),
            None => (escape.chars().next().map(|c| if c == 'n' { '\n' } else { '\r' }), &escape[1..]),
        };
        text.push(sign.expect("a character's number"));
        rest = behind;
    }
    text + rest
}

/// Mentions as they are compared: no titles, none of a thing with the article before its name, and none of a sum with
/// its currency's sign.
fn compared(text: &str, marks: impl Iterator<Item = (Span, Label)>) -> Vec<(Span, Label)> {
    let article = |span: Span| {
        let lower = span.of(text).to_lowercase();
        ["the ", "a ", "an "].into_iter().find(|article| lower.starts_with(article)).map_or(0, str::len)
    };
    let sign = |span: Span| span.of(text).chars().next().filter(|sign| "$£€".contains(*sign)).map_or(0, char::len_utf8);
    let skipped = |span, label| match label {
        Label::Person | Label::Gpe | Label::Loc | Label::Norp => 0,
        Label::Money => sign(span),
        _ => article(span),
    };
    let names = marks.filter(|&(_, label)| label != Label::Title);
    names.map(|(span, label)| (Span::new(span.start + skipped(span, label), span.end), label)).collect()
}

#[test]
fn text_as_it_is_pasted() {
    let annotator =
        Annotator::new(include_bytes!("../src/model/weights.bin")).expect("the weights in the repository can be read");
    let (mut lines, mut known, mut wrong) = (0, 0, Vec::new());
    let table = include_str!("suite/robust.txt").lines();
    for line in table.filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        let (case, is_known) = line.strip_suffix(" | known").map_or((line, false), |case| (case, true));
        let Marked { text, marks } = Marked::read(&unescape(case));
        let annotations = annotator.annotate(&text, &Options::default());
        let found = compared(&text, annotations.mentions.iter().map(|mention| (mention.span, mention.label)));
        let right = found == compared(&text, marks.into_iter());
        lines += 1;
        known += usize::from(is_known);
        if right == is_known {
            wrong.push(format!("{line}\n    found {}", Marked { text, marks: found }.to_string().escape_debug()));
        }
    }
    assert!(lines > 100, "only {lines} lines");
    assert!(wrong.is_empty(), "{} of {lines}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(known * 100 <= lines * 8, "{known} of {lines} are known to be wrong");
}

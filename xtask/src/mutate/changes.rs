//! The changes of one line that `cargo xtask mutate` knows: a comparison turned, a number moved, a word dropped from a
//! set, a boolean negated, a function that gives up at once.

use std::ops::Range;

/// What a change does to its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub kind: &'static str,
    /// The line as it becomes.
    pub line: String,
}

/// Words of code, each with what takes its place.
const SWAPS: [(&str, &str, &str); 22] = [
    ("a comparison turned", " == ", " != "),
    ("a comparison turned", " != ", " == "),
    ("a comparison turned", " < ", " <= "),
    ("a comparison turned", " <= ", " < "),
    ("a comparison turned", " > ", " >= "),
    ("a comparison turned", " >= ", " > "),
    ("a boolean negated", " && ", " || "),
    ("a boolean negated", " || ", " && "),
    ("a boolean negated", "true", "false"),
    ("a boolean negated", "false", "true"),
    ("a boolean negated", ".any(", ".all("),
    ("a boolean negated", ".all(", ".any("),
    ("a boolean negated", ".is_some()", ".is_none()"),
    ("a boolean negated", ".is_none()", ".is_some()"),
    ("a boolean negated", "if !", "if "),
    ("a boolean negated", "&& !", "&& "),
    ("a boolean negated", "|| !", "|| "),
    ("a number moved", " + ", " - "),
    ("a number moved", " - ", " + "),
    ("a number moved", ".min(", ".max("),
    ("a number moved", ".max(", ".min("),
    ("a number moved", "..=", ".."),
];

/// The kind of a change that stands behind the head of its function.
pub const GIVES_UP_KIND: &str = "a function that gives up";

/// Ways to give up, by what a function returns.
const GIVES_UP: [(&str, &str); 6] = [
    (" -> bool {", "return false;"),
    (" -> bool {", "return true;"),
    (" -> usize {", "return 0;"),
    ("-> Option<", "return None;"),
    ("-> Vec<", "return Vec::new();"),
    (") {", "return;"),
];

/// Every change of `line` that is worth a trial.
pub fn of_line(line: &str) -> Vec<Change> {
    if !is_code(line) {
        return Vec::new();
    }
    let mut changes = swaps(line);
    changes.extend(numbers(line));
    changes.extend(dropped_words(line));
    changes.extend(gives_up(line));
    changes
}

/// Comments and attributes do nothing, imports and checks of our own change nothing that is promised.
fn is_code(line: &str) -> bool {
    let line = line.trim_start();
    !["//", "#", "use ", "pub use ", "mod ", "pub mod ", "assert", "debug_assert"]
        .iter()
        .any(|opening| line.starts_with(opening))
}

fn swaps(line: &str) -> Vec<Change> {
    let code = without_strings(line);
    let places = |from: &'static str| code.match_indices(from).map(|(at, _)| at).collect::<Vec<_>>();
    (SWAPS.iter())
        .flat_map(|&(kind, from, to)| places(from).into_iter().map(move |at| (kind, at, from, to)))
        .filter(|&(_, at, from, _)| from != " || " || !opens_closure(&code[..at]))
        .map(|(kind, at, from, to)| replaced(line, kind, at..at + from.len(), to))
        .collect()
}

/// Whether "||" behind `code` is the head of a closure that takes nothing.
fn opens_closure(code: &str) -> bool {
    code.ends_with(['=', ',', '('])
}

/// Each whole number, one larger. Numbers of tuple fields and parts of names stand behind a dot or a letter.
fn numbers(line: &str) -> Vec<Change> {
    let code = without_strings(line);
    let mut changes = Vec::new();
    let mut at = 0;
    while let Some(start) = code[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let end = code[start..].find(|c: char| !c.is_ascii_digit()).map_or(code.len(), |length| start + length);
        let alone = !code[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.')
            || code[..start].ends_with("..");
        let whole = !code[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if let (true, true, Ok(number)) = (alone, whole, code[start..end].parse::<u32>()) {
            changes.push(replaced(line, "a number moved", start..end, &(number.saturating_add(1)).to_string()));
        }
        at = end;
    }
    changes
}

/// Each word of a pattern (`"a" | "b"`) or of a list (`"a", "b"`) left out.
fn dropped_words(line: &str) -> Vec<Change> {
    let quotes: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
    let words = quotes.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1);
    words
        .filter_map(|word| with_its_separator(line, word))
        .map(|place| replaced(line, "a word dropped", place, ""))
        .collect()
}

/// `word` with what parts it from the next of its set, or from the one before it.
fn with_its_separator(line: &str, word: Range<usize>) -> Option<Range<usize>> {
    let separators = [" | ", ", "];
    let after = separators.iter().find(|&&separator| line[word.end..].starts_with(separator));
    let before = separators.iter().find(|&&separator| line[..word.start].ends_with(separator));
    match (after, before) {
        (Some(separator), _) => Some(word.start..word.end + separator.len()),
        (None, Some(separator)) => Some(word.start - separator.len()..word.end),
        (None, None) => None,
    }
}

/// A function that does nothing, where its head stands on one line.
fn gives_up(line: &str) -> Vec<Change> {
    let head = line.trim_start().trim_start_matches("pub").trim_start_matches("(super)").trim_start_matches("(crate)");
    if !head.trim_start().starts_with("fn ") || !line.ends_with('{') {
        return Vec::new();
    }
    (GIVES_UP.iter())
        .filter(|(returns, _)| line.contains(returns))
        .map(|(_, statement)| Change { kind: GIVES_UP_KIND, line: format!("{line} {statement}") })
        .collect()
}

/// `line` with blanks, as many bytes, in the place of what stands in strings and in a comment at its end.
fn without_strings(line: &str) -> String {
    let mut inside = false;
    let mut code = String::new();
    for (at, c) in line.char_indices() {
        if !inside && line[at..].starts_with("//") {
            break;
        }
        inside ^= c == '"' && !line[..at].ends_with(['\\', '\'']);
        code.push_str(&if inside || c == '"' { " ".repeat(c.len_utf8()) } else { c.to_string() });
    }
    code
}

fn replaced(line: &str, kind: &'static str, place: Range<usize>, with: &str) -> Change {
    let mut line = line.to_string();
    line.replace_range(place, with);
    Change { kind, line }
}

#[cfg(test)]
mod tests {
    use super::of_line;

    #[test]
    fn every_kind_of_change() {
        for (line, changed) in [
            (
                "    if a == 3 && !b {",
                "    if a != 3 && !b {|    if a == 3 || !b {|    if a == 3 && b {|    if a == 4 && !b {",
            ),
            ("let a = || b;", ""),
            ("    self.0 <= 12", "    self.0 < 12|    self.0 <= 13"),
            (r#"matches!(word, "is" | "was")"#, r#"matches!(word, "was")|matches!(word, "is")"#),
            ("fn found(&self) -> Option<usize> {", "fn found(&self) -> Option<usize> { return None;"),
            (r#"text("a == b") // 3 < 4"#, ""),
            ("/// 3 < 4", ""),
            ("#[inline(3)]", ""),
        ] {
            let found: Vec<_> = of_line(line).into_iter().map(|change| change.line).collect();
            assert_eq!(found.join("|"), changed, "{line}");
        }
    }
}

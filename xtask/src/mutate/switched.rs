//! Many changes in one build: every function that is to be changed has its body once more for each change, and an
//! environment variable chooses which body runs ("mutant schemata", Untch, Offutt and Harrold 1993).

use super::Mutant;
use std::ops::Range;

/// The variable with the number of the change that is to hold; without it, none does.
pub const CHOSEN: &str = "NEWSMARK_MUTANT";

/// What the bodies ask, at the end of a crate's first file.
pub const CHOICE: &str = "
pub(crate) mod mutation {
    static CHOSEN: std::sync::OnceLock<Option<usize>> = std::sync::OnceLock::new();
    pub(crate) fn is(number: usize) -> bool {
        let read = || std::env::var(\"NEWSMARK_MUTANT\").ok().and_then(|number| number.parse().ok());
        *CHOSEN.get_or_init(read) == Some(number)
    }
}
";

/// A file with changes in it that can be chosen.
pub struct Switched {
    pub text: String,
    /// The lines of what stands once more, each with its change.
    copies: Vec<(Range<usize>, usize)>,
    /// The lines of whole functions, with the changes in them.
    functions: Vec<(Range<usize>, Vec<usize>)>,
}

impl Switched {
    /// `source` with `mutants`, all of this file and [`can_switch`], and each with its number.
    pub fn of(source: &str, mutants: &[(usize, &Mutant)]) -> Self {
        let lines: Vec<&str> = source.lines().collect();
        let mut file = Switched { text: String::new(), copies: Vec::new(), functions: Vec::new() };
        let mut written = 0;
        for body in bodies(&lines) {
            let inside: Vec<_> = mutants.iter().filter(|(_, mutant)| holds(&body, mutant)).collect();
            if inside.is_empty() {
                continue;
            }
            file.push(&lines[written..body.start]);
            let start = file.line();
            for (number, mutant) in &inside {
                file.push(&[&format!("if crate::mutation::is({number}) {{")]);
                let copy = file.line();
                file.push_changed(&lines, &body, mutant);
                file.copies.push((copy..file.line(), *number));
                file.push(&["} else"]);
            }
            file.push(&["{"]);
            file.push(&lines[body.clone()]);
            file.push(&["}"]);
            file.functions
                .push((start.saturating_sub(1)..file.line() + 1, inside.iter().map(|(number, _)| *number).collect()));
            written = body.end;
        }
        file.push(&lines[written..]);
        file
    }

    /// The changes to which line `line` owes an error, and whether that lies in the change itself, rather than in that
    /// there are several bodies.
    pub fn blamed(&self, line: usize) -> (Vec<usize>, bool) {
        if let Some((_, number)) = self.copies.iter().find(|(lines, _)| lines.contains(&line)) {
            return (vec![*number], true);
        }
        let function = self.functions.iter().find(|(lines, _)| lines.contains(&line));
        (function.map_or(Vec::new(), |(_, numbers)| numbers.clone()), false)
    }

    fn line(&self) -> usize {
        self.text.matches('\n').count()
    }

    fn push(&mut self, lines: &[&str]) {
        lines.iter().for_each(|line| self.text.extend([line, "\n"]));
    }

    fn push_changed(&mut self, lines: &[&str], body: &Range<usize>, mutant: &Mutant) {
        let changed = &*mutant.change.line;
        if mutant.line < body.start {
            // What it says behind its head.
            self.push(&[&changed[lines[mutant.line].len()..]]);
            return self.push(&lines[body.clone()]);
        }
        self.push(&lines[body.start..mutant.line]);
        self.push(&[changed]);
        self.push(&lines[mutant.line + 1..body.end]);
    }
}

/// Whether `mutant` changes what a function of `source` does, and the function may have several bodies.
pub fn can_switch(source: &str, mutant: &Mutant) -> bool {
    let lines: Vec<&str> = source.lines().collect();
    bodies(&lines).iter().any(|body| holds(body, mutant))
}

/// Whether `mutant` lies in `body`, or is what the function does at once.
fn holds(body: &Range<usize>, mutant: &Mutant) -> bool {
    body.contains(&mutant.line) || mutant.line + 1 == body.start && mutant.change.kind == super::changes::GIVES_UP_KIND
}

/// The lines of the bodies of all functions but those within others, as `cargo fmt` writes them.
fn bodies(lines: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let indent = lines[at].len() - lines[at].trim_start().len();
        let opening = || (at..lines.len()).find(|&line| lines[line].ends_with(['{', ';', '}'])).unwrap_or(at);
        let close = format!("{}}}", " ".repeat(indent));
        let body = is_head(lines[at]).then(opening).filter(|&open| lines[open].ends_with('{'));
        let body = body.and_then(|open| Some(open + 1..(open..lines.len()).find(|&line| lines[line] == close)?));
        at = body.as_ref().map_or(at, |body| body.end) + 1;
        found.extend(body);
    }
    found
}

fn is_head(line: &str) -> bool {
    let line = line.trim_start();
    let line = ["pub ", "pub(crate) ", "pub(super) "].iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line);
    line.starts_with("fn ")
}

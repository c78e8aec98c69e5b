//! What every reader of quotes may rely on, however odd the text: no two stand in one place, none cross, and nobody stands
//! between his own marks. Rules that each see a part of a sentence can disagree about a broken one; here that ends.

use super::{Statement, outside};
use crate::QuoteKind;

/// `statements`, sorted by start, then by end, without those that contradict another: of two that cross, reported speech
/// goes, else the later one. A speaker between the marks of what is given to him is no speaker; around reported speech a
/// sentence may go on ("The camp, Reyes said, was safe").
pub(super) fn keep_apart(mut statements: Vec<Statement>) -> Vec<Statement> {
    let mut stay = vec![true; statements.len()];
    // Statements that hold the place at hand, outer ones first.
    let mut around: Vec<usize> = Vec::new();
    for index in 0..statements.len() {
        let span = statements[index].span;
        let marked = statements[index].kind != QuoteKind::Indirect;
        if marked && statements[index].speaker.is_some_and(|speaker| speaker.overlaps(span)) {
            forget_speaker(&mut statements[index]);
        }
        around.retain(|&outer| statements[outer].span.end > span.start);
        let mut depth = around.len();
        while stay[index] && depth > 0 {
            let outer = around[depth - 1];
            let other = statements[outer].span;
            if other != span && other.contains(span) {
                break;
            }
            if other != span && span.contains(other) {
                // They open in one place, where the shorter comes first.
                depth -= 1;
            } else if goes_before(&statements[outer], &statements[index]) {
                stay[outer] = false;
                depth -= 1;
                around.remove(depth);
            } else {
                stay[index] = false;
            }
        }
        if stay[index] {
            around.insert(depth, index);
        }
    }
    outside::keep(statements, &stay)
}

/// Whether, of two that contradict each other, `earlier` is the one to go.
fn goes_before(earlier: &Statement, later: &Statement) -> bool {
    earlier.kind == QuoteKind::Indirect && later.kind != QuoteKind::Indirect
}

fn forget_speaker(statement: &mut Statement) {
    statement.speaker = None;
    statement.speaker_names.clear();
    statement.affiliation = None;
    statement.sieve = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    fn statement(line: &str, kind: QuoteKind, speaker: Option<Span>) -> Statement {
        Statement {
            speaker,
            sieve: Some("before"),
            ..Statement::bare(Span::new(line.find('=').unwrap_or_default(), line.len()), kind)
        }
    }

    /// Statements drawn below a text, one a line ("i" behind what is indirect), and the lines of those that stay.
    #[test]
    fn statements_are_kept_apart() {
        for (drawn, kept) in [
            (&["==", "  =="][..], &[0, 1][..]),
            (&["====", " =="], &[0, 1]),
            (&["==", "===="], &[0, 1]),
            (&["==", "=="], &[0]),
            (&["== i", "=="], &[1]),
            (&["===", " ==="], &[0]),
            (&["=== i", " ==="], &[1]),
            (&["===", " === i"], &[0]),
            (&["======", " ==", "  ==", "   =="], &[0, 1, 3]),
            (&["==", "====", " =="], &[0, 1]),
            (&["======", " == i", "  ==", "    ==="], &[0, 2]),
        ] {
            let speaker = Some(Span::new(90, 95));
            let statements = drawn.iter().map(|line| match line.strip_suffix(" i") {
                Some(line) => statement(line, QuoteKind::Indirect, speaker),
                None => statement(line, QuoteKind::Direct, speaker),
            });
            let statements: Vec<Statement> = statements.collect();
            let expected: Vec<Statement> = kept.iter().map(|&index| statements[index].clone()).collect();
            assert_eq!(keep_apart(statements), expected, "{drawn:?}");
        }
    }

    #[test]
    fn nobody_stands_between_his_own_marks() {
        let inside = Some(Span::new(1, 3));
        let direct = keep_apart(vec![statement("====", QuoteKind::Direct, inside)]);
        assert_eq!((direct[0].speaker, direct[0].sieve), (None, None));
        let around = vec![statement("====", QuoteKind::Indirect, inside)];
        assert_eq!(keep_apart(around.clone()), around);
        let behind = Some(Span::new(4, 6));
        let statements = vec![statement("====", QuoteKind::Direct, behind)];
        assert_eq!(keep_apart(statements.clone()), statements);
    }

    #[test]
    fn what_goes_on_with_another_still_does() {
        let mut statements = ["==", "==", "  =="].map(|line| statement(line, QuoteKind::Direct, None)).to_vec();
        statements[2].continues = Some(0);
        assert_eq!(keep_apart(statements.clone())[1].continues, Some(0));
        statements[2].continues = Some(1);
        assert_eq!(keep_apart(statements)[1].continues, None);
    }
}

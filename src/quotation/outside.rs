//! Bylines, "Read more" and the like are none of the article's text: what is said there is no statement of the article. What a
//! caption quotes is.

use super::Statement;
use crate::Document;
use crate::document::BlockKind;

/// The statements that stand in the article's own text.
pub(super) fn leave_out(document: &Document, statements: Vec<Statement>) -> Vec<Statement> {
    let stays = |statement: &Statement| {
        let first = document.tokens_in(statement.span).start;
        document.block_at(first).is_none_or(|block| block.kind.is_article() || block.kind == BlockKind::Caption)
    };
    let stay: Vec<bool> = statements.iter().map(stays).collect();
    keep(statements, &stay)
}

/// Those `statements` whose `stay` holds, what points at one of them pointing at its new place.
pub(super) fn keep(statements: Vec<Statement>, stay: &[bool]) -> Vec<Statement> {
    let mut place = 0;
    let places: Vec<Option<usize>> = stay
        .iter()
        .map(|&stays| {
            let here = stays.then_some(place);
            place += usize::from(stays);
            here
        })
        .collect();
    let kept = statements.into_iter().zip(&places).filter(|(_, place)| place.is_some());
    let placed = |index: Option<usize>| index.and_then(|index| places[index]);
    kept.map(|(statement, _)| Statement {
        continues: placed(statement.continues),
        within: placed(statement.within),
        ..statement
    })
    .collect()
}

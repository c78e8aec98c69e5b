//! Who has died, as the words beside a name tell: nobody dead speaks to a newspaper.

use crate::Document;
use crate::lexicon::{AUXILIARIES, DEATHS};
use std::ops::Range;

/// Whether the words around the person named at `tokens` tell of the death: "Holm died", "was killed", "the late Ida
/// Holm", "the murder of Holm", "Holm's body".
pub(super) fn is_told(document: &Document, tokens: &Range<usize>) -> bool {
    let word = |index: Option<usize>| document.lower_at(index);
    let is = |index: Option<usize>, place: &str| DEATHS.get(word(index)) == Some(place);
    let (before, behind) = (tokens.start.checked_sub(1), tokens.end);
    let twice_before = tokens.start.checked_sub(2);
    let be = matches!(AUXILIARIES.get(word(Some(behind))), Some("be" | "be past"));
    let be = be || word(Some(behind)) == "had" && word(Some(behind + 1)) == "been";
    let passive = be && (1..=3).any(|ahead| is(Some(behind + ahead), "object"));
    let dead = be && (1..=2).any(|ahead| word(Some(behind + ahead)) == "dead");
    let had = usize::from(matches!(word(Some(behind)), "has" | "had" | "who"));
    let subject = is(Some(behind + had), "subject");
    let owner = word(Some(behind)) == "'s" && is(Some(behind + 1), "noun") && !is(Some(behind + 2), "trial");
    let of = word(before) == "of" && is(twice_before, "noun");
    passive || dead || subject || owner || of || is(before, "object") || is(before, "before")
}

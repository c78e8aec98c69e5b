//! What the network takes for a mention and is none, for it learned from text without them: pieces of addresses ("news"
//! in "www.example.org/news"), codes of shares ("(NWM.L)"), the numbers of a list's items, names with a number that look
//! like dates ("Covid-19"), rests of torn words, letters of parties.

use super::FoundMention;
use crate::document::Before;
use crate::lexicon::DATE_WORDS;
use crate::{Document, Label};
use std::ops::Range;

/// Whether `mention` names nothing.
pub(super) fn is_none(document: &Document, mention: &FoundMention) -> bool {
    let tokens = document.tokens_in(mention.span);
    match mention.label {
        Label::Cardinal if numbers_item(document, &tokens) => true,
        Label::Date | Label::Time if is_name_with_number(document, &tokens) => true,
        Label::Person | Label::Org | Label::Gpe if is_torn(document, &tokens) || is_party(document, &tokens) => true,
        _ => is_ticker(document, &tokens) || stands_in_address(document, tokens),
    }
}

/// "1." or "2)" at the start of a line.
fn numbers_item(document: &Document, tokens: &Range<usize>) -> bool {
    let block = document.block_around(tokens.start);
    let spaced = |index: usize| index < block.end && document.tokens()[index].before == Before::Space;
    tokens.len() == 1
        && tokens.start == block.start
        && document.word(tokens.start).len() <= 2
        && matches!(document.lower_at(Some(tokens.end)), "." | ")")
        && spaced(tokens.end + 1)
}

/// "Covid-19": a capitalised word that is none of dates, with a number behind its hyphen.
fn is_name_with_number(document: &Document, tokens: &Range<usize>) -> bool {
    let word = document.word(tokens.start);
    let digits = |index: usize| document.word(index).bytes().all(|byte| byte.is_ascii_digit());
    tokens.len() == 3
        && word.len() > 1
        && word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphabetic)
        && DATE_WORDS.get(document.lower(tokens.start)).is_none()
        && document.word(tokens.start + 1) == "-"
        && digits(tokens.start + 2)
}

/// "kesman said Reyes had left": what a page that lost the beginning of a line leaves of a word. Where no word around it has
/// a capital, names have none either.
fn is_torn(document: &Document, tokens: &Range<usize>) -> bool {
    /// So many tokens of the paragraphs before are looked at.
    const AROUND: usize = 60;
    let block = document.block_around(tokens.start);
    let small = document.word(tokens.start).chars().all(char::is_lowercase);
    let capital = |index: usize| document.word(index).starts_with(char::is_uppercase);
    tokens.len() == 1
        && tokens.start == block.start
        && small
        && (block.start.saturating_sub(AROUND)..block.end).any(capital)
}

/// "Voss (R., Ohio)": the letter of a party; "Voss, D-N.Y.", with a state.
fn is_party(document: &Document, tokens: &Range<usize>) -> bool {
    let word = document.word(tokens.start);
    if tokens.len() == 3 && document.word(tokens.start + 1) == "-" && document.word(tokens.end - 1).ends_with('.') {
        return word.len() == 1 && word.starts_with(char::is_uppercase);
    }
    tokens.len() == 1
        && word.trim_end_matches('.').len() == 1
        && word.starts_with(char::is_uppercase)
        && document.lower_at(tokens.start.checked_sub(1)) == "("
        && matches!(document.lower_at(Some(tokens.end)), "," | "-" | ".")
}

/// "(NWM.L)": the code of a share at its exchange, in brackets.
fn is_ticker(document: &Document, tokens: &Range<usize>) -> bool {
    let bracket = |index: Option<usize>| matches!(document.lower_at(index), "(" | ")");
    let code = |(share, exchange): (&str, &str)| {
        !share.is_empty() && (1..=2).contains(&exchange.len()) && exchange.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    tokens.len() == 1
        && bracket(tokens.start.checked_sub(1))
        && bracket(Some(tokens.end))
        && document.word(tokens.start).split_once('.').is_some_and(code)
}

/// Whether `tokens` stand in an address of the web or of mail, which has no spaces.
fn stands_in_address(document: &Document, tokens: Range<usize>) -> bool {
    /// So far at most an address is followed to each side, in tokens.
    const LONGEST: usize = 80;
    let parts_addresses =
        |index: usize| matches!(document.word(index), "“" | "”" | "\"" | "‘" | "(" | ")" | "<" | ">" | "—");
    let glued = |index: usize| document.tokens()[index].before == Before::Nothing && !parts_addresses(index);
    let mut start = tokens.start;
    while start > 0 && tokens.start - start < LONGEST && glued(start) && !parts_addresses(start - 1) {
        start -= 1;
    }
    let behind = tokens.end..document.tokens().len();
    let end = behind.take(LONGEST).take_while(|&index| glued(index)).last().map_or(tokens.end, |last| last + 1);
    let run = document.span(start..end).of(document.text());
    let mail =
        || run.split_once('@').is_some_and(|(user, host)| user.ends_with(char::is_alphanumeric) && host.contains('.'));
    run.contains("://") || run.starts_with("www.") || mail()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::settled_by;

    /// What the network may find, and what remains of it.
    #[test]
    fn what_remains() {
        for (found, remains) in [
            ("at www.example.org/[GPE france], in [GPE France]", "at www.example.org/france, in [GPE France]"),
            ("(https://[ORG example].com/[DATE 2019]) in [GPE Lima]", "(https://example.com/2019) in [GPE Lima]"),
            ("mail [PERSON ann.lee]@[ORG example.org]", "mail ann.lee@example.org"),
            ("bought @[ORG Nordwind] from [ORG example.com]", "bought @[ORG Nordwind] from [ORG example.com]"),
            ("[CARDINAL 1]. It rains.\n[CARDINAL 2]) It pours.", "1. It rains.\n2) It pours."),
            (
                "[ORG Nordwind] ([ORG NWM.L]) fell, [ORG Acme] ([ORG AC]) rose",
                "[ORG Nordwind] (NWM.L) fell, [ORG Acme] ([ORG AC]) rose",
            ),
            ("[CARDINAL 12] came.", "[CARDINAL 12] came."),
            ("[PERSON kesman] said [PERSON Reyes] left", "kesman said [PERSON Reyes] left"),
            (
                "[PERSON Voss] ([PERSON R.], [GPE Ohio]) and [PERSON R.]",
                "[PERSON Voss] (R., [GPE Ohio]) and [PERSON R.]",
            ),
            ("[PERSON Voss]. [PERSON D-N.Y.], and [ORG T-Moor]", "[PERSON Voss]. D-N.Y., and [ORG T-Moor]"),
            ("[PERSON reyes] said it rained", "[PERSON reyes] said it rained"),
            ("[PERSON McKesman] said [PERSON Reyes] left", "[PERSON McKesman] said [PERSON Reyes] left"),
            ("[DATE Covid-19] in [DATE May-June], [DATE Sept-11]", "Covid-19 in [DATE May-June], [DATE Sept-11]"),
        ] {
            let drop_oddities = |document: &Document, mentions: &mut Vec<FoundMention>| {
                mentions.retain(|mention| !is_none(document, mention));
            };
            assert_eq!(settled_by(found, drop_oddities), remains);
        }
    }
}

//! The network's amounts and times, and those that patterns find, brought into one list.
//!
//! Where both find something the network is mostly right, and where only patterns do, they fill a gap. But a pattern
//! knows better where an amount is one or two: what stands behind a currency's sign is money ("€450m"), a quarter of a
//! percentage point is no bare number, and "last year 23 of 32" holds a date and a number.

use super::{FoundMention, no_dates};
use crate::amounts::sums::is_currency_code;
use crate::document::Before;
use crate::lexicon::{CAPITALS, COUNTRIES, CURRENCIES, DATE_WORDS};
use crate::{Document, Label, Span};

/// The score of what patterns add where the network found nothing: 14 of 30 are right on OntoNotes dev, by
/// `cargo xtask evaluate --patterns`.
pub const GAP_SCORE: f32 = 0.47;

/// The mentions of `network`, corrected by `patterns`, with those of `patterns` that stand where the network found
/// nothing. Both are sorted and free of overlaps, and so is the result.
pub(super) fn reconcile(
    document: &Document,
    network: Vec<FoundMention>,
    patterns: Vec<FoundMention>,
) -> Vec<FoundMention> {
    let mut mentions = Vec::with_capacity(network.len());
    for mention in &network {
        match whole_of(document, mention, &patterns, &network) {
            Some(whole) if mentions.last() == Some(whole) => {}
            Some(whole) => mentions.push(whole.clone()),
            None => mentions.extend(parts(document, mention.clone(), &patterns)),
        }
    }
    let free = |pattern: &&FoundMention| overlapping(&mentions, pattern.span).is_empty();
    let gaps: Vec<FoundMention> =
        patterns.iter().filter(free).filter_map(|pattern| fill_gap(document, pattern)).collect();
    mentions.extend(gaps);
    mentions.iter_mut().for_each(|mention| take_in_minus(document, mention));
    mentions.retain(|mention| !no_dates::is_none(document, mention));
    mentions.sort_by_key(|mention| mention.span);
    mentions
}

/// Those of `mentions` that overlap `span`.
fn overlapping(mentions: &[FoundMention], span: Span) -> &[FoundMention] {
    let first = mentions.partition_point(|mention| mention.span.end <= span.start);
    let last = mentions.partition_point(|mention| mention.span.start < span.end);
    &mentions[first..last.max(first)]
}

/// What a pattern found where the network found nothing, if it is worth adding: not bare numbers and ordinals, of which one
/// in three there was right.
fn fill_gap(document: &Document, pattern: &FoundMention) -> Option<FoundMention> {
    let bare = matches!(pattern.label, Label::Cardinal | Label::Ordinal);
    (!bare || counts_with_scale(document, pattern)).then(|| FoundMention { score: Some(GAP_SCORE), ..pattern.clone() })
}

/// "100m users", "2bn views": digits with a short scale before what they count.
fn counts_with_scale(document: &Document, pattern: &FoundMention) -> bool {
    let tokens = document.tokens_in(pattern.span);
    let number = document.lower(tokens.end - 1);
    let scaled = number.starts_with(|c: char| c.is_ascii_digit()) && number.ends_with(['m', 'n', 'k', 'b']);
    let counted = document.lower_at(Some(tokens.end));
    let plural =
        counted.len() > 3 && counted.ends_with('s') && counted.chars().all(char::is_alphabetic) || counted == "people";
    pattern.label == Label::Cardinal && scaled && plural
}

/// "two hours and five minutes"
fn counts_two_units(document: &Document, span: Span) -> bool {
    document.tokens_in(span).any(|index| document.lower(index) == "and")
}

/// The pattern that is right where the network's `mention` is not.
fn whole_of<'found>(
    document: &Document,
    mention: &FoundMention,
    patterns: &'found [FoundMention],
    network: &[FoundMention],
) -> Option<&'found FoundMention> {
    let [pattern] = overlapping(patterns, mention.span) else { return None };
    let parts = overlapping(network, pattern.span);
    let whole = is_misread(document, mention, pattern)
        || is_written_short(document, parts, pattern)
        || is_torn(document, parts, pattern)
        || parts.len() == 1 && lacks_opening(document, mention, pattern);
    whole.then_some(pattern)
}

/// Whether the network took a measure, a number or a place in a row for a date: "a 2.5km bridge", "100m users", "10th".
fn is_misread(document: &Document, mention: &FoundMention, pattern: &FoundMention) -> bool {
    let date = mention.label == Label::Date;
    let other = date && matches!(pattern.label, Label::Quantity | Label::Ordinal)
        || (date || mention.label == Label::Time) && counts_with_scale(document, pattern);
    let pence = mention.label == Label::Cardinal && pattern.label == Label::Money;
    mention.span == pattern.span && (other || pence)
}

/// "H1 2024", "FY24", "Q3": parts of a year whose letters the network knows not.
fn is_written_short(document: &Document, parts: &[FoundMention], pattern: &FoundMention) -> bool {
    let opening = document.word(document.tokens_in(pattern.span).start);
    let digits = opening.trim_start_matches(['Q', 'H', 'F', 'Y']);
    pattern.label == Label::Date
        && digits.len() < opening.len()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && parts.iter().all(|part| pattern.span.contains(part.span))
}

/// Whether the network took but `parts` of what `pattern` takes whole: the numbers of a percentage or measure; both ends
/// of a range, of "two hours and five minutes", of "the day before yesterday".
fn is_torn(document: &Document, parts: &[FoundMention], pattern: &FoundMention) -> bool {
    let are_all =
        |labels: &[Label]| parts.iter().all(|part| labels.contains(&part.label) && pattern.span.contains(part.span));
    let measured = matches!(pattern.label, Label::Percent | Label::Quantity | Label::Time);
    if measured && are_all(&[Label::Cardinal]) {
        return true;
    }
    let tokens = document.tokens_in(pattern.span);
    // "one and one-half miles", "6 feet 2 inches"
    if pattern.label == Label::Quantity && parts.len() == 2 && are_all(&[Label::Cardinal, Label::Quantity]) {
        return parts[0].label == Label::Cardinal || !tokens.clone().any(|index| document.lower(index) == "to");
    }
    // "the first Monday of March", "Wednesday of last week", "Wednesday next week"
    if pattern.label == Label::Date && parts.len() == 2 && are_all(&[Label::Date, Label::Ordinal]) {
        let weekday =
            |index: usize| DATE_WORDS.get(document.lower(index)).is_some_and(|kind| kind.starts_with("weekday"));
        let joint = |index: usize| matches!(document.lower(index), "of" | "week");
        return tokens.clone().any(joint) && tokens.clone().any(weekday);
    }
    let joined = document.lower(tokens.start) == "between"
        || pattern.label == Label::Time && counts_two_units(document, pattern.span)
        || matches!(document.lower(tokens.end - 1), "yesterday" | "tomorrow");
    joined && parts.len() == 2 && are_all(&[pattern.label])
}

/// Whether the network took a date without the word that opens it: "the end of [May]", "next [Monday]".
fn lacks_opening(document: &Document, mention: &FoundMention, pattern: &FoundMention) -> bool {
    let tokens = document.tokens_in(mention.span);
    let opens = match document.lower(document.tokens_in(pattern.span).start) {
        "next" | "last" => tokens.len() == 1,
        opening => opening == "the" || DATE_WORDS.get(opening).is_some_and(|kind| kind.starts_with("phase")),
    };
    let is_named = document.word(tokens.start).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let dates = mention.label == Label::Date && pattern.label == Label::Date;
    let ends_it = pattern.span.contains(mention.span) && mention.span.end == pattern.span.end;
    opens && is_named && dates && ends_it
}

/// `mention` itself, with its currency's sign heeded; or the two things that it runs together.
fn parts(document: &Document, mention: FoundMention, patterns: &[FoundMention]) -> Vec<FoundMention> {
    match mention.label {
        Label::Money => match overlapping(patterns, mention.span) {
            [first, second] if are_two_sums(document, first, second) => {
                [first, second].map(|part| FoundMention { score: mention.score, ..part.clone() }).to_vec()
            }
            _ => without_place(document, with_sign(document, mention)),
        },
        Label::Date | Label::Time | Label::Cardinal | Label::Quantity
            if follows_currency_sign(document, mention.span) =>
        {
            vec![with_sign(document, FoundMention { label: Label::Money, ..mention })]
        }
        Label::Date | Label::Time => match overlapping(patterns, mention.span) {
            [first, second] if are_two(document, &mention, first, second) => {
                [first, second].map(|part| FoundMention { score: mention.score, ..part.clone() }).to_vec()
            }
            _ => vec![mention],
        },
        _ => vec![mention],
    }
}

/// "last year 23", "4,500 five years ago": a date and a number that fill `mention` and are joined by nothing.
fn are_two(document: &Document, mention: &FoundMention, first: &FoundMention, second: &FoundMention) -> bool {
    let (one, other) = (document.tokens_in(first.span), document.tokens_in(second.span));
    let number = |part: &FoundMention| part.label == Label::Cardinal;
    let fill = first.span.start == mention.span.start && second.span.end == mention.span.end && one.end == other.start;
    fill && number(first) != number(second)
}

/// "£3.2bn and €450m": sums in two currencies.
fn are_two_sums(document: &Document, first: &FoundMention, second: &FoundMention) -> bool {
    let (one, other) = (document.tokens_in(first.span), document.tokens_in(second.span));
    let sign = |start: usize| CURRENCIES.longest_match(document, start).is_some().then(|| document.word(start));
    let differ = sign(one.start).zip(sign(other.start)).is_some_and(|(one, other)| one != other);
    differ && first.label == second.label && one.end + 1 == other.start && document.lower(one.end) == "and"
}

fn follows_currency_sign(document: &Document, span: Span) -> bool {
    sign_before(document, document.tokens_in(span).start).is_some_and(|length| {
        let sign = document.tokens_in(span).start - length;
        length > 1 || !document.word(sign).starts_with(char::is_alphanumeric)
    })
}

/// How many tokens the sign or code of a currency has that stands before the digits at token `number`: "$", "HK$", "Rs.",
/// "USD".
fn sign_before(document: &Document, number: usize) -> Option<usize> {
    /// No sign has more tokens.
    const LONGEST: usize = 3;
    let glued = |index: usize| document.tokens()[index].before == Before::Nothing;
    if !document.lower_at(Some(number)).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    (1..=LONGEST.min(number)).rev().find(|&length| {
        let sign = number - length..number;
        let whole = CURRENCIES.match_before(document, number, length).is_some_and(|(found, _)| found == length);
        let last = document.word(number - 1);
        let code = !last.starts_with(char::is_alphanumeric) || is_currency_code(last);
        whole && sign.clone().skip(1).all(glued) && code
    })
}

/// "-5C", "−0.06%": the sign of a measure below zero belongs to it.
fn take_in_minus(document: &Document, mention: &mut FoundMention) {
    let tokens = document.tokens_in(mention.span);
    let measured = matches!(mention.label, Label::Percent | Label::Quantity)
        && document.word(tokens.start).starts_with(|c: char| c.is_ascii_digit());
    let sign = tokens.start.checked_sub(1).filter(|&sign| {
        matches!(document.word(sign), "-" | "−" | "–")
            && document.tokens()[sign].before != Before::Nothing
            && document.tokens()[tokens.start].before == Before::Nothing
    });
    if let Some(sign) = sign.filter(|_| measured) {
        mention.span = document.span(sign..tokens.end);
    }
}

/// A sum has its sign or code, which OntoNotes leaves out before a lone number ("$5") and the network has learned to.
fn with_sign(document: &Document, mention: FoundMention) -> FoundMention {
    let tokens = document.tokens_in(mention.span);
    let inside = !document.word(tokens.start).starts_with(char::is_alphanumeric) && tokens.len() > 1;
    let number = tokens.start + usize::from(inside);
    match sign_before(document, number) {
        Some(length) => {
            let start = (number - length).min(tokens.start);
            FoundMention { span: document.span(start..tokens.end), ..mention }
        }
        None => mention,
    }
}

/// "Kyiv tens of billions of dollars" is a place and a sum.
fn without_place(document: &Document, mention: FoundMention) -> Vec<FoundMention> {
    let tokens = document.tokens_in(mention.span);
    let place = [&COUNTRIES, &CAPITALS].into_iter().filter_map(|list| list.longest_match(document, tokens.start));
    let length = place.map(|(length, _)| length).max().unwrap_or(0);
    let capital = document.word(tokens.start).starts_with(char::is_uppercase);
    let names_currency = CURRENCIES.longest_match(document, tokens.start).is_some();
    if length == 0 || length >= tokens.len() || !capital || names_currency {
        return vec![mention];
    }
    let [place, sum] =
        [tokens.start..tokens.start + length, tokens.start + length..tokens.end].map(|part| document.span(part));
    vec![FoundMention { span: place, label: Label::Gpe, ..mention }, FoundMention { span: sum, ..mention }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::{patterns, settled_by};

    /// What the network found, and what is made of it.
    #[test]
    fn corrections() {
        for (found, corrected) in [
            ("[DATE last year 23] of them came", "[DATE last year] [CARDINAL 23] of them came"),
            ("down from [DATE 4,500 five years ago]", "down from [CARDINAL 4,500] [DATE five years ago]"),
            ("on [DATE Friday 13 March] it rained", "on [DATE Friday 13 March] it rained"),
            ("gave [MONEY Kyiv tens of billions of dollars]", "gave [GPE Kyiv] [MONEY tens of billions of dollars]"),
            ("paid [MONEY Canadian $5 million]", "paid [MONEY Canadian $5 million]"),
            ("a €[DATE 450m] loss", "a [MONEY €450m] loss"),
            ("a $[DATE 450] loss", "a [MONEY $450] loss"),
            ("it cost HK$[MONEY 3 billion]", "it cost [MONEY HK$3 billion]"),
            ("it cost S[MONEY $1.2 million]", "it cost [MONEY S$1.2 million]"),
            ("it cost Rs [MONEY 2 lakh crore]", "it cost [MONEY Rs 2 lakh crore]"),
            ("it made A$[MONEY 12m] there", "it made [MONEY A$12m] there"),
            ("fell [CARDINAL 0.5pc] there", "fell [PERCENT 0.5pc] there"),
            ("cut by [CARDINAL a quarter] of a percentage point", "cut by [PERCENT a quarter of a percentage point]"),
            ("carries [CARDINAL 24,000] tonnes", "carries [QUANTITY 24,000 tonnes]"),
            ("the [DATE 2.5km] bridge", "the [QUANTITY 2.5km] bridge"),
            ("opens at [CARDINAL 10.30am] on Monday", "opens at [TIME 10.30am] on [DATE Monday]"),
            (
                "up a quarter of a percentage point to 5%",
                "up [PERCENT a quarter of a percentage point] to [PERCENT 5%]",
            ),
            ("lost [MONEY £3.2bn and €450m] there", "lost [MONEY £3.2bn] and [MONEY €450m] there"),
            ("[CARDINAL between 50] and [CARDINAL 60] homes", "[CARDINAL between 50 and 60] homes"),
            ("has [DATE 100m] users and 2bn views", "has [CARDINAL 100m] users and [CARDINAL 2bn] views"),
            ("by the end of [DATE May], not next [DATE Monday]", "by [DATE the end of May], not [DATE next Monday]"),
            ("meant to last [DATE three years]", "meant to last [DATE three years]"),
            ("it was -[CARDINAL 5C], then 7-[QUANTITY 8C]", "it was [QUANTITY -5C], then 7-[QUANTITY 8C]"),
            ("they came [DATE 10th], on the [DATE 10th]", "they came [ORDINAL 10th], on the [DATE 10th]"),
            ("in [TIME two hours] and [TIME five minutes]", "in [TIME two hours and five minutes]"),
            ("it was 41C outside", "it was [QUANTITY 41C] outside"),
            ("[CARDINAL two] came, three went", "[CARDINAL two] came, three went"),
        ] {
            let reconcile_all = |document: &Document, mentions: &mut Vec<FoundMention>| {
                *mentions = reconcile(document, std::mem::take(mentions), patterns::find_patterns(document));
            };
            assert_eq!(settled_by(found, reconcile_all), corrected);
        }
    }
}

//! Mentions to values: dates and times as TIMEX3 (ISO-TimeML, Pustejovsky et al. 2010), amounts as number and unit.
//!
//! A mention's words are read by `numeric`, as recognition read them; here sums get their values, and the clues of dates are
//! resolved against the article's day, the tense of the sentence and the dates before.

mod calendar;
mod context;
mod dates;
mod days;
mod numeric;
mod times;
mod years;

use crate::amounts::{clues, pieces, ranges};
use crate::grammar::Grammar;
use crate::lexicon::{DATE_COMPANY, DATE_WORDS, ECONOMY_WORDS, List, MATCH_WORDS, RANGE_JOINTS};
use crate::recognition::FoundMention;
use crate::{Document, Label, Span};
use calendar::Period;
use context::Context;
use dates::Reading;
use jiff::civil::Date;
use std::cell::LazyCell;
use times::Near;
use years::Story;

/// How many tokens the sign before a sum has, at most: "US", "$".
const SIGN: usize = 3;

/// No date or amount has more bytes; what does is no mention that could be read.
const LONGEST: usize = 200;

/// The value of each mention of the text, `None` where it has none or it cannot be told. Relative dates are resolved
/// against the document's date, with the tense that the words around tell.
pub fn normalise(grammar: &Grammar) -> Vec<Option<String>> {
    let document = grammar.document;
    let mentions = &grammar.recognition.mentions;
    let readings = read_dates(grammar, mentions);
    let value = |index: usize, mention: &FoundMention| match mention.label {
        _ if mention.span.len() > LONGEST => None,
        Label::Date => readings[index].as_ref().map(Reading::to_string),
        Label::Time => {
            let near = || nearest_day(document, mentions, &readings, index);
            with_clues(grammar, mention, |clues, context| times::resolve(clues, context, near))
        }
        Label::Percent | Label::Money | Label::Quantity | Label::Cardinal | Label::Ordinal => {
            let tokens = document.tokens_in(mention.span);
            let before = pieces::read(document, tokens.start.saturating_sub(SIGN)..tokens.start);
            numeric::value(mention.label, &pieces::read(document, tokens), &before)
        }
        _ => None,
    };
    mentions.iter().enumerate().map(|(index, mention)| value(index, mention)).collect()
}

/// What each DATE says, in order, each with the one before it in mind ("the next day"), and with the year that the story
/// is in.
fn read_dates(grammar: &Grammar, mentions: &[FoundMention]) -> Vec<Option<Reading>> {
    let mut earlier: Option<(usize, Period)> = None;
    let mut story: Option<Story> = None;
    let mut readings = Vec::with_capacity(mentions.len());
    let economic = LazyCell::new(|| is_economic(grammar.document));
    for mention in mentions {
        let sentence = sentence_of(grammar.document, mention);
        let near = earlier.filter(|(place, _)| place + 1 >= sentence).map(|(_, period)| period);
        let reading = (mention.label == Label::Date && mention.span.len() <= LONGEST)
            .then(|| {
                with_clues(grammar, mention, |clues, context| {
                    let economic = (clues.quarter.is_some() || clues.half.is_some()) && *economic;
                    dates::resolve(clues, &Context { earlier: near, story, economic, ..context })
                })
            })
            .flatten();
        if let Some(Reading::Period(period)) = reading {
            earlier = Some((sentence, period));
            let month = period.month().filter(|_| period.year() != grammar.document.date().map(Date::year));
            // "the most since April 2008" is no story of 2008.
            let first = grammar.document.tokens_in(mention.span).start;
            let compared = matches!(grammar.document.lower_at(first.checked_sub(1)), "since" | "than");
            let told = month.zip(period.year()).filter(|_| !compared);
            story = told.map(|(month, year)| Story { sentence, year, month }).or(story);
        }
        readings.push(reading);
    }
    readings
}

fn sentence_of(document: &Document, mention: &FoundMention) -> usize {
    document.sentence_of(document.tokens_in(mention.span).start)
}

fn with_clues<T>(
    grammar: &Grammar,
    mention: &FoundMention,
    resolve: impl Fn(&clues::Clues, Context) -> Option<T>,
) -> Option<T> {
    let document = grammar.document;
    let context =
        Context { grammar, span: mention.span, today: document.date(), earlier: None, story: None, economic: false };
    let pieces = pieces::read(document, document.tokens_in(mention.span));
    let mut clues = clues::read(&pieces);
    clues.range = ranges::find_range(&pieces).map(Box::new);
    let first = document.tokens_in(mention.span).start;
    let before = document.lower_at(first.checked_sub(1));
    clues.each |= matches!(before, "every" | "each");
    clues.throughout = DATE_COMPANY.says(before, 't') && document.lower_at(Some(first)) == "the" && !clues.fiscal;
    resolve(&clues, context)
}

/// How many mentions away a time's day may stand in its sentence, and how many sentences before it.
const NEAR: usize = 3;
const NEAR_SENTENCES: usize = 2;

/// The day of the time that is mention `index`, by the dates near it.
fn nearest_day(document: &Document, mentions: &[FoundMention], readings: &[Option<Reading>], index: usize) -> Near {
    let sentence = sentence_of(document, &mentions[index]);
    let around = index.saturating_sub(NEAR)..(index + 1 + NEAR).min(mentions.len());
    let day = |other: usize| match readings[other] {
        Some(Reading::Period(Period::Day(day))) => Some(day),
        _ => None,
    };
    let around: Vec<usize> = around.filter(|&other| sentence_of(document, &mentions[other]) == sentence).collect();
    if recurs(document, mentions[index].span) || spans_days(document, mentions, &around, &day) {
        return Near::Elsewhere;
    }
    let days = around
        .into_iter()
        .filter_map(|other| Some((mentions[other].span.start.abs_diff(mentions[index].span.start), day(other)?)));
    if let Some((_, day)) = days.min_by_key(|(distance, _)| *distance) {
        return Near::Day(day);
    }
    // "Published on 6 January - 13:55", and "18:15" over the news of a live blog, are of the article's day.
    let first = document.tokens_in(mentions[index].span).start;
    let stamp = document.block_at(first).is_some_and(|block| !block.kind.is_article() || block.tokens.start == first);
    if let Some(today) = document.date().filter(|_| stamp) {
        return Near::Day(today);
    }
    match (0..index).rev().take(LOOKED_BACK).find_map(|other| Some((other, day(other)?))) {
        Some((other, day)) if sentence_of(document, &mentions[other]) + NEAR_SENTENCES >= sentence => Near::Day(day),
        Some(_) => Near::Elsewhere,
        None => Near::Unknown,
    }
}

/// How many tokens away a word may stand that makes a time recur.
const RECURRING: usize = 6;

/// "every day from 9 a.m.", "at 9 a.m. daily", "9 a.m. on Sundays": the time is of no day.
fn recurs(document: &Document, time: Span) -> bool {
    let time = document.tokens_in(time);
    let sentence = &document.sentences()[document.sentence_of(time.start)].tokens;
    let kind = |index: usize| DATE_WORDS.get(document.lower(index)).and_then(|value| value.split(' ').next());
    let tells = |index: usize| {
        let next = (index + 1 < sentence.end).then(|| kind(index + 1)).flatten();
        match kind(index) {
            Some("every") => document.word(index).starts_with(char::is_lowercase),
            Some("each") => matches!(next, Some("unit" | "weekday" | "part")),
            Some("weekday") => document.lower(index).ends_with("days") && next != Some("month"),
            _ => false,
        }
    };
    let (first, last) = (time.start.saturating_sub(RECURRING), time.end + RECURRING);
    (first.max(sentence.start)..last.min(sentence.end)).any(tells)
}

/// "Monday to Friday, 9 a.m. to 5 p.m.": the time is of each of these days.
fn spans_days(
    document: &Document,
    mentions: &[FoundMention],
    around: &[usize],
    day: &impl Fn(usize) -> Option<Date>,
) -> bool {
    around.windows(2).any(|pair| {
        let joint = document.tokens_in(mentions[pair[0]].span).end;
        let joined = document.tokens_in(mentions[pair[1]].span).start == joint + 1;
        joined && RANGE_JOINTS.says(document.lower(joint), 'r') && pair.iter().all(|&other| day(other).is_some())
    })
}

/// How many mentions before a time are looked through for a day.
const LOOKED_BACK: usize = 100;

/// Whether the words of `document` are more often of business than of matches.
fn is_economic(document: &Document) -> bool {
    let count =
        |list: &List| (0..document.tokens().len()).filter(|&index| list.contains(document.lower(index))).count();
    let business = count(&ECONOMY_WORDS);
    business > 0 && business >= count(&MATCH_WORDS)
}

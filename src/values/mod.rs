//! Mentions to values: dates and times as TIMEX3 (ISO-TimeML, Pustejovsky et al. 2010), amounts as number and unit.
//!
//! A mention's words are read apart from the text (`pieces`); amounts go to `amounts`; dates are read into `clues` and
//! resolved in `dates` against the article's day, the tense of the sentence and the dates before.

mod amounts;
mod calendar;
mod clocks;
mod clues;
mod dates;
mod numbers;
mod pieces;
mod ranges;
mod times;
mod years;

use crate::grammar::Grammar;
use crate::recognition::FoundMention;
use crate::{Document, Label};
use calendar::Period;
use dates::{Context, Reading};
use jiff::civil::Date;
use years::Story;

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
            let folded = pieces::fold(mention.span.of(document.text()));
            let before = &document.text()[..mention.span.start];
            amounts::value(mention.label, &pieces::split(&folded), before)
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
    for mention in mentions {
        let sentence = sentence_of(grammar.document, mention);
        let near = earlier.filter(|(place, _)| place + 1 >= sentence).map(|(_, period)| period);
        let reading = (mention.label == Label::Date && mention.span.len() <= LONGEST)
            .then(|| {
                with_clues(grammar, mention, |clues, context| {
                    dates::resolve(clues, &Context { earlier: near, story, ..context })
                })
            })
            .flatten();
        if let Some(Reading::Period(period)) = reading {
            earlier = Some((sentence, period));
            let month = period.month().filter(|_| period.year() != grammar.document.date().map(Date::year));
            story = month.zip(period.year()).map(|(month, year)| Story { sentence, year, month }).or(story);
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
    let folded = pieces::fold(mention.span.of(document.text()));
    let context = Context { grammar, span: mention.span, today: document.date(), earlier: None, story: None };
    let pieces = pieces::split(&folded);
    let mut clues = clues::read(&pieces);
    clues.range = ranges::find(&pieces).map(Box::new);
    let first = document.tokens_in(mention.span).start;
    let before = document.lower_at(first.checked_sub(1));
    clues.each |= matches!(before, "every" | "each");
    clues.throughout = matches!(before, "over" | "within" | "in" | "during" | "for" | "throughout")
        && document.lower_at(Some(first)) == "the"
        && !clues.fiscal;
    resolve(&clues, context)
}

/// How many mentions away a time's day may stand.
const NEAR: usize = 3;

/// The day that a DATE near mention `index`, in its sentence, tells.
fn nearest_day(
    document: &Document,
    mentions: &[FoundMention],
    readings: &[Option<Reading>],
    index: usize,
) -> Option<jiff::civil::Date> {
    let sentence = sentence_of(document, &mentions[index]);
    let around = index.saturating_sub(NEAR)..(index + 1 + NEAR).min(mentions.len());
    let days = around.filter(|&other| sentence_of(document, &mentions[other]) == sentence).filter_map(|other| {
        let Some(Reading::Period(Period::Day(day))) = readings[other] else { return None };
        Some((mentions[other].span.start.abs_diff(mentions[index].span.start), day))
    });
    days.min_by_key(|(distance, _)| *distance).map(|(_, day)| day)
}

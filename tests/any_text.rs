//! What holds for the annotations of every text, whatever stands in it.

mod promises;
mod random_model;

use newsmark::offsets::{OffsetUnit, Offsets};
use newsmark::{Annotations, Annotator, Correction, Label, Options, QuoteKind, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

/// One that finds names where there are none: what comes after must bear any.
static ANNOTATOR: LazyLock<Annotator> =
    LazyLock::new(|| Annotator::new(&random_model::write(&Default::default())).expect("a whole file"));

/// Pieces of which articles, and broken articles, are made.
const PIECES: [&str; 73] = [
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "? ",
    "! ",
    ": ",
    "; ",
    "\n",
    "\n\n",
    "\r\n",
    "“",
    "”",
    "\"",
    "\"",
    "'",
    "‘",
    "’",
    "’s ",
    "(",
    ")",
    "[",
    "]",
    " — ",
    "- ",
    "• ",
    "…",
    "Ada Moyo",
    "Moyo",
    "Mr. ",
    "Dr. Ruth Okafor",
    "Okafor",
    "President ",
    "U.S. ",
    "Port Ellery",
    "NATO",
    "the Harbour Board",
    "Reuters",
    "she ",
    "he ",
    "they ",
    "I ",
    "said ",
    "told reporters ",
    "according to ",
    "that ",
    "added",
    "MOYO: ",
    "Q. ",
    "By ",
    "Read more: ",
    "$42 million",
    "A$12m",
    "Moody",
    "Hurricane ",
    " -5C",
    "speaks French and Dutch",
    "www.example.org/a",
    "5 percent",
    "3 km",
    "half a dozen",
    "March 3, 2025",
    "next Tuesday",
    "the 1990s",
    "9:30 a.m.",
    "at ",
    "of ",
    "🙂",
    "\0",
    "=1+1",
    "-1;",
    "</script>",
];

/// Texts like articles, with all that can go wrong in them.
fn article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES.as_slice()).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z]{1,12} ",
    ];
    proptest::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) {
    promises::check(&ANNOTATOR, text);
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_article(text in article()) {
        check(&text);
    }
}

/// Corrections of whatever places: of some that the text has, and of some that it does not.
fn any_corrections() -> impl Strategy<Value = Vec<Correction>> {
    let span = || (0_usize..200, 1_usize..40).prop_map(|(start, length)| Span { start, end: start + length });
    let label = || proptest::option::of(proptest::sample::select(Label::ALL.as_slice()));
    let kinds = [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect, QuoteKind::Scare];
    let kind = proptest::option::of(proptest::sample::select(kinds.to_vec()));
    let other = || proptest::option::of(span());
    let correction = prop_oneof![
        3 => (span(), label(), any::<bool>())
            .prop_map(|(span, label, here)| Correction::Mention { span, label, here }),
        1 => (span(), other()).prop_map(|(span, same)| Correction::Entity { span, same }),
        1 => (span(), any::<String>()).prop_map(|(span, name)| Correction::Name { span, name }),
        1 => (span(), other()).prop_map(|(span, same)| Correction::Reference { span, same }),
        1 => (span(), kind).prop_map(|(span, kind)| Correction::Quote { span, kind }),
        1 => (span(), other()).prop_map(|(span, speaker)| Correction::Speaker { span, speaker }),
    ];
    proptest::collection::vec(correction, 1..8)
}

/// The same with the places of what was found, which corrections are of as a rule.
fn of_what_was_found(corrections: &[Correction], annotations: &Annotations) -> Vec<Correction> {
    let mut spans = annotations.mentions.iter().map(|mention| mention.span).collect::<Vec<_>>();
    spans.extend(annotations.quotes.iter().map(|quote| quote.span));
    spans.extend(annotations.entities.iter().flat_map(|entity| &entity.references).map(|reference| reference.span));
    let moved = |correction: &Correction| {
        let (start, end) = (correction.span().start, correction.span().end);
        let place = *spans.get(start % spans.len().max(1))?;
        correction.map_offsets(|offset| {
            if offset == start {
                Some(place.start)
            } else if offset == end {
                Some(place.end)
            } else {
                Some(offset)
            }
        })
    };
    corrections.iter().filter_map(moved).collect()
}

proptest! {
    #[test]
    fn any_corrections_of_any_article(text in article(), corrections in any_corrections()) {
        let annotate = |corrections: &[Correction]| {
            let annotations = ANNOTATOR.annotate_corrected(&text, &Options::default(), corrections, &mut |_| ());
            promises::hold(&text, &annotations);
            annotations
        };
        let annotations = annotate(&corrections);
        annotate(&of_what_was_found(&corrections, &annotations));
    }
}

#[test]
fn texts_that_broke_something_once_or_might() {
    for text in [
        "",
        "\0",
        "\u{feff}",
        "🙂",
        "\u{202e}",
        "\r",
        "\n\n\n",
        "“",
        "”“",
        "''",
        "' '",
        "[",
        "Ada \u{301}Moyo",
        "“\n“\n“a”",
        "0a0\u{f71}",
        "A$12m‘Ada Moyo",
        "“,=1+1",
    ] {
        check(text);
    }
}

/// Annotations from elsewhere may be of another text, or of none.
fn any_annotations() -> impl Strategy<Value = Vec<Span>> {
    let span = (0_usize..30, 0_usize..30).prop_map(|(start, end)| Span { start, end });
    proptest::collection::vec(span, 0..4)
}

proptest! {
    #[test]
    fn offsets_of_another_text_are_refused(text in "[a🙂é]{0,12}", sentences in any_annotations()) {
        let units: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()])
            .map(|byte| text[..byte].encode_utf16().count()).collect();
        let valid = sentences.iter().all(|span| span.start <= span.end && units.contains(&span.start) && units.contains(&span.end));
        let mut annotations = Annotations { sentences, ..Annotations::default() };
        let accepted = Offsets::new(&text, OffsetUnit::Utf16).return_to_bytes(&mut annotations);
        prop_assert_eq!(accepted, valid);
    }
}

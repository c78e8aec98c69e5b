//! What holds for the annotations of every text, whatever stands in it.

mod promises;
mod random_model;

use newsmark::offsets::{OffsetUnit, Offsets};
use newsmark::{Annotations, Annotator, Span};
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

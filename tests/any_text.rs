//! What holds for the annotations of every text, whatever stands in it.

mod random_model;

use newsmark::export::{self, Article, Format};
use newsmark::offsets::{OffsetUnit, Offsets};
use newsmark::{Annotations, Annotator, Label, Options, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

/// One that finds names where there are none: what comes after must bear any.
static ANNOTATOR: LazyLock<Annotator> =
    LazyLock::new(|| Annotator::new(&random_model::write(&Default::default())).expect("a whole file"));

fn annotate(text: &str) -> Annotations {
    ANNOTATOR.annotate(text, &Options::default())
}

/// Pieces of which articles, and broken articles, are made.
const PIECES: [&str; 70] = [
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
    let annotations = annotate(text);
    check_spans(text, &annotations);
    check_order(&annotations);
    check_links(&annotations);
    check_offsets(text, &annotations);
    check_exports(text, &annotations);
    assert_eq!(annotations, annotate(text), "the same text has the same annotations");
}

/// Every span lies within the text, between characters, and is not empty; words are those of the text.
fn check_spans(text: &str, annotations: &Annotations) {
    for span in annotations.spans() {
        assert!(span.start < span.end, "empty: {span:?}");
        assert!(text.get(span.start..span.end).is_some(), "not between characters of the text: {span:?}");
    }
    for mention in &annotations.mentions {
        assert_eq!(mention.text, mention.span.of(text));
    }
    for quote in &annotations.quotes {
        assert_eq!(quote.text, quote.span.of(text));
    }
}

/// Lists are sorted; only a title overlaps another mention; sentences do not overlap.
fn check_order(annotations: &Annotations) {
    assert!(annotations.sentences.is_sorted() && annotations.sentences.array_windows().all(|[a, b]| !a.overlaps(*b)));
    assert!(annotations.mentions.is_sorted_by_key(|mention| mention.span));
    assert!(annotations.quotes.is_sorted_by_key(|quote| quote.span));
    for title in [true, false] {
        let alike: Vec<Span> = (annotations.mentions.iter())
            .filter(|mention| (mention.label == Label::Title) == title)
            .map(|mention| mention.span)
            .collect();
        assert!(alike.array_windows().all(|[a, b]| !a.overlaps(*b)), "mentions overlap: {alike:?}");
    }
}

/// What points at a mention, entity or quote points at one, and a mention and its entity know each other.
fn check_links(annotations: &Annotations) {
    for (index, mention) in annotations.mentions.iter().enumerate() {
        assert!(mention.entity.is_none_or(|id| annotations.entities[id].mentions.contains(&index)), "{mention:?}");
    }
    for (index, entity) in annotations.entities.iter().enumerate() {
        assert_eq!(entity.id, index);
        assert!(!entity.mentions.is_empty(), "{entity:?}");
        assert!(
            entity.mentions.iter().all(|&mention| annotations.mentions[mention].entity == Some(index)),
            "{entity:?}"
        );
    }
    for (index, quote) in annotations.quotes.iter().enumerate() {
        assert!(quote.entity.is_none_or(|id| id < annotations.entities.len()), "{quote:?}");
        assert!(quote.continues.is_none_or(|earlier| earlier < index), "{quote:?}");
    }
}

/// Each unit, counted naively, and back again.
fn check_offsets(text: &str, annotations: &Annotations) {
    for (unit, count) in [
        (OffsetUnit::Bytes, str::len as fn(&str) -> usize),
        (OffsetUnit::Chars, |text| text.chars().count()),
        (OffsetUnit::Utf16, |text| text.encode_utf16().count()),
    ] {
        let offsets = Offsets::new(text, unit);
        let mut converted = annotations.clone();
        offsets.leave_bytes(&mut converted);
        for (bytes, units) in annotations.spans().into_iter().zip(converted.spans()) {
            assert_eq!((units.start, units.end), (count(&text[..bytes.start]), count(&text[..bytes.end])), "{unit:?}");
        }
        assert!(offsets.return_to_bytes(&mut converted));
        assert_eq!(&converted, annotations);
    }
}

/// Every format can be written, and JSON says all.
fn check_exports(text: &str, annotations: &Annotations) {
    let article = Article { text, annotations, offsets: &Offsets::new(text, OffsetUnit::Bytes) };
    for format in Format::ALL {
        let file = export::write(&article, format);
        if format == Format::Json {
            assert_eq!(&serde_json::from_str::<Annotations>(&file).expect("JSON"), annotations);
        }
    }
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

//! What holds for the annotations of every text, whatever stands in it: for tests with random texts and for
//! `cargo xtask fuzz`.

use newsmark::export::{self, Article, Format};
use newsmark::offsets::{OffsetUnit, Offsets};
use newsmark::{Annotations, Annotator, Label, Options, QuoteKind, Span};

/// Holds what `annotator` makes of `text` to every promise.
///
/// # Panics
/// When one is broken.
pub fn check(annotator: &Annotator, text: &str) {
    let annotate = || annotator.annotate(text, &Options::default());
    let annotations = annotate();
    hold(text, &annotations);
    assert_eq!(annotations, annotate(), "the same text has the same annotations");
}

/// Holds `annotations` of `text` to every promise.
///
/// # Panics
/// When one is broken.
pub fn hold(text: &str, annotations: &Annotations) {
    check_spans(text, annotations);
    check_order(annotations);
    check_links(annotations);
    check_quotes(text, annotations);
    check_offsets(text, annotations);
    check_exports(text, annotations);
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
    for entity in &annotations.entities {
        assert!(entity.mentions.is_sorted() && entity.references.is_sorted_by_key(|reference| reference.span));
    }
    assert!(annotations.asides.array_windows().all(|[a, b]| a.span.end <= b.span.start));
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

/// Quotes have different spans and do not cross, and no speaker stands between the marks of his own words.
fn check_quotes(text: &str, annotations: &Annotations) {
    for (index, quote) in annotations.quotes.iter().enumerate() {
        for other in &annotations.quotes[index + 1..] {
            let (a, b) = (quote.span, other.span);
            assert!(a != b, "two quotes in one place: {:?}", a.of(text));
            assert!(
                !a.overlaps(b) || a.contains(b) || b.contains(a),
                "quotes cross: {:?}, {:?}",
                a.of(text),
                b.of(text)
            );
        }
        let apart =
            quote.kind == QuoteKind::Indirect || quote.speaker.is_none_or(|speaker| !speaker.overlaps(quote.span));
        assert!(apart, "the speaker stands in the quote: {:?}", quote.span.of(text));
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

/// Every format can be written. JSON says all, and ends no `<script>`; a table computes nothing in a spreadsheet, in
/// whatever way that parts its fields.
fn check_exports(text: &str, annotations: &Annotations) {
    let article = Article { text, annotations, offsets: &Offsets::new(text, OffsetUnit::Bytes) };
    for format in Format::ALL {
        let file = export::write(&article, format);
        if format == Format::Json {
            assert_eq!(&serde_json::from_str::<Annotations>(&file).expect("JSON"), annotations);
            assert!(!file.contains("</"));
        }
        if format.is_table() {
            let computes = |field: &str| field.trim_start_matches([' ', '"']).starts_with(['=', '+', '-', '@']);
            assert!(!file.split(['\r', '\n', '\t', ';']).any(computes), "{file}");
            let mut quoted = false;
            let mut parts = |c: char| {
                quoted ^= c == '"';
                c == ',' && !quoted
            };
            assert!(!file.split(&mut parts).any(computes), "{file}");
        }
    }
}

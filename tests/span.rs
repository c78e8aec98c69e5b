//! Stretches of a text, and how two of them lie to each other.

use newsmark::Span;

/// Two spans drawn below a text: whether the first contains the second, and whether they overlap.
#[test]
fn how_two_spans_lie_to_each_other() {
    for (first, second, contains, overlap) in [
        ("====", "====", true, true),
        ("====", " ==", true, true),
        ("====", "==", true, true),
        ("====", "  ==", true, true),
        (" ==", "====", false, true),
        ("===", " ===", false, true),
        (" ===", "===", false, true),
        ("==", "  ==", false, false),
        ("  ==", "==", false, false),
        ("=", "   =", false, false),
    ] {
        let [a, b] = [first, second].map(drawn);
        assert_eq!((a.contains(b), a.overlaps(b), b.overlaps(a)), (contains, overlap, overlap), "{first:?} {second:?}");
    }
}

/// Nothing stands in an empty span, so that it overlaps only what holds it.
#[test]
fn empty_spans() {
    let [empty, at_its_end, around] = [Span::new(2, 2), Span::new(2, 4), Span::new(1, 4)];
    assert!(empty.is_empty() && !around.is_empty());
    assert_eq!((empty.len(), around.len()), (0, 3));
    assert!(!empty.overlaps(empty) && !at_its_end.overlaps(empty) && around.overlaps(empty));
    assert!(at_its_end.contains(empty) && around.contains(empty) && !empty.contains(around));
}

#[test]
fn the_words_of_a_span() {
    let text = "“Grüße”, said Zoë.";
    assert_eq!(Span::new(3, 10).of(text), "Grüße");
    assert_eq!(Span::new(0, text.len()).of(text), text);
    assert_eq!(Span::new(4, 4).of(text), "");
}

/// By start, then by end: an outer span stands behind an inner one that opens with it.
#[test]
fn spans_in_order() {
    let mut spans = [Span::new(5, 6), Span::new(0, 9), Span::new(5, 5), Span::new(0, 2)];
    spans.sort();
    assert_eq!(spans, [Span::new(0, 2), Span::new(0, 9), Span::new(5, 5), Span::new(5, 6)]);
}

fn drawn(line: &str) -> Span {
    Span::new(line.find('=').expect("a span"), line.len())
}

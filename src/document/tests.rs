use super::{BlockKind, Document};

fn words(text: &str) -> Vec<&str> {
    let document = Document::read(text, None);
    (0..document.tokens().len()).map(|index| document.word(index)).collect()
}

#[test]
fn tokens() {
    assert_eq!(
        words("U.S. officials don’t say $1,200.50."),
        ["U.S.", "officials", "do", "n’t", "say", "$", "1,200.50", "."]
    );
    assert_eq!(words("Mr. Smith's well-known dog"), ["Mr", ".", "Smith", "'s", "well", "-", "known", "dog"]);
}

/// Each text with "|" where one sentence ends and the next begins.
#[test]
fn sentences() {
    for marked in [
        "U.S. officials said so. |They left.",
        "He moved to the U.S. |The move paid off.",
        "He works for the U.S. Army in Texas.",
        "Mr. Smith met Dr. Lee on Jan. 5. |They talked.",
        "It opened in Jan. |Nobody came.",
        "George W. Bush and J. K. Rowling met.",
        "Prices rose 3.5 percent to $1.20. |Then they fell.",
        "\"We won.\" |\"We lost,\" she said.",
        "\"Did we win?\" he asked. |\"Yes!\" |She laughed.",
        "“It is over.” |He left.",
        "He shouted \"Stop!\" and ran.",
        "Acme Inc. said profits fell. |It works for Acme Inc. |The firm is small.",
        "Yahoo! shares fell. |Why? |Nobody knows…",
        "He paused... and went on. |He paused... |Then he left.",
        "They met at 5 p.m. on Friday. |They ate (at home). |Then they slept.",
        "No. 5 came first. |Did it? |No. |It did not.",
        "It was the end.The next day came.",
        "See example.com for more.",
        "The vote (see p. 5) was close. |He lost.",
        "\n\nRivers rise in north\n\n|Two rivers rose. |Rain fell.\r\n\r\n|It stopped.",
        "The line was broken\n to fit. |It\ngoes on.",
    ] {
        let text = marked.replace('|', "");
        let document = Document::read(&text, None);
        let sentences: Vec<_> = document.sentences().iter().map(|sentence| sentence.span.of(&text)).collect();
        let expected: Vec<_> = marked.split('|').map(str::trim).collect();
        assert_eq!(sentences, expected, "{marked}");
    }
}

/// Each line with the kind that it has.
#[test]
fn blocks() {
    use BlockKind::*;
    let article = [
        (Headline, "Harbour bridge to close for a year"),
        (Byline, "By Ada Moor and Ben Okoye"),
        (DateLine, "Published 3 March 2024, 10:15 GMT"),
        (Caption, "Photo: the bridge in 2019, before its last repair"),
        (Paragraph, "The harbour bridge will close in May, the city said on Sunday."),
        (ListItem, "• Buses will run every ten minutes."),
        (Furniture, "Read more: Ten bridges that never opened"),
        (Headline, "What comes next"),
        (TranscriptLine, "MOOR: Will it open again?"),
        (TranscriptLine, "Q. And the ferries?"),
        (Caption, "Crowds on the bridge. Ada Moor/AFP via Getty Images"),
        (Paragraph, "By Friday the city will have decided, it said."),
    ];
    let text = article.map(|(_, line)| line).join("\n\n");
    let document = Document::read(&text, None);
    let found: Vec<_> = document.blocks().iter().map(|block| (block.kind, block.span.of(&text))).collect();
    assert_eq!(found, article);
}

#[test]
fn lines_broken_to_fit_a_page_are_one_paragraph() {
    let text = "The harbour bridge will close for all of the\nnext year, the city council said. Mayor Ann\nLee called it a hard but a needed choice for\nthe town.\n\nFerries will run.";
    assert_eq!(Document::read(text, None).blocks().len(), 2);
    let text = "The harbour bridge will close, the council said.\nFerries will run.\nNobody was hurt.";
    assert_eq!(Document::read(text, None).blocks().len(), 3);
}

#[test]
fn the_day_of_publication() {
    for (text, date) in [
        ("date 2025-02-11 New minister arrives for talks Wednesday.", Some("2025-02-11")),
        ("2025-02-11 New minister arrives for talks Wednesday.", Some("2025-02-11")),
        ("Bridge to close\n\nTuesday, 11 February 2025\n\nThe bridge will close.", Some("2025-02-11")),
        ("Bridge to close\n\nBy Ada Moor\n\nUpdated Feb. 11, 2025 at 10:15 a.m.\n\nIt will close.", Some("2025-02-11")),
        ("LONDON, Feb 11, 2025 (Wire) - The bridge will close.", Some("2025-02-11")),
        ("11/25/2024\n\nThe bridge will close.", Some("2024-11-25")),
        ("25.11.2024\n\nThe bridge will close.", Some("2024-11-25")),
        ("11/02/2024\n\nThe bridge will close.", None),
        ("The bridge was opened on 11 February 2025 by the mayor, who had built it.", None),
        ("The bridge will close.", None),
        ("", None),
    ] {
        let found = Document::read(text, None).date().map(|date| date.to_string());
        assert_eq!(found.as_deref(), date, "{text}");
    }
}

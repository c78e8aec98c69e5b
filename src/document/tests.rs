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
    for (text, tokens) in [
        // Signs that are not seen part no words, and belong to none.
        ("soft\u{ad}ly \u{200b}now\u{feff}.", &["soft\u{ad}ly", "now", "."][..]),
        // A mark that combines with a space stands alone.
        ("a \u{301}b", &["a", "\u{301}", "b"]),
        ("they’re we'd I’ll can't 's", &["they", "’re", "we", "'d", "I", "’ll", "ca", "n't", "'", "s"]),
        ("snake_case __a", &["snake", "_", "case", "_", "_", "a"]),
        // Initials keep their last point, "I" and other words do not.
        (
            "J. R. Hartley, U.N., a.m. and I. Or e.",
            &["J.", "R.", "Hartley", ",", "U.N.", ",", "a.m.", "and", "I", ".", "Or", "e", "."],
        ),
    ] {
        assert_eq!(words(text), tokens, "{text}");
    }
    for sign in "\u{ad}\u{200b}\u{200c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}".chars() {
        assert_eq!(words(&format!("soft now{sign}.")), ["soft", "now", "."], "{}", sign.escape_unicode());
    }
    assert_eq!(words("Mr. Smith's well-known dog"), ["Mr", ".", "Smith", "'s", "well", "-", "known", "dog"]);
}

#[test]
fn what_stands_before_tokens() {
    use super::Before::*;
    let document = Document::read("One two,\tthree\nfour \r\n five\u{2028}six\n \nseven", None);
    let before: Vec<_> = document.tokens().iter().map(|token| token.before).collect();
    assert_eq!(before, [LineBreak, Space, Nothing, Space, LineBreak, LineBreak, LineBreak, LineBreak]);
}

#[test]
fn places_by_token_and_by_span() {
    let text = "It rained. Ferries ran.\n\nNobody came.";
    let document = Document::read(text, None);
    let place = |index| (document.sentence_of(index), document.block_of(index));
    assert_eq!([0, 2, 3, 5, 6, 8].map(place), [(0, 0), (0, 0), (1, 0), (1, 0), (2, 1), (2, 1)]);
    // Bytes of the text, and the tokens of which any part lies there.
    for (bytes, tokens) in [(0..2, 0..1), (0..3, 0..1), (1..4, 0..2), (2..3, 1..1), (3..10, 1..3), (0..0, 0..0)] {
        assert_eq!(document.tokens_in(crate::Span::new(bytes.start, bytes.end)), tokens, "{bytes:?}");
    }
    assert_eq!(document.span(3..6).of(text), "Ferries ran.");
    assert_eq!((document.lower(3), document.lower_at(Some(6)), document.lower_at(Some(99))), ("ferries", "nobody", ""));
    assert_eq!(document.lower_at(None), "");
}

/// Each text with "|" where one sentence ends and the next begins.
#[test]
fn sentences() {
    let mut wrong = String::new();
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
        "He paused... and went on. |He paused... |Then he left. |Did he?… |Yes.",
        "They met at 5 p.m. on Friday. |They ate (at home). |Then they slept.",
        "No. 5 came first. |Did it? |No. |It did not.",
        "It was the end.The next day came.",
        "Stop.\"Go,\" she said. |Version 2.Five is out.",
        "It ended! |And now? |So it did… |Now?! |Yes.”) |He left。|She stayed.",
        "He left！|She stayed？|Nobody came؟ |It rained। |Who knew‽ |So it did.",
        "He saw (it ended.) |She left. |\"Done.\" |\"Gone.\"",
        "He lives at St. Ives. |It cost approx. $5. |It was Sgt. Moor. |He left at no. 5.",
        "It is No. 5 that came first. |Did he say no. |Seven left. |He is from D.C. |It is a city. |J. R. Moor left.",
        "See example.com for more.",
        "The vote (see p. 5) was close. |He lost.",
        "\n\nRivers rise in north\n\n|Two rivers rose. |Rain fell.\r\n\r\n|It stopped.",
        "The line was broken\n to fit. |It\ngoes on.",
    ] {
        let text = marked.replace('|', "");
        let document = Document::read(&text, None);
        let sentences: Vec<_> = document.sentences().iter().map(|sentence| sentence.span.of(&text)).collect();
        let expected: Vec<_> = marked.split('|').map(str::trim).collect();
        if sentences != expected {
            wrong += &format!("{marked}\n    found {}\n", sentences.join(" |"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
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

/// Lines with a line break after each, and how many blocks they are.
#[test]
fn lines_broken_to_fit_a_page_are_one_paragraph() {
    let full = "The harbour bridge will close for all of the";
    for (lines, blocks) in [
        (&[full, "Next year, the city council said. Mayor Ann", "Lee called it a hard but a needed choice."][..], 1),
        // The last line may be short, no other may.
        (&[full, "Next year, the city council said. Mayor Ann", "Lee."], 1),
        (&[full, "Lee.", "Next year, the city council said. Mayor Ann"], 3),
        (&[full, "Nobody was hurt. Two lines tell nothing."], 2),
        // Short lines are lines of their own, and so are long ones.
        (&["The harbour bridge will close.", "Ferries will run every hour.", "Nobody was hurt on it."], 3),
        (&[&full.repeat(3), &full.repeat(3), &full.repeat(3)], 3),
        // A line goes on with what the one before left open.
        (&["The bridge, it said, was", "closed."], 1),
        (&["The bridge, it said,", "was closed."], 1),
        (&["The bridge was closed.", "ferries ran."], 2),
        (&["The bridge was", "Closed to all."], 2),
    ] {
        assert_eq!(Document::read(&lines.join("\n"), None).blocks().len(), blocks, "{lines:?}");
    }
}

/// An empty line parts blocks, in whatever way lines end.
#[test]
fn gaps_between_blocks() {
    for (gap, blocks) in
        [("\n\n", 2), ("\r\n\r\n", 2), ("\r\r", 2), ("\n \n", 2), ("\u{2029}", 2), ("\r\n", 1), ("\n", 1)]
    {
        let text = format!("It was a wet night and{gap}ferries ran.");
        assert_eq!(Document::read(&text, None).blocks().len(), blocks, "{gap:?}");
    }
}

/// The label of a line of a transcript, up to the words that are said.
#[test]
fn labels_of_transcript_lines() {
    for (line, label) in [
        ("MOOR: Good evening.", Some("MOOR:")),
        (
            "ADA MOOR, HARBOUR NEWS ANCHOR (voice-over): Good evening.",
            Some("ADA MOOR, HARBOUR NEWS ANCHOR (voice-over):"),
        ),
        ("Q. And then?", Some("Q.")),
        ("A.: Nothing came.", Some("A.:")),
        ("Q: And then?", Some("Q:")),
        ("Question: Did you sign?", Some("Question:")),
        ("Q.", None),
        ("MOOR:", None),
        ("M: Good evening.", None),
        ("Moor: Good evening.", None),
        ("12:30 comes after NOON", None),
        ("CORRECTION: Ada Moor is 40.", None),
        ("MOOR SPOKE FOR A VERY LONG TIME ABOUT THE HARBOUR AND ALL OF ITS BRIDGES: Good evening.", None),
    ] {
        let document = Document::read(line, None);
        let end = super::label_end(&document, 0..document.tokens().len());
        assert_eq!(end.map(|end| document.span(0..end).of(line)), label, "{line}");
    }
}

/// Lines that open with a name and a colon are a transcript where there are several.
#[test]
fn transcripts_by_their_number() {
    let kinds = |lines: &[&str]| {
        let text = lines.join("\n\n");
        let spoken = |document: Document| {
            document.blocks().iter().filter(|block| block.kind == BlockKind::TranscriptLine).count()
        };
        spoken(Document::read(&text, None))
    };
    let line = "Ada Moor: It rained all day long.";
    let other = "Nobody came to the harbour on that day.";
    assert_eq!(kinds(&[line, line, line]), 3);
    assert_eq!(kinds(&[line, other, line]), 0);
    assert_eq!(kinds(&[line, other, line, other, line, other, other, other, other]), 3);
    assert_eq!(kinds(&[line, other, line, other, line, other, other, other, other, other]), 0);
    assert_eq!(kinds(&["The rain: it fell.", "The wind: it blew.", "The sea: it rose."]), 0);
    // Two are a chat between people, and no more than that.
    assert_eq!(kinds(&["Ada: It rained all day.", "Moor: It did."]), 2);
    assert_eq!(kinds(&["Rain: It fell all day.", "Moor: It did."]), 0);
    assert_eq!(kinds(&["Ada: It rained all day.", "Moor: It did.", other]), 0);
    // A label has so many words at most, and words behind it.
    let labelled = |label: &str| kinds(&[&format!("{label}: It rained."), line, line]);
    assert_eq!([labelled("Ada Moor Lee Penn"), labelled("Ada Moor Lee Penn Ode")], [3, 3]);
    assert_eq!(
        [labelled("Ada M. O’Lee-Penn"), labelled("Ada Moor Lee Penn Ode Roe"), labelled("Ada the Moor")],
        [3, 0, 0]
    );
    assert_eq!(kinds(&["Ada Moor: Rain.", line, line]), 3);
    assert_eq!(kinds(&["Ada Moor: Rain", line, line]), 0);
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
        ("Bridge to close\n\nBy Ada Moor\n\n13 Oct 2024 • 4 minute read\n\nIt will close.", Some("2024-10-13")),
        ("Bridge to close\n\nAda Moor, Staff Writer\n11/20/19\n\nIt will close.", Some("2019-11-20")),
        ("Published: 10:15 GMT, 13 May 2024 | Updated: 11:20 GMT, 14 May 2024\n\nIt will.", Some("2024-05-13")),
        ("Updated Feb. 12, 2025\n\nPublished Feb. 10, 2025\n\nIt will close.", Some("2025-02-10")),
        ("Updated 1:33 am CST, Wednesday, November 20, 2019\n\nIt will close.", Some("2019-11-20")),
        ("By Ada Moor | The Herald | 13 October 2024\n\nThe bridge will close.", Some("2024-10-13")),
        ("The bridge was opened on 11 February 2025 by the mayor, who had built it.", None),
        (
            "PUBLISHED: 6:02 p.m. EST, March 4, 2025 | UPDATED: 9:47 a.m. EST, March 5, 2025\n\nIt will close.",
            Some("2025-03-04"),
        ),
        ("Bridge to close\n\nLast updated 3 March 2025\n\nPosted 1 March 2025\n\nIt will close.", Some("2025-03-01")),
        ("3 March 2025: The bridge will close.", Some("2025-03-03")),
        ("Published: 3 March 2025. The bridge will close.", Some("2025-03-03")),
        ("3 March 2025 was a Monday.", None),
        ("3 March 2025 The bridge will close.", Some("2025-03-03")),
        ("MOOR, 3 March 2025 — The bridge will close.", Some("2025-03-03")),
        ("in Moor, 3 March 2025 — The bridge will close.", None),
        ("The bridge will close.", None),
        ("", None),
    ] {
        let found = Document::read(text, None).date().map(|date| date.to_string());
        assert_eq!(found.as_deref(), date, "{text}");
    }
}

/// How far from its beginning a text may state the day.
#[test]
fn how_far_the_day_may_stand() {
    let dated = |text: &str| Document::read(text, None).date().is_some();
    let line = |blocks| "Rain fell all day.\n\n".repeat(blocks) + "Published 3 March 2024";
    assert_eq!([0, 19, 20].map(|blocks| dated(&line(blocks))), [true, true, false]);
    let dateline = |words| format!("MOOR{}, 3 March 2024 — It rained all of that day.", " MOOR".repeat(words));
    assert_eq!([0, 10, 11].map(|words| dated(&dateline(words))), [true, true, false]);
}

/// `text` with what stands between marks in "⟨⟩": "~" where a mark is missing, "+" where the quote of the paragraph
/// before goes on.
fn with_marked(text: &str) -> String {
    let document = Document::read(text, None);
    let mut signs: Vec<(usize, String)> = Vec::new();
    for marked in document.marked() {
        let span = document.span(marked.tokens.clone());
        let missing = |length| if length == 0 { "~" } else { "" };
        let goes_on = marked.continues.map_or("", |_| "+");
        signs.push((span.start, format!("⟨{goes_on}{}", missing(marked.opening))));
        signs.push((span.end, format!("{}⟩", missing(marked.closing))));
    }
    signs.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut written = text.to_string();
    signs.iter().for_each(|(at, sign)| written.insert_str(*at, sign));
    written
}

#[test]
fn what_stands_between_marks() {
    let mut wrong = Vec::new();
    for expected in [
        // Each style, and one within another.
        "⟨\"It rained,\"⟩ she said. ⟨\"We left.\"⟩",
        "⟨“It rained,”⟩ she said. ⟨“We left.”⟩",
        "⟨‘It rained,’⟩ she said. ⟨'We left.'⟩",
        "⟨«It rained»⟩, she said, and ⟨»we left«⟩.",
        "⟨„It rained“⟩, she said, and ⟨„we left”⟩.",
        "⟨``It rained,''⟩ she said. ⟨''We left.''⟩",
        "⟨‘‘It rained,’’⟩ she said.",
        "⟨“It rained“⟩ she said.",
        "⟨″It rained″⟩ she said, 5″ of it.",
        "⟨“He said ⟨‘no’⟩ to me.”⟩",
        "⟨'He said ⟨\"no\"⟩ to me.'⟩",
        "⟨“She wrote, ⟨‘He called me ⟨“a liar”⟩ and left.’⟩”⟩",
        "⟨“The ⟨‘wettest’⟩ of days,”⟩ she said.",
        // Apostrophes, elisions, inches and markup are none.
        "It's the players' day, rock 'n' roll of the '90s, 'tis said.",
        "⟨'The players' day,'⟩ she said.",
        "⟨'It's ours,'⟩ she said.",
        "⟨'We won in the '90s,'⟩ she said.",
        "A 12\" pipe and a 6\" one.",
        "A 7½\" nail.",
        "⟨\"A 12\" pipe broke,\"⟩ she said.",
        "⟨\"It is 12\"⟩ and no more.",
        "<a href=\"page\">⟨\"It rained\"⟩</a>",
        // Beside brackets and dashes.
        "(⟨\"It rained\"⟩) and—⟨\"we left\"⟩—so/⟨\"they say\"⟩",
        "He said:⟨\"We left\"⟩, [⟨\"sic\"⟩]",
        "⟨\"...and we left\"⟩, she said.",
        "⟨'...and we left'⟩, she said, ⟨'$5 short'⟩ of it.",
        // A mark is missing.
        "⟨~It rained,”⟩ she said.",
        "It rained on Monday. ⟨~We left early,”⟩ she said.",
        "⟨~We left. It rained,”⟩ she said.",
        "⟨~I know. You know. It rained,”⟩ she said.",
        "It rained on Monday.”",
        "It rained on Monday” and so on.",
        "She said: ⟨“It rained.~⟩",
        "She said “it rained and ⟨“we left.”⟩",
        "She said: ⟨“it rained and~⟩ ⟨“we left.”⟩",
        "She asked for 5“ of it.",
        "‘It rained, she said.",
        "⟨‘The players’⟩ rained on",
        // Over paragraphs.
        "⟨“It rained.~⟩\n\n⟨+“We left.”⟩\n\n⟨“No.”⟩",
        "⟨\"It rained.~⟩\n\n⟨+\"We left.\"⟩",
        "⟨“It rained.~⟩\n\n⟨\"We left.\"⟩",
        "⟨'It rained.~⟩\n\n⟨+'We left.'⟩",
        "⟨“It rained.~⟩\n\n⟨+~We left. All of it was wet,”⟩ she said.",
        "⟨“It rained.~⟩\n\nThey left ⟨“home.”⟩",
    ] {
        let text: String = expected.replace("⟨+", "⟨").replace("⟨~", "⟨").replace("~⟩", "⟩").replace(['⟨', '⟩'], "");
        wrong.extend(Some(with_marked(&text)).filter(|found| found != expected));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Behind some signs a mark that stands close opens, before others it closes.
#[test]
fn signs_beside_marks() {
    let text = |marked: &str| marked.replace('~', "").replace(['⟨', '⟩'], "");
    for sign in "( [ { - – — / : >".split(' ') {
        let marked = format!("It was {sign}⟨'wet weather'⟩ then.");
        assert_eq!(with_marked(&text(&marked)), marked);
    }
    for sign in ", . ? ! ; : ) ] — – - … <".split(' ') {
        let marked = format!("⟨~We know.\"⟩{sign} she said.");
        assert_eq!(with_marked(&text(&marked)), marked);
    }
}

/// Signs that close a sentence's words belong to it.
#[test]
fn signs_at_the_end_of_sentences() {
    let sentences = |text: &str| Document::read(text, None).sentences().len();
    for sign in "” » ) ] } ! ? … \" ' ’ ''".split(' ') {
        let text = format!("It rained.{sign} They left.");
        let document = Document::read(&text, None);
        assert_eq!(document.sentences()[0].span.of(&text), format!("It rained.{sign}"));
    }
    // What follows in lower case goes on, with two signs before it at most.
    assert_eq!(
        ["he left.", "(he left.", "(“he left.", "(“[he left."].map(|next| sentences(&format!("It rained. {next}"))),
        [1, 1, 1, 2]
    );
}

/// How many tokens a line may have to be of its kind: with one more it is of another.
#[test]
fn lengths_of_lines() {
    use BlockKind::*;
    for (kind, opening, word, closing, longest) in [
        (Furniture, "Editor's note:", " rain", " fell.", 60),
        (Byline, "By Ada Moor", " rain", "", 20),
        (Byline, "Reporting by Ada Moor", " rain", ".", 60),
        (Byline, "Ada Moor", " rain", " contributed to this report.", 60),
        (DateLine, "Published 3 March 2024", " rain", ".", 28),
        (DateLine, "Rain 3 March 2024", " Rain", "", 28),
        (DateLine, "Rain 3 March 2024 was", " Rain", "", 28),
        (Furniture, "Ada", " Moor", " 5 min read", 8),
        (Furniture, "Share on", " rain", "", 30),
        (Headline, "Rain", " fell", "", 30),
        (Headline, "Rain", " fell", "”", 30),
        // Only a label may be long: a colon far from the line's beginning ends none.
        (TranscriptLine, "MOOR", " RAIN", ": It fell.", 17),
        (Paragraph, "FLOOD", " RAIN", " WARNING: It fell.", 8),
        (TranscriptLine, "Ada", " Moor", " (12): It fell.", 13),
        (Caption, "It rained. Ada/AFP", " Ada", "", 17),
    ] {
        let count = |line: &str| Document::read(line, None).tokens().len();
        for tokens in [longest, longest + 1] {
            let mut line = opening.to_string();
            while count(&(line.clone() + closing)) < tokens {
                line += word;
            }
            let text = format!("It rained.\n\n{line}{closing}\n\nNobody came to the harbour.");
            let found = Document::read(&text, None).blocks()[1].kind;
            assert_eq!(found == kind, tokens == longest, "{tokens} tokens, {found:?}: {line}{closing}");
        }
    }
}

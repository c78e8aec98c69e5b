//! Files of annotations: what stands in them, and that other readers read them.

use newsmark::export::{self, Article, Format};
use newsmark::offsets::{OffsetUnit, Offsets};
use newsmark::{Annotations, Aside, BlockKind, Entity, Label, Mention, Quote, QuoteKind, Span, Stance};

/// An article of four sources: one named, one unnamed person, a document, and one without a speaker.
const TEXT: &str = "“We’ll dig,” said Mayor Ada Moyo.\n\n“Nobody asked us, nobody,” one fisherman said. \
     The report says 5 < 6. “Fine,” Moyo added. “So?”";

fn span(words: &str, occurrence: usize) -> Span {
    let (start, _) = TEXT.match_indices(words).nth(occurrence).expect("the words stand in the text");
    Span { start, end: start + words.len() }
}

fn mention(words: &str, occurrence: usize, label: Label, entity: Option<usize>) -> Mention {
    let span = span(words, occurrence);
    Mention { span, label, text: words.into(), entity, value: None, score: Some(0.5), metonym: false, corrected: false }
}

fn quote(words: &str, kind: QuoteKind, speaker: Option<Span>, entity: Option<usize>) -> Quote {
    let span = span(words, 0);
    Quote {
        span,
        kind,
        text: words.into(),
        speaker,
        entity,
        entities: entity.into_iter().collect(),
        affiliation: None,
        cue: None,
        continues: None,
        stance: Stance::Asserted,
        clause: None,
        within: None,
        sieve: None,
        score: None,
        corrected: false,
        unnamed: false,
    }
}

fn annotations() -> Annotations {
    Annotations {
        date: Some("2025-03-03".into()),
        sentences: vec![span("“We’ll dig,” said Mayor Ada Moyo.", 0)],
        mentions: vec![
            mention("Mayor", 0, Label::Title, None),
            mention("Ada Moyo", 0, Label::Person, Some(0)),
            Mention { value: Some("5".into()), ..mention("5", 0, Label::Cardinal, None) },
            mention("Moyo", 1, Label::Person, Some(0)),
        ],
        entities: vec![Entity {
            id: 0,
            label: Label::Person,
            name: "Ada Moyo".into(),
            aliases: vec!["Moyo".into()],
            titles: vec!["Mayor".into()],
            age: Some(44),
            affiliations: vec!["Harbour Board".into()],
            mentions: vec![1, 3],
            references: Vec::new(),
            corrected: false,
        }],
        quotes: vec![
            quote("“We’ll dig,”", QuoteKind::Direct, Some(span("Mayor Ada Moyo", 0)), Some(0)),
            quote("“Nobody asked us, nobody,”", QuoteKind::Direct, Some(span("one fisherman", 0)), None),
            quote("5 < 6", QuoteKind::Indirect, Some(span("The report", 0)), None),
            quote("“Fine,”", QuoteKind::Direct, Some(span("Moyo", 1)), Some(0)),
            quote("“So?”", QuoteKind::Direct, None, None),
        ],
        asides: Vec::new(),
    }
}

fn write(annotations: &Annotations, format: Format, unit: OffsetUnit) -> String {
    export::write(&Article { text: TEXT, annotations, offsets: &Offsets::new(TEXT, unit) }, format)
}

/// What tables of each kind tell of each row: `tests/formats.rs` reads these.
const OF_EVERY_ROW: [&str; 4] = ["date", "corrected", "context", "sentence"];

/// The rows of a table, as another reader of CSV sees them, without the columns that every table has.
fn rows(annotations: &Annotations, format: Format) -> Vec<String> {
    let table = write(annotations, format, OffsetUnit::Chars);
    assert!(table.ends_with("\r\n"), "RFC 4180");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let columns: Vec<String> = reader.headers().expect("CSV").iter().map(String::from).collect();
    let row = |row: Vec<&str>| {
        let cells = columns.iter().zip(row).filter(|(column, _)| !OF_EVERY_ROW.contains(&column.as_str()));
        cells.map(|(_, cell)| cell).collect::<Vec<_>>().join(" | ")
    };
    let names = row(columns.iter().map(String::as_str).collect());
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("CSV")).collect();
    [names].into_iter().chain(records.iter().map(|record| row(record.iter().collect()))).collect()
}

/// As the page hands annotations over that a person has put right.
fn corrected() -> Annotations {
    let mut annotations = annotations();
    annotations.mentions[1].corrected = true;
    annotations.entities[0].corrected = true;
    annotations.quotes[4] = Quote { corrected: true, unnamed: true, ..annotations.quotes[4].clone() };
    annotations
}

#[test]
fn what_is_no_part_of_the_article_does_not_count() {
    let aside = |words, occurrence| Aside { span: span(words, occurrence), kind: BlockKind::Caption };
    let with = |asides| rows(&Annotations { asides, ..annotations() }, Format::CsvEntities)[1..].join("; ");
    assert!(with(vec![]).contains(" | 2 | 0 | "), "{}", with(vec![]));
    assert!(with(vec![aside("“Fine,” Moyo added.", 0)]).contains(" | 1 | 0 | "));
    assert_eq!(with(vec![aside(TEXT, 0)]), "", "an entity that only captions name");
}

#[test]
fn json_says_what_a_person_corrected_and_only_that() {
    let count = |annotations: &Annotations| {
        let json = write(annotations, Format::Json, OffsetUnit::Bytes);
        (
            json.matches(r#""corrected": true"#).count(),
            json.matches("corrected").count(),
            json.matches("unnamed").count(),
        )
    };
    assert_eq!(count(&annotations()), (0, 0, 0));
    assert_eq!(count(&corrected()), (3, 3, 1));
    let json = write(&corrected(), Format::Json, OffsetUnit::Bytes);
    assert_eq!(serde_json::from_str::<Annotations>(&json).expect("JSON"), corrected());
}

#[test]
fn a_source_that_a_person_calls_unnamed_is_one() {
    let found = rows(&annotations(), Format::CsvSources);
    assert!(found.iter().any(|row| row.starts_with(" | unclear")), "{found:#?}");
    let found = rows(&corrected(), Format::CsvSources);
    assert!(found.iter().any(|row| row.starts_with("unnamed source | unnamed | person")), "{found:#?}");
}

#[test]
fn json_says_all() {
    let json = write(&annotations(), Format::Json, OffsetUnit::Bytes);
    assert_eq!(serde_json::from_str::<Annotations>(&json).expect("JSON"), annotations());
    let json: serde_json::Value =
        serde_json::from_str(&write(&annotations(), Format::Json, OffsetUnit::Chars)).expect("JSON");
    assert_eq!(
        json["mentions"][1],
        serde_json::json!({"start": 24, "end": 32, "label": "PERSON", "text": "Ada Moyo", "entity": 0, "value": null, "score": 0.5})
    );
    assert_eq!(json["quotes"][4]["speaker"], serde_json::Value::Null);
}

#[test]
fn json_ends_no_script() {
    let mut annotations = annotations();
    annotations.entities[0].name = "</script><!--<script>".into();
    for format in [Format::Json, Format::WebAnnotation] {
        let json = write(&annotations, format, OffsetUnit::Bytes);
        assert!(!json.contains("</") && !json.contains("<!--"), "{json}");
        assert!(json.contains(r"<\/script>\u003c!--<script>"), "{json}");
    }
    let json = write(&annotations, Format::Json, OffsetUnit::Bytes);
    assert_eq!(serde_json::from_str::<Annotations>(&json).expect("JSON"), annotations);
}

#[test]
fn table_of_mentions() {
    assert_eq!(
        rows(&annotations(), Format::CsvMentions),
        [
            "label | text | entity | value | start | end | score",
            "TITLE | Mayor |  |  | 18 | 23 | 0.50",
            "PERSON | Ada Moyo | Ada Moyo |  | 24 | 32 | 0.50",
            "CARDINAL | 5 |  | 5 | 98 | 99 | 0.50",
            "PERSON | Moyo | Ada Moyo |  | 113 | 117 | 0.50",
        ]
    );
}

#[test]
fn table_of_entities() {
    assert_eq!(
        rows(&annotations(), Format::CsvEntities),
        [
            "id | label | name | aliases | titles | age | affiliations | mentions | references | first",
            "0 | PERSON | Ada Moyo | Moyo | Mayor | 44 | Harbour Board | 2 | 0 | 24",
        ]
    );
}

#[test]
fn table_of_quotes() {
    assert_eq!(
        rows(&annotations(), Format::CsvQuotes),
        [
            "id | kind | text | speaker | entity | cue | continues | stance | start | end | score",
            "0 | direct | “We’ll dig,” | Mayor Ada Moyo | Ada Moyo |  |  | asserted | 0 | 12 | ",
            "1 | direct | “Nobody asked us, nobody,” | one fisherman |  |  |  | asserted | 35 | 61 | ",
            "2 | indirect | 5 < 6 | The report |  |  |  | asserted | 98 | 103 | ",
            "3 | direct | “Fine,” | Moyo | Ada Moyo |  |  | asserted | 105 | 112 | ",
            "4 | direct | “So?” |  |  |  |  | asserted | 125 | 130 | ",
        ]
    );
}

#[test]
fn table_of_sources() {
    assert_eq!(
        rows(&annotations(), Format::CsvSources),
        [
            "source | naming | kind | titles | statements | direct | mixed | indirect | quoted words | share of quoted words (%)",
            "Ada Moyo | named | person | Mayor | 2 | 2 | 0 | 0 | 3 | 37.5",
            "one fisherman | unnamed | person |  | 1 | 1 | 0 | 0 | 4 | 50.0",
            "The report | unnamed | document |  | 1 | 0 | 0 | 1 | 0 | 0.0",
            " | unclear |  |  | 1 | 1 | 0 | 0 | 1 | 12.5",
        ]
    );
}

/// An unnamed speaker as the text has it, and what it is taken for.
#[test]
fn kinds_of_unnamed_sources() {
    for (speaker, expected) in [
        ("a senior official", "unnamed person"),
        ("two officials familiar with the report", "unnamed person"),
        ("a spokesman for the ministry", "unnamed person"),
        ("the authors of the study", "unnamed person"),
        ("Court documents seen by this paper", "unnamed document"),
        ("a report by the ministry", "unnamed document"),
        ("The ministry", "unnamed organisation"),
        ("the airline, which flies to Port Ellery", "unnamed organisation"),
        ("prosecutors’ filing", "unnamed document"),
        ("people in the harbour", "unnamed group"),
        ("She", "unclear "),
        ("they", "unclear "),
    ] {
        let text = format!("{speaker} said it.");
        let whole = Span { start: 0, end: text.len() };
        let said = Quote { span: whole, text: text.clone(), ..quote("“So?”", QuoteKind::Indirect, None, None) };
        let speaker = Span { start: 0, end: speaker.len() };
        let annotations =
            Annotations { quotes: vec![Quote { speaker: Some(speaker), ..said }], ..Annotations::default() };
        let [source] = export::sources::audit(&text, &annotations).try_into().expect("one source");
        let kind = source.kind.map_or("", export::sources::SourceKind::name);
        assert_eq!(format!("{} {kind}", source.naming.name()), expected, "{text}");
    }
}

/// A speaker who was not resolved, as the text has it, where "Bora Line" is a name.
#[test]
fn who_has_a_name_is_not_surely_unnamed() {
    for (speaker, expected) in [
        ("Bora Line", "unclear organisation"),
        ("The Bora Line", "unclear organisation"),
        ("a captain of Bora Line", "unnamed person"),
        ("Bora Line officials", "unnamed person"),
    ] {
        let text = format!("{speaker} said it.");
        let span =
            |words: &str| text.find(words).map(|start| Span::new(start, start + words.len())).expect("they are there");
        let mut annotations = annotations();
        annotations.mentions = vec![Mention { span: span("Bora Line"), ..mention("Ada Moyo", 0, Label::Org, Some(0)) }];
        annotations.entities[0].label = Label::Org;
        annotations.quotes =
            vec![Quote { span: span("it"), ..quote("“So?”", QuoteKind::Indirect, Some(span(speaker)), None) }];
        let [source] = export::sources::audit(&text, &annotations).try_into().expect("one source");
        let kind = source.kind.map_or("", export::sources::SourceKind::name);
        assert_eq!(format!("{} {kind}", source.naming.name()), expected, "{text}");
        assert_eq!((source.name.as_str(), source.entity), (speaker, None), "{text}");
        annotations.quotes[0].unnamed = true;
        assert_eq!(export::sources::audit(&text, &annotations)[0].naming.name(), "unnamed", "{text}");
    }
}

#[test]
fn the_next_paragraph_of_a_quote_is_no_new_statement() {
    let mut annotations = annotations();
    annotations.quotes[3].continues = Some(0);
    assert_eq!(
        rows(&annotations, Format::CsvSources)[1],
        "Ada Moyo | named | person | Mayor | 1 | 1 | 0 | 0 | 3 | 37.5"
    );
}

/// A name, and its field in the file.
#[test]
fn tables_are_safe_in_a_spreadsheet() {
    for (name, field) in [
        ("Moyo", "Moyo"),
        ("Moyo, Ada", "\"Moyo, Ada\""),
        ("Ada \"A\" Moyo", "\"Ada \"\"A\"\" Moyo\""),
        ("Ada\nMoyo", "\"Ada\nMoyo\""),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
        ("\t=1", "\"'\t'=1\""),
        ("Moyo;=1", "\"Moyo;'=1\""),
        ("Moyo; +1", "\"Moyo; '+1\""),
        ("Moyo\n@A1", "\"Moyo\n'@A1\""),
        ("Moyo; 1=1", "\"Moyo; 1=1\""),
        ("\u{FF1D}1", "'\u{FF1D}1"),
        ("1-1", "1-1"),
    ] {
        let mut annotations = annotations();
        annotations.entities[0].name = name.into();
        let table = write(&annotations, Format::CsvEntities, OffsetUnit::Bytes);
        assert!(table.contains(&format!("\r\n2025-03-03,0,PERSON,{field},Moyo,Mayor,")), "{name}: {table}");
    }
}

/// The text between `<div class="text" ...>` and `</div>`, without tags.
fn text_of_page(page: &str) -> String {
    let start =
        page.find("<div class=\"text\" dir=\"auto\">").expect("the text") + "<div class=\"text\" dir=\"auto\">".len();
    let body = &page[start..start + page[start..].find("</div>").expect("its end")];
    let bare: String = body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#13;", "\r"), ("&amp;", "&")]
        .iter()
        .fold(bare, |text, (escaped, character)| text.replace(escaped, character))
}

#[test]
fn page_with_the_whole_text() {
    let page = write(&annotations(), Format::Html, OffsetUnit::Bytes);
    assert_eq!(text_of_page(&page), TEXT);
    assert!(
        page.contains("<span class=\"quote direct\" title=\"direct quote\" data-speaker=\"Ada Moyo\" id=\"q0\">“We’ll dig,”</span>"),
        "{page}"
    );
    assert!(
        page.contains(
            "<mark class=\"people\" data-label=\"PERSON\" title=\"Ada Moyo: person\" id=\"m1\">Ada Moyo</mark>"
        ),
        "{page}"
    );
    for entry in [
        "<span class=\"quote direct\">Quotes</span>",
        "<span class=\"quote indirect\">Words reported</span>",
        "<mark class=\"people\">People</mark>",
    ] {
        assert!(page.contains(entry), "{entry} in the legend: {page}");
    }
    assert!(!page.contains("class=\"headline\""), "its first line is a sentence: {page}");
    assert!(page.contains("<title>“We’ll dig,” said Mayor Ada Moyo.</title>"), "{page}");
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"), "it stands alone");
}

#[test]
fn page_with_every_kind_of_mark() {
    let kinds = [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect, QuoteKind::Scare];
    let mut annotations = Annotations::default();
    annotations.mentions.extend(Label::ALL.map(|label| mention("Ada Moyo", 0, label, None)));
    annotations.quotes.extend(kinds.map(|kind| Quote { kind, ..self::annotations().quotes[0].clone() }));
    let page = write(&annotations, Format::Html, OffsetUnit::Bytes);
    assert_eq!(
        page.matches("<mark class=\"").count(),
        Label::ALL.len() + 7,
        "each mark has a family, and each family its place in the legend"
    );
}

#[test]
fn page_with_a_headline_and_a_day() {
    let text = "Ferry stops for winter\n\nIt sails again in May.";
    let annotations = Annotations { date: Some("2026-02-03".into()), ..Annotations::default() };
    let offsets = Offsets::new(text, OffsetUnit::Bytes);
    let page = export::write(&Article { text, annotations: &annotations, offsets: &offsets }, Format::Html);
    assert!(
        page.contains("<span class=\"headline\" id=\"headline\">Ferry stops for winter</span>\n\nIt sails"),
        "{page}"
    );
    assert!(page.contains("<p class=\"day\"><time>2026-02-03</time></p>"), "{page}");
}

#[test]
fn page_from_hostile_text() {
    let text = "</style><script>alert(1)</script> & \"quotes\" \r\n\0 <b onclick='x'>";
    let mut annotations = Annotations::default();
    annotations.mentions.push(Mention {
        span: Span { start: 8, end: 30 },
        text: text[8..30].into(),
        value: Some("\"><script>".into()),
        ..mention("5", 0, Label::Cardinal, None)
    });
    let offsets = Offsets::new(text, OffsetUnit::Bytes);
    let page = export::write(&Article { text, annotations: &annotations, offsets: &offsets }, Format::Html);
    assert!(!page.contains("<script") && !page.contains("<b "), "{page}");
    assert_eq!(text_of_page(&page), text.replace('\0', "\u{FFFD}"));
}

#[test]
fn what_is_not_asserted_says_so() {
    let mut annotations = annotations();
    annotations.quotes[2].stance = Stance::Denied;
    let page = write(&annotations, Format::Html, OffsetUnit::Bytes);
    assert!(page.contains("data-speaker=\"The report\" data-stance=\"denied\" id=\"q2\""), "{page}");
    assert!(rows(&annotations, Format::CsvQuotes)[3].contains(" | denied | 98 | "));
    assert!(write(&annotations, Format::WebAnnotation, OffsetUnit::Bytes).contains("\"denied\""));
}

#[test]
fn page_where_spans_cross() {
    let mut annotations = Annotations::default();
    annotations.mentions.push(mention("Mayor Ada", 0, Label::Title, None));
    annotations.mentions.push(mention("Ada Moyo", 0, Label::Person, None));
    let page = write(&annotations, Format::Html, OffsetUnit::Bytes);
    assert_eq!(text_of_page(&page), TEXT);
    assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
    assert_eq!(page.matches("id=\"m1\"").count(), 1);
}

#[test]
fn web_annotations() {
    let page = write(&annotations(), Format::WebAnnotation, OffsetUnit::Bytes);
    let page: serde_json::Value = serde_json::from_str(&page).expect("JSON");
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(page["items"].as_array().map(Vec::len), Some(9));
    assert_eq!(
        page["items"][1],
        serde_json::json!({
            "id": "#mention-1",
            "type": "Annotation",
            "motivation": "tagging",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": "PERSON"},
                {"type": "TextualBody", "purpose": "identifying", "value": "Ada Moyo"},
            ],
            "target": {"source": "#article", "selector": [
                {"type": "TextPositionSelector", "start": 24, "end": 32},
                {
                    "type": "TextQuoteSelector",
                    "exact": "Ada Moyo",
                    "prefix": "“We’ll dig,” said Mayor ",
                    "suffix": ".\n\n“Nobody asked us, nobody,” on",
                },
            ]},
        })
    );
    assert_eq!(page["items"][5]["body"][1]["value"], "one fisherman");
}

//! Files for other programs, read back by the rules of those programs: the words at each place must be those of the
//! mention, in whichever unit the format counts, and nothing of the text may be lost or run.

use newsmark::export::{self, Article, Format};
use newsmark::offsets::{OffsetUnit, Offsets};
use newsmark::{Annotations, Annotator, Label, Options};
use std::collections::HashMap;
use std::sync::LazyLock;

static ANNOTATOR: LazyLock<Annotator> =
    LazyLock::new(|| Annotator::new(include_bytes!("../src/model/weights.bin")).expect("the weights"));

/// Texts with signs that take two UTF-16 units, that mean something in a format, or that cannot stand in one.
const TEXTS: [&str; 7] = [
    "Ferry 🙂 stops & sails\n\n“We’ll dig, 🙂” said Mayor Ada Moyo on March 3, 2025. “No,” she said, “not $5 million.”",
    "1. Moyo met Hugo_Weiss_ of the *Harbour* Board.\n- “[x](javascript:alert(1)),” said Lena Ortiz: <b>no</b>.\r\n# 5 < 6",
    "</script><script>alert(1)</script> said “Ann Lee” & ]]> Ann Lee said \u{0}\u{8}\u{1b} it rained.\u{FFFE}",
    "“It rained,\nall day,” Ann Lee\nsaid in New\tYork.\n\n“It\n\nsnowed,” Lee said.",
    "",
    " \n\t",
    "e\u{301}🙂“Ann Lee”🙂 said Ann Lee[^1]: (yes) \\ back | pipe _ low; star* -> arrow[2]\n===\n+ plus\n---",
];

fn annotated(text: &str) -> Annotations {
    ANNOTATOR.annotate(text, &Options::default())
}

fn write(text: &str, annotations: &Annotations, format: Format) -> String {
    export::write(&Article { text, annotations, offsets: &Offsets::new(text, OffsetUnit::Bytes) }, format)
}

/// `text` from one code point to another.
fn points(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_and_the_types_know_every_format() {
    let types = include_str!("../www/lib/newsmark.d.ts");
    for format in Format::ALL {
        assert!(types.contains(&format!("'{}'", format.name())), "newsmark.d.ts lacks {}", format.name());
        assert!(!format.meaning().is_empty() && format.file().contains('.'));
        assert_eq!(Format::named(format.name()), Some(format));
    }
    assert_eq!(Format::named("CSV"), None);
}

/// brat's rules (its manual, "Annotation format"): ids are unique, what is pointed at is there, the words of a place are
/// those of the text with one blank for each gap, and stand on one line.
#[test]
fn brat() {
    for text in TEXTS {
        let annotations = annotated(text);
        let file = write(text, &annotations, Format::Brat);
        let mut places: HashMap<&str, &str> = HashMap::new();
        for line in file.split('\n').filter(|line| line.starts_with('T')) {
            let [id, place, words] = line.split('\t').collect::<Vec<_>>().try_into().expect("three columns");
            let (kind, pieces) = place.split_once(' ').expect("a kind");
            let piece = |piece: &str| {
                let (start, end) = piece.split_once(' ').expect("two offsets");
                points(text, start.parse().expect("a number"), end.parse().expect("a number"))
            };
            assert_eq!(pieces.split(';').map(piece).collect::<Vec<_>>().join(" "), words);
            assert!(places.insert(id, kind).is_none(), "{id} twice");
        }
        for line in file.lines().filter(|line| !line.starts_with('T')) {
            let mut pointed =
                line.split([' ', '\t', ':']).filter(|word| word.starts_with('T') && word[1..].parse::<u32>().is_ok());
            assert!(pointed.all(|id| places.contains_key(id)), "{line}");
            assert!(["A", "R", "#", "*"].iter().any(|start| line.starts_with(start)), "{line}");
        }
        let quotes = places.values().filter(|&&kind| kind == "Quote").count();
        assert_eq!(quotes, annotations.quotes.len());
    }
    let file = write(TEXTS[0], &annotated(TEXTS[0]), Format::Brat);
    assert!(file.contains("\tPERSON 49 57\tAda Moyo\n") && file.contains("\tQuote 23 37\t“We’ll dig, 🙂”\n"), "{file}");
    assert!(file.contains("\tSpeaker Arg1:T") && file.contains("*\tSame T"), "{file}");
}

#[test]
fn brat_tells_a_stance_that_is_not_asserted() {
    let text = "Ada Moyo said the pier was sold. Ida Krog denied that the pier was sold.";
    let file = write(text, &annotated(text), Format::Brat);
    let stances: Vec<&str> = file.lines().filter(|line| line.contains("Stance")).collect();
    assert!(matches!(stances[..], [line] if line.ends_with("denied")), "{file}");
}

/// Names in the scheme IOB2: the words of each, joined.
fn names_of_conll(file: &str) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty()) {
        let [word, _, _, name] = line.split(' ').collect::<Vec<_>>().try_into().expect("four columns");
        match name.split_once('-') {
            Some(("B", label)) => names.push((label.into(), word.into())),
            Some(("I", label)) => {
                let last = names.last_mut().expect("a name begins with B");
                assert_eq!(last.0, label);
                last.1 += word;
            }
            _ => assert_eq!(name, "O"),
        }
    }
    names
}

#[test]
fn conll() {
    for text in TEXTS {
        let annotations = annotated(text);
        let file = write(text, &annotations, Format::Conll);
        assert!(file.starts_with("-DOCSTART- -X- -X- O\n"));
        let found = names_of_conll(&file);
        let names = annotations.mentions.iter().filter(|mention| mention.label != Label::Title);
        for mention in names {
            let words: String = mention.text.split_whitespace().collect();
            let name = (mention.label.name().to_string(), words);
            assert!(found.contains(&name), "{name:?} in {file}");
        }
    }
    let spaced = "It has 12\u{202f}000 seats";
    assert!(write(spaced, &annotated(spaced), Format::Conll).contains("\n12_000 -X- -X- "));
}

#[test]
fn a_name_within_a_word_parts_the_word() {
    let text = "The Ukraine-backed plan";
    let mut annotations = Annotations::default();
    let mention = annotated("She went to Ukraine.").mentions.remove(0);
    annotations.mentions.push(newsmark::Mention { span: newsmark::Span::new(4, 8), ..mention });
    assert_eq!(names_of_conll(&write(text, &annotations, Format::Conll)), [("GPE".to_string(), "Ukra".to_string())]);
}

/// A line of WebAnno TSV: place, offsets and word, then the columns of the layers.
fn tsv_lines(file: &str) -> impl Iterator<Item = Vec<&str>> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn unescaped(word: &str) -> String {
    let mut characters = word.chars();
    let mut plain = String::new();
    while let Some(c) = characters.next() {
        plain.push(match (c, c == '\\') {
            (_, true) => match characters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                other => other.expect("a sign behind the backslash"),
            },
            (c, false) => c,
        });
    }
    plain
}

#[test]
fn webanno() {
    for text in TEXTS {
        let annotations = annotated(text);
        let file = write(text, &annotations, Format::Webanno);
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut numbered: HashMap<String, Vec<String>> = HashMap::new();
        for columns in tsv_lines(&file) {
            assert_eq!(columns.len(), 3 + 2 + 3 + 2 + 1, "{columns:?}");
            let (start, end) = columns[1].split_once('-').expect("two offsets");
            let place = start.parse::<usize>().expect("a number")..end.parse().expect("a number");
            assert_eq!(String::from_utf16(&units[place]).expect("whole characters"), unescaped(columns[2]));
            for name in columns[4].split('|').filter(|&name| name != "_") {
                numbered.entry(unescaped(name)).or_default().push(unescaped(columns[2]));
            }
        }
        for mention in annotations.mentions.iter().filter(|mention| mention.text.contains(' ')) {
            let of_label = numbered.iter().filter(|(name, _)| name.starts_with(mention.label.name()));
            let words: String = mention.text.split_whitespace().collect();
            assert!(of_label.map(|(_, words)| words.concat()).any(|found| found == words), "{mention:?} in {file}");
        }
    }
    let file = write(TEXTS[0], &annotated(TEXTS[0]), Format::Webanno);
    let line = tsv_lines(&file).find(|columns| columns[2] == "Ada").expect("the word");
    assert_eq!(line[1], "51-54", "UTF-16");
    assert!(line[4].starts_with("PERSON[") && line[8] == "*->1-1" && line[9] == "name[1]", "{line:?}");
    let line = tsv_lines(&file).find(|columns| columns[2] == "she").expect("the word");
    assert_eq!(line[8..10], ["*->1-2", "pronoun[1]"]);
    let line = tsv_lines(&file).find(|columns| columns[2] == "dig").expect("the word");
    assert!(line[5].starts_with("direct[") && line[6].starts_with("Ada Moyo["), "{line:?}");
}

#[test]
fn displacy() {
    for text in TEXTS {
        let annotations = annotated(text);
        let file = write(text, &annotations, Format::Displacy);
        assert!(!file.contains("</") && !file.contains("<!--"));
        let page: serde_json::Value = serde_json::from_str(&file).expect("JSON");
        assert_eq!(page["text"], text);
        let mut end = 0;
        let number = |value: &serde_json::Value| value.as_u64().expect("a number") as usize;
        for ent in page["ents"].as_array().expect("a list") {
            assert!(number(&ent["start"]) >= end, "they are in order and do not overlap");
            end = number(&ent["end"]);
            let words = points(text, number(&ent["start"]), end);
            assert!(annotations.mentions.iter().any(|mention| mention.text == words), "{words}");
        }
        let tokens: Vec<&str> =
            page["tokens"].as_array().expect("a list").iter().map(|token| token.as_str().expect("words")).collect();
        let spans = page["spans"].as_array().expect("a list");
        assert_eq!(spans.len(), annotations.mentions.len() + annotations.quotes.len());
        for span in spans {
            let words = tokens[number(&span["start_token"])..number(&span["end_token"])].concat();
            let all = annotations.mentions.iter().map(|mention| &mention.text);
            let mut all = all.chain(annotations.quotes.iter().map(|quote| &quote.text));
            assert!(
                all.any(|known| known.split_whitespace().collect::<String>()
                    == words.split_whitespace().collect::<String>()),
                "{words}"
            );
        }
    }
}

#[test]
fn tei() {
    for text in TEXTS {
        let annotations = annotated(text);
        let file = write(text, &annotations, Format::Tei);
        let document = roxmltree::Document::parse(&file).unwrap_or_else(|error| panic!("{error}: {file}"));
        let words = |node: roxmltree::Node| {
            node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect::<String>()
        };
        let body = document.descendants().find(|node| node.has_tag_name("body")).expect("a body");
        let forbidden = |c: char| c < ' ' && !c.is_whitespace() || c == '\u{FFFE}';
        let expected: String = text.chars().map(|c| if forbidden(c) { '\u{FFFD}' } else { c }).collect();
        assert_eq!(one_line(&words(body)), one_line(&expected));
        let xml = "http://www.w3.org/XML/1998/namespace";
        let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute((xml, "id"))).collect();
        assert!(ids.iter().enumerate().all(|(place, id)| !ids[..place].contains(id)), "{ids:?}");
        for attribute in ["ref", "who", "prev", "corresp", "resp"] {
            let pointers = document.descendants().filter_map(|node| node.attribute(attribute));
            assert!(pointers.flat_map(|value| value.split(' ')).all(|id| ids.contains(&&id[1..])), "{file}");
        }
        for (index, mention) in
            annotations.mentions.iter().enumerate().filter(|(_, mention)| !mention.text.contains('\n'))
        {
            let node = document.descendants().find(|node| node.attribute((xml, "id")) == Some(&format!("m{index}")));
            assert_eq!(words(node.expect("the mention")), mention.text);
        }
    }
    let file = write(TEXTS[0], &annotated(TEXTS[0]), Format::Tei);
    assert!(file.contains("type=\"direct\" who=\"#e0\">“We’ll dig, 🙂”</q>"), "{file}");
    assert!(file.contains("<date xml:id=\"m2\" type=\"date\" when=\"2025-03-03\">March 3, 2025</date>"), "{file}");
    assert!(file.contains("<person xml:id=\"e0\"><persName type=\"main\">Ada Moyo</persName>"), "{file}");
}

/// What a reader of Markdown shows: the text, and by number the notes.
fn shown(file: &str) -> (String, HashMap<String, String>) {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let (mut text, mut notes, mut note) = (String::new(), HashMap::new(), None::<String>);
    // Everything that some program takes for more than words, but for typographic marks.
    let extensions = (Options::all() - Options::ENABLE_OLD_FOOTNOTES - Options::ENABLE_SMART_PUNCTUATION)
        | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(file, extensions) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => note = Some(name.to_string()),
            Event::End(TagEnd::FootnoteDefinition) => note = None,
            Event::Text(words) => match &note {
                Some(name) => *notes.entry(name.clone()).or_insert_with(String::new) += &words,
                None => text += &words,
            },
            Event::HardBreak | Event::SoftBreak | Event::End(TagEnd::Paragraph) => text.push('\n'),
            Event::Start(Tag::Paragraph | Tag::Emphasis)
            | Event::End(TagEnd::Emphasis)
            | Event::FootnoteReference(_) => {}
            other => panic!("{other:?} in {file}"),
        }
    }
    (text, notes)
}

#[test]
fn markdown() {
    for text in TEXTS {
        let annotations = annotated(text);
        let file = write(text, &Annotations { date: None, ..annotations.clone() }, Format::Markdown);
        let (words, notes) = shown(&file);
        assert_eq!(one_line(&words), one_line(&text.replace('\0', "\u{FFFD}")), "{file}");
        let said = annotations.quotes.iter().filter(|quote| quote.kind != newsmark::QuoteKind::Scare).count();
        assert_eq!(notes.len(), said + annotations.entities.len(), "{file}");
    }
    let (_, notes) = shown(&write(TEXTS[0], &annotated(TEXTS[0]), Format::Markdown));
    assert_eq!(notes["1"], "Ada Moyo: direct quote");
    assert_eq!(notes["2"], "Ada Moyo: person; Mayor; named 1 ×");
}

#[test]
fn what_a_person_corrected_is_told_in_every_format() {
    let text = TEXTS[0];
    let mut annotations = annotated(text);
    let told = |annotations: &Annotations, format| {
        let file = write(text, annotations, format);
        file.matches("orrected").count() + file.matches("#hand").count() + file.matches(",true,").count()
    };
    let formats = [
        Format::Json,
        Format::CsvMentions,
        Format::CsvEntities,
        Format::CsvQuotes,
        Format::CsvSources,
        Format::Tei,
        Format::Brat,
        Format::Markdown,
    ];
    let before = formats.map(|format| told(&annotations, format));
    annotations.mentions[1].corrected = true;
    annotations.entities[0].corrected = true;
    annotations.quotes[0].corrected = true;
    for (format, before) in formats.into_iter().zip(before) {
        assert!(told(&annotations, format) > before, "{}", format.name());
    }
}

#[test]
fn rows_with_their_sentence_and_context() {
    let text = TEXTS[0];
    let annotations = annotated(text);
    let table = |format| {
        let file = write(text, &annotations, format);
        let mut reader = csv::Reader::from_reader(file.as_bytes());
        reader.deserialize().map(|row| row.expect("CSV")).collect::<Vec<HashMap<String, String>>>()
    };
    let moyo = &table(Format::CsvMentions)[1];
    assert_eq!(moyo["sentence"], "“We’ll dig, 🙂” said Mayor Ada Moyo on March 3, 2025.");
    assert_eq!(
        moyo["context"],
        "🙂 stops & sails “We’ll dig, 🙂” said Mayor Ada Moyo on March 3, 2025. “No,” she said, “not $5 million.”"
    );
    assert_eq!(moyo["corrected"], "false");
    assert_eq!(table(Format::CsvQuotes)[1]["sentence"], "“No,” she said, “not $5 million.”");
    assert_eq!(table(Format::CsvEntities)[0]["sentence"], moyo["sentence"]);
    assert_eq!(table(Format::CsvSources)[0]["sentence"], moyo["sentence"]);
    assert_eq!(table(Format::CsvSources)[0]["date"], annotations.date.unwrap_or_default());
}

/// Other tables than CSV give columns the kind that their name says.
#[test]
fn cells_are_what_their_column_says() {
    use newsmark::export::tables::{Cell, CellKind};
    for format in Format::ALL {
        let annotations = annotated(TEXTS[0]);
        let offsets = Offsets::new(TEXTS[0], OffsetUnit::Bytes);
        let table = export::table(&Article { text: TEXTS[0], annotations: &annotations, offsets: &offsets }, format);
        for (column, cell) in
            table.iter().flat_map(|table| table.rows.iter().flat_map(|row| table.columns.iter().zip(row)))
        {
            let kind = match cell {
                Cell::Text(_) => CellKind::Text,
                Cell::Whole(_) => CellKind::Whole,
                Cell::Fraction { .. } => CellKind::Fraction,
                Cell::Truth(_) => CellKind::Truth,
                Cell::Nothing => continue,
            };
            assert_eq!(CellKind::of_column(column), kind, "{column}");
        }
    }
}

/// A sentence of a whole text with no end is not told again with each name in it.
#[test]
fn tables_grow_with_the_text_and_no_faster() {
    let length = |count: usize| {
        let text = "Ann Lee and ".repeat(count);
        write(&text, &annotated(&text), Format::CsvMentions).len()
    };
    assert!(length(2000) < 25 * length(100));
}

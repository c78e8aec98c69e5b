//! TEI P5 (Text Encoding Initiative, chapters 3, 13 and 16): people, organisations, places and other things stand apart
//! from the text (`standOff`), which has an element for each mention, reference and quote. Each line of the text is a
//! paragraph.

use super::nesting::{self, Element};
use super::{Article, html, words};
use crate::{Annotations, Entity, Label, Mention, Quote, QuoteKind, Reference, Span, Stance};

pub(super) fn write(article: &Article) -> String {
    let title = escape(html::headline(article.text));
    let date = article.annotations.date.as_deref().map_or(String::new(), |date| format!("<date when=\"{date}\"/>"));
    let (version, things, body) = (env!("CARGO_PKG_VERSION"), stand_off(article.annotations), body(article));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>{title}</title><respStmt xml:id="hand"><resp>corrections</resp><name>a person</name></respStmt></titleStmt>
<publicationStmt><p>Annotated by newsmark {version}.</p></publicationStmt>
<sourceDesc><bibl>A news article.{date}</bibl></sourceDesc>
</fileDesc>
</teiHeader>
{things}<text>
<body>
{body}</body>
</text>
</TEI>
"#
    )
}

/// The lists of entities, each where it has one: of them, the element of one, and of its name.
const LISTS: [(&str, &str, &str); 4] = [
    ("listPerson", "person", "persName"),
    ("listOrg", "org", "orgName"),
    ("listPlace", "place", "placeName"),
    ("listObject", "object", "objectName"),
];

fn list_of(label: Label) -> usize {
    match label {
        Label::Person => 0,
        Label::Org | Label::Norp => 1,
        Label::Gpe | Label::Loc | Label::Fac => 2,
        _ => 3,
    }
}

fn stand_off(annotations: &Annotations) -> String {
    let list = |(index, (list, ..)): (usize, &(&str, &str, &str))| {
        let of_list = annotations.entities.iter().filter(|entity| list_of(entity.label) == index);
        let entities: String = of_list.map(|entity| thing(entity, index)).collect();
        if entities.is_empty() { String::new() } else { format!("<{list}>\n{entities}</{list}>\n") }
    };
    let lists: String = LISTS.iter().enumerate().map(list).collect();
    if lists.is_empty() { lists } else { format!("<standOff>\n{lists}</standOff>\n") }
}

fn thing(entity: &Entity, list: usize) -> String {
    let (_, element, name) = LISTS[list];
    let named = |kind: &str, words: &str| format!("<{name} type=\"{kind}\">{}</{name}>", escape(words));
    let aliases: String = entity.aliases.iter().map(|alias| named("alias", alias)).collect();
    let mut names = named("main", &entity.name) + &aliases;
    if element == "object" {
        names = format!("<objectIdentifier>{names}</objectIdentifier>");
    }
    let told = |element: &str, words: &str| format!("<{element}>{}</{element}>", escape(words));
    if element == "person" {
        names.extend(entity.titles.iter().map(|title| told("occupation", title)));
        names.extend(entity.age.map(|age| told("age", &age.to_string())));
        names.extend(entity.affiliations.iter().map(|affiliation| told("affiliation", affiliation)));
    }
    let corrected = responsibility(entity.corrected);
    format!("<{element} xml:id=\"e{}\"{corrected}>{names}</{element}>\n", entity.id)
}

fn responsibility(corrected: bool) -> &'static str {
    if corrected { " resp=\"#hand\"" } else { "" }
}

/// The paragraphs. What runs over several has a piece in each.
fn body(article: &Article) -> String {
    let paragraphs: Vec<Span> = words::lines(article.text).into_iter().filter(|line| !line.is_empty()).collect();
    let mut inside: Vec<Vec<Element>> = vec![Vec::new(); paragraphs.len()];
    for around in all(article) {
        let first = paragraphs.partition_point(|paragraph| paragraph.end <= around.span.start);
        let last = paragraphs.partition_point(|paragraph| paragraph.start < around.span.end);
        for index in first..last {
            let paragraph = paragraphs[index];
            let span = Span::new(around.span.start.max(paragraph.start), around.span.end.min(paragraph.end));
            let first = if index == first { &around.first } else { &around.further };
            inside[index].push(Element { span, first: first.clone(), ..around.clone() });
        }
    }
    let paragraph = |(place, elements): (&Span, Vec<Element>)| {
        let elements = nesting::sorted(elements.into_iter());
        format!("<p>{}</p>\n", nesting::nest(article.text, *place, &elements, escape))
    };
    paragraphs.iter().zip(inside).map(paragraph).collect()
}

fn all(article: &Article) -> Vec<Element> {
    let annotations = article.annotations;
    let references = annotations.entities.iter().flat_map(|entity| {
        entity.references.iter().enumerate().map(|(index, reference)| of_reference(entity.id, index, reference))
    });
    let quotes = annotations.quotes.iter().enumerate().map(|(index, quote)| of_quote(index, quote));
    let mentions = annotations.mentions.iter().enumerate().map(|(index, mention)| of_mention(index, mention));
    quotes.chain(mentions).chain(references).collect()
}

fn of_mention(index: usize, mention: &Mention) -> Element {
    let kind = mention.label.name().to_lowercase();
    let element = match mention.label {
        Label::Date => "date",
        Label::Time => "time",
        Label::Money | Label::Quantity | Label::Percent => "measure",
        Label::Cardinal | Label::Ordinal => "num",
        Label::Title => "roleName",
        Label::Person => "persName",
        Label::Org | Label::Norp => "orgName",
        Label::Gpe | Label::Loc | Label::Fac => "placeName",
        _ => "rs",
    };
    let entity = mention.entity.map_or(String::new(), |id| format!(" ref=\"#e{id}\""));
    let value = mention.value.as_deref().map_or(String::new(), |value| match element {
        "date" | "time" if is_day(value) => format!(" when=\"{value}\""),
        "date" | "time" => format!(" when-custom=\"{}\"", escape(value)),
        _ => format!(" n=\"{}\"", escape(value)),
    });
    let corrected = responsibility(mention.corrected);
    around(mention.span, element, &format!("m{index}"), &format!(" type=\"{kind}\"{entity}{value}{corrected}"))
}

/// A year, a month or a day of the calendar, which is what `when` may say.
fn is_day(value: &str) -> bool {
    let numbers: Vec<&str> = value.split('-').collect();
    let of_digits = |(place, number): (usize, &&str)| {
        number.len() == [4, 2, 2][place] && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    numbers.len() <= 3 && numbers.iter().enumerate().all(of_digits)
}

fn of_quote(index: usize, quote: &Quote) -> Element {
    let id = format!("q{index}");
    if quote.kind == QuoteKind::Scare {
        return around(quote.span, "soCalled", &id, responsibility(quote.corrected));
    }
    let mut attributes = format!(" type=\"{}\"", quote.kind.name());
    let speakers: Vec<String> = quote.entities.iter().map(|id| format!("#e{id}")).collect();
    if !speakers.is_empty() {
        attributes += &format!(" who=\"{}\"", speakers.join(" "));
    }
    if quote.stance != Stance::Asserted {
        attributes += &format!(" n=\"{}\"", quote.stance.name());
    }
    if let Some(before) = quote.continues {
        attributes += &format!(" prev=\"#q{before}\"");
    }
    around(quote.span, "q", &id, &(attributes + responsibility(quote.corrected)))
}

fn of_reference(entity: usize, index: usize, reference: &Reference) -> Element {
    let kind = reference.kind.name();
    let attributes = format!(" type=\"{kind}\" ref=\"#e{entity}\"");
    around(reference.span, "rs", &format!("r{entity}.{index}"), &attributes)
}

/// Only the first piece of an element has its identity; the others point at that.
fn around(span: Span, element: &str, id: &str, attributes: &str) -> Element {
    Element {
        span,
        first: format!("<{element} xml:id=\"{id}\"{attributes}>"),
        further: format!("<{element} corresp=\"#{id}\"{attributes}>"),
        end: format!("</{element}>"),
    }
}

/// `text` as XML shows it: as HTML does, but what cannot stand in XML 1.0 becomes U+FFFD.
fn escape(text: &str) -> String {
    let forbidden =
        |character| matches!(character, '\0'..' ' | '\u{FFFE}' | '\u{FFFF}') && !matches!(character, '\t' | '\n');
    html::escape(text).replace(forbidden, "\u{FFFD}")
}

//! The annotated text as an HTML page that stands alone: no script, nothing to fetch, readable in light, dark and print.
//! Each mark says its kind in words when pointed at, and a legend tells the colours.

use super::kinds::KINDS;
use super::nesting::{self, Element};
use super::{Article, sources};
use crate::{Annotations, Entity, Label, Mention, Quote, QuoteKind, Span, Stance};
use std::cmp::Reverse;
use std::fmt::Write;

pub(super) fn write(article: &Article) -> String {
    let style = KINDS.style() + include_str!("html.css");
    let (title, body) = (escape(headline(article.text)), annotated(article));
    let (day, legend) = (day(article.annotations), legend(article.annotations));
    let (entities, sources) = (entity_list(article.annotations), source_list(article));
    format!(
        r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
<main>
{day}{legend}<div class="text" dir="auto">{body}</div>
{entities}{sources}</main>
</html>
"#
    )
}

/// The first line with words, cut where it grows long.
pub(super) fn headline(text: &str) -> &str {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Annotated article");
    line.char_indices().nth(100).map_or(line, |(end, _)| &line[..end])
}

fn of_mention(index: usize, mention: &Mention, annotations: &Annotations) -> Element {
    let about = super::about(mention, annotations);
    let kind = KINDS.of(mention.label);
    let title = if mention.label == Label::Title { " title" } else { "" };
    let element = format!(
        r#"mark class="{}{title}" data-label="{}" title="{}{}""#,
        kind.family,
        mention.label.name().replace('_', " "),
        about.map_or(String::new(), |about| format!("{}: ", escape(about))),
        kind.meaning,
    );
    around(mention.span, &element, &format!("m{index}"))
}

fn of_quote(index: usize, quote: &Quote, article: &Article) -> Element {
    let speaker = article.speaker(quote).map_or(String::new(), |name| format!(r#" data-speaker="{}""#, escape(name)));
    let stance = match quote.stance {
        Stance::Asserted => String::new(),
        stance => format!(r#" data-stance="{}""#, stance.name()),
    };
    let kind = quote.kind.name();
    let element = format!(r#"span class="quote {kind}" title="{}"{speaker}{stance}"#, KINDS.quote(kind));
    around(quote.span, &element, &format!("q{index}"))
}

/// `element`: its name and attributes. Only its first piece has the `id`.
fn around(span: Span, element: &str, id: &str) -> Element {
    let name = element.split(' ').next().unwrap_or_default();
    let (first, further, end) = (format!(r#"<{element} id="{id}">"#), format!("<{element}>"), format!("</{name}>"));
    Element { span, first, further, end }
}

/// The text with its marks.
fn annotated(article: &Article) -> String {
    let annotations = article.annotations;
    let mentions = annotations.mentions.iter().enumerate();
    let quotes = annotations.quotes.iter().enumerate();
    let headline = headline_span(article.text).map(|span| around(span, r#"span class="headline""#, "headline"));
    let quotes = quotes.map(|(index, quote)| of_quote(index, quote, article));
    let mentions = mentions.map(|(index, mention)| of_mention(index, mention, annotations));
    let elements = nesting::sorted(headline.into_iter().chain(quotes).chain(mentions));
    nesting::nest(article.text, Span::new(0, article.text.len()), &elements, escape)
}

/// The day of the article.
fn day(annotations: &Annotations) -> String {
    annotations.date.as_ref().map_or(String::new(), |date| format!("<p class=\"day\"><time>{date}</time></p>\n"))
}

/// Letters of the longest headline.
const LONGEST_HEADLINE: usize = 150;

/// A short first line that is no sentence, over more text.
fn headline_span(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next()?.trim_end();
    let end = start + line.len();
    let is_headline = line.len() <= LONGEST_HEADLINE && !line.ends_with(['.', ',', ':', ';', '”', '"']);
    (is_headline && !text[end..].trim().is_empty()).then_some(Span { start, end })
}

/// What the marks mean, of those that occur, each drawn as it stands in the text.
fn legend(annotations: &Annotations) -> String {
    let entries: String = quotes_legend(annotations).into_iter().chain(families_legend(annotations)).collect();
    if entries.is_empty() { entries } else { format!("<p class=\"legend\">{entries}</p>\n") }
}

fn quotes_legend(annotations: &Annotations) -> Vec<String> {
    let has = |indirect| annotations.quotes.iter().any(|quote| (quote.kind == QuoteKind::Indirect) == indirect);
    let quotes =
        has(false).then(|| format!(r#"<span><span class="quote direct">{}</span></span> "#, KINDS.quotes.name));
    let reported = has(true).then(|| r#"<span><span class="quote indirect">Words reported</span></span> "#.to_owned());
    let speaker = (!annotations.quotes.is_empty())
        .then(|| r#"<span>behind them <span class="quote" data-speaker="who says it"></span></span> "#.to_owned());
    [quotes, reported, speaker].into_iter().flatten().collect()
}

fn families_legend(annotations: &Annotations) -> impl Iterator<Item = String> {
    let occurs = |key: &str| annotations.mentions.iter().any(|mention| KINDS.of(mention.label).family == key);
    let families = KINDS.families.iter().filter(move |entry| occurs(&entry.key));
    families.map(|entry| format!(r#"<span><mark class="{}">{}</mark></span> "#, entry.key, entry.name))
}

fn entity_list(annotations: &Annotations) -> String {
    if annotations.entities.is_empty() {
        return String::new();
    }
    let mut list = String::from("<section>\n<h2>Who and what</h2>\n<ul>\n");
    let mut entities: Vec<&Entity> = annotations.entities.iter().filter(|entity| annotations.counts(entity)).collect();
    entities.sort_by_key(|entity| Reverse(annotations.counted(entity).count()));
    for entity in entities {
        let first = entity.mentions.first().copied().unwrap_or_default();
        let _ = writeln!(
            list,
            r##"<li><a href="#m{first}">{}</a> <span class="count">{} × {}{}</span></li>"##,
            escape(&entity.name),
            KINDS.of(entity.label).meaning,
            annotations.counted(entity).count(),
            about(entity),
        );
    }
    list + "</ul>\n</section>\n"
}

/// Titles, age and affiliations, each behind a comma.
fn about(entity: &Entity) -> String {
    let age = entity.age.map(|age| format!("aged {age}"));
    let affiliations = (!entity.affiliations.is_empty()).then(|| format!("with {}", entity.affiliations.join(", ")));
    let all = entity.titles.iter().chain(&age).chain(&affiliations);
    all.map(|words| format!(", {}", escape(words))).collect()
}

fn source_list(article: &Article) -> String {
    let sources = sources::audit(article.text, article.annotations);
    if sources.is_empty() {
        return String::new();
    }
    let mut list = String::from("<section>\n<h2>Who said what</h2>\n");
    for source in sources {
        let name = if source.name.is_empty() { "No speaker found" } else { &source.name };
        let _ = writeln!(list, "<h3>{}</h3>\n<ul>", escape(name));
        for (index, quote) in
            source.quotes.iter().filter_map(|&index| Some((index, article.annotations.quotes.get(index)?)))
        {
            let _ = writeln!(
                list,
                r##"<li><a href="#q{index}">{}</a> <span class="count">{}</span></li>"##,
                escape(&quote.text),
                KINDS.quote(quote.kind.name())
            );
        }
        list.push_str("</ul>\n");
    }
    list + "</section>\n"
}

/// `text` as HTML shows it, between tags and in attributes. NUL cannot stand in HTML; a bare carriage return would
/// become a line feed.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            '\0' => escaped.push(char::REPLACEMENT_CHARACTER),
            other => escaped.push(other),
        }
    }
    escaped
}

//! WebAnno TSV 3.3, which WebAnno and INCEpTION read (INCEpTION user guide, appendix "WebAnno TSV 3.3 File format"): a line
//! for each word, with columns for three layers. Names (`value` is the label, `identifier` the entity's name or the value)
//! and chains of names and references are layers that every project has; `webanno.custom.Quote` with the features
//! `kind`, `speaker` and `stance` is to be made in the project first. Offsets are UTF-16 code units.

use super::{Article, words};
use crate::offsets::{OffsetUnit, Offsets};
use crate::{Annotations, Mention, Quote, Span};

const HEADER: &str = "\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_SP=webanno.custom.Quote|kind|speaker|stance
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType

";

/// How many features each layer has, in the order of the header.
const FEATURES: [usize; 3] = [2, 3, 2];

/// A stretch of the text that is annotated in a layer.
struct Annotation {
    span: Span,
    layer: usize,
    /// In the order of the header, each as it stands in the file.
    features: Vec<String>,
}

pub(super) fn write(article: &Article) -> String {
    let offsets = Offsets::new(article.text, OffsetUnit::Utf16);
    let annotations = all(article);
    let sentences = words::sentences(article);
    let words: Vec<Span> = sentences.iter().flat_map(|sentence| &sentence.words).copied().collect();
    let cells = cells(&annotations, &words);
    let mut file = HEADER.to_string();
    let mut index = 0;
    for (sentence, number) in sentences.iter().zip(1..) {
        file += &format!("\n#Text={}\n", escaped_text(sentence.span.of(article.text)));
        for (word, place) in sentence.words.iter().zip(1..) {
            let (start, end) = (offsets.from_byte(word.start), offsets.from_byte(word.end));
            let columns: String = cells[index].iter().map(|cell| format!("{}\t", column(cell))).collect();
            file += &format!("{number}-{place}\t{start}-{end}\t{}\t{columns}\n", escaped_text(word.of(article.text)));
            index += 1;
        }
    }
    file
}

/// What is annotated, in all layers.
fn all(article: &Article) -> Vec<Annotation> {
    let annotations = article.annotations;
    let mentions = annotations.mentions.iter().map(|mention| of_mention(mention, annotations));
    let quotes = annotations.quotes.iter().map(|quote| of_quote(quote, article));
    mentions.chain(quotes).chain(chains(annotations)).collect()
}

fn of_mention(mention: &Mention, annotations: &Annotations) -> Annotation {
    let features = vec![feature(super::about(mention, annotations)), feature(Some(mention.label.name()))];
    Annotation { span: mention.span, layer: 0, features }
}

fn of_quote(quote: &Quote, article: &Article) -> Annotation {
    let features = [Some(quote.kind.name()), article.speaker(quote), Some(quote.stance.name())].map(feature).to_vec();
    Annotation { span: quote.span, layer: 1, features }
}

/// The names and references of each entity, in order. A chain has a number, and so has each link within it.
fn chains(annotations: &Annotations) -> Vec<Annotation> {
    let mut links = Vec::new();
    for (entity, chain) in annotations.entities.iter().zip(1..) {
        let named = entity.mentions.iter().filter_map(|&index| annotations.mentions.get(index));
        let named = named.map(|mention| (mention.span, "name"));
        let meant = entity.references.iter().map(|reference| (reference.span, reference.kind.name()));
        let mut all: Vec<(Span, &str)> = named.chain(meant).collect();
        all.sort();
        links.extend(all.into_iter().zip(1..).map(|((span, kind), link)| {
            let features = vec![format!("*->{chain}-{link}"), format!("{kind}[{chain}]")];
            Annotation { span, layer: 2, features }
        }));
    }
    links
}

/// For each word and column, what stands there.
fn cells(annotations: &[Annotation], words: &[Span]) -> Vec<Vec<Vec<String>>> {
    let width = FEATURES.iter().sum();
    let mut cells = vec![vec![Vec::new(); width]; words.len()];
    let mut number = 0;
    for annotation in annotations {
        let start = words.partition_point(|word| word.start < annotation.span.start);
        let end = words.partition_point(|word| word.end <= annotation.span.end).max(start);
        number += 1;
        // Chains bring numbers of their own. The others are told apart by one where they have more than one word.
        let mark = if annotation.layer < 2 && end - start > 1 { format!("[{number}]") } else { String::new() };
        let first: usize = FEATURES[..annotation.layer].iter().sum();
        for word in &mut cells[start..end] {
            for (feature, column) in annotation.features.iter().zip(first..) {
                word[column].push(format!("{feature}{mark}"));
            }
        }
    }
    cells
}

fn column(cell: &[String]) -> String {
    if cell.is_empty() { "_".into() } else { cell.join("|") }
}

/// A feature as it stands in a column: what parts columns, annotations and numbers is escaped.
fn feature(value: Option<&str>) -> String {
    let Some(value) = value.filter(|value| !value.is_empty()) else { return "*".into() };
    let mut escaped = String::new();
    for c in escaped_text(value).replace("->", "\\->").chars() {
        if matches!(c, '[' | ']' | '|' | '_' | ';' | '*') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Words of the text as they stand in a line.
fn escaped_text(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\u{8}' => escaped.push_str("\\b"),
            '\u{c}' => escaped.push_str("\\f"),
            other => escaped.push(other),
        }
    }
    escaped
}

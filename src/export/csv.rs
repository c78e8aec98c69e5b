//! Tables as CSV (RFC 4180: fields with commas, marks or line breaks in quotation marks, lines ended by CR LF), safe
//! to open in a spreadsheet.

use super::{Article, sources};
use crate::{Annotations, Span};

/// A row for each entity.
pub(super) fn entities(article: &Article) -> String {
    let mut table = Table::new(&[
        "id",
        "label",
        "name",
        "aliases",
        "titles",
        "age",
        "affiliations",
        "mentions",
        "references",
        "first",
    ]);
    for entity in article.annotations.entities.iter().filter(|entity| article.annotations.counts(entity)) {
        let first = article.annotations.counted(entity).next();
        table.row(&[
            entity.id.to_string(),
            entity.label.name().into(),
            entity.name.clone(),
            entity.aliases.join("; "),
            entity.titles.join("; "),
            entity.age.map_or(String::new(), |age| age.to_string()),
            entity.affiliations.join("; "),
            article.annotations.counted(entity).count().to_string(),
            entity.references.len().to_string(),
            first.map_or(String::new(), |mention| article.offsets.from_byte(mention.span.start).to_string()),
        ]);
    }
    table.text
}

/// A row for each quote.
pub(super) fn quotes(article: &Article) -> String {
    let words = |span: Option<Span>| span.map_or("", |span| span.of(article.text)).to_string();
    let mut table =
        Table::new(&["id", "kind", "text", "speaker", "entity", "cue", "continues", "start", "end", "score"]);
    for (id, quote) in article.annotations.quotes.iter().enumerate() {
        table.row(&[
            id.to_string(),
            quote.kind.name().into(),
            quote.text.clone(),
            words(quote.speaker),
            entity_name(article.annotations, quote.entity),
            words(quote.cue),
            quote.continues.map_or(String::new(), |id| id.to_string()),
            article.offsets.from_byte(quote.span.start).to_string(),
            article.offsets.from_byte(quote.span.end).to_string(),
            quote.score.map_or(String::new(), |score| format!("{score:.2}")),
        ]);
    }
    table.text
}

/// A row for each source.
pub(super) fn sources(article: &Article) -> String {
    let mut table = Table::new(&[
        "source",
        "naming",
        "kind",
        "titles",
        "statements",
        "direct",
        "mixed",
        "indirect",
        "quoted words",
        "share of quoted words (%)",
    ]);
    for source in sources::audit(article.text, article.annotations) {
        table.row(&[
            source.name,
            source.naming.name().into(),
            source.kind.map_or("", sources::Kind::name).into(),
            source.titles.join("; "),
            source.statements.to_string(),
            source.direct.to_string(),
            source.mixed.to_string(),
            source.indirect.to_string(),
            source.quoted_words.to_string(),
            format!("{:.1}", 100.0 * source.share),
        ]);
    }
    table.text
}

fn entity_name(annotations: &Annotations, id: Option<usize>) -> String {
    id.and_then(|id| annotations.entities.get(id)).map_or(String::new(), |entity| entity.name.clone())
}

/// A table as it grows, row by row.
struct Table {
    text: String,
}

impl Table {
    fn new(columns: &[&str]) -> Self {
        let mut table = Table { text: String::new() };
        table.row(&columns.iter().map(ToString::to_string).collect::<Vec<_>>());
        table
    }

    fn row(&mut self, fields: &[String]) {
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.field(field);
        }
        self.text.push_str("\r\n");
    }

    fn field(&mut self, field: &str) {
        let field = if is_formula(field) { &format!("'{field}") } else { field };
        if field.contains([',', '"', '\r', '\n']) {
            self.text.push('"');
            self.text.push_str(&field.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(field);
        }
    }
}

/// Whether a spreadsheet would compute `field` rather than show it. An apostrophe before it prevents that (OWASP, CSV
/// Injection). Full-width signs count, as some spreadsheets take them for plain ones.
fn is_formula(field: &str) -> bool {
    field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

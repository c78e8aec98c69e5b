//! What was found as tables: a row for each mention, entity, quote or source. Whoever writes a file of rows (CSV here,
//! other formats elsewhere) takes them from here, so that every such file has the same columns.

use super::{Article, sources};
use crate::{Annotations, Span};

/// A table of one article.
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// Each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a row, below a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A count or an index.
    Whole(usize),
    /// A number with so many digits behind the point as its column has throughout.
    Fraction {
        /// The number.
        value: f64,
        /// How many digits.
        digits: usize,
    },
    /// Yes or no.
    Truth(bool),
    /// What is not known, or not there.
    Nothing,
}

/// What the cells of a column are, where there is anything in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// [`Cell::Text`]
    Text,
    /// [`Cell::Whole`]
    Whole,
    /// [`Cell::Fraction`]
    Fraction,
    /// [`Cell::Truth`]
    Truth,
}

impl CellKind {
    /// That of the column of this name, in whichever table.
    pub fn of_column(name: &str) -> CellKind {
        match name {
            "id" | "start" | "end" | "age" | "mentions" | "references" | "first" | "continues" | "statements"
            | "direct" | "mixed" | "indirect" | "quoted words" => CellKind::Whole,
            "score" | "share of quoted words (%)" => CellKind::Fraction,
            "corrected" => CellKind::Truth,
            _ => CellKind::Text,
        }
    }
}

impl Cell {
    fn text(words: &str) -> Cell {
        Cell::Text(words.into())
    }

    fn list(words: &[String]) -> Cell {
        Cell::Text(words.join("; "))
    }

    fn whole(number: Option<usize>) -> Cell {
        number.map_or(Cell::Nothing, Cell::Whole)
    }

    fn score(score: Option<f32>) -> Cell {
        score.map_or(Cell::Nothing, |score| Cell::Fraction { value: score.into(), digits: 2 })
    }
}

impl Table {
    /// The table of `rows` with the article's date before the columns of each.
    fn dated(article: &Article, columns: Vec<&'static str>, rows: Vec<Vec<Cell>>) -> Table {
        let date = article.annotations.date.as_deref().map_or(Cell::Nothing, Cell::text);
        Table { columns, rows }.behind("date", &date)
    }

    /// The same table with a column before the others that has `cell` throughout: whose rows these are.
    pub fn behind(mut self, column: &'static str, cell: &Cell) -> Table {
        self.columns.insert(0, column);
        self.rows.iter_mut().for_each(|row| row.insert(0, cell.clone()));
        self
    }
}

/// A row for each mention. Offsets are in the unit of `article.offsets`, here and in the other tables.
pub fn mentions(article: &Article) -> Table {
    let row = |mention: &crate::Mention| {
        vec![
            Cell::text(mention.label.name()),
            Cell::text(&mention.text),
            entity_name(article.annotations, mention.entity),
            mention.value.as_deref().map_or(Cell::Nothing, Cell::text),
            Cell::Whole(article.offsets.from_byte(mention.span.start)),
            Cell::Whole(article.offsets.from_byte(mention.span.end)),
            Cell::score(mention.score),
            Cell::Truth(mention.corrected),
            Cell::Text(context(article.text, mention.span)),
            sentence(article, mention.span),
        ]
    };
    let columns = vec!["label", "text", "entity", "value", "start", "end", "score", "corrected", "context", "sentence"];
    Table::dated(article, columns, article.annotations.mentions.iter().map(row).collect())
}

/// A row for each entity that occurs in the article's own text.
pub fn entities(article: &Article) -> Table {
    let annotations = article.annotations;
    let row = |entity: &crate::Entity| {
        let first = annotations.counted(entity).next().map(|mention| mention.span);
        vec![
            Cell::Whole(entity.id),
            Cell::text(entity.label.name()),
            Cell::text(&entity.name),
            Cell::list(&entity.aliases),
            Cell::list(&entity.titles),
            Cell::whole(entity.age.map(usize::from)),
            Cell::list(&entity.affiliations),
            Cell::Whole(annotations.counted(entity).count()),
            Cell::Whole(entity.references.len()),
            Cell::whole(first.map(|span| article.offsets.from_byte(span.start))),
            Cell::Truth(entity.corrected),
            first.map_or(Cell::Nothing, |span| sentence(article, span)),
        ]
    };
    let columns = vec![
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
        "corrected",
        "sentence",
    ];
    let counted = annotations.entities.iter().filter(|entity| annotations.counts(entity));
    Table::dated(article, columns, counted.map(row).collect())
}

/// A row for each quote.
pub fn quotes(article: &Article) -> Table {
    let words = |span: Option<Span>| span.map_or(Cell::Nothing, |span| Cell::text(span.of(article.text)));
    let row = |(id, quote): (usize, &crate::Quote)| {
        vec![
            Cell::Whole(id),
            Cell::text(quote.kind.name()),
            Cell::text(&quote.text),
            words(quote.speaker),
            entity_name(article.annotations, quote.entity),
            words(quote.cue),
            Cell::whole(quote.continues),
            Cell::text(quote.stance.name()),
            Cell::Whole(article.offsets.from_byte(quote.span.start)),
            Cell::Whole(article.offsets.from_byte(quote.span.end)),
            Cell::score(quote.score),
            Cell::Truth(quote.corrected),
            Cell::Text(context(article.text, quote.span)),
            sentence(article, quote.span),
        ]
    };
    let columns = vec![
        "id",
        "kind",
        "text",
        "speaker",
        "entity",
        "cue",
        "continues",
        "stance",
        "start",
        "end",
        "score",
        "corrected",
        "context",
        "sentence",
    ];
    Table::dated(article, columns, article.annotations.quotes.iter().enumerate().map(row).collect())
}

/// A row for each source.
pub fn sources(article: &Article) -> Table {
    let annotations = article.annotations;
    let row = |source: sources::Source| {
        let quotes = || source.quotes.iter().filter_map(|&index| annotations.quotes.get(index));
        let corrected = quotes().any(|quote| quote.corrected);
        let first = quotes().next().map_or(Cell::Nothing, |quote| sentence(article, quote.span));
        vec![
            Cell::Text(source.name),
            Cell::text(source.naming.name()),
            source.kind.map_or(Cell::Nothing, |kind| Cell::text(kind.name())),
            Cell::list(&source.titles),
            Cell::Whole(source.statements),
            Cell::Whole(source.direct),
            Cell::Whole(source.mixed),
            Cell::Whole(source.indirect),
            Cell::Whole(source.quoted_words),
            Cell::Fraction { value: 100.0 * source.share, digits: 1 },
            Cell::Truth(corrected),
            first,
        ]
    };
    let columns = vec![
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
        "corrected",
        "sentence",
    ];
    Table::dated(article, columns, sources::audit(article.text, annotations).into_iter().map(row).collect())
}

/// How many bytes, if not a few less, of the words around are shown.
const CONTEXT: usize = 60;

/// `span` with the words around it, on one line: as concordances show a word.
fn context(text: &str, span: Span) -> String {
    let from = text.ceil_char_boundary(span.start.saturating_sub(CONTEXT));
    let to = text.floor_char_boundary((span.end + CONTEXT).min(text.len()));
    let (before, after) = (&text[from..span.start], &text[span.end..to]);
    let before = if from == 0 { before } else { before.split_once(char::is_whitespace).map_or("", |(_, words)| words) };
    let after =
        if to == text.len() { after } else { after.rsplit_once(char::is_whitespace).map_or("", |(words, _)| words) };
    one_line(&[before, span.of(text), after].concat())
}

/// A sentence of more bytes is a list or no prose at all; were it told with each of its mentions, a table would grow with
/// the square of the text.
const LONGEST_SENTENCE: usize = 1000;

/// The sentence, or sentences, in which `span` stands.
fn sentence(article: &Article, span: Span) -> Cell {
    let sentences = &article.annotations.sentences;
    let first = sentences.partition_point(|sentence| sentence.end <= span.start);
    let behind = sentences.partition_point(|sentence| sentence.start < span.end);
    match sentences.get(first..behind) {
        Some([first, .., last]) => long(article.text, Span::new(first.start, last.end)),
        Some([only]) => long(article.text, *only),
        _ => Cell::Nothing,
    }
}

fn long(text: &str, sentence: Span) -> Cell {
    if sentence.len() > LONGEST_SENTENCE { Cell::Nothing } else { Cell::Text(one_line(sentence.of(text))) }
}

pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn entity_name(annotations: &Annotations, id: Option<usize>) -> Cell {
    id.and_then(|id| annotations.entities.get(id)).map_or(Cell::Nothing, |entity| Cell::text(&entity.name))
}

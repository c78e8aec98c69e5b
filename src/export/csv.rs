//! Tables as CSV (RFC 4180: fields with commas, marks or line breaks in quotation marks, lines ended by CR LF), safe
//! to open in a spreadsheet.

use super::tables::{Cell, Table};

/// The line that names the columns.
pub fn header(table: &Table) -> String {
    line(table.columns.iter().map(|column| column.to_string()))
}

/// A line for each row.
pub fn rows(table: &Table) -> String {
    table.rows.iter().map(|row| line(row.iter().map(words))).collect()
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => without_formulas(words),
        Cell::Whole(number) => number.to_string(),
        Cell::Fraction { value, digits } => format!("{value:.digits$}"),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Nothing => String::new(),
    }
}

fn line(fields: impl Iterator<Item = String>) -> String {
    fields.map(|field| quoted(&field)).collect::<Vec<_>>().join(",") + "\r\n"
}

fn quoted(field: &str) -> String {
    if field.contains([',', ';', '"', '\t', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.into()
    }
}

/// `field` with an apostrophe before whatever a spreadsheet would compute rather than show (OWASP, CSV Injection). That
/// is a sign at its start; and a sign behind a semicolon, tab or line break, where spreadsheets of many countries, which
/// part fields there, would see a field begin. Full-width signs count, as some spreadsheets take them for plain ones.
fn without_formulas(field: &str) -> String {
    let mut safe = String::with_capacity(field.len());
    let mut at_start = true;
    for c in field.chars() {
        let computes = matches!(c, '=' | '+' | '-' | '@' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}');
        let breaks = matches!(c, '\t' | '\r' | '\n');
        if at_start && computes || safe.is_empty() && breaks {
            safe.push('\'');
        }
        safe.push(c);
        at_start = breaks || c == ';' || at_start && (c.is_whitespace() || matches!(c, '"' | '\''));
    }
    safe
}

//! Tables of an archive as Parquet: four files, with a row for each mention, entity, quote and source, and in each row the
//! article's `id` and date.

use super::answers::TABLES;
use newsmark::export::Format;
use newsmark::export::tables::{Cell, CellKind, Table};
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// So many rows go into a group, and are held in memory until it is full.
const GROUP: usize = 100_000;

/// The files as they are written.
pub struct ParquetTables {
    files: Vec<TableFile>,
}

impl ParquetTables {
    /// Makes `folder`, if it is not there, and the files in it. `empty` are the tables of an article without anything.
    pub fn create(folder: &Path, empty: Vec<Table>) -> io::Result<ParquetTables> {
        fs::create_dir_all(folder)?;
        let file = |((_, name), table): (&(Format, &str), Table)| {
            TableFile::create(&folder.join(name).with_extension("parquet"), name, table).map_err(io::Error::other)
        };
        Ok(ParquetTables { files: TABLES.iter().zip(empty).map(file).collect::<io::Result<_>>()? })
    }

    /// Adds an article's rows.
    pub fn write(&mut self, tables: Vec<Table>) -> io::Result<()> {
        self.files.iter_mut().zip(tables).try_for_each(|(file, table)| file.add(table.rows)).map_err(io::Error::other)
    }

    /// Ends the files, without which nobody can read them.
    pub fn finish(self) -> io::Result<()> {
        self.files.into_iter().try_for_each(TableFile::finish).map_err(io::Error::other)
    }
}

struct TableFile {
    writer: SerializedFileWriter<File>,
    kinds: Vec<CellKind>,
    /// Those that wait for a group.
    rows: Vec<Vec<Cell>>,
}

impl TableFile {
    fn create(path: &Path, name: &str, table: Table) -> Result<TableFile> {
        let kinds: Vec<CellKind> = table.columns.iter().map(|column| CellKind::of_column(column)).collect();
        let columns = table.columns.iter().zip(&kinds).map(|(column, kind)| {
            let (physical, logical) = match kind {
                CellKind::Text => ("binary", " (UTF8)"),
                CellKind::Whole => ("int64", ""),
                CellKind::Fraction => ("double", ""),
                CellKind::Truth => ("boolean", ""),
            };
            format!("optional {physical} {}{logical};", in_one_word(column))
        });
        let schema = parse_message_type(&format!("message {name} {{ {} }}", columns.collect::<String>()))?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let file = File::create(path)?;
        let writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?;
        Ok(TableFile { writer, kinds, rows: Vec::new() })
    }

    fn add(&mut self, rows: Vec<Vec<Cell>>) -> Result<()> {
        self.rows.extend(rows);
        if self.rows.len() >= GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        let mut index = 0;
        while let Some(mut column) = group.next_column()? {
            let cells = self.rows.iter().map(|row| &row[index]);
            match self.kinds[index] {
                CellKind::Text => write::<ByteArrayType>(&mut column, cells, |cell| match cell {
                    Cell::Text(words) => Some(ByteArray::from(words.as_str())),
                    _ => None,
                }),
                CellKind::Whole => write::<Int64Type>(&mut column, cells, |cell| match cell {
                    Cell::Whole(number) => i64::try_from(*number).ok(),
                    _ => None,
                }),
                CellKind::Fraction => write::<DoubleType>(&mut column, cells, |cell| match cell {
                    Cell::Fraction { value, .. } => Some(*value),
                    _ => None,
                }),
                CellKind::Truth => write::<BoolType>(&mut column, cells, |cell| match cell {
                    Cell::Truth(truth) => Some(*truth),
                    _ => None,
                }),
            }?;
            column.close()?;
            index += 1;
        }
        group.close()?;
        self.rows.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        self.writer.close().map(drop)
    }
}

/// Writes a column: its values, and for each row whether it has one.
fn write<'a, T: DataType>(
    column: &mut SerializedColumnWriter,
    cells: impl Iterator<Item = &'a Cell>,
    value: impl Fn(&Cell) -> Option<T::T>,
) -> Result<()> {
    let values: Vec<Option<T::T>> = cells.map(value).collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&values, Some(&levels), None).map(drop)
}

/// "share of quoted words (%)" as a name that queries need not quote.
fn in_one_word(column: &str) -> String {
    column.trim_end_matches(" (%)").replace(' ', "_")
}

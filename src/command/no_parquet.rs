//! What stands in the place of `parquet_tables` in a build without the feature `parquet`.

use newsmark::export::tables::Table;
use std::io;
use std::path::Path;

/// There are none.
pub enum ParquetTables {}

impl ParquetTables {
    /// Says why there are none.
    pub fn create(_: &Path, _: Vec<Table>) -> io::Result<ParquetTables> {
        Err(io::Error::other("--parquet: this was built without the feature `parquet`"))
    }

    pub fn write(&mut self, _: Vec<Table>) -> io::Result<()> {
        match *self {}
    }

    pub fn finish(self) -> io::Result<()> {
        match self {}
    }
}

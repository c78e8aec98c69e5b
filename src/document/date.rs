//! The day of publication, as the text itself states it: a date line or a dateline near its beginning.

use super::Document;
use jiff::civil::Date;

/// The first full date in the first lines of `document`, if one stands there on a line of its own or in a dateline.
pub(super) fn find(_document: &Document) -> Option<Date> {
    None
}

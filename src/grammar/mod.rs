//! What the words of a text are to one another, as far as several stages ask: the class of each word, noun phrases, the
//! part that a phrase plays in its clause, tense.
//!
//! The network's parts of speech where it gives them; else lists of small words, endings and capitals. Knows nothing of
//! entities, quotes or values.

mod classes;
mod datelines;
pub(crate) mod noun_phrase;
mod roles;
mod tense;

pub(crate) use classes::{Class, Grammar};
pub(crate) use roles::{Role, is_report};
pub(crate) use tense::{Direction, Tenses};

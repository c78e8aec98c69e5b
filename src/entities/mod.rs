//! Mentions to entities: first the names that mean the same, then the pronouns and descriptions that refer to them.

mod acronyms;
mod ages;
mod appositions;
mod background;
mod borne_titles;
mod candidate_features;
mod cataphora;
mod corrected;
mod deaths;
mod decisions;
mod descriptions;
mod discourse;
mod evident;
mod first_person;
mod gender;
mod groups;
mod he_and_she;
mod it_and_they;
mod metonyms;
mod name_classes;
mod names;
mod person_names;
mod profiles;
mod reference_features;
mod referents;
mod resolution;
mod sexes;
mod speeches;
mod spoken_of;
mod variants;
mod written_names;

pub use profiles::add_profiles;
pub use reference_features::VOCABULARY;
pub use resolution::resolve_references_with;

use crate::corrections::{Correction, Settled};
use crate::grammar::Grammar;
use crate::quotation::Statement;
use crate::recognition::Recognition;
use crate::{Document, Entity, Label, Reference, Span};
use std::collections::BTreeMap;

/// Who is who, by name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// In order of first mention; their references still empty.
    pub entities: Vec<Entity>,
    /// For each mention the index of its entity, `None` for dates, amounts, titles.
    pub entity_of: Vec<Option<usize>>,
    /// Mentions of capitals that stand for their governments, in order.
    pub metonyms: Vec<usize>,
    /// The titles that stand beside names, in order.
    pub titles: Vec<BorneTitle>,
    /// Pronouns and descriptions of which a person has told whom they mean: an entity, or none.
    pub told: BTreeMap<Span, Option<usize>>,
}

impl Names {
    /// How often the person is mentioned whom the article names most.
    pub(crate) fn most_mentions(&self) -> usize {
        let people = self.entities.iter().filter(|entity| entity.label == Label::Person);
        people.map(|entity| entity.mentions.len()).max().unwrap_or(0)
    }
}

/// A title with the entity of the person who bears it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BorneTitle {
    pub span: Span,
    pub entity: usize,
}

/// A pronoun or description with the entity that it refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedReference {
    pub entity: usize,
    pub reference: Reference,
    /// How likely it is the right one, from 0 to 1.
    pub probability: f32,
}

/// Links the names among `recognition`'s mentions, and gathers titles.
pub fn link_names(document: &Document, recognition: &Recognition) -> Names {
    names::link(document, recognition, &[], &Settled::new())
}

/// As [`link_names`], with what a person has put right, of mentions already.
pub(crate) fn link_names_corrected(
    document: &Document,
    recognition: &Recognition,
    corrections: &[Correction],
    settled: &Settled,
) -> Names {
    names::link(document, recognition, corrections, settled)
}

/// Resolves pronouns and descriptions, each only where it is safe. `statements` tell who speaks: "I" in a quote is its
/// speaker.
pub fn resolve_references(grammar: &Grammar, names: &Names, statements: &[Statement]) -> Vec<ResolvedReference> {
    let document = grammar.document;
    let weights = &*reference_features::WEIGHTS;
    let told = &corrected::told(document, names, statements);
    let mut references = resolve_references_with(grammar, names, statements, Some(weights), weights);
    corrected::settle(document, told, &mut references);
    first_person::drop_own(document, names, statements, &mut references);
    references.extend(first_person::first_person(document, names, statements, &references));
    corrected::settle(document, told, &mut references);
    references
}

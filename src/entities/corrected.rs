//! What a person has said of entities: which names are one, what they are called, and whom pronouns and descriptions mean.

use super::written_names::NameMention;
use super::{Names, ResolvedReference, gender};
use crate::corrections::Correction;
use crate::lexicon::PRONOUNS;
use crate::quotation::Statement;
use crate::recognition::Recognition;
use crate::{Document, Label, Reference, ReferenceKind, Span};
use std::collections::{BTreeMap, HashMap};

/// How probable it is what a person has told.
const CERTAIN: f32 = 1.0;

/// Joins and parts names as a person has said, in order. `roots` holds for each name the number of its group. Gives for
/// groups, by their numbers, the name after which they are what they are.
pub(super) fn regroup(
    names: &[NameMention],
    recognition: &Recognition,
    roots: &mut [usize],
    corrections: &[Correction],
) -> HashMap<usize, usize> {
    let mut fresh = names.len();
    let mut leaders = settled(names, recognition, roots, &mut fresh);
    let at = |span: Span| names.iter().position(|name| recognition.mentions[name.mention].span == span);
    for correction in corrections {
        let Correction::Entity { span, same } = *correction else { continue };
        let Some(name) = at(span) else { continue };
        match same {
            None => (roots[name], fresh) = (fresh, fresh + 1),
            Some(same) => {
                let Some(other) = at(same) else { continue };
                let (from, to) = (roots[name], roots[other]);
                roots.iter_mut().filter(|root| **root == from).for_each(|root| *root = to);
                leaders.entry(to).or_insert(other);
            }
        }
    }
    leaders
}

/// The names of which a person has told what they are, by their groups. Those of one place alone that are something else than
/// their group leave it, all of the same words and label together.
fn settled(
    names: &[NameMention],
    recognition: &Recognition,
    roots: &mut [usize],
    fresh: &mut usize,
) -> HashMap<usize, usize> {
    let label = |name: usize| recognition.mentions[names[name].mention].label;
    let mut leaders = HashMap::new();
    for name in (0..names.len()).filter(|&name| names[name].settled == Some(false)) {
        leaders.entry(roots[name]).or_insert(name);
    }
    let mut others: HashMap<usize, Label> = HashMap::new();
    for name in (0..names.len()).filter(|&name| names[name].settled != Some(true)) {
        others.entry(roots[name]).or_insert_with(|| label(name));
    }
    let mut apart: HashMap<(usize, &str, Label), usize> = HashMap::new();
    for name in (0..names.len()).filter(|&name| names[name].settled == Some(true)) {
        if others.get(&roots[name]).is_some_and(|&other| other != label(name)) {
            let root = apart.entry((roots[name], &names[name].key, label(name))).or_insert_with(|| {
                *fresh += 1;
                *fresh - 1
            });
            roots[name] = *root;
        }
        leaders.entry(roots[name]).or_insert(name);
    }
    leaders
}

/// Calls entities as a person has said.
pub(super) fn rename(names: &mut Names, recognition: &Recognition, corrections: &[Correction]) {
    for correction in corrections {
        let Correction::Name { span, name } = correction else { continue };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(entity) = entity_at(names, recognition, *span).filter(|_| !name.is_empty()) else { continue };
        let entity = &mut names.entities[entity];
        let before = std::mem::replace(&mut entity.name, name);
        entity.aliases.insert(0, before);
        entity.aliases.retain(|alias| alias.to_lowercase() != entity.name.to_lowercase());
    }
}

/// Of which pronouns and descriptions a person has told whom they mean.
pub(super) fn references(
    names: &Names,
    recognition: &Recognition,
    corrections: &[Correction],
) -> BTreeMap<Span, Option<usize>> {
    let mut told = BTreeMap::new();
    for correction in corrections {
        let Correction::Reference { span, same } = *correction else { continue };
        let entity = same.map(|same| entity_at(names, recognition, same));
        // What names nothing tells nothing.
        if entity != Some(None) {
            told.insert(span, entity.flatten());
        }
    }
    told
}

fn entity_at(names: &Names, recognition: &Recognition, span: Span) -> Option<usize> {
    let mentions = recognition.mentions.iter().zip(&names.entity_of);
    mentions.filter(|(mention, _)| mention.span == span).find_map(|(_, entity)| *entity)
}

/// Whom pronouns and descriptions mean, as a person has told: of themselves, or by telling who speaks. Who "she said" was
/// taken for is not told where a man speaks: then "she" was no speaker.
pub(super) fn told(document: &Document, names: &Names, statements: &[Statement]) -> BTreeMap<Span, Option<usize>> {
    let speaker = |statement: &Statement| statement.speaker_name().and_then(|mention| names.entity_of[mention]);
    let may_mean = |pronoun: Span, entity: usize| {
        let (entity, pronoun) = (&names.entities[entity], pronoun.of(document.text()).to_lowercase());
        let (known, told) = (gender::of_entity(entity).gender, gender::of_pronoun(&pronoun));
        let person = entity.label == Label::Person;
        match told {
            Some(_) => person && (known.is_none() || known == told),
            None => !person || PRONOUNS.get(&pronoun) != Some("it"),
        }
    };
    let speakers = statements.iter().filter_map(|statement| Some((statement.pronoun?, speaker(statement))));
    let speakers = speakers.filter(|&(pronoun, entity)| entity.is_none_or(|entity| may_mean(pronoun, entity)));
    speakers.chain(names.told.iter().map(|(span, entity)| (*span, *entity))).collect()
}

/// Puts `references` right by what was told.
pub(super) fn settle(
    document: &Document,
    told: &BTreeMap<Span, Option<usize>>,
    references: &mut Vec<ResolvedReference>,
) {
    references.retain(|found| !told.contains_key(&found.reference.span));
    let known = told.iter().filter_map(|(span, entity)| Some((*span, (*entity)?)));
    references.extend(known.map(|(span, entity)| {
        let pronoun = PRONOUNS.contains(&span.of(document.text()).to_lowercase());
        let kind = if pronoun { ReferenceKind::Pronoun } else { ReferenceKind::Description };
        ResolvedReference { entity, reference: Reference { span, kind }, probability: CERTAIN }
    }));
}

//! Name mentions to entities: what each is called, and which mentions it has.

use super::groups::Groups;
use super::written_names::{self, NameClass, NameMention};
use super::{Names, borne_titles, metonyms, name_classes, person_names, variants};
use crate::corrections::Correction;
use crate::recognition::Recognition;
use crate::{Document, Entity, Label, Span};
use std::collections::HashMap;

/// Links the names among `recognition`'s mentions, and gathers titles.
pub(super) fn link(document: &Document, recognition: &Recognition, corrections: &[Correction]) -> Names {
    let mut names = written_names::read(document, recognition);
    name_classes::settle(document, &mut names);
    let mut groups = Groups::new(names.len());
    person_names::link(document, &names, &mut groups);
    variants::link(document, &names, &mut groups);
    variants::link_called(document, &names, &mut groups);
    let mut linked = Names { entity_of: vec![None; recognition.mentions.len()], ..Names::default() };
    let mut roots: Vec<usize> = (0..names.len()).map(|index| groups.first_of(index)).collect();
    regroup(&names, recognition, &mut roots, corrections);
    for (members, entity) in gather(&roots).into_iter().zip(0..) {
        for member in &members {
            linked.entity_of[names[*member].mention] = Some(entity);
        }
        linked.entities.push(describe(entity, &members, &names, recognition));
    }
    borne_titles::gather(document, recognition, &mut linked);
    linked.metonyms = metonyms::find_metonyms(document, recognition);
    linked
}

/// Joins and parts names as a person has said, in order. `roots` holds for each name the number of its group.
fn regroup(names: &[NameMention], recognition: &Recognition, roots: &mut [usize], corrections: &[Correction]) {
    let at = |span: Span| names.iter().position(|name| recognition.mentions[name.mention].span == span);
    let mut fresh = names.len();
    for correction in corrections {
        let Correction::Entity { span, same } = *correction else { continue };
        let Some(name) = at(span) else { continue };
        match same {
            None => (roots[name], fresh) = (fresh, fresh + 1),
            Some(same) => {
                let Some(other) = at(same) else { continue };
                let (from, to) = (roots[name], roots[other]);
                roots.iter_mut().filter(|root| **root == from).for_each(|root| *root = to);
            }
        }
    }
}

/// The names of each group, groups in order of their first.
fn gather(roots: &[usize]) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut entity_of_root: HashMap<usize, usize> = HashMap::new();
    for (index, &root) in roots.iter().enumerate() {
        let entity = *entity_of_root.entry(root).or_insert_with(|| {
            members.push(Vec::new());
            members.len() - 1
        });
        members[entity].push(index);
    }
    members
}

fn describe(id: usize, members: &[usize], names: &[NameMention], recognition: &Recognition) -> Entity {
    let name = fullest(members, names);
    let mut seen: std::collections::HashSet<String> = [name.to_lowercase()].into();
    let written = members.iter().map(|member| names[*member].written.as_str());
    let aliases = written.filter(|written| seen.insert(written.to_lowercase())).map(str::to_string).collect();
    Entity {
        id,
        label: label(members, names, recognition),
        aliases,
        titles: Vec::new(),
        age: None,
        affiliations: Vec::new(),
        mentions: members.iter().map(|member| names[*member].mention).collect(),
        references: Vec::new(),
        corrected: false,
        name,
    }
}

/// The fullest name: that of most words, then of most letters; not in capitals where it is also written otherwise.
fn fullest(members: &[usize], names: &[NameMention]) -> String {
    let rank = |written: &str, words: usize| {
        let shouted = words > 1 && !written.chars().any(char::is_lowercase);
        (words, written.chars().count(), !shouted)
    };
    let mut best: Option<&NameMention> = None;
    for name in members.iter().map(|member| &names[*member]) {
        let better = best.is_none_or(|best| {
            let (new, old) = (rank(&name.written, name.words.len()), rank(&best.written, best.words.len()));
            new > old || (name.key == best.key && is_shouted(&best.written) && !is_shouted(&name.written))
        });
        if better {
            best = Some(name);
        }
    }
    best.map_or(String::new(), |name| name.written.clone())
}

fn is_shouted(written: &str) -> bool {
    !written.chars().any(char::is_lowercase)
}

/// The label of most of its mentions, the first one where two are equal; labels that went astray do not count.
fn label(members: &[usize], names: &[NameMention], recognition: &Recognition) -> Label {
    let mut counts = [0; Label::ALL.len()];
    let class = names[members[0]].class;
    let all = || members.iter().map(|member| recognition.mentions[names[*member].mention].label);
    let fitting = all().any(|label| NameClass::of(label) == class);
    let labels = || all().filter(|label| !fitting || NameClass::of(*label) == class);
    for label in labels() {
        counts[label as usize] += 1;
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    labels().find(|label| counts[*label as usize] == most).unwrap_or(Label::Org)
}

//! Name mentions to entities: what each is called, and which mentions it has.

use super::groups::Groups;
use super::written_names::{self, NameClass, NameMention};
use super::{Names, borne_titles, corrected, metonyms, name_classes, person_names, variants};
use crate::corrections::{Correction, Settled};
use crate::recognition::Recognition;
use crate::{Document, Entity, Label};
use std::collections::HashMap;

/// Links the names among `recognition`'s mentions, and gathers titles.
pub(super) fn link(
    document: &Document,
    recognition: &Recognition,
    corrections: &[Correction],
    settled: &Settled,
) -> Names {
    let mut names = written_names::read(document, recognition);
    for name in &mut names {
        name.settled = settled.get(&recognition.mentions[name.mention].span).copied();
    }
    name_classes::settle(document, &mut names);
    let mut groups = Groups::new(names.len());
    person_names::link(document, &names, &mut groups);
    variants::link(document, &names, &mut groups);
    variants::link_called(document, &names, &mut groups);
    let mut linked = Names { entity_of: vec![None; recognition.mentions.len()], ..Names::default() };
    let mut roots: Vec<usize> = (0..names.len()).map(|index| groups.first_of(index)).collect();
    let leaders = corrected::regroup(&names, recognition, &mut roots, corrections);
    for (members, entity) in gather(&roots).into_iter().zip(0..) {
        for member in &members {
            linked.entity_of[names[*member].mention] = Some(entity);
        }
        let leader = leaders.get(&roots[members[0]]).copied().unwrap_or(members[0]);
        linked.entities.push(describe(entity, &members, leader, &names, recognition));
    }
    corrected::rename(&mut linked, recognition, corrections);
    borne_titles::gather(document, recognition, &mut linked);
    linked.told = corrected::references(&linked, recognition, corrections);
    linked.metonyms = metonyms::find_metonyms(document, recognition);
    linked
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

/// The entity of `members`; what it is, `leader` tells, one of them.
fn describe(id: usize, members: &[usize], leader: usize, names: &[NameMention], recognition: &Recognition) -> Entity {
    let name = fullest(members, names);
    let mut seen: std::collections::HashSet<String> = [name.to_lowercase()].into();
    let written = members.iter().map(|member| names[*member].written.as_str());
    let aliases = written.filter(|written| seen.insert(written.to_lowercase())).map(str::to_string).collect();
    Entity {
        id,
        label: label(members, leader, names, recognition),
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

/// The label of most of its mentions, the first one where two are equal; labels that went astray do not count, and one that
/// a person has told counts alone.
fn label(members: &[usize], leader: usize, names: &[NameMention], recognition: &Recognition) -> Label {
    let mut counts = [0; Label::ALL.len()];
    let class = names[leader].class;
    let label_of = |name: &NameMention| recognition.mentions[name.mention].label;
    if names[leader].settled.is_some() {
        return label_of(&names[leader]);
    }
    let all = || members.iter().map(|&member| label_of(&names[member]));
    let fitting = all().any(|label| NameClass::of(label) == class);
    let labels = || all().filter(|label| !fitting || NameClass::of(*label) == class);
    for label in labels() {
        counts[label as usize] += 1;
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    labels().find(|label| counts[*label as usize] == most).unwrap_or(Label::Org)
}

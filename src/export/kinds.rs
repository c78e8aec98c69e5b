//! The kinds of mention and quote in words, and the families that share a colour: `kinds.json`, which the page reads too.

use crate::Label;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The one table.
pub static KINDS: LazyLock<Kinds> =
    LazyLock::new(|| serde_json::from_str(include_str!("kinds.json")).expect("kinds.json is as `Kinds` says"));

#[derive(Deserialize)]
pub struct Kinds {
    /// In the order in which they are shown.
    pub families: Vec<Family>,
    /// The colour of quotes.
    pub quotes: Family,
    labels: BTreeMap<String, Kind>,
    quote_kinds: BTreeMap<String, String>,
}

/// What shares a colour.
#[derive(Deserialize)]
pub struct Family {
    pub key: String,
    pub name: String,
    /// On a light page, as `#rrggbb`.
    pub light: String,
    /// On a dark page.
    pub dark: String,
}

#[derive(Deserialize)]
pub struct Kind {
    /// The key of its family.
    pub family: String,
    /// What it is, in a sentence.
    pub meaning: String,
}

impl Kinds {
    pub fn of(&self, label: Label) -> &Kind {
        &self.labels[label.name()]
    }

    /// A kind of quote in words.
    pub fn quote(&self, kind: &str) -> &str {
        &self.quote_kinds[kind]
    }

    /// The colours as rules for a page of its own: custom properties by family, and of each family's marks.
    pub fn style(&self) -> String {
        let all = || self.families.iter().chain([&self.quotes]);
        let light: String = all().map(|Family { key, light, .. }| format!(" --{key}: {light};")).collect();
        let dark: String = all().map(|Family { key, dark, .. }| format!(" --{key}: {dark};")).collect();
        let marks: String = all().map(|Family { key, .. }| format!(".{key} {{ --kind: var(--{key}); }}\n")).collect();
        format!(":root {{{light} }}\n@media (prefers-color-scheme: dark) {{ :root {{{dark} }} }}\n{marks}")
    }
}

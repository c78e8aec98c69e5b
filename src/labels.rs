//! What a mention may be.

use serde::{Deserialize, Serialize};

/// The kinds of mention: the 18 types of OntoNotes 5 (Weischedel et al. 2013) and `Title`, the role of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Label {
    /// People, invented ones too.
    Person,
    /// Nationalities, religious and political groups: "Germans", "Republican".
    Norp,
    /// Buildings, airports, roads, bridges.
    Fac,
    /// Companies, agencies, parties, teams.
    Org,
    /// Countries, cities, states: places with a government.
    Gpe,
    /// Other places: mountains, waters, regions.
    Loc,
    /// Vehicles, weapons, foods, devices; not services.
    Product,
    /// Named storms, battles, wars, games.
    Event,
    /// Titles of books, songs, films.
    WorkOfArt,
    /// Named documents that became law.
    Law,
    /// Named languages.
    Language,
    /// Days and whatever is longer: "Monday", "last year", "two weeks".
    Date,
    /// What is shorter than a day: "noon", "ten minutes".
    Time,
    /// Parts of a hundred.
    Percent,
    /// Sums with their unit.
    Money,
    /// Measures: weight, distance, temperature.
    Quantity,
    /// "first", "42nd".
    Ordinal,
    /// Numbers of no other kind.
    Cardinal,
    /// The role of a person: "Mayor", "chief executive of Acme".
    Title,
}

impl Label {
    /// Every label, names first, in the order of their names above.
    pub const ALL: [Label; 19] = [
        Label::Person,
        Label::Norp,
        Label::Fac,
        Label::Org,
        Label::Gpe,
        Label::Loc,
        Label::Product,
        Label::Event,
        Label::WorkOfArt,
        Label::Law,
        Label::Language,
        Label::Date,
        Label::Time,
        Label::Percent,
        Label::Money,
        Label::Quantity,
        Label::Ordinal,
        Label::Cardinal,
        Label::Title,
    ];

    /// Its name in JSON: "PERSON", "WORK_OF_ART".
    pub fn name(self) -> &'static str {
        [
            "PERSON",
            "NORP",
            "FAC",
            "ORG",
            "GPE",
            "LOC",
            "PRODUCT",
            "EVENT",
            "WORK_OF_ART",
            "LAW",
            "LANGUAGE",
            "DATE",
            "TIME",
            "PERCENT",
            "MONEY",
            "QUANTITY",
            "ORDINAL",
            "CARDINAL",
            "TITLE",
        ][self as usize]
    }

    /// Whether it marks a name (PERSON to LANGUAGE), which may have an entity, rather than a time, amount or role.
    pub fn is_name(self) -> bool {
        self <= Label::Language
    }
}

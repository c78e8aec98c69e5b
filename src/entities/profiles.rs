//! What the text tells of a person beside names: titles in descriptions, the age, and the organisations, states and
//! parties that he or she serves or belongs to.

use super::{BorneTitle, Names, ResolvedReference, ages, borne_titles};
use crate::grammar::{Grammar, is_relative};
use crate::lexicon::{AFFILIATION_PREPOSITIONS, LEFT_ROLES, PARTIES, SERVING_VERBS, forms};
use crate::recognition::{FoundMention, Recognition};
use crate::{Document, Label, ReferenceKind};

/// No more are kept of one person.
const MOST: usize = 16;

/// Adds to the people in `names` the titles in the descriptions among `references`, their ages, and their affiliations.
pub fn add_profiles(grammar: &Grammar, references: &[ResolvedReference], names: &mut Names) {
    let (document, recognition) = (grammar.document, grammar.recognition);
    let described = borne_titles::in_descriptions(recognition, references, &names.entities);
    for &BorneTitle { span, entity } in &described {
        borne_titles::add(&mut names.entities[entity], span.of(document.text()));
    }
    add_ages(grammar, references, names);
    let mut borne = names.titles.clone();
    borne.extend(described);
    borne.sort_by_key(|title| title.span);
    let text = Affiliations { document, recognition };
    let mut found: Vec<(usize, usize)> = borne.iter().flat_map(|title| text.of_title(title)).collect();
    found.extend(text.beside_names(names));
    found.sort_by_key(|&(_, mention)| mention);
    for (person, mention) in found {
        add_affiliation(names, person, mention);
    }
}

fn add_ages(grammar: &Grammar, references: &[ResolvedReference], names: &mut Names) {
    let (document, recognition) = (grammar.document, grammar.recognition);
    let (pronouns, descriptions): (Vec<_>, Vec<_>) =
        references.iter().partition(|found| found.reference.kind == ReferenceKind::Pronoun);
    let places: Vec<_> = (recognition.mentions.iter().zip(&names.entity_of))
        .filter_map(|(mention, entity)| Some((mention.span, (*entity)?)))
        .chain(pronouns.iter().map(|found| (found.reference.span, found.entity)))
        .filter(|(_, entity)| names.entities[*entity].label == Label::Person)
        .collect();
    for (span, entity) in places {
        let person = &mut names.entities[entity];
        person.age = person.age.or_else(|| ages::beside(grammar, &document.tokens_in(span)));
    }
    // "the 44-year-old"; "the striker, 44,"
    for found in descriptions {
        let person = &mut names.entities[found.entity];
        let tokens = document.tokens_in(found.reference.span);
        let age = ages::description(document, tokens.start).map(|(age, _)| age);
        let told = || age.or_else(|| ages::behind(document, tokens.end));
        person.age = person.age.or_else(told).filter(|_| person.label == Label::Person);
    }
}

fn add_affiliation(names: &mut Names, person: usize, mention: usize) {
    let Some(body) = names.entity_of[mention].filter(|body| *body != person) else { return };
    let name = names.entities[body].name.clone();
    let person = &mut names.entities[person];
    if person.label == Label::Person && person.affiliations.len() < MOST && !person.affiliations.contains(&name) {
        person.affiliations.push(name);
    }
}

struct Affiliations<'text> {
    document: &'text Document<'text>,
    recognition: &'text Recognition,
}

impl Affiliations<'_> {
    /// The mention, if it names what one may serve or belong to, that begins at token `at`.
    fn body_at(&self, at: usize) -> Option<usize> {
        let start = self.document.tokens().get(at)?.span.start;
        let mentions = &self.recognition.mentions;
        let first = mentions.partition_point(|mention| mention.span.start < start);
        let found = (first..mentions.len()).take_while(|&index| mentions[index].span.start == start);
        found.into_iter().find(|&index| self.is_body(&mentions[index]))
    }

    /// The one that ends before token `end`.
    fn body_before(&self, end: usize) -> Option<usize> {
        let end = self.document.tokens().get(end.checked_sub(1)?)?.span.end;
        let mentions = &self.recognition.mentions;
        let behind = mentions.partition_point(|mention| mention.span.start < end);
        let near = (behind.saturating_sub(3)..behind).rev();
        near.into_iter().find(|&index| mentions[index].span.end == end && self.is_body(&mentions[index]))
    }

    fn is_body(&self, mention: &FoundMention) -> bool {
        match mention.label {
            Label::Org | Label::Gpe | Label::Fac => true,
            Label::Norp => PARTIES.contains(&mention.span.of(self.document.text()).to_lowercase()),
            _ => false,
        }
    }

    fn skip_the(&self, at: usize) -> usize {
        at + usize::from(self.document.lower_at(Some(at)) == "the")
    }

    /// The person and mention of each body that a title names in itself, right before ("Acme's chief executive") or
    /// behind ("professor at Linden University").
    fn of_title(&self, title: &BorneTitle) -> Vec<(usize, usize)> {
        let document = self.document;
        let tokens = document.tokens_in(title.span);
        let word = |at: Option<usize>| document.lower_at(at);
        let before = tokens.start.checked_sub(1);
        if LEFT_ROLES.contains(word(Some(tokens.start))) || LEFT_ROLES.contains(word(before)) {
            return Vec::new();
        }
        let mentions = &self.recognition.mentions;
        let first = mentions.partition_point(|mention| mention.span.start < title.span.start);
        // Who is sent to a country, or deals with it, serves another.
        let sent_to = |mention: &FoundMention| {
            let start = document.tokens_in(mention.span).start;
            let the = word(start.checked_sub(1)) == "the";
            let preposition = word(start.checked_sub(1 + usize::from(the)));
            preposition == "to" || preposition == "for" && mention.label == Label::Gpe
        };
        let mut bodies: Vec<usize> = (first..mentions.len())
            .take_while(|&index| mentions[index].span.start < title.span.end)
            .filter(|&index| self.is_body(&mentions[index]) && !sent_to(&mentions[index]))
            .collect();
        if matches!(word(tokens.start.checked_sub(1)), "'s" | "'") {
            bodies.extend(self.body_before(tokens.start - 1));
        }
        if AFFILIATION_PREPOSITIONS.get(word(Some(tokens.end))) == Some("body") {
            bodies.extend(self.body_at(self.skip_the(tokens.end + 1)));
        }
        bodies.into_iter().map(|body| (title.entity, body)).collect()
    }

    /// The entity of each person and the mention of each body that stands beside the name without a title.
    fn beside_names(&self, names: &Names) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (mention, entity) in self.recognition.mentions.iter().zip(&names.entity_of) {
            if let Some(person) = entity.filter(|_| mention.label == Label::Person) {
                let tokens = self.document.tokens_in(mention.span);
                let bodies = self.before_name(tokens.start).into_iter().chain(self.behind_name(tokens.end));
                found.extend(bodies.map(|body| (person, body)));
            }
        }
        found
    }

    /// "Goldman's Hugo Weiss".
    fn before_name(&self, start: usize) -> Option<usize> {
        let possessive = start.checked_sub(1).filter(|&at| matches!(self.document.lower(at), "'s" | "'"))?;
        self.body_before(possessive)
    }

    /// The same, but no place: "Ada Long of Texas" lives there.
    fn organisation_at(&self, at: usize) -> Option<usize> {
        self.body_at(self.skip_the(at)).filter(|&body| self.recognition.mentions[body].label != Label::Gpe)
    }

    /// "Hugo Weiss of Goldman Sachs", "Tim Hale (Labour)", "Tim Hale, who works for Acme", "Ann Lee, a chemist at Acme".
    fn behind_name(&self, end: usize) -> Option<usize> {
        let word = |at: usize| self.document.lower_at(Some(at));
        match word(end) {
            "of" => self.organisation_at(end + 1),
            // "(D-Mass.)"
            "(" if matches!(word(end + 1), "d" | "r" | "i") && word(end + 2) == "-" => self.body_at(end + 3),
            "(" => self.body_at(self.skip_the(end + 1)).filter(|&body| {
                let behind = self.document.tokens_in(self.recognition.mentions[body].span).end;
                matches!(word(behind), ")" | "," | "/")
            }),
            "," if word(end + 1) == "of" => self.organisation_at(end + 2),
            "," if word(end + 1) == "who" => {
                let serves = SERVING_VERBS.contains(word(end + 2));
                let at = end + 3 + usize::from(serves && matches!(word(end + 3), "for" | "at"));
                serves.then(|| self.body_at(self.skip_the(at))).flatten()
            }
            "," if forms::is_article(word(end + 1)) => self.in_apposition(end + 2),
            _ => None,
        }
    }

    /// The body behind "at" in the phrase that goes on at token `from`.
    fn in_apposition(&self, from: usize) -> Option<usize> {
        const REACH: usize = 8;
        let word = |at: usize| self.document.lower_at(Some(at));
        let plain = |at: &usize| !is_relative(word(*at)) && !matches!(word(*at), "" | "," | "." | ";" | ":" | "(");
        let at = (from..from + REACH).take_while(plain).find(|&at| word(at) == "at")?;
        self.organisation_at(at + 1)
    }
}

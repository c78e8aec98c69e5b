//! A whole article of a news agency as a person pastes it: a date line in front, straight marks, many short paragraphs.
//! What a reader would expect of it must hold, and must still hold when its names and places are others.

use newsmark::{Annotations, Annotator, Label, Options, Quote, QuoteKind};

const ARTICLE: &str = r#"date 2024-09-17 New French Minister of Transport Claire Fontaine arrives for her first talks at OECD headquarters Wednesday hoping to win European nations over to a rail pact and higher spending on track.

Paris's partners are waiting for clarity from President Emmanuel Macron's government after it demanded that the OECD double its target for freight and vowed to end the quarrel with Germany.

Fontaine's two days of talks in Brussels with her counterparts from Belgium and Italy are part of a round of visits across Europe this week by top French officials.

"We are going to speak plainly with our neighbours," Fontaine said Tuesday as she opened a rail yard in Lyon.

"The railways of Europe deserve to be open to everybody, but it must be those who use them the most who pay for them."

OECD chief Mathias Cormann is expected to point to rising budgets to show Paris that Europe is moving.

Given the cost of steel there is no doubt that spending must rise and Cormann has already said it could need to go "well beyond" two percent of income.

The visit is the first under the slogan "Tracks First" that Macron's party painted on its buses.

Diplomats say they hope Fontaine will set out the government's wishes before a June summit in the Netherlands.

"The hardest question is still money," said one Italian diplomat at the OECD.

"We badly need to see that without a real promise of new trains at home we will lose our own passengers."

"The neighbours have to own this line from now on," Macron's chief rail advisor Paul Verdier told French media.

Paris gave Rome several billion euros in loans under former president Nicolas Sarkozy.
"#;

/// Each name of the article with another in its place, in the order in which they are replaced.
const OTHER_NAMES: [(&str, &str); 16] = [
    ("2024-09-17", "2019-05-14"),
    ("Claire Fontaine", "Helen Marsh"),
    ("Fontaine", "Marsh"),
    ("Emmanuel Macron", "Donald Trump"),
    ("Macron", "Trump"),
    ("Mathias Cormann", "Kofi Annan"),
    ("Cormann", "Annan"),
    ("Paul Verdier", "Robert Kane"),
    ("Nicolas Sarkozy", "Barack Obama"),
    ("OECD", "NATO"),
    ("Paris", "Washington"),
    ("Rome", "Ottawa"),
    ("French", "US"),
    ("Lyon", "Boston"),
    ("Italian", "Canadian"),
    ("Brussels", "Toronto"),
];

fn annotator() -> Annotator {
    Annotator::new(include_bytes!("../src/model/weights.bin")).expect("the weights in the repository can be read")
}

fn quote<'found>(annotations: &'found Annotations, words: &str) -> &'found Quote {
    let found = annotations.quotes.iter().find(|quote| quote.text.contains(words));
    found.unwrap_or_else(|| panic!("no quote holds {words:?}"))
}

/// Holds one article to what a reader expects, its people named by `rename` (which knows the names of `ARTICLE`).
fn check(text: &str, rename: impl Fn(&str) -> String) {
    let annotations = annotator().annotate(text, &Options::default());
    let speaker = |words: &str| {
        let quote = quote(&annotations, words);
        let entity = quote.entity.map(|entity| annotations.entities[entity].name.clone());
        (quote.kind, quote.speaker.map_or("", |speaker| speaker.of(text)).to_string(), entity)
    };
    let minister = Some(rename("Claire Fontaine"));
    for (words, kind, noun_phrase, entity) in [
        ("going to speak plainly", QuoteKind::Direct, rename("Fontaine"), minister.clone()),
        ("The hardest question", QuoteKind::Direct, rename("one Italian diplomat at the OECD"), None),
        ("We badly need", QuoteKind::Direct, rename("one Italian diplomat at the OECD"), None),
        (
            "own this line",
            QuoteKind::Direct,
            rename("Macron's chief rail advisor Paul Verdier"),
            Some(rename("Paul Verdier")),
        ),
        ("well beyond", QuoteKind::Mixed, rename("Cormann"), Some(rename("Mathias Cormann"))),
    ] {
        assert_eq!(speaker(words), (kind, noun_phrase, entity), "{words}");
    }
    let (kind, _, entity) = speaker("railways of Europe");
    assert_eq!((kind, entity), (QuoteKind::Direct, minister), "a quote without a cue goes on with the last speaker");
    let (kind, noun_phrase, entity) = speaker("Tracks First");
    assert_eq!((kind, noun_phrase.as_str(), entity), (QuoteKind::Scare, "", None), "a slogan is nobody's speech");

    let person = annotations.entities.iter().find(|entity| entity.name == rename("Claire Fontaine"));
    let person = person.expect("the minister is an entity");
    assert!(person.mentions.len() >= 4 && person.aliases == [rename("Fontaine")], "one person: {person:?}");
    for (name, label) in [("Paris", Label::Gpe), ("Germany", Label::Gpe), ("OECD", Label::Org)] {
        let name = rename(name);
        let mentions: Vec<_> = annotations.mentions.iter().filter(|mention| mention.text == name).collect();
        assert!(!mentions.is_empty() && mentions.iter().all(|mention| mention.label == label), "{name}: {mentions:?}");
    }
    let wednesday = annotations.mentions.iter().find(|mention| mention.text == "Wednesday").expect("a date");
    let expected = if text.contains("2024") { "2024-09-18" } else { "2019-05-15" };
    assert_eq!(wednesday.value.as_deref(), Some(expected));
}

#[test]
fn who_said_what_in_an_agency_article() {
    check(ARTICLE, str::to_string);
}

#[test]
fn the_same_with_other_names() {
    let rename = |text: &str| OTHER_NAMES.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to));
    check(&rename(ARTICLE), rename);
}

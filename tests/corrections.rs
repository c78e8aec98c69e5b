//! What a person has put right holds, and what depends on it follows: in the whole article, in links, speakers and the
//! audit.

use newsmark::export::sources;
use newsmark::{Annotations, Annotator, Correction, Label, Options, QuoteKind, Span};
use std::sync::LazyLock;

static ANNOTATOR: LazyLock<Annotator> =
    LazyLock::new(|| Annotator::new(include_bytes!("../src/model/weights.bin")).expect("the weights"));

const TEXT: &str = "Talks on the new tram broke down on Tuesday. Councillor Petra Dahl said the depot was too small. \
     “We cannot park a single tram there,” she said.\n\nBrask will build it all the same. Brask told reporters that work \
     starts in May. Mayor Olof Sund praised Petra Dahl. “She was right,” Sund said.";

fn span(words: &str, occurrence: usize) -> Span {
    let (start, _) = TEXT.match_indices(words).nth(occurrence).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn annotate(corrections: &[Correction]) -> Annotations {
    ANNOTATOR.annotate_corrected(TEXT, &Options::default(), corrections, &mut |_| ())
}

fn mention(words: &str, label: Option<Label>) -> Correction {
    Correction::Mention { span: span(words, 0), label, here: false }
}

/// The labels of the mentions that stand where `words` do, in order.
fn labels(annotations: &Annotations, words: &str) -> Vec<Label> {
    annotations.mentions.iter().filter(|mention| mention.text == words).map(|mention| mention.label).collect()
}

/// Who is said to speak the quote of these words.
fn speaker<'a>(annotations: &'a Annotations, words: &str) -> Option<&'a str> {
    let quote = annotations.quotes.iter().find(|quote| quote.text.contains(words)).expect("the quote");
    quote.entity.map(|entity| annotations.entities[entity].name.as_str())
}

fn entity_of(annotations: &Annotations, words: &str, occurrence: usize) -> Option<usize> {
    let place = span(words, occurrence);
    annotations.mentions.iter().find(|mention| mention.span == place).expect("a mention").entity
}

#[test]
fn without_corrections_nothing_changes() {
    assert_eq!(annotate(&[]), ANNOTATOR.annotate(TEXT, &Options::default()));
    let outside = Span { start: TEXT.len() - 1, end: TEXT.len() + 5 };
    let within_a_sign = Span { start: span("“", 0).start + 1, end: span("We", 0).end };
    let empty = Span { start: 3, end: 3 };
    for span in [outside, within_a_sign, empty] {
        let corrections = [
            Correction::Mention { span, label: Some(Label::Org), here: false },
            Correction::Quote { span, kind: Some(QuoteKind::Direct) },
            Correction::Speaker { span, speaker: None },
            Correction::Entity { span, same: None },
            Correction::Name { span, name: "Sund".into() },
            Correction::Reference { span, same: None },
        ];
        assert_eq!(annotate(&corrections), annotate(&[]), "a place that the text does not have: {span:?}");
    }
}

#[test]
fn a_corrected_name_is_corrected_in_the_whole_article() {
    for label in [Label::Person, Label::Org, Label::Gpe] {
        let annotations = annotate(&[mention("Brask", Some(label))]);
        assert_eq!(labels(&annotations, "Brask"), [label, label]);
        let brask = annotations.entities.iter().find(|entity| entity.name == "Brask").expect("an entity");
        assert_eq!((brask.label, brask.mentions.len()), (label, 2));
        assert_eq!(speaker(&annotations, "work starts in May"), Some("Brask"), "the speaker follows");
        let touched: Vec<&str> =
            annotations.mentions.iter().filter(|mention| mention.corrected).map(|mention| &*mention.text).collect();
        assert_eq!(touched, ["Brask"], "only what a person touched says so");
        let audit = sources::audit(TEXT, &annotations);
        let brask = audit.iter().find(|source| source.name == "Brask").expect("a source");
        assert_eq!(brask.kind == Some(sources::SourceKind::Person), label == Label::Person, "the audit follows");
    }
}

#[test]
fn a_name_here_alone() {
    let here = Correction::Mention { span: span("Brask", 0), label: Some(Label::Product), here: true };
    let annotations = annotate(&[here]);
    assert_eq!(labels(&annotations, "Brask")[0], Label::Product);
    assert_ne!(labels(&annotations, "Brask")[1], Label::Product);
}

#[test]
fn longer_names_that_end_with_a_surname_are_the_persons() {
    let surname = Correction::Mention { span: span("Sund", 1), label: Some(Label::Person), here: false };
    let wrong = Correction::Mention { span: span("Olof Sund", 0), label: Some(Label::Org), here: true };
    assert_eq!(labels(&annotate(&[wrong.clone(), surname]), "Olof Sund"), [Label::Person]);
    assert_eq!(labels(&annotate(&[wrong]), "Olof Sund"), [Label::Org]);
}

#[test]
fn what_is_no_name_goes_everywhere() {
    let annotations = annotate(&[mention("Brask", None)]);
    assert!(labels(&annotations, "Brask").is_empty());
    assert!(annotations.entities.iter().all(|entity| entity.name != "Brask"));
}

#[test]
fn a_name_where_none_was_found() {
    let annotations = annotate(&[mention("depot", Some(Label::Fac))]);
    assert_eq!(labels(&annotations, "depot"), [Label::Fac]);
    assert!(annotations.entities.iter().any(|entity| entity.name == "depot" && entity.label == Label::Fac));
}

#[test]
fn merges_and_splits_hold() {
    let joined = Correction::Entity { span: span("Brask", 1), same: Some(span("Petra Dahl", 0)) };
    let annotations = annotate(std::slice::from_ref(&joined));
    let dahl = entity_of(&annotations, "Petra Dahl", 0);
    for (words, occurrence) in [("Brask", 0), ("Brask", 1), ("Petra Dahl", 1)] {
        assert_eq!(entity_of(&annotations, words, occurrence), dahl, "{words} {occurrence}");
    }
    assert!(annotations.entities[dahl.expect("an entity")].corrected);
    assert_eq!(speaker(&annotations, "work starts"), Some("Petra Dahl"), "the speaker follows");

    let apart = Correction::Entity { span: span("Petra Dahl", 1), same: None };
    let annotations = annotate(std::slice::from_ref(&apart));
    assert_ne!(entity_of(&annotations, "Petra Dahl", 0), entity_of(&annotations, "Petra Dahl", 1));

    // One mention goes from one entity to another: out of the first, into the second.
    let out = Correction::Entity { span: span("Brask", 1), same: None };
    let annotations = annotate(&[out, joined]);
    assert_eq!(entity_of(&annotations, "Brask", 1), entity_of(&annotations, "Petra Dahl", 0));
    assert_ne!(entity_of(&annotations, "Brask", 0), entity_of(&annotations, "Brask", 1));
}

#[test]
fn a_speaker_is_who_a_person_says() {
    let quote = span("“We cannot park a single tram there,”", 0);
    assert_eq!(speaker(&annotate(&[]), "We cannot"), Some("Petra Dahl"));
    let annotations = annotate(&[Correction::Speaker { span: quote, speaker: Some(span("Olof Sund", 0)) }]);
    assert_eq!(speaker(&annotations, "We cannot"), Some("Olof Sund"));
    assert_eq!(annotations.quotes.iter().filter(|quote| quote.corrected).count(), 1);

    let pronoun = annotate(&[Correction::Speaker { span: quote, speaker: Some(span("she", 0)) }]);
    assert_eq!(speaker(&pronoun, "We cannot"), Some("Petra Dahl"), "whom the pronoun means");

    let unnamed = annotate(&[Correction::Speaker { span: quote, speaker: None }]);
    assert_eq!(speaker(&unnamed, "We cannot"), None);
    assert!(unnamed.quotes.iter().any(|quote| quote.unnamed));
    let audit = sources::audit(TEXT, &unnamed);
    assert!(audit.iter().any(|source| source.naming == sources::Naming::Unnamed), "{audit:?}");
}

#[test]
fn i_in_a_quote_is_the_speaker_that_a_person_named() {
    let text = "Olof Sund met Petra Dahl. “I like trams,” Sund said.";
    let place = |words: &str| {
        let start = text.find(words).expect("the words");
        Span::new(start, start + words.len())
    };
    let speaker = Correction::Speaker { span: place("“I like trams,”"), speaker: Some(place("Petra Dahl")) };
    let annotations = ANNOTATOR.annotate_corrected(text, &Options::default(), &[speaker], &mut |_| ());
    let dahl = annotations.entities.iter().find(|entity| entity.name == "Petra Dahl").expect("an entity");
    assert!(dahl.references.iter().any(|reference| reference.span.of(text) == "I"), "{dahl:?}");
}

#[test]
fn quotes_are_those_that_a_person_says() {
    let park = span("“We cannot park a single tram there,”", 0);
    let gone = annotate(&[Correction::Quote { span: park, kind: None }]);
    assert!(gone.quotes.iter().all(|quote| !quote.text.contains("We cannot")));
    assert_eq!(gone.quotes.len() + 1, annotate(&[]).quotes.len());

    let scare = annotate(&[Correction::Quote { span: park, kind: Some(QuoteKind::Scare) }]);
    let quote = scare.quotes.iter().find(|quote| quote.span == park).expect("the quote");
    assert_eq!((quote.kind, quote.corrected), (QuoteKind::Scare, true));

    let made = span("Brask will build it all the same", 0);
    let corrections = [
        Correction::Quote { span: made, kind: Some(QuoteKind::Indirect) },
        Correction::Speaker { span: made, speaker: Some(span("Petra Dahl", 1)) },
    ];
    let annotations = annotate(&corrections);
    assert!(annotations.quotes.is_sorted_by_key(|quote| quote.span));
    assert_eq!(speaker(&annotations, "build it all the same"), Some("Petra Dahl"));
}

/// Annotations of `text`, corrected by what `corrections` makes of a function that finds the place of words in it.
fn annotate_text(text: &str, corrections: impl Fn(&dyn Fn(&str) -> Span) -> Vec<Correction>) -> Annotations {
    let place = |words: &str| {
        let start = text.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    };
    ANNOTATOR.annotate_corrected(text, &Options::default(), &corrections(&place), &mut |_| ())
}

/// The words that mean whoever is called `name`.
fn references<'t>(text: &'t str, annotations: &Annotations, name: &str) -> Vec<&'t str> {
    let entity = annotations.entities.iter().find(|entity| entity.name == name).expect("an entity");
    entity.references.iter().map(|reference| reference.span.of(text)).collect()
}

const YARD: &str = "Henrik Vold, the mayor of Skarnes, met union leader Tomas Brek on Friday. By then he had said that the yard \
     would close. “We have no money left,” he told reporters.\n\nBrek called it a disgrace.";

#[test]
fn whom_a_pronoun_means() {
    let meaning = |same: Option<&str>| {
        annotate_text(YARD, |place| {
            vec![Correction::Reference {
                span: Span::new(place("he had").start, place(" had").start),
                same: same.map(place),
            }]
        })
    };
    let found = annotate_text(YARD, |_| Vec::new());
    assert_eq!(references(YARD, &found, "Henrik Vold"), ["he", "We", "he"]);

    let annotations = meaning(Some("Tomas Brek"));
    assert_eq!(references(YARD, &annotations, "Tomas Brek"), ["he", "We", "he"], "the next one follows");
    for words in ["the yard would close", "We have no money"] {
        assert_eq!(speaker(&annotations, words), Some("Tomas Brek"), "the speaker follows");
    }
    let audit = sources::audit(YARD, &annotations);
    assert_eq!(audit.len(), 1, "the audit follows: {audit:?}");
    let brek = annotations.entities.iter().find(|entity| entity.name == "Tomas Brek").expect("an entity");
    assert!(brek.corrected);

    let nobody = meaning(None);
    assert_eq!(speaker(&nobody, "the yard would close"), None);
    assert!(references(YARD, &nobody, "Tomas Brek").is_empty());
    assert_eq!(meaning(Some("Friday")), found, "what names nobody");
}

#[test]
fn whom_a_description_means() {
    let text = "Olof Sund met Petra Dahl. The chemist left early.";
    let annotations = annotate_text(text, |place| {
        vec![Correction::Reference { span: place("The chemist"), same: Some(place("Petra Dahl")) }]
    });
    assert_eq!(references(text, &annotations, "Petra Dahl"), ["The chemist"]);
}

#[test]
fn a_pronoun_tells_of_which_sex_somebody_is() {
    let text = "Robin Hale and Kim Oster run the yard. She opened it in May. He closed it again.";
    let annotations = annotate_text(text, |place| {
        vec![Correction::Reference { span: place("She"), same: Some(place("Robin Hale")) }]
    });
    assert_eq!(references(text, &annotations, "Robin Hale"), ["She"]);
}

#[test]
fn a_pronoun_that_speaks_means_whom_a_person_names() {
    let annotations = annotate_text(YARD, |place| {
        vec![Correction::Speaker { span: place("the yard would close"), speaker: Some(place("Tomas Brek")) }]
    });
    assert_eq!(references(YARD, &annotations, "Tomas Brek"), ["he", "We", "he"]);
    assert_eq!(speaker(&annotations, "We have no money"), Some("Tomas Brek"));
}

#[test]
fn a_pronoun_of_another_sex_does_not_mean_whom_a_person_names() {
    let annotations = annotate(&[Correction::Speaker {
        span: span("“We cannot park a single tram there,”", 0),
        speaker: Some(span("Olof Sund", 0)),
    }]);
    assert!(!references(TEXT, &annotations, "Olof Sund").contains(&"she"), "{annotations:?}");
    assert!(references(TEXT, &annotations, "Petra Dahl").contains(&"she"), "{annotations:?}");
}

#[test]
fn what_the_same_source_was_found_to_say_follows() {
    let text = "Lena Ruiz met Ada Moyo. “Rates fall,” Ruiz said. “They do.”\n\n“No,” Ruiz said, “not yet.”";
    let said_by = |words: &str, annotations: &Annotations| speaker(annotations, words).map(str::to_string);
    let goes_on = annotate_text(text, |place| {
        vec![Correction::Speaker { span: place("“Rates fall,”"), speaker: Some(place("Ada Moyo")) }]
    });
    let broken = annotate_text(text, |place| {
        vec![Correction::Speaker { span: place("“not yet.”"), speaker: Some(place("Ada Moyo")) }]
    });
    for (words, first, second) in [("They do", "Ada Moyo", "Lena Ruiz"), ("No", "Lena Ruiz", "Ada Moyo")] {
        assert_eq!(said_by(words, &goes_on).as_deref(), Some(first), "{words}");
        assert_eq!(said_by(words, &broken).as_deref(), Some(second), "{words}");
    }
}

#[test]
fn shorter_names_follow_the_full_one() {
    let annotations = annotate_text(YARD, |place| {
        vec![Correction::Mention { span: place("Tomas Brek"), label: Some(Label::Org), here: false }]
    });
    assert_eq!(labels(&annotations, "Brek"), [Label::Org]);
    let brek = annotations.entities.iter().find(|entity| entity.name == "Tomas Brek").expect("an entity");
    assert_eq!((brek.label, brek.mentions.len()), (Label::Org, 2));

    // Another one goes by it too.
    let text = "Tomas Brek met Lena Brek. Brek called it a disgrace.";
    let annotations = annotate_text(text, |place| {
        vec![Correction::Mention { span: place("Tomas Brek"), label: Some(Label::Org), here: false }]
    });
    assert_eq!(labels(&annotations, "Brek"), [Label::Person]);
}

#[test]
fn a_name_that_is_something_else_here_is_another_thing() {
    for label in [Label::Org, Label::Product, Label::Gpe] {
        let here = Correction::Mention { span: span("Brask", 0), label: Some(label), here: true };
        let annotations = annotate(&[here]);
        assert_ne!(entity_of(&annotations, "Brask", 0), entity_of(&annotations, "Brask", 1), "{label:?}");
        let brask = &annotations.entities[entity_of(&annotations, "Brask", 0).expect("an entity")];
        assert_eq!((brask.label, brask.mentions.len()), (label, 1));
    }
}

#[test]
fn what_is_joined_is_what_the_other_is() {
    let text = "Brask builds trams. Brask hired Anna Lund. Lund said so.";
    let annotations = annotate_text(text, |place| {
        let brask = Correction::Mention { span: place("Brask"), label: Some(Label::Org), here: false };
        vec![brask, Correction::Entity { span: place("Brask"), same: Some(place("Anna Lund")) }]
    });
    let lund = annotations.entities.iter().find(|entity| entity.name == "Anna Lund").expect("an entity");
    assert_eq!((lund.label, lund.mentions.len()), (Label::Person, 4));
}

#[test]
fn an_entity_is_called_as_a_person_says() {
    let named = |name: &str| annotate(&[Correction::Name { span: span("Sund", 1), name: name.into() }]);
    let annotations = named(" Olaf\n Sund ");
    let sund = &annotations.entities[entity_of(&annotations, "Sund", 1).expect("an entity")];
    assert_eq!((sund.name.as_str(), sund.corrected), ("Olaf Sund", true));
    assert_eq!(sund.aliases, ["Olof Sund", "Sund"]);
    assert_eq!(speaker(&annotations, "She was right"), Some("Olaf Sund"));
    assert!(sources::audit(TEXT, &annotations).iter().any(|source| source.name == "Olaf Sund"), "the audit follows");
    assert!(named("sund").entities.iter().any(|entity| entity.name == "sund" && entity.aliases == ["Olof Sund"]));
    assert!(named(" ").entities.iter().any(|entity| entity.name == "Olof Sund"));
}

#[test]
fn as_json() {
    let corrections: Vec<Correction> = serde_json::from_str(
        r#"[
            {"of": "mention", "start": 1, "end": 2, "label": "PERSON"},
            {"of": "mention", "start": 1, "end": 2, "label": null, "here": true},
            {"of": "entity", "start": 1, "end": 2, "same": {"start": 3, "end": 4}},
            {"of": "name", "start": 1, "end": 2, "name": "Olaf Sund"},
            {"of": "reference", "start": 1, "end": 2, "same": {"start": 3, "end": 4}},
            {"of": "reference", "start": 1, "end": 2, "same": null},
            {"of": "quote", "start": 1, "end": 2, "kind": "scare"},
            {"of": "speaker", "start": 1, "end": 2, "speaker": null}
        ]"#,
    )
    .expect("corrections");
    let span = Span::new(1, 2);
    assert_eq!(
        corrections,
        [
            Correction::Mention { span, label: Some(Label::Person), here: false },
            Correction::Mention { span, label: None, here: true },
            Correction::Entity { span, same: Some(Span::new(3, 4)) },
            Correction::Name { span, name: "Olaf Sund".into() },
            Correction::Reference { span, same: Some(Span::new(3, 4)) },
            Correction::Reference { span, same: None },
            Correction::Quote { span, kind: Some(QuoteKind::Scare) },
            Correction::Speaker { span, speaker: None },
        ]
    );
}

#[test]
fn what_may_be_null_is_not_left_out() {
    for (of, field) in [
        ("mention", "label"),
        ("entity", "same"),
        ("reference", "same"),
        ("quote", "kind"),
        ("speaker", "speaker"),
        ("name", "name"),
    ] {
        let json = format!(r#"{{"of": "{of}", "start": 1, "end": 2}}"#);
        let error = serde_json::from_str::<Correction>(&json).expect_err(of);
        assert!(error.to_string().contains(&format!("missing field `{field}`")), "{error}");
    }
}

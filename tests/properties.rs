//! Promises that hold for any text whatever.

mod random_model;

use newsmark::Label;
use newsmark::internals::recognition::network::parser::REACH;
use newsmark::internals::recognition::{Dependency, Recognition, Relation, recognise};
use newsmark::internals::{Document, Model};
use proptest::prelude::*;
use std::sync::OnceLock;

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(&random_model::write(&Default::default())).expect("a whole file"))
}

/// Texts of words, numbers and marks such as articles have, and of any characters at all.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(" ".to_string()),
        Just("\r\n".to_string()),
        "[A-Z][a-z]{0,6}[ .,]",
        "[0-9$%.,:-]{1,5}",
        "[“”‘’\"'()—.!?@#•]{1,3}",
        "\\PC{0,4}",
        "[ \u{300}\u{301}\u{20dd}]{1,3}",
        "[\u{ad}\u{200b}\u{200f}\u{2060}\u{feff}]",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn check_mentions(text: &str, recognition: &Recognition) {
    let mentions = &recognition.mentions;
    for mention in mentions {
        assert!(!mention.span.is_empty());
        assert!(text.get(mention.span.start..mention.span.end).is_some(), "off the text's characters: {mention:?}");
    }
    assert!(mentions.is_sorted_by_key(|mention| mention.span));
    let names: Vec<_> = mentions.iter().filter(|mention| mention.label != Label::Title).collect();
    assert!(names.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "mentions overlap: {names:?}");
}

proptest! {
    #[test]
    fn tokens_cover_all_that_is_seen(text in texts()) {
        let is_unseen = |c: char| {
            c.is_whitespace() || c.is_control()
                || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        };
        let document = Document::read(&text, None);
        let mut end = 0;
        for token in document.tokens() {
            prop_assert!(token.span.start >= end && !token.span.is_empty());
            prop_assert!(!token.span.of(&text).starts_with(char::is_whitespace));
            prop_assert!(text[end..token.span.start].chars().all(is_unseen));
            end = token.span.end;
        }
        prop_assert!(text[end..].chars().all(is_unseen));
    }

    #[test]
    fn dependencies_make_trees(text in texts()) {
        let document = Document::read(&text, None);
        let dependencies = recognise(&document, model()).dependencies;
        prop_assert_eq!(dependencies.len(), document.tokens().len());
        prop_assert_eq!(&recognise(&document, model()).dependencies, &dependencies);
        for sentence in document.sentences() {
            let roots = sentence.tokens.clone().filter(|&token| dependencies[token].head.is_none()).count();
            prop_assert!(roots == 1 || roots > 1 && sentence.tokens.len() > REACH, "{} roots", roots);
            for token in sentence.tokens.clone() {
                let Dependency { head, relation, probability } = dependencies[token];
                prop_assert!(head.is_none_or(|head| sentence.tokens.contains(&head)));
                prop_assert_eq!(head.is_none(), relation == Relation::Root);
                prop_assert!((0.0..=1.0).contains(&probability), "{}", probability);
                let way = std::iter::successors(Some(token), |&at| dependencies[at].head);
                prop_assert!(way.take(sentence.tokens.len() + 1).count() <= sentence.tokens.len(), "a cycle at {}", token);
            }
        }
    }

    #[test]
    fn mentions_are_sorted_and_apart(text in texts()) {
        let recognition = recognise(&Document::read(&text, None), model());
        check_mentions(&text, &recognition);
    }
}

/// A text too long for one article is read in pieces, each as if it stood alone.
#[test]
fn a_very_long_text_is_read_in_pieces() {
    let sentence = "Ann Lee of the New York office told 12 ministers.\n";
    let in_a_piece = 16_384 / Document::read(sentence, None).tokens().len();
    let recognised = |sentences: usize| {
        let text = sentence.repeat(sentences);
        let recognition = recognise(&Document::read(&text, None), model());
        check_mentions(&text, &recognition);
        recognition
    };
    let (piece, rest, whole) = (recognised(in_a_piece), recognised(99), recognised(in_a_piece + 99));
    assert_eq!(whole.parts_of_speech, [piece.parts_of_speech, rest.parts_of_speech].concat());
    assert_eq!(whole.mentions[..piece.mentions.len()], piece.mentions);
    assert_eq!(whole.mentions.len(), piece.mentions.len() + rest.mentions.len());
}

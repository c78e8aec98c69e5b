//! Words to the base forms in which lists hold them.

use super::{DETERMINERS, IRREGULAR_VERBS, PRONOUNS};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VerbForm {
    Base,
    ThirdPerson,
    /// The past, or the participle of the perfect and the passive.
    Past,
    Gerund,
}

/// The base forms that `word`, in lower case, may be a form of, the likelier ones first.
pub(crate) fn of_verb(word: &str) -> Vec<(String, VerbForm)> {
    match IRREGULAR_VERBS.get(word) {
        Some(base) => vec![(base.to_string(), VerbForm::Past)],
        None => of_regular_verb(word),
    }
}

fn of_regular_verb(word: &str) -> Vec<(String, VerbForm)> {
    let mut forms = vec![(word.to_string(), VerbForm::Base)];
    let mut add = |stem: &str, form: VerbForm| {
        forms.push((stem.to_string(), form));
        forms.push((format!("{stem}e"), form));
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
        {
            forms.push((stem[..stem.len() - last.len_utf8()].to_string(), form));
        }
    };
    if let Some(stem) = word.strip_suffix("ied") {
        add(&format!("{stem}y"), VerbForm::Past);
    } else if let Some(stem) = word.strip_suffix("ed") {
        add(stem, VerbForm::Past);
    } else if let Some(stem) = word.strip_suffix("ing") {
        add(stem, VerbForm::Gerund);
    } else if let Some(stem) = word.strip_suffix("ies") {
        add(&format!("{stem}y"), VerbForm::ThirdPerson);
    } else if let Some(stem) = word.strip_suffix('s') {
        add(stem, VerbForm::ThirdPerson);
        add(stem.strip_suffix('e').unwrap_or(stem), VerbForm::ThirdPerson);
    }
    forms
}

/// Whether `word` is "the", "a" or "an".
pub(crate) fn is_article(word: &str) -> bool {
    matches!(DETERMINERS.get(word), Some("definite" | "indefinite"))
}

/// Whether `word` is a pronoun of one who speaks of himself, alone or with others: "my", "us".
pub(crate) fn is_first_person(word: &str) -> bool {
    matches!(PRONOUNS.get(word), Some("i" | "we"))
}

/// "companies" to "company", "women" to "woman".
pub(crate) fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("men") {
        format!("{stem}man")
    } else if let Some(stem) = noun.strip_suffix("ies") {
        format!("{stem}y")
    } else if let Some(stem) = noun.strip_suffix("ches") {
        format!("{stem}ch")
    } else if !noun.ends_with("ss") {
        noun.strip_suffix('s').unwrap_or(noun).to_string()
    } else {
        noun.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        for (word, base, form) in [
            ("claims", "claim", VerbForm::ThirdPerson),
            ("denies", "deny", VerbForm::ThirdPerson),
            ("denied", "deny", VerbForm::Past),
            ("noted", "note", VerbForm::Past),
            ("admitted", "admit", VerbForm::Past),
            ("wrote", "write", VerbForm::Past),
            ("predicting", "predict", VerbForm::Gerund),
            ("hope", "hope", VerbForm::Base),
        ] {
            assert!(of_verb(word).contains(&(base.to_string(), form)), "{word}");
        }
        assert!(!of_verb("wrote").iter().any(|(base, _)| base == "wrote"), "an irregular form is no base");
    }

    #[test]
    fn nouns() {
        for (noun, expected) in [
            ("firms", "firm"),
            ("companies", "company"),
            ("churches", "church"),
            ("women", "woman"),
            ("boss", "boss"),
            ("mayor", "mayor"),
        ] {
            assert_eq!(singular(noun), expected);
        }
    }
}

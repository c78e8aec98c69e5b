//! The rules that name speakers, from the most to the least certain, and how often each is right.
//!
//! How often stands in `src/model/sieves.txt`, written by `cargo xtask evaluate --sieves`.

use std::sync::OnceLock;

macro_rules! sieves {
    ($($(#[$doc:meta])* $sieve:ident = $name:literal;)*) => {
        /// A rule that names speakers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Sieve { $($(#[$doc])* $sieve),* }

        impl Sieve {
            pub fn name(self) -> &'static str {
                match self { $(Sieve::$sieve => $name),* }
            }
        }
    };
}

sieves! {
    TranscriptLabel = "label of the line";
    After = "speaker after the quote";
    VerbAfter = "name and verb after the quote";
    Before = "speaker before the quote";
    Within = "speaker of the clause";
    ClauseAfter = "clause, then its speaker";
    Label = "name and colon";
    Signature = "name after a dash";
    NameBelow = "name on the next line";
    /// "Mill to close by May - minister"
    Headline = "source of the headline";
    /// "— Ana Ruiz (@anaruiz)"
    Post = "signature of a post";
    /// "In Lund's words, the mill is ..."
    View = "whose view it is";
    Chain = "quote goes on in the next paragraph";
    /// "The statement read:", and the words in a paragraph of their own, without marks
    BlockQuote = "block quote after a colon";
    Announced = "announced in the paragraph before";
    GoesOn = "speaker goes on";
    SentenceBefore = "speaker of the sentence before";
    Turns = "speakers take turns";
    NextParagraph = "speaker goes on in the next paragraph";
    Utterance = "whose words they are";
    Subject = "subject of the sentence";
    /// "said that the harbour would be sold"
    ThatClause = "clause with that";
    /// "his claim that the harbour would be sold"
    NounClause = "clause of a noun";
    /// "said: We will not go."
    AfterColon = "words after a colon";
    /// "said the harbour would be sold"
    BareClause = "clause without that";
    /// "The harbour will be sold, she said"
    ClauseBefore = "clause before its cue";
    /// "according to the minister, the harbour ..."
    BesidePhrase = "clause beside according to";
    /// "promised to sell the harbour", "announced the sale"
    Phrase = "phrase that the verb takes";
    /// What the network alone takes for reported.
    Learnt = "words that look reported";
}

impl Sieve {
    /// Whether its quotes stand beside their cue.
    pub fn is_attached(self) -> bool {
        matches!(self, Sieve::After | Sieve::Before)
    }

    /// How often the speaker that it names is the right one, from 0 to 1.
    pub fn precision(self) -> f32 {
        let name = self.name();
        measured().iter().find(|(known, _)| *known == name).map_or(0.5, |(_, precision)| *precision)
    }
}

/// The table: names, each with its precision.
fn measured() -> &'static [(&'static str, f32)] {
    static MEASURED: OnceLock<Vec<(&'static str, f32)>> = OnceLock::new();
    MEASURED.get_or_init(|| {
        let lines = include_str!("../model/sieves.txt").lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once('\t')).map(|(name, rest)| (name, precision(rest))).collect()
    })
}

fn precision(rest: &str) -> f32 {
    rest.split('\t').next().and_then(|field| field.parse().ok()).unwrap_or(0.5)
}

//! The rules that propose speakers, from the most to the least certain. Which of them is right is chosen in `choosing`.

macro_rules! sieves {
    ($($(#[$doc:meta])* $sieve:ident = $name:literal;)*) => {
        /// A rule that proposes speakers.
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
    /// `"We were lied to": widow`
    LabelAfter = "colon and name";
    Signature = "name after a dash";
    NameBelow = "name on the next line";
    /// `"We tried," Jon Moe, head of the mill.`
    NameAfter = "name after the quote";
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
    Interview = "who is interviewed";
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

    /// How often the speaker that the layout names is taken to be the right one, from 0 to 1. No set of attributions has
    /// enough of them to measure.
    pub fn assumed(self) -> Option<f32> {
        match self {
            Sieve::TranscriptLabel | Sieve::Post => Some(0.97),
            Sieve::LabelAfter
            | Sieve::Signature
            | Sieve::NameBelow
            | Sieve::NameAfter
            | Sieve::BlockQuote
            | Sieve::Announced
            | Sieve::Utterance => Some(0.9),
            Sieve::View | Sieve::Headline => Some(0.85),
            _ => None,
        }
    }
}

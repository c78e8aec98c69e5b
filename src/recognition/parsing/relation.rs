//! The relations between a token and its head.

/// A relation of basic Stanford dependencies (de Marneffe and Manning 2008, "Stanford typed dependencies manual"), whose
/// short names stand first. A preposition heads its phrase, a copula its clause, a first conjunct its coordination. One thing is
/// other than there: a verb of saying that is put into what is said heads it, as where it stands before or behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Relation {
    /// root: the token on which all of its sentence hangs, mostly the main verb.
    Root,
    /// nsubj: the subject of a verb, "*He* said".
    Subject,
    /// nsubjpass: the subject of a passive verb, "*He* was told".
    PassiveSubject,
    /// csubj: a clause as subject, "*Leaving* is hard".
    ClausalSubject,
    /// dobj: the object of a verb, "read the *book*".
    Object,
    /// iobj: the one to whom something is given or told, beside an object, "gave *her* a book".
    IndirectObject,
    /// attr: the noun that a copula says of its subject, "is the *mayor*".
    Attribute,
    /// acomp: the adjective that completes a verb, "is *happy*".
    AdjectivalComplement,
    /// ccomp: the main verb of a clause with a subject of its own that completes a verb, noun or adjective, "said that
    /// it *works*", "his claim that it *works*"; also "It *works*, he said" and "It *works*, he said, and lasts".
    ClausalComplement,
    /// xcomp: the verb of an infinitive or gerund that completes another, "wants to *leave*", "told him to *leave*".
    OpenComplement,
    /// advcl: the main verb of a clause that says when, why or how, "left because it *rained*".
    AdverbialClause,
    /// relcl: the main verb of a relative clause, "the man who *left*".
    RelativeClause,
    /// acl: a participle or infinitive that says more of a noun, "a house *built* in 1900", "a plan to *leave*".
    NounModifyingClause,
    /// appos: a noun phrase beside another that means the same, "Jane Roe, the *mayor*,".
    Apposition,
    /// conj: a later conjunct, which hangs on the first one, "salt and *pepper*".
    Conjunct,
    /// cc: "and", "or", "but", on the first conjunct.
    Coordination,
    /// neg: "not", "never", "no".
    Negation,
    /// aux: an auxiliary or modal verb, and the "to" of an infinitive.
    Auxiliary,
    /// auxpass: the auxiliary of a passive, "*was* told".
    PassiveAuxiliary,
    /// mark: the word that opens a clause, "*that*", "*because*", "*if*".
    Marker,
    /// det: "the", "a", "this", "all".
    Determiner,
    /// poss: the possessor, "*her* book", "*Anna*'s book".
    Possessor,
    /// case: the 's of a possessor, on the possessor.
    PossessiveMarker,
    /// amod: an adjective or participle of a noun.
    AdjectivalModifier,
    /// nummod: a number of a noun; of a currency's sign the amount.
    NumericModifier,
    /// compound: a noun before a noun, the parts of a name before its last, "*Prime* *Minister* *Jane* Roe".
    Compound,
    /// npadvmod: a noun phrase that says when or how much, "left last *week*", "five *years* old".
    NounAdverbial,
    /// advmod: an adverb.
    AdverbialModifier,
    /// prep: a preposition, on what its phrase says more of.
    Preposition,
    /// pobj: the noun after a preposition, on the preposition.
    PrepositionalObject,
    /// pcomp: a clause or adverb after a preposition, "without *asking*".
    PrepositionalComplement,
    /// agent: the "by" of a passive, on the verb.
    Agent,
    /// prt: the particle of a verb, "set *up*".
    Particle,
    /// expl: "there" in "there is".
    Expletive,
    /// parataxis: a clause put beside or into another, "it is, you *know*, cold".
    Parataxis,
    /// discourse: "well", "oh".
    Interjection,
    /// dep: what none of these describes.
    Dependent,
    /// punct: a punctuation mark.
    Punctuation,
}

impl Relation {
    /// All, in the order of the network's outputs.
    pub const ALL: [Relation; 38] = [
        Relation::Root,
        Relation::Subject,
        Relation::PassiveSubject,
        Relation::ClausalSubject,
        Relation::Object,
        Relation::IndirectObject,
        Relation::Attribute,
        Relation::AdjectivalComplement,
        Relation::ClausalComplement,
        Relation::OpenComplement,
        Relation::AdverbialClause,
        Relation::RelativeClause,
        Relation::NounModifyingClause,
        Relation::Apposition,
        Relation::Conjunct,
        Relation::Coordination,
        Relation::Negation,
        Relation::Auxiliary,
        Relation::PassiveAuxiliary,
        Relation::Marker,
        Relation::Determiner,
        Relation::Possessor,
        Relation::PossessiveMarker,
        Relation::AdjectivalModifier,
        Relation::NumericModifier,
        Relation::Compound,
        Relation::NounAdverbial,
        Relation::AdverbialModifier,
        Relation::Preposition,
        Relation::PrepositionalObject,
        Relation::PrepositionalComplement,
        Relation::Agent,
        Relation::Particle,
        Relation::Expletive,
        Relation::Parataxis,
        Relation::Interjection,
        Relation::Dependent,
        Relation::Punctuation,
    ];

    /// The short names, in the same order.
    const NAMES: [&str; 38] = [
        "root",
        "nsubj",
        "nsubjpass",
        "csubj",
        "dobj",
        "iobj",
        "attr",
        "acomp",
        "ccomp",
        "xcomp",
        "advcl",
        "relcl",
        "acl",
        "appos",
        "conj",
        "cc",
        "neg",
        "aux",
        "auxpass",
        "mark",
        "det",
        "poss",
        "case",
        "amod",
        "nummod",
        "compound",
        "npadvmod",
        "advmod",
        "prep",
        "pobj",
        "pcomp",
        "agent",
        "prt",
        "expl",
        "parataxis",
        "discourse",
        "dep",
        "punct",
    ];

    /// Its short name.
    pub fn name(self) -> &'static str {
        Relation::NAMES[self as usize]
    }

    /// The one that `scores`, in the order of [`Relation::ALL`], say most for; not [`Relation::Root`].
    pub(super) fn best(scores: &[f32]) -> Relation {
        let scores = Relation::ALL.into_iter().zip(scores).skip(1);
        scores.fold((Relation::Dependent, &f32::MIN), |best, next| if next.1 > best.1 { next } else { best }).0
    }
}

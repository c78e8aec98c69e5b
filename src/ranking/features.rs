//! The features of a candidate, and the names that features may have.

/// The names of a client's features and columns.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    /// Kinds of choice that have weights of their own.
    pub columns: &'static [&'static str],
    /// Names that stand for themselves. Their index is their number.
    pub names: &'static [&'static str],
    /// What longer names begin with, whose rest is put together ("cue " of "cue deny").
    pub openings: &'static [&'static str],
}

/// What stands between the names of two features in the name of their pair, which holds where both do.
pub const PAIRED: &str = " & ";

impl Vocabulary {
    /// Whether `name` is one that is put together.
    pub fn opens(&self, name: &str) -> bool {
        let opened = self.openings.iter().any(|opening| name.len() > opening.len() && name.starts_with(opening));
        opened || self.pair(name).is_some()
    }

    /// The numbers of the two whose pair `name` is.
    pub fn pair(&self, name: &str) -> Option<(u32, u32)> {
        let number = |name: &str| self.names.iter().position(|known| *known == name).map(|number| number as u32);
        let (one, other) = name.split_once(PAIRED)?;
        Some((number(one)?, number(other)?))
    }
}

/// Pairs of features: for each of the first, the second with the number of their pair.
#[derive(Clone, Debug, Default)]
pub struct Pairs(Vec<Vec<(u32, u32)>>);

impl Pairs {
    pub fn add(&mut self, (one, other): (u32, u32), number: u32) {
        let one = one as usize;
        self.0.resize_with(self.0.len().max(one + 1), Vec::new);
        self.0[one].push((other, number));
    }

    /// Calls `each` with the numbers of the pairs that hold where `features` do.
    pub fn for_each(&self, features: &Features, mut each: impl FnMut(u32)) {
        /// Of more names, no pairs are told.
        const WORDS: usize = 4;
        if self.0.is_empty() {
            return;
        }
        let mut held = [0_u64; WORDS];
        let place = |number: u32| (number as usize / 64, 1_u64 << (number % 64));
        for (word, bit) in features.numbers().iter().map(|&number| place(number)).filter(|(word, _)| *word < WORDS) {
            held[word] |= bit;
        }
        let holds = |number: u32| held.get(place(number).0).is_some_and(|word| word & place(number).1 != 0);
        for &one in features.numbers() {
            let paired = self.0.get(one as usize).into_iter().flatten();
            paired.filter(|(other, _)| holds(*other)).for_each(|(_, number)| each(*number));
        }
    }
}

/// Makes an enum of features, and `FEATURES`, their names.
macro_rules! features {
    ($($(#[$note:meta])* $name:ident)*) => {
        /// What may hold of a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub(super) enum Feature { $($(#[$note])* $name),* }

        /// The names of the features, as they stand in the file of weights.
        const FEATURES: &[&str] = &[$(stringify!($name)),*];

        impl From<Feature> for u32 {
            fn from(feature: Feature) -> u32 {
                feature as u32
            }
        }
    };
}
pub(crate) use features;

/// What holds of a candidate, by the numbers of the features.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features(Vec<u32>);

impl Features {
    /// Adds one that is not there yet.
    pub fn add(&mut self, feature: impl Into<u32>) {
        self.0.push(feature.into());
    }

    pub fn add_if(&mut self, holds: bool, feature: impl Into<u32>) {
        if holds {
            self.add(feature);
        }
    }

    pub fn has(&self, feature: impl Into<u32>) -> bool {
        self.0.contains(&feature.into())
    }

    pub fn numbers(&self) -> &[u32] {
        &self.0
    }
}

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

impl Vocabulary {
    /// Whether `name` is one that is put together.
    pub fn opens(&self, name: &str) -> bool {
        self.openings.iter().any(|opening| name.len() > opening.len() && name.starts_with(opening))
    }
}

/// Makes an enum of features, and `FEATURES`, their names.
#[macro_export]
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

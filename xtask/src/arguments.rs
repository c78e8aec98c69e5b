//! The arguments of a command: `--name value` and `--switch`, in any order.

use anyhow::{Context, Result, ensure};
use std::path::PathBuf;
use std::str::FromStr;

pub struct Arguments(Vec<String>);

impl Arguments {
    pub fn new(words: impl Iterator<Item = String>) -> Self {
        Arguments(words.collect())
    }

    /// Takes `name` and the word after it out.
    pub fn value<T: FromStr>(&mut self, name: &str) -> Result<Option<T>> {
        let Some(place) = self.0.iter().position(|word| word == name) else { return Ok(None) };
        ensure!(place + 1 < self.0.len(), "{name} needs a value");
        let word = self.0.drain(place..place + 2).next_back().unwrap_or_default();
        word.parse().ok().with_context(|| format!("{name} cannot be {word:?}")).map(Some)
    }

    /// Takes `name` and the path after it out; without it, the path is `default` beside the project's root.
    pub fn path_or(&mut self, name: &str, default: &str) -> Result<PathBuf> {
        let given: Option<PathBuf> = self.value(name)?;
        Ok(given.unwrap_or_else(|| crate::root().join(default)))
    }

    /// Takes `name` out; whether it was there.
    pub fn switch(&mut self, name: &str) -> bool {
        let place = self.0.iter().position(|word| word == name);
        place.inspect(|&place| drop(self.0.remove(place))).is_some()
    }

    /// The words that are left, which must be exactly `N`; else `usage` is the error.
    pub fn plain<const N: usize>(self, usage: &str) -> Result<[String; N]> {
        self.0.try_into().ok().with_context(|| format!("usage: cargo xtask {usage}"))
    }

    /// The one word that is left, or nothing.
    pub fn last(self) -> Result<Option<String>> {
        let mut words = self.0.into_iter();
        let word = words.next();
        ensure!(words.next().is_none(), "more than one word after {:?}", word.unwrap_or_default());
        Ok(word)
    }

    /// To be called when everything known has been taken.
    ///
    /// # Errors
    /// When something is left.
    pub fn finish(self) -> Result<()> {
        ensure!(self.0.is_empty(), "unknown argument {:?}", self.0[0]);
        Ok(())
    }
}

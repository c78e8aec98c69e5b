//! The arguments of a task: `--name value` pairs, and plain ones.

use std::error::Error;

pub struct Arguments {
    options: Vec<(String, String)>,
    plain: Vec<String>,
}

impl Arguments {
    pub fn read(words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut arguments = Arguments { options: Vec::new(), plain: Vec::new() };
        let mut words = words;
        while let Some(word) = words.next() {
            if word.starts_with("--") {
                let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
                arguments.options.push((word, value));
            } else {
                arguments.plain.push(word);
            }
        }
        Ok(arguments)
    }

    /// The value of the option `name`.
    pub fn option(&self, name: &str) -> Result<&str, Box<dyn Error>> {
        let found = self.options.iter().find(|(option, _)| option == name);
        Ok(found.map(|(_, value)| value.as_str()).ok_or_else(|| format!("{name} is missing"))?)
    }

    /// The plain arguments, exactly `N` of them; else `usage` is the error.
    pub fn plain<const N: usize>(&self, usage: &str) -> Result<[&str; N], Box<dyn Error>> {
        let plain: Vec<&str> = self.plain.iter().map(String::as_str).collect();
        plain.try_into().map_err(|_| format!("usage: xtask {usage}").into())
    }
}

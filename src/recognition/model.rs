//! The model file: trained weights with their shapes.

use std::fmt;

/// Trained weights, ready for use.
#[derive(Default)]
pub struct Model {}

/// Why bytes are no model that this version can use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError(pub String);

impl fmt::Display for ModelError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for ModelError {}

impl Model {
    /// Reads a model file.
    pub fn read(_bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Model {})
    }
}

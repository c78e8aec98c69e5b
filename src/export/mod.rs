//! Annotations to files: one module a format.

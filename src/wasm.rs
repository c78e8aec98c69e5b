//! The door to JavaScript: converts, and decides nothing.

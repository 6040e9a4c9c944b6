//! Parallel text to a model.

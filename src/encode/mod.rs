//! Texts to vectors: the additive encoder and its model file.

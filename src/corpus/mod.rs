//! Pairs on disk.

//! Quotes to source spans.

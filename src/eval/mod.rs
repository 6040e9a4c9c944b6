//! The measures we report.

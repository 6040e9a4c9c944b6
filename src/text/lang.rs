//! The languages quotealign aligns.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language quotealign reads: English articles, Korean and Ukrainian sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, the language of the articles.
    En,
    /// Korean.
    Ko,
    /// Ukrainian.
    Uk,
}

impl Lang {
    /// All languages, English first.
    pub const ALL: [Self; 3] = [Self::En, Self::Ko, Self::Uk];

    /// The ISO 639-1 code: `en`, `ko` or `uk`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
            Self::Uk => "uk",
        }
    }

    /// The English name, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ko => "Korean",
            Self::Uk => "Ukrainian",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language code that is not `en`, `ko` or `uk`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: use en, ko or uk")]
pub struct ParseLangError(String);

impl FromStr for Lang {
    type Err = ParseLangError;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.code() == code)
            .ok_or_else(|| ParseLangError(code.to_owned()))
    }
}

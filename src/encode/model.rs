//! A loaded model: looks up rows without copying them.

use std::{borrow::Cow, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    Table, Vector,
    features::Feature,
    format::{self, Layout, ModelError, Parts},
    quantise::{ROW_BYTES, Row, add_rows},
};

/// What a model says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// CRC-32 of the file, eight hex digits; written by [`Model::to_bytes`]. First, so that it is
    /// found without parsing.
    pub checksum: String,
    /// [`Card::FORMAT`].
    pub format: String,
    /// The model's name, as it goes into the corpus (`bundled-2`).
    pub name: String,
    /// ISO codes of the languages it was trained on.
    pub languages: Vec<String>,
    /// Names of its training sources with the number of pairs of each.
    pub sources: Vec<(String, usize)>,
    /// How it was trained: the settings, for a person.
    pub training: String,
    /// What turns evidence into confidence, fitted to this model.
    pub scorer: Option<serde_json::Value>,
}

impl Card {
    /// The format this program reads and writes.
    pub const FORMAT: &str = "additive-2bit-1";
}

/// So many buckets that one holds a feature or two.
const BUCKET_BITS: u32 = 18;

fn bucket(feature: u32) -> usize {
    (feature >> (u32::BITS - BUCKET_BITS)) as usize
}

/// An additive model: a row for each feature it knows.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    layout: Layout,
    /// `buckets[h]..buckets[h + 1]` are the features whose upper [`BUCKET_BITS`] bits are `h`.
    buckets: Vec<u32>,
}

impl Model {
    /// The model that comes with the program.
    ///
    /// # Errors
    /// When the program itself is damaged.
    pub fn bundled() -> Result<Self, ModelError> {
        static BYTES: &[u8] = include_bytes!("../../models/bundled.safetensors");
        Self::from_bytes(BYTES)
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// When it cannot be read, is damaged in any byte, or is no model of this format.
    pub fn load(path: &Path) -> Result<Self, ModelError> {
        let read = |source| ModelError::Read {
            path: path.to_owned(),
            source,
        };
        Self::from_bytes(std::fs::read(path).map_err(read)?)
    }

    /// A model from the bytes of its file.
    ///
    /// # Errors
    /// As [`Model::load`].
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let layout = format::read(&bytes)?;
        let mut buckets = vec![0_u32; (1 << BUCKET_BITS) + 1];
        let mut last = None;
        for raw in bytes[layout.features.clone()].chunks_exact(4) {
            let feature = u32::from_le_bytes([raw[0], raw[1], raw[2], raw[3]]);
            if last >= Some(feature) {
                return Err(ModelError::Foreign(
                    "its features are not in order".to_owned(),
                ));
            }
            last = Some(feature);
            buckets[bucket(feature) + 1] += 1;
        }
        for h in 1..buckets.len() {
            buckets[h] += buckets[h - 1];
        }
        Ok(Self {
            bytes,
            layout,
            buckets,
        })
    }

    /// The bytes of a model file holding `table`, quantised.
    ///
    /// # Errors
    /// When the table does not fit the format.
    pub fn to_bytes(table: &Table, card: &Card) -> Result<Vec<u8>, ModelError> {
        format::write(table, card)
    }

    /// The bytes of a file with the same rows and another card.
    ///
    /// # Errors
    /// When the card cannot be written.
    pub fn with_card(&self, card: &Card) -> Result<Vec<u8>, ModelError> {
        let part = |range: &std::ops::Range<usize>| &self.bytes[range.clone()];
        let Layout {
            features,
            scales,
            rows,
            ..
        } = &self.layout;
        let parts = Parts {
            features: part(features),
            scales: part(scales),
            rows: part(rows),
        };
        format::assemble(&parts, card)
    }

    /// What the model says of itself.
    pub fn card(&self) -> &Card {
        &self.layout.card
    }

    /// Number of features with a row.
    pub fn len(&self) -> usize {
        self.layout.features.len() / 4
    }

    /// Whether the model knows no feature.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Size of the file in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Adds the rows of the features that have one to `sum`.
    pub fn add(&self, features: &[Feature], sum: &mut Vector) {
        /// As many as a short word has.
        const GROUP: usize = 32;
        for features in features.chunks(GROUP) {
            // Copied out before the first is added: so the memory fetches them side by side.
            let mut rows = [Row::ZERO; GROUP];
            let mut count = 0;
            for feature in features {
                if let Some(at) = self.find(*feature) {
                    rows[count] = self.row(at);
                    count += 1;
                }
            }
            add_rows(sum, &rows[..count]);
        }
    }

    fn row(&self, at: usize) -> Row {
        let scale = self.layout.scales.start + at * 2;
        let start = self.layout.rows.start + at * ROW_BYTES;
        let mut row = Row {
            scale: u16::from_le_bytes([self.bytes[scale], self.bytes[scale + 1]]),
            ..Row::ZERO
        };
        row.bytes
            .copy_from_slice(&self.bytes[start..start + ROW_BYTES]);
        row
    }

    /// The model's features and rows, as floats: where further training starts from.
    pub fn table(&self) -> Table {
        let features: Vec<Feature> = (0..self.len()).map(|i| self.feature(i)).collect();
        let rows = features
            .iter()
            .map(|feature| {
                let mut row = Vector::ZERO;
                self.add(&[*feature], &mut row);
                row
            })
            .collect();
        Table { features, rows }
    }

    fn feature(&self, i: usize) -> Feature {
        let at = self.layout.features.start + i * 4;
        let raw = &self.bytes[at..at + 4];
        Feature(u32::from_le_bytes([raw[0], raw[1], raw[2], raw[3]]))
    }

    fn find(&self, feature: Feature) -> Option<usize> {
        let h = bucket(feature.0);
        (self.buckets[h] as usize..self.buckets[h + 1] as usize)
            .find(|i| self.feature(*i) == feature)
    }
}

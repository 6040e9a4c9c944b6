//! A loaded model: looks up rows without copying them.

use std::{borrow::Cow, collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    Table, Vector,
    features::Feature,
    format::{self, Layout, ModelError, Parts},
    quantise::{ROW_BYTES, Row, add_rows, from_bf16},
};

/// What a model says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// CRC-32 of the file, eight hex digits; written by [`Model::to_bytes`]. First, so that it is
    /// found without parsing.
    pub checksum: String,
    /// [`Card::FORMAT`].
    pub format: String,
    /// The model's name, as it goes into the corpus (`bundled-3`).
    pub name: String,
    /// ISO codes of the languages it was trained on.
    pub languages: Vec<String>,
    /// Names of its training sources with the number of pairs of each.
    pub sources: Vec<(String, usize)>,
    /// How it was trained: the settings, for a person.
    pub training: String,
    /// What turns evidence into confidence, fitted to this model.
    pub scorer: Option<serde_json::Value>,
    /// What the evidence for beads of whole texts is worth, by its name, fitted to this model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beads: Option<BTreeMap<String, f32>>,
    /// What weighs the suspicions of checks, fitted to this model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<serde_json::Value>,
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

/// Where the row of a feature stands, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found(u32);

impl Found {
    const NOTHING: Self = Self(u32::MAX);
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
        let mut found = Vec::with_capacity(features.len());
        self.find(features, &mut found);
        self.add_found(&found, sum);
    }

    /// Appends to `found` where the row of each feature stands, or that it has none.
    ///
    /// All at once, and each row found is touched, because the memory then fetches them side by
    /// side: one after the other they would take several times as long.
    pub(super) fn find(&self, features: &[Feature], found: &mut Vec<Found>) {
        let first = found.len();
        // Where each would stand if it were the first of its bucket.
        found.extend(features.iter().map(|f| Found(self.buckets[bucket(f.0)])));
        let known = self.features();
        for (feature, found) in features.iter().zip(&mut found[first..]) {
            let end = self.buckets[bucket(feature.0) + 1];
            let raw = feature.0.to_le_bytes();
            let place = known[found.0 as usize..end as usize]
                .iter()
                .position(|known| *known == raw);
            *found = place.map_or(Found::NOTHING, |place| Found(found.0 + place as u32));
        }
        let rows = self.rows();
        let touched = found[first..]
            .iter()
            .filter_map(|found| rows.get(found.0 as usize))
            .fold(0, |all, row| {
                all ^ row[0] ^ row[ROW_BYTES / 2] ^ row[ROW_BYTES - 1]
            });
        std::hint::black_box(touched);
    }

    /// Adds rows that were found to `sum`.
    pub(super) fn add_found(&self, found: &[Found], sum: &mut Vector) {
        let (rows, scales) = (self.rows(), self.scales());
        let row = |found: &Found| {
            let at = found.0 as usize;
            Some(Row {
                bytes: rows.get(at)?,
                scale: from_bf16(u16::from_le_bytes(*scales.get(at)?)),
            })
        };
        add_rows(sum, found.iter().filter_map(row));
    }

    fn features(&self) -> &[[u8; 4]] {
        self.bytes[self.layout.features.clone()].as_chunks().0
    }

    fn rows(&self) -> &[[u8; ROW_BYTES]] {
        self.bytes[self.layout.rows.clone()].as_chunks().0
    }

    fn scales(&self) -> &[[u8; 2]] {
        self.bytes[self.layout.scales.clone()].as_chunks().0
    }

    /// The model's features and rows, as floats: where further training starts from.
    pub fn table(&self) -> Table {
        let known = self.features().iter();
        let features: Vec<Feature> = known.map(|raw| Feature(u32::from_le_bytes(*raw))).collect();
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
}

//! The model file: a safetensors file with one metadata entry, `quotealign`, a JSON [`Card`].
//!
//! Tensors: `features` U32 [n] ascending, `rows` U8 [n, 96], `scales` BF16 [n]. The card carries a CRC-32 of the whole file (taken with the checksum's own eight digits
//! as zeros), so that a change of any byte is found when the file is loaded.

use std::{collections::HashMap, ops::Range, path::PathBuf};

use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use super::{
    Table,
    model::Card,
    quantise::{ROW_BYTES, encode_row, is_scale},
};

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file cannot be read.
    #[error("cannot read the model {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The bytes are not a safetensors file.
    #[error("not a model file, or a damaged one ({0}): build it again or take another copy")]
    Container(String),
    /// A safetensors file, of something else.
    #[error("not a quotealign model ({0})")]
    Foreign(String),
    /// A table that no file can hold.
    #[error(
        "rows that no model file can hold: features must ascend, and rows be neither huge nor vanishing"
    )]
    Table,
    /// The checksum does not fit the bytes.
    #[error("the model file is damaged (checksum {found}, expected {expected}): take another copy")]
    Damaged {
        /// Of the bytes as they are.
        found: String,
        /// As the card has it.
        expected: String,
    },
}

/// Where the parts of a model stand in its bytes.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub card: Card,
    pub features: Range<usize>,
    pub scales: Range<usize>,
    pub rows: Range<usize>,
}

const ENTRY: &str = "quotealign";
const NO_CHECKSUM: &str = "00000000";

/// The bytes of a model file.
pub(super) fn write(table: &Table, card: &Card) -> Result<Vec<u8>, ModelError> {
    if table.features.len() != table.rows.len() || !table.features.is_sorted_by(|a, b| a < b) {
        return Err(ModelError::Table);
    }
    let (mut rows, mut scales) = (Vec::with_capacity(table.rows.len() * ROW_BYTES), Vec::new());
    for row in &table.rows {
        let (bytes, scale) = encode_row(row);
        if !is_scale(scale) {
            return Err(ModelError::Table);
        }
        rows.extend(bytes);
        scales.extend(scale.to_le_bytes());
    }
    let features: Vec<u8> = table
        .features
        .iter()
        .flat_map(|f| f.0.to_le_bytes())
        .collect();
    assemble(
        &Parts {
            features: &features,
            scales: &scales,
            rows: &rows,
        },
        card,
    )
}

/// The tensors of a model as they lie in the file.
pub(super) struct Parts<'a> {
    pub features: &'a [u8],
    pub scales: &'a [u8],
    pub rows: &'a [u8],
}

/// The bytes of a model file with these tensors.
pub(super) fn assemble(parts: &Parts<'_>, card: &Card) -> Result<Vec<u8>, ModelError> {
    let failed = |e: &dyn std::fmt::Display| ModelError::Container(e.to_string());
    let n = parts.features.len() / 4;
    let view = |dtype, shape, data| TensorView::new(dtype, shape, data).map_err(|e| failed(&e));
    let tensors = [
        ("features", view(Dtype::U32, vec![n], parts.features)?),
        ("scales", view(Dtype::BF16, vec![n], parts.scales)?),
        ("rows", view(Dtype::U8, vec![n, ROW_BYTES], parts.rows)?),
    ];
    let card = Card {
        checksum: NO_CHECKSUM.to_owned(),
        ..card.clone()
    };
    let json = serde_json::to_string(&card).map_err(|e| failed(&e))?;
    let metadata = HashMap::from([(ENTRY.to_owned(), json)]);
    let mut bytes = safetensors::serialize(tensors, Some(metadata)).map_err(|e| failed(&e))?;
    let at = checksum_place(&bytes).ok_or_else(|| failed(&"no place for the checksum"))?;
    let checksum = format!("{:08x}", crc32fast::hash(&bytes));
    bytes[at].copy_from_slice(checksum.as_bytes());
    Ok(bytes)
}

/// Reads and verifies the parts of a model file.
pub(super) fn read(bytes: &[u8]) -> Result<Layout, ModelError> {
    let container = |e: safetensors::SafeTensorError| ModelError::Container(e.to_string());
    let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(container)?;
    let json = metadata.metadata().as_ref().and_then(|m| m.get(ENTRY));
    let json =
        json.ok_or_else(|| ModelError::Foreign(format!("no `{ENTRY}` entry in its metadata")))?;
    verify(bytes)?;
    let card: Card =
        serde_json::from_str(json).map_err(|e| ModelError::Foreign(format!("its card: {e}")))?;
    if card.format != Card::FORMAT {
        return Err(ModelError::Foreign(format!(
            "format `{}`, this program reads `{}`",
            card.format,
            Card::FORMAT
        )));
    }
    let tensors = SafeTensors::deserialize(bytes).map_err(container)?;
    let base = bytes.as_ptr().addr();
    let part = |name: &str, dtype: Dtype, shape: &[usize]| {
        let tensor = tensors.tensor(name).map_err(container)?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            let (d, s) = (tensor.dtype(), tensor.shape());
            return Err(ModelError::Foreign(format!(
                "tensor `{name}` is {d:?} {s:?}, expected {dtype:?} {shape:?}"
            )));
        }
        let start = tensor.data().as_ptr().addr() - base;
        Ok(start..start + tensor.data().len())
    };
    let n = tensors
        .tensor("features")
        .map_err(container)?
        .shape()
        .first()
        .copied()
        .unwrap_or(0);
    let scales = part("scales", Dtype::BF16, &[n])?;
    if let Some(row) = bytes[scales.clone()]
        .chunks_exact(2)
        .position(|raw| !is_scale(u16::from_le_bytes([raw[0], raw[1]])))
    {
        return Err(ModelError::Foreign(format!(
            "the scale of row {row} is out of all bounds"
        )));
    }
    Ok(Layout {
        card,
        features: part("features", Dtype::U32, &[n])?,
        scales,
        rows: part("rows", Dtype::U8, &[n, ROW_BYTES])?,
    })
}

fn verify(bytes: &[u8]) -> Result<(), ModelError> {
    let at = checksum_place(bytes)
        .ok_or_else(|| ModelError::Foreign("no checksum in its card".to_owned()))?;
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&bytes[..at.start]);
    hasher.update(NO_CHECKSUM.as_bytes());
    hasher.update(&bytes[at.end..]);
    let found = format!("{:08x}", hasher.finalize());
    // Compared as text: another way to write the same number is a changed byte too.
    if bytes[at.clone()] == *found.as_bytes() {
        return Ok(());
    }
    let expected = String::from_utf8_lossy(&bytes[at]).into_owned();
    Err(ModelError::Damaged { found, expected })
}

/// Where the checksum's digits stand: after the first `checksum` of the header, in JSON inside JSON.
fn checksum_place(bytes: &[u8]) -> Option<Range<usize>> {
    const MARK: &[u8] = br#"\"checksum\":\""#;
    let header = &bytes[..bytes.len().min(1 << 16)];
    let at = header.windows(MARK.len()).position(|w| w == MARK)? + MARK.len();
    (at + NO_CHECKSUM.len() <= bytes.len()).then(|| at..at + NO_CHECKSUM.len())
}

//! `datapackage.json`: a Frictionless Data Package beside a corpus that says what its columns mean.

use std::{ffi::OsStr, path::Path};

use serde_json::{Map, Value, json};

use super::{
    columns::{COLUMNS, Column},
    error::CorpusError,
    file,
};

/// What became of a `datapackage.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Described {
    /// It describes the corpus.
    Yes,
    /// It is not ours to change and was left alone; the sentence says why.
    LeftAlone(String),
}

/// Describes the corpus at `corpus` in the `datapackage.json` of its folder. What that says of
/// other files, and what it says of the corpus beyond what we know, stays.
///
/// # Errors
/// Those of [`update`](super::update).
pub fn describe(corpus: &Path) -> Result<Described, CorpusError> {
    let Some(name) = corpus.file_name().and_then(OsStr::to_str) else {
        let why = "the name of the corpus is not Unicode, so datapackage.json cannot hold it";
        return Ok(Described::LeftAlone(why.to_owned()));
    };
    let path = corpus.with_file_name("datapackage.json");
    file::update(&path, |old| {
        let package = match old {
            Some(bytes) if !bytes.is_empty() => serde_json::from_slice(bytes).map_err(|error| {
                format!(
                    "{} is not valid JSON ({error}); it was left alone",
                    path.display()
                )
            }),
            _ => Ok(json!({ "name": slug(name), "profile": "tabular-data-package" })),
        };
        let described = package.and_then(|mut package| {
            put(&mut package, name)
                .map(|()| format!("{package:#}\n").into_bytes())
                .map_err(|what| format!("{}: {what}; it was left alone", path.display()))
        });
        Ok(match described {
            Ok(bytes) => (Some(bytes), Described::Yes),
            Err(why) => (None, Described::LeftAlone(why)),
        })
    })
}

/// Puts the corpus `file` among the resources of `package`.
fn put(package: &mut Value, file: &str) -> Result<(), &'static str> {
    let package = package.as_object_mut().ok_or("not a JSON object")?;
    let resources = package.entry("resources").or_insert_with(|| json!([]));
    let resources = resources
        .as_array_mut()
        .ok_or("`resources` is not a list")?;
    let ours = resources
        .iter()
        .position(|resource| resource["path"] == file);
    let known = ours
        .and_then(|i| resources[i]["name"].as_str())
        .map(str::to_owned);
    let name = known.unwrap_or_else(|| free_name(resources, &slug(file)));
    let mut description = Map::from_iter([
        ("name".to_owned(), json!(name)),
        ("path".to_owned(), json!(file)),
        ("profile".to_owned(), json!("tabular-data-resource")),
        ("format".to_owned(), json!("csv")),
        ("mediatype".to_owned(), json!("text/csv")),
        ("encoding".to_owned(), json!("utf-8")),
        ("schema".to_owned(), schema()),
    ]);
    match ours.and_then(|i| resources[i].as_object_mut()) {
        Some(old) => {
            // They would be those of an earlier state of the file.
            old.retain(|key, _| !matches!(key.as_str(), "bytes" | "hash"));
            old.append(&mut description);
        }
        None => resources.push(Value::Object(description)),
    }
    Ok(())
}

fn schema() -> Value {
    json!({
        "fields": COLUMNS.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": "id",
    })
}

fn field(column: &Column) -> Value {
    let mut constraints = Map::new();
    let mut add = |name: &str, value| constraints.insert(name.to_owned(), value);
    if column.required {
        add("required", json!(true));
    }
    if let Some(words) = column.words() {
        add("enum", json!(words));
    }
    match column.name {
        "id" => {
            add("unique", json!(true));
            add("pattern", json!("[0-9a-f]{16}"));
        }
        "confidence" => {
            add("minimum", json!(0));
            add("maximum", json!(1));
        }
        "link" => {
            add("pattern", json!("[0-9]+-[0-9]+"));
        }
        _ if column.data_type == "integer" => {
            add("minimum", json!(0));
        }
        _ => {}
    }
    let mut field = json!({
        "name": column.name,
        "type": column.data_type,
        "description": column.description,
    });
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}

/// A name as the specification wants it, lower-case letters, digits, `-`, `_` and `.`, for a file.
fn slug(file: &str) -> String {
    let stem = file.strip_suffix(".csv").unwrap_or(file).to_lowercase();
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.'));
    let slug = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if slug.is_empty() {
        "corpus".to_owned()
    } else {
        slug
    }
}

/// `name`, or `name-2`, `name-3`... where another resource has it.
fn free_name(resources: &[Value], name: &str) -> String {
    let taken = |name: &str| resources.iter().any(|resource| resource["name"] == name);
    let mut free = name.to_owned();
    let mut number = 2;
    while taken(&free) {
        free = format!("{name}-{number}");
        number += 1;
    }
    free
}

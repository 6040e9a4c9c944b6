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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn described(old: Option<&str>, file: &str) -> (Described, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("datapackage.json");
        if let Some(old) = old {
            fs::write(&path, old).unwrap();
        }
        let result = describe(&folder.path().join(file)).unwrap();
        (result, fs::read_to_string(path).unwrap())
    }

    fn package(old: Option<&str>, file: &str) -> Value {
        let (result, text) = described(old, file);
        assert_eq!(result, Described::Yes);
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_new_package_describes_every_column() {
        let package = package(None, "Talks 2026.csv");
        assert_eq!(package["name"], "talks-2026");
        assert_eq!(package["profile"], "tabular-data-package");
        assert_eq!(package.get("licenses"), None);
        let resource = &package["resources"][0];
        assert_eq!(resource["path"], "Talks 2026.csv");
        assert_eq!(resource["encoding"], "utf-8");
        let schema = &resource["schema"];
        assert_eq!(schema["primaryKey"], "id");
        let fields = schema["fields"].as_array().unwrap();
        let names: Vec<_> = fields
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        assert_eq!(names, COLUMNS.map(|column| column.name));
        assert_eq!(fields[0]["constraints"]["pattern"], "[0-9a-f]{16}");
        let statuses = json!(["auto", "accepted", "rejected", "edited", "missing"]);
        assert_eq!(fields[1]["constraints"]["enum"], statuses);
    }

    #[test]
    fn describing_twice_changes_nothing() {
        let (_, once) = described(None, "pairs.csv");
        assert_eq!(described(Some(&once), "pairs.csv").1, once);
    }

    #[test]
    fn what_others_wrote_stays() {
        let old = r#"{"title": "Talks", "name": "n", "licenses": [{"name": "CC0-1.0"}], "resources": [
            {"name": "pairs", "path": "other.csv"},
            {"name": "mine", "title": "Pairs", "path": "pairs.csv", "hash": "12", "schema": {}}]}"#;
        let mut package = package(Some(old), "pairs.csv");
        let keys: Vec<_> = package.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, ["title", "name", "licenses", "resources"]);
        assert_eq!(
            package["resources"][0],
            json!({"name": "pairs", "path": "other.csv"})
        );
        let ours = package["resources"][1].take();
        assert_eq!(
            (&ours["name"], &ours["title"]),
            (&json!("mine"), &json!("Pairs"))
        );
        assert_eq!(ours.get("hash"), None);
        assert_eq!(ours["schema"], schema());
    }

    #[test]
    fn a_second_corpus_gets_a_name_of_its_own() {
        let old = r#"{"resources": [{"name": "pairs", "path": "other.csv"}, 7]}"#;
        let package = package(Some(old), "Pairs.csv");
        assert_eq!(package["resources"][2]["name"], "pairs-2");
    }

    #[test]
    fn what_is_not_a_package_is_left_alone() {
        for old in ["{broken", "[]", r#"{"resources": {}}"#] {
            let (result, text) = described(Some(old), "pairs.csv");
            let Described::LeftAlone(why) = result else {
                panic!("{old}")
            };
            assert!(
                why.contains("datapackage.json") && why.ends_with("it was left alone"),
                "{why}"
            );
            assert_eq!(text, old);
        }
    }

    #[test]
    fn names_are_what_the_specification_allows() {
        assert_eq!(slug("말뭉치.csv"), "corpus");
        assert_eq!(slug("Kim & Lee_2.v1.csv"), "kim-lee_2.v1");
    }
}

//! JSON Patch (RFC 6902) on the text of a schema.

use std::fmt;

use serde_json::Value;

/// Why a patch can't be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatchError(pub(crate) String);

impl fmt::Display for PatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PatchError {}

/// Applies a list of operations, one after the other.
pub(crate) fn apply(document: &mut Value, operations: &Value) -> Result<(), PatchError> {
    let operations = operations.as_array().ok_or_else(|| PatchError("a patch is a list".to_owned()))?;
    operations.iter().try_for_each(|operation| one(document, operation))
}

fn one(document: &mut Value, operation: &Value) -> Result<(), PatchError> {
    let text = |key: &str| {
        let text = operation.get(key).and_then(Value::as_str);
        text.ok_or_else(|| PatchError(format!("an operation has no `{key}`")))
    };
    let value = || {
        let value = operation.get("value").cloned();
        value.ok_or_else(|| PatchError("an operation has no `value`".to_owned()))
    };
    let at = |document: &Value, path: &str| document.pointer(path).cloned().ok_or_else(|| missing(path));
    let path = text("path")?;
    match text("op")? {
        "add" => add(document, path, value()?),
        "remove" => remove(document, path).map(drop),
        "replace" => {
            *document.pointer_mut(path).ok_or_else(|| missing(path))? = value()?;
            Ok(())
        }
        "move" => {
            let moved = remove(document, text("from")?)?;
            add(document, path, moved)
        }
        "copy" => {
            let copied = at(document, text("from")?)?;
            add(document, path, copied)
        }
        "test" if at(document, path)? == value()? => Ok(()),
        "test" => Err(PatchError(format!("`{path}` is not what the patch expects"))),
        other => Err(PatchError(format!("there is no operation `{other}`"))),
    }
}

fn missing(path: &str) -> PatchError {
    PatchError(format!("there is nothing at `{path}`"))
}

/// What holds the place, and the place's name in it.
fn holder<'v>(document: &'v mut Value, path: &str) -> Result<(&'v mut Value, String), PatchError> {
    let (holder, name) = path.rsplit_once('/').ok_or_else(|| missing(path))?;
    let name = name.replace("~1", "/").replace("~0", "~");
    Ok((document.pointer_mut(holder).ok_or_else(|| missing(holder))?, name))
}

fn add(document: &mut Value, path: &str, value: Value) -> Result<(), PatchError> {
    if path.is_empty() {
        *document = value;
        return Ok(());
    }
    match holder(document, path)? {
        (Value::Object(members), name) => {
            members.insert(name, value);
        }
        (Value::Array(items), name) if name == "-" => items.push(value),
        (Value::Array(items), name) => {
            let index = name.parse().ok().filter(|index| *index <= items.len());
            items.insert(index.ok_or_else(|| missing(path))?, value);
        }
        _ => return Err(missing(path)),
    }
    Ok(())
}

fn remove(document: &mut Value, path: &str) -> Result<Value, PatchError> {
    let removed = match holder(document, path)? {
        (Value::Object(members), name) => members.remove(&name),
        (Value::Array(items), name) => {
            let index = name.parse().ok().filter(|index| *index < items.len());
            index.map(|index: usize| items.remove(index))
        }
        _ => None,
    };
    removed.ok_or_else(|| missing(path))
}

#[cfg(test)]
mod tests {
    use super::apply;
    use serde_json::json;

    #[test]
    fn operations() {
        let mut document = json!({ "a": { "b": [1, 2] }, "c/d": 3 });
        let patch = json!([
            { "op": "add", "path": "/a/b/1", "value": 9 },
            { "op": "add", "path": "/a/b/-", "value": 8 },
            { "op": "remove", "path": "/a/b/0" },
            { "op": "move", "from": "/c~1d", "path": "/e" },
            { "op": "copy", "from": "/e", "path": "/f" },
            { "op": "replace", "path": "/f", "value": 4 },
            { "op": "test", "path": "/e", "value": 3 },
        ]);
        apply(&mut document, &patch).expect("the patch fits");
        assert_eq!(document, json!({ "a": { "b": [9, 2, 8] }, "e": 3, "f": 4 }));
        for wrong in [
            json!({}),
            json!([{ "op": "remove", "path": "/x" }]),
            json!([{ "op": "add", "path": "/a/b/7", "value": 1 }]),
            json!([{ "op": "test", "path": "/e", "value": 4 }]),
            json!([{ "op": "grow", "path": "/e" }]),
        ] {
            assert!(apply(&mut document, &wrong).is_err(), "{wrong}");
        }
    }
}

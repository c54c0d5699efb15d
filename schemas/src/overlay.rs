//! What a user of cfn-lint's options changes about the resource types: private types besides those of
//! AWS, types that are not to be used, schemas that are to allow more or less.
//! It is put in place once, before anybody asks for a type, and then holds for
//! the life of the process, as the types themselves do.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde_json::Value;
use smol_str::SmolStr;

use crate::catalogue;
use crate::decode::SchemaError;
use crate::patch::{PatchError, apply};
use crate::private_types;
use crate::resource_type::ResourceType;

static INSTALLED: OnceLock<Overlay> = OnceLock::new();

/// Changes to the types.
#[derive(Debug, Default)]
pub struct Overlay {
    types: FxHashMap<SmolStr, (String, ResourceType)>,
    removed: BTreeSet<SmolStr>,
}

/// What the overlay says of a name.
pub(crate) enum Word {
    /// There is no such type.
    Removed,
    /// It is this one, everywhere.
    Given(&'static ResourceType),
}

/// What is said of `name`; nothing where the type is as it ships.
pub(crate) fn of(name: &str) -> Option<Word> {
    if let Some(given) = private_types::of(name) {
        return Some(Word::Given(given));
    }
    let overlay = INSTALLED.get()?;
    if overlay.removed.contains(name) {
        return Some(Word::Removed);
    }
    overlay.types.get(name).map(|(_, given)| Word::Given(given))
}

impl Overlay {
    /// Adds a type, or puts it in the place of the one that ships.
    pub fn add(&mut self, text: &str) -> Result<(), SchemaError> {
        let given = ResourceType::from_json(text)?;
        self.types.insert(given.name().into(), (text.to_owned(), given));
        Ok(())
    }

    /// Takes away all types but those that `included` names, and those that `excluded` names.
    /// `*` stands for any text; where nothing is included, everything is.
    pub fn restrict(&mut self, included: &[String], excluded: &[String]) {
        let among = |patterns: &[String], name: &str| patterns.iter().any(|pattern| matches(pattern, name));
        let is_out = |name: &str| !included.is_empty() && !among(included, name) || among(excluded, name);
        let shipped = catalogue::resource_type_names().map(SmolStr::new_static);
        let all = shipped.chain(self.types.keys().cloned());
        self.removed.extend(all.filter(|name| is_out(name)));
    }

    /// Changes the schema of a type by a JSON Patch. A type that there isn't stays away.
    pub fn patch(&mut self, name: &str, operations: &Value) -> Result<(), PatchError> {
        let own = self.types.get(name).map(|(text, _)| text.clone());
        let Some(text) = own.or_else(|| catalogue::text(name)) else { return Ok(()) };
        let mut schema: Value = serde_json::from_str(&text).map_err(|error| PatchError(error.to_string()))?;
        apply(&mut schema, operations)?;
        self.add(&schema.to_string()).map_err(|error| PatchError(error.to_string()))
    }

    /// Puts it in place. A second one is not taken, and gives false.
    pub fn install(self) -> bool {
        INSTALLED.set(self).is_ok()
    }
}

/// Whether `pattern`, in which `*` stands for any text, names the type.
pub fn is_named_by(name: &str, pattern: &str) -> bool {
    matches(pattern, name)
}

/// Whether `pattern`, in which `*` stands for any text, is all of `text`.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<_> = parts.collect();
    let Some((last, between)) = parts.split_last() else { return rest.is_empty() };
    for part in between {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let cases = [
            ("AWS::SNS::*", "AWS::SNS::Topic", true),
            ("AWS::*::Topic", "AWS::SNS::Topic", true),
            ("AWS::*::Topic", "AWS::SNS::TopicPolicy", false),
            ("AWS::SNS::Topic", "AWS::SNS::TopicPolicy", false),
            ("*", "AWS::SNS::Topic", true),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn types_are_added_changed_and_taken_away() {
        let mut overlay = Overlay::default();
        overlay.add(r#"{"typeName": "Our::Own::Thing", "properties": {}}"#).expect("a schema");
        let operations = serde_json::json!([{ "op": "add", "path": "/required", "value": ["QueueName"] }]);
        overlay.patch("AWS::SQS::Queue", &operations).expect("a patch");
        overlay.patch("No::Such::Type", &operations).expect("nothing to patch");
        let queue = &overlay.types["AWS::SQS::Queue"].1;
        assert_eq!(queue.required().collect::<Vec<_>>(), ["QueueName"]);
        overlay.restrict(&["AWS::S*".to_owned()], &["AWS::SNS::*".to_owned()]);
        let removed = |name: &str| overlay.removed.contains(name);
        assert!(removed("AWS::SNS::Topic") && removed("AWS::EC2::VPC") && removed("Our::Own::Thing"));
        assert!(!removed("AWS::SQS::Queue"));
    }
}

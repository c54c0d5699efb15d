//! The first text of a rule: one that passes its own test and shows what can be
//! written.

use formwork_schemas::{ResourceType, TypeLookup, Types, lookup};

/// What a first rule is to be about.
#[derive(Debug, Clone)]
pub struct FirstRule {
    pub id: String,
    pub type_name: String,
}

/// Properties that many rules are about, in the order in which they are taken.
const USUAL: [&str; 8] = [
    "KmsMasterKeyId",
    "KmsKeyId",
    "BucketEncryption",
    "StorageEncrypted",
    "Encrypted",
    "RetentionInDays",
    "PermissionsBoundary",
    "Tags",
];

impl FirstRule {
    /// With the id that a name makes: `queue-encrypted` is `QUEUE_ENCRYPTED`. None where it makes none,
    /// or that of a rule that there is.
    pub fn new(name: &str, type_name: &str) -> Option<Self> {
        let mut id = String::new();
        for (at, letter) in name.char_indices() {
            if letter.is_ascii_alphanumeric() {
                let is_new_word = letter.is_ascii_uppercase()
                    && name[..at].ends_with(|before: char| before.is_ascii_lowercase());
                id.push_str(if is_new_word { "_" } else { "" });
                id.push(letter.to_ascii_uppercase());
            } else if !id.ends_with('_') {
                id.push('_');
            }
        }
        let id = id.trim_matches('_').to_owned();
        let is_id = id.len() > 2 && id.starts_with(|letter: char| letter.is_ascii_uppercase());
        let is_free = crate::find(&id).is_none();
        (is_id && is_free).then(|| Self { id, type_name: type_name.to_owned() })
    }
}

/// The text of a rule that asks for one property; nothing where there is no such type.
pub fn first_rule(first: &FirstRule) -> Option<String> {
    let FirstRule { id, type_name } = first;
    let known = match lookup(type_name) {
        TypeLookup::Known(known) => Some(known),
        TypeLookup::Custom(_) => None,
        TypeLookup::Module | TypeLookup::Unknown => return None,
    };
    let property = known.and_then(property_of).unwrap_or_else(|| "Owner".to_owned());
    let value = known.map_or("web", |known| sample(known, &property));
    let article = if type_name.starts_with(['A', 'E', 'I', 'O', 'U']) { "An" } else { "A" };
    Some(format!(
        r#"id: {id}
title: {article} `{type_name}` has no `{property}`
rationale: |
  Say here why that matters, and what to do about it. `formwork explain {id}` shows it.
severity: warning
resources: [{type_name}]
# What holds of the properties, in the words of JSON Schema.
assert:
  required: [{property}]
message: "`{{id}}` has no `{property}`"
help: "Add `{property}`"
# The tests of the rule, which `formwork test` runs.
examples:
  - name: with `{property}`
    pass:
      {property}: {value}
  - name: without it
    fail: {{}}
    finds: [{property}]
"#
    ))
}

/// A property that a rule may well be about: a usual one, or the first that is neither required nor set by the service.
fn property_of(known: &ResourceType) -> Option<String> {
    let declared = known.properties().properties();
    let names: Vec<&str> = declared.iter().map(|(name, _)| name.as_str()).collect();
    let usual = USUAL.iter().copied().find(|name| names.contains(name));
    let other = || {
        let is_free =
            |name: &&str| !known.is_read_only(&[*name]) && known.required().all(|required| required != name);
        names.iter().copied().find(is_free)
    };
    usual.or_else(other).map(str::to_owned)
}

/// A value of the type that a property has.
fn sample(known: &ResourceType, property: &str) -> &'static str {
    let types = known.property_at(&[property]).map_or(Types::ALL, formwork_schemas::Schema::types);
    if types.intersects(Types::STRING) {
        "web"
    } else if types.intersects(Types::BOOLEAN) {
        "true"
    } else if types.intersects(Types::INTEGER.union(Types::NUMBER)) {
        "1"
    } else if types.intersects(Types::ARRAY) {
        "[]"
    } else {
        "{}"
    }
}

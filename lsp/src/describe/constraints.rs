//! What a schema asks of a value, in a few words each.

use formwork_schemas::{Keyword, Literal, Schema, Types};

use super::markdown::{code, listed};

/// Most values of a list that are shown.
const MOST: usize = 24;

/// The types that a value can have: `string`, `list of string`, `map`.
pub(super) fn types(schema: Schema<'_>) -> String {
    let named = schema.views().into_iter().flat_map(Schema::keywords).find_map(|keyword| match keyword {
        Keyword::Type(types) => Some(*types),
        _ => None,
    });
    let has = |kind: Types| named.is_some_and(|types| types.contains(kind));
    let mut words = Vec::new();
    for (kind, word) in [
        (Types::STRING, "string"),
        (Types::BOOLEAN, "boolean"),
        (Types::INTEGER, "integer"),
        (Types::NUMBER, "number"),
    ] {
        if has(kind) {
            words.push(word.to_owned());
        }
    }
    if has(Types::ARRAY) {
        let items = schema.items().map(types).filter(|inner| !inner.is_empty());
        words.push(items.map_or("list".to_owned(), |inner| format!("list of {inner}")));
    }
    if has(Types::OBJECT) || words.is_empty() && !schema.properties().is_empty() {
        words.push("map".to_owned());
    }
    words.join(" or ")
}

/// Each constraint as an item of a list.
pub(super) fn constraints(schema: Schema<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let (mut lengths, mut range, mut items) = ((None, None), (None, None), (None, None));
    for keyword in schema.all_keywords() {
        match keyword {
            Keyword::Enum(values) | Keyword::EnumCaseInsensitive(values) => found.push(allowed(values)),
            Keyword::Const(value) => found.push(format!("Always `{value}`")),
            Keyword::Pattern(pattern) => {
                found.push(format!("Matches {}", code(pattern.as_str())));
            }
            Keyword::Format(format) => found.push(format!("Format `{format}`")),
            Keyword::MinLength(least) => lengths.0 = Some(least.to_string()),
            Keyword::MaxLength(most) => lengths.1 = Some(most.to_string()),
            Keyword::Minimum(least) => range.0 = Some(least.as_f64().to_string()),
            Keyword::Maximum(most) => range.1 = Some(most.as_f64().to_string()),
            Keyword::MinItems(least) => items.0 = Some(least.to_string()),
            Keyword::MaxItems(most) => items.1 = Some(most.to_string()),
            Keyword::UniqueItems(true) => found.push("Items differ from one another".to_owned()),
            Keyword::Default(value) => found.push(format!("Default `{value}`")),
            Keyword::RequiredXor(names) => found.push(format!("Exactly one of {}", listed(names, MOST))),
            Keyword::RequiredOr(names) => found.push(format!("At least one of {}", listed(names, MOST))),
            Keyword::DependentExcluded(rules) => {
                for (name, others) in rules.iter().take(MOST) {
                    found.push(format!("`{name}` goes without {}", listed(others, MOST)));
                }
            }
            Keyword::DependentRequired(rules) => {
                for (name, others) in rules.iter().take(MOST) {
                    found.push(format!("`{name}` needs {}", listed(others, MOST)));
                }
            }
            _ => {}
        }
    }
    for (what, (least, most)) in [("Length", lengths), ("Value", range), ("Items", items)] {
        // Nothing is shorter, or fewer.
        let least = least.filter(|least| what == "Value" || least != "0");
        match (least, most) {
            (Some(least), Some(most)) if least == most => found.push(format!("{what} {least}")),
            (Some(least), Some(most)) => found.push(format!("{what} {least} to {most}")),
            (Some(least), None) => found.push(format!("{what} {least} or more")),
            (None, Some(most)) => found.push(format!("{what} up to {most}")),
            (None, None) => {}
        }
    }
    found.dedup();
    found
}

fn allowed(values: &[Literal]) -> String {
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    format!("One of {}", listed(&values, MOST))
}

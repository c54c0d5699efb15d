//! Whether a resource is there where something refers to it.

use formwork_template::{Answer, Reference, Section, Template, Value};

/// Whether the target of a reference is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Availability {
    Always,
    /// The template has no such resource.
    Missing,
    /// It is not there where its condition is false, which can be at the reference.
    Unless {
        condition: String,
        when: String,
    },
    /// Something that can't be looked into decides it.
    Unknown,
}

/// Whether the resource that `reference` names is there, under the conditions of the reference.
pub(crate) fn availability(template: &Template, reference: &Reference) -> Availability {
    let index = template.index();
    let Some(definition) = index.definition(Section::Resources, &reference.name) else {
        let known = !index.may_be_of_module(&reference.name) && !index.is_open(Section::Resources);
        let generated = index.generated_type(&reference.name).is_some();
        return if known && !generated { Availability::Missing } else { Availability::Unknown };
    };
    let target = Value::new(template.tree(), definition.node);
    if target.get("Type").and_then(Value::text).is_none() && reference.kind.is_to_resource() {
        return if index.is_open(Section::Resources) { Availability::Unknown } else { Availability::Missing };
    }
    let Some(condition) = target.get("Condition").and_then(Value::text) else { return Availability::Always };
    let conditions = template.conditions();
    // A place that is never reached refers to nothing.
    let reached = conditions.satisfiable(&reference.when) == Answer::Yes;
    if !reached || conditions.implies(&reference.when, condition, true) {
        return Availability::Always;
    }
    let mut literals: Vec<(&str, bool)> =
        reference.when.iter().map(|(name, holds)| (name.as_str(), *holds)).collect();
    if !literals.contains(&(condition, false)) {
        literals.push((condition, false));
    }
    if conditions.satisfiable(&literals) != Answer::Yes {
        return Availability::Unknown;
    }
    let words: Vec<String> = literals.iter().map(|(name, holds)| format!("`{name}` is {holds}")).collect();
    Availability::Unless { condition: condition.to_owned(), when: words.join(" and ") }
}

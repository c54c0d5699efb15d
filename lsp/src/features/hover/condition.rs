//! Conditions as formulas: `Env = prod and not (Region = us-east-1)`.

use formwork_template::{FunctionName, Section, Template, Value};

/// How deep conditions are followed that stand on others.
const DEEPEST: u8 = 8;

/// What a condition of the template says.
pub(crate) fn condition(template: &Template, name: &str) -> Option<String> {
    let value = template.member(Section::Conditions, name)?.value;
    Some(format!("**{name}** condition\n\n```\n{}\n```\n", formula(template, value, 0)))
}

/// The formula of a value of `Conditions`; conditions that it names are written out.
pub(crate) fn formula(template: &Template, value: Value<'_>, depth: u8) -> String {
    let Some(function) = value.function() else {
        // `Condition: Name`, which is no function elsewhere.
        return match value.get("Condition").and_then(Value::text) {
            Some(name) => named(template, name, depth),
            None => operand(value),
        };
    };
    let arguments: Vec<Value<'_>> = function.argument.items().collect();
    let join = |word: &str| {
        let parts = arguments.iter().map(|part| grouped(template, *part, depth));
        parts.collect::<Vec<_>>().join(&format!(" {word} "))
    };
    match (function.name, arguments.as_slice()) {
        (FunctionName::Equals, [one, other]) => format!("{} = {}", operand(*one), operand(*other)),
        (FunctionName::And, _) => join("and"),
        (FunctionName::Or, _) => join("or"),
        (FunctionName::Not, [one]) => format!("not {}", grouped(template, *one, depth)),
        (FunctionName::Condition, _) => {
            function.argument.text().map_or_else(String::new, |name| named(template, name, depth))
        }
        _ => operand(value),
    }
}

fn named(template: &Template, name: &str, depth: u8) -> String {
    match template.member(Section::Conditions, name) {
        Some(member) if depth < DEEPEST => formula(template, member.value, depth + 1),
        _ => name.to_owned(),
    }
}

/// A part of a formula, in brackets where it has parts of its own.
fn grouped(template: &Template, value: Value<'_>, depth: u8) -> String {
    let text = formula(template, value, depth);
    let is_joined = text.contains(" and ") || text.contains(" or ") || text.contains(" = ");
    if is_joined { format!("({text})") } else { text }
}

/// A value that is compared.
fn operand(value: Value<'_>) -> String {
    if let Some(text) = value.text() {
        return if text.is_empty() { "\"\"".to_owned() } else { text.to_owned() };
    }
    let Some(function) = value.function() else { return "...".to_owned() };
    match function.reference() {
        Some(name) => name.text.to_owned(),
        None => {
            let arguments: Vec<String> = match function.argument.text() {
                Some(text) => vec![text.to_owned()],
                None => function.argument.items().map(operand).collect(),
            };
            format!("{}({})", function.name.tag(), arguments.join(", "))
        }
    }
}

//! Conditions as formulas: `Env = prod and AWS::Region != us-east-1`.

use formwork_rules::resolved::{Truth, Ways};
use formwork_template::{FunctionName, Section, Template, Value};

use crate::describe::Markdown;
use crate::snapshot::Snapshot;

/// How deep conditions are followed that stand on others.
const DEEPEST: u8 = 8;

/// The longest formula: conditions that name conditions can make much of little.
const LONGEST: usize = 1_000;

/// What a condition of the template says, and where it holds.
pub(super) fn condition(snapshot: &Snapshot, name: &str) -> Option<String> {
    let template = snapshot.template();
    let value = template.member(Section::Conditions, name)?.value;
    let mut said = Markdown::begun(format!("**{name}** condition"));
    said.code("", &formula(template, value));
    let ways = Ways::new(template, snapshot.settings(), snapshot.surroundings());
    for holding in ways.holds(name) {
        let holds = match holding.truth {
            Truth::Holds => "Holds",
            Truth::Fails => "Does not hold",
            Truth::Open => continue,
        };
        let when = if holding.way.starts_with('`') { "where" } else { "when" };
        said.item(match holding.way.as_str() {
            "" => format!("{holds} in any deployment"),
            way => format!("{holds} {when} {way}"),
        });
    }
    Some(said.into_text())
}

/// The formula of a value of `Conditions`; conditions that it names are written out, as far as there is room.
pub(crate) fn formula(template: &Template, value: Value<'_>) -> String {
    let mut writer = Writer { template, text: String::new() };
    writer.value(value, Around::Nothing, 0);
    writer.text
}

/// What a part of a formula stands in: whether it needs brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    And,
    Or,
    Not,
}

struct Writer<'t> {
    template: &'t Template,
    text: String,
}

impl Writer<'_> {
    fn value(&mut self, value: Value<'_>, around: Around, depth: u8) {
        if self.text.len() > LONGEST {
            return self.text.push_str("...");
        }
        let Some(function) = value.function() else {
            // `Condition: Name`, which is no function elsewhere.
            return match value.get("Condition").and_then(Value::text) {
                Some(name) => self.named(name, around, depth),
                None => self.text.push_str(&operand(value, depth)),
            };
        };
        let argument = function.argument;
        let arguments: Vec<Value<'_>> = argument.items().collect();
        match (function.name, arguments.as_slice()) {
            (FunctionName::Equals, [one, other]) => self.compare(*one, "=", *other),
            (FunctionName::Not, [inner]) => self.not(*inner, depth),
            (FunctionName::And, parts) => self.joined(parts, "and", (Around::And, around), depth),
            (FunctionName::Or, parts) => self.joined(parts, "or", (Around::Or, around), depth),
            (FunctionName::Condition, _) => match argument.text() {
                Some(name) => self.named(name, around, depth),
                None => self.text.push_str("..."),
            },
            _ => self.text.push_str(&operand(value, depth)),
        }
    }

    fn compare(&mut self, one: Value<'_>, sign: &str, other: Value<'_>) {
        self.text.extend([&operand(one, 0), " ", sign, " ", &operand(other, 0)]);
    }

    fn not(&mut self, inner: Value<'_>, depth: u8) {
        let function = inner.function().filter(|function| function.name == FunctionName::Equals);
        let compared: Vec<Value<'_>> =
            function.map(|function| function.argument.items().collect()).unwrap_or_default();
        if let [one, other] = compared.as_slice() {
            return self.compare(*one, "!=", *other);
        }
        self.text.push_str("not ");
        self.value(inner, Around::Not, depth);
    }

    fn joined(&mut self, parts: &[Value<'_>], word: &str, (own, around): (Around, Around), depth: u8) {
        let is_bracketed = around != Around::Nothing && around != own && parts.len() > 1;
        if is_bracketed {
            self.text.push('(');
        }
        for (number, part) in parts.iter().enumerate() {
            if self.text.len() > LONGEST {
                self.text.push_str(" ...");
                break;
            }
            if number > 0 {
                self.text.extend([" ", word, " "]);
            }
            self.value(*part, own, depth);
        }
        if is_bracketed {
            self.text.push(')');
        }
    }

    fn named(&mut self, name: &str, around: Around, depth: u8) {
        match self.template.member(Section::Conditions, name) {
            Some(member) if depth < DEEPEST => {
                let is_compared = member.value.function().is_some_and(|it| it.name == FunctionName::Equals);
                let needs = around == Around::Not && is_compared;
                if needs {
                    self.text.push('(');
                }
                self.value(member.value, around, depth + 1);
                if needs {
                    self.text.push(')');
                }
            }
            _ => self.text.push_str(name),
        }
    }
}

/// A value that is compared.
fn operand(value: Value<'_>, depth: u8) -> String {
    if let Some(text) = value.text() {
        return if text.is_empty() { "\"\"".to_owned() } else { text.to_owned() };
    }
    let Some(function) = value.function().filter(|_| depth < DEEPEST) else { return "...".to_owned() };
    if let Some(name) = function.reference() {
        return name.text.to_owned();
    }
    let arguments: Vec<String> = match function.argument.text() {
        Some(text) => vec![text.to_owned()],
        None => function.argument.items().take(8).map(|part| operand(part, depth + 1)).collect(),
    };
    format!("{}({})", function.name.tag(), arguments.join(", "))
}

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
pub(crate) fn formula<'t>(template: &'t Template, value: Value<'t>) -> String {
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

impl<'t> Writer<'t> {
    fn value(&mut self, value: Value<'t>, around: Around, depth: u8) {
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
        let arguments: Vec<Value<'t>> = argument.items().collect();
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

    fn compare(&mut self, one: Value<'t>, sign: &str, other: Value<'t>) {
        // `Env = prod`, in whichever order they are written.
        let is_turned = one.function().is_none() && other.function().is_some();
        let (one, other) = if is_turned { (other, one) } else { (one, other) };
        self.text.extend([&operand(one, 0), " ", sign, " ", &operand(other, 0)]);
    }

    fn not(&mut self, inner: Value<'t>, depth: u8) {
        if let Some([one, other]) = self.compared(inner) {
            return self.compare(one, "!=", other);
        }
        self.text.push_str("not ");
        self.value(inner, Around::Not, depth);
    }

    /// What is compared, where a condition, or the one that it names, is a comparison.
    fn compared(&self, condition: Value<'t>) -> Option<[Value<'t>; 2]> {
        let mut condition = condition;
        for _ in 0..DEEPEST {
            let function = condition.function();
            let named = match function {
                Some(function) if function.name == FunctionName::Equals => {
                    let mut arguments = function.argument.items();
                    let both = [arguments.next()?, arguments.next()?];
                    return arguments.next().is_none().then_some(both);
                }
                Some(function) if function.name == FunctionName::Condition => function.argument,
                Some(_) => return None,
                None => condition.get("Condition")?,
            };
            condition = self.template.member(Section::Conditions, named.text()?)?.value;
        }
        None
    }

    fn joined(&mut self, parts: &[Value<'t>], word: &str, (own, around): (Around, Around), depth: u8) {
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
            Some(member) if depth < DEEPEST => self.value(member.value, around, depth + 1),
            _ => self.text.push_str(name),
        }
    }
}

/// A value that is compared.
fn operand(value: Value<'_>, depth: u8) -> String {
    if let Some(text) = value.text() {
        let is_word = !text.is_empty() && !text.contains(char::is_whitespace);
        return if is_word { text.to_owned() } else { format!("{text:?}") };
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

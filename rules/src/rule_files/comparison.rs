//! Comparisons: a property held against values, against another property or
//! against a parameter. Against values they are schemas, with words of their own.

use std::fmt;

use formwork_template::{Data, NodeId, Scalar, ScalarKind};
use serde_json::{Value, json};
use smol_str::SmolStr;

use super::assertion::{Assertion, at_path, pattern};
use super::names::{Known, PropertyPath, check_path};
use crate::builtin::rule_files::wrong_rule_kind::WrongRuleKind;
use crate::config::reader::{Named, Reader};
use crate::words;

/// A property and what holds of it.
#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) property: PropertyPath,
    pub(super) tests: Vec<Test>,
}

/// One operator and what it compares with.
#[derive(Debug)]
pub(super) struct Test {
    pub(super) operator: Operator,
    /// In words, as the end of "is not ...".
    pub(super) expected: String,
    /// What can be said of the property alone: its value, or that it is there.
    pub(super) schema: Assertion,
    pub(super) other: Option<Other>,
}

/// Something in the template that a property is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Other {
    Property(PropertyPath),
    Parameter(SmolStr),
}

/// How a property is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equals,
    NotEquals,
    OneOf,
    NoneOf,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Matches,
    NotMatches,
    MinItems,
    MaxItems,
    Exists,
    Absent,
}

impl Named for Operator {
    const KIND: &str = "an operator";
    const NAMES: &[(&str, Self)] = &[
        ("equals", Self::Equals),
        ("not-equals", Self::NotEquals),
        ("one-of", Self::OneOf),
        ("none-of", Self::NoneOf),
        ("at-least", Self::AtLeast),
        ("at-most", Self::AtMost),
        ("more-than", Self::MoreThan),
        ("less-than", Self::LessThan),
        ("matches", Self::Matches),
        ("not-matches", Self::NotMatches),
        ("min-items", Self::MinItems),
        ("max-items", Self::MaxItems),
        ("exists", Self::Exists),
        ("absent", Self::Absent),
    ];
}

impl Operator {
    /// Whether a property that is not there passes: nothing is too much, or is what it must not be.
    pub(super) fn passes_without(self) -> bool {
        use Operator::{Absent, AtMost, LessThan, MaxItems, NoneOf, NotEquals, NotMatches};
        matches!(self, NotEquals | NoneOf | NotMatches | AtMost | LessThan | MaxItems | Absent)
    }

    fn takes_other(self) -> bool {
        use Operator::{AtLeast, AtMost, Equals, LessThan, MoreThan, NotEquals};
        matches!(self, Equals | NotEquals | AtLeast | AtMost | MoreThan | LessThan)
    }

    /// Whether two values stand so to one another. `None` where they can't be compared.
    pub(super) fn holds(self, left: &str, right: &str) -> Option<bool> {
        let numbers = left.trim().parse::<f64>().ok().zip(right.trim().parse::<f64>().ok());
        let same = left == right || numbers.is_some_and(|(left, right)| (left - right).abs() < f64::EPSILON);
        Some(match self {
            Self::Equals => same,
            Self::NotEquals => !same,
            Self::AtLeast => numbers.map(|(left, right)| left >= right)?,
            Self::AtMost => numbers.map(|(left, right)| left <= right)?,
            Self::MoreThan => numbers.map(|(left, right)| left > right)?,
            Self::LessThan => numbers.map(|(left, right)| left < right)?,
            _ => return None,
        })
    }

    fn words(self, operand: &str) -> String {
        match self {
            Self::Equals => operand.to_owned(),
            Self::NotEquals | Self::NoneOf => format!("anything but {operand}"),
            Self::OneOf => format!("one of {operand}"),
            Self::AtLeast => format!("at least {operand}"),
            Self::AtMost => format!("at most {operand}"),
            Self::MoreThan => format!("more than {operand}"),
            Self::LessThan => format!("less than {operand}"),
            Self::Matches => format!("a match of {operand}"),
            Self::NotMatches => format!("anything but a match of {operand}"),
            Self::MinItems => format!("a list of {operand} or more items"),
            Self::MaxItems => format!("a list of {operand} items or fewer"),
            Self::Exists => "there".to_owned(),
            Self::Absent => "absent".to_owned(),
        }
    }
}

impl fmt::Display for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(path) => write!(f, "`{}`", path.as_str()),
            Self::Parameter(name) => write!(f, "the parameter `{name}`"),
        }
    }
}

impl Comparison {
    pub(super) fn read(reader: &mut Reader<'_>, node: NodeId, known: Option<&Known>) -> Option<Self> {
        let mut keys = vec!["property"];
        keys.extend(Operator::NAMES.iter().map(|(name, _)| *name));
        reader.keys(node, &keys)?;
        let property: Option<PropertyPath> = reader.field(node, "property");
        if let Some(property) = &property {
            check_path(reader, property, known);
        } else if reader.tree().get(node, "property").is_none() {
            lacks(
                reader,
                node,
                "property",
                "Name the property that is compared: `property: VisibilityTimeout`",
            );
        }
        let mut tests = Vec::new();
        let mut any = false;
        for (name, operator) in Operator::NAMES {
            any |= reader.tree().get(node, name).is_some();
            let test = reader.field_by(node, name, |reader, node| {
                Test::read(reader, node, *operator, property.as_ref()?, known)
            });
            tests.extend(test);
        }
        if !any {
            let names: Vec<&str> = keys.split_off(1);
            let help = format!("There are {}", words::and_quoted(&names));
            lacks(reader, node, "operator", &help);
        }
        Some(Self { property: property?, tests }).filter(|comparison| !comparison.tests.is_empty())
    }
}

/// Reports that a mapping has not what it needs.
pub(super) fn lacks(reader: &mut Reader<'_>, node: NodeId, what: &str, help: &str) {
    let message = format!("{} has no {what}", reader.place());
    // A whole mapping is too much to point at.
    let first = reader.tree().entries(node).first().map_or(node, |entry| entry.key);
    let span = reader.span_of(first);
    reader.report::<WrongRuleKind>(span, message).help(help);
}

impl Test {
    fn read(
        reader: &mut Reader<'_>,
        node: NodeId,
        operator: Operator,
        property: &PropertyPath,
        known: Option<&Known>,
    ) -> Option<Self> {
        let (operand, other) = operand(reader, node, operator, known)?;
        let steps = property.steps();
        let is_needed = !operator.passes_without();
        let at = |inner: Value| at_path(&steps, is_needed, inner);
        let text = match &other {
            Some(other) => other.to_string(),
            None => said(&operand),
        };
        let schema = match operator {
            _ if other.is_some() => at(json!({})),
            Operator::Equals => at(json!({ "const": operand })),
            Operator::NotEquals => at(json!({ "not": { "const": operand } })),
            Operator::OneOf => at(json!({ "enum": operand })),
            Operator::NoneOf => at(json!({ "not": { "enum": operand } })),
            Operator::AtLeast => at(json!({ "minimum": operand })),
            Operator::AtMost => at(json!({ "maximum": operand })),
            Operator::MoreThan => at(json!({ "exclusiveMinimum": operand })),
            Operator::LessThan => at(json!({ "exclusiveMaximum": operand })),
            Operator::Matches => at(json!({ "pattern": operand })),
            Operator::NotMatches => at(json!({ "not": { "pattern": operand } })),
            Operator::MinItems => at(json!({ "minItems": operand })),
            Operator::MaxItems => at(json!({ "maxItems": operand })),
            Operator::Exists => at(json!(true)),
            Operator::Absent => at(json!(false)),
        };
        Some(Self { operator, expected: operator.words(&text), schema: Assertion::of(&schema)?, other })
    }
}

/// What is compared with, as JSON, or as something in the template.
fn operand(
    reader: &mut Reader<'_>,
    node: NodeId,
    operator: Operator,
    known: Option<&Known>,
) -> Option<(Value, Option<Other>)> {
    use Operator as O;
    let is_map = matches!(reader.data(node), Some(Data::Mapping(_)));
    if is_map && operator.takes_other() {
        return Some((Value::Null, Some(other(reader, node, known)?)));
    }
    let kind = match operator {
        O::Equals | O::NotEquals => "a value, `{ property: ... }` or `{ parameter: ... }`",
        O::OneOf | O::NoneOf => "a list of values",
        O::AtLeast | O::AtMost | O::MoreThan | O::LessThan => {
            "a number, `{ property: ... }` or `{ parameter: ... }`"
        }
        O::Matches | O::NotMatches => "a regular expression",
        O::MinItems | O::MaxItems => "a whole number",
        O::Exists | O::Absent => "`true`",
    };
    let scalar = match reader.data(node) {
        Some(Data::Scalar(scalar)) => Some(scalar.kind),
        _ => None,
    };
    let fits = match (operator, scalar) {
        (O::Equals | O::NotEquals, Some(kind)) => kind != ScalarKind::Null,
        (O::OneOf | O::NoneOf, None) => is_list_of_scalars(reader, node),
        (O::AtLeast | O::AtMost | O::MoreThan | O::LessThan, Some(kind)) => {
            matches!(kind, ScalarKind::Integer(_) | ScalarKind::Float(_))
        }
        (O::Matches | O::NotMatches, Some(kind)) => matches!(kind, ScalarKind::String | ScalarKind::Date),
        (O::MinItems | O::MaxItems, Some(kind)) => matches!(kind, ScalarKind::Integer(0..)),
        (O::Exists | O::Absent, Some(kind)) => kind == ScalarKind::Bool(true),
        _ => false,
    };
    if !fits {
        return reader.wrong_kind(node, kind);
    }
    if matches!(operator, O::Matches | O::NotMatches) {
        let before = reader.problems();
        pattern(reader, node);
        if reader.problems() > before {
            return None;
        }
    }
    Some((super::assertion::json(reader, node)?, None))
}

fn is_list_of_scalars(reader: &Reader<'_>, node: NodeId) -> bool {
    let tree = reader.tree();
    let is_scalar = |item: &NodeId| matches!(reader.data(*item), Some(Data::Scalar(Scalar { kind, .. })) if *kind != ScalarKind::Null);
    !tree.items(node).is_empty() && tree.items(node).iter().all(is_scalar)
}

fn other(reader: &mut Reader<'_>, node: NodeId, known: Option<&Known>) -> Option<Other> {
    reader.keys(node, &["property", "parameter"])?;
    let (property, parameter) = (reader.tree().get(node, "property"), reader.tree().get(node, "parameter"));
    match (property, parameter) {
        (Some(_), None) => {
            let path: PropertyPath = reader.field(node, "property")?;
            if path.steps().contains(&"*") {
                let message = format!("`{}` stands for several values", path.as_str());
                reader
                    .report::<WrongRuleKind>(path.span, message)
                    .help("Compare with one value: a path without `*`");
                return None;
            }
            check_path(reader, &path, known);
            Some(Other::Property(path))
        }
        (None, Some(_)) => reader.field(node, "parameter").map(Other::Parameter),
        (property, _) => {
            let found = if property.is_some() { "both `property` and" } else { "neither `property` nor" };
            let message = format!("{} has {found} `parameter`", reader.place());
            let span = reader.span_of(node);
            reader.report::<WrongRuleKind>(span, message);
            None
        }
    }
}

/// A value in a message.
fn said(operand: &Value) -> String {
    match operand {
        Value::String(text) => format!("`{text}`"),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(said).collect();
            words::joined(&items, "or")
        }
        Value::Number(number) => number.to_string(),
        other => format!("`{other}`"),
    }
}

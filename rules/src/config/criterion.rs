//! What the value of a property may be.

use std::fmt;

use formwork_template::{Data, NodeId, Value};
use smol_str::SmolStr;

use super::allowed::Allowed;
use super::reader::{Decode, Reader};
use super::value::TemplateValue;
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;

/// See the module.
#[derive(Debug, Clone)]
pub enum Criterion {
    /// This value and no other.
    Is(TemplateValue),
    Text(Allowed),
    /// An instance type of one of some families: their names, and what such a type looks like.
    Families(Vec<SmolStr>, Allowed),
    /// None of these.
    NoneOf(Vec<SmolStr>),
    /// A number in a range; nothing bounds it where there is no number.
    Range(Option<i64>, Option<i64>),
}

impl Criterion {
    /// Whether it takes a value whose text is known.
    pub(crate) fn takes(&self, text: &str) -> bool {
        match self {
            Self::Is(expected) => expected.scalar() == Some(text),
            Self::Text(allowed) | Self::Families(_, allowed) => allowed.accepts(text),
            Self::NoneOf(values) => values.iter().all(|value| value != text),
            Self::Range(least, most) => text.trim().parse::<f64>().is_ok_and(|number| {
                least.is_none_or(|least| number >= least as f64)
                    && most.is_none_or(|most| number <= most as f64)
            }),
        }
    }

    /// What its texts look like, where a pattern or a list says so.
    pub(crate) fn texts(&self) -> Option<&Allowed> {
        match self {
            Self::Text(allowed) | Self::Families(_, allowed) => Some(allowed),
            Self::Is(_) | Self::NoneOf(_) | Self::Range(..) => None,
        }
    }

    /// Whether a whole that is no text, or a function, is certain not to be right. Only a value that is
    /// expected word by word says anything about one.
    pub(crate) fn refuses(&self, value: Value<'_>) -> bool {
        match self {
            Self::Is(expected) => value.function().is_none() && !expected.is(value),
            _ => false,
        }
    }
}

/// As it reads behind "is not": ``one of `7`, `30` ``, `at most 365`.
impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(value) => write!(f, "`{}`", value.shown()),
            Self::Text(allowed) => allowed.fmt(f),
            Self::Families(names, _) => write!(f, "one of the families {}", list(names, ", ")),
            Self::NoneOf(values) => write!(f, "anything but {}", list(values, " and ")),
            Self::Range(Some(least), Some(most)) => write!(f, "from {least} to {most}"),
            Self::Range(Some(least), None) => write!(f, "at least {least}"),
            Self::Range(None, Some(most)) => write!(f, "at most {most}"),
            Self::Range(None, None) => f.write_str("a number"),
        }
    }
}

fn list(names: &[SmolStr], separator: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(separator)
}

impl Decode for Criterion {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        const OWN: [&str; 3] = ["none-of", "at-least", "at-most"];
        let tree = reader.tree();
        let is_own = matches!(reader.data(node), Some(Data::Mapping(_)))
            && !["one-of", "pattern"].iter().any(|key| tree.get(node, key).is_some());
        if !is_own {
            return Allowed::decode(reader, node).map(Self::Text);
        }
        reader.keys(node, &[&OWN[..], &["one-of", "pattern"]].concat())?;
        if tree.get(node, "none-of").is_some() {
            return reader.field_by(node, "none-of", Reader::non_empty).map(Self::NoneOf);
        }
        let number = |reader: &mut Reader<'_>, node| reader.integer(node, i64::MIN..=i64::MAX);
        let least = reader.field_by(node, "at-least", number);
        let most = reader.field_by(node, "at-most", number);
        if least.is_none() && most.is_none() {
            if tree.entries(node).is_empty() {
                let message = format!("{} says nothing of the value", reader.place());
                let span = reader.span_of(node);
                reader
                    .report::<WrongConfigKind>(span, message)
                    .help("Write one of `one-of`, `pattern`, `none-of`, `at-least` and `at-most`");
            }
            return None;
        }
        Some(Self::Range(least, most))
    }
}

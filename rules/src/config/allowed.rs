//! What the text of a name's part or of a tag may be.

use std::fmt;

use formwork_template::{Data, NodeId, Scalar, ScalarKind};
use smol_str::SmolStr;

use super::pattern::Pattern;
use super::reader::{Decode, Reader};
use crate::builtin::configuration::invalid_config_regex::InvalidConfigRegex;
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;
use crate::words::shortened;

/// What a text may be.
#[derive(Debug, Clone)]
pub enum Allowed {
    /// Any text but the empty one.
    Any,
    /// Text in which the pattern is found.
    Pattern(Pattern),
    OneOf(Vec<SmolStr>),
}

impl Allowed {
    pub fn accepts(&self, text: &str) -> bool {
        match self {
            Self::Any => !text.is_empty(),
            Self::Pattern(pattern) => pattern.is_match(text),
            Self::OneOf(values) => values.iter().any(|value| value == text),
        }
    }
}

/// As it reads in a message: ``one of `dev`, `prod` ``, ``text that matches `^a` ``.
impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any text"),
            Self::Pattern(pattern) => write!(f, "text that matches `{}`", pattern.as_str()),
            Self::OneOf(values) => {
                f.write_str("one of ")?;
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}`{value}`", if index > 0 { ", " } else { "" })?;
                }
                Ok(())
            }
        }
    }
}

impl Decode for Allowed {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let tree = reader.tree();
        match reader.data(node) {
            Some(Data::Sequence(_)) => reader.non_empty(node).map(Self::OneOf),
            Some(Data::Mapping(_)) => {
                reader.keys(node, &["one-of", "pattern"])?;
                match (tree.get(node, "one-of"), tree.get(node, "pattern")) {
                    (Some(_), None) => reader.field_by(node, "one-of", Reader::non_empty).map(Self::OneOf),
                    (None, Some(_)) => reader.field(node, "pattern").map(Self::Pattern),
                    (one_of, _) => {
                        let found =
                            if one_of.is_some() { "both `one-of` and" } else { "neither `one-of` nor" };
                        let message = format!("{} has {found} `pattern`", reader.place());
                        reader.report::<WrongConfigKind>(reader.tree().span(node), message);
                        None
                    }
                }
            }
            Some(Data::Scalar(Scalar { kind: ScalarKind::Bool(true), .. })) => Some(Self::Any),
            Some(Data::Scalar(_)) if tree.text(node) == Some("any") => Some(Self::Any),
            _ => Pattern::decode(reader, node).map(Self::Pattern),
        }
    }
}

impl Decode for Pattern {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let kind = "a regular expression, a list of values or `any`";
        let Data::Scalar(Scalar { kind: ScalarKind::String | ScalarKind::Date, .. }) =
            reader.tree().data(node)
        else {
            return reader.wrong_kind(node, kind);
        };
        let text = reader.text(node, kind)?;
        Self::new(text)
            .map_err(|mistake| {
                let span = reader.inside_text(node, mistake.range);
                let message =
                    format!("`{}` is not a regular expression: {}", shortened(text), mistake.message);
                reader.report::<InvalidConfigRegex>(span, message);
            })
            .ok()
    }
}

//! How a part of a name is written in templates: text with `${Variables}`, as
//! `Fn::Sub` takes it. What the variables are is the template's matter.

use formwork_template::NodeId;

use super::reader::{Decode, Reader};
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;
use crate::words::shortened;

/// A text with variables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SubText {
    pub(crate) pieces: Vec<SubTextPiece>,
}

/// A stretch of a [`SubText`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SubTextPiece {
    Text(String),
    /// A parameter or a pseudo parameter.
    Variable(String),
}

impl SubText {
    pub(crate) fn variable(name: &str) -> Self {
        Self { pieces: vec![SubTextPiece::Variable(name.to_owned())] }
    }

    pub(crate) fn text(text: &str) -> Self {
        Self { pieces: vec![SubTextPiece::Text(text.to_owned())] }
    }

    /// The text, where it has no variables.
    pub(crate) fn literal(&self) -> Option<String> {
        let text = |piece: &SubTextPiece| match piece {
            SubTextPiece::Text(text) => Some(text.clone()),
            SubTextPiece::Variable(_) => None,
        };
        self.pieces.iter().map(text).collect()
    }

    pub(crate) fn variables(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            SubTextPiece::Variable(name) => Some(name.as_str()),
            SubTextPiece::Text(_) => None,
        })
    }

    pub(crate) fn push(&mut self, other: &Self) {
        self.pieces.extend(other.pieces.iter().cloned());
    }

    pub(crate) fn push_text(&mut self, text: &str) {
        self.push(&Self::text(text));
    }

    /// Reads `a-${Name}`; nothing where a brace is left open or a variable is no name.
    fn parse(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after.split_once('}')?;
            let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b':');
            if name.is_empty() || !is_name {
                return None;
            }
            if !before.is_empty() {
                pieces.push(SubTextPiece::Text(before.to_owned()));
            }
            pieces.push(SubTextPiece::Variable(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(SubTextPiece::Text(rest.to_owned()));
        }
        (!pieces.is_empty()).then_some(Self { pieces })
    }
}

impl Decode for SubText {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let tree = reader.tree();
        let tagged = tree.tag(node).map(|tag| tag.name.clone());
        let written = match (tagged.as_deref(), tree.text(node)) {
            (Some("Ref"), Some(name)) => format!("${{{name}}}"),
            (Some("Sub"), Some(text)) => text.to_owned(),
            _ => reader.text(node, "text with `${Variables}`")?.to_owned(),
        };
        let written = match written.strip_prefix("!Ref ") {
            Some(name) => format!("${{{}}}", name.trim()),
            None => written.strip_prefix("!Sub ").map_or(written.as_str(), str::trim).to_owned(),
        };
        let found = Self::parse(&written);
        if found.is_none() {
            let message = format!("`{}` is not text with `${{Variables}}`", shortened(&written));
            let span = reader.span_of(node);
            reader
                .report::<WrongConfigKind>(span, message)
                .help("Write text, `${Parameter}`, or both: `a123456`, `${Env}`, `team-${Env}`");
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_text_apart() {
        for (text, shown) in [
            ("a123456", Some("a123456")),
            ("${Env}", Some("<Env>")),
            ("a-${AWS::Region}.b", Some("a-|<AWS::Region>|.b")),
            ("${Env", None),
            ("${}", None),
            ("${A b}", None),
            ("", None),
        ] {
            let show = |piece: &SubTextPiece| match piece {
                SubTextPiece::Text(text) => text.clone(),
                SubTextPiece::Variable(name) => format!("<{name}>"),
            };
            let found = SubText::parse(text);
            let found = found.map(|text| text.pieces.iter().map(show).collect::<Vec<_>>().join("|"));
            assert_eq!(found.as_deref(), shown, "{text}");
        }
    }
}

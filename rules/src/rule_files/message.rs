//! Messages with placeholders, as rules write them: `` `{id}` has no `{property}` ``.

use std::fmt::Write as _;

use formwork_template::NodeId;
use smol_str::SmolStr;

use crate::builtin::rule_files::unknown_placeholder::UnknownPlaceholder;
use crate::config::reader::{Decode, Named, Reader};
use crate::nearest::nearest;

/// A text in which some words stand for others.
#[derive(Debug, Clone, Default)]
pub(super) struct Message(Vec<Part>);

#[derive(Debug, Clone)]
enum Part {
    Text(SmolStr),
    Placeholder(Placeholder),
}

/// What a word in braces stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placeholder {
    Id,
    Type,
    Property,
    Value,
    Expected,
    Fact,
}

impl Named for Placeholder {
    const KIND: &str = "a placeholder";
    const NAMES: &[(&str, Self)] = &[
        ("id", Self::Id),
        ("type", Self::Type),
        ("property", Self::Property),
        ("value", Self::Value),
        ("expected", Self::Expected),
        ("fact", Self::Fact),
    ];
}

impl Message {
    /// The text for one finding.
    pub(super) fn fill(&self, word: impl Fn(Placeholder) -> String) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(known) => text.push_str(known),
                Part::Placeholder(placeholder) => text.push_str(&word(*placeholder)),
            }
        }
        text
    }
}

impl Decode for Message {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "text")?;
        let (mut parts, mut rest, mut offset) = (Vec::new(), text, 0);
        let mut plain = String::new();
        while let Some(open) = rest.find('{') {
            plain.push_str(&rest[..open]);
            let inside = &rest[open + 1..];
            let name = &inside[..inside.bytes().take_while(u8::is_ascii_lowercase).count()];
            // `${Name}` and `{{resolve:...}}` are what a template says, and no placeholders.
            let is_placeholder = !name.is_empty()
                && inside[name.len()..].starts_with('}')
                && !rest[..open].ends_with(['$', '{']);
            let known = Placeholder::NAMES.iter().find(|(known, _)| *known == name);
            match known.filter(|_| is_placeholder) {
                Some((_, placeholder)) => {
                    parts.push(Part::Text(std::mem::take(&mut plain).into()));
                    parts.push(Part::Placeholder(*placeholder));
                }
                None => {
                    if is_placeholder {
                        let start = offset + open;
                        unknown(reader, node, name, start..start + name.len() + 2);
                    }
                    let _ = write!(plain, "{{{name}");
                    let behind = open + 1 + name.len();
                    (rest, offset) = (&rest[behind..], offset + behind);
                    continue;
                }
            }
            let behind = open + name.len() + 2;
            (rest, offset) = (&rest[behind..], offset + behind);
        }
        plain.push_str(rest);
        let plain = plain.trim_end();
        if !plain.is_empty() {
            parts.push(Part::Text(plain.into()));
        }
        Some(Self(parts))
    }
}

fn unknown(reader: &mut Reader<'_>, node: NodeId, name: &str, range: std::ops::Range<usize>) {
    let names: Vec<&str> = Placeholder::NAMES.iter().map(|(name, _)| *name).collect();
    let listed = format!("There are `{{{}}}`", names.join("}`, `{"));
    let help = match nearest(name, names.iter().copied()) {
        Some(near) => format!("Change it to `{{{near}}}`. {listed}"),
        None => listed,
    };
    let span = reader.inside_text(node, range);
    reader.report::<UnknownPlaceholder>(span, format!("`{{{name}}}` is no placeholder")).help(help);
}

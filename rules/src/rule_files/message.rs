//! Messages with placeholders, as rules write them: `` `{id}` has no `{property}` ``.

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
        let (mut parts, mut plain) = (Vec::new(), String::new());
        let mut offset = 0;
        while let Some(open) = text[offset..].find('{').map(|at| offset + at) {
            plain.push_str(&text[offset..open]);
            let name = placeholder_at(text, open);
            let known = name.and_then(|name| Placeholder::NAMES.iter().find(|(known, _)| *known == name));
            if let Some((name, placeholder)) = known {
                parts.push(Part::Text(std::mem::take(&mut plain).into()));
                parts.push(Part::Placeholder(*placeholder));
                offset = open + name.len() + 2;
            } else {
                if let Some(name) = name {
                    unknown(reader, node, name, open..open + name.len() + 2);
                }
                plain.push('{');
                offset = open + 1;
            }
        }
        plain.push_str(&text[offset..]);
        parts.push(Part::Text(plain.trim_end().into()));
        Some(Self(parts))
    }
}

/// The name in the braces that open at `open`. `${Name}` and `{{resolve:...}}` are what a template says.
fn placeholder_at(text: &str, open: usize) -> Option<&str> {
    let inside = &text[open + 1..];
    let name = &inside[..inside.bytes().take_while(u8::is_ascii_lowercase).count()];
    let is_one =
        !name.is_empty() && inside[name.len()..].starts_with('}') && !text[..open].ends_with(['$', '{']);
    is_one.then_some(name)
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

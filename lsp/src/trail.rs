//! The way from the top of a template down to a place in it, by the steps that matter to
//! CloudFormation: keys, items and functions, whichever form a function has.

use formwork_template::{Data, FunctionName, NodeId, Tree, Value};
use smol_str::SmolStr;

/// One step down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the value of a key of a map.
    Key(SmolStr),
    /// Into an item of a list.
    Item(usize),
    /// Into the argument of an intrinsic function.
    Argument(FunctionName),
}

impl Step {
    /// The key, where it is one.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Key(key) => Some(key),
            _ => None,
        }
    }
}

/// What of a node the place is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The key of an entry of the last map.
    Key { key: NodeId, value: NodeId },
    /// The value itself: a scalar, or the blank inside of a collection.
    Value,
    /// The tag in front of the value.
    Tag,
}

/// See the module.
#[derive(Debug, Clone)]
pub struct Trail {
    /// From the top; for [`Part::Key`] they lead to the map.
    pub steps: Vec<Step>,
    /// The node before the first step, and behind each.
    pub nodes: Vec<NodeId>,
    pub part: Part,
}

impl Trail {
    /// The way to the innermost node that an offset touches.
    pub fn to(tree: &Tree, offset: u32) -> Self {
        let mut trail = Self { steps: Vec::new(), nodes: vec![tree.root()], part: Part::Value };
        let mut node = tree.root();
        loop {
            if let Some(tag) = tree.tag(node) {
                let own = tree.span(node);
                let is_at_tag = tag.span.touches(offset) && (own.is_empty() || !own.touches(offset));
                if is_at_tag {
                    trail.part = Part::Tag;
                    return trail;
                }
                if let Some(name) = FunctionName::from_tag(&tag.name) {
                    trail.push(Step::Argument(name), node);
                }
            }
            let next = match tree.data(node) {
                Data::Mapping(_) => match Self::entry_at(tree, node, offset) {
                    Ok(next) => next,
                    Err(part) => {
                        trail.part = part;
                        return trail;
                    }
                },
                Data::Sequence(items) => {
                    let found = items.iter().position(|item| tree.span_with_tag(*item).touches(offset));
                    found.map(|index| (Step::Item(index), items[index]))
                }
                Data::Scalar(_) | Data::Error => None,
            };
            let Some((step, child)) = next else { return trail };
            trail.push(step, child);
            node = child;
        }
    }

    fn push(&mut self, step: Step, node: NodeId) {
        self.steps.push(step);
        self.nodes.push(node);
    }

    /// The entry of a map that an offset is in; the part of it where that is the key.
    fn entry_at(tree: &Tree, node: NodeId, offset: u32) -> Result<Option<(Step, NodeId)>, Part> {
        let entries = tree.entries(node).iter().filter(|entry| !entry.merged);
        for entry in entries {
            if tree.span(entry.key).touches(offset) {
                return Err(Part::Key { key: entry.key, value: entry.value });
            }
            if tree.span_with_tag(entry.value).touches(offset) {
                let key = tree.text(entry.key).unwrap_or_default();
                let is_function = tree.entries(node).len() == 1;
                let step = match FunctionName::from_key(key).filter(|_| is_function) {
                    Some(name) => Step::Argument(name),
                    None => Step::Key(SmolStr::new(key)),
                };
                return Ok(Some((step, entry.value)));
            }
        }
        Ok(None)
    }

    /// The node that the place is in, or the map whose key it is.
    pub fn node(&self) -> NodeId {
        *self.nodes.last().expect("the root is always there")
    }

    /// The value at the end.
    pub fn value<'t>(&self, tree: &'t Tree) -> Value<'t> {
        Value::new(tree, self.node())
    }

    /// The value that the first `count` steps lead to.
    pub fn value_at<'t>(&self, tree: &'t Tree, count: usize) -> Value<'t> {
        Value::new(tree, self.nodes[count.min(self.nodes.len() - 1)])
    }

    /// The innermost function whose argument the place is in: its name, the number of steps
    /// to its argument, and the steps from there.
    pub fn function(&self) -> Option<(FunctionName, usize, &[Step])> {
        let at = self.steps.iter().rposition(|step| matches!(step, Step::Argument(_)))?;
        let Step::Argument(name) = self.steps[at] else { return None };
        Some((name, at + 1, &self.steps[at + 1..]))
    }
}

/// Splits off the steps into the member of a section, through loops: the section's key, the
/// member's name and how many steps lead to its value.
pub fn member(steps: &[Step]) -> Option<(&str, &str, usize)> {
    let [Step::Key(section), rest @ ..] = steps else { return None };
    let mut at = 1;
    let mut rest = rest;
    loop {
        match rest {
            [Step::Key(key), Step::Item(2), inner @ ..] if key.starts_with("Fn::ForEach::") => {
                rest = inner;
                at += 2;
            }
            [Step::Key(name), ..] => return Some((section, name, at + 1)),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use formwork_template::{Syntax, parse};

    use super::*;

    fn trail(text: &str) -> String {
        let offset = text.find("$0").expect("the cursor");
        let text: Arc<str> = text.replace("$0", "").into();
        let syntax = if text.starts_with('{') { Syntax::Json } else { Syntax::Yaml };
        let parsed = parse(text, syntax);
        let trail = Trail::to(&parsed.tree, offset as u32);
        let steps: Vec<String> = trail
            .steps
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.to_string(),
                Step::Item(index) => index.to_string(),
                Step::Argument(name) => name.key().to_owned(),
            })
            .collect();
        let part = match trail.part {
            Part::Key { key, .. } => format!(" key {}", parsed.tree.text(key).unwrap_or_default()),
            Part::Value => String::new(),
            Part::Tag => " tag".to_owned(),
        };
        steps.join("/") + &part
    }

    #[test]
    fn leads_to_values_keys_and_tags() {
        assert_eq!(trail("Resources:\n  A:\n    Ty$0pe: x\n"), "Resources/A key Type");
        assert_eq!(trail("Resources:\n  A:\n    Type: x$0\n"), "Resources/A/Type");
        assert_eq!(trail("A: !R$0ef b\n"), "A tag");
        assert_eq!(trail("A: !GetAtt [b, c$0]\n"), "A/Fn::GetAtt/1");
        assert_eq!(trail(r#"{"A": {"Fn::Sub": "$0x"}}"#), "A/Fn::Sub");
    }
}

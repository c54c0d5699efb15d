//! What is said behind values without being asked: what functions come to, how large address blocks are, and how
//! many resources there are. Only what the text does not say itself, and only in the part that is looked at.

#[cfg(test)]
mod tests;
mod value;

use formwork_rules::resolved::{Values, Ways};
use formwork_template::{Data, NodeId, Section, Span, Tree, Value};
use rustc_hash::FxHashSet;

use crate::describe;
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InlayHint {
    /// Where it stands; a blank is shown before it.
    pub offset: u32,
    pub label: String,
    /// Markdown.
    pub tooltip: String,
}

/// Most hints of one answer, for clients that ask for whole documents.
const MOST: usize = 2_000;

/// See the module.
pub fn inlay_hints(snapshot: &Snapshot, range: Span) -> Vec<InlayHint> {
    if snapshot.document.kind != Kind::Template {
        return Vec::new();
    }
    let template = snapshot.template();
    let ways = Ways::new(template, snapshot.settings(), snapshot.surroundings());
    let values = ways.values();
    let mut walk =
        Walk { tree: template.tree(), values, range, seen: FxHashSet::default(), found: Vec::new() };
    for (key, value) in template.root().entries() {
        match Section::from_key(key.text) {
            Some(Section::Resources) => {
                walk.found.extend(counted(key.span, value, template.resources().count()));
                walk.value(value);
            }
            Some(Section::Parameters | Section::Mappings | Section::Conditions | Section::Outputs) => {
                walk.value(value);
            }
            _ => {}
        }
    }
    walk.found.retain(|hint| range.touches(hint.offset));
    walk.found.sort();
    walk.found
}

/// How many resources there are, behind the colon of the section's key.
fn counted(key: Span, section: Value<'_>, count: usize) -> Option<InlayHint> {
    /// Source: quotas in the CloudFormation user guide.
    const MOST_RESOURCES: usize = 500;
    let colon = section.tree().source().get(key.end as usize..)?.find(':').filter(|at| *at < 3)?;
    let offset = key.end + colon as u32 + 1;
    let label = format!("{count} resources");
    let tooltip = format!("A template can have {MOST_RESOURCES} resources.");
    (count > 1).then_some(InlayHint { offset, label, tooltip })
}

struct Walk<'t> {
    tree: &'t Tree,
    values: Values<'t>,
    range: Span,
    /// Collections that were walked through: an alias leads to the same one again.
    seen: FxHashSet<NodeId>,
    found: Vec<InlayHint>,
}

impl<'t> Walk<'t> {
    fn value(&mut self, value: Value<'t>) {
        let span = self.tree.span_with_tag(value.node());
        let is_outside = span.end < self.range.start || self.range.end < span.start;
        if is_outside || self.found.len() >= MOST {
            return;
        }
        if let Some(function) = value.function() {
            if let Some(hint) = value::hint(function, value, &self.values) {
                self.found.push(hint);
                return;
            }
            // The argument of a long form is another node, and may be a function itself.
            if function.argument.node() != value.node() {
                return self.value(function.argument);
            }
        }
        match self.tree.data(value.node()) {
            Data::Scalar(_) => self.found.extend(size(value)),
            Data::Mapping(_) | Data::Sequence(_) if self.seen.insert(value.node()) => {
                value.entries().for_each(|(_, inner)| self.value(inner));
                value.items().for_each(|inner| self.value(inner));
            }
            _ => {}
        }
    }
}

/// How many addresses a block has that is written out.
fn size(value: Value<'_>) -> Option<InlayHint> {
    let block: ipnet::IpNet = value.text()?.parse().ok()?;
    let label = describe::size_in_short(block)?;
    let tooltip = format!("{} to {}", block.network(), block.broadcast());
    Some(InlayHint { offset: value.span().end, label, tooltip })
}

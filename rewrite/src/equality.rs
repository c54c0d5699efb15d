//! Whether a text means what a template does: the same tree, and the same comments in the same order.

use std::sync::Arc;

use formwork_template::{Data, NodeId, ScalarKind, Syntax, Template, Tree, parse};

use crate::Refusal;

const CHANGED: Refusal = Refusal::Unusual("its layout cannot be changed without changing what it means");

/// Refuses a text that reads differently.
pub(crate) fn check(template: &Template, text: &str) -> Result<(), Refusal> {
    let tree = template.tree();
    if text == &**tree.source() {
        return Ok(());
    }
    let parsed = parse(Arc::from(text), tree.syntax());
    let is_same = parsed.errors.is_empty()
        && same(tree, tree.root(), &parsed.tree, parsed.tree.root())
        && comments(tree) == comments(&parsed.tree)
        && tree.aliases().len() == parsed.tree.aliases().len()
        && tree.merges().len() == parsed.tree.merges().len();
    if is_same { Ok(()) } else { Err(CHANGED) }
}

/// Refuses a text in the other language that cannot be read, or that has other keys at the top or in its sections.
pub(crate) fn check_converted(template: &Template, text: &str, syntax: Syntax) -> Result<(), Refusal> {
    let parsed = parse(Arc::from(text), syntax);
    let is_readable = parsed.errors.is_empty();
    let after = Template::new(parsed);
    let keys = |of: &Template| {
        let top = of.root().entries();
        top.map(|(key, value)| {
            let inner = if value.function().is_some() { Vec::new() } else { value.entries().collect() };
            (key.text.to_owned(), inner.into_iter().map(|(key, _)| key.text.to_owned()).collect::<Vec<_>>())
        })
        .collect::<Vec<_>>()
    };
    let is_same = is_readable && keys(template) == keys(&after);
    if is_same { Ok(()) } else { Err(Refusal::Unusual("the other language cannot say it")) }
}

fn comments(tree: &Tree) -> Vec<&str> {
    let text =
        |comment: &formwork_template::Comment| tree.source().get(comment.span.range()).map(str::trim_end);
    tree.comments().iter().filter_map(text).collect()
}

/// Whether two nodes hold the same, in the same order and spelling.
pub(crate) fn same(one: &Tree, a: NodeId, other: &Tree, b: NodeId) -> bool {
    let tag = |tree: &Tree, node| tree.tag(node).map(|tag| tag.name.to_string());
    if tag(one, a) != tag(other, b) || one.standard_tag(a) != other.standard_tag(b) {
        return false;
    }
    match (one.data(a), other.data(b)) {
        (Data::Scalar(left), Data::Scalar(right)) => {
            one.scalar_text(*left) == other.scalar_text(*right)
                && left.style == right.style
                && is_same_kind(left.kind, right.kind)
        }
        (Data::Sequence(left), Data::Sequence(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(a, b)| same(one, *a, other, *b))
        }
        (Data::Mapping(_), Data::Mapping(_)) => {
            let (left, right) = (one.entries(a), other.entries(b));
            left.len() == right.len()
                && left.iter().zip(right).all(|(l, r)| {
                    l.merged == r.merged
                        && same(one, l.key, other, r.key)
                        && same(one, l.value, other, r.value)
                })
        }
        _ => false,
    }
}

fn is_same_kind(one: ScalarKind, other: ScalarKind) -> bool {
    // Not a number is not equal to itself, and means the same all the same.
    one == other
        || matches!((one, other), (ScalarKind::Float(a), ScalarKind::Float(b)) if a.is_nan() && b.is_nan())
}

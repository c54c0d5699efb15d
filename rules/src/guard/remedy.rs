//! The edit that is a Guard rule's remedy: `set PATH: VALUE` or `remove PATH`,
//! from the resource on.

use formwork_template::{Data, NodeId, Syntax, Template, Tree, Value, parse};

use crate::insertion::{New, add_entries, flow};
use crate::{Applicability, Edit, Fix, removal};

/// The fix for a resource; none where it is not one edit.
pub(super) fn fix(text: &str, template: &Template, resource: &str) -> Option<Fix> {
    let resource = template.resource(resource)?;
    let (verb, rest) = text.split_once(' ')?;
    let (title, edit) = match verb {
        "set" => {
            let (path, value) = rest.split_once(':')?;
            let keys: Vec<&str> = path.trim().split('.').collect();
            let shown = value.split_whitespace().collect::<Vec<_>>().join(" ");
            (format!("Set `{}` to `{shown}`", keys.last()?), set(resource.value(), &keys, &shown)?)
        }
        "remove" => {
            let keys: Vec<&str> = rest.trim().split('.').collect();
            let (last, above) = keys.split_last()?;
            let map = resource.value().at(above)?;
            (format!("Remove `{last}`"), removal::entry(map, last)?)
        }
        _ => return None,
    };
    Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
}

fn set(resource: Value<'_>, keys: &[&str], value: &str) -> Option<Edit> {
    let new = read(value)?;
    for present in (0..keys.len()).rev() {
        let (above, below) = keys.split_at(present);
        let Some(map) = (if above.is_empty() { Some(resource) } else { resource.at(above) }) else {
            continue;
        };
        let (first, rest) = below.split_first()?;
        if let Some(old) = map.get(first) {
            // Only a value is replaced, never a whole that holds others.
            let is_single = rest.is_empty() && old.scalar().is_some();
            let tree = map.tree();
            // A value that is not written stands right behind its colon.
            let blank = if tree.source()[..old.span().start as usize].ends_with(':') { " " } else { "" };
            let text = || format!("{blank}{}", flow(&new, tree.syntax()));
            return is_single.then(|| Edit { span: old.span(), text: text() });
        }
        let new = rest.iter().rev().fold(new, |new, key| New::Map(vec![((*key).to_owned(), new)]));
        return add_entries(map, &[((*first).to_owned(), new)]);
    }
    None
}

/// A value in flow style.
fn read(text: &str) -> Option<New> {
    let parsed = parse(text.into(), Syntax::Yaml);
    parsed.errors.is_empty().then(|| of_node(&parsed.tree, parsed.tree.root()))
}

fn of_node(tree: &Tree, node: NodeId) -> New {
    match tree.data(node) {
        Data::Scalar(scalar) => {
            let text = tree.scalar_text(*scalar);
            match scalar.kind {
                formwork_template::ScalarKind::String | formwork_template::ScalarKind::Date => {
                    New::Text(text.to_owned())
                }
                _ => New::Source(text.to_owned()),
            }
        }
        Data::Sequence(items) => New::List(items.iter().map(|&item| of_node(tree, item)).collect()),
        Data::Mapping(_) => {
            let entry = |entry: &formwork_template::Entry| {
                (tree.text(entry.key).unwrap_or_default().to_owned(), of_node(tree, entry.value))
            };
            New::Map(tree.entries(node).iter().map(entry).collect())
        }
        Data::Error => New::Source(String::new()),
    }
}

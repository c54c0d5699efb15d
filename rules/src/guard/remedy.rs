//! The edit that is a Guard rule's remedy: `set PATH: VALUE` or `remove PATH`,
//! from the resource on.

use formwork_template::{Syntax, Template, parse};

use crate::insertion::New;
use crate::{Applicability, Fix, remedy};

/// The fix for a resource; none where it is not one edit.
pub(super) fn fix(text: &str, template: &Template, resource: &str) -> Option<Fix> {
    let resource = template.resource(resource)?.value();
    let (verb, rest) = text.split_once(' ')?;
    let (title, edits) = match verb {
        "set" => {
            let (path, value) = rest.split_once(':')?;
            let keys: Vec<&str> = path.trim().split('.').collect();
            let shown = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let new = read(&shown, template.tree().syntax())?;
            (format!("Set `{}` to `{shown}`", keys.last()?), remedy::set(resource, &[(keys, new)])?)
        }
        "remove" => {
            let keys: Vec<&str> = rest.trim().split('.').collect();
            (format!("Remove `{}`", keys.last()?), vec![remedy::remove(resource, &keys, &[])?])
        }
        _ => return None,
    };
    Some(Fix::new(title, Applicability::Unsafe, edits))
}

/// A value in flow style.
fn read(text: &str, syntax: Syntax) -> Option<New> {
    let parsed = parse(text.into(), Syntax::Yaml);
    parsed.errors.is_empty().then(|| remedy::of_node(&parsed.tree, parsed.tree.root(), syntax))?
}

//! The edit that is a Guard rule's remedy: `set PATH: VALUE` or `remove PATH`,
//! from the resource on.

use formwork_template::Template;

use crate::config::value::of_text;
use crate::insertion::set;
use crate::{Applicability, Fix, removal};

/// The fix for a resource; none where it is not one edit.
pub(super) fn fix(text: &str, template: &Template, resource: &str) -> Option<Fix> {
    let resource = template.resource(resource)?;
    let (verb, rest) = text.split_once(' ')?;
    let (title, edit) = match verb {
        "set" => {
            let (path, value) = rest.split_once(':')?;
            let keys: Vec<&str> = path.trim().split('.').collect();
            let shown = value.split_whitespace().collect::<Vec<_>>().join(" ");
            (format!("Set `{}` to `{shown}`", keys.last()?), set(resource.value(), &keys, of_text(&shown)?)?)
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

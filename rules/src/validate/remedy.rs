//! The edit that mends a violation, for rules that have none of their own: the nearest
//! value or name, the bound of a range, and what a row says of itself. There is none
//! for a value that a function gives or a loop makes: no text holds it.

use formwork_schemas::Literal;
use formwork_template::{Template, Value};

use super::{Fault, Limit, Violation, format};
use crate::config::value::of_text;
use crate::insertion::{self};
use crate::nearest::{is_slip, nearest};
use crate::placed::Remedy;
use crate::{Applicability, Fix, removal, words};

/// What mends a violation, where one edit does.
pub(crate) fn fix(template: &Template, violation: &Violation<'_>) -> Option<Fix> {
    if violation.via.is_some() || violation.round.is_some() {
        return None;
    }
    match violation.row.and_then(|row| row.remedy.as_ref()) {
        Some(remedy) => by_row(template, violation, remedy),
        None => by_fault(template, violation),
    }
}

fn by_row(template: &Template, violation: &Violation<'_>, remedy: &Remedy) -> Option<Fix> {
    let fault = &violation.fault;
    match remedy {
        Remedy::Remove(applicability) if is_of_too_much(fault) => {
            let edit = removal::entry_at(template.tree(), violation.place);
            Fix::remove(&format!("`{}`", violation.property), edit, *applicability)
        }
        Remedy::RemoveAll(keys, applicability) if is_of_too_much(fault) => {
            let (map, _) = removal::holder(template.root(), violation.place)?;
            let edits = removal::entries(map, keys)?;
            let present: Vec<&str> = keys.iter().copied().filter(|key| map.get(key).is_some()).collect();
            Some(Fix::new(format!("Remove {}", words::and_quoted(&present)), *applicability, edits))
        }
        Remedy::Set(path, set_to) => {
            let keys: Vec<&str> = path.split('.').collect();
            // Something else that is missing is nothing to be set. What is brought together from several
            // resources has names in small letters.
            let is_other = |name: &str| keys.first().is_none_or(|key| !key.eq_ignore_ascii_case(name));
            if matches!(fault, Fault::Missing { name } if is_other(name)) {
                return None;
            }
            let edit = insertion::set(map_at(template, violation)?, &keys, of_text(set_to)?)?;
            Some(Fix::new(format!("Set `{path}` to `{set_to}`"), Applicability::Unsafe, vec![edit]))
        }
        Remedy::Only => only(template, violation).or_else(|| by_fault(template, violation)),
        Remedy::Respell(respell) => {
            let value = written(template, violation)?;
            Fix::literal(value, &respell(value.text()?)?, Applicability::Unsafe)
        }
        Remedy::Remove(_) | Remedy::RemoveAll(..) | Remedy::None => None,
    }
}

/// The value at fault as the template has it: what the validator brings together from several
/// resources is judged as a copy. `None` where it stands nowhere.
fn written<'t>(template: &'t Template, violation: &Violation<'t>) -> Option<Value<'t>> {
    let value = violation.value?;
    if std::ptr::eq(value.tree(), template.tree()) {
        return (!violation.is_made).then_some(value);
    }
    let (map, key) = removal::holder(template.root(), violation.place)?;
    let is_it = |found: &Value<'_>| found.text().is_some() && found.text() == value.text();
    map.get(key).filter(is_it)
}

/// Whether a property is there that is not wanted.
fn is_of_too_much(fault: &Fault<'_>) -> bool {
    matches!(
        fault,
        Fault::Excluded | Fault::ExcludedBy { .. } | Fault::UnknownProperty { .. } | Fault::NotEqual { .. }
    )
}

/// The map that lacks something, as the template has it.
fn map_at<'t>(template: &'t Template, violation: &Violation<'t>) -> Option<Value<'t>> {
    written(template, violation).or_else(|| {
        let (map, key) = removal::holder(template.root(), violation.place)?;
        map.get(key).filter(|found| found.is_map())
    })
}

/// The only value that is allowed, be it as a number or as a text, in the place of another.
fn only(template: &Template, violation: &Violation<'_>) -> Option<Fix> {
    let Fault::NotAllowed { allowed: [first, rest @ ..], .. } = &violation.fault else { return None };
    let only = words::literal(first);
    let is_only = rest.iter().all(|other| words::literal(other) == only);
    Fix::literal(written(template, violation)?, &only, Applicability::Unsafe).filter(|_| is_only)
}

fn by_fault(template: &Template, violation: &Violation<'_>) -> Option<Fix> {
    if let Fault::UnknownProperty { name, known, map, .. } = &violation.fault {
        let free = known.iter().copied().filter(|candidate| map.get(candidate).is_none());
        let near = nearest(name.text, free).filter(|near| is_slip(name.text, near))?;
        if !std::ptr::eq(map.tree(), template.tree()) {
            return None;
        }
        return Fix::rename(*name, near, Applicability::Unsafe);
    }
    let value = written(template, violation)?;
    let text = match &violation.fault {
        Fault::NotAllowed { allowed, .. } => near_value(value, allowed)?,
        Fault::NotInRegion { near, .. } => near.clone()?,
        Fault::Range { limit: Limit::Min(bound) | Limit::Max(bound), exclusive: false } => bound.to_string(),
        Fault::Format { format, .. } => format::mended(format, value.text()?)?,
        // A literal stands for itself; the words for a function or a list don't.
        Fault::NotEqual { other }
            if other.chars().all(|char| char.is_ascii_alphanumeric() || char == '-') =>
        {
            other.clone()
        }
        _ => return None,
    };
    Fix::literal(value, &text, Applicability::Unsafe)
}

/// The nearest of the values that are allowed.
fn near_value(value: Value<'_>, allowed: &[Literal]) -> Option<String> {
    let names: Vec<String> = allowed.iter().map(words::literal).collect();
    let text = value.text()?;
    // Another version is no misspelt one.
    let is_version = text.chars().all(|char| char.is_ascii_digit() || char == '.');
    let near = nearest(text, names.iter().map(String::as_str));
    near.filter(|near| !is_version && is_slip(text, near)).map(str::to_owned)
}

//! The edit that mends a violation, for rules that have none of their own: the nearest
//! value or name, the bound of a range, and what a row says of itself. There is none
//! for a value that a function gives or a loop makes: no text holds it.

use formwork_schemas::{Literal, Number};
use formwork_template::Value;

use super::{Fault, Limit, Violation, format};
use crate::nearest::nearest;
use crate::placed::Remedy;
use crate::{Applicability, Fix, removal, setting, words};

/// What mends a violation, where one edit does.
pub(crate) fn fix(violation: &Violation<'_>) -> Option<Fix> {
    if violation.is_made || violation.via.is_some() || violation.round.is_some() {
        return None;
    }
    match violation.row.and_then(|row| row.remedy.as_ref()) {
        Some(remedy) => by_row(violation, remedy),
        None => by_fault(violation),
    }
}

fn by_row(violation: &Violation<'_>, remedy: &Remedy) -> Option<Fix> {
    let value = violation.value?;
    match remedy {
        Remedy::Remove(applicability) if is_of_too_much(&violation.fault) => {
            let edit = removal::entry_at(value.tree(), violation.place);
            Fix::remove(&format!("`{}`", violation.property), edit, *applicability)
        }
        Remedy::RemoveAll(keys, applicability) if is_of_too_much(&violation.fault) => {
            let root = Value::new(value.tree(), value.tree().root());
            let (map, _) = removal::holder(root, violation.place)?;
            let edits = removal::entries(map, keys)?;
            let present: Vec<&str> = keys.iter().copied().filter(|key| map.get(key).is_some()).collect();
            Some(Fix::new(format!("Remove {}", words::and_quoted(&present)), *applicability, edits))
        }
        Remedy::Set(path, set_to) => {
            let keys: Vec<&str> = path.split('.').collect();
            // Something else that is missing is nothing to be set.
            if matches!(&violation.fault, Fault::Missing { name } if keys.first() != Some(name)) {
                return None;
            }
            let edit = setting::set(value, &keys, set_to)?;
            Some(Fix::new(format!("Set `{path}` to `{set_to}`"), Applicability::Unsafe, vec![edit]))
        }
        Remedy::Only => only(violation).or_else(|| by_fault(violation)),
        Remedy::Respell(respell) => Fix::literal(value, &respell(value.text()?)?, Applicability::Unsafe),
        Remedy::Remove(_) | Remedy::RemoveAll(..) => None,
    }
}

/// Whether a property is there that is not wanted.
fn is_of_too_much(fault: &Fault<'_>) -> bool {
    matches!(
        fault,
        Fault::Excluded | Fault::ExcludedBy { .. } | Fault::UnknownProperty { .. } | Fault::NotEqual { .. }
    )
}

/// The only value that is allowed, in the place of another.
fn only(violation: &Violation<'_>) -> Option<Fix> {
    let Fault::NotAllowed { allowed: [only], .. } = &violation.fault else { return None };
    Fix::literal(violation.value?, &words::literal(only), Applicability::Unsafe)
}

fn by_fault(violation: &Violation<'_>) -> Option<Fix> {
    match &violation.fault {
        Fault::NotAllowed { allowed, .. } => near_value(violation.value?, allowed),
        Fault::NotInRegion { near, .. } => {
            Fix::literal(violation.value?, near.as_deref()?, Applicability::Unsafe)
        }
        Fault::UnknownProperty { name, known, map, .. } => {
            let free = known.iter().copied().filter(|candidate| map.get(candidate).is_none());
            Fix::rename(*name, nearest(name.text, free)?, Applicability::Unsafe)
        }
        Fault::Range { limit, exclusive: false } => bounded(violation.value?, limit),
        Fault::Format { format, .. } => {
            let value = violation.value?;
            Fix::literal(value, &format::mended(format, value.text()?)?, Applicability::Unsafe)
        }
        Fault::NotEqual { other } => {
            // A literal stands for itself; the words for a function or a list don't.
            let is_word = other.chars().all(|char| char.is_ascii_alphanumeric() || char == '-');
            Fix::literal(violation.value?, other, Applicability::Unsafe).filter(|_| is_word)
        }
        _ => None,
    }
}

/// The nearest of the values that are allowed.
fn near_value(value: Value<'_>, allowed: &[Literal]) -> Option<Fix> {
    let names: Vec<String> = allowed.iter().map(words::literal).collect();
    let near = nearest(value.text()?, names.iter().map(String::as_str))?;
    Fix::literal(value, near, Applicability::Unsafe)
}

/// The bound that a number passes.
fn bounded(value: Value<'_>, limit: &Limit<Number>) -> Option<Fix> {
    let (Limit::Min(bound) | Limit::Max(bound)) = limit;
    Fix::literal(value, &bound.to_string(), Applicability::Unsafe)
}

//! Edits of a resource that belong together: properties that get a value and others
//! that are taken out, as one fix whose edits never meet.

use formwork_template::Value;

use crate::insertion::{New, add_entries, replacement};
use crate::{Edit, removal};

/// Values to be set, by their paths from the resource on. `None` where one of them is no plain
/// matter: the place holds something else than a literal, or is decided by a condition.
pub(crate) fn set(resource: Value<'_>, values: &[(Vec<&str>, New)]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut added: Vec<(Value<'_>, Vec<(String, New)>)> = Vec::new();
    for (keys, new) in values {
        match place(resource, keys)? {
            Place::Literal(old) => {
                edits.push(replacement(old, new)?);
            }
            Place::Absent { map, key, below } => {
                let new =
                    below.iter().rev().fold(new.clone(), |new, key| New::Map(vec![((*key).to_owned(), new)]));
                // What goes into one map is one insertion, and below a new key one map.
                let known = added.iter().position(|(known, _)| known.node() == map.node());
                let number = known.unwrap_or(added.len());
                if known.is_none() {
                    added.push((map, Vec::new()));
                }
                let entries = &mut added[number].1;
                match entries.iter_mut().find(|(known, _)| known == key) {
                    Some((_, known)) => merge(known, new)?,
                    None => entries.push((key.to_owned(), new)),
                }
            }
        }
    }
    for (map, entries) in added {
        edits.push(add_entries(map, &entries)?);
    }
    Some(edits)
}

/// Takes out what stands at a path from the resource on, with the maps around it that nothing else
/// is in, unless something is put there: the first keys of `filled`.
pub(crate) fn remove(resource: Value<'_>, keys: &[&str], filled: &[Vec<&str>]) -> Option<Edit> {
    let mut keys = keys;
    loop {
        let (last, above) = keys.split_last()?;
        let map = resource.at(above)?;
        let is_kept = filled.iter().any(|path| path.starts_with(above));
        if is_kept {
            return removal::entry_of_filled(map, last);
        }
        if above.is_empty() || map.entries().count() > 1 {
            return removal::entry(map, last);
        }
        keys = above;
    }
}

/// Edits of one fix, of which one may add behind what another takes out. `None` where they meet otherwise.
pub(crate) fn apart(source: &str, edits: Vec<Edit>) -> Option<Vec<Edit>> {
    let (mut removals, insertions): (Vec<Edit>, Vec<Edit>) =
        edits.into_iter().partition(|edit| edit.text.is_empty());
    let mut others = Vec::new();
    for insertion in insertions {
        let at = insertion.span.start;
        let removal = removals
            .iter_mut()
            .find(|it| insertion.span.is_empty() && it.span.start < at && at <= it.span.end);
        let Some(removal) = removal else {
            others.push(insertion);
            continue;
        };
        let before = source[..removal.span.start as usize].trim_end_matches([' ', '\t']);
        let has_lines = before.is_empty() || before.ends_with('\n');
        match (insertion.text.strip_prefix('\n'), insertion.text.strip_prefix(',')) {
            (Some(lines), _) if has_lines => {
                let ends = source[removal.span.range()].ends_with('\n');
                lines.clone_into(&mut removal.text);
                removal.text.push_str(if ends { "\n" } else { "" });
            }
            (_, Some(entry)) if before.trim_end().ends_with(['{', '[']) => {
                entry.trim_start().clone_into(&mut removal.text);
            }
            _ if at == removal.span.end => others.push(insertion),
            _ => return None,
        }
    }
    others.append(&mut removals);
    others.sort_by_key(|edit| edit.span);
    let is_apart = others.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    is_apart.then_some(others)
}

enum Place<'k, 't> {
    Literal(Value<'t>),
    Absent { map: Value<'t>, key: &'k str, below: &'k [&'k str] },
}

fn place<'k, 't>(resource: Value<'t>, keys: &'k [&'k str]) -> Option<Place<'k, 't>> {
    let mut map = resource;
    for (depth, key) in keys.iter().enumerate() {
        let below = &keys[depth + 1..];
        match map.get(key) {
            None => return map.is_map().then_some(Place::Absent { map, key, below }),
            // Only a value is replaced, never a whole that holds others.
            Some(old) if below.is_empty() => return old.scalar().is_some().then_some(Place::Literal(old)),
            Some(inner) => map = inner,
        }
    }
    None
}

/// Adds the entries of a new map to another.
fn merge(known: &mut New, new: New) -> Option<()> {
    let (New::Map(known), New::Map(more)) = (known, new) else { return None };
    for (key, new) in more {
        match known.iter_mut().find(|(other, _)| *other == key) {
            Some((_, known)) => merge(known, new)?,
            None => known.push((key, new)),
        }
    }
    Some(())
}

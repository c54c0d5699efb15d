//! Keys and values by the published schemas, and the names that stand for something: rules, types,
//! regions, packs, parts of names, properties.

use formwork_rules::guard::PACKS;
use formwork_schemas::{Region, private_type_names, resource_type_names};
use smol_str::SmolStr;

use super::known::Known;
use crate::cursor::{Cursor, Slot};
use crate::document::Kind;
use crate::features::completion::{Documentation, Item, ItemKind, Items, Rank, writing};
use crate::fuzzy;
use crate::shape::Shape;
use crate::snapshot::Snapshot;
use crate::trail::Step;

/// Most names that are offered at once.
const MOST: usize = 100;

/// What can be written at an offset.
pub(crate) fn complete(snapshot: &Snapshot, offset: u32, items: &mut Items) {
    let Some(cursor) = Cursor::at(&snapshot.document, offset) else { return };
    let Some(known) = Known::of(snapshot.document.kind).and_then(|known| known.at(&cursor.trail.steps))
    else {
        return properties(snapshot, &cursor, items);
    };
    if let Slot::Key { alone, .. } = cursor.slot {
        keys(&cursor, known, items);
        names_of_keys(snapshot, &cursor, items);
        if alone && !cursor.trail.steps.is_empty() {
            values(snapshot, &cursor, known, items);
        }
    } else {
        values(snapshot, &cursor, known, items);
    }
    properties(snapshot, &cursor, items);
}

fn keys(cursor: &Cursor, known: Known, items: &mut Items) {
    let present = cursor.siblings();
    let required = known.required();
    for (name, inner) in known.keys() {
        if present.contains(&name) {
            continue;
        }
        let is_required = required.contains(&name);
        let item = Item::new(name, ItemKind::Key, cursor.span)
            .snippet(writing::key(cursor, name, inner.form()))
            .docs(
                inner.description().map_or(Documentation::None, |text| Documentation::Text(text.to_owned())),
            )
            .rank(if is_required { Rank::Required } else { Rank::Usual });
        items.push(item);
    }
}

/// Keys that are names of something: rules whose severity is set, types with names of their own.
fn names_of_keys(snapshot: &Snapshot, cursor: &Cursor, items: &mut Items) {
    match keys_of(&cursor.trail.steps).as_slice() {
        ["severity"] => {
            rules(snapshot, cursor, items, |name| writing::key(cursor, name, crate::shape::Form::Scalar));
        }
        ["naming", "types"] | ["defaults", "properties"] => {
            types(cursor, items, |name| writing::key(cursor, name, crate::shape::Form::Map));
        }
        _ => {}
    }
}

fn values(snapshot: &Snapshot, cursor: &Cursor, known: Known, items: &mut Items) {
    for value in known.values() {
        items
            .push(Item::new(value.clone(), ItemKind::Value, cursor.span).text(writing::word(cursor, &value)));
    }
    let steps = keys_of(&cursor.trail.steps);
    if known.is_a("Selector")
        || steps.last().is_some_and(|key| matches!(*key, "never" | "rules" | "select" | "ignore"))
    {
        rules(snapshot, cursor, items, |name| writing::escaped(&writing::word(cursor, name)));
    }
    match steps.as_slice() {
        ["regions"] => plain(cursor, items, Region::all().map(Region::name)),
        ["packs"] => plain(cursor, items, PACKS.iter().map(|pack| pack.name)),
        ["resources"] => types(cursor, items, |name| writing::escaped(&writing::word(cursor, name))),
        _ => {}
    }
}

fn plain<'n>(cursor: &Cursor, items: &mut Items, names: impl Iterator<Item = &'n str>) {
    for name in names {
        items.push(Item::new(name, ItemKind::Value, cursor.span).text(writing::word(cursor, name)));
    }
}

fn rules(snapshot: &Snapshot, cursor: &Cursor, items: &mut Items, text: impl Fn(&str) -> String) {
    let own = snapshot.around.rules.iter().copied();
    let (best, is_cut) = fuzzy::best(own.chain(formwork_rules::all()), &cursor.typed, MOST, |meta| meta.code);
    items.incomplete |= is_cut;
    for meta in best {
        let item = Item::new(meta.code, ItemKind::Rule, cursor.span)
            .snippet(text(meta.code))
            .detail(meta.summary())
            .docs(Documentation::Rule(meta.code.into()));
        items.push(item);
    }
}

fn types(cursor: &Cursor, items: &mut Items, text: impl Fn(&str) -> String) {
    let names = private_type_names().into_iter().chain(resource_type_names());
    let (best, is_cut) = fuzzy::best(names, &cursor.typed, MOST, |name| name);
    items.incomplete |= is_cut;
    for name in best {
        let item = Item::new(name, ItemKind::ResourceType, cursor.span)
            .snippet(text(name))
            .docs(Documentation::Type(name.into()));
        items.push(item);
    }
}

/// Properties of the types that a rule file, or an entry of `defaults`, is about.
fn properties(snapshot: &Snapshot, cursor: &Cursor, items: &mut Items) {
    let steps = keys_of(&cursor.trail.steps);
    let (type_name, below): (SmolStr, &[&str]) = match (snapshot.document.kind, steps.as_slice()) {
        (Kind::Configuration, ["defaults", "properties", type_name, below @ ..]) => {
            ((*type_name).into(), below)
        }
        (Kind::RuleFile, ["assert" | "where", below @ ..]) => {
            let Some(first) = first_type(snapshot) else { return };
            // Only where a schema says something of properties by name.
            let [.., last] = below else { return };
            if *last != "properties" && *last != "required" {
                return;
            }
            (first, &below[..below.len() - 1])
        }
        (
            Kind::RuleFile,
            ["examples", "pass" | "fail" | "fixed", below @ ..] | ["fix", "set", below @ ..],
        ) => {
            let Some(first) = first_type(snapshot) else { return };
            (first, below)
        }
        _ => return,
    };
    let path = below.iter().filter(|key| !matches!(**key, "properties" | "items"));
    let shape = Shape::of_type(&type_name)
        .and_then(|shape| path.into_iter().try_fold(shape, |shape, key| shape.step(key)));
    let Some(shape) = shape else { return };
    let present = cursor.siblings();
    let is_key = matches!(cursor.slot, Slot::Key { .. }) && steps.last() != Some(&"required");
    for (name, property) in shape.properties() {
        if present.contains(&name.as_str()) {
            continue;
        }
        let text = if is_key {
            writing::key(cursor, &name, crate::shape::Form::Scalar)
        } else {
            writing::escaped(&writing::word(cursor, &name))
        };
        let item = Item::new(name, ItemKind::Property, cursor.span)
            .snippet(text)
            .docs(Documentation::Property(property.resource_type.name().into(), property.path));
        items.push(item);
    }
}

/// The first type that a rule file is about.
fn first_type(snapshot: &Snapshot) -> Option<SmolStr> {
    let resources = snapshot.template().root().get("resources")?;
    resources.items().next()?.text().filter(|name| !name.contains('*')).map(SmolStr::new)
}

/// The keys among steps.
fn keys_of(steps: &[Step]) -> Vec<&str> {
    steps.iter().filter_map(Step::key).collect()
}

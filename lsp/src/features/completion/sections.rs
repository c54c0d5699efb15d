//! Sections at the top of a template, and new members of a section.

use formwork_template::{Section, Syntax};

use super::item::{Documentation, Item, ItemKind, Rank};
use super::{Asked, Items, Trigger, writing};
use crate::cursor::Slot;
use crate::describe;
use crate::shape::Form;
use crate::trail::Step;

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let Slot::Key { .. } = asked.cursor.slot else { return };
    match asked.cursor.trail.steps.as_slice() {
        [] => sections(asked, items),
        [Step::Key(section)] => members(asked, section, items),
        _ => {}
    }
}

fn sections(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    let present = cursor.siblings();
    for &section in Section::ALL {
        if present.contains(&section.key())
            || section == Section::Globals && !asked.snapshot.template().is_sam()
        {
            continue;
        }
        let text = match section {
            Section::FormatVersion if cursor.writing.quote.is_none() => {
                writing::key_with(cursor, section.key(), "\"2010-09-09\"")
            }
            Section::Description | Section::Transform => writing::key(cursor, section.key(), Form::Scalar),
            _ => writing::key(cursor, section.key(), Form::Map),
        };
        let rank = if section == Section::Resources { Rank::Required } else { Rank::Usual };
        let item = Item::new(section.key(), ItemKind::Section, cursor.span)
            .snippet(text)
            .docs(Documentation::Text(describe::section(section).to_owned()))
            .rank(rank);
        items.push(item);
    }
}

/// What a new member looks like, as a snippet. The name that is typed stays.
fn members(asked: &Asked<'_>, section: &str, items: &mut Items) {
    let cursor = &asked.cursor;
    let (label, name, key) = match Section::from_key(section) {
        Some(Section::Resources) => ("New resource", "LogicalId", "Type"),
        Some(Section::Parameters) => ("New parameter", "Name", "Type"),
        Some(Section::Outputs) => ("New output", "Name", "Value"),
        Some(Section::Conditions) => ("New condition", "Name", ""),
        Some(Section::Mappings) => ("New mapping", "Name", "top"),
        _ => return,
    };
    let is_unasked = asked.trigger != Trigger::Invoked && cursor.typed.is_empty();
    let has_colon = cursor.typed.ends_with(':') || matches!(cursor.slot, Slot::Key { has_colon: true, .. });
    if cursor.writing.quote.is_some() || is_unasked || has_colon {
        return;
    }
    let name =
        if cursor.typed.is_empty() { format!("${{1:{name}}}") } else { writing::escaped(&cursor.typed) };
    let inner = writing::blanks(cursor.writing.column as usize + 2);
    let outer = writing::blanks(cursor.writing.column as usize);
    let text = match (cursor.writing.syntax, cursor.writing.flow, key) {
        (Syntax::Yaml, false, "") => format!("{name}: $0"),
        (Syntax::Yaml, false, _) => format!("{name}:\n{inner}{key}: $0"),
        (Syntax::Yaml, true, _) => return,
        (Syntax::Json, _, "") => format!("\"{name}\": {{$0\\}}"),
        (Syntax::Json, _, _) => format!("\"{name}\": {{\n{inner}\"{key}\": \"$0\"\n{outer}\\}}"),
    };
    let filter = if cursor.typed.is_empty() { label.to_owned() } else { cursor.typed.clone() };
    items.push(Item::new(label, ItemKind::Snippet, cursor.span).snippet(text).filter(filter));
}

//! Resource types, for `Type` of a resource.

use formwork_schemas::{private_type_names, resource_type_names, supports};

use super::item::{Documentation, Item, ItemKind};
use super::{Asked, writing};
use crate::fuzzy;
use crate::trail::{self, Step};

/// Most types that are offered at once: with more letters there are others.
const MOST: usize = 100;

pub(super) fn complete(asked: &Asked<'_>, items: &mut super::Items) {
    let steps = &asked.cursor.trail.steps;
    let Some(("Resources", _, depth)) = trail::member(steps) else { return };
    if steps[depth..] != [Step::Key("Type".into())] {
        return;
    }
    let is_sam = asked.snapshot.template().is_sam();
    let regions = asked.snapshot.settings().regions();
    let private = private_type_names();
    let public = resource_type_names().filter(|name| is_sam || !name.starts_with("AWS::Serverless::"));
    let is_known =
        |name: &&str| private.contains(name) || regions.iter().any(|region| supports(name, *region));
    let all = private.iter().copied().chain(public);
    let (fitting, _) = fuzzy::best(all, &asked.cursor.typed, usize::MAX, |name| name);
    // Regions are asked for the best only, in their order.
    let mut known = fitting.into_iter().filter(is_known);
    let best: Vec<&str> = known.by_ref().take(MOST).collect();
    items.incomplete |= known.next().is_some();
    for name in best {
        let item = Item::new(name, ItemKind::ResourceType, asked.cursor.span)
            .text(writing::word(&asked.cursor, name))
            .docs(Documentation::Type(name.into()));
        items.push(item);
    }
}

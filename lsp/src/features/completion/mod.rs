//! What can be written at the cursor. One file per kind of thing; each looks at the place and
//! adds what it has.

mod attributes;
mod casing;
mod exceptions;
mod fit;
mod functions;
mod iam;
mod item;
mod policy;
mod properties;
mod references;
mod sections;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_functions;
#[cfg(test)]
mod tests_of_values;
mod types;
mod values;
pub(crate) mod writing;

pub use self::item::{Documentation, Item, ItemKind, Rank};
use super::{configuration, guard};
use crate::cursor::{Cursor, Slot};
use crate::document::Kind;
use crate::snapshot::Snapshot;
use crate::trail::Step;
use smol_str::SmolStr;

/// What made the client ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// The user.
    Invoked,
    /// A character that was typed.
    Typed(char),
    /// The choice was cut before, and more is typed now.
    Again,
}

/// What there is to choose from.
#[derive(Debug, Default)]
pub struct Items {
    pub items: Vec<Item>,
    /// There is more, which more letters bring.
    pub incomplete: bool,
}

impl Items {
    pub(crate) fn push(&mut self, item: Item) {
        self.items.push(item);
    }
}

/// A question for completions.
pub(crate) struct Asked<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) cursor: Cursor,
    pub(crate) trigger: Trigger,
}

impl Asked<'_> {
    /// The key before the cursor has its colon.
    fn is_behind_key(&self) -> bool {
        let typed = &self.cursor.typed;
        // One that is alone may be a value still, as `- sqs:` is.
        matches!(self.cursor.slot, Slot::Key { alone: false, .. })
            && typed.ends_with(':')
            && !typed.ends_with("::")
    }

    /// The variables of the loops around the cursor.
    fn loop_variables(&self) -> Vec<SmolStr> {
        let cursor = &self.cursor;
        let tree = cursor.template().tree();
        let loops = cursor
            .trail
            .steps
            .iter()
            .enumerate()
            .filter(|(_, step)| step.key().is_some_and(|key| key.starts_with("Fn::ForEach::")));
        let variable = |(at, _): (usize, &Step)| {
            let arguments = cursor.trail.value_at(tree, at + 1);
            arguments.items().next()?.text().map(SmolStr::new)
        };
        loops.filter_map(variable).collect()
    }
}

/// See the module.
pub fn completion(snapshot: &Snapshot, offset: u32, trigger: Trigger) -> Items {
    let mut items = Items::default();
    match snapshot.document.kind {
        Kind::Template if exceptions::in_comment(snapshot, offset, &mut items) => {}
        Kind::Template => {
            if let Some(cursor) = Cursor::at(&snapshot.document, offset) {
                template(&Asked { snapshot, cursor, trigger }, &mut items);
            }
        }
        Kind::Configuration | Kind::RuleFile | Kind::Guard if trigger == Trigger::Typed('\n') => {}
        Kind::Configuration | Kind::RuleFile => configuration::complete(snapshot, offset, &mut items),
        Kind::Guard => guard::complete(snapshot, offset, &mut items),
        Kind::Other => {}
    }
    items
}

fn template(asked: &Asked<'_>, items: &mut Items) {
    // On a new line and behind the colon of a key nothing is offered but what has to be there: the next Enter
    // would take it.
    if asked.trigger == Trigger::Typed('\n') || asked.is_behind_key() {
        properties::complete(asked, items);
        return;
    }
    sections::complete(asked, items);
    attributes::complete(asked, items);
    types::complete(asked, items);
    properties::complete(asked, items);
    values::complete(asked, items);
    policy::complete(asked, items);
    iam::complete(asked, items);
    exceptions::complete(asked, items);
    references::complete(asked, items);
    functions::complete(asked, items);
}

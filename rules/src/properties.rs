//! Values of properties by their path, through the `Fn::If` around them: each with
//! its place and the conditions under which it is there. Not a rule.

use formwork_template::{Answer, Assumption, Place, Resource, Template, Value};

use crate::Context;

/// A value that a place can have.
#[derive(Debug, Clone)]
pub(crate) struct Found<'t> {
    /// `None` for `AWS::NoValue`.
    pub(crate) value: Option<Value<'t>>,
    pub(crate) place: Place,
    pub(crate) when: Assumption<'t>,
    /// It is a branch of an `Fn::If`, or inside one.
    pub(crate) is_chosen: bool,
}

/// Most values that are looked at of one property; aliases inside nested `Fn::If` get there.
const MAX_FOUND: usize = 4_096;

/// What holds wherever the resource is.
pub(crate) fn given(resource: Resource<'_>) -> Assumption<'_> {
    let condition = resource.condition();
    condition.and_then(|name| Assumption::default().and(name.text, true)).unwrap_or_default()
}

/// Whether the conditions can hold together.
pub(crate) fn can_hold(template: &Template, when: &Assumption<'_>) -> bool {
    when.is_always() || template.conditions().satisfiable(when.literals()) != Answer::No
}

/// Whether the conditions can hold together for certain.
pub(crate) fn surely_can_hold(template: &Template, when: &Assumption<'_>) -> bool {
    when.is_always() || template.conditions().satisfiable(when.literals()) == Answer::Yes
}

/// The values of all properties in a table of types and paths, of resources that some region has.
pub(crate) fn listed<'a>(cx: &Context<'a>, table: &[(&str, &[&str])]) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for resource in cx.template().resources() {
        for (name, path) in table.iter().filter(|(name, _)| resource.is(name)) {
            if cx.settings().is_somewhere(name) {
                found.extend(at(resource, path));
            }
        }
    }
    found
}

/// The values of the property at `path`, whose `*` stands for any item, in the order of the template.
pub(crate) fn at<'t>(resource: Resource<'t>, path: &[&str]) -> Vec<Found<'t>> {
    let mut found = Vec::new();
    if let Some((key, properties)) = resource.value().entry("Properties") {
        let root = Found {
            value: Some(properties),
            place: Place::key(key.span),
            when: given(resource),
            is_chosen: false,
        };
        descend(&root, path, &mut found);
    }
    found
}

/// The branches of the `Fn::If` that a value is, or itself.
pub(crate) fn branches<'t>(value: Value<'t>, place: Place, when: &Assumption<'t>) -> Vec<Found<'t>> {
    let mut found = Vec::new();
    let is_chosen = value.function().is_some_and(|function| function.choice().is_some());
    let mut open = vec![(value, place, when.clone())];
    while let Some((value, place, when)) = open.pop() {
        if found.len() >= MAX_FOUND {
            break;
        }
        let function = value.function();
        let choice = function.and_then(|function| Some((function, function.choice()?)));
        let Some((function, choice)) = choice else {
            found.push(Found {
                value: Some(value).filter(|value| !value.is_no_value()),
                place,
                when,
                is_chosen,
            });
            continue;
        };
        let inside = place.argument(function);
        for (branch, holds) in [(choice.otherwise, false), (choice.then, true)] {
            if let Some(when) = when.and(choice.condition.text, holds) {
                open.push((branch, inside.item(branch), when));
            }
        }
    }
    found
}

fn descend<'t>(from: &Found<'t>, path: &[&str], found: &mut Vec<Found<'t>>) {
    let Some(value) = from.value.filter(|_| found.len() < MAX_FOUND) else { return };
    for mut branch in branches(value, from.place, &from.when) {
        branch.is_chosen |= from.is_chosen;
        let Some((step, rest)) = path.split_first() else {
            found.push(branch);
            continue;
        };
        let Some(value) = branch.value else { continue };
        if *step == "*" && value.is_list() {
            for item in value.items() {
                let place = branch.place.item(item);
                descend(&Found { value: Some(item), place, ..branch.clone() }, rest, found);
            }
        } else if value.is_map()
            && let Some((key, value)) = value.entry(step)
        {
            descend(&Found { value: Some(value), place: Place::key(key.span), ..branch }, rest, found);
        }
    }
}

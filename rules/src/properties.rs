//! Values of properties by their path, through the `Fn::If` around them: each with
//! its place and the conditions under which it is there. Not a rule.

use formwork_template::{Answer, Assumption, Place, Resource, Template, Value};

/// A value that a place can have.
#[derive(Debug, Clone)]
pub(crate) struct Found<'t> {
    /// `None` for `AWS::NoValue`.
    pub(crate) value: Option<Value<'t>>,
    pub(crate) place: Place,
    pub(crate) when: Assumption<'t>,
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

/// The values of the property at `path`, whose `*` stands for any item, in the order of the template.
pub(crate) fn at<'t>(resource: Resource<'t>, path: &[&str]) -> Vec<Found<'t>> {
    let mut found = Vec::new();
    if let Some((key, properties)) = resource.value().entry("Properties") {
        descend(properties, Place::key(key.span), &given(resource), path, &mut found);
    }
    found
}

/// The branches of the `Fn::If` that a value is, or itself.
pub(crate) fn branches<'t>(value: Value<'t>, place: Place, when: &Assumption<'t>) -> Vec<Found<'t>> {
    let mut found = Vec::new();
    let mut open = vec![(value, place, when.clone())];
    while let Some((value, place, when)) = open.pop() {
        if found.len() >= MAX_FOUND {
            break;
        }
        let function = value.function();
        match function.and_then(|function| Some((function, function.choice()?))) {
            Some((function, choice)) => {
                let inside = place.argument(function);
                for (branch, holds) in [(choice.otherwise, false), (choice.then, true)] {
                    if let Some(when) = when.and(choice.condition.text, holds) {
                        open.push((branch, inside.item(branch), when));
                    }
                }
            }
            None => found.push(Found { value: Some(value).filter(|value| !value.is_no_value()), place, when }),
        }
    }
    found
}

fn descend<'t>(
    value: Value<'t>,
    place: Place,
    when: &Assumption<'t>,
    path: &[&str],
    found: &mut Vec<Found<'t>>,
) {
    if found.len() >= MAX_FOUND {
        return;
    }
    let branches = branches(value, place, when);
    let Some((step, rest)) = path.split_first() else {
        found.extend(branches);
        return;
    };
    for Found { value, place, when } in branches {
        let Some(value) = value else { continue };
        if *step == "*" && value.is_list() {
            for item in value.items() {
                descend(item, place.item(item), &when, rest, found);
            }
        } else if value.is_map()
            && let Some((key, value)) = value.entry(step)
        {
            descend(value, Place::key(key.span), &when, rest, found);
        }
    }
}

//! Values: types, names, literals of properties, and what stands in exceptions.

use formwork_template::{Section, Span, Value};

use super::{
    address, condition, dynamic_reference, exception, export, function, mapping, member, permission,
};
use crate::describe;
use crate::shape::Shape;
use crate::snapshot::Snapshot;
use crate::trail::{self, Step, Trail};

/// What the value at the end of a trail is.
pub(super) fn said(snapshot: &Snapshot, trail: &Trail, offset: u32) -> Option<(String, Span)> {
    let tree = snapshot.template().tree();
    if let Some((name, depth, below)) = trail.function()
        && let Some(found) = function::said(snapshot, trail, (name, depth, below), offset)
    {
        return Some(found);
    }
    let text = tree.text(trail.node())?;
    let span = tree.span(trail.node());
    if let Some(found) = dynamic_reference::said(snapshot.text(), span, offset) {
        return Some(found);
    }
    let steps = trail.steps.as_slice();
    let (section, owner, depth) = trail::member(steps)?;
    let section = Section::from_key(section)?;
    let below = steps.get(depth..)?;
    let holder = trail.value_at(tree, depth);
    let is_of_interface = || steps.iter().any(|step| step.key() == Some("AWS::CloudFormation::Interface"));
    let said = match section {
        Section::Resources => of_resource(snapshot, (steps, below), holder, text),
        Section::Outputs => match below {
            [Step::Key(key)] if key == "Condition" => condition::condition(snapshot, text),
            [Step::Key(export), Step::Key(name)] if export == "Export" && name == "Name" => {
                export::importers(snapshot, holder)
            }
            _ => None,
        },
        Section::Conditions | Section::Rules if steps.last().and_then(Step::key) == Some("Condition") => {
            condition::condition(snapshot, text)
        }
        Section::Mappings => address::address(snapshot, text, None)
            .or_else(|| mapping::mapping(snapshot.template(), owner, &[below.first()?.key()?.to_owned()])),
        Section::Parameters => address::address(snapshot, text, None).or_else(|| {
            let name = below.first()?.key()?;
            Some(format!("**{name}**\n\n{}", describe::parameter_attribute(name)?))
        }),
        Section::Metadata if is_of_interface() => member::member(snapshot, Section::Parameters, text),
        _ => None,
    };
    // What is in the metadata excuses the template, or a resource.
    let is_metadata = steps.iter().any(|step| step.key() == Some("Metadata"));
    match said {
        Some(said) => Some((said, span)),
        None if is_metadata => exception::said(snapshot, span, offset),
        None => None,
    }
}

fn of_resource(
    snapshot: &Snapshot,
    (steps, below): (&[Step], &[Step]),
    holder: Value<'_>,
    text: &str,
) -> Option<String> {
    let (attribute, inner) = below.split_first()?;
    match (attribute.key()?, inner) {
        ("Type", []) => member::resource_type(snapshot, text),
        ("DependsOn", _) => member::member(snapshot, Section::Resources, text),
        ("Condition", []) => condition::condition(snapshot, text),
        ("Properties", _) => {
            let type_name = holder.get("Type").and_then(Value::text)?;
            let special = address::address(snapshot, text, Some(type_name));
            special.or_else(|| permission::permission(steps, text)).or_else(|| {
                let shape = Shape::at(steps, type_name)?;
                Some(describe::property(&shape))
            })
        }
        ("Metadata", _) => None,
        (attribute, []) => Some(format!("**{attribute}**\n\n{}", describe::resource_attribute(attribute)?)),
        (policy, _) => {
            let name = inner.iter().rev().find_map(Step::key)?;
            describe::policy_attribute(policy, name)
        }
    }
}

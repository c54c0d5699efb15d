//! Keys: sections, members, attributes and properties, and the long forms of functions.

use formwork_template::{FunctionName, Section, Value};

use super::{mapping, member, with_value};
use crate::describe;
use crate::shape::Shape;
use crate::snapshot::Snapshot;
use crate::trail::{self, Step, Trail};

/// What a key is, `trail` leading to its map.
pub(super) fn said(snapshot: &Snapshot, trail: &Trail, name: &str) -> Option<String> {
    let template = snapshot.template();
    let tree = template.tree();
    let steps = trail.steps.as_slice();
    if let Some(function) = FunctionName::from_key(name).filter(|_| tree.entries(trail.node()).len() == 1) {
        return Some(with_value(snapshot, describe::function(function), trail.value(tree)));
    }
    if name.starts_with("Fn::ForEach::") {
        return Some(describe::function(FunctionName::ForEach));
    }
    let Some(first) = steps.first() else {
        return Some(format!("**{name}**\n\n{}", describe::section(Section::from_key(name)?)));
    };
    let section = Section::from_key(first.key()?)?;
    // The map of a section, or the body of a loop in it.
    let Some((_, owner, depth)) = trail::member(steps) else {
        return member::member(snapshot, section, name);
    };
    let below = steps.get(depth..)?;
    let holder = trail.value_at(tree, depth);
    match section {
        Section::Resources => of_resource(below, steps, holder, name),
        Section::Parameters if below.is_empty() => {
            Some(format!("**{name}**\n\n{}", describe::parameter_attribute(name)?))
        }
        Section::Metadata if steps.last().and_then(Step::key) == Some("ParameterLabels") => {
            member::member(snapshot, Section::Parameters, name)
        }
        Section::Outputs if below.is_empty() => {
            Some(format!("**{name}**\n\n{}", describe::output_attribute(name)?))
        }
        Section::Outputs if name == "Name" => Some(super::export::importers(snapshot, holder)?),
        Section::Rules => Some(format!("**{name}**\n\n{}", describe::rule_attribute(name)?)),
        Section::Mappings => {
            let row = below.first().and_then(Step::key).unwrap_or(name);
            mapping::mapping(template, owner, &[row.to_owned()])
        }
        _ => None,
    }
}

fn of_resource(below: &[Step], steps: &[Step], holder: Value<'_>, name: &str) -> Option<String> {
    let type_name = holder.get("Type").and_then(Value::text);
    let Some((attribute, _)) = below.split_first() else {
        if name == "Properties"
            && let Some(shape) = type_name.and_then(Shape::of_type)
        {
            return Some(describe::properties(&shape));
        }
        return Some(format!("**{name}**\n\n{}", describe::resource_attribute(name)?));
    };
    match attribute.key()? {
        "Properties" => {
            let shape = type_name.and_then(|type_name| Shape::at(steps, type_name)?.step(name));
            let is_of_policy = |step: &Step| step.key().is_some_and(|key| key.ends_with("PolicyDocument"));
            match shape {
                Some(shape) => Some(describe::property(&shape)),
                None if steps.iter().any(is_of_policy) => describe::policy_element(name),
                None => None,
            }
        }
        policy => describe::policy_attribute(policy, name),
    }
}

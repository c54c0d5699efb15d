//! The remedy that a rule has: values to be set, properties to be taken out, or
//! another value in the place of the one at fault.

use formwork_template::{NodeId, Resource, Value};

use super::comparison::lacks;
use super::names::{Known, PropertyPath, check_path};
use crate::builtin::rule_files::wrong_rule_kind::WrongRuleKind;
use crate::config::reader::{Decode, Named, Reader};
use crate::config::value::TemplateValue;
use crate::insertion::replacement;
use crate::words::capital;
use crate::{Applicability, Fix, Segment, remedy};

/// What is done to a resource.
#[derive(Debug)]
pub(super) struct Remedy {
    set: Vec<(PropertyPath, TemplateValue)>,
    remove: Vec<PropertyPath>,
    replace: Option<TemplateValue>,
    applicability: Applicability,
}

impl Named for Applicability {
    const KIND: &str = "how a fix may be applied";
    const NAMES: &[(&str, Self)] = &[("safe", Self::Safe), ("unsafe", Self::Unsafe)];
}

impl Remedy {
    pub(super) fn read(reader: &mut Reader<'_>, node: NodeId, known: Option<&Known>) -> Option<Self> {
        reader.keys(node, &["set", "remove", "replace", "applicability"])?;
        let tree = reader.tree();
        let mut set = Vec::new();
        if let Some(values) = tree.get(node, "set") {
            if tree.entries(values).is_empty() {
                return reader.inside(Segment::Key("set".into()), |reader| {
                    reader.wrong_kind(values, "a mapping from paths of properties to values")
                });
            }
            for entry in tree.entries(values) {
                let Some(path) = PropertyPath::decode(reader, entry.key) else { continue };
                one_place(reader, &path, known);
                set.extend(TemplateValue::decode(reader, entry.value).map(|value| (path, value)));
            }
        }
        let remove: Vec<PropertyPath> = match tree.get(node, "remove") {
            Some(one) if tree.text(one).is_some() => reader.field(node, "remove").into_iter().collect(),
            _ => reader.field(node, "remove").unwrap_or_default(),
        };
        for path in &remove {
            one_place(reader, path, known);
        }
        let replace = reader.field(node, "replace");
        if set.is_empty() && remove.is_empty() && replace.is_none() {
            if ["set", "remove", "replace"].iter().all(|key| tree.get(node, key).is_none()) {
                let help = "Write what is set, removed or replaced: `set: { KmsMasterKeyId: alias/web }`";
                lacks(reader, node, "edit", help);
            }
            return None;
        }
        let applicability = reader.field(node, "applicability").unwrap_or(Applicability::Unsafe);
        Some(Self { set, remove, replace, applicability })
    }

    /// The fix for a resource, at fault with `value`; none where it is not a matter of a few edits.
    pub(super) fn fix(&self, resource: Resource<'_>, value: Option<Value<'_>>) -> Option<Fix> {
        let (mut edits, mut titles) = (Vec::new(), Vec::new());
        let mut values = Vec::new();
        for (path, new) in &self.set {
            values.push((from_resource(path), new.written().clone()));
            titles.push(format!("set `{}` to `{}`", path.as_str(), new.shown()));
        }
        if !values.is_empty() {
            edits.extend(remedy::set(resource.value(), &values)?);
        }
        let filled: Vec<Vec<&str>> = values.into_iter().map(|(keys, _)| keys).collect();
        for path in &self.remove {
            // What is not there needs no removal.
            if resource.value().at(&from_resource(path)).is_some() {
                edits.push(remedy::remove(resource.value(), &from_resource(path), &filled)?);
                titles.push(format!("remove `{}`", path.as_str()));
            }
        }
        if let Some(new) = &self.replace {
            let old = value.filter(|value| is_inside(*value, resource))?;
            edits.push(replacement(old, new.written())?);
            titles.push(format!("change to `{}`", new.shown()));
        }
        let title = capital(&titles.join(", "));
        let edits = remedy::apart(resource.value().tree().source(), edits)?;
        (!edits.is_empty()).then(|| Fix::new(title, self.applicability, edits))
    }
}

/// Whether a value is written in the resource, and not made or a parameter's.
fn is_inside(value: Value<'_>, resource: Resource<'_>) -> bool {
    std::ptr::eq(value.tree(), resource.value().tree()) && resource.value().span().contains(value.span())
}

fn from_resource(path: &PropertyPath) -> Vec<&str> {
    let mut keys = vec!["Properties"];
    keys.extend(path.steps());
    keys
}

/// Checks that a path is one of some type, and leads to one place.
fn one_place(reader: &mut Reader<'_>, path: &PropertyPath, known: Option<&Known>) {
    if path.steps().contains(&"*") {
        let message = format!("`{}` stands for several places", path.as_str());
        reader
            .report::<WrongRuleKind>(path.span, message)
            .help("Name one place, or give the value at fault another by `replace`");
    } else {
        check_path(reader, path, known);
    }
}

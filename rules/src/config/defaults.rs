//! `defaults`: what properties are where nobody says, and what they may be. Whether a
//! template follows is the rules' matter.

use std::collections::BTreeMap;

use formwork_schemas::{Keyword, ResourceType, Schema, resource_type};
use formwork_template::{Data, NodeId};
use smol_str::SmolStr;

use super::criterion::Criterion;
use super::names::TypePattern;
use super::reader::{Decode, Reader};
use super::standard_rows::{ENCRYPTED, INSTANCE_TYPES, instance_family};
use super::value::TemplateValue;
use crate::builtin::configuration::unknown_config_name::UnknownConfigName;
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;
use crate::nearest::nearest;
use crate::words::shortened;

/// What properties are where nobody says, and what they may be.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    pub(crate) standards: Vec<Standard>,
}

/// What one property of some types is.
#[derive(Debug, Clone)]
pub(crate) struct Standard {
    pub(crate) types: Vec<SmolStr>,
    /// Keys from `Properties` on; `*` stands for every item of a list.
    pub(crate) property: Vec<SmolStr>,
    pub(crate) everywhere: Expectation,
    /// What is expected instead in an environment.
    pub(crate) by_environment: BTreeMap<SmolStr, Expectation>,
    /// Why, in the organisation's words.
    pub(crate) reason: Option<SmolStr>,
    pub(crate) topic: Topic,
}

/// Which rule speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Any,
    InstanceFamily,
}

/// What a property is where nobody says, and what it may be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expectation {
    pub(crate) default: Option<TemplateValue>,
    pub(crate) allow: Option<Criterion>,
}

impl Expectation {
    fn exactly(value: TemplateValue) -> Self {
        Self { allow: Some(Criterion::Is(value.clone())), default: Some(value) }
    }
}

impl Decode for Defaults {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(
            node,
            &["permission-boundary", "log-retention", "encryption", "instance-families", "properties"],
        )?;
        let mut standards = Vec::new();
        if let Some(boundary) = reader.field::<ByEnvironment<Boundary>>(node, "permission-boundary") {
            let types = ["AWS::IAM::Role", "AWS::IAM::User"];
            standards.push(
                boundary.standard(&types, "PermissionsBoundary", |Boundary(arn)| Expectation::exactly(arn)),
            );
        }
        if let Some(days) = reader.field::<ByEnvironment<Days>>(node, "log-retention") {
            standards.push(days.standard(&["AWS::Logs::LogGroup"], "RetentionInDays", |Days(days)| {
                Expectation { default: Some(days), allow: None }
            }));
        }
        if reader.field(node, "encryption") == Some(true) {
            standards.extend(ENCRYPTED.iter().map(|(name, property)| Standard {
                everywhere: Expectation::exactly(TemplateValue::yes()),
                ..Standard::of(&[name], property)
            }));
        }
        if let Some(families) = reader.field::<ByEnvironment<Families>>(node, "instance-families") {
            standards.extend(INSTANCE_TYPES.iter().map(|(name, property)| Standard {
                topic: Topic::InstanceFamily,
                ..families.clone().standard(&[name], property, |Families(names)| Expectation {
                    default: None,
                    allow: instance_family(names),
                })
            }));
        }
        standards.extend(reader.field::<Vec<Standard>>(node, "properties").unwrap_or_default());
        Some(Self { standards })
    }
}

/// A value for all environments, or one for each of some.
#[derive(Debug, Clone)]
enum ByEnvironment<T> {
    All(T),
    Each(BTreeMap<SmolStr, T>),
}

impl<T> ByEnvironment<T> {
    fn standard(self, types: &[&str], property: &str, expect: impl Fn(T) -> Expectation) -> Standard {
        let (everywhere, by_environment) = match self {
            Self::All(value) => (expect(value), BTreeMap::new()),
            Self::Each(values) => {
                let each = values.into_iter().map(|(name, value)| (name, expect(value)));
                (Expectation::default(), each.collect())
            }
        };
        Standard { everywhere, by_environment, ..Standard::of(types, property) }
    }
}

impl<T: Decode> Decode for ByEnvironment<T> {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let tree = reader.tree();
        let is_function = |key: &str| key == "Ref" || key.starts_with("Fn::");
        let is_map = matches!(reader.data(node), Some(Data::Mapping(_)))
            && !tree.entries(node).iter().any(|entry| tree.text(entry.key).is_some_and(is_function));
        if is_map {
            BTreeMap::decode(reader, node).map(Self::Each)
        } else {
            T::decode(reader, node).map(Self::All)
        }
    }
}

/// The ARN of a policy: a text, or a function that gives one.
#[derive(Debug, Clone)]
struct Boundary(TemplateValue);

impl Decode for Boundary {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let value = TemplateValue::decode(reader, node)?;
        if !value.is_text() {
            return reader.wrong_kind(node, "the ARN of a policy");
        }
        Some(Self(value))
    }
}

/// A number of days that CloudWatch Logs keeps logs.
#[derive(Debug, Clone)]
struct Days(TemplateValue);

impl Decode for Days {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let value = TemplateValue::decode(reader, node)?;
        let days = value.scalar().unwrap_or_default();
        let schema =
            resource_type("AWS::Logs::LogGroup").and_then(|known| known.property_at(&["RetentionInDays"]));
        let known: Vec<String> = schema.into_iter().flat_map(allowed_numbers).collect();
        if !known.iter().any(|known| known == days) {
            let message = format!("{} is `{}`, for which no log is kept", reader.place(), shortened(days));
            let span = reader.span_of(node);
            reader.report::<UnknownConfigName>(span, message).help(format!("There are {}", known.join(", ")));
            return None;
        }
        Some(Self(value))
    }
}

/// The numbers that a schema lists.
fn allowed_numbers(schema: Schema<'_>) -> Vec<String> {
    let lists = schema.all_keywords().filter_map(|keyword| match keyword {
        Keyword::Enum(values) => Some(values.iter()),
        _ => None,
    });
    lists.flatten().map(ToString::to_string).collect()
}

/// Names of families of instances: `t4g`.
#[derive(Debug, Clone)]
struct Families(Vec<SmolStr>);

impl Decode for Families {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.one_or_more(node).map(Self)
    }
}

impl Standard {
    fn of(types: &[&str], property: &str) -> Self {
        Self {
            types: types.iter().map(SmolStr::new).collect(),
            property: property.split('.').map(SmolStr::new).collect(),
            everywhere: Expectation::default(),
            by_environment: BTreeMap::new(),
            reason: None,
            topic: Topic::Any,
        }
    }
}

const EXPECTATION: [&str; 3] = ["default", "must-be", "allow"];

impl Decode for Standard {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &[&EXPECTATION[..], &["type", "property", "environments", "reason"]].concat())?;
        let tree = reader.tree();
        for key in ["type", "property"] {
            if tree.get(node, key).is_none() {
                let message = format!("{} has no `{key}`", reader.place());
                let span = reader.span_of(node);
                reader.report::<WrongConfigKind>(span, message).help(
                    "Say what it is about: `type: AWS::Logs::LogGroup` and `property: RetentionInDays`",
                );
            }
        }
        let types: Option<Vec<TypePattern>> = reader.field_by(node, "type", Reader::one_or_more);
        let everywhere = expectation(reader, node);
        let by_environment: BTreeMap<SmolStr, Expectation> =
            reader.field(node, "environments").unwrap_or_default();
        let says = |one: &Expectation| one.default.is_some() || one.allow.is_some();
        let is_empty = EXPECTATION.iter().all(|key| tree.get(node, key).is_none());
        if is_empty && !by_environment.values().any(says) && tree.get(node, "environments").is_none() {
            let message = format!("{} says nothing of the property", reader.place());
            let span = reader.span_of(node);
            reader
                .report::<WrongConfigKind>(span, message)
                .help("Write `default`, `must-be` or `allow`, or `environments` with one of them for each");
        }
        let reason = reader.field(node, "reason");
        let types: Vec<SmolStr> = types?.into_iter().flat_map(|pattern| pattern.types()).collect();
        let place = tree.get(node, "property")?;
        let (types, property) = property(reader, place, types)?;
        Some(Self { types, property, everywhere, by_environment, reason, topic: Topic::Any })
    }
}

impl Decode for Expectation {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &EXPECTATION)?;
        Some(expectation(reader, node))
    }
}

fn expectation(reader: &mut Reader<'_>, node: NodeId) -> Expectation {
    if let Some(only) = reader.field(node, "must-be") {
        return Expectation::exactly(only);
    }
    Expectation { default: reader.field(node, "default"), allow: reader.field(node, "allow") }
}

/// Most types whose properties are searched for one that is meant.
const MOST_COMPARED: usize = 300;

/// The types that have the property, and its path, where there is one in at least one of them.
fn property(
    reader: &mut Reader<'_>,
    node: NodeId,
    mut types: Vec<SmolStr>,
) -> Option<(Vec<SmolStr>, Vec<SmolStr>)> {
    let text = reader.text(node, "a property")?;
    let path: Vec<SmolStr> = text.split('.').map(SmolStr::new).collect();
    let mut all: Vec<&ResourceType> = Vec::new();
    types.retain(|name| {
        let known = resource_type(name);
        all.extend(known);
        known.is_some_and(|known| known.property_at(&path).is_some())
    });
    if !types.is_empty() {
        return Some((types, path));
    }
    // The first step that none of them has.
    let step =
        (1..=path.len()).find(|&end| all.iter().all(|known| known.property_at(&path[..end]).is_none()))?;
    let above = &path[..step - 1];
    let mut names: Vec<&str> = Vec::new();
    // What almost all types together have is near to anything.
    for known in all.iter().take_while(|_| all.len() <= MOST_COMPARED) {
        let schema = if above.is_empty() { Some(known.properties()) } else { known.property_at(above) };
        let properties = schema.into_iter().flat_map(Schema::properties);
        names.extend(properties.map(|(name, _)| name.as_str()));
    }
    names.sort_unstable();
    names.dedup();
    let of = all.first().map(|known| known.name()).unwrap_or_default();
    let written = path[step - 1].as_str();
    let message = format!("`{}` is not a property of `{of}`", shortened(written));
    let span = reader.span_of(node);
    let found = reader.report::<UnknownConfigName>(span, message);
    if let Some(nearest) = nearest(written, names.into_iter()) {
        let mut meant = path.clone();
        meant[step - 1] = nearest.into();
        found.help(format!("Change it to `{}`", meant.join(".")));
    }
    None
}

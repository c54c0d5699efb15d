//! What `Fn::GetAtt` accepts.
//!
//! A type's attributes are its read-only properties, dotted below the first
//! level. Some types return more (`attribute_facts`), and some return what only
//! the template or the far side knows: those are open.

use smol_str::SmolStr;

use crate::attribute_facts::{EVERY_PROPERTY, MORE};
use crate::keyword::{Keyword, Properties, PropertyPath, Types};
use crate::resource_type::string_schema;
use crate::schema::{Schema, SchemaId};

/// One attribute of a resource.
#[derive(Clone)]
pub struct Attribute<'s> {
    /// As `Fn::GetAtt` spells it
    pub name: SmolStr,
    /// What its value looks like, if that is known
    pub schema: Option<Schema<'s>>,
}

/// Attributes beyond those that can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenAttributes {
    /// None: the list is complete
    Closed,
    /// `Outputs.*`, each a string: the outputs of another stack
    Outputs,
    /// Any name, any value: custom resources
    Any,
}

/// The attributes of one type.
#[derive(Debug)]
pub struct AttributeNames {
    /// Names in ascending order; a `*` step stands for any item or key
    pub(crate) listed: Box<[(SmolStr, Option<SchemaId>)]>,
    /// What may come beyond the list
    pub open: OpenAttributes,
}

/// No declared property lies deeper.
const DEPTH: usize = 16;

impl AttributeNames {
    pub(crate) fn of(name: &str, schema: Schema<'_>, read_only: &[PropertyPath]) -> Self {
        let open = open(name);
        let mut listed = Vec::new();
        if EVERY_PROPERTY.binary_search(&name).is_ok() {
            for (name, property) in schema.properties() {
                every_leaf(name.clone(), property, DEPTH, &mut listed);
            }
        } else {
            let outputs = |path: &PropertyPath| path.first().is_some_and(|step| step == "Outputs");
            let paths = read_only.iter().filter(|path| match open {
                OpenAttributes::Outputs => !outputs(path) && !is_nested_stack(name),
                _ => true,
            });
            listed.extend(paths.map(|path| (dotted(path), schema.descend(path).map(Schema::id))));
            let more = MORE.binary_search_by_key(&name, |(known, _)| known);
            for name in more.map_or(&[][..], |index| MORE[index].1) {
                listed.push((SmolStr::new(name), schema.step(name).map(Schema::id)));
            }
        }
        listed.sort_by(|a, b| a.0.cmp(&b.0));
        listed.dedup_by(|a, b| a.0 == b.0);
        Self { listed: listed.into(), open }
    }

    pub(crate) fn get<'s>(&self, name: &str, schema: Schema<'s>) -> Option<Attribute<'s>> {
        let exact = self.listed.binary_search_by(|(known, _)| known.as_str().cmp(name));
        let index = exact.ok().or_else(|| {
            let mut known = self.listed.iter();
            known.position(|(known, _)| known.contains('*') && is_like(known, name))
        });
        let open = match (index, self.open) {
            (Some(index), _) => self.listed[index].1.map(|id| schema.at(id)),
            (None, OpenAttributes::Outputs) if name.starts_with("Outputs.") => Some(string_schema()),
            (None, OpenAttributes::Any) => None,
            (None, _) => return None,
        };
        Some(Attribute { name: name.into(), schema: open })
    }
}

fn open(name: &str) -> OpenAttributes {
    match name {
        "AWS::CloudFormation::CustomResource" => OpenAttributes::Any,
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct" => OpenAttributes::Outputs,
        _ if is_nested_stack(name) => OpenAttributes::Outputs,
        _ => OpenAttributes::Closed,
    }
}

/// Types that return the outputs of their stack and nothing else.
fn is_nested_stack(name: &str) -> bool {
    matches!(name, "AWS::CloudFormation::Stack" | "AWS::Serverless::Application")
}

/// Adds the attributes below a property of which every part can be read:
/// values, and lists of values; a list of objects can't be entered.
fn every_leaf(
    name: SmolStr,
    schema: Schema<'_>,
    depth: usize,
    listed: &mut Vec<(SmolStr, Option<SchemaId>)>,
) {
    if depth == 0 {
        return;
    }
    let own = schema.keywords();
    let types = own.iter().find_map(|keyword| match keyword {
        Keyword::Type(types) => Some(*types),
        _ => None,
    });
    let types = types.unwrap_or(Types::NONE);
    if types.intersects(Types::OBJECT) {
        let properties = own.iter().filter_map(|keyword| match keyword {
            Keyword::Properties(properties) => Some(properties),
            _ => None,
        });
        for (step, id) in properties.flat_map(Properties::iter) {
            let name = smol_str::format_smolstr!("{name}.{step}");
            every_leaf(name, schema.at(id), depth - 1, listed);
        }
    } else if types.intersects(Types::ARRAY) {
        if !holds_objects(schema) {
            listed.push((name, Some(schema.id())));
        }
    } else if let Some(target) = schema.reference() {
        every_leaf(name, target, depth - 1, listed);
    } else {
        listed.push((name, Some(schema.id())));
    }
}

/// True if the items say outright that they are objects or lists. Items behind
/// a `$ref` pass, as in the source of these facts.
fn holds_objects(schema: Schema<'_>) -> bool {
    let nested = Types::OBJECT.union(Types::ARRAY);
    let mut items = schema.keywords().iter().filter_map(|keyword| match keyword {
        Keyword::Items(id) => Some(schema.at(*id)),
        _ => None,
    });
    items.any(|item| {
        let mut keywords = item.keywords().iter();
        keywords.any(|keyword| matches!(keyword, Keyword::Type(types) if types.intersects(nested)))
    })
}

fn dotted(path: &PropertyPath) -> SmolStr {
    path.join(".").into()
}

fn is_like(pattern: &str, name: &str) -> bool {
    let steps = pattern.split('.').zip(name.split('.'));
    pattern.split('.').count() == name.split('.').count() && { steps }
        .all(|(known, step)| known == "*" || known == step)
}

//! Where a template puts the tags of a resource, and in what form.
//!
//! Schemas name the property (`tagging.tagProperty`), sometimes one that they
//! don't have; the form is read from the schema at that place.

use smol_str::SmolStr;

use crate::decode::property_path;
use crate::json::Json;
use crate::keyword::{PropertyPath, Types};
use crate::schema::Schema;

/// How a resource is tagged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four facts, each true or false by itself")]
pub struct Tagging {
    /// The property that holds the tags, at the first level of `Properties`
    pub property: SmolStr,
    /// The form of its value
    pub shape: TagShape,
    /// What the schema's own flag says; false also occurs beside a property
    /// that takes tags
    pub declared: bool,
    /// Tags can be given on creation
    pub on_create: bool,
    /// Tags can be changed without replacing the resource
    pub updatable: bool,
    /// CloudFormation adds its `aws:cloudformation:` tags
    pub system_tags: bool,
}

/// The form of a property that holds tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagShape {
    /// `[{ Key, Value }]`
    List,
    /// `[{ Key, Value, PropagateAtLaunch }]`
    PropagatingList,
    /// `[{ TagKey, TagValue }]`
    TagKeyList,
    /// `{ key: value }`
    Map,
    /// `[{ ResourceType, Tags: [{ Key, Value }] }]`
    Specifications,
    /// `{ Items: [{ Key, Value }] }`
    Items,
}

/// What the text says, before it is held against the schema.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four facts, each true or false by itself")]
pub(crate) struct TaggingFacts {
    /// The flag, where the text has one.
    pub(crate) flag: Option<bool>,
    property: Option<PropertyPath>,
    declared: bool,
    on_create: bool,
    updatable: bool,
    system_tags: bool,
}

impl TaggingFacts {
    pub(crate) fn read(json: &Json<'_>) -> Self {
        let Some(facts) = json.get("tagging") else {
            // The older flag; without any, the schema's `Tags` speaks.
            let flag = json.get("taggable").and_then(Json::as_bool);
            return Self { flag, ..Self::all(flag.unwrap_or(true)) };
        };
        let flag = |name| facts.get(name).and_then(Json::as_bool);
        let declared = flag("taggable").unwrap_or(true);
        let property = facts.get("tagProperty").and_then(Json::as_str);
        Self {
            flag: Some(declared),
            property: property.map(property_path),
            declared,
            on_create: flag("tagOnCreate").unwrap_or(declared),
            updatable: flag("tagUpdatable").unwrap_or(declared),
            system_tags: flag("cloudFormationSystemTags").unwrap_or(declared),
        }
    }

    fn all(declared: bool) -> Self {
        Self {
            flag: None,
            property: None,
            declared,
            on_create: declared,
            updatable: declared,
            system_tags: declared,
        }
    }

    pub(crate) fn resolve(&self, properties: Schema<'_>) -> Option<Tagging> {
        let named = self.property.as_ref().and_then(|path| path.first());
        let usual = ["Tags", "TagSpecifications"];
        // What a type takes under any name, such as a custom resource, is not for AWS to tag.
        let is_named =
            |place: &&str| properties.all_keywords().any(|keyword| keyword.property(place).is_some());
        let mut places = named.map(SmolStr::as_str).into_iter().chain(usual).filter(is_named);
        let (property, shape) = places.find_map(|place| Some((place, shape(properties.step(place)?)?)))?;
        Some(Tagging {
            property: property.into(),
            shape,
            declared: self.declared,
            on_create: self.on_create,
            updatable: self.updatable,
            system_tags: self.system_tags,
        })
    }
}

fn shape(schema: Schema<'_>) -> Option<TagShape> {
    if let Some(item) = schema.items() {
        let has = |name| item.step(name).is_some();
        return match () {
            () if has("Key") && has("PropagateAtLaunch") => Some(TagShape::PropagatingList),
            () if has("Key") => Some(TagShape::List),
            () if has("TagKey") => Some(TagShape::TagKeyList),
            () if has("Tags") => Some(TagShape::Specifications),
            () => None,
        };
    }
    let types = schema.views().iter().fold(Types::ALL, |types, view| types.intersection(view.types()));
    if !types.intersects(Types::OBJECT) {
        return None;
    }
    let lists_items = schema.properties().iter().any(|(name, _)| *name == "Items");
    Some(if lists_items { TagShape::Items } else { TagShape::Map })
}

//! A resource type: its schema and what is true of the type as a whole.
//!
//! Which types exist, and in which regions, is the business of `catalogue`.

use std::fmt;
use std::sync::OnceLock;

use smol_str::SmolStr;

use crate::attributes::{Attribute, AttributeNames};
use crate::decode::{SchemaError, decode, property_path};
use crate::json::Json;
use crate::keyword::PropertyPath;
use crate::schema::{Arena, Schema, SchemaId};
use crate::tagging::{Tagging, TaggingFacts};

/// A schema text by itself, such as the fragment that a rule brings.
pub struct Document(Arena);

impl Document {
    /// Reads a schema.
    pub fn from_json(text: &str) -> Result<Self, SchemaError> {
        let json = Json::parse(text).map_err(SchemaError::whole)?;
        decode(&json).map(Self)
    }

    /// Where the schema starts.
    pub fn root(&self) -> Schema<'_> {
        Schema::new(&self.0, SchemaId(0))
    }
}

/// A resource type as CloudFormation knows it.
pub struct ResourceType {
    name: SmolStr,
    schema: Document,
    read_only: Box<[PropertyPath]>,
    write_only: Box<[PropertyPath]>,
    create_only: Box<[PropertyPath]>,
    conditional_create_only: Box<[PropertyPath]>,
    deprecated: Box<[PropertyPath]>,
    primary_identifier: Box<[PropertyPath]>,
    additional_identifiers: Box<[Box<[PropertyPath]>]>,
    transforms: Box<[(PropertyPath, SmolStr)]>,
    replacement: Option<ReplacementStrategy>,
    lifecycle: Option<Lifecycle>,
    tagging: TaggingFacts,
    attributes: OnceLock<AttributeNames>,
}

/// In which order CloudFormation replaces a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplacementStrategy {
    /// The new one first, as is usual
    CreateThenDelete,
    /// The old one first
    DeleteThenCreate,
}

/// What AWS announced about the end of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifecycle {
    /// How far it is
    pub stage: LifecycleStage,
    /// Since when, or from when on, as `YYYY-MM-DD`
    pub date: Option<SmolStr>,
}

/// How near its end a service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LifecycleStage {
    /// Only kept running; closed to new customers
    Maintenance,
    /// An end is announced
    Sunset,
    /// It has ended
    Shutdown,
}

impl ResourceType {
    /// Reads the schema of a type, in CloudFormation's registry format.
    pub fn from_json(text: &str) -> Result<Self, SchemaError> {
        let json = Json::parse(text).map_err(SchemaError::whole)?;
        let name = json.get("typeName").and_then(Json::as_str);
        let name = name.ok_or_else(|| SchemaError::whole("`typeName` is missing"))?;
        Ok(Self {
            name: name.into(),
            schema: Document(decode(&json)?),
            read_only: paths(&json, "readOnlyProperties"),
            write_only: paths(&json, "writeOnlyProperties"),
            create_only: paths(&json, "createOnlyProperties"),
            conditional_create_only: paths(&json, "conditionalCreateOnlyProperties"),
            deprecated: paths(&json, "deprecatedProperties"),
            primary_identifier: paths(&json, "primaryIdentifier"),
            additional_identifiers: additional_identifiers(&json),
            transforms: transforms(&json),
            replacement: replacement(&json),
            lifecycle: lifecycle(&json),
            tagging: TaggingFacts::read(&json),
            attributes: OnceLock::new(),
        })
    }

    /// Such as `AWS::S3::Bucket`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// True if the type exists only before the SAM transform runs.
    pub fn is_sam(&self) -> bool {
        self.name.starts_with("AWS::Serverless::")
    }

    /// The schema of `Properties`.
    pub fn properties(&self) -> Schema<'_> {
        self.schema.root()
    }

    /// The schema at a path of property names; an item is its index or `*`.
    pub fn property_at<S: AsRef<str>>(&self, path: &[S]) -> Option<Schema<'_>> {
        self.properties().descend(path)
    }

    /// The properties that every resource of this type has.
    pub fn required(&self) -> impl Iterator<Item = &SmolStr> {
        self.properties().required()
    }

    /// Set by the service: it can be read with `Fn::GetAtt`, and a template
    /// can't set it. As for all such facts, what holds for a property holds for
    /// all below it.
    pub fn is_read_only<S: AsRef<str>>(&self, path: &[S]) -> bool {
        covers(&self.read_only, path)
    }

    /// Accepted and never shown again.
    pub fn is_write_only<S: AsRef<str>>(&self, path: &[S]) -> bool {
        covers(&self.write_only, path)
    }

    /// A change replaces the resource.
    pub fn is_create_only<S: AsRef<str>>(&self, path: &[S]) -> bool {
        covers(&self.create_only, path)
    }

    /// A change replaces the resource in some cases.
    pub fn is_conditionally_create_only<S: AsRef<str>>(&self, path: &[S]) -> bool {
        covers(&self.conditional_create_only, path)
    }

    /// No longer to be used.
    pub fn is_deprecated<S: AsRef<str>>(&self, path: &[S]) -> bool {
        covers(&self.deprecated, path)
    }

    /// The properties set by the service.
    pub fn read_only_properties(&self) -> &[PropertyPath] {
        &self.read_only
    }

    /// The properties whose change replaces the resource.
    pub fn create_only_properties(&self) -> &[PropertyPath] {
        &self.create_only
    }

    /// The properties that are no longer to be used.
    pub fn deprecated_properties(&self) -> &[PropertyPath] {
        &self.deprecated
    }

    /// The properties that together tell one resource from another.
    pub fn primary_identifier(&self) -> &[PropertyPath] {
        &self.primary_identifier
    }

    /// Other sets of properties that do the same.
    pub fn additional_identifiers(&self) -> &[Box<[PropertyPath]>] {
        &self.additional_identifiers
    }

    /// Properties that the service stores in another form than was given, and
    /// the JSONata expression for it.
    pub fn property_transforms(&self) -> &[(PropertyPath, SmolStr)] {
        &self.transforms
    }

    /// In which order a replacement goes, where the schema says so.
    pub fn replacement_strategy(&self) -> Option<ReplacementStrategy> {
        self.replacement
    }

    /// What AWS announced about the end of the service.
    pub fn lifecycle(&self) -> Option<&Lifecycle> {
        self.lifecycle.as_ref()
    }

    /// Where a template puts the tags of such a resource.
    pub fn tagging(&self) -> Option<Tagging> {
        self.tagging.resolve(self.properties())
    }

    /// The schema's own flag that such resources can be tagged; nothing where it has none. It says nothing of
    /// whether a template has a place for the tags.
    pub fn taggable_flag(&self) -> Option<bool> {
        self.tagging.flag
    }

    /// The names that `Fn::GetAtt` accepts, without the
    /// [open ones](AttributeNames::open).
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'_>> {
        let names = self.attribute_names().listed.iter();
        names
            .map(|(name, id)| Attribute { name: name.clone(), schema: id.map(|id| self.properties().at(id)) })
    }

    /// The attribute called `name` (dotted below a property), if there is one.
    pub fn attribute(&self, name: &str) -> Option<Attribute<'_>> {
        self.attribute_names().get(name, self.properties())
    }

    /// All about the names of attributes.
    pub fn attribute_names(&self) -> &AttributeNames {
        let read = || AttributeNames::of(&self.name, self.properties(), &self.read_only);
        self.attributes.get_or_init(read)
    }

    /// The schema of what `Ref` returns: that of the primary identifier, or any
    /// string where several properties make it up. `None` if nothing is said.
    pub fn ref_schema(&self) -> Option<Schema<'_>> {
        match &*self.primary_identifier {
            [] => None,
            [path] => self.property_at(path),
            _ => Some(string_schema()),
        }
    }
}

impl fmt::Debug for ResourceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ResourceType").field(&self.name).finish()
    }
}

/// Any string.
pub(crate) fn string_schema() -> Schema<'static> {
    static STRING: OnceLock<Document> = OnceLock::new();
    let read = || Document::from_json(r#"{"type":"string"}"#).expect("the text is a schema");
    STRING.get_or_init(read).root()
}

fn covers<S: AsRef<str>>(known: &[PropertyPath], path: &[S]) -> bool {
    known.iter().any(|known| {
        let mut steps = known.iter().zip(path);
        known.len() <= path.len() && steps.all(|(a, b)| a == "*" || a == b.as_ref())
    })
}

fn paths(json: &Json<'_>, name: &str) -> Box<[PropertyPath]> {
    json.get(name).map(path_list).unwrap_or_default()
}

fn path_list(json: &Json<'_>) -> Box<[PropertyPath]> {
    let items = json.as_array().unwrap_or_default();
    items.iter().filter_map(Json::as_str).map(property_path).collect()
}

fn additional_identifiers(json: &Json<'_>) -> Box<[Box<[PropertyPath]>]> {
    let sets = json.get("additionalIdentifiers").and_then(Json::as_array);
    sets.unwrap_or_default().iter().map(path_list).collect()
}

fn transforms(json: &Json<'_>) -> Box<[(PropertyPath, SmolStr)]> {
    let Some(Json::Object(members)) = json.get("propertyTransform") else {
        return Box::default();
    };
    let known = members.iter().filter_map(|(path, to)| Some((path, to.as_str()?)));
    known.map(|(path, to)| (property_path(path), to.into())).collect()
}

fn replacement(json: &Json<'_>) -> Option<ReplacementStrategy> {
    match json.get("replacementStrategy")?.as_str()? {
        "create_then_delete" => Some(ReplacementStrategy::CreateThenDelete),
        "delete_then_create" => Some(ReplacementStrategy::DeleteThenCreate),
        _ => None,
    }
}

fn lifecycle(json: &Json<'_>) -> Option<Lifecycle> {
    let json = json.get("lifecycle")?;
    let stage = match json.get("status")?.as_str()? {
        "maintenance" => LifecycleStage::Maintenance,
        "sunset" => LifecycleStage::Sunset,
        "shutdown" => LifecycleStage::Shutdown,
        _ => return None,
    };
    let date = json.get("date").and_then(Json::as_str).map(SmolStr::new);
    Some(Lifecycle { stage, date })
}

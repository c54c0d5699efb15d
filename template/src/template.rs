//! A tree read as a CloudFormation template: its sections and their members,
//! `Fn::ForEach` loops included. Broken and missing parts read as absent.

use std::sync::OnceLock;

use crate::conditions::Conditions;
use crate::index::Index;
use crate::value::{Name, Value};
use crate::{Parsed, SyntaxError, Tree};

/// A parsed template. The index and the conditions are worked out on first use.
#[derive(Debug)]
pub struct Template {
    parsed: Parsed,
    index: OnceLock<Index>,
    conditions: OnceLock<Conditions>,
}

/// A section of a template that holds named members, or the few that don't.
/// Source: template anatomy in the CloudFormation user guide; `Globals` is SAM's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    FormatVersion,
    Description,
    Metadata,
    Parameters,
    Rules,
    Mappings,
    Conditions,
    Transform,
    Globals,
    Resources,
    Outputs,
    Hooks,
}

impl Section {
    /// In the order that the user guide gives them.
    pub const ALL: &'static [Self] = &[
        Self::FormatVersion,
        Self::Description,
        Self::Metadata,
        Self::Parameters,
        Self::Rules,
        Self::Mappings,
        Self::Conditions,
        Self::Transform,
        Self::Globals,
        Self::Resources,
        Self::Outputs,
        Self::Hooks,
    ];

    /// Its key at the top of a template.
    pub fn key(self) -> &'static str {
        match self {
            Self::FormatVersion => "AWSTemplateFormatVersion",
            Self::Description => "Description",
            Self::Metadata => "Metadata",
            Self::Parameters => "Parameters",
            Self::Rules => "Rules",
            Self::Mappings => "Mappings",
            Self::Conditions => "Conditions",
            Self::Transform => "Transform",
            Self::Globals => "Globals",
            Self::Resources => "Resources",
            Self::Outputs => "Outputs",
            Self::Hooks => "Hooks",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|section| section.key() == key)
    }
}

/// A named member of a section.
#[derive(Debug, Clone, Copy)]
pub struct Member<'t> {
    pub id: Name<'t>,
    pub value: Value<'t>,
    /// It stands in the body of an `Fn::ForEach`, so its name has the loop's variable in it.
    pub looped: bool,
}

/// An `Fn::ForEach`: `[Identifier, Collection, Body]`.
#[derive(Debug, Clone, Copy)]
pub struct Loop<'t> {
    pub variable: Name<'t>,
    pub collection: Value<'t>,
    pub body: Value<'t>,
}

impl<'t> Loop<'t> {
    /// The loop that an entry of a map is, by its key.
    pub fn of(key: Name<'_>, value: Value<'t>) -> Option<Self> {
        key.text.strip_prefix("Fn::ForEach::")?;
        let mut items = value.items();
        let (variable, collection, body) = (items.next()?.name()?, items.next()?, items.next()?);
        Some(Self { variable, collection, body })
    }
}

/// A resource: a member of `Resources`.
#[derive(Debug, Clone, Copy)]
pub struct Resource<'t>(pub Member<'t>);

/// A parameter: a member of `Parameters`.
#[derive(Debug, Clone, Copy)]
pub struct Parameter<'t>(pub Member<'t>);

impl Template {
    pub fn new(parsed: Parsed) -> Self {
        Self { parsed, index: OnceLock::new(), conditions: OnceLock::new() }
    }

    pub fn tree(&self) -> &Tree {
        &self.parsed.tree
    }

    pub fn source(&self) -> &str {
        self.tree().source()
    }

    /// What is wrong with the text, in source order.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.parsed.errors
    }

    /// Who defines and who uses each name.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self))
    }

    /// What the conditions say of one another.
    pub fn conditions(&self) -> &Conditions {
        self.conditions.get_or_init(|| Conditions::new(self))
    }

    pub fn root(&self) -> Value<'_> {
        Value::new(self.tree(), self.tree().root())
    }

    /// A section's key and value.
    pub fn section(&self, section: Section) -> Option<(Name<'_>, Value<'_>)> {
        self.root().entry(section.key())
    }

    /// The members of a section in source order, those in loops included.
    pub fn members(&self, section: Section) -> impl Iterator<Item = Member<'_>> {
        let mut members = Vec::new();
        if let Some((_, value)) = self.section(section) {
            collect_members(value, false, &mut members);
        }
        members.into_iter()
    }

    pub fn resources(&self) -> impl Iterator<Item = Resource<'_>> {
        self.members(Section::Resources).map(Resource)
    }

    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'_>> {
        self.members(Section::Parameters).map(Parameter)
    }

    /// The resource with a logical ID, unless a loop makes it.
    pub fn resource(&self, id: &str) -> Option<Resource<'_>> {
        self.member(Section::Resources, id).map(Resource)
    }

    pub fn parameter(&self, id: &str) -> Option<Parameter<'_>> {
        self.member(Section::Parameters, id).map(Parameter)
    }

    /// The loops around a member, the outermost first.
    pub fn loops_around(&self, section: Section, member: Member<'_>) -> Vec<Loop<'_>> {
        let mut around = Vec::new();
        if let (true, Some((_, value))) = (member.looped, self.section(section)) {
            find_member(value, member.value, &mut around);
        }
        around
    }

    /// A member by name, unless a loop makes it.
    pub fn member(&self, section: Section, id: &str) -> Option<Member<'_>> {
        let (id, value) = self.section(section)?.1.entry(id)?;
        Some(Member { id, value, looped: false })
    }

    /// The names in `Transform`: macros, `AWS::Serverless-2016-10-31` and the like.
    pub fn transforms(&self) -> Vec<Name<'_>> {
        let Some((_, value)) = self.section(Section::Transform) else { return Vec::new() };
        let one = value.name().into_iter();
        let listed = value.items().filter_map(|item| item.name().or_else(|| item.get("Name")?.name()));
        one.chain(listed).chain(value.get("Name").and_then(Value::name)).collect()
    }

    /// The macros among the transforms that are not AWS's own. They may rewrite anything,
    /// so the text says little of what is deployed.
    pub fn macros(&self) -> Vec<Name<'_>> {
        self.transforms().into_iter().filter(|name| !name.text.starts_with("AWS::")).collect()
    }

    /// Whether the SAM transform runs.
    pub fn is_sam(&self) -> bool {
        self.transforms().iter().any(|name| name.text.starts_with("AWS::Serverless-"))
    }

    /// Whether `AWS::LanguageExtensions` runs.
    pub fn has_language_extensions(&self) -> bool {
        self.transforms().iter().any(|name| name.text == "AWS::LanguageExtensions")
    }
}

/// Whether a member is below `value`; leaves the loops on the way to it in `around`.
fn find_member<'t>(value: Value<'t>, member: Value<'_>, around: &mut Vec<Loop<'t>>) -> bool {
    for (key, value) in value.entries() {
        if let Some(found) = Loop::of(key, value) {
            around.push(found);
            if find_member(found.body, member, around) {
                return true;
            }
            around.pop();
        } else if value.node() == member.node() {
            return true;
        }
    }
    false
}

/// Members of a section or of a loop's body. `Fn::ForEach::Name: [Identifier, Collection, Body]`.
fn collect_members<'t>(value: Value<'t>, looped: bool, members: &mut Vec<Member<'t>>) {
    for (id, value) in value.entries() {
        match id.text.strip_prefix("Fn::ForEach::") {
            Some(_) => {
                if let Some(body) = value.items().nth(2) {
                    collect_members(body, true, members);
                }
            }
            None => members.push(Member { id, value, looped }),
        }
    }
}

impl<'t> Resource<'t> {
    pub fn id(self) -> Name<'t> {
        self.0.id
    }

    pub fn value(self) -> Value<'t> {
        self.0.value
    }

    /// The resource type, where it is a literal.
    pub fn type_name(self) -> Option<Name<'t>> {
        self.0.value.get("Type")?.name()
    }

    /// Whether its type is `name`.
    pub fn is(self, name: &str) -> bool {
        self.type_name().is_some_and(|found| found.text == name)
    }

    pub fn properties(self) -> Option<Value<'t>> {
        self.0.value.get("Properties")
    }

    /// The value of a property. `None` where it is not written; ask
    /// [`Value::possibilities`] for whether it is there in every case.
    pub fn property(self, name: &str) -> Option<Value<'t>> {
        self.properties()?.get(name)
    }

    /// Its `Condition` attribute.
    pub fn condition(self) -> Option<Name<'t>> {
        self.0.value.get("Condition")?.name()
    }

    pub fn metadata(self) -> Option<Value<'t>> {
        self.0.value.get("Metadata")
    }

    /// The logical IDs in `DependsOn`.
    pub fn depends_on(self) -> Vec<Name<'t>> {
        let Some(value) = self.0.value.get("DependsOn") else { return Vec::new() };
        value.name().into_iter().chain(value.items().filter_map(Value::name)).collect()
    }
}

impl<'t> Parameter<'t> {
    pub fn id(self) -> Name<'t> {
        self.0.id
    }

    /// `String`, `Number`, `AWS::EC2::VPC::Id`, ...
    pub fn type_name(self) -> Option<Name<'t>> {
        self.0.value.get("Type")?.name()
    }

    pub fn default(self) -> Option<Value<'t>> {
        self.0.value.get("Default")
    }

    pub fn allowed_values(self) -> Option<Value<'t>> {
        self.0.value.get("AllowedValues").filter(|value| value.is_list())
    }

    /// Whether `Ref` gives a list.
    pub fn is_list(self) -> bool {
        self.type_name().is_some_and(|name| name.text == "CommaDelimitedList" || name.text.contains("List<"))
    }

    /// Whether the value is looked up in the SSM parameter store at deployment, so that
    /// the default is a name and not the value.
    pub fn is_ssm(self) -> bool {
        self.type_name().is_some_and(|name| name.text.starts_with("AWS::SSM::Parameter::Value<"))
    }
}

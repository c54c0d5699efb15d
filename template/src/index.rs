//! Who defines and who uses each name of a template. Made in one walk; rules,
//! navigation and rename ask it instead of walking on their own.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::generated::Generated;
use crate::place::Place;
use crate::template::{Section, Template};
use crate::{NodeId, Span};

mod walk;

/// A name that the template defines.
#[derive(Debug, Clone)]
pub struct Definition {
    pub name: SmolStr,
    /// The key, or the loop's key that makes the name.
    pub span: Span,
    /// The member's value.
    pub node: NodeId,
    /// An `Fn::ForEach` makes it.
    pub looped: bool,
}

/// How a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// `Ref`: a resource or a parameter.
    Ref,
    /// `Fn::GetAtt`: a resource.
    GetAtt,
    /// `${Name}` in `Fn::Sub`: a resource or a parameter.
    SubRef,
    /// `${Name.Attribute}` in `Fn::Sub`: a resource.
    SubGetAtt,
    /// `DependsOn`: a resource.
    DependsOn,
    /// The first argument of `Fn::If`: a condition.
    If,
    /// The `Condition` attribute of a resource or an output, or the function: a condition.
    Condition,
    /// The first argument of `Fn::FindInMap`: a mapping.
    FindInMap,
}

impl ReferenceKind {
    /// Whether the target can be a resource.
    pub fn is_to_resource(self) -> bool {
        matches!(self, Self::Ref | Self::GetAtt | Self::SubRef | Self::SubGetAtt | Self::DependsOn)
    }

    /// Whether the target can be a parameter.
    pub fn is_to_parameter(self) -> bool {
        matches!(self, Self::Ref | Self::SubRef)
    }
}

/// One use of a name.
#[derive(Debug, Clone)]
pub struct Reference {
    pub kind: ReferenceKind,
    pub name: SmolStr,
    /// The name's own text.
    pub span: Span,
    /// Where findings about the reference stand.
    pub place: Place,
    /// The attribute and its place, where a literal gives it.
    pub attribute: Option<(SmolStr, Span)>,
    /// The section in which it stands, and the member of that section.
    pub section: Section,
    pub member: SmolStr,
    /// Conditions under which it is there: the member's own and those of `Fn::If` around it.
    pub when: Vec<(SmolStr, bool)>,
    /// The function, or the literal for `DependsOn` and `Condition`.
    pub node: NodeId,
}

/// Definitions and uses of all names.
#[derive(Debug, Default)]
pub struct Index {
    definitions: FxHashMap<(Section, SmolStr), Definition>,
    references: Vec<Reference>,
    by_name: FxHashMap<SmolStr, Vec<u32>>,
    /// Sections whose names can't all be known: a loop, a macro or broken text makes them.
    open: Vec<Section>,
    /// Resources that the SAM transform adds.
    generated: Generated,
    /// Logical IDs of modules, which bring resources of their own.
    modules: Vec<SmolStr>,
    /// Sections whose names may be used in ways that can't be followed.
    partial: Vec<Section>,
}

impl Index {
    pub(crate) fn new(template: &Template) -> Self {
        walk::index(template)
    }

    /// The definition of a name in a section.
    pub fn definition(&self, section: Section, name: &str) -> Option<&Definition> {
        self.definitions.get(&(section, SmolStr::new(name)))
    }

    /// Whether a name is defined, or may be by something that can't be looked into.
    pub fn may_define(&self, section: Section, name: &str) -> bool {
        self.is_open(section) || self.definition(section, name).is_some()
    }

    /// Whether a section may have names that are not known: made by a loop or a
    /// macro, or lost in broken text. Absence can't be judged then.
    pub fn is_open(&self, section: Section) -> bool {
        self.open.contains(&section)
    }

    /// Whether uses of a section's names may be missing, because the text is broken
    /// or a function makes the name. Whether a name is used can't be judged then.
    pub fn is_partial(&self, section: Section) -> bool {
        self.partial.contains(&section)
    }

    /// The type of a resource that the SAM transform adds under this logical ID.
    pub fn generated_type(&self, id: &str) -> Option<&'static str> {
        self.generated.get(id).copied()
    }

    /// Whether a module may bring the resource: its logical ID begins with the module's.
    pub fn may_be_of_module(&self, id: &str) -> bool {
        self.modules.iter().any(|module| id.len() > module.len() && id.starts_with(module.as_str()))
    }

    /// Every use, in the order of the walk.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// The uses of a name, of every kind.
    pub fn references_to<'i>(&'i self, name: &str) -> impl Iterator<Item = &'i Reference> + use<'i> {
        let found = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        found.iter().map(|index| &self.references[*index as usize])
    }

    /// The names that a section defines, sorted.
    pub fn names(&self, section: Section) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.definitions.keys().filter(|(at, _)| *at == section).map(|(_, name)| name.as_str()).collect();
        names.sort_unstable();
        names
    }
}

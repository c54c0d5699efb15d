//! One tag in `tagging`: what its value may be, where it may come from, and which
//! types it is about. Holding tags against it is the rules' matter.

use std::collections::BTreeMap;
use std::fmt;

use formwork_template::{Data, NodeId};
use smol_str::SmolStr;

use super::Naming;
use super::allowed::Allowed;
use super::names::TypePattern;
use super::reader::{Decode, Reader};
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;
use crate::words::{self, shortened};

/// A tag that the organisation knows.
#[derive(Debug, Clone, Default)]
pub struct TagRule {
    /// What its text may be; nothing where nothing is said.
    pub allowed: Option<Allowed>,
    /// What its text may be in some environments, in place of `allowed`.
    pub environments: BTreeMap<SmolStr, Allowed>,
    /// The parameters and mappings of the template out of which the value comes; any may do where there are none.
    pub references: Vec<SmolStr>,
    /// What else in the resource has the same text.
    pub equals: Option<Equal>,
    /// The value that a fix writes.
    pub fix: Option<SmolStr>,
    /// The types that it is about: those that fit `only`, without those that fit `except`.
    only: Vec<TypePattern>,
    except: Vec<TypePattern>,
}

/// What has the same text as a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Equal {
    /// A part of the resource's name, by `naming.pattern`.
    Part(SmolStr),
    /// Another tag of the resource.
    Tag(SmolStr),
}

/// What may stand in the mapping of a tag.
pub(super) const KEYS: &[&str] =
    &["one-of", "pattern", "environments", "ref", "equals", "fix", "only", "except"];

impl TagRule {
    /// Whether it is about resources of a type.
    pub fn is_about(&self, type_name: &str) -> bool {
        let fits = |patterns: &[TypePattern]| patterns.iter().any(|pattern| pattern.is_match(type_name));
        (self.only.is_empty() || fits(&self.only)) && !fits(&self.except)
    }

    /// What its text may be, where no environment says otherwise: what is said, or what the part of the name that it
    /// equals may be.
    pub fn text<'a>(&'a self, naming: Option<&'a Naming>) -> &'a Allowed {
        let of_part = || naming?.parts.get(self.part()?);
        self.allowed.as_ref().or_else(of_part).unwrap_or(&Allowed::Any)
    }

    /// The part of the name that it equals.
    pub fn part(&self) -> Option<&SmolStr> {
        match &self.equals {
            Some(Equal::Part(part)) => Some(part),
            _ => None,
        }
    }
}

/// As it reads in a message: ``a reference to `Environment`, one of `dev`, `prod` ``.
impl fmt::Display for TagRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if !self.references.is_empty() {
            parts.push(format!("a reference to {}", words::or_quoted(&self.references)));
        }
        match &self.equals {
            Some(Equal::Part(part)) => parts.push(format!("the part `{part}` of the name")),
            Some(Equal::Tag(tag)) => parts.push(format!("the value of the tag `{tag}`")),
            None => {}
        }
        match &self.allowed {
            Some(Allowed::Any) if !parts.is_empty() => {}
            Some(allowed) => parts.push(allowed.to_string()),
            None => {}
        }
        for (environment, allowed) in &self.environments {
            parts.push(format!("in `{environment}` {allowed}"));
        }
        if parts.is_empty() { Allowed::Any.fmt(f) } else { f.write_str(&parts.join(", ")) }
    }
}

impl Decode for TagRule {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let tree = reader.tree();
        let is_long = matches!(reader.data(node), Some(Data::Mapping(_)) if !tree.entries(node).is_empty());
        if !is_long {
            return Allowed::decode(reader, node)
                .map(|allowed| Self { allowed: Some(allowed), ..Self::default() });
        }
        reader.keys(node, KEYS)?;
        let has = |key| tree.get(node, key).is_some();
        let allowed = match (has("one-of"), has("pattern")) {
            (true, true) => {
                let message = format!("{} has both `one-of` and `pattern`", reader.place());
                reader.report::<WrongConfigKind>(tree.span(node), message);
                return None;
            }
            (true, false) => Some(reader.field_by(node, "one-of", Reader::non_empty).map(Allowed::OneOf)?),
            (false, true) => Some(Allowed::Pattern(reader.field(node, "pattern")?)),
            (false, false) => None,
        };
        let rule = Self {
            environments: reader.field(node, "environments").unwrap_or_default(),
            references: reader.field_by(node, "ref", Reader::one_or_more).unwrap_or_default(),
            equals: reader.field(node, "equals"),
            fix: reader.field(node, "fix"),
            only: reader.field_by(node, "only", Reader::one_or_more).unwrap_or_default(),
            except: reader.field_by(node, "except", Reader::one_or_more).unwrap_or_default(),
            allowed,
        };
        if let (Some(fix), Some(allowed)) = (&rule.fix, &rule.allowed)
            && !allowed.accepts(fix)
            && let Some(place) = tree.get(node, "fix")
        {
            let message = format!("`fix` is `{}`, not {allowed}", shortened(fix));
            reader.report::<WrongConfigKind>(tree.span(place), message);
        }
        Some(rule)
    }
}

impl Decode for Equal {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        if let Some(Data::Mapping(_)) = reader.data(node) {
            reader.keys(node, &["tag"])?;
            return match reader.field(node, "tag") {
                Some(tag) => Some(Self::Tag(tag)),
                None if reader.tree().get(node, "tag").is_some() => None,
                None => reader.wrong_kind(node, KIND),
            };
        }
        let text = reader.text(node, KIND)?;
        match text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(part) if !part.is_empty() => Some(Self::Part(part.into())),
            _ => {
                let message = format!("`equals` is `{}`, not {KIND}", shortened(text));
                let span = reader.span_of(node);
                reader.report::<WrongConfigKind>(span, message).help(format!(
                    "Write `{{ tag: {0} }}` for the value of another tag, `\"{{{0}}}\"` for a part of the name",
                    shortened(text)
                ));
                None
            }
        }
    }
}

const KIND: &str = "a part of the name in braces, or another tag";

//! `naming.types`: the resource types that names are checked of, and what is
//! different for some of them. Which property is a type's name by itself is
//! known elsewhere.

use std::collections::BTreeMap;

use formwork_schemas::resource_type;
use formwork_template::{Data, NodeId, Scalar, ScalarKind};
use regex::Regex;
use smol_str::SmolStr;

use super::name_pattern::NamePattern;
use super::names::TypeName;
use super::naming::RegionInName;
use super::reader::{Decode, Named, Reader};
use crate::builtin::configuration::invalid_config_regex::InvalidConfigRegex;
use crate::builtin::configuration::unknown_config_name::UnknownConfigName;
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;
use crate::naming::names::name_property;
use crate::words::shortened;

/// What stands for every type that has no entry of its own.
const OTHERS: &str = "*";

/// The types whose names are checked.
#[derive(Debug, Clone)]
pub struct NamedTypes {
    /// Nothing for a type whose names are left alone.
    own: BTreeMap<SmolStr, Option<TypeNaming>>,
    others: Option<TypeNaming>,
}

impl Default for NamedTypes {
    fn default() -> Self {
        Self { own: BTreeMap::new(), others: Some(TypeNaming::default()) }
    }
}

impl NamedTypes {
    /// What is said of the names of a type; `None` where they are left alone.
    pub fn of(&self, type_name: &str) -> Option<&TypeNaming> {
        self.own.get(type_name).map_or(self.others.as_ref(), Option::as_ref)
    }

    /// The types with an entry of their own.
    pub(super) fn own(&self) -> impl Iterator<Item = &TypeNaming> {
        self.own.values().flatten().chain(&self.others)
    }
}

/// How resources of one type are named. What is left out is as it is for the other types.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct TypeNaming {
    /// The property that is the name. Needed where it is not known: for private types.
    #[cfg_attr(test, schemars(with = "String"))]
    pub property: Option<SmolStr>,

    /// What a name is made of, in place of `naming.pattern`.
    #[cfg_attr(test, schemars(with = "NamePattern"))]
    pub pattern: Option<NamePattern>,

    /// Which letters a name has: `lower`, `upper` or `any`. Default: `any`.
    #[cfg_attr(test, schemars(with = "LetterCase"))]
    pub case: Option<LetterCase>,

    /// The characters that a name has, as between the brackets of a regular expression: `a-z0-9-`.
    #[cfg_attr(test, schemars(with = "String"))]
    pub characters: Option<Characters>,

    /// The fewest characters of a name.
    #[cfg_attr(test, schemars(with = "u16"))]
    pub min_length: Option<u16>,

    /// The most characters of a name. The limits of the services hold as well.
    #[cfg_attr(test, schemars(with = "u16"))]
    pub max_length: Option<u16>,

    /// When a name has the part `region`, in place of `naming.region`.
    #[cfg_attr(test, schemars(with = "RegionInName"))]
    pub region: Option<RegionInName>,

    /// Whether each resource is given a name.
    #[cfg_attr(test, schemars(with = "bool"))]
    pub required: Option<NameRequired>,
}

/// The letters of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum LetterCase {
    Lower,
    Upper,
    Any,
}

impl Named for LetterCase {
    const KIND: &str = "a case of letters";
    const NAMES: &[(&str, Self)] = &[("lower", Self::Lower), ("upper", Self::Upper), ("any", Self::Any)];
}

/// Whether a resource is given a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameRequired {
    Yes,
    No,
}

impl Decode for NameRequired {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        bool::decode(reader, node).map(|required| if required { Self::Yes } else { Self::No })
    }
}

/// A set of characters.
#[derive(Debug, Clone)]
pub struct Characters {
    text: SmolStr,
    one: Regex,
}

impl Characters {
    /// As they are written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether a character is not among them.
    pub fn refuses(&self, char: char) -> bool {
        !self.one.is_match(char.encode_utf8(&mut [0; 4]))
    }
}

impl Decode for Characters {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "a set of characters, such as `a-z0-9-`")?;
        let closes = text.replace("\\\\", "").replace("\\]", "").contains([']', '[', '^']);
        let regex = Regex::new(&format!("^[{text}]$")).ok().filter(|_| !closes);
        let Some(one) = regex else {
            let message = format!("`{}` is no set of characters", shortened(text));
            let span = reader.span_of(node);
            reader
                .report::<InvalidConfigRegex>(span, message)
                .help("Write characters and ranges without brackets around them, such as `a-z0-9-`");
            return None;
        };
        Some(Self { text: text.into(), one })
    }
}

impl TypeNaming {
    /// What it says, and what `others` says where it says nothing.
    fn over(self, others: Self) -> Self {
        Self {
            property: self.property,
            pattern: self.pattern.or(others.pattern),
            case: self.case.or(others.case),
            characters: self.characters.or(others.characters),
            min_length: self.min_length.or(others.min_length),
            max_length: self.max_length.or(others.max_length),
            region: self.region.or(others.region),
            required: self.required.or(others.required),
        }
    }
}

impl Decode for TypeNaming {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        const LONGEST: u16 = 4_096;
        const KEYS: &[&str] =
            &["property", "pattern", "case", "characters", "min-length", "max-length", "region", "required"];
        if matches!(reader.data(node), Some(Data::Scalar(Scalar { kind: ScalarKind::Null, .. }))) {
            return Some(Self::default());
        }
        reader.keys(node, KEYS)?;
        let length = |reader: &mut Reader<'_>, key| {
            reader.field_by(node, key, |r, value| r.integer(value, 1..=LONGEST))
        };
        let (min_length, max_length) = (length(reader, "min-length"), length(reader, "max-length"));
        if let (Some(min), Some(max), Some(place)) =
            (min_length, max_length, reader.tree().get(node, "max-length"))
            && max < min
        {
            let span = reader.span_of(place);
            let message = format!("`max-length` is {max}, less than `min-length`, which is {min}");
            reader.report::<WrongConfigKind>(span, message);
        }
        Some(Self {
            property: reader.field(node, "property"),
            pattern: reader.field(node, "pattern"),
            case: reader.field(node, "case"),
            characters: reader.field(node, "characters"),
            min_length,
            max_length,
            region: reader.field(node, "region"),
            required: reader.field(node, "required"),
        })
    }
}

impl Decode for NamedTypes {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        if !matches!(reader.data(node), Some(Data::Mapping(_))) {
            let types: Vec<TypeName> = reader.non_empty(node)?;
            let own = types.into_iter().map(|TypeName(name)| (name, Some(TypeNaming::default()))).collect();
            return Some(Self { own, others: None });
        }
        let mut types = Self { own: BTreeMap::new(), others: None };
        let mut entries: BTreeMap<SmolStr, Option<TypeNaming>> = BTreeMap::new();
        for entry in reader.tree().entries(node) {
            let Some(name) = reader.tree().text(entry.key) else { continue };
            let naming = if is_off(reader, entry.value) {
                None
            } else {
                let read = reader.inside_key(name, |reader| TypeNaming::decode(reader, entry.value));
                if read.is_none() {
                    continue;
                }
                read
            };
            if name == OTHERS {
                types.others = naming;
            } else if is_fit(reader, entry.key, entry.value, naming.as_ref()) {
                entries.insert(name.into(), naming);
            }
        }
        let others = types.others.clone().unwrap_or_default();
        types.own = entries
            .into_iter()
            .map(|(name, naming)| (name, naming.map(|naming| naming.over(others.clone()))))
            .collect();
        Some(types)
    }
}

/// Whether the names of a type are left alone: `off`.
fn is_off(reader: &Reader<'_>, node: NodeId) -> bool {
    match reader.data(node) {
        Some(Data::Scalar(Scalar { kind: ScalarKind::Bool(value), .. })) => !value,
        Some(Data::Scalar(_)) => reader.tree().text(node) == Some("off"),
        _ => false,
    }
}

/// Whether there is a type of the name, and its name is known.
fn is_fit(reader: &mut Reader<'_>, key: NodeId, value: NodeId, naming: Option<&TypeNaming>) -> bool {
    let name = reader.tree().text(key).unwrap_or_default();
    let property = naming.and_then(|naming| naming.property.as_ref());
    let known = resource_type(name);
    let Some(property) = property else {
        if known.is_none() {
            return TypeName::decode(reader, key).is_some();
        }
        if naming.is_some() && name_property(name).is_none() {
            let message = format!("The property that names resources of `{}` is not known", shortened(name));
            let span = reader.span_of(key);
            reader.report::<UnknownConfigName>(span, message).help("Say which it is: `property: Name`");
            return false;
        }
        return true;
    };
    let place = reader.tree().get(value, "property").unwrap_or(key);
    let Some(known) = known.filter(|known| known.property_at(&[property]).is_none()) else { return true };
    let names: Vec<&str> =
        known.properties().properties().into_iter().map(|(name, _)| name.as_str()).collect();
    let message = format!("`{}` has no property `{}`", known.name(), shortened(property));
    reader.unknown::<UnknownConfigName>(place, message, &names);
    false
}

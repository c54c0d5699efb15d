//! `naming`: how resources are named. What follows from it is the rules' matter.

use std::collections::BTreeMap;

use formwork_template::{Data, NodeId};
use smol_str::SmolStr;

use super::allowed::Allowed;
use super::name_pattern::{NamePattern, Piece};
use super::names::TypeName;
use super::reader::{Decode, Named, Reader};
use super::sub_text::SubText;
use super::type_naming::{NameRequired, NamedTypes};
use crate::builtin::configuration::invalid_naming_pattern::InvalidNamingPattern;
use crate::builtin::configuration::mismatched_name_parts::MismatchedNameParts;
use crate::nearest::nearest;
use crate::words::shortened;

/// How resources are named.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields))]
pub struct Naming {
    /// What a name is made of: `{part}`, literal text, and `[optional groups]`. A backslash takes the meaning from `{`, `}`, `[`, `]` and itself.
    pub pattern: NamePattern,

    /// What each part may be. `resourceName` and `region` need no entry: any text, and a region's name.
    #[cfg_attr(test, schemars(default))]
    pub parts: BTreeMap<SmolStr, Allowed>,

    /// How parts are written in templates, for names that are made: text with `${Parameters}`.
    #[cfg_attr(test, schemars(default))]
    pub values: BTreeMap<SmolStr, SubText>,

    /// When a name has the part `region`. Default: the pattern alone decides.
    #[cfg_attr(test, schemars(default, with = "RegionInName"))]
    pub region: Option<RegionInName>,

    /// The resource types that it is about: a list, or a mapping with what is different for each, in which `*` stands
    /// for all other types. Default: every type whose name property is known.
    #[cfg_attr(test, schemars(default))]
    pub types: NamedTypes,

    /// Which resources are given a name: those of all types or of some. Default: `false`.
    #[cfg_attr(test, schemars(default))]
    pub required: RequiredNames,

    /// Whether a physical name is used once among all templates of a run, too, and not only within each. Default: `false`.
    #[cfg_attr(test, schemars(default))]
    pub unique: bool,

    /// The parts at the beginning of names by which IAM policies tell whose a resource is. Default: none.
    #[cfg_attr(test, schemars(default, extend("uniqueItems" = true)))]
    pub iam_prefixes: Vec<SmolStr>,
}

/// Which resources are given a name.
#[derive(Debug, Clone, Default)]
pub enum RequiredNames {
    #[default]
    None,
    All,
    Of(Vec<SmolStr>),
}

impl Naming {
    /// Whether each resource of a type is given a name.
    pub fn requires_name(&self, type_name: &str) -> bool {
        let Some(own) = self.types.of(type_name) else { return false };
        match (own.required, &self.required) {
            (Some(required), _) => required == NameRequired::Yes,
            (None, RequiredNames::None) => false,
            (None, RequiredNames::All) => true,
            (None, RequiredNames::Of(types)) => types.iter().any(|name| name == type_name),
        }
    }

    pub(super) fn has_part(&self, part: &str) -> bool {
        let own = self.types.own().filter_map(|own| own.pattern.as_ref());
        [&self.pattern].into_iter().chain(own).any(|pattern| pattern.has_part(part))
    }

    /// When the names of a type have the part `region`.
    pub fn region_of(&self, type_name: &str) -> Option<RegionInName> {
        self.types.of(type_name).and_then(|own| own.region).or(self.region)
    }

    /// The pattern of the names of a type.
    pub fn pattern_of(&self, type_name: &str) -> &NamePattern {
        self.types.of(type_name).and_then(|own| own.pattern.as_ref()).unwrap_or(&self.pattern)
    }
}

/// When a name has the part `region`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum RegionInName {
    Never,
    Always,
    /// Only names that are unique across regions, such as an IAM role's or a bucket's.
    GlobalTypesOnly,
}

impl Decode for Naming {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        const KEYS: &[&str] =
            &["pattern", "parts", "values", "region", "types", "required", "unique", "iam-prefixes"];
        reader.keys(node, KEYS)?;
        if reader.tree().get(node, "pattern").is_none() {
            reader
                .report::<InvalidNamingPattern>(reader.tree().span(node), "`naming` has no `pattern`")
                .help("Add one: `pattern: \"{resourceName}-{env}\"`");
        }
        let pattern: Option<NamePattern> = reader.field(node, "pattern");
        let parts = reader.field(node, "parts").unwrap_or_default();
        let values = reader.field(node, "values").unwrap_or_default();
        let region = reader.field(node, "region");
        let types = reader.field(node, "types").unwrap_or_default();
        let required = reader.field(node, "required").unwrap_or_default();
        let unique = reader.field(node, "unique").unwrap_or_default();
        let iam_prefixes = reader.field(node, "iam-prefixes").unwrap_or_default();
        let naming = Self { pattern: pattern?, parts, values, region, types, required, unique, iam_prefixes };
        agree(reader, node, &naming);
        agree_on_values(reader, node, &naming);
        lead(reader, node, &naming);
        Some(naming)
    }
}

impl Decode for RequiredNames {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        if matches!(reader.data(node), Some(Data::Sequence(_))) {
            let types: Vec<TypeName> = reader.non_empty(node)?;
            return Some(Self::Of(types.into_iter().map(|TypeName(name)| name).collect()));
        }
        bool::decode(reader, node).map(|all| if all { Self::All } else { Self::None })
    }
}

/// Parts that need no definition: any text, and a region's name.
const OWN_PARTS: [&str; 2] = ["resourceName", "region"];

/// The pattern of all names and those of single types, with their places.
fn patterns<'n>(reader: &Reader<'_>, node: NodeId, naming: &'n Naming) -> Vec<(NodeId, &'n NamePattern)> {
    let tree = reader.tree();
    let mut found: Vec<_> =
        tree.get(node, "pattern").map(|place| (place, &naming.pattern)).into_iter().collect();
    for entry in tree.get(node, "types").into_iter().flat_map(|types| tree.entries(types)) {
        let Some(place) = tree.get(entry.value, "pattern") else { continue };
        let own = tree.text(entry.key).and_then(|name| naming.types.of(name)?.pattern.as_ref());
        found.extend(own.map(|pattern| (place, pattern)));
    }
    found
}

/// Checks that the pattern of names, the parts and the use of the region fit together.
fn agree(reader: &mut Reader<'_>, node: NodeId, naming: &Naming) {
    /// The file may define any number of parts; the nearest is looked for among the first.
    const MOST: usize = 100;
    let (pattern, region) = (&naming.pattern, naming.region);
    let tree = reader.tree();
    let value = |key| tree.get(node, key);
    let defined: Vec<_> = value("parts")
        .iter()
        .flat_map(|&parts| tree.entries(parts))
        .filter_map(|entry| Some((entry.key, tree.text(entry.key)?)))
        .collect();
    for (place, pattern) in patterns(reader, node, naming) {
        let text = tree.text(place).unwrap_or_default();
        let known = || defined.iter().map(|(_, name)| *name).chain(OWN_PARTS);
        for part in pattern.parts().filter(|part| known().all(|name| name != part.as_str())) {
            let start = text.find(&format!("{{{part}}}")).map_or(0, |brace| brace + 1);
            let message = format!("The part `{part}` is in the pattern and not in `parts`");
            let help = match nearest(part, known().take(MOST)) {
                Some(nearest) => format!("Change it to `{nearest}`, or define it in `parts`"),
                None => format!("Define it: `parts: {{ {part}: any }}`"),
            };
            let span = reader.inside_text(place, start..start + part.len());
            reader.report::<MismatchedNameParts>(span, message).help(help);
        }
    }
    for (key, name) in defined {
        if !naming.has_part(name) {
            let message = format!("The part `{}` is in `parts` and not in the pattern", shortened(name));
            let help = format!("Write `{{{}}}` in the pattern, or take it out of `parts`", shortened(name));
            reader.report::<MismatchedNameParts>(tree.span(key), message).help(help);
        }
    }
    let (message, help) = match (region, pattern.pieces()) {
        (Some(RegionInName::Always | RegionInName::GlobalTypesOnly), _)
            if !pattern.parts().any(|part| part == "region") =>
        {
            ("The pattern has no part `region`", "Add it: `[-{region}]`")
        }
        (Some(RegionInName::Never), pieces) if pieces.contains(&Piece::Part("region".into())) => {
            ("The pattern has the part `region` in every name", "Put it in an optional group: `[-{region}]`")
        }
        _ => return,
    };
    if let Some(place) = value("region") {
        reader.report::<MismatchedNameParts>(tree.span(place), message).help(help);
    }
}

/// Checks that `values` is about parts of the pattern, and that what is settled is allowed.
fn agree_on_values(reader: &mut Reader<'_>, node: NodeId, naming: &Naming) {
    let tree = reader.tree();
    let Some(values) = tree.get(node, "values") else { return };
    for entry in tree.entries(values) {
        let Some(part) = tree.text(entry.key) else { continue };
        if !naming.has_part(part) {
            let message = format!("The part `{}` is in `values` and in no pattern", shortened(part));
            let known: Vec<&str> = naming.pattern.parts().map(SmolStr::as_str).collect();
            reader.unknown::<MismatchedNameParts>(entry.key, message, &known);
            continue;
        }
        let text = naming.values.get(part).and_then(SubText::literal);
        if let (Some(allowed), Some(text)) = (naming.parts.get(part), text)
            && !allowed.accepts(&text)
        {
            let message = format!("The value of `{part}` is `{}`, not {allowed}", shortened(&text));
            reader.report::<MismatchedNameParts>(tree.span(entry.value), message);
        }
    }
}

/// Checks that the parts that IAM policies filter by are those that names begin with.
fn lead(reader: &mut Reader<'_>, node: NodeId, naming: &Naming) {
    let tree = reader.tree();
    let items = tree.get(node, "iam-prefixes").map(|list| tree.items(list)).unwrap_or_default();
    for &item in items {
        let Some(part) = tree.text(item) else { continue };
        let leading: Vec<&SmolStr> = naming.pattern.parts().take(items.len()).collect();
        if leading.iter().all(|name| *name != part) {
            let message = format!("Names do not begin with the part `{}`", shortened(part));
            let known: Vec<&str> = leading.into_iter().map(SmolStr::as_str).collect();
            reader.unknown::<MismatchedNameParts>(item, message, &known);
        }
    }
}

impl Decode for NamePattern {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "a pattern of names")?;
        Self::parse(text)
            .map_err(|mistake| {
                let span = reader.inside_text(node, mistake.range);
                reader.report::<InvalidNamingPattern>(span, mistake.message).help(mistake.help);
            })
            .ok()
    }
}

impl Named for RegionInName {
    const KIND: &str = "a use of the region";
    const NAMES: &[(&str, Self)] =
        &[("never", Self::Never), ("always", Self::Always), ("global-types-only", Self::GlobalTypesOnly)];
}

#[cfg(test)]
mod tests {
    /// What is found in `naming`, each with the text it stands at.
    fn found(naming: &str) -> Vec<String> {
        let text = format!(
            "naming:\n  pattern: '{{team}}-{{resourceName}}-{{env}}'\n  parts: {{ team: '^t', env: [dev] }}\n{naming}"
        );
        let (_, problems) = crate::config::read(&text.as_str().into());
        problems.iter().map(|found| format!("{}: {}", &text[found.span.range()], found.message)).collect()
    }

    #[test]
    fn says_what_is_wrong_with_types_and_values() {
        for (naming, expected) in [
            ("  types: { AWS::SQS::Queue: , AWS::IAM::Role: off, '*': { case: lower } }", ""),
            ("  types: { Acme::A::B: { property: Name } }", ""),
            ("  types: { Acme::A::B: }", "Acme::A::B: `Acme::A::B` is not a resource type"),
            (
                "  types: { AWS::SQS::Queue: { property: Nam } }",
                "Nam: `AWS::SQS::Queue` has no property `Nam`",
            ),
            (
                "  types: { AWS::EC2::Route: {} }",
                "AWS::EC2::Route: The property that names resources of `AWS::EC2::Route` is not known",
            ),
            ("  types: { '*': { case: small } }", "small: `small` is not a case of letters"),
            ("  types: { '*': { characters: 'a-z]' } }", "'a-z]': `a-z]` is no set of characters"),
            ("  types: { '*': { characters: 'z-a' } }", "'z-a': `z-a` is no set of characters"),
            (
                "  types: { '*': { min-length: 9, max-length: 8 } }",
                "8: `max-length` is 8, less than `min-length`, which is 9",
            ),
            (
                "  types: { '*': { max-length: 0 } }",
                "0: `max-length` is `0`, not a whole number from 1 to 4096",
            ),
            (
                "  types: { '*': { pattern: '{resourceName}-{evn}' } }",
                "evn: The part `evn` is in the pattern and not in `parts`",
            ),
            ("  values: { team: t1, env: !Ref Env }", ""),
            ("  values: { team: x }", "x: The value of `team` is `x`, not text that matches `^t`"),
            ("  values: { tem: t1 }", "tem: The part `tem` is in `values` and in no pattern"),
            ("  values: { team: '${A' }", "'${A': `${A` is not text with `${Variables}`"),
            ("  required: maybe", "maybe: `required` is `maybe`, not `true` or `false`"),
            ("  required: [AWS::SQS::Queu]", "AWS::SQS::Queu: `AWS::SQS::Queu` is not a resource type"),
            ("  iam-prefixes: [team]", ""),
            ("  iam-prefixes: [env]", "env: Names do not begin with the part `env`"),
        ] {
            assert_eq!(found(&format!("{naming}\n")).join("; "), expected, "{naming}");
        }
    }
}

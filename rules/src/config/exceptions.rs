//! What the organisation asks of suppressions, and the exceptions that it makes
//! itself. Whether an exception is in order is told by the rules about
//! suppressions, for one that has expired stops no run.

use std::sync::Arc;

use formwork_template::{NodeId, Span};
use smol_str::SmolStr;

use super::globs::Globs;
use super::reader::{Decode, Named, Reader};
use super::select::{Selector, closest};
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;
use crate::suppress::Date;
use crate::wildcard::Wildcard;
use crate::{Elsewhere, Meta, suppress};

/// What is asked of suppressions, in templates and under `exceptions`.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct Suppressions {
    /// What each one says of itself. Default: nothing but the rule.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub require: Vec<Requirement>,

    /// How many days ahead `until` may be. Default: any number.
    #[cfg_attr(test, schemars(with = "u16", range(min = 1, max = 3650)))]
    pub max_days: Option<u16>,

    /// The rules that no suppression covers, by code, name or alias, by the first letters of the code,
    /// or by the name of a pack.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub never: Vec<Selector>,
}

impl Suppressions {
    /// Whether no suppression may cover what this rule finds.
    pub(crate) fn forbids(&self, meta: &Meta) -> bool {
        closest(&self.never, meta).is_some()
    }
}

/// What a suppression can be asked to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Requirement {
    /// Why.
    Reason,
    /// Its last day.
    Until,
    /// Who answers for it.
    Owner,
}

impl Named for Requirement {
    const KIND: &str = "something that a suppression says";
    const NAMES: &[(&str, Self)] =
        &[("reason", Self::Reason), ("until", Self::Until), ("owner", Self::Owner)];
}

impl Decode for Suppressions {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["require", "max-days", "never"])?;
        Some(Self {
            require: reader.field(node, "require").unwrap_or_default(),
            max_days: reader.field_by(node, "max-days", |reader, node| reader.integer(node, 1..=3650)),
            never: reader.field(node, "never").unwrap_or_default(),
        })
    }
}

/// An exception for many places.
#[derive(Debug, Clone)]
pub struct CentralException {
    /// Its number in the list.
    pub(crate) index: usize,
    pub(crate) rules: Vec<ExceptedRule>,
    /// The file that it is written in, where it is one.
    pub(crate) file: Option<Arc<Elsewhere>>,
    /// Nothing for every file.
    pub(crate) files: Option<Globs>,
    /// Where empty, everything in the files.
    pub(crate) resources: Vec<Wildcard>,
    pub(crate) justification: suppress::Justification,
}

#[cfg(test)]
impl schemars::JsonSchema for CentralException {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Exception".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one_or_more = |description: &str| {
            schemars::json_schema!({ "description": description, "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string" }, "minItems": 1, "uniqueItems": true },
            ] })
        };
        schemars::json_schema!({
            "type": "object",
            "properties": {
                "rule": { "type": "string", "description": "The rule, as in `rules`." },
                "rules": one_or_more("The rules: codes, names, aliases, packs, or names with `*` for any text."),
                "files": one_or_more("Patterns of files, seen from the folder of this file. Default: every file."),
                "resources": one_or_more("Logical IDs, with `*` for any text. Default: all that is in the files."),
                "reason": { "type": "string", "description": "Why." },
                "until": { "type": "string", "format": "date", "description": "The last day on which it holds." },
                "owner": { "type": "string", "description": "Who answers for it." },
            },
            "allOf": [
                { "oneOf": [{ "required": ["rule"] }, { "required": ["rules"] }] },
                { "anyOf": [{ "required": ["files"] }, { "required": ["resources"] }] },
            ],
            "additionalProperties": false,
        })
    }
}

impl CentralException {
    /// The patterns of its files, as written.
    pub(crate) fn file_patterns(&self) -> impl Iterator<Item = &str> {
        self.files.iter().flat_map(Globs::texts).map(String::as_str)
    }
}

/// A rule that is excepted: a code, name, alias or pack, or a name with `*`.
#[derive(Debug, Clone)]
pub(crate) struct ExceptedRule {
    pub(crate) name: Wildcard,
    pub(crate) span: Span,
}

impl Decode for CentralException {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["rule", "rules", "files", "resources", "reason", "until", "owner"])?;
        let span = reader.span_of(node);
        let has = |reader: &Reader<'_>, key| reader.tree().get(node, key).is_some();
        match (has(reader, "rule"), has(reader, "rules")) {
            (false, false) => {
                let message = format!("{} names no rule", reader.place());
                reader.report::<WrongConfigKind>(span, message).help("Name it: `rules: [TAG001]`");
            }
            (true, true) => {
                let message = format!("{} has both `rule` and `rules`", reader.place());
                reader.report::<WrongConfigKind>(span, message).help("List all of them in `rules`");
            }
            _ => {}
        }
        if !has(reader, "files") && !has(reader, "resources") {
            let message = format!("{} has neither `files` nor `resources`", reader.place());
            let help = "Say where it holds; a rule that is to be off everywhere belongs in `ignore`";
            reader.report::<WrongConfigKind>(span, message).help(help);
        }
        let rule = reader.field(node, "rule").into_iter().collect::<Vec<_>>();
        let rules = reader.field_by(node, "rules", Reader::one_or_more).unwrap_or(rule);
        let files = reader.field(node, "files");
        let resources = reader.field_by(node, "resources", Reader::one_or_more).unwrap_or_default();
        let reason: Option<SmolStr> = reader.field(node, "reason");
        let owner: Option<SmolStr> = reader.field(node, "owner");
        let justification = suppress::Justification {
            reason,
            until: reader.field(node, "until"),
            owner: owner.map(|owner| owner.trim_start_matches('@').into()),
            ..suppress::Justification::default()
        };
        Some(Self { index: reader.index(), file: None, rules, files, resources, justification })
    }
}

impl Decode for ExceptedRule {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let name = Wildcard::new(reader.text(node, "the name of a rule")?);
        Some(Self { name, span: reader.span_of(node) })
    }
}

impl Decode for Wildcard {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.text(node, "a logical ID").map(Self::new)
    }
}

impl Decode for Date {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "a date such as `2027-03-01`")?;
        let date = Self::parse(text);
        if date.is_none() {
            return reader.wrong_kind(node, "a date such as `2027-03-01`");
        }
        date
    }
}

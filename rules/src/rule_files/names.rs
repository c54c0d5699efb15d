//! Names of CloudFormation's in a rule: resource types and paths of properties,
//! looked up in the schemas as they are read.

use formwork_schemas::{Schema, TypeLookup, is_named_by, lookup};
use formwork_template::{NodeId, Span};
use smol_str::SmolStr;

use crate::builtin::rule_files::unknown_rule_property::UnknownRuleProperty;
use crate::builtin::rule_files::unknown_rule_type::UnknownRuleType;
use crate::builtin::rule_files::wrong_rule_kind::WrongRuleKind;
use crate::config::names::all_types;
use crate::config::reader::{Decode, Reader};
use crate::nearest::nearest;
use crate::words::{self, shortened};

/// The name of a resource type; `*` stands for any text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypePattern(SmolStr);

impl TypePattern {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn names(&self, type_name: &str) -> bool {
        is_named_by(type_name, &self.0)
    }

    fn is_open(&self) -> bool {
        self.0.contains('*')
    }

    /// The first type that there is of those it names.
    pub(super) fn first(&self) -> &str {
        if !self.is_open() {
            return &self.0;
        }
        all_types().find(|name| self.names(name)).unwrap_or(&self.0)
    }
}

impl Decode for TypePattern {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let name = reader.text(node, "the name of a resource type")?;
        let pattern = Self(name.into());
        let is_known = if pattern.is_open() {
            name.starts_with("Custom::") || all_types().any(|known| pattern.names(known))
        } else {
            !matches!(lookup(name), TypeLookup::Unknown)
        };
        if !is_known {
            let message = if pattern.is_open() {
                format!("No resource type is named by `{}`", shortened(name))
            } else {
                format!("`{}` is not a resource type", shortened(name))
            };
            reader.unknown::<UnknownRuleType>(node, message, &all_types().collect::<Vec<_>>());
            return None;
        }
        Some(pattern)
    }
}

/// A path of properties, such as `Rules.*.Status`: names, and `*` for each item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PropertyPath {
    text: SmolStr,
    /// Where it is written.
    pub(super) span: Span,
}

impl PropertyPath {
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn steps(&self) -> Vec<&str> {
        self.text.split('.').collect()
    }

    /// The name that a finding about it has: the last that is no `*`.
    pub(super) fn last(&self) -> &str {
        self.steps().into_iter().rfind(|step| *step != "*").unwrap_or_default()
    }
}

impl Decode for PropertyPath {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        const KIND: &str = "a path of properties";
        /// Deeper than any property of AWS's.
        const DEEPEST: usize = 32;
        let text = reader.text(node, KIND)?;
        let span = reader.span_of(node);
        if text.split('.').any(str::is_empty) || text.split('.').count() > DEEPEST {
            let message = format!("`{}` is not {KIND}", shortened(text));
            reader.report::<WrongRuleKind>(span, message).help(
                "Write names with dots between them, and `*` for each item of a list: `Rules.*.Status`",
            );
            return None;
        }
        Some(Self { text: text.into(), span })
    }
}

/// What the schemas say of the value at one place, for the types that a rule is about.
#[derive(Clone)]
pub(super) struct Known(Vec<Schema<'static>>);

impl Known {
    /// The properties of the types. There is nothing to be known where they are too many to be looked
    /// up, or one of them takes anything.
    pub(super) fn of(patterns: &[TypePattern]) -> Option<Self> {
        const MOST: usize = 40;
        let mut schemas = Vec::new();
        for pattern in patterns {
            let named: Vec<&str> = if pattern.is_open() {
                all_types().filter(|name| pattern.names(name)).collect()
            } else {
                vec![pattern.as_str()]
            };
            for name in named {
                let TypeLookup::Known(known) = lookup(name) else { return None };
                schemas.push(known.properties());
                if schemas.len() > MOST {
                    return None;
                }
            }
        }
        Some(Self(schemas)).filter(|known| !known.0.is_empty())
    }

    /// What is known one step down, or that no type has such a thing there; `Ok(None)` where that can't be said.
    pub(super) fn step(&self, step: &str) -> Result<Option<Self>, Vec<&'static str>> {
        let below: Vec<_> = self.0.iter().filter_map(|schema| schema.step(step)).collect();
        if !below.is_empty() {
            return Ok(Some(Self(below)));
        }
        let mut names = Vec::new();
        for schema in &self.0 {
            let declared = schema.properties();
            if declared.is_empty() {
                return Ok(None);
            }
            names.extend(declared.into_iter().map(|(name, _)| name.as_str()));
        }
        names.sort_unstable();
        names.dedup();
        Err(names)
    }
}

/// Reports the first step of a path that leads nowhere.
pub(super) fn check_path(reader: &mut Reader<'_>, path: &PropertyPath, known: Option<&Known>) {
    let mut known = known.cloned();
    let mut offset = 0;
    for step in path.steps() {
        let Some(here) = &known else { return };
        match here.step(step) {
            Ok(below) => known = below,
            Err(names) => {
                let written = path.span.len() as usize == path.text.len();
                let start = path.span.start + offset as u32;
                let span = if written { Span::new(start, start + step.len() as u32) } else { path.span };
                return report_unknown(reader, step, span, &names);
            }
        }
        offset += step.len() + 1;
    }
}

/// Reports that no type has a property of that name at its place.
pub(super) fn report_unknown(reader: &mut Reader<'_>, name: &str, span: Span, names: &[&str]) {
    let message = match name {
        "*" => "There are no items here: it is no list".to_owned(),
        _ => format!("There is no property `{}` here", shortened(name)),
    };
    let near = nearest(name, names.iter().copied());
    let help = match near {
        Some(near) => format!("Change it to `{near}`"),
        None => format!("There are {}", words::list(names)),
    };
    let is_whole = span.len() as usize == name.len();
    let found = reader.report::<UnknownRuleProperty>(span, message);
    found.help(help);
    if let Some(near) = near.filter(|_| is_whole) {
        found.fix(crate::Fix::confirm(format!("Change to `{near}`"), span, near));
    }
}

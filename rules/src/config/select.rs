//! Naming rules in configuration and on the command line: by code, name or
//! alias, or by the first letters of the code.

use std::fmt;
use std::str::FromStr;

use formwork_template::NodeId;
use smol_str::SmolStr;

use super::reader::{Decode, Named, Reader};
use crate::builtin::configuration::unknown_config_name::UnknownConfigName;
use crate::guard::PACKS;
use crate::nearest::nearest;
use crate::words::shortened;
use crate::{Meta, Phase, Severity};

/// What stands for one rule or for several: `W3005`, `unknown-tag`, `W3`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Selector {
    text: SmolStr,
    reach: Reach,
}

/// Which rules a selector's text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Those whose code begins with it.
    Prefix,
    /// Those of the pack of Guard rules that is called so.
    Pack,
    /// Those that are called so: by code, name or alias.
    Rule,
}

/// How closely an entry names a rule; the more specific entry decides.
/// A longer prefix is more specific than a shorter one, and a rule's own name
/// is more specific than any prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Specificity {
    /// Nothing is selected, so everything is.
    Everything,
    Prefix(usize),
    /// A pack that it is part of.
    Pack,
    /// A key of the configuration is about this rule: `tagging.unknown`.
    OwnKey,
    Rule,
}

impl Selector {
    /// What `text` stands for among `rules`.
    pub(super) fn among(rules: &[&'static Meta], text: &str) -> Option<Self> {
        let reach = if rules.iter().any(|meta| meta.is_called(text)) {
            Reach::Rule
        } else if PACKS.iter().any(|pack| pack.name == text) {
            Reach::Pack
        } else if !text.is_empty() && rules.iter().any(|meta| meta.code.starts_with(text)) {
            Reach::Prefix
        } else {
            return None;
        };
        Some(Self { text: text.into(), reach })
    }

    /// What `text` stands for among the built-in rules and the user's `own`.
    pub fn with(own: &[&'static Meta], text: &str) -> Result<Self, UnknownRule> {
        let rules: Vec<&'static Meta> = selectable().into_iter().chain(own.iter().copied()).collect();
        let unknown = || UnknownRule { text: text.into(), nearest: nearest(text, names(&rules)) };
        Self::among(&rules, text).ok_or_else(unknown)
    }

    /// What stands for the rule of this name in a file of the user's.
    pub fn of_own_rule(name: &str) -> Self {
        Self { text: name.into(), reach: Reach::Rule }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How closely it names the rule; nothing where it doesn't.
    pub(super) fn specificity(&self, meta: &Meta) -> Option<Specificity> {
        match self.reach {
            Reach::Rule => meta.is_called(&self.text).then_some(Specificity::Rule),
            Reach::Pack => meta.is_in_pack(&self.text).then_some(Specificity::Pack),
            Reach::Prefix => {
                meta.code.starts_with(self.text.as_str()).then_some(Specificity::Prefix(self.text.len()))
            }
        }
    }
}

/// How closely one of several names the rule at best.
pub(super) fn closest(selectors: &[Selector], meta: &Meta) -> Option<Specificity> {
    selectors.iter().filter_map(|selector| selector.specificity(meta)).max()
}

impl FromStr for Selector {
    type Err = UnknownRule;

    fn from_str(text: &str) -> Result<Self, UnknownRule> {
        Self::with(&[], text)
    }
}

/// What the rules are called: codes, names and aliases.
fn names(rules: &[&'static Meta]) -> impl Iterator<Item = &'static str> {
    rules.iter().flat_map(|meta| [meta.code, meta.name].into_iter().chain(meta.aliases.iter().copied()))
}

/// The rules that can be switched on and off; those about anything but templates cannot.
pub(super) fn selectable() -> Vec<&'static Meta> {
    use Phase::{Configuration, Deployment, Internal, RuleFile, RulePolicy, RuleTests, TypeSchema};
    let is_about_templates = |meta: &&Meta| {
        let of_files = matches!(meta.phase, Configuration | RuleFile | RulePolicy | TypeSchema | RuleTests);
        !of_files && !matches!(meta.phase, Deployment | Internal)
    };
    crate::all().filter(is_about_templates).collect()
}

/// Text that names no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    pub text: SmolStr,
    /// What it may have been meant for.
    pub nearest: Option<&'static str>,
}

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no rule is called `{}`", self.text)?;
        match self.nearest {
            Some(nearest) => write!(f, "; the nearest is `{nearest}`"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownRule {}

/// How much a finding matters, or that a rule does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Level {
    Error,
    Warning,
    Info,
    #[default]
    Off,
}

impl Level {
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Off => None,
        }
    }
}

impl Named for Level {
    const KIND: &str = "a level";
    const NAMES: &[(&str, Self)] =
        &[("error", Self::Error), ("warning", Self::Warning), ("info", Self::Info), ("off", Self::Off)];
}

impl Decode for Selector {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "the name of a rule")?;
        let selector = Self::among(reader.rules(), text);
        if selector.is_none() {
            let message = format!("No rule is called `{}`", shortened(text));
            let names: Vec<&str> = names(reader.rules()).collect();
            reader.unknown::<UnknownConfigName>(node, message, &names);
        }
        selector
    }
}

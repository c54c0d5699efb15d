//! A file of Guard rules: its text, what it says of its rules, and, once
//! somebody asks, its syntax tree.

use std::sync::{Arc, OnceLock};

use formwork_guard::ast::Name;
use formwork_guard::{Parsed, RuleError, check_names, parse};
use formwork_template::Template;

use super::descriptions::{self, Description};
use crate::lasting::lasting;
use crate::rule::Control;
use crate::{Diagnostic, Meta, Phase, Severity};

/// A file of Guard rules.
#[derive(Debug)]
pub struct GuardFile {
    /// As it is reported: a path, or `packs/s3.guard` for a built-in one.
    pub name: &'static str,
    pub text: Arc<str>,
    kind: Kind,
    rules: OnceLock<Vec<GuardRule>>,
    parsed: OnceLock<Parsed>,
    misnamed: OnceLock<Vec<RuleError>>,
}

#[derive(Debug)]
enum Kind {
    /// The resource types that a built-in file is about; none where it is about any.
    BuiltIn(Option<Vec<&'static str>>),
    Own,
}

/// A rule of such a file.
#[derive(Debug)]
pub struct GuardRule {
    pub meta: &'static Meta,
    /// The edit that is its remedy, as written.
    pub(crate) fix: Option<String>,
    /// False where a built-in rule of the same code judges better.
    pub(crate) runs: bool,
}

impl GuardRule {
    /// What it says of itself.
    pub fn control(&self) -> &'static Control {
        self.meta.control.expect("a Guard rule has a control, which `GuardFile` makes")
    }
}

impl GuardFile {
    /// A file of the user's. Its rules are errors unless they say otherwise.
    pub fn new(name: &str, text: Arc<str>) -> Self {
        Self::of(lasting(name), text, Kind::Own)
    }

    /// A file of a built-in pack.
    pub(super) fn built_in(name: &'static str, text: &'static str, about_any: bool) -> Self {
        let types = (!about_any).then(|| descriptions::types(text));
        Self::of(name, text.into(), Kind::BuiltIn(types))
    }

    fn of(name: &'static str, text: Arc<str>, kind: Kind) -> Self {
        let (rules, parsed, misnamed) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { name, text, kind, rules, parsed, misnamed }
    }

    /// Whether it comes with Formwork.
    pub fn is_built_in(&self) -> bool {
        matches!(self.kind, Kind::BuiltIn(_))
    }

    /// Its syntax tree; read when first asked for.
    pub fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| parse(&self.text))
    }

    /// Its rules, as they describe themselves.
    pub fn rules(&self) -> &[GuardRule] {
        self.rules.get_or_init(|| {
            let mut described = descriptions::read(&self.text);
            if !self.is_built_in() {
                // Clauses outside of rules have no line of their own, nor need a rule begin at the margin.
                for rule in &self.parsed().file.rules {
                    let name = rule.name.text.as_str();
                    if !described.iter().any(|known| known.name == name) {
                        let text = self.text.get(rule.span.range()).unwrap_or_default().to_owned();
                        let metadata = formwork_guard::Metadata::default();
                        described.push(Description { name: name.to_owned(), text, metadata });
                    }
                }
            }
            described.iter().map(|description| self.rule(description)).collect()
        })
    }

    /// Whether a test that names a rule means one of this file, be it one that can't be read.
    pub fn has_rule(&self, name: &str) -> bool {
        formwork_guard::has_rule(&self.parsed().file, name)
    }

    fn rule(&self, description: &Description) -> GuardRule {
        let said = &description.metadata;
        let severity = match (said.severity, &self.kind) {
            (Some(formwork_guard::Severity::Error), _) | (None, Kind::Own) => Severity::Error,
            (Some(formwork_guard::Severity::Warning), _) => Severity::Warning,
            (Some(formwork_guard::Severity::Info), _) | (None, Kind::BuiltIn(_)) => Severity::Info,
        };
        let lasting_all = |names: &[Name]| names.iter().map(|name| lasting(&name.text)).collect();
        let control = Control {
            packs: if self.is_built_in() { lasting_all(&said.packs) } else { Vec::new() },
            controls: lasting_all(&said.controls),
            cfn_nag: lasting_all(&said.cfn_nag),
            file: self.name,
            built_in: self.is_built_in(),
            has_fix: said.fix.is_some(),
        };
        let name = lasting(&description.name);
        let meta = Meta {
            code: name,
            name,
            severity,
            since: "0.1",
            aliases: &[],
            phase: Phase::Template,
            experimental: false,
            docs: lasting(&description.docs(self.name)),
            control: Some(Box::leak(Box::new(control))),
        };
        let runs = !self.is_built_in() || crate::builtin::meta(name).is_none();
        let fix = said.fix.as_ref().map(|fix| fix.text.clone());
        GuardRule { meta: Box::leak(Box::new(meta)), fix, runs }
    }

    /// Whether its rules can say anything about a template.
    pub(super) fn is_about(&self, template: &Template) -> bool {
        match &self.kind {
            Kind::Own | Kind::BuiltIn(None) => true,
            Kind::BuiltIn(Some(types)) => template
                .resources()
                .any(|resource| resource.type_name().is_some_and(|name| types.contains(&name.text))),
        }
    }

    /// What is wrong with the file itself: rules that can't be read, names that stand for nothing,
    /// comments that don't describe a rule as they mean to.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let parsed = self.parsed();
        let described = descriptions::read(&self.text);
        let in_comments = described.iter().flat_map(|description| &description.metadata.errors);
        let mut errors: Vec<&RuleError> =
            parsed.errors.iter().chain(self.misnamed()).chain(in_comments).collect();
        errors.sort_by_key(|error| error.span);
        super::words::problems(&errors)
    }

    /// Names in its rules that stand for nothing, or that lead to themselves.
    fn misnamed(&self) -> &[RuleError] {
        self.misnamed.get_or_init(|| check_names(&self.parsed().file))
    }

    /// Whether a rule has a name in it that stands for nothing: it can't be decided then.
    pub(super) fn is_misnamed(&self, rule: &formwork_guard::ast::Rule) -> bool {
        self.misnamed().iter().any(|error| rule.span.contains(error.span))
    }
}

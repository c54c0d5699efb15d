//! A file of Guard rules: its text, what it says of its rules, and, once
//! somebody asks, its syntax tree.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use formwork_guard::{Parsed, parse};
use formwork_template::Template;

use super::descriptions::{self, Description};
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
        Self { name: lasting(name), text, kind: Kind::Own, rules: OnceLock::new(), parsed: OnceLock::new() }
    }

    /// A file of a built-in pack.
    pub(super) fn built_in(name: &'static str, text: &'static str, about_any: bool) -> Self {
        let types = (!about_any).then(|| descriptions::types(text));
        let (rules, parsed) = (OnceLock::new(), OnceLock::new());
        Self { name, text: text.into(), kind: Kind::BuiltIn(types), rules, parsed }
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
            let describe = |description| self.rule(description);
            descriptions::read(&self.text).into_iter().map(describe).collect()
        })
    }

    fn rule(&self, description: Description) -> GuardRule {
        let severity = description.severity.unwrap_or(match self.kind {
            Kind::BuiltIn(_) => Severity::Info,
            Kind::Own => Severity::Error,
        });
        let lasting_all = |texts: &[String]| texts.iter().map(|text| lasting(text)).collect();
        let packs = match self.kind {
            Kind::BuiltIn(_) => lasting_all(&description.packs),
            Kind::Own => Vec::new(),
        };
        let control = Control {
            packs,
            controls: lasting_all(&description.controls),
            cfn_nag: lasting_all(&description.cfn_nag),
            file: self.name,
            built_in: self.is_built_in(),
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
        GuardRule { meta: Box::leak(Box::new(meta)), fix: description.fix, runs }
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

    /// What is wrong with the file itself.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let parsed = self.parsed();
        super::words::problems(&parsed.errors)
    }
}

/// A text that lives as long as the process, as the descriptions of built-in rules do. Each
/// text is kept once, so that a file that is read again adds nothing.
fn lasting(text: &str) -> &'static str {
    static KEPT: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_default();
    match kept.get(text) {
        Some(known) => known,
        None => {
            let known: &'static str = Box::leak(text.into());
            kept.insert(known);
            known
        }
    }
}

//! What a rule may look at, and where it puts what it finds. Nothing here can
//! read a file, the clock or the network.

use formwork_template::{Conditions, Index, Span, Template};

use crate::rule::Rule;
use crate::suppress::Suppressions;
use crate::{Diagnostic, Path, RuleCode, Settings};

/// One check of one template.
#[derive(Debug)]
pub struct Context<'a> {
    template: &'a Template,
    settings: &'a Settings,
    /// In the phase afterwards: the suppressions and what they covered.
    suppressions: Option<Suppressions>,
    found: Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(template: &'a Template, settings: &'a Settings) -> Self {
        Self { template, settings, suppressions: None, found: Vec::new() }
    }

    pub(crate) fn after(self, suppressions: Suppressions) -> Self {
        Self { suppressions: Some(suppressions), ..self }
    }

    /// The suppressions and what they covered; only in the phase afterwards.
    pub(crate) fn suppressions(&self) -> Option<&Suppressions> {
        self.suppressions.as_ref()
    }

    pub(crate) fn template(&self) -> &'a Template {
        self.template
    }

    /// Who defines and who uses each name.
    pub(crate) fn index(&self) -> &'a Index {
        self.template.index()
    }

    /// What the template's conditions say of one another.
    pub(crate) fn conditions(&self) -> &'a Conditions {
        self.template.conditions()
    }

    pub(crate) fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// Adds a finding; the engine gives it its severity and path.
    pub(crate) fn report<R: Rule>(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(Diagnostic {
            rule: RuleCode::from_static(R::META.code),
            severity: R::META.severity,
            span,
            path: Path::default(),
            message: message.into(),
            help: None,
            related: Vec::new(),
            fix: None,
            when: None,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    pub(crate) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}

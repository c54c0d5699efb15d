//! What a rule may look at, and where it puts what it finds. Nothing here can
//! read a file, the clock or the network.

use std::cell::OnceCell;
use std::rc::Rc;

use formwork_template::{Conditions, Index, Span, Template};

use crate::functions::{self, Problem};
use crate::rule::Rule;
use crate::sites::ByType;
use crate::suppress::Suppressions;
use crate::validate::{self, Violation};
use crate::{Diagnostic, Path, RuleCode, Settings};

/// One check of one template.
#[derive(Debug)]
pub struct Context<'a> {
    template: &'a Template,
    settings: &'a Settings,
    /// In the phase afterwards: the suppressions and what they covered.
    suppressions: Option<&'a Suppressions>,
    violations: OnceCell<(Rc<[Violation<'a>]>, bool)>,
    found: Vec<Diagnostic>,
    /// The resources of each type, once a rule has asked.
    by_type: OnceCell<Rc<ByType<'a>>>,
    /// What is wrong with functions, once a rule has asked.
    problems: Option<Vec<Problem>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(template: &'a Template, settings: &'a Settings) -> Self {
        Self {
            template,
            settings,
            suppressions: None,
            violations: OnceCell::new(),
            problems: None,
            by_type: OnceCell::new(),
            found: Vec::new(),
        }
    }

    /// Begins the phase afterwards, in which rules see what the suppressions covered.
    pub(crate) fn begin_afterwards(&mut self, suppressions: &'a Suppressions) {
        self.suppressions = Some(suppressions);
    }

    /// The suppressions and what they covered; only in the phase afterwards.
    pub(crate) fn suppressions(&self) -> Option<&'a Suppressions> {
        self.suppressions
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

    /// The resources of each type.
    pub(crate) fn by_type(&self) -> Rc<ByType<'a>> {
        Rc::clone(self.by_type.get_or_init(|| Rc::new(ByType::new(self.template))))
    }

    pub(crate) fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// What the schemas of the resource types do not allow. Worked out once, on first use.
    pub(crate) fn violations(&self) -> Rc<[Violation<'a>]> {
        Rc::clone(&self.validated().0)
    }

    /// Whether a budget ran out, so that not all of the template was looked at.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.conditions().is_exhausted() || self.violations.get().is_some_and(|(_, complete)| !complete)
    }

    fn validated(&self) -> &(Rc<[Violation<'a>]>, bool) {
        self.violations.get_or_init(|| {
            let (violations, complete) = validate::validate(self.template, self.settings.regions());
            (violations.into(), complete)
        })
    }

    /// What is wrong with functions and belongs to the rule of `code`. One walk finds it for all rules.
    pub(crate) fn function_problems(&mut self, code: &str) -> Vec<Problem> {
        let template = self.template;
        let problems = self.problems.get_or_insert_with(|| functions::problems(template));
        problems.iter().filter(|problem| problem.code == code).cloned().collect()
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

    pub(crate) fn take_found(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.found)
    }
}

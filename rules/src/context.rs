//! What a rule may look at, and where it puts what it finds. Nothing here can
//! read a file, the clock or the network.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use formwork_template::{Conditions, Index, Span, Template};

use crate::functions::{self, Problem};
use crate::rule::Rule;
use crate::suppress::Suppressions;
use crate::validate::{self, Made, Violation, wording};
use crate::{Diagnostic, Meta, Path, RuleCode, Settings};

/// What the validator has found.
#[derive(Debug)]
struct Violations<'a> {
    /// By the keywords of the schemas of resource types.
    plain: Rc<[Violation<'a>]>,
    /// By rules of their own.
    of_rules: FxHashMap<&'static str, Rc<[Violation<'a>]>>,
    /// Whether all was looked at.
    complete: bool,
}

/// One check of one template.
#[derive(Debug)]
pub struct Context<'a> {
    template: &'a Template,
    settings: &'a Settings,
    /// In the phase afterwards: the suppressions and what they covered.
    suppressions: Option<&'a Suppressions>,
    made: &'a Made,
    violations: OnceCell<Violations<'a>>,
    found: Vec<Diagnostic>,
    /// What is wrong with functions, once a rule has asked.
    problems: OnceCell<Vec<Problem>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(template: &'a Template, settings: &'a Settings, made: &'a Made) -> Self {
        Self {
            template,
            settings,
            made,
            suppressions: None,
            violations: OnceCell::new(),
            problems: OnceCell::new(),
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

    pub(crate) fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// What the schemas of the resource types do not allow. Worked out once, on first use.
    pub(crate) fn violations(&self) -> Rc<[Violation<'a>]> {
        Rc::clone(&self.validated().plain)
    }

    /// Reports what the validator has found for a rule: a row, or one about formats and the values of functions.
    pub(crate) fn report_violations(&mut self, meta: &'static Meta) {
        let found = self.validated().of_rules.get(meta.code).cloned().unwrap_or_default();
        self.found.extend(wording::diagnostics(self.template, meta, &found));
    }

    /// Whether a budget ran out, so that not all of the template was looked at.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.conditions().is_exhausted()
            || self.violations.get().is_some_and(|violations| !violations.complete)
    }

    fn validated(&self) -> &Violations<'a> {
        self.violations.get_or_init(|| {
            let faulty = self.all_problems().iter().map(|problem| problem.span).collect();
            let (found, complete) =
                validate::validate(self.template, self.settings.regions(), self.made, faulty);
            let mut of_rules: FxHashMap<&'static str, Vec<Violation<'a>>> = FxHashMap::default();
            let mut plain = Vec::new();
            for violation in found {
                match violation.rule {
                    Some(code) => of_rules.entry(code).or_default().push(violation),
                    None => plain.push(violation),
                }
            }
            let of_rules = of_rules.into_iter().map(|(code, found)| (code, found.into())).collect();
            Violations { plain: plain.into(), of_rules, complete }
        })
    }

    /// What is wrong with functions and belongs to the rule of `code`. One walk finds it for all rules.
    pub(crate) fn function_problems(&self, code: &str) -> Vec<Problem> {
        self.all_problems().iter().filter(|problem| problem.code == code).cloned().collect()
    }

    fn all_problems(&self) -> &[Problem] {
        self.problems.get_or_init(|| functions::problems(self.template))
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
            causes: Vec::new(),
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    pub(crate) fn take_found(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.found)
    }
}

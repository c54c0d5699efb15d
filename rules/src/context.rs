//! What a rule may look at, and where it puts what it finds. Nothing here can
//! read a file, the clock or the network.

use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;
use std::rc::Rc;

use formwork_schemas::Schema;
use formwork_template::{Assumption, Conditions, Index, Name, Span, Template, Value};
use rustc_hash::FxHashMap;

use crate::files;
use crate::functions::{self, Problem};
use crate::marked_text::{self, MarkedText};
use crate::rule::Rule;
use crate::sites::ByType;
use crate::suppress::{Case, Judged, Said};
use crate::validate::outside::{self, Extent, Reading};
use crate::validate::{self, Made, Violation, wording};
use crate::{Diagnostic, Meta, RuleCode, Settings, Surroundings};

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
    around: Surroundings<'a>,
    /// Templates beside it that were asked for.
    beside: RefCell<FxHashMap<PathBuf, Option<Rc<Template>>>>,
    /// In the phase afterwards: the suppressions, judged by what they covered.
    suppressions: Option<&'a Judged>,
    made: &'a Made,
    violations: OnceCell<Violations<'a>>,
    marked_texts: OnceCell<Rc<[MarkedText<'a>]>>,
    found: Vec<Diagnostic>,
    /// The resources of each type, once a rule has asked.
    by_type: OnceCell<Rc<ByType<'a>>>,
    /// What is wrong with functions, once a rule has asked.
    problems: OnceCell<Vec<Problem>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        template: &'a Template,
        settings: &'a Settings,
        made: &'a Made,
        around: Surroundings<'a>,
    ) -> Self {
        Self {
            template,
            settings,
            around,
            made,
            beside: RefCell::default(),
            suppressions: None,
            violations: OnceCell::new(),
            marked_texts: OnceCell::new(),
            by_type: OnceCell::new(),
            problems: OnceCell::new(),
            found: Vec::new(),
        }
    }

    /// Begins the phase afterwards, in which rules see what the suppressions covered.
    pub(crate) fn begin_afterwards(&mut self, suppressions: &'a Judged) {
        self.suppressions = Some(suppressions);
    }

    /// The suppressions, judged by what they covered; only in the phase afterwards.
    pub(crate) fn suppressions(&self) -> Option<&'a Judged> {
        self.suppressions
    }

    /// Reports what a rule says of each suppression.
    pub(crate) fn report_cases<R: Rule>(&mut self, say: fn(&Case) -> Vec<Said>) {
        let cases = self.suppressions.map(|judged| judged.cases.as_slice()).unwrap_or_default();
        for said in cases.iter().flat_map(say) {
            let found = self.report::<R>(said.place, said.message);
            found.help(said.help);
            found.fix = said.fix;
        }
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

    /// Where the template is, how it is deployed, and what else is in the run.
    pub(crate) fn around(&self) -> Surroundings<'a> {
        self.around
    }

    pub(crate) fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// What the schemas of the resource types do not allow. Worked out once, on first use.
    pub(crate) fn violations(&self) -> Rc<[Violation<'a>]> {
        Rc::clone(&self.validated().plain)
    }

    /// Whether the validator has found something at a place for the rule of `code`.
    pub(crate) fn has_violation(&self, code: &str, place: Span) -> bool {
        let found = self.validated().of_rules.get(code);
        found.is_some_and(|found| found.iter().any(|violation| violation.place == place))
    }

    /// Reports what the validator has found for a rule: a row, or one about formats and the values of functions.
    pub(crate) fn report_violations(&mut self, meta: &'static Meta) {
        let found = self.validated().of_rules.get(meta.code).cloned().unwrap_or_default();
        self.found.extend(wording::diagnostics(self.template, meta, &found));
    }

    /// Reports what a schema does not allow of the value of a key that is no property.
    pub(crate) fn judge<R: Rule>(
        &mut self,
        by: (Schema<'a>, Reading, Extent),
        entry: (Name<'a>, Value<'a>),
        when: &Assumption<'a>,
    ) {
        let around = (self.template, self.settings.regions(), self.made);
        let found = outside::judge(around, R::META.code, by, entry, when);
        self.found.extend(wording::diagnostics(self.template, const { &R::META }, &found));
    }

    /// Whether a budget ran out, so that not all of the template was looked at.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.conditions().is_exhausted()
            || self.violations.get().is_some_and(|violations| !violations.complete)
    }

    fn validated(&self) -> &Violations<'a> {
        self.violations.get_or_init(|| {
            let faulty = self.all_problems().iter().map(|problem| (problem.code, problem.span)).collect();
            let reading =
                if self.settings.is_on("E3012", "strict") { Reading::Strict } else { Reading::Property };
            let (found, complete) =
                validate::validate(self.template, self.settings.regions(), self.made, faulty, reading);
            let mut of_rules: FxHashMap<&'static str, Vec<Violation<'a>>> = FxHashMap::default();
            let mut plain = Vec::new();
            for violation in found {
                match violation.rule {
                    None if !violation.is_made => plain.push(violation),
                    _ => of_rules.entry(violation.code()).or_default().push(violation),
                }
            }
            let of_rules = of_rules.into_iter().map(|(code, found)| (code, found.into())).collect();
            Violations { plain: plain.into(), of_rules, complete }
        })
    }

    /// The texts with a variable, a dynamic reference, an ARN or a pseudo parameter. Found once, on first use.
    pub(crate) fn marked_texts(&self) -> Rc<[MarkedText<'a>]> {
        Rc::clone(
            self.marked_texts.get_or_init(|| marked_text::marked_texts(self.template, self.settings).into()),
        )
    }

    /// What is wrong with functions and belongs to the rule of `code`. One walk finds it for all rules.
    pub(crate) fn function_problems(&self, code: &str) -> Vec<Problem> {
        self.all_problems().iter().filter(|problem| problem.code == code).cloned().collect()
    }

    fn all_problems(&self) -> &[Problem] {
        self.problems.get_or_init(|| functions::problems(self.template, files::nested_outputs(self)))
    }

    /// The template that `location` names beside this one, if it is at hand and can be read.
    pub(crate) fn template_beside(&self, location: &str) -> Option<Rc<Template>> {
        /// Most templates that one template may bring with it.
        const MOST: usize = 200;
        let path = files::beside(self.around.path?, location)?;
        let mut known = self.beside.borrow_mut();
        if let Some(template) = known.get(&path) {
            return template.clone();
        }
        if known.len() >= MOST {
            return None;
        }
        let text = self.settings.files().read(&path);
        let template = text.and_then(|text| files::template(&path, &text)).map(Rc::new);
        known.insert(path, template.clone());
        template
    }

    /// Adds a finding; the engine gives it its severity and path.
    pub(crate) fn report<R: Rule>(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let rule = RuleCode::from_static(R::META.code);
        self.found.push(Diagnostic::new(rule, R::META.severity, span, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    pub(crate) fn take_found(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.found)
    }
}

//! The exceptions of `formwork.yaml`, which reach many templates: what each lets
//! go in one template, and, when all templates of a run are checked, whether it
//! is in order. What is found of one stands in the configuration.

use std::path::Path;
use std::sync::Arc;

use formwork_template::{Span, Syntax, Tree, Value, parse};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::case::{Case, Said, unquoted};
use super::exception::{Exception, Reach, Spelling, State};
use super::terms::{Faults, Terms};
use super::{Date, Names};
use crate::builtin::suppressions::{
    expired_suppression, forbidden_suppression, incomplete_suppression, unknown_suppressed_rule,
    unused_suppression,
};
use crate::config::{CentralException, ExceptedRule};
use crate::insertion::{New, add_entries};
use crate::locate::path_at;
use crate::nearest::nearest;
use crate::rule::Described as _;
use crate::words::and_quoted;
use crate::{Applicability, Diagnostic, Edit, Fix, Meta, Report, RuleCode, Settings, Suppressed, removal};

/// The rules about suppressions, and what each says of one.
const JUDGES: [(Meta, fn(&Case) -> Vec<Said>); 5] = [
    (unused_suppression::UnusedSuppression::META, unused_suppression::say),
    (expired_suppression::ExpiredSuppression::META, expired_suppression::say),
    (unknown_suppressed_rule::UnknownSuppressedRule::META, unknown_suppressed_rule::say),
    (incomplete_suppression::IncompleteSuppression::META, incomplete_suppression::say),
    (forbidden_suppression::ForbiddenSuppression::META, forbidden_suppression::say),
];

/// What an exception of the configuration has covered in one template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Its number in the list.
    index: usize,
    /// By the number of the rule: how many findings.
    covered: Vec<usize>,
    /// Whether the template was looked at as a whole.
    is_whole: bool,
}

/// The exceptions that reach a template.
#[derive(Debug)]
pub(crate) struct Central<'a> {
    settings: &'a Settings,
    terms: Terms<'a>,
    reaching: Vec<(&'a CentralException, Vec<usize>)>,
}

impl<'a> Central<'a> {
    /// Those that reach the template at `path`.
    pub(crate) fn reaching(settings: &'a Settings, path: Option<&Path>) -> Self {
        let all = settings.exceptions();
        let path = path.filter(|_| !all.is_empty()).and_then(|path| settings.seen_from_home(path));
        let matches = |exception: &&CentralException| {
            let path = path.as_deref();
            exception.files.is_empty()
                || exception.files.iter().any(|pattern| path.is_some_and(|path| pattern.matches(path)))
        };
        let reaching = all.iter().filter(matches).map(|one| (one, vec![0; one.rules.len()])).collect();
        Self { settings, terms: Terms::of(settings), reaching }
    }

    /// Lets go what an exception covers of the findings that stand.
    pub(crate) fn apply(&mut self, report: &mut Report) {
        if self.reaching.is_empty() {
            return;
        }
        let mut names = FxHashMap::default();
        for diagnostic in std::mem::take(&mut report.diagnostics) {
            let names =
                names.entry(diagnostic.rule.clone()).or_insert_with(|| Names::of(&diagnostic, &self.terms));
            match self.cover(names, &diagnostic) {
                Some((exception, by)) => report.suppressed.push(Suppressed {
                    diagnostic,
                    by,
                    file: self.settings.file().cloned(),
                    reason: exception.justification.reason.clone(),
                    until: exception.justification.until,
                    owner: exception.justification.owner.clone(),
                }),
                None => report.diagnostics.push(diagnostic),
            }
        }
    }

    /// Counts the finding for every exception that covers it, and gives the first.
    fn cover(&mut self, names: &Names, found: &Diagnostic) -> Option<(&'a CentralException, Span)> {
        if names.is_forbidden {
            return None;
        }
        let id = found.path.logical_id();
        let mut first = None;
        for (exception, covered) in &mut self.reaching {
            let is_there = exception.resources.is_empty()
                || id.is_some_and(|id| exception.resources.iter().any(|pattern| pattern.matches(id)));
            if !is_there || self.terms.is_past(exception.justification.until) {
                continue;
            }
            for (rule, count) in exception.rules.iter().zip(covered) {
                if names.are_meant_by(rule) {
                    *count += 1;
                    first = first.or(Some((*exception, rule.span)));
                }
            }
        }
        first
    }

    /// What was covered.
    pub(crate) fn uses(self, is_whole: bool) -> Vec<Use> {
        let uses = self.reaching.into_iter();
        uses.map(|(exception, covered)| Use { index: exception.index, covered, is_whole }).collect()
    }
}

impl Names {
    /// Whether an entry of the configuration means the rule.
    fn are_meant_by(&self, rule: &ExceptedRule) -> bool {
        self.exact.iter().any(|name| rule.name.matches(name))
            || self.meta.is_some_and(|meta| meta.is_in_pack(rule.name.as_str()))
    }
}

/// Judges the exceptions of a configuration by the reports of a run: what is found of them in its
/// file, and the list of all. `is_whole` is whether every template that they could reach is among
/// the reports. None where there are no exceptions.
pub fn judge_exceptions<'r>(
    settings: &Settings,
    reports: impl IntoIterator<Item = &'r Report>,
    is_whole: bool,
) -> Option<Report> {
    let file = settings.file().filter(|_| !settings.exceptions().is_empty())?;
    let mut covered: Vec<Covered> =
        settings.exceptions().iter().map(|one| Covered::nothing(one, is_whole)).collect();
    for one in reports.into_iter().flat_map(|report| &report.uses) {
        if let Some(covered) = covered.get_mut(one.index) {
            covered.add(one);
        }
    }
    let tree = parse(Arc::clone(&file.text), Syntax::Yaml).tree;
    let judge = Judge { settings, terms: Terms::of(settings), tree: &tree };
    let cases = judge.cases(&covered);
    let mut report = Report::default();
    for (meta, say) in &JUDGES {
        let Some(severity) = settings.severity_of(meta) else { continue };
        for said in cases.iter().flat_map(say) {
            let Said { place, message, help, fix } = said;
            let mut found = Diagnostic::new(RuleCode::from_static(meta.code), severity, place, message);
            found.help(help);
            found.fix = fix;
            found.path = path_at(&tree, place.start);
            report.diagnostics.push(found);
        }
    }
    report.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    report.exceptions = cases.into_iter().map(|case| case.exception).collect();
    Some(report)
}

/// What an exception has covered in all templates.
#[derive(Debug)]
struct Covered {
    by_rule: Vec<usize>,
    /// Whether all that it reaches was looked at.
    is_whole: bool,
}

impl Covered {
    fn nothing(exception: &CentralException, is_whole: bool) -> Self {
        Self { by_rule: vec![0; exception.rules.len()], is_whole }
    }

    fn add(&mut self, one: &Use) {
        self.by_rule.iter_mut().zip(&one.covered).for_each(|(sum, count)| *sum += count);
        self.is_whole &= one.is_whole;
    }
}

/// Looks at the exceptions in the text that they were read from.
struct Judge<'a> {
    settings: &'a Settings,
    terms: Terms<'a>,
    tree: &'a Tree,
}

impl Judge<'_> {
    fn cases(&self, covered: &[Covered]) -> Vec<Case> {
        let all = self.settings.exceptions();
        let faults: Vec<Option<Faults>> = all.iter().map(|one| self.faults(one)).collect();
        let states: Vec<Vec<(State, Option<&'static str>)>> = all
            .iter()
            .zip(covered)
            .zip(&faults)
            .map(|((one, covered), faults)| {
                let rules = one.rules.iter().zip(&covered.by_rule);
                rules.map(|(rule, count)| self.state(one, rule, *count, covered.is_whole, faults.is_some())).collect()
            })
            .collect();
        let all_go = states.iter().flatten().all(|(state, _)| state.goes());
        let mut cases = Vec::new();
        for ((one, states), (covered, faults)) in all.iter().zip(&states).zip(covered.iter().zip(faults)) {
            let goes: Vec<bool> = states.iter().map(|(state, _)| state.goes()).collect();
            let may_go: Vec<bool> = states.iter().map(|(state, near)| state.may_go(*near)).collect();
            let mut faults = faults.map(|faults| {
                let incomplete = one.rules.iter().zip(states).filter(|(_, (state, _))| *state == State::Incomplete);
                (faults, incomplete.map(|(rule, _)| rule.name.as_str().into()).collect())
            });
            for (number, rule) in one.rules.iter().enumerate() {
                let (state, near) = states[number];
                let gone = if state.goes() { &goes } else { &may_go };
                let removal = gone[number].then(|| self.removal(one, number, gone, all_go)).flatten();
                cases.push(Case {
                    extent: extent(one),
                    removal: removal.map(|(title, edit)| {
                        let unknown = state == State::Unknown;
                        let how = if unknown { Applicability::Unsafe } else { Applicability::Safe };
                        Fix::new(title, how, vec![edit])
                    }),
                    near,
                    name_place: unquoted(self.tree.source(), rule.span),
                    faults: if state == State::Incomplete { faults.take() } else { None },
                    exception: exception(one, rule, state, covered.by_rule[number]),
                });
            }
        }
        cases
    }

    fn state(
        &self,
        exception: &CentralException,
        rule: &ExceptedRule,
        covered: usize,
        is_whole: bool,
        is_faulty: bool,
    ) -> (State, Option<&'static str>) {
        let until = exception.justification.until;
        let names = self.terms.names();
        let Some(meant) = names.meant(&rule.name) else {
            return (State::Unknown, nearest(rule.name.as_str(), names.sorted().iter().copied()));
        };
        let is_forbidden =
            !meant.metas.is_empty() && meant.metas.iter().all(|meta| self.terms.forbids(meta));
        let state = if is_forbidden {
            State::Forbidden
        } else if self.terms.is_past(until) {
            State::Expired
        } else if covered == 0 && is_whole && meant.runs {
            State::Unused
        } else if is_faulty {
            State::Incomplete
        } else if covered == 0 {
            State::Idle
        } else if self.terms.is_near(until) {
            State::EndsSoon
        } else {
            State::Active
        };
        (state, None)
    }

    /// The entry as it is written.
    fn item(&self, exception: &CentralException) -> Option<Value<'_>> {
        self.list()?.items().nth(exception.index)
    }

    fn list(&self) -> Option<Value<'_>> {
        self.root().get("exceptions")
    }

    fn root(&self) -> Value<'_> {
        Value::new(self.tree, self.tree.root())
    }

    fn faults(&self, exception: &CentralException) -> Option<Faults> {
        let item = self.item(exception)?;
        let place = exception.rules.iter().map(|rule| rule.span).reduce(Span::cover)?;
        let date = item.get("until").map(|value| unquoted(self.tree.source(), value.span()));
        self.terms.faults(&exception.justification, place, date, |date: Date| {
            add_entries(item, &[("until".to_owned(), New::Source(date.to_string()))])
        })
    }

    /// Takes a rule out of its entry, or the entry where no rule of it stays, or the whole list.
    fn removal(
        &self,
        exception: &CentralException,
        number: usize,
        goes: &[bool],
        all_go: bool,
    ) -> Option<(String, Edit)> {
        // A list without an entry is not what was meant, and an only entry is the whole list.
        if all_go || goes.iter().all(|goes| *goes) && self.settings.exceptions().len() == 1 {
            return Some(("Remove `exceptions`".to_owned(), removal::entry(self.root(), "exceptions")?));
        }
        if goes.iter().all(|goes| *goes) {
            return Some(("Remove the exception".to_owned(), removal::item(self.list()?, exception.index)?));
        }
        let rules = self.item(exception)?.get("rules")?;
        let title = format!("Remove `{}`", exception.rules[number].name.as_str());
        Some((title, removal::item(rules, number)?))
    }
}

fn exception(one: &CentralException, rule: &ExceptedRule, state: State, covers: usize) -> Exception {
    let texts = |texts: &mut dyn Iterator<Item = &str>| texts.map(SmolStr::new).collect();
    Exception {
        rule: rule.name.as_str().into(),
        place: rule.span,
        spelling: Spelling::Configuration,
        reach: Reach::Matching {
            files: texts(&mut one.files.iter().map(|pattern| pattern.as_str())),
            resources: texts(&mut one.resources.iter().map(|pattern| pattern.as_str())),
        },
        reason: one.justification.reason.clone(),
        until: one.justification.until,
        owner: one.justification.owner.clone(),
        state,
        covers,
    }
}

/// As words behind "ignored".
fn extent(one: &CentralException) -> String {
    let files: Vec<&str> = one.files.iter().map(|pattern| pattern.as_str()).collect();
    let resources: Vec<&str> = one.resources.iter().map(|pattern| pattern.as_str()).collect();
    match (files.as_slice(), resources.as_slice()) {
        (files, []) => format!("in {}", and_quoted(files)),
        ([], resources) => format!("in {}", and_quoted(resources)),
        (files, resources) => format!("in {} of {}", and_quoted(resources), and_quoted(files)),
    }
}

//! When all templates of a run are checked: whether each exception of its
//! configurations is in order. What is found stands in the file that it is
//! written in, and is put into words by the rules about suppressions.

use std::collections::BTreeMap;
use std::sync::Arc;

use formwork_template::{Span, Syntax, Tree, Value, parse};
use smol_str::SmolStr;

use super::Use;
use crate::builtin::suppressions::{
    expired_suppression, forbidden_suppression, incomplete_suppression, unknown_suppressed_rule,
    unused_suppression,
};
use crate::config::{CentralException, ExceptedRule};
use crate::insertion::{New, add_entries};
use crate::locate::path_at;
use crate::nearest::Suggestions;
use crate::rule::Described as _;
use crate::rule_names::Meant;
use crate::suppress::case::unquoted;
use crate::suppress::terms::{Faults, Terms};
use crate::suppress::{Case, Date, Exception, Reach, Said, Spelling, State};
use crate::wildcard::Wildcard;
use crate::words::and_quoted;
use crate::{Applicability, Diagnostic, Edit, Elsewhere, Fix, Meta, Report, RuleCode, Settings, removal};

/// What a rule says of a suppression.
type Say = fn(&Case) -> Vec<Said>;

/// The rules about suppressions, and what each says of one.
const JUDGES: [(Meta, Say); 5] = [
    (unused_suppression::UnusedSuppression::META, unused_suppression::say),
    (expired_suppression::ExpiredSuppression::META, expired_suppression::say),
    (unknown_suppressed_rule::UnknownSuppressedRule::META, unknown_suppressed_rule::say),
    (incomplete_suppression::IncompleteSuppression::META, incomplete_suppression::say),
    (forbidden_suppression::ForbiddenSuppression::META, forbidden_suppression::say),
];

/// Judges the exceptions of a run's configurations by its reports: for each file that has some, what
/// is found of them there, and the list of all. Each of the settings comes with whether all
/// templates that they are for are among the reports; `is_searched` tells whether all are that a
/// file of this name can be extended for.
pub fn judge_exceptions<'a>(
    settings: impl IntoIterator<Item = (&'a Settings, bool)>,
    reports: impl IntoIterator<Item = &'a Report>,
    is_searched: impl Fn(&str) -> bool,
) -> Vec<(Arc<Elsewhere>, Report)> {
    let mut files: BTreeMap<&str, File<'a>> = BTreeMap::new();
    for (settings, is_whole) in settings {
        for exception in settings.exceptions() {
            let Some(file) = &exception.file else { continue };
            let here = files.entry(file.name.as_str()).or_insert_with(|| File {
                place: file,
                settings,
                is_whole: is_searched(&file.name),
                exceptions: BTreeMap::new(),
            });
            here.is_whole &= is_whole;
            here.exceptions
                .entry(exception.index)
                .or_insert_with(|| (exception, Covered::nothing(exception)));
        }
    }
    for one in reports.into_iter().flat_map(|report| &report.uses) {
        let file = files.get_mut(one.file.as_str());
        if let Some((_, covered)) = file.and_then(|file| file.exceptions.get_mut(&one.index)) {
            covered.add(one);
        }
    }
    files.into_values().map(|file| (Arc::clone(file.place), file.judge())).collect()
}

/// A file with exceptions.
struct File<'a> {
    place: &'a Arc<Elsewhere>,
    /// Some of those that it is part of.
    settings: &'a Settings,
    /// Whether every template that they reach was checked.
    is_whole: bool,
    /// By their number in the file.
    exceptions: BTreeMap<usize, (&'a CentralException, Covered)>,
}

impl File<'_> {
    fn judge(self) -> Report {
        let tree = parse(Arc::clone(&self.place.text), Syntax::Yaml).tree;
        let judge = Judge { terms: Terms::of(self.settings), tree: &tree, is_whole: self.is_whole };
        let all: Vec<_> = self.exceptions.into_values().collect();
        let cases = judge.cases(&all);
        let mut report = Report::default();
        for (meta, say) in &JUDGES {
            let Some(severity) = self.settings.severity_of(meta) else { continue };
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
        report
    }
}

/// What an exception has covered in all templates.
#[derive(Debug)]
struct Covered {
    by_rule: Vec<usize>,
    /// Whether each of them was looked at as a whole.
    is_whole: bool,
}

impl Covered {
    fn nothing(exception: &CentralException) -> Self {
        Self { by_rule: vec![0; exception.rules.len()], is_whole: true }
    }

    fn add(&mut self, one: &Use) {
        self.by_rule.iter_mut().zip(&one.covered).for_each(|(sum, count)| *sum += count);
        self.is_whole &= one.is_whole;
    }
}

/// The state of an excepted rule, and, where it is none, the name that was probably meant.
type Verdict = (State, Option<&'static str>);

/// Looks at the exceptions in the text that they were read from.
struct Judge<'a> {
    terms: Terms<'a>,
    tree: &'a Tree,
    is_whole: bool,
}

impl Judge<'_> {
    fn cases(&self, all: &[(&CentralException, Covered)]) -> Vec<Case> {
        let mut suggestions = Suggestions::default();
        let verdicts: Vec<(Option<Faults>, Vec<Verdict>)> =
            all.iter().map(|(one, covered)| self.verdicts(one, covered, &mut suggestions)).collect();
        let all_go = verdicts.iter().flat_map(|(_, verdicts)| verdicts).all(|(state, _)| state.goes());
        let mut cases = Vec::new();
        for ((one, covered), (faults, verdicts)) in all.iter().zip(verdicts) {
            let goes: Vec<bool> = verdicts.iter().map(|(state, _)| state.goes()).collect();
            let may_go: Vec<bool> = verdicts.iter().map(|(state, near)| state.may_go(*near)).collect();
            let mut faults = faults.map(|faults| {
                let rules = one.rules.iter().zip(&verdicts);
                let incomplete = rules.filter(|(_, (state, _))| *state == State::Incomplete);
                (faults, incomplete.map(|(rule, _)| rule.name.as_str().into()).collect())
            });
            for (number, (rule, (state, near))) in one.rules.iter().zip(&verdicts).enumerate() {
                let gone = if state.goes() { &goes } else { &may_go };
                let removal = gone[number].then(|| self.removal(one, number, gone, all_go)).flatten();
                let how = if *state == State::Unknown { Applicability::Unsafe } else { Applicability::Safe };
                cases.push(Case {
                    extent: extent(one),
                    removal: removal.map(|(title, edit)| Fix::new(title, how, vec![edit])),
                    near: *near,
                    name_place: unquoted(self.tree.source(), rule.span),
                    faults: if *state == State::Incomplete { faults.take() } else { None },
                    exception: exception(one, rule, *state, covered.by_rule[number]),
                });
            }
        }
        cases
    }

    fn verdicts(
        &self,
        one: &CentralException,
        covered: &Covered,
        suggestions: &mut Suggestions,
    ) -> (Option<Faults>, Vec<Verdict>) {
        let faults = self.faults(one);
        let is_whole = self.is_whole && covered.is_whole;
        let names = self.terms.names();
        let rules = one.rules.iter().zip(&covered.by_rule);
        let verdict = |(rule, count): (&ExceptedRule, &usize)| {
            if let Some(meant) = names.meant(&rule.name) {
                return (self.state(one, &meant, *count, is_whole, faults.is_some()), None);
            }
            let known = || names.sorted().iter().copied();
            (State::Unknown, suggestions.nearest(rule.name.as_str(), known))
        };
        let verdicts = rules.map(verdict).collect();
        (faults, verdicts)
    }

    fn state(
        &self,
        exception: &CentralException,
        meant: &Meant,
        covered: usize,
        is_whole: bool,
        is_faulty: bool,
    ) -> State {
        let until = exception.justification.until;
        let is_forbidden = !meant.metas.is_empty() && meant.metas.iter().all(|meta| self.terms.forbids(meta));
        if is_forbidden {
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
        }
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
        let entry_goes = goes.iter().all(|goes| *goes);
        // Without its last entry the key would have no list.
        if all_go || entry_goes && self.list()?.items().len() == 1 {
            return Some(("Remove `exceptions`".to_owned(), removal::entry(self.root(), "exceptions")?));
        }
        if entry_goes {
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
            files: texts(&mut one.file_patterns()),
            resources: texts(&mut one.resources.iter().map(Wildcard::as_str)),
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
    let files: Vec<&str> = one.file_patterns().collect();
    let resources: Vec<&str> = one.resources.iter().map(Wildcard::as_str).collect();
    match (files.as_slice(), resources.as_slice()) {
        (files, []) => format!("in {}", and_quoted(files)),
        ([], resources) => format!("in {}", and_quoted(resources)),
        (files, resources) => format!("in {} of {}", and_quoted(resources), and_quoted(files)),
    }
}

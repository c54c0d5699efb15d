//! The exceptions of `formwork.yaml`, which reach many templates: what each lets
//! go in one template. Whether one is in order is told when all are checked.

mod judge;

use formwork_template::Span;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Names;
use super::terms::Terms;
use crate::config::{CentralException, ExceptedRule};
use crate::{Diagnostic, Report, Settings, Suppressed};

pub use judge::judge_exceptions;

/// What an exception of the configuration has covered in one template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The file that it is written in.
    file: SmolStr,
    /// Its number in the list there.
    index: usize,
    /// By the number of the rule: how many findings.
    covered: Vec<usize>,
    /// Whether the template was looked at as a whole.
    is_whole: bool,
}

/// The exceptions that reach a template.
#[derive(Debug)]
pub(crate) struct Central<'a> {
    terms: Terms<'a>,
    reaching: Vec<(&'a CentralException, Vec<usize>)>,
}

impl<'a> Central<'a> {
    /// Those that reach the template that the patterns of its configuration see as `seen`.
    pub(crate) fn reaching(settings: &'a Settings, seen: Option<&str>) -> Self {
        let reaches = |exception: &&CentralException| match &exception.files {
            Some(files) => seen.is_some_and(|seen| files.is_match(seen)),
            None => true,
        };
        let reaching = settings.exceptions().iter().filter(reaches);
        let reaching = reaching.map(|one| (one, vec![0; one.rules.len()])).collect();
        Self { terms: Terms::of(settings), reaching }
    }

    /// Lets go what an exception covers of the findings that stand.
    pub(crate) fn apply(&mut self, report: &mut Report) {
        if self.reaching.is_empty() {
            return;
        }
        // By rule: the exceptions that mean it, for there may be many of both.
        let mut meant = FxHashMap::default();
        for diagnostic in std::mem::take(&mut report.diagnostics) {
            let code = diagnostic.rule.clone();
            let meant =
                meant.entry(code).or_insert_with(|| self.meaning(&Names::of(&diagnostic, &self.terms)));
            match self.cover(meant, &diagnostic) {
                Some((exception, by)) => report.suppressed.push(Suppressed {
                    diagnostic,
                    by,
                    file: exception.file.as_deref().cloned(),
                    reason: exception.justification.reason.clone(),
                    until: exception.justification.until,
                    owner: exception.justification.owner.clone(),
                }),
                None => report.diagnostics.push(diagnostic),
            }
        }
    }

    /// The exceptions in force that mean a rule: their numbers here, each with that of its rule.
    fn meaning(&self, names: &Names) -> Vec<(usize, usize)> {
        if names.is_forbidden {
            return Vec::new();
        }
        let in_force = self.reaching.iter().enumerate();
        let in_force = in_force.filter(|(_, (one, _))| !self.terms.is_past(one.justification.until));
        let rules = in_force.flat_map(|(number, (one, _))| {
            one.rules.iter().enumerate().map(move |(rule, excepted)| (number, rule, excepted))
        });
        let meant = rules.filter(|(.., excepted)| names.are_meant_by(excepted));
        meant.map(|(number, rule, _)| (number, rule)).collect()
    }

    /// Counts the finding for every exception that covers it, and gives the first.
    fn cover(
        &mut self,
        meant: &[(usize, usize)],
        found: &Diagnostic,
    ) -> Option<(&'a CentralException, Span)> {
        let id = found.path.logical_id();
        let mut first = None;
        for &(number, rule) in meant {
            let (exception, covered) = &mut self.reaching[number];
            let is_there = exception.resources.is_empty()
                || id.is_some_and(|id| exception.resources.iter().any(|pattern| pattern.matches(id)));
            if is_there {
                covered[rule] += 1;
                first = first.or(Some((*exception, exception.rules[rule].span)));
            }
        }
        first
    }

    /// What was covered.
    pub(crate) fn uses(self, is_whole: bool) -> Vec<Use> {
        let uses = self.reaching.into_iter();
        let one = |(exception, covered): (&CentralException, _)| {
            Some(Use {
                file: exception.file.as_ref()?.name.clone(),
                index: exception.index,
                covered,
                is_whole,
            })
        };
        uses.filter_map(one).collect()
    }
}

impl Names {
    /// Whether an entry of the configuration means the rule.
    fn are_meant_by(&self, rule: &ExceptedRule) -> bool {
        self.exact.iter().any(|name| rule.name.matches(name))
            || self.meta.is_some_and(|meta| meta.is_in_pack(rule.name.as_str()))
    }
}

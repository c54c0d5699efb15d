//! Suppressions: which findings the template itself lets go, in comments and in
//! `Metadata`. A malformed one suppresses nothing and is kept for the rule that
//! says so; one that has expired or is not allowed suppresses nothing either.

use std::sync::Arc;

use formwork_template::{Comment, Span, Template, Tree};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::guard::EVERY_RULE;
use crate::{Diagnostic, Edit, Meta, Report, Settings, Suppressed};
use comment::Verb;
use lines::Lines;
use terms::{Faults, Terms};

mod case;
pub(crate) mod central;
mod comment;
mod date;
mod exception;
mod lines;
mod list;
mod metadata;
mod terms;
#[cfg(test)]
mod tests;

pub(crate) use case::{Case, Judged, Said};
pub use central::{Use, judge_exceptions};
pub use date::{Date, NoDate};
pub use exception::{Exception, Reach, Spelling, State};
pub(crate) use list::{Item, List};
pub use terms::REASON_TO_GIVE;
pub(crate) use terms::is_beyond_suppression;

/// The suppressions of one template, and what they covered so far.
#[derive(Debug)]
pub(crate) struct Suppressions<'a> {
    terms: Terms<'a>,
    lists: Vec<List>,
    all: Vec<Suppression>,
    malformed: Vec<Malformed>,
    groups: Vec<Group>,
    /// The group of each rule in each scope.
    by_scope: FxHashMap<(SmolStr, Scope), u32>,
    /// The text of resources with `Metadata`, by start, each with the resource's number.
    resources: Vec<(Span, u32)>,
    lines: Lines,
}

/// One rule that the template lets go in one scope.
#[derive(Debug)]
pub(crate) struct Suppression {
    /// As written: a code, name or alias, or the name of another tool's rule.
    rule: SmolStr,
    /// Where it is written.
    place: Span,
    scope: Scope,
    justification: Arc<Justification>,
    standing: Standing,
}

/// Whether a suppression is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// As part of a group.
    InForce(u32),
    Expired,
    /// No suppression may cover what the rule finds.
    Forbidden,
}

/// Why something is let go, until when and by whom.
#[derive(Debug, Clone, Default)]
pub(crate) struct Justification {
    pub(crate) reason: Option<SmolStr>,
    pub(crate) until: Option<Date>,
    pub(crate) owner: Option<SmolStr>,
    /// What it lacks.
    pub(crate) faults: Option<Faults>,
}

/// A suppression that can't be read.
#[derive(Debug, Clone)]
pub(crate) struct Malformed {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// Where findings are let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Scope {
    File,
    /// The file, for every rule of cfn-lint whose code begins so.
    FilePrefix,
    /// A resource, by its number.
    Resource(u32),
    /// A line, by its number.
    Line(u32),
}

/// All suppressions of one rule in one scope that are in force: they cover the same.
#[derive(Debug)]
struct Group {
    /// The number of the first.
    first: u32,
    /// How many findings it covers.
    covered: usize,
}

/// Finds every suppression in a template.
pub(crate) fn collect<'a>(template: &Template, settings: &'a Settings) -> Suppressions<'a> {
    let mut found = Suppressions::new(Terms::of(settings));
    metadata::collect(template, &mut found);
    found.resources.sort_unstable();
    let tree = template.tree();
    let source = tree.source();
    let ours = tree.comments().iter().filter_map(|comment| {
        Some((comment, comment::read(&source[comment.span.range()], comment.span.start)?))
    });
    for (comment, read) in ours {
        if found.lines.is_empty() {
            found.lines = Lines::new(tree);
        }
        match read {
            Ok(directive) => found.add_comment(tree, *comment, directive),
            Err(malformed) => found.malformed.push(malformed),
        }
    }
    found
}

impl<'a> Suppressions<'a> {
    fn new(terms: Terms<'a>) -> Self {
        Self {
            terms,
            lists: Vec::new(),
            all: Vec::new(),
            malformed: Vec::new(),
            groups: Vec::new(),
            by_scope: FxHashMap::default(),
            resources: Vec::new(),
            lines: Lines::default(),
        }
    }

    /// Parts findings into those that stand and those that are let go.
    pub(crate) fn apply(&mut self, found: Vec<Diagnostic>) -> Report {
        if self.groups.is_empty() {
            return Report::of(found);
        }
        let mut names = FxHashMap::default();
        let mut report = Report::default();
        for mut diagnostic in found {
            let names =
                names.entry(diagnostic.rule.clone()).or_insert_with(|| Names::of(&diagnostic, &self.terms));
            let Some(by) = self.cover(names, diagnostic.span.start) else {
                report.diagnostics.push(diagnostic);
                continue;
            };
            if names.is_forbidden {
                // Only what names it among others gets here; what names it alone is not in force.
                diagnostic.related(by.place, "no suppression may cover it, and this one does not");
                report.diagnostics.push(diagnostic);
                continue;
            }
            report.suppressed.push(Suppressed {
                diagnostic,
                by: by.place,
                file: None,
                reason: by.justification.reason.clone(),
                until: by.justification.until,
                owner: by.justification.owner.clone(),
            });
        }
        report
    }

    /// Counts the finding for every suppression that covers the place; the narrowest is the one named.
    fn cover(&mut self, names: &Names, offset: u32) -> Option<&Suppression> {
        let line = self.lines.at(offset).map(Scope::Line);
        let resource = self.resource_at(offset).map(Scope::Resource);
        let exact = |scope| names.exact.iter().map(move |name| (name.clone(), scope));
        let keys = [line, resource, Some(Scope::File)].into_iter().flatten().flat_map(exact);
        let keys = keys.chain(names.prefixes.iter().map(|name| (name.clone(), Scope::FilePrefix)));
        let mut narrowest = None;
        for key in keys {
            let Some(group) = self.by_scope.get(&key) else { continue };
            self.groups[*group as usize].covered += usize::from(!names.is_forbidden);
            narrowest = narrowest.or(Some(*group));
        }
        let group = &self.groups[narrowest? as usize];
        Some(&self.all[group.first as usize])
    }

    fn resource_at(&self, offset: u32) -> Option<u32> {
        let behind = self.resources.partition_point(|(span, _)| span.start <= offset);
        let (span, number) = self.resources[..behind].last()?;
        span.touches(offset).then_some(*number)
    }

    /// A resource's scope. Its value may stand elsewhere, behind an alias.
    fn resource(&mut self, id: Span, value: Span) -> Scope {
        let number = self.resources.len() as u32;
        self.resources.extend([(id, number), (value, number)]);
        Scope::Resource(number)
    }

    /// Adds a suppression and gives its number.
    fn add(&mut self, rule: SmolStr, place: Span, scope: Scope, justification: Arc<Justification>) -> u32 {
        let number = self.all.len() as u32;
        // The beginning of codes stands for several rules, of which some may be forbidden.
        let is_one = scope != Scope::FilePrefix || is_cfn_lint_code(&rule);
        let standing = if is_one && self.terms.forbids_name(&rule) {
            Standing::Forbidden
        } else if self.terms.is_past(justification.until) {
            Standing::Expired
        } else {
            let next = self.groups.len() as u32;
            let group = *self.by_scope.entry((rule.clone(), scope)).or_insert(next);
            if group == next {
                self.groups.push(Group { first: number, covered: 0 });
            }
            Standing::InForce(group)
        };
        self.all.push(Suppression { rule, place, scope, justification, standing });
        number
    }

    fn add_comment(&mut self, tree: &Tree, comment: Comment, directive: comment::Directive) {
        let scope = match directive.verb {
            Verb::IgnoreFile => Some(Scope::File),
            Verb::Ignore => self.lines.at(comment.span.start).map(Scope::Line),
        };
        // A comment with no code below it covers nothing.
        let scope = scope.unwrap_or(Scope::Line(u32::MAX));
        let mut justification = directive.justification;
        justification.faults = self.terms.faults(&justification, directive.span, directive.date, |date| {
            Some(Edit { span: Span::at(directive.brackets_end), text: format!(" until {date}") })
        });
        let justification = Arc::new(justification);
        let items = directive.codes.into_iter().map(|(rule, span)| {
            let suppression = Some(self.add(rule, span, scope, Arc::clone(&justification)));
            Item { span, suppression }
        });
        let items = items.collect();
        let whole = Some(lines::removal(tree.source(), comment, directive.span));
        self.lists.push(List { items, whole, spelling: Spelling::Comment });
    }
}

/// What a rule can be called in a suppression.
pub(crate) struct Names {
    exact: Vec<SmolStr>,
    /// All beginnings of those that are codes of cfn-lint.
    prefixes: Vec<SmolStr>,
    meta: Option<&'static Meta>,
    /// Whether no suppression may cover what it finds.
    is_forbidden: bool,
}

impl Names {
    fn of(diagnostic: &Diagnostic, terms: &Terms<'_>) -> Self {
        let code = diagnostic.rule.as_str();
        let meta = terms.names().metas(code).iter().copied().find(|meta| meta.code == code);
        let mut exact: Vec<SmolStr> = match crate::builtin::meta(code) {
            Some(meta) => meta.names().map(SmolStr::new_static).collect(),
            None => vec![SmolStr::new(code)],
        };
        exact.extend(diagnostic.also.iter().cloned());
        if code.contains('_') {
            // A control that a built-in rule judges in the place of a pack's.
            exact.push(SmolStr::new_static(EVERY_RULE));
        }
        let codes = exact.iter().filter(|name| is_cfn_lint_code(name));
        let prefixes = codes.flat_map(|code| (1..=code.len()).map(|end| SmolStr::new(&code[..end])));
        let prefixes = prefixes.collect();
        let is_forbidden = meta.is_some_and(|meta| terms.forbids(meta));
        Self { exact, prefixes, meta, is_forbidden }
    }
}

/// `E3002`, `W2001`, `I1002`
fn is_cfn_lint_code(name: &str) -> bool {
    name.len() == 5
        && name.starts_with(['E', 'W', 'I'])
        && name.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

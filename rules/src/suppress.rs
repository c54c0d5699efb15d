//! Suppressions: which findings the template itself lets go, in comments and in
//! `Metadata`. A malformed one suppresses nothing and is kept for the rule that
//! says so. Whether a suppression is allowed or has expired is not judged here.

use std::sync::Arc;

use formwork_template::{Comment, Span, Template, Tree};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::guard::EVERY_RULE;
use crate::{Diagnostic, Report, Suppressed};
use comment::Verb;
use lines::Lines;

mod comment;
mod date;
mod lines;
mod list;
mod metadata;
#[cfg(test)]
mod tests;

pub use date::Date;
pub(crate) use list::{Item, List, Spelling};

/// The suppressions of one template, and what they covered so far.
#[derive(Debug, Default)]
pub(crate) struct Suppressions {
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
    pub(crate) rule: SmolStr,
    /// Where it is written.
    pub(crate) place: Span,
    justification: Arc<Justification>,
    group: u32,
}

/// Why something is let go, until when and by whom.
#[derive(Debug, Default)]
struct Justification {
    reason: Option<SmolStr>,
    until: Option<Date>,
    owner: Option<SmolStr>,
}

/// A suppression that can't be read.
#[derive(Debug)]
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

/// All suppressions of one rule in one scope: they cover the same.
#[derive(Debug)]
struct Group {
    /// The number of the first.
    first: u32,
    scope: Scope,
    is_used: bool,
}

/// Finds every suppression in a template.
pub(crate) fn collect(template: &Template) -> Suppressions {
    let mut found = Suppressions::default();
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

impl Suppressions {
    /// Parts findings into those that stand and those that are let go.
    pub(crate) fn apply(&mut self, found: Vec<Diagnostic>) -> Report {
        if self.groups.is_empty() {
            return Report::of(found);
        }
        let mut names = FxHashMap::default();
        let mut report = Report::default();
        for diagnostic in found {
            let names = names.entry(diagnostic.rule.clone()).or_insert_with(|| Names::of(&diagnostic));
            let Some(by) = self.cover(names, diagnostic.span.start) else {
                report.diagnostics.push(diagnostic);
                continue;
            };
            let Justification { reason, until, owner } = &*by.justification;
            let (reason, until, owner) = (reason.clone(), *until, owner.clone());
            report.suppressed.push(Suppressed { diagnostic, by: by.place, reason, until, owner });
        }
        report
    }

    /// What could not be read.
    pub(crate) fn malformed(&self) -> &[Malformed] {
        &self.malformed
    }

    /// What an item suppresses, where it is well formed.
    pub(crate) fn suppression(&self, item: &Item) -> Option<&Suppression> {
        Some(&self.all[item.suppression? as usize])
    }

    /// How far it reaches, as words behind "ignored".
    pub(crate) fn extent(&self, one: &Suppression) -> &'static str {
        match self.groups[one.group as usize].scope {
            Scope::File | Scope::FilePrefix => "in this file",
            Scope::Resource(_) => "in this resource",
            Scope::Line(_) => "here",
        }
    }

    /// Every comment and list, as written.
    pub(crate) fn lists(&self) -> &[List] {
        &self.lists
    }

    /// The places of suppressions that covered something. Resources that share
    /// their `Metadata` by an alias share its places, so ask by place.
    pub(crate) fn used_places(&self) -> FxHashSet<Span> {
        self.all.iter().filter(|one| self.groups[one.group as usize].is_used).map(|one| one.place).collect()
    }

    /// Marks every suppression that covers the place as used; the narrowest is the one named.
    fn cover(&mut self, names: &Names, offset: u32) -> Option<&Suppression> {
        let line = self.lines.at(offset).map(Scope::Line);
        let resource = self.resource_at(offset).map(Scope::Resource);
        let exact = |scope| names.exact.iter().map(move |name| (name.clone(), scope));
        let keys = [line, resource, Some(Scope::File)].into_iter().flatten().flat_map(exact);
        let keys = keys.chain(names.prefixes.iter().map(|name| (name.clone(), Scope::FilePrefix)));
        let mut narrowest = None;
        for key in keys {
            let Some(group) = self.by_scope.get(&key) else { continue };
            self.groups[*group as usize].is_used = true;
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
        let (number, next) = (self.all.len() as u32, self.groups.len() as u32);
        let group = *self.by_scope.entry((rule.clone(), scope)).or_insert(next);
        if group == next {
            self.groups.push(Group { first: number, scope, is_used: false });
        }
        self.all.push(Suppression { rule, place, justification, group });
        number
    }

    fn add_comment(&mut self, tree: &Tree, comment: Comment, directive: comment::Directive) {
        let scope = match directive.verb {
            Verb::IgnoreFile => Some(Scope::File),
            Verb::Ignore => self.lines.at(comment.span.start).map(Scope::Line),
        };
        // A comment with no code below it covers nothing.
        let scope = scope.unwrap_or(Scope::Line(u32::MAX));
        let justification = Arc::new(directive.justification);
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
struct Names {
    exact: Vec<SmolStr>,
    /// All beginnings of those that are codes of cfn-lint.
    prefixes: Vec<SmolStr>,
}

impl Names {
    fn of(diagnostic: &Diagnostic) -> Self {
        let code = diagnostic.rule.as_str();
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
        Self { exact, prefixes }
    }
}

/// `E3002`, `W2001`, `I1002`
fn is_cfn_lint_code(name: &str) -> bool {
    name.len() == 5
        && name.starts_with(['E', 'W', 'I'])
        && name.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

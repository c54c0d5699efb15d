//! What is compared before and after a fix: the faults of the text, the members of the template and
//! the findings. A fix may show what it hid before, but nothing as severe as what it mends.

use std::collections::{BTreeMap, BTreeSet};

use formwork_template::{Section, Template};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::candidate::Candidate;
use crate::{Diagnostic, Edit, Path, Report, RuleCode, Segment, Severity};

/// A text as a check sees it.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    pub report: Report,
    /// Syntax errors.
    faults: usize,
    /// Section and name.
    members: BTreeSet<(&'static str, SmolStr)>,
}

/// The sections whose members have names.
const SECTIONS: [Section; 6] = [
    Section::Resources,
    Section::Parameters,
    Section::Mappings,
    Section::Conditions,
    Section::Outputs,
    Section::Rules,
];

impl Judged {
    /// A template and what is found in it.
    pub fn template(template: &Template, report: Report) -> Self {
        let members = SECTIONS.into_iter().flat_map(|section| {
            let names = template.members(section).map(|member| SmolStr::new(member.id.text));
            names.map(move |name| (section.key(), name)).collect::<Vec<_>>()
        });
        Self { report, faults: template.errors().len(), members: members.collect() }
    }

    /// A text that is no template, and what is found in it.
    pub fn other(report: Report) -> Self {
        Self { report, ..Self::default() }
    }

    /// What is worse in `after`, which has `more` fixes applied.
    pub(super) fn trouble<'a>(&self, after: &'a Self, more: &[Candidate<'_>]) -> Trouble<'a> {
        let is_broken = after.faults > self.faults || self.loses(after, more);
        let mut mended: FxHashMap<&[Segment], Severity> = FxHashMap::default();
        for Candidate { found, .. } in more {
            let severity = mended.entry(head(&found.path)).or_insert(found.severity);
            *severity = found.severity.max(*severity);
        }
        let only = match more {
            [one] => Some(one.found.severity),
            _ => None,
        };
        let is_shown_now = |found: &Diagnostic| {
            let mended = only.or_else(|| mended.get(head(&found.path)).copied());
            mended.is_some_and(|mended| found.severity < mended)
        };
        let mut added = additions(&self.report, &after.report);
        added.retain(|addition| !is_shown_now(addition.found));
        Trouble { is_broken, added }
    }

    /// Whether a member is gone that no fix was about, or a resource at all. A fix is about all that the same
    /// edits are offered for, such as the members of a section that goes as a whole.
    fn loses(&self, after: &Self, more: &[Candidate<'_>]) -> bool {
        let mut lost = self.members.difference(&after.members).peekable();
        if lost.peek().is_none() {
            return false;
        }
        let made: FxHashSet<&[Edit]> = more.iter().map(|it| it.fix.edits.as_slice()).collect();
        let is_made = |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| made.contains(&*fix.edits));
        let mended = self.report.diagnostics.iter().filter(is_made);
        let about: FxHashSet<_> = mended.filter_map(|found| section_and_name(&found.path)).collect();
        lost.any(|(section, name)| {
            *section == Section::Resources.key() || !about.contains(&(*section, name.as_str()))
        })
    }
}

fn section_and_name(path: &Path) -> Option<(&str, &str)> {
    match path.0.as_slice() {
        [Segment::Key(section), Segment::Key(name), ..] => Some((section, name)),
        _ => None,
    }
}

/// The member of a section that a path leads into.
pub(super) fn head(path: &Path) -> &[Segment] {
    &path.0[..path.0.len().min(2)]
}

/// What a fix makes worse.
pub(super) struct Trouble<'a> {
    pub(super) is_broken: bool,
    pub(super) added: Vec<Addition<'a>>,
}

/// A finding more than before.
#[derive(Debug)]
pub(super) struct Addition<'a> {
    pub(super) found: &'a Diagnostic,
    /// How many of its rule and member there were before.
    before: usize,
}

type Key = (RuleCode, Vec<Segment>);

fn key(found: &Diagnostic) -> Key {
    (found.rule.clone(), head(&found.path).to_vec())
}

/// What `after` has more than `before`: findings of a rule about a member of a section are counted,
/// as names and numbers in their paths may be what was changed.
fn additions<'a>(before: &Report, after: &'a Report) -> Vec<Addition<'a>> {
    let same = |found: &Diagnostic| (found.rule.clone(), found.path.clone(), found.message.clone());
    let mut exact: FxHashMap<_, usize> = FxHashMap::default();
    for found in &before.diagnostics {
        *exact.entry(same(found)).or_default() += 1;
    }
    let mut unknown = Vec::new();
    for found in &after.diagnostics {
        match exact.get_mut(&same(found)).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => unknown.push(found),
        }
    }
    if unknown.is_empty() {
        return Vec::new();
    }
    let (counts, mut gone) = (counts(before), FxHashMap::<Key, usize>::default());
    for ((rule, path, _), count) in exact {
        *gone.entry((rule, head(&path).to_vec())).or_default() += count;
    }
    unknown.retain(|found| match gone.get_mut(&key(found)).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    });
    let addition = |found| Addition { found, before: counts.get(&key(found)).copied().unwrap_or_default() };
    unknown.into_iter().map(addition).collect()
}

fn counts(report: &Report) -> FxHashMap<Key, usize> {
    let mut counts = FxHashMap::default();
    for found in &report.diagnostics {
        *counts.entry(key(found)).or_default() += 1;
    }
    counts
}

/// Findings that fixes brought on the way and that a later round is to mend: how many there may be
/// of each rule and member.
#[derive(Debug, Default)]
pub(super) struct Debts(BTreeMap<Key, usize>);

impl Debts {
    pub(super) fn add(&mut self, owed: &[Addition<'_>]) {
        for addition in owed {
            self.0.entry(key(addition.found)).or_insert(addition.before);
        }
    }

    pub(super) fn are_paid(&self, report: &Report) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let counts = counts(report);
        self.0.iter().all(|(key, most)| counts.get(key).is_none_or(|count| count <= most))
    }
}

//! The fixes of findings, one by one and all at once.

use std::sync::Arc;

use formwork_rules::fixing::{self, Judged};
use formwork_rules::{Applicability, Diagnostic, Edit};
use formwork_template::Span;

use super::{Action, ActionKind, Later};
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// The fixes of what is found in a range.
pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let report = snapshot.report();
    let mut rules: Vec<&str> = Vec::new();
    for (number, found) in report.diagnostics.iter().enumerate() {
        let Some(fix) = found.fix.as_ref().filter(|_| meets(found.span, span)) else { continue };
        if let Some(known) = actions.iter_mut().find(|known| known.edits == fix.edits) {
            known.mends.push(number);
        } else {
            let is_safe = fix.applicability == Applicability::Safe;
            let title =
                if is_safe { fix.title.clone() } else { format!("{} (changes what is deployed)", fix.title) };
            let mut action = Action::new(title, ActionKind::QuickFix, fix.edits.clone());
            action.mends.push(number);
            // Editors apply what is preferred without asking.
            action.is_preferred = is_safe;
            actions.push(action);
        }
        if !rules.contains(&found.rule.as_str()) {
            rules.push(found.rule.as_str());
        }
    }
    for rule in rules {
        let alike = |found: &&Diagnostic| found.rule.as_str() == rule && found.fix.is_some();
        let count = report.diagnostics.iter().filter(alike).count();
        if count > 1 {
            let title = format!("Fix all {count} findings of `{rule}`");
            let later = Some(Later::FixAllOf(rule.into()));
            actions.push(Action { later, ..Action::new(title, ActionKind::QuickFix, Vec::new()) });
        }
    }
}

/// The edits of every fix that may be applied unseen.
pub fn fix_all(snapshot: &Snapshot) -> Vec<Edit> {
    let is_safe =
        |found: &Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
    if snapshot.report().diagnostics.iter().any(is_safe) { fixed(snapshot, &is_safe) } else { Vec::new() }
}

/// The edits of every fix of a rule.
pub(super) fn fix_all_of(snapshot: &Snapshot, rule: &str) -> Vec<Edit> {
    fixed(snapshot, &|found| found.rule.as_str() == rule)
}

/// The edits that apply the wanted fixes as `--fix` does: in rounds, leaving out what makes anything worse.
fn fixed(snapshot: &Snapshot, wanted: &dyn Fn(&Diagnostic) -> bool) -> Vec<Edit> {
    let text = &snapshot.document.text;
    let judge = |text: &Arc<str>| {
        let document = snapshot.document.edited(snapshot.document.version, Arc::clone(text));
        let changed = snapshot.with_document(Arc::new(document));
        let report = changed.report().clone();
        if changed.document.kind == Kind::Template {
            Judged::template(changed.template(), report)
        } else {
            Judged::other(report)
        }
    };
    let fixed = fixing::fix(text, judge(text), wanted, &judge);
    differences(text, &fixed.text)
}

/// The edits that make one text of another. They touch no more than what differs on a line, so that a cursor
/// elsewhere stays.
pub(crate) fn differences(old: &str, new: &str) -> Vec<Edit> {
    let (before, after) = (lines(old), lines(new));
    let mut starts = vec![0_usize];
    for line in &before {
        starts.push(starts[starts.len() - 1] + line.len());
    }
    let diff = similar::TextDiff::from_slices(&before, &after);
    let edit = |op: &similar::DiffOp| {
        let (gone, come) = (op.old_range(), op.new_range());
        let place = starts[gone.start]..starts[gone.end];
        let is_change = op.tag() != similar::DiffTag::Equal;
        is_change.then(|| difference(place.start, &old[place.clone()], &after[come].concat()))
    };
    diff.ops().iter().filter_map(edit).collect()
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The edit of the one part in which two texts differ; the first one stands at `start`.
fn difference(start: usize, old: &str, new: &str) -> Edit {
    let alike = |(one, other): &(char, char)| one == other;
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        pairs.take_while(alike).map(|(char, _)| char.len_utf8()).sum::<usize>()
    };
    let mut head = length(&mut old.chars().zip(new.chars()));
    // No line break is parted.
    head -= usize::from(old[..head].ends_with('\r'));
    let mut tail = length(&mut old[head..].chars().rev().zip(new[head..].chars().rev()));
    tail -= usize::from(old[old.len() - tail..].starts_with('\n') && old[..old.len() - tail].ends_with('\r'));
    let place = start + head..start + old.len() - tail;
    Edit { span: Span::of(place), text: new[head..new.len() - tail].to_owned() }
}

/// Whether a finding is in a range, or touches it where that is a cursor.
pub(super) fn meets(found: Span, span: Span) -> bool {
    found.start <= span.end && span.start <= found.end
}

//! The fixes of findings, one by one and all at once.

use std::sync::Arc;

use formwork_rules::fixing::{self, Judged};
use formwork_rules::{Applicability, Diagnostic, Edit};
use formwork_template::Span;

use super::{Action, ActionKind};
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// The fixes of what is found in a range.
pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let report = snapshot.report();
    let mut rules: Vec<&str> = Vec::new();
    for (number, found) in report.diagnostics.iter().enumerate() {
        if !meets(found.span, span) {
            continue;
        }
        let Some(fix) = &found.fix else { continue };
        let title = match fix.applicability {
            Applicability::Safe => fix.title.clone(),
            Applicability::Unsafe => format!("{} (changes what is deployed)", fix.title),
        };
        let mut action = Action::new(title, ActionKind::QuickFix, fix.edits.clone());
        action.mends.push(number);
        action.is_preferred = true;
        match actions.iter_mut().find(|known| known.edits == action.edits) {
            Some(known) => known.mends.push(number),
            None => actions.push(action),
        }
        if !rules.contains(&found.rule.as_str()) {
            rules.push(found.rule.as_str());
        }
    }
    for rule in rules {
        let alike = |found: &&Diagnostic| found.rule.as_str() == rule && found.fix.is_some();
        let count = report.diagnostics.iter().filter(alike).count();
        if count > 1 {
            let edits = fixed(snapshot, &|found| found.rule.as_str() == rule);
            if !edits.is_empty() {
                actions.push(Action::new(
                    format!("Fix all {count} findings of `{rule}`"),
                    ActionKind::QuickFix,
                    edits,
                ));
            }
        }
    }
}

/// The edits of every fix that may be applied unseen.
pub fn fix_all(snapshot: &Snapshot) -> Vec<Edit> {
    let is_safe =
        |found: &Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
    if snapshot.report().diagnostics.iter().any(is_safe) { fixed(snapshot, &is_safe) } else { Vec::new() }
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

/// The edits, line by line, that make one text of another, so that a cursor elsewhere stays.
pub(super) fn differences(old: &str, new: &str) -> Vec<Edit> {
    let lines = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<String>>();
    let (before, after) = (lines(old), lines(new));
    let diff = similar::TextDiff::from_slices(
        &before.iter().map(String::as_str).collect::<Vec<_>>(),
        &after.iter().map(String::as_str).collect::<Vec<_>>(),
    )
    .ops()
    .to_vec();
    let mut starts = vec![0_usize];
    for line in &before {
        starts.push(starts[starts.len() - 1] + line.len());
    }
    let edit = |op: &similar::DiffOp| {
        let (old, new) = (op.old_range(), op.new_range());
        let span = Span::of(starts[old.start]..starts[old.end]);
        (op.tag() != similar::DiffTag::Equal).then(|| Edit { span, text: after[new].concat() })
    };
    diff.iter().filter_map(edit).collect()
}

/// Whether a finding is in a range, or touches it where that is a cursor.
pub(super) fn meets(found: Span, span: Span) -> bool {
    found.start <= span.end && span.start <= found.end
}

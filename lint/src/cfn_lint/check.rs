//! Checks files and tells what cfn-lint would tell of each.

use std::path::PathBuf;
use std::sync::Arc;

use formwork_rules::Settings;

use super::finding::Finding;
use super::selection::Selection;
use crate::check::{self, Checked, Job};
use crate::discover::{Found, Origin};
use crate::report::position::Lines;

/// Checks `files` in their order.
pub(super) fn check(files: &[String], settings: &Arc<Settings>, selection: &Selection) -> Vec<Finding> {
    let job = |name: &String| Job {
        name: name.clone(),
        file: Found { path: PathBuf::from(name), origin: Origin::Named },
        settings: Arc::clone(settings),
    };
    let jobs: Vec<_> = files.iter().map(job).collect();
    let checked = check::check(&jobs, None);
    checked.iter().flat_map(|checked| findings(checked, selection)).collect()
}

fn findings(checked: &Checked, selection: &Selection) -> Vec<Finding> {
    let lines = Lines::new(&checked.text);
    let mut findings: Vec<Finding> = Vec::new();
    for found in &checked.report.diagnostics {
        // cfn-lint gives what a finding sums up as findings of their own behind it.
        for finding in Finding::all_of(Some(&checked.name), &lines, found) {
            if selection.is_on(&finding.rule) && !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    // Of text that can't be read, nothing else is told.
    if checked.report.diagnostics.iter().any(|found| found.rule == check::UNREADABLE) {
        findings.retain(|finding| finding.rule == check::UNREADABLE.as_str());
    }
    findings
}

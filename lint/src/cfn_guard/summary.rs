//! The table above a report: rules by how they came out.

use std::fmt::Write as _;

use formwork_guard::Status;
use rustc_hash::FxHashSet;

use super::arguments::Listed;
use super::colours::{BOLD, striking};
use crate::output::paint;

/// Which rules are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Summary {
    pub(super) pass: bool,
    pub(super) fail: bool,
    pub(super) skip: bool,
}

impl Summary {
    /// `none` takes back what stands before it.
    pub(super) fn of(words: &[Listed]) -> Self {
        words.iter().fold(Self::default(), |summary, word| match word {
            Listed::All => Self { pass: true, fail: true, skip: true },
            Listed::Pass => Self { pass: true, ..summary },
            Listed::Fail => Self { fail: true, ..summary },
            Listed::Skip => Self { skip: true, ..summary },
            Listed::None => Self::default(),
        })
    }

    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// A rule in the table.
#[derive(Debug)]
pub(super) struct Row {
    /// Without the name of its file.
    pub(super) name: String,
    pub(super) status: Status,
    /// Why it did not apply.
    pub(super) reason: Option<String>,
}

/// The table; empty where nothing is to be listed. A rule that is given twice is listed once for each outcome,
/// and not as skipped where it came out otherwise, too.
pub(super) fn table(
    summary: Summary,
    rules_file: &str,
    data_file: &str,
    status: Status,
    rows: &[Row],
) -> String {
    /// No name makes the gap behind others wider than this.
    const WIDEST: usize = 1_000;
    let longest = rows.iter().map(|row| row.name.len()).max().unwrap_or_default().min(WIDEST);
    let decided: FxHashSet<&str> =
        rows.iter().filter(|row| row.status != Status::Skip).map(|row| row.name.as_str()).collect();
    let of = |status: Status| -> Vec<&Row> {
        let mut listed = FxHashSet::default();
        let mut rows: Vec<&Row> = rows.iter().filter(|row| row.status == status).collect();
        rows.retain(|row| {
            let is_decided = status == Status::Skip && decided.contains(row.name.as_str());
            !is_decided && listed.insert(row.name.as_str())
        });
        rows
    };
    let sections = [
        (summary.skip, "SKIP rules", Status::Skip),
        (summary.pass, "PASS rules", Status::Pass),
        (summary.fail, "FAILED rules", Status::Fail),
    ];
    let mut out = String::new();
    for (wanted, title, section) in sections {
        let listed = of(section);
        if !wanted || listed.is_empty() {
            continue;
        }
        if out.is_empty() {
            let _ = writeln!(out, "{data_file} Status = {}", striking(status));
        }
        let _ = writeln!(out, "{}", paint(BOLD, title));
        for row in &listed {
            let gap = " ".repeat((longest + 4).saturating_sub(row.name.chars().count()));
            let _ = writeln!(out, "{rules_file}/{}{gap}{}", row.name, striking(row.status));
        }
        for row in listed {
            if let Some(reason) = &row.reason {
                let _ = writeln!(out, "  {}: {reason}", row.name);
            }
        }
    }
    if !out.is_empty() {
        out.push_str("---\n");
    }
    out
}

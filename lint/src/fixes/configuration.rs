//! Fixes in `formwork.yaml`: of what is wrong in it, without which no template can be checked, and
//! of its exceptions, about which a run tells when it is over.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use formwork_rules::fixing::{self, Fixed, Judged};
use formwork_rules::{Diagnostic, Report, config};

use super::{Mended, Wanted, asked, in_diff, keep, tally, unified};
use crate::args::Lint;
use crate::check::{self, Checked};
use crate::output;

/// What became of configurations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mending {
    Nothing,
    /// Their changes were shown.
    Shown,
    /// They are other than before.
    Written,
}

/// Applies the fixes of configurations that are asked for, or shows them.
pub(crate) fn mend_configurations(arguments: &Lint, files: &[Checked]) -> anyhow::Result<Mending> {
    let Some(wanted) = asked(arguments) else { return Ok(Mending::Nothing) };
    let mut mended = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let fixed = check::guarded(|| mend(file, wanted));
        mended.extend(fixed.ok().filter(|fixed| fixed.text != file.text).map(|fixed| (index, file, fixed)));
    }
    if arguments.fixes.diff {
        let mut sum = super::Tally::default();
        for (_, file, fixed) in &mended {
            output::print(&unified(&file.name, &file.text, &fixed.text), arguments.color)?;
            sum.add(fixed);
        }
        if mended.is_empty() {
            return Ok(Mending::Nothing);
        }
        output::note(&in_diff(sum), arguments.color);
        return Ok(Mending::Shown);
    }
    let mut copies: Vec<Checked> = files.iter().map(copy).collect();
    let mended = mended.into_iter().map(|(index, file, fixed)| {
        let path = Some(Path::new(file.name.as_str()));
        Mended { index, path, fixed }
    });
    let (sum, failed) = keep(mended.collect(), &mut copies);
    if let Some(why) = failed.into_iter().next() {
        return Err(why);
    }
    if let Some(done) = tally(sum) {
        output::note(&done, arguments.color);
    }
    Ok(if sum.files > 0 { Mending::Written } else { Mending::Nothing })
}

fn copy(file: &Checked) -> Checked {
    Checked { name: file.name.clone(), text: Arc::clone(&file.text), report: Report::default() }
}

/// What is found by reading the text alone is what has fixes. Some of it does not hold, since rules
/// of the user's own are unknown there: then the report does not have it.
fn mend(file: &Checked, wanted: Wanted) -> Fixed {
    let key = |found: &Diagnostic| (found.rule.clone(), found.message.clone());
    let real: BTreeSet<_> = file.report.diagnostics.iter().map(key).collect();
    let foreign: BTreeSet<_> =
        config::read(&file.text).1.iter().map(key).filter(|found| !real.contains(found)).collect();
    let judge = |text: &Arc<str>| {
        let mut found = config::read(text).1;
        found.retain(|found| !foreign.contains(&key(found)));
        Judged::other(Report::of(found))
    };
    let mut first = judge(&file.text);
    // What is said of exceptions cannot be said of another text without another run.
    first.report.diagnostics.extend(
        file.report.diagnostics.iter().filter(|found| found.rule.as_str().starts_with("SUP")).cloned(),
    );
    fixing::fix(&file.text, first, &|found| wanted.has(found), &judge)
}

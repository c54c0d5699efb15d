//! Fixes in `formwork.yaml`, without which no template can be checked.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use formwork_rules::fixing::{self, Fixed, Judged};
use formwork_rules::{Diagnostic, Report, config};

use super::{Mended, Wanted, asked, in_diff, keep, tally, unified};
use crate::args::Lint;
use crate::check::{self, Checked};
use crate::output;

/// Applies the fixes of configurations that are asked for, or shows them; says whether files are
/// other than before.
pub(crate) fn mend_configurations(arguments: &Lint, files: &[Checked]) -> anyhow::Result<bool> {
    let Some(wanted) = asked(arguments) else { return Ok(false) };
    let mut mended = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let fixed = check::guarded(|| mend(file, wanted));
        mended.extend(fixed.ok().filter(|fixed| fixed.text != file.text).map(|fixed| (index, file, fixed)));
    }
    if arguments.diff {
        let mut sum = super::Tally::default();
        for (_, file, fixed) in &mended {
            output::print(&unified(&file.name, &file.text, &fixed.text), arguments.color)?;
            sum.add(fixed);
        }
        if !mended.is_empty() {
            output::note(&in_diff(sum), arguments.color);
        }
        return Ok(false);
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
    Ok(sum.files > 0)
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
    fixing::fix(&file.text, judge(&file.text), &|found| wanted.has(found), &judge)
}

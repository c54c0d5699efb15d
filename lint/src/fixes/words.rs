//! What a run says about fixes: how many were applied, and how many more there are.

use super::{Tally, Wanted};
use crate::output::{GREEN, paint};
use crate::report::{Offer, Shown};

/// What was done; none where nothing was.
pub(crate) fn tally(tally: Tally) -> Option<String> {
    let fixed = (tally.fixes > 0).then(|| {
        let done = format!("Fixed {}", findings(tally.fixes));
        format!("{} in {}.", paint(GREEN, done), files(tally.files))
    });
    let left = match tally.left_out {
        0 => None,
        1 => Some("1 fix was left out, as it would make something else worse.".to_owned()),
        many => Some(format!("{many} fixes were left out, as they would make something else worse.")),
    };
    let parts: Vec<_> = fixed.into_iter().chain(left).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// What a diff shows.
pub(crate) fn in_diff(tally: Tally) -> String {
    match tally.fixes {
        0 => "Nothing to fix.".to_owned(),
        many => format!("Would fix {} in {}.", findings(many), files(tally.files)),
    }
}

/// How many of the shown findings have a fix that was not asked for; none where there are none.
/// After fixes were applied, what is left of those that were wanted is told by [`tally`].
pub(crate) fn offered(shown: Shown<'_>, is_fixing: bool) -> Option<String> {
    let count = |with_unsafe| {
        let wanted = Wanted { with_unsafe, min_severity: shown.min_severity };
        shown.files.iter().flat_map(|file| &file.report.diagnostics).filter(|found| wanted.has(found)).count()
    };
    let (safe, all) = (count(false), count(true));
    let unsafe_ones = all - safe;
    Some(match (shown.offer, is_fixing) {
        (Offer::All, false) if all > 0 => format!("{all} can be fixed with `--fix --unsafe-fixes`."),
        (Offer::Safe, true) if unsafe_ones > 0 => {
            format!("{unsafe_ones} more can be fixed with `--fix --unsafe-fixes`.")
        }
        (Offer::Safe, false) => match (safe, unsafe_ones) {
            (0, 0) => return None,
            (0, all) => format!("{all} can be fixed with `--fix --unsafe-fixes`."),
            (all, 0) => format!("{all} can be fixed with `--fix`."),
            (safe, more) => {
                format!("{safe} can be fixed with `--fix`, {more} more with `--fix --unsafe-fixes`.")
            }
        },
        _ => return None,
    })
}

fn findings(count: usize) -> String {
    if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

//! The last line of a run for people: what was found, in how much, and what is hidden.

use std::fmt::Write as _;

use anstyle::Style;
use formwork_rules::{KnownFrom, Severity};

use super::Shown;
use crate::output::{BLUE, GREEN, RED, YELLOW, paint};

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The colour of a severity.
pub(crate) fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => BLUE,
    }
}

/// What the files of a run are called.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Noun {
    one: &'static str,
    many: &'static str,
}

impl Noun {
    pub(crate) const TEMPLATE: Self = Self { one: "template", many: "templates" };
    pub(crate) const RULES: Self = Self { one: "file of rules", many: "files of rules" };
}

/// One line, without its break; none when there was nothing to check. Another line says what a
/// baseline has too much.
pub(crate) fn summary(shown: Shown<'_>, noun: Noun) -> Option<String> {
    let mut text = found(shown, noun)?;
    let count = shown.compared.removable_count();
    if count > 0 {
        let one = count == 1;
        let (findings, it) = if one { ("finding that is", "it") } else { ("findings that are", "them") };
        let _ =
            write!(text, "\nThe baseline has {count} {findings} no more; `--write-baseline` takes {it} out.");
    }
    Some(text)
}

fn found(shown: Shown<'_>, noun: Noun) -> Option<String> {
    let total = shown.files.len();
    if total == 0 {
        let since = shown.compared.since.as_ref()?;
        return Some(paint(GREEN, format_args!("No {} has changed since `{since}`.", noun.one)));
    }
    let found: Vec<String> = counts(shown, |severity| severity >= shown.min_severity)
        .map(|(severity, count)| paint(style(severity), counted(count, severity)))
        .collect();
    let unshown = unshown(shown);
    let changed = if shown.compared.since.is_some() { "changed " } else { "" };
    if found.is_empty() {
        let all = if total == 1 {
            format!("The {changed}{} is", noun.one)
        } else {
            format!("All {total} {changed}{} are", noun.many)
        };
        return Some(format!("{}{unshown}.", paint(GREEN, format_args!("{all} in shape"))));
    }
    let touched = shown.files.iter().filter(|file| shown.of(file).next().is_some()).count();
    let place =
        if total == 1 { String::new() } else { format!(" in {touched} of {total} {changed}{}", noun.many) };
    Some(format!("Found {}{place}{unshown}.", listed(&found)))
}

/// What is found and not shown, in brackets: what was there before, and what is not severe enough.
fn unshown(shown: Shown<'_>) -> String {
    let known = |from| {
        let known = shown.files.iter().flat_map(|file| &file.report.known);
        known.filter(|known| known.from == from).count()
    };
    let mut parts = Vec::new();
    for (from, words) in [(KnownFrom::Baseline, "in the baseline"), (KnownFrom::Revision, "there before")] {
        match known(from) {
            0 => {}
            count => parts.push(format!("{count} {words}")),
        }
    }
    parts.extend(hidden(shown));
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}

/// What the least severity keeps from being shown.
fn hidden(shown: Shown<'_>) -> Option<String> {
    let hidden: Vec<_> = counts(shown, |severity| severity < shown.min_severity).collect();
    let (least, _) = hidden.last()?;
    let counts: Vec<String> = hidden.iter().map(|&(severity, count)| counted(count, severity)).collect();
    Some(format!("{} hidden, show with `--min-severity {least}`", listed(&counts)))
}

/// How many findings there are of each severity that is `wanted`, the worst first, none left out.
fn counts(shown: Shown<'_>, wanted: impl Fn(Severity) -> bool) -> impl Iterator<Item = (Severity, usize)> {
    SEVERITIES.into_iter().filter(move |&severity| wanted(severity)).filter_map(move |severity| {
        let all = shown.files.iter().flat_map(|file| &file.report.diagnostics);
        let count = all.filter(|found| found.severity == severity).count();
        (count > 0).then_some((severity, count))
    })
}

fn counted(count: usize, severity: Severity) -> String {
    if count == 1 { format!("1 {severity}") } else { format!("{count} {severity}s") }
}

fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Noun, summary};
    use crate::report::testing::{clean, finding, plain, shown, with};
    use formwork_rules::Severity::{Error, Info, Warning};

    #[test]
    fn counts_and_hides() {
        let text = |files: &[_], severity| {
            plain(&summary(shown(files, severity), Noun::TEMPLATE).unwrap_or_default())
        };
        let found =
            with("a.yaml", "a: b", vec![finding(Error, "a"), finding(Error, "b"), finding(Info, "b")]);
        assert_eq!(
            text(&[found, clean("b.yaml")], Warning),
            "Found 2 errors in 1 of 2 templates (1 info hidden, show with `--min-severity info`)."
        );
        assert_eq!(text(&[clean("a.yaml"), clean("b.yaml")], Warning), "All 2 templates are in shape.");
        assert_eq!(text(&[clean("a.yaml")], Warning), "The template is in shape.");
        let found =
            with("a.yaml", "a: b", vec![finding(Error, "a"), finding(Warning, "b"), finding(Info, "b")]);
        assert_eq!(text(&[found], Info), "Found 1 error, 1 warning and 1 info.");
        assert_eq!(text(&[], Info), "");
    }
}

//! Which rules are tested, and the last line of a run.

use std::fmt::Write as _;

use formwork_guard::Covered;

use super::{Results, Tested};
use crate::output::{BOLD, GREEN, RED, YELLOW, paint, printable};
use crate::report::position::Lines;

/// The rules that no case is about, or that only a case which fails would test.
pub(super) fn untested(results: &Results) -> impl Iterator<Item = (&Tested, &Covered)> {
    covered(results)
        .filter(|(tested, covered)| covered.is_untested() || tested.needs_failure && covered.fail == 0)
}

/// The rules that are tested, but that no case is to fail.
fn never_failing(results: &Results) -> impl Iterator<Item = (&Tested, &Covered)> {
    covered(results).filter(|(tested, covered)| covered.never_fails() && !tested.needs_failure)
}

pub(super) fn covered(results: &Results) -> impl Iterator<Item = (&Tested, &Covered)> {
    results.rules.iter().flat_map(|tested| tested.coverage.rules.iter().map(move |rule| (tested, rule)))
}

/// The rules that tests leave out, each with its place.
pub(super) fn listed(results: &Results) -> String {
    let mut text = String::new();
    list(&mut text, "Rules without a test:", untested(results).collect());
    list(&mut text, "Rules that no case expects to fail:", never_failing(results).collect());
    text
}

fn list(text: &mut String, title: &str, rules: Vec<(&Tested, &Covered)>) {
    /// As many as fit a screen beside the rest; JSON has all.
    const SHOWN: usize = 20;
    if rules.is_empty() {
        return;
    }
    let _ = writeln!(text, "{}", paint(BOLD, title));
    let more = rules.len().saturating_sub(SHOWN);
    for (tested, covered) in rules.into_iter().take(SHOWN) {
        let at = Lines::new(&tested.text).position(covered.span.start);
        let name = printable(tested.name);
        let _ = writeln!(text, "  {} {name}:{}:{}", covered.rule, at.line, at.column);
    }
    if more > 0 {
        let _ = writeln!(text, "  and {more} more, which `--format json` lists");
    }
    text.push('\n');
}

/// One line, without its break.
pub(super) fn summary(results: &Results) -> String {
    let cases = results.suites.iter().map(|suite| suite.cases.len()).sum::<usize>();
    let all = results.outcomes().count();
    let failed = results.outcomes().filter(|outcome| outcome.failure.is_some()).count();
    let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let of = format!("{} of {}", counted(all, "expectation"), counted(cases, "case"));
    let mut text = match (all, failed) {
        (0, _) => paint(YELLOW, "Nothing was tested"),
        (_, 0) => paint(GREEN, format_args!("{of}, all met")),
        _ => format!("{of}, {}", paint(RED, format_args!("{failed} not met"))),
    };
    let errors = results.problems().filter(|found| found.severity == formwork_rules::Severity::Error).count();
    if errors > 0 {
        let _ = write!(text, "; {}", paint(RED, format_args!("{} in the files", counted(errors, "error"))));
    }
    let (rules, untested) = (covered(results).count(), untested(results).count());
    if untested > 0 {
        let are = if untested == 1 { "has" } else { "have" };
        let _ = write!(text, "; {untested} of {} {are} no test", counted(rules, "rule"));
    } else if all > 0 {
        let every = if rules == 1 {
            "the rule has a test".to_owned()
        } else {
            format!("all {rules} rules have a test")
        };
        let _ = write!(text, "; {every}");
    }
    text.push('.');
    text
}

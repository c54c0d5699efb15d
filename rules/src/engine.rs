//! Runs rules over a template and brings what they find into order: severity,
//! path, suppressions, sorting.

use std::path::Path;

use formwork_template::Template;

use crate::locate::path_at;
use crate::rule::{Check, Entry};
use crate::suppress::central::Central;
use crate::validate::Made;
use crate::{
    Context, Diagnostic, Front, Phase, Report, Settings, Severity, Surroundings, builtin, fixing, guard,
    rule_files, suppress,
};

/// Checks one template with every rule that the settings leave on. The same
/// template and settings always give the same report.
pub fn check(template: &Template, settings: &Settings) -> Report {
    check_around(template, Surroundings::default(), settings)
}

/// As [`check`], where the template is the file at `path`: what it names beside itself is looked at as well.
pub fn check_at(template: &Template, path: &Path, settings: &Settings) -> Report {
    check_around(template, Surroundings::at(path), settings)
}

/// As [`check`], with what is around the template.
pub fn check_around(template: &Template, around: Surroundings<'_>, settings: &Settings) -> Report {
    check_with(template, settings, around, entries_for(settings), settings.front() == Front::Formwork)
}

/// The rules that a front end wants.
fn entries_for(settings: &Settings) -> impl Iterator<Item = &'static Entry> {
    let stands_in = settings.front() == Front::CfnLint;
    builtin::entries().filter(move |entry| stands_in || entry.meta.phase != Phase::StandIn)
}

pub(crate) fn check_with(
    template: &Template,
    settings: &Settings,
    around: Surroundings<'_>,
    entries: impl Iterator<Item = &'static Entry>,
    with_own: bool,
) -> Report {
    let _types = settings.types().enter();
    let entries: Vec<_> =
        entries.filter_map(|entry| Some((entry, settings.severity_of(&entry.meta)?))).collect();
    let run = |phase: Phase, cx: &mut Context<'_>| {
        for (entry, _) in entries.iter().filter(|(entry, _)| entry.meta.phase == phase) {
            match &entry.check {
                Check::Whole(check) => {
                    check(cx);
                    // What is found in values that no text holds has the validator's words.
                    cx.report_violations(&entry.meta);
                }
                Check::Placed(_) | Check::Labelled => cx.report_violations(&entry.meta),
            }
        }
    };
    // A macro may make something right of what looks wrong before it runs.
    let macros = template.macros();
    let finish = |mut found: Vec<Diagnostic>| {
        for diagnostic in &mut found {
            let code = diagnostic.rule.as_str();
            if let Some((entry, severity)) = entries.iter().find(|(entry, _)| entry.meta.code == code) {
                diagnostic.severity = *severity;
                if let Some(name) = macros.first().filter(|_| entry.meta.judges_validity()) {
                    diagnostic.severity = Severity::Info;
                    diagnostic.when(format!("the macro `{name}` leaves it as it is"));
                }
            }
            diagnostic.path = path_at(template.tree(), diagnostic.span.start);
            if let Some(fix) = &mut diagnostic.fix {
                fixing::follow_line_breaks(fix, template.source());
                fix.mind_comments(template.tree(), diagnostic.span);
            }
        }
        found
    };

    let mut suppressions = suppress::collect(template, settings);
    let mut central = Central::reaching(settings, around.seen);
    let made = Made::default();
    let mut cx = Context::new(template, settings, &made, around);
    run(Phase::Template, &mut cx);
    run(Phase::StandIn, &mut cx);
    let mut found = finish(cx.take_found());
    let (mut metas, mut all_judged) = (Vec::new(), true);
    if with_own {
        let (failures, rules) = guard::check(template, settings);
        found.extend(finish(failures));
        metas.extend(rules);
        let (failures, rules, complete) = rule_files::check(template, settings, &made);
        found.extend(finish(failures));
        metas.extend(rules);
        all_judged = complete;
    }
    let mut report = suppressions.apply(found);
    central.apply(&mut report);
    report.rules = metas;

    let is_whole = template.errors().is_empty() && !cx.is_incomplete() && all_judged;
    let judged = suppressions.judge(template, is_whole);
    cx.begin_afterwards(&judged);
    run(Phase::Afterwards, &mut cx);
    let found = finish(cx.take_found());
    let is_incomplete = cx.is_incomplete() || !all_judged;
    let mut afterwards = suppressions.apply(found);
    central.apply(&mut afterwards);
    report.diagnostics.extend(afterwards.diagnostics);
    report.suppressed.extend(afterwards.suppressed);
    report.exceptions = suppressions.exceptions(template, is_whole);
    report.uses = central.uses(is_whole);

    report.incomplete = is_incomplete;
    report.diagnostics.sort_by(in_source_order);
    report.diagnostics.dedup_by(|later, first| is_same(later, first));
    report.suppressed.sort_by(|a, b| in_source_order(&a.diagnostic, &b.diagnostic));
    report
}

/// Whether both say the same of the same place, be it in different cases.
fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.rule == b.rule && a.span == b.span && a.message == b.message
}

fn in_source_order(a: &Diagnostic, b: &Diagnostic) -> std::cmp::Ordering {
    let key = |d: &Diagnostic| (d.span, d.rule.clone());
    key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
}

//! `-f pretty`: by file, the worst first, and a summary at the end.

use anstyle::{AnsiColor, Style};

use super::Results;
use crate::cfn_lint::finding::Finding;
use crate::cfn_lint::level::Level;
use crate::output::{BOLD, paint};

const UNDERLINED: Style = Style::new().underline();
const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Informational];

pub(super) fn render(results: Results<'_>) -> String {
    let Results { findings, rules, templates } = results;
    let mut lines = Vec::new();
    for of_file in findings.chunk_by(|a, b| a.file == b.file) {
        lines.push(paint(UNDERLINED, of_file[0].file_name()));
        for level in LEVELS {
            lines.extend(of_file.iter().filter(|finding| finding.level == level).map(line));
        }
        lines.push(String::new());
    }
    let count = |level: Level| {
        let count = findings.iter().filter(|finding| finding.level == level).count();
        paint(style(level), count)
    };
    let [errors, warnings, informational] = LEVELS.map(count);
    lines.push(format!(
        "Cfn-lint scanned {} templates against {} rules and found {errors} errors, {warnings} warnings, and \
         {informational} informational violations",
        paint(BOLD, templates),
        paint(BOLD, rules.enabled().count()),
    ));
    lines.join("\n")
}

fn line(finding: &Finding) -> String {
    let Finding { rule, level, message, start, .. } = finding;
    let place = format!("{}:{}:", start.line, start.column);
    format!("{place:20}{}{message}", paint(style(*level), format_args!("{rule:10}")))
}

fn style(level: Level) -> Style {
    let colour = match level {
        Level::Error => AnsiColor::Red,
        Level::Warning => AnsiColor::Yellow,
        Level::Informational => AnsiColor::Blue,
    };
    colour.on_default()
}

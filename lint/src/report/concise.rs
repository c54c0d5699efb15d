//! One line a finding: `path:line:column: error[E3002]: message`, and `[*]` where `--fix` mends it.

use std::fmt::Write as _;

use super::Shown;
use super::position::Lines;
use super::summary::style;
use crate::output::{BOLD, DIM, GREEN, paint, printable};

pub(super) fn render(shown: Shown<'_>) -> String {
    let mut out = String::new();
    let colon = paint(DIM, ':');
    for file in shown.files {
        let mut findings = shown.of(file).peekable();
        if findings.peek().is_none() {
            continue;
        }
        let lines = Lines::new(&file.text);
        for found in findings {
            let at = lines.position(found.span.start);
            let when = found.when.as_ref().map(|when| format!(" (when {when})")).unwrap_or_default();
            let mark = if shown.offer.has(found) { paint(GREEN, " [*]") } else { String::new() };
            let _ = writeln!(
                out,
                "{}{colon}{}{colon}{}{colon} {}: {}{}{mark}",
                paint(BOLD, printable(&file.name)),
                at.line,
                at.column,
                paint(style(found.severity), format_args!("{}[{}]", found.severity, found.rule)),
                printable(&found.message),
                printable(&when),
            );
        }
    }
    out
}

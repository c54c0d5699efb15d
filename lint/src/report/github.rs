//! Workflow commands that GitHub Actions turns into annotations of a change.
//! Infos become notices. Values are escaped as the runner's own toolkit does.

use std::fmt::Write as _;

use formwork_rules::Severity;

use super::position::Lines;
use super::{Shown, in_full, rule_name};

pub(super) fn render(shown: Shown<'_>) -> String {
    let mut out = String::new();
    for file in shown.files {
        let lines = Lines::new(&file.text);
        for found in shown.of(file) {
            let (start, end) = lines.range(found.span);
            let command = match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let title = rule_name(found.rule.as_str())
                .map_or_else(|| found.rule.to_string(), |name| format!("{} {name}", found.rule));
            let _ = write!(out, "::{command} file={},line={}", property(&file.name), start.line);
            // Columns only count within one line: the runner refuses them otherwise.
            if end.line == start.line {
                let _ = write!(out, ",endLine={},col={},endColumn={}", end.line, start.column, end.column);
            } else {
                let _ = write!(out, ",endLine={}", end.line);
            }
            let _ = writeln!(out, ",title={}::{}", property(&title), data(&in_full(found)));
        }
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use formwork_rules::Severity::{Error, Info};

    use crate::report::testing::{finding, shown, with};

    #[test]
    fn escapes_what_the_runner_would_read() {
        let mut found = finding(Error, "100%\nbad");
        found.help = Some("x: y".to_owned());
        let file = with("a,b:c.yaml", "k: 100%\nbad", vec![found]);
        assert_eq!(
            super::render(shown(&[file], Info)),
            "::error file=a%2Cb%3Ac.yaml,line=1,endLine=2,title=X0001::100%25%0Abad%0Ahelp: x: y\n"
        );
        let file = with("a.yaml", "k: v", vec![finding(Info, "v")]);
        assert_eq!(
            super::render(shown(&[file], Info)),
            "::notice file=a.yaml,line=1,endLine=1,col=4,endColumn=5,title=X0001::v\n"
        );
    }
}

//! `-f junit`: one suite, a case a rule, a failure a finding.

use std::fmt::Write as _;

use super::{About, Results};

pub(super) fn render(results: Results<'_>) -> String {
    let Results { findings, rules, .. } = results;
    let (mut cases, mut tests, mut skipped, mut failed) = (String::new(), 0, 0, 0);
    for (code, state) in rules.all() {
        tests += 1;
        let about = About::of(code);
        let name = escaped(&format!("{code} {}", about.summary));
        if let Some(reason) = state.reason_to_skip() {
            skipped += 1;
            let reason = escaped(reason);
            let _ = write!(
                cases,
                "\t\t<testcase name=\"{name}\">\n\t\t\t<skipped type=\"skipped\" message=\"{reason}\"/>\n\t\t</testcase>\n"
            );
            continue;
        }
        let case = format!("\t\t<testcase name=\"{name}\" url=\"{}\"", escaped(&about.page));
        let mut failures = String::new();
        for finding in findings.iter().filter(|finding| finding.rule == code) {
            let start = finding.start;
            let place = format!("{}:{}:{}", finding.file_name(), start.line, start.column);
            let message = escaped(&finding.message);
            let full = escaped(&format!("{} at {place}", finding.message));
            let _ = writeln!(failures, "\t\t\t<failure type=\"{message}\" message=\"{full}\"/>");
        }
        if failures.is_empty() {
            let _ = writeln!(cases, "{case}/>");
        } else {
            failed += 1;
            let _ = write!(cases, "{case}>\n{failures}\t\t</testcase>\n");
        }
    }
    format!(
        "<?xml version=\"1.0\" ?>\n\
         <testsuites disabled=\"0\" errors=\"0\" failures=\"{failed}\" tests=\"{tests}\" time=\"0.0\">\n\
         \t<testsuite disabled=\"0\" errors=\"0\" failures=\"{failed}\" name=\"CloudFormation Lint\" \
         skipped=\"{skipped}\" tests=\"{tests}\" time=\"0\">\n\
         {cases}\t</testsuite>\n</testsuites>\n"
    )
}

/// Text inside an attribute; what XML has no place for is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(char),
        }
    }
    out
}

//! JUnit XML in cfn-guard's form: a suite for each document or rules file, a case
//! for each rules file or rule, and all that failed in one text.

use std::fmt::Write as _;

#[derive(Debug)]
pub(super) struct Suites {
    pub(super) name: &'static str,
    pub(super) all: Vec<Suite>,
    /// Milliseconds that all took.
    pub(super) time: u128,
}

#[derive(Debug)]
pub(super) struct Suite {
    pub(super) name: String,
    pub(super) cases: Vec<Case>,
    pub(super) time: u128,
}

#[derive(Debug)]
pub(super) struct Case {
    pub(super) id: Option<String>,
    pub(super) name: String,
    pub(super) outcome: Outcome,
    pub(super) time: u128,
}

#[derive(Debug)]
pub(super) enum Outcome {
    Pass,
    Skip(Vec<String>),
    Fail { rule: Option<String>, texts: Vec<String> },
    Error(String),
}

impl Suite {
    pub(super) fn failures(&self) -> usize {
        self.cases.iter().filter(|case| matches!(case.outcome, Outcome::Fail { .. })).count()
    }

    pub(super) fn errors(&self) -> usize {
        self.cases.iter().filter(|case| matches!(case.outcome, Outcome::Error(_))).count()
    }
}

impl Suites {
    pub(super) fn xml(&self) -> String {
        let total = |count: fn(&Suite) -> usize| self.all.iter().map(count).sum::<usize>();
        let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        let head = format!(
            "<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{}\">",
            self.name,
            total(|suite| suite.cases.len()),
            total(Suite::failures),
            total(Suite::errors),
            self.time
        );
        let _ = writeln!(out, "{head}");
        self.all.iter().for_each(|suite| self::suite(suite, &mut out));
        out.push_str("</testsuites>\n");
        out
    }
}

fn suite(suite: &Suite, out: &mut String) {
    let _ = writeln!(
        out,
        "    <testsuite name=\"{}\" errors=\"{}\" failures=\"{}\" time=\"{}\">",
        escaped(&suite.name),
        suite.errors(),
        suite.failures(),
        suite.time
    );
    suite.cases.iter().for_each(|case| self::case(case, out));
    out.push_str("    </testsuite>\n");
}

fn case(case: &Case, out: &mut String) {
    let id = case.id.as_ref().map(|id| format!("id=\"{}\" ", escaped(id))).unwrap_or_default();
    let name = escaped(&case.name);
    let status = match case.outcome {
        Outcome::Pass => " status=\"pass\"",
        Outcome::Skip(_) => " status=\"skip\"",
        Outcome::Error(_) => " status=\"error\"",
        Outcome::Fail { .. } => "",
    };
    let head = format!("        <testcase {id}name=\"{name}\" time=\"{}\"{status}", case.time);
    let content = match &case.outcome {
        Outcome::Pass => None,
        Outcome::Skip(reasons) if reasons.is_empty() => None,
        Outcome::Skip(reasons) => Some(format!("<skipped>{}</skipped>", escaped(&reasons.join("\n")))),
        Outcome::Error(error) => Some(format!("<error>{}</error>", escaped(error))),
        Outcome::Fail { rule, texts } => {
            let rule =
                rule.as_ref().map(|rule| format!(" message=\"{}\"", escaped(rule))).unwrap_or_default();
            let text: String = texts.iter().map(|text| escaped(text)).collect();
            Some(if texts.is_empty() {
                format!("<failure{rule}/>")
            } else {
                format!("<failure{rule}>{text}</failure>")
            })
        }
    };
    let _ = match content {
        None => writeln!(out, "{head}/>"),
        Some(content) => writeln!(out, "{head}>\n            {content}\n        </testcase>"),
    };
}

/// Text without what XML takes for marks, and without characters that it can't hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(char),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(char),
        }
    }
    out
}

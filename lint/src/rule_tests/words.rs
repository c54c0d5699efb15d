//! What came of an expectation, as a finding in the file of tests.

use formwork_guard::Why;
use formwork_rules::guard::GuardFile;
use formwork_rules::{Diagnostic, Elsewhere, Related, RuleCode, Severity};
use formwork_template::Span;

use super::Outcome;

pub(super) fn outcome(
    file: &GuardFile,
    case_name: &str,
    case: &formwork_guard::Case,
    outcome: formwork_guard::Outcome<Diagnostic>,
) -> Outcome {
    let expectation = &case.expectations[outcome.number];
    let rule = &expectation.rule;
    let got: Vec<String> = outcome.got.iter().map(ToString::to_string).collect();
    let expected = expectation.expected.to_string();
    let mut failure = (!outcome.is_met).then(|| {
        let came = match &outcome.why {
            Why::Unreadable(_) => "the rule can't be read".to_owned(),
            _ if got.is_empty() => "the rule can't be decided".to_owned(),
            _ => format!("got {}", got.join(" and ")),
        };
        let message = format!("Expected {expected}, {came}: {case_name}");
        let mut failure = Diagnostic::new(RuleCode::new(rule), Severity::Error, expectation.span, message);
        failure.related(case.span, "the case");
        failure
    });
    let mut why = Vec::new();
    if let Some(failure) = &mut failure {
        match outcome.why {
            Why::AsExpected => {}
            Why::Fails(found) => {
                for finding in &found {
                    failure.related(finding.span, finding.message.clone());
                    failure.related.extend(finding.related.iter().cloned());
                }
                if found.is_empty() {
                    failure.related.push(in_rules(file, name_of(file, rule), "the rule fails"));
                }
                why = found;
            }
            Why::Passes(span) => failure.related.push(in_rules(file, span, "the rule passes")),
            Why::Skips(span) => {
                let label = if span == name_of(file, rule) {
                    "the rule does not apply: there is nothing that it is about"
                } else {
                    "the rule does not apply: its condition does not hold"
                };
                failure.related.push(in_rules(file, span, label));
            }
            Why::Unreadable(span) => failure.related.push(in_rules(file, span, "the rule")),
        }
    }
    Outcome { rule: rule.clone(), file: file.name, span: expectation.span, expected, got, failure, why }
}

fn name_of(file: &GuardFile, rule: &str) -> Span {
    let rules = &file.parsed().file.rules;
    rules.iter().find(|known| known.name.text == *rule).map(|known| known.name.span).unwrap_or_default()
}

fn in_rules(file: &GuardFile, span: Span, label: &str) -> Related {
    let elsewhere = Elsewhere { name: file.name.into(), text: file.text.clone() };
    Related { span, label: label.to_owned(), file: Some(elsewhere) }
}

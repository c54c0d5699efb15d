//! The report of single lines for data that is no template: one line a failed
//! check, and lines for the rules that held or did not apply where the summary wants them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use formwork_guard::ast::Operator;
use formwork_guard::{CheckKind, Found, Record, Site, Status, Verdict};

use super::by_resource::Names;
use super::node::Node;
use super::report::Comparison;
use super::summary::Summary;
use super::values;
use super::wording;
use super::words::{self, Facts, Words, custom_message};

/// A failed check in a few words.
#[derive(Debug, Default)]
struct Failure {
    path: String,
    provided: Node,
    expected: Node,
    comparison: Option<Comparison>,
    message: String,
    /// Why it was not even decided.
    error: Option<String>,
}

pub(super) fn report<'a>(
    words: Words<'_, 'a>,
    names: Names<'_>,
    summary: Summary,
    verdicts: &[Verdict<'a>],
) -> String {
    let mut failed = BTreeMap::new();
    let mut skipped = BTreeMap::new();
    let mut passed = BTreeSet::new();
    for verdict in verdicts {
        let name = words.rule(verdict.rule);
        let record = verdict.record.as_ref();
        match verdict.status {
            Status::Fail => {
                let mut failures = Vec::new();
                if let Some(fault) = &verdict.fault {
                    failures.push(Failure { message: fault.to_string(), ..Failure::default() });
                } else if let Some(record) = record {
                    collect(words, record, &mut failures);
                }
                failed.insert(name, failures);
            }
            Status::Pass => {
                passed.insert(name);
            }
            Status::Skip => {
                skipped.insert(name, record.and_then(|record| words.skip_reason(record)));
            }
        }
    }
    let says_something = match summary {
        Summary { fail: true, .. } => !failed.is_empty(),
        Summary { pass: true, .. } => !passed.is_empty(),
        Summary { skip, .. } => skip && !skipped.is_empty(),
    };
    if !says_something {
        return String::new();
    }
    let mut out = format!("Evaluation of rules {} against data {}\n", names.rules, names.data);
    if summary.fail && !failed.is_empty() {
        out.push_str("--\n");
        for (rule, failures) in &failed {
            for failure in failures {
                line(failure, rule, names.data, &mut out);
            }
        }
    }
    if summary.pass && !passed.is_empty() {
        out.push_str("--\n");
        for rule in &passed {
            let _ = writeln!(out, "Rule [{rule}] is compliant for template [{}]", names.data);
        }
    }
    if summary.skip && !skipped.is_empty() {
        out.push_str("--\n");
        for (rule, reason) in &skipped {
            let _ = writeln!(out, "Rule [{rule}] is not applicable for template [{}]", names.data);
            if let Some(reason) = reason {
                let _ = writeln!(out, "  {reason}");
            }
        }
    }
    out.push_str("--\n");
    out
}

fn line(failure: &Failure, rule: &str, data: &str, out: &mut String) {
    let Failure { path, provided, expected, comparison, message, error } = failure;
    let (provided, expected) = (provided.json_line(), expected.json_line());
    let in_line = message.replace('\n', ";");
    let _ = match (error, comparison) {
        (Some(error), _) => writeln!(
            out,
            "Property traversed until [{path}] in data [{data}] is not compliant with [{rule}] due to retrieval \
             error. Error Message [{error}]"
        ),
        (None, None) => {
            writeln!(out, "Rule {rule} failed for {data}. Reason {}", message.replace('\n', "; "))
        }
        (None, Some((operator, not))) if operator.is_unary() => writeln!(
            out,
            "Property [{path}] in data [{data}] is not compliant with [{rule}] because needed value at [{provided}] \
             {}. Error Message [{in_line}]",
            wording::unary_verdict_in_line(*operator, *not)
        ),
        (None, Some((operator, not))) => writeln!(
            out,
            "Property [{path}] in data [{data}] is not compliant with [{rule}] because provided value [{provided}] \
             {} match expected value{} [{expected}]. Error Message [{in_line}]",
            if *not { "did" } else { "did not" },
            if *operator == Operator::In { " in" } else { "" }
        ),
    };
}

/// The failed checks of a record and below it, in conditions, too.
fn collect<'a>(words: Words<'_, 'a>, record: &Record<'a>, failures: &mut Vec<Failure>) {
    let message = || if record.status == Status::Fail { words.message(record) } else { None };
    match &record.site {
        Site::ListFilter(_) | Site::MapFilter(_) => {}
        Site::Check(check) => failures.extend(failure(words, record, &check.kind)),
        Site::Rule(..) if let Some(message) = message() => {
            failures.push(Failure { message, ..Failure::default() });
        }
        Site::Access(_) if let Some(error) = message() => {
            let before = failures.len();
            record.children.iter().for_each(|child| collect(words, child, failures));
            if failures.len() == before {
                failures.push(Failure { error: Some(error), ..Failure::default() });
            }
        }
        _ => record.children.iter().for_each(|child| collect(words, child, failures)),
    }
}

fn failure<'a>(words: Words<'_, 'a>, record: &Record<'a>, check: &CheckKind<'a>) -> Option<Failure> {
    let error = words.undecided(record, check);
    let about = |from: Found<'a>, by, custom: Option<&str>| {
        let value = from.nearest();
        let missing = match &from {
            Found::Unresolved(missing) => Some(words.values.reason(missing)),
            _ => None,
        };
        Failure {
            path: words.values.path(value),
            provided: values::data(value),
            comparison: Some(by),
            message: custom.unwrap_or_default().to_owned(),
            error: error.clone().or(missing),
            ..Failure::default()
        }
    };
    Some(match words::facts(check) {
        Facts::Success => return None,
        Facts::Unary { from, by, custom } => about(from, by, custom),
        Facts::Binary { from, to, by, custom } => {
            let expected = match (from, to) {
                (Found::Unresolved(_), _) | (_, None) => Node::Null,
                (_, Some(to)) => values::data(to.nearest()),
            };
            Failure { expected, ..about(from, by, custom) }
        }
        Facts::In { from, to, by, .. } => Failure {
            provided: values::data(from.nearest()),
            expected: Node::list(to.iter().map(|found| values::data(found.nearest()))),
            comparison: Some(by),
            ..Failure::default()
        },
        Facts::Nothing(clause) => Failure {
            comparison: Some((Operator::Empty, false)),
            message: custom_message(clause).unwrap_or_default().to_owned(),
            ..Failure::default()
        },
        Facts::Reference(reference) => Failure {
            message: reference.message.as_ref().map(|message| message.text.to_string()).unwrap_or_default(),
            error,
            ..Failure::default()
        },
        Facts::MissingBlock(from) => {
            Failure { path: words.values.path(from.nearest()), error, ..Failure::default() }
        }
    })
}

//! A failure of a Guard rule in the words of a finding. A message of AWS's form
//! (`Violation: ...`, `Fix: ...`) is taken apart: the fact, and the remedy.

use std::fmt::Write as _;

use formwork_guard::ast::{Part, PartKind};
use formwork_guard::{Blame, Data, Fact, Finding, Found, RuleError, Store, Value};

use super::GuardFile;
use crate::diagnostic::Elsewhere;
use crate::words::{capital, shortened};
use crate::{Diagnostic, Related, RuleCode, Severity};

pub(super) fn diagnostic(
    file: &GuardFile,
    rule: RuleCode,
    finding: &Finding<'_>,
    store: &Store<'_>,
    severity: Severity,
) -> Diagnostic {
    let (fact, remedy) = finding.message.map(|message| taken_apart(&message.text)).unwrap_or_default();
    let message = fact.unwrap_or_else(|| own_words(file, finding));
    let mut diagnostic = Diagnostic::new(rule, severity, finding.span, message);
    diagnostic.help = remedy;
    let when = match finding.blame {
        Blame::Alone => None,
        Blame::Jointly => {
            Some("the rule fails only for several resources together: it asks one alternative of all of them")
        }
        Blame::Unsettled => {
            Some("the rule fails for many resources, and which of them fail alone is too much to find out")
        }
    };
    if let Some(when) = when {
        diagnostic.when(when);
    }
    if let Some(span) = finding.clause {
        let file = Elsewhere { name: file.name.into(), text: file.text.clone() };
        let label = compared(finding, store);
        diagnostic.related.push(Related { span, label, file: Some(file) });
    }
    diagnostic
}

/// The fact and the remedy of a message.
fn taken_apart(message: &str) -> (Option<String>, Option<String>) {
    let (mut fact, mut remedy): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut in_remedy = false;
    for line in message.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(text) = line.strip_prefix("Fix:") {
            in_remedy = true;
            remedy.push(text.trim());
        } else if in_remedy {
            remedy.push(line);
        } else {
            fact.push(line.strip_prefix("Violation:").unwrap_or(line).trim());
        }
    }
    let joined = |lines: Vec<&str>| Some(lines.join(" ")).filter(|text| !text.is_empty());
    (joined(fact), joined(remedy).map(|remedy| capital(&remedy)))
}

/// The fact where the rule has no message.
fn own_words(file: &GuardFile, finding: &Finding<'_>) -> String {
    let clause = finding.clause.and_then(|span| file.text.get(span.range())).unwrap_or_default();
    let clause = clause.split_whitespace().collect::<Vec<_>>().join(" ");
    let clause = shortened(&clause);
    match &finding.fact {
        Fact::Missing { rest } if !rest.is_empty() => format!("`{}` is missing", path(rest)),
        Fact::MissingOperand { rest } if !rest.is_empty() => {
            format!("`{}`, which this is compared with, is missing", path(rest))
        }
        Fact::Undecided(Some(fault)) => format!("the rule can't be decided: {fault}"),
        Fact::Reference(name) => format!("the rule `{name}` does not pass"),
        _ => format!("`{clause}` does not hold"),
    }
}

/// What was found and what was wanted, as the label of the clause.
fn compared(finding: &Finding<'_>, store: &Store<'_>) -> String {
    let Fact::Value { provided, expected, .. } = &finding.fact else {
        return "the clause that fails".to_owned();
    };
    let mut label = format!("the clause that fails: the value is {}", shown(provided));
    let expected: Vec<String> = expected.iter().filter_map(|found| wanted(*found, store)).collect();
    if !expected.is_empty() {
        let _ = write!(label, ", compared with {}", expected.join(", "));
    }
    label
}

fn wanted(found: Found<'_>, store: &Store<'_>) -> Option<String> {
    let value = found.value()?;
    let path = store.path(value.place);
    Some(if path.is_empty() || store.span_of(value.place).is_none() {
        shown(value)
    } else {
        format!("{} at `{path}`", shown(value))
    })
}

/// A value as one would write it, in short.
fn shown(value: &Value<'_>) -> String {
    fn write(value: &Value<'_>, out: &mut String, depth: u32) {
        let _ = match value.data {
            Data::Null => write!(out, "null"),
            Data::Bool(truth) => write!(out, "{truth}"),
            Data::Int(number) => write!(out, "{number}"),
            Data::Float(number) => write!(out, "{number}"),
            Data::Char(character) => write!(out, "{character:?}"),
            Data::String(text) => write!(out, "{text:?}"),
            Data::Regex(pattern) => write!(out, "/{}/", pattern.text),
            Data::IntRange(_) | Data::FloatRange(_) | Data::CharRange(_) => write!(out, "a range"),
            Data::List(_) | Data::Map(_) if depth > 3 || out.len() > 80 => write!(out, "..."),
            Data::List(items) => {
                out.push('[');
                for (number, item) in items.iter().take(8).enumerate() {
                    out.push_str(if number > 0 { ", " } else { "" });
                    write(item, out, depth + 1);
                }
                out.push(']');
                Ok(())
            }
            Data::Map(map) => {
                out.push('{');
                for (number, entry) in map.entries().iter().take(8).enumerate() {
                    let _ = write!(out, "{}{}: ", if number > 0 { ", " } else { "" }, entry.key);
                    write(&entry.value, out, depth + 1);
                }
                out.push('}');
                Ok(())
            }
        };
    }
    let mut text = String::new();
    write(value, &mut text, 0);
    format!("`{}`", shortened(&text))
}

/// The keys of a query, as one would write them.
fn path(parts: &[Part]) -> String {
    let steps: Vec<String> = parts
        .iter()
        .map(|part| match &part.kind {
            PartKind::Key(key) => key.text.to_string(),
            PartKind::Variable(name) => format!("%{name}"),
            PartKind::Index(index) => index.to_string(),
            PartKind::This => "this".to_owned(),
            _ => "*".to_owned(),
        })
        .collect();
    steps.join(".")
}

/// The mistakes of a rules file as findings in it.
pub(super) fn problems(errors: &[&RuleError]) -> Vec<Diagnostic> {
    use crate::builtin::guard_rules::invalid_guard_rule::InvalidGuardRule;
    use crate::rule::Described;
    let meta = &InvalidGuardRule::META;
    let problem = |error: &&RuleError| {
        let rule = RuleCode::from_static(meta.code);
        let mut found = Diagnostic::new(rule, meta.severity, error.span, error.message.clone());
        found.help = error.help.as_deref().map(capital);
        found
    };
    errors.iter().map(problem).collect()
}

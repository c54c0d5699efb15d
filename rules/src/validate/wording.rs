//! Findings out of violations, for rules that have no words of their own: rows,
//! formats, and what functions give.

use formwork_schemas::Types;
use formwork_template::{Assumption, Section, Span, Template, Value};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::gather::shown;
use super::{Fault, Limit, Via, Violation, cases, remedy};
use crate::diagnostic::Cause;
use crate::locate::path_at;
use crate::nearest::nearest;
use crate::{Diagnostic, Meta, Related, RuleCode, Segment, words};

/// Allowed values that a message lists; more go into the remedy.
const LISTED: usize = 4;

/// The findings of one rule. What a function gives is one finding a place, whatever number of its values is at fault.
pub(crate) fn diagnostics(
    template: &Template,
    meta: &'static Meta,
    violations: &[Violation<'_>],
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut told: FxHashMap<(Span, String), (usize, Vec<Assumption<'_>>)> = FxHashMap::default();
    for violation in violations {
        let (mut message, help) = words_of(violation);
        let given = violation.via.as_ref();
        let used = given.and_then(|via| via.used);
        if let Some(used) = used {
            message = format!("{message}, for `{}`", path_at(template.tree(), used.start));
        }
        if (given.is_some() || violation.round.is_some())
            && let Some(known) = found.iter_mut().find(|known| known.span == violation.place)
        {
            if known.message != message && known.causes.iter().all(|cause| cause.message != message) {
                known.causes.push(cause(meta.code, violation, message));
            }
            known.causes.extend(causes(meta, violation));
            continue;
        }
        if given.is_none() && violation.round.is_none() {
            let (_, cases) =
                told.entry((violation.place, message.clone())).or_insert_with(|| (found.len(), Vec::new()));
            cases.push(violation.when.clone());
            if cases.len() > 1 {
                continue;
            }
        }
        let rule = RuleCode::from_static(meta.code);
        let related = used.map(|span| Related { span, label: "used here".to_owned(), file: None });
        found.push(Diagnostic {
            help,
            related: related.into_iter().collect(),
            when: Some(violation.case()).filter(|case| !case.is_empty()),
            causes: causes(meta, violation),
            fix: remedy::fix(template, violation),
            ..Diagnostic::new(rule, meta.severity, violation.place, message)
        });
    }
    for (index, cases) in told.into_values().filter(|(_, cases)| cases.len() > 1) {
        let case = cases::together(&cases);
        found[index].when = (!case.is_always()).then(|| case.to_string());
    }
    found
}

/// What the forms that a value does not have find wrong, each under its own rule.
pub(crate) fn causes(meta: &Meta, violation: &Violation<'_>) -> Vec<Cause> {
    let mut causes = Vec::new();
    // A row that gives one fault gives nothing behind it.
    if violation.row.is_some_and(|row| row.one) {
        return causes;
    }
    for inner in violation.fault.forms().iter().flatten() {
        // A rule with a schema of its own gives all that the schema finds.
        let code = if violation.rule.is_some() { meta.code } else { inner.code() };
        causes.push(cause(code, inner, whole(inner)));
        causes.extend(self::causes(meta, inner));
    }
    causes
}

/// The fact with the remedy, which is all that tells some faults of one value from one another.
fn whole(violation: &Violation<'_>) -> String {
    match words_of(violation) {
        (message, Some(help)) => format!("{message}; {}", lowered(&help)),
        (message, None) => message,
    }
}

fn cause(code: &'static str, violation: &Violation<'_>, message: String) -> Cause {
    Cause { rule: RuleCode::from_static(code), span: violation.place, message }
}

/// The fact and the remedy.
pub(crate) fn words_of(violation: &Violation<'_>) -> (String, Option<String>) {
    let (message, help) = match violation.row {
        Some(row) if row.message.is_some() => (row.message.unwrap_or_default().to_owned(), None),
        _ => fault(violation),
    };
    let help = violation.row.and_then(|row| row.help).map(str::to_owned).or(help);
    match &violation.via {
        None => (message, help),
        Some(via) => (given(violation, via, &message), help),
    }
}

/// The fact about a value that a function gives.
fn given(violation: &Violation<'_>, via: &Via, message: &str) -> String {
    let function = via.function.key();
    match &via.text {
        Some(text) if !via.inner => {
            format!("`{function}` gives `{}` here: {}", words::shortened(text), lowered(message))
        }
        _ => format!(
            "`{function}` gives a value for `{}` that is at fault: {}",
            violation.property,
            lowered(message)
        ),
    }
}

/// A sentence as the end of another.
fn lowered(message: &str) -> String {
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The fact as the keyword has it.
fn fault(violation: &Violation<'_>) -> (String, Option<String>) {
    let property = violation.property;
    let holder = violation.holder();
    let message = match &violation.fault {
        Fault::UnknownProperty { name, known, map, .. } => {
            let near = nearest(name.text, known.iter().copied());
            let help = near.map(|near| format!("Change it to `{near}`"));
            let path = path_at(map.tree(), name.span.start);
            let around = path.0.iter().rev().skip(1).find_map(|segment| match segment {
                Segment::Key(key) if !key.starts_with("Fn::") => Some(key.as_str()),
                _ => None,
            });
            let message = match around {
                Some(around) => format!("`{name}` is no key of `{around}`"),
                None => format!("`{name}` is no key that is known here"),
            };
            return (message, help);
        }
        Fault::Missing { name } => format!("{holder} has no `{name}`"),
        Fault::WrongType { expected } => {
            format!("`{property}` is {}, not {}", said(violation.value), types(*expected))
        }
        Fault::NotAllowed { allowed, .. } => return not_allowed(violation, allowed),
        Fault::PatternMismatch { .. } if violation.value.is_none() => {
            format!("`{property}` has not the form of a key that is wanted")
        }
        Fault::PatternMismatch { pattern } => {
            let help = Some(format!("It has to match `{}`", pattern.as_str()));
            return (
                format!("`{property}` is {}, which has not the form that is wanted", said(violation.value)),
                help,
            );
        }
        Fault::Length { actual, limit } => format!(
            "`{property}` has {}, and {}",
            words::counted(*actual, "character", "characters"),
            limit.is_required_or_allowed()
        ),
        Fault::Range { limit, exclusive } => {
            let bound = match (limit, exclusive) {
                (_, false) => limit.words(),
                (Limit::Min(bound), true) => format!("more than {bound}"),
                (Limit::Max(bound), true) => format!("less than {bound}"),
            };
            format!("`{property}` is {}, and has to be {bound}", said(violation.value))
        }
        Fault::NotMultiple { of } => {
            format!("`{property}` is {}, which is no multiple of {of}", said(violation.value))
        }
        Fault::ItemCount { actual, limit } => format!(
            "`{property}` has {}, and {}",
            words::counted(*actual, "item", "items"),
            limit.is_required_or_allowed()
        ),
        Fault::PropertyCount { actual, limit } => format!(
            "`{property}` has {}, and {}",
            words::counted(*actual, "key", "keys"),
            limit.is_required_or_allowed()
        ),
        Fault::Repeated { keys: [], .. } | Fault::RepeatedThoughAllowed { .. } => {
            format!("`{property}` has an item twice")
        }
        Fault::Repeated { keys, .. } => {
            format!("`{property}` has two items with the same {}", words::and_quoted(keys))
        }
        Fault::DistinctItems { actual, limit } => {
            format!("`{property}` has {actual} different items, and at most {limit} are allowed")
        }
        Fault::Contains => format!("`{property}` has no item of the kind that is wanted"),
        Fault::NoForm { .. } => format!("{holder} has none of the forms that are allowed"),
        Fault::NotOneForm { .. } | Fault::SeveralForms { .. } => {
            format!("{holder} has not exactly one of the forms that are allowed")
        }
        Fault::Excluded => format!("`{property}` is {}, which is not allowed here", said(violation.value)),
        Fault::ExcludedBy { name, by } => format!("`{name}` can't stand beside `{by}`"),
        Fault::RequiredBy { name, by } => format!("`{by}` stands without `{name}`"),
        Fault::NoneOf { names } => format!("{holder} has none of {}", words::and_quoted(names)),
        Fault::NotExactlyOne { names, present } => exactly_one(&holder, names, present.len()),
        Fault::Format { format, .. } => return not_of_format(violation, format),
        Fault::NotInRegion { region, near } => {
            let help = near.as_ref().map(|near| format!("Change it to `{near}`"));
            let value = said(violation.value);
            return (format!("`{property}` is {value}, which `{}` does not offer", region.name()), help);
        }
        Fault::NotEqual { other } => {
            let value = violation.value.map(shown).unwrap_or_default();
            format!("`{property}` is `{value}`, which does not go with `{other}`")
        }
        Fault::Undefined { section } => {
            let kind = if *section == Section::Conditions { "condition" } else { "mapping" };
            format!("{} is no {kind} of the template", said(violation.value))
        }
        Fault::Said { message, help } => return (message.clone(), help.clone()),
    };
    (message, None)
}

fn not_allowed(violation: &Violation<'_>, allowed: &[formwork_schemas::Literal]) -> (String, Option<String>) {
    let names: Vec<String> = allowed.iter().map(words::literal).collect();
    let (property, is) = (violation.property, said(violation.value));
    let text = violation.value.map_or(property, |value| value.text().unwrap_or_default());
    let near = nearest(text, names.iter().map(String::as_str)).map(|near| format!("Change it to `{near}`"));
    match names.as_slice() {
        [only] => (format!("`{property}` is {is}, and only `{only}` is allowed"), near),
        few if few.len() <= LISTED => {
            (format!("`{property}` is {is}, which is none of {}", words::and_quoted(few)), near)
        }
        _ => {
            let allowed = format!("allowed are {}", words::list(&names));
            let help =
                near.map_or_else(|| format!("A{}", &allowed[1..]), |near| format!("{near}; {allowed}"));
            if violation.value.is_none() {
                return (format!("`{property}` is none of the keys that are allowed"), Some(help));
            }
            (format!("`{property}` is {is}, which is none of the allowed values"), Some(help))
        }
    }
}

fn exactly_one(holder: &str, names: &[SmolStr], present: usize) -> String {
    let names = words::and_quoted(names);
    match present {
        0 => format!("{holder} has none of {names}, and needs one"),
        _ => format!("{holder} has more than one of {names}, and only one is allowed"),
    }
}

fn not_of_format(violation: &Violation<'_>, format: &str) -> (String, Option<String>) {
    let message = format!("{} is no {}", said(violation.value), super::format::noun(format));
    (message, super::format::example(format).map(|example| format!("One looks like `{example}`")))
}

/// A value in a message: its text, or what it is.
fn said(value: Option<Value<'_>>) -> String {
    let Some(value) = value else { return "there".to_owned() };
    match value.text() {
        Some(text) => format!("`{}`", words::shortened(text)),
        None if value.is_null() => "empty".to_owned(),
        None if value.is_list() => "a list".to_owned(),
        None if value.is_map() => "a map".to_owned(),
        None => "a function".to_owned(),
    }
}

fn types(types: Types) -> String {
    let names: Vec<&str> = types.names().map(words::of_type).collect();
    words::or(&names)
}

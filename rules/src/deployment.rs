//! Files that tell how a template is deployed: deployment files of Git sync, and
//! lists of parameters. What is wrong with them, and with the values that they give.

use formwork_schemas::{Pattern, rule_schema};
use formwork_template::{Assumption, Name, Parameter, Section, Span, Template, Value};

use crate::locate::path_at;
use crate::validate::outside::{self, Extent, Reading};
use crate::validate::{Made, wording};
use crate::{Diagnostic, RuleCode, find};

const DEPLOYMENT_FILE: &str = "E0100";
const PARAMETER_FILE: &str = "E0200";
const PARAMETER_VALUE: &str = "E2900";

/// What makes a file no deployment file (E0100).
pub fn deployment_file(file: &Template) -> Vec<Diagnostic> {
    let root = file.root();
    let schema = rule_schema("other/deployment_files/git_sync");
    let Some((schema, meta)) = schema.zip(find(DEPLOYMENT_FILE)) else { return Vec::new() };
    let span = root.entries().next().map_or(root.span(), |(key, _)| key.span);
    let entry = (Name { text: "deployment file", span }, root);
    let by = (schema.root(), Reading::Written, Extent::All);
    let made = Made::default();
    let found = outside::judge((file, &[], &made), meta.code, by, entry, &Assumption::default());
    let found = wording::diagnostics(file, meta, &found).into_iter();
    found.map(|found| Diagnostic { path: path_at(file.tree(), found.span.start), ..found }).collect()
}

/// What makes a file no list of parameters (E0200).
pub fn parameter_file(file: &Template) -> Vec<Diagnostic> {
    let root = file.root();
    if !root.is_list() {
        return vec![diagnostic(
            PARAMETER_FILE,
            file,
            root.span(),
            "The file is no list of parameters".into(),
        )];
    }
    let mut found = Vec::new();
    for item in root.items() {
        let missing = ["ParameterKey", "ParameterValue"].into_iter().find(|key| item.get(key).is_none());
        found.extend(
            missing.map(|key| {
                diagnostic(PARAMETER_FILE, file, item.span(), format!("This item has no `{key}`"))
            }),
        );
    }
    found
}

/// Which of the values that a file of either kind gives `template` does not take, and which it lacks (E2900).
pub fn parameter_values(template: &Template, file: &Template) -> Vec<Diagnostic> {
    let (values, whole) = given(file);
    let mut found = Vec::new();
    for parameter in template.parameters().filter(|parameter| parameter.default().is_none()) {
        let id = parameter.id();
        if values.iter().all(|(name, _)| name.text != id.text) {
            let message = format!("`{id}` has neither a value nor a `Default`");
            found.push(diagnostic(PARAMETER_VALUE, file, whole, message));
        }
    }
    for (name, value) in values {
        let message = match template.parameter(name.text) {
            Some(parameter) => misfit(parameter, name, value),
            None if template.index().is_open(Section::Parameters) => None,
            None => Some(format!("The template has no parameter `{name}`")),
        };
        found.extend(message.map(|message| diagnostic(PARAMETER_VALUE, file, name.span, message)));
    }
    found
}

/// The parameters of a file with their values, and where the file gives them.
fn given(file: &Template) -> (Vec<(Name<'_>, Value<'_>)>, Span) {
    let root = file.root();
    if let Some((key, parameters)) = root.entry("parameters") {
        return (parameters.entries().collect(), key.span);
    }
    (root.items().filter_map(pair).collect(), root.span())
}

fn pair(item: Value<'_>) -> Option<(Name<'_>, Value<'_>)> {
    Some((item.get("ParameterKey")?.name()?, item.get("ParameterValue")?))
}

/// Why a parameter does not take a value.
fn misfit(parameter: Parameter<'_>, name: Name<'_>, value: Value<'_>) -> Option<String> {
    let texts: Vec<&str> = match value.text() {
        Some(text) if parameter.is_list() => text.split(',').map(str::trim).collect(),
        Some(text) => vec![text],
        None if value.is_list() && parameter.is_list() => value.items().filter_map(Value::text).collect(),
        None if value.is_list() => return Some(format!("`{name}` has a list, and takes one value")),
        None => return Some(format!("`{name}` has no text, and takes nothing else")),
    };
    unfit_text(parameter, texts)
}

/// The first of some texts that a parameter does not take, and why: its `AllowedValues` and its `AllowedPattern`.
pub fn unfit_text<'t>(parameter: Parameter<'_>, texts: impl IntoIterator<Item = &'t str>) -> Option<String> {
    let name = parameter.id();
    let allowed = parameter.allowed_values().filter(|list| list.is_list());
    let allowed: Option<Vec<_>> = allowed.map(|list| list.items().filter_map(Value::text).collect());
    let pattern = parameter.0.value.get("AllowedPattern").and_then(Value::text);
    let pattern = pattern.map(|pattern| (pattern, Pattern::new(&format!("^(?:{pattern})$"))));
    texts.into_iter().find_map(|text| match &pattern {
        _ if allowed.as_ref().is_some_and(|allowed| !allowed.contains(&text)) => {
            Some(format!("`{name}` is `{text}`, which is no allowed value"))
        }
        Some((source, pattern)) if pattern.is_match(text) == Some(false) => {
            Some(format!("`{name}` is `{text}`, which does not match `{source}`"))
        }
        _ => None,
    })
}

fn diagnostic(code: &'static str, file: &Template, span: Span, message: String) -> Diagnostic {
    Diagnostic {
        path: path_at(file.tree(), span.start),
        ..Diagnostic::new(RuleCode::from_static(code), crate::Severity::Error, span, message)
    }
}

/// What a rule's examples are checked with.
#[cfg(test)]
pub(crate) fn check(code: &str, template: &Template, file: &Template) -> Vec<Diagnostic> {
    match code {
        DEPLOYMENT_FILE => deployment_file(file),
        PARAMETER_FILE => parameter_file(file),
        _ => parameter_values(template, file),
    }
}

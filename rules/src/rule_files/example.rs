//! Examples of a rule: what passes, what fails, where, and how it looks once it is
//! mended. They are the tests of the rule and part of its documentation.

use formwork_schemas::Region;
use formwork_template::{Function, NodeId, Resource, Span, Template, Value};
use smol_str::SmolStr;

use super::RuleFile;
use super::comparison::lacks;
use super::excerpt::{Excerpt, LOGICAL_ID, Wrapped};
use super::judge::Found;
use crate::builtin::rule_files::wrong_rule_kind::WrongRuleKind;
use crate::config::reader::{Decode, Reader};
use crate::validate::{Judge, Made};
use crate::words::{counted, shortened};
use crate::{Diagnostic, Edit, RuleCode, Severity};

/// An example.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub(super) name: Option<String>,
    /// The key that says what is expected.
    span: Span,
    pub(super) expected: Expected,
    pub(super) input: Excerpt,
    finds: Vec<Place>,
    pub(super) fixed: Option<Excerpt>,
}

/// Where a finding is expected, as it is written: a path of properties, behind a logical ID or not.
#[derive(Debug, Clone)]
struct Place {
    path: SmolStr,
    span: Span,
}

/// What an example is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    Pass,
    Fail,
}

/// What came of an example.
#[derive(Debug)]
pub struct Outcome {
    /// What the example is called.
    pub name: String,
    /// Where it is in the file.
    pub span: Span,
    pub expected: Expected,
    pub got: Expected,
    /// What is not as it says; places are in the rule file.
    pub failure: Option<Diagnostic>,
    /// What the rule finds although it is to pass, or elsewhere than it is to.
    pub why: Vec<Diagnostic>,
}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pass => "PASS",
            Self::Fail => "FAIL",
        })
    }
}

impl Decode for Example {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["name", "pass", "fail", "finds", "fixed"])?;
        let tree = reader.tree();
        let (expected, entry) = match (tree.entry(node, "pass"), tree.entry(node, "fail")) {
            (Some(pass), None) => (Expected::Pass, pass),
            (None, Some(fail)) => (Expected::Fail, fail),
            (None, None) => {
                let help = "Write a template, a resource or its properties under `pass` or `fail`";
                lacks(reader, node, "template", help);
                return None;
            }
            (Some(pass), Some(fail)) => {
                let message = format!("{} is to pass and to fail", reader.place());
                let first = tree.span(pass.key);
                reader.report::<WrongRuleKind>(tree.span(fail.key), message).related(first, "to pass");
                return None;
            }
        };
        for key in ["finds", "fixed"] {
            if let Some(entry) = tree.entry(node, key).filter(|_| expected == Expected::Pass) {
                let message = format!("`{key}` stands beside `pass`, where nothing is found");
                reader
                    .report::<WrongRuleKind>(tree.span(entry.key), message)
                    .help("Move it to an example with `fail`");
            }
        }
        Some(Self {
            name: reader.field::<SmolStr>(node, "name").map(Into::into),
            span: tree.span(entry.key),
            expected,
            input: reader.field(node, tree.text(entry.key)?)?,
            finds: reader.field(node, "finds").unwrap_or_default(),
            fixed: reader.field(node, "fixed"),
        })
    }
}

impl Decode for Excerpt {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let tree = reader.tree();
        if reader.data(node).is_none() || !tree.items(node).is_empty() {
            return reader.wrong_kind(node, "a template, a resource or properties");
        }
        if tree.entries(node).is_empty() && tree.text(node).is_some() {
            reader.text(node, "a template, a resource or properties")?;
        }
        Some(Self::of(tree, node))
    }
}

impl Decode for Place {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let path = reader.text(node, "a path of properties")?.into();
        Some(Self { path, span: reader.span_of(node) })
    }
}

impl Example {
    /// What the example shows once it is run.
    pub(super) fn run(&self, number: usize, file: &RuleFile) -> Option<Outcome> {
        let rule = file.rule()?;
        let wrapped = self.input.wrap(rule.example_type());
        let name = self.name.clone().unwrap_or_else(|| format!("example {}", number + 1));
        let found = found_in(file, &wrapped.template);
        let got = if found.is_empty() { Expected::Pass } else { Expected::Fail };
        let mut outcome =
            Outcome { name, span: self.span, expected: self.expected, got, failure: None, why: Vec::new() };
        let fail = |span: Span, message: String| {
            let code = RuleCode::from_static(rule.meta.code);
            Diagnostic::new(code, Severity::Error, span, format!("{message}: {}", outcome.name))
        };
        let failure = if let Some(error) = wrapped.template.errors().first() {
            let mut failure =
                fail(self.input.locate(&wrapped, error.span), "The example can't be read".into());
            failure.help.clone_from(&error.help);
            failure.related(self.span, error.message.clone());
            Some(failure)
        } else if got != self.expected {
            let mut failure = fail(self.span, format!("Expected {}, got {got}", self.expected));
            if found.is_empty() {
                failure.help("Nothing in the example is at fault for the rule. See that it has a resource of the rule's types, and that nothing in it is decided at deployment");
            }
            Some(failure)
        } else {
            self.misplaced(&wrapped.template, &found, &fail).or_else(|| self.unfixed(&wrapped, &found, &fail))
        };
        outcome.failure = failure.map(|mut failure| {
            for Found { finding, .. } in &found {
                failure.related(self.input.locate(&wrapped, finding.span), finding.message.clone());
            }
            failure
        });
        if outcome.failure.is_some() {
            outcome.why = found
                .into_iter()
                .map(|Found { finding, .. }| Diagnostic {
                    span: self.input.locate(&wrapped, finding.span),
                    related: Vec::new(),
                    fix: None,
                    ..finding
                })
                .collect();
        }
        Some(outcome)
    }

    /// Something is found where nothing is expected, or the other way round.
    fn misplaced(
        &self,
        template: &Template,
        found: &[Found],
        fail: &dyn Fn(Span, String) -> Diagnostic,
    ) -> Option<Diagnostic> {
        if self.finds.is_empty() {
            return None;
        }
        let is_at = |place: &Place, (id, path): &(&str, String)| {
            let below = place.path.strip_prefix(id).map(|rest| rest.strip_prefix('.').unwrap_or(rest));
            place.path == *path || below == Some(path)
        };
        let found: Vec<(&str, String)> =
            found.iter().map(|found| (found.resource.as_str(), path_of(template, found))).collect();
        if let Some(place) = self.finds.iter().find(|place| !found.iter().any(|found| is_at(place, found))) {
            return Some(fail(place.span, format!("Nothing is found at `{}`", shortened(&place.path))));
        }
        let other = found.iter().find(|found| !self.finds.iter().any(|place| is_at(place, found)))?;
        let path = match other {
            (LOGICAL_ID, path) => path.clone(),
            (id, path) if path.is_empty() => (*id).to_owned(),
            (id, path) => format!("{id}.{path}"),
        };
        Some(fail(self.span, format!("Something is found at `{path}`, which is not in `finds`")))
    }

    /// The fixes give something else than is expected.
    fn unfixed(
        &self,
        wrapped: &Wrapped,
        found: &[Found],
        fail: &dyn Fn(Span, String) -> Diagnostic,
    ) -> Option<Diagnostic> {
        let fixed = self.fixed.as_ref()?;
        let type_name = wrapped.template.resources().next().and_then(Resource::type_name);
        let wanted = fixed.wrap(type_name.map_or("", |name| name.text));
        let text = mended(wrapped.template.source(), found);
        if text.trim_end() == wanted.template.source().trim_end() {
            return None;
        }
        let mut failure = fail(fixed.span, "The fix gives something else".to_owned());
        let without = counted(
            found.iter().filter(|it| it.finding.fix.is_none()).count(),
            "finding has",
            "findings have",
        );
        let all = found.iter().all(|it| it.finding.fix.is_some());
        let gives = if all { "It gives".to_owned() } else { format!("{without} no fix; the others give") };
        failure.help(format!("{gives}\n{}", text.trim_end()));
        Some(failure)
    }
}

/// What a rule finds in a template by itself.
fn found_in(file: &RuleFile, template: &Template) -> Vec<Found> {
    let Some(rule) = file.rule() else { return Vec::new() };
    let regions: Vec<Region> = Region::parse("us-east-1").into_iter().collect();
    let made = Made::default();
    let mut judge = Judge::new(template, &regions, &made);
    let mut found = Vec::new();
    for resource in template.resources() {
        if resource.type_name().is_some_and(|name| rule.is_about(name.text)) {
            found.extend(rule.judge(&mut judge, resource, rule.meta.severity));
        }
    }
    found
}

/// The path of a finding below the properties of its resource, what is missing included.
fn path_of(template: &Template, found: &Found) -> String {
    let resource = template.resource(&found.resource);
    let mut steps = resource.map(|it| steps_below(it, found.finding.span.start)).unwrap_or_default();
    steps.extend(found.missing.clone());
    steps.join(".")
}

/// A text with the fixes of findings, each edit once, and none that meets another.
fn mended(source: &str, found: &[Found]) -> String {
    let fixes = found.iter().filter_map(|found| found.finding.fix.as_ref());
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    edits.dedup();
    let (mut text, mut from) = (source.to_owned(), source.len());
    for edit in edits {
        if edit.span.end as usize <= from {
            text.replace_range(edit.span.range(), &edit.text);
            from = edit.span.start as usize;
        }
    }
    text
}

/// The steps from the properties of a resource to a place; a choice between values is no step.
fn steps_below(resource: Resource<'_>, offset: u32) -> Vec<String> {
    let mut steps = Vec::new();
    let mut here = resource.value().get("Properties");
    while let Some(value) = here {
        let is_inside = |value: &Value<'_>| value.span().touches(offset);
        here = if let Some(choice) = value.function().and_then(Function::choice) {
            [choice.then, choice.otherwise].into_iter().find(is_inside)
        } else if value.is_list() {
            let item = value.items().enumerate().find(|(_, item)| is_inside(item));
            item.map(|(index, item)| {
                steps.push(index.to_string());
                item
            })
        } else {
            let entry = value.entries().find(|(key, value)| key.span.touches(offset) || is_inside(value));
            entry.map(|(key, value)| {
                steps.push(key.text.to_owned());
                value
            })
        };
    }
    steps
}

//! Values for the parameters of a template, from the command line, from parameter
//! files or from deployment files, and whether the template takes them (E2900).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use formwork_rules::{Segment, deployment};
use formwork_template::{Parameter, Section, Span, Template, Value};

use super::finding::Finding;
use crate::check::{self, UNREADABLE};
use crate::read;
use crate::report::position::Lines;

const UNFIT_VALUE: &str = "E2900";
const UNKNOWN_DEPLOYMENT_FILE: &str = "E0100";
const UNKNOWN_PARAMETER_FILE: &str = "E0200";

/// The values of one deployment.
#[derive(Debug, Clone)]
pub(super) struct ParameterSet {
    /// The file that they are from.
    file: Option<File>,
    values: Vec<Given>,
}

#[derive(Debug, Clone)]
struct File {
    name: String,
    text: Arc<str>,
}

/// A parameter and the value that it is given.
#[derive(Debug, Clone)]
struct Given {
    name: String,
    /// Where the name stands in the file.
    span: Span,
    /// One text, or those of a list; none where the value is something else.
    texts: Option<Texts>,
}

#[derive(Debug, Clone)]
enum Texts {
    One(String),
    Several(Vec<String>),
}

/// A template with the values that it is deployed with.
#[derive(Debug)]
pub(super) struct Deployment {
    pub(super) template: String,
    pub(super) set: ParameterSet,
}

impl ParameterSet {
    pub(super) fn of_map(map: &BTreeMap<String, String>) -> Self {
        let given = |(name, text): (&String, &String)| Given {
            name: name.clone(),
            span: Span::at(0),
            texts: Some(Texts::One(text.clone())),
        };
        Self { file: None, values: map.iter().map(given).collect() }
    }

    /// What a file of `ParameterKey` and `ParameterValue` gives, or what is wrong with it.
    pub(super) fn read(name: &str) -> Result<Self, Vec<Finding>> {
        let (text, template) = document(name)?;
        let root = template.root();
        let pair = |item: Value<'_>| {
            let key = item.get("ParameterKey")?.name()?;
            Some(Given {
                name: key.text.to_owned(),
                span: key.span,
                texts: texts(item.get("ParameterValue")?),
            })
        };
        let values: Option<Vec<_>> = root.is_list().then(|| root.items().map(pair).collect()).flatten();
        let file = Some(File { name: name.to_owned(), text });
        let problem = "The file is no list of maps with `ParameterKey` and `ParameterValue`";
        values
            .map(|values| Self { file, values })
            .ok_or_else(|| unsupported(name, UNKNOWN_PARAMETER_FILE, problem))
    }

    /// What in the set the template does not take.
    pub(super) fn check(
        &self,
        template_name: Option<&str>,
        template: &Template,
        lines: &Lines<'_>,
    ) -> Vec<Finding> {
        let file_lines = self.file.as_ref().map(|file| Lines::new(&file.text));
        let report = |given: Option<&Given>, name: &str, message: String| {
            let in_template = |id: &str| {
                let member = template.member(Section::Parameters, id).map(|member| member.id.span);
                member.or_else(|| template.section(Section::Parameters).map(|(key, _)| key.span))
            };
            let (file, lines, span) = match (&self.file, &file_lines, given) {
                (Some(file), Some(lines), Some(given)) => (Some(file.name.as_str()), lines, Some(given.span)),
                (Some(file), _, _) => (Some(file.name.as_str()), lines, in_template("")),
                _ => (template_name, lines, in_template(name)),
            };
            let (start, end) = lines.range(span.unwrap_or(Span::at(0)));
            let path = ["Parameters", name].map(|key| Segment::Key(key.into()));
            let path = Some(path.into_iter().filter(|key| *key != Segment::Key("".into())).collect());
            Finding { start, end, path, ..Finding::about(file, UNFIT_VALUE, message) }
        };
        let mut findings = Vec::new();
        let has = |name: &str| self.values.iter().any(|given| given.name == name);
        for parameter in template.parameters().filter(|parameter| parameter.default().is_none()) {
            let id = parameter.id();
            if !has(id.text) {
                findings.push(report(None, "", format!("`{id}` has neither a value nor a `Default`")));
            }
        }
        for given in &self.values {
            let name = given.name.as_str();
            let problem = match template.parameter(name) {
                Some(parameter) => misfit(parameter, given),
                None if template.index().is_open(Section::Parameters) => None,
                None => Some(format!("The template has no parameter `{name}`")),
            };
            findings.extend(problem.map(|problem| report(Some(given), name, problem)));
        }
        findings
    }
}

/// Why the parameter does not take the value.
fn misfit(parameter: Parameter<'_>, given: &Given) -> Option<String> {
    let name = &given.name;
    let texts = match (&given.texts, parameter.is_list()) {
        (Some(Texts::Several(texts)), true) => texts.as_slice(),
        (Some(Texts::One(text)), false) => std::slice::from_ref(text),
        (_, true) => return Some(format!("The value of `{name}` is not a list")),
        (_, false) => return Some(format!("The value of `{name}` is not a single value")),
    };
    deployment::unfit_text(parameter, texts.iter().map(String::as_str))
}

fn texts(value: Value<'_>) -> Option<Texts> {
    match value.text() {
        Some(text) => Some(Texts::One(text.to_owned())),
        None if value.is_list() => {
            let texts: Option<_> = value.items().map(|item| item.text().map(str::to_owned)).collect();
            texts.map(Texts::Several)
        }
        None => None,
    }
}

impl Deployment {
    /// What a Git sync deployment file says, or what is wrong with it.
    pub(super) fn read(name: &str) -> Result<Self, Vec<Finding>> {
        const KEYS: [&str; 3] = ["template-file-path", "parameters", "tags"];
        let (text, document) = document(name)?;
        let root = document.root();
        let is_known = root.is_map() && root.entries().all(|(key, _)| KEYS.contains(&key.text));
        let template = root.get(KEYS[0]).filter(|_| is_known).and_then(Value::string);
        let parameters = root.get(KEYS[1]).into_iter().flat_map(Value::entries);
        let values = parameters.map(|(key, value)| {
            let texts = texts(value);
            texts.is_some().then(|| Given { name: key.text.to_owned(), span: key.span, texts })
        });
        let values: Option<Vec<_>> = values.collect();
        let tags = root.get(KEYS[2]);
        let has_tags =
            tags.is_none_or(|tags| tags.is_map() && tags.entries().all(|(_, tag)| tag.text().is_some()));
        let problem = "The file is no deployment file: it has `template-file-path`, and `parameters` and `tags` as wanted";
        match (template, values) {
            (Some(template), Some(values)) if has_tags => Ok(Self {
                template: template.text.to_owned(),
                set: ParameterSet { file: Some(File { name: name.to_owned(), text }), values },
            }),
            _ => Err(unsupported(name, UNKNOWN_DEPLOYMENT_FILE, problem)),
        }
    }
}

/// A file's text and what stands in it, or why it can't be read.
fn document(name: &str) -> Result<(Arc<str>, Template), Vec<Finding>> {
    let bytes = read::file(Path::new(name));
    let bytes = bytes.map_err(|why| vec![Finding::about(Some(name), UNREADABLE.as_str(), why.message)])?;
    let (text, broken) = formwork_template::decode(&bytes);
    let template = check::template(name, &text, broken);
    if template.errors().is_empty() {
        return Ok((text, template));
    }
    let lines = Lines::new(&text);
    let errors = template.errors().iter().map(|error| {
        let (start, end) = lines.range(error.span);
        Finding { start, end, ..Finding::about(Some(name), UNREADABLE.as_str(), error.message.clone()) }
    });
    Err(errors.collect())
}

fn unsupported(name: &str, rule: &str, problem: &str) -> Vec<Finding> {
    vec![Finding::about_all(Some(name), rule, problem.to_owned())]
}

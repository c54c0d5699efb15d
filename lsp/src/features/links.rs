//! Texts that lead somewhere: files beside the template, addresses, and rules in exceptions.

use std::path::PathBuf;

use formwork_template::{Section, Span, Value};

use super::{configuration, name};
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    File(PathBuf),
    Address(String),
}

/// Properties that name a file or a folder beside the template.
/// Source: the properties that `aws cloudformation package` uploads.
const LOCATIONS: &[(&str, &[&str])] = &[
    ("AWS::CloudFormation::Stack", &["TemplateURL"]),
    ("AWS::Serverless::Application", &["Location"]),
    ("AWS::Serverless::Function", &["CodeUri"]),
    ("AWS::Serverless::LayerVersion", &["ContentUri"]),
    ("AWS::Serverless::Api", &["DefinitionUri"]),
    ("AWS::Serverless::StateMachine", &["DefinitionUri"]),
    ("AWS::Lambda::Function", &["Code"]),
    ("AWS::Lambda::LayerVersion", &["Content"]),
    ("AWS::ApiGateway::RestApi", &["BodyS3Location"]),
    ("AWS::AppSync::GraphQLSchema", &["DefinitionS3Location"]),
    ("AWS::StepFunctions::StateMachine", &["DefinitionS3Location"]),
];

/// The links of a document, in the order of the text.
pub fn links(snapshot: &Snapshot) -> Vec<(Span, Goal)> {
    let mut links = Vec::new();
    match snapshot.document.kind {
        Kind::Template => {
            locations(snapshot, &mut links);
            rules(snapshot, &mut links);
        }
        Kind::Configuration => {
            links.extend(
                configuration::files(snapshot).into_iter().map(|(span, path)| (span, Goal::File(path))),
            );
        }
        Kind::Guard | Kind::RuleFile | Kind::Other => {}
    }
    links.sort_by_key(|(span, _)| *span);
    links
}

fn locations(snapshot: &Snapshot, links: &mut Vec<(Span, Goal)>) {
    for resource in snapshot.template().resources() {
        let Some(type_name) = resource.type_name() else { continue };
        let keys = LOCATIONS.iter().filter(|(known, _)| *known == type_name.text).flat_map(|(_, keys)| *keys);
        for value in keys.filter_map(|key| resource.property(key)) {
            links.extend(file(snapshot, value));
        }
    }
    let transforms = snapshot.template().section(Section::Transform).into_iter();
    for (_, value) in transforms {
        let all = value.items().chain([value]);
        links.extend(
            all.filter_map(|it| it.at(&["Parameters", "Location"])).filter_map(|it| file(snapshot, it)),
        );
    }
}

fn file(snapshot: &Snapshot, value: Value<'_>) -> Option<(Span, Goal)> {
    let text = value.text()?;
    let span = value.tree().text_span(value.node()).unwrap_or(value.span());
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some((span, Goal::Address(text.to_owned())));
    }
    let path = name::beside(&snapshot.document.path, text)?;
    // Folders are code; a file has to be there to be opened.
    snapshot.workspace.document(&path).is_some().then_some((span, Goal::File(path)))
}

/// Codes in comments that excuse something lead to their pages.
fn rules(snapshot: &Snapshot, links: &mut Vec<(Span, Goal)>) {
    let text = snapshot.text();
    for comment in snapshot.template().tree().comments() {
        let inside = text.get(comment.span.range()).unwrap_or_default();
        let (Some(open), Some(close)) = (inside.find('['), inside.find(']')) else { continue };
        if !inside.contains("formwork:") || close < open {
            continue;
        }
        let mut at = open + 1;
        for code in inside[open + 1..close].split(',') {
            let start = at + (code.len() - code.trim_start().len());
            at += code.len() + 1;
            let Some(meta) = formwork_rules::find(code.trim()) else { continue };
            let start = comment.span.start + start as u32;
            let span = Span::new(start, start + code.trim().len() as u32);
            links.push((span, Goal::Address(page(meta.code))));
        }
    }
}

/// The page of a built-in rule.
pub(crate) fn page(code: &str) -> String {
    format!("{}/blob/main/docs/rules/{code}.md", env!("CARGO_PKG_REPOSITORY"))
}

//! Where a name is defined: in this template, or in the file that exports or holds it.

use std::path::PathBuf;

use formwork_template::{Section, Span, Template};

use super::name::{self, Symbol};
use super::{configuration, guard};
use crate::document::Kind;
use crate::snapshot::Snapshot;
use crate::trail::{self, Part, Step, Trail};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub path: PathBuf,
    /// The name's own text.
    pub span: Span,
}

/// The text that leads somewhere, and where.
pub fn definition(snapshot: &Snapshot, offset: u32) -> Option<(Span, Vec<Target>)> {
    let here = |span: Span| Target { path: snapshot.document.path.clone(), span };
    match snapshot.document.kind {
        Kind::Template => template(snapshot, offset),
        Kind::Guard => guard::definition(snapshot, offset).map(|span| (Span::at(offset), vec![here(span)])),
        Kind::Configuration => {
            let (span, path) = configuration::file_at(snapshot, offset)?;
            Some((span, vec![Target { path, span: Span::at(0) }]))
        }
        Kind::RuleFile | Kind::Other => None,
    }
}

fn template(snapshot: &Snapshot, offset: u32) -> Option<(Span, Vec<Target>)> {
    if let Some((path, section, member)) = name::nested_target(snapshot, offset) {
        let document = snapshot.workspace.document(&path)?;
        let span = member_span(document.template(), section, &member)?;
        return Some((Span::at(offset), vec![Target { path, span }]));
    }
    if let Some((span, path)) = nested_file_at(snapshot, offset) {
        return Some((span, vec![Target { path, span: Span::at(0) }]));
    }
    let (symbol, span) = name::at(snapshot, offset)?;
    let here = name::occurrences(snapshot, &symbol).into_iter().filter(|it| it.is_definition);
    let mut targets: Vec<Target> =
        here.map(|it| Target { path: snapshot.document.path.clone(), span: it.span }).collect();
    if let Symbol::Export(name) = &symbol {
        let others = name::elsewhere(snapshot, name).into_iter().filter(|(_, it)| it.is_definition);
        targets.extend(others.map(|(path, it)| Target { path, span: it.span }));
    }
    (!targets.is_empty()).then_some((span, targets))
}

fn member_span(template: &Template, section: Section, name: &str) -> Option<Span> {
    let member = template.member(section, name)?;
    Some(name::plain(template, member.id.span, name))
}

/// The template of a nested stack whose location is at an offset.
fn nested_file_at(snapshot: &Snapshot, offset: u32) -> Option<(Span, PathBuf)> {
    let tree = snapshot.template().tree();
    let trail = Trail::to(tree, offset);
    let ("Resources", _, depth) = trail::member(&trail.steps)? else { return None };
    let [Step::Key(properties), Step::Key(key)] = &trail.steps[depth..] else { return None };
    let is_location = properties == "Properties" && (key == "TemplateURL" || key == "Location");
    if trail.part != Part::Value || !is_location {
        return None;
    }
    let path = name::nested_file(snapshot, trail.value_at(tree, depth))?;
    snapshot.workspace.document(&path)?;
    Some((tree.span(trail.node()), path))
}

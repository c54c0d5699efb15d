//! The outline of a document, and names across the workspace.

use std::path::PathBuf;

use formwork_template::{Section, Span, Template, Value};

use super::guard;
use crate::document::Kind;
use crate::fuzzy;
use crate::snapshot::Snapshot;

/// What an entry of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    Section,
    Resource,
    Parameter,
    Condition,
    Mapping,
    Output,
    Rule,
    Key,
    Variable,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlined {
    pub name: String,
    pub detail: Option<String>,
    pub kind: SymbolKind,
    /// Its name.
    pub span: Span,
    /// All of it.
    pub whole: Span,
    pub children: Vec<Self>,
}

/// A name in some file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub name: String,
    pub kind: SymbolKind,
    pub path: PathBuf,
    pub span: Span,
    /// The file, and the type where it has one.
    pub container: String,
}

/// How deep the properties of a resource are outlined.
const DEEPEST: u8 = 4;
/// Most names of the workspace that are given at once.
const MOST: usize = 200;

/// The outline of a document.
pub fn outline(snapshot: &Snapshot) -> Vec<Outlined> {
    match snapshot.document.kind {
        Kind::Template => template(snapshot.template()),
        Kind::Guard => guard::symbols(snapshot)
            .into_iter()
            .map(|(name, is_rule, span, whole)| Outlined {
                name,
                detail: None,
                kind: if is_rule { SymbolKind::Rule } else { SymbolKind::Variable },
                span,
                whole,
                children: Vec::new(),
            })
            .collect(),
        Kind::Configuration | Kind::RuleFile => keys(snapshot.template().root(), 0),
        Kind::Other => Vec::new(),
    }
}

fn template(template: &Template) -> Vec<Outlined> {
    let sections = template.root().entries().map(|(key, value)| {
        let section = Section::from_key(key.text);
        let children = match section {
            Some(section) if crate::facts::NAMED_SECTIONS.contains(&section) => members(template, section),
            _ => keys(value, DEEPEST - 1),
        };
        Outlined {
            name: key.text.to_owned(),
            detail: value.text().map(short),
            kind: SymbolKind::Section,
            span: key.span,
            whole: key.span.cover(value.span()),
            children,
        }
    });
    sections.collect()
}

fn members(template: &Template, section: Section) -> Vec<Outlined> {
    let kind = kind(section);
    let member = |member: formwork_template::Member<'_>| {
        let type_name = member.value.get("Type").and_then(Value::text).map(str::to_owned);
        Outlined {
            name: member.id.text.to_owned(),
            detail: type_name,
            kind,
            span: member.id.span,
            whole: member.id.span.cover(member.value.span()),
            children: keys(member.value, 1),
        }
    };
    template.members(section).map(member).collect()
}

fn kind(section: Section) -> SymbolKind {
    match section {
        Section::Parameters => SymbolKind::Parameter,
        Section::Conditions => SymbolKind::Condition,
        Section::Mappings => SymbolKind::Mapping,
        Section::Outputs => SymbolKind::Output,
        Section::Rules => SymbolKind::Rule,
        _ => SymbolKind::Resource,
    }
}

/// The keys of a map, and those below them.
fn keys(value: Value<'_>, depth: u8) -> Vec<Outlined> {
    if depth >= DEEPEST || value.function().is_some() {
        return Vec::new();
    }
    let entry = |(key, value): (formwork_template::Name<'_>, Value<'_>)| Outlined {
        name: key.text.to_owned(),
        detail: value.text().map(short),
        kind: SymbolKind::Key,
        span: key.span,
        whole: key.span.cover(value.span()),
        children: keys(value, depth + 1),
    };
    value.entries().map(entry).collect()
}

/// The first line of a text, cut where it is long.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}...", &line[..at]),
        None => line.to_owned(),
    }
}

/// The names of all templates that fit what is asked for, the best first.
pub fn search(snapshot: &Snapshot, query: &str) -> Vec<Found> {
    let mut all = Vec::new();
    for (path, facts) in snapshot.workspace.facts() {
        let file = path.strip_prefix(&snapshot.root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        for symbol in &facts.symbols {
            let container = match &symbol.type_name {
                Some(type_name) => format!("{file} {type_name}"),
                None => file.clone(),
            };
            all.push(Found {
                name: symbol.name.to_string(),
                kind: kind(symbol.section),
                path: path.to_owned(),
                span: symbol.span,
                container,
            });
        }
    }
    fuzzy::best(all.into_iter(), query, MOST, |found| &found.name).0
}

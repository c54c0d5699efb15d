//! The name at a place: what it stands for, where that is defined and where it is used.

use std::path::{Path, PathBuf};

use formwork_template::{FunctionName, ReferenceKind, Section, Span, Template, Value};
use smol_str::SmolStr;

use crate::snapshot::Snapshot;
use crate::trail::{self, Part, Step, Trail};

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Symbol {
    /// A member of a section of this template.
    Member(Section, SmolStr),
    /// What an output exports, across the workspace.
    Export(SmolStr),
    /// A variable of a `Fn::Sub`, which is in the member whose value begins at the offset.
    Variable(SmolStr, u32),
}

/// A place where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    pub(crate) span: Span,
    pub(crate) is_definition: bool,
}

/// The symbol at an offset, and the text of its name there.
pub(crate) fn at(snapshot: &Snapshot, offset: u32) -> Option<(Symbol, Span)> {
    let facts = snapshot.document.facts();
    let named = facts.exports.iter().chain(&facts.imports).find(|it| it.span.touches(offset));
    if let Some(named) = named {
        return Some((Symbol::Export(named.name.clone()), named.span));
    }
    let template = snapshot.template();
    for section in SECTIONS {
        for member in template.members(*section) {
            let span = plain(template, member.id.span, member.id.text);
            if span.touches(offset) {
                return Some((Symbol::Member(*section, member.id.text.into()), span));
            }
        }
    }
    for reference in template.index().references() {
        let span = plain(template, reference.span, &reference.name);
        if span.touches(offset) {
            let section = target(template, reference.kind, &reference.name)?;
            return Some((Symbol::Member(section, reference.name.clone()), span));
        }
    }
    if let Some((name, span)) = interface(template).into_iter().find(|(_, span)| span.touches(offset)) {
        return Some((Symbol::Member(Section::Parameters, name), span));
    }
    variable(template, offset)
}

/// Every place of a symbol in this document, in the order of the text.
pub(crate) fn occurrences(snapshot: &Snapshot, symbol: &Symbol) -> Vec<Occurrence> {
    let template = snapshot.template();
    let mut found = Vec::new();
    match symbol {
        Symbol::Member(section, name) => {
            let members = template.members(*section).filter(|member| member.id.text == *name);
            found.extend(members.map(|member| Occurrence {
                span: plain(template, member.id.span, name),
                is_definition: true,
            }));
            for reference in template.index().references_to(name) {
                if target(template, reference.kind, name) == Some(*section) {
                    let span = plain(template, reference.span, name);
                    found.push(Occurrence { span, is_definition: false });
                }
            }
            if *section == Section::Parameters {
                let named = interface(template).into_iter().filter(|(known, _)| known == name);
                found.extend(named.map(|(_, span)| Occurrence { span, is_definition: false }));
            }
        }
        Symbol::Export(name) => {
            let facts = snapshot.document.facts();
            let of = |list: &[crate::facts::Named], is_definition: bool| {
                let named = list.iter().filter(|it| it.name == *name);
                named.map(|it| Occurrence { span: it.span, is_definition }).collect::<Vec<_>>()
            };
            found.extend(of(&facts.exports, true));
            found.extend(of(&facts.imports, false));
        }
        Symbol::Variable(name, start) => found.extend(variables(template, name, *start)),
    }
    found.sort();
    found.dedup_by_key(|it| it.span);
    found
}

/// The places of an export in the other files of the workspace.
pub(crate) fn elsewhere(snapshot: &Snapshot, name: &str) -> Vec<(PathBuf, Occurrence)> {
    let mut found = Vec::new();
    for (path, facts) in snapshot.workspace.facts() {
        if path == snapshot.document.path {
            continue;
        }
        for (list, is_definition) in [(&facts.exports, true), (&facts.imports, false)] {
            for named in list.iter().filter(|it| it.name == name) {
                found.push((path.to_owned(), Occurrence { span: named.span, is_definition }));
            }
        }
    }
    found
}

/// Sections whose members are named by others.
const SECTIONS: &[Section] =
    &[Section::Parameters, Section::Mappings, Section::Conditions, Section::Resources, Section::Outputs];

/// The section that a reference leads to.
fn target(template: &Template, kind: ReferenceKind, name: &str) -> Option<Section> {
    match kind {
        ReferenceKind::If | ReferenceKind::Condition => Some(Section::Conditions),
        ReferenceKind::FindInMap => Some(Section::Mappings),
        _ if kind.is_to_parameter() && template.index().definition(Section::Parameters, name).is_some() => {
            Some(Section::Parameters)
        }
        _ if name.starts_with("AWS::") => None,
        _ => Some(Section::Resources),
    }
}

/// A name's place without its quotes.
pub(crate) fn plain(template: &Template, span: Span, name: &str) -> Span {
    let text = template.source().get(span.range()).unwrap_or_default();
    match text.find(name) {
        Some(at) => Span::new(span.start + at as u32, span.start + (at + name.len()) as u32),
        None => span,
    }
}

/// The parameters that `AWS::CloudFormation::Interface` names.
fn interface(template: &Template) -> Vec<(SmolStr, Span)> {
    let Some((_, metadata)) = template.section(Section::Metadata) else { return Vec::new() };
    let Some(interface) = metadata.get("AWS::CloudFormation::Interface") else { return Vec::new() };
    let groups = interface.get("ParameterGroups").into_iter().flat_map(Value::items);
    let grouped =
        groups.filter_map(|group| group.get("Parameters")).flat_map(Value::items).filter_map(Value::name);
    let labelled = interface.get("ParameterLabels").into_iter().flat_map(Value::entries).map(|(key, _)| key);
    grouped.chain(labelled).map(|name| (name.text.into(), plain(template, name.span, name.text))).collect()
}

/// The variable of a `Fn::Sub`'s own at an offset.
fn variable(template: &Template, offset: u32) -> Option<(Symbol, Span)> {
    let tree = template.tree();
    let trail = Trail::to(tree, offset);
    let at = trail.steps.iter().rposition(|step| matches!(step, Step::Argument(FunctionName::Sub)))?;
    let whole = Value::new(tree, trail.nodes[at]);
    let sub = whole.function()?.sub()?;
    let start = whole.span().start;
    if let Part::Key { key, .. } = trail.part {
        let name = tree.text(key)?;
        sub.own(name)?;
        return Some((Symbol::Variable(name.into(), start), plain(template, tree.span(key), name)));
    }
    let name = sub.names().find(|name| name.span.touches(offset) && sub.own(name.text).is_some())?;
    Some((Symbol::Variable(name.text.into(), start), plain(template, name.span, name.text)))
}

fn variables(template: &Template, name: &str, start: u32) -> Vec<Occurrence> {
    let tree = template.tree();
    let trail = Trail::to(tree, start);
    // The way goes on into the argument; the function is where it began.
    let functions = trail.nodes.iter().rev().map(|node| Value::new(tree, *node));
    let whole =
        functions.filter(|value| value.span().start == start).find_map(|value| value.function()?.sub());
    let Some(sub) = whole else { return Vec::new() };
    let uses = sub.names().filter(|it| it.text == name);
    let uses = uses.map(|it| Occurrence { span: plain(template, it.span, name), is_definition: false });
    let keys = sub.variables.into_iter().flat_map(Value::entries).filter(|(key, _)| key.text == name);
    let keys = keys.map(|(key, _)| Occurrence { span: plain(template, key.span, name), is_definition: true });
    uses.chain(keys).collect()
}

/// The file of a nested stack that a resource is, where it is beside the template.
pub(crate) fn nested_file(snapshot: &Snapshot, resource: Value<'_>) -> Option<PathBuf> {
    let key = match resource.get("Type")?.text()? {
        "AWS::CloudFormation::Stack" => "TemplateURL",
        "AWS::Serverless::Application" => "Location",
        _ => return None,
    };
    beside(&snapshot.document.path, resource.at(&["Properties", key])?.text()?)
}

/// A path that a text names beside a file; nothing for an address.
pub(crate) fn beside(file: &Path, location: &str) -> Option<PathBuf> {
    let is_path = !location.is_empty() && !location.contains("://") && !location.contains("{{");
    let relative = Path::new(location);
    let folder = file.parent()?;
    (is_path && !relative.is_absolute()).then(|| normal(&folder.join(relative)))
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// What a nested stack's `Parameters` key, or an attribute `Outputs.Name` of it, leads to: the file and the
/// member there.
pub(crate) fn nested_target(snapshot: &Snapshot, offset: u32) -> Option<(PathBuf, Section, SmolStr)> {
    let template = snapshot.template();
    let tree = template.tree();
    let trail = Trail::to(tree, offset);
    if let Part::Key { key, .. } = trail.part
        && let Some(("Resources", _, depth)) = trail::member(&trail.steps)
        && let [Step::Key(properties), Step::Key(parameters)] = &trail.steps[depth..]
        && properties == "Properties"
        && parameters == "Parameters"
    {
        let file = nested_file(snapshot, trail.value_at(tree, depth))?;
        return Some((file, Section::Parameters, tree.text(key)?.into()));
    }
    let references = template.index().references().iter();
    let (resource, attribute) = references
        .filter_map(|it| Some((&it.name, it.attribute.as_ref()?)))
        .find(|(_, (_, span))| span.touches(offset))?;
    let output = attribute.0.strip_prefix("Outputs.")?;
    let file = nested_file(snapshot, template.resource(resource)?.value())?;
    Some((file, Section::Outputs, output.into()))
}

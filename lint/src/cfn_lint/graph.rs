//! `--build-graph`: the resources of a template and what refers to what, as a
//! file in DOT beside the template.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use formwork_template::{Reference, ReferenceKind, Section, Template};

use crate::args::Colour;
use crate::output;

/// Writes the graph. A template that is checked all the same is not lost when that fails.
pub(super) fn write(name: Option<&str>, template: &Template) {
    let path = format!("{}.dot", name.unwrap_or("cfn-lint"));
    if let Err(error) = output::write_file(Path::new(&path), &dot(template)) {
        output::warn(&format!("{error:#}"), Colour::Auto);
    }
}

fn dot(template: &Template) -> String {
    let mut out = "digraph \"template\" {\n".to_owned();
    for resource in template.resources() {
        let kind = resource.type_name().map(|name| name.text).unwrap_or_default();
        let id = quoted(resource.id().text);
        let label = quoted(&format!("{}\n<{kind}>", resource.id()));
        let _ = writeln!(out, "{id} [label={label}, color=black, shape=ellipse, type=Resource];");
    }
    let mut parallel: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for reference in template.index().references() {
        let is_edge = reference.section == Section::Resources
            && template.resource(&reference.name).is_some()
            && template.resource(&reference.member).is_some();
        let Some(label) = label(reference).filter(|_| is_edge) else { continue };
        let key = parallel.entry((&reference.member, &reference.name)).or_default();
        let (from, to) = (quoted(&reference.member), quoted(&reference.name));
        let _ = writeln!(out, "{from} -> {to} [key={key}, label={label}, color=black];");
        *key += 1;
    }
    out.push_str("}\n");
    out
}

/// What the edge is called; none for what is no reference to a resource.
fn label(reference: &Reference) -> Option<&'static str> {
    match reference.kind {
        ReferenceKind::DependsOn => Some("DependsOn"),
        ReferenceKind::Ref | ReferenceKind::SubRef => Some("Ref"),
        ReferenceKind::GetAtt | ReferenceKind::SubGetAtt => Some("GetAtt"),
        _ => None,
    }
}

/// A name as it is, anything else in quotes.
fn quoted(text: &str) -> String {
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_';
    if !text.is_empty() && text.chars().all(is_name) && !text.starts_with(|char: char| char.is_ascii_digit())
    {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

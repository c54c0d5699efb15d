//! Names that a function asks for: of `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::FindInMap`, `Fn::If`, `Condition`,
//! `DependsOn` and `Fn::ImportValue`. What fits the place comes first.

use formwork_schemas::OpenAttributes;
use formwork_template::{FunctionName, Section, Span, Value};
use smol_str::SmolStr;

use super::item::{Documentation, Item, ItemKind, Rank};
use super::{Asked, Items, fit, writing};
use crate::describe;
use crate::trail::{self, Step};

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    if !cursor.wants_value() {
        return;
    }
    if let Some((function, depth, below)) = cursor.trail.function() {
        return in_function(asked, function, depth, below, items);
    }
    let steps = cursor.trail.steps.as_slice();
    let Some((section, member, depth)) = trail::member(steps) else { return };
    match (section, &steps[depth..]) {
        ("Resources" | "Outputs", [Step::Key(key)]) if key == "Condition" => conditions(asked, items),
        ("Conditions", [.., Step::Key(key)]) if key == "Condition" => conditions(asked, items),
        ("Resources", [Step::Key(key)] | [Step::Key(key), Step::Item(_)]) if key == "DependsOn" => {
            depends_on(asked, member, depth, items);
        }
        _ => {}
    }
}

fn in_function(asked: &Asked<'_>, function: FunctionName, depth: usize, below: &[Step], items: &mut Items) {
    match (function, below) {
        (FunctionName::Ref, []) => {
            let span = asked.cursor.span;
            refs(asked, depth, span, &|name| writing::word(&asked.cursor, name), items);
        }
        (FunctionName::GetAtt, []) => get_att(asked, depth, items),
        (FunctionName::GetAtt, [Step::Item(0)]) => {
            resources(asked, depth, asked.cursor.span, &|name| writing::word(&asked.cursor, name), items);
        }
        (FunctionName::GetAtt, [Step::Item(1)]) => {
            let arguments = asked.cursor.trail.value_at(asked.cursor.template().tree(), depth);
            let Some(resource) = arguments.items().next().and_then(Value::text) else { return };
            attributes(
                asked,
                resource,
                depth,
                asked.cursor.span,
                &|name| writing::word(&asked.cursor, name),
                items,
            );
        }
        (FunctionName::Sub, [] | [Step::Item(0)]) => sub(asked, depth, items),
        (FunctionName::FindInMap, [Step::Item(place)]) => find_in_map(asked, depth, *place, items),
        (FunctionName::FindInMap, []) => find_in_map(asked, depth, 0, items),
        (FunctionName::If, [Step::Item(0)]) | (FunctionName::Condition, []) => conditions(asked, items),
        (FunctionName::And | FunctionName::Or | FunctionName::Not, [Step::Item(_), Step::Key(key)])
            if key == "Condition" =>
        {
            conditions(asked, items);
        }
        (FunctionName::ImportValue, []) => imports(asked, items),
        (FunctionName::GetAZs, []) => {
            items.push(
                Item::new("\"\"", ItemKind::Value, asked.cursor.span).detail("the region of the stack"),
            );
        }
        _ => {}
    }
}

/// What `Ref` can name: parameters, resources, pseudo parameters and the variables of loops.
fn refs(asked: &Asked<'_>, depth: usize, span: Span, text: &dyn Fn(&str) -> String, items: &mut Items) {
    let template = asked.snapshot.template();
    let place = fit::Place::at(asked, depth);
    let has_resources = place.section != Some(Section::Conditions) && place.section != Some(Section::Rules);
    for name in asked.loop_variables() {
        items.push(Item::new(name.clone(), ItemKind::Variable, span).text(text(&name)).detail("of the loop"));
    }
    for parameter in template.parameters() {
        let name = parameter.id().text;
        let type_name = parameter.type_name().map_or("String", |name| name.text);
        let description = parameter.0.value.get("Description").and_then(Value::text).unwrap_or_default();
        let item = Item::new(name, ItemKind::Parameter, span)
            .text(text(name))
            .detail(type_name.to_owned())
            .docs(if description.is_empty() {
                Documentation::None
            } else {
                Documentation::Text(description.to_owned())
            })
            .rank(place.of_parameter(parameter));
        items.push(item);
    }
    if has_resources {
        for resource in template.resources() {
            let name = resource.id().text;
            let type_name = resource.type_name().map_or("", |name| name.text);
            let rank =
                if place.member.as_deref() == Some(name) { Rank::Poor } else { place.of_resource(type_name) };
            let item = Item::new(name, ItemKind::Resource, span)
                .text(text(name))
                .detail(type_name.to_owned())
                .docs(Documentation::Type(type_name.into()))
                .rank(rank);
            items.push(item);
        }
    }
    for (name, about) in describe::PSEUDO_PARAMETERS {
        let item = Item::new(*name, ItemKind::Variable, span)
            .text(text(name))
            .docs(Documentation::Text((*about).to_owned()))
            .rank(place.of_pseudo_parameter(name));
        items.push(item);
    }
}

/// Resources that have attributes.
fn resources(asked: &Asked<'_>, depth: usize, span: Span, text: &dyn Fn(&str) -> String, items: &mut Items) {
    let place = fit::Place::at(asked, depth);
    for resource in asked.snapshot.template().resources() {
        let name = resource.id().text;
        let Some(type_name) = resource.type_name() else { continue };
        let Some(known) = formwork_schemas::resource_type(type_name.text) else { continue };
        if known.attributes().next().is_none() && known.attribute_names().open == OpenAttributes::Closed {
            continue;
        }
        let fits = known.attributes().any(|attribute| place.of_schema(attribute.schema) == Rank::Best);
        let rank = if place.member.as_deref() == Some(name) {
            Rank::Poor
        } else if fits {
            Rank::Best
        } else {
            Rank::Usual
        };
        let item = Item::new(name, ItemKind::Resource, span)
            .text(text(name))
            .detail(type_name.text.to_owned())
            .docs(Documentation::Type(type_name.text.into()))
            .rank(rank);
        items.push(item);
    }
}

fn attributes(
    asked: &Asked<'_>,
    resource: &str,
    depth: usize,
    span: Span,
    text: &dyn Fn(&str) -> String,
    items: &mut Items,
) {
    let template = asked.snapshot.template();
    let type_name = template.resource(resource).and_then(formwork_template::Resource::type_name);
    let Some(known) = type_name.and_then(|name| formwork_schemas::resource_type(name.text)) else { return };
    let place = fit::Place::at(asked, depth);
    let mut known_attributes: Vec<_> = known.attributes().collect();
    // Those of the resource itself before those that are deeper.
    known_attributes.sort_by_key(|attribute| attribute.name.matches('.').count());
    for attribute in known_attributes {
        let item = Item::new(attribute.name.clone(), ItemKind::Attribute, span)
            .text(text(&attribute.name))
            .docs(Documentation::Attribute(known.name().into(), attribute.name.clone()))
            .rank(place.of_schema(attribute.schema));
        items.push(item);
    }
}

/// `!GetAtt Resource.Attribute`: before the dot the resource, behind it the attribute.
fn get_att(asked: &Asked<'_>, depth: usize, items: &mut Items) {
    let cursor = &asked.cursor;
    match cursor.typed.split_once('.') {
        None => resources(asked, depth, cursor.span, &|name| format!("{name}."), items),
        Some((resource, behind)) => {
            let span = Span::new(cursor.offset - behind.len() as u32, cursor.span.end.max(cursor.offset));
            attributes(asked, resource, depth, span, &str::to_owned, items);
        }
    }
}

/// The variable of a text that is open at the cursor: `${Na`.
fn sub(asked: &Asked<'_>, depth: usize, items: &mut Items) {
    let cursor = &asked.cursor;
    let text = asked.snapshot.text();
    let before = &text[asked.snapshot.document.line_at(cursor.offset).start as usize..cursor.offset as usize];
    let Some(open) = before.rfind("${") else { return };
    let typed = &before[open + 2..];
    if typed.contains(['}', '!', ' ']) {
        return;
    }
    let behind = &text[cursor.offset as usize..];
    let is_name = |char: char| char.is_alphanumeric() || matches!(char, '.' | ':');
    let rest = behind.find(|char| !is_name(char)).unwrap_or(behind.len());
    let closing = if behind[rest..].starts_with('}') { "" } else { "}" };
    let close = |name: &str| format!("{name}{closing}");
    let end = cursor.offset + rest as u32;
    if let Some((resource, attribute)) = typed.split_once('.') {
        let span = Span::new(cursor.offset - attribute.len() as u32, end);
        return attributes(asked, resource, depth, span, &close, items);
    }
    let span = Span::new(cursor.offset - typed.len() as u32, end);
    let arguments = cursor.trail.value_at(cursor.template().tree(), depth);
    for (name, _) in arguments.items().nth(1).into_iter().flat_map(Value::entries) {
        let item = Item::new(name.text, ItemKind::Variable, span).text(close(name.text)).rank(Rank::Best);
        items.push(item.detail("of this Fn::Sub"));
    }
    refs(asked, depth, span, &close, items);
}

fn find_in_map(asked: &Asked<'_>, depth: usize, place: usize, items: &mut Items) {
    let cursor = &asked.cursor;
    let template = asked.snapshot.template();
    let arguments = cursor.trail.value_at(cursor.template().tree(), depth);
    let given = |number: usize| arguments.items().nth(number).and_then(Value::text);
    let mut push = |name: &str, kind: ItemKind, detail: String| {
        let item = Item::new(name, kind, cursor.span).text(writing::word(cursor, name));
        items.push(item.detail(detail));
    };
    if place == 0 {
        for member in template.members(Section::Mappings) {
            let keys: Vec<&str> = member.value.entries().map(|(key, _)| key.text).take(4).collect();
            push(member.id.text, ItemKind::Mapping, keys.join(", "));
        }
        return;
    }
    let Some(map) = given(0).and_then(|name| template.member(Section::Mappings, name)) else { return };
    if place == 1 {
        for (key, _) in map.value.entries() {
            push(key.text, ItemKind::Key, String::new());
        }
    } else if place == 2 {
        let mut seen: Vec<&str> = Vec::new();
        let rows = map.value.entries().filter(|(key, _)| given(1).is_none_or(|top| top == key.text));
        for (key, value) in rows.flat_map(|(_, row)| row.entries()) {
            if !seen.contains(&key.text) {
                seen.push(key.text);
                push(key.text, ItemKind::Key, value.text().unwrap_or_default().to_owned());
            }
        }
    }
}

fn conditions(asked: &Asked<'_>, items: &mut Items) {
    let template = asked.snapshot.template();
    let own = match asked.cursor.trail.steps.as_slice() {
        [Step::Key(section), Step::Key(name), ..] if section == "Conditions" => Some(name.as_str()),
        _ => None,
    };
    for member in template.members(Section::Conditions).filter(|member| Some(member.id.text) != own) {
        let formula = crate::features::hover::condition::formula(template, member.value);
        let item = Item::new(member.id.text, ItemKind::Condition, asked.cursor.span)
            .text(writing::word(&asked.cursor, member.id.text))
            .detail(formula);
        items.push(item);
    }
}

/// Resources that may come first: not the resource itself, nor those that are listed; last those that
/// it refers to anyway.
fn depends_on(asked: &Asked<'_>, member: &str, depth: usize, items: &mut Items) {
    let template = asked.snapshot.template();
    let cursor = &asked.cursor;
    let listed = cursor.trail.value_at(cursor.template().tree(), depth + 1);
    let listed: Vec<SmolStr> = listed.items().filter_map(Value::text).map(SmolStr::new).collect();
    let implied = |name: &str| {
        template.index().references_to(name).any(|it| {
            it.section == Section::Resources
                && it.member == member
                && it.kind != formwork_template::ReferenceKind::DependsOn
        })
    };
    for resource in template.resources() {
        let name = resource.id().text;
        if name == member || listed.iter().any(|listed| listed == name) {
            continue;
        }
        let type_name = resource.type_name().map_or("", |name| name.text);
        let item = Item::new(name, ItemKind::Resource, cursor.span)
            .text(writing::word(cursor, name))
            .detail(type_name.to_owned())
            .rank(if implied(name) { Rank::Poor } else { Rank::Usual });
        items.push(item);
    }
}

/// What the templates of the workspace export.
fn imports(asked: &Asked<'_>, items: &mut Items) {
    for (path, facts) in asked.snapshot.workspace.facts() {
        let file =
            path.strip_prefix(&asked.snapshot.root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        for export in &facts.exports {
            let item = Item::new(export.name.clone(), ItemKind::Value, asked.cursor.span)
                .text(writing::word(&asked.cursor, &export.name))
                .detail(format!("{} of {file}", export.member));
            items.push(item);
        }
    }
}

//! Arguments of functions: the names in them, and every variable of `Fn::Sub`.

use formwork_template::{FunctionName, Section, Span, Tree, Value};

use super::{address, condition, export, mapping, member, resolved, with_value};
use crate::describe::{self, Markdown};
use crate::snapshot::Snapshot;
use crate::trail::{self, Step, Trail};

/// What the argument is that a trail ends in; the function with the number of steps to its argument and those
/// below.
pub(super) fn said(
    snapshot: &Snapshot,
    trail: &Trail,
    (function, depth, below): (FunctionName, usize, &[Step]),
    offset: u32,
) -> Option<(String, Span)> {
    let tree = snapshot.template().tree();
    // The argument of a short form is a literal below its tag.
    let text = tree.text(trail.node());
    let span = tree.span(trail.node());
    let whole = whole(trail, tree, depth);
    let said = match (function, below) {
        (FunctionName::Ref, []) => {
            let said = of_loop(snapshot, trail, text?).or_else(|| named(snapshot, text?))?;
            with_block(snapshot, trail, said, whole)
        }
        (FunctionName::Condition, []) | (FunctionName::If, [Step::Item(0)]) => {
            condition::condition(snapshot, text?)?
        }
        (FunctionName::FindInMap, [Step::Item(_)]) => looked_up(snapshot, whole)?,
        (FunctionName::GetAtt, _) => return attribute(snapshot, whole, offset),
        (FunctionName::Sub, [] | [Step::Item(0)]) => return variable(snapshot, trail, whole, offset),
        (FunctionName::ImportValue, []) => export::exporter(snapshot, text?)?,
        (FunctionName::GetAZs, []) if text.is_some_and(str::is_empty) => {
            describe::pseudo_parameter("AWS::Region")?
        }
        _ => return None,
    };
    Some((said, span))
}

/// The value that is the function whose argument the first `depth` steps lead to: the node before the step
/// into the argument, which for a short form is the same.
fn whole<'t>(trail: &Trail, tree: &'t Tree, depth: usize) -> Value<'t> {
    trail.value_at(tree, depth.saturating_sub(1))
}

/// A description with what is to be said of the block of addresses that a value comes to, where it is one.
fn with_block(snapshot: &Snapshot, trail: &Trail, said: String, whole: Value<'_>) -> String {
    let texts = resolved(snapshot, whole);
    let [block] = texts.as_slice() else { return said };
    let holder = trail::member(&trail.steps).map(|(_, _, depth)| trail.value_at(whole.tree(), depth));
    let type_name = holder.and_then(|holder| holder.get("Type")?.text());
    let mut said = Markdown::begun(said);
    said.paragraph(address::address(snapshot, &block.text, type_name).unwrap_or_default());
    said.into_text()
}

/// The table of a mapping; the rows that are looked up stand out.
fn looked_up(snapshot: &Snapshot, whole: Value<'_>) -> Option<String> {
    let find = whole.function()?.argument;
    let mut arguments = find.items();
    let map = arguments.next()?;
    let top = arguments.next().map(|top| resolved(snapshot, top)).unwrap_or_default();
    let rows: Vec<String> = top.into_iter().map(|row| row.text).collect();
    let maps = resolved(snapshot, map);
    let said = maps.first().and_then(|map| mapping::mapping(snapshot.template(), &map.text, &rows))?;
    Some(with_value(snapshot, said, whole))
}

fn attribute(snapshot: &Snapshot, whole: Value<'_>, offset: u32) -> Option<(String, Span)> {
    let target = whole.function()?.get_att()?;
    let is_behind = |span: Span| span.touches(offset) && !target.resource.span.touches(offset);
    if let Some(attribute) = target.attribute.filter(|name| is_behind(name.span)) {
        let said = member::attribute(snapshot, target.resource.text, attribute.text)?;
        return Some((with_value(snapshot, said, whole), attribute.span));
    }
    let said = member::member(snapshot, Section::Resources, target.resource.text)?;
    Some((said, target.resource.span))
}

/// The variable of a `Fn::Sub` that an offset is in.
fn variable(snapshot: &Snapshot, trail: &Trail, whole: Value<'_>, offset: u32) -> Option<(String, Span)> {
    let sub = whole.function()?.sub()?;
    let name = sub.names().find(|name| name.span.touches(offset))?;
    if let Some(own) = sub.own(name.text) {
        let said = format!("**{}** variable of this `Fn::Sub`", name.text);
        return Some((with_value(snapshot, said, own), name.span));
    }
    let of_loop = of_loop(snapshot, trail, name.text);
    let said = match name.text.split_once('.') {
        _ if of_loop.is_some() => of_loop?,
        Some((id, attribute)) => member::attribute(snapshot, id, attribute)?,
        None => named(snapshot, name.text)?,
    };
    Some((said, name.span))
}

/// The variable of a loop around the place.
fn of_loop(snapshot: &Snapshot, trail: &Trail, name: &str) -> Option<String> {
    /// Most values that are told.
    const MOST: usize = 20;
    let tree = snapshot.template().tree();
    let around = trail.steps.iter().enumerate().rev().filter_map(|(number, step)| {
        let id = step.key()?.strip_prefix("Fn::ForEach::")?;
        Some((id, trail.value_at(tree, number + 1)))
    });
    for (id, each) in around {
        let mut parts = each.items();
        if parts.next().and_then(Value::text) != Some(name) {
            continue;
        }
        let collection = parts.next();
        let values: Vec<&str> =
            collection.into_iter().flat_map(Value::items).filter_map(Value::text).collect();
        let mut said = Markdown::begun(format!("**{name}** variable of the loop `{id}`"));
        if !values.is_empty() {
            said.paragraph(format!("One of {}", describe::listed(&values, MOST)));
        }
        return Some(said.into_text());
    }
    None
}

/// What `Ref` can name.
fn named(snapshot: &Snapshot, name: &str) -> Option<String> {
    describe::pseudo_parameter(name)
        .or_else(|| member::member(snapshot, Section::Parameters, name))
        .or_else(|| member::member(snapshot, Section::Resources, name))
}

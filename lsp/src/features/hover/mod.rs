//! What the thing at the cursor is, and what it comes to.

mod address;
pub(crate) mod condition;
mod mapping;
pub(crate) mod member;
#[cfg(test)]
mod tests;

use formwork_template::{FunctionName, Section, Span, Template, Value};

use super::{configuration, guard};
use crate::describe;
use crate::document::Kind;
use crate::shape::Shape;
use crate::snapshot::Snapshot;
use crate::trail::{self, Part, Step, Trail};

/// Markdown, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    pub text: String,
    pub span: Span,
}

/// See the module.
pub fn hover(snapshot: &Snapshot, offset: u32) -> Option<Hover> {
    let (text, span) = match snapshot.document.kind {
        Kind::Template => template(snapshot, offset)?,
        Kind::Configuration | Kind::RuleFile => configuration::hover(snapshot, offset)?,
        Kind::Guard => {
            let (said, span) = guard::hover(snapshot, offset)?;
            (describe::documentation(&said)?, span)
        }
        Kind::Other => return None,
    };
    Some(Hover { text: text.trim_end().to_owned(), span })
}

fn template(snapshot: &Snapshot, offset: u32) -> Option<(String, Span)> {
    let tree = snapshot.template().tree();
    if let Some(comment) = tree.comments().iter().find(|comment| comment.span.touches(offset)) {
        return rule_at(snapshot.text(), comment.span, offset);
    }
    let trail = Trail::to(tree, offset);
    match trail.part {
        Part::Key { key, .. } => {
            let name = tree.text(key)?;
            Some((at_key(snapshot, &trail, name)?, tree.span(key)))
        }
        Part::Tag => {
            let tag = tree.tag(trail.node())?;
            let name = FunctionName::from_tag(&tag.name)?;
            let value = trail.value(tree);
            Some((with_value(snapshot, describe::function(name), value), tag.span))
        }
        Part::Value => at_value(snapshot, &trail, offset),
    }
}

/// The rule that a word of a comment or a list names.
fn rule_at(text: &str, within: Span, offset: u32) -> Option<(String, Span)> {
    let is_word = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    let inside = text.get(within.range())?;
    let at = (offset - within.start) as usize;
    let start = inside
        .get(..at)?
        .rfind(|char| !is_word(char))
        .map_or(0, |before| before + inside[before..].chars().next().map_or(1, char::len_utf8));
    let end = inside.get(at..)?.find(|char| !is_word(char)).map_or(inside.len(), |length| at + length);
    let span = Span::new(within.start + start as u32, within.start + end as u32);
    Some((describe::rule(inside.get(start..end)?)?, span))
}

fn at_key(snapshot: &Snapshot, trail: &Trail, name: &str) -> Option<String> {
    let template = snapshot.template();
    let tree = template.tree();
    let steps = trail.steps.as_slice();
    if let Some(function) = FunctionName::from_key(name).filter(|_| tree.entries(trail.node()).len() == 1) {
        return Some(with_value(snapshot, describe::function(function), trail.value(tree)));
    }
    if steps.is_empty() {
        return Some(format!("**{name}**\n\n{}", describe::section(Section::from_key(name)?)));
    }
    let section = Section::from_key(steps[0].key()?)?;
    if let [Step::Key(_)] = steps {
        return member::member(snapshot, section, name);
    }
    let (_, _, depth) = trail::member(steps)?;
    let holder = trail.value_at(tree, depth);
    match section {
        Section::Resources if steps.len() < depth => member::member(snapshot, section, name),
        Section::Resources => {
            let type_name = holder.get("Type").and_then(Value::text);
            if steps.len() > depth {
                let shape = Shape::at(steps, type_name?)?.step(name)?;
                return Some(describe::property(&shape));
            }
            if name == "Properties"
                && let Some(shape) = type_name.and_then(Shape::of_type)
            {
                let listed = describe::inner_properties(&shape);
                return Some(format!("Properties of **{}**\n\n{listed}", shape.resource_type.name()));
            }
            Some(format!("**{name}**\n\n{}", describe::resource_attribute(name)?))
        }
        Section::Parameters if steps.len() == depth => {
            Some(format!("**{name}**\n\n{}", describe::parameter_attribute(name)?))
        }
        Section::Mappings => {
            mapping::mapping(template, steps[1].key()?, steps.get(2).and_then(Step::key).or(Some(name)))
        }
        _ => None,
    }
}

fn at_value(snapshot: &Snapshot, trail: &Trail, offset: u32) -> Option<(String, Span)> {
    let template = snapshot.template();
    let tree = template.tree();
    let value = trail.value(tree);
    let span = tree.span(trail.node());
    if let Some((function, depth, below)) = trail.function()
        && let Some(found) = in_function(snapshot, trail, function, depth, below, offset)
    {
        return Some(found);
    }
    let steps = trail.steps.as_slice();
    let text = value.text()?;
    if let Some((section, _, depth)) = trail::member(steps) {
        let holder = trail.value_at(tree, depth);
        match (section, &steps[depth..]) {
            ("Resources", [Step::Key(key)]) if key == "Type" => {
                return Some((describe::resource_type(text)?, span));
            }
            ("Resources", [Step::Key(key), ..]) if key == "DependsOn" => {
                return Some((member::member(snapshot, Section::Resources, text)?, span));
            }
            ("Resources" | "Outputs", [Step::Key(key)]) if key == "Condition" => {
                return Some((condition::condition(template, text)?, span));
            }
            ("Resources", [Step::Key(key), ..]) if key == "Properties" => {
                let type_name = holder.get("Type").and_then(Value::text)?;
                if let Some(said) = address::address(snapshot, text, type_name) {
                    return Some((said, span));
                }
                let shape = Shape::at(steps, type_name)?;
                return Some((describe::property(&shape), span));
            }
            ("Resources", [Step::Key(key)]) => {
                return Some((format!("**{key}**\n\n{}", describe::resource_attribute(key)?), span));
            }
            ("Mappings", [Step::Key(top), Step::Key(_)]) => {
                return Some((mapping::mapping(template, steps[1].key()?, Some(top))?, span));
            }
            _ => {}
        }
    }
    // A code in the metadata that excuse a resource.
    let is_metadata = steps.iter().any(|step| step.key() == Some("Metadata"));
    if is_metadata { rule_at(snapshot.text(), span, offset) } else { None }
}

fn in_function(
    snapshot: &Snapshot,
    trail: &Trail,
    function: FunctionName,
    depth: usize,
    below: &[Step],
    offset: u32,
) -> Option<(String, Span)> {
    let template = snapshot.template();
    let tree = template.tree();
    let text = tree.text(trail.node());
    let span = tree.span(trail.node());
    let whole = || whole_function(trail, tree, depth);
    match (function, below) {
        (FunctionName::Ref, []) => {
            let said = named(snapshot, text?)?;
            Some((with_value(snapshot, said, whole()), span))
        }
        (FunctionName::Condition, []) | (FunctionName::If, [Step::Item(0)]) => {
            Some((condition::condition(template, text?)?, span))
        }
        (FunctionName::FindInMap, [Step::Item(_)]) => {
            let arguments = trail.value_at(tree, depth);
            let mut items = arguments.items();
            let map = items.next()?.text()?;
            let top = items.next().and_then(Value::text);
            Some((with_value(snapshot, mapping::mapping(template, map, top)?, whole()), span))
        }
        (FunctionName::GetAtt, _) => {
            let target = whole().function()?.get_att()?;
            match target
                .attribute
                .filter(|name| name.span.touches(offset) && !target.resource.span.touches(offset))
            {
                Some(attribute) => {
                    let type_name = template.resource(target.resource.text)?.type_name()?;
                    Some((describe::attribute(type_name.text, attribute.text)?, attribute.span))
                }
                None => Some((
                    member::member(snapshot, Section::Resources, target.resource.text)?,
                    target.resource.span,
                )),
            }
        }
        (FunctionName::Sub, [] | [Step::Item(0)]) => variable(snapshot, whole(), offset),
        (FunctionName::ImportValue, []) => imported(snapshot, text?).map(|said| (said, span)),
        _ => None,
    }
}

/// The value that is the function whose argument the first `depth` steps lead to.
fn whole_function<'t>(trail: &Trail, tree: &'t formwork_template::Tree, depth: usize) -> Value<'t> {
    // The node before the step into the argument: for a tag it is the same node.
    Value::new(tree, trail.nodes[depth - 1])
}

/// The variable of a `Fn::Sub` that an offset is in.
fn variable(snapshot: &Snapshot, whole: Value<'_>, offset: u32) -> Option<(String, Span)> {
    let sub = whole.function()?.sub()?;
    let name = sub.names().find(|name| name.span.touches(offset))?;
    if let Some(own) = sub.own(name.text) {
        let said = format!("**{}**\n\nA variable of this `Fn::Sub`.", name.text);
        return Some((with_value(snapshot, said, own), name.span));
    }
    let (target, attribute) =
        name.text.split_once('.').map_or((name.text, None), |(id, rest)| (id, Some(rest)));
    let template = snapshot.template();
    let said = match attribute {
        Some(attribute) => {
            let type_name = template.resource(target)?.type_name()?;
            describe::attribute(type_name.text, attribute)?
        }
        None => with_texts(named(snapshot, target)?, &values_of_parameter(snapshot, target)),
    };
    Some((said, name.span))
}

/// What `Ref` can name.
fn named(snapshot: &Snapshot, name: &str) -> Option<String> {
    describe::pseudo_parameter(name)
        .or_else(|| member::member(snapshot, Section::Parameters, name))
        .or_else(|| member::member(snapshot, Section::Resources, name))
}

/// The output of another template that exports a name.
fn imported(snapshot: &Snapshot, name: &str) -> Option<String> {
    let mut found = snapshot.workspace.facts().flat_map(|(path, facts)| {
        facts.exports.iter().filter(|export| export.name == name).map(move |export| (path, export))
    });
    let (path, export) = found.next()?;
    let shown = path.strip_prefix(&snapshot.root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    Some(format!("**{name}**\n\nExported by output `{}` of `{shown}`.", export.member))
}

/// A description with what the value comes to.
fn with_value(snapshot: &Snapshot, said: String, value: Value<'_>) -> String {
    with_texts(said, &resolved(snapshot, value))
}

/// The texts that a value comes to, each with its case.
pub(crate) fn resolved(snapshot: &Snapshot, value: Value<'_>) -> Vec<(String, String)> {
    let found = formwork_rules::resolved::values(
        value,
        snapshot.template(),
        snapshot.settings(),
        snapshot.surroundings(),
    );
    found.into_iter().map(|it| (it.text, it.when)).collect()
}

fn values_of_parameter(snapshot: &Snapshot, name: &str) -> Vec<(String, String)> {
    let Some(parameter) = snapshot.template().parameter(name) else { return Vec::new() };
    let default = parameter.default().and_then(Value::text);
    let stacks = snapshot.around.stacks.iter();
    let mut found: Vec<(String, String)> = stacks
        .filter_map(|stack| {
            Some((stack.parameter(name)?.to_owned(), format!("deployed as `{}`", stack.file)))
        })
        .collect();
    if found.is_empty() {
        found.extend(default.map(|default| (default.to_owned(), "by default".to_owned())));
    }
    found
}

fn with_texts(mut said: String, texts: &[(String, String)]) -> String {
    said.truncate(said.trim_end().len());
    match texts {
        [] => {}
        [(text, when)] if when.is_empty() => said.push_str(&format!("\n\nComes to `{text}`")),
        many => {
            said.push_str("\n\nComes to\n");
            for (text, when) in many {
                let when = if when.is_empty() { String::new() } else { format!(" where {when}") };
                said.push_str(&format!("\n- `{text}`{when}"));
            }
        }
    }
    said.push('\n');
    said
}

/// The template of a snapshot, for the parts of this feature.
fn of(snapshot: &Snapshot) -> &Template {
    snapshot.template()
}

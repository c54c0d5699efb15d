//! The names of intrinsic functions, where one can stand: tags behind `!`, and keys of the long form.

use formwork_template::{FunctionName, Syntax};

use super::item::{Documentation, Item, ItemKind, Rank};
use super::{Asked, Items, writing};
use crate::cursor::Slot;
use crate::describe;
use crate::shape::{Form, Shape};
use crate::trail::{self, Step};

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    match cursor.slot {
        Slot::Tag => tags(asked, items),
        Slot::Key { alone, has_colon } => {
            // The only key of a map, or one that is begun as a function.
            let is_begun = cursor.typed.starts_with("Fn") || cursor.typed.starts_with("Ref");
            if !has_colon && is_place(asked) && (alone || is_begun) {
                keys(asked, items);
            }
        }
        Slot::Value => {
            if cursor.typed.is_empty() && is_place(asked) && is_value_place(asked) {
                tags(asked, items);
            }
        }
    }
}

/// Whether a function can stand here at all.
fn is_place(asked: &Asked<'_>) -> bool {
    let steps = asked.cursor.trail.steps.as_slice();
    let Some((section, _, depth)) = trail::member(steps) else { return false };
    match section {
        "Resources" => {
            matches!(&steps[depth..], [Step::Key(key), _, ..] if key == "Properties" || key == "Metadata")
        }
        "Outputs" => steps.len() > depth,
        "Conditions" | "Rules" => true,
        _ => false,
    }
}

/// Not where a function asks for a name.
fn is_value_place(asked: &Asked<'_>) -> bool {
    match asked.cursor.trail.function() {
        Some(
            (FunctionName::Ref | FunctionName::GetAtt | FunctionName::Condition | FunctionName::Sub, _, _)
            | (FunctionName::If, _, [Step::Item(0)])
            | (FunctionName::FindInMap, _, [Step::Item(0)] | []),
        ) => false,
        None | Some(_) => true,
    }
}

/// The functions that mean something at the cursor, each with how well it fits.
fn functions(asked: &Asked<'_>) -> Vec<(FunctionName, Rank)> {
    let template = asked.snapshot.template();
    let steps = &asked.cursor.trail.steps;
    let section = trail::member(steps).map(|(section, _, _)| section.to_owned());
    let is_condition = section.as_deref() == Some("Conditions");
    let is_rule = section.as_deref() == Some("Rules");
    let is_in_equals = matches!(asked.cursor.trail.function(), Some((FunctionName::Equals, _, _)));
    let has_extensions = template.has_language_extensions();
    let shape = asked.cursor.resource_type().and_then(|name| Shape::at(steps, name));
    let wants_list = shape.is_some_and(|shape| shape.form() == Form::List);
    let rank = |name: FunctionName| match name {
        FunctionName::Split | FunctionName::GetAZs | FunctionName::Cidr if wants_list => Rank::Best,
        FunctionName::Split | FunctionName::GetAZs | FunctionName::Cidr if !is_in_list(asked) => Rank::Poor,
        _ => Rank::Usual,
    };
    let is_known = |name: FunctionName| match name {
        FunctionName::ForEach => false,
        FunctionName::Length | FunctionName::ToJsonString | FunctionName::GetStackOutput => has_extensions,
        _ if name.is_of_rules() => is_rule,
        _ if name.is_condition() => (is_condition || is_rule) && !is_in_equals,
        FunctionName::Ref
        | FunctionName::FindInMap
        | FunctionName::Sub
        | FunctionName::Select
        | FunctionName::Join => !is_condition || is_in_equals,
        _ => !is_condition && !is_rule,
    };
    FunctionName::ALL.iter().copied().filter(|name| is_known(*name)).map(|name| (name, rank(name))).collect()
}

/// Whether the cursor is where a list of another function goes.
fn is_in_list(asked: &Asked<'_>) -> bool {
    matches!(
        asked.cursor.trail.function(),
        Some((FunctionName::Select | FunctionName::Join, _, [Step::Item(1)]))
    )
}

fn tags(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    if cursor.writing.syntax == Syntax::Json {
        return objects(asked, items);
    }
    // Behind `!`, which stays; at an empty value it comes with the name.
    let mark = if cursor.slot == Slot::Tag { "" } else { "!" };
    for (name, rank) in functions(asked) {
        let text = format!("{mark}{}{}", name.tag(), arguments(name));
        let rank = if cursor.slot == Slot::Tag { rank } else { rank.max(Rank::Poor) };
        let item = Item::new(format!("{mark}{}", name.tag()), ItemKind::Function, cursor.span)
            .snippet(text)
            .docs(Documentation::Text(describe::function(name)))
            .rank(rank);
        items.push(item);
    }
}

/// The arguments of a short form as a snippet.
fn arguments(name: FunctionName) -> String {
    match name {
        FunctionName::Sub | FunctionName::Base64 | FunctionName::GetAZs => " \"$0\"".to_owned(),
        FunctionName::Ref | FunctionName::GetAtt | FunctionName::ImportValue | FunctionName::Condition => {
            " $0".to_owned()
        }
        FunctionName::Transform => "\n  Name: $0".to_owned(),
        _ => {
            let names = describe::arguments(name).iter().filter(|name| !matches!(**name, "options" | "..."));
            let stops: Vec<String> =
                names.enumerate().map(|(number, name)| format!("${{{}:{name}}}", number + 1)).collect();
            format!(" [{}]", stops.join(", "))
        }
    }
}

/// The long form as the value of a key in JSON.
fn objects(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    if cursor.writing.quote.is_some() {
        return;
    }
    for (name, rank) in functions(asked) {
        if name == FunctionName::Condition {
            continue;
        }
        let item = Item::new(name.key(), ItemKind::Function, cursor.span)
            .snippet(format!("{{\"{}\": {}\\}}", name.key(), json_arguments(name)))
            .docs(Documentation::Text(describe::function(name)))
            .rank(rank.max(Rank::Poor));
        items.push(item);
    }
}

fn json_arguments(name: FunctionName) -> String {
    match name {
        FunctionName::GetAtt => "[\"$1\", \"$0\"]".to_owned(),
        _ => match describe::arguments(name) {
            [_] => "\"$0\"".to_owned(),
            _ if name == FunctionName::Sub => "\"$0\"".to_owned(),
            many => {
                let names = many.iter().filter(|name| !matches!(**name, "options" | "..."));
                let stops: Vec<String> = names
                    .enumerate()
                    .map(|(number, name)| format!("\"${{{}:{name}}}\"", number + 1))
                    .collect();
                format!("[{}]", stops.join(", "))
            }
        },
    }
}

/// Long forms as keys.
fn keys(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    for (name, rank) in functions(asked) {
        let text = match (name, cursor.writing.syntax) {
            (FunctionName::Condition, Syntax::Json) => continue,
            (FunctionName::Condition, _) => writing::key(cursor, "Condition", Form::Scalar),
            (_, Syntax::Yaml)
                if describe::arguments(name).len() > 1
                    && name != FunctionName::Sub
                    && !cursor.writing.flow =>
            {
                writing::key(cursor, name.key(), Form::List)
            }
            (_, Syntax::Json) if cursor.writing.quote.is_none() => {
                format!("\"{}\": {}", name.key(), json_arguments(name))
            }
            _ => writing::key(cursor, name.key(), Form::Scalar),
        };
        let label = if name == FunctionName::Condition { "Condition" } else { name.key() };
        let item = Item::new(label, ItemKind::Function, cursor.span)
            .snippet(text)
            .docs(Documentation::Text(describe::function(name)))
            .rank(rank.max(Rank::Poor));
        items.push(item);
    }
    if asked.snapshot.template().has_language_extensions()
        && cursor.writing.syntax == Syntax::Yaml
        && !cursor.writing.flow
    {
        let blanks = writing::blanks(cursor.writing.column as usize + 2);
        let text = format!("Fn::ForEach::${{1:Name}}:\n{blanks}- ${{2:Value}}\n{blanks}- [$3]\n{blanks}- $0");
        items.push(Item::new("Fn::ForEach", ItemKind::Function, cursor.span).snippet(text).rank(Rank::Poor));
    }
}

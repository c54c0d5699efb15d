//! A function in its other form, all functions, sections in order, and the template in the other language.

use formwork_rules::Edit;
use formwork_rules::editing;
use formwork_template::{Form, FunctionName, Span, Style, Syntax, Value};

use super::fixes::differences;
use super::{Action, ActionKind};
use crate::snapshot::Snapshot;
use crate::trail::{Part, Step, Trail};

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    let tree = template.tree();
    whole(snapshot, span, actions);
    if tree.syntax() == Syntax::Json {
        return;
    }
    let trail = Trail::to(tree, span.start);
    let at = trail.steps.iter().rposition(|step| matches!(step, Step::Argument(_)));
    let node = match (trail.part, at) {
        (Part::Tag | Part::Key { .. }, _) => trail.node(),
        (_, Some(at)) => trail.nodes[at],
        _ => return,
    };
    let whole = Value::new(tree, node);
    let Some((title, text)) = other(snapshot, whole) else { return };
    actions.push(Action::new(title, ActionKind::Rewrite, vec![Edit { span: whole.span(), text }]));
}

/// What is about the whole template: offered at its top and at the keys of its sections.
fn whole(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    let is_at_top = span.start == 0 || template.root().entries().any(|(key, _)| key.span.touches(span.start));
    if !is_at_top || !template.errors().is_empty() {
        return;
    }
    if !formwork_rewrite::in_order(template)
        && let Ok(sorted) = formwork_rewrite::sorted(template)
    {
        let edits = differences(snapshot.text(), &sorted);
        actions.push(Action::new("Put the sections in order", ActionKind::Rewrite, edits));
    }
    for (form, title) in [
        (Form::Long, "Change all functions to their short form"),
        (Form::Short, "Change all functions to their long form"),
    ] {
        let edits = all_of(snapshot, form);
        if edits.len() > 1 {
            actions.push(Action::new(title, ActionKind::Rewrite, edits));
        }
    }
    let path = &snapshot.document.path;
    let (title, converted, extension) = match template.tree().syntax() {
        Syntax::Yaml => match formwork_rewrite::to_json(template) {
            Ok((text, 0)) => ("Write it as JSON beside this file".to_owned(), Ok(text), "json"),
            Ok((text, lost)) => {
                (format!("Write it as JSON beside this file ({lost} comments are lost)"), Ok(text), "json")
            }
            Err(why) => (String::new(), Err(why), "json"),
        },
        Syntax::Json => {
            ("Write it as YAML beside this file".to_owned(), formwork_rewrite::to_yaml(template), "yaml")
        }
    };
    let beside = path.with_extension(extension);
    if let Ok(text) = converted
        && beside != *path
        && snapshot.workspace.document(&beside).is_none()
    {
        let mut action = Action::new(title, ActionKind::Rewrite, Vec::new());
        action.file = Some((beside, text));
        actions.push(action);
    }
}

/// The edits that give every function of a form, on one line, the other; one within another stays.
fn all_of(snapshot: &Snapshot, form: Form) -> Vec<Edit> {
    let template = snapshot.template();
    let mut edits: Vec<Edit> = Vec::new();
    if template.tree().syntax() == Syntax::Yaml {
        collect(snapshot, template.root(), form, &mut edits);
    }
    edits
}

fn collect(snapshot: &Snapshot, value: Value<'_>, form: Form, edits: &mut Vec<Edit>) {
    if value.function().is_some_and(|function| function.form == form)
        && let Some((_, text)) = other(snapshot, value)
    {
        return edits.push(Edit { span: value.span(), text });
    }
    value.entries().for_each(|(_, inner)| collect(snapshot, inner, form, edits));
    value.items().for_each(|inner| collect(snapshot, inner, form, edits));
}

/// The function on one line in its other form; nothing where it goes over several lines.
fn other(snapshot: &Snapshot, whole: Value<'_>) -> Option<(String, String)> {
    let function = whole.function()?;
    let source = snapshot.text();
    let argument = source.get(function.argument.span().range())?;
    let is_one_line = !source.get(whole.span().range())?.trim_end().contains('\n');
    let is_block =
        function.argument.scalar().is_some_and(|it| matches!(it.style, Style::Literal | Style::Folded));
    if !is_one_line || is_block || argument.is_empty() {
        return None;
    }
    match function.form {
        Form::Short if function.name != FunctionName::Condition => {
            let key = editing::quoted(function.name.key(), Syntax::Yaml);
            let argument = match (function.name, function.get_att()) {
                (FunctionName::GetAtt, Some(target)) if function.argument.text().is_some() => {
                    format!("[{}, {}]", target.resource.text, target.attribute?.text)
                }
                _ => argument.to_owned(),
            };
            Some((format!("Change to `{}`", function.name.key()), format!("{{ {key}: {argument} }}")))
        }
        Form::Long => {
            // No short form takes another right behind it.
            let is_function = function.argument.function().is_some();
            let text = format!("!{} {argument}", function.name.tag());
            (!is_function).then(|| (format!("Change to `!{}`", function.name.tag()), text))
        }
        Form::Short => None,
    }
}

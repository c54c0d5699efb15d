//! A function in its other form, all functions, sections in order, and the template in the other language.

use formwork_template::{Form, Span, Syntax, Value};

use super::fixes::differences;
use super::{Action, ActionKind, forms};
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
    let Some(function) = whole.function() else { return };
    let (to, title) = match function.form {
        Form::Short => (Form::Long, format!("Change to `{}`", function.name.key())),
        Form::Long => (Form::Short, format!("Change to `!{}`", function.name.tag())),
    };
    if let Some(edits) = forms::one(template, whole, to) {
        actions.push(Action::new(title, ActionKind::Rewrite, edits));
    }
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
        (Form::Short, "Change all functions to their short form"),
        (Form::Long, "Change all functions to their long form"),
    ] {
        let edits = forms::all(template, form).filter(|_| template.tree().syntax() == Syntax::Yaml);
        actions.extend(edits.map(|edits| Action::new(title, ActionKind::Rewrite, edits)));
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

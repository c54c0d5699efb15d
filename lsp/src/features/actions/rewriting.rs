//! A function in its other form.

use formwork_rules::Edit;
use formwork_rules::editing;
use formwork_template::{Form, FunctionName, Span, Style, Syntax, Value};

use super::{Action, ActionKind};
use crate::snapshot::Snapshot;
use crate::trail::{Part, Step, Trail};

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    let tree = template.tree();
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

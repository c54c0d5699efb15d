//! A parameter becomes its default value wherever it is used.

use formwork_rules::Edit;
use formwork_rules::editing::{self, New};
use formwork_template::{FunctionName, Section, Span, Value};

use super::{Action, ActionKind};
use crate::features::name::{self, Symbol};
use crate::snapshot::Snapshot;
use crate::trail::{Step, Trail};

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let Some((Symbol::Member(Section::Parameters, parameter), _)) = name::at(snapshot, span.start) else {
        return;
    };
    if let Some(edits) = edits(snapshot, &parameter) {
        let title = format!("Inline parameter `{parameter}` with its default");
        actions.push(Action::new(title, ActionKind::Inline, edits));
    }
}

/// None where a use cannot be a literal, or where stacks give other values.
fn edits(snapshot: &Snapshot, name: &str) -> Option<Vec<Edit>> {
    let template = snapshot.template();
    let tree = template.tree();
    let parameter = template.parameter(name)?;
    let default = parameter.default()?.text()?;
    let differs =
        |stack: &std::sync::Arc<formwork_rules::Stack>| stack.parameter(name).is_some_and(|it| it != default);
    if parameter.is_list() || parameter.is_ssm() || snapshot.around.stacks.iter().any(differs) {
        return None;
    }
    if template.index().is_partial(Section::Parameters) {
        return None;
    }
    let mut edits = vec![editing::remove_entry(template.section(Section::Parameters)?.1, name)?];
    let is_number = parameter.type_name().is_some_and(|kind| kind.text == "Number");
    let literal = if is_number { New::Source(default.to_owned()) } else { New::Text(default.to_owned()) };
    for occurrence in name::occurrences(snapshot, &Symbol::Member(Section::Parameters, name.into())) {
        if occurrence.is_definition {
            continue;
        }
        let trail = Trail::to(tree, occurrence.span.start);
        let at = trail.steps.iter().rposition(|step| matches!(step, Step::Argument(_)))?;
        let whole = Value::new(tree, trail.nodes[at]);
        let function = whole.function()?;
        match function.name {
            FunctionName::Ref => {
                edits.push(Edit { span: whole.span(), text: editing::flow(&literal, tree.syntax()) });
            }
            FunctionName::Sub => {
                // `${Name}`, braces included. What is special in the text's own quotes is not put there.
                if default.contains(['"', '\'', '\\', '$', '\n']) {
                    return None;
                }
                let span = Span::new(occurrence.span.start.checked_sub(2)?, occurrence.span.end + 1);
                let is_variable =
                    template.source().get(span.range()).is_some_and(|text| text == format!("${{{name}}}"));
                if !is_variable {
                    return None;
                }
                edits.push(Edit { span, text: default.to_owned() });
            }
            _ => return None,
        }
    }
    Some(edits)
}

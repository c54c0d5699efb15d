//! Texts with parts that differ by where they are deployed: a literal becomes a `Fn::Sub`, and `Ref` and `Fn::Join`
//! become one and back.

use formwork_rules::Edit;
use formwork_rules::editing::{self, New};
use formwork_template::{FunctionName, Section, Span, Template, Value};

use super::{Action, ActionKind};
use crate::snapshot::Snapshot;
use crate::trail::{Part, Step, Trail};

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    let tree = template.tree();
    let trail = Trail::to(tree, span.start);
    let is_property = trail.steps.iter().any(|step| step.key() == Some("Properties"));
    if !is_property || matches!(trail.part, Part::Key { .. }) && trail.function().is_none() {
        return;
    }
    if let Some(whole) = innermost_function(template, &trail)
        && let Some((title, text)) = other_form(whole)
    {
        let edits = vec![Edit { span: whole.span(), text: editing::flow(&text, tree.syntax()) }];
        actions.push(Action::new(title, ActionKind::Rewrite, edits));
    }
    let value = trail.value(tree);
    if trail.function().is_none()
        && let Some(text) = value.text()
        && let Some(replaced) = with_variables(template, text)
    {
        let call = New::Call("Sub".to_owned(), Box::new(New::Text(replaced)));
        if let Some(edit) = editing::replacement(value, &call) {
            actions.push(Action::new("Change to `Fn::Sub` with variables", ActionKind::Rewrite, vec![edit]));
        }
    }
}

/// The function whose argument the place is in, or that it is.
fn innermost_function<'t>(template: &'t Template, trail: &Trail) -> Option<Value<'t>> {
    let tree = template.tree();
    let at = trail.steps.iter().rposition(|step| matches!(step, Step::Argument(_)));
    let node = match (trail.part, at) {
        (Part::Tag, _) => trail.node(),
        (_, Some(at)) => trail.nodes[at],
        _ => return None,
    };
    Some(Value::new(tree, node))
}

/// `Ref` as `Fn::Sub`, a `Fn::Sub` of one variable as `Ref`, `Fn::Join` of texts and references as `Fn::Sub`.
fn other_form(whole: Value<'_>) -> Option<(&'static str, New)> {
    let function = whole.function()?;
    let sub = |text: String| New::Call("Sub".to_owned(), Box::new(New::Text(text)));
    match function.name {
        FunctionName::Ref => {
            Some(("Change to `Fn::Sub`", sub(format!("${{{}}}", function.reference()?.text))))
        }
        FunctionName::Sub => {
            let text = function.argument.text()?;
            let name = text.strip_prefix("${")?.strip_suffix('}')?;
            let is_one = !name.contains(['$', '{', '.', '!']);
            is_one.then(|| ("Change to `Ref`", New::Ref(name.to_owned())))
        }
        FunctionName::Join => {
            let mut arguments = function.argument.items();
            let (delimiter, values) = (arguments.next()?.text()?, arguments.next()?);
            let parts: Option<Vec<String>> = values.items().map(part).collect();
            let parts = parts.filter(|parts| !parts.is_empty())?;
            Some(("Change to `Fn::Sub`", sub(parts.join(&delimiter.replace("${", "${!")))))
        }
        _ => None,
    }
}

/// A part of a joined text as `Fn::Sub` has it.
fn part(value: Value<'_>) -> Option<String> {
    if let Some(text) = value.text() {
        return Some(text.replace("${", "${!"));
    }
    let function = value.function()?;
    if let Some(name) = function.reference() {
        return Some(format!("${{{}}}", name.text));
    }
    let target = function.get_att()?;
    Some(format!("${{{}.{}}}", target.resource.text, target.attribute?.text))
}

/// A text with the account, region and partition of ARNs, and the values of parameters, as variables; nothing where
/// there is none in it.
fn with_variables(template: &Template, text: &str) -> Option<String> {
    if text.contains("${") {
        return None;
    }
    let mut replaced = text.replace("${", "${!");
    if let Some(rest) = text.strip_prefix("arn:") {
        let parts: Vec<&str> = rest.splitn(5, ':').collect();
        if let [partition, service, region, account, resource] = parts.as_slice() {
            let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
            let partition = if partition.starts_with("aws") { "${AWS::Partition}" } else { partition };
            let region = if region.is_empty() { "" } else { "${AWS::Region}" };
            let account = if is_account { "${AWS::AccountId}" } else { account };
            replaced = format!("arn:{partition}:{service}:{region}:{account}:{resource}");
        }
    }
    for parameter in template.members(Section::Parameters) {
        let default = parameter.value.get("Default").and_then(Value::text).unwrap_or_default();
        // A short value would be found by chance.
        if default.len() >= 3 && !replaced.contains("${") {
            replaced = replaced.replace(default, &format!("${{{}}}", parameter.id.text));
        }
    }
    (replaced != text).then_some(replaced)
}

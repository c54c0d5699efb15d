//! Texts with parts that differ by where they are deployed: a literal becomes a `Fn::Sub`, and `Ref`, `Fn::GetAtt` and
//! `Fn::Join` become one and back.

use formwork_rules::Edit;
use formwork_rules::editing::{self, New};
use formwork_schemas::{Region, Types};
use formwork_template::{FunctionName, Section, Span, Template, Value};

use super::{Action, ActionKind};
use crate::shape::Shape;
use crate::snapshot::Snapshot;
use crate::trail::{self, Part, Step, Trail};

const TO_SUB: &str = "Change to `Fn::Sub`";

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    let tree = template.tree();
    let trail = Trail::to(tree, span.start);
    let is_property = trail.steps.iter().any(|step| step.key() == Some("Properties"));
    if !is_property {
        return;
    }
    if let Some((whole, depth)) = innermost_function(template, &trail)
        && let Some((title, text)) = other_form(whole)
        && (title != TO_SUB || takes_text(template, &trail.steps[..depth]))
    {
        let edits = vec![Edit { span: whole.span(), text: editing::flow(&text, tree.syntax()) }];
        actions.push(Action::new(title, ActionKind::Rewrite, edits));
    }
    let value = trail.value(tree);
    let is_value = matches!(trail.function(), None | Some((FunctionName::If, _, [Step::Item(1 | 2), ..])));
    if is_value
        && let Some(text) = value.text()
        && let Some(replaced) = with_variables(template, text)
        && let Some(edit) = editing::replacement(value, &replaced)
    {
        let title = match replaced {
            New::Ref(name) => format!("Change to `Ref` of `{name}`"),
            _ => "Change to `Fn::Sub` with variables".to_owned(),
        };
        actions.push(Action::new(title, ActionKind::Rewrite, vec![edit]));
    }
}

/// The function whose argument the place is in, or that it is, and how many steps lead to it.
fn innermost_function<'t>(template: &'t Template, trail: &Trail) -> Option<(Value<'t>, usize)> {
    let tree = template.tree();
    let at = trail.steps.iter().rposition(|step| matches!(step, Step::Argument(_)));
    let (node, depth) = match (trail.part, at) {
        (Part::Tag | Part::Key { .. }, _) => (trail.node(), trail.steps.len()),
        (_, Some(at)) => (trail.nodes[at], at),
        _ => return None,
    };
    Some((Value::new(tree, node), depth))
}

/// Whether a text may be at a place, for all that is known.
fn takes_text(template: &Template, steps: &[Step]) -> bool {
    let outer = steps.iter().rposition(|step| matches!(step, Step::Argument(_)));
    if let Some(at) = outer {
        let below = steps.len() - at - 1;
        match &steps[at] {
            Step::Argument(FunctionName::If) if below > 0 => {}
            Step::Argument(FunctionName::Join | FunctionName::Sub) => return below > 1,
            Step::Argument(FunctionName::Base64) => return true,
            _ => return false,
        }
    }
    let holder = trail::member(steps).and_then(|(section, member, _)| {
        (section == "Resources").then(|| template.resource(member)?.type_name())?
    });
    let types =
        holder.and_then(|name| Shape::at(steps, name.text)).map_or(Types::NONE, |shape| shape.types());
    types == Types::NONE || types.contains(Types::STRING)
}

fn sub(text: String) -> New {
    New::Call("Sub".to_owned(), Box::new(New::Text(text)))
}

/// `Ref` and `Fn::GetAtt` as `Fn::Sub`, a `Fn::Sub` of one variable as what it stands for, `Fn::Join` of texts and
/// references as `Fn::Sub`.
fn other_form(whole: Value<'_>) -> Option<(&'static str, New)> {
    let function = whole.function()?;
    if whole.is_no_value() {
        return None;
    }
    match function.name {
        FunctionName::Ref | FunctionName::GetAtt => Some((TO_SUB, sub(part(whole)?))),
        FunctionName::Sub => {
            let text = function.argument.text()?;
            let name = text.strip_prefix("${")?.strip_suffix('}')?.trim();
            if name.is_empty() || name.contains(['$', '{', '!', ' ']) {
                return None;
            }
            Some(match name.split_once('.') {
                Some((id, attribute)) => {
                    ("Change to `Fn::GetAtt`", New::GetAtt(id.to_owned(), attribute.to_owned()))
                }
                None => ("Change to `Ref`", New::Ref(name.to_owned())),
            })
        }
        FunctionName::Join => {
            let mut arguments = function.argument.items();
            let (delimiter, values) = (arguments.next()?.text()?, arguments.next()?);
            let parts: Option<Vec<String>> = values.items().map(part).collect();
            let text = parts?.join(&escaped(delimiter));
            // A text without variables needs no function, which is a finding's to say.
            text.replace("${!", "").contains("${").then(|| (TO_SUB, sub(text)))
        }
        _ => None,
    }
}

/// A part of a joined text as `Fn::Sub` has it.
fn part(value: Value<'_>) -> Option<String> {
    if let Some(text) = value.text() {
        return Some(escaped(text));
    }
    let function = value.function()?;
    if let Some(name) = function.reference() {
        return Some(format!("${{{}}}", name.text));
    }
    if let Some(sub) = function.sub() {
        return sub.variables.is_none().then(|| sub.text.text().map(str::to_owned))?;
    }
    let target = function.get_att()?;
    Some(format!("${{{}.{}}}", target.resource.text, target.attribute?.text))
}

/// A text that stands for itself in a `Fn::Sub`.
fn escaped(text: &str) -> String {
    text.replace("${", "${!")
}

/// A text with variables in the place of what differs by where it is deployed: the partition, region and account
/// of ARNs and host names, and what parameters and resources are called or are by default. Nothing where nothing is.
fn with_variables(template: &Template, text: &str) -> Option<New> {
    // What begins so is looked up elsewhere, and prose is no name.
    if text.contains(['{', ' ', '\n']) || text.len() > 1024 {
        return None;
    }
    let words = words(text);
    let variable = |at: usize| {
        of_aws(&words, at).or_else(|| {
            let word = words[at];
            let is_word = word.len() >= 3 && word.starts_with(|char: char| char.is_ascii_alphanumeric());
            is_word.then(|| of_template(template, word, text))?
        })
    };
    let found: Vec<Option<String>> = (0..words.len()).map(variable).collect();
    if let [Some(only)] = found.as_slice() {
        return Some(New::Ref(only.clone()));
    }
    let written = |(word, variable): (&&str, &Option<String>)| match variable {
        Some(name) => format!("${{{name}}}"),
        None => (*word).to_owned(),
    };
    found.iter().any(Option::is_some).then(|| sub(words.iter().zip(&found).map(written).collect()))
}

/// A text cut where words begin and end, with hyphens within words.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    let is_of_word = |char: char| char.is_ascii_alphanumeric() || char == '-';
    while let Some(first) = rest.chars().next() {
        let is_word = is_of_word(first);
        let end = rest.find(|char| is_of_word(char) != is_word).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        words.push(word);
        rest = behind;
    }
    words
}

/// The pseudo parameter that a word stands for: in ARNs, and in names of hosts and of services.
fn of_aws(words: &[&str], at: usize) -> Option<String> {
    let word = words[at];
    let is_arn = words[0] == "arn";
    let is_of_aws = || is_arn || words.contains(&"amazonaws");
    let is_account = word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_digit());
    let name = if is_arn && at == 2 && word.starts_with("aws") {
        "AWS::Partition"
    } else if Region::parse(word).is_some() && (is_of_aws() || words.len() == 1) {
        "AWS::Region"
    } else if is_account && is_of_aws() {
        "AWS::AccountId"
    } else {
        return None;
    };
    Some(name.to_owned())
}

/// The parameter whose default a word is, or the resource whose logical ID it is.
fn of_template(template: &Template, word: &str, text: &str) -> Option<String> {
    let is_default = |default: Value<'_>| default.text().is_some_and(|default| default == word);
    let parameters = template.members(Section::Parameters);
    let mut of_default = parameters.filter(|it| it.value.get("Default").is_some_and(is_default));
    if let Some(parameter) = of_default.next() {
        // Which of several is meant cannot be told.
        return of_default.next().is_none().then(|| parameter.id.text.to_owned());
    }
    let is_part = word != text && template.resource(word).is_some();
    is_part.then(|| word.to_owned())
}

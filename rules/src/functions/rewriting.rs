//! Functions written otherwise: an `Fn::Join` as an `Fn::Sub`, an `Fn::Sub` as the text
//! that it is. What has comments in it, or lines that would become one, is let be.

use formwork_template::{Form, Function, FunctionName, Span, Style, Sub, SubPiece, Syntax, Value};

use crate::spelling::quoted;
use crate::{Applicability, Edit, Fix, partition, removal};

/// Longest text that reads better than what it is put together from.
const LONGEST: usize = 200;

/// The text of an `Fn::Join` without a delimiter, in an `Fn::Sub` if it has variables.
pub(super) fn of_join(value: Value<'_>, function: Function<'_>, parts: Value<'_>) -> Option<Fix> {
    let mut text = String::new();
    let mut has_variables = false;
    for part in parts.items() {
        has_variables |= part.function().is_some();
        text.push_str(&piece(part)?);
    }
    let is_long = text.contains(['\n', '\r', '\t']) || text.chars().count() > LONGEST;
    if is_long || has_comment(value) {
        return None;
    }
    if !has_variables {
        let text = quoted(&text.replace("${!", "${"), value.tree().syntax());
        return Some(Fix::safe("Write the text", value.span(), text));
    }
    // An ARN that is now seen to be of one partition becomes one of any.
    let portable = partition::portable(&text);
    let applicability = if portable == text { Applicability::Safe } else { Applicability::Unsafe };
    let text = serde_json::Value::from(portable);
    let (span, written) = match (function.form, value.tree().syntax()) {
        (Form::Short, _) => (value.span(), format!("!Sub {text}")),
        (Form::Long, Syntax::Yaml) => (named(function), format!("Fn::Sub: {text}")),
        (Form::Long, Syntax::Json) => (named(function), format!("\"Fn::Sub\": {text}")),
    };
    let edits = vec![Edit { span, text: written }];
    Some(Fix::new("Write it as `Fn::Sub`", applicability, edits))
}

/// A part of a joined text as `Fn::Sub` has it.
fn piece(part: Value<'_>) -> Option<String> {
    let Some(function) = part.function() else {
        return part.text().map(|text| text.replace("${", "${!"));
    };
    match function.name {
        FunctionName::Ref => {
            let name = function.reference()?.text;
            (name != "AWS::NoValue").then(|| format!("${{{name}}}"))
        }
        FunctionName::GetAtt => {
            let target = function.get_att()?;
            Some(format!("${{{}.{}}}", target.resource, target.attribute?))
        }
        FunctionName::Sub => function.argument.text().map(str::to_owned),
        _ => None,
    }
}

/// Puts the text of an `Fn::Sub` in the place of the function, as it is written.
pub(super) fn plain(value: Value<'_>, function: Function<'_>, sub: &Sub<'_>) -> Option<Fix> {
    let text = sub.text.span();
    let source = value.tree().source().get(text.range())?;
    let title = "Remove `Fn::Sub`";
    match function.form {
        Form::Short if sub.variables.is_none() => {
            Some(Fix::safe(title, Span::new(function.name_span.start, text.start), ""))
        }
        _ if is_block(sub) => None,
        Form::Long if value.tree().syntax() == Syntax::Yaml && source.contains('\n') => None,
        _ => Some(Fix::safe(title, value.span(), source)),
    }
}

/// Takes a variable that the text does not have out of an `Fn::Sub`; with the last one, their map.
pub(super) fn without_variable(
    value: Value<'_>,
    function: Function<'_>,
    sub: &Sub<'_>,
    name: &str,
) -> Option<Fix> {
    let variables = sub.variables?;
    let is_used = |name: &str| sub.names().any(|used| used.text == name);
    if variables.entries().any(|(key, _)| is_used(key.text)) {
        let edit = removal::entry(variables, name);
        return Fix::remove(&format!("`{name}`"), edit, Applicability::Safe);
    }
    let is_escaped = sub.pieces.iter().any(|piece| matches!(piece, SubPiece::Escaped(_)));
    if sub.names().next().is_none() && !is_escaped {
        return plain(value, function, sub).filter(|_| !has_comment(value));
    }
    let source = value.tree().source().get(sub.text.span().range())?;
    if is_block(sub) || source.contains('\n') || has_comment(value) {
        return None;
    }
    let (span, gap) = match function.form {
        Form::Short => (value.span(), "!Sub "),
        Form::Long => (named(function), ": "),
    };
    let name = match function.form {
        Form::Short => "",
        Form::Long => value.tree().source().get(function.name_span.range())?,
    };
    Some(Fix::safe("Remove the variables", span, format!("{name}{gap}{source}")))
}

/// The name of a function in its long form and its argument.
fn named(function: Function<'_>) -> Span {
    function.name_span.cover(function.argument.span())
}

fn is_block(sub: &Sub<'_>) -> bool {
    sub.text.scalar().is_some_and(|scalar| matches!(scalar.style, Style::Literal | Style::Folded))
}

fn has_comment(value: Value<'_>) -> bool {
    value.tree().comments().iter().any(|comment| value.span().contains(comment.span))
}

use formwork_schemas::Types;
use formwork_template::{Kind, ScalarKind, Value};

use crate::rule::{Rule, rule};
use crate::validate::Fault;
use crate::{Context, Fix, words, written};

rule! {
    /// A value is not of the type that the property has.
    ///
    /// CloudFormation converts scalars to one another where it can (`"5"` to `5`, `"true"` to
    /// `true`, any scalar to a string), but never a map or a list to something else.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       SecurityGroupIds: sg-0a1b2c3d
    /// #     ^^^^^^^^^^^^^^^^ `SecurityGroupIds` is a string, where a list is expected
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       SecurityGroupIds: [sg-0a1b2c3d]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       SecurityGroupIds: [sg-0a1b2c3d]
    ///       EbsOptimized: "true"
    /// ```
    pub struct WrongValueType {
        code: "E3012",
        name: "wrong-value-type",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for WrongValueType {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let (Fault::WrongType { expected }, Some(value)) = (&violation.fault, violation.value) else { continue };
            let wanted: Vec<&str> = expected.names().map(words::of_type).collect();
            let message = format!(
                "`{}` is {}, where {} is expected",
                violation.property,
                kind_of(value),
                words::or(&wanted)
            );
            let text = value.tree().source()[value.span().range()].to_owned();
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            if *expected == Types::ARRAY && value.is_map() {
                found.help("Write it as a list with one item");
                // An empty map says nothing of the item.
                let is_item = value.entries().next().is_some() && !violation.is_made && !written::is_shared(value);
                found.fix = in_list(value).filter(|_| is_item);
            }
            let is_own = !written::is_shared(value) && violation.via.is_none();
            // Several words are several items, or what a macro makes a list of.
            let is_word = value.text().is_some_and(|text| !text.is_empty() && !text.contains([' ', ',', '\n']));
            if *expected == Types::ARRAY && is_own && is_word && !text.contains('\n') {
                found.help(format!("Write it as a list: `[{text}]`"));
                found.fix(Fix::confirm("Make it a list", value.span(), format!("[{text}]")));
            }
        }
    }
}

/// Makes a map the only item of a list: behind a dash with its lines moved, or in brackets.
fn in_list(map: Value<'_>) -> Option<Fix> {
    let source = map.tree().source();
    let text = source.get(map.span().range())?;
    let start = map.span().start as usize;
    let line = source[..start].rfind('\n').map_or(0, |end| end + 1);
    let text = match text.starts_with('{') {
        true => format!("[{text}]"),
        false if source[line..start].trim().is_empty() => format!("- {}", text.replace('\n', "\n  ")),
        false => return None,
    };
    Some(Fix::confirm("Make it a list", map.span(), text))
}

pub(crate) fn kind_of(value: Value<'_>) -> &'static str {
    match value.kind() {
        Kind::Map => "a map",
        Kind::List => "a list",
        Kind::Function(_) if value.is_no_value() => "`AWS::NoValue`",
        Kind::Function(_) => "a condition",
        Kind::Tagged => "a tag that CloudFormation does not know",
        Kind::Error => "unreadable",
        Kind::Scalar(scalar) => match scalar.kind {
            ScalarKind::Null => "empty",
            ScalarKind::Bool(_) => "a boolean",
            ScalarKind::Integer(_) | ScalarKind::Float(_) => "a number",
            ScalarKind::Date => "a date",
            ScalarKind::String => "a string",
        },
    }
}

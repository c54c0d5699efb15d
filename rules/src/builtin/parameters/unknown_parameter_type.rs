use crate::parameter_types::{self, TYPES};
use crate::Context;
use crate::Applicability;
use crate::nearest::nearest;
use crate::rule::{Rule, rule};

rule! {
    /// The type of a parameter is none of those there are.
    ///
    /// It is `String`, `Number`, `CommaDelimitedList`, a type of AWS such as
    /// `AWS::EC2::VPC::Id`, a `List<...>` of these, or
    /// `AWS::SSM::Parameter::Value<...>`.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Team: { Type: Strng }
    /// #         ^^^^ There is no parameter type `Strng`
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct UnknownParameterType {
        code: "E2002",
        name: "unknown-parameter-type",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnknownParameterType {
    fn check(cx: &mut Context<'_>) {
        for parameter in cx.template().parameters() {
            let Some((key, value)) = parameter.0.value.entry("Type") else { continue };
            let Some(name) = value.name() else { continue };
            let made = name.text.starts_with("List<") || parameter.is_ssm();
            if made || TYPES.contains(&name.text) {
                continue;
            }
            let near = nearest(name.text, TYPES.iter().copied());
            cx.report::<Self>(key.span, format!("There is no parameter type `{name}`")).suggest(
                name,
                near,
                Applicability::Safe,
            );
        }
    }
}

/// Whether the user guide has the type, lists and values from the parameter store included.
pub(super) fn is_documented(name: &str) -> bool {
    let stored = name.strip_prefix("AWS::SSM::Parameter::Value<").and_then(|rest| rest.strip_suffix('>'));
    let name = stored.unwrap_or(name);
    match name.strip_prefix("List<").and_then(|rest| rest.strip_suffix('>')) {
        Some(item) => TYPES.contains(&item) && !parameter_types::UNLISTED.contains(&item),
        None => TYPES.contains(&name),
    }
}

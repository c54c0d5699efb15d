use super::unknown_parameter_type::is_documented;
use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// CloudFormation accepts the type of a parameter and does not check its value.
    ///
    /// Any text fits into `List<...>` and `AWS::SSM::Parameter::Value<...>`; only the types in the
    /// user guide are looked at when the stack is deployed.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Queues: { Type: List<AWS::SQS::Queue::Arn> }
    /// #           ^^^^ CloudFormation does not check a value of `List<AWS::SQS::Queue::Arn>`
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Queues: { Type: CommaDelimitedList }
    /// ```
    pub struct UnusualParameterType {
        code: "W2002",
        name: "unusual-parameter-type",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnusualParameterType {
    fn check(cx: &mut Context<'_>) {
        for parameter in cx.template().parameters() {
            let Some((key, value)) = parameter.0.value.entry("Type") else { continue };
            let Some(name) = value.string() else { continue };
            let made = name.text.starts_with("List<") || parameter.is_ssm();
            if made && !is_documented(name.text) {
                let message = format!("CloudFormation does not check a value of `{name}`");
                cx.report::<Self>(key.span, message).help("Use a type from the user guide");
            }
        }
    }
}

use formwork_template::Value;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

rule! {
    /// The environment variables of a function are larger together than Lambda takes.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: python3.14
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    ///       Environment:
    ///         Variables:
    /// #       ^^^^^^^^^ The environment variables have 4101 characters together, and may have 4096
    ///           LONG: {a*4097}
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: python3.14
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    ///       Environment:
    ///         Variables: { SHORT: text }
    /// ```
    pub struct LargeEnvironment {
        code: "E3697",
        name: "large-environment",
        severity: Error,
        since: "0.1",
    }
}

/// Source: quotas of AWS Lambda.
const MOST: usize = 4_096;

impl Rule for LargeEnvironment {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for variables in walk.all("AWS::Lambda::Function/Environment/Variables") {
            let Some(map) = variables.value.filter(|value| value.is_map()) else { continue };
            let length = |text: &str| text.chars().count();
            let of_value = |value: Value<'_>| value.string().map_or(0, |value| length(value.text));
            let size: usize = map.entries().map(|(key, value)| length(key.text) + of_value(value)).sum();
            if size > MOST {
                let message =
                    format!("The environment variables have {size} characters together, and may have {MOST}");
                cx.report::<Self>(variables.span(), message)
                    .when(variables.when.to_string())
                    .help("Keep large values in the parameter store or in a file");
            }
        }
    }
}

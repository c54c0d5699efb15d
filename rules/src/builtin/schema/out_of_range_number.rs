use formwork_template::Value;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::{Fault, Limit, remedy};

rule! {
    /// A number is smaller or larger than the property allows.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Jobs:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       DelaySeconds: 1000
    /// #     ^^^^^^^^^^^^ `DelaySeconds` is 1000, and at most 900 is allowed
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Jobs:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       DelaySeconds: 900
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Jobs:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       DelaySeconds: 900
    /// ```
    pub struct OutOfRangeNumber {
        code: "E3034",
        name: "out-of-range-number",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for OutOfRangeNumber {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        for violation in cx.violations().iter() {
            let Fault::Range { limit, exclusive } = &violation.fault else { continue };
            let Some(text) = violation.value.and_then(Value::text) else { continue };
            let bound = match (limit, exclusive) {
                (_, false) => format!("{} is allowed", limit.words()),
                (Limit::Min(limit), true) => format!("only more than {limit} is allowed"),
                (Limit::Max(limit), true) => format!("only less than {limit} is allowed"),
            };
            let message = format!("`{}` is {text}, and {bound}", violation.property);
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            found.fix = remedy::fix(template, violation);
        }
    }
}

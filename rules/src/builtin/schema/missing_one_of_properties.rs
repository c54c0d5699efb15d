use crate::rule::{Rule, rule};
use crate::validate::Fault;
use crate::{Context, words};

rule! {
    /// None of several properties is there, and one at least is needed.
    ///
    /// A property whose value is `AWS::NoValue` is not there.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Nightly:
    ///     Type: AWS::Events::Rule
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::Events::Rule` lacks `EventPattern` or `ScheduleExpression`
    ///       Name: nightly
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Nightly:
    ///     Type: AWS::Events::Rule
    ///     Properties:
    ///       Name: nightly
    ///       ScheduleExpression: rate(1 day)
    /// ```
    pub struct MissingOneOfProperties {
        code: "E3058",
        name: "missing-one-of-properties",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MissingOneOfProperties {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::NoneOf { names } = &violation.fault else { continue };
            let message = format!("{} lacks {}", violation.holder(), words::or_quoted(names));
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            found.help("Add at least one of them");
        }
    }
}

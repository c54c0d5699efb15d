use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::Fault;

rule! {
    /// A list that allows the same item twice has one twice.
    ///
    /// It is mostly a slip, and at best without effect.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Load:
    ///     Type: AWS::CloudWatch::Alarm
    ///     Properties:
    ///       ComparisonOperator: GreaterThanThreshold
    ///       EvaluationPeriods: 1
    ///       MetricName: Load
    ///       AlarmActions: [!Ref Topic, !Ref Topic]
    /// #     ^^^^^^^^^^^^ `AlarmActions` has an item twice
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Load:
    ///     Type: AWS::CloudWatch::Alarm
    ///     Properties:
    ///       ComparisonOperator: GreaterThanThreshold
    ///       EvaluationPeriods: 1
    ///       MetricName: Load
    ///       AlarmActions: [!Ref Topic, !Ref Other]
    /// ```
    pub struct AllowedDuplicateItems {
        code: "I3037",
        name: "allowed-duplicate-items",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for AllowedDuplicateItems {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::RepeatedThoughAllowed { first, second } = &violation.fault else { continue };
            let message = format!("`{}` has an item twice", violation.property);
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            found.related(*first, "first here").related(second.span(), "again here");
        }
    }
}

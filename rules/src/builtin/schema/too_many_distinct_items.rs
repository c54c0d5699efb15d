use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::{Fault, Limit};

rule! {
    /// A list has more different items than the property allows.
    ///
    /// Items that say the same count once.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Load:
    ///     Type: AWS::CloudWatch::Alarm
    ///     Properties:
    ///       ComparisonOperator: GreaterThanThreshold
    ///       EvaluationPeriods: 1
    ///       MetricName: Load
    ///       AlarmActions: [!Ref A, !Ref B, !Ref C, !Ref D, !Ref E, !Ref F, !Ref F]
    /// #     ^^^^^^^^^^^^ `AlarmActions` has 6 different items, and at most 5 are allowed
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
    ///       AlarmActions: [!Ref A, !Ref B, !Ref C, !Ref D, !Ref E, !Ref E]
    /// ```
    pub struct TooManyDistinctItems {
        code: "E3065",
        name: "too-many-distinct-items",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for TooManyDistinctItems {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::DistinctItems { actual, limit } = &violation.fault else { continue };
            let allowed = Limit::Max(*limit).is_required_or_allowed();
            let message = format!("`{}` has {actual} different items, and {allowed}", violation.property);
            cx.report::<Self>(violation.place, message).when(violation.case());
        }
    }
}

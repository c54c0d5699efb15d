use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::GetAZs` has no region, or one that AWS does not have.
    ///
    /// It takes the name of a region, or an empty string for the region of the stack,
    /// and gives a list.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: '1'
    ///       MaxSize: '1'
    ///       AvailabilityZones: !GetAZs eu-west-99
    /// #     ^^^^^^^^^^^^^^^^^ `eu-west-99` is not a region
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: '1'
    ///       MaxSize: '1'
    ///       AvailabilityZones: !GetAZs ''
    /// ```
    pub struct InvalidGetAzs {
        code: "E1015",
        name: "invalid-get-azs",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidGetAzs {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}

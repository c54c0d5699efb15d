//! Groups of instances that grow and shrink.

use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A group's largest size is below its smallest.
    ///
    /// Auto Scaling refuses the group.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: "4"
    ///       MaxSize: "2"
    /// #     ^^^^^^^ `MaxSize` is `2`, and has to be at least 4
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: "2"
    ///       MaxSize: "4"
    /// ```
    "E3706" "max-size-below-min-size" Error since "0.1" {
        at: ["AWS::AutoScaling::AutoScalingGroup"],
        schema: "extensions/aws_autoscaling_autoscalinggroup/min_max_size",
        one: true,
        fix: Remedy::None,
    }

    /// A policy is to scale a group that has one size.
    ///
    /// The policy has nothing to do, and Auto Scaling refuses it.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: "2"
    ///       MaxSize: "2"
    /// #     ^^^^^^^ A policy scales this group, and its `MaxSize` is not above its `MinSize`
    ///   Policy:
    ///     Type: AWS::AutoScaling::ScalingPolicy
    ///     Properties:
    ///       AutoScalingGroupName: !Ref Group
    ///       PolicyType: TargetTrackingScaling
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: "2"
    ///       MaxSize: "4"
    ///   Policy:
    ///     Type: AWS::AutoScaling::ScalingPolicy
    ///     Properties:
    ///       AutoScalingGroupName: !Ref Group
    ///       PolicyType: TargetTrackingScaling
    /// ```
    "E3712" "scaling-of-fixed-size" Error since "0.1" {
        at: ["AWS::AutoScaling::ScalingPolicy"],
        schema: "extensions/aws_autoscaling_scalingpolicy/policy_target_tracking_asg",
        message: "A policy scales this group, and its `MaxSize` is not above its `MinSize`",
    }
}

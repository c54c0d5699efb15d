use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Cidr` has not the arguments it takes.
    ///
    /// It takes an IPv4 block, how many blocks to cut from it (1 to 256) and how many
    /// bits of each address are free (1 to 128), and gives a list.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: '1'
    ///       MaxSize: '1'
    ///       AvailabilityZones: !Cidr [10.0.0.0, 4, 8]
    /// #                               ^^^^^^^^ `10.0.0.0` is not an IPv4 block such as `10.0.0.0/16`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Subnet:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-1
    ///       CidrBlock: !Select [0, !Cidr [10.0.0.0/16, 4, 8]]
    /// ```
    pub struct InvalidCidr {
        code: "E1024",
        name: "invalid-cidr",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidCidr {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}

//! The rules of security groups.

use crate::Applicability;
use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A rule of a security group lacks the ports that its protocol has.
    ///
    /// EC2 refuses a rule for TCP, UDP or ICMP without `FromPort` and `ToPort`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    /// #   ^^^^^^^^^^ This `IpProtocol` needs `FromPort` and `ToPort`
    ///       GroupId: sg-0123456789abcdef0
    ///       IpProtocol: tcp
    ///       FromPort: 443
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       GroupId: sg-0123456789abcdef0
    ///       IpProtocol: tcp
    ///       FromPort: 443
    ///       ToPort: 443
    /// ```
    "E3687" "missing-rule-ports" Error since "0.1" {
        at: [
            "AWS::EC2::SecurityGroup/SecurityGroupIngress/*",
            "AWS::EC2::SecurityGroup/SecurityGroupEgress/*",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::SecurityGroupIngress",
        ],
        schema: "extensions/aws_ec2_securitygroup/protocols_and_port_ranges_include",
        message: "This `IpProtocol` needs `FromPort` and `ToPort`",
        one: true,
    }

    /// A rule of a security group has ports, and its protocol has none.
    ///
    /// EC2 ignores the ports: the rule is about all traffic of that protocol, which may be more than is meant.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       GroupId: sg-0123456789abcdef0
    ///       IpProtocol: "-1"
    ///       FromPort: 443
    /// #     ^^^^^^^^ Ports are ignored with this `IpProtocol`
    ///       ToPort: 443
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       GroupId: sg-0123456789abcdef0
    ///       IpProtocol: "-1"
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       GroupId: sg-0123456789abcdef0
    ///       IpProtocol: tcp
    ///       FromPort: 443
    ///       ToPort: 443
    /// ```
    "W3687" "ignored-rule-ports" Warning since "0.1" {
        at: [
            "AWS::EC2::SecurityGroup/SecurityGroupIngress/*",
            "AWS::EC2::SecurityGroup/SecurityGroupEgress/*",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::SecurityGroupIngress",
        ],
        schema: "extensions/aws_ec2_securitygroup/protocols_and_port_ranges_exclude",
        message: "Ports are ignored with this `IpProtocol`",
        help: "Remove `FromPort` and `ToPort`, or use `tcp`, `udp` or `icmp`",
        one: true,
        fix: Remedy::RemoveAll(&["FromPort", "ToPort"], Applicability::Safe),
    }

    /// Only one of `FromPort` and `ToPort` is -1.
    ///
    /// It stands for all ports, and EC2 refuses a range of which only one end does.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       GroupId: sg-0123456789abcdef0
    ///       IpProtocol: tcp
    ///       FromPort: -1
    ///       ToPort: 443
    /// #     ^^^^^^ Only one of `FromPort` and `ToPort` is -1
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       GroupId: sg-0123456789abcdef0
    ///       IpProtocol: tcp
    ///       FromPort: -1
    ///       ToPort: -1
    /// ```
    "E3688" "half-open-port-range" Error since "0.1" {
        at: [
            "AWS::EC2::SecurityGroup/SecurityGroupIngress/*",
            "AWS::EC2::SecurityGroup/SecurityGroupEgress/*",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::SecurityGroupIngress",
        ],
        schema: "extensions/aws_ec2_securitygroup/all_to_and_from_ports",
        message: "Only one of `FromPort` and `ToPort` is -1",
        help: "Make both -1 for all ports, or neither",
        one: true,
    }
}

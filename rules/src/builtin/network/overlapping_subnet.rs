use crate::Context;
use crate::network::collision::{self, CollisionKind};
use crate::network::plan::Plan;
use crate::rule::{Rule, rule};
use super::subnet_outside_vpc::is_written;

rule! {
    /// A subnet overlaps another of its VPC.
    ///
    /// This is how cfn-lint sees it: only blocks that are written out count.
    /// `overlapping-cidr-blocks` works out the others.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/16 }
    ///   First:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
    ///   Second:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/25 }
    /// #   ^^^^^^^^^^ `10.0.0.0/25` of `Second` overlaps `10.0.0.0/24` of `First`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/16 }
    ///   First:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
    ///   Second:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 }
    /// ```
    pub struct OverlappingSubnet {
        code: "E3060",
        name: "overlapping-subnet",
        severity: Error,
        since: "0.1",
        phase: StandIn,
    }
}

impl Rule for OverlappingSubnet {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        let plan = Plan::new(template);
        for collision in collision::all(template, &plan) {
            let block = collision.block;
            let other = collision.others.iter().find(|other| is_written(other));
            let Some(other) = other.filter(|_| collision.kind == CollisionKind::Subnets && is_written(block)) else {
                continue;
            };
            let owner = template.resource(block.owner.text);
            let Some((key, _)) = owner.and_then(|owner| owner.value().entry("Properties")) else { continue };
            cx.report::<Self>(key.span, format!("{block} overlaps {other}"))
                .when(collision.premise.to_string())
                .related(other.span, "The other block");
        }
    }
}

use crate::Context;
use crate::network::collision::{self, CollisionKind};
use crate::network::plan::{Block, Plan};
use crate::rule::{Rule, rule};

rule! {
    /// A subnet is not within the blocks of its VPC.
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
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/24 }
    /// #                                  ^^^^^^^^^ `10.1.0.0/24` of `Second` is not within the blocks of its VPC `Vpc`
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
    pub struct SubnetOutsideVpc {
        code: "E3059",
        name: "subnet-outside-vpc",
        severity: Error,
        since: "0.1",
        phase: StandIn,
    }
}

impl Rule for SubnetOutsideVpc {
    fn check(cx: &mut Context<'_>) {
        let plan = Plan::new(cx.template());
        for collision in collision::all(cx.template(), &plan) {
            let CollisionKind::Outside(vpc) = collision.kind else { continue };
            let block = collision.block;
            let mut blocks = plan.vpcs.get(block.vpc).into_iter().flat_map(|vpc| &vpc.blocks);
            if is_written(block) && blocks.all(is_written) {
                let message = format!("{block} is not within the blocks of its VPC `{vpc}`");
                cx.report::<Self>(block.span, message).when(collision.premise.to_string());
            }
        }
    }
}

/// Whether the block is written out, and nothing has to be worked out.
pub(super) fn is_written(block: &Block<'_>) -> bool {
    block.value.scalar().is_some()
}

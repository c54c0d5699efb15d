use rustc_hash::FxHashMap;

use crate::deployed::Deployed;
use crate::network::collision::{self, Collision, CollisionKind};
use crate::network::plan::Plan;
use crate::network::room::Room;
use crate::rule::{Rule, rule};
use crate::{Context, words};

rule! {
    /// Address blocks collide: subnets of one VPC, a subnet and its VPC, or VPCs that are joined.
    ///
    /// Subnets of a VPC lie inside its blocks and do not overlap, and addresses are
    /// not routed between VPCs that share them. EC2 refuses most of this, but only
    /// in the middle of a deployment.
    ///
    /// Blocks are worked out through `Fn::Cidr`, `Fn::Select`, `Fn::Sub`, `Fn::Join`,
    /// `Fn::FindInMap` and `Fn::If`. A parameter counts with the values that the files of stacks
    /// give it, the one that names the environment with each of its values, and any other with
    /// its default. Blocks whose conditions exclude one another never collide.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/16 }
    ///   First:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]] }
    ///   Second:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: !Ref Vpc
    ///       CidrBlock: '10.0.0.0/24' # copied
    /// #     ^^^^^^^^^ `10.0.0.0/24` of `Second` overlaps `10.0.0.0/24` of `First`
    ///   Third:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: !Ref Vpc
    ///       CidrBlock: 10.1.0.0/24
    /// #     ^^^^^^^^^ `10.1.0.0/24` of `Third` is not within `10.0.0.0/16` of its VPC `Vpc`
    /// ```
    /// ```yaml fixed
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/16 }
    ///   First:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]] }
    ///   Second:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: !Ref Vpc
    ///       CidrBlock: '10.0.1.0/24' # copied
    ///   Third:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: !Ref Vpc
    ///       CidrBlock: 10.0.2.0/24
    /// ```
    /// ```yaml good
    /// Parameters:
    ///   Size: { Type: String, AllowedValues: [small, large] }
    /// Conditions:
    ///   IsLarge: !Equals [!Ref Size, large]
    ///   IsSmall: !Equals [!Ref Size, small]
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/16 }
    ///   Large:
    ///     Type: AWS::EC2::Subnet
    ///     Condition: IsLarge
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/20 }
    ///   Small:
    ///     Type: AWS::EC2::Subnet
    ///     Condition: IsSmall
    ///     Properties: { VpcId: !GetAtt Vpc.VpcId, CidrBlock: 10.0.0.0/24 }
    /// ```
    pub struct OverlappingCidrBlocks {
        code: "NET001",
        name: "overlapping-cidr-blocks",
        severity: Error,
        since: "0.1",
        aliases: ["E3059", "E3060"],
    }
}

impl Rule for OverlappingCidrBlocks {
    fn check(cx: &mut Context<'_>) {
        let deployed = Deployed::all(cx.template(), cx.settings(), cx.around());
        for plan in Plan::each(cx.template(), &deployed) {
            report(cx, &plan);
        }
    }
}

fn report(cx: &mut Context<'_>, plan: &Plan<'_>) {
    let mut rooms = FxHashMap::default();
    for collision in collision::all(cx.template(), plan) {
        let Collision { kind, block, others, premise } = &collision;
        let found = cx.report::<OverlappingCidrBlocks>(block.span, message(&collision));
        for other in others {
            found.related(other.span, format!("`{}` has `{}`", other.owner, other.net));
        }
        match kind {
            CollisionKind::Outside(id) if others.is_empty() => {
                found.related(id.span, format!("`{id}` has no IPv6 block"));
                found.help("Add one with an `AWS::EC2::VPCCidrBlock`");
            }
            CollisionKind::Subnets | CollisionKind::Outside(_) => {
                let room = rooms.entry(block.vpc).or_insert_with(|| Room::new(&plan.vpcs[block.vpc]));
                room.propose(found, block, block.net.prefix_len(), premise);
            }
            CollisionKind::Peered(by) | CollisionKind::Attached(by) => {
                found.related(by.span, format!("`{by}` joins the VPCs"));
                found.help("Give one of the two VPCs a block that the other does not use");
            }
        }
        premise.tell(found);
    }
}

fn message(Collision { kind, block, others, .. }: &Collision<'_, '_>) -> String {
    // A VPC has at least one block of IPv4.
    let Some(first) = others.first() else { return format!("{block} is IPv6, and its VPC has no IPv6 block") };
    match kind {
        CollisionKind::Subnets => format!("{block} overlaps {first}"),
        CollisionKind::Outside(id) => {
            let blocks: Vec<_> = others.iter().map(|other| other.net.to_string()).collect();
            let blocks: Vec<_> = blocks.iter().map(String::as_str).collect();
            format!("{block} is not within {} of its VPC `{id}`", words::or_quoted(&blocks))
        }
        CollisionKind::Peered(by) => format!("{block} overlaps {first}, to which `{by}` peers it"),
        CollisionKind::Attached(_) => {
            format!("{block} overlaps {first}, which is attached to the same transit gateway")
        }
    }
}

use formwork_template::Span;
use rustc_hash::FxHashSet;

use crate::Context;
use crate::network::cidr::Family;
use crate::network::overlap;
use crate::network::plan::{Link, LinkKind, Plan, Vpc};
use crate::network::room::Room;
use crate::rule::{Rule, rule};

rule! {
    /// Address blocks collide: subnets of one VPC, a subnet and its VPC, or VPCs that are joined.
    ///
    /// Subnets of a VPC cannot overlap and lie inside its blocks, and addresses are
    /// not routed between VPCs that share them. EC2 refuses most of this, but only
    /// in the middle of a deployment.
    ///
    /// Blocks are worked out through `Fn::Cidr`, `Fn::Select`, `Fn::Sub`, `Fn::Join`,
    /// `Fn::FindInMap` and `Fn::If`; a parameter counts with its default. Blocks
    /// whose conditions exclude one another never collide.
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

/// The places of two blocks that have been reported together.
type Seen = FxHashSet<(Span, Span)>;

impl Rule for OverlappingCidrBlocks {
    fn check(cx: &mut Context<'_>) {
        let plan = Plan::new(cx.template());
        let mut seen = Seen::default();
        for vpc in &plan.vpcs {
            let mut room = Room::new(vpc);
            subnets_overlap(cx, vpc, &mut room, &mut seen);
            subnets_outside(cx, vpc, &mut room);
        }
        for link in &plan.links {
            vpcs_overlap(cx, &plan, link, &mut seen);
        }
    }
}

fn subnets_overlap<'t>(cx: &mut Context<'t>, vpc: &Vpc<'t>, room: &mut Room<'_, 't>, seen: &mut Seen) {
    let overlaps = overlap::find(cx.template(), vpc.subnets.iter(), |a, b| a.owner != b.owner);
    for overlap in overlaps {
        let (later, (first, premise)) = (overlap.later, overlap.first());
        if !seen.insert((first.span, later.span)) {
            continue;
        }
        let message = format!("{later} overlaps {first}");
        let found = cx.report::<OverlappingCidrBlocks>(later.span, message).when(premise.to_string());
        for (block, _) in &overlap.earlier {
            found.related(block.span, format!("`{}` has `{}`", block.owner, block.net));
        }
        room.propose(found, later, premise);
    }
}

fn subnets_outside<'t>(cx: &mut Context<'t>, vpc: &Vpc<'t>, room: &mut Room<'_, 't>) {
    let Some(id) = vpc.id else { return };
    for subnet in &vpc.subnets {
        let family = Family::of(subnet.net);
        if !vpc.is_closed(family) {
            continue;
        }
        if vpc.blocks_of(family).next().is_none() && subnet.premise.can_hold(cx.template()) {
            cx.report::<OverlappingCidrBlocks>(subnet.span, format!("{subnet} is IPv6, and its VPC `{id}` has no IPv6 block"))
                .when(subnet.premise.to_string())
                .related(id.span, format!("`{id}` has no IPv6 block"))
                .help("Add one with an `AWS::EC2::VPCCidrBlock`");
        }
        let Some((block, premise)) = vpc.block_without(cx.template(), subnet) else { continue };
        let found = cx
            .report::<OverlappingCidrBlocks>(
                subnet.span,
                format!("{subnet} is not within `{}` of its VPC `{id}`", block.net),
            )
            .when(premise.to_string())
            .related(block.span, format!("`{}` has `{}`", block.owner, block.net));
        room.propose(found, subnet, &premise);
    }
}

fn vpcs_overlap<'t>(cx: &mut Context<'t>, plan: &Plan<'t>, link: &Link<'t>, seen: &mut Seen) {
    let blocks = link.vpcs().flat_map(|vpc| plan.vpcs[vpc].blocks.iter().take(Vpc::MAX_BLOCKS));
    for overlap in overlap::find(cx.template(), blocks, |a, b| a.vpc != b.vpc) {
        let (later, (first, premise)) = (overlap.later, overlap.first());
        let Some(ends) = link.end(first.vpc).zip(link.end(later.vpc)) else { continue };
        let premise = premise.and(&ends.0.premise).and_then(|premise| premise.and(&ends.1.premise));
        let Some(premise) = premise.filter(|premise| premise.can_hold(cx.template())) else { continue };
        if !seen.insert((first.span, later.span)) {
            continue;
        }
        let joint = match link.kind {
            LinkKind::Peering => format!("to which `{}` peers it", ends.1.by),
            LinkKind::TransitGateway => "which is attached to the same transit gateway".to_owned(),
        };
        let found = cx
            .report::<OverlappingCidrBlocks>(later.span, format!("{later} overlaps {first}, {joint}"))
            .when(premise.to_string())
            .related(first.span, format!("`{}` has `{}`", first.owner, first.net))
            .related(ends.1.by.span, format!("`{}` joins the VPCs", ends.1.by));
        found.help("Give one of the two VPCs a block that the other does not use");
    }
}

use rustc_hash::FxHashMap;

use crate::Context;
use crate::network::allotment;
use crate::network::cidr::{self, Family};
use crate::network::plan::Plan;
use crate::network::room::Room;
use crate::rule::{Rule, rule};

rule! {
    /// A subnet is smaller than the network plan allows.
    ///
    /// The block of a subnet can't be changed later: a subnet that has run out of addresses is
    /// replaced, with all that is in it. EC2 keeps five addresses of each for itself.
    ///
    /// `network.min-prefix` in `formwork.yaml` gives the prefix length of the smallest subnet.
    ///
    /// ```yaml formwork.yaml
    /// network: { min-prefix: 26 }
    /// ```
    /// ```yaml bad
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/20 }
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
    ///   Data:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/28 }
    /// #                                  ^^^^^^^^^ `10.0.1.0/28` of `Data` has 11 addresses to use, and a subnet has at least a /26, with 59
    ///   Jobs:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: !Select [10, !Cidr [!GetAtt Vpc.CidrBlock, 16, 5]] }
    /// #                                  ^^^^^^^^^ `10.0.1.64/27` of `Jobs` has 27 addresses to use, and a subnet has at least a /26, with 59
    /// ```
    /// ```yaml fixed
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/20 }
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
    ///   Data:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.128/26 }
    ///   Jobs:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: !Select [10, !Cidr [!GetAtt Vpc.CidrBlock, 16, 5]] }
    /// ```
    /// ```yaml good
    /// Parameters:
    ///   Block: { Type: String }
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: vpc-1, CidrBlock: 10.0.0.0/26 }
    ///   Other:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: vpc-1, CidrBlock: !Ref Block }
    /// ```
    pub struct SmallSubnet {
        code: "NET004",
        name: "small-subnet",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for SmallSubnet {
    fn check(cx: &mut Context<'_>) {
        let Some(longest) = cx.settings().network().min_prefix else { return };
        let deployed = allotment::deployed(cx);
        for plan in Plan::each(cx.template(), &deployed) {
            let mut rooms = FxHashMap::default();
            for subnet in plan.vpcs.iter().flat_map(|vpc| &vpc.subnets) {
                let prefix = subnet.net.prefix_len();
                let is_small = Family::of(subnet.net) == Family::V4 && prefix > longest;
                if !is_small || !subnet.premise.can_hold(cx.template()) {
                    continue;
                }
                let (has, least) = (cidr::usable(prefix), cidr::usable(longest));
                let has = if has == 1 { "1 address".to_owned() } else { format!("{has} addresses") };
                let message =
                    format!("{subnet} has {has} to use, and a subnet has at least a /{longest}, with {least}");
                let found = cx.report::<Self>(subnet.span, message);
                let room = rooms.entry(subnet.vpc).or_insert_with(|| Room::new(&plan.vpcs[subnet.vpc]));
                room.propose(found, subnet, longest, &subnet.premise);
                subnet.premise.tell(found);
            }
        }
    }
}

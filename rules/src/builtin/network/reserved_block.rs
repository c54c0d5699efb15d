use crate::Context;
use crate::network::allotment;
use crate::network::cidr;
use crate::rule::{Rule, rule};

rule! {
    /// A VPC uses addresses that are reserved.
    ///
    /// Transit networks, on-premises sites and partners have addresses that no VPC may use:
    /// its own routes are more specific, so that what is meant for the others stays inside.
    ///
    /// `network.reserved` in `formwork.yaml` lists them, with what they are kept for. A subnet is
    /// judged by itself where the blocks of its VPC are not known.
    ///
    /// ```yaml formwork.yaml
    /// network:
    ///   supernets: { shared: 10.0.0.0/12 }
    ///   reserved:
    ///     - { block: 10.0.0.0/24, for: transit }
    ///     - 172.17.0.0/16
    /// ```
    /// ```yaml bad
    /// Parameters:
    ///   Block: { Type: String, Default: 172.17.8.0/22 }
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/16 }
    /// #                 ^^^^^^^^^ `10.0.0.0/16` of `Vpc` overlaps `10.0.0.0/24`, which is reserved for transit
    ///   More:
    ///     Type: AWS::EC2::VPCCidrBlock
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref Block }
    /// #                                  ^^^^^^^^^ `172.17.8.0/22` of `More` overlaps `172.17.0.0/16`, which is reserved
    /// ```
    /// ```yaml fixed
    /// Parameters:
    ///   Block: { Type: String, Default: 172.17.8.0/22 }
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.1.0.0/16 }
    ///   More:
    ///     Type: AWS::EC2::VPCCidrBlock
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref Block }
    /// ```
    /// ```yaml good
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.1.0/24 }
    /// ```
    pub struct ReservedBlock {
        code: "NET005",
        name: "reserved-block",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for ReservedBlock {
    fn check(cx: &mut Context<'_>) {
        let network = cx.settings().network();
        if network.reserved.is_empty() {
            return;
        }
        allotment::on_blocks(cx, |cx, allotment, block| {
            for reserved in network.reserved.iter().filter(|one| cidr::overlap(one.block, block.net)) {
                let purpose = reserved.purpose.as_ref().map(|purpose| format!(" for {purpose}"));
                let purpose = purpose.unwrap_or_default();
                let message = format!("{block} overlaps `{}`, which is reserved{purpose}", reserved.block);
                let found = cx.report::<Self>(block.span, message);
                block.premise.tell(found);
                if network.supernets.is_empty() {
                    found.help("Give it a block that is not reserved");
                } else {
                    allotment.propose(found, block, allotment::environment(block, network));
                }
            }
        });
    }
}

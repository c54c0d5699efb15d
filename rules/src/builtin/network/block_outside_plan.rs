use crate::Context;
use crate::network::allotment;
use crate::network::cidr::Family;
use crate::rule::{Rule, rule};

rule! {
    /// A VPC has a block outside the supernets of its environment.
    ///
    /// Routes, firewalls and the networks at the other end of a VPN know each environment by
    /// its supernets. A network elsewhere can't be reached, or is taken for another environment's.
    ///
    /// `network.supernets` in `formwork.yaml` gives the supernets. The environment is that of the
    /// stack, where `environments.deployments` tells of stacks; else the one that a key of a mapping
    /// or the value of a parameter names: such a parameter is looked at with each of its values.
    /// Where it is not known, any supernet will do. A subnet is judged by itself where the
    /// blocks of its VPC are not known.
    ///
    /// ```yaml formwork.yaml
    /// network:
    ///   supernets: { dev: 10.16.0.0/12, prod: 10.0.0.0/12 }
    ///   reserved: [10.0.0.0/16]
    /// environments:
    ///   deployments: ["{environment}.yaml"]
    /// ```
    /// ```yaml bad
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Mappings:
    ///   Blocks:
    ///     dev: { Vpc: 10.16.0.0/16, Data: 10.17.0.0/16 }
    ///     prod: { Vpc: 10.1.0.0/16, Data: 10.17.0.0/16 }
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: !FindInMap [Blocks, !Ref Env, Vpc] }
    ///   Data:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: !FindInMap [Blocks, !Ref Env, Data] }
    /// #                 ^^^^^^^^^ `10.17.0.0/16` of `Data` is for `prod` and lies in `10.16.0.0/12`, a supernet of `dev`
    ///   Shared:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: !ImportValue Shared, CidrBlock: 192.168.0.0/24 }
    /// #                                             ^^^^^^^^^ `192.168.0.0/24` of `Shared` is for `dev` and lies in no supernet of it
    /// #                                             ^^^^^^^^^ `192.168.0.0/24` of `Shared` is for `prod` and lies in no supernet of it
    /// ```
    /// ```yaml good
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.16.0.0/16 }
    /// ```
    /// ```yaml prod.yaml
    /// template-file-path: template.yaml
    /// parameters: { Second: 10.18.0.0/16 }
    /// ```
    /// ```yaml bad
    /// Parameters:
    ///   Second: { Type: String }
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties:
    ///       CidrBlock: "172.20.0.0/16" # as at home
    /// #     ^^^^^^^^^ `172.20.0.0/16` of `Vpc` is for `prod` and lies in no supernet of it
    ///   More:
    ///     Type: AWS::EC2::VPCCidrBlock
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref Second }
    /// #                                  ^^^^^^^^^ `10.18.0.0/16` of `More` is for `prod` and lies in `10.16.0.0/12`, a supernet of `dev`
    /// ```
    /// ```yaml fixed
    /// Parameters:
    ///   Second: { Type: String }
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties:
    ///       CidrBlock: "10.1.0.0/16" # as at home
    ///   More:
    ///     Type: AWS::EC2::VPCCidrBlock
    ///     Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref Second }
    /// ```
    pub struct BlockOutsidePlan {
        code: "NET003",
        name: "block-outside-plan",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for BlockOutsidePlan {
    fn check(cx: &mut Context<'_>) {
        let network = cx.settings().network();
        if network.supernets.is_empty() {
            return;
        }
        allotment::on_blocks(cx, |cx, allotment, block| {
            let environment = allotment::environment(block, network);
            let environment = environment.filter(|name| network.supernets.contains_key(*name));
            let supernets = allotment.supernets(environment, Family::of(block.net));
            if supernets.is_empty() || supernets.iter().any(|supernet| supernet.contains(&block.net)) {
                return;
            }
            let message = match (environment, allotment.holder(block.net)) {
                (Some(own), Some((other, supernet))) => {
                    format!("{block} is for `{own}` and lies in `{supernet}`, a supernet of `{other}`")
                }
                (Some(own), None) => format!("{block} is for `{own}` and lies in no supernet of it"),
                (None, _) => format!("{block} lies in no supernet of the network plan"),
            };
            let found = cx.report::<Self>(block.span, message);
            allotment::tell_with_environment(found, block, environment);
            allotment.propose(found, block, environment);
        });
    }
}

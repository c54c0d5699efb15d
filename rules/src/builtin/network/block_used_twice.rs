use crate::Context;
use crate::network::shared_use::{self, Use};
use crate::rule::{Rule, rule};

rule! {
    /// VPCs of one run use the same addresses.
    ///
    /// They can't be joined later, by peering, by a transit gateway or through a VPN, and one
    /// of them has to be built anew.
    ///
    /// With `network.unique: true` in `formwork.yaml` the blocks of all VPCs are compared: within a
    /// template, across the templates of the run, and across the stacks that
    /// `environments.deployments` tells of. Two environments may use the same addresses where their
    /// supernets do. VPCs of one template that are joined are the matter of
    /// `overlapping-cidr-blocks`.
    ///
    /// ```yaml formwork.yaml
    /// network: { unique: true }
    /// environments: { deployments: ["{environment}.params.yaml"] }
    /// ```
    /// ```yaml hub.yaml
    /// Resources:
    ///   Hub: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
    /// ```
    /// ```yaml bad
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.16.0/20 }
    /// #                 ^^^^^^^^^ `10.0.16.0/20` of `Vpc` overlaps `10.0.0.0/16` of `Hub` in `hub.yaml`
    ///   Other:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.2.0.0/16 }
    ///   Third:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.2.0.0/20 }
    /// #                 ^^^^^^^^^ `10.2.0.0/20` of `Third` overlaps `10.2.0.0/16` of `Other`
    /// ```
    /// ```yaml good
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.1.0.0/16 }
    /// ```
    /// ```yaml dev.params.yaml
    /// template-file-path: template.yaml
    /// parameters: { Block: 10.8.0.0/16 }
    /// ```
    /// ```yaml prod.params.yaml
    /// template-file-path: template.yaml
    /// parameters: { Block: 10.8.128.0/17 }
    /// ```
    /// ```yaml bad
    /// Parameters:
    ///   Block: { Type: String }
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: !Ref Block }
    /// #                 ^^^^^^^^^ `10.8.128.0/17` of `Vpc` overlaps `10.8.0.0/16` that it has when deployed as `dev.params.yaml`
    /// ```
    pub struct BlockUsedTwice {
        code: "NET006",
        name: "block-used-twice",
        severity: Error,
        since: "0.1",
    }
}

const REMEDY: &str = "Give one of the two VPCs a block that the other does not use";

impl Rule for BlockUsedTwice {
    fn check(cx: &mut Context<'_>) {
        if !cx.settings().network().unique {
            return;
        }
        let within = shared_use::within(cx);
        for Use { place, message, when, related } in within.into_iter().chain(shared_use::across(cx)) {
            cx.report::<Self>(place, message).help(REMEDY).when(when).related.extend(related);
        }
    }
}

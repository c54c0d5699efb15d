use crate::network::premise::Premise;
use crate::network::resolve::Resolver;
use crate::rule::{Rule, rule};
use crate::{Context, Fix};

rule! {
    /// A subnet gives every instance in it a public address.
    ///
    /// With `MapPublicIpOnLaunch`, whatever is launched into the subnet can be
    /// reached from the internet, meant or not; only security groups stand before
    /// it. Load balancers and NAT gateways in a public subnet do not need it, and
    /// an instance that does can ask for an address itself. Part of the AWS
    /// Security Pillar.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Public: { Type: String, Default: "true" }
    /// Conditions:
    ///   IsOpen: !Equals [!Ref AWS::Region, eu-west-1]
    /// Resources:
    ///   A:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-1
    ///       MapPublicIpOnLaunch: true
    /// #                          ^^^^ `A` gives instances public addresses
    ///   B:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-1
    ///       MapPublicIpOnLaunch: !If [IsOpen, "true", false]
    /// #                                       ^^^^^^ `B` gives instances public addresses
    ///   C:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-1
    ///       MapPublicIpOnLaunch: !Ref Public
    /// #                          ^^^^^^^^^^^ `C` gives instances public addresses
    /// ```
    /// ```yaml fixed
    /// Parameters:
    ///   Public: { Type: String, Default: "true" }
    /// Conditions:
    ///   IsOpen: !Equals [!Ref AWS::Region, eu-west-1]
    /// Resources:
    ///   A:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-1
    ///       MapPublicIpOnLaunch: false
    ///   B:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-1
    ///       MapPublicIpOnLaunch: !If [IsOpen, "false", false]
    ///   C:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-1
    ///       MapPublicIpOnLaunch: !Ref Public
    /// ```
    /// ```yaml good
    /// Resources:
    ///   Subnet:
    ///     Type: AWS::EC2::Subnet
    ///     Properties: { VpcId: vpc-1, MapPublicIpOnLaunch: false }
    /// ```
    pub struct SubnetAutoAssignsPublicIp {
        code: "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED",
        name: "subnet-auto-assigns-public-ip",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for SubnetAutoAssignsPublicIp {
    fn check(cx: &mut Context<'_>) {
        let resolver = Resolver::new(cx.template());
        for subnet in cx.template().resources().filter(|resource| resource.is("AWS::EC2::Subnet")) {
            let Some(value) = subnet.property("MapPublicIpOnLaunch") else { continue };
            for (leaf, case) in resolver.cases(value, &Premise::of(subnet)) {
                let is_true = case.value.is_some_and(|text| text.eq_ignore_ascii_case("true"));
                if !is_true || !case.premise.can_hold(cx.template()) {
                    continue;
                }
                let message = format!("`{}` gives instances public addresses", subnet.id());
                let found = cx.report::<Self>(leaf.span(), message).when(case.premise.to_string());
                found.help("Set `MapPublicIpOnLaunch` to `false`, and give an address to the instances that need one");
                found.fix = Fix::confirm_literal("Change to `false`", leaf, "false");
            }
        }
    }
}

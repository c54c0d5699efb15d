use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::Fault;

rule! {
    /// A property is there without another that it needs beside it.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    /// #   ^^^^^^^^^^ `Ipv4NetmaskLength` needs `Ipv4IpamPoolId` beside it
    ///       VpcId: vpc-0a1b2c3d
    ///       CidrBlock: 10.0.0.0/24
    ///       Ipv4NetmaskLength: 24
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-0a1b2c3d
    ///       Ipv4IpamPoolId: ipam-pool-0a1b2c3d
    ///       Ipv4NetmaskLength: 24
    /// ```
    pub struct MissingCompanionProperty {
        code: "E3021",
        name: "missing-companion-property",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MissingCompanionProperty {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::RequiredBy { name, by } = &violation.fault else { continue };
            let message = format!("`{by}` needs `{name}` beside it");
            cx.report::<Self>(violation.place, message)
                .when(violation.case())
                .help(format!("Add `{name}`"))
                .related(by.span, format!("`{by}` is here"));
        }
    }
}

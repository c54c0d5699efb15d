use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::Fault;

rule! {
    /// A required property is missing, always or under some condition.
    ///
    /// A property whose value is `AWS::NoValue` in one branch of an `Fn::If` is missing
    /// whenever that branch is taken.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::EC2::Subnet` lacks the required property `VpcId`
    ///       CidrBlock: 10.0.0.0/24
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       CidrBlock: 10.0.0.0/24
    ///       VpcId: vpc-0a1b2c3d
    /// ```
    pub struct MissingRequiredProperty {
        code: "E3003",
        name: "missing-required-property",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MissingRequiredProperty {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::Missing { name } = &violation.fault else { continue };
            let message = format!("{} lacks the required property `{name}`", violation.holder());
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            found.help(format!("Add `{name}`"));
        }
    }
}

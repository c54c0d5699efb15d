use crate::rule::{Rule, rule};
use crate::validate::Fault;
use crate::{Context, words};

rule! {
    /// Of several properties that exclude one another there is none, or more than one.
    ///
    /// A property whose value is `AWS::NoValue` is not there.
    ///
    /// ```yaml bad
    /// Resources:
    ///   In:
    ///     Type: AWS::EC2::NetworkAclEntry
    ///     Properties: { NetworkAclId: acl-0a1b2c3d, Protocol: 6, RuleAction: allow, RuleNumber: 1 }
    /// #   ^^^^^^^^^^ `AWS::EC2::NetworkAclEntry` lacks `Ipv6CidrBlock` or `CidrBlock`
    ///   Out:
    ///     Type: AWS::EC2::NetworkAclEntry
    ///     Properties:
    ///       NetworkAclId: acl-0a1b2c3d
    ///       Protocol: 6
    ///       RuleAction: allow
    ///       RuleNumber: 1
    ///       CidrBlock: 10.0.0.0/16
    /// #     ^^^^^^^^^ `CidrBlock` stands beside `Ipv6CidrBlock`, and only one of them is allowed
    ///       Ipv6CidrBlock: "::/0"
    /// #     ^^^^^^^^^^^^^ `Ipv6CidrBlock` stands beside `CidrBlock`, and only one of them is allowed
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Out:
    ///     Type: AWS::EC2::NetworkAclEntry
    ///     Properties:
    ///       NetworkAclId: acl-0a1b2c3d
    ///       Protocol: 6
    ///       RuleAction: allow
    ///       RuleNumber: 1
    ///       CidrBlock: 10.0.0.0/16
    /// ```
    pub struct NotExactlyOneProperty {
        code: "E3014",
        name: "not-exactly-one-property",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for NotExactlyOneProperty {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::NotExactlyOne { names, present } = &violation.fault else { continue };
            let when = violation.case();
            let [name, other, ..] = present.as_slice() else {
                let message = format!("{} lacks {}", violation.holder(), words::or_quoted(names));
                cx.report::<Self>(violation.place, message).when(when).help("Add exactly one of them");
                continue;
            };
            let message = format!("`{name}` stands beside `{other}`, and only one of them is allowed");
            cx.report::<Self>(violation.place, message)
                .when(when)
                .help(format!("Keep one of {}", words::list(names)))
                .related(other.span, format!("`{other}` is here"));
        }
    }
}

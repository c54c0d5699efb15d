use formwork_template::Template;

use crate::insertion::add_entries;
use crate::rule::{Rule, rule};
use crate::validate::{Fault, Violation};
use crate::{Applicability, Context, Fix, fitting};

rule! {
    /// A required property is missing, always or under some condition.
    ///
    /// A property whose value is `AWS::NoValue` in one branch of an `Fn::If` is missing
    /// whenever that branch is taken. Where the template has one resource or parameter that
    /// fits and no other, the fix refers to it.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Network:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/16 }
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::EC2::Subnet` lacks the required property `VpcId`
    ///       CidrBlock: 10.0.0.0/24
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Network:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.0.0/16 }
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       CidrBlock: 10.0.0.0/24
    ///       VpcId: !Ref Network
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
        let template = cx.template();
        for violation in cx.violations().iter() {
            let Fault::Missing { name } = &violation.fault else { continue };
            let message = format!("{} lacks the required property `{name}`", violation.holder());
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            found.help(format!("Add `{name}`"));
            found.fix = fix(template, violation, name);
        }
    }
}

/// Adds a property of the resource itself where there is only one value that it can have.
fn fix(template: &Template, violation: &Violation<'_>, name: &str) -> Option<Fix> {
    let map = violation.value.filter(|_| violation.property == "Properties" && !violation.is_made)?;
    let mut resources = template.resources();
    let holder = resources.find(|it| it.properties().is_some_and(|own| own.node() == map.node()))?;
    if map.get(name).is_some() {
        return None;
    }
    let (value, words) = fitting::value(template, holder, name)?;
    let edit = add_entries(map, &[(name.to_owned(), value)])?;
    Some(Fix::new(format!("Add `{name}: {words}`"), Applicability::Unsafe, vec![edit]))
}

use formwork_template::{Section, Value};

use crate::config::{LandingZone, LandingZoneType as Type};
use crate::spelling::respelled;
use crate::landing_zone::{Identifier, Written, ids, written};
use crate::rule::{Rule, rule};
use crate::{Applicability, Context, Edit, Fix};

rule! {
    /// The id of something that every account has is written out.
    ///
    /// A template with the id of one account's VPC, subnet, hosted zone or image works
    /// in that account alone. Where the organisation keeps such ids in SSM parameters of the
    /// same name in every account, CloudFormation looks them up: in a property by a dynamic
    /// reference, in a parameter by its type. Which parameters there are is said in
    /// `formwork.yaml`, under `landing-zone`. Ids in prose and in scripts are left alone, and so
    /// are the hosted zones of alias targets, which are AWS's own.
    ///
    /// ```yaml formwork.yaml
    /// landing-zone:
    ///   parameters:
    ///     vpc/vpc-id: vpc
    ///     vpc/subnets/private-1-id: { type: subnet, ids: subnet-0a1b2c3d }
    ///     vpc/subnets/private-2-id: { type: subnet, ids: subnet-1a1b2c3d }
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC::Id
    ///     Default: vpc-0a1b2c3d # ours
    /// #            ^^^^^^^^^^^^ The VPC `vpc-0a1b2c3d` is written out
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       VPCZoneIdentifier: [subnet-0a1b2c3d, 'subnet-1a1b2c3d']
    /// #                         ^^^^^^^^^^^^^^^ The subnet `subnet-0a1b2c3d` is written out
    /// #                                          ^^^^^^^^^^^^^^^^^ The subnet `subnet-1a1b2c3d` is written out
    ///   Rule:
    ///     Type: AWS::IAM::ManagedPolicy
    ///     Properties:
    ///       PolicyDocument: !Sub '{"Resource":"arn:aws:ec2:*:*:vpc/vpc-0a1b2c3d"}'
    /// #                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The VPC `vpc-0a1b2c3d` is written out
    ///   Host:
    ///     Type: AWS::EC2::Instance
    ///     Properties: { ImageId: ami-0a1b2c3d }
    /// #                          ^^^^^^^^^^^^ The image `ami-0a1b2c3d` is written out
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Vpc:
    ///     Type: AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>
    ///     Default: /landing-zone/vpc/vpc-id # ours
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       VPCZoneIdentifier: ["{{resolve:ssm:/landing-zone/vpc/subnets/private-1-id}}", '{{resolve:ssm:/landing-zone/vpc/subnets/private-2-id}}']
    ///   Rule:
    ///     Type: AWS::IAM::ManagedPolicy
    ///     Properties:
    ///       PolicyDocument: !Sub '{"Resource":"arn:aws:ec2:*:*:vpc/{{resolve:ssm:/landing-zone/vpc/vpc-id}}"}'
    ///   Host:
    ///     Type: AWS::EC2::Instance
    ///     Properties: { ImageId: ami-0a1b2c3d }
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Vpc:
    ///     Type: AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>
    ///     Default: /landing-zone/vpc/vpc-id
    /// Resources:
    ///   Group:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: "of vpc-0a1b2c3d"
    ///       VpcId: "{{resolve:ssm:/landing-zone/vpc/vpc-id}}"
    /// ```
    pub struct HardcodedLandingZoneId {
        code: "LZN001",
        name: "hardcoded-landing-zone-id",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for HardcodedLandingZoneId {
    fn check(cx: &mut Context<'_>) {
        let Some(zone) = cx.settings().landing_zone() else { return };
        for text in written(cx.template()) {
            for id in ids(&text).into_iter().filter(|id| zone.types.contains(&id.kind)) {
                report(cx, zone, &text, &id);
            }
        }
    }
}

fn report(cx: &mut Context<'_>, zone: &LandingZone, text: &Written<'_>, id: &Identifier<'_>) {
    /// More names than this are no help.
    const FEW: usize = 4;
    let parameters = zone.parameters_for(id.kind, id.id);
    let message = format!("The {} `{}` is written out", noun(id.kind), id.id);
    let help = match (parameters.as_slice(), text.section) {
        ([], _) => format!("Look it up by an SSM parameter under `{}`", zone.parameter_prefix),
        ([only], Section::Mappings) => {
            format!("Take it from a parameter of type `AWS::SSM::Parameter::Value<...>` with the default `{only}`")
        }
        ([only], Section::Parameters) => format!("Look it up: make `{only}` the default, and an SSM parameter the type"),
        ([only], _) => format!("Look it up: `{{{{resolve:ssm:{only}}}}}`"),
        (several, _) => {
            let named: Vec<_> = several.iter().take(FEW).map(|name| format!("`{name}`")).collect();
            format!("Look it up by the SSM parameter that fits: {}", named.join(", "))
        }
    };
    let fix = match parameters.as_slice() {
        [only] => edits(cx, text, id, only),
        _ => None,
    };
    let found = cx.report::<HardcodedLandingZoneId>(text.value.span(), message);
    found.help(help);
    if let (Some(edits), [only]) = (fix, parameters.as_slice()) {
        found.fix(Fix::new(format!("Look it up as `{only}`"), Applicability::Unsafe, edits));
    }
}

/// The edits that look an id up by an SSM parameter.
fn edits(cx: &Context<'_>, text: &Written<'_>, id: &Identifier<'_>, name: &str) -> Option<Vec<Edit>> {
    let literal = |value: Value<'_>, text: &str| {
        Some(Edit { span: value.span(), text: respelled(value, text)? })
    };
    match text.section {
        Section::Parameters => {
            let parameter = cx.template().parameter(text.owner)?;
            let bounds = ["AllowedValues", "AllowedPattern", "MaxLength", "MinLength"];
            let type_value = parameter.0.value.get("Type")?;
            let type_name = type_value.text()?;
            let is_plain = id.id == text.text && !type_name.contains('<');
            if !is_plain || bounds.iter().any(|key| parameter.0.value.get(key).is_some()) {
                return None;
            }
            Some(vec![
                literal(type_value, &format!("AWS::SSM::Parameter::Value<{type_name}>"))?,
                literal(text.value, name)?,
            ])
        }
        Section::Resources => {
            let (head, tail) = (&text.text[..id.range.start], &text.text[id.range.end..]);
            Some(vec![literal(text.value, &format!("{head}{{{{resolve:ssm:{name}}}}}{tail}"))?])
        }
        _ => None,
    }
}

/// What a person calls it.
fn noun(kind: Type) -> &'static str {
    match kind {
        Type::Vpc => "VPC",
        Type::Subnet => "subnet",
        Type::SecurityGroup => "security group",
        Type::HostedZone => "hosted zone",
        Type::Ami => "image",
        Type::KmsKey => "key",
        Type::Account => "account",
    }
}

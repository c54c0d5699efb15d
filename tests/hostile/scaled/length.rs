//! Many keys, long names and long texts, and many comments.

use super::{TOPIC, lines, list, named};

pub(crate) fn wide_map(keys: usize) -> String {
    lines("Metadata:", keys, |number| format!("  Key{number}: {number}")) + "Resources: {}\n"
}

pub(crate) fn wide_json(keys: usize) -> String {
    format!(
        "{{\"Resources\": {{}}, \"Metadata\": {{{}}}}}",
        list(keys, |number| format!("\"k{number}\": {number}"))
    )
}

pub(crate) fn duplicate_keys(count: usize) -> String {
    lines("Resources:", count, |_| format!("  Same: {{ {TOPIC} }}"))
}

pub(crate) fn duplicate_json_keys(count: usize) -> String {
    format!(
        "{{\"Resources\": {{{}}}}}",
        list(count, |_| "\"Same\": {\"Type\": \"AWS::SNS::Topic\"}".to_owned())
    )
}

pub(crate) fn resources(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}:\n    {TOPIC}"))
}

pub(crate) fn broken_resources(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}:\n    Type: AWS::SNS::Topc\n    Propertie: x"))
}

/// A usual template, many times over.
pub(crate) fn long_yaml(count: usize) -> String {
    lines(
        "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }",
        count,
        |number| {
            format!(
                "  Group{number}:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: web {number}\n      \
             VpcId: !Ref Vpc\n      SecurityGroupIngress:\n        - {{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }}\n      \
             Tags:\n        - Key: Name\n          Value: !Sub '${{AWS::StackName}}-{number}'"
            )
        },
    )
}

pub(crate) fn long_json(count: usize) -> String {
    let resource = |number| {
        format!(
            "\"Group{number}\": {{\"Type\": \"AWS::EC2::SecurityGroup\", \"Properties\": {{\"GroupDescription\": \"web {number}\", \
             \"Tags\": [{{\"Key\": \"Name\", \"Value\": {{\"Fn::Sub\": \"${{AWS::StackName}}-{number}\"}}}}]}}}}"
        )
    };
    format!("{{\"Resources\": {{{}}}}}", list(count, resource))
}

/// A template on one line, with a finding every few bytes.
pub(crate) fn one_line(count: usize) -> String {
    format!(
        "{{\"Resources\": {{{}}}}}",
        list(count, |number| format!("\"é{number}\": {{\"Type\": \"AWS::SNS::Topc\"}}"))
    )
}

pub(crate) fn long_scalar(bytes: usize) -> String {
    named("", &"x".repeat(bytes))
}

pub(crate) fn long_block_scalar(count: usize) -> String {
    named("", "|") + &"        ü text ${X}\n".repeat(count)
}

pub(crate) fn long_key(bytes: usize) -> String {
    format!("Resources:\n  {}: {{ {TOPIC} }}\n", "K".repeat(bytes))
}

pub(crate) fn long_type(bytes: usize) -> String {
    format!("Resources:\n  T:\n    Type: AWS::{}\n", "x".repeat(bytes))
}

pub(crate) fn documents(count: usize) -> String {
    format!("---\nResources: {{ T: {{ {TOPIC} }} }}\n").repeat(count)
}

pub(crate) fn comments(count: usize) -> String {
    lines("Resources:", count, |number| format!("  # formwork: ignore[E3002, W{number}] -- reason @owner"))
        + &format!("  T: {{ {TOPIC} }}\n")
}

/// A suppression and a resource that it covers, many times.
pub(crate) fn used_suppressions(count: usize) -> String {
    lines("Resources:", count, |number| {
        format!("  # formwork: ignore[E3006] -- reason\n  R{number}: {{ Type: AWS::SNS::Topc }}")
    })
}

pub(crate) fn suppressed_rules(count: usize) -> String {
    let rules = list(count, |number| format!("X{number}"));
    format!(
        "# formwork: ignore-file[{rules}]\nResources:\n  T: {{ {TOPIC}, Metadata: {{ formwork: {{ ignore: [{rules}] }} }} }}\n"
    )
}

//! Which blocks collide, case by case: a template's resources, and what NET001 says of them.

use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use crate::{Diagnostic, Settings, check};

/// What the rule finds in a template that has these lines, `(message, when)`.
fn found(text: &str) -> Vec<Diagnostic> {
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    assert_eq!(template.errors(), [], "{text}");
    let report = check(&template, &Settings::default());
    report.diagnostics.into_iter().filter(|found| found.rule.as_str() == "NET001").collect()
}

#[track_caller]
fn expect(text: &str, expected: &[&str]) {
    let said = |found: &Diagnostic| match &found.when {
        Some(when) => format!("{} when {when}", found.message),
        None => found.message.clone(),
    };
    assert_eq!(found(text).iter().map(said).collect::<Vec<_>>(), expected, "{text}");
}

/// A subnet's line.
fn subnet(id: &str, vpc: &str, block: &str) -> String {
    format!("  {id}: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: {vpc}, CidrBlock: {block} }} }}\n")
}

#[test]
fn one_vpc_is_known_by_any_equal_expression() {
    let overlap = ["`10.0.0.0/24` of `B` overlaps `10.0.0.0/20` of `A`"];
    for (one, other, expected) in [
        ("!Ref Vpc", "!GetAtt Vpc.VpcId", &overlap[..]),
        ("!Ref Vpc", "!Sub '${Vpc}'", &overlap),
        ("!Ref Given", "{ Ref: Given }", &overlap),
        ("!ImportValue net", "{ 'Fn::ImportValue': net }", &overlap),
        (
            "!ImportValue { 'Fn::Sub': '${Given}-net' }",
            "!ImportValue { 'Fn::Sub': '${Given}-net' }",
            &overlap,
        ),
        ("!Select [0, !Ref All]", "!Select [0, !Ref All]", &overlap),
        ("!Select [0, !Ref All]", "!Select [1, !Ref All]", &[]),
        ("!ImportValue net", "!ImportValue other", &[]),
        ("!Ref Vpc", "vpc-1", &[]),
    ] {
        let head = "Parameters:\n  Given: { Type: String }\n  All: { Type: CommaDelimitedList }\n\
                    Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }\n";
        let text = [head, &subnet("A", one, "10.0.0.0/20"), &subnet("B", other, "10.0.0.1/24")].concat();
        expect(&text, expected);
    }
}

#[test]
fn blocks_are_worked_out() {
    let head = "Parameters:\n  Given: { Type: String, Default: 10.0.7.0/24 }\n  \
                Each: { Type: CommaDelimitedList, Default: '10.0.6.0/24, 10.0.7.0/24' }\n  \
                Third: { Type: Number, Default: 7 }\n  Asked: { Type: String }\n  \
                Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 10.0.7.0/24 }\n\
                Mappings:\n  Map: { prod: { Block: 10.0.7.0/24, Blocks: [10.0.6.0/24, 10.0.7.0/24] } }\n\
                Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n";
    for (block, when) in [
        ("!FindInMap [Map, prod, Block]", Some("")),
        ("!Select [1, !FindInMap [Map, prod, Blocks]]", Some("")),
        ("!Select [7, !Cidr [!GetAtt Vpc.CidrBlock, 8, 8]]", Some("")),
        ("!Select ['1', [10.0.6.0/24, 10.0.7.0/24]]", Some("")),
        ("!Select [1, !Split [';', '10.0.6.0/24;10.0.7.0/24']]", Some("")),
        ("!Join [/, [10.0.7.0, 24]]", Some("")),
        ("!Sub ['10.0.${N}.0/24', { N: 7 }]", Some("")),
        ("!Sub '10.0.${Third}.0/24'", Some(" when `Third` is `7`")),
        ("!Ref Given", Some(" when `Given` is `10.0.7.0/24`")),
        ("!Select [1, !Ref Each]", Some(" when `Each` is `10.0.6.0/24, 10.0.7.0/24`")),
        ("!Select [1, [!If [C, !Ref 'AWS::NoValue', 10.0.6.0/24], 10.0.7.0/24]]", None),
        ("!Select [7, !Cidr [!GetAtt Vpc.CidrBlock, 7, 8]]", None),
        ("!Ref Stored", None),
        ("!Ref Asked", None),
        ("!Sub '10.0.${Asked}.0/24'", None),
        ("!FindInMap [Map, !Ref 'AWS::Region', Block]", None),
        ("!ImportValue block", None),
    ] {
        let text =
            [head, &subnet("A", "!Ref Vpc", "10.0.7.128/25"), &subnet("B", "!Ref Vpc", block)].concat();
        let expected = when.map(|when| format!("`10.0.7.0/24` of `B` overlaps `10.0.7.128/25` of `A`{when}"));
        expect(&text, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn only_what_can_exist_together_collides() {
    let head = "Parameters:\n  Env: { Type: String, Default: dev, AllowedValues: [dev, prod] }\n  \
                Block: { Type: String, Default: 10.0.0.0/24 }\n\
                Conditions:\n  Prod: !Equals [!Ref Env, prod]\n  Dev: !Equals [!Ref Env, dev]\n  \
                Own: !Not [!Equals [!Ref Block, 10.0.0.0/24]]\n\
                Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n";
    let said = |when: &str| vec![format!("`10.0.0.0/24` of `B` overlaps `10.0.0.0/24` of `A` when {when}")];
    for (one, other, expected) in [
        ("!If [Prod, 10.0.0.0/24, 10.0.1.0/24]", "!If [Dev, 10.0.0.0/24, 10.0.2.0/24]", vec![]),
        ("!If [Prod, 10.0.0.0/24, 10.0.1.0/24]", "10.0.0.0/24", said("`Prod` is true")),
        (
            "!If [Prod, 10.0.0.0/24, 10.0.1.0/24]",
            "!If [Dev, 10.0.2.0/24, 10.0.0.0/24]",
            said("`Prod` is true and `Dev` is false"),
        ),
        // The default and the condition exclude one another.
        ("10.0.0.0/24", "!If [Own, !Ref Block, 10.0.1.0/24]", vec![]),
    ] {
        let text = [head, &subnet("A", "!Ref Vpc", one), &subnet("B", "!Ref Vpc", other)].concat();
        expect(&text, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn a_subnet_lies_in_a_block_of_its_vpc() {
    let vpc = "Conditions:\n  C: !Equals [!Ref 'AWS::Region', eu-west-1]\n\
               Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n";
    let more = |properties: &str| {
        format!(
            "  More: {{ Type: AWS::EC2::VPCCidrBlock, Properties: {{ VpcId: !Ref Vpc, {properties} }} }}\n"
        )
    };
    let outside = ["`10.2.0.0/24` of `A` is not within `10.0.0.0/16` of its VPC `Vpc`"];
    for (more, expected) in [
        (String::new(), &outside[..]),
        (
            more("CidrBlock: 10.1.0.0/16"),
            &["`10.2.0.0/24` of `A` is not within `10.0.0.0/16` or `10.1.0.0/16` of its VPC `Vpc`"],
        ),
        (more("CidrBlock: 10.2.0.0/16"), &[]),
        (
            more("CidrBlock: !If [C, 10.2.0.0/16, 10.3.0.0/16]"),
            &[
                "`10.2.0.0/24` of `A` is not within `10.0.0.0/16` or `10.3.0.0/16` of its VPC `Vpc` when `C` is false",
            ],
        ),
        (more("CidrBlock: !ImportValue block"), &[]),
        (more("Ipv4IpamPoolId: pool"), &[]),
        (more("AmazonProvidedIpv6CidrBlock: true"), &outside),
    ] {
        expect(&[vpc, &subnet("A", "!Ref Vpc", "10.2.0.0/24"), &more].concat(), expected);
    }
    let v6 = "  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, Ipv6CidrBlock: '2001:db8:1::/64' } }\n";
    for (more, expected) in [
        (String::new(), &["`2001:db8:1::/64` of `A` is IPv6, and its VPC has no IPv6 block"][..]),
        (more("AmazonProvidedIpv6CidrBlock: true"), &[]),
        (more("Ipv6CidrBlock: '2001:db8:1::/48'"), &[]),
        (
            more("Ipv6CidrBlock: '2001:db8:2::/48'"),
            &["`2001:db8:1::/64` of `A` is not within `2001:db8:2::/48` of its VPC `Vpc`"],
        ),
    ] {
        expect(&[vpc, v6, &more].concat(), expected);
    }
    let chosen = vpc.replace("10.0.0.0/16", "!If [C, 10.0.0.0/16, 10.1.0.0/16]");
    expect(
        &[&chosen, &subnet("A", "!Ref Vpc", "10.0.0.0/24")[..]].concat(),
        &["`10.0.0.0/24` of `A` is not within `10.1.0.0/16` of its VPC `Vpc` when `C` is false"],
    );
    expect(&[&chosen, &subnet("A", "!Ref Vpc", "!If [C, 10.0.0.0/24, 10.1.0.0/24]")[..]].concat(), &[]);
}

#[test]
fn joined_vpcs_share_no_addresses() {
    let vpcs = "Resources:\n  A: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n  \
                B: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/20 } }\n";
    let attach = |id: &str, gateway: &str, vpc: &str| {
        format!(
            "  {id}: {{ Type: AWS::EC2::TransitGatewayAttachment, \
             Properties: {{ TransitGatewayId: {gateway}, VpcId: !Ref {vpc} }} }}\n"
        )
    };
    expect(vpcs, &[]);
    let peering =
        "  P: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref B, PeerVpcId: !Ref A } }\n";
    expect(
        &[vpcs, peering].concat(),
        &["`10.0.0.0/20` of `B` overlaps `10.0.0.0/16` of `A`, to which `P` peers it"],
    );
    expect(
        &[vpcs, &attach("X", "!ImportValue hub", "A"), &attach("Y", "!ImportValue hub", "B")].concat(),
        &[
            "`10.0.0.0/20` of `B` overlaps `10.0.0.0/16` of `A`, which is attached to the same transit gateway",
        ],
    );
    expect(&[vpcs, &attach("X", "tgw-1", "A"), &attach("Y", "tgw-2", "B")].concat(), &[]);
}

#[test]
fn a_proposal_is_free_and_given_once() {
    let head = "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/22 } }\n";
    let ids = ["A", "B", "C", "D", "E"];
    let subnets: String = ids.iter().map(|id| subnet(id, "!Ref Vpc", "\"10.0.1.0/24\"")).collect();
    let fixes = found(&[head, &subnets].concat()).into_iter().map(|found| {
        found.fix.map_or_else(|| found.help.unwrap_or_default(), |fix| fix.edits[0].text.clone())
    });
    assert_eq!(
        fixes.collect::<Vec<_>>(),
        ["\"10.0.2.0/24\"", "\"10.0.3.0/24\"", "\"10.0.0.0/24\"", "Give it a block that is free in its VPC"]
    );
}

/// Thousands of subnets, all disjoint, all the same, or all shut off from one
/// another: a loop over pairs would take minutes.
#[test]
fn many_subnets_take_little_time() {
    let vpc = "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }\n";
    let many = |block: &dyn Fn(usize) -> String| {
        let subnets: String = (0..5_000).map(|i| subnet(&format!("S{i}"), "!Ref Vpc", &block(i))).collect();
        found(&[vpc, &subnets].concat()).len()
    };
    assert_eq!(many(&|i| format!("10.{}.{}.0/24", i / 256, i % 256)), 0);
    assert_eq!(many(&|_| "10.0.0.0/24".to_owned()), 4_999);
    assert_eq!(many(&|i| format!("!If [C{i}, 10.0.0.0/24, 10.0.1.0/24]")), 4_999 * 2);
}

//! The organisation's network plan: environments, stacks, and the templates of a run.

use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use crate::testing::{findings, findings_beside};
use crate::{Claims, Run, Settings, Surroundings, check_around};

const PLAN: &str = "
network:
  supernets: { dev: 10.16.0.0/12, prod: [10.0.0.0/12, 10.32.0.0/12] }
environments:
  deployments: ['{environment}.yaml']
";

const VPC: &str = "  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: @ } }\n";

#[track_caller]
fn outside(head: &str, block: &str, files: &[(&str, &str)], expected: &str) {
    let text = format!("{head}Resources:\n{}", VPC.replace('@', block));
    let (found, _) = findings_beside("NET003", PLAN, files, &text);
    let found: Vec<&str> =
        found.lines().map(|line| line.split_once(": ").map_or(line, |(_, rest)| rest)).collect();
    assert_eq!(found.join("\n"), expected, "{text}");
}

#[test]
fn the_environment_is_the_one_that_is_named() {
    let env = "Parameters:\n  Env: { Type: String, Default: dev, AllowedValues: [dev, prod] }\n";
    let block = "  Block: { Type: String, Default: 10.1.0.0/16 }\n";
    let condition = "Conditions:\n  Prod: !Equals [!Ref Env, prod]\n";
    let of_prod = "`10.1.0.0/16` of `Vpc` is for `dev` and lies in `10.0.0.0/12`, a supernet of `prod`";
    outside("", "10.99.0.0/16", &[], "`10.99.0.0/16` of `Vpc` lies in no supernet of the network plan");
    outside("", "10.1.0.0/16", &[], "");
    // It is larger than any supernet.
    outside("", "10.0.0.0/8", &[], "`10.0.0.0/8` of `Vpc` lies in no supernet of the network plan");
    outside(env, "10.1.0.0/16", &[], &format!("{of_prod} when `Env` is `dev`"));
    let other = "`10.16.0.0/16` of `Vpc` is for `prod` and lies in `10.16.0.0/12`, a supernet of `dev`";
    let conditions = [env, condition].concat();
    outside(&conditions, "!If [Prod, 10.1.0.0/16, 10.16.0.0/16]", &[], "");
    outside(
        &conditions,
        "!If [Prod, 10.16.0.0/16, 10.17.0.0/16]",
        &[],
        &format!("{other} when `Prod` is true and `Env` is `prod`"),
    );
    // The default of one parameter goes with that of the other, and with nothing else.
    let both = [env, block].concat();
    outside(&both, "!Ref Block", &[], &format!("{of_prod} when `Block` is `10.1.0.0/16` and `Env` is `dev`"));
    outside(&both.replace("Default: dev", "Default: prod"), "!Ref Block", &[], "");
    let keyed = "Mappings:\n  Blocks: { dev: { Vpc: 10.1.0.0/16 } }\n";
    outside(keyed, "!FindInMap [Blocks, dev, Vpc]", &[], of_prod);
    outside("", "!ImportValue block", &[], "");
    outside("", "'2001:db8::/56'", &[], "");
}

#[test]
fn a_stack_gives_the_values() {
    let head = "Parameters:\n  Block: { Type: String, Default: 10.1.0.0/16 }\n";
    let of_prod = "`10.1.0.0/16` of `Vpc` is for `dev` and lies in `10.0.0.0/12`, a supernet of `prod`";
    let dev = ("dev.yaml", "template-file-path: template.yaml\nparameters: { Block: 10.16.0.0/16 }\n");
    let prod = ("prod.yaml", "template-file-path: template.yaml\nparameters: { Block: 10.16.0.0/16 }\n");
    let default = ("dev.yaml", "template-file-path: template.yaml\ntags: { a: b }\n");
    outside(head, "!Ref Block", &[dev], "");
    outside(head, "!Ref Block", &[default], &format!("{of_prod} when deployed as `dev.yaml`"));
    outside("", "10.1.0.0/16", &[default], &format!("{of_prod} when deployed as `dev.yaml`"));
    outside(
        head,
        "!Ref Block",
        &[dev, prod],
        "`10.16.0.0/16` of `Vpc` is for `prod` and lies in `10.16.0.0/12`, a supernet of `dev` when deployed as `prod.yaml`",
    );
}

#[test]
fn a_proposal_lies_in_the_plan_and_is_free() {
    let config = "network: { supernets: { prod: 10.0.0.0/13 }, reserved: [10.0.0.0/24, { block: 10.2.0.0/16, for: vpn }] }";
    let text = |blocks: [&str; 3]| {
        let vpc = |(number, block): (usize, &&str)| {
            format!("  V{number}: {{ Type: AWS::EC2::VPC, Properties: {{ CidrBlock: {block} }} }}\n")
        };
        format!("Resources:\n{}", blocks.iter().enumerate().map(vpc).collect::<String>())
    };
    let before = text(["\"172.16.0.0/16\"", "10.1.0.0/16", "172.16.0.0/13"]);
    let (found, fixed) = findings("NET003", config, &before);
    assert_eq!(found.lines().count(), 2);
    // There is no room for the second.
    assert_eq!(fixed, text(["\"10.3.0.0/16\"", "10.1.0.0/16", "172.16.0.0/13"]));
    let (found, fixed) = findings("NET005", config, &text(["10.0.0.0/16", "10.1.0.0/16", "10.2.4.0/22"]));
    assert!(
        found.contains("`10.2.4.0/22` of `V2` overlaps `10.2.0.0/16`, which is reserved for vpn"),
        "{found}"
    );
    assert_eq!(fixed, text(["10.3.0.0/16", "10.1.0.0/16", "10.4.0.0/22"]));
}

/// What NET006 says of each of these templates in one run.
fn used_twice(config: &str, templates: &[(&str, &str)]) -> Vec<String> {
    let settings = Settings::for_tests(config);
    let templates: Vec<(&str, Template)> = templates
        .iter()
        .map(|(name, text)| (*name, Template::new(parse(Arc::from(*text), Syntax::Yaml))))
        .collect();
    let around = |name| Surroundings { name: Some(name), ..Surroundings::default() };
    let run =
        Run::new(templates.iter().map(|(name, one)| Claims::of(one, &around(name), &settings)).collect());
    let mut said = Vec::new();
    for (name, template) in &templates {
        let report = check_around(template, Surroundings { run: Some(&run), ..around(name) }, &settings);
        let found = report.diagnostics.into_iter().filter(|found| found.rule.as_str() == "NET006");
        said.extend(found.map(|found| format!("{name}: {}", found.message)));
    }
    said
}

#[test]
fn blocks_of_a_run_are_used_once() {
    let vpc = |id: &str, block: &str| {
        format!("Resources:\n  {id}: {{ Type: AWS::EC2::VPC, Properties: {{ CidrBlock: {block} }} }}\n")
    };
    let (one, two, three) = (vpc("A", "10.0.0.0/16"), vpc("B", "10.0.128.0/20"), vpc("C", "10.1.0.0/16"));
    let unique = "network: { unique: true }";
    assert_eq!(
        used_twice(unique, &[("a", &one), ("b", &two), ("c", &three)]),
        [
            "a: `10.0.0.0/16` of `A` overlaps `10.0.128.0/20` of `B` in `b`",
            "b: `10.0.128.0/20` of `B` overlaps `10.0.0.0/16` of `A` in `a`"
        ]
    );
    assert_eq!(used_twice("network: {}", &[("a", &one), ("b", &two)]), [""; 0]);
    // Two environments may share addresses where their supernets do.
    let env = |id: &str, name: &str| {
        format!(
            "Parameters:\n  Env: {{ Type: String, AllowedValues: [{name}] }}\nMappings:\n  M: {{ {name}: {{ B: 10.0.0.0/16 }} }}\n{}",
            vpc(id, "!FindInMap [M, !Ref Env, B]")
        )
    };
    let shared = "network: { unique: true, supernets: { dev: 10.0.0.0/8, prod: 10.0.0.0/12 } }";
    let templates = [env("A", "dev"), env("B", "prod"), env("C", "prod")];
    let run: Vec<(&str, &str)> =
        ["a", "b", "c"].into_iter().zip(templates.iter().map(String::as_str)).collect();
    assert_eq!(used_twice(shared, &run[..2]), [""; 0]);
    assert_eq!(used_twice(unique, &run[..2]).len(), 2);
    assert_eq!(used_twice(shared, &run).len(), 2, "those of prod");
    // A mapping that was copied.
    let copied = "Parameters:\n  Env: { Type: String, AllowedValues: [dev, prod] }\nMappings:\n  M: { dev: { B: 10.0.0.0/16 }, prod: { B: 10.0.0.0/16 } }\n";
    let copied = [copied, &vpc("A", "!FindInMap [M, !Ref Env, B]")].concat();
    assert_eq!(
        used_twice(unique, &[("a", &copied)]),
        ["a: `10.0.0.0/16` of `A` overlaps `10.0.0.0/16` that it has when `Env` is `dev`"]
    );
    // Joined VPCs are another rule's.
    let joined = [
        one.as_str(),
        "  B: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/20 } }\n",
        "  P: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref A, PeerVpcId: !Ref B } }\n",
    ];
    assert_eq!(used_twice(unique, &[("a", &joined.concat())]), [""; 0]);
    assert_eq!(used_twice(unique, &[("a", &joined[..2].concat())]).len(), 1);
}

/// Thousands of VPCs, all the same or all disjoint: a loop over pairs would take minutes.
#[test]
fn many_blocks_take_little_time() {
    let many = |block: &dyn Fn(usize) -> String| {
        let vpcs: String = (0..3_000)
            .map(|i| {
                format!("  V{i}: {{ Type: AWS::EC2::VPC, Properties: {{ CidrBlock: {} }} }}\n", block(i))
            })
            .collect();
        let text = format!("Resources:\n{vpcs}");
        let config = "{ network: { unique: true }, packs: [], select: [NET006] }";
        used_twice(config, &[("a", &text), ("b", &text)]).len()
    };
    assert_eq!(many(&|i| format!("10.{}.{}.0/24", i / 256, i % 256)), 6_000);
    // Of so many of the first template's own none is passed over for one of the other's.
    assert_eq!(many(&|_| "10.0.0.0/24".to_owned()), 8_998);
}

//! What is different for some types.

use crate::testing::findings;

/// What is said of the names of some resources, where `types` says so.
fn said(types: &str, resources: &str) -> String {
    let config = format!(
        "naming:\n  pattern: '{{resourceName}}-{{env}}'\n  parts: {{ env: [dev, prod] }}\n  types: {types}\n"
    );
    let (found, _) = findings("NAM001", &config, &format!("Resources:\n{resources}"));
    found
        .lines()
        .map(|line| line.split_once(": ").map_or(line, |(_, rest)| rest))
        .collect::<Vec<_>>()
        .join("; ")
}

fn queue(types: &str, name: &str) -> String {
    let resource = format!("  A: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: {name} }} }}\n");
    said(types, &resource)
}

#[test]
fn letters_characters_and_lengths() {
    for (types, name, expected) in [
        ("{ '*': { case: lower } }", "Orders-dev", "`Orders-dev` has capital letters"),
        ("{ '*': { case: upper } }", "orders-dev", "`orders-dev` has small letters"),
        ("{ '*': { case: lower }, AWS::SQS::Queue: { case: any } }", "Orders-dev", ""),
        (
            "{ '*': { case: lower }, AWS::SQS::Queue: { max-length: 80 } }",
            "Orders-dev",
            "`Orders-dev` has capital letters",
        ),
        (
            "{ AWS::SQS::Queue: { characters: 'a-z-' } }",
            "a_b-dev",
            "`a_b-dev` has `_`, which is not among `a-z-`",
        ),
        ("{ AWS::SQS::Queue: { characters: 'a-z-' } }", "!Sub 'ab-${AWS::Region}-dev'", ""),
        (
            "{ AWS::SQS::Queue: { characters: 'a-z-' } }",
            "!Sub 'A${X}-dev'",
            "`A${X}-dev` has `A`, which is not among `a-z-`",
        ),
        (
            "{ AWS::SQS::Queue: { max-length: 8 } }",
            "orders-dev",
            "`orders-dev` has 10 characters, and `QueueName` has 8 at most",
        ),
        (
            "{ AWS::SQS::Queue: { max-length: 8 } }",
            "!Sub 'orders${X}-dev'",
            "`orders${X}-dev` has at least 10 characters, and `QueueName` has 8 at most",
        ),
        (
            "{ AWS::SQS::Queue: { min-length: 12 } }",
            "orders-dev",
            "`orders-dev` has 10 characters, and `QueueName` has 12 at least",
        ),
        ("{ AWS::SQS::Queue: { min-length: 12 } }", "!Sub 'orders${X}-dev'", ""),
        ("{ AWS::SQS::Queue: { case: lower } }", "orders-dev.fifo", ""),
    ] {
        assert_eq!(queue(types, name), expected, "{types} {name}");
    }
}

#[test]
fn patterns_and_types_of_ones_own() {
    for (types, name, expected) in [
        ("{ AWS::SQS::Queue: { pattern: 'q-{resourceName}' } }", "q-orders", ""),
        (
            "{ AWS::SQS::Queue: { pattern: 'q-{resourceName}-{env}' } }",
            "q-orders-prd",
            "The part `env` of `q-orders-prd` is `prd`, not one of `dev`, `prod`",
        ),
        ("{ AWS::SNS::Topic: {} }", "wrong", ""),
        ("{ '*': {}, AWS::SQS::Queue: off }", "wrong", ""),
        ("{ '*': {} }", "wrong", "`wrong` lacks the part `env`"),
        ("{ AWS::SQS::Queue: }", "wrong", "`wrong` lacks the part `env`"),
    ] {
        assert_eq!(queue(types, name), expected, "{types}");
    }
    let own = "  A: { Type: Acme::Store::Bucket, Properties: { Label: wrong } }\n";
    assert_eq!(said("{ Acme::Store::Bucket: { property: Label } }", own), "`wrong` lacks the part `env`");
    assert_eq!(said("{ '*': {} }", own), "");
}

#[test]
fn a_literal_in_wrong_letters_is_mended() {
    let config = "naming: { pattern: '{resourceName}', types: { '*': { case: lower } } }";
    let text = "Resources:\n  A: { Type: AWS::SQS::Queue, Properties: { QueueName: 'Orders' } }\n";
    let (_, fixed) = findings("NAM001", config, text);
    assert!(fixed.contains("QueueName: 'orders'"), "{fixed}");
}

#[test]
fn a_region_where_a_type_has_one() {
    let config = "naming:\n  pattern: '{resourceName}[-{region}]'\n  region: never\n  types: { '*': , AWS::IAM::Role: { region: always } }\n";
    let text = "Resources:\n  A: { Type: AWS::IAM::Role, Properties: { RoleName: web } }\n  B: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs-eu-west-1 } }\n";
    let (found, _) = findings("NAM001", config, text);
    assert_eq!(
        found,
        "2: `web` lacks the part `region`\n3: `jobs-eu-west-1` has the region `eu-west-1`, though names have none\n"
    );
}

//! Reading `formwork.yaml` and asking the settings, on whole files. The rules
//! under `builtin/configuration` show each problem by itself.

use std::collections::BTreeSet;

use formwork_template::{Data, Entry, NodeId, ScalarKind, Syntax, Tree, parse};
use serde_json::Value;

use super::keys::{KEYS, TOP_KEYS};
use super::reader::read_among;
use super::*;
use crate::{Diagnostic, Meta, Phase, Severity};

const ALPHA: Meta = meta("W3005", "alpha-rule", &["cfn-lint:W3005", "ALPHA"]);
const BETA: Meta = meta("W3010", "beta-rule", &[]);
const GAMMA: Meta = meta("E1001", "gamma-rule", &[]);
const UNKNOWN_TAG: Meta = meta("TAG003", "unknown-tag", &[]);

const fn meta(code: &'static str, name: &'static str, aliases: &'static [&'static str]) -> Meta {
    let (severity, phase) = (Severity::Info, Phase::Template);
    Meta { code, name, severity, since: "0.1", aliases, phase, experimental: false, docs: "", control: None }
}

pub(super) fn read_text(text: &str) -> (Config, Vec<Diagnostic>) {
    read_among(vec![&ALPHA, &BETA, &GAMMA, &UNKNOWN_TAG], &text.into())
}

pub(super) fn good(text: &str) -> Config {
    let (config, problems) = read_text(text);
    assert_eq!(problems, [], "{text}");
    config
}

/// Checks that `text` has one problem, at `place`, with this message and this help.
pub(super) fn check(text: &str, place: &str, message: &str, help: &str) {
    let (_, problems) = read_text(text);
    let found: Vec<_> = problems
        .iter()
        .map(|found| {
            (&text[found.span.range()], found.message.as_str(), found.help.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(found, [(place, message, help)], "{text}");
}

#[test]
fn says_what_is_wrong_where_and_what_would_be_right() {
    check("- a\n", "- a", "`formwork.yaml` is a list, not a mapping", "");
    check("regions\n", "regions", "`formwork.yaml` is `regions`, not a mapping", "");
    check("naming:\n", "", "`naming` is empty, not a mapping", "");
    check("netwrok: {}\n", "netwrok", "`netwrok` is not a key of `formwork.yaml`", "Change it to `network`");
    check(
        "tagging: { mandatory: {} }\n",
        "mandatory",
        "`mandatory` is not a key of `tagging`",
        "There are `required`, `optional`, `unknown`, `propagate`",
    );
    check("regions: [eu-wset-1]\n", "eu-wset-1", "`eu-wset-1` is not a region", "Change it to `eu-west-1`");
    check("regions: []\n", "[]", "`regions` is an empty list", "Put something in it, or leave out the key");
    check(
        "regions: [[eu-west-1]]\n",
        "[eu-west-1]",
        "Item 1 of `regions` is a list, not the name of a region",
        "",
    );
    check(
        "regions: [!Ref R]\n",
        "!Ref R",
        "Item 1 of `regions` is tagged `!Ref`, not the name of a region",
        "",
    );
}

#[test]
fn knows_the_rules_and_levels() {
    check("ignore: [W3006]\n", "W3006", "No rule is called `W3006`", "Change it to `W3005`");
    check("ignore: [w3]\n", "w3", "No rule is called `w3`", "");
    check("ignore: [W3, W3]\n", "W3", "`W3` is in the list twice", "Keep one of them");
    check(
        "severity: { ALPHA: critical }\n",
        "critical",
        "`critical` is not a level",
        "There are `error`, `warning`, `info`, `off`",
    );
}

#[test]
fn holds_names_to_their_parts() {
    check(
        "naming: { parts: {} }\n",
        "{ parts: {} }",
        "`naming` has no `pattern`",
        "Add one: `pattern: \"{resourceName}-{env}\"`",
    );
    check(
        "naming: { pattern: '{env}', parts: { evn: any, env: any } }\n",
        "evn",
        "The part `evn` is in `parts` and not in the pattern",
        "Write `{evn}` in the pattern, or take it out of `parts`",
    );
    check(
        "naming: { pattern: 'x-{evn}', parts: { } }\n",
        "evn",
        "The part `evn` is in the pattern and not in `parts`",
        "Define it: `parts: { evn: any }`",
    );
    check(
        "naming: { pattern: '{region}', region: never }\n",
        "never",
        "The pattern has the part `region` in every name",
        "Put it in an optional group: `[-{region}]`",
    );
    check(
        "naming: { pattern: '{resourceName}', types: [AWS::S3::Buckets] }\n",
        "AWS::S3::Buckets",
        "`AWS::S3::Buckets` is not a resource type",
        "Change it to `AWS::S3::Bucket`",
    );
}

#[test]
fn finds_every_problem_in_one_reading_and_keeps_the_rest() {
    let text = "regions: [nowhere-1, eu-west-1]\nnamin: 1\nnetwork: { min-prefix: 8, admin-ports: [22] }\n";
    let (config, problems) = read_text(text);
    let places: Vec<_> = problems.iter().map(|found| &text[found.span.range()]).collect();
    assert_eq!(places, ["nowhere-1", "namin", "8"]);
    assert_eq!(problems[2].path.to_string(), "network/min-prefix");
    assert_eq!(config.regions.map(|regions| regions.len()), Some(1));
    assert_eq!(config.network.map(|network| network.admin_ports), Some(vec![22]));
}

#[test]
fn nothing_written_is_the_default() {
    for text in ["", "\n\n", "# only a comment\n", "---\n", "{}\n"] {
        let settings = Settings::new(good(text), Overrides::default());
        assert_eq!(settings.severity_of(&ALPHA), Some(Severity::Info), "{text:?}");
        assert_eq!(format!("{:?}", settings.regions()), "[us-east-1]");
        assert!(settings.naming().is_none() && settings.tagging().is_none());
        assert_eq!(settings.network().admin_ports[..2], [22, 23]);
        assert_eq!(settings.api_gateway().allow.len(), 5);
        assert_eq!(settings.api_gateway().exclude_methods, [HttpMethod::Options]);
    }
}

#[test]
fn the_closest_entry_decides() {
    use Severity::{Error, Info, Warning};
    let cases = [
        ("severity: { W: error }", [Some(Error), Some(Error), Some(Info)]),
        ("severity: { W: error, W3: 'off', W3005: warning }", [Some(Warning), None, Some(Info)]),
        ("severity: { W3: warning, W: error }", [Some(Warning), Some(Warning), Some(Info)]),
        ("severity: { alpha-rule: off, E: error }", [None, Some(Info), Some(Error)]),
        ("severity: { ALPHA: error }\nignore: [W3]", [Some(Error), None, Some(Info)]),
        ("severity: { W3005: error }\nignore: [alpha-rule]", [None, Some(Info), Some(Info)]),
        ("select: [W]", [Some(Info), Some(Info), None]),
        ("select: [W]\nignore: [W3005]", [None, Some(Info), None]),
        ("select: [W3005]\nignore: [W]", [Some(Info), None, None]),
        ("select: [W3]\nignore: [W3]", [None, None, None]),
        ("select: [E]\nseverity: { W3005: error }", [None, None, Some(Info)]),
    ];
    for (text, expected) in cases {
        let settings = Settings::new(good(text), Overrides::default());
        assert_eq!([&ALPHA, &BETA, &GAMMA].map(|meta| settings.severity_of(meta)), expected, "{text}");
    }
}

#[test]
fn the_command_line_decides_over_the_file() {
    use Severity::{Error, Info};
    let selectors = |names: &[&str]| -> Vec<Selector> {
        let rules = [&ALPHA, &BETA, &GAMMA];
        names.iter().map(|name| Selector::among(&rules, name).expect("a known rule")).collect()
    };
    let file = "select: [W]\nignore: [W3010]\nseverity: { W3005: off, W3: error }";
    for (select, ignore, expected) in [
        (&[][..], &[][..], [None, None, None]),
        (&["W3005"], &[], [Some(Error), None, None]),
        (&["W3", "E"], &[], [Some(Error), Some(Error), Some(Info)]),
        (&["W3", "E"], &["E1001"], [Some(Error), Some(Error), None]),
        (&["W3010"], &["W"], [None, Some(Error), None]),
        (&[], &["ALPHA"], [None, None, None]),
    ] {
        let overrides =
            Overrides { select: selectors(select), ignore: selectors(ignore), ..Overrides::default() };
        let settings = Settings::new(good(file), overrides);
        let actual = [&ALPHA, &BETA, &GAMMA].map(|meta| settings.severity_of(meta));
        assert_eq!(actual, expected, "{select:?} {ignore:?}");
    }
    let regions = formwork_schemas::Region::parse("eu-west-3").into_iter().collect();
    let settings = Settings::new(good("regions: [eu-west-1]"), Overrides { regions, ..Overrides::default() });
    assert_eq!(format!("{:?}", settings.regions()), "[eu-west-3]");
}

#[test]
fn the_level_of_unknown_tags_is_that_of_their_rule() {
    for (text, expected) in [
        ("tagging: {}", None),
        ("tagging: { unknown: error }", Some(Severity::Error)),
        ("tagging: {}\nseverity: { TAG: warning }", None),
        ("tagging: {}\nseverity: { TAG003: warning }", Some(Severity::Warning)),
        ("tagging: { unknown: error }\nignore: [unknown-tag]", None),
    ] {
        let settings = Settings::new(good(text), Overrides::default());
        assert_eq!(settings.severity_of(&UNKNOWN_TAG), expected, "{text}");
    }
}

#[test]
fn reads_each_way_to_say_what_is_allowed() {
    let text = "tagging:\n  required:\n    a: '^x'\n    b: { pattern: 'x$' }\n    c: [on, 010, dev]\n    d: { one-of: [x] }\n    e: any\n    f: true\n";
    let tagging = good(text).tagging.expect("it is there");
    let accepts =
        |tag: &str, value: &str| tagging.required[tag].allowed.as_ref().expect("it says so").accepts(value);
    for (tag, yes, no) in [
        ("a", "xy", "yx"),
        ("b", "yx", "xy"),
        ("c", "010", "8"),
        ("d", "x", "xx"),
        ("e", "y", ""),
        ("f", "y", ""),
    ] {
        assert!(accepts(tag, yes) && !accepts(tag, no), "{tag}");
    }
    assert!(accepts("c", "on"));
    assert_eq!(tagging.required["c"].to_string(), "one of `on`, `010`, `dev`");
}

/// Most of it is comments: what thousands of patterns cost is no matter of reading.
#[test]
fn reads_a_megabyte() {
    let comment = "x".repeat(300);
    let lines = |line: &dyn Fn(u32) -> String| {
        (0..3_000).map(|index| format!("{} # {comment}\n", line(index))).collect::<String>()
    };
    let tags = lines(&|index| format!("    tag-{index}: '^value-{index}-of-many$'"));
    let config = good(&format!("tagging:\n  required:\n{tags}"));
    assert_eq!(config.tagging.map(|tagging| tagging.required.len()), Some(3_000));
    let (_, problems) = read_text(&lines(&|index| format!("a-key-that-there-is-not-{index}: W")));
    assert_eq!(problems.len(), 3_000);
}

/// The examples of the documentation, read as they stand there.
#[test]
fn documented_examples_are_right() {
    let page = include_str!("../../../docs/configuration.md");
    let examples: Vec<_> =
        page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() > 5);
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("it is a schema");
    for example in examples {
        assert_eq!(read(&example.into()).1, [], "{example}");
        let parsed = parse(example.into(), Syntax::Yaml);
        let errors: Vec<_> = schema
            .iter_errors(&json(&parsed.tree, parsed.tree.root()))
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{example}{errors:?}");
    }
    for key in top_level_keys() {
        assert!(page.contains(&format!("`{key}`")), "{key} is not documented");
    }
}

/// The keys of each mapping are written down twice, in its type and in its `decode`.
#[test]
fn schema_and_reader_know_the_same_keys() {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON");
    let keys = |definition: &str| -> BTreeSet<String> {
        let place = if definition.is_empty() { &schema } else { &schema["definitions"][definition] };
        place["properties"].as_object().expect("properties").keys().cloned().collect()
    };
    for (definition, text) in [
        ("", "zzz: 1"),
        ("Naming", "naming: { pattern: '{resourceName}', zzz: 1 }"),
        ("TypeNaming", "naming: { pattern: '{resourceName}', types: { AWS::SQS::Queue: { zzz: 1 } } }"),
        ("Tagging", "tagging: { zzz: 1 }"),
        ("Network", "network: { zzz: 1 }"),
        ("ApiGateway", "api-gateway: { zzz: 1 }"),
        ("ApiTerms", "api-gateway: { kinds: { rest: { zzz: 1 } } }"),
        ("StageTerms", "api-gateway: { stages: { prod: { zzz: 1 } } }"),
        ("Environments", "environments: { zzz: 1 }"),
        ("Defaults", "defaults: { zzz: 1 }"),
        ("LandingZone", "landing-zone: { zzz: 1 }"),
    ] {
        let (_, problems) = read_text(text);
        let help = problems[0].help.clone().unwrap_or_default();
        let mut known: BTreeSet<_> = help.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        if definition.is_empty() {
            // They are too many to be told.
            known = [KEYS, TOP_KEYS].concat().into_iter().map(str::to_owned).collect();
        }
        assert_eq!(known, keys(definition), "{definition}");
        // No value of any key is an integer below zero or a list of such: each key is looked at.
        for key in known {
            let (_, problems) = read_text(&text.replace("zzz: 1", &format!("{key}: [-1, [-1]]")));
            assert!(!problems.is_empty(), "{definition} {key}");
        }
    }
}

/// A node as an editor reads it, in YAML 1.2.
fn json(tree: &Tree, node: NodeId) -> Value {
    match tree.data(node) {
        Data::Mapping(_) => {
            let pair = |entry: &Entry| {
                (tree.text(entry.key).unwrap_or_default().to_owned(), json(tree, entry.value))
            };
            Value::Object(tree.entries(node).iter().map(pair).collect())
        }
        Data::Sequence(items) => items.iter().map(|&item| json(tree, item)).collect(),
        Data::Scalar(scalar) => match (scalar.kind, tree.scalar_text(*scalar)) {
            (ScalarKind::Integer(number), _) => number.into(),
            (ScalarKind::Null, _) => Value::Object(serde_json::Map::new()), // a file of comments
            (ScalarKind::Bool(value), "true" | "false") => value.into(),
            (_, text) => text.into(),
        },
        Data::Error => Value::Null,
    }
}

fn top_level_keys() -> Vec<String> {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON");
    schema["properties"].as_object().expect("properties").keys().cloned().collect()
}

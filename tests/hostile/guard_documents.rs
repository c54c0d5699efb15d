//! Hostile documents under ordinary rules, and both of them damaged at random
//! from fixed seeds.

use std::path::Path;

use rayon::prelude::*;

use super::guard::{formwork, run};
use super::mutations::{Random, damaged};
use super::{expect_none, failure, fixed, folder, scaled};

/// Rules that look at everything, by every way there is.
const RULES: &str = r#"
let all = Resources.*
let topics = Resources.*[ Type == 'AWS::SNS::Topic' ]
rule everything when Resources exists {
  Resources.*.* exists
  Resources.*[ Type exists ].Properties[ keys == /Name/ ] !empty
}
rule topics when %topics !empty {
  %topics { Properties.TopicName is_string <<Violation: the name is no text>> }
  some %all.Type in ['AWS::SNS::Topic', /^AWS::/]
}
rule lengths { Resources[ name | Properties exists ].*.*[*] != "x" }
AWS::SNS::Topic { Properties.DisplayName not exists or Properties.DisplayName == /^(?!x)[a-z]+$/ }
"#;

/// The table of what brings cfn-guard down, at twice its sizes; `true` where it is to be evaluated.
fn documents() -> Vec<(&'static str, Vec<u8>, bool)> {
    let topic = "Resources:\n  T: { Type: AWS::SNS::Topic, Properties: { TopicName: x } }\n";
    let text = |text: &str| text.as_bytes().to_vec();
    let utf16: Vec<u8> = topic.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("comments", text("# nothing\n# but comments\n"), false),
        ("nothing", Vec::new(), false),
        ("unparsable", format!("{}é{}\n  ]: [\n", "a".repeat(99), "b".repeat(50)).into_bytes(), false),
        ("flow-1000", scaled::deep_flow(1_000).into_bytes(), false),
        ("flow-5000", scaled::deep_flow(10_000).into_bytes(), false),
        ("flow-maps", scaled::deep_flow_maps(10_000).into_bytes(), false),
        ("blocks-1000", scaled::deep_blocks(1_000).into_bytes(), false),
        ("blocks-2500", scaled::deep_blocks(2_500).into_bytes(), false),
        ("lists", scaled::deep_lists(10_000).into_bytes(), false),
        ("json", scaled::deep_json(10_000).into_bytes(), false),
        ("brackets", scaled::open_brackets(100_000).into_bytes(), false),
        ("braces", scaled::open_braces(100_000).into_bytes(), false),
        ("wide", scaled::wide_map(100_000).into_bytes(), true),
        ("resources", scaled::resources(20_000).into_bytes(), true),
        (
            "duplicates",
            text("Resources:\n  T: { Type: A, Type: AWS::SNS::Topic, Type: B }\n  T: { Type: C }\n"),
            true,
        ),
        ("many-duplicates", scaled::duplicate_keys(10_000).into_bytes(), true),
        (
            "aliases",
            text("Resources:\n  T: &t { Type: AWS::SNS::Topic }\n  U: *t\n  V: { <<: *t, Metadata: {} }\n"),
            true,
        ),
        ("laughs", scaled::billion_laughs(40).into_bytes(), false),
        ("merges", scaled::merge_bomb(40).into_bytes(), false),
        (
            "keys",
            text("Resources:\n  1: { Type: A }\n  on: { Type: A }\n  ~: x\n  Inf: x\n  ? [a]\n  : x\n"),
            false,
        ),
        ("mark", format!("\u{feff}{topic}").into_bytes(), true),
        ("line-breaks", topic.replace('\n', "\r\n").into_bytes(), true),
        ("nul", topic.replace("TopicName", "Topic\0Name").into_bytes(), false),
        ("utf-16", [b"\xff\xfe".to_vec(), utf16].concat(), false),
        (
            "no-utf-8",
            topic
                .replace("TopicName", "\u{e000}")
                .into_bytes()
                .into_iter()
                .map(|byte| if byte == 0xee { 0xff } else { byte })
                .collect(),
            false,
        ),
        ("tabs", scaled::tabs(100).into_bytes(), false),
        ("long-scalar", scaled::long_scalar(5_000_000).into_bytes(), true),
        ("long-key", scaled::long_key(2_000_000).into_bytes(), false),
        ("documents", scaled::documents(1_000).into_bytes(), true),
    ]
}

#[test]
fn guard_documents() {
    let folder = folder("guard-documents");
    std::fs::write(folder.join("rules.guard"), RULES).expect("rules");
    let failures: Vec<String> = documents()
        .par_iter()
        .filter_map(|(name, bytes, is_read)| {
            Some(format!("{name}: {}", judge(name, bytes, *is_read, &folder).err()?))
        })
        .collect();
    expect_none(&failures);
}

fn judge(name: &str, bytes: &[u8], is_read: bool, folder: &Path) -> Result<(), String> {
    run(RULES, bytes)?.hold(bytes.len())?;
    let data = format!("{name}.yaml");
    std::fs::write(folder.join(&data), bytes).map_err(|error| error.to_string())?;
    for format in [&["--structured", "-o", "json", "-S", "none"][..], &[]] {
        let output = formwork(
            folder,
            &[&["cfn-guard", "validate", "-r", "rules.guard", "-d", &data][..], format].concat(),
        );
        let statuses: &[i32] = if is_read { &[0, 19] } else { &[0, 19, 255] };
        if let Some(failure) = failure(&output, statuses) {
            return Err(format!("{format:?}: {failure}"));
        }
        if output.status.code() == Some(255) && output.stderr.is_empty() {
            return Err("nothing is said of what is not read".to_owned());
        }
    }
    let output = formwork(folder, &["lint", "--format", "json", "--guard", "rules.guard", &data]);
    failure(&output, &[0, 1]).map_or(Ok(()), |failure| Err(format!("lint: {failure}")))
}

/// What can't be read costs the others nothing.
#[test]
fn guard_folder_with_unreadable_files() {
    let folder = folder("guard-folder");
    let (data, rules) = (folder.join("data"), folder.join("rules"));
    for path in [&data, &rules] {
        std::fs::create_dir_all(path).expect("a folder");
    }
    for (name, bytes, _) in documents().iter().filter(|(_, bytes, _)| bytes.len() < 1_000) {
        std::fs::write(data.join(format!("{name}.yaml")), bytes).expect("a document");
    }
    std::fs::write(data.join("zz-last.yaml"), "Resources: { Last: { Type: AWS::SNS::Topic } }\n")
        .expect("a document");
    let first =
        "rule first { Resources exists }\nrule wrong { %x exists }\nrule second { Resources exists }\n";
    let files =
        [("a.guard", first), ("b.guard", "rule b { ] }\n"), ("c.guard", "rule third { Resources exists }\n")];
    for (name, text) in files {
        std::fs::write(rules.join(name), text).expect("rules");
    }
    std::fs::write(rules.join("d.guard"), b"rule d { a == \"\xff\" }\n").expect("rules");
    let arguments =
        ["cfn-guard", "validate", "-r", "rules", "-d", "data", "--structured", "-o", "json", "-S", "none"];
    let output = formwork(&folder, &arguments);
    assert_eq!(failure(&output, &[255]), None);
    let text = String::from_utf8_lossy(&output.stdout);
    let reports: serde_json::Value = serde_json::from_str(&text).expect("a report");
    let last = reports.as_array().and_then(|all| {
        all.iter().find(|one| one["name"].as_str().is_some_and(|name| name.ends_with("zz-last.yaml")))
    });
    let last = last.expect("a report on the last document");
    let passed: Vec<&str> =
        last["compliant"].as_array().into_iter().flatten().filter_map(|name| name.as_str()).collect();
    assert_eq!(passed, ["first", "second", "third"]);
    let said = String::from_utf8_lossy(&output.stderr);
    for name in ["comments.yaml", "no-utf-8.yaml", "unparsable.yaml", "b.guard", "d.guard", "`wrong`"] {
        assert!(said.contains(name), "nothing is said of {name}: {said}");
    }
}

/// Every odd shape of the tests of templates.
#[test]
fn guard_documents_of_odd_shapes() {
    let failures: Vec<String> = fixed::inputs()
        .par_iter()
        .filter_map(|(name, bytes)| {
            let run = run(RULES, bytes).and_then(|run| run.hold(bytes.len()));
            Some(format!("{name}: {}", run.err()?))
        })
        .collect();
    expect_none(&failures);
}

/// How many damaged pairs of rules and documents there are in a run.
const COUNT: u64 = 3_000;

#[test]
fn guard_damaged_files() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/packs");
    let read = |folder: &Path, ending: &str| {
        let entries = std::fs::read_dir(folder).expect("the packs").flatten().map(|entry| entry.path());
        let mut paths: Vec<_> = entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
        paths.sort();
        paths.iter().map(|path| std::fs::read(path).expect("a file of a pack")).collect::<Vec<_>>()
    };
    let rules = [read(&packs, ".guard"), vec![RULES.into()]].concat();
    let documents: Vec<Vec<u8>> = read(&packs.join("tests"), ".yml")
        .iter()
        .flat_map(|text| inputs(&String::from_utf8_lossy(text)))
        .collect();
    assert!(rules.len() > 20 && documents.len() > 100, "{} and {}", rules.len(), documents.len());
    let failures: Vec<String> = (0..COUNT)
        .into_par_iter()
        .filter_map(|seed| {
            let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            let mut rules = piece(&rules[random.below(rules.len())], b"\nrule ", &mut random).to_vec();
            let mut document = documents[random.below(documents.len())].clone();
            if random.below(4) > 0 {
                rules = damaged(&rules, &mut random);
            }
            if random.below(2) > 0 {
                document = damaged(&document, &mut random);
            }
            let rules = String::from_utf8_lossy(&rules).into_owned();
            let judged = run(&rules, &document).and_then(|run| run.hold(rules.len() + document.len()));
            Some(format!("seed {seed}: {}\n{rules}\n{}", judged.err()?, String::from_utf8_lossy(&document)))
        })
        .collect();
    expect_none(&failures);
}

/// The templates in a file of tests.
fn inputs(tests: &str) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for rest in tests.split("\n  input:\n").skip(1) {
        let lines = rest.lines().map_while(|line| line.strip_prefix("    "));
        all.push(lines.map(|line| format!("{line}\n")).collect::<String>().into_bytes());
    }
    all
}

/// A part of a text, of one to eight items that begin with `start`.
fn piece<'t>(text: &'t [u8], start: &[u8], random: &mut Random) -> &'t [u8] {
    let starts: Vec<usize> =
        (0..text.len()).filter(|at| text[*at..].starts_with(start)).chain([text.len()]).collect();
    let first = random.below(starts.len());
    let last = (first + 1 + random.below(8)).min(starts.len() - 1);
    &text[starts[first]..starts[last]]
}

//! What is exported judges as what it was made of: packs on their own test
//! cases, the policy as the built-in rules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bumpalo::Bump;
use formwork_guard::{Document, Options, Parsed, Scalars, Status, Store, evaluate_rules, parse};
use formwork_template::{Data, NodeId, Syntax, Template, Tree};

use super::{
    Action, AliasPrefix, Export, FailureMode, Group, HookRules, Operation, Request, Split, Wanted, export,
};
use crate::guard::{PACKS, pack_files};
use crate::{Settings, check};

fn request(groups: Vec<Group<'_>>) -> Request<'_> {
    Request {
        groups,
        rules: BTreeSet::new(),
        policy: None,
        alias: AliasPrefix::default(),
        failure_mode: FailureMode::Warn,
        operations: vec![Operation::Resource],
        actions: vec![Action::Create, Action::Update],
        targets: Vec::new(),
        split: Split::WhereNeeded,
        bytes: 200_000,
    }
}

fn exported(request: Request<'_>) -> Export {
    let export = export(request).expect("there is something to export");
    for hook in &export.hooks {
        assert_eq!(parse(&hook.text).errors, [], "{}", hook.text);
    }
    export
}

/// The statuses of some rules of a file, by name, for a document of a test file or a template.
fn statuses(
    rules: &Parsed,
    tree: &Tree,
    node: NodeId,
    scalars: Scalars,
    wanted: impl Fn(&str) -> bool,
) -> BTreeMap<String, Status> {
    let bump = Bump::new();
    let store = Store::new(&bump);
    let document = Document::of_node(&store, tree, node, scalars);
    let wanted = |rule: &formwork_guard::ast::Rule| wanted(&rule.name.text);
    let verdicts = evaluate_rules(&store, &document, &rules.file, Options::default(), wanted).verdicts;
    verdicts.iter().map(|verdict| (verdict.rule.name.text.to_string(), verdict.status)).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The test files of the packs, by path.
fn test_files() -> Vec<(PathBuf, Tree)> {
    let folder = root().join("packs/tests");
    let files = std::fs::read_dir(&folder).expect("the folder").flatten().map(|entry| entry.path());
    let parsed = files.map(|path| {
        let tree = formwork_template::parse(read(&path).into(), Syntax::Yaml).tree;
        (path, tree)
    });
    parsed.collect()
}

/// How many expectations there are of the rules of an exported file. All hold.
fn expectations(hook: &HookRules, tests: &[(PathBuf, Tree)]) -> usize {
    let rules = parse(&hook.text);
    let names: BTreeSet<&str> = hook.rules.iter().map(String::as_str).collect();
    let mut count = 0;
    for (path, tree) in tests {
        let Data::Sequence(cases) = tree.data(tree.root()) else { panic!("a list of cases") };
        for &case in cases {
            let expected =
                tree.get(case, "expectations").and_then(|node| tree.get(node, "rules")).expect("rules");
            let expected = tree.entries(expected).iter();
            let expected: BTreeMap<&str, Option<&str>> = expected
                .filter_map(|entry| Some((tree.text(entry.key)?, tree.text(entry.value))))
                .filter(|(name, _)| names.contains(name))
                .collect();
            if expected.is_empty() {
                continue;
            }
            let input = tree.get(case, "input").expect("an input");
            let found = statuses(&rules, tree, input, Scalars::Tests, |name| expected.contains_key(name));
            for (name, status) in &expected {
                let shown = found.get(*name).map(|status| match status {
                    Status::Pass => "PASS",
                    Status::Fail => "FAIL",
                    Status::Skip => "SKIP",
                });
                assert_eq!(shown, *status, "{name} in {}", path.display());
            }
            count += expected.len();
        }
    }
    count
}

#[test]
fn packs_judge_their_test_cases_as_before() {
    let tests = test_files();
    for split in [Split::WhereNeeded, Split::Service] {
        for pack in PACKS {
            let export = exported(Request { split, ..request(vec![Group::of_pack(pack.name)]) });
            let mut count = 0;
            for hook in &export.hooks {
                count += expectations(hook, &tests);
            }
            let all: usize = export.hooks.iter().map(|hook| hook.rules.len()).sum();
            assert!(count >= 3 * all, "{}: {count} expectations for {all} rules", pack.name);
        }
    }
}

#[test]
fn a_file_of_all_rules_judges_as_before() {
    let parts = pack_files().iter().map(|file| (file, Wanted::All)).collect();
    let group = Group { name: "all".to_owned(), about: "all".to_owned(), parts };
    let export =
        exported(Request { operations: vec![Operation::Stack], bytes: usize::MAX, ..request(vec![group]) });
    let [hook] = export.hooks.as_slice() else { panic!("one file") };
    assert!(hook.renamed.iter().any(|(old, _)| old == "policies_with_actions"), "{:?}", hook.renamed);
    let count = expectations(hook, &test_files());
    assert!(count > 1_000, "{count}");
}

#[test]
fn rules_about_several_resources_look_at_stacks() {
    let export = exported(request(vec![Group::of_pack("security-pillar")]));
    let names: Vec<&str> = export.hooks.iter().map(|hook| hook.name.as_str()).collect();
    assert_eq!(names, ["security-pillar", "security-pillar-stack"]);
    assert!(export.hooks[1].rules.contains(&"SECRETSMANAGER_ROTATION_ENABLED_CHECK".to_owned()));
    let hooks = &export.files.iter().find(|file| file.path == "hooks.yaml").expect("the stack").text;
    let (_, second) = hooks.split_once("SecurityPillarStackHook").expect("its hook");
    assert!(second.contains("- STACK") && !second.contains("- RESOURCE") && !second.contains("TargetNames"));
}

/// The stacks have no findings of any severity, whatever is in them.
#[test]
fn the_stacks_are_clean() {
    let (config, problems) = crate::config::read(
        &"packs: [security-pillar, reliability-pillar, cis-level-1, cis-level-2, cfn-nag, api-gateway]"
            .into(),
    );
    assert_eq!(problems, []);
    let settings = Settings::new(config, crate::Overrides::default());
    let every = [Operation::Resource, Operation::Stack, Operation::ChangeSet, Operation::CloudControl];
    for operations in [&every[..], &every[1..3]] {
        let groups = PACKS.iter().map(|pack| Group::of_pack(pack.name)).collect();
        let export = exported(Request { operations: operations.to_vec(), ..request(groups) });
        for file in export.files.iter().filter(|file| file.path.starts_with("hooks")) {
            let template = Template::new(formwork_template::parse(file.text.as_str().into(), Syntax::Yaml));
            let report = check(&template, &settings);
            assert_eq!(report.diagnostics, [], "{}", file.path);
        }
    }
}

/// A folder of `tests/guard-export`: `formwork.yaml`, and templates that both sides judge.
fn policy_cases(folder: &str) {
    let folder = root().join("../tests/guard-export").join(folder);
    let settings = Settings::for_tests(&read(&folder.join("formwork.yaml")));
    let export = exported(Request { policy: Some(&settings), ..request(Vec::new()) });
    let hooks: Vec<Parsed> = export.hooks.iter().map(|hook| parse(&hook.text)).collect();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("the folder").flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.file_stem().is_some_and(|stem| stem != "formwork"));
    files.sort();
    for path in files {
        for (number, text) in read(&path).split("---\n").enumerate() {
            let parsed = formwork_template::parse(text.into(), Syntax::Yaml);
            let template = Template::new(parsed);
            let tree = template.tree();
            assert_eq!(template.errors(), [], "{text}");
            let report = check(&template, &settings);
            for code in ["API001", "NET002", "NET004", "TAG001", "TAG002"] {
                let ours = report.diagnostics.iter().any(|found| found.rule.as_str() == code);
                let theirs: Vec<String> = hooks
                    .iter()
                    .flat_map(|hook| statuses(hook, tree, tree.root(), Scalars::Validate, |_| true))
                    .filter(|(name, status)| name.starts_with(code) && *status == Status::Fail)
                    .map(|(name, _)| name)
                    .collect();
                assert_eq!(
                    ours,
                    !theirs.is_empty(),
                    "{code} {theirs:?}, {} {number}:\n{text}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_policy_judges_as_the_built_in_rules() {
    policy_cases("default");
    policy_cases("strict");
    policy_cases("kinds");
}

#[test]
fn a_subnet_is_as_large_as_the_network_plan_wants() {
    let settings = Settings::for_tests("network: { min-prefix: 26 }");
    let export = exported(Request { policy: Some(&settings), ..request(Vec::new()) });
    let hook = export.hooks.iter().find(|hook| hook.name == "policy-network").expect("it has rules");
    let rules = parse(&hook.text);
    for (block, expected) in [
        ("10.0.0.0/26", Status::Pass),
        ("10.0.0.0/27", Status::Fail),
        ("10.0.0.0/8", Status::Pass),
        ("10.0.0.0/260", Status::Fail),
        ("!ImportValue block", Status::Skip),
    ] {
        let text =
            format!("Resources:\n  X: {{ Type: AWS::EC2::Subnet, Properties: {{ CidrBlock: {block} }} }}\n");
        let tree = formwork_template::parse(text.as_str().into(), Syntax::Yaml).tree;
        let found = statuses(&rules, &tree, tree.root(), Scalars::Validate, |_| true);
        assert_eq!(found["NET004_SUBNET_TOO_SMALL"], expected, "{block}");
    }
}

/// A tag that Guard can't write is left out, and told.
#[test]
fn what_cannot_be_written_is_told() {
    let settings = Settings::for_tests("tagging: { required: { \"a\\\"b'c\": any, d: 'e/' } }");
    let export = exported(Request { policy: Some(&settings), ..request(Vec::new()) });
    assert!(export.left_out.iter().any(|one| one.rule == "TAG001, tag `a\"b'c`"), "{:?}", export.left_out);
    let page = &export.files.last().expect("files").text;
    assert!(page.contains("| TAG001, tag `a\"b'c` | the tag |"), "{page}");
}

/// Tags that are more than one file may hold go to a hook for each form.
#[test]
fn many_tags_are_split_by_form() {
    let keys: String = (0..12).map(|key| format!("key-{key}: any, ")).collect();
    let settings = Settings::for_tests(&format!("tagging: {{ required: {{ {keys} }} }}"));
    let export = exported(Request { policy: Some(&settings), ..request(Vec::new()) });
    let names: Vec<&str> = export.hooks.iter().map(|hook| hook.name.as_str()).collect();
    assert!(names.contains(&"policy-tagging-list") && names.contains(&"policy-tagging-map"), "{names:?}");
}

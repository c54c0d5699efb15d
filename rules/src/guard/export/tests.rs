//! What is exported judges as what it was made of: packs on their own test
//! cases, the policy as the built-in rules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bumpalo::Bump;
use formwork_guard::{Document, Options, Parsed, Scalars, Status, Store, evaluate, parse};
use formwork_template::{Syntax, Template, Tree};

use super::{Action, AliasPrefix, Export, FailureMode, Group, Operation, Request, Split, Wanted, export};
use crate::guard::{GuardFile, PACKS, pack_files};
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

/// The statuses of the rules of a text, by name, for a document of a test file or a template.
fn statuses(
    rules: &Parsed,
    tree: &Tree,
    node: formwork_template::NodeId,
    scalars: Scalars,
) -> BTreeMap<String, Status> {
    let bump = Bump::new();
    let store = Store::new(&bump);
    let document = Document::of_node(&store, tree, node, scalars);
    let verdicts = evaluate(&store, &document, &rules.file, Options::default()).verdicts;
    verdicts.iter().map(|verdict| (verdict.rule.name.text.to_string(), verdict.status)).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every expectation of a pack's test file whose rule is in the text.
fn expectations(rules: &Parsed, names: &BTreeSet<&str>, file: &GuardFile) -> usize {
    let stem = Path::new(file.name.rsplit(':').next().unwrap_or_default()).file_stem().unwrap_or_default();
    let path = root().join("packs/tests").join(format!("{}_tests.yml", stem.to_string_lossy()));
    let parsed = formwork_template::parse(read(&path).into(), Syntax::Yaml);
    let tree = &parsed.tree;
    let mut count = 0;
    let formwork_template::Data::Sequence(cases) = tree.data(tree.root()) else { panic!("a list of cases") };
    for &case in cases {
        let expected =
            tree.get(case, "expectations").and_then(|node| tree.get(node, "rules")).expect("rules");
        let mut found: Option<BTreeMap<String, Status>> = None;
        for entry in tree.entries(expected) {
            let (name, status) = (tree.text(entry.key).unwrap_or_default(), tree.text(entry.value));
            if !names.contains(name) {
                continue;
            }
            let input = tree.get(case, "input").expect("an input");
            let found = found.get_or_insert_with(|| statuses(rules, tree, input, Scalars::Tests));
            let shown = found.get(name).map(|status| match status {
                Status::Pass => "PASS",
                Status::Fail => "FAIL",
                Status::Skip => "SKIP",
            });
            assert_eq!(shown, status, "{name} in {}: {:?}", path.display(), tree.text(case));
            count += 1;
        }
    }
    count
}

#[test]
fn packs_judge_their_test_cases_as_before() {
    for split in [Split::WhereNeeded, Split::Service] {
        for pack in PACKS {
            let export = exported(Request { split, ..request(vec![Group::of_pack(pack.name)]) });
            let mut count = 0;
            for hook in &export.hooks {
                let names = hook.rules.iter().map(String::as_str).collect();
                let rules = parse(&hook.text);
                count += pack_files().iter().map(|file| expectations(&rules, &names, file)).sum::<usize>();
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
    let names = hook.rules.iter().map(String::as_str).collect();
    let rules = parse(&hook.text);
    let count: usize = pack_files().iter().map(|file| expectations(&rules, &names, file)).sum();
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
        for file in
            export.files.iter().filter(|file| !file.path.starts_with("rules/") && !file.path.contains(".md"))
        {
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
    let mut broken = BTreeSet::new();
    for path in files {
        for (number, text) in read(&path).split("---\n").enumerate() {
            let parsed = formwork_template::parse(text.into(), Syntax::Yaml);
            let template = Template::new(parsed);
            let tree = template.tree();
            assert_eq!(template.errors(), [], "{text}");
            let report = check(&template, &settings);
            for code in ["API001", "NET002", "TAG001", "TAG002"] {
                let ours = report.diagnostics.iter().any(|found| found.rule.as_str() == code);
                let theirs: Vec<String> = hooks
                    .iter()
                    .flat_map(|hook| statuses(hook, tree, tree.root(), Scalars::Validate))
                    .filter(|(name, status)| name.starts_with(code) && *status == Status::Fail)
                    .map(|(name, _)| name)
                    .collect();
                assert_eq!(
                    ours,
                    !theirs.is_empty(),
                    "{code} {theirs:?}, {} {number}:\n{text}",
                    path.display()
                );
                broken.extend(theirs);
            }
        }
    }
}

#[test]
fn the_policy_judges_as_the_built_in_rules() {
    policy_cases("default");
    policy_cases("strict");
}

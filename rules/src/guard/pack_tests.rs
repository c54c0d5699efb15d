//! The built-in packs: their own test cases, what their rules say of themselves,
//! that remedies are remedies, and which templates a file needs not be run on.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use bumpalo::Bump;
use formwork_guard::{
    Case, Coverage, Document, Options, Scalars, Status, Store, evaluate, evaluate_rules, findings_of,
};
use formwork_template::{NodeId, Syntax, Template, Tree, parse};

use super::{GuardFile, GuardRule, PACKS, TestFile, pack_files, remedy};
use crate::Edit;

/// The files of the packs with their tests.
fn tested() -> impl Iterator<Item = (&'static GuardFile, &'static TestFile)> {
    static TESTS: OnceLock<Vec<TestFile>> = OnceLock::new();
    let tests = TESTS.get_or_init(|| {
        let read = |file: &GuardFile| {
            let stem = file.name.trim_start_matches("formwork:packs/").trim_end_matches(".guard");
            let name = format!("packs/tests/{stem}_tests.yml");
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
            let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{name}: {why}"));
            TestFile::new(&name, text.into())
        };
        pack_files().iter().map(read).collect()
    });
    pack_files().iter().zip(tests)
}

#[test]
fn every_case_comes_out_as_expected() {
    for (file, tests) in tested() {
        assert_eq!(tests.problems(&[file]), [], "{}", tests.name);
        for case in tests.cases() {
            let outcomes = tests.run(case, file, None);
            let unmet: Vec<_> = outcomes.iter().filter(|outcome| !outcome.is_met).collect();
            assert!(unmet.is_empty(), "{}, {:?}: {unmet:#?}", tests.name, case.name);
            assert_eq!(outcomes.len(), case.expectations.len(), "{}, {:?}", tests.name, case.name);
        }
    }
}

#[test]
fn every_rule_is_expected_to_pass_to_fail_and_to_skip() {
    let mut partly = Vec::new();
    for (file, tests) in tested() {
        let mut coverage = Coverage::of(&file.parsed().file);
        tests.cases().iter().for_each(|case| coverage.count(case));
        let lacks = |count: usize, word: &'static str| (count == 0).then_some(word);
        for rule in coverage.rules {
            let lacking = [lacks(rule.pass, "PASS"), lacks(rule.fail, "FAIL"), lacks(rule.skip, "SKIP")];
            let lacking: Vec<&str> = lacking.into_iter().flatten().collect();
            if !lacking.is_empty() {
                partly.push(format!("{}: {}", rule.rule, lacking.join(", ")));
            }
        }
    }
    assert_eq!(partly, [""; 0], "these have no case for");
}

#[test]
fn every_rule_says_what_it_is() {
    for file in pack_files() {
        assert_eq!(file.problems(), [], "{}", file.name);
        for rule in file.rules() {
            let name = rule.meta.code;
            let mut paragraphs = rule.meta.docs.split("\n\n").map(str::trim);
            let title = paragraphs.next().unwrap_or_default();
            assert!(!title.starts_with("A rule of `"), "{name} has a title");
            assert!(title.ends_with('.') && !title.ends_with(".."), "{name}: a title has no full stop");
            let rationale = paragraphs.next().unwrap_or_default();
            assert!(rationale.ends_with('.') && !rationale.starts_with("```"), "{name} has a rationale");
            let packs = &rule.control().packs;
            let unknown: Vec<_> =
                packs.iter().filter(|pack| PACKS.iter().all(|known| known.name != **pack)).collect();
            assert!(unknown.is_empty(), "{name}: there are no packs {unknown:?}");
        }
    }
}

/// The input of a case as a template of its own: its text at its own indentation.
fn text_of(tests: &TestFile, tree: &Tree, input: NodeId) -> String {
    let span = tree.span(input);
    let line = tests.text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    format!("{}{}\n", " ".repeat(span.start as usize - line), &tests.text[span.range()])
}

fn template(text: &str) -> Template {
    Template::new(parse(text.into(), Syntax::Yaml))
}

/// The status of a rule, and the resources that it fails for.
fn judged(file: &GuardFile, rule: &GuardRule, template: &Template) -> (Status, Vec<String>) {
    let bump = Bump::new();
    let store = Store::new(&bump);
    let document = Document::of(&store, template.tree(), Scalars::Validate);
    let is_it = |known: &formwork_guard::ast::Rule| known.name.text == rule.meta.code;
    let parsed = &file.parsed().file;
    let verdicts = evaluate_rules(&store, &document, parsed, Options::default(), is_it).verdicts;
    let mut resources: Vec<String> = findings_of(&store, &document, parsed, Options::default(), is_it)
        .iter()
        .filter_map(|finding| finding.resource.map(str::to_owned))
        .collect();
    resources.sort();
    resources.dedup();
    (verdicts.first().map_or(Status::Skip, |verdict| verdict.status), resources)
}

/// A template with the remedy of a rule applied to each resource that it fails for; none where one has none.
fn remedied(file: &GuardFile, rule: &GuardRule, fix: &str, text: &str) -> Option<String> {
    let template = template(text);
    let (_, resources) = judged(file, rule, &template);
    let mut edits: Vec<Edit> = Vec::new();
    for resource in &resources {
        edits.extend(remedy::fix(fix, &template, resource)?.edits);
    }
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    Some(text)
}

fn fails(case: &Case, rule: &GuardRule) -> bool {
    case.expectations.iter().any(|one| one.rule == rule.meta.code && one.expected == Status::Fail)
}

#[test]
fn a_remedy_makes_its_rule_pass() {
    let mut without_effect = Vec::new();
    for (file, tests) in tested() {
        let tree = parse(Arc::clone(&tests.text), Syntax::Yaml).tree;
        for rule in file.rules() {
            let Some(fix) = &rule.fix else { continue };
            let mut times = 0;
            for case in tests.cases().iter().filter(|case| fails(case, rule)) {
                let text = text_of(tests, &tree, case.input);
                let Some(fixed) = remedied(file, rule, fix, &text) else { continue };
                times += 1;
                let (status, _) = judged(file, rule, &template(&fixed));
                if status != Status::Pass {
                    without_effect.push(format!("{:?} {fix}: {status}\n{fixed}", case.name));
                }
            }
            if times == 0 {
                without_effect.push(format!("{} {fix}: in no case", rule.meta.code));
            }
        }
    }
    assert!(without_effect.is_empty(), "{}", without_effect.join("\n"));
}

#[test]
fn files_about_some_types_say_nothing_of_others() {
    let mut inputs: BTreeMap<String, Template> = BTreeMap::new();
    for (_, tests) in tested() {
        let tree = parse(Arc::clone(&tests.text), Syntax::Yaml).tree;
        for case in tests
            .cases()
            .iter()
            .filter(|case| case.expectations.iter().any(|one| one.expected == Status::Fail))
        {
            let text = text_of(tests, &tree, case.input);
            let template = template(&text);
            inputs.insert(text, template);
        }
    }
    for template in inputs.values() {
        let bump = Bump::new();
        let store = Store::new(&bump);
        let document = Document::of(&store, template.tree(), Scalars::Validate);
        for file in pack_files().iter().filter(|file| !file.is_about(template)) {
            let verdicts = evaluate(&store, &document, &file.parsed().file, Options::default()).verdicts;
            let said: Vec<_> = verdicts
                .iter()
                .filter(|verdict| verdict.status != Status::Skip)
                .map(|verdict| (verdict.rule.name.text.as_str(), verdict.status))
                .collect();
            assert_eq!(said, [], "{} on {}", file.name, template.tree().source());
        }
    }
}

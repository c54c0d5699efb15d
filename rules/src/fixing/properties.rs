//! What fixes promise, on the bad examples of every rule and on what becomes of them by chance:
//! the text parses as before, its resources stay, nothing is found that is as severe as what was
//! mended, comments stay, and fixing once more changes nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_template::{Syntax, Template, is_template, parse};
use proptest::prelude::*;

use super::{Fixed, Judged, fix};
use crate::{Applicability, Diagnostic, Settings, check, testing};

fn judge(text: &Arc<str>, syntax: Syntax, settings: &Settings) -> Judged {
    let template = Template::new(parse(Arc::clone(text), syntax));
    let report = check(&template, settings);
    Judged::template(&template, report)
}

fn fixed(text: &Arc<str>, syntax: Syntax, settings: &Settings, with_unsafe: bool) -> Fixed {
    let wanted = |found: &Diagnostic| {
        found.fix.as_ref().is_some_and(|fix| with_unsafe || fix.applicability == Applicability::Safe)
    };
    let judge = |text: &Arc<str>| judge(text, syntax, settings);
    fix(text, judge(text), &wanted, &judge)
}

/// The names of the resources.
fn resources(template: &Template) -> Vec<String> {
    template.resources().map(|resource| resource.id().text.to_owned()).collect()
}

/// How often each of the comments stands there that we put there ourselves.
fn marks(text: &str) -> BTreeMap<&str, usize> {
    let mut marks = BTreeMap::new();
    for mark in text.lines().filter_map(|line| line.find("#~").map(|at| line[at..].trim_end())) {
        *marks.entry(mark).or_default() += 1;
    }
    marks
}

fn holds(text: &str, syntax: Syntax, settings: &Settings) {
    let text: Arc<str> = text.into();
    let template = Template::new(parse(Arc::clone(&text), syntax));
    for with_unsafe in [false, true] {
        let fixed = fixed(&text, syntax, settings, with_unsafe);
        let after = Template::new(parse(Arc::clone(&fixed.text), syntax));
        let context = || format!("{text}\n-- with {:?} --\n{}", fixed.applied, fixed.text);
        assert!(after.errors().len() <= template.errors().len(), "parses worse:\n{}", context());
        assert_eq!(resources(&after), resources(&template), "other resources:\n{}", context());
        let again = self::fixed(&fixed.text, syntax, settings, with_unsafe);
        assert_eq!(again.text, fixed.text, "is fixed once more:\n{}", context());
        if !with_unsafe {
            assert_eq!(marks(&fixed.text), marks(&text), "comments are lost:\n{}", context());
        }
    }
}

/// A comment of its own behind every line that can have one.
fn commented(text: &str) -> Option<String> {
    let mut new = String::new();
    for (number, line) in text.lines().enumerate() {
        new += line;
        let _ = writeln!(new, " #~{number}");
    }
    // In text over several lines it is none.
    let read = |text: &str| Template::new(parse(Arc::from(text), Syntax::Yaml));
    let comments = |text: &str| read(text).tree().comments().len();
    (comments(&new) >= comments(text) + text.lines().count()).then_some(new)
}

#[test]
fn every_bad_example_keeps_what_it_has() {
    let mut fixes = 0;
    for meta in crate::builtin::entries().map(|entry| &entry.meta) {
        for (text, syntax, settings) in testing::bad_examples(meta) {
            holds(&text, syntax, &settings);
            fixes += fixed(&text.as_str().into(), syntax, &settings, true).applied.len();
            holds(text.trim_end(), syntax, &settings);
        }
    }
    assert!(fixes > 100, "{fixes}");
}

/// The files below a folder, by name.
fn files(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match std::fs::read_to_string(entry.path()) {
            Ok(text) => drop(found.insert(entry.path(), text)),
            Err(_) => files(&entry.path(), found),
        }
    }
}

/// The templates of the repository, by the rules that are on by default and by all that a policy asks for.
#[test]
fn every_template_of_the_repository_keeps_what_it_has() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (mut found, mut templates) = (BTreeMap::new(), 0);
    files(&root.join("template/tests/syntax/templates"), &mut found);
    files(&root.join("examples"), &mut found);
    let policy = Settings::for_tests(include_str!("../../../tests/fixes/policy.yaml"));
    for (path, text) in found.iter().filter(|(_, text)| is_template(text)) {
        let syntax = Syntax::guess(path.to_str(), text);
        holds(text, syntax, &Settings::default());
        holds(text, syntax, &policy);
        templates += 1;
    }
    assert!(templates > 5, "{templates}");
}

#[test]
fn line_breaks_stay() {
    for meta in crate::builtin::entries().map(|entry| &entry.meta) {
        for (text, syntax, settings) in testing::bad_examples(meta) {
            let text: Arc<str> = text.replace('\n', "\r\n").into();
            let fixed = fixed(&text, syntax, &settings, true).text;
            assert!(!fixed.replace("\r\n", "").contains('\n'), "{fixed:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Examples with a line that is gone, doubled or put elsewhere, and with comments.
    #[test]
    fn disturbed_examples_keep_what_they_have(
        which in any::<prop::sample::Index>(),
        line in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        how in 0..4,
    ) {
        let metas: Vec<_> = crate::builtin::entries().map(|entry| &entry.meta).collect();
        let examples = testing::bad_examples(metas[which.index(metas.len())]);
        for (text, syntax, settings) in examples.iter().filter(|(text, ..)| text.len() < 4_000) {
            let mut lines: Vec<&str> = text.lines().collect();
            let line = line.index(lines.len());
            let text = match how {
                0 => {
                    lines.remove(line);
                    lines.join("\n")
                }
                1 => {
                    let copy = lines[line];
                    lines.insert(other.index(lines.len()), copy);
                    lines.join("\n")
                }
                2 => commented(text).filter(|_| *syntax == Syntax::Yaml).unwrap_or_else(|| text.clone()),
                _ => {
                    let at = lines[line].char_indices().map(|(at, _)| at).nth(other.index(40)).unwrap_or(0);
                    let cut = &lines[line][..at];
                    lines[line] = cut;
                    lines.join("\n")
                }
            };
            holds(&text, *syntax, settings);
        }
    }
}

//! The examples of rule files as tests: a file is a suite about its own rule.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_guard::{Coverage, Covered};
use formwork_rules::rule_files::{Expected, RuleFile};

use super::{Case, Outcome, Suite, Tested};
use crate::configuration;
use crate::policies::{Policies, Types};

/// Reads rule files, each with the private types that are known where it stands.
pub(super) fn read<'p>(
    paths: impl Iterator<Item = &'p PathBuf>,
    here: &Path,
    policies: &mut Policies,
) -> Vec<Arc<RuleFile>> {
    let mut by_folder: BTreeMap<Option<&Path>, Types> = BTreeMap::new();
    let mut files = Vec::new();
    for path in paths {
        let known = by_folder.entry(path.parent());
        let types = known.or_insert_with(|| configuration::types_for(path, here, policies)).clone();
        files.push(policies.rule_file(path, here, &types));
    }
    files
}

/// Runs the examples of a file. What is wrong with the file itself is told of where it is read.
pub(super) fn suite(file: &RuleFile) -> Suite {
    let rule = file.meta().map_or("", |meta| meta.code);
    let case = |outcome: formwork_rules::rule_files::Outcome| Case {
        name: outcome.name,
        span: outcome.span,
        outcomes: vec![Outcome {
            rule: rule.to_owned(),
            file: file.name,
            span: outcome.span,
            expected: outcome.expected.to_string(),
            got: vec![outcome.got.to_string()],
            failure: outcome.failure,
            why: outcome.why,
        }],
    };
    Suite {
        name: file.name.to_owned(),
        text: Arc::clone(&file.text),
        rules: vec![file.name.to_owned()],
        cases: file.run_examples().into_iter().map(case).collect(),
        problems: Vec::new(),
    }
}

/// The rule of a file, and how often its examples expect each outcome.
pub(super) fn tested(file: &RuleFile, suite: &Suite) -> Option<Tested> {
    let meta = file.meta()?;
    let count = |expected: Expected| {
        suite.outcomes().filter(|outcome| outcome.expected == expected.to_string()).count()
    };
    let (pass, fail) = (count(Expected::Pass), count(Expected::Fail));
    let covered = Covered { rule: meta.code.to_owned(), span: file.id_span(), pass, fail, skip: 0 };
    let coverage = Coverage { rules: vec![covered] };
    Some(Tested { name: file.name, text: Arc::clone(&file.text), coverage, needs_failure: true })
}

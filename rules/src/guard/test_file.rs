//! A file of tests of Guard rules: what is wrong with the file itself, and what
//! came of its cases, in the words of findings. Running them is `formwork_guard`'s.

use std::sync::Arc;

use formwork_guard::{Case, Outcome, RuleError, Tests, read_tests, run_case};
use formwork_template::{Data, Parsed, Span, Syntax, Tree, parse};

use super::{GuardFile, words};
use crate::builtin::guard_rules::invalid_rule_test::InvalidRuleTest;
use crate::builtin::guard_rules::unknown_tested_rule::UnknownTestedRule;
use crate::nearest::nearest;
use crate::rule::Described;
use crate::words::capital;
use crate::{Date, Diagnostic, Meta, RuleCode, Severity};

/// A file of tests.
#[derive(Debug)]
pub struct TestFile {
    /// As it is reported.
    pub name: String,
    pub text: Arc<str>,
    parsed: Parsed,
    tests: Tests,
}

impl TestFile {
    pub fn new(name: &str, text: Arc<str>) -> Self {
        let parsed = parse(Arc::clone(&text), Syntax::guess(Some(name), &text));
        let is_list = is_list(&parsed.tree);
        let tests = if parsed.well_formed || is_list { read_tests(&parsed.tree) } else { Tests::default() };
        Self { name: name.to_owned(), text, parsed, tests }
    }

    pub fn cases(&self) -> &[Case] {
        &self.tests.cases
    }

    /// Whether the file is well-formed and no list: something else than tests.
    pub fn is_other_data(&self) -> bool {
        self.parsed.well_formed && !is_list(&self.parsed.tree)
    }

    /// What came of the expectations of a case that are about rules of `file`; what fails is told
    /// with places in this file.
    pub fn run(&self, case: &Case, file: &GuardFile, today: Option<Date>) -> Vec<Outcome<Diagnostic>> {
        let now = today.map_or(0, Date::unix_time);
        run_case(&file.parsed().file, &self.parsed.tree, case, now, |finding, store| {
            let code = RuleCode::new(&finding.rule.name.text);
            words::diagnostic(file, code, finding, store, Severity::Error)
        })
    }

    /// What is wrong with the file, where these are the rules that it is about.
    pub fn problems(&self, rules: &[&GuardFile]) -> Vec<Diagnostic> {
        let syntax = self.parsed.errors.iter().map(|error| {
            let mut found = wrong(&InvalidRuleTest::META, error.span, error.message.clone());
            if self.parsed.well_formed {
                // Guard takes the last of a key that stands twice, and goes on.
                found.severity = Severity::Warning;
            }
            found.help.clone_from(&error.help);
            found
        });
        let cases = self.tests.errors.iter().map(|RuleError { span, message, help }| {
            let mut found = wrong(&InvalidRuleTest::META, *span, message.clone());
            found.help = help.as_deref().map(capital);
            found
        });
        let mut found: Vec<Diagnostic> = syntax.chain(cases).collect();
        for expectation in self.tests.cases.iter().flat_map(|case| &case.expectations) {
            if rules.iter().any(|file| file.has_rule(&expectation.rule)) {
                continue;
            }
            let message = format!("There is no rule `{}`", expectation.rule);
            let mut unknown = wrong(&UnknownTestedRule::META, expectation.name, message);
            let names = rules.iter().flat_map(|file| file.rules()).map(|rule| rule.meta.code);
            match nearest(&expectation.rule, names) {
                Some(near) => unknown.help(format!("Change it to `{near}`")),
                None => unknown.help("Remove it, or run these tests with the file that has the rule"),
            };
            found.push(unknown);
        }
        found
    }
}

fn is_list(tree: &Tree) -> bool {
    matches!(tree.data(tree.root()), Data::Sequence(_))
}

fn wrong(meta: &Meta, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(RuleCode::from_static(meta.code), meta.severity, span, message)
}

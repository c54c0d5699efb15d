//! Tests of rules in Guard's own form: a list of inputs, each with what rules
//! are to say of it. Reads the list, runs it, and counts which rules it is about.
//! Finding the files and telling of what came out is the caller's.

use bumpalo::Bump;
use formwork_template::{Entry, NodeId, Span, Tree};

use crate::ast::{Rule, RulesFile};
use crate::document::{Document, Scalars, is_broken};
use crate::eval::{Options, evaluate_rules};
use crate::finding::{Finding, findings_of};
use crate::parse::RuleError;
use crate::record::Status;
use crate::value::Store;

/// What a file of tests says.
#[derive(Debug, Default)]
pub struct Tests {
    pub cases: Vec<Case>,
    /// What in it is no test, in source order. The rest runs all the same.
    pub errors: Vec<RuleError>,
}

/// An input and what rules are to say of it.
#[derive(Debug)]
pub struct Case {
    pub name: Option<String>,
    /// Its name or, without one, the key `input`.
    pub span: Span,
    /// The template, in the tree of the file.
    pub input: NodeId,
    pub expectations: Vec<Expectation>,
}

/// What one rule is to say of an input.
#[derive(Debug)]
pub struct Expectation {
    pub rule: String,
    /// Where the rule is named.
    pub name: Span,
    pub expected: Status,
    /// Where the outcome is named.
    pub span: Span,
}

/// What came of an expectation.
#[derive(Debug)]
pub struct Outcome<W> {
    /// Which of the case's expectations.
    pub number: usize,
    pub is_met: bool,
    /// Of each rule of the name that could be decided.
    pub got: Vec<Status>,
    pub why: Why<W>,
}

/// Why something else came out than was expected; the spans are in the rules file.
#[derive(Debug)]
pub enum Why<W> {
    AsExpected,
    /// The clauses that fail.
    Fails(Vec<W>),
    /// The name of the rule.
    Passes(Span),
    /// The rule's condition or, without one, its name.
    Skips(Span),
    /// The name of the rule, which has an error.
    Unreadable(Span),
}

/// How much of a rules file tests are about.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Each name once, in the order of the file.
    pub rules: Vec<Covered>,
}

/// How often each outcome is expected of a rule.
#[derive(Debug)]
pub struct Covered {
    pub rule: String,
    pub span: Span,
    pub pass: usize,
    pub fail: usize,
    pub skip: usize,
}

/// Reads a file of tests.
pub fn read_tests(tree: &Tree) -> Tests {
    let mut tests = Tests::default();
    let root = tree.root();
    if !is_list(tree, root) {
        let error = RuleError::new(tree.span(root), "A file of tests is a list of cases")
            .help("begin each case with `- name:`, and give it `input` and `expectations`");
        tests.errors.push(error);
        return tests;
    }
    for &item in tree.items(root) {
        tests.case(tree, item);
    }
    tests
}

impl Tests {
    fn case(&mut self, tree: &Tree, item: NodeId) {
        if is_broken(tree, item) {
            // Reading the text has reported it.
            return;
        }
        let name = tree.get(item, "name");
        let input = tree.entry(item, "input");
        let rules = tree.get(item, "expectations").and_then(|node| tree.get(node, "rules"));
        let (Some(input), Some(rules)) = (input, rules) else {
            let missing = if input.is_none() { "input" } else { "expectations.rules" };
            let place = name.or_else(|| tree.entries(item).first().map(|entry| entry.key)).unwrap_or(item);
            let error = RuleError::new(tree.span(place), format!("This case has no `{missing}`"));
            self.errors.push(
                error.help("a case has an `input` and, under `expectations.rules`, an outcome for each rule"),
            );
            return;
        };
        let expectations = tree.entries(rules).iter().filter_map(|entry| self.expectation(tree, *entry));
        let expectations = expectations.collect();
        let span = tree.span(name.unwrap_or(input.key));
        let name = name.and_then(|name| tree.text(name)).map(str::to_owned);
        self.cases.push(Case { name, span, input: input.value, expectations });
    }

    fn expectation(&mut self, tree: &Tree, entry: Entry) -> Option<Expectation> {
        let (name, span) = (tree.span(entry.key), tree.span(entry.value));
        let rule = tree.text(entry.key)?.to_owned();
        let expected = match tree.text(entry.value) {
            Some("PASS") => Status::Pass,
            Some("FAIL") => Status::Fail,
            Some("SKIP") => Status::Skip,
            other => {
                let error = RuleError::new(
                    span,
                    match other {
                        Some(word) => format!("`{word}` is no outcome of a rule"),
                        None => format!("The outcome of `{rule}` is not one word"),
                    },
                );
                self.errors.push(error.help("a rule comes to `PASS`, `FAIL` or `SKIP`"));
                return None;
            }
        };
        Some(Expectation { rule, name, expected, span })
    }
}

fn is_list(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.data(node), formwork_template::Data::Sequence(_))
}

/// Whether an expectation's name means this rule. The clauses outside of rules go by `default` or,
/// as cfn-guard has it, by the file's name and `/default`.
fn is_meant(name: &str, rule: &str) -> bool {
    name == rule || rule == "default" && name.ends_with("/default")
}

/// Whether a file has a rule that a test means by `name`, be it one that can't be read.
pub fn has_rule(file: &RulesFile, name: &str) -> bool {
    let names = file.rules.iter().map(|rule| &rule.name).chain(&file.dropped);
    names.into_iter().any(|known| is_meant(name, &known.text))
}

/// Runs a case: what came of the expectations that are about rules of this file. `words` tells a
/// clause that fails where that is not expected.
pub fn run_case<W>(
    file: &RulesFile,
    tree: &Tree,
    case: &Case,
    now: i64,
    words: impl Fn(&Finding<'_>, &Store<'_>) -> W,
) -> Vec<Outcome<W>> {
    let bump = Bump::new();
    let store = Store::new(&bump);
    let document = Document::of_node(&store, tree, case.input, Scalars::Tests);
    let options = Options { now, ..Options::default() };
    let is_asked = |rule: &Rule| case.expectations.iter().any(|one| is_meant(&one.rule, &rule.name.text));
    let verdicts = evaluate_rules(&store, &document, file, options, is_asked).verdicts;
    let failures = |name: &str| {
        let of_name = |rule: &Rule| is_meant(name, &rule.name.text);
        let found = findings_of(&store, &document, file, options, of_name);
        found.iter().map(|finding| words(finding, &store)).collect()
    };
    let mut outcomes = Vec::new();
    for (number, expectation) in case.expectations.iter().enumerate() {
        let name = expectation.rule.as_str();
        let of_name = || verdicts.iter().filter(|verdict| is_meant(name, &verdict.rule.name.text));
        let got: Vec<Status> =
            of_name().filter(|verdict| verdict.fault.is_none()).map(|verdict| verdict.status).collect();
        if let Some(dropped) = file.dropped.iter().find(|dropped| is_meant(name, &dropped.text)) {
            let why = Why::Unreadable(dropped.span);
            outcomes.push(Outcome { number, is_met: false, got, why });
            continue;
        }
        let Some(first) = of_name().next() else { continue };
        // As cfn-guard has it: one rule of the name is enough, but all must agree on a skip.
        let is_met = match expectation.expected {
            Status::Skip => of_name().all(|one| one.status == Status::Skip),
            expected => got.contains(&expected),
        };
        let why = if is_met {
            Why::AsExpected
        } else if of_name().any(|one| one.status == Status::Fail) {
            Why::Fails(failures(name))
        } else if let Some(passing) = of_name().find(|one| one.status == Status::Pass) {
            Why::Passes(passing.rule.name.span)
        } else {
            Why::Skips(condition(first.rule))
        };
        outcomes.push(Outcome { number, is_met, got, why });
    }
    outcomes
}

/// The text that decides whether a rule applies.
fn condition(rule: &Rule) -> Span {
    let clauses = || rule.conditions.iter().flatten().flatten().map(crate::ast::Clause::span);
    match (clauses().next(), clauses().last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end),
        _ => rule.name.span,
    }
}

impl Coverage {
    /// The rules of a file, none of them covered.
    pub fn of(file: &RulesFile) -> Self {
        let mut rules: Vec<Covered> = Vec::new();
        for rule in &file.rules {
            let name = rule.name.text.as_str();
            if !rules.iter().any(|known| known.rule == name) {
                let (rule, span) = (name.to_owned(), rule.name.span);
                rules.push(Covered { rule, span, pass: 0, fail: 0, skip: 0 });
            }
        }
        Self { rules }
    }

    /// Counts what a case expects.
    pub fn count(&mut self, case: &Case) {
        for expectation in &case.expectations {
            let meant = self.rules.iter_mut().find(|known| is_meant(&expectation.rule, &known.rule));
            let Some(covered) = meant else { continue };
            match expectation.expected {
                Status::Pass => covered.pass += 1,
                Status::Fail => covered.fail += 1,
                Status::Skip => covered.skip += 1,
            }
        }
    }
}

impl Covered {
    /// Whether no case is about it.
    pub fn is_untested(&self) -> bool {
        self.pass + self.fail + self.skip == 0
    }

    /// Whether there are cases, but none that it is to fail: the rule could be without effect.
    pub fn never_fails(&self) -> bool {
        !self.is_untested() && self.fail == 0
    }
}

#[cfg(test)]
mod tests {
    use formwork_template::{Syntax, parse as parse_template};

    use super::{Coverage, Why, read_tests, run_case};
    use crate::{Status, parse};

    const RULES: &str = "
let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
rule named when %buckets !empty { %buckets { Properties.BucketName exists } }
rule other when Parameters exists { Resources exists }
rule broken { Resources = 1 }
";

    fn outcomes(tests: &str) -> Vec<String> {
        let rules = parse(RULES).file;
        let tree = parse_template(tests.into(), Syntax::Yaml).tree;
        let tests = read_tests(&tree);
        let errors = tests.errors.iter().map(|error| error.message.clone());
        let run = |case| run_case(&rules, &tree, case, 0, |finding, _| finding.span.start);
        let outcome = |outcome: super::Outcome<u32>| {
            let why = match outcome.why {
                Why::AsExpected => "as expected".to_owned(),
                Why::Fails(places) => format!("fails at {places:?}"),
                Why::Passes(_) => "passes".to_owned(),
                Why::Skips(span) => format!("skips by {}", &RULES[span.range()]),
                Why::Unreadable(_) => "unreadable".to_owned(),
            };
            format!("{} {why}", outcome.number)
        };
        errors.chain(tests.cases.iter().flat_map(run).map(outcome)).collect()
    }

    #[test]
    fn expectations_are_met_or_explained() {
        let bucket = "- input: {Resources: {A: {Type: 'AWS::S3::Bucket'}}}\n  expectations: {rules: ";
        let of = |rules: &str| outcomes(&format!("{bucket}{rules}}}"));
        assert_eq!(of("{named: FAIL, other: SKIP}"), ["0 as expected", "1 as expected"]);
        assert_eq!(of("{named: PASS}"), ["0 fails at [22]"]);
        assert_eq!(of("{other: PASS}"), ["0 skips by Parameters exists"]);
        assert_eq!(of("{broken: PASS}"), ["0 unreadable"]);
        assert_eq!(of("{missing: PASS, named: FAIL}"), ["1 as expected"]);
    }

    #[test]
    fn what_is_no_case_stops_no_other() {
        assert_eq!(outcomes("a: b"), ["A file of tests is a list of cases"]);
        assert_eq!(
            outcomes(
                "- {name: a, expectations: {rules: {named: SKIP}}}\n- {input: {}}\n- 7\n\
                 - {input: {}, expectations: {rules: {named: SKIP, other: PAST, broken: [1]}}}"
            ),
            [
                "This case has no `input`",
                "This case has no `expectations.rules`",
                "This case has no `input`",
                "`PAST` is no outcome of a rule",
                "The outcome of `broken` is not one word",
                "0 as expected",
            ]
        );
    }

    #[test]
    fn clauses_outside_of_rules_go_by_two_names() {
        let rules = parse("Resources exists").file;
        let text = "- {input: {Resources: {}}, expectations: {rules: {default: PASS, a/default: PASS}}}";
        let tree = parse_template(text.into(), Syntax::Yaml).tree;
        let tests = read_tests(&tree);
        let got = run_case(&rules, &tree, &tests.cases[0], 0, |_, _| ());
        assert!(got.iter().all(|outcome| outcome.is_met && outcome.got == [Status::Pass]));
        assert_eq!(got.len(), 2);
    }

    #[test]
    fn coverage_counts_by_outcome() {
        let rules = parse(RULES).file;
        let mut coverage = Coverage::of(&rules);
        let tree = parse_template(
            "- {input: {}, expectations: {rules: {named: SKIP, unknown: FAIL}}}".into(),
            Syntax::Yaml,
        )
        .tree;
        read_tests(&tree).cases.iter().for_each(|case| coverage.count(case));
        let [named, other] = &coverage.rules[..] else { panic!("two rules can be read") };
        assert!(named.never_fails() && !named.is_untested());
        assert!(other.is_untested() && !other.never_fails());
    }
}

//! Files of tests: a list of inputs, each with what rules are to say of it.

use std::path::Path;

use formwork_guard::Status;
use formwork_template::{Data, NodeId, Tree};

use super::data;
use super::rule_file;

/// A file of tests.
#[derive(Debug)]
pub(super) struct TestFile {
    pub(super) tree: Tree,
    pub(super) cases: Vec<TestCase>,
}

#[derive(Debug)]
pub(super) struct TestCase {
    pub(super) name: Option<String>,
    /// The document, in the tree of the file.
    pub(super) input: NodeId,
    /// Rules and the words for their outcomes.
    expectations: Vec<(String, String)>,
}

impl TestCase {
    /// What is expected of a rule; the last word counts. Fails where it is no outcome.
    pub(super) fn expected(&self, rule: &str) -> Result<Option<Status>, String> {
        let Some((_, word)) = self.expectations.iter().rfind(|(name, _)| name == rule) else {
            return Ok(None);
        };
        match word.as_str() {
            "PASS" => Ok(Some(Status::Pass)),
            "FAIL" => Ok(Some(Status::Fail)),
            "SKIP" => Ok(Some(Status::Skip)),
            _ => Err(format!("`{word}`, expected of `{rule}`, is none of PASS, FAIL and SKIP")),
        }
    }

    /// The rules that something is expected of.
    pub(super) fn rules(&self) -> impl Iterator<Item = &str> {
        self.expectations.iter().map(|(rule, _)| rule.as_str())
    }
}

/// The tests of a file, or why they can't be read.
pub(super) fn read(path: &Path) -> Result<TestFile, String> {
    let failed = |why: String| format!("Unable to process data in file {}, Error {why}", path.display());
    let text = rule_file::text(path).map_err(failed)?;
    let tree = match data::parse(&text.into()) {
        Ok(Some(tree)) => tree,
        Ok(None) => return Err(failed("there is nothing in it".to_owned())),
        Err(problems) => return Err(failed(problems.join("; "))),
    };
    let Data::Sequence(items) = tree.data(tree.root()) else {
        return Err(failed("the tests are no list".to_owned()));
    };
    let case = |(number, node): (usize, &NodeId)| {
        case(&tree, *node).map_err(|why| failed(format!("in test {}: {why}", number + 1)))
    };
    let cases = items.iter().enumerate().map(case).collect::<Result<_, _>>()?;
    Ok(TestFile { tree, cases })
}

fn case(tree: &Tree, node: NodeId) -> Result<TestCase, String> {
    let get = |node, key: &str| tree.get(node, key).ok_or_else(|| format!("`{key}` is missing"));
    let name = tree.get(node, "name").and_then(|name| tree.text(name)).map(str::to_owned);
    let input = get(node, "input")?;
    let rules = get(get(node, "expectations")?, "rules")?;
    let expectation = |entry: &formwork_template::Entry| {
        let rule = tree.text(entry.key).unwrap_or_default().to_owned();
        let word =
            tree.text(entry.value).ok_or_else(|| format!("what is expected of `{rule}` is no text"))?;
        Ok((rule, word.to_owned()))
    };
    let expectations = tree.entries(rules).iter().map(expectation).collect::<Result<_, String>>()?;
    Ok(TestCase { name, input, expectations })
}

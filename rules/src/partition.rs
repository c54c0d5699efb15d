//! ARNs in the text of `Fn::Sub` that are of one partition alone. Not a rule.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// An ARN with a partition, a service, a region and an account, each of them perhaps a variable or nothing.
/// Source: cfn-lint 1.58.0, rule I3042.
static ARN: LazyLock<Regex> = LazyLock::new(|| {
    let part = r"(\$\{[^:\r\n]*::[^:\r\n]*\}|[^:\s]*)";
    Regex::new(&format!(r"arn:{part}:[^:\s]+:{part}:{part}")).expect("the pattern is one")
});

/// A partition that may be any.
static OPEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\$\{\w+\}|\$\{AWS::Partition\}|\*|$)").expect("the pattern is one"));

/// The partitions in a text that are written out, by their places.
pub(crate) fn written_out(text: &str) -> impl Iterator<Item = Range<usize>> {
    let partitions = ARN.captures_iter(text).filter_map(|found| found.get(1));
    partitions.filter(|partition| !OPEN.is_match(partition.as_str())).map(|partition| partition.range())
}

/// The text with the deployment's own partition in the place of those.
pub(crate) fn portable(text: &str) -> String {
    let places: Vec<Range<usize>> = written_out(text).collect();
    let mut text = text.to_owned();
    for place in places.into_iter().rev() {
        text.replace_range(place, "${AWS::Partition}");
    }
    text
}

use std::sync::LazyLock;

use formwork_template::{FunctionName, Section};
use regex::Regex;

use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// An ARN is put together for one partition.
    ///
    /// Regions in China and those for the government have partitions of their own, `aws-cn` and
    /// `aws-us-gov`. `${AWS::Partition}` fits everywhere.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       AssumeRolePolicyDocument: {}
    ///       ManagedPolicyArns:
    /// #     ^^^^^^^^^^^^^^^^^ The ARN is of the partition `aws` alone
    ///       - !Sub 'arn:aws:iam::${AWS::AccountId}:policy/logs'
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       AssumeRolePolicyDocument: {}
    ///       ManagedPolicyArns:
    ///       - !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/logs'
    /// ```
    pub struct HardcodedPartition {
        code: "I3042",
        name: "hardcoded-partition",
        severity: Info,
        since: "0.1",
    }
}

/// An ARN and its partition. Blanks are in no part but a variable.
static ARN: LazyLock<Regex> = LazyLock::new(|| {
    let part = r"(\$\{[^:\r\n]*::[^:\r\n]*\}|[^:\s]*)";
    Regex::new(&format!(r"arn:{part}:[^:\s]+:{part}:{part}")).expect("the pattern is one")
});

/// A partition that is open: a variable, a wildcard or nothing.
static OPEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\$\{\w+\}|\$\{AWS::Partition\}|\*|$)").expect("the pattern is one"));

impl Rule for HardcodedPartition {
    fn check(cx: &mut Context<'_>) {
        if cx.template().is_sam() {
            return;
        }
        let texts = cx.marked_texts();
        let in_sub = texts.iter().filter(|text| {
            text.section == Section::Resources && text.functions.contains(&FunctionName::Sub)
        });
        for text in in_sub {
            let partitions = ARN.captures_iter(text.text).filter_map(|found| found.get(1));
            let closed = partitions.map(|found| found.as_str()).find(|partition| !OPEN.is_match(partition));
            if let Some(partition) = closed {
                let message = format!("The ARN is of the partition `{partition}` alone");
                cx.report::<Self>(text.place.span(), message).help("Write `${AWS::Partition}`");
            }
        }
    }
}

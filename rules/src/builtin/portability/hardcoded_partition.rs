use formwork_template::{FunctionName, Section, Span, Value};

use crate::rule::{Rule, rule};
use crate::{Applicability, Context, Edit, Fix, partition};

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
    /// ```yaml fixed
    /// Resources:
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       AssumeRolePolicyDocument: {}
    ///       ManagedPolicyArns:
    ///       - !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/logs'
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
            let Some(closed) = partition::written_out(text.text).next() else { continue };
            let message = format!("The ARN is of the partition `{}` alone", &text.text[closed]);
            let found = cx.report::<Self>(text.place.span(), message);
            found.help("Write `${AWS::Partition}`");
            found.fix = fix(text.value);
        }
    }
}

/// Puts the deployment's own partition into the text as it is written.
fn fix(value: Value<'_>) -> Option<Fix> {
    let span = value.span();
    let written = value.tree().source().get(span.range())?;
    let edits: Vec<Edit> = partition::written_out(written)
        .map(|place| Edit {
            span: Span::of(span.start as usize + place.start..span.start as usize + place.end),
            text: "${AWS::Partition}".to_owned(),
        })
        .collect();
    let is_there = !edits.is_empty();
    is_there.then(|| Fix::new("Write `${AWS::Partition}`", Applicability::Unsafe, edits))
}

use formwork_template::{FunctionName, Section};

use crate::functions::PSEUDO;
use crate::insertion::{New, flow};
use crate::rule::{Rule, rule};
use crate::{Context, Fix};

rule! {
    /// The name of a pseudo parameter is used as a text.
    ///
    /// `AWS::Region` is that very text; `!Ref AWS::Region` is the region.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: AWS::StackName
    /// #     ^^^^^^^^^^ `AWS::StackName` is a text here, and not the value of the pseudo parameter
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Ref AWS::StackName
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Ref AWS::StackName
    /// ```
    pub struct UnreferencedPseudoParameter {
        code: "W1054",
        name: "unreferenced-pseudo-parameter",
        severity: Warning,
        since: "0.1",
    }
}

/// Functions that take a `Ref` as an argument.
const TAKING_REF: &[FunctionName] = &[
    FunctionName::Equals,
    FunctionName::FindInMap,
    FunctionName::GetAZs,
    FunctionName::If,
    FunctionName::Join,
];

impl Rule for UnreferencedPseudoParameter {
    fn check(cx: &mut Context<'_>) {
        for text in cx.marked_texts().iter().filter(|text| text.known && PSEUDO.contains(&text.text)) {
            if text.functions.contains(&FunctionName::Ref) {
                continue;
            }
            let name = text.text;
            let message = format!("`{name}` is a text here, and not the value of the pseudo parameter");
            let found = cx.report::<Self>(text.place.span(), message);
            found.help(format!("Write `!Ref {name}`"));
            // Some functions take no other in their arguments.
            let is_taken = text.functions.last().is_none_or(|name| TAKING_REF.contains(name));
            if is_taken && text.section != Section::Metadata {
                let reference = flow(&New::Ref(name.to_owned()), text.value.tree().syntax());
                found.fix(Fix::confirm(format!("Write `!Ref {name}`"), text.value.span(), reference));
            }
        }
    }
}

use formwork_template::FunctionName;

use crate::Context;
use crate::functions::PSEUDO;
use crate::rule::{Rule, rule};

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

impl Rule for UnreferencedPseudoParameter {
    fn check(cx: &mut Context<'_>) {
        for text in cx.marked_texts().iter().filter(|text| text.known && PSEUDO.contains(&text.text)) {
            if text.functions.contains(&FunctionName::Ref) {
                continue;
            }
            let name = text.text;
            let message = format!("`{name}` is a text here, and not the value of the pseudo parameter");
            cx.report::<Self>(text.place.span(), message).help(format!("Write `!Ref {name}`"));
        }
    }
}

use formwork_template::Section;

use crate::Context;
use crate::dynamic_reference::references;
use crate::rule::{Rule, rule};

rule! {
    /// A dynamic reference has not the form of one.
    ///
    /// CloudFormation takes its value from the parameter store or Secrets Manager:
    /// `{{resolve:ssm:name:version}}`, `{{resolve:ssm-secure:name:version}}` or
    /// `{{resolve:secretsmanager:secret:SecretString:key:stage:version}}`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: '{{resolve:ssn:name}}'
    /// #     ^^^^^^^^^^ `ssn` in `{{resolve:ssn:name}}` is none of `ssm`, `ssm-secure` and `secretsmanager`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: '{{resolve:ssm:name}}'
    /// ```
    pub struct InvalidDynamicReference {
        code: "E1050",
        name: "invalid-dynamic-reference",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidDynamicReference {
    fn check(cx: &mut Context<'_>) {
        for text in cx.marked_texts().iter() {
            if !text.known || text.is_worked_on() || text.section == Section::Metadata {
                continue;
            }
            for fault in references(text.text).flat_map(|reference| reference.faults()) {
                cx.report::<Self>(text.place.span(), fault);
            }
        }
    }
}

use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A YAML alias is used, and CloudFormation reads none.
    ///
    /// The AWS CLI's `package` command and the SAM CLI write aliases out. Without
    /// either, the deployment stops. A template with the SAM transform is let be.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs: &bucket
    ///     Type: AWS::S3::Bucket
    ///   Images: *bucket
    /// #         ^^^^^^^ CloudFormation does not read the alias `*bucket`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///   Images:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct UsedAlias {
        code: "W1101",
        name: "used-alias",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UsedAlias {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        if template.is_sam() {
            return;
        }
        for span in template.tree().aliases() {
            let Some(text) = template.source().get(span.range()) else { continue };
            cx.report::<Self>(*span, format!("CloudFormation does not read the alias `{text}`"))
                .help("Write the value out, or deploy what `aws cloudformation package` makes of the template");
        }
    }
}

use crate::Context;
use formwork_template::{Section};
use crate::rule::{Rule, rule};

rule! {
    /// The description of the template is too long.
    ///
    /// It may have 1024 bytes.
    ///
    /// ```yaml bad
    /// Description: {a*1025}
    /// #<^^^^^^^^^ The description has 1025 characters, and may have 1024
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Description: Logs
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct LongDescription {
        code: "E1003",
        name: "long-description",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for LongDescription {
    fn check(cx: &mut Context<'_>) {
        /// Source: template anatomy in the CloudFormation user guide.
        const LIMIT: usize = 1024;
        let Some((key, value)) = cx.template().section(Section::Description) else { return };
        let length = value.text().map_or(0, |text| text.chars().count());
        if length > LIMIT {
            cx.report::<Self>(key.span, format!("The description has {length} characters, and may have {LIMIT}"));
        }
    }
}

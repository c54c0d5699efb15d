use crate::Context;
use formwork_template::Section;
use crate::rule::{Rule, rule};

rule! {
    /// The description of the template is not a text.
    ///
    /// CloudFormation shows it as it is: functions have no place in it.
    ///
    /// ```yaml bad
    /// Description: { Logs: all }
    /// #<^^^^^^^^^ The description of the template is not a string
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
    pub struct InvalidDescription {
        code: "E1004",
        name: "invalid-description",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidDescription {
    fn check(cx: &mut Context<'_>) {
        let Some((key, value)) = cx.template().section(Section::Description) else { return };
        if value.text().is_none() && !value.is_error() {
            cx.report::<Self>(key.span, "The description of the template is not a string");
        }
    }
}

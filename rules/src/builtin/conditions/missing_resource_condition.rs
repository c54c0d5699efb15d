use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The `Condition` of a resource names no condition of the template.
    ///
    /// CloudFormation refuses the template then.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsPrd
    /// #   ^^^^^^^^^ The template has no condition `IsPrd`
    /// ```
    ///
    /// ```yaml fixed
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsProd
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsProd
    /// ```
    pub struct MissingResourceCondition {
        code: "E3015",
        name: "missing-resource-condition",
        severity: Error,
        since: "0.1",
        aliases: ["E8002"],
    }
}

impl Rule for MissingResourceCondition {
    fn check(cx: &mut Context<'_>) {
        members::missing_conditions::<Self>(cx, Section::Resources);
    }
}

use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The `Condition` of an output names no condition of the template.
    ///
    /// CloudFormation refuses the template then.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Outputs:
    ///   Name:
    ///     Value: logs
    ///     Condition: IsPrd
    /// #   ^^^^^^^^^ The template has no condition `IsPrd`
    /// ```
    ///
    /// ```yaml fixed
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Outputs:
    ///   Name:
    ///     Value: logs
    ///     Condition: IsProd
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Outputs:
    ///   Name:
    ///     Value: logs
    ///     Condition: IsProd
    /// ```
    pub struct MissingOutputCondition {
        code: "E6005",
        name: "missing-output-condition",
        severity: Error,
        since: "0.1",
        aliases: ["E8002"],
    }
}

impl Rule for MissingOutputCondition {
    fn check(cx: &mut Context<'_>) {
        members::missing_conditions::<Self>(cx, Section::Outputs);
    }
}

use crate::rule::{Rule, rule};
use crate::{Context, functions};

rule! {
    /// The name of an export is not a text.
    ///
    /// Other stacks import it by this name, which is known before there is a resource.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// Outputs:
    ///   Logs:
    ///     Value: !Ref Logs
    ///     Export:
    ///       Name: [logs]
    /// #     ^^^^ This value is not a string
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// Outputs:
    ///   Logs:
    ///     Value: !Ref Logs
    ///     Export:
    ///       Name: !Sub '${AWS::StackName}-logs'
    /// ```
    pub struct WrongExportNameType {
        code: "E6102",
        name: "wrong-export-name-type",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for WrongExportNameType {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}

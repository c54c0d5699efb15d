use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An output gives out what the stack itself imports.
    ///
    /// Stacks that import it depend on two others, which can then no longer be changed apart.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// Outputs:
    ///   Vpc:
    ///     Value: !ImportValue vpc
    /// #   ^^^^^ The output passes on the export of another stack
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// Outputs:
    ///   Logs:
    ///     Value: !Ref Logs
    /// ```
    pub struct PassedOnImport {
        code: "W6001",
        name: "passed-on-import",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for PassedOnImport {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}

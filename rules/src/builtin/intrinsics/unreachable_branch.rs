use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// A branch of an `Fn::If` is never taken.
    ///
    /// The conditions around it, or the expression of its own condition, decide it
    /// already: the branch is dead text that readers take for a case.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsProd
    ///     Properties:
    ///       BucketName: !If [IsProd, logs, test-logs]
    /// #                                    ^^^^^^^^^ This branch is never taken: `IsProd` is never false where `IsProd` is true
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !If [IsProd, logs, test-logs]
    /// ```
    pub struct UnreachableBranch {
        code: "W1028",
        name: "unreachable-branch",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnreachableBranch {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}

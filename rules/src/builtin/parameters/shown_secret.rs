use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// A parameter with `NoEcho` is used where its value is shown.
    ///
    /// `NoEcho` hides the value of the parameter itself, but not in outputs and not in the
    /// metadata of resources.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Token: { Type: String, NoEcho: true }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Metadata:
    ///       Token: !Ref Token
    /// #     ^^^^^ `Token` has `NoEcho`, which does not hide it in metadata
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Token: { Type: String, NoEcho: true }
    /// Resources:
    ///   Hook:
    ///     Type: Custom::Hook
    ///     Properties:
    ///       ServiceToken: arn:aws:lambda:us-east-1:123456789012:function:hook
    ///       Token: !Ref Token
    /// ```
    pub struct ShownSecret {
        code: "W2010",
        name: "shown-secret",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for ShownSecret {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
